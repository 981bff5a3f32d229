/// Which number formats show a day.
enum NumberFormat {
  /// The formats that every program knows by number (ECMA-376 part 1, § 18.8.30), those of East Asian
  /// languages included; 18 to 21 and 45 to 47 show only a time.
  static func showsDate(builtIn id: Int) -> Bool {
    switch id {
    case 14...17, 22, 27...31, 36, 50...54, 57, 58: true
    default: false
    }
  }

  /// Whether a format code (ECMA-376 part 1, § 18.8.31) shows a year, a month or a day.
  ///
  /// Quoted and escaped characters and what stands in brackets mean nothing, an `m` beside hours or
  /// seconds means minutes.
  static func showsDate(_ code: String) -> Bool {
    sections(code).contains(where: sectionShowsDate)
  }

  /// The letters of each section that are neither text nor in brackets; elapsed hours, minutes and seconds
  /// (`[h]`) as one upper-case letter.
  private static func sections(_ code: String) -> [[Character]] {
    var sections: [[Character]] = [[]]
    var rest = code.lowercased()[...]
    while let character = rest.popFirst() {
      switch character {
      case "\"":
        rest = rest.firstIndex(of: "\"").map { rest[rest.index(after: $0)...] } ?? ""
      case "\\", "_", "*":
        rest = rest.dropFirst()
      case "[":
        let inside = rest.prefix { $0 != "]" }
        rest = rest.dropFirst(inside.count + 1)
        if let first = inside.first, "hms".contains(first), inside.allSatisfy({ $0 == first }) {
          sections[sections.count - 1].append(contentsOf: first.uppercased())
        }
      case ";":
        sections.append([])
      default:
        if character == "g" && rest.hasPrefix("eneral") {
          rest = rest.dropFirst(6)
        } else if character == "a" && (rest.hasPrefix("m/pm") || rest.hasPrefix("/p")) {
          rest = rest.dropFirst(rest.hasPrefix("/p") ? 2 : 4)
        } else {
          sections[sections.count - 1].append(character)
        }
      }
    }
    return sections
  }

  private static func sectionShowsDate(_ section: [Character]) -> Bool {
    let letters = section.filter { "ydmhsHMS".contains($0) }
    if letters.contains("y") || letters.contains("d") { return true }
    for (index, letter) in letters.enumerated() where letter == "m" {
      let before = letters[..<index].last { $0 != "m" }
      let after = letters[index...].first { $0 != "m" }
      let isMinute = before == "h" || before == "H" || after == "s" || after == "S"
      if !isMinute { return true }
    }
    return false
  }
}
