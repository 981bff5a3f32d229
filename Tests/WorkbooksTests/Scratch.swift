import Checklists
import Foundation
import Spreadsheet
import Testing
import Workbooks

@Test func scratch() throws {
  let t = try #require(TemplateLibrary.builtIn().templates.first)
  let bytes = try XLSXWriter.write(WorkbookExport.document(of: t))
  try Data(bytes).write(to: URL(fileURLWithPath: "/tmp/blank.xlsx"))
  var o = ExportOptions(); o.caseStudies = 6; o.deliveryModels = ["saas"]; o.partner = "É <&> \"x\""
  try Data(XLSXWriter.write(WorkbookExport.document(of: t, options: o))).write(to: URL(fileURLWithPath: "/tmp/blank6.xlsx"))
}
