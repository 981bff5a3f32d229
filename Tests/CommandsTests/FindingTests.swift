import Basics
import Checklists
import Foundation
import Spreadsheet
import TestSupport
import Testing

/// What an auditor finds, and what auditors find differently, in every report that people and programs get.
@Suite struct FindingTests {
  /// A sample that is eligible as it stands, in each language.
  struct Sample: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var language: Language

    var yes: String { AnswerValue.yes.issued(in: language) }

    /// Runs a command in the sample's language.
    func run(_ words: [String], in folder: WorkFolder) throws -> RespecteProgram.Result {
      try RespecteProgram.run(
        words + ["--lang", language == .french ? "fr" : "en"], in: folder)
    }

    /// What the partner returned; in English the same answers, carried over.
    private func original(_ folder: WorkFolder) throws -> String {
      let sample = AuditedSample.path("Maison Lavande – auto-évaluation.xlsx")
      guard language == .english else { return sample }
      if try !folder.names().contains("english.xlsx") {
        let imported = try run(["import", sample], in: folder)
        try folder.write(imported.outputBytes, to: "sample.json")
        let id = "aws-retail-technology-2019-12.en"
        let made = try run(
          ["export", "--template", id, "--prefill", "sample.json", "-o", "english.xlsx"],
          in: folder)
        #expect(made.status == 0, "\(made.errors)")
      }
      return folder.url.appendingPathComponent("english.xlsx").path
    }

    /// The assessment of a file.
    func score(_ file: String, in folder: WorkFolder) throws -> JSON {
      try JSON.read(run(["score", "--ndjson", file], in: folder).outputBytes)
    }

