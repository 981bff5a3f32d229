import TestSupport

extension WorkFolder {
  /// A blank workbook for a partner called Exemple SAS, as the program issues it.
  private static let blank = Result<[UInt8], any Error> {
    try RespecteProgram.run(["export", "--partner", "Exemple SAS"], in: WorkFolder()).outputBytes
  }

  /// A folder with a blank workbook in it.
  static func withBlankWorkbook() throws -> WorkFolder {
    let folder = try WorkFolder()
    try folder.write(try blank.get(), to: "blank.xlsx")
    return folder
  }
}
