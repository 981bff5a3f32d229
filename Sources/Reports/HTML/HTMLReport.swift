public import Assessments
internal import Basics
public import Checklists

/// Many assessments as one page that stands alone (`score --html`): an overview, then a chapter for each submission.
///
/// It is written in pieces, so that thousands need little memory: `add` gives a submission's chapter, to be put aside; of
/// each only a line of the overview is kept. The file is `opening`, the chapters in their order, `closing`.
///
/// The same submissions give the same bytes, and ids that come from the files' digests and from what a finding is about:
/// a link to a finding holds wherever its file stands among the others.
public struct HTMLReport: Sendable {
  private let language: Language
  private var overview: HTMLOverview
  private var glossary: HTMLGlossary
  private var names = AnchorNames()
  /// The chapter that is not followed by a link to the next one yet.
  private var latest: (anchor: Anchor, title: String)?

  public init(language: Language) {
    self.language = language
    overview = HTMLOverview(language: language)
    glossary = HTMLGlossary(language)
  }

  /// Counts one more submission, and gives its chapter.
  ///
  /// - Parameters:
  ///   - submission: what the workbook says.
  ///   - assessment: what follows from it.
  ///   - template: the one of both; nil where it is not known.
  public mutating func add(
    _ submission: Submission, _ assessment: Assessment, template: Template?
  ) -> HTML {
    // Eight digits of the digest tell a thousand files apart; what is not told apart is numbered.
    let digits = assessment.source.sha256.prefix(8).filter { $0.isASCII && $0.isHexDigit }
    let anchor = names.anchor("p" + digits)
    let title = assessment.name(in: language)
    overview.add(submission, assessment, template: template, at: anchor)
    glossary.add(assessment)
    let turn = latest.map { self.turn(after: $0, next: (anchor, title)) }
    latest = (anchor, title)
    let page = HTMLSubmissionPage(submission, assessment, template, anchor, language)
    return "\(turn)\(page.html)"
  }

  /// What stands before the chapters: the whole overview.
  public var opening: HTML { overview.page.opening + overview.contents }

  /// What stands after the chapters.
  public var closing: HTML {
    "\(latest.map { turn(after: $0, next: nil) })\(glossary.html)\(overview.page.closing)"
  }

  /// One submission's chapter alone.
  package static func chapter(
    of submission: Submission, _ assessment: Assessment, template: Template?, language: Language
  ) -> HTML {
    var glossary = HTMLGlossary(language)
    glossary.add(assessment)
    return HTMLSubmissionPage(submission, assessment, template, Anchor("report"), language).html
      + glossary.html
  }

  /// Ways to go on at the end of a chapter.
  private func turn(
    after this: (anchor: Anchor, title: String), next: (anchor: Anchor, title: String)?
  ) -> HTML {
    let onward: HTML? = next.map {
      """
      <a href="#\($0.anchor)">\(language(fr: "Suivant", en: "Next"))\(language.colon)\
      \(HTML(typed: $0.title)) <span aria-hidden="true">↓</span></a>
      """
    }
    return """
      <p class="turn"><a href="#\(this.anchor)">\
      \(language(fr: "Début de", en: "Top of")) \(HTML(typed: this.title))</a>
      <a href="#\(HTMLOverview.anchor)"><span aria-hidden="true">↑</span> \
      \(language(fr: "Vue d’ensemble", en: "Overview"))</a>
      \(onward)</p>

      """
  }
}

extension Assessment {
  /// What the submission is called in the report: the partner, else the file without its folders.
  func name(in language: Language) -> String {
    let title = title
    let isFile = title == source.file.visible()
    let name = isFile ? title.split(separator: "/").last.map(String.init) ?? title : title
    return name.isBlank
      ? language(fr: "(sans nom)", en: "(without a name)") : name.shortened(to: 80)
  }
}
