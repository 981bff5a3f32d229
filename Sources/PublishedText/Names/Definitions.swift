internal import Basics
internal import Checklists

/// A list in running text whose items name something and say what it is: `- **Name**: what it is`.
struct DefinitionList {
  struct Item {
    var label: String
    var description: String
    var line: Int
  }

  var items: [Item]
  /// The line above, which says what the list is about.
  var introduction: String
  var introductionLine: Int?

  /// All lists of two items or more, in printed order.
  static func all(in lines: Document) -> [DefinitionList] {
    var lists: [DefinitionList] = []
    var current = DefinitionList(items: [], introduction: "")
    var lastText: Int?
    for index in 0...lines.count {
      if index < lines.count, lines.isBlank(index) { continue }
      if index < lines.count, lines.isText(index),
        let item = item(lines.printed(index), line: index)
      {
        if current.items.isEmpty, let lastText {
          current.introduction = lines.printed(lastText)
          current.introductionLine = lastText
        }
        current.items.append(item)
        continue
      }
      if current.items.count > 1 { lists.append(current) }
      current = DefinitionList(items: [], introduction: "")
      lastText = index < lines.count && lines.isText(index) ? index : nil
    }
    return lists
  }

  /// A bullet or number, then a name in bold or of a few words, a colon, and what it is.
  private static func item(_ text: String, line: Int) -> Item? {
    guard let body = ListMark.strip(text)?.body else { return nil }
    var label: Substring
    var rest: Substring
    if body.hasPrefix("**") {
      let inner = body.dropFirst(2)
      guard let end = inner.indices.first(where: { inner[$0...].hasPrefix("**") }) else {
        return nil
      }
      label = inner[..<end]
      rest = inner[end...].dropFirst(2)
      while let first = rest.first, first.isWhitespace || ":–—-".contains(first) {
        rest = rest.dropFirst()
      }
    } else {
      guard let colon = body.firstIndex(of: ":") else { return nil }
      label = body[..<colon]
      rest = body[body.index(after: colon)...]
      guard Sentence.words(of: String(label)).count <= 8, !rest.hasPrefix("//") else { return nil }
    }
    while let last = label.last, last.isWhitespace || last == ":" { label = label.dropLast() }
    let name = Markup.passage(label, line: line).line
    let description = Markup.passage(rest, line: line).line
    guard !name.isEmpty, name.count <= 150, !description.isEmpty else { return nil }
    return Item(label: name, description: description, line: line)
  }
}

/// The bullet or number of a list item in running text.
enum ListMark {
  /// The number, nil for a bullet, and the text behind the mark; nil for a line that is no item.
  static func strip(_ text: String) -> (number: Int?, body: String)? {
    let trimmed = text.trimmed()
    guard let first = trimmed.first else { return nil }
    if "-–—*•▪◦‣●".contains(first), trimmed.dropFirst().first?.isWhitespace == true {
      return (nil, trimmed.dropFirst().trimmed())
    }
    let digits = trimmed.prefix { $0.isASCII && $0.isNumber }
    let rest = trimmed[digits.endIndex...]
    guard (1...3).contains(digits.count), let mark = rest.first, ".)".contains(mark),
      rest.dropFirst().first?.isWhitespace == true
    else { return nil }
    return (Int(digits), rest.dropFirst().trimmed())
  }
}
