import Basics
import Foundation
import Testing

@testable import Checklists

/// The retail checklist in French and in English: one checklist in two languages, and nothing but the words differs.
@Suite("The built-in templates' languages") struct BuiltInLanguagesTests {
  private let french: Template
  private let english: Template

  init() throws {
    func template(_ language: Language) throws -> Template {
      let id = "aws-retail-technology-2019-12"
      return try #require(TemplateLibrary.builtIn().template(named: id, language: language))
    }
    french = try template(.french)
    english = try template(.english)
  }

  @Test func eachLanguageIsFoundByTheId() {
    #expect(french.language == .french && english.language == .english)
    #expect(english.name == "aws-retail-technology-2019-12.en")
  }

  /// The built-in files are those of the folder, byte for byte and without a fault.
  @Test func theFilesOfTheFolderAreBuiltIn() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Templates").standardized
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".yaml") }.sorted()
    let files = TemplateLibrary.builtInFiles
    #expect(files.map { $0.name + ".yaml" }.sorted() == names)
    for file in files {
      let url = folder.appendingPathComponent(file.name + ".yaml")
      #expect(file.bytes == Array(try Data(contentsOf: url)))
      let (template, faults) = TemplateFile.read(file.bytes, messagesIn: .english)
      #expect(faults == [])
      #expect(template?.name == file.name)
    }
  }

  @Test func factsAndFiguresAreTheSame() {
    #expect(english.id == french.id && english.version == french.version)
    #expect(english.published == french.published)
    #expect(english.requiredFields == french.requiredFields)
    #expect(english.deliveryModels.map(\.id) == french.deliveryModels.map(\.id))
    #expect(
      english.deliveryModels.map(\.sharedInfrastructure)
        == french.deliveryModels.map(\.sharedInfrastructure))
    #expect(english.categories.map(\.id) == french.categories.map(\.id))
    let (a, b) = (english.caseStudies, french.caseStudies)
    #expect(a.required == b.required && a.publicRequired == b.publicRequired)
    #expect(a.maxAgeMonths == b.maxAgeMonths && a.reuseMax == b.reuseMax)
    #expect(a.reuseCompetencies.count == b.reuseCompetencies.count)
    #expect(english.submission?.address == french.submission?.address)
    #expect(english.submission?.replyWorkingDays == french.submission?.replyWorkingDays)
    #expect(english.submission?.steps.count == french.submission?.steps.count)
    #expect(english.submission?.mustInclude.count == french.submission?.mustInclude.count)
    #expect(english.submission?.reviewers.count == french.submission?.reviewers.count)
    #expect(english.parts.map(\.id) == french.parts.map(\.id))
    #expect(english.sections.map(\.part) == french.sections.map(\.part))
    #expect(english.sections.map(\.ref) == french.sections.map(\.ref))
    #expect(english.resources.count == french.resources.count)
  }

  @Test func everyControlAsksTheSame() {
    #expect(english.controls.map(\.id) == french.controls.map(\.id))
    #expect(french.controls.count == 63)
    for (a, b) in zip(english.controls, french.controls) {
      #expect(a.part == b.part && a.section == b.section && a.ref == b.ref, "\(a.id)")
      #expect(a.answer == b.answer && a.recencyMonths == b.recencyMonths, "\(a.id)")
      #expect(a.attestsCompletion == b.attestsCompletion, "\(a.id)")
      #expect(a.applicability == b.applicability, "\(a.id)")
      #expect(a.isConditional == b.isConditional, "\(a.id)")
      #expect(a.evidence.required == b.evidence.required, "\(a.id)")
      #expect((a.evidence.form == nil) == (b.evidence.form == nil), "\(a.id)")
      #expect((a.evidence.whenNo == nil) == (b.evidence.whenNo == nil), "\(a.id)")
      #expect(Set(a.appliesAsPrinted.keys) == Set(b.appliesAsPrinted.keys), "\(a.id)")
    }
  }

  /// Paragraphs and list items stand one beside the other, with the same figures and addresses in them.
  @Test func textsAreBuiltAlike() {
    func shape(_ text: String) -> [String] {
      text.components(separatedBy: "\n").map {
        $0.isEmpty ? "" : $0.hasPrefix("- ") ? "item" : "paragraph"
      }
    }
    func figures(_ text: String) -> [String] {
      text.split { !$0.isASCII || !$0.isNumber }.map(String.init).sorted()
    }
    for (a, b) in zip(english.controls, french.controls) {
      #expect(shape(a.text) == shape(b.text), "\(a.id)")
      #expect(figures(a.text) == figures(b.text), "\(a.id)")
    }
    for (a, b) in zip(english.parts, french.parts) {
      #expect(shape(a.intro ?? "") == shape(b.intro ?? ""), "\(a.id)")
    }
    for (a, b) in zip(english.submission?.steps ?? [], french.submission?.steps ?? []) {
      #expect(a.contains("@") == b.contains("@") && a.contains("://") == b.contains("://"))
    }
  }

  /// Every text of a template, by the place where it stands.
  private func texts(of template: Template) -> [(place: String, text: String)] {
    var texts = [("title", template.title)]
    for model in template.deliveryModels {
      texts += [(model.id, model.label), (model.id + ".description", model.description ?? "")]
    }
    for category in template.categories {
      texts += [(category.id, category.label)]
      texts += [(category.id + ".description", category.description ?? "")]
    }
    for name in template.caseStudies.reuseCompetencies { texts.append(("competency", name)) }
    if let submission = template.submission {
      texts.append(("subject", submission.subject ?? ""))
      for text in submission.mustInclude + submission.steps + submission.reviewers {
        texts.append(("submission", text))
      }
    }
    for part in template.parts {
      texts.append((part.id.rawValue, part.title))
      texts += [part.intro, part.validatedBy].compactMap { $0 }.map { (part.id.rawValue, $0) }
    }
    for section in template.sections {
      let place = section.part.rawValue + "." + section.ref
      texts.append((place, section.title))
      if let intro = section.intro { texts.append((place + ".intro", intro)) }
    }
    for control in template.controls {
      texts += [(control.id + ".title", control.title), (control.id, control.text)]
      for text in [control.condition, control.evidence.form, control.evidence.whenNo] {
        if let text { texts.append((control.id + ".extra", text)) }
      }
    }
    for resource in template.resources {
      texts += [("resource", resource.title), ("resource", resource.description)]
    }
    return texts
  }

  /// Names that are the same in both languages.
  private static let names: Set<String> = ["SaaS", "IoT", "Migration"]

  @Test func everyTextIsInItsLanguage() {
    let (a, b) = (texts(of: english), texts(of: french))
    #expect(a.map(\.place) == b.map(\.place))
    for (a, b) in zip(a, b) {
      #expect(!a.text.isEmpty && !b.text.isEmpty, "\(a.place)")
      #expect(a.text != b.text || Self.names.contains(a.text), "\(a.place): \(a.text)")
    }
    // Words that only one of the languages has; aliases, which have both, are not among the texts.
    let frenchWords: Set = ["le", "les", "du", "des", "et", "vous", "votre", "une", "pour", "avec"]
    let englishWords: Set = ["the", "your", "you", "with", "is", "are", "which"]
    func words(_ text: String) -> Set<String> {
      Set(text.lowercased().split { !$0.isLetter }.map(String.init))
    }
    for (place, text) in a { #expect(words(text).isDisjoint(with: frenchWords), "\(place)") }
    for (place, text) in b { #expect(words(text).isDisjoint(with: englishWords), "\(place)") }
  }

  /// No-break spaces and quotation marks are each language's own.
  @Test func typographyIsTheLanguages() {
    for (place, text) in texts(of: english) {
      for sign in ["«", "»", "'", "\u{A0}", " ;", " ?", " !", " :", "\u{201E}"] {
        #expect(!text.contains(sign), "\(place): \(sign)")
      }
    }
  }

  /// What stands in a workbook of one language is read in the other: every name is a name of the same thing in both.
  @Test func namesAreReadInEitherLanguage() {
    for (a, b) in zip(english.categories, french.categories) {
      let names = Set((([a.label] + a.aliases).map { $0.folded() }))
      #expect(names == Set(([b.label] + b.aliases).map { $0.folded() }), "\(a.id)")
      #expect(names.contains(a.label.folded()) && names.contains(b.label.folded()))
    }
    for (a, b) in zip(english.deliveryModels, french.deliveryModels) {
      let names = Set((([a.label] + a.aliases).map { $0.folded() }))
      #expect(names == Set(([b.label] + b.aliases).map { $0.folded() }), "\(a.id)")
    }
    #expect(english.deliveryModels[1].label == "Customer deployed")
    #expect(
      english.categories.map(\.label) == [
        "Customer Engagement", "Corporate Merchandising and Planning",
        "Supply Chain and Distribution", "Physical, Digital and Virtual Stores",
        "Advanced Retail Data Science", "Core Retail Business Applications",
      ])
  }
}
