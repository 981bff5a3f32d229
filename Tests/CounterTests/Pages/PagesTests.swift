import Assessments
import Basics
import Checklists
import Foundation
import TestSupport
import Testing

@testable import Counter
@testable import Reports

@Suite("Pages of the counter") struct PagesTests {
  struct Page {
    let name: String
    let html: HTML
    let markup: Markup
  }

  static func read(_ samples: SamplePages) throws -> [Page] {
    try samples.all.map { name, html in
      do { return Page(name: name, html: html, markup: try Markup(html.text)) } catch {
        Issue.record("\(name): \(error)")
        throw error
      }
    }
  }

  /// Each page, made once.
  private static let made = Language.allCases.map { language in
    (language, Result { try read(SamplePages(language: language)) })
  }

  static func pages(in language: Language) throws -> [Page] {
    try #require(made.first { $0.0 == language }).1.get()
  }

  private static let plain = Result {
    try read(SamplePages(language: .french, typed: { _ in "Texte" }))
  }

  @Test(
    "Every page is well-formed, runs and fetches nothing but its script, and every form can be sent back",
    arguments: Language.allCases)
  func wellFormed(language: Language) throws {
    for page in try Self.pages(in: language) {
      for fault in Self.faults(of: page.markup, language) {
        Issue.record("\(page.name): \(fault)")
      }
    }
  }

  /// What is wrong with a page, a line each.
  static func faults(of page: Markup, _ language: Language) -> [String] {
    var faults: [String] = []
    let elements = page.elements
    let ids = elements.compactMap { $0["id"] }
    if Set(ids).count < ids.count { faults.append("ids given twice") }
    if elements[0].name != "html" || elements[0]["lang"] != language.rawValue {
      faults.append("no language")
    }
    let outside: Set = ["link", "img", "iframe", "object", "embed", "base", "audio", "video"]
    for element in elements where outside.contains(element.name) {
      faults.append("<\(element.name)>")
    }
    let scripts = elements.filter { $0.name == "script" }
    if scripts.count != 1 || scripts[0]["src"] != "/counter.js" || !scripts[0].text.isEmpty {
      faults.append("another script")
    }
    let headings = elements.filter { ["h1", "h2", "h3", "h4", "h5", "h6"].contains($0.name) }
      .compactMap { $0.name.last?.wholeNumberValue }
    if headings.first != 1 || headings.count(where: { $0 == 1 }) != 1
      || zip(headings, headings.dropFirst()).contains(where: { $1 > $0 + 1 })
    {
      faults.append("headings: \(headings)")
    }
    for (place, element) in elements.enumerated() {
      for (name, value) in element.attributes {
        if name == "style" || name.hasPrefix("on") { faults.append("attribute \(name)") }
        if ["href", "action", "src", "formaction"].contains(name), !isAddress(value) {
          faults.append("\(name) \(value)")
        }
        if name == "href", value.hasPrefix("#"), !ids.contains(String(value.dropFirst())) {
          faults.append("\(value) leads nowhere")
        }
        if ["aria-labelledby", "aria-describedby", "for", "data-copy"].contains(name) {
          for id in value.split(separator: " ") where !ids.contains(String(id)) {
            faults.append("\(name) \(id)")
          }
        }
      }
      switch element.name {
      case "form":
        let inputs = page.elements(within: place)
        let tokens = inputs.filter { $0["name"] == "csrf" }
        let isPost = element["method"] == "post"
        if isPost != (tokens.count == 1)
          || tokens.contains(where: { $0["value"] != SamplePages.token || $0["type"] != "hidden" })
        {
          faults.append("a form's token")
        }
        if inputs.contains(where: { $0["type"] == "file" })
          != (element["enctype"] == "multipart/form-data")
        {
          faults.append("a form's encoding")
        }
      case "input", "select", "textarea":
        let isLabelled =
          element["type"] == "hidden" || element["aria-label"]?.isEmpty == false
          || page.ancestors(of: place).contains { $0.name == "label" }
          || elements.contains {
            $0.name == "label" && $0["for"] != nil && $0["for"] == element["id"]
          }
        if !isLabelled { faults.append("no label: \(element.attributes)") }
        if element["type"] == nil, element.name == "input" { faults.append("no type") }
      case "button", "a", "h1", "h2", "h3", "h4", "h5", "label", "legend", "summary", "caption":
        if element.text.allSatisfy(\.isWhitespace) { faults.append("empty <\(element.name)>") }
      default: break
      }
    }
    return faults
  }

  /// Within the server, from its root, or within the page.
  private static func isAddress(_ value: String) -> Bool {
    if value.hasPrefix("#") || value.hasPrefix("?lang=") { return true }
    return value.hasPrefix("/") && !value.hasPrefix("//") && !value.hasPrefix("/\\")
      && value.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
  }

  // MARK: What others wrote

  static let hostile = [
    "<script>alert(1)</script>\" onclick=\"alert(1)", "'><img src=x onerror='alert(1)'>",
    "</title></style></main><h1>x</h1>", "\u{202E}fdp.exe\u{202C} & a\u{0}b\u{1B}[31m\n\r\nc",
    "//evil.example/?a=b&c=d#e", "&lt;script&gt; javascript:alert(1) {file} $& \\",
  ]

