/// Scans XML as spreadsheet programs write it: UTF-8 without a document type, comments, instructions or CDATA.
///
/// It hands over the events that expat would (XML 1.0, § 2 and 3), and stops before anything that it does not know for well
/// formed, so that expat, which knows everything, can go on from there. Of a part no more is held than a window.
struct PlainScanner: ~Copyable {
  private let entry: ZIPEntry
  private let events: XMLEvents
  private let window: UnsafeMutablePointer<UInt8>
  private let capacity: Int
  /// Texts and values whose references are replaced; they only become shorter.
  private let plain: UnsafeMutablePointer<UInt8>
  private var plainEnd = 0
  private let attributes = UnsafeMutablePointer<XMLAttribute>.allocate(capacity: attributeLimit)
  private var attributeCount = 0
  /// How many bytes of the window are filled, and whether nothing follows them.
  private var end = 0
  private var isAtEnd = false
  /// Line breaks before the window.
  private var linesBefore = 0
  /// The names of the open elements, one behind the other, and where each begins.
  private var names: [UInt8] = []
  private var nameStarts: [Int] = []

  /// An element of more is left to expat.
  private static let attributeLimit = 64

  /// - Parameter size: bytes of the window; a text or a tag that is longer is left to expat.
  init(_ entry: ZIPEntry, _ events: XMLEvents, window size: Int) {
    self.entry = entry
    self.events = events
    capacity = size
    window = .allocate(capacity: capacity)
    plain = .allocate(capacity: capacity)
  }

  deinit {
    window.deallocate()
    plain.deallocate()
    attributes.deallocate()
  }

  /// What the scanner comes upon.
  private enum Found {
    case start(name: XMLBytes, isEmpty: Bool)
    case end(name: XMLBytes)
    /// The window ends before it does.
    case incomplete
    /// Expat has to look at it.
    case odd
  }

  /// Reads the entry to its end.
  ///
  /// - Returns: false where it stopped before the end, after the events that were handed over.
  mutating func run() throws(SpreadsheetError) -> Bool {
    try fill(keeping: 0)
    guard var position = prolog() else { return false }
    var hasRoot = false
    while true {
      let textStart = position
      plainEnd = 0
      guard let text = text(at: &position) else {
        guard !isAtEnd, try fill(keeping: textStart) else { return false }
        position = 0
        continue
      }
      if nameStarts.isEmpty {
        guard text.allSatisfy(Self.isBlank) else { return false }
        // What follows the root is read to its end, which proves the checksum.
        if position == end {
          if isAtEnd { return hasRoot }
          try fill(keeping: textStart)
          position = 0
          continue
        }
        if hasRoot { return false }
      }
      attributeCount = 0
      let tag = position
      switch self.tag(at: &position) {
      case .incomplete:
        guard !isAtEnd, try fill(keeping: textStart) else { return false }
        position = 0
      case .odd: return false
      case .start(let name, let isEmpty):
        try report(textStart, tag, text)
        hasRoot = true
        do throws(SpreadsheetError) {
          try events.start(
            XMLName(name),
            XMLAttributes(UnsafeBufferPointer(start: attributes, count: attributeCount)))
          if isEmpty {
            try events.end(XMLName(name))
          } else {
            nameStarts.append(names.count)
            names.append(contentsOf: name)
          }
        } catch { throw placed(error, at: tag) }
      case .end(let name):
        try report(textStart, tag, text)
        nameStarts.removeLast()
        names.removeLast(name.count)
        do throws(SpreadsheetError) { try events.end(XMLName(name)) } catch {
          throw placed(error, at: tag)
        }
      }
    }
  }

  /// Hands over the text between two tags.
  private func report(_ start: Int, _ end: Int, _ text: XMLBytes) throws(SpreadsheetError) {
    guard !text.isEmpty, !nameStarts.isEmpty else { return }
    do throws(SpreadsheetError) { try events.text(text) } catch { throw placed(error, at: start) }
  }

  private func placed(_ error: SpreadsheetError, at position: Int) -> SpreadsheetError {
    guard error.place == nil else { return error }
    var error = error
    let lines = UnsafeBufferPointer(start: window, count: position).count { $0 == 0x0A }
    error.place = entry.part + ":" + String(linesBefore + lines + 1)
    return error
  }

  // MARK: Window

  /// Moves what is kept to the window's beginning and fills the rest.
  ///
  /// - Returns: false where the window was full of what is kept.
  @discardableResult
  private mutating func fill(keeping start: Int) throws(SpreadsheetError) -> Bool {
    if start == 0, end == capacity { return false }
    if start > 0 {
      linesBefore += UnsafeBufferPointer(start: window, count: start).count { $0 == 0x0A }
      window.update(from: window + start, count: end - start)
      end -= start
    }
    while end < capacity {
      let count = try entry.read(
        into: UnsafeMutableRawBufferPointer(start: window + end, count: capacity - end))
      if count == 0 {
        isAtEnd = true
        break
      }
      end += count
    }
    return true
  }

