/// Names of parts in a package (ECMA-376 part 2, § 6.2), kept without the leading slash.
enum PartName {
  /// An entry's name as a part: some programs write backslashes, some a leading slash.
  static func normalised(_ name: String) -> String {
    join([], name)
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
