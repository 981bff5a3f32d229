import Checklists
import Foundation
import PublishedText
import Testing

extension Trait where Self == ConditionTrait {
  /// Skips a test, with a word about it, where the published page is not at hand.
  static var needsPublishedPage: Self {
    .enabled(
      if: Sources.page != nil && Sources.savedPage != nil,
      "SKIPPED: the published page is not there; set RESPECTE_SHARED to the folder that holds published/"
    )
  }
}

/// A page of today's kind, read from HTML, from the text that a browser saves of it, and from Markdown.
@Suite("A published page", .needsPublishedPage)
struct PublishedPageTests {
  private let html = String(decoding: Sources.page ?? [], as: UTF8.self)

  /// The headings of controls, by their own markup: reference and title.
  private var headings: [(ref: String, title: String)] {
    html.matches(of: /<h4[^>]*>(?:<span[^>]*>([0-9.]+)<\/span>)?([^<]*)<\/h4>/).map { match in
      if let number = match.1 { return (String(number), String(match.2)) }
      let parts = match.2.split(separator: " - ", maxSplits: 1)
      return (String(parts[0]), parts[1].trimmingCharacters(in: .whitespaces))
    }
  }

  /// The page as Markdown: headings, paragraphs, list items.
  private var markdown: String {
    var body = html
    if let start = body.range(of: "<h1"), let nav = body.range(of: "</nav>") {
      body = String(body[(nav.upperBound < start.lowerBound ? start : start).lowerBound...])
    }
    body = body.replacing(/\s+/, with: " ")
    body = body.replacing(/<h([1-6])[^>]*>(.*?)<\/h[1-6]>/) { match in
      let text = match.2.replacing(/<\/span>/, with: " ").replacing(/<[^>]*>/, with: "")
      return "\n\n" + String(repeating: "#", count: Int(match.1) ?? 1) + " " + text + "\n\n"
    }
    body = body.replacing(/<li>(.*?)<\/li>/) { "\n- " + $0.1.replacing(/<[^>]*>/, with: "") }
    body = body.replacing(/<\/?(p|ul|div|section|ol|li)[^>]*>/, with: "\n\n")
    body = body.replacing(/<a [^>]*>|<\/a>|<\/?strong>|<\/?em>/, with: "")
    return body.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: "\n")
  }

  private func template(_ bytes: [UInt8]) throws -> Template {
    try PublishedText.read(bytes, options: .init(), messagesIn: .english).template
  }

  @Test func everyControlIsFound() throws {
    let template = try template(Array(html.utf8))
    #expect(headings.count == 19)
    #expect(template.controls.map(\.ref) == headings.map(\.ref))
    #expect(template.controls.map(\.title) == headings.map(\.title))
    #expect(template.controls(of: PartKind.prerequisite).count == 5)
    #expect(
      template.controls(of: PartKind.control).allSatisfy { control in
        control.applicability == .byModel(["*": [.caseStudy]]) && control.evidence.required
      })
    #expect(template.caseStudies == CaseStudyRules(required: 2, maxAgeMonths: 18))
    #expect(
      template.validity
        == Validity(
          released: "2025-02-14", from: "2025-02", to: "2025-08", acceptedUntil: "2025-11"))
    #expect(!template.hasDeliveryModels && template.categories.isEmpty)
    #expect(template.sections.count == 10)
    let file = Array(TemplateFile.text(of: template).utf8)
    #expect(TemplateFile.read(file, messagesIn: .english).faults.isEmpty)
  }

  @Test func savedTextAndMarkdownGiveTheSameTemplate() throws {
    let page = try template(Array(html.utf8))
    for other in [try template(Sources.savedPage ?? []), try template(Array(markdown.utf8))] {
      #expect(other.controls.map(\.id) == page.controls.map(\.id))
      #expect(other.controls.map(\.title) == page.controls.map(\.title))
      #expect(other.controls.map(\.section) == page.controls.map(\.section))
      #expect(other.controls.map(\.applicability) == page.controls.map(\.applicability))
      #expect(other.controls.map(\.evidence.required) == page.controls.map(\.evidence.required))
      #expect(other.parts.map(\.title) == page.parts.map(\.title))
      #expect(other.caseStudies == page.caseStudies)
      #expect(other.validity == page.validity)
      for (a, b) in zip(other.controls, page.controls) { #expect(words(a.text) == words(b.text)) }
    }
  }

  private func words(_ text: String) -> [Substring] {
    text.split { $0.isWhitespace || $0 == "-" }
  }
}
