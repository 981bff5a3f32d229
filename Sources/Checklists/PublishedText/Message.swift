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

  static func tooLarge(_ limit: Int, _ language: Language) -> String {
    language(
      fr: "Le texte dépasse \(limit) octets.", en: "The text is longer than \(limit) bytes.")
  }

  static func lineTooLong(_ limit: Int, _ language: Language) -> String {
    language(
      fr: "La ligne dépasse \(limit) octets.", en: "The line is longer than \(limit) bytes.")
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
