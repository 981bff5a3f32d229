internal import Basics
public import Checklists

/// Reads the text of a published checklist.
///
/// The stages, one folder each: `Source` (bytes → lines, cells → paragraphs and list items), `Tables` (lines →
/// sections and controls), `Names` (the printed forms of categories and delivery models), `Rules` (what sentences
/// state or imply).
public enum PublishedText {
  /// What a person knows that the text does not say; each nil is read from the text.
  public struct Options: Sendable {
    /// The template's id; read: the first line of the title with the month, in ASCII.
    public var id: String?
    /// As printed, `1.0`.
    public var version: String?
    /// The month of publication, `2019-12`.
    public var published: String?
    public var title: String?
    /// The language of the text; read: by its frequent words.
    public var language: Language?
    /// How many case studies are required.
    public var caseStudies: Int?
    /// How many of them must be public.
    public var publicCaseStudies: Int?
    /// The largest age of a case study in calendar months.
    public var maxAgeMonths: Int?

    /// Everything is read from the text.
    public init() {}
  }

  /// A template with an account of how it came out of the text.
  public struct Reading: Sendable {
    /// What the text says. What was not found is empty or zero, and named in the report.
    public var template: Template
    /// What became of each line, and what was inferred.
    public var report: Report
  }

  /// Why a text is no checklist: what was looked for and what was missing.
  public struct Failure: Error, Sendable, Equatable {
    /// From 1; nil where the fault is the whole text's.
    public var line: Int?
    /// What was found and what was looked for, in the language of messages.
    public var message: String
  }

  /// What a source says, by its format.
  static func document(_ bytes: [UInt8], messagesIn language: Language) throws(Failure) -> Document
  {
    switch SourceFormat(bytes) {
    case .html: try HTMLReader.document(bytes, messagesIn: language)
    case .markdown: try MarkdownReader.document(bytes, messagesIn: language)
    case .pdf: try PDFReader.document(bytes, messagesIn: language)
    case .text, .archive: try TextReader.document(bytes, messagesIn: language)
    }
  }

  /// Reads a text.
  ///
  /// Time and memory grow with the length of the text, which may be 32 MiB in lines of up to 1 MiB.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8, with or without byte order mark, any line ends.
  ///   - options: what overrides or completes the text.
  ///   - language: the language of messages and of the report.
  public static func read(_ bytes: [UInt8], options: Options, messagesIn language: Language)
    throws(Failure) -> Reading
  {
    let lines = try document(bytes, messagesIn: language)
    var draft = Draft(of: lines, language: options.language ?? lines.language, messagesIn: language)
    lines.account(in: &draft)
    let tables = try TableFinder(lines: lines, messagesIn: language).tables()
    draft = try TableReader.read(tables, of: lines, into: draft)
    draft = try HeadingReader.read(lines, into: draft)
    guard !draft.controls.isEmpty else {
      throw Failure(line: nil, message: Message.noChecklist(language))
    }
    return try TemplateAssembly(lines: lines, options: options).assemble(draft)
  }
}
