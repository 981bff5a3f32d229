import Foundation
import TestSupport
import Testing

/// What the program writes is what other programs read, and the other way round.
@Suite(.enabled(if: Peers.python != nil, "\(Peers.advice)")) struct PeerTests {
  private func python(_ script: String, in folder: WorkFolder) throws -> RespecteProgram.Result {
    try folder.write(script, to: "script.py")
    return try RespecteProgram.shell(
      "\"$PYTHON\" script.py", in: folder, environment: ["PYTHON": Peers.python ?? ""])
  }

  @Test func readsWhatOpenpyxlFilledIn() throws {
    let folder = try WorkFolder.withBlankWorkbook()
    let filled = try python(
      """
      import openpyxl
      workbook = openpyxl.load_workbook("blank.xlsx")
      def put(name, value):
          (sheet, cell), = workbook.defined_names[name].destinations
          workbook[sheet][cell.replace("$", "")] = value
      put("rsp.app.solution", "Étagère & Cie <1>")
      put("rsp.prereq.1.1.met", "oui")
      workbook.save("filled.xlsx")
      """, in: folder)
    #expect(filled.status == 0, "\(filled.errors)")
    let result = try RespecteProgram.run(["import", "filled.xlsx"], in: folder)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(result.outputBytes)) as? [String: Any])
    #expect((json["application"] as? [String: Any])?["solution"] as? String == "Étagère & Cie <1>")
    let answers = try #require(json["answers"] as? [[String: Any]])
    let answer = try #require(answers.first { $0["control"] as? String == "prereq.1.1" })
    #expect(answer["answer"] as? String == "yes")
    #expect(answer["raw"] as? String == "oui")
    #expect((json["accounting"] as? [String: Int])?["answered"] == 1)
  }

  @Test func calamineReadsTheSummary() throws {
    let folder = try WorkFolder.withBlankWorkbook()
    let score = try RespecteProgram.run(["score", "blank.xlsx", "-o", "summary.xlsx"], in: folder)
    #expect(score.status == 1)
    let result = try python(
      """
      import python_calamine
      workbook = python_calamine.CalamineWorkbook.from_path("summary.xlsx")
      rows = workbook.get_sheet_by_index(0).to_python()
      print(sum("Exemple SAS" in row for row in rows))
      """, in: folder)
    #expect(result.output == "1\n", "\(result.errors)")
  }
}
