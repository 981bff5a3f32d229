public import Basics
public import Checklists

/// A template as an OSCAL catalog (NIST OSCAL 1.1, catalog model), for programs of governance, risk and compliance.
///
/// Parts and sections are groups, a control's text is its statement, and what else the template knows of it stands in
/// properties of our own namespace, named as in `respecte.template/1`. The same template gives the same bytes.
public enum OSCALCatalog {
  /// The catalog document.
  public static func json(of template: Template) -> JSON {
    let groups = template.parts.map { group(of: $0, in: template) }
    let matter = backMatter(of: template)
    let content = JSON.array(groups + [matter]).compact
    return [
      "catalog": OSCAL.object([
        // Another content is another document.
        ("uuid", .string(OSCAL.uuid("catalog", template.stamp, content))),
        ("metadata", metadata(of: template)),
        ("groups", .array(groups)),
        ("back-matter", matter),
      ])
    ]
  }

  /// The id of a control's statement, which findings are about.
  static func statement(of control: String) -> String { control + "_smt" }

  /// The first day of the month of publication.
  private static func published(_ template: Template) -> CalendarDate {
    CalendarDate(iso: template.published + "-01") ?? .epoch
  }

  private static func metadata(of template: Template) -> JSON {
    let day = OSCAL.time(published(template))
    return OSCAL.object([
      ("title", .string(OSCAL.markupLine(template.title) ?? template.id)),
      ("published", day),
      ("last-modified", day),
      ("version", .string(OSCAL.line(template.version) ?? "0")),
      ("oscal-version", .string(OSCAL.version)),
      ("document-ids", [["identifier": .string(OSCAL.line(template.stamp) ?? template.id)]]),
      (
        "props",
        .array(
          [
            OSCAL.property("template", template.stamp),
            OSCAL.property("language", template.language.rawValue),
          ].compactMap(\.self)
            + template.deliveryModels.filter { $0 != .any }.compactMap {
              OSCAL.property("deliveryModel", $0.id, remarks: $0.label)
            })
      ),
    ])
  }

  private static func group(of part: Part, in template: Template) -> JSON {
    let controls = template.controls(of: part.id)
    let sections = template.sections(of: part.id)
    // A group has either groups or controls.
    var groups = sections.map { section in
      OSCAL.object([
        ("id", .string(part.id.rawValue + "-" + section.ref)),
        ("class", "section"),
        ("title", .string(OSCAL.markupLine(section.title) ?? section.ref)),
        ("props", .array([OSCAL.standardProperty("label", section.ref)].compactMap(\.self))),
        ("parts", overview(section.intro)),
        (
          "controls",
          .array(
            controls.filter { $0.section == section.ref }.map { control($0, of: template) })
        ),
      ])
    }
    let others = controls.filter { $0.section == nil }.map { control($0, of: template) }
    let title: JSON = .string(OSCAL.markupLine(part.title) ?? part.id.rawValue)
    if !groups.isEmpty, !others.isEmpty {
      groups.append([
        "id": .string(part.id.rawValue + "-others"), "class": "section", "title": title,
        "controls": .array(others),
      ])
    }
    return OSCAL.object([
      ("id", .string(part.id.rawValue)),
      ("class", "part"),
      ("title", title),
      (
        "props",
        .array([OSCAL.property("validatedBy", part.validatedBy)].compactMap(\.self))
      ),
      ("parts", overview(part.intro)),
      ("groups", .array(groups)),
      ("controls", .array(groups.isEmpty ? others : [])),
    ])
  }

  private static func overview(_ intro: String?) -> JSON? {
    intro.flatMap(OSCAL.markup).map { [["name": "overview", "prose": .string($0)]] }
  }

  private static func control(_ control: Control, of template: Template) -> JSON {
    OSCAL.object([
      ("id", .string(control.id)),
      ("class", .string(control.part.rawValue)),
      ("title", .string(OSCAL.markupLine(control.title) ?? control.id)),
      ("props", .array(properties(of: control, in: template))),
      (
        "parts",
        [
          OSCAL.object([
            ("id", .string(statement(of: control.id))),
            ("name", "statement"),
            ("prose", OSCAL.markup(control.text).map(JSON.string)),
          ])
        ]
      ),
    ])
  }

  private static func properties(of control: Control, in template: Template) -> [JSON] {
    let applies: [JSON?] =
      if case .byModel = control.applicability {
        template.deliveryModels.flatMap { model in
          ScopeKind.allCases.filter { control.applies(to: model.id, in: $0) }.map {
            OSCAL.property("applies", model.id + ":" + $0.rawValue)
          }
        }
      } else {
        [OSCAL.property("applies", "*:" + ScopeKind.solution.rawValue)]
      }
    return
      ([
        OSCAL.standardProperty("label", control.ref ?? control.title),
        OSCAL.property("answer", control.answer.rawValue),
        OSCAL.property("conditional", String(control.isConditional), remarks: control.condition),
        OSCAL.property("shared", String(template.isShared(control))),
        OSCAL.property("recencyMonths", control.recencyMonths.map { String($0) }),
        OSCAL.property(
          "evidenceRequired", String(control.evidence.required), remarks: control.evidence.form),
        OSCAL.property("evidenceWhenNo", control.evidence.whenNo),
      ] + applies).compactMap(\.self)
  }

  /// The publication, then what it gives to read.
  private static func backMatter(of template: Template) -> JSON {
    let publication = OSCAL.object([
      ("uuid", .string(OSCAL.uuid("publication", template.stamp))),
      ("title", .string(OSCAL.markupLine(template.title) ?? template.id)),
      (
        "description",
        .string(
          OSCAL.markup(
            template.language(
              fr: "Publication de \(template.published), version \(template.version).",
              en: "Published \(template.published), version \(template.version).")) ?? template.id)
      ),
      ("document-ids", [["identifier": .string(OSCAL.line(template.edition) ?? template.id)]]),
    ])
    let resources = template.resources.enumerated().map { index, resource in
      OSCAL.object([
        ("uuid", .string(OSCAL.uuid("resource", template.stamp, String(index)))),
        ("title", OSCAL.markupLine(resource.title).map(JSON.string)),
        ("description", OSCAL.markup(resource.description).map(JSON.string)),
      ])
    }
    return ["resources": .array([publication] + resources)]
  }
}
