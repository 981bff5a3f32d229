/// Tar archives written by hand, so that each field can be wrong.
struct MiniTar {
  private(set) var bytes: [UInt8] = []

  /// Where the next header begins.
  var end: Int { bytes.count }

  /// Adds an entry.
  ///
  /// - Parameters:
  ///   - size: what the field of the size holds; the octal number of bytes where nothing is given.
  ///   - magic: of ustar; GNU's is `ustar  `.
  mutating func add(
    _ name: String, _ contents: [UInt8] = [], type: Character = "0", size: [UInt8]? = nil,
    prefix: String = "", magic: String = "ustar\0" + "00"
  ) {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ field: [UInt8], at start: Int) {
      header.replaceSubrange(start..<(start + field.count), with: field)
    }
    put(Array(name.utf8), at: 0)
    put(Array("0000644\0".utf8), at: 100)
    put(size ?? Self.octal(contents.count, 11), at: 124)
    put([type.asciiValue ?? 0], at: 156)
    put(Array(magic.utf8), at: 257)
    put(Array(prefix.utf8), at: 345)
    put(Array("        ".utf8), at: 148)
    put(Self.octal(header.reduce(0) { $0 + Int($1) }, 6) + [0, UInt8(ascii: " ")], at: 148)
    bytes += header + contents
    bytes += [UInt8](repeating: 0, count: (512 - contents.count % 512) % 512)
  }

  /// Adds records of pax for the next entry (`x`) or all that follow (`g`).
  mutating func add(records: [(String, String)], type: Character = "x") {
    var text = ""
    for (key, value) in records {
      let rest = " \(key)=\(value)\n"
      var length = rest.utf8.count
      while String(length).utf8.count + rest.utf8.count != length {
        length = String(length).utf8.count + rest.utf8.count
      }
      text += String(length) + rest
    }
    add("PaxHeaders/x", Array(text.utf8), type: type)
  }

  /// The two blocks that end an archive.
  mutating func finish() { bytes += [UInt8](repeating: 0, count: 1024) }

  static func octal(_ number: Int, _ digits: Int) -> [UInt8] {
    let text = String(number, radix: 8)
    return Array((String(repeating: "0", count: max(0, digits - text.count)) + text).utf8)
  }
}
