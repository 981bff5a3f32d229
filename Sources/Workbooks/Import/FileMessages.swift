internal import Basics
internal import Checklists
internal import Spreadsheet

/// What is said where there is no template.
enum FileMessages {
  static func unknownTemplate(
    _ unknown: IssuedWorkbook.Unknown, _ said: String, _ language: Language
  )
    -> String
  {
    if let stamp = unknown.stamp {
      let shown = language.quoted(stamp)
      return language(
        fr:
          "Ce classeur vient de la liste de contrôle \(shown), qui n’est pas connue ici\(version(unknown, language)). Indiquez son modèle avec --template. \(said)",
        en:
          "This workbook comes from the checklist \(shown), which is not known here\(version(unknown, language)). Give its template with --template. \(said)"
      )
    }
    return language(
      fr:
        "Rien dans ce fichier ne dit de quelle liste de contrôle il vient. Demandez le classeur d’origine rempli. \(said)",
      en:
        "Nothing in this file says which checklist it comes from. Ask for the original workbook, filled in. \(said)"
    )
  }

  private static func version(_ unknown: IssuedWorkbook.Unknown, _ language: Language) -> String {
    guard let relative = unknown.relative else { return "" }
    return language(
      fr: " ; la version connue est la \(relative.version) (\(relative.language.rawValue))",
      en: "; the version known is \(relative.version) (\(relative.language.rawValue))")
  }

  /// What can be said of a workbook without its template: its sheets, and how many answer cells have their names.
  static func whatIsThere(sheets: [String], names: Int, _ language: Language) -> String {
    let list =
      sheets.prefix(12).map { language.quoted($0) }.joined(separator: ", ")
      + (sheets.count > 12 ? ", …" : "")
    let named =
      names == 0
      ? language(fr: "aucune case de réponse nommée", en: "no named answer cell")
      : language(fr: "\(names) cases de réponse nommées", en: "\(names) named answer cells")
    return language(
      fr: "Feuilles\(language.colon)\(list) ; \(named).", en: "Sheets: \(list); \(named).")
  }
}
