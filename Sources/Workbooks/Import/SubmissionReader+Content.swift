internal import Basics
internal import Checklists
internal import Spreadsheet

/// What a file holds beside cells.
extension SubmissionReader {
  /// What is in the file beside cells.
  mutating func readContent() {
    let language = messages.language
    if workbook.hasMacros {
      report(
        .contentMacros,
        language(
          fr: "Le classeur contient des macros ; elles n’ont pas été exécutées.",
          en: "The workbook holds macros; they were not run."))
    }
    if workbook.hasExternalLinks {
      report(
        .contentExternalLinks,
        language(
          fr: "Le classeur renvoie à d’autres classeurs ; ces liens n’ont pas été suivis.",
          en: "The workbook links to other workbooks; the links were not followed."))
    }
    if workbook.hasEmbeddedObjects {
      report(
        .contentEmbedded,
        language(
          fr: "Le classeur contient des objets incorporés ; ils n’ont pas été ouverts.",
          en: "The workbook holds embedded objects; they were not opened."))
    }
  }
}
