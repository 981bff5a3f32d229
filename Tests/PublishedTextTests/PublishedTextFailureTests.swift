import Checklists
import Testing

@testable import PublishedText

/// Texts that are no checklist, or a damaged one: an error that names the line, or a template; never a trap.
@Suite struct PublishedTextFailureTests {
  private let start = "1.0 Start||Met Y/N\n1.1 A|There is one.|\n"
  private let head = "||Applies to||Met Y/N\nValidation||Hosted|On site|\n"

  @Test(arguments: ["", "   \n\n\t\t\n", "Only running text.\n\nNothing more.", "a|b\nc|d\n"])
  func aTextWithoutAChecklistSaysWhatWasLookedFor(_ text: String) throws {
    for language in Language.allCases {
      let refusal = try #require(failure(text, messagesIn: language))
      #expect(refusal.message.contains("Met Y/N") && refusal.message.contains("Respecté O/N"))
    }
  }

  @Test func bytesThatAreNoTextAreRefused() {
    func failure(_ bytes: [UInt8]) -> PublishedText.Failure? {
      do throws(PublishedText.Failure) {
        _ = try PublishedText.read(bytes, options: .init(), messagesIn: .english)
        return nil
      } catch { return error }
    }
    #expect(failure(Array("ok\n".utf8) + [0x50, 0x4B, 3, 4])?.line == 2)
    #expect(failure(Array("ok\nno: ".utf8) + [0xE9, 0x20])?.line == 2)
    #expect(failure([0xFF, 0xFE, 0x41, 0])?.line == 1)
    #expect(failure([UInt8](repeating: 0x41, count: TextReader.longestLine + 1))?.line == 1)
    #expect(failure([UInt8](repeating: 0x0A, count: TextReader.largest + 1))?.line == nil)
  }

  @Test func lineEndsAndByteOrderMarkAreTaken() throws {
    for end in ["\n", "\r\n", "\r"] {
      let bytes: [UInt8] =
        [0xEF, 0xBB, 0xBF]
        + Array(
          ["1.0 Start\t\tMet Y/N", "1.1 A\tThere is one.\t"].joined(separator: end).utf8)
      let reading = try PublishedText.read(bytes, options: .init(), messagesIn: .english)
      #expect(reading.template.controls.map(\.id) == ["prereq.1.1"])
      #expect(reading.report.lines.count == 2)
    }
  }

  @Test func aReferenceIsUniqueInItsTable() {
    #expect(failure(start + "1.1 B|There is another.|\n")?.line == 3)
    #expect(failure(start + "1.0 Other||Met Y/N\n")?.line == 3)
    #expect(failure(start + "1.0 Start (continued)||Met Y/N\n1.2 B|There.|\n") == nil)
  }

  @Test func aRowWithTooManyCellsIsRefused() {
    #expect(failure(start + "1.2 B|There|too many|cells|\n")?.line == 3)
    #expect(failure(head + "1.1 A|There.|Yes|No||\n")?.line == 3)
  }

  @Test func aRowThatLacksItsApplicabilityIsRefused() {
    #expect(failure(head + "1.1 A|There.|Yes|No|\n1.2 B|There.|Yes\n")?.line == 4)
    #expect(failure(head + "1.1 A|There.|Yes|perhaps|\n")?.line == 3)
    #expect(failure(head + "1.1 A|There.|Yes|perhaps|\n")?.message.contains("perhaps") == true)
  }

  @Test func aRowThatLacksOnlyEmptyCellsIsRead() throws {
    let reading = try reading(start + "1.2 B|There is one more.\n")
    #expect(reading.template.control("prereq.1.2")?.text == "There is one more.")
    #expect(reading.report.suspicious.contains { $0.line == 3 })
  }

  @Test func numberedRowsWithoutAKnownColumnAreRefused() {
    #expect(failure("1.1 A|There.\n1.2 B|Here.\n")?.line == 1)
    #expect(failure("1.1 A|There.|red|blue|x\n1.2 B|Here.|red|blue|x\n")?.line == 1)
  }

