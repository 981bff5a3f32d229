/// One version of one published checklist, in one language: everything that a workbook, an importer and an
/// assessment need to know about it. Nothing of a checklist stands in code.
public struct Template: Sendable, Equatable {
  /// The checklist, whatever its language: `aws-retail-technology-2019-12`.
  public var id: String
  /// As printed: `1.0`.
  public var version: String
  public var language: Language
  public var title: String
  /// The month of publication, `2019-12`.
  public var published: String
  /// When the checklist is in force; nil where it does not say so.
  public var validity: Validity?
  /// The versions that this one replaces, `<id>@<version>` each, whatever their language.
  public var predecessors: [String]
  public var deliveryModels: [DeliveryModel]
  public var categories: [Category]
  public var caseStudies: CaseStudyRules
  public var requiredFields: RequiredFields
  public var submission: SubmissionInstructions?
  public var parts: [Part]
  public var sections: [Section]
  /// In printed order.
  public var controls: [Control] { didSet { index = ControlIndex(controls) } }
  private var index: ControlIndex
  public var resources: [Resource]

  public init(
    id: String, version: String, language: Language, title: String, published: String,
    predecessors: [String] = [], deliveryModels: [DeliveryModel] = [], categories: [Category] = [],
    caseStudies: CaseStudyRules = CaseStudyRules(), requiredFields: RequiredFields = .family,
    submission: SubmissionInstructions? = nil, parts: [Part] = [], sections: [Section] = [],
    controls: [Control] = [], resources: [Resource] = []
  ) {
    self.id = id
    self.version = version
    self.language = language
    self.title = title
    self.published = published
    self.predecessors = predecessors
    self.deliveryModels = deliveryModels
    self.categories = categories
    self.caseStudies = caseStudies
    self.requiredFields = requiredFields
    self.submission = submission
    self.parts = parts
    self.sections = sections
    self.controls = controls
    index = ControlIndex(controls)
    self.resources = resources
  }

  /// The name of the template's file without its extension: `aws-retail-technology-2019-12.fr`.
  public var name: String { id + "." + language.rawValue }
  /// What a workbook says of its template: `<id>@<version>@<language>`.
  public var stamp: String { id + "@" + version + "@" + language.rawValue }

  /// The edition, whatever its language: `<id>@<version>`.
  public var edition: String { id + "@" + version }

  /// The control with an id; nil if there is none.
  public func control(_ id: String) -> Control? { place(ofControl: id).map { controls[$0] } }

  /// The place of a control among all; nil if there is none with that id.
  public func place(ofControl id: String) -> Int? { index.places[id] }

  /// A control as a person finds it, by its place among all.
  public func name(ofControlAt place: Int, in language: Language) -> String {
    index.name(at: place, in: language)
  }

  /// Which of the controls, by their places, are asked under a delivery model in a kind of scope.
  func asked(under model: String, in kind: ScopeKind) -> [Bool] {
    index.asked[model]?[kind] ?? index.none
  }

  /// Whether the checklist tells delivery models apart: else `deliveryModels` holds one that stands for any.
  public var hasDeliveryModels: Bool { deliveryModels != [.any] }

