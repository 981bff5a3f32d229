internal import Basics
public import Checklists
public import Spreadsheet

extension SpreadsheetError {
  /// What is wrong with the file and what to do, in full sentences, with the place and, in English, the technical detail.
  public func sentence(_ language: Language) -> String {
    let sentence =
      foreign.map { Self.sentence(about: $0, language) } ?? Self.sentence(about: code, language)
    // The technical detail is in English; the part of the file is a name.
    // Of a password nobody needs to know which part it protects.
    let details =
      code == .encrypted
      ? ""
      : [place, language == .english ? detail : nil].compactMap { $0 }
        .joined(separator: ", ")
    return details.isEmpty ? sentence : sentence + " (" + details.visible().shortened(to: 120) + ")"
  }

  private static func sentence(about code: Code, _ language: Language) -> String {
    guard let texts = code.texts else {
      return language(
        fr: "Le classeur n’a pas pu être écrit.", en: "The workbook could not be written.")
    }
    return language(
      fr: texts.meaning.fr + " " + texts.remedy.fr, en: texts.meaning.en + " " + texts.remedy.en)
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
          "C’est un document Numbers. Dans Numbers, exportez-le au format Excel (.xlsx) : Fichier, Exporter vers, Excel.",
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
    case .rightsManaged:
      language(
        fr:
          "Le fichier est chiffré par une étiquette de confidentialité (gestion des droits) : seules les personnes autorisées l’ouvrent. Dans Excel, choisissez une étiquette sans chiffrement, enregistrez une copie et renvoyez-la.",
        en:
          "The file is encrypted by a sensitivity label (rights management): only authorised persons can open it. In Excel, choose a label without encryption, save a copy and send that."
      )
    case .cloudDocument:
      language(
        fr:
          "Ce n’est que le lien vers un document en ligne (Google Drive), pas le document. Ouvrez-le, puis choisissez Fichier, Télécharger, Microsoft Excel (.xlsx), et renvoyez le fichier téléchargé.",
        en:
          "This is only the link to an online document (Google Drive), not the document. Open it, choose File, Download, Microsoft Excel (.xlsx), and send the file that was downloaded."
      )
    case .cloudPlaceholder:
      language(
        fr:
          "Ce fichier n’est pas encore sur cet ordinateur : le service en ligne (iCloud, OneDrive, Dropbox) n’a laissé que sa place. Téléchargez-le (« Toujours conserver sur cet appareil »), puis renvoyez-le.",
        en:
          "This file is not on this computer yet: the online service (iCloud, OneDrive, Dropbox) has left only its place. Download it (“Always keep on this device”), then send it again."
      )
    case .shortcut:
      language(
        fr:
          "C’est un raccourci vers un fichier ou une page, pas le fichier. Renvoyez le classeur lui-même, au format .xlsx.",
        en:
          "This is a shortcut to a file or a page, not the file. Send the workbook itself, as .xlsx."
      )
    case .lockFile:
      language(
        fr:
          "C’est le fichier de verrouillage qu’un tableur crée tant que le classeur est ouvert (« ~$… »). Fermez le classeur et renvoyez-le lui-même.",
        en:
          "This is the lock file that a spreadsheet program makes while the workbook is open (“~$…”). Close the workbook and send that itself."
      )
    case .appleDouble:
      language(
        fr:
          "C’est le fichier d’accompagnement de macOS (« ._… »), pas le classeur. Renvoyez le fichier du même nom sans « ._ ».",
        en:
          "This is macOS’s companion file (“._…”), not the workbook. Send the file of the same name without “._”."
      )
    }
  }
}
