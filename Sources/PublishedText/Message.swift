internal import Basics
internal import Checklists

/// The sentences of failures and reports, in one place.
enum Message {
  static func noChecklist(_ language: Language) -> String {
    language(
      fr: """
        Aucune liste de contrôle trouvée. Recherché : des lignes à tabulations « 1.1 titre⇥texte⇥… » sous une colonne \
        « Respecté O/N » (“Met Y/N”), ou sous « S'applique à » (“Applies to”) avec Oui ou Non (Yes, No) par modèle.
        """,
      en: """
        No checklist was found. Looked for: tab-separated rows “1.1 title⇥text⇥…” under a column “Met Y/N” \
        (« Respecté O/N »), or under “Applies to” (« S'applique à ») with Yes or No (Oui, Non) for each model.
        """)
  }

  static func empty(_ language: Language) -> String {
    language(fr: "Le texte est vide. ", en: "The text is empty. ") + noChecklist(language)
  }

  static func binary(_ language: Language) -> String {
    language(
      fr: "Ce n'est pas un texte : caractère de commande. Recherché : un texte en UTF-8.",
      en: "This is not a text: it has a control character. Looked for: a text in UTF-8.")
  }

  static func notUTF8(_ language: Language) -> String {
    language(
      fr: "La ligne n'est pas en UTF-8. Recherché : un texte en UTF-8.",
      en: "The line is not UTF-8. Looked for: a text in UTF-8.")
  }

  static func missing(_ library: String, package: String, _ language: Language) -> String {
    language(
      fr:
        "\(library) n’est pas installé, et sans lui cette sorte de source ne se lit pas (Debian : \(package)).",
      en:
        "\(library) is not installed, and this kind of source is not read without it (Debian: \(package))."
    )
  }

  static func noPage(_ language: Language) -> String {
    language(
      fr: "La page n’a pas de contenu lisible. Recherché : une page web enregistrée (HTML).",
      en: "The page has no content that can be read. Looked for: a saved web page (HTML).")
  }

  // MARK: - PDF

  static func tooManyPages(_ limit: Int, _ language: Language) -> String {
    language(
      fr: "Le PDF a plus de \(limit) pages. Extrayez celles de la liste de contrôle.",
      en: "The PDF has more than \(limit) pages. Please extract those of the checklist.")
  }

  static func scanned(_ pages: Int, _ language: Language) -> String {
    let count = pages == 1 ? language(fr: "1 page", en: "1 page") : "\(pages) pages"
    return language(
      fr: """
        Le PDF (\(count)) ne contient pas de texte : ce sont des images, numérisées par exemple. Passez-le par une \
        reconnaissance de caractères (OCR), ou prenez la page web.
        """,
      en: """
        The PDF (\(count)) has no text: it consists of pictures, as scanned ones do. Please have its characters \
        recognised (OCR), or take the web page.
        """)
  }

  static func encrypted(_ language: Language) -> String {
    language(
      fr: "Le PDF est protégé par un mot de passe. Enregistrez-en une copie sans mot de passe.",
      en: "The PDF is protected by a password. Please save a copy of it without one.")
  }

  static func brokenPDF(_ language: Language) -> String {
    language(
      fr: "Le PDF est endommagé et ne s’ouvre pas. Téléchargez-le ou enregistrez-le à nouveau.",
      en: "The PDF is damaged and cannot be opened. Please download or save it again.")
  }

  static func pdfTooMuch(_ seconds: Int, _ language: Language) -> String {
    language(
      fr: """
        Le PDF demande trop de temps (plus de \(seconds) s) ou contient trop de texte. Extrayez les pages de la liste de contrôle.
        """,
      en: """
        The PDF takes too long (more than \(seconds) s) or holds too much text. Please extract the pages of the checklist.
        """)
  }

  static func system(_ words: String, _ language: Language) -> String {
    language(
      fr: "Le système n’a pas pu ouvrir le PDF : \(words).",
      en: "The system could not open the PDF: \(words).")
  }

  static func tooLarge(_ limit: Int, _ language: Language) -> String {
    language(
      fr: "Le texte dépasse \(limit) octets.", en: "The text is longer than \(limit) bytes.")
  }

  static func lineTooLong(_ limit: Int, _ language: Language) -> String {
    language(
      fr: "La ligne dépasse \(limit) octets.", en: "The line is longer than \(limit) bytes.")
  }

  static func place(_ place: SourcePlace, _ language: Language) -> String {
    let line = language(fr: "ligne \(place.line)", en: "line \(place.line)")
    return place.page.map { "page \($0), " + line } ?? line
  }

  // MARK: - The report

  static func use(_ use: PublishedText.Report.Use, _ language: Language) -> String {
    switch use {
    case .used(let keys):
      language(fr: "utilisée  ", en: "used     ") + keys.joined(separator: ", ")
    case .skipped(let why): language(fr: "laissée   ", en: "skipped  ") + why
    }
  }

