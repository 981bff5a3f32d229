import Checklists
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Commands

/// Work that is spread over threads.
@Suite struct WorkersTests {
  @Test(arguments: [1, 2, 7])
  func resultsComeInOrder(jobs: Int) throws {
    var next = 0
    var results: [Int] = []
    try Workers.inOrder(jobs: jobs) {
      defer { next += 1 }
      return next < 500 ? next : nil
    } work: { number in
      // Some take longer than those after them.
      var sum = number
      for step in 0..<(number % 7 == 0 ? 20_000 : 10) { sum &+= step &* number }
      return (number, sum)
    } take: { (result: (Int, Int)) throws(Stop) in
      results.append(result.0)
    }
    #expect(results == Array(0..<500))
  }

  @Test(arguments: [1, 3])
  func noMoreIsBegunThanIsWaitedFor(jobs: Int) throws {
    var begun = 0
    var taken = 0
    var most = 0
    try Workers.inOrder(jobs: jobs) {
      guard begun < 200 else { return nil }
      begun += 1
      most = max(most, begun - taken)
      return begun
    } work: {
      $0
    } take: { (_: Int) throws(Stop) in
      taken += 1
    }
    #expect(taken == 200)
    #expect(most == (jobs == 1 ? 1 : 16 * jobs))
  }

  @Test(arguments: [1, 4])
  func whatIsThrownEndsEverything(jobs: Int) {
    let worked = Atomic(0)
    #expect(throws: Stop.closedPipe) {
      try Workers.inOrder(jobs: jobs) {
        0
      } work: { number in
        worked.add(1, ordering: .relaxed)
        return number
      } take: { (_: Int) throws(Stop) in
        throw .closedPipe
      }
    }
    #expect((1...(16 * jobs)).contains(worked.load(ordering: .relaxed)))
  }

  /// What is finished is handed over while nobody knows when the next item comes.
  @Test(arguments: [1, 3])
  func resultsDoNotWaitForItemsThatAreNotReady(jobs: Int) throws {
    var next = 0
    var taken = 0
    try Workers.inOrder(jobs: jobs) {
      #expect(taken == next)
      defer { next += 1 }
      return next < 5 ? next : nil
    } isReady: {
      false
    } work: {
      $0
    } take: { (_: Int) throws(Stop) in
      taken += 1
    }
    #expect(taken == 5)
  }

  /// Whoever made a result lets it go, and soon.
  @Test(.serialized, arguments: [1, 3])
  func resultsThatWereTakenAreLetGo(jobs: Int) throws {
    final class Counted: Sendable {
      static let living = Atomic(0)
      init() { Self.living.add(1, ordering: .relaxed) }
      deinit { Self.living.subtract(1, ordering: .relaxed) }
    }
    Counted.living.store(0, ordering: .relaxed)
    var begun = 0
    var most = 0
    try Workers.inOrder(jobs: jobs) {
      begun += 1
      return begun <= 500 ? begun : nil
    } work: { _ in
      Counted()
    } take: { (_: Counted) throws(Stop) in
      most = max(most, Counted.living.load(ordering: .relaxed))
    }
    // Sixteen for each thread are begun, as many wait to be let go, and as many may just be let go.
    #expect(most <= 3 * 16 * jobs + 1)
    #expect(Counted.living.load(ordering: .relaxed) == 0)
  }

  @Test func heavyItemsDoNotPileUp() throws {
    var begun = 0
    var taken = 0
    var most = 0
    try Workers.inOrder(jobs: 4) {
      guard begun < 40 else { return nil }
      begun += 1
      most = max(most, begun - taken)
      return begun
    } weight: { _ in
      40 << 20
    } work: {
      $0
    } take: { (_: Int) throws(Stop) in
      taken += 1
    }
    #expect(taken == 40)
    #expect(most == 2)
  }

  @Test func whatTheNextItemThrowsEndsEverything() {
    #expect(throws: Stop.closedPipe) {
      try Workers.inOrder(jobs: 2) { () throws(Stop) -> Int? in
        throw .closedPipe
      } work: {
        $0
      } take: { (_: Int) throws(Stop) in
      }
    }
  }

  @Test func nothingToDo() throws {
    try Workers.inOrder(jobs: 2) {
      nil as Int?
    } work: {
      $0
    } take: { (_: Int) throws(Stop) in
      throw .closedPipe
    }
  }
}

/// What is said on a terminal while it takes long.
@Suite struct ProgressTests {
  @Test(arguments: [
    (3, 10, 0.5, "3/10"),
    (12, 1_000, 2.0, "12/1000, 6,0 par seconde, encore 2 min 45 s"),
    (500, 1_000, 2.0, "500/1000, 250 par seconde, encore 2 s"),
    (1, 9_000, 2.5, "1/9000, 0,4 par seconde, encore 6 h 14 min"),
    (10, 10, 5.0, "10/10, 2,0 par seconde"),
    (40, nil, 4.0, "40, 10 par seconde"),
  ])
  func saysHowFarItIs(done: Int, all: Int?, seconds: Double, text: String) {
    let said = Progress.text(done, of: all, after: seconds, .french)
    #expect(
      said
        == text.replacing(" s", with: "\u{A0}s").replacing("\u{A0}seconde", with: " seconde")
        .replacing(" min", with: "\u{A0}min").replacing(" h ", with: "\u{A0}h "))
  }
}

/// The workbooks and lines behind paths.
@Suite struct ReturnedItemsTests {
  private func items(_ text: String, limit: Int = 1 << 20) throws -> [String] {
    let folder = try WorkFolder()
    try folder.write(text, to: "a.ndjson")
    let path = folder.path(of: "a.ndjson")
    var items = ReturnedItems([path, "b.xlsx"], reading: .lines, limit: limit, standardInput: 0)
    var found: [String] = []
    while let item = items.next() {
      switch item {
      case .line(let bytes, let place):
        found.append(
          place.replacing(path, with: "a") + " " + String(decoding: bytes, as: UTF8.self))
      case .file(let path): found.append(path)
      case .unreadable(_, let problem): found.append(problem.code)
      case .workbook, .stored: found.append("another item")
      }
    }
    return found
  }

  @Test func linesAreCountedWithTheBlankOnes() throws {
    #expect(try items("{1}\n\n \r\n{4}\r\n{5}") == ["a:1 {1}", "a:4 {4}\r", "a:5 {5}", "b.xlsx"])
    #expect(try items("") == ["b.xlsx"])
    #expect(try items("\n\n") == ["b.xlsx"])
  }

  @Test func linesLongerThanAPieceAreWhole() throws {
    let long = String(repeating: "é", count: 700_000)
    #expect(
      try items(long + "\n" + long, limit: 2 << 20) == ["a:1 " + long, "a:2 " + long, "b.xlsx"])
  }

  @Test func aLineBeyondTheLimitIsRefused() throws {
    let long = String(repeating: "x", count: 3_000_000)
    #expect(
      try items("1\n" + long + "\n2", limit: 1 << 19) == ["a:1 1", "file.tooLarge", "b.xlsx"])
  }

  @Test func whatIsNotThere() {
    var items = ReturnedItems(
      ["/nowhere.ndjson"], reading: .lines, limit: 1, standardInput: 0)
    guard case .unreadable("/nowhere.ndjson", let problem) = items.next() else {
      Issue.record("it was read")
      return
    }
    #expect(problem.code == "file.notFound")
    if items.next() != nil { Issue.record("there is more") }
  }
}
