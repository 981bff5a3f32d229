internal import Basics
internal import Checklists

/// What the tables say so far, and the account of the lines.
struct Draft {
  /// A section with the lines that it came from.
  struct SectionDraft {
    var part: PartID
    var ref: String
    var title: String
    var intro = Passage()
    var line: Int
    /// Whether no control of it was read yet.
    var isFresh = true
  }

  /// A control as printed.
  struct ControlDraft {
    var part: PartID
    var section: String?
    var reference: Reference?
    /// As printed: a number or a code; nil for documents.
    var ref: String?
    var title: String
    var passage: Passage
    /// Cells of the applicability columns, as printed.
    var cells: [String]
    var id: String
    var line: Int
  }

  /// A part with its heading and the paragraphs under it.
  struct PartDraft {
    var id: PartID
    var kind: PartKind
    var title: String?
    var intro = Passage()
    /// The block of its heading; -1 where it has none.
    var line: Int
    /// Whether its controls are headings.
    var isOfHeadings = false
    /// Where its controls are asked, if no table says so.
    var scope: ScopeKind?
  }

  /// The language of the template.
  let language: Language
  /// The language of the report.
  let messages: Language
  var sections: [SectionDraft] = []
  var controls: [ControlDraft] = []
  var parts: [PartDraft] = []
  var resources: [Resource] = []
  /// Labels of the applicability columns, with the header line of the first.
  var modelColumns: [String] = []
  var modelLine = 0
  /// The delivery model of each applicability column.
  var modelOfColumn: [String] = []
  /// The line of each control and section id, to find those that are printed twice.
  var lineOfID: [String: Int] = [:]
  /// How many documents have a name.
  var documentNames: [String: Int] = [:]

  private let places: [SourcePlace]
  private var uses: [PublishedText.Report.Use?]
  private var account = PublishedText.Report()

  init(of document: Document, language: Language, messagesIn messages: Language) {
    places = document.blocks.map(\.place)
    uses = Array(repeating: nil, count: document.count)
    self.language = language
    self.messages = messages
  }

  func isAccounted(_ block: Int) -> Bool { uses[block] != nil }

  func isUsed(_ block: Int) -> Bool {
    if case .used = uses[block] { true } else { false }
  }

  /// A block became something; it may become several things.
  mutating func use(_ block: Int, _ key: String) {
    if case .used(let keys) = uses[block] {
      if !keys.contains(key) { uses[block] = .used(keys + [key]) }
    } else {
      uses[block] = .used([key])
    }
  }

  /// A block is not needed; says nothing of one that is used.
  mutating func skip(_ block: Int, _ reason: String) {
    if case .used = uses[block] { return }
    uses[block] = .skipped(reason)
  }

  mutating func state(_ block: Int, _ what: String) { account.stated.append(entry(block, what)) }
  mutating func infer(_ block: Int, _ what: String) { account.inferred.append(entry(block, what)) }
  mutating func suspect(_ block: Int, _ what: String) {
    account.suspicious.append(entry(block, what))
  }
  mutating func miss(_ what: String) { account.notFound.append(what) }

  /// - Parameter block: -1 where the entry is about the whole source.
  private func entry(_ block: Int, _ what: String) -> PublishedText.Report.Entry {
    .init(place: places.indices.contains(block) ? places[block] : nil, what: what)
  }

  /// The finished account: a block that nothing named is running text.
  func report(otherwise reason: (Int) -> String) -> PublishedText.Report {
    func order(_ entries: [PublishedText.Report.Entry]) -> [PublishedText.Report.Entry] {
      entries.sorted { ($0.place?.page ?? 0, $0.line) < ($1.place?.page ?? 0, $1.line) }
    }
    var report = account
    report.lines = uses.indices.map { (places[$0], uses[$0] ?? .skipped(reason($0))) }
    report.stated = order(report.stated)
    report.inferred = order(report.inferred)
    report.suspicious = order(report.suspicious)
    return report
  }
}
