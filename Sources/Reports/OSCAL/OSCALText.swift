internal import Basics

/// What the OSCAL documents have in common.
enum OSCAL {
  /// The version of OSCAL that the documents are written in (NIST, 1.1.3).
  static let version = "1.1.3"
  /// The namespace of our properties. Their names and values are those of the JSON documents (contract § 5).
  static let namespace = "urn:respecte:oscal:1"
  /// Identifiers of everything in the documents.
  static let uuid = NameUUID(uri: namespace)

  /// A property of ours; nil where its value is absent or blank.
  static func property(_ name: String, _ value: String?, remarks: String? = nil) -> JSON? {
    property(name, value, namespace: namespace, remarks: remarks)
  }

  /// A property that OSCAL itself names; nil where its value is absent or blank.
  static func standardProperty(_ name: String, _ value: String?) -> JSON? {
    property(name, value, namespace: nil, remarks: nil)
  }

  private static func property(
    _ name: String, _ value: String?, namespace: String?, remarks: String?
  ) -> JSON? {
    guard let value = value.flatMap(line) else { return nil }
    return object([
      ("name", .string(name)), ("ns", namespace.map(JSON.string)), ("value", .string(value)),
      ("remarks", remarks.flatMap(markup).map(JSON.string)),
    ])
  }

  /// An object of the members that are there: absent ones and empty arrays are no OSCAL.
  static func object(_ members: [(String, JSON?)]) -> JSON {
    .object(
      members.compactMap { name, value in
        switch value {
        case nil, .array([]): nil
        case let value?: JSON.Member(name, value)
        }
      })
  }

  /// The beginning of a day.
  static func time(_ date: CalendarDate) -> JSON { .string(date.description + "T00:00:00Z") }

  /// A text on one line without blanks at its ends, what is invisible made visible (OSCAL's `string`); nil for a blank one.
  static func line(_ text: String) -> String? {
    let line = shown(text.trimmed()).trimmed()
    return line.isEmpty ? nil : line
  }

  /// The same where OSCAL reads Markdown (`markup-line`): nothing in the text is taken for any.
  static func markupLine(_ text: String) -> String? { line(text).map(escaped) }

  /// A text of several lines where OSCAL reads Markdown (`markup-multiline`): nothing in it is taken for any but
  /// paragraphs and list items; nil for a blank one.
  static func markup(_ text: String) -> String? {
    let whole =
      if text.unicodeScalars.contains(where: isLineBreak) {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
          .map { escaped(shown(String($0))) }.joined(separator: "\n")
      } else {
        escaped(shown(text))
      }
    let trimmed = whole.trimmed()
    return trimmed.isEmpty ? nil : trimmed
  }

  /// What a character that is a line break begins with.
  private static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// A tab is a blank; everything else that is not seen is made visible.
  private static func shown(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "\t")) else { return text.visible() }
    return String(text.map { $0 == "\t" ? " " : $0 }).visible()
  }

  /// Every sign that Markdown, HTML or OSCAL's insertions `{{ … }}` are made of, behind a backslash.
  private static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: isEscaped) else { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 {
      if isEscaped(byte) { bytes.append(UInt8(ascii: "\\")) }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "\\", "`", "*", "_", "[", "]", "<", ">", "&", "{", "}", "~", "^", "#", "|", "$": true
    default: false
    }
  }
}
