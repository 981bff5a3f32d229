/// Why a file could not be read as a spreadsheet, or a workbook not be written.
public struct SpreadsheetError: Error, Hashable, Sendable {
  /// The closed list of reasons, the codes of the public contract.
  public enum Code: String, Sendable, CaseIterable {
    case encrypted = "file.encrypted"
    case legacy = "file.legacy"
    case binary = "file.binary"
    case notSpreadsheet = "file.notSpreadsheet"
    case truncated = "file.truncated"
    case corrupt = "file.corrupt"
    case tooLarge = "file.tooLarge"
    case bomb = "file.bomb"
    case entities = "file.entities"
    case tooDeep = "file.tooDeep"
    /// The workbook could not be written.
    case notWritten = "file.notWritten"
  }

  public var code: Code
  /// Where: the part of the package and the line, if known; in plain words without a language of its own
  /// (`xl/worksheets/sheet1.xml:12`).
  public var place: String?
  /// A technical detail for the report, in English.
  public var detail: String?
  /// What a file that is no spreadsheet is instead, if known.
  public var foreign: ForeignFile?
  /// `errno`, where the system refused space for what is written.
  public var system: Int32?

  public init(
    _ code: Code, place: String? = nil, detail: String? = nil, foreign: ForeignFile? = nil,
    system: Int32? = nil
  ) {
    self.code = code
    self.place = place
    self.detail = detail
    self.foreign = foreign
    self.system = system
  }
}
