/// Scans XML as spreadsheet programs write it: UTF-8 without a document type, comments, instructions or CDATA.
///
/// It hands over the events that expat would (XML 1.0, § 2 and 3), and stops before anything that it does not know for well
/// formed, so that expat, which knows everything, can go on from there. Of a part that is not whole no more is held than a
/// window.
struct PlainScanner<Handler: XMLHandler>: ~Copyable {
  private let entry: ZIPEntry
  private let events: XMLEvents<Handler>
  private var window: XMLWindow
  private var references = XMLReferences()
  private let attributes: UnsafeMutablePointer<XMLAttribute>
  private var attributeCount = 0
  /// The names of the open elements, one behind the other, and where each begins.
  private var names: [UInt8] = []
  private var nameStarts: [Int] = []

  /// An element of more is left to expat.
  private static var attributeLimit: Int { 64 }

  /// - Parameter size: bytes of the window; a text or a tag that is longer is left to expat.
  init(_ entry: ZIPEntry, _ events: XMLEvents<Handler>, window size: Int) {
    self.entry = entry
    self.events = events
    window = XMLWindow(entry, size: size)
    attributes = .allocate(capacity: Self.attributeLimit)
    names.reserveCapacity(256)
    nameStarts.reserveCapacity(64)
  }

  deinit { attributes.deallocate() }

  /// What the scanner comes upon.
  private enum Found {
    case start(name: XMLBytes, colon: Int, isEmpty: Bool)
    case end(name: XMLBytes, colon: Int)
    /// The window ends before it does.
    case incomplete
    /// Expat has to look at it.
    case odd
  }

  /// Reads the entry to its end.
  ///
  /// - Returns: false where it stopped before the end, after the events that were handed over.
  mutating func run() throws(SpreadsheetError) -> Bool {
    try window.fill(keeping: 0)
    guard var position = Self.prolog(window.bytes) else { return false }
    var hasRoot = false
    while true {
      let textStart = position
      references.clear()
      guard let text = text(at: &position) else {
        guard !window.isAtEnd, try window.fill(keeping: textStart) else { return false }
        position = 0
        continue
      }
      if nameStarts.isEmpty {
        // As it stands: a reference to a blank is none here (XML 1.0, § 2.8).
        guard window.bytes[textStart..<position].allSatisfy(XMLText.isBlank) else { return false }
        // What follows the root is read to its end, which proves the checksum.
        if position == window.bytes.count {
          if window.isAtEnd { return hasRoot }
          try window.fill(keeping: textStart)
          position = 0
          continue
        }
        if hasRoot { return false }
      }
      let tag = position
      let found = self.tag(at: &position)
      switch found {
      case .incomplete:
        guard !window.isAtEnd, try window.fill(keeping: textStart) else { return false }
        position = 0
        continue
      case .odd: return false
      case .start, .end: break
      }
      hasRoot = true
      do throws(SpreadsheetError) {
        if !text.isEmpty, !nameStarts.isEmpty {
          do throws(SpreadsheetError) { try events.text(text) } catch {
            throw window.placed(error, at: textStart)
          }
        }
        switch found {
        case .start(let name, let colon, let isEmpty):
          let element = XMLName(name, colon: colon)
          try events.start(
            element, XMLAttributes(UnsafeBufferPointer(start: attributes, count: attributeCount)))
          if isEmpty {
            try events.end(element)
          } else {
            nameStarts.append(names.count)
            names.append(contentsOf: name)
          }
        case .end(let name, let colon):
          nameStarts.removeLast()
          names.removeLast(name.count)
          try events.end(XMLName(name, colon: colon))
        case .incomplete, .odd: break
        }
      } catch { throw window.placed(error, at: tag) }
      if !nameStarts.isEmpty {
        do throws(SpreadsheetError) {
          position += try events.read(window.bytes(from: position), &references)
        } catch { throw window.placed(error, at: position) }
      }
    }
  }

  // MARK: Prolog

  /// Where the first element may stand: behind a byte order mark and a declaration of UTF-8 (XML 1.0, § 2.8).
  private static func prolog(_ bytes: XMLBytes) -> Int? {
    let position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard bytes[position...].starts(with: "<?xml ".utf8) else {
      return position < bytes.count && bytes[position] == UInt8(ascii: "<") ? position : nil
    }
    let rest = bytes[position...]
    return XMLDeclaration.plain.first { rest.starts(with: $0.utf8) }
      .map { position + $0.utf8.count }
  }

  // MARK: Text

  /// The text up to the next tag or the part's end; nil where the window ends first or something is odd.
  private mutating func text(at position: inout Int) -> XMLBytes? {
    let bytes = window.bytes
    // Most often there is none.
    if position < bytes.count, bytes[position] == UInt8(ascii: "<") {
      return XMLBytes(start: nil, count: 0)
    }
    let start = position
    switch XMLText.skipText(bytes, &position, isLast: window.isAtEnd) {
    case .plain: return XMLBytes(rebasing: bytes[start..<position])
    case .withEntities, .withReferences:
      return references.replaced(XMLBytes(rebasing: bytes[start..<position]), isValue: false)
    case .open:
      let text = XMLBytes(rebasing: bytes[start..<position])
      // Behind the root there is no tag.
      guard position == bytes.count, nameStarts.isEmpty, text.allSatisfy(XMLText.isBlank) else {
        return nil
      }
      return text
    }
  }

