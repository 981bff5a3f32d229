internal import Basics
internal import Checklists
internal import Spreadsheet

extension OutputFile {
  /// What a step of making a workbook gives; its failure stops the program with a sentence.
  static func making<Result>(_ session: Session, _ step: () throws(SpreadsheetError) -> Result)
    throws(Stop) -> Result
  {
    do { return try step() } catch { throw .output(sentence(error, session.language)) }
  }

  private static func sentence(_ error: SpreadsheetError, _ language: Language) -> String {
    if let code = error.system {
      let folder = language.quotedWhole(error.place ?? "")
      return language(
        fr:
          "le dossier temporaire \(folder) n’a pas pu recevoir le classeur ; TMPDIR en désigne un autre : ",
        en: "the temporary folder \(folder) could not take the workbook; TMPDIR names another: ")
        + SystemError(code: code).reason(language)
    }
    let details = [error.place, error.detail].compactMap { $0 }.joined(separator: ", ").visible()
    return language(
      fr: "le classeur n’a pas pu être écrit (\(details))",
      en: "the workbook could not be written (\(details))")
  }
}
