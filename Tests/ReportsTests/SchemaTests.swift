import Assessments
import Basics
import Checklists
import Foundation
import Reports
import Spreadsheet
import Testing

/// The lists of codes in `Templates/schemas` are the program's. Real output is held against the schemas by
/// `Tests/Interop/schemas.py`.
@Suite struct SchemaTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Templates/schemas").standardized

  private static func schema(_ name: String) throws -> JSON {
    try JSON.read(Array(try Data(contentsOf: folder.appendingPathComponent(name + ".json"))))
  }

  private func list(_ name: String) throws -> [String] {
    let definition = try Self.schema("common")["$defs"]?[name]
    return try #require(definition?["enum"]?.array).compactMap(\.string)
  }

  @Test func closedListsAreComplete() throws {
    #expect(try list("discrepancyCode") == DiscrepancyCode.allCases.map(\.rawValue))
    #expect(try list("reasonCode") == Reason.Code.allCases.map(\.rawValue))
    #expect(try list("severity") == Severity.allCases.map(\.rawValue))
    #expect(try list("verdict") == Verdict.allCases.map(\.rawValue))
    #expect(try list("status") == AnswerStatus.allCases.map(\.rawValue))
    #expect(try list("answerValue") == AnswerValue.allCases.map(\.rawValue))
    #expect(Set(try list("language")) == Set(Language.allCases.map(\.rawValue)))
    #expect(try list("partKind") == PartKind.allCases.map(\.rawValue))
    let application = ApplicationField.allCases.map(\.rawValue)
    let caseStudy = CaseStudyField.allCases.map(\.rawValue)
    #expect(try list("applicationField") == application)
    #expect(try list("caseStudyField") == caseStudy)
    #expect(Set(try list("field")) == Set(application + caseStudy))
    #expect(try list("auditField") == AuditField.allCases.map(\.rawValue))
    let refusals = SpreadsheetError.Code.allCases.filter { $0 != .notWritten }.map(\.rawValue)
    #expect(Set(refusals).isSubset(of: try list("fileError")))
  }

  @Test func schemasSayWhatTheyAreAbout() throws {
    for (name, schema) in [
      ("submission-1", SubmissionJSON.schema), ("assessment-1", AssessmentJSON.schema),
      ("diff-1", DiffJSON.schema),
    ] {
      let json = try Self.schema(name)
      #expect(json["title"]?.string == schema)
      #expect(json["properties"]?["schema"]?["const"]?.string == schema)
    }
  }
}
