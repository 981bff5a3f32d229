/// Reads the shapes with a text and the pictures of a drawing (ECMA-376 part 1, § 20.5), each with the cells
/// that it covers. Charts are not among them.
final class DrawingPart: XMLHandler {
  struct Picture: Sendable {
    var name: String?
    var relationship: String
    var range: CellRange?
  }
  struct Content: Sendable {
    var notes: [SheetNote] = []
    var pictures: [Picture] = []
  }
  private(set) var content = Content()
  /// A text box with a formula is in one branch, and its picture in the other.
  let readsEveryBranch = true

  private var anchor = Anchor()
  private enum Corner { case none, first, last }
  private var corner = Corner.none
  private var digits = NoteText()
  private var takesDigits = false

  private var buffer = NoteText()
  private var takes = false
  private var hasText = false
  private var isInShape = false
  /// The older drawing shows a form's control, and a shape that is not shown stands for it here.
  private var isHidden = false
  private var isInPicture = false
  private var name: String?
  private var relationship: String?

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    switch name {
    case "twoCellAnchor", "oneCellAnchor", "absoluteAnchor": anchor = Anchor()
    case "from": corner = .first
    case "to": corner = .last
    case "col", "row":
      digits.clear()
      takesDigits = corner != .none
    case "sp", "cxnSp":
      isInShape = true
      isHidden = false
      buffer.clear()
      hasText = false
    case "pic":
      isInPicture = true
      self.name = nil
      relationship = nil
    case "cNvPr":
      if isInShape { isHidden = attributes["hidden"] == "1" || attributes["hidden"] == "true" }
      if isInPicture { self.name = attributes["descr"] ?? attributes["name"] }
    case "blip":
      if isInPicture { relationship = attributes[local: "embed"] ?? attributes[local: "link"] }
    case "p": if isInShape, hasText { buffer.append("\n") }
    case "br": if isInShape { buffer.append("\n") }
    case "t": takes = isInShape
    default: break
    }
  }

  func end(_ name: XMLName) {
    switch name {
    case "from", "to": corner = .none
    case "col", "row":
      guard takesDigits else { return }
      takesDigits = false
      guard let number = Int(digits.text), number >= 0 else { return }
      anchor.set(number, isRow: name == "row", isFirst: corner == .first)
    case "p": if isInShape { hasText = true }
    case "t": takes = false
    case "sp", "cxnSp":
      isInShape = false
      let text = buffer.text
      guard !text.isEmpty, !isHidden, content.notes.count <= SheetAnnotations.limit else { return }
      content.notes.append(
        SheetNote(kind: .textBox, text: text, author: nil, range: anchor.range))
    case "pic":
      isInPicture = false
      guard let relationship, content.pictures.count <= SheetAnnotations.limit else { return }
      content.pictures.append(
        Picture(name: self.name, relationship: relationship, range: anchor.range))
    default: break
    }
  }

  func text(_ bytes: XMLBytes) {
    if takesDigits { digits.append(bytes) } else if takes { buffer.append(bytes) }
  }
}

/// The cells that a drawing covers, from one to another.
struct Anchor {
  private var first: (row: Int?, column: Int?)
  private var last: (row: Int?, column: Int?)

  mutating func set(_ number: Int, isRow: Bool, isFirst: Bool) {
    switch (isRow, isFirst) {
    case (true, true): first.row = number
    case (false, true): first.column = number
    case (true, false): last.row = number
    case (false, false): last.column = number
    }
  }

  /// Nil for what is not anchored to a cell; a wrong end counts for none.
  var range: CellRange? {
    guard let row = first.row, let column = first.column, row < CellReference.rowLimit,
      column < CellReference.columnLimit
    else { return nil }
    let end = CellReference(
      row: max(row, min(last.row ?? row, CellReference.rowLimit - 1)),
      column: max(column, min(last.column ?? column, CellReference.columnLimit - 1)))
    return CellRange(CellReference(row: row, column: column), end)
  }
}

/// Reads text boxes and ticked boxes of the older drawings ([MS-OE376] § 2.1.1741), which also hold the
/// frames of notes.
final class VMLPart: XMLHandler {
  private(set) var notes: [SheetNote] = []
  private var isInShape = false
  private var text = NoteText()
  private var takes = 0
  private var kind = ""
  private var isTicked = false
  private var anchor = Anchor()
  private var member = NoteText()
  private enum Capture { case nothing, anchor, checked }
  private var capture = Capture.nothing

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    switch name {
    case "shape", "rect", "roundrect", "oval":
      isInShape = true
      text.clear()
      kind = ""
      isTicked = false
      anchor = Anchor()
    case "textbox": takes = 1
    case "br", "div", "p": if takes > 0 { text.append("\n") }
    case "ClientData": kind = attributes["ObjectType"] ?? ""
    case "Anchor":
      member.clear()
      capture = .anchor
    case "Checked":
      member.clear()
      capture = .checked
    default: break
    }
  }

  func end(_ name: XMLName) {
    switch name {
    case "textbox": takes = 0
    case "Anchor":
      capture = .nothing
      let numbers = member.text.split(separator: ",").map {
        Int($0.filter { !$0.isWhitespace })
      }
      // Column, offset, row, offset of one corner and of the other.
      guard numbers.count == 8 else { return }
      for (place, isRow, isFirst) in [
        (0, false, true), (2, true, true), (4, false, false), (6, true, false),
      ] {
        if let number = numbers[place], number >= 0 {
          anchor.set(number, isRow: isRow, isFirst: isFirst)
        }
      }
    case "Checked":
      capture = .nothing
      isTicked = member.text == "1"
    case "shape", "rect", "roundrect", "oval":
      isInShape = false
      add()
    default: break
    }
  }

  /// What a shape says; the frame of a note says nothing of its own, a box that nobody ticked neither.
  private func add() {
    guard kind != "Note", notes.count <= SheetAnnotations.limit else { return }
    var said = text.text
    if kind == "Checkbox" || kind == "Radio" {
      guard isTicked else { return }
      said = said.isEmpty ? "☑" : "☑ " + said
    } else if kind == "Button" || kind == "Drop" {
      return
    }
    guard !said.isEmpty else { return }
    notes.append(SheetNote(kind: .textBox, text: said, author: nil, range: anchor.range))
  }

  func text(_ bytes: XMLBytes) {
    if capture != .nothing { member.append(bytes) } else if takes > 0 { text.append(bytes) }
  }
}
