internal import Basics
internal import Checklists

/// What the reader says of how a workbook was changed.
extension ReadingMessages {
  func blankUnder(_ range: String) -> String {
    language(
      fr:
        "pas de réponse : la case est fusionnée (\(range)). Défusionnez et répondez à chaque ligne.",
      en: "no answer: the cell is merged (\(range)). Unmerge it and answer each row.")
  }

  func templateOlder(_ successor: Template) -> String {
    language(
      fr:
        "Le classeur est de la version \(template.version) ; la version en vigueur est \(q(successor.edition)). Reportez les réponses avec import --to.",
      en:
        "The workbook is of version \(template.version); the version in force is \(q(successor.edition)). Carry the answers over with import --to."
    )
  }

  func otherStamp(_ stamp: String) -> String {
    language(
      fr:
        "Le classeur dit deux fois d’où il vient, et pas la même chose : il a été lu comme \(q(template.stamp)), mais il dit aussi \(q(stamp)).",
      en:
        "The workbook says twice where it comes from, and not the same: it was read as \(q(template.stamp)), but it also says \(q(stamp))."
    )
  }

  var modelsAltered: String {
    language(
      fr:
        "Les modèles de livraison notés à l’émission ne sont pas ceux des colonnes présentes ; toutes les colonnes ont été lues.",
      en:
        "The delivery models recorded when the workbook was issued are not those of the columns present; all columns were read."
    )
  }

  func caseStudiesAltered(_ recorded: Int, _ found: Int) -> String {
    language(
      fr:
        "Le classeur a été émis pour \(recorded) études de cas d’après sa feuille masquée, mais il en contient \(found) ; toutes ont été lues.",
      en:
        "The workbook was issued for \(recorded) case studies according to its hidden sheet, but it has \(found); all were read."
    )
  }

  func sheetRemoved(_ name: String) -> String {
    language(
      fr:
        "La feuille \(q(name)) n’est plus dans le classeur. Reprenez un classeur vierge pour la retrouver.",
      en:
        "The sheet \(q(name)) is no longer in the workbook. Take a blank workbook to have it back.")
  }

  func sheetRenamed(_ name: String) -> String {
    language(
      fr: "c’est la feuille \(q(name)), renommée ; elle a été lue.",
      en: "this is the sheet \(q(name)), renamed; it was read.")
  }

  func sheetCopied(_ name: String) -> String {
    language(
      fr: "c’est une copie de la feuille \(q(name)) ; les deux ont été comparées.",
      en: "this is a copy of the sheet \(q(name)); both were compared.")
  }

  var sheetHidden: String {
    language(
      fr: "la feuille est masquée ; elle a été lue. Affichez-la et vérifiez ce qu’elle dit.",
      en: "the sheet is hidden; it was read. Show it and check what it says.")
  }

  var rowRemoved: String {
    language(
      fr: "la ligne n’est plus dans le classeur. Reprenez un classeur vierge pour y répondre.",
      en: "the row is no longer in the workbook. Take a blank workbook to answer it.")
  }

  var rowMoved: String {
    language(
      fr: "la ligne a changé de place ; elle a été retrouvée.",
      en: "the row was moved; it was found again.")
  }

  var namesMoved: String {
    language(
      fr:
        "des noms de cellules désignent d’autres cases que les leurs ; les lignes et les colonnes ont servi à retrouver les réponses.",
      en: "some names point to other cells than their own; rows and columns led to the answers.")
  }

  func rowDisputed(_ key: String) -> String {
    let name = q(template.control(key)?.name(in: language) ?? key)
    return language(
      fr:
        "la clé masquée de cette ligne est celle de \(name) ; ce qui est imprimé sur la ligne a compté.",
      en: "the hidden key of this row is that of \(name); what is printed on the row counted.")
  }

  var columnDisputed: String {
    language(
      fr:
        "la clé masquée et l’en-tête de cette colonne ne disent pas la même chose ; les noms des cellules ont décidé.",
      en:
        "the hidden key and the header of this column say different things; the cells’ names decided."
    )
  }

  var rowRepeated: String {
    language(
      fr: "la ligne est là deux fois ; les deux ont été comparées. Gardez-en une.",
      en: "the row is there twice; both were compared. Keep one.")
  }

  func rowAdded(_ row: Int) -> String {
    language(
      fr: "la ligne \(row) a été ajoutée ; elle ne correspond à aucune exigence.",
      en: "row \(row) was added; it belongs to no requirement.")
  }

  var rowHidden: String {
    language(
      fr: "la ligne est masquée ; elle a été lue. Affichez-la et vérifiez la réponse.",
      en: "the row is hidden; it was read. Show it and check the answer.")
  }

  func textRemoved(_ text: String) -> String {
    language(
      fr:
        "le texte publié \(q(text)) n’est plus sur sa ligne ; c’est le texte d’origine qui compte.",
      en: "the published text \(q(text)) is no longer in its row; the original text is what counts."
    )
  }

  func applicabilityAltered(_ cells: [String]) -> String {
    let list = cells.prefix(12).joined(separator: ", ") + (cells.count > 12 ? ", …" : "")
    return language(
      fr:
        "ce qui était émis comme sans objet a été modifié (\(list)) ; c’est la liste publiée qui compte.",
      en: "what was issued as not applicable was changed (\(list)); the published checklist counts."
    )
  }

  func scoreStale(_ what: String, _ shown: String, _ computed: String) -> String {
    language(
      fr:
        "\(q(what)) affiche \(shown), mais les réponses donnent \(computed). Ouvrez le classeur dans un tableur, recalculez et enregistrez-le.",
      en:
        "\(q(what)) shows \(shown), but the answers give \(computed). Open the workbook in a spreadsheet program, recalculate and save it."
    )
  }
}
