/// One finding about a submission.
public struct Discrepancy: Sendable, Equatable {
  public var code: DiscrepancyCode
  public var severity: Severity
  public var control: String?
  public var scope: Scope?
  public var deliveryModel: String?
  /// The field that it is about, `customers` or `productionDate`, where it is about one.
  public var field: String?
  public var sheet: String?
  public var cell: String?
  /// What was found, where, and what to do, in the reader's language.
  public var message: String
  /// The whole texts that the message shows the beginning of, or only counts, each with its place.
  public var texts: [FoundText] = []

  public init(
    _ code: DiscrepancyCode, severity: Severity? = nil, control: String? = nil, scope: Scope? = nil,
    deliveryModel: String? = nil, field: String? = nil, sheet: String? = nil, cell: String? = nil,
    message: String
  ) {
    self.code = code
    self.severity = severity ?? code.severity
    self.control = control
    self.scope = scope
    self.deliveryModel = deliveryModel
    self.field = field
    self.sheet = sheet
    self.cell = cell
    self.message = message
  }

  /// A finding about one answer, placed where the answer is.
  public init(
    _ code: DiscrepancyCode, severity: Severity? = nil, of answer: Answer, message: String
  ) {
    self.init(
      code, severity: severity, control: answer.key.control, scope: answer.key.scope,
      deliveryModel: answer.key.deliveryModel, sheet: answer.sheet, cell: answer.cell,
      message: message)
  }
}

/// A text and the cell where it was found.
public struct FoundText: Sendable, Equatable {
  public var sheet: String
  public var cell: String
  public var text: String

  public init(sheet: String, cell: String, text: String) {
    self.sheet = sheet
    self.cell = cell
    self.text = text
  }
}

/// How much a discrepancy weighs.
public enum Severity: String, Sendable, CaseIterable, Comparable {
  case error, warning, info

  /// Errors come first.
  public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .error: 0
    case .warning: 1
    case .info: 2
    }
  }
}

/// The closed list of discrepancy codes (contract § 7).
public enum DiscrepancyCode: String, Sendable, CaseIterable {
  case answerBlank = "answer.blank"
  case answerUnreadable = "answer.unreadable"
  case answerMissing = "answer.missing"
  case answerDuplicate = "answer.duplicate"
  case answerNormalised = "answer.normalised"
  case answerNotApplicable = "answer.notApplicable"
  case answerOtherModel = "answer.otherModel"
  case answerFormula = "answer.formula"
  case answerInconsistent = "answer.inconsistent"
  case answerPremature = "answer.premature"
  case answerReworded = "answer.reworded"
  case answerStruck = "answer.struck"
  case evidenceAbsent = "evidence.absent"
  case evidenceFiller = "evidence.filler"
  case evidenceRepeated = "evidence.repeated"
  case evidenceUndated = "evidence.undated"
  case evidenceTooOld = "evidence.tooOld"
  case textAltered = "text.altered"
  case applicabilityAltered = "applicability.altered"
  case rowRemoved = "row.removed"
  case rowAdded = "row.added"
  case rowMoved = "row.moved"
  case rowHidden = "row.hidden"
  case sheetRenamed = "sheet.renamed"
  case sheetRemoved = "sheet.removed"
  case cellUnexpected = "cell.unexpected"
  case cellError = "cell.error"
  case fieldAbsent = "field.absent"
  case fieldInvalid = "field.invalid"
  case fieldAmbiguous = "field.ambiguous"
  case fieldApproximate = "field.approximate"
  case categoryUnknown = "category.unknown"
  case categorySeveral = "category.several"
  case caseTooOld = "case.tooOld"
  case caseFuture = "case.future"
  case caseNotInProduction = "case.notInProduction"
  case caseReuse = "case.reuse"
  case caseTooFew = "case.tooFew"
  case caseTooFewPublic = "case.tooFewPublic"
  case caseDuplicate = "case.duplicate"
  case templateOlder = "template.older"
  case templateUnknown = "template.unknown"
  case scoreStale = "score.stale"
  case contentMacros = "content.macros"
  case contentExternalLinks = "content.externalLinks"
  case contentEmbedded = "content.embedded"
  case partnerSeveral = "partner.several"
  case findingConflict = "finding.conflict"
  case contentNote = "content.note"
  case contentTextBox = "content.textBox"
  case contentPicture = "content.picture"
  case findingContradicts = "finding.contradicts"
  case fileUnreadable = "file.unreadable"

  /// The severity, where a rule does not say otherwise (evidence that is demanded is an error).
  public var severity: Severity {
    switch self {
    case .answerBlank, .answerUnreadable, .answerMissing, .answerDuplicate, .answerStruck,
      .evidenceTooOld,
      .fieldAbsent, .fieldInvalid, .categoryUnknown, .categorySeveral, .caseTooOld, .caseFuture,
      .caseNotInProduction, .caseReuse, .caseTooFew, .caseTooFewPublic, .templateUnknown,
      .findingConflict, .findingContradicts, .fileUnreadable:
      .error
    case .answerNotApplicable, .answerOtherModel, .answerFormula, .answerInconsistent,
      .answerPremature, .answerReworded, .evidenceFiller, .evidenceUndated, .textAltered,
      .applicabilityAltered,
      .rowRemoved, .rowAdded, .rowHidden, .sheetRemoved, .cellUnexpected, .caseDuplicate,
      .templateOlder, .scoreStale, .contentMacros, .contentExternalLinks, .contentEmbedded,
      .partnerSeveral, .contentNote, .contentTextBox, .cellError, .fieldAmbiguous:
      .warning
    case .answerNormalised, .evidenceAbsent, .evidenceRepeated, .rowMoved, .sheetRenamed,
      .fieldApproximate, .contentPicture:
      .info
    }
  }
}
