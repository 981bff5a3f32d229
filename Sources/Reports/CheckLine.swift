internal import Basics
internal import Checklists
internal import Spreadsheet

/// One line of `check`: a discrepancy, or many of a kind that are said in one sentence.
struct CheckLine {
  let severity: Severity
  let text: String
  /// Whether it begins with the cells that it is about.
  let beginsWithCells: Bool

  /// How many ranges of cells a line begins with; more of them stand at its end.
  private static let leadingRanges = 4
  /// How many controls a sentence names; of more than twice as many it names none.
  private static let namedAtMost = 8

  init(severity: Severity, text: String) {
    self.severity = severity
    self.text = text
    beginsWithCells = false
  }

  /// - Parameters:
  ///   - all: every discrepancy that the group's members are among.
  ///   - template: for the language that answers are issued in; nil for the reader's.
  init(
    _ group: DiscrepancyGroup, of all: [Discrepancy], template: Template?, _ language: Language
  ) {
    severity = group.severity
    if let only = group.members.first, group.members.count == 1 {
      text = Self.single(all[only], language)
      beginsWithCells = all[only].cell != nil
      return
    }
    var names: [String] = []
    let sentence: String
    if let said = group.said {
      names = [group.namedSubjects, group.places].compactMap(\.self)
      sentence = said
    } else {
      let controls = group.subjects
      let areNamed = !controls.isEmpty && controls.count <= 2 * Self.namedAtMost
      let which = areNamed ? " (" + language.list(controls, atMost: Self.namedAtMost) + ")" : ""
      names = [group.places].compactMap(\.self)
      sentence = group.code.counted(
        group.members.count, which, in: language, issuedIn: template?.language ?? language)
    }
    beginsWithCells = (1...Self.leadingRanges).contains(group.cells.count)
    var line = beginsWithCells ? group.cellNames + " – " : ""
    let place = names.joined(separator: ", ")
    line.append(capitalising: place[...])
    if place.isEmpty {
      line.append(capitalising: sentence[...])
    } else {
      line += language.colon + sentence
    }
    let cellsFollow = group.cells.count > Self.leadingRanges
    text = cellsFollow ? line + " " + language.cells(group.cellNames) : line
  }

  /// One discrepancy: its cell, then its message without the sheet and cell that it may begin with.
  private static func single(_ discrepancy: Discrepancy, _ language: Language) -> String {
    let (names, said) = discrepancy.messageParts(in: language)
    var line = discrepancy.cell.map { $0.visible() + " – " } ?? ""
    if names.isEmpty {
      line.append(capitalising: said)
    } else {
      line.append(capitalising: names)
      line += language.colon
      line += said
    }
    return line
  }
}

extension Discrepancy {
  /// The message without the sheet and cell that it may begin with: what stands there by name, `contrôle 1.12, étude de
  /// cas 3`, if that is said, and what is said of it. Nothing in it is invisible.
  func messageParts(in language: Language) -> (names: Substring, said: Substring) {
    var text = message.visible()
    var address = Place.address(sheet: sheet, cell: cell)
    var colon = language.colon
    // Where the names stand, and what is said.
    var (names, said) = (0..<0, 0)
    text.withUTF8 { text in
      address.withUTF8 { address in
        colon.withUTF8 { colon in
          guard !address.isEmpty, text.has(address, at: 0) else { return }
          let start = address.count
          if text.has(colon, at: start) {
            said = start + colon.count
            return
          }
          guard start + 2 <= text.count, text[start] == UInt8(ascii: " "),
            text[start + 1] == UInt8(ascii: "(")
          else { return }
          for end in start + 2..<text.count where text[end] == UInt8(ascii: ")") {
            guard text.has(colon, at: end + 1) else { continue }
            (names, said) = (start + 2..<end, end + 1 + colon.count)
            return
          }
        }
      }
    }
    let bytes = text.utf8
    func index(_ offset: Int) -> String.Index { bytes.index(bytes.startIndex, offsetBy: offset) }
    return (text[index(names.lowerBound)..<index(names.upperBound)], text[index(said)...])
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether other bytes stand at a place.
  fileprivate func has(_ other: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
    guard place + other.count <= count else { return false }
    return UnsafeBufferPointer(rebasing: self[place..<place + other.count]).isSame(as: other)
  }
}
