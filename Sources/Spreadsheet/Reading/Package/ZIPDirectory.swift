/// The central directory of a ZIP archive (APPNOTE.TXT 6.3, § 4.3.12 and 4.3.16), read for the one thing that libzip
/// does not tell: where each entry's bytes lie.
struct ZIPDirectory {
  /// The first byte of each entry's local header, the first of its data and the first behind it.
  private(set) var extents: [(start: UInt64, data: UInt64, end: UInt64)] = []
  private let bytes: UnsafeRawBufferPointer

  /// - Throws: `truncated` without a directory's end, `corrupt` where it does not add up, `tooLarge` over the
  ///   limit of entries.
  init(_ bytes: UnsafeRawBufferPointer, limits: ReadingLimits) throws(SpreadsheetError) {
    self.bytes = bytes
    guard let end = Self.endRecord(bytes) else {
      throw SpreadsheetError(.truncated, detail: "the archive's directory is missing")
    }
    var count = UInt64(number16(end + 10) ?? 0)
    var size = UInt64(number32(end + 12) ?? 0)
    var offset = UInt64(number32(end + 16) ?? 0)
    if count == 0xFFFF || size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF, let wide = wideRecord(end) {
      count = number64(wide + 32) ?? count
      size = number64(wide + 40) ?? size
      offset = number64(wide + 48) ?? offset
    }
    guard count <= UInt64(max(0, limits.entries)) else {
      throw SpreadsheetError(.tooLarge, detail: "\(count) entries")
    }
    let (directoryEnd, overflow) = offset.addingReportingOverflow(size)
    guard !overflow, directoryEnd <= UInt64(end) else {
      throw SpreadsheetError(.corrupt, detail: "the archive's directory lies outside it")
    }
    var position = Int(offset)
    for _ in 0..<count {
      guard let next = appendEntry(at: position) else {
        throw SpreadsheetError(.corrupt, detail: "the archive's directory is damaged")
      }
      position = next
    }
  }

  /// Entries that share bytes inflate to more than the file can hold honestly.
  func checkOverlap() throws(SpreadsheetError) {
    var end: UInt64 = 0
    for extent in extents.sorted(by: { $0.start < $1.start }) {
      guard extent.start >= end else {
        throw SpreadsheetError(.bomb, detail: "entries of the archive overlap")
      }
      end = extent.end
    }
  }

  /// Adds the entry described at a position of the directory; nil where it is damaged.
  private mutating func appendEntry(at position: Int) -> Int? {
    guard number32(position) == 0x0201_4B50, let nameLength = number16(position + 28),
      let extraLength = number16(position + 30), let commentLength = number16(position + 32),
      let shortSize = number32(position + 20), let shortFull = number32(position + 24),
      let shortOffset = number32(position + 42)
    else { return nil }
    var size = UInt64(shortSize)
    var offset = UInt64(shortOffset)
    // The extra field 1 holds, in this order, whichever of the numbers do not fit.
    var extra = position + 46 + Int(nameLength)
    let extraEnd = extra + Int(extraLength)
    while extra + 4 <= extraEnd, let id = number16(extra), let length = number16(extra + 2) {
      if id == 1 {
        var field = extra + 4
        if shortFull == 0xFFFF_FFFF { field += 8 }
        if shortSize == 0xFFFF_FFFF {
          size = number64(field) ?? size
          field += 8
        }
        if shortOffset == 0xFFFF_FFFF { offset = number64(field) ?? offset }
      }
      extra += 4 + Int(length)
    }
    guard offset < UInt64(bytes.count), number32(Int(offset)) == 0x0403_4B50,
      let localName = number16(Int(offset) + 26), let localExtra = number16(Int(offset) + 28)
    else { return nil }
    let data = offset + 30 + UInt64(localName) + UInt64(localExtra)
    let (end, overflow) = data.addingReportingOverflow(size)
    guard !overflow, end <= UInt64(bytes.count) else { return nil }
    extents.append((offset, data, end))
    return extraEnd + Int(commentLength)
  }

  /// The position of the end record: the last signature whose comment reaches exactly to the file's end, else the last.
  private static func endRecord(_ bytes: UnsafeRawBufferPointer) -> Int? {
    guard bytes.count >= 22 else { return nil }
    var last: Int?
    for position in stride(from: bytes.count - 22, through: max(0, bytes.count - 65_557), by: -1)
    where bytes[position] == 0x50 && bytes[position + 1] == 0x4B && bytes[position + 2] == 5
      && bytes[position + 3] == 6
    {
      let comment = Int(bytes[position + 20]) | Int(bytes[position + 21]) << 8
      if position + 22 + comment == bytes.count { return position }
      last = last ?? position
    }
    return last
  }

  /// The position of the ZIP64 end record, by its locator before the end record.
  private func wideRecord(_ end: Int) -> Int? {
    guard end >= 20, number32(end - 20) == 0x0706_4B50, let offset = number64(end - 12),
      offset < UInt64(bytes.count), number32(Int(offset)) == 0x0606_4B50
    else { return nil }
    return Int(offset)
  }

  private func number16(_ position: Int) -> UInt16? { number(position, as: UInt16.self) }
  private func number32(_ position: Int) -> UInt32? { number(position, as: UInt32.self) }
  private func number64(_ position: Int) -> UInt64? { number(position, as: UInt64.self) }

  private func number<Number: FixedWidthInteger & BitwiseCopyable>(
    _ position: Int, as type: Number.Type
  ) -> Number? {
    guard position >= 0, position <= bytes.count - MemoryLayout<Number>.size else { return nil }
    return Number(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: type))
  }
}
