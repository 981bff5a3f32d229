internal import Basics
internal import Checklists

/// What the reader says of how a workbook was changed.
extension ReadingMessages {
  func blankUnder(_ range: String) -> String {
    language(
      fr:
        "pas de réponse : la case est fusionnée (\(range)). Annulez la fusion et répondez à chaque ligne.",
      en: "no answer: the cell is merged (\(range)). Unmerge it and answer each row.")
  }

  func templateOlder(_ successor: Template) -> String {
    // The version alone says nothing where the checklist itself has another id.
    let version = successor.id == template.id ? successor.version : q(successor.edition)
    return language(
      fr:
        "Le classeur est de la version \(template.version) ; la version en vigueur est \(version). Demandez le classeur de cette version et reportez-y vos réponses.",
      en:
        "The workbook is of version \(template.version); the version in force is \(version). Ask for the workbook of that version and copy your answers into it."
    )
  }

  func otherStamp(_ stamp: String) -> String {
    language(
      fr:
        "Le classeur dit deux fois d’où il vient, et pas la même chose : il a été lu comme \(q(template.stamp)), mais il dit aussi \(q(stamp)). Vérifiez que c’est le bon.",
      en:
        "The workbook says twice where it comes from, and not the same: it was read as \(q(template.stamp)), but it also says \(q(stamp)). Check that it is the right one."
    )
  }

  var modelsAltered: String {
    language(
      fr:
        "Les modèles de livraison notés à l’émission ne sont pas ceux des colonnes présentes ; toutes les colonnes ont été lues. Vérifiez-les.",
      en:
        "The delivery models recorded when the workbook was issued are not those of the columns present; all columns were read. Check them."
    )
  }

  func caseStudiesAltered(_ recorded: Int, _ found: Int) -> String {
    language(
      fr:
        "Le classeur a été émis pour \(recorded) études de cas d’après sa feuille masquée, mais il en contient \(found) ; toutes ont été lues. Vérifiez-les.",
      en:
        "The workbook was issued for \(recorded) case studies according to its hidden sheet, but it has \(found); all were read. Check them."
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
      fr: "c’est la feuille \(q(name)), renommée ; elle a été lue, il n’y a rien à faire.",
      en: "this is the sheet \(q(name)), renamed; it was read, there is nothing to do.")
  }

  func sheetCopied(_ name: String) -> String {
    language(
      fr:
        "c’est une copie de la feuille \(q(name)) ; les deux ont été comparées. Gardez-en une seule.",
      en: "this is a copy of the sheet \(q(name)); both were compared. Keep one of them.")
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
      fr: "la ligne a changé de place ; elle a été retrouvée, il n’y a rien à faire.",
      en: "the row was moved; it was found, there is nothing to do.")
  }

  var namesMoved: String {
    language(
      fr:
        "des lignes ou des colonnes ont changé de place sans les noms de leurs cases ; les réponses ont été retrouvées, il n’y a rien à faire.",
      en:
        "rows or columns were moved without the names of their cells; the answers were found, there is nothing to do."
    )
  }

  func rowDisputed(_ key: String) -> String {
    let name = q(template.control(key)?.name(in: language) ?? key)
    return language(
      fr:
        "la clé masquée de cette ligne est celle de \(name) ; c’est ce qui est imprimé sur la ligne qui compte, il n’y a rien à faire.",
      en:
        "the hidden key of this row is that of \(name); what is printed in the row counts, there is nothing to do."
    )
  }

  var columnDisputed: String {
    language(
      fr:
        "la clé masquée et l’en-tête de cette colonne ne disent pas la même chose ; ce sont les noms des cases qui comptent, il n’y a rien à faire.",
      en:
        "the hidden key and the header of this column say different things; the cells’ names count, there is nothing to do."
    )
  }

  var rowRepeated: String {
    language(
      fr: "la ligne est là deux fois ; les deux ont été comparées. Gardez-en une seule.",
      en: "the row is there twice; both were compared. Keep one of them.")
  }

  func rowAdded(_ row: Int) -> String {
    language(
      fr:
        "la ligne \(row) a été ajoutée ; elle ne correspond à aucune exigence. Reportez ailleurs ce qu’elle dit, puis supprimez-la.",
      en:
        "row \(row) was added; it belongs to no requirement. Move what it says elsewhere, then remove it."
    )
  }

  var rowHidden: String {
    language(
      fr: "la ligne est masquée ; elle a été lue. Affichez-la et vérifiez la réponse.",
      en: "the row is hidden; it was read. Show it and check the answer.")
  }

  func textRemoved(_ text: String) -> String {
    language(
      fr:
        "le texte publié \(q(text)) n’est plus sur sa ligne ; c’est le texte d’origine qui compte. Rétablissez-le.",
      en:
        "the published text \(q(text)) is no longer in its row; the original text is what counts. Restore it."
    )
  }

  func applicabilityAltered(_ cells: [String]) -> String {
    // The first is the place that the message begins with.
    let list =
      cells.count > 1
      ? " (" + cells.prefix(12).joined(separator: ", ") + (cells.count > 12 ? ", …" : "") + ")" : ""
    return language(
      fr:
        "ce qui était émis comme sans objet a été modifié\(list). Remettez-y \(notApplicable) : c’est la liste publiée qui compte.",
      en:
        "what was issued as not applicable was changed\(list). Put \(notApplicable) back: the published checklist counts."
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