  /// The lists of a report with their titles.
  static func lists(_ report: PublishedText.Report, _ language: Language)
    -> [(title: String, entries: [PublishedText.Report.Entry])]
  {
    [
      (language(fr: "Lu dans des phrases", en: "Read from sentences"), report.stated),
      (language(fr: "Déduit", en: "Inferred"), report.inferred),
      (
        language(fr: "Douteux, gardé tel qu’imprimé", en: "Doubtful, kept as printed"),
        report.suspicious
      ),
      (
        language(fr: "Introuvable, à donner en option", en: "Not found, may be given as an option"),
        report.notFound.map { PublishedText.Report.Entry(place: nil, what: $0) }
      ),
    ]
  }

  static func sum(of all: Int, used: Int, inferred: Int, _ language: Language) -> String {
    language(
      fr:
        "\(all) lignes : \(used) utilisées, \(all - used) laissées de côté ; \(inferred) déductions.",
      en: "\(all) lines: \(used) used, \(all - used) skipped; \(inferred) inferences.")
  }

  static func toBeChecked(_ what: String, _ language: Language) -> String {
    language(fr: "À vérifier, ", en: "To be checked, ") + what
  }

  static func notFound(_ what: String, _ language: Language) -> String {
    language(fr: "Introuvable : ", en: "Not found: ") + what
  }

  // MARK: - Blocks

  /// Why a block is no part of a checklist; nil where it may be one.
  static func needless(_ form: Document.Block.Form, _ language: Language) -> String? {
    switch form {
    case .blank: language(fr: "vide", en: "blank")
    case .dashes: language(fr: "tirets d’un saut de page", en: "dashes of a page break")
    case .contents: language(fr: "table des matières", en: "table of contents")
    case .aside(.navigation): language(fr: "navigation de la page", en: "the page’s own navigation")
    case .aside(.script): language(fr: "programme ou mise en forme", en: "script or style")
    case .aside(.hidden): language(fr: "caché sur la page", en: "hidden on the page")
    case .aside(.pageHeader):
      language(fr: "en-tête ou pied de page", en: "header or footer of a page")
    case .aside(.repeatedRow):
      language(
        fr: "en-tête d’un tableau, répété après un saut de page",
        en: "header row of a table, repeated behind a page break")
    case .aside(.picture): language(fr: "image", en: "picture")
    case .row, .heading, .text: nil
    }
  }

  static func contentsHeading(_ language: Language) -> String {
    language(fr: "titre de la table des matières", en: "heading of the table of contents")
  }

  static func repeated(_ language: Language) -> String {
    language(fr: "répète un titre qui suit", en: "repeats a heading that follows")
  }

  static func scope(
    of part: String, _ scope: ScopeKind, byTitle isByTitle: Bool, _ language: Language
  ) -> String {
    let source =
      isByTitle
      ? language(fr: "son titre", en: "its heading")
      : scope == .caseStudy
        ? language(fr: "son introduction", en: "its introduction")
        : language(
          fr: "rien n’y parle d’études de cas", en: "nothing in it speaks of case studies")
    return "parts." + part + language.colon
      + (scope == .caseStudy
        ? language(fr: "demandée pour chaque étude de cas", en: "asked for each case study")
        : language(fr: "demandée une fois", en: "asked once")) + " (" + source + ")"
  }

  static func columns(_ found: Int, of expected: Int, _ language: Language) -> String {
    language(
      fr: "La ligne a \(found) cellules ; le tableau a \(expected) colonnes.",
      en: "The row has \(found) cells; the table has \(expected) columns.")
  }

  static func unknownTable(_ language: Language) -> String {
    language(
      fr: """
        Tableau de lignes numérotées sans colonne reconnue. Recherché : « Respecté O/N » (“Met Y/N”), ou « S'applique à » \
        (“Applies to”) avec Oui ou Non (Yes, No) par modèle.
        """,
      en: """
        A table of numbered rows without a known column. Looked for: “Met Y/N” (« Respecté O/N »), or “Applies to” \
        (« S'applique à ») with Yes or No (Oui, Non) for each model.
        """)
  }

  static func unnamedColumns(_ language: Language) -> String {
    language(
      fr:
        "Colonnes d'applicabilité sans en-tête. Recherché : une ligne qui nomme les modèles de livraison.",
      en: "Applicability columns without heads. Looked for: a row that names the delivery models.")
  }

  static func duplicate(_ id: String, _ first: Int, _ language: Language) -> String {
    language(
      fr:
        "La référence \(id) est déjà à la ligne \(first). Recherché : des références uniques dans un tableau.",
      en:
        "The reference \(id) is on line \(first) already. Looked for: references that are unique in a table."
    )
  }

  static func applicability(_ cell: String, _ model: String, _ language: Language) -> String {
    language(
      fr: "Applicabilité « \(cell) » non comprise pour \(model). Recherché : Oui ou Non (Yes, No).",
      en:
        "The applicability “\(cell)” for \(model) is not understood. Looked for: Yes or No (Oui, Non)."
    )
  }
}
