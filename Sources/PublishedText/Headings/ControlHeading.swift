internal import Basics
internal import Checklists

/// A heading that carries a control: `WAF-001 - Title`, `1.1 Title`, `USE-CASE - Title`.
struct ControlHeading {
  enum Kind {
    /// Letters and a number: `DOC-001`, `A&A-01.1`.
    case coded
    /// Numbers alone: `1.12`.
    case numbered
    /// Capitals alone, which are an id only among others.
    case word
  }

  var kind: Kind
  var ref: String
  var title: String

  /// Nil where the text begins with no reference, or has nothing behind it.
  init?(_ text: String) {
    guard text.utf8.count <= 500 else { return nil }
    if let reference = Reference(text) {
      guard !reference.title.isEmpty, !reference.opensSection else { return nil }
      self.init(kind: .numbered, ref: reference.printed, title: Self.title(reference.title[...]))
      return
    }
    let code = text.prefix { $0.isASCII && ($0.isUppercase || $0.isNumber || "-.&_".contains($0)) }
    let bare = Self.trimmed(code)
    let rest = text[bare.endIndex...]
    guard bare.first?.isUppercase == true, bare.count <= 24, let next = rest.first,
      next.isWhitespace || "-–—:.)".contains(next)
    else { return nil }
    let title = Self.title(rest)
    guard title.contains(where: \.isLetter) else { return nil }
    if Self.isCode(bare) {
      self.init(kind: .coded, ref: String(bare), title: title)
    } else if bare.count >= 4, bare.allSatisfy({ $0.isUppercase || $0 == "-" }),
      Self.isParted(rest)
    {
      self.init(kind: .word, ref: String(bare), title: title)
    } else {
      return nil
    }
  }

  private init(kind: Kind, ref: String, title: String) {
    self.kind = kind
    self.ref = ref
    self.title = title
  }

  /// Whether a hyphen, colon or dash stands behind the reference, so that it is no word of a sentence.
  static func isParted(_ rest: Substring) -> Bool {
    rest.drop(while: \.isWhitespace).first.map { "-–—:".contains($0) } ?? false
  }

  /// Letters, then numbers, with a hyphen or full stop before some number: `S3` is none.
  private static func isCode(_ text: Substring) -> Bool {
    guard text.contains(where: \.isNumber) else { return false }
    var before: Character = " "
    for character in text {
      if character.isNumber, "-.".contains(before) { return true }
      before = character
    }
    return false
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while let last = text.last, "-._&".contains(last) { text = text.dropLast() }
    return text
  }

  private static func title(_ rest: Substring) -> String {
    rest.drop { $0.isWhitespace || "-–—:.)".contains($0) }.trimmed()
  }
}