  // MARK: Prolog

  /// Where the first element may stand: behind a byte order mark and a declaration of UTF-8 (XML 1.0, § 2.8).
  private func prolog() -> Int? {
    let bytes = UnsafeBufferPointer(start: window, count: end)
    let position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard bytes[position...].starts(with: "<?xml ".utf8) else {
      return position < end && bytes[position] == UInt8(ascii: "<") ? position : nil
    }
    let rest = bytes[position...]
    return Self.declarations.first { rest.starts(with: $0.utf8) }.map { position + $0.utf8.count }
  }

  /// The declarations that programs write.
  private static let declarations: [String] = ["\"", "'"].flatMap { quote in
    ["", " encoding=\(quote)UTF-8\(quote)", " encoding=\(quote)utf-8\(quote)"].flatMap { encoding in
      ["", " standalone=\(quote)yes\(quote)", " standalone=\(quote)no\(quote)"].flatMap {
        standalone in
        ["?>", " ?>"].map { "<?xml version=\(quote)1.0\(quote)" + encoding + standalone + $0 }
      }
    }
  }

  // MARK: Text

  /// The text up to the next tag or the part's end; nil where the window ends first or something is odd.
  private mutating func text(at position: inout Int) -> XMLBytes? {
    let start = position
    var isPlain = true
    while position < end {
      let byte = window[position]
      if byte == UInt8(ascii: "<") {
        return isPlain
          ? XMLBytes(start: window + start, count: position - start)
          : replaced(start..<position, isValue: false)
      }
      switch Self.classes[Int(byte)] {
      case .plain: position += 1
      case .reference, .carriageReturn:
        isPlain = false
        position += 1
      case .bracket:
        // `]]>` may not stand in a text.
        guard position + 2 < end || isAtEnd else { return nil }
        if position + 2 < end, window[position + 1] == UInt8(ascii: "]"),
          window[position + 2] == UInt8(ascii: ">")
        {
          return nil
        }
        position += 1
      case .many:
        guard let length = Self.length(window, position, end) else { return nil }
        position += length
      case .blank, .quote: position += 1
      case .odd: return nil
      }
    }
    guard isAtEnd || nameStarts.isEmpty, isPlain else { return nil }
    return XMLBytes(start: window + start, count: position - start)
  }

  /// With references replaced and line ends as XML wants them (XML 1.0, § 2.11, 3.3.3 and 4.4); nil for one that is odd.
  private mutating func replaced(_ range: Range<Int>, isValue: Bool) -> XMLBytes? {
    let start = plainEnd
    var position = range.lowerBound
    func put(_ byte: UInt8) {
      plain[plainEnd] = byte
      plainEnd += 1
    }
    while position < range.upperBound {
      let byte = window[position]
      position += 1
      switch byte {
      case UInt8(ascii: "&"):
        guard
          let close = (position..<min(position + 12, range.upperBound)).first(where: {
            window[$0] == UInt8(ascii: ";")
          }), let scalar = Self.scalar(XMLBytes(start: window + position, count: close - position))
        else { return nil }
        for byte in UTF8.encode(scalar) ?? .init() { put(byte) }
        position = close + 1
      case 0x0D:
        if position < range.upperBound, window[position] == 0x0A { position += 1 }
        put(isValue ? 0x20 : 0x0A)
      case 0x09, 0x0A: put(isValue ? 0x20 : byte)
      default: put(byte)
      }
    }
    return XMLBytes(start: plain + start, count: plainEnd - start)
  }