  @Test(
    "Whatever partners, auditors and files call things, a page is made of the same elements",
    arguments: hostile.indices)
  func texts(number: Int) throws {
    // By its number, since a name with these signs in it breaks the test's own report.
    let text = Self.hostile[number]
    let plain = try Self.plain.get()
    let hostile = try Self.read(SamplePages(language: .french, typed: { _ in text }))
    for (plain, hostile) in zip(plain, hostile) {
      let name = plain.name
      #expect(
        plain.markup.elements.map { [$0.name] + $0.attributes.map(\.name) }
          == hostile.markup.elements.map { [$0.name] + $0.attributes.map(\.name) }, "\(name)")
      #expect(Self.faults(of: hostile.markup, .french).isEmpty, "\(name)")
      if plain.html.text.contains("Texte") {
        // A name in the bar is cut after 40 signs.
        let shown = HTML(String(text.prefix(38))).text
        #expect(hostile.html.text.contains(shown), "\(name) does not show it")
      }
    }
  }

  @Test("What is searched for stays in the links of the filter, whatever it is")
  func filter() throws {
    let samples = SamplePages(language: .english)
    let page = QueuePage(
      context: samples.context(samples.auditor, "/queue"), rows: [],
      filter: .init(search: "a&b=c#d é\"", state: .replied, verdict: .incomplete),
      counts: [.returned: 2], checklists: [:], page: 1
    ).html
    let links = try Markup(page.text).elements.compactMap { $0["href"] }
    let query = "q=a%26b%3Dc%23d%20%C3%A9%22"
    #expect(links.contains("/queue?\(query)&verdict=incomplete"))
    #expect(links.contains("/queue?\(query)&state=returned&verdict=incomplete"))
    #expect(links.contains("/queue?\(query)&state=replied&verdict=incomplete"))
  }

  // MARK: Words

  @Test("French pages keep their signs on the line of the word before")
  func frenchSigns() throws {
    // Differences show what was typed as it was typed.
    for sample in try Self.pages(in: .french) where !sample.name.hasSuffix("changes") {
      let (name, page) = (sample.name, sample.markup)
      var texts = page.texts.filter { page.elements[$0.element].name != "style" }.map(\.text)
      texts += page.elements.flatMap(\.attributes).filter { $0.name != "content" }.map(\.value)
      for text in texts {
        let figures = text.split(separator: " %").dropLast().contains { $0.last?.isNumber == true }
        #expect(!figures, "\(name): \(text)")
        for sign in [" :", " ;", " ?", " !", " »", "« "] where text.contains(sign) {
          Issue.record("\(name): “\(sign)” in “\(text)”")
        }
      }
    }
  }

  @Test("English pages are English, but for what is marked as French or was typed")
  func english() throws {
    let french = Set("éèêàçùôîœ«»")
    for sample in try Self.pages(in: .english) {
      let (name, page) = (sample.name, sample.markup)
      // The report's own chapter names a template's parts as the template does.
      if name.contains("submission") { continue }
      for (text, place) in page.texts where text.contains(where: french.contains) {
        let around = [page.elements[place]] + page.ancestors(of: place)
        let isMarked = around.contains {
          $0["lang"] == "fr" || $0.name == "bdi" || $0.name == "title"
        }
        if !isMarked { Issue.record("\(name): \(text)") }
      }
    }
  }

  @Test("The other language is one link away, from where the page can be asked for")
  func languages() throws {
    for page in try Self.pages(in: .french) {
      let name = page.name
      let links = page.markup.elements.filter { $0["hreflang"] == "en" }
      let expected =
        name.hasPrefix("partner-") && !name.contains("submission")
          || name == "error-partner" ? "/p/7?lang=en" : "?lang=en"
      #expect(links.map { $0["href"] } == [expected], "\(name)")
      #expect(links.map { $0["lang"] } == ["en"])
    }
  }

  @Test("The policy lets nothing run but the script, and nobody frame a page")
  func policy() {
    #expect(
      PageAssets.policy.hasPrefix(
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'sha256-"))
    #expect(
      PageAssets.policy.hasSuffix(
        "'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"))
  }

  // MARK: The partner's page

  @Test("A workbook that names somebody else is said to, before it can be handed in")
  func otherName() throws {
    let samples = SamplePages(language: .english)
    func page(_ named: String?) -> String {
      samples.partnerPage(draft: samples.draft(samples.read(SamplePages.incomplete), named: named))
        .text
    }
    let warning = "The workbook has another name than this page"
    #expect(page("Tessera").contains(warning))
    #expect(!page(" NUMA ").contains(warning))
    #expect(page("").contains("The workbook names no company"))
    #expect(page("Tessera").contains("action=\"/p/7/submit\""))
  }

  @Test("Who handed in what is not eligible is told that another version can follow")
  func nextVersion() {
    let samples = SamplePages(language: .english)
    func page(_ verdict: Verdict) -> String {
      let submission = samples.registered(9, verdict: verdict)
      return samples.partnerPage(history: [submission], notice: .handedIn(submission)).text
    }
    #expect(page(.eligible).contains("There is nothing else for you to do."))
    #expect(page(.incomplete).contains("hand in another version."))
  }

  @Test("What cannot be read cannot be handed in")
  func unreadable() {
    let samples = SamplePages(language: .english)
    let page = samples.partnerPage(draft: samples.draft(samples.unreadable(), named: nil)).text
    #expect(!page.contains("/submit\""))
    #expect(page.contains("/discard\""))
  }

  @Test("The check on a page has every line that check writes", arguments: Language.allCases)
  func check(language: Language) throws {
    let samples = SamplePages(language: language)
    for file in [SamplePages.incomplete, SamplePages.notEligible, SamplePages.other] {
      let (_, assessment, template) = samples.read(file)
      let html = CheckHTML.html(of: assessment, template: template, language: language)
      let page = try Markup(
        "<!DOCTYPE html>\n<html>" + html.text + "</html>\n")
      let said = page.elements.map(\.text)
      for line in CheckText.text(of: assessment, template: template, language: language)
        .split(separator: "\n")
      {
        let line = String(line.drop { " ✗!·".contains($0) })
        #expect(said.contains(line), "\(file): \(line)")
      }
    }
  }
}
