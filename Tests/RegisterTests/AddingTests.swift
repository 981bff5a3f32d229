import Basics
import Foundation
import TestSupport
import Testing

@testable import Register

/// What is handed in stays as it is, once.
@Suite struct AddingTests {
  @Test(arguments: Backend.allCases)
  func whatWasHandedInComesBack(backend: Backend) throws {
    let place = try TestRegister(backend)
    let register = try place.open()
    let bytes = [UInt8](0...255)
    guard case .new(let added) = try register.add("Maison Lavande", bytes, file: "à b.xlsx") else {
      Issue.record("not new")
      return
    }
    // Another connection, which sees only what lasts.
    let other = try place.open(.reading)
    let found = try other.submission(1)
    #expect(found == added)
    #expect(found.partner == "Maison Lavande")
    #expect(found.sha256 == SHA256.hex(of: bytes))
    #expect(found.bytes == 256)
    #expect(found.received.description == "1970-01-01T00:00:00Z")
    #expect(found.summary?.file == "à b.xlsx")
    #expect(found.summary?.permille == 931)
    #expect(try other.record(of: 1) == .example(file: "à b.xlsx"))
    #expect(try other.bytes(1) == bytes)
  }

  @Test(
    "Originals of every size come back: in pieces, at their edges, and empty",
    arguments: Backend.allCases)
  func everySize(backend: Backend) throws {
    let place = try TestRegister(backend)
    defer { withExtendedLifetime(place) {} }
    let register = try place.open()
    let piece = Register.pieceSize
    for (index, size) in [0, 1, piece - 1, piece, piece + 1, 3 * piece + 7].enumerated() {
      let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ index) }
      try register.add("P\(size)", bytes)
      #expect(try register.bytes(index + 1) == bytes)
    }
    let large = try register.submission(6)
    #expect(try register.original(of: large, limit: large.bytes - 1) == nil)
    #expect(try register.faults().faults == [])
  }

  @Test(
    "The same bytes of the same partner are an event; of another one a submission, stored once",
    arguments: Backend.allCases)
  func theSameBytes(backend: Backend) throws {
    let place = try TestRegister(backend)
    defer { withExtendedLifetime(place) {} }
    let register = try place.open()
    try register.add("Maison Lavande", "B")
    try register.add("Maison Lavande", "A")
    let again = try register.add("  MAISON  LAVANDÉ ", Array("A".utf8), file: "copie.xlsx")
    #expect(again == .known(try register.submission(2)))
    try register.add("Kestrel", "A")
    #expect(try register.count("submissions") == 3)
    #expect(try register.count("originals") == 2)
    #expect(try register.count("pieces") == 2)
    #expect(
      try register.events().map(\.kind)
        == ["created", "received", "received", "repeated", "received"])
    #expect(try register.events(submission: 2).map(\.number) == [3, 4])
    #expect(try register.events(partner: "kestrel").map(\.number) == [5])
    #expect(try register.faults().faults == [])
  }

  @Test(
    "An earlier version that is handed in again is the current one again, with an event of its own",
    arguments: Backend.allCases)
  func anEarlierVersionAgain(backend: Backend) throws {
    let place = try TestRegister(backend)
    defer { withExtendedLifetime(place) {} }
    let register = try place.open()
    try register.add("Lavande", "A")
    try register.add("Lavande", "B")
    let again = try register.add("Lavande", Array("A".utf8))
    #expect(again == .current(try register.submission(1)))
    #expect(try register.lastSubmission(of: "Lavande").number == 1)
    #expect(try register.lastSubmissions() == [1])
    // Once more it is the current one already.
    #expect(try register.add("Lavande", Array("A".utf8)) == .known(try register.submission(1)))
    #expect(
      try register.events().map(\.kind)
        == ["created", "received", "received", "resubmitted", "repeated"])
    try register.add("Lavande", "B")
    #expect(try register.lastSubmissions() == [2])
    #expect(try register.faults().faults == [])
  }

  @Test("Each checklist of a partner has its own current submission", arguments: Backend.allCases)
  func twoChecklists(backend: Backend) throws {
    let place = try TestRegister(backend)
    defer { withExtendedLifetime(place) {} }
    let register = try place.open()
    func add(_ text: String, _ template: String) throws {
      var record = RegisteredRecord.example()
      record.template = template
      _ = try register.add(
        HandedIn(
          partner: "Lavande", kind: .returned, original: Array(text.utf8), record: record),
        at: TestRegister.time, by: "tests")
    }
    try add("A", "retail@1.0@fr")
    try add("B", "harbour@1.0@fr")
    try add("C", "retail@2.0@en")
    #expect(try register.lastSubmissions() == [2, 3])
    // The first one of the first checklist again: the other checklist's stays.
    try add("A", "retail@1.0@fr")
    #expect(try register.lastSubmissions() == [1, 2])
    #expect(try register.lastSubmission(of: "Lavande").number == 1)
  }

  @Test("The log says which submission an audit is about", arguments: Backend.allCases)
  func audits(backend: Backend) throws {
    let place = try TestRegister(backend)
    defer { withExtendedLifetime(place) {} }
    let register = try place.open()
    func audit(_ text: String, of number: Int?, says sha256: String) throws {
      var record = RegisteredRecord.example()
      record.submission = #"{"audit":{"file":"x","sha256":"\#(sha256)","forPartner":false}}"#
      _ = try register.add(
        HandedIn(
          partner: "Lavande", kind: .audit, original: Array(text.utf8), record: record,
          audited: number), at: TestRegister.time, by: "tests")
    }
    func sha256(_ text: String) -> String { SHA256.hex(of: Array(text.utf8)) }
    try register.add("Lavande", "A")
    try register.add("Kestrel", "A")
    try register.add("Lavande", "B")
    try audit("X", of: 1, says: sha256("A"))
    try audit("Y", of: 3, says: sha256("B"))
    // As an earlier version of the program took it in: nothing is noted.
    try audit("Z", of: nil, says: sha256("A"))
    try audit("?", of: nil, says: sha256("nothing"))
    #expect(try register.audits().map { [$0.submission, $0.audit] } == [[1, 4], [3, 5]])
    #expect(try register.submission(auditedBy: 6) == nil)
    for _ in 1...2 { try register.noteEarlierAudits(at: TestRegister.time, by: "tests") }
    #expect(try register.audits(of: 1).map(\.audit) == [4, 6])
    #expect(try register.submission(auditedBy: 6)?.number == 1)
    // Of two audits of one submission the one that came last counts, again, too.
    try audit("X", of: 1, says: sha256("A"))
    #expect(try register.audits(of: 1).map(\.audit) == [4, 6, 4])
    #expect(try register.submissions(withOriginal: sha256("A")).map(\.number) == [1, 2])
    #expect(try register.faults().faults == [])
  }

  @Test("The last submission is the partner's, not an auditor's", arguments: Backend.allCases)
  func theLastSubmission(backend: Backend) throws {
    let place = try TestRegister(backend)
    defer { withExtendedLifetime(place) {} }
    let register = try place.open()
    try register.add("Lavande", "A")
    try register.add("Kestrel", "K")
    try register.add("Lavande", "B")
    try register.add("Lavande", Array("C".utf8), kind: .audit)
    #expect(try register.lastSubmission(of: "LAVANDE").number == 3)
    try register.add("Lavande", Array("D".utf8), kind: .reply)
    #expect(try register.lastSubmission(of: "lavande").number == 5)
    #expect(try register.lastSubmissions() == [2, 5])
    #expect(try register.partners() == ["Kestrel", "Lavande"])
    #expect(throws: RegisterError.noPartner("Tessera")) {
      try register.lastSubmission(of: "Tessera")
    }
    #expect(throws: RegisterError.noSubmission(6)) { try register.submission(6) }
  }

  @Test("Pages hold everything once, in order", arguments: Backend.allCases)
  func pages(backend: Backend) throws {
    let place = try TestRegister(backend)
    defer { withExtendedLifetime(place) {} }
    let register = try place.open()
    for number in 1...10 { try register.add(number % 2 == 0 ? "even" : "odd", "\(number)") }
    for limit in [1, 3, 5, 10, 11] {
      var selection = Register.Selection()
      selection.limit = limit
      var numbers: [Int] = []
      try register.forEachSubmission(
        selection, failing: { $0 },
        body: {
          (submission) throws(RegisterError) in
          numbers.append(submission.number)
        })
      #expect(numbers == Array(1...10))
    }
    #expect(
      try register.submissions(Register.Selection(partner: "EVEN")).map(\.number)
        == [2, 4, 6, 8, 10])
    #expect(try register.events(after: 9, limit: 1).map(\.number) == [10])
  }

  /// Values are bound, so that nothing in them is obeyed, and kept sign for sign.
  @Test(arguments: Backend.allCases)
  func hostileTexts(backend: Backend) throws {
    let place = try TestRegister(backend)
    defer { withExtendedLifetime(place) {} }
    let register = try place.open()
    let texts = [
      "'; DROP TABLE events; --", "\" OR 1=1", "$1", "?1 :a @b", "%s\\", "\u{202E}gnp.exe",
      "e\u{301}\u{1F469}\u{200D}\u{1F680}", "../../etc/passwd", String(repeating: "é", count: 9000),
    ]
    for (index, text) in texts.enumerated() {
      try register.add(text, Array(text.utf8), file: text)
      let found = try register.submission(index + 1)
      #expect(found.partner == text)
      #expect(found.summary?.file == text)
    }
    // As long as a cell may be, and nothing that could be packed.
    var generator = SeededGenerator(seed: 1)
    let long = (0..<32_000).map { _ in String(Int.random(in: 0...9, using: &generator)) }.joined()
    try register.add(long, "long")
    #expect(try register.lastSubmission(of: long).partner == long)
    try register.add("a\0b", Array("zero".utf8), file: "c\0d")
    let zero = try register.submission(texts.count + 2)
    #expect(zero.partner == "a␀b")
    #expect(zero.summary?.file == "c␀d")
    #expect(try register.faults().faults == [])
  }

  @Test("Eight writers at once, on a register that none of them finds", arguments: Backend.allCases)
  func manyWriters(backend: Backend) async throws {
    let place = try TestRegister(backend)
    let location = place.location
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 1...8 {
        group.addTask {
          let register = try Register(
            location, for: .adding, at: TestRegister.time, by: "writer \(writer)")
          for number in 1...5 {
            try register.add("partner \(number)", "\(writer % 4)-\(number)")
          }
        }
      }
      try await group.waitForAll()
    }
    let register = try place.open(.reading)
    // Of 40 additions half were known: two writers each brought the same.
    #expect(try register.count("submissions") == 20)
    #expect(try register.count("originals") == 20)
    let (faults, result) = try register.faults()
    #expect(faults == [])
    #expect(result.events == 41)
    #expect(try register.events().filter { $0.kind == "created" }.count == 1)
  }

  @Test func timestamps() {
    #expect(Timestamp(secondsSince1970: 0)?.description == "1970-01-01T00:00:00Z")
    // `date -u -d @1575986602 +%FT%TZ`
    #expect(Timestamp(secondsSince1970: 1_575_986_602)?.description == "2019-12-10T14:03:22Z")
    #expect(Timestamp(secondsSince1970: -1)?.description == "1969-12-31T23:59:59Z")
    #expect(Timestamp(secondsSince1970: .max) == nil)
  }
}
