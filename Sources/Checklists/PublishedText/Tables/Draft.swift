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
    var title: String?
    var intro = Passage()
    var line: Int
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

  private var uses: [PublishedText.Report.Use?]
  private(set) var stated: [(line: Int, what: String)] = []
  private(set) var inferred: [(line: Int, what: String)] = []
  private(set) var suspicious: [(line: Int, what: String)] = []
  private(set) var notFound: [String] = []

  init(lineCount: Int, language: Language, messagesIn messages: Language) {
    uses = Array(repeating: nil, count: lineCount)
    self.language = language
    self.messages = messages
  }

  func isAccounted(_ line: Int) -> Bool { uses[line] != nil }

  /// A line became something; a line may become several things.
  mutating func use(_ line: Int, _ key: String) {
    if case .used(let keys) = uses[line] {
      if !keys.contains(key) { uses[line] = .used(keys + [key]) }
    } else {
      uses[line] = .used([key])
    }
  }

  /// A line is not needed; says nothing of a line that is used.
  mutating func skip(_ line: Int, _ reason: String) {
    if case .used = uses[line] { return }
    uses[line] = .skipped(reason)
  }

  mutating func state(_ line: Int, _ what: String) { stated.append((line + 1, what)) }
  mutating func infer(_ line: Int, _ what: String) { inferred.append((line + 1, what)) }
  mutating func suspect(_ line: Int, _ what: String) { suspicious.append((line + 1, what)) }
  mutating func miss(_ what: String) { notFound.append(what) }

  /// The finished account: a line that nothing named is running text.
  func report(otherwise reason: (Int) -> String) -> PublishedText.Report {
    var report = PublishedText.Report()
    report.lines = uses.indices.map { uses[$0] ?? .skipped(reason($0)) }
    report.stated = stated.sorted { $0.line < $1.line }
    report.inferred = inferred.sorted { $0.line < $1.line }
    report.suspicious = suspicious.sorted { $0.line < $1.line }
    report.notFound = notFound
    return report
  }
}
