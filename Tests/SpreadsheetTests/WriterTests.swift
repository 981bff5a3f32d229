import Basics
import Foundation
import Spreadsheet
import Testing

@Test func playground() throws {
  var d = WorkbookDocument(title: "T é", created: CalendarDate(iso: "2019-12-10")!)
  d.customProperties = [("respecte.template", "a@1@fr")]
  var s = SheetDocument(name: "Prérequis d'été")
  s.put(.text("a\r\nb\u{1}\t _x000D_ 😀"), at: 0, 0)
  s.put(.number(0.1 + 0.2), at: 1, 0)
  s.put(.formula("1=1", cached: .boolean(true)), at: 2, 0)
  s.put(.formula("\"a\"", cached: .string(" a\r\u{1}_x000D_")), at: 3, 0)
  s.put(.link(to: "internal:'Prérequis d''été'!A1", text: "go", tip: "tip"), at: 4, 0)
  s.put(.date(CalendarDate(iso: "2020-02-29")!), at: 5, 0)
  s.put(.text(String(repeating: "x", count: 32766) + "\r"), at: 6, 0)
  s.charts = [
    ChartDocument(
      kind: .bar, title: "c", place: CellReference(row: 8, column: 1), width: 400, height: 200)
  ]
  s.charts[0].series = [
    .init(
      name: "s", categories: "'Prérequis d''été'!$A$1:$A$2", values: "'Prérequis d''été'!$A$1:$A$2",
      color: 0)
  ]
  s.charts[0].alternativeText = "alt <>&\""
  s.charts[0].maximum = 100
  s.protection = SheetProtection()
  d.sheets = [s]
  d.names = [("rsp.x", "Prérequis d'été", CellRange(CellReference(row: 1, column: 1)))]
  let bytes = try XLSXWriter.write(d)
  try Data(bytes).write(to: URL(fileURLWithPath: "/tmp/h2out.xlsx"))
}
