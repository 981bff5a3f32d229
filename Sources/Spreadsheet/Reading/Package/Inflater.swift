internal import CDeflate

/// The one owner of libdeflate's decompressor: inflates a part in one call (RFC 1951).
final class Inflater {
  private let decompressor: OpaquePointer

  /// Nil where there is no memory for it.
  init?() {
    guard let decompressor = libdeflate_alloc_decompressor() else { return nil }
    self.decompressor = decompressor
  }

  deinit { libdeflate_free_decompressor(decompressor) }

  /// Fills a buffer; false where the data is damaged, or inflates to another size than the buffer's.
  func inflate(_ data: UnsafeRawBufferPointer, into buffer: UnsafeMutableRawBufferPointer) -> Bool {
    libdeflate_deflate_decompress(
      decompressor, data.baseAddress, data.count, buffer.baseAddress, buffer.count, nil)
      == LIBDEFLATE_SUCCESS
  }

  /// The checksum that a package stores of a part (APPNOTE.TXT 6.3, § 4.4.7).
  static func checksum(of bytes: UnsafeRawBufferPointer) -> UInt32 {
    libdeflate_crc32(0, bytes.baseAddress, bytes.count)
  }
}
