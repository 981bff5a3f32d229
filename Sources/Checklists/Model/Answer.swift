public import Basics

/// What an answer says, in every language.
public enum AnswerValue: String, Sendable, CaseIterable {
  case yes, no, notApplicable

  /// As the workbook issues it: O, N, S.O. or Y, N, N/A.
  public func issued(in language: Language) -> String {
    switch self {
    case .yes: language(fr: "O", en: "Y")
    case .no: "N"
    case .notApplicable: language(fr: "S.O.", en: "N/A")
    }
  }
}

/// What became of an expected answer cell.
public enum AnswerStatus: String, Sendable, CaseIterable {
  case answered
  case blank
  /// There, but not understood.
  case unreadable
  /// No such cell in the file, or the workbook was issued without the delivery model.
  case missing
  /// Two places claim it and disagree.
  case duplicate
}

/// How a cell was recognised.
public enum FoundBy: String, Sendable {
  case name, key, reference
}

/// What an audit workbook asks beside an answer: the auditor's finding, its reason and the action requested, and the
/// partner's reply.
public enum AuditField: String, Sendable, CaseIterable {
  case finding, reason, action, reply
}

/// What one of several auditors says of an answer, where they differ.
public struct AuditReading: Sendable, Equatable {
  /// As the workbook shows it.
  public var text: String
  /// The auditor's workbook, as it was named; nil where that is not known.
  public var file: String?
  /// The sheet and the cell in it; nil where they are not known.
  public var place: String?

  public init(text: String, file: String? = nil, place: String? = nil) {
    self.text = text
    self.file = file
    self.place = place
  }
}

/// The place of an answer: which control, in which scope, under which delivery model.
public struct AnswerKey: Hashable, Sendable {
  public var control: String
  public var scope: Scope
  /// Nil for a prerequisite.
  public var deliveryModel: String?

  /// The delivery model as people and programs see it: nil in a checklist that tells none apart.
  public var namedModel: String? { deliveryModel?.asNamedModel }

  public init(control: String, scope: Scope, deliveryModel: String?) {
    self.control = control
    self.scope = scope
    self.deliveryModel = deliveryModel
  }
}

/// One expected answer of a submission, with the cell that it came from.
public struct Answer: Sendable, Equatable {
  public var key: AnswerKey
  public var status: AnswerStatus
  /// Set if and only if the status is `answered`.
  public var value: AnswerValue?
  /// The evidence as typed; nil where nothing is.
  public var evidence: String?
  /// The date of a control with a recency.
  public var date: CalendarDate?
  /// What was typed where a date belongs and none was understood; nil otherwise.
  public var dateRaw: String?
  /// What an audit workbook says beside it; nil for most answers, which are copied the more cheaply.
  private var audited: Audited?
  /// What stands on its cells without having been typed into them; nil for most answers.
  private var annotated: Annotated?
  /// The answer as typed; nil where nothing is.
  public var raw: String?
  public var sheet: String?
  public var cell: String?
  public var foundBy: FoundBy?

  public init(
    key: AnswerKey, status: AnswerStatus, value: AnswerValue? = nil, evidence: String? = nil,
    date: CalendarDate? = nil, raw: String? = nil, sheet: String? = nil, cell: String? = nil,
    foundBy: FoundBy? = nil
  ) {
    self.key = key
    self.status = status
    self.value = value
    self.evidence = evidence
    self.date = date
    self.raw = raw
    self.sheet = sheet
    self.cell = cell
    self.foundBy = foundBy
  }

  /// What counts: the auditor's finding where there is one, else the partner's answer; nil where neither is
  /// usable, or where auditors differ.
  public var effective: AnswerValue? { hasOpenFinding ? nil : finding ?? value }

  /// What counts, told as what it is: `N`, or `constat N, réponse O` where an auditor found it.
  ///
  /// - Parameters:
  ///   - value: what counts.
  ///   - language: that of the words.
  ///   - issued: the workbook's, which O and N are issued in.
  public func told(_ value: AnswerValue, in language: Language, issued: Language) -> String {
    guard finding != nil else { return value.issued(in: issued) }
    let answer = self.value.map { $0.issued(in: issued) }
    return language(
      fr: "constat \(value.issued(in: issued))", en: "finding \(value.issued(in: issued))")
      + (answer.map { language(fr: ", réponse \($0)", en: ", answer \($0)") } ?? "")
  }

