internal import CZip

/// The one owner of libzip's archive, open for reading over bytes that outlive it.
final class ZIPArchive {
  /// The names of the entries as parts: with slashes, without a leading one.
  let names: [String]
  let limits: ReadingLimits
  private let archive: OpaquePointer
  private let bytes: UnsafeRawBufferPointer
  private let directory: ZIPDirectory
  /// The folders and files that the names are made of, in small letters.
  private lazy var steps = Set(folded.keys.flatMap { $0.split(separator: "/") })
  private let exact: [String: UInt64]
  private let folded: [String: UInt64]
  private lazy var inflater = Inflater()
  /// What was inflated to be measured, until it is read.
  private var inflated: [UInt64: PartBuffer] = [:]
  private static let heldAtMost = 48 << 20
  /// How many bytes were measured, and the large entries that are measured when they are read.
  private var measured = 0
  private var unmeasured = Set<UInt64>()

  /// - Throws: `truncated`, `corrupt`, `tooLarge` (entries) or `bomb` (entries that overlap or inflate past the limits).
  init(_ bytes: UnsafeRawBufferPointer, limits: ReadingLimits) throws(SpreadsheetError) {
    directory = try ZIPDirectory(bytes, limits: limits)
    try directory.checkOverlap()
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
    self.bytes = bytes
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

  /// Whether an entry lies in a folder of this name, in small letters, or is itself called so.
  func hasStep(_ step: String) -> Bool {
    folded.keys.contains { $0.hasBytes(step) } && steps.contains(step[...])
  }

  /// Inflates what could exceed the limits, before anything is done with it: by then a bomb would have cost minutes of
  /// parsing. What an entry declares about its size is not believed; what is damaged shows when it is read.
  ///
  /// A large entry that declares a size within the limits waits until it is read, which goes no further than that size.
  private func measure(fileSize: Int) throws(SpreadsheetError) {
    let methods = names.indices.map { status(UInt64($0))?.comp_method }
    let isPlain = methods.allSatisfy {
      $0 == nil || $0 == UInt16(ZIP_CM_STORE) || $0 == UInt16(ZIP_CM_DEFLATE)
    }
    let least = min(limits.inflatedPart, limits.inflatedTotal)
    if isPlain && fileSize <= least / Self.deflatesAtMost { return }
    let large = names.indices.compactMap { index in
      declaredSize(ifLarge: UInt64(index)).map { (index: UInt64(index), size: $0) }
    }
    if large.allSatisfy({ $0.size <= limits.inflatedPart }),
      large.reduce(0, { $0 + $1.size }) <= limits.inflatedTotal
    {
      unmeasured = Set(large.map(\.index))
    }
    for index in names.indices where !unmeasured.contains(UInt64(index)) {
      try measure(UInt64(index))
    }
  }

  /// Inflates what was left to be measured when it is read, and was not read to its end.
  func measureRest() throws(SpreadsheetError) {
    while let index = unmeasured.popFirst() { try measure(index) }
  }

  private func measure(_ index: UInt64) throws(SpreadsheetError) {
    let size = try inflatedSize(index, atMost: limits.inflatedTotal - measured)
    measured += size
    if size > limits.inflatedPart {
      throw SpreadsheetError(
        .bomb, place: names[Int(index)], detail: "inflates past \(limits.inflatedPart) bytes")
    }
    if measured > limits.inflatedTotal {
      throw SpreadsheetError(
        .bomb, place: names[Int(index)],
        detail: "inflates past \(limits.inflatedTotal) bytes in all")
    }
  }

  /// How many bytes an entry inflates to, as far as a limit goes; what is kept of it is not inflated again.
  private func inflatedSize(_ index: UInt64, atMost limit: Int) throws(SpreadsheetError) -> Int {
    if let buffer = whole(index) {
      let held = inflated.values.reduce(0) { $0 + $1.count }
      if held + buffer.count <= Self.heldAtMost { inflated[index] = buffer }
      return buffer.count
    }
    guard let file = zip_fopen_index(archive, index, 0) else { return 0 }
    defer { zip_fclose(file) }
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
    defer { chunk.deallocate() }
    var size = 0
    while size <= min(limit, limits.inflatedPart) {
      let count = Int(zip_fread(file, chunk.baseAddress, UInt64(chunk.count)))
      guard count > 0 else { break }
      size += count
    }
    return size
  }

  /// The size that an entry declares, of one that is not inflated in one call.
  private func declaredSize(ifLarge index: UInt64) -> Int? {
    guard let stored = stored(index), stored.size > UInt64(max(0, limits.wholePart)) else {
      return nil
    }
    return Int(clamping: stored.size)
  }

  /// An entry was read to its end, and is as long as it declares.
  fileprivate func wasRead(_ index: UInt64, size: Int) {
    if unmeasured.remove(index) != nil { measured += size }
  }

  /// The shortest code of deflate, a bit each for a length of 258 and its distance (RFC 1951, § 3.2.5).
  private static let deflatesAtMost = 1032

  /// An entry inflated in one call; nil for one that is too large, stored in another way, or not what the directory says,
  /// which libzip then tells.
  private func whole(_ index: UInt64) -> PartBuffer? {
    guard let stored = stored(index), stored.size <= UInt64(max(0, limits.wholePart)),
      Int(stored.size) / Self.deflatesAtMost <= stored.bytes.count
    else { return nil }
    let size = Int(stored.size)
    let buffer = PartBuffer(size)
    let room = UnsafeMutableRawBufferPointer(rebasing: buffer.bytes[..<size])
    if stored.isDeflated {
      guard inflater?.inflate(stored.bytes, into: room) ?? false else { return nil }
    } else {
      guard stored.bytes.count == size else { return nil }
      room.copyMemory(from: stored.bytes)
    }
    guard Inflater.checksum(of: UnsafeRawBufferPointer(room)) == stored.checksum else {
      return nil
    }
    buffer.count = size
    return buffer
  }

  /// A part as the archive stores it, with what its directory says of it; nil for one with a password, stored in an unusual
  /// way, or that is not there.
  func stored(_ part: String) -> StoredPart? { index(of: part).flatMap(stored) }

  private func stored(_ index: UInt64) -> StoredPart? {
    guard directory.extents.count == names.count, let status = status(index),
      status.encryption_method == ZIP_EM_NONE, status.valid & UInt64(ZIP_STAT_SIZE) != 0,
      status.comp_method == UInt16(ZIP_CM_DEFLATE) || status.comp_method == UInt16(ZIP_CM_STORE)
    else { return nil }
    let extent = directory.extents[Int(index)]
    guard status.comp_size == extent.end - extent.data else { return nil }
    return StoredPart(
      bytes: UnsafeRawBufferPointer(rebasing: bytes[Int(extent.data)..<Int(extent.end)]),
      isDeflated: status.comp_method == UInt16(ZIP_CM_DEFLATE), size: status.size,
      checksum: status.crc)
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
  /// - Parameter inPieces: whether it is inflated while it is read, however small it is.
  /// - Throws: `corrupt` where there is none or it is damaged, `encrypted` where it has a password.
  func open(_ part: String, inPieces: Bool = false) throws(SpreadsheetError) -> ZIPEntry {
    guard let index = index(of: part) else {
      throw SpreadsheetError(.corrupt, place: part, detail: "the part is missing")
    }
    if let status = status(index), status.valid & UInt64(ZIP_STAT_ENCRYPTION_METHOD) != 0,
      status.encryption_method != ZIP_EM_NONE
    {
      throw SpreadsheetError(.encrypted, place: part)
    }
    if !inPieces, let buffer = inflated.removeValue(forKey: index) ?? whole(index) {
      return ZIPEntry(self, .whole(buffer), part, declaredSize: nil)
    }
    let size = declaredSize(ifLarge: index)
    if size != nil, limits.usesThreads, let ahead = stored(index).flatMap(ReadAhead.init) {
      return ZIPEntry(self, .ahead(ahead, index), part, declaredSize: size)
    }
    return try ZIPEntry(self, .pieces(file(index, part), index), part, declaredSize: size)
  }

  /// An entry as libzip reads it.
  fileprivate func file(_ index: UInt64, _ part: String) throws(SpreadsheetError) -> OpaquePointer {
    if let file = zip_fopen_index(archive, index, 0) { return file }
    throw SpreadsheetError(
      .corrupt, place: part, detail: zip_strerror(archive).map { String(cString: $0) })
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

/// A part as an archive stores it.
struct StoredPart {
  let bytes: UnsafeRawBufferPointer
  let isDeflated: Bool
  /// Bytes of the part itself, as the archive declares it.
  let size: UInt64
  /// Its checksum, as the archive declares it.
  let checksum: UInt32
}

/// One open part. Read to the end, it has proved its checksum.
final class ZIPEntry {
  fileprivate enum Content {
    case whole(PartBuffer)
    /// By libzip, with the number of the entry.
    case pieces(OpaquePointer, UInt64)
    case ahead(ReadAhead, UInt64)
  }

  let part: String
  /// Has to be there as long as the entry is open.
  private let archive: ZIPArchive
  private var content: Content
  /// The size that a large one declares.
  private let declaredSize: Int?
  /// How much was read.
  private var position = 0

  fileprivate init(_ archive: ZIPArchive, _ content: Content, _ part: String, declaredSize: Int?) {
    self.archive = archive
    self.content = content
    self.part = part
    self.declaredSize = declaredSize
  }

  deinit {
    switch content {
    case .whole: break
    case .pieces(let file, _): zip_fclose(file)
    case .ahead(let ahead, _): ahead.close()
    }
  }

  /// All of its bytes, where they were inflated in one call.
  var whole: PartBuffer? { if case .whole(let buffer) = content { buffer } else { nil } }

  /// The same part from its beginning, piece by piece.
  func again() throws(SpreadsheetError) -> ZIPEntry { try archive.open(part, inPieces: true) }

  /// Inflates up to a buffer's length; 0 at the end.
  ///
  /// - Throws: `corrupt` (damaged data, wrong checksum, or a large part that is longer than it declares).
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SpreadsheetError) -> Int {
    let count: Int
    switch content {
    case .whole(let whole):
      count = min(buffer.count, whole.count - position)
      buffer.copyMemory(
        from: UnsafeRawBufferPointer(rebasing: whole.bytes[position..<position + count]))
    case .pieces(let file, let index):
      count = Int(zip_fread(file, buffer.baseAddress, UInt64(buffer.count)))
      guard count >= 0 else {
        throw SpreadsheetError(
          .corrupt, place: part, detail: zip_file_strerror(file).map { String(cString: $0) })
      }
      if count == 0 { archive.wasRead(index, size: position) }
    case .ahead(let ahead, let index):
      guard let made = ahead.read(into: buffer) else {
        try leave(ahead, index)
        return try read(into: buffer)
      }
      count = made
      if count == 0 { archive.wasRead(index, size: position) }
    }
    if let declaredSize, position + count > declaredSize {
      throw SpreadsheetError(
        .corrupt, place: part, detail: "longer than the \(declaredSize) bytes that it declares")
    }
    position += count
    return count
  }

  /// Leaves what is damaged to libzip, which tells how, from where this is at.
  private func leave(_ ahead: ReadAhead, _ index: UInt64) throws(SpreadsheetError) {
    let file = try archive.file(index, part)
    ahead.close()
    content = .pieces(file, index)
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
    defer { chunk.deallocate() }
    var rest = position
    while rest > 0 {
      let count = Int(zip_fread(file, chunk.baseAddress, UInt64(min(rest, chunk.count))))
      if count <= 0 { return }
      rest -= count
    }
  }
}
