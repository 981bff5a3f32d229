internal import Basics
internal import Checklists
internal import Spreadsheet

/// What the hidden sheet of an audit workbook says of the workbook that it was made from.
///
/// The partner's answers stand on the workbook's own sheets and are read there; the record only adds what cells cannot say: that
/// an answer was missing or given twice, and what was found about the original file. Whoever changes it can make an answer
/// open, never close one.
struct AuditRecord {
  var origin: AuditOrigin
  /// Tell whether answers, or what a partner was sent, were changed since.
  var answersDigest = ""
  var findingsDigest = ""
  /// The case studies where answers were expected.
  var usedCaseStudies: Set<Int> = []
  /// What the cells cannot say, by the name of the cell.
  var readings: [String: Reading] = [:]
  /// What the reader found in the original file.
  var discrepancies: [Discrepancy] = []

  /// How a cell of the original was read, where its copy alone would be read otherwise.
  struct Reading: Equatable {
    enum State: String {
      /// There was no such cell.
      case missing
      /// Two cells contradicted each other.
      case duplicate
      /// What stood there was not understood.
      case invalid
    }
    var state: State
    /// What the first cell said.
    var raw: String?
  }

  /// What stands in the first two columns of the hidden sheet, one a row: a word and its value.
  enum Entry: String, CaseIterable {
    case kind = "respecte.audit"
    case file = "audit.file"
    case sha256 = "audit.sha256"
    case number = "audit.submission"
    case answers = "audit.answers"
    case findings = "audit.findings"
    case used = "audit.caseStudies"
    /// As often as there are any; each an object.
    case reading = "audit.reading"
    case discrepancy = "audit.discrepancy"
    /// What did not fit into the value above it.
    case continued = "audit.continued"
  }

  private static let auditorKind = "auditor"
  private static let partnerKind = "partner"

  // MARK: Writing

  /// Adds the record below what stands in the first two columns.
  func write(to sheet: inout SheetDocument, from first: Int) {
    var row = first
    func put(_ entry: Entry, _ text: String) {
      for (index, piece) in CellTextLimit.pieces(of: text).enumerated() {
        sheet.put(.text((index == 0 ? entry : .continued).rawValue), at: row, 0)
        sheet.put(.text(piece), at: row, 1)
        row += 1
      }
    }
    put(.kind, origin.isForPartner ? Self.partnerKind : Self.auditorKind)
    put(.file, origin.file)
    put(.sha256, origin.sha256)
    if let number = origin.number { put(.number, String(number)) }
    put(.answers, answersDigest)
    put(.findings, findingsDigest)
    put(.used, usedCaseStudies.sorted().map(String.init).joined(separator: ","))
    for (name, reading) in readings.sorted(by: { $0.key < $1.key }) {
      let json: JSON = [
        "name": .string(name), "state": .string(reading.state.rawValue), "raw": JSON(reading.raw),
      ]
      put(.reading, json.compact)
    }
    for discrepancy in discrepancies {
      put(.discrepancy, SubmissionJSON.json(of: discrepancy).compact)
    }
  }

  // MARK: Reading

  /// From the words and values of the hidden sheet; nil where they are no audit workbook's. What is not as it was written is
  /// passed over.
  init?(_ entries: [(entry: Entry, value: String)]) {
    func first(_ entry: Entry) -> String? { entries.first { $0.entry == entry }?.value }
    guard let kind = first(.kind) else { return nil }
    origin = AuditOrigin(
      file: first(.file) ?? "", sha256: first(.sha256)?.trimmed() ?? "",
      number: first(.number).flatMap { Int($0.trimmed()) },
      isForPartner: kind.trimmed() == Self.partnerKind)
    answersDigest = first(.answers)?.trimmed() ?? ""
    findingsDigest = first(.findings)?.trimmed() ?? ""
    usedCaseStudies = Set((first(.used) ?? "").split(separator: ",").compactMap { Int($0) })
    for (entry, value) in entries {
      switch entry {
      case .reading:
        guard let json = try? JSON.read(Array(value.utf8)), let name = json["name"]?.string,
          let state = json["state"]?.string.flatMap(Reading.State.init(rawValue:))
        else { continue }
        readings[name] = Reading(state: state, raw: json["raw"]?.string)
      case .discrepancy:
        guard let json = try? JSON.read(Array(value.utf8)),
          let discrepancy = try? SubmissionJSON.discrepancy(from: json)
        else { continue }
        discrepancies.append(discrepancy)
      default: break
      }
    }
  }

  init(origin: AuditOrigin) { self.origin = origin }

  // MARK: The document property

  /// The custom property that repeats the origin, for programs that lose the hidden sheet.
  static let property = "respecte.submission"

  /// `12 <sha256> auditor`; nil for a workbook that was made of a file.
  static func property(of origin: AuditOrigin) -> String? {
    origin.number.map {
      "\($0) \(origin.sha256) " + (origin.isForPartner ? partnerKind : auditorKind)
    }
  }

  /// The origin that a property names; nil where it is none.
  static func origin(ofProperty text: String?) -> AuditOrigin? {
    let parts = (text ?? "").split(separator: " ")
    guard parts.count == 3, let number = Int(parts[0]), parts[1].utf8.count == 64 else {
      return nil
    }
    return AuditOrigin(
      file: "", sha256: String(parts[1]), number: number, isForPartner: parts[2] == partnerKind)
  }

  // MARK: Digests

  /// A digest of everything that the partner entered and that was expected, as it was typed; what programs change when they
  /// save does not count.
  static func answersDigest(of submission: Submission) -> String {
    var lines: [String] = []
    func add(_ parts: [String?]) {
      lines.append(parts.map { ($0 ?? "").folded() }.joined(separator: "\u{1F}"))
    }
    for field in ApplicationField.allCases {
      add([field.rawValue, submission.application[field].raw])
    }
    for study in submission.caseStudies where study.used {
      for field in CaseStudyField.allCases {
        add([String(study.number), field.rawValue, study[field].raw])
      }
    }
    for answer in submission.answers {
      add([
        answer.key.stem, answer.status.rawValue, answer.raw, answer.evidence,
        answer.date?.description, answer.dateRaw,
      ])
    }
    return SHA256.hex(of: Array(lines.joined(separator: "\u{1E}").utf8))
  }

  /// The same of what auditors said.
  static func findingsDigest(of submission: Submission) -> String {
    let lines = submission.answers.map { answer in
      [answer.finding?.rawValue ?? answer.findingRaw, answer.reason, answer.action]
        .map { ($0 ?? "").folded() }.joined(separator: "\u{1F}")
    }
    return SHA256.hex(of: Array(lines.joined(separator: "\u{1E}").utf8))
  }

  /// What a discrepancy is about in an audit workbook itself, by its field: such a one is not the original's.
  static let alteredField = "audit"

  /// The reader's findings about the original, which go along.
  static func carried(_ discrepancies: [Discrepancy]) -> [Discrepancy] {
    let own = Set(AuditField.allCases.map(\.rawValue) + [alteredField])
    return discrepancies.filter { $0.field.map { !own.contains($0) } ?? true }
  }
}