  /// Whether a finding was given that cannot be used: auditors differ, or it was not understood.
  public var hasOpenFinding: Bool { conflicts[.finding] != nil || findingRaw != nil }

  /// Whether anything stands in the evidence cell that says something and is not struck out, or a picture or
  /// link on it.
  public var hasEvidence: Bool {
    if let annotations = annotated?.annotations,
      !annotations.attachments.isEmpty || !annotations.links.isEmpty
    {
      return true
    }
    return Filler.saysMore(evidence) && !(evidence.map(StruckText.isWhole) ?? false)
  }
}

/// How struck-out text is shown: between double tildes.
public enum StruckText {
  public static let mark = "~~"

  /// Whether nothing of a text is left standing.
  public static func isWhole(_ text: String) -> Bool {
    guard text.hasPrefix(mark) else { return false }
    let pieces = text.split(separator: mark, omittingEmptySubsequences: false)
    // What stands between two marks is struck out.
    return pieces.enumerated().allSatisfy {
      $0.offset % 2 == 1 || $0.element.allSatisfy(\.isWhitespace)
    }
  }
}

// MARK: Annotations

extension Answer {
  private final class Annotated: Equatable, Sendable {
    let annotations: Annotations

    init(_ annotations: Annotations) { self.annotations = annotations }

    static func == (a: Annotated, b: Annotated) -> Bool { a.annotations == b.annotations }
  }

  /// What stands on its cells without having been typed into them.
  public var annotations: Annotations {
    get { annotated?.annotations ?? Annotations() }
    set { annotated = newValue.isEmpty ? nil : Annotated(newValue) }
  }
}

// MARK: The auditor's columns

extension Answer {
  /// What stands in the auditor's columns.
  private struct AuditContent: Equatable, Sendable {
    var finding: AnswerValue?
    var findingRaw: String?
    var reason: String?
    var action: String?
    var reply: String?
    var sheet: String?
    var cells: [AuditField: String] = [:]
    var conflicts: [AuditField: [AuditReading]] = [:]
  }

  private final class Audited: Equatable, Sendable {
    let content: AuditContent

    init(_ content: AuditContent) { self.content = content }

    static func == (a: Audited, b: Audited) -> Bool { a.content == b.content }
  }

  private var audit: AuditContent {
    get { audited?.content ?? AuditContent() }
    set { audited = newValue == AuditContent() ? nil : Audited(newValue) }
  }

  public var finding: AnswerValue? {
    get { audited?.content.finding }
    set { audit.finding = newValue }
  }

  /// What was typed where a finding belongs and was not understood; nil otherwise.
  public var findingRaw: String? {
    get { audited?.content.findingRaw }
    set { audit.findingRaw = newValue }
  }

  public var reason: String? {
    get { audited?.content.reason }
    set { audit.reason = newValue }
  }

  public var action: String? {
    get { audited?.content.action }
    set { audit.action = newValue }
  }

  public var reply: String? {
    get { audited?.content.reply }
    set { audit.reply = newValue }
  }

  /// Where the auditor's columns were filled; nothing where none was.
  public var auditSheet: String? {
    get { audited?.content.sheet }
    set { audit.sheet = newValue }
  }

  public var auditCells: [AuditField: String] {
    get { audited?.content.cells ?? [:] }
    set { audit.cells = newValue }
  }

  /// What several auditors say differently and nobody has settled, two readings or more for each column.
  public var conflicts: [AuditField: [AuditReading]] {
    get { audited?.content.conflicts ?? [:] }
    set { audit.conflicts = newValue }
  }
}

extension String {
  /// The id of a delivery model, nil for the one that stands for any.
  public var asNamedModel: String? { self == DeliveryModel.any.id ? nil : self }
}
