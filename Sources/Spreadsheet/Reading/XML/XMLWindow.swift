/// The bytes of an entry that are scanned at a time: all of them where it was inflated in one call.
struct XMLWindow: ~Copyable {
  private let entry: ZIPEntry
  private let whole: PartBuffer?
  private let memory: UnsafeMutablePointer<UInt8>
  private let capacity: Int
  private(set) var bytes: XMLBytes
  /// Whether nothing follows the bytes.
  private(set) var isAtEnd = false
  /// Line breaks before the window.
  private var linesBefore = 0

  init(_ entry: ZIPEntry, size: Int) {
    self.entry = entry
    whole = entry.whole
    if let whole {
      memory = whole.bytes.assumingMemoryBound(to: UInt8.self).baseAddress ?? .allocate(capacity: 1)
      capacity = whole.count
      bytes = XMLBytes(start: memory, count: capacity)
      isAtEnd = true
    } else {
      memory = .allocate(capacity: size)
      capacity = size
      bytes = XMLBytes(start: memory, count: 0)
    }
  }

  deinit { if whole == nil { memory.deallocate() } }

  func bytes(from start: Int) -> XMLBytes { XMLBytes(rebasing: bytes[start...]) }

  /// Moves what is kept to the window's beginning and fills the rest.
  ///
  /// - Returns: false where the window was full of what is kept.
  @discardableResult
  mutating func fill(keeping start: Int) throws(SpreadsheetError) -> Bool {
    if isAtEnd || (start == 0 && bytes.count == capacity) { return false }
    linesBefore += Self.lines(bytes, 0..<start)
    var end = bytes.count - start
    memory.update(from: memory + start, count: end)
    while end < capacity {
      let count = try entry.read(
        into: UnsafeMutableRawBufferPointer(start: memory + end, count: capacity - end))
      if count == 0 {
        isAtEnd = true
        break
      }
      end += count
    }
    bytes = XMLBytes(start: memory, count: end)
    return true
  }

  /// An error with the part and the line of a position.
  func placed(_ error: SpreadsheetError, at position: Int) -> SpreadsheetError {
    guard error.place == nil else { return error }
    var error = error
    let lines = Self.lines(bytes, 0..<position)
    error.place = entry.part + ":" + String(linesBefore + lines + 1)
    return error
  }

  private static func lines(_ bytes: XMLBytes, _ range: Range<Int>) -> Int {
    let bytes = XMLBytes(rebasing: bytes[range])
    var count = 0
    var start = 0
    while let found = bytes.index(of: 0x0A, from: start) {
      count += 1
      start = found + 1
    }
    return count
  }
}
