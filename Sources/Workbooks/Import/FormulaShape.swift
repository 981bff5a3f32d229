internal import Spreadsheet

/// What a formula does, whatever cells it looks at and whichever program wrote it: references become `#`, names of
/// sheets, blanks and brackets go, and separators are commas.
///
/// Inserted rows and renamed sheets change the references of a formula that was issued, never its shape; OpenDocument
/// writes `of:=IF([.$A$1]="";0;1)` where Office Open XML has `IF($A$1="",0,1)`.
struct FormulaShape {
  private var shape: [UInt8] = []
  /// A word as it is read: a name, a number or a reference.
  private var word: [UInt8] = []

  static func shape(of formula: some StringProtocol) -> String {
    var text = String(formula)
    return text.withUTF8 { bytes in
      var shape = FormulaShape()
      shape.shape.reserveCapacity(bytes.count)
      shape.read(bytes)
      return String(decoding: shape.shape, as: UTF8.self)
    }
  }

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = Self.start(of: bytes)
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        let end = bytes[index...].firstIndex(of: byte) ?? bytes.count
        if byte == UInt8(ascii: "\"") {
          endWord()
          shape.append(byte)
          shape += bytes[index..<end]
          shape.append(byte)
        }
        index = min(end + 1, bytes.count)
      case UInt8(ascii: "!"): word.removeAll(keepingCapacity: true)
      case UInt8(ascii: "["), UInt8(ascii: "]"), 0x20, 0x09, 0x0A, 0x0D: endWord()
      // A no-break space.
      case 0xC2 where index < bytes.count && bytes[index] == 0xA0:
        index += 1
        endWord()
      case UInt8(ascii: ";"):
        endWord()
        shape.append(UInt8(ascii: ","))
      // Letters of other scripts stand in names alone.
      case UInt8(ascii: "$"), UInt8(ascii: "_"), UInt8(ascii: "."), 0x80...,
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"):
        word.append(byte)
      default:
        endWord()
        shape.append(byte)
      }
    }
    endWord()
  }

  /// Where a formula begins behind what OpenDocument puts before it.
  private static func start(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var start = 0
    for prefix in ["of:", "msoxl:"] where bytes[start...].starts(with: prefix.utf8) {
      start += prefix.utf8.count
    }
    return start < bytes.count && bytes[start] == UInt8(ascii: "=") ? start + 1 : start
  }

  /// `#` for a reference, perhaps behind the name of a sheet and a dot; else the word itself in capitals.
  private mutating func endWord() {
    guard !word.isEmpty else { return }
    let last = (word.lastIndex(of: UInt8(ascii: ".")) ?? -1) + 1
    if Self.isReference(word[last...]) {
      shape.append(UInt8(ascii: "#"))
    } else {
      for byte in word {
        let isSmall = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        shape.append(isSmall ? byte - 0x20 : byte)
      }
    }
    word.removeAll(keepingCapacity: true)
  }

  /// `B7`, `$B$7`, in small letters too.
  private static func isReference(_ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes[...]
    if rest.first == UInt8(ascii: "$") { rest = rest.dropFirst() }
    let letters = rest.prefix { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0 & 0xDF) }
    rest = rest.dropFirst(letters.count)
    if rest.first == UInt8(ascii: "$") { rest = rest.dropFirst() }
    guard (1...3).contains(letters.count), (1...7).contains(rest.count) else { return false }
    return rest.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
