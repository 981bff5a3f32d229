/// A header block of a tar archive (POSIX.1-2017, pax, "ustar Interchange Format"; GNU tar's manual, "Basic Tar
/// Format").
struct TarHeader {
  static let size = 512

  /// What stands behind the header.
  enum Kind: Equatable {
    case file
    case folder
    /// A link, a device, a pipe, a file with holes and whatever else programs have made up.
    case other(TarArchive.Other)
    /// Records that describe the next entry, or all that follow.
    case records(isGlobal: Bool)
    /// The next entry's name, or what its link leads to.
    case longName
    case longTarget
  }

  let kind: Kind
  let name: [UInt8]
  /// How many bytes stand behind the header, without what fills up the last block.
  let size: Int
  /// Whether blocks with more of a map of holes follow at once.
  let isContinued: Bool

  /// Why a block is no header.
  enum Fault: Error { case checksum, size }

  init(_ block: [UInt8]) throws(Fault) {
    guard Self.hasRightChecksum(block) else { throw .checksum }
    let isGNU = Self.field(block, 257, 8) == Array("ustar  ".utf8)
    let isUstar = !isGNU && block[257..<262].elementsEqual("ustar".utf8)
    var name = Self.field(block, 0, 100)
    if isUstar {
      let prefix = Self.field(block, 345, 155)
      if !prefix.isEmpty { name = prefix + [UInt8(ascii: "/")] + name }
    }
    let kind = Self.kind(block[156], isNamedAsFolder: name.last == UInt8(ascii: "/"))
    self.name = name
    self.kind = kind
    isContinued = block[156] == UInt8(ascii: "S") && block[482] != 0
    // Links, devices, pipes and folders have no contents, whatever stands in the field.
    if (UInt8(ascii: "1")...UInt8(ascii: "6")).contains(block[156]) {
      size = 0
    } else {
      guard let size = Self.number(block[124..<136]) else { throw .size }
      self.size = size
    }
  }

  private static func kind(_ flag: UInt8, isNamedAsFolder: Bool) -> Kind {
    switch flag {
    // Before POSIX a folder was a file whose name ends with a slash.
    case 0, UInt8(ascii: "0"), UInt8(ascii: "7"): isNamedAsFolder ? .folder : .file
    case UInt8(ascii: "1"), UInt8(ascii: "2"): .other(.link)
    case UInt8(ascii: "3"), UInt8(ascii: "4"), UInt8(ascii: "6"): .other(.device)
    case UInt8(ascii: "5"), UInt8(ascii: "D"): .folder
    case UInt8(ascii: "S"): .other(.sparse)
    case UInt8(ascii: "x"), UInt8(ascii: "X"): .records(isGlobal: false)
    case UInt8(ascii: "g"): .records(isGlobal: true)
    case UInt8(ascii: "L"): .longName
    case UInt8(ascii: "K"): .longTarget
    default: .other(.unknown)
    }
  }

  /// The sum of all bytes, the field of the sum itself counted as blanks; some old programs took bytes for signed.
  static func hasRightChecksum(_ block: some RandomAccessCollection<UInt8>) -> Bool {
    guard block.count == size else { return false }
    let block = Array(block)
    guard let stored = octal(block[148..<156]) else { return false }
    var unsigned = 8 * 32
    var signed = 8 * 32
    for (index, byte) in block.enumerated() where !(148..<156).contains(index) {
      unsigned += Int(byte)
      signed += Int(Int8(bitPattern: byte))
    }
    return stored == unsigned || stored == signed
  }

  /// The bytes of a field before its first zero.
  private static func field(_ block: [UInt8], _ start: Int, _ count: Int) -> [UInt8] {
    Array(block[start..<(start + count)].prefix { $0 != 0 })
  }

  /// A number in octal digits, or, with the first bit set, in base 256 (GNU, star); nil where it is neither, is negative or
  /// too large.
  private static func number(_ field: ArraySlice<UInt8>) -> Int? {
    guard let first = field.first, first & 0x80 != 0 else { return octal(field) }
    // The second bit is the sign.
    guard first & 0x40 == 0 else { return nil }
    var number = Int(first & 0x3F)
    for byte in field.dropFirst() {
      guard number < 1 << 54 else { return nil }
      number = number << 8 | Int(byte)
    }
    return number
  }

  /// Octal digits with blanks around them, up to a zero; an empty field is 0.
  private static func octal(_ field: ArraySlice<UInt8>) -> Int? {
    let blank = UInt8(ascii: " ")
    let text = field.drop { $0 == blank }.prefix { $0 != 0 && $0 != blank }
    guard text.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "7")).contains) else { return nil }
    return text.reduce(0) { $0 << 3 | Int($1 - UInt8(ascii: "0")) }
  }
}
