/// A package whose long sheets were written apart: the entries of the library's package as they are, but for the rows of
/// these sheets (APPNOTE.TXT 6.3, § 4.3).
struct PackageAssembly {
  /// A stretch of the package.
  enum Piece {
    case bytes([UInt8])
    case spooled(TemporarySpool)
  }

  private(set) var pieces: [Piece] = []
  /// What comes before the next spool.
  private var bytes: [UInt8] = []
  private var length = 0
  private var directory: [UInt8] = []
  private var entries = 0

  /// - Parameters:
  ///   - package: the library's.
  ///   - rows: what the sheets hold, by their parts.
  /// - Throws: `SpreadsheetError` with code `file.notWritten` where the package is not whole, or too long for its format.
  init(_ package: [UInt8], _ rows: [String: StreamedRows]) throws(SpreadsheetError) {
    try package.span.withUnsafeBytes { raw throws(SpreadsheetError) in
      let archive = try ZIPArchive(raw, limits: ReadingLimits())
      for name in archive.names {
        if let rows = rows[name], rows.count > 0 {
          try add(name, try archive.contents(of: name, atMost: .max), rows)
        } else if let stored = archive.stored(name), stored.isDeflated {
          try addEntry(
            name, size: Int(stored.size), checksum: stored.checksum, stored: stored.bytes.count)
          bytes.append(contentsOf: stored.bytes)
        } else {
          throw Self.broken(name)
        }
      }
    }
    try finish()
  }

  /// Adds a sheet with its rows in the place of what the library wrote.
  private mutating func add(_ name: String, _ part: [UInt8], _ rows: StreamedRows)
    throws(SpreadsheetError)
  {
    guard let start = Self.place(of: "<sheetData>", in: part[...]),
      let end = Self.place(of: "</sheetData>", in: part[start...]),
      Self.place(of: "</worksheet>", in: part.suffix(12)) != nil
    else { throw Self.broken(name) }
    let head = try Deflater.deflated(part[..<(start + 11)], .aligned)
    let tail = try Deflater.deflated(part[end...], .last)
    let sum = head.sum + rows.sum + tail.sum
    try addEntry(
      name, size: sum.size, checksum: sum.checksum,
      stored: head.bytes.count + rows.spool.count + tail.bytes.count)
    bytes += head.bytes
    pieces += [.bytes(bytes), .spooled(rows.spool)]
    length += bytes.count + rows.spool.count
    bytes = tail.bytes
  }

  /// Adds what stands before an entry's bytes, and notes it in the directory.
  private mutating func addEntry(_ name: String, size: Int, checksum: UInt32, stored: Int)
    throws(SpreadsheetError)
  {
    let offset = length + bytes.count
    guard max(size, offset + stored) < Int(UInt32.max), entries < Int(UInt16.max) else {
      throw SpreadsheetError(.notWritten, place: name, detail: "a package of over 4 GiB")
    }
    // Version 2.0, no flags, deflated, on 1 January 1980.
    var common: [UInt8] = [20, 0, 0, 0, 8, 0, 0, 0, 0x21, 0]
    common.add(Int(checksum), bytes: 4)
    common.add(stored, bytes: 4)
    common.add(size, bytes: 4)
    common.add(name.utf8.count, bytes: 2)
    common.add(0, bytes: 2)
    bytes += [0x50, 0x4B, 3, 4] + common + Array(name.utf8)
    directory += [0x50, 0x4B, 1, 2, 20, 0] + common + Array(repeating: 0, count: 10)
    directory.add(offset, bytes: 4)
    directory += Array(name.utf8)
    entries += 1
  }

  private mutating func finish() throws(SpreadsheetError) {
    let offset = length + bytes.count
    bytes += directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0]
    bytes.add(entries, bytes: 2)
    bytes.add(entries, bytes: 2)
    bytes.add(directory.count, bytes: 4)
    bytes.add(offset, bytes: 4)
    bytes += [0, 0]
    pieces.append(.bytes(bytes))
  }

  private static func place(of tag: StaticString, in part: ArraySlice<UInt8>) -> Int? {
    part.span.withUnsafeBufferPointer { bytes in
      var start = 0
      while let found = bytes.index(of: UInt8(ascii: "<"), from: start) {
        if XMLBytes(rebasing: bytes[found...]).starts(tag) { return part.startIndex + found }
        start = found + 1
      }
      return nil
    }
  }

  private static func broken(_ name: String) -> SpreadsheetError {
    SpreadsheetError(.notWritten, place: name, detail: "the part is not whole")
  }
}

extension [UInt8] {
  /// Adds a number, its lowest byte first.
  fileprivate mutating func add(_ number: Int, bytes count: Int) {
    for shift in 0..<count { append(UInt8(truncatingIfNeeded: number >> (8 * shift))) }
  }
}
