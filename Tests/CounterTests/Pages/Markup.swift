/// What a page is made of, read strictly: quoted attributes, every element closed where it was opened.
struct Markup {
  struct Element {
    let name: String
    /// In their order; without a value the empty text.
    let attributes: [(name: String, value: String)]
    /// The place of the element around it.
    let parent: Int?
    /// What it holds, elements within it included; references resolved.
    var text = ""

    subscript(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
  }

  struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  private(set) var elements: [Element] = []
  /// The pieces of text, each with the place of its element.
  private(set) var texts: [(text: String, element: Int)] = []

  /// HTML, § 13.1.2.
  private static let empty: Set<String> = ["meta", "input", "br"]

  init(_ page: String) throws(Fault) {
    let start = "<!DOCTYPE html>\n"
    guard page.hasPrefix(start) else { throw Fault(description: "no document type") }
    let signs = Array(page.dropFirst(start.count).unicodeScalars)
    var open: [Int] = []
    var place = 0
    func fault(_ what: String) -> Fault {
      Fault(
        description: what + " before "
          + String(String.UnicodeScalarView(signs[place..<min(place + 60, signs.count)])))
    }
    func word(_ isIn: (Unicode.Scalar) -> Bool) -> String {
      var word = String.UnicodeScalarView()
      while place < signs.count, isIn(signs[place]) {
        word.append(signs[place])
        place += 1
      }
      return String(word)
    }
    func isName(_ sign: Unicode.Scalar) -> Bool {
      sign.isASCII && (sign.properties.isAlphabetic || ("0"..."9").contains(sign) || sign == "-")
    }
    while place < signs.count {
      let text = try Self.resolved(word { $0 != "<" })
      if !text.isEmpty {
        guard let last = open.last else {
          guard text == "\n", place == signs.count else { throw fault("text outside") }
          break
        }
        texts.append((text, last))
        for element in open { elements[element].text += text }
      }
      guard place < signs.count else { break }
      place += 1
      if place < signs.count, signs[place] == "/" {
        place += 1
        let name = word(isName)
        guard place < signs.count, signs[place] == ">", let last = open.popLast(),
          elements[last].name == name
        else { throw fault("</\(name) closes nothing") }
        place += 1
        continue
      }
      let name = word(isName)
      guard !name.isEmpty else { throw fault("no name") }
      var attributes: [(name: String, value: String)] = []
      while true {
        let blank = word { $0 == " " || $0 == "\n" }
        if place < signs.count, signs[place] == ">" {
          place += 1
          break
        }
        let attribute = word(isName)
        guard !blank.isEmpty, !attribute.isEmpty else { throw fault("in <\(name)") }
        guard !attributes.contains(where: { $0.name == attribute }) else {
          throw fault("\(attribute) twice in <\(name)")
        }
        var value = ""
        if place + 1 < signs.count, signs[place] == "=" {
          guard signs[place + 1] == "\"" else { throw fault("\(attribute) is not quoted") }
          place += 2
          let typed = word { $0 != "\"" }
          place += 1
          guard !typed.contains("<") else { throw fault("< in \(attribute)") }
          value = try Self.resolved(typed)
        }
        attributes.append((attribute, value))
      }
      elements.append(Element(name: name, attributes: attributes, parent: open.last))
      if !Self.empty.contains(name) { open.append(elements.count - 1) }
      if name == "style" {
        // Raw text, which ends with the end tag.
        let text = word { $0 != "<" }
        texts.append((text, elements.count - 1))
      }
    }
    guard open.isEmpty else { throw Fault(description: "<\(elements[open[0]].name)> stays open") }
  }

  /// A text without its references; `&` begins nothing else.
  private static func resolved(_ text: String) throws(Fault) -> String {
    var out = ""
    var rest = Substring(text)
    while let sign = rest.firstIndex(of: "&") {
      out += rest[..<sign]
      rest = rest[sign...]
      let known = [
        ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"),
      ]
      guard let (reference, meaning) = known.first(where: { rest.hasPrefix($0.0) }) else {
        throw Fault(description: "no reference: " + rest.prefix(20))
      }
      out += meaning
      rest = rest.dropFirst(reference.count)
    }
    return out + rest
  }

  /// The elements around one, the nearest first.
  func ancestors(of place: Int) -> [Element] {
    var found: [Element] = []
    var next = elements[place].parent
    while let place = next {
      found.append(elements[place])
      next = elements[place].parent
    }
    return found
  }

  /// Those within an element.
  func elements(within place: Int) -> [Element] {
    elements.indices.filter { index in
      var next = elements[index].parent
      while let parent = next, parent > place { next = elements[parent].parent }
      return next == place
    }.map { elements[$0] }
  }
}
