public import Assessments
internal import Basics
public import Checklists

/// Assessments as OSCAL assessment results (NIST OSCAL 1.1, assessment-results model), one result per workbook.
///
/// The document is written in pieces, so that many results need no more memory than one: `opening`, `item` for each with
/// `separator` between them, `closing` with what can be said at the end only. Times come from the assessments, and
/// identifiers from their contents, so that the same inputs give the same bytes.
public struct OSCALResults: Sendable {
  /// What stands before the first result.
  public static let opening = "{\"assessment-results\":{\"results\":[\n"
  /// What stands between two results.
  public static let separator = ",\n"

  private let language: Language
  private var latest: CalendarDate?
  private var contents = SHA1()
  /// How often a file was seen with the same content; each is a result of its own.
  private var occurrences: [String: Int] = [:]
  /// The templates of the results, in the order of their first one.
  private var templates: [Template] = []

  /// - Parameter language: the language of titles and descriptions.
  public init(language: Language) { self.language = language }

  /// One result without line breaks.
  ///
  /// - Parameters:
  ///   - submission: what the workbook says.
  ///   - assessment: what follows from it.
  ///   - template: the one of both; nil where it is not known.
  public mutating func item(
    _ submission: Submission, _ assessment: Assessment, _ template: Template?
  ) -> String {
    let name = OSCAL.uuid("result", assessment.source.file, assessment.source.sha256)
    let number = occurrences[name, default: 0]
    occurrences[name] = number + 1
    if let template, !templates.contains(where: { $0.stamp == template.stamp }) {
      templates.append(template)
    }
    latest = [latest, assessment.asOf].compactMap(\.self).max()
    let result = OSCALResult(
      uuid: number == 0 ? name : OSCAL.uuid("repeated", name, String(number)),
      submission: submission, assessment: assessment, template: template, language: language)
    let text = result.json.compact
    contents.update(text.utf8)
    return text
  }

  /// What stands after the last result, the final line break included.
  public func closing() -> String {
    let digits = contents.digest().map { String($0, radix: 16) }.joined(separator: ".")
    // Another content is another document.
    let members: [(String, JSON)] = [
      ("uuid", .string(OSCAL.uuid("results", digits))),
      (
        "metadata",
        OSCAL.object([
          (
            "title",
            .string(language(fr: "Résultats d’auto-évaluations", en: "Self-assessment results"))
          ),
          ("last-modified", OSCAL.time(latest ?? .epoch)),
          ("version", .string((latest ?? .epoch).description)),
          ("oscal-version", .string(OSCAL.version)),
          (
            "props",
            .array([OSCAL.property("language", language.rawValue)].compactMap(\.self))
          ),
        ])
      ),
      ("import-ap", ["href": .string("#" + plan)]),
      ("back-matter", ["resources": .array([planResource] + templates.map(Self.resource))]),
    ]
    let text = members.map { JSON.string($0).compact + ":" + $1.compact }
    return "\n],\n" + text.joined(separator: ",\n") + "}}\n"
  }

  /// What `import-ap` refers to: there is no assessment plan but the checklists, and this says so.
  private var plan: String { OSCAL.uuid("plan", language.rawValue) }

  private var planResource: JSON {
    [
      "uuid": .string(plan),
      "title": .string(language(fr: "Plan d’évaluation", en: "Assessment plan")),
      "description": .string(
        language(
          fr:
            "Il n’y a pas de plan d’évaluation OSCAL : chaque partenaire répond à toutes les exigences de sa liste de contrôle. Les listes suivent ; « respecte template show ID --oscal » en écrit le catalogue.",
          en:
            "There is no OSCAL assessment plan: each partner answers every requirement of its checklist. The checklists follow; “respecte template show ID --oscal” writes the catalog of one."
        )),
    ]
  }

  /// The identifier by which a result refers to its checklist.
  static func resource(stamped stamp: String) -> String { OSCAL.uuid("checklist", stamp) }

  private static func resource(of template: Template) -> JSON {
    let catalog = OSCALCatalog.json(of: template)["catalog"]?["uuid"]?.string
    return OSCAL.object([
      ("uuid", .string(resource(stamped: template.stamp))),
      ("title", .string(OSCAL.markupLine(template.title) ?? template.id)),
      (
        "props",
        .array(
          [
            OSCAL.standardProperty("version", template.version),
            OSCAL.property("template", template.stamp), OSCAL.property("catalog", catalog),
          ].compactMap(\.self))
      ),
      ("document-ids", [["identifier": .string(OSCAL.line(template.stamp) ?? template.id)]]),
    ])
  }
}
