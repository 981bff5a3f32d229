internal import CZip

/// The one owner of libzip's archive, open for reading over bytes that outlive it.
final class ZIPArchive {
  /// The names of the entries as parts: with slashes, without a leading one.
  let names: [String]
  let limits: ReadingLimits
  private let archive: OpaquePointer
  private let exact: [String: UInt64]
  private let folded: [String: UInt64]

  /// - Throws: `truncated`, `corrupt`, `tooLarge` (entries) or `bomb` (entries that overlap or inflate past the limits).
  init(_ bytes: UnsafeRawBufferPointer, limits: ReadingLimits) throws(SpreadsheetError) {
    try ZIPDirectory(bytes, limits: limits).checkOverlap()
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    guard
      let source = zip_source_buffer_create(bytes.baseAddress, UInt64(bytes.count), 0, &error)
    else { throw SpreadsheetError(.corrupt, detail: Self.message(&error)) }
    guard let archive = zip_open_from_source(source, Int32(ZIP_RDONLY), &error) else {
      zip_source_free(source)
      throw SpreadsheetError(.corrupt, detail: Self.message(&error))
    }
    self.archive = archive
    self.limits = limits
    var names: [String] = []
    var exact: [String: UInt64] = [:]
    var folded: [String: UInt64] = [:]
    let count = zip_get_num_entries(archive, 0)
    for index in 0..<UInt64(max(0, count)) {
      let part =
        zip_get_name(archive, index, 0).map { PartName.normalised(String(cString: $0)) } ?? ""
      names.append(part)
      // Of two entries of one name the later counts, as in other readers.
      exact[part] = index
      folded[part.lowercased()] = index
    }
    self.names = names
    self.exact = exact
    self.folded = folded
    try measure(fileSize: bytes.count)
  }

  /// Inflates what could exceed the limits, before anything is done with it: by then a bomb would have cost minutes of
  /// parsing. What an entry declares about its size is not looked at; what is damaged shows when it is read.
  private func measure(fileSize: Int) throws(SpreadsheetError) {
    // The shortest code of deflate, a bit each for a length of 258 and its distance (RFC 1951, § 3.2.5).
    let deflatesAtMost = 1032
    let methods = names.indices.map { status(UInt64($0))?.comp_method }
    let isPlain = methods.allSatisfy {
      $0 == nil || $0 == UInt16(ZIP_CM_STORE) || $0 == UInt16(ZIP_CM_DEFLATE)
    }
    let least = min(limits.inflatedPart, limits.inflatedTotal)
    if isPlain && fileSize <= least / deflatesAtMost { return }
    var total = 0
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
    defer { chunk.deallocate() }
    for (index, name) in names.enumerated() {
      guard let file = zip_fopen_index(archive, UInt64(index), 0) else { continue }
      defer { zip_fclose(file) }
      var size = 0
      while true {
        let count = Int(zip_fread(file, chunk.baseAddress, UInt64(chunk.count)))
        guard count > 0 else { break }
        size += count
        total += count
        if size > limits.inflatedPart {
          throw SpreadsheetError(
            .bomb, place: name, detail: "inflates past \(limits.inflatedPart) bytes")
        }
        if total > limits.inflatedTotal {
          throw SpreadsheetError(
            .bomb, place: name, detail: "inflates past \(limits.inflatedTotal) bytes in all")
        }
      }
    }
  }

  private func status(_ index: UInt64) -> zip_stat_t? {
    var status = zip_stat_t()
    zip_stat_init(&status)
    return zip_stat_index(archive, index, 0, &status) == 0 ? status : nil
  }

  deinit { zip_discard(archive) }

  /// Whether there is a part of this name, in this or another case.
  func contains(_ part: String) -> Bool { index(of: part) != nil }

  /// Opens a part.
  ///
  /// - Throws: `corrupt` where there is none or it is damaged, `encrypted` where it has a password.
  func open(_ part: String) throws(SpreadsheetError) -> ZIPEntry {
    guard let index = index(of: part) else {
      throw SpreadsheetError(.corrupt, place: part, detail: "the part is missing")
    }
    if let status = status(index), status.valid & UInt64(ZIP_STAT_ENCRYPTION_METHOD) != 0,
      status.encryption_method != ZIP_EM_NONE
    {
      throw SpreadsheetError(.encrypted, place: part)
    }
    guard let file = zip_fopen_index(archive, index, 0) else {
      throw SpreadsheetError(
        .corrupt, place: part, detail: zip_strerror(archive).map { String(cString: $0) })
    }
    return ZIPEntry(self, file, part)
  }

  /// The whole of a small part.
  func contents(of part: String, atMost limit: Int) throws(SpreadsheetError) -> [UInt8] {
    let entry = try open(part)
    var bytes: [UInt8] = []
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 1)
    defer { chunk.deallocate() }
    while bytes.count < limit {
      let count = try entry.read(into: chunk)
      if count == 0 { break }
      bytes.append(contentsOf: chunk[..<count])
    }
    return bytes
  }

  /// The entry of a part: exactly so named, in another case, or with its name's escapes (`%20`) undone.
  private func index(of part: String) -> UInt64? {
    exact[part] ?? folded[part.lowercased()]
      ?? (part.contains("%") ? folded[PartName.unescaped(part).lowercased()] : nil)
  }

  private static func message(_ error: inout zip_error_t) -> String? {
    zip_error_strerror(&error).map { String(cString: $0) }
  }
}

/// One open part. Read to the end, it has proved its checksum.
final class ZIPEntry {
  let part: String
  /// Has to be there as long as the entry is open.
  private let archive: ZIPArchive
  private let file: OpaquePointer

  fileprivate init(_ archive: ZIPArchive, _ file: OpaquePointer, _ part: String) {
    self.archive = archive
    self.file = file
    self.part = part
  }

  deinit { zip_fclose(file) }

  /// The same part from its beginning.
  func again() throws(SpreadsheetError) -> ZIPEntry { try archive.open(part) }

  /// Inflates up to a buffer's length; 0 at the end.
  ///
  /// - Throws: `corrupt` (damaged data, wrong checksum).
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SpreadsheetError) -> Int {
    let count = Int(zip_fread(file, buffer.baseAddress, UInt64(buffer.count)))
    guard count >= 0 else {
      throw SpreadsheetError(
        .corrupt, place: part, detail: zip_file_strerror(file).map { String(cString: $0) })
    }
    return count
  }
}
