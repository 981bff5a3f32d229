internal import Basics
public import Checklists
public import Spreadsheet

extension SpreadsheetError {
  /// What is wrong with the file and what to do, in full sentences, with the place and, in English, the technical detail.
  public func sentence(_ language: Language) -> String {
    let sentence =
      foreign.map { Self.sentence(about: $0, language) } ?? Self.sentence(about: code, language)
    // The technical detail is in English; the part of the file is a name.
    let details = [place, language == .english ? detail : nil].compactMap { $0 }
      .joined(separator: ", ")
    return details.isEmpty ? sentence : sentence + " (" + details.visible().shortened(to: 120) + ")"
  }

  private static func sentence(about code: Code, _ language: Language) -> String {
    switch code {
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
        fr: "Le fichier se décompresse au-delà de toute mesure ; il n’est pas lu.",
        en: "The file inflates beyond measure; it is not read.")
    case .entities:
      language(
        fr:
          "Le fichier contient une déclaration de type de document, qu’aucun tableur n’écrit ; il n’est pas lu.",
        en:
          "The file holds a document type declaration, which no spreadsheet program writes; it is not read."
      )
    case .tooDeep:
      language(
        fr: "Le fichier imbrique trop d’éléments les uns dans les autres ; il n’est pas lu.",
        en: "The file nests too many elements inside one another; it is not read.")
    case .notWritten:
      language(fr: "Le classeur n’a pas pu être écrit.", en: "The workbook could not be written.")
    }
  }

  private static func sentence(about file: ForeignFile, _ language: Language) -> String {
    switch file {
    case .empty:
      language(
        fr: "Le fichier est vide. Demandez-le de nouveau.",
        en: "The file is empty. Ask for it again.")
    case .pdf:
      language(
        fr:
          "C’est un PDF, dont les réponses ne se lisent pas. Renvoyez le classeur lui-même, au format .xlsx.",
        en: "This is a PDF, whose answers cannot be read. Send the workbook itself, as .xlsx.")
    case .picture:
      language(
        fr: "C’est une image. Renvoyez le classeur lui-même, au format .xlsx.",
        en: "This is a picture. Send the workbook itself, as .xlsx.")
    case .numbers:
      language(
        fr:
          "C’est un document Numbers. Dans Numbers, exportez-le au format Excel (.xlsx) : Fichier, Exporter vers, Excel.",
        en:
          "This is a Numbers document. In Numbers, export it as Excel (.xlsx): File, Export To, Excel."
      )
    case .email:
      language(
        fr: "C’est un courriel. Enregistrez la pièce jointe, au format .xlsx, et donnez-la seule.",
        en: "This is an e-mail. Save its attachment, as .xlsx, and give that alone.")
    case .document:
      language(
        fr:
          "C’est un texte ou une présentation. Renvoyez le classeur lui-même, au format .xlsx ou .ods.",
        en: "This is a text or a presentation. Send the workbook itself, as .xlsx or .ods.")
    case .webPage:
      language(
        fr:
          "C’est une page web, même si son nom dit autre chose. Ouvrez-la dans un tableur et enregistrez-la au format .xlsx.",
        en:
          "This is a web page, whatever its name says. Open it in a spreadsheet program and save it as .xlsx."
      )
    case .flatXML:
      language(
        fr: "C’est un classeur écrit en XML. Enregistrez-le au format .xlsx ou .ods.",
        en: "This is a workbook written as XML. Save it as .xlsx or .ods.")
    case .archive:
      language(
        fr: "C’est une archive. Donnez le classeur qu’elle contient, s’il y en a un.",
        en: "This is an archive. Give the workbook that is in it, if there is one.")
    }
  }
}
