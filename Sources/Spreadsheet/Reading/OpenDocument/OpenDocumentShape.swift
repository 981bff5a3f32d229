/// An annotation, or a shape with a text or a picture, while it is read (ODF 1.3 part 3, § 10.3, 10.4 and
/// 14.1).
struct OpenDocumentShape {
  /// What is in it: texts that people wrote, and pictures.
  private(set) var note: SheetNote?
  private(set) var pictures: [SheetPicture] = []

  private let isAnnotation: Bool
  private let range: CellRange?
  private let name: String?
  /// How many of its elements are open.
  private var depth = 1
  private var text = NoteText()
  private var author = NoteText()
  private var hasParagraph = false
  private enum Capture { case nothing, text, author }
  private var capture = Capture.nothing
  /// A frame around an object has a picture of it.
  private var hasObject = false

  /// Nil for an element that is none of them.
  init?(_ name: XMLName, _ attributes: XMLAttributes, at place: CellReference?) {
    switch name {
    case "annotation", "frame", "custom-shape", "rect", "ellipse", "circle", "line", "path",
      "polygon", "g", "caption", "connector":
      break
    default: return nil
    }
    isAnnotation = name == "annotation"
    self.name = attributes[local: "name"]
    var end = place
    // `Sheet.K14`, where the shape ends.
    if let address = attributes[local: "end-cell-address"],
      let cell = address.split(separator: ".").last.flatMap({
        CellReference(String($0.filter { $0 != "$" }))
      })
    {
      end = cell
    }
    range = place.map { place in
      let end = end ?? place
      return CellRange(
        rows: place.row...max(place.row, end.row),
        columns: place.column...max(place.column, end.column))
    }
  }

  mutating func start(_ name: XMLName, _ attributes: XMLAttributes) {
    depth += 1
    switch name {
    case "creator": capture = .author
    case "p", "h":
      if hasParagraph { text.append("\n") }
      hasParagraph = true
      capture = .text
    case "line-break": text.append("\n")
    case "tab", "s": text.append(" ")
    case "object", "object-ole": hasObject = true
    case "image":
      guard !hasObject, let part = attributes[local: "href"] else { return }
      pictures.append(
        SheetPicture(
          name: self.name, part: part.hasPrefix("./") ? String(part.dropFirst(2)) : part,
          range: range))
    default: break
    }
  }

  /// Whether the shape itself ends.
  mutating func end(_ name: XMLName) -> Bool {
    depth -= 1
    if name == "p" || name == "h" || name == "creator" { capture = .nothing }
    guard depth == 0 else { return false }
    let said = text.text
    if !said.isEmpty {
      let author = author.text
      note = SheetNote(
        kind: isAnnotation ? .note : .textBox, text: said, author: author.isEmpty ? nil : author,
        range: range)
    }
    return true
  }

  mutating func text(_ bytes: XMLBytes) {
    switch capture {
    case .nothing: break
    case .text: text.append(bytes)
    case .author: author.append(bytes)
    }
  }
}

/// Reads which styles strike text out, and the headers and footers of a document's pages (ODF 1.3 part 3, §
/// 16).
final class DocumentStylesPart: XMLHandler {
  struct Content: Sendable {
    var struck = StruckStyles()
    /// Texts of headers and footers by the name of their page.
    var pageTexts: [String: [String]] = [:]
  }
  private(set) var content = Content()
  private var page: String?
  private var text = NoteText()
  private var takes = 0
  /// How deep in a field that the program fills.
  private var fields = 0

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    if fields > 0 {
      fields += 1
      return
    }
    switch name {
    case "style": content.struck.start(attributes)
    case "text-properties": content.struck.set(attributes)
    case "master-page": page = attributes[local: "name"]
    case "header", "footer", "header-left", "footer-left", "header-first", "footer-first":
      guard page != nil, attributes[local: "display"] != "false" else { return }
      takes = 1
      text.clear()
    case "p", "h": if takes > 0 { text.append("\n") }
    case "page-number", "page-count", "sheet-name", "title", "date", "time", "file-name":
      if takes > 0 { fields = 1 }
    default: break
    }
  }

  func end(_ name: XMLName) {
    if fields > 0 {
      fields -= 1
      return
    }
    switch name {
    case "master-page": page = nil
    case "header", "footer", "header-left", "footer-left", "header-first", "footer-first":
      guard takes > 0 else { return }
      takes = 0
      // As the codes of Office Open XML have it, where the sign begins one.
      let said = text.text.replacing("&", with: "&&")
      if let page, !said.isEmpty { content.pageTexts[page, default: []].append(said) }
    default: break
    }
  }

  func text(_ bytes: XMLBytes) { if takes > 0, fields == 0 { text.append(bytes) } }
}

/// The styles that strike text out, those that follow one of them among them.
struct StruckStyles: Sendable {
  private var names: Set<String> = []
  private var style = ""

  var isEmpty: Bool { names.isEmpty }

  mutating func start(_ attributes: XMLAttributes) {
    style = attributes[local: "name"] ?? ""
    if let parent = attributes[local: "parent-style-name"], names.contains(parent) {
      names.insert(style)
    }
  }

  /// Takes the text properties of the style that began last.
  mutating func set(_ attributes: XMLAttributes) {
    guard
      let line = attributes[local: "text-line-through-style"]
        ?? attributes[local: "text-line-through-type"]
    else { return }
    if line == "none" { names.remove(style) } else { names.insert(style) }
  }

  func contains(_ attributes: XMLAttributes) -> Bool {
    !names.isEmpty && attributes[local: "style-name"].map(names.contains) ?? false
  }
}
