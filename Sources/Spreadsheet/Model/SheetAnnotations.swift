/// What people put on a sheet beside the values of its cells.
public struct SheetAnnotations: Hashable, Sendable {
  public var notes: [SheetNote] = []
  public var pictures: [SheetPicture] = []
  public var links: [CellLink] = []
  /// Headers and footers as they are stored, with the codes for their parts (ECMA-376 part 1, § 18.3.1.46).
  public var pageTexts: [String] = []
  /// Texts of cells that are struck out, in whole or in part: the parts between `~~`.
  public var struck: [CellReference: String] = [:]
  /// Parts of the file that hold annotations of the sheet and could not be read.
  public var unreadable: [String] = []
  /// Whether there are more notes, links or pictures than are kept.
  public var isCut = false

  public init() {}

  public var isEmpty: Bool { self == SheetAnnotations() }

  /// Notes, links and pictures of one sheet that are kept, each for itself.
  public static let limit = 2_000
  /// Bytes of a note's text that are kept.
  static let textLimit = 32_767

  mutating func add(_ note: SheetNote) {
    if notes.count < Self.limit { notes.append(note) } else { isCut = true }
  }

  mutating func add(_ picture: SheetPicture) {
    if pictures.count < Self.limit { pictures.append(picture) } else { isCut = true }
  }

  mutating func add(_ link: CellLink) {
    if links.count < Self.limit { links.append(link) } else { isCut = true }
  }
}

/// A text that stands beside the cells of a sheet.
public struct SheetNote: Hashable, Sendable {
  public enum Kind: String, Sendable {
    /// A note (the comments of earlier versions), or an annotation of OpenDocument.
    case note
    /// One comment of a thread.
    case thread
    /// A text box, another shape with a text, or a tick box.
    case textBox
  }
  public var kind: Kind
  public var text: String
  /// As the file names the author; nil where it does not.
  public var author: String?
  /// The cell that it belongs to, or the cells that it covers; nil where it stands at no cell.
  public var range: CellRange?

  public init(kind: Kind, text: String, author: String?, range: CellRange?) {
    self.kind = kind
    self.text = text
    self.author = author
    self.range = range
  }
}

/// A picture on a sheet.
public struct SheetPicture: Hashable, Sendable {
  public var name: String?
  /// The name of its part, or the address of one that is only linked.
  public var part: String
  /// Its size and its SHA-256, lower-case hexadecimal; nil for one that is not in the file.
  public var bytes: Int?
  public var sha256: String?
  /// The cells that it covers; nil where it stands at no cell.
  public var range: CellRange?

  public init(name: String?, part: String, range: CellRange?) {
    self.name = name
    self.part = part
    self.range = range
  }
}

/// The address behind the text of a cell.
public struct CellLink: Hashable, Sendable {
  public var range: CellRange
  /// An address outside the file.
  public var address: String

  public init(range: CellRange, address: String) {
    self.range = range
    self.address = address
  }
}

/// A short text that is gathered piece by piece; what is too long is cut, and never an error.
struct NoteText {
  private var bytes: [UInt8] = []
  private(set) var isCut = false

  mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  mutating func append(_ more: XMLBytes) {
    let room = SheetAnnotations.textLimit - bytes.count
    if more.count > room { isCut = true }
    bytes.append(contentsOf: more.prefix(max(0, room)))
  }

  mutating func append(_ text: StaticString) { append(XMLBytes(text)) }

  /// The text without blanks around it.
  var text: String {
    var text = String(decoding: bytes, as: UTF8.self)[...]
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text.drop(while: \.isWhitespace))
  }
}

/// The runs of a text that are struck out.
struct StruckRuns {
  /// Whether the current run is.
  var isStruck = false
  private var start = 0
  private var ranges: [Range<Int>] = []

  var isEmpty: Bool { ranges.isEmpty }

  mutating func clear() {
    isStruck = false
    ranges.removeAll()
  }

  /// - Parameter count: bytes of the text so far.
  mutating func startText(at count: Int) { start = count }

  mutating func endText(at count: Int) {
    guard isStruck, count > start else { return }
    if let last = ranges.last, last.upperBound == start {
      ranges[ranges.count - 1] = last.lowerBound..<count
    } else {
      ranges.append(start..<count)
    }
  }

  /// The text with marks around what is struck out; nil where that is nothing but blanks.
  func marked(_ bytes: XMLBytes) -> String? {
    guard ranges.contains(where: { bytes[$0].contains { $0 > 0x20 } }) else { return nil }
    var text: [UInt8] = []
    var end = 0
    for range in ranges {
      text += bytes[end..<range.lowerBound]
      text += Array(Self.mark.utf8) + bytes[range] + Array(Self.mark.utf8)
      end = range.upperBound
    }
    text += bytes[end...]
    return TextEscape.unescape(String(decoding: text, as: UTF8.self))
  }

  static let mark = "~~"
}