  /// What a reference stands for, by what is between `&` and `;`.
  private static func scalar(_ name: XMLBytes) -> Unicode.Scalar? {
    if name == "lt" { return "<" }
    if name == "gt" { return ">" }
    if name == "amp" { return "&" }
    if name == "quot" { return "\"" }
    if name == "apos" { return "'" }
    guard name.count >= 2, name[0] == UInt8(ascii: "#") else { return nil }
    let isHexadecimal = name[1] == UInt8(ascii: "x")
    let digits = name[(isHexadecimal ? 2 : 1)...]
    guard !digits.isEmpty, let first = digits.first, first != UInt8(ascii: "+"),
      first != UInt8(ascii: "-"),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 10),
      value >= 0x20 || value == 0x09 || value == 0x0A || value == 0x0D,
      value != 0xFFFE, value != 0xFFFF
    else { return nil }
    return Unicode.Scalar(value)
  }

  // MARK: Tags

  /// The tag at a place where `<` stands, or should.
  private mutating func tag(at position: inout Int) -> Found {
    guard position < end else { return .incomplete }
    position += 1
    guard position < end else { return .incomplete }
    if window[position] == UInt8(ascii: "/") {
      position += 1
      guard let name = name(at: &position) else { return position < end ? .odd : .incomplete }
      skipBlanks(&position)
      guard position < end else { return .incomplete }
      guard window[position] == UInt8(ascii: ">"), let start = nameStarts.last,
        names.count - start == name.count,
        names.withUnsafeBufferPointer({ XMLBytes(rebasing: $0[start...]) == name })
      else { return .odd }
      position += 1
      return .end(name: name)
    }
    guard let name = name(at: &position) else { return position < end ? .odd : .incomplete }
    while true {
      let before = position
      skipBlanks(&position)
      guard position < end else { return .incomplete }
      switch window[position] {
      case UInt8(ascii: ">"):
        position += 1
        return .start(name: name, isEmpty: false)
      case UInt8(ascii: "/"):
        guard position + 1 < end else { return .incomplete }
        guard window[position + 1] == UInt8(ascii: ">") else { return .odd }
        position += 2
        return .start(name: name, isEmpty: true)
      default:
        guard position > before else { return .odd }
        if let found = attribute(at: &position) { return found }
      }
    }
  }

  /// Reads one attribute; nil if all is well.
  private mutating func attribute(at position: inout Int) -> Found? {
    guard let name = name(at: &position) else { return position < end ? .odd : .incomplete }
    skipBlanks(&position)
    guard position < end else { return .incomplete }
    guard window[position] == UInt8(ascii: "=") else { return .odd }
    position += 1
    skipBlanks(&position)
    guard position < end else { return .incomplete }
    let quote = window[position]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return .odd }
    position += 1
    let start = position
    var isPlain = true
    while position < end, window[position] != quote {
      switch Self.classes[Int(window[position])] {
      case .plain, .quote, .bracket: position += 1
      case .reference, .carriageReturn, .blank:
        isPlain = false
        position += 1
      case .many:
        guard let length = Self.length(window, position, end) else {
          return end - position < 4 ? .incomplete : .odd
        }
        position += length
      case .odd: return .odd
      }
    }
    guard position < end else { return .incomplete }
    guard attributeCount < Self.attributeLimit else { return .odd }
    for index in 0..<attributeCount where attributes[index].name == name { return .odd }
    let value =
      isPlain
      ? XMLBytes(start: window + start, count: position - start)
      : replaced(start..<position, isValue: true)
    guard let value else { return .odd }
    position += 1
    (attributes + attributeCount).initialize(to: XMLAttribute(name: name, value: value))
    attributeCount += 1
    return nil
  }

  /// A name of ASCII letters; nil where none stands, or the window ends in it.
  private func name(at position: inout Int) -> XMLBytes? {
    let start = position
    while position < end, Self.isNameByte(window[position]) { position += 1 }
    guard position < end, position > start, Self.isNameStart(window[start]) else { return nil }
    return XMLBytes(start: window + start, count: position - start)
  }

  private func skipBlanks(_ position: inout Int) {
    while position < end, Self.isBlank(window[position]) { position += 1 }
  }

  // MARK: Bytes

  /// What a byte may mean in a text or a value.
  private enum Class: UInt8 {
    case plain, reference, carriageReturn, blank, bracket, quote, many, odd
  }

  private static let classes: [Class] = (0..<256).map { byte in
    switch UInt8(byte) {
    case UInt8(ascii: "&"): .reference
    case 0x0D: .carriageReturn
    case 0x09, 0x0A: .blank
    case UInt8(ascii: "]"): .bracket
    case UInt8(ascii: "\""), UInt8(ascii: "'"): .quote
    case UInt8(ascii: "<"), 0..<0x20: .odd
    case 0x80...: .many
    default: .plain
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  private static func isNameStart(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":")
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    isNameStart(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ".")
  }

  /// The bytes of a scalar beyond ASCII (RFC 3629, § 4); nil where they are none, or not all there.
  private static func length(_ bytes: UnsafeMutablePointer<UInt8>, _ start: Int, _ end: Int) -> Int?
  {
    let first = bytes[start]
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard (0xC2...0xF4).contains(first), start + length <= end else { return nil }
    for index in 1..<length where bytes[start + index] & 0xC0 != 0x80 { return nil }
    let second = bytes[start + 1]
    switch first {
    case 0xE0 where second < 0xA0, 0xED where second > 0x9F, 0xF0 where second < 0x90,
      0xF4 where second > 0x8F:
      return nil
    // U+FFFE and U+FFFF are no characters of XML.
    case 0xEF where second == 0xBF && bytes[start + 2] >= 0xBE: return nil
    default: return length
    }
  }
}
