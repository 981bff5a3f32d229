internal import Basics

/// A link of a sheet, by the relationship that has its address (ECMA-376 part 1, § 18.3.1.47).
struct Hyperlink: Sendable {
  let range: CellRange
  let relationship: String
}

extension CellRange {
  /// `B7` or `B7:C9`, in whatever order; nil for anything else.
  init?(_ text: String) {
    let ends = text.split(separator: ":")
    guard let first = ends.first.flatMap({ CellReference($0) }),
      let last = ends.last.flatMap({ CellReference($0) }), ends.count <= 2
    else { return nil }
    self.init(
      rows: min(first.row, last.row)...max(first.row, last.row),
      columns: min(first.column, last.column)...max(first.column, last.column))
  }
}

/// Gathers what stands beside the cells of one sheet from the parts that it is related to. Only parts that
/// are there are opened; one that is damaged is named, and what stands in the others is kept.
struct SheetAnnotationReader {
  let archive: ZIPArchive
  /// Whose comments the threads are, by the ids of persons.
  let persons: [String: String]

  private static let drawings = PartCache<DrawingPart.Content>()

  /// - Parameters:
  ///   - part: the part of the sheet.
  ///   - links: those that the sheet itself names.
  /// - Throws: where a limit is broken; what is merely damaged is told in the annotations.
  func read(_ part: String, _ links: [Hyperlink], into annotations: inout SheetAnnotations)
    throws(SpreadsheetError)
  {
    let relationships: [Relationship]
    do throws(SpreadsheetError) {
      relationships = try RelationshipsPart.read(of: part, in: archive)
    } catch {
      return try Self.note(error, part, &annotations)
    }
    for link in links {
      guard
        let found = relationships.first(where: { $0.id == link.relationship && $0.isExternal })
      else { continue }
      annotations.add(CellLink(range: link.range, address: found.target))
    }
    var threads = ThreadPart.Content()
    for relationship in relationships where relationship.kind == "threadedComment" {
      try attempt(relationship, &annotations) { (target, annotations) throws(SpreadsheetError) in
        let part = ThreadPart(persons)
        try scan(target, part)
        threads = part.content
        for note in threads.notes { annotations.add(note) }
      }
    }
    for relationship in relationships where !relationship.isExternal {
      try attempt(relationship, &annotations) { (target, annotations) throws(SpreadsheetError) in
        switch relationship.kind {
        case "comments":
          let part = CommentsPart(without: threads.cells)
          try scan(target, part)
          for note in part.notes { annotations.add(note) }
        case "drawing": try readDrawing(target, &annotations)
        case "vmlDrawing":
          let part = VMLPart()
          // Excel leaves elements open here that are none of XML (`<br>`).
          do throws(SpreadsheetError) { try scan(target, part) } catch {
            if error.code != .corrupt { throw error }
          }
          for note in part.notes { annotations.add(note) }
        default: break
        }
      }
    }
  }

  private func readDrawing(_ target: String, _ annotations: inout SheetAnnotations)
    throws(SpreadsheetError)
  {
    let content = try Self.drawings.value(of: target, in: archive) { () throws(SpreadsheetError) in
      let part = DrawingPart()
      try scan(target, part)
      return part.content
    }
    for note in content.notes { annotations.add(note) }
    guard !content.pictures.isEmpty else { return }
    let relationships = try RelationshipsPart.read(of: target, in: archive)
    for picture in content.pictures {
      guard let image = relationships.first(where: { $0.id == picture.relationship }) else {
        continue
      }
      var found = SheetPicture(name: picture.name, part: image.target, range: picture.range)
      if !image.isExternal, archive.contains(image.target) {
        let bytes = try archive.contents(of: image.target, atMost: archive.limits.inflatedPart)
        found.bytes = bytes.count
        found.sha256 = SHA256.hex(of: bytes)
      }
      annotations.add(found)
    }
  }

  private func attempt(
    _ relationship: Relationship, _ annotations: inout SheetAnnotations,
    _ read: (String, inout SheetAnnotations) throws(SpreadsheetError) -> Void
  ) throws(SpreadsheetError) {
    do throws(SpreadsheetError) { try read(relationship.target, &annotations) } catch {
      try Self.note(error, relationship.target, &annotations)
    }
  }

  /// Notes a damaged part; what breaks a limit goes on.
  private static func note(
    _ error: SpreadsheetError, _ part: String, _ annotations: inout SheetAnnotations
  ) throws(SpreadsheetError) {
    guard error.code.isLocal else { throw error }
    annotations.unreadable.append(part)
  }

