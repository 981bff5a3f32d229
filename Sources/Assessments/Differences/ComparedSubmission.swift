internal import Basics
public import Checklists

/// One of the submissions that are compared, with what it is read by.
public struct ComparedSubmission: Sendable {
  public var submission: Submission
  /// The template that it was issued from.
  public var template: Template
  /// The same edition in the language of the template that both are compared in, where that is known: wordings can be
  /// compared then.
  public var counterpart: Template?

  public init(_ submission: Submission, template: Template, counterpart: Template? = nil) {
    self.submission = submission
    self.template = template
    self.counterpart = counterpart
  }

  /// The submission as an answer to a template. One of that very template stays as it is.
  func carried(to target: Template, messagesIn language: Language) -> CarryOver? {
    guard template.stamp != target.stamp else { return nil }
    return CarryOver.carry(
      submission, from: counterpart ?? template, to: target, messagesIn: language)
  }
}

/// Which template two submissions are compared in.
public enum CommonTemplate {
  /// The newer of two templates of one checklist; the new submission's own where they are editions of equal age, or one
  /// edition in two languages. Nil where they are of different checklists.
  ///
  /// They are of one checklist if they have one id, or if one names the other among its predecessors, directly or over
  /// further editions that are known. The one that replaces the other is newer; else the month of publication decides.
  public static func of(_ old: Template, _ new: Template, in library: TemplateLibrary) -> Template?
  {
    if replaces(old, new, in: library) { return old }
    if replaces(new, old, in: library) { return new }
    guard old.id == new.id else { return nil }
    return old.published > new.published ? old : new
  }

  private static func replaces(_ later: Template, _ earlier: Template, in library: TemplateLibrary)
    -> Bool
  {
    var editions: Set<String> = [later.edition]
    var waiting = later.predecessors
    while let edition = waiting.popLast() {
      if edition == earlier.edition { return later.edition != earlier.edition }
      guard editions.insert(edition).inserted else { continue }
      for template in library.templates where template.edition == edition {
        waiting += template.predecessors
      }
    }
    return false
  }
}

/// Comparison of what people typed.
enum TypedText {
  /// Whether two texts say the same: how many blanks and line breaks stand between the words does not count, nor do those
  /// at the ends. Nothing and a blank text are the same.
  static func isSame(_ a: String?, _ b: String?) -> Bool { words(a) == words(b) }

  private static func words(_ text: String?) -> [String] {
    (text ?? "").unicodeScalars.split { $0.properties.isWhitespace }.map(String.init)
  }
}