  @Test func columnsNeedTheirModels() throws {
    let rows = "1.0 Soil||||\n1.1 A|There.|Yes|No|\n"
    #expect(failure(rows)?.line == 2)
    let defined = "Delivery models:\n- **Hosted**: here\n- **On site**: there\n\n" + rows
    #expect(
      try reading(defined).template.controls.first?.applicability
        == .byModel(["hosted": [.caseStudy], "onSite": []]))
  }

  // MARK: - Damage

  /// A small generator, so that every run damages the same way.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  /// Lines are deleted, doubled, swapped, cut, joined or lose their tabs.
  private func damaged(_ lines: [Substring], _ random: inout Generator) -> [UInt8] {
    var lines = lines
    for _ in 0..<Int.random(in: 1...12, using: &random) where lines.count > 1 {
      let index = Int.random(in: lines.indices, using: &random)
      let other = Int.random(in: lines.indices, using: &random)
      switch Int.random(in: 0..<7, using: &random) {
      case 0: lines.remove(at: index)
      case 1: lines.insert(lines[index], at: other)
      case 2: lines.swapAt(index, other)
      case 3:
        lines[index] = lines[index].dropLast(Int.random(in: 0...lines[index].count, using: &random))
      case 4: lines[index] = lines[index] + lines[other]
      case 5: lines[index] = Substring(lines[index].filter { $0 != "\t" })
      default:
        lines[index] = lines[index].dropFirst(
          Int.random(in: 0...lines[index].count, using: &random))
      }
    }
    return Array(lines.joined(separator: "\n").utf8)
  }

  private func damage(_ bytes: [UInt8], rounds: Int) {
    let lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    var random = Generator(state: 2019)
    var readings = 0
    for _ in 0..<rounds {
      let text = damaged(lines, &random)
      guard let reading = try? PublishedText.read(text, options: .init(), messagesIn: .french)
      else { continue }
      readings += 1
      #expect(Set(reading.template.controls.map(\.id)).count == reading.template.controls.count)
      #expect(!reading.report.text(messagesIn: .english).isEmpty)
    }
    #expect(readings > 0)
  }

  @Test func aDamagedSecondChecklistNeverTraps() throws {
    damage(try Sources.second("published.txt"), rounds: 150)
  }

  @Test(.needsPublishedText) func aDamagedRetailChecklistNeverTraps() throws {
    damage(try #require(Sources.retail), rounds: 40)
  }

  @Test func shuffledLinesNeverTrap() throws {
    var random = Generator(state: 7)
    let lines = String(decoding: try Sources.second("published.txt"), as: UTF8.self).split(
      separator: "\n")
    for _ in 0..<60 {
      let text = Array(lines.shuffled(using: &random).joined(separator: "\n").utf8)
      _ = try? PublishedText.read(text, options: .init(), messagesIn: .english)
    }
  }

  // MARK: - Size

  /// Thousands of rows are read; the limit only ends a run that would not end.
  @Test(.timeLimit(.minutes(5))) func longTablesAreRead() throws {
    let rows = 2_000
    let text =
      head + "1.0 Soil\n"
      + (1...rows).map {
        "1.\($0) Bed \($0)|Roses (red), tulips and grass <p>grow; a, b or c.|Yes|No|\n|more text|||\n"
      }.joined()
    #expect(try reading(text).template.controls.count == rows)
  }

  @Test(arguments: ["<", "(", ",", "&", "**", "a, ", "« ", ". ", "1 ", "et ", "____ "])
  func longLinesOfOneMarkAreRead(_ mark: String) throws {
    let line = String(repeating: mark, count: 20_000)
    let text =
      "Categories of solutions:\n- **A b**: c\n- **D e**: f\n- **G h**: i\n\n\(line)\n\n1.0 S||Met Y/N\n1.1 T|\(line)|\n"
    #expect(try reading(text).template.controls.count == 1)
  }
}
