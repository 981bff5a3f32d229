import Checklists
import Testing

@testable import PublishedText

/// The invented English checklist with three delivery models, against its hand-written template.
@Suite struct PublishedTextSecondTests {
  private let read: Template
  private let expected: Template

  init() throws {
    read = try PublishedText.read(
      try Sources.second("published.txt"), options: .init(), messagesIn: .english
    ).template
    let yaml = try Sources.second("harbour-logistics-services-2021-03.en.yaml")
    expected = try #require(TemplateFile.read(yaml, messagesIn: .english).template)
  }

  @Test func headIsAsExpected() {
    #expect(read.stamp == expected.stamp)
    #expect(read.title == expected.title)
    #expect(read.published == expected.published)
    #expect(read.caseStudies == expected.caseStudies)
    #expect(read.submission == expected.submission)
    #expect(read.parts == expected.parts)
    #expect(read.sections == expected.sections)
    #expect(read.resources == expected.resources)
  }

  @Test func namesAreAsExpected() {
    #expect(read.deliveryModels == expected.deliveryModels)
    #expect(read.categories == expected.categories)
  }

  @Test func controlsAreAsExpected() {
    #expect(read.controls.map(\.id) == expected.controls.map(\.id))
    for (control, wanted) in zip(read.controls, expected.controls) {
      #expect(control == wanted)
    }
  }

  @Test func everyLineIsAccountedFor() throws {
    let bytes = try Sources.second("published.txt")
    let report = try PublishedText.read(bytes, options: .init(), messagesIn: .french).report
    let lineCount = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).count
    #expect(report.lines.count == lineCount - (bytes.last == 0x0A ? 1 : 0))
    let numbers = report.text(messagesIn: .french).split(separator: "\n").compactMap { line in
      line.first == " " ? line.split(separator: " ").first.flatMap { Int($0) } : nil
    }
    #expect(numbers == Array(1...report.lines.count))
  }
}
