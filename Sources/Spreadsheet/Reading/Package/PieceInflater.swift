internal import CDeflate
internal import CZlib

/// The one owner of zlib's decompressor: inflates a part piece by piece (RFC 1951).
final class PieceInflater {
  private let part: StoredPart
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private var isFinished = false
  private var checksum: UInt32 = 0
  private var count = 0

  /// Nil where there is no memory for it.
  ///
  /// - Parameter part: its bytes have to outlive this.
  init?(_ part: StoredPart) {
    guard let count = UInt32(exactly: part.bytes.count) else { return nil }
    self.part = part
    stream.initialize(to: z_stream())
    stream.pointee.next_in = UnsafeMutablePointer(
      mutating: part.bytes.assumingMemoryBound(to: UInt8.self).baseAddress)
    stream.pointee.avail_in = count
    // Without a header of zlib's own.
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, size) == Z_OK else {
      stream.deallocate()
      return nil
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Fills a buffer, or a part of it.
  ///
  /// - Returns: how many bytes; 0 at the end, where the part has proved its size and its checksum; nil where it is damaged.
  func inflate(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
    if isFinished { return count == part.size && checksum == part.checksum ? 0 : nil }
    let made: Int
    if part.isDeflated {
      stream.pointee.next_out = buffer.assumingMemoryBound(to: UInt8.self).baseAddress
      stream.pointee.avail_out = UInt32(clamping: buffer.count)
      let status = CZlib.inflate(stream, Z_NO_FLUSH)
      guard status == Z_OK || status == Z_STREAM_END else { return nil }
      isFinished = status == Z_STREAM_END
      made = buffer.count - Int(stream.pointee.avail_out)
    } else {
      made = min(buffer.count, part.bytes.count - count)
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: part.bytes[count..<count + made]))
      isFinished = count + made == part.bytes.count
    }
    checksum = libdeflate_crc32(checksum, buffer.baseAddress, made)
    count += made
    return made > 0 ? made : inflate(into: buffer)
  }
}
