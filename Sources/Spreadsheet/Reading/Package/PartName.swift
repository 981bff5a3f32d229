/// Names of parts in a package (ECMA-376 part 2, § 6.2), kept without the leading slash.
enum PartName {
  /// An entry's name as a part: some programs write backslashes, some a leading slash.
  static func normalised(_ name: String) -> String {
    isNormal(name) ? name : join([], name)
  }

  /// Whether a name has no backslash, no empty step and none that begins with a dot.
  private static func isNormal(_ name: String) -> Bool {
    var last = UInt8(ascii: "/")
    for byte in name.utf8 {
      if byte == UInt8(ascii: "\\") { return false }
      if last == UInt8(ascii: "/"), byte == last || byte == UInt8(ascii: ".") { return false }
      last = byte
    }
    return last != UInt8(ascii: "/")
  }

  /// The part that a relationship of a source part means: relative to the source's folder, or absolute.
  static func resolve(_ target: String, from source: String) -> String {
    if target.hasPrefix("/") || target.hasPrefix("\\") { return join([], target) }
    return join(source.split(separator: "/").dropLast().map(String.init), target)
  }

  /// The part that holds a part's relationships; of the package itself for the empty name.
  static func relationships(of part: String) -> String {
    var steps = part.split(separator: "/").map(String.init)
    let name = steps.popLast() ?? ""
    return (steps + ["_rels", name + ".rels"]).joined(separator: "/")
  }

  /// A name with its `%20` and the like undone.
  static func unescaped(_ name: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(name.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func join(_ base: [String], _ path: String) -> String {
    var steps = base
    for step in path.split(whereSeparator: { $0 == "/" || $0 == "\\" }) {
      if step == ".." {
        _ = steps.popLast()
      } else if step != "." {
        steps.append(String(step))
      }
    }
    return steps.joined(separator: "/")
  }
}
