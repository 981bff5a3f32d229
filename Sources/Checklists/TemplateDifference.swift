public import Basics

/// What changed between two versions of a checklist, control by control, by id.
///
/// A pure function of two templates. Texts of different languages are not compared.
public struct TemplateDifference: Sendable, Equatable {
  /// What a change is about.
  public enum Kind: String, Sendable, CaseIterable {
    case added, retired, reworded, moved, applicability, numbers, evidence, other
  }

  /// One change, by what `template show --json` calls it.
  public struct Change: Sendable, Equatable {
    public var kind: Kind
    /// Nil for what concerns the whole checklist.
    public var control: String?
    /// `text`, `applies`, `caseStudies.required`; nil where a control was added or retired.
    public var member: String?
    /// Null where there was nothing.
    public var old: JSON
    public var new: JSON
  }

  public private(set) var changes: [Change] = []
  /// Whether the texts were compared.
  public let comparesTexts: Bool

  private static let members: [(kind: Kind, names: [String])] = [
    (.reworded, ["title", "text", "condition"]), (.moved, ["part", "section", "ref"]),
    (.applicability, ["applies", "shared", "conditional", "answer"]),
    (.numbers, ["recencyMonths"]),
    (.evidence, ["evidence.required", "evidence.form", "evidence.whenNo"]),
  ]
  /// Of the checklist, figures first.
  private static let common: [(kind: Kind, names: [String])] = [
    (
      .numbers,
      [
        "caseStudies.required", "caseStudies.public", "caseStudies.maxAgeMonths",
        "caseStudies.reuse.max", "submission.replyWorkingDays",
      ]
    ),
    (.other, ["version", "published", "fields.application", "fields.caseStudy"]),
  ]
  private static let texts: Set<String> = [
    "title", "text", "condition", "evidence.form", "evidence.whenNo", "label", "intro", "address",
    "subject", "mustInclude", "steps", "reviewers", "reuse.competencies", "validatedBy",
  ]

  public init(from old: Template, to new: Template) {
    comparesTexts = old.language == new.language
    let (before, after) = (TemplateJSON.value(of: old), TemplateJSON.value(of: new))
    let (controls, others) = (Self.byID(before, "controls"), Self.byID(after, "controls"))
    for control in new.controls where controls[control.id] == nil {
      add(.added, control.id, nil, .null, .string(control.title))
    }
    for control in old.controls where others[control.id] == nil {
      add(.retired, control.id, nil, .string(control.title), .null)
    }
    for control in new.controls {
      guard let first = controls[control.id], let second = others[control.id] else { continue }
      compare(first, second, Self.members, control.id)
    }
    compareOrder(old, new)
    compare(before, after, Self.common, nil)
    for list in ["parts", "sections", "deliveryModels", "categories"] {
      compareLists(before, after, list)
    }
    if comparesTexts {
      compare(before, after, [(.other, ["title", "caseStudies.reuse.competencies"])], nil)
      compare(
        before, after,
        [
          (
            .other,
            ["address", "subject", "mustInclude", "steps", "reviewers"].map { "submission." + $0 }
          )
        ],
        nil)
    }
  }

  /// The changes of a kind.
  public func changes(_ kind: Kind) -> [Change] { changes.filter { $0.kind == kind } }

  private mutating func add(
    _ kind: Kind, _ control: String?, _ member: String?, _ old: JSON, _ new: JSON
  ) {
    changes.append(Change(kind: kind, control: control, member: member, old: old, new: new))
  }

  private mutating func compare(
    _ old: JSON, _ new: JSON, _ members: [(kind: Kind, names: [String])], _ control: String?
  ) {
    for (kind, names) in members {
      for name in names where comparesTexts || !Self.texts.contains(name) {
        let (first, second) = (Self.member(name, old), Self.member(name, new))
        if first != second { add(kind, control, name, first, second) }
      }
    }
  }

  /// Controls that stand in both and follow one another otherwise than before.
  private mutating func compareOrder(_ old: Template, _ new: Template) {
    let after = Set(new.controls.map(\.id))
    let before = Set(old.controls.map(\.id))
    let first = old.controls.map(\.id).filter(after.contains)
    let second = new.controls.map(\.id).filter(before.contains)
    let places = Dictionary(uniqueKeysWithValues: zip(first, first.indices))
    let moved = Set(changes(.moved).compactMap(\.control))
    var last = -1
    for (index, id) in second.enumerated() {
      guard let place = places[id] else { continue }
      if place > last {
        last = place
      } else if !moved.contains(id) {
        add(.moved, id, "place", JSON(place + 1), JSON(index + 1))
      }
    }
  }

  /// Lists of things with an id, or with a part and a reference.
  private mutating func compareLists(_ old: JSON, _ new: JSON, _ list: String) {
    let (before, after) = (Self.byID(old, list), Self.byID(new, list))
    for (id, _) in before.sorted(by: { $0.key < $1.key }) where after[id] == nil {
      add(.other, nil, list, .string(id), .null)
    }
    for (id, entry) in after.sorted(by: { $0.key < $1.key }) {
      guard let other = before[id] else {
        add(.other, nil, list, .null, .string(id))
        continue
      }
      for name in ["kind", "title", "label", "intro", "aliases", "validatedBy"]
      where comparesTexts || name == "kind" {
        let (first, second) = (Self.member(name, other), Self.member(name, entry))
        if first != second { add(.other, nil, "\(list).\(id).\(name)", first, second) }
      }
    }
  }

  private static func byID(_ template: JSON, _ list: String) -> [String: JSON] {
    let entries = (template[list]?.array ?? []).map { entry in
      let id =
        entry["id"]?.string
        ?? [entry["part"], entry["ref"]].compactMap { $0?.string }.joined(separator: ".")
      return (id, entry)
    }
    return Dictionary(entries, uniquingKeysWith: { first, _ in first })
  }

  private static func member(_ path: String, _ json: JSON) -> JSON {
    path.split(separator: ".").reduce(json) { $0[String($1)] ?? .null }
  }
}

extension TemplateDifference {
  /// As `template diff --json` gives it.
  public func json(from old: Template, to new: Template) -> JSON {
    func reference(_ template: Template) -> JSON {
      [
        "id": .string(template.id), "version": .string(template.version),
        "language": .string(template.language.rawValue),
      ]
    }
    var members = [
      JSON.Member("schema", "respecte.templateDifference/1"),
      JSON.Member("old", reference(old)), JSON.Member("new", reference(new)),
      JSON.Member("comparesTexts", .boolean(comparesTexts)),
    ]
    for kind in Kind.allCases {
      let entries = changes(kind).map { change -> JSON in
        if kind == .added || kind == .retired { return JSON(change.control) }
        return [
          "control": JSON(change.control), "member": JSON(change.member), "old": change.old,
          "new": change.new,
        ]
      }
      members.append(JSON.Member(kind.rawValue, .array(entries)))
    }
    return .object(members)
  }
}
