import Foundation
import Spreadsheet
import Testing

/// 162 real workbooks that lie beside the package and are not part of it.
@Suite("Workbooks from elsewhere")
struct CorpusTests {
  static let folder: URL? = {
    let shared =
      ProcessInfo.processInfo.environment["RESPECTE_SHARED"].map { URL(fileURLWithPath: $0) }
      ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared")
    let folder = shared.appendingPathComponent("corpus")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  static var files: [String] {
    guard let folder else { return [] }
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return (names ?? []).filter { [".xlsx", ".xlsm", ".ods"].contains(where: $0.hasSuffix) }
      .sorted()
  }

  /// The files that no reader can read, and why.
  static let refused: [String: SpreadsheetError.Code] = [
    "calamine/tests_pass_protected.xlsx": .encrypted,
    "calamine/tests_pass_protected.ods": .encrypted,
    // 999,999,999 rows of as many equal cells.
    "calamine/tests_issue_594_dos.ods": .bomb,
    // Its parts do not have the checksums that its directory says.
    "calamine/tests_issue252.xlsx": .corrupt,
  ]

  @Test(
    .enabled(
      if: folder != nil,
      "skipped: no folder shared/corpus beside the package, and no RESPECTE_SHARED"))
  func readsEach() throws {
    #expect(Self.files.count == 162)
    for file in Self.files {
      let data = try Data(contentsOf: try #require(Self.folder).appendingPathComponent(file))
      var code: SpreadsheetError.Code?
      do throws(SpreadsheetError) {
        let workbook = try SpreadsheetReader.read([UInt8](data))
        #expect(!workbook.sheets.isEmpty, "\(file)")
        for sheet in workbook.sheets {
          let places = sheet.cells.map(\.reference)
          #expect(zip(places, places.dropFirst()).allSatisfy { $0 < $1 }, "\(file) \(sheet.name)")
        }
      } catch {
        code = error.code
      }
      #expect(code == Self.refused[file], "\(file)")
    }
  }
}
