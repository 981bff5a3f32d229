public import Checklists
public import Spreadsheet

extension SpreadsheetError.Code {
  /// What the code of a file that is refused means; nil for what is no fault of a file.
  public var texts: CodeTexts? {
    switch self {
    case .encrypted:
      CodeTexts(
        meaning: (
          "Le fichier est protégé par un mot de passe.", "The file is protected by a password."
        ),
        raised: (
          "Le fichier, ou l’une de ses parties, est chiffré.",
          "The file, or a part of it, is encrypted."
        ),
        matters: (
          "Sans le mot de passe rien ne se lit, et aucun n’est demandé ni essayé.",
          "Without the password nothing can be read, and none is asked for or tried."
        ), remedy: ("Enregistrez-le sans mot de passe.", "Save it without one."),
        place: Self.wholeFile)
    case .legacy:
      CodeTexts(
        meaning: ("C’est un ancien fichier Excel (.xls).", "This is an old Excel file (.xls)."),
        raised: (
          "Le fichier est au format qu’Excel enregistrait jusqu’en 2003, quel que soit son nom.",
          "The file is in the format that Excel saved until 2003, whatever its name."
        ), matters: ("Ce format n’est pas lu.", "This format is not read."),
        remedy: ("Enregistrez-le au format .xlsx.", "Save it as .xlsx."), place: Self.wholeFile)
    case .binary:
      CodeTexts(
        meaning: (
          "C’est un classeur Excel binaire (.xlsb).", "This is a binary Excel workbook (.xlsb)."
        ),
        raised: (
          "Le fichier est au format binaire d’Excel, quel que soit son nom.",
          "The file is in Excel’s binary format, whatever its name."
        ), matters: ("Ce format n’est pas lu.", "This format is not read."),
        remedy: ("Enregistrez-le au format .xlsx.", "Save it as .xlsx."), place: Self.wholeFile)
    case .notSpreadsheet:
      CodeTexts(
        meaning: ("Ce n’est pas un classeur.", "This is no spreadsheet."),
        raised: (
          "Le contenu du fichier est celui d’un PDF, d’une image, d’un courriel, d’une archive, d’un document Numbers ou d’autre chose encore.",
          "The file’s content is that of a PDF, a picture, an e-mail, an archive, a Numbers document or something else."
        ),
        matters: (
          "Des réponses ne se lisent que dans un classeur.",
          "Answers can be read from a workbook only."
        ), remedy: ("Un fichier .xlsx ou .ods est attendu.", "A .xlsx or .ods file is expected."),
        place: Self.wholeFile)
    case .truncated:
      CodeTexts(
        meaning: (
          "Le fichier est incomplet, sans doute coupé pendant l’envoi.",
          "The file is incomplete, probably cut off in transit."
        ),
        raised: (
          "La fin du fichier, ou d’une de ses parties, manque.",
          "The end of the file, or of a part of it, is missing."
        ),
        matters: (
          "Des réponses manqueraient sans que cela se voie.",
          "Answers would be missing without anyone noticing."
        ), remedy: ("Demandez-le de nouveau.", "Ask for it again."), place: Self.wholeFile)
    case .corrupt:
      CodeTexts(
        meaning: ("Le fichier est abîmé.", "The file is damaged."),
        raised: (
          "Une partie du fichier manque, ne correspond pas à sa somme de contrôle ou n’est pas écrite comme le format le veut.",
          "A part of the file is missing, does not match its checksum or is not written as the format wants it."
        ), matters: ("Ce qui serait lu pourrait être faux.", "What would be read might be wrong."),
        remedy: (
          "Ouvrez-le dans un tableur, enregistrez-le de nouveau, ou redemandez-le.",
          "Open it in a spreadsheet program and save it again, or ask for it again."
        ), place: Self.wholeFile)
    case .tooLarge:
      CodeTexts(
        meaning: (
          "Le fichier est plus grand que ce qui est accepté.",
          "The file is larger than what is accepted."
        ),
        raised: (
          "Le fichier dépasse une limite : entrées de l’archive, lignes, colonnes, longueur d’un texte, nombre de cases.",
          "The file exceeds a limit: entries of the archive, rows, columns, length of a text, number of cells."
        ),
        matters: (
          "La lecture reste ainsi bornée en temps et en mémoire, quoi qu’un fichier contienne.",
          "Reading thus stays within bounds of time and memory, whatever a file holds."
        ),
        remedy: (
          "Retirez-en ce qui n’est pas du classeur d’origine ; sinon, une option --max-… élève la limite.",
          "Remove what does not belong to the original workbook; otherwise a --max-… option raises the limit."
        ), place: Self.wholeFile)
    case .bomb:
      CodeTexts(
        meaning: (
          "Le fichier se décompresse au-delà de toute mesure ; il n’est pas lu.",
          "The file inflates beyond measure; it is not read."
        ),
        raised: (
          "Une partie du fichier ou le tout dépasse la taille décompressée admise, des entrées se chevauchent, ou des cases sont répétées à l’excès.",
          "A part of the file or all of it inflates past the size that is allowed, entries overlap, or cells are repeated beyond measure."
        ),
        matters: (
          "Un tel fichier peut bloquer un ordinateur ; aucun tableur n’en écrit par accident.",
          "Such a file can bring a computer to a halt; no spreadsheet program writes one by accident."
        ),
        remedy: (
          "Demandez un fichier enregistré de nouveau par un tableur, sans grandes images.",
          "Ask for a file that a spreadsheet program has saved again, without large pictures."
        ), place: Self.wholeFile)
    case .entities:
      CodeTexts(
        meaning: (
          "Le fichier contient une déclaration de type de document, qu’aucun tableur n’écrit ; il n’est pas lu.",
          "The file holds a document type declaration, which no spreadsheet program writes; it is not read."
        ),
        raised: (
          "Une partie du fichier contient un DOCTYPE.", "A part of the file holds a DOCTYPE."
        ),
        matters: (
          "De telles déclarations servent à lire d’autres fichiers ou à bloquer un ordinateur.",
          "Such declarations serve to read other files or to bring a computer to a halt."
        ),
        remedy: (
          "Demandez un fichier enregistré de nouveau par un tableur, et d’où vient celui-ci.",
          "Ask for a file that a spreadsheet program has saved again, and where this one comes from."
        ), place: Self.wholeFile)
    case .tooDeep:
      CodeTexts(
        meaning: (
          "Le fichier imbrique trop d’éléments les uns dans les autres ; il n’est pas lu.",
          "The file nests too many elements inside one another; it is not read."
        ),
        raised: (
          "Des éléments sont imbriqués au-delà de la profondeur admise.",
          "Elements are nested deeper than what is allowed."
        ),
        matters: ("Aucun tableur n’en imbrique autant.", "No spreadsheet program nests that many."),
        remedy: (
          "Demandez un fichier enregistré de nouveau par un tableur.",
          "Ask for a file that a spreadsheet program has saved again."
        ), place: Self.wholeFile)
    case .notWritten: nil
    }
  }

  private static let wholeFile: CodeTexts.Wording = ("Le fichier entier", "The whole file")
}
