import Checklists
import Foundation
import Testing

@testable import PublishedText

/// The published retail checklist, against the facts that are known of it.
@Suite(.needsPublishedText) struct PublishedTextRetailTests {
  private let template: Template
  private let report: PublishedText.Report

  init() throws {
    let bytes = try #require(Sources.retail)
    let reading = try PublishedText.read(bytes, options: .init(), messagesIn: .french)
    template = reading.template
    report = reading.report
  }

  @Test func controlsAreComplete() {
    let prerequisites = [
      "1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "3.1", "3.2", "4.1", "4.2", "4.3", "4.4", "4.5",
      "5.1",
    ]
    #expect(template.controls(of: "prereq").map(\.ref) == prerequisites)
    #expect(
      template.controls(of: "doc").map(\.id) == [
        "doc.architecture", "doc.deploymentGuide", "doc.completedChecklist",
      ])
    let technical =
      (1...28).map { "tech.1.\($0)" } + (1...13).map { "tech.2.\($0)" }
      + (1...3).map { "tech.3.\($0)" }
      + (1...2).map { "tech.4.\($0)" }
    #expect(template.controls(of: "tech").map(\.id) == technical)
    #expect(template.controls.count == 63)
    #expect(template.controls.allSatisfy { ($0.ref == nil) == ($0.part == "doc") })
    #expect(
      template.controls.map(\.part.rawValue)
        == template.controls.map(\.part.rawValue).sorted { rank($0) < rank($1) })
  }

  private func rank(_ part: String) -> Int { ["prereq", "doc", "tech"].firstIndex(of: part) ?? 3 }

  @Test func sectionsHaveTheirIntroductions() {
    #expect(template.sections(of: "prereq").map(\.ref) == ["1.0", "2.0", "3.0", "4.0", "5.0"])
    #expect(template.sections(of: "tech").map(\.ref) == ["1.0", "2.0", "3.0", "4.0"])
    #expect(template.sections(of: "tech").allSatisfy { ($0.intro?.count ?? 0) > 100 })
    #expect(template.sections(of: "prereq").allSatisfy { $0.intro == nil })
    #expect(template.controls.allSatisfy { ($0.section == nil) == ($0.part == "doc") })
    #expect(template.parts.map(\.id) == ["prereq", "doc", "tech"])
    #expect(template.parts.allSatisfy { $0.validatedBy != nil })
  }

  @Test func applicabilityIsPerDeliveryModel() {
    let technical = template.controls(of: "tech")
    #expect(technical.filter { $0.applies(to: "saas", in: .caseStudy) }.count == 46)
    #expect(technical.filter { $0.applies(to: "customer", in: .caseStudy) }.count == 20)
    #expect(
      technical.allSatisfy { !$0.applies(to: "saas", in: .solution) && $0.appliesAsPrinted.isEmpty }
    )
    #expect(template.controls(of: "prereq").allSatisfy { $0.applicability == .always })
    #expect(
      template.control("doc.architecture")?.applicability
        == .byModel(["saas": [.solution, .caseStudy], "customer": [.caseStudy]]))
    #expect(template.control("doc.architecture")?.appliesAsPrinted.count == 2)
    #expect(
      template.control("doc.deploymentGuide")?.applicability
        == .byModel(["saas": [], "customer": [.solution]]))
    #expect(
      template.control("doc.completedChecklist")?.applicability
        == .byModel(["saas": [.caseStudy], "customer": [.caseStudy]]))
  }

  @Test func numbersAreReadFromSentences() {
    #expect(template.caseStudies.required == 4)
    #expect(template.caseStudies.publicRequired == 2)
    #expect(template.caseStudies.maxAgeMonths == 18)
    #expect(template.caseStudies.reuseMax == 4)
    #expect(template.caseStudies.reuseCompetencies.count == 5)
    #expect(template.submission?.replyWorkingDays == 5)
    #expect(report.notFound.isEmpty)
  }

  @Test func headIsAsPrinted() {
    #expect(template.version == "1.0")
    #expect(template.published == "2019-12")
    #expect(template.language == .french)
    #expect(template.id == "competences-vente-au-detail-aws-2019-12")
    #expect(template.resources.count == 5)
    #expect(template.submission?.steps.count == 6)
    #expect(template.submission?.mustInclude.count == 3)
    #expect(template.submission?.reviewers.count == 3)
    #expect(template.submission?.address == "competency-checklist@amazon.com")
    #expect(template.submission?.subject?.hasPrefix("[Nom du partenaire APN], ") == true)
  }

  /// The built-in template, written by hand, lists every printed form of the names; what it has beside them is the
  /// English template's, as `BuiltInLanguagesTests` sees.
  @Test func namesHaveAllTheirForms() throws {
    let builtIn = try #require(
      TemplateLibrary.builtIn().template(named: "aws-retail-technology-2019-12", language: .french))
    #expect(template.deliveryModels.map(\.id) == ["saas", "customer"])
    #expect(template.deliveryModels.map(\.sharedInfrastructure) == [true, false])
    #expect(template.deliveryModels.map(\.label) == builtIn.deliveryModels.map(\.label))
    for (read, written) in zip(template.deliveryModels, builtIn.deliveryModels) {
      #expect(Set(read.aliases).isSubset(of: written.aliases))
    }
    #expect(template.categories.map(\.id) == builtIn.categories.map(\.id))
    #expect(template.categories.map(\.label) == builtIn.categories.map(\.label))
    for (read, written) in zip(template.categories, builtIn.categories) {
      #expect(Set(read.aliases).isSubset(of: written.aliases))
    }
  }

  /// What each control's answer means is the same in the template written by hand.
  @Test func answersMeanTheSameAsInTheBuiltInTemplate() throws {
    let builtIn = try #require(
      TemplateLibrary.builtIn().template(named: "aws-retail-technology-2019-12", language: .french))
    #expect(template.controls.map(\.id) == builtIn.controls.map(\.id))
    for (read, written) in zip(template.controls, builtIn.controls) {
      #expect(read.answer == written.answer, "\(read.id)")
      #expect(read.recencyMonths == written.recencyMonths, "\(read.id)")
      #expect(read.isConditional == written.isConditional, "\(read.id)")
      #expect(read.evidence.required == written.evidence.required, "\(read.id)")
      #expect((read.evidence.form == nil) == (written.evidence.form == nil), "\(read.id)")
      #expect(read.evidence.whenNo == written.evidence.whenNo, "\(read.id)")
      #expect(read.attestsCompletion == written.attestsCompletion, "\(read.id)")
      #expect(read.applicability == written.applicability, "\(read.id)")
      #expect(read.section == written.section, "\(read.id)")
    }
  }

  @Test func nothingOfTheMarkupIsLeft() {
    let texts =
      template.controls.flatMap { [$0.title, $0.text] } + template.sections.compactMap(\.intro)
    for text in texts {
      #expect(
        !text.contains("<") && !text.contains("▪") && !text.contains("\t") && !text.contains("**"))
      #expect(!text.contains("  ") && !text.hasPrefix(" ") && !text.hasSuffix(" "))
    }
    let list = template.control("prereq.1.3")?.text.split(separator: "\n").filter {
      $0.hasPrefix("- ")
    }
    #expect(list?.count == 8)
  }

  @Test func oddPlacesAreNamed() {
    for (id, word) in [
      ("tech.1.11", "tech.1.12"), ("prereq.1.2", "prereq.1.1"), ("prereq.2.1", "()"),
      ("tech.1.19", "EC2"),
    ] {
      #expect(report.doubts.contains { $0.hasPrefix(id + "\u{A0}:") && $0.contains(word) }, "\(id)")
    }
  }

  @Test func templateFileHoldsIt() throws {
    let file = TemplateFile.text(of: template)
    let back = TemplateFile.read(Array(file.utf8), messagesIn: .english)
    #expect(back.faults == [])
    #expect(back.template == template)
  }
}
