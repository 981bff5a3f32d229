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
    let unified = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let lines = unified.map { escaped(shown($0)) }
    let whole = lines.joined(separator: "\n").trimmed()
    return whole.isEmpty ? nil : whole
  }

  /// A tab is a blank; everything else that is not seen is made visible.
  private static func shown(_ text: some StringProtocol) -> String {
    String(text.map { $0 == "\t" ? " " : $0 }).visible()
  }

  /// Every sign that Markdown, HTML or OSCAL's insertions `{{ … }}` are made of, behind a backslash.
  private static func escaped(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "<", ">", "&", "{", "}", "~", "^", "#", "|", "$":
        out.append("\\")
      default: break
      }
      out.append(scalar)
    }
    return String(out)
  }
}
