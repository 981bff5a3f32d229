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
          fr: "Le classeur contient des macros ; elles n’ont pas été exécutées. ",
          en: "The workbook contains macros; they were not run. ")
          + DiscrepancyCode.contentMacros.remedy(in: language))
    }
    if workbook.hasExternalLinks {
      report(
        .contentExternalLinks,
        language(
          fr: "Le classeur est lié à d’autres fichiers ; ces liens n’ont pas été suivis. ",
          en: "The workbook is linked to other files; the links were not followed. ")
          + DiscrepancyCode.contentExternalLinks.remedy(in: language))
    }
    if workbook.hasEmbeddedObjects {
      report(
        .contentEmbedded,
        language(
          fr: "Le classeur contient des objets incorporés ; ils n’ont pas été ouverts. ",
          en: "The workbook contains embedded objects; they were not opened. ")
          + DiscrepancyCode.contentEmbedded.remedy(in: language))
    }
  }
}
