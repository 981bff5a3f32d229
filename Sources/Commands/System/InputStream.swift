internal import Register

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Bytes of a descriptor in the order in which they come: nobody waits for more than is asked for.
final class InputStream {
  let descriptor: Int32
  private let isOwned: Bool
  /// What was read and not taken yet, from `start` on.
  private var buffer: [UInt8] = []
  private var start = 0
  /// How many bytes were taken so far.
  private(set) var offset = 0
  private(set) var isAtEnd = false

  init(_ descriptor: Int32, isOwned: Bool = false) {
    self.descriptor = descriptor
    self.isOwned = isOwned
  }

  /// Opens a file.
  convenience init(_ path: String) throws(InputFile.Problem) {
    self.init(try InputFile.descriptor(of: path), isOwned: true)
    if (try? FileStatus(descriptor: descriptor))?.kind == .folder { throw .isFolder }
  }

  deinit { if isOwned { RegisterFiles.close(descriptor) } }

  /// How many bytes are there without reading again.
  var pending: Int { buffer.count - start }

  /// Whether something can be taken, or the end is known, without waiting.
  var isReady: Bool {
    if pending > 0 || isAtEnd { return true }
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) != 0
  }

  /// The next bytes, which stay where they are; fewer than asked for only at the end.
  func peek(_ count: Int) throws(SystemError) -> ArraySlice<UInt8> {
    while pending < count, !isAtEnd { try more(count - pending) }
    return buffer[start...].prefix(count)
  }

  /// The next bytes; fewer than asked for only at the end.
  func take(_ count: Int) throws(SystemError) -> [UInt8] {
    var bytes = Array(buffer[start...].prefix(count))
    start += bytes.count
    if bytes.count < count, !isAtEnd {
      let rest = try InputFile.piece(of: descriptor, atMost: count - bytes.count)
      isAtEnd = rest.count < count - bytes.count
      if bytes.isEmpty { bytes = rest } else { bytes += rest }
    }
    offset += bytes.count
    return bytes
  }

  /// Passes over the next bytes.
  ///
  /// - Returns: how many were there.
  func skip(_ count: Int) throws(SystemError) -> Int {
    var left = count
    while left > 0 {
      let piece = try take(min(left, 1 << 16)).count
      if piece == 0 { break }
      left -= piece
    }
    return count - left
  }

  /// Everything up to the end.
  func rest(limit: Int) throws(InputFile.Problem) -> [UInt8] {
    let beginning = Array(buffer[start...])
    buffer = []
    start = 0
    if isAtEnd { return beginning }
    isAtEnd = true
    return try InputFile.read(descriptor, after: beginning, limit: limit)
  }

  /// The bytes up to the next of these ends, which is taken, too, or up to the end of everything; nil where nothing is
  /// left.
  func line(endedBy ends: [UInt8] = [0x0A], limit: Int) throws(InputFile.Problem) -> [UInt8]? {
    var searched = 0
    while true {
      if let end = position(of: ends, after: searched) {
        defer { forget(end + 1) }
        return Array(buffer[start..<(start + end)])
      }
      searched = pending
      if isAtEnd {
        guard pending > 0 else { return nil }
        defer { forget(pending) }
        return Array(buffer[start...])
      }
      if pending > limit { throw .tooLarge(limit) }
      // As much again as is there: a long line is moved a few times, not thousands of times.
      do { try more(max(1, pending)) } catch { throw .system(error) }
    }
  }

  private func forget(_ count: Int) {
    start += count
    offset += count
  }

  /// Where the first of some bytes is, counted from what was not taken yet.
  private func position(of ends: [UInt8], after searched: Int) -> Int? {
    buffer.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return nil }
      let from = base + start
      return ends.compactMap { end -> Int? in
        guard let found = memchr(from + searched, Int32(end), bytes.count - start - searched) else {
          return nil
        }
        return from.distance(to: UnsafeRawPointer(found))
      }.min()
    }
  }

  /// Reads once: what is there, and no more than there is room for.
  private func more(_ wanted: Int) throws(SystemError) {
    buffer.removeFirst(start)
    start = 0
    let size = max(1 << 16, wanted)
    let piece = try InputFile.some(of: descriptor, atMost: size)
    isAtEnd = piece.isEmpty
    if buffer.isEmpty { buffer = piece } else { buffer += piece }
  }
}
