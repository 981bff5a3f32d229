/// A package put together from the parts that the library made, the rows of its sheets in their places (APPNOTE.TXT 6.3,
/// § 4.3).
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
  private let deflater: PartDeflater

  /// - Parameters:
  ///   - package: the library's, for the names of its parts, or with the parts where none were held.
  ///   - parts: those that were held.
  ///   - rows: what the sheets hold, by their parts.
  ///   - strings: the texts that the rows share.
  /// - Throws: `SpreadsheetError` with code `file.notWritten` where the package is not whole, or too long for its format.
  init(
    _ package: [UInt8], _ parts: HeldParts, _ rows: [String: StreamedRows],
    _ strings: SharedStrings
  ) throws(SpreadsheetError) {
    deflater = try PartDeflater()
    try package.span.withUnsafeBytes { raw throws(SpreadsheetError) in
      let archive = try ZIPArchive(raw, limits: ReadingLimits())
      guard parts.count == 0 || parts.count == archive.names.count else {
        throw Self.broken("[Content_Types].xml")
      }
      for (index, name) in archive.names.enumerated() {
        if name == "xl/sharedStrings.xml" {
          try strings.part.span.withUnsafeBufferPointer { part throws(SpreadsheetError) in
            try add(name, part)
          }
        } else if parts.count > 0 {
          try add(name, parts[index], rows[name])
        } else {
          let part = try archive.contents(of: name, atMost: .max)
          try part.span.withUnsafeBufferPointer { part throws(SpreadsheetError) in
            try add(name, part, rows[name])
          }
        }
      }
    }
    try finish()
  }

  /// Adds a part, with its rows in the place of what the library wrote.
  private mutating func add(
    _ name: String, _ part: UnsafeBufferPointer<UInt8>, _ rows: StreamedRows?
  ) throws(SpreadsheetError) {
    guard let rows, !rows.isEmpty else { return try add(name, part) }
    guard let place = Self.placeOfRows(in: part),
      Self.place(of: "</worksheet>", in: part, from: part.count - 12) != nil
    else { throw Self.broken(name) }
    let head = Array(part[..<place.lowerBound]) + Array("<sheetData>".utf8)
    let tail = Array("</sheetData>".utf8) + Array(part[place.upperBound...])
    guard let spool = rows.spool else {
      let whole = head + rows.text.bytes + tail
      return try whole.span.withUnsafeBufferPointer { whole throws(SpreadsheetError) in
        try add(name, whole)
      }
    }
    let first = try Deflater.deflated(head[...], .aligned)
    let last = try Deflater.deflated(tail[...], .last)
    let sum = first.sum + rows.sum + last.sum
    try addEntry(
      name, size: sum.size, checksum: sum.checksum,
      stored: first.bytes.count + spool.count + last.bytes.count)
    bytes += first.bytes
    pieces += [.bytes(bytes), .spooled(spool)]
    length += bytes.count + spool.count
    bytes = last.bytes
  }

  /// Adds a part as it is.
  private mutating func add(_ name: String, _ part: UnsafeBufferPointer<UInt8>)
    throws(SpreadsheetError)
  {
    let sum = DeflatedSum(part)
    let deflated = deflater.deflated(part)
    try addEntry(name, size: sum.size, checksum: sum.checksum, stored: deflated.count)
    bytes += deflated
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

  /// The rows that the library wrote, with the element that they stand in.
  private static func placeOfRows(in part: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    if let start = place(of: "<sheetData>", in: part) {
      return place(of: "</sheetData>", in: part, from: start).map { start..<($0 + 12) }
    }
    return place(of: "<sheetData/>", in: part).map { $0..<($0 + 12) }
  }

  private static func place(
    of tag: StaticString, in part: UnsafeBufferPointer<UInt8>, from first: Int = 0
  ) -> Int? {
    var start = max(0, first)
    while let found = part.index(of: UInt8(ascii: "<"), from: start) {
      if XMLBytes(rebasing: part[found...]).starts(tag) { return found }
      start = found + 1
    }
    return nil
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
