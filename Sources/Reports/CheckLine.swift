internal import Basics
internal import Checklists
internal import Spreadsheet

/// One line of `check`: a discrepancy, or many of a kind that are said in one sentence.
struct CheckLine {
  let severity: Severity
  let text: String

  /// How many of a kind are said in one sentence rather than one by one.
  private static let foldedFrom = 4
  /// How many controls such a sentence names; of more than twice as many it names none.
  private static let namedAtMost = 8

  /// The lines of one sheet, by case study and cell.
  ///
  /// - Parameter places: where its discrepancies are among all; they are of one severity.
  static func lines(
    of all: [Discrepancy], at places: [Int], template: Template?, language: Language
  ) -> [CheckLine] {
    var groups: [(kind: Kind, members: [Int])] = []
    var known: [Kind: Int] = [:]
    for place in places {
      let kind = Kind(all[place])
      if let last = groups.indices.last, groups[last].kind == kind {
        groups[last].members.append(place)
      } else if let group = known[kind] {
        groups[group].members.append(place)
      } else {
        known[kind] = groups.count
        groups.append((kind, [place]))
      }
    }
    var placed: [(place: SortedPlace, line: CheckLine)] = []
    for (kind, members) in groups {
      let isFolded = members.count >= kind.code.isFolded(from: foldedFrom, kind.severity)
      for member in isFolded ? members.prefix(1) : members[...] {
        let text =
          isFolded
          ? folded(kind, members.map { all[$0] }, template: template, language)
          : single(all[member], language)
        placed.append(
          (SortedPlace(all[member], placed.count), CheckLine(severity: kind.severity, text: text)))
      }
    }
    return placed.sorted { $0.place < $1.place }.map(\.line)
  }

  /// Where a line belongs: the solution, then one case study after the other, then what belongs to none of them; by cell
  /// within each.
  private struct SortedPlace: Comparable {
    let scope: Int
    let cell: CellReference?
    let index: Int

    init(_ discrepancy: Discrepancy, _ index: Int) {
      scope =
        switch discrepancy.scope {
        case .solution: 0
        case .caseStudy(let number): number
        case nil: discrepancy.field == nil ? .max : 0
        }
      cell = discrepancy.cell.flatMap { CellReference($0) }
      self.index = index
    }

    static func < (a: SortedPlace, b: SortedPlace) -> Bool {
      if a.scope != b.scope { return a.scope < b.scope }
      if a.cell != b.cell {
        guard let first = a.cell else { return true }
        guard let second = b.cell else { return false }
        return first < second
      }
      return a.index < b.index
    }
  }

  /// What discrepancies have in common that one sentence may be said of.
  private struct Kind: Hashable {
    let code: DiscrepancyCode
    let severity: Severity
    let scope: Scope?
    let model: String?

    init(_ discrepancy: Discrepancy) {
      code = discrepancy.code
      severity = discrepancy.severity
      // What has lost its place is told by its control alone, and what only follows from others all together.
      let isPlaced = code != .answerMissing && code != .answerPremature
      scope = isPlaced ? discrepancy.scope : nil
      model = isPlaced ? discrepancy.deliveryModel : nil
    }
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

  /// Many of a kind: where, how many, and what to do.
  private static func folded(
    _ kind: Kind, _ members: [Discrepancy], template: Template?, _ language: Language
  ) -> String {
    let cells = members.compactMap { $0.cell.flatMap { CellReference($0) } }.sorted()
    var place: [String] = []
    if let first = cells.first, let last = cells.last {
      place.append(
        first == last
          ? first.description : language(fr: "\(first) à \(last)", en: "\(first) to \(last)"))
    }
    var names: [String] = []
    if let scope = kind.scope, scope != .solution { names.append(scope.name(in: language)) }
    if let model = kind.model, let template, template.deliveryModels.count > 1 {
      names.append(template.label(ofModel: model))
    }
    if !names.isEmpty { place.append(names.joined(separator: ", ")) }
    var controls: [String] = []
    for case let id? in members.map(\.control) {
      let name = template?.control(id)?.ref ?? template?.name(ofControl: id, in: language) ?? id
      if controls.last != name { controls.append(name) }
    }
    let isNamed = !controls.isEmpty && controls.count <= 2 * namedAtMost
    let which = isNamed ? " (" + language.list(controls, atMost: namedAtMost) + ")" : ""
    let sentence = kind.code.counted(
      members.count, which, in: language, issuedIn: template?.language ?? language)
    return place.isEmpty
      ? sentence : place.joined(separator: " – ") + language.colon + sentence
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
