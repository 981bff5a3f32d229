/// Reads the text of a published checklist.
public enum PublishedText {
  /// What a person knows that the text does not say; each nil is read from the text.
  public struct Options: Sendable {
    public var id: String?
    public var version: String?
    public var published: String?
    public var title: String?
    public var language: Language?
    public var caseStudies: Int?
    public var publicCaseStudies: Int?
    public var maxAgeMonths: Int?
    public init() {}
  }

  /// A template with an account of how it came out of the text.
  public struct Reading: Sendable {
    public var template: Template
    public var report: Report
  }

  /// An account of every line of the source.
  public struct Report: Sendable {
    public enum Use: Sendable, Equatable {
      /// What the line became: ids of controls, sections, or a template key.
      case used([String])
      /// Why the line was not needed.
      case skipped(String)
    }
    /// By line, the first is line 1.
    public var lines: [Use] = []
    /// What the text does not say in so many words: line, what was inferred, by which rule.
    public var inferred: [(line: Int, what: String)] = []
    /// What looks wrong in the source and was kept as printed.
    public var suspicious: [(line: Int, what: String)] = []
    /// What was not found and may be given as an option.
    public var notFound: [String] = []
  }

  /// Why a text is no checklist: what was looked for and what was missing.
  public struct Failure: Error, Sendable, Equatable {
    public var line: Int?
    public var message: String
  }

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8, with or without byte order mark, any line ends.
  ///   - options: what overrides or completes the text.
  ///   - language: the language of messages and of the report.
  public static func read(_ bytes: [UInt8], options: Options, messagesIn language: Language)
    throws(Failure) -> Reading
  {
    throw Failure(line: nil, message: "")
  }
}
