import Assessments
import Checklists
import Foundation
import Spreadsheet
import TestSupport
import Testing

@testable import Commands

/// `explain`, and the table of codes in the README, which has the same home.
@Suite struct ExplainTests {
  private static let codes = ExplainedCode.all.map(\.code)

  @Test func everyCodeThatAReportMayHoldIsThere() {
    let known = Set(Self.codes)
    #expect(known.count == Self.codes.count)
    #expect(known.isSuperset(of: DiscrepancyCode.allCases.map(\.rawValue)))
    #expect(known.isSuperset(of: Reason.Code.allCases.map(\.rawValue)))
    let refusals = SpreadsheetError.Code.allCases.filter { $0 != .notWritten }.map(\.rawValue)
    #expect(known.isSuperset(of: refusals))
  }

  /// In French and in English, every text once, in the order of the help.
  @Test(arguments: codes)
  func aCodeIsExplained(_ code: String) throws {
    let explained = try #require(ExplainedCode.all.first { $0.code == code })
    for language in Language.allCases {
      let result = try RespecteProgram.run(
        ["explain", code, "--lang", language.rawValue], in: WorkFolder())
      #expect(result.status == 0)
      let shown = result.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      for which in [\CodeTexts.meaning, \.raised, \.matters, \.remedy, \.place] {
        let text = explained.text(which, language)
        #expect(text.count > 5)
        #expect(
          shown.contains(text.split(whereSeparator: \.isWhitespace).joined(separator: " ")))
      }
      #expect(result.output.hasPrefix(code))
      for line in result.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }
  }

  /// Sentences begin and end as such, in French with no-break spaces before the tall signs.
  @Test(arguments: codes)
  func textsAreSetWell(_ code: String) throws {
    let texts = try #require(ExplainedCode.all.first { $0.code == code }?.texts)
    for text in [texts.meaning, texts.raised, texts.matters, texts.remedy] {
      for sentence in [text.fr, text.en] {
        #expect(sentence.first?.isUppercase == true || sentence.hasPrefix("A .xlsx"), "\(sentence)")
        #expect(sentence.hasSuffix(".") || sentence.hasSuffix("…"), "\(sentence)")
      }
    }
    for text in [texts.meaning, texts.raised, texts.matters, texts.remedy, texts.place] {
      #expect(text.fr != text.en || text.fr.hasPrefix("file."))
      for wrong in [" :", " ;", " ?", " !", " »", "« ", "'"] {
        #expect(!text.fr.contains(wrong), "\(text.fr)")
      }
      for wrong in [" :", " ;", "\u{A0}", "'", "\""] {
        #expect(!text.en.contains(wrong), "\(text.en)")
      }
    }
  }

  @Test func anUnknownCodeIsWrongUsage() throws {
    let result = try RespecteProgram.run(["explain", "evidence.absend"], in: WorkFolder())
    #expect(result.status == 2)
    #expect(result.output == "")
    #expect(result.errors.contains("evidence.absent"))
  }

  @Test func withoutACodeAllAreListed() throws {
    let result = try RespecteProgram.run(["explain"], in: WorkFolder())
    #expect(result.status == 0)
    for code in Self.codes { #expect(result.output.contains("\n  " + code + " ")) }
  }

  @Test func json() throws {
    let result = try RespecteProgram.run(
      ["explain", "--json", "--lang", "en", "evidence.absent"], in: WorkFolder())
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(result.outputBytes)) as? [String: Any])
    #expect(document["schema"] as? String == "respecte.codes/1")
    let codes = try #require(document["codes"] as? [[String: Any]])
    #expect(codes.count == 1)
    #expect(codes[0]["code"] as? String == "evidence.absent")
    #expect(codes[0]["kind"] as? String == "discrepancy")
    #expect(codes[0]["severities"] as? [String] == ["info", "error"])
    #expect(codes[0]["remedy"] as? String == DiscrepancyCode.evidenceAbsent.remedy(in: .english))
  }

  /// The README's table is these lines; where they differ, the failure shows what belongs there.
  @Test func theReadmeHasTheTable() throws {
    let rows = ExplainedCode.all.filter { [.discrepancy, .reason].contains($0.kind) }.map { code in
      let severity =
        code.kind == .reason
        ? "(verdict)" : code.severities.map(\.rawValue).joined(separator: " or ")
      return "| `\(code.code)` | \(severity) | \(code.text(\.meaning, .english)) |"
    }
    let table = (["| code | severity | means |", "| --- | --- | --- |"] + rows)
      .joined(separator: "\n")
    let readme = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../README.md")
    let text = try String(contentsOf: readme, encoding: .utf8)
    #expect(text.contains(table + "\n"), "The table belongs into README.md:\n\(table)\n")
  }
}
