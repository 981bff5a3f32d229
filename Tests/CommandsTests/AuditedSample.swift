import Basics
import Checklists
import Foundation
import Spreadsheet
import TestSupport
import Testing
import Workbooks

/// Audit workbooks of the samples, filled in by an auditor.
enum AuditedSample {
  static func path(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../SampleData/returned/" + name).standardized.path
  }

  /// Writes the audit workbook of a file, an audit workbook itself or not, with texts typed into it.
  ///
  /// - Parameter remarks: texts by the name of the cell without `rsp.`; an empty one empties the cell.
  static func write(
    _ remarks: [String: String], of source: String, to name: String, in folder: WorkFolder
  ) throws {
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: source)))
    let library = TemplateLibrary.builtIn()
    let submission = WorkbookImport.submission(
      from: bytes, file: source, library: library, messagesIn: .french)
    let reference = try #require(submission.template)
    let template = try #require(
      library.templates.first { $0.id == reference.id && $0.language == reference.language })
    var document = AuditWorkbook.document(
      of: submission, template: template, discrepancies: submission.discrepancies, for: .auditor)
    for (cell, text) in remarks {
      let target = try #require(document.names.first { $0.name == "rsp." + cell }, "\(cell)")
      let sheet = try #require(document.sheets.firstIndex { $0.name == target.sheet })
      document.sheets[sheet].cells[target.range.first]?.content =
        text.isEmpty ? .blank : .text(text)
    }
    try folder.write(try XLSXWriter.write(document), to: name)
  }
}
