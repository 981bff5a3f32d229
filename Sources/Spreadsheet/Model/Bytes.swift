#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

extension UnsafeRawBufferPointer {
  /// Whether the same bytes stand elsewhere.
  func isSame(as other: UnsafeRawBufferPointer) -> Bool {
    guard count == other.count else { return false }
    guard let baseAddress, let other = other.baseAddress else { return true }
    return memcmp(baseAddress, other, count) == 0
  }
}

extension String {
  /// Whether a text stands within this one, byte for byte.
  func hasBytes(_ other: String) -> Bool {
    var (text, other) = (self, other)
    return text.withUTF8 { text in
      other.withUTF8 { other in
        guard let first = other.first else { return true }
        var place = 0
        while let found = text.index(of: first, from: place), found + other.count <= text.count {
          let part = UnsafeBufferPointer(rebasing: text[found..<found + other.count])
          if part.isSame(as: other) { return true }
          place = found + 1
        }
        return false
      }
    }
  }
}

extension UnsafeMutableRawBufferPointer {
  /// Has memory that is about to be filled come in large pages, where the system has them: a fault for each of 4 KiB costs
  /// more than what is written there.
  func useLargePages() {
    #if canImport(Glibc)
      let page = Int(getpagesize())
      guard let baseAddress else { return }
      let start = (Int(bitPattern: baseAddress) + page - 1) / page * page
      let length = Int(bitPattern: baseAddress) + count - start
      if length >= page {
        madvise(UnsafeMutableRawPointer(bitPattern: start), length / page * page, MADV_HUGEPAGE)
      }
    #endif
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether the same bytes stand elsewhere.
  package func isSame(as other: UnsafeBufferPointer<UInt8>) -> Bool {
    UnsafeRawBufferPointer(self).isSame(as: UnsafeRawBufferPointer(other))
  }

  /// Where a byte stands next; nil where it does not.
  func index(of byte: UInt8, from start: Int) -> Int? {
    guard start < count, let baseAddress,
      let found = memchr(baseAddress + start, Int32(byte), count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(baseAddress)
  }
}
