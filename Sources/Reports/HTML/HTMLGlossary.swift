internal import Assessments
internal import Basics
internal import Checklists

/// What the codes of a report mean and why they matter, each said once for the whole report.
struct HTMLGlossary: Sendable {
  private let language: Language
  private var codes: Set<DiscrepancyCode> = []

  init(_ language: Language) { self.language = language }

  mutating func add(_ assessment: Assessment) {
    codes.formUnion(assessment.discrepancies.map(\.code))
  }

  /// Where a code is explained.
  static func anchor(of code: DiscrepancyCode) -> Anchor {
    Anchor(cleaning: "code-" + code.rawValue)
  }

  /// The codes that occur, in the order of the contract; empty where none does.
  var html: HTML {
    guard !codes.isEmpty else { return "" }
    let items: [HTML] = DiscrepancyCode.allCases.filter(codes.contains).map { code in
      let texts = code.texts
      return """
        <div id="\(Self.anchor(of: code))"><dt><code>\(code.rawValue)</code></dt>\
        <dd>\(code.meaning(in: language)) \(language(fr: texts.matters.fr, en: texts.matters.en))</dd></div>
        """
    }
    return """
      <section class="glossary" aria-labelledby="codes">
      <h2 id="codes">\(language(fr: "Ce que disent les codes", en: "What the codes say"))</h2>
      <dl class="facts">
      \(items.joined(separator: "\n"))
      </dl></section>

      """
  }
}
