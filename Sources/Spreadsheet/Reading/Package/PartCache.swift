internal import Basics
internal import Synchronization

/// What parts say that are alike in file after file, so that it is read once: styles, defined names, relationships.
///
/// A part is known again by its stored bytes; what they inflate to, and that their checksum is right, was seen then.
final class PartCache<Value: Sendable>: Sendable {
  private struct Known: Sendable {
    let part: String
    let limits: ReadingLimits
    let stored: [UInt8]
    let size: UInt64
    let checksum: UInt32
    let value: Value

    func isFor(_ part: String, _ stored: StoredPart, _ limits: ReadingLimits) -> Bool {
      checksum == stored.checksum && size == stored.size && self.part == part
        && self.limits == limits && self.stored.withUnsafeBytes { $0.isSame(as: stored.bytes) }
    }
  }
  private let known = Mutex<[Known]>([])

  /// So many are kept, of so many bytes as stored and as inflated.
  private let limit = 8
  private let storedLimit = 1 << 16
  private let sizeLimit = 1 << 20

  /// What a part says: what is known of it, if that serves, or what reading it gives now.
  func value(
    of part: String, in archive: ZIPArchive, where serves: (Value) -> Bool = { _ in true },
    orRead read: () throws(SpreadsheetError) -> Value
  ) throws(SpreadsheetError) -> Value {
    guard let stored = archive.stored(part), 1...storedLimit ~= stored.bytes.count,
      stored.size <= sizeLimit
    else { return try read() }
    let all = known.withLock { $0 }
    if let found = all.first(where: {
      $0.isFor(part, stored, archive.limits) && serves($0.value)
    }) {
      return found.value
    }
    guard Remembering.goesOn else { return try read() }
    let new = Known(
      part: part, limits: archive.limits, stored: Array(stored.bytes), size: stored.size,
      checksum: stored.checksum, value: try read())
    known.withLock { known in
      if known.count >= limit { known.removeFirst() }
      known.append(new)
    }
    return new.value
  }
}
