/// Builds small ZIP archives of stored entries byte by byte, so that tests can also build odd ones.
public struct MiniZIP: Sendable {
  public var entries: [(name: String, data: [UInt8])] = []
  /// Sizes and checksums follow the data instead of standing in the local header.
  public var usesDescriptors = false
  /// The first entry is listed twice in the directory.
  public var listsFirstTwice = false

  /// Entries whose data is a deflate stream, with the size of what it inflates to; their checksums are wrong.
  public var deflated: [String: Int] = [:]

  public init(entries: [(name: String, data: [UInt8])] = []) { self.entries = entries }

  public func bytes() -> [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    var count = 0
    for (index, entry) in entries.enumerated() {
      let name = Array(entry.name.utf8)
      let flags: UInt16 = 0x0800 | (usesDescriptors ? 8 : 0)
      let sum = Self.crc32(entry.data)
      let size = UInt32(entry.data.count)
      let inflated = UInt32(deflated[entry.name] ?? entry.data.count)
      let method: UInt16 = deflated[entry.name] == nil ? 0 : 8
      let offset = UInt32(file.count)
      file += Self.little(0x0403_4B50 as UInt32) + Self.little(20 as UInt16) + Self.little(flags)
      file += Self.little(method) + Self.little(0x0021_0000 as UInt32)
      file += Self.little(usesDescriptors ? 0 : sum)
      file += Self.little(usesDescriptors ? 0 : size) + Self.little(usesDescriptors ? 0 : inflated)
      file += Self.little(UInt16(name.count)) + Self.little(0 as UInt16) + name + entry.data
      if usesDescriptors {
        file += Self.little(0x0807_4B50 as UInt32) + Self.little(sum)
        file += Self.little(size) + Self.little(inflated)
      }
      for _ in 0..<(listsFirstTwice && index == 0 ? 2 : 1) {
        directory += Self.little(0x0201_4B50 as UInt32) + Self.little(20 as UInt16)
        directory += Self.little(20 as UInt16) + Self.little(flags) + Self.little(method)
        directory += Self.little(0x0021_0000 as UInt32) + Self.little(sum)
        directory += Self.little(size) + Self.little(inflated) + Self.little(UInt16(name.count))
        directory += [UInt8](repeating: 0, count: 12) + Self.little(offset) + name
        count += 1
      }
    }
    let start = UInt32(file.count)
    file += directory + Self.little(0x0605_4B50 as UInt32) + [0, 0, 0, 0]
    file += Self.little(UInt16(count)) + Self.little(UInt16(count))
    file += Self.little(UInt32(directory.count)) + Self.little(start) + [0, 0]
    return file
  }

  private static func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }

  private static let sums: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
  }

  static func crc32(_ bytes: [UInt8]) -> UInt32 {
    sums.withUnsafeBufferPointer { sums in
      bytes.withUnsafeBufferPointer { bytes in
        var sum = ~UInt32(0)
        for byte in bytes { sum = sum >> 8 ^ sums[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] }
        return ~sum
      }
    }
  }
}