  // MARK: Tags

  /// The tag at a place where `<` stands, or should.
  private mutating func tag(at position: inout Int) -> Found {
    let bytes = window.bytes
    attributeCount = 0
    guard position + 1 < bytes.count else { return .incomplete }
    position += 1
    if bytes[position] == UInt8(ascii: "/") {
      position += 1
      let start = position
      guard let colon = Self.skipName(bytes, &position) else {
        return position < bytes.count ? .odd : .incomplete
      }
      let name = XMLBytes(rebasing: bytes[start..<position])
      Self.skipBlanks(bytes, &position)
      guard position < bytes.count else { return .incomplete }
      guard bytes[position] == UInt8(ascii: ">"), isOpen(name) else { return .odd }
      position += 1
      return .end(name: name, colon: colon)
    }
    let start = position
    guard let colon = Self.skipName(bytes, &position) else {
      return position < bytes.count ? .odd : .incomplete
    }
    let name = XMLBytes(rebasing: bytes[start..<position])
    while true {
      let before = position
      Self.skipBlanks(bytes, &position)
      guard position < bytes.count else { return .incomplete }
      switch bytes[position] {
      case UInt8(ascii: ">"):
        position += 1
        return .start(name: name, colon: colon, isEmpty: false)
      case UInt8(ascii: "/"):
        guard position + 1 < bytes.count else { return .incomplete }
        guard bytes[position + 1] == UInt8(ascii: ">") else { return .odd }
        position += 2
        return .start(name: name, colon: colon, isEmpty: true)
      default:
        guard position > before else { return .odd }
        if let found = attribute(bytes, &position) { return found }
      }
    }
  }

  /// Whether a name is that of the innermost open element.
  private func isOpen(_ name: XMLBytes) -> Bool {
    guard let start = nameStarts.last, names.count - start == name.count else { return false }
    return names.withUnsafeBufferPointer { XMLBytes(rebasing: $0[start...]) == name }
  }

  /// Reads one attribute; nil if all is well.
  private mutating func attribute(_ bytes: XMLBytes, _ position: inout Int) -> Found? {
    let nameStart = position
    guard Self.skipName(bytes, &position) != nil else {
      return position < bytes.count ? .odd : .incomplete
    }
    let name = XMLBytes(rebasing: bytes[nameStart..<position])
    Self.skipBlanks(bytes, &position)
    guard position < bytes.count else { return .incomplete }
    guard bytes[position] == UInt8(ascii: "=") else { return .odd }
    position += 1
    Self.skipBlanks(bytes, &position)
    guard position < bytes.count else { return .incomplete }
    let quote = bytes[position]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return .odd }
    position += 1
    let start = position
    let run = XMLText.skipValue(bytes, &position, quote)
    if run == .open { return bytes.count - position < 4 ? .incomplete : .odd }
    guard attributeCount < Self.attributeLimit else { return .odd }
    for index in 0..<attributeCount where attributes[index].name == name { return .odd }
    var value = XMLBytes(rebasing: bytes[start..<position])
    if run != .plain {
      guard let replaced = references.replaced(value, isValue: true) else { return .odd }
      value = replaced
    }
    position += 1
    (attributes + attributeCount).initialize(to: XMLAttribute(name: name, value: value))
    attributeCount += 1
    return nil
  }

  /// Goes over a name of ASCII letters and returns where its colon stands, -1 for nowhere; nil where there is no name, or the
  /// bytes end in it.
  @inline(__always)
  private static func skipName(_ bytes: XMLBytes, _ position: inout Int) -> Int? {
    let start = position
    var colon = -1
    while position < bytes.count, XMLText.isNameByte(bytes[position]) {
      if bytes[position] == UInt8(ascii: ":"), colon < 0 { colon = position - start }
      position += 1
    }
    guard position < bytes.count, position > start, XMLText.isNameStart(bytes[start]) else {
      return nil
    }
    return colon
  }

  @inline(__always)
  private static func skipBlanks(_ bytes: XMLBytes, _ position: inout Int) {
    while position < bytes.count, XMLText.isBlank(bytes[position]) { position += 1 }
  }
}

/// The declarations that programs write (XML 1.0, § 2.8).
private enum XMLDeclaration {
  static let plain: [String] = ["\"", "'"].flatMap { quote in
    ["", " encoding=\(quote)UTF-8\(quote)", " encoding=\(quote)utf-8\(quote)"].flatMap { encoding in
      ["", " standalone=\(quote)yes\(quote)", " standalone=\(quote)no\(quote)"].flatMap {
        standalone in
        ["?>", " ?>"].map { "<?xml version=\(quote)1.0\(quote)" + encoding + standalone + $0 }
      }
    }
  }
}
