/// What a code is explained by, in both languages: whole sentences but for the place.
public struct CodeTexts: Sendable {
  /// One text in French and in English.
  public typealias Wording = (fr: String, en: String)

  /// What was found.
  public let meaning: Wording
  /// Exactly when the code is raised.
  public let raised: Wording
  /// Why it matters: what follows from it.
  public let matters: Wording
  /// What settles it.
  public let remedy: Wording
  /// An example of a place, as messages begin.
  public let place: Wording

  public init(
    meaning: Wording, raised: Wording, matters: Wording, remedy: Wording, place: Wording
  ) {
    self.meaning = meaning
    self.raised = raised
    self.matters = matters
    self.remedy = remedy
    self.place = place
  }
}

extension DiscrepancyCode {
  /// What the code means, as a sentence.
  public func meaning(in language: Language) -> String {
    language(fr: texts.meaning.fr, en: texts.meaning.en)
  }

  /// What settles it, as a sentence.
  public func remedy(in language: Language) -> String {
    language(fr: texts.remedy.fr, en: texts.remedy.en)
  }

  /// Every severity that the code may have: as a rule one, another for evidence that is demanded, or that is
  /// struck out.
  public var severities: [Severity] {
    switch self {
    case .evidenceAbsent: [.info, .error]
    case .findingConflict: [.error, .warning]
    case .findingContradicts: [.error, .info]
    case .answerStruck: [.error, .warning]
    default: [severity]
    }
  }

  /// The one home of what each code is explained by; the groups are in files of their own.
  public var texts: CodeTexts {
    switch self {
    case .answerBlank, .answerUnreadable, .answerMissing, .answerDuplicate, .answerNormalised,
      .answerNotApplicable, .answerOtherModel, .answerFormula, .answerInconsistent,
      .answerPremature, .answerReworded:
      answerTexts
    case .answerStruck, .cellError, .fieldAmbiguous, .fieldApproximate, .contentNote,
      .contentTextBox, .contentPicture:
      typedTexts
    case .evidenceAbsent, .evidenceFiller, .evidenceRepeated, .evidenceUndated, .evidenceTooOld,
      .fieldAbsent, .fieldInvalid, .categoryUnknown, .categorySeveral, .findingConflict,
      .findingContradicts:
      contentTexts
    case .textAltered, .applicabilityAltered, .rowRemoved, .rowAdded, .rowMoved, .rowHidden,
      .sheetRenamed, .sheetRemoved, .cellUnexpected:
      structureTexts
    case .caseTooOld, .caseFuture, .caseNotInProduction, .caseReuse, .caseTooFew,
      .caseTooFewPublic, .caseDuplicate:
      caseTexts
    case .templateOlder, .templateUnknown, .scoreStale, .contentMacros, .contentExternalLinks,
      .contentEmbedded, .partnerSeveral, .fileUnreadable:
      fileTexts
    }
  }
}
