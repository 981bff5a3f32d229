/// Deflate streams (RFC 1951) that inflate to far more than they hold.
public enum Deflated {
  /// A pattern of one to four bytes, repeated: its bytes once, then as often a match of 258 bytes, at 13 bits each.
  ///
  /// - Returns: the stream, about a 159th of what it inflates to, and that size.
  public static func repeating(_ pattern: String, times: Int) -> (stream: [UInt8], size: Int) {
    let pattern = Array(pattern.utf8)
    var bits = Bits()
    // The last block, with the fixed codes (§ 3.2.6).
    bits.append(0b011, count: 3)
    for byte in pattern {
      precondition(byte < 144, "a literal of eight bits")
      bits.append(reversed: 0x30 + UInt32(byte), count: 8)
    }
    for _ in 0..<16 {
      bits.append(reversed: 0b1100_0101, count: 8)
      bits.append(reversed: UInt32(pattern.count - 1), count: 5)
    }
    // Eight matches are thirteen bytes, wherever in a byte they begin.
    let groups = max(2, times / 8)
    bits.repeatLast(13, times: groups - 2)
    bits.append(reversed: 0, count: 7)
    return (bits.finished(), pattern.count + 258 * 8 * groups)
  }

  /// Bytes as they are, in blocks that are not compressed (§ 3.2.4).
  public static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var stream: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 0xFFFF) {
      let block = bytes[start..<min(start + 0xFFFF, bytes.count)]
      let count = UInt16(block.count)
      stream.append(block.endIndex == bytes.count ? 1 : 0)
      for number in [count, ~count] {
        stream += [UInt8(truncatingIfNeeded: number), UInt8(number >> 8)]
      }
      stream += block
    }
    return stream
  }

  private struct Bits {
    private var bytes: [UInt8] = []
    private var pending: UInt32 = 0
    private var count: UInt32 = 0

    mutating func append(_ value: UInt32, count: UInt32) {
      pending |= value << self.count
      self.count += count
      while self.count >= 8 {
        bytes.append(UInt8(truncatingIfNeeded: pending))
        pending >>= 8
        self.count -= 8
      }
    }

    /// Codes are stored from their highest bit.
    mutating func append(reversed code: UInt32, count: UInt32) {
      var value: UInt32 = 0
      for bit in 0..<count { value |= (code >> bit & 1) << (count - 1 - bit) }
      append(value, count: count)
    }

    mutating func repeatLast(_ count: Int, times: Int) {
      let last = Array(bytes.suffix(count))
      for _ in 0..<times { bytes += last }
    }

    func finished() -> [UInt8] { count > 0 ? bytes + [UInt8(truncatingIfNeeded: pending)] : bytes }
  }
}
