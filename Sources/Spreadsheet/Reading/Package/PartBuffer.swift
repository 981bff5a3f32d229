internal import Synchronization

/// Memory that parts are inflated into, handed on from part to part and from file to file.
final class PartBuffer: @unchecked Sendable {
  let bytes: UnsafeMutableRawBufferPointer
  /// How many of the bytes are the part's.
  var count = 0

  /// What is larger is given back to the system.
  private static let kept = 4 << 20
  private static let free = Mutex<[Free]>([])

  /// Memory that nobody uses.
  private struct Free: @unchecked Sendable { let bytes: UnsafeMutableRawBufferPointer }

  /// With room for at least so many bytes.
  init(_ count: Int) {
    let known = Self.free.withLock { buffers in
      buffers.firstIndex { $0.bytes.count >= count }.map { buffers.remove(at: $0) }
    }
    if let known {
      bytes = known.bytes
    } else {
      // A power of two, so that few are too small for what comes.
      let power = 1 << (Int.bitWidth - max(count, 65_536).leadingZeroBitCount)
      bytes = .allocate(byteCount: count > Self.kept ? count : power, alignment: 64)
    }
  }

  deinit {
    let free = Free(bytes: bytes)
    let isKept =
      bytes.count <= 2 * Self.kept
      && Self.free.withLock { buffers in
        guard buffers.count < 8 else { return false }
        buffers.append(free)
        return true
      }
    if !isKept { bytes.deallocate() }
  }
}
