internal import Basics
internal import Checklists

/// The headings of a document with their levels: those that the source marks, else those that their shape
/// tells.
struct Outline {
  enum Role {
    case control(ControlHeading)
    /// `2.0 Title`.
    case section(Reference)
    case heading
  }

  struct Entry {
    var role: Role
    var level: Int
  }

  /// By block.
  private(set) var entries: [Int: Entry] = [:]
  /// Blocks that repeat what comes later: a table of contents without marks.
  private(set) var repeated: Set<Int> = []

  /// The one heading of the first level, which all others stand below.
  private(set) var title: Int?
  /// Whether a control has a reference with letters.
  private(set) var hasCodes = false

  private let document: Document
  /// Levels of headings whose source marks none.
  private enum Shape {
    static let part = 2
    static let section = 3
    static let control = 4
  }

  init(_ document: Document) {
    self.document = document
    if document.marksHeadings { readMarks() } else { readShapes() }
    dropRepetitions()
    hasCodes = containsCode
    let top = entries.values.map(\.level).min() ?? 0
    let highest = entries.filter { $0.value.level == top }.keys
    title = highest.count == 1 && top < 3 ? highest.first : nil
  }

  /// Whether a heading has a reference with letters now.
  private var containsCode: Bool {
    entries.values.contains {
      if case .control(let heading) = $0.role { heading.kind == .coded } else { false }
    }
  }

  var hasControls: Bool {
    entries.values.contains { if case .control = $0.role { true } else { false } }
  }

  // MARK: - Headings that are marked

  private mutating func readMarks() {
    var levelsOfCodes: Set<Int> = []
    for index in 0..<document.count {
      guard let level = document.level(index) else { continue }
      let text = document.passage(index).line
      var role = Role.heading
      if let heading = ControlHeading(text) {
        role = .control(heading)
        if heading.kind == .coded { levelsOfCodes.insert(level) }
      } else if let reference = document.sectionHeading(index) {
        role = .section(reference)
      }
      entries[index] = Entry(role: role, level: level)
    }
    // A word in capitals is an id where its neighbours have codes.
    for (index, entry) in entries {
      guard case .control(let heading) = entry.role, heading.kind == .word,
        !levelsOfCodes.contains(entry.level)
      else { continue }
      entries[index]?.role = .heading
    }
    demoteOpeners()
  }

  /// A number whose subdivisions are printed as well, `1.1` before `1.1.1`, opens a section.
  private mutating func demoteOpeners() {
    let refs = Set(
      entries.values.compactMap { entry -> String? in
        if case .control(let heading) = entry.role, heading.kind == .numbered {
          heading.ref
        } else {
          nil
        }
      })
    let openers = Set(
      refs.compactMap { ref -> String? in
        ref.lastIndex(of: ".").map { String(ref[..<$0]) }
      }
    ).intersection(refs)
    guard !openers.isEmpty else { return }
    for (index, entry) in entries {
      guard case .control(let heading) = entry.role, openers.contains(heading.ref),
        let reference = Reference(document.passage(index).line)
      else { continue }
      entries[index]?.role = .section(reference)
    }
  }

  // MARK: - Headings by their shape

  private mutating func readShapes() {
    for index in 0..<document.count where document.isText(index) {
      let text = document.passage(index).line
      guard document.passage(index).blocks.count == 1, isFirstOfParagraph(index) else { continue }
      if let heading = ControlHeading(text) {
        let isClear =
          switch heading.kind {
          case .coded:
            ControlHeading.isParted(
              text[text.index(text.startIndex, offsetBy: heading.ref.count)...])
          case .numbered:
            heading.title.count <= 160 && !Sentence.isComplete(heading.title)
              && heading.title.first?.isUppercase == true
          case .word: false
          }
        if isClear { entries[index] = Entry(role: .control(heading), level: Shape.control) }
      } else if let reference = document.sectionHeading(index) {
        entries[index] = Entry(role: .section(reference), level: Shape.section)
      }
    }
    readWords()
    demoteOpeners()
    readPlainHeadings()
  }

  /// `USE-CASE - Title` among codes.
  private mutating func readWords() {
    guard containsCode else { return }
    for index in 0..<document.count where document.isText(index) && entries[index] == nil {
      if let heading = ControlHeading(document.passage(index).line), heading.kind == .word,
        isFirstOfParagraph(index)
      {
        entries[index] = Entry(role: .control(heading), level: Shape.control)
      }
    }
  }

  private func isFirstOfParagraph(_ index: Int) -> Bool {
    index == 0 || !document.isText(index - 1) || entries[index - 1] != nil
      || document.contents.contains(document.passage(index).line.folded())
  }

  /// Headings between two controls: the text from there to the control is headings and whole sentences alone.
  private mutating func readPlainHeadings() {
    var start = 0
    for control in entries.keys.sorted() + [document.count] {
      var found: [Int] = []
      var reaches = control < document.count
      for index in (start..<control).reversed() where document.isText(index) {
        let text = document.passage(index).line
        if document.contents.contains(text.folded()) || Lexicon.isFront(text) {
          found.append(index)
        } else if reaches, !Sentence.isComplete(text) {
          if hasShapeOfHeading(index) { found.append(index) } else { reaches = false }
        }
      }
      for (place, index) in found.enumerated() {
        let text = document.passage(index).line
        let isPart =
          place > 0 || Lexicon.isPart(text) || Lexicon.isFront(text) || control == document.count
        entries[index] = Entry(role: .heading, level: isPart ? Shape.part : Shape.section)
      }
      start = control + 1
    }
  }

  private func hasShapeOfHeading(_ index: Int) -> Bool {
    let text = document.passage(index).line
    return document.isHeading(index) && !text.hasSuffix(":") && text.count <= 100
      && (index == 0 || document.isBlank(index - 1)) && text.first?.isLowercase == false
      && document.lastFilled(before: index).map { !document.printed($0).hasSuffix(":") } ?? true
  }

  // MARK: - Repetitions

  /// A control that is named twice is the one that something stands under.
  private mutating func dropRepetitions() {
    var first: [String: Int] = [:]
    for index in entries.keys.sorted() {
      guard case .control(let heading) = entries[index]?.role else { continue }
      let key = heading.ref + " " + heading.title.folded()
      if let before = first[key], hasNothingBelow(before) {
        repeated.insert(before)
        entries[before] = nil
      }
      first[key] = index
    }
  }

  private func hasNothingBelow(_ index: Int) -> Bool {
    var next = index + 1
    while next < document.count, document.isBlank(next) { next += 1 }
    return next == document.count || entries[next] != nil
  }
}