  private func scan(_ part: String, _ handler: some XMLHandler) throws(SpreadsheetError) {
    try XMLScanner.scan(archive.open(part), handler, limits: archive.limits)
  }
}

extension SpreadsheetError.Code {
  /// Whether what is wrong is one part's own, so that the others can still be read.
  var isLocal: Bool { self == .corrupt || self == .truncated }
}

/// Reads the persons of threaded comments ([MS-XLSX] § 2.6.203).
final class PersonsPart: XMLHandler {
  private(set) var names: [String: String] = [:]

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    guard name == "person", let id = attributes["id"], let shown = attributes["displayName"],
      names.count < SheetAnnotations.limit
    else { return }
    names[id] = shown
  }

  func end(_ name: XMLName) {}
  func text(_ bytes: XMLBytes) {}
}

/// Reads the comment threads of a sheet ([MS-XLSX] § 2.6.205).
final class ThreadPart: XMLHandler {
  struct Content {
    var notes: [SheetNote] = []
    var cells: Set<CellReference> = []
  }
  private(set) var content = Content()
  private let persons: [String: String]
  private var note: SheetNote?
  private var buffer = NoteText()
  private var takes = false

  init(_ persons: [String: String]) { self.persons = persons }

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    switch name {
    case "threadedComment":
      let range = attributes["ref"].flatMap { CellRange($0) }
      note = SheetNote(
        kind: .thread, text: "", author: attributes["personId"].flatMap { persons[$0] },
        range: range)
      buffer.clear()
    case "text": takes = note != nil
    default: break
    }
  }

  func end(_ name: XMLName) {
    if name == "text" { takes = false }
    guard name == "threadedComment", var found = note else { return }
    note = nil
    found.text = buffer.text
    guard !found.text.isEmpty else { return }
    if let range = found.range { content.cells.insert(range.first) }
    if content.notes.count <= SheetAnnotations.limit { content.notes.append(found) }
  }

  func text(_ bytes: XMLBytes) { if takes { buffer.append(bytes) } }
}

/// Reads the notes of a sheet (ECMA-376 part 1, § 18.7), but those that only repeat a thread.
final class CommentsPart: XMLHandler {
  private(set) var notes: [SheetNote] = []
  private var authors: [String] = []
  private let threads: Set<CellReference>
  private var note: SheetNote?
  private var buffer = NoteText()
  private enum Capture { case nothing, author, text }
  private var capture = Capture.nothing
  private var phonetic = 0

  init(without threads: Set<CellReference>) { self.threads = threads }

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    switch name {
    case "author":
      buffer.clear()
      capture = .author
    case "comment":
      let author = attributes.number("authorId").flatMap {
        authors.indices.contains($0) ? authors[$0] : nil
      }
      note = SheetNote(
        kind: .note, text: "", author: author, range: attributes["ref"].flatMap { CellRange($0) })
      buffer.clear()
    case "rPh": phonetic += 1
    case "t": if note != nil, phonetic == 0 { capture = .text }
    default: break
    }
  }

  func end(_ name: XMLName) {
    switch name {
    case "author":
      authors.append(buffer.text)
      capture = .nothing
    case "rPh": phonetic -= 1
    case "t": capture = .nothing
    case "comment":
      guard var found = note else { return }
      note = nil
      var text = TextEscape.unescape(buffer.text)
      if let author = found.author, author.hasPrefix("tc=") {
        // A thread as older programs see it: what they show stands behind a notice of three lines.
        found.kind = .thread
        found.author = nil
        if let start = text.range(of: "Comment:") ?? text.range(of: "Commentaire :")
          ?? text.range(of: "Commentaire\u{A0}:")
        {
          text = String(text[start.upperBound...].drop(while: \.isWhitespace))
        }
      } else if let author = found.author, text.hasPrefix(author + ":") {
        // Excel begins a note with its author's name.
        text = String(text.dropFirst(author.count + 1).drop(while: \.isWhitespace))
      }
      found.text = text
      if found.kind == .thread, let cell = found.range?.first, threads.contains(cell) { return }
      if !text.isEmpty, notes.count <= SheetAnnotations.limit { notes.append(found) }
    default: break
    }
  }

  func text(_ bytes: XMLBytes) { if capture != .nothing { buffer.append(bytes) } }
}

extension String {
  /// Where a text stands first; nil where it does not.
  fileprivate func range(of text: String) -> Range<String.Index>? { firstRange(of: text) }
}