  /// Every control by its id; of two with one id the first.
  public var controlsByID: [String: Control] {
    Dictionary(controls.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The controls of a part, in printed order.
  public func controls(of part: PartID) -> [Control] { controls.filter { $0.part == part } }

  /// The controls of all parts of a kind, in printed order.
  public func controls(of kind: PartKind) -> [Control] { controls.filter { $0.kind == kind } }

  /// The parts of some kinds, kind by kind, each in printed order.
  public func parts(of kinds: PartKind...) -> [Part] {
    kinds.flatMap { kind in parts.filter { $0.kind == kind } }
  }

  /// The sections of a part, in printed order.
  public func sections(of part: PartID) -> [Section] { sections.filter { $0.part == part } }

  /// Whether a control concerns infrastructure that the partner shares between case studies: it applies to
  /// delivery models on shared infrastructure and to no other.
  public func isShared(_ control: Control) -> Bool {
    var isShared = false
    for model in deliveryModels where control.applies(to: model.id, in: .caseStudy) {
      guard model.sharedInfrastructure else { return false }
      isShared = true
    }
    return isShared
  }
}

/// When a version of a checklist is in force: months or days, `2025-02`, `2025-02-14`; nil for what is not
/// said.
public struct Validity: Sendable, Equatable {
  public var released: String?
  public var from: String?
  public var to: String?
  /// Until when it is still accepted beside its successor.
  public var acceptedUntil: String?

  public init(
    released: String? = nil, from: String? = nil, to: String? = nil, acceptedUntil: String? = nil
  ) {
    self.released = released
    self.from = from
    self.to = to
    self.acceptedUntil = acceptedUntil
  }
}

/// A way in which a solution reaches its customers; decides which controls apply.
public struct DeliveryModel: Sendable, Equatable {
  /// Lower camel case: `saas`.
  public var id: String
  public var label: String
  /// Every other printed form of the label.
  public var aliases: [String]
  public var description: String?
  /// Whether the partner's customers share one infrastructure under this model.
  public var sharedInfrastructure: Bool

  /// The one delivery model of a checklist that tells none apart; nobody sees it.
  public static let any = DeliveryModel(id: "*", label: "")

  public init(
    id: String, label: String, aliases: [String] = [], description: String? = nil,
    sharedInfrastructure: Bool = false
  ) {
    self.id = id
    self.label = label
    self.aliases = aliases
    self.description = description
    self.sharedInfrastructure = sharedInfrastructure
  }
}

/// A market segment that a solution may belong to.
public struct Category: Sendable, Equatable {
  public var id: String
  public var label: String
  /// Every other printed form of the label.
  public var aliases: [String]
  public var description: String?

  public init(id: String, label: String, aliases: [String] = [], description: String? = nil) {
    self.id = id
    self.label = label
    self.aliases = aliases
    self.description = description
  }
}

/// How many case studies are asked for, and which ones count.
public struct CaseStudyRules: Sendable, Equatable {
  /// How many must be retained.
  public var required: Int
  /// How many of the retained must be public, with a link.
  public var publicRequired: Int
  /// The largest age of the production date at the assessment date, in calendar months; nil if none is stated.
  public var maxAgeMonths: Int?
  /// How many may be reused from other competencies.
  public var reuseMax: Int
  /// The competencies that case studies may be reused from.
  public var reuseCompetencies: [String]

  public init(
    required: Int = 0, publicRequired: Int = 0, maxAgeMonths: Int? = nil, reuseMax: Int = 0,
    reuseCompetencies: [String] = []
  ) {
    self.required = required
    self.publicRequired = publicRequired
    self.maxAgeMonths = maxAgeMonths
    self.reuseMax = reuseMax
    self.reuseCompetencies = reuseCompetencies
  }
}

/// Which fields have to be filled.
public struct RequiredFields: Sendable, Equatable {
  public var application: [ApplicationField]
  public var caseStudy: [CaseStudyField]

  public init(application: [ApplicationField], caseStudy: [CaseStudyField]) {
    self.application = application
    self.caseStudy = caseStudy
  }

  /// What every checklist of the family asks for unless its template says otherwise.
  public static let family = RequiredFields(
    application: ApplicationField.allCases.filter {
      ![.contact, .email, .heldCompetencies].contains($0)
    },
    caseStudy: CaseStudyField.allCases.filter { ![.deliveryModel, .reusedFrom].contains($0) })
}

/// How and where a filled workbook is sent.
public struct SubmissionInstructions: Sendable, Equatable {
  public var address: String?
  public var subject: String?
  public var mustInclude: [String]
  public var steps: [String]
  /// Who is advised to review before sending.
  public var reviewers: [String]
  /// Within how many working days an answer comes.
  public var replyWorkingDays: Int?

  public init(
    address: String? = nil, subject: String? = nil, mustInclude: [String] = [],
    steps: [String] = [], reviewers: [String] = [], replyWorkingDays: Int? = nil
  ) {
    self.address = address
    self.subject = subject
    self.mustInclude = mustInclude
    self.steps = steps
    self.reviewers = reviewers
    self.replyWorkingDays = replyWorkingDays
  }
}

/// The id of a part, unique in its template, in lower camel case: `prereq`, `commonPractice`.
public struct PartID: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
  public var rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }
  public init(stringLiteral value: String) { rawValue = value }
}

/// What rules the controls of a part follow.
public enum PartKind: String, Sendable, CaseIterable {
  /// Answered once, whatever the delivery model; each blocks.
  case prerequisite
  /// A document, without a printed reference.
  case document
  case control
}

/// One part of a checklist, as it introduces itself.
public struct Part: Sendable, Equatable {
  public var id: PartID
  public var kind: PartKind
  public var title: String
  public var intro: String?
  public var validatedBy: String?

  public init(
    id: PartID, kind: PartKind, title: String, intro: String? = nil, validatedBy: String? = nil
  ) {
    self.id = id
    self.kind = kind
    self.title = title
    self.intro = intro
    self.validatedBy = validatedBy
  }
}

/// A headed group of controls.
public struct Section: Sendable, Equatable {
  public var part: PartID
  /// As printed: `1.0`. Unique in its part.
  public var ref: String
  public var title: String
  public var intro: String?

  public init(part: PartID, ref: String, title: String, intro: String? = nil) {
    self.part = part
    self.ref = ref
    self.title = title
    self.intro = intro
  }
}

/// Something to read that the publication names.
public struct Resource: Sendable, Equatable {
  public var title: String
  public var description: String

  public init(title: String, description: String) {
    self.title = title
    self.description = description
  }
}
