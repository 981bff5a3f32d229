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

  static func failure(_ error: SpreadsheetError, _ language: Language) -> String {
    let sentence =
      switch error.code {
      case .encrypted:
        language(
          fr: "Le fichier est protégé par un mot de passe. Enregistrez-le sans mot de passe.",
          en: "The file is protected by a password. Save it without one.")
      case .legacy:
        language(
          fr: "C’est un ancien fichier Excel (.xls). Enregistrez-le au format .xlsx.",
          en: "This is an old Excel file (.xls). Save it as .xlsx.")
      case .binary:
        language(
          fr: "C’est un classeur Excel binaire (.xlsb). Enregistrez-le au format .xlsx.",
          en: "This is a binary Excel workbook (.xlsb). Save it as .xlsx.")
      case .notSpreadsheet:
        language(
          fr: "Ce n’est pas un classeur. Un fichier .xlsx ou .ods est attendu.",
          en: "This is no spreadsheet. A .xlsx or .ods file is expected.")
      case .truncated:
        language(
          fr: "Le fichier est incomplet, sans doute coupé pendant l’envoi. Demandez-le de nouveau.",
          en: "The file is incomplete, probably cut off in transit. Ask for it again.")
      case .corrupt:
        language(
          fr:
            "Le fichier est abîmé. Ouvrez-le dans un tableur, enregistrez-le de nouveau, ou redemandez-le.",
          en:
            "The file is damaged. Open it in a spreadsheet program and save it again, or ask for it again."
        )
      case .tooLarge:
        language(
          fr: "Le fichier est plus grand que ce qui est accepté.",
          en: "The file is larger than what is accepted.")
      case .bomb:
        language(
          fr: "Le fichier se décompresse au-delà de toute mesure ; il n’est pas lu.",
          en: "The file inflates beyond measure; it is not read.")
      case .entities:
        language(
          fr:
            "Le fichier contient une déclaration de type de document, qu’aucun tableur n’écrit ; il n’est pas lu.",
          en:
            "The file holds a document type declaration, which no spreadsheet program writes; it is not read."
        )
      case .tooDeep:
        language(
          fr: "Le fichier imbrique trop d’éléments les uns dans les autres ; il n’est pas lu.",
          en: "The file nests too many elements inside one another; it is not read.")
      case .notWritten:
        language(fr: "Le classeur n’a pas pu être écrit.", en: "The workbook could not be written.")
      }
    // The technical detail is in English; the part of the file is a name.
    let details = [error.place, language == .english ? error.detail : nil].compactMap { $0 }.joined(
      separator: ", ")
    return details.isEmpty ? sentence : sentence + " (" + details.visible().shortened(to: 120) + ")"
  }
}
