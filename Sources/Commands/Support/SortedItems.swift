internal import Basics
internal import Checklists
internal import Register

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A submission that was found among others and is read again when its turn comes.
struct StoredLine: Sendable {
  /// As messages name it: `returns.ndjson:12`.
  let name: String
  fileprivate let store: Store
  fileprivate let offset: Int
  fileprivate let count: Int

  /// What holds it.
  fileprivate enum Store: Sendable {
    case file(String)
    /// A file without a name, by its descriptor.
    case spool(Int32)
  }

  func read() throws(InputFile.Problem) -> [UInt8] {
    switch store {
    case .spool(let descriptor): return try read(descriptor)
    case .file(let path):
      let descriptor = try InputFile.descriptor(of: path)
      defer { RegisterFiles.close(descriptor) }
      return try read(descriptor)
    }
  }

  private func read(_ descriptor: Int32) throws(InputFile.Problem) -> [UInt8] {
    var failure: SystemError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let read = pread(
          descriptor, buffer.baseAddress.map { $0 + filled }, count - filled, off_t(offset + filled)
        )
        if read < 0 && errno == EINTR { continue }
        if read < 0 { failure = .last }
        if read <= 0 { return }
        filled += read
      }
    }
    if let failure { throw .system(failure) }
    return bytes
  }
}

/// Items in an order of their own: that of the files that they were read from, a folder's before what follows
/// it, as a walk through folders finds them, whatever order they come in, and in however many parts; or that
/// of keys. Only names are held; lines that come through a pipe wait in a file without a name.
struct SortedItems {
  private var items: [(key: Key, item: ReturnedItem)] = []
  private var taken = 0
  private var spool: Spool?

  /// Takes all items.
  ///
  /// - Parameter byFile: whether they are put in the order of their files; else they stay as they come.
  init(_ source: inout ReturnedItems, byFile: Bool, _ session: Session) throws(Stop) {
    var spooled = 0
    while let item = source.next() {
      guard case .line(let bytes, let name) = item else {
        items.append((Key(item.name), item))
        continue
      }
      let key = Key(SubmissionJSON.file(ofLine: bytes) ?? name)
      let line: StoredLine
      if let place = source.linePlace {
        line = StoredLine(
          name: name, store: .file(place.path), offset: place.offset, count: place.count)
      } else {
        let folder = Spool.temporaryFolder
        do throws(SystemError) {
          let spool = if let spool { spool } else { try Spool(in: folder) }
          self.spool = spool
          try spool.append(bytes)
          line = StoredLine(
            name: name, store: .spool(spool.descriptor), offset: spooled, count: bytes.count)
          spooled += bytes.count
        } catch {
          let language = session.language
          throw .output(
            language(
              fr: "les soumissions n’ont pas pu être mises de côté dans "
                + "\(language.quotedWhole(folder)) : \(error.reason(language))",
              en: "the submissions could not be put aside in "
                + "\(language.quotedWhole(folder)): \(error.reason(language))"))
        }
      }
      items.append((key, .stored(line)))
    }
    if let spool {
      do { try spool.flush() } catch { throw .output(error.reason(session.language)) }
    }
    if byFile {
      items.sort { $0.key < $1.key }
      settleEqualNames()
    }
  }

  /// How many there are.
  var count: Int { items.count }

  /// Puts the items in the order of keys, one for each, and begins again; those with equal keys stay as they
  /// are.
  mutating func reorder(by keys: [some Comparable]) {
    let order = keys.indices.sorted { keys[$0] == keys[$1] ? $0 < $1 : keys[$0] < keys[$1] }
    items = order.map { items[$0] }
    taken = 0
  }

  /// The next one; nil at the end.
  mutating func next() -> ReturnedItem? {
    guard taken < items.count else { return nil }
    defer { taken += 1 }
    return items[taken].item
  }

  /// Several submissions of files of one name stand in the order of their digests.
  private mutating func settleEqualNames() {
    var start = 0
    while start < items.count {
      var end = start + 1
      while end < items.count, items[end].key == items[start].key { end += 1 }
      if end - start > 1 {
        let digests = items[start..<end].map { (Self.digest(of: $0.item), $0) }
        items.replaceSubrange(start..<end, with: digests.sorted { $0.0 < $1.0 }.map(\.1))
      }
      start = end
    }
  }

  private static func digest(of item: ReturnedItem) -> String {
    guard case .stored(let line) = item, let bytes = try? line.read() else { return "" }
    return SHA256.hex(of: bytes)
  }

  /// A path that is compared by its bytes, folder by folder.
  private struct Key: Comparable {
    private let bytes: [UInt8]

    /// What ends a folder's name is lower than whatever may stand in one.
    init(_ path: String) { bytes = path.utf8.map { $0 == UInt8(ascii: "/") ? 0 : $0 } }

    static func < (left: Key, right: Key) -> Bool {
      left.bytes.lexicographicallyPrecedes(right.bytes)
    }
  }
}