    func write(
      _ remarks: [String: String], of source: String? = nil, to name: String,
      in folder: WorkFolder
    ) throws {
      let path = source.map { folder.url.appendingPathComponent($0).path }
      try AuditedSample.write(remarks, of: path ?? original(folder), to: name, in: folder)
    }
  }

  static let samples = [
    Sample(testDescription: "French", language: .french),
    Sample(testDescription: "English", language: .english),
  ]

  private func found(_ code: String, _ json: JSON) -> [JSON] {
    json["discrepancies"]?.array?.filter { $0["code"]?.string == code } ?? []
  }

  // MARK: Auditors differ

  /// Whatever becomes of a merged workbook, the conflict is there until somebody settles it.
  @Test(arguments: samples)
  func aConflictStandsUntilItIsSettled(sample: Sample) throws {
    let folder = try WorkFolder()
    try sample.write(["prereq.1.1.finding": "N"], to: "a.xlsx", in: folder)
    try sample.write(["prereq.1.1.finding": sample.yes], to: "b.xlsx", in: folder)
    try sample.write(["prereq.1.1.finding": sample.yes], to: "c.xlsx", in: folder)
    func merge(_ files: [String], to name: String) throws -> Int32 {
      try sample.run(["audit", "--merge"] + files + ["-o", name], in: folder).status
    }
    #expect(try merge(["a.xlsx", "b.xlsx"], to: "merged.xlsx") == 1)
    #expect(try merge(["merged.xlsx", "c.xlsx"], to: "third.xlsx") == 1)
    #expect(try merge(["c.xlsx", "merged.xlsx"], to: "first.xlsx") == 1)
    #expect(
      try sample.run(["audit", "third.xlsx", "-o", "round.xlsx"], in: folder).status == 1)
    try sample.write(["prereq.1.1.finding": ""], of: "merged.xlsx", to: "emptied.xlsx", in: folder)
    try sample.write(
      ["prereq.1.1.finding": "?", "prereq.1.2.finding": sample.yes], of: "merged.xlsx",
      to: "unclear.xlsx", in: folder)
    for file in ["merged", "third", "first", "round", "emptied", "unclear"] {
      let lines = try sample.run(["import", "--ndjson", file + ".xlsx"], in: folder)
      try folder.write(lines.outputBytes, to: file + ".ndjson")
      let imported = try JSON.read(lines.outputBytes)
      #expect(found("finding.conflict", imported).count == 1, "\(file)")
      for name in file == "round" ? ["round.xlsx", "round.ndjson"] : [file + ".ndjson"] {
        let scored = try sample.score(name, in: folder)
        #expect(scored["verdict"]?.string == "incomplete", "\(name)")
        let reasons = scored["reasons"]?.array ?? []
        #expect(
          reasons.contains {
            $0["code"]?.string == "finding.conflict" && $0["control"]?.string == "prereq.1.1"
          }, "\(name)")
        #expect(scored["score"]?["open"]?.int == 1, "\(name)")
      }
      // Nothing is written for the partner, and the cell is named.
      let sent = try sample.run(
        ["audit", file + ".xlsx", "--to-partner", "-o", "partner.xlsx"], in: folder)
      #expect(sent.status == 1)
      #expect(sent.errors.contains("1.1") && sent.errors.contains("N"), "\(sent.errors)")
      #expect(try !folder.names().contains("partner.xlsx"))
    }
    // The mended twin: what holds is typed into the cell.
    for (finding, verdict) in [(sample.yes, "eligible"), ("N", "notEligible")] {
      try sample.write(
        ["prereq.1.1.finding": finding], of: "round.xlsx", to: "settled.xlsx", in: folder)
      let scored = try sample.score("settled.xlsx", in: folder)
      #expect(found("finding.conflict", scored).isEmpty)
      #expect(scored["verdict"]?.string == verdict)
      #expect(
        try sample.run(
          ["audit", "settled.xlsx", "--to-partner", "-o", "partner-\(finding).xlsx"], in: folder
        ).status == 0)
    }
  }

  /// Without the sheet of conflicts, and without the hidden ones, the cell itself says it.
  @Test(arguments: samples)
  func theCellAloneSaysTheConflict(sample: Sample) throws {
    let folder = try WorkFolder()
    try sample.write(
      ["prereq.1.1.finding": "N ≠ " + sample.yes, "prereq.1.2.reason": "Vu\n≠\nNon vu"],
      to: "kept.xlsx", in: folder)
    let scored = try sample.score("kept.xlsx", in: folder)
    #expect(scored["verdict"]?.string == "incomplete")
    #expect(
      found("finding.conflict", scored).map { $0["severity"]?.string } == ["error", "warning"])
    try sample.write(["prereq.1.2.reason": "2 ≠ 3"], to: "one.xlsx", in: folder)
    #expect(found("finding.conflict", try sample.score("one.xlsx", in: folder)).isEmpty)
  }

  @Test func theExampleOfAConflict() throws {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../shared/cases/two-auditors-in-conflict.xlsx")
      .standardized.path
    guard FileManager.default.fileExists(atPath: path) else {
      try Test.cancel("There is no ../shared/cases beside this repository.")
    }
    let folder = try WorkFolder()
    func score(_ file: String) throws -> JSON {
      try JSON.read(RespecteProgram.run(["score", "--ndjson", file], in: folder).outputBytes)
    }
    let scored = try score(path)
    #expect(scored["verdict"]?.string == "incomplete")
    #expect(found("finding.conflict", scored).count == 1)
    // A third auditor who found nothing, and a further round.
    try folder.write(Array(try Data(contentsOf: URL(fileURLWithPath: path))), to: "third.xlsx")
    #expect(
      try RespecteProgram.run(
        ["audit", "--merge", path, "third.xlsx", "-o", "merged.xlsx"], in: folder
      ).status == 1)
    #expect(
      try RespecteProgram.run(["audit", path, "-o", "round.xlsx"], in: folder).status == 1)
    for file in ["merged.xlsx", "round.xlsx"] {
      #expect(found("finding.conflict", try score(file)).count == 1, "\(file)")
    }
    try AuditedSample.write(
      ["tech.1.1.case1.saas.finding": "O"], of: path, to: "mended.xlsx", in: folder)
    let mended = try score("mended.xlsx")
    #expect(found("finding.conflict", mended).isEmpty)
    #expect(mended["verdict"]?.string == "eligible")
  }

  // MARK: A finding is told as a finding

  /// One finding, what is said of it, and how much it weighs.
  struct Told: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var finding: AnswerValue
    /// The partner's answer, where it is changed first.
    var answer: AnswerValue
    var severity: String?
  }

  static let told = [
    Told(testDescription: "worse", finding: .no, answer: .yes, severity: "error"),
    Told(testDescription: "better", finding: .yes, answer: .no, severity: "info"),
    Told(testDescription: "the same", finding: .yes, answer: .yes, severity: nil),
  ]

  @Test(arguments: samples, told)
  func aFindingIsToldAsOne(sample: Sample, told: Told) throws {
    let folder = try WorkFolder()
    try sample.write(
      [
        "prereq.1.1.met": told.answer.issued(in: sample.language),
        "prereq.1.1.finding": told.finding.issued(in: sample.language),
        "prereq.1.1.reason": "Vu.",
      ], to: "found.xlsx", in: folder)
    let scored = try sample.score("found.xlsx", in: folder)
    let contradictions = found("finding.contradicts", scored)
    #expect(contradictions.map { $0["severity"]?.string } == [told.severity].filter { $0 != nil })
    #expect(scored["verdict"]?.string == (told.finding == .no ? "notEligible" : "eligible"))
    let (finding, answer) = (
      told.finding.issued(in: sample.language), told.answer.issued(in: sample.language)
    )
    let both = sample.language(
      fr: "constat \(finding), réponse \(answer)", en: "finding \(finding), answer \(answer)")
    if let message = contradictions.first?["message"]?.string {
      #expect(message.contains(both), "\(message)")
      #expect(
        message.contains(
          told.severity == "info"
            ? sample.language(fr: "il n’y a rien à faire", en: "there is nothing to do")
            : sample.language(fr: "puis répondez", en: "then reply")))
    }
    guard told.finding == .no else { return }
    for words in [["check"], ["score"], ["score", "--html", "-"]] {
      let text = try sample.run(words + ["found.xlsx"], in: folder).output
      #expect(text.contains(both), "\(words): \(text)")
    }
  }
}
