internal import Basics
public import Checklists

extension Prefill {
  /// Everything that is not carried over, one message each: what, from where, why.
  ///
  /// - Parameters:
  ///   - language: that of the messages.
  ///   - template: the new workbook's.
  ///   - earlier: the template that the submission answers, for what the new one no longer names.
  public func messages(in language: Language, _ template: Template, earlier: Template?) -> [String]
  {
    leftovers.map { $0.message(in: language, template, earlier: earlier) }
      + strays.map { $0.message.visible() }
  }
}

extension Prefill.Leftover {
  fileprivate func message(in language: Language, _ template: Template, earlier: Template?)
    -> String
  {
    Place(names: names(in: language, template, earlier))
      .message(language.quoted(text) + " – " + reason.clause(in: language) + ".", in: language)
  }

  /// Where it stood, from the general to the particular; nothing typed among it.
  private func names(in language: Language, _ template: Template, _ earlier: Template?) -> [String]
  {
    func name(of id: String) -> String {
      let known = [template, earlier].compactMap { $0?.control(id) }.first
      return known?.name(in: language) ?? language.quoted(id)
    }
    func label(of id: String) -> String {
      let models = [template, earlier].compactMap { $0 }.flatMap(\.deliveryModels)
      return models.first { $0.id == id }?.label ?? language.quoted(id)
    }
    func scopes(_ scope: Scope) -> [String] {
      if case .caseStudy = scope { [scope.name(in: language)] } else { [] }
    }
    switch role {
    case .application(let field): return [field.label(in: language)]
    case .caseStudy(_, let field): return scopes(role.scope) + [field.label(in: language)]
    case .met(let key):
      return [name(of: key.control)] + scopes(key.scope)
        + [key.deliveryModel.map(label)].compactMap { $0 }
    case .evidence(let control, _):
      return [name(of: control)] + scopes(role.scope) + [language(fr: "preuves", en: "evidence")]
    case .date(let control, _):
      return [name(of: control)] + scopes(role.scope) + [language(fr: "date", en: "date")]
    case .audit(let key, let field):
      return [name(of: key.control)] + scopes(key.scope) + [field.name(in: language)]
    }
  }
}

extension Prefill.Reason {
  /// A clause that follows what was typed.
  fileprivate func clause(in language: Language) -> String {
    switch self {
    case .controlRetired:
      language(
        fr: "cette liste n’a plus cette exigence", en: "this checklist no longer has that control")
    case .notAsked:
      language(
        fr: "cette exigence n’y est plus demandée", en: "the control is no longer asked there")
    case .modelNotIssued:
      language(
        fr: "le classeur est émis sans ce modèle de livraison",
        en: "the workbook is issued without this delivery model")
    case .nameUnknown:
      language(
        fr: "ce nom ne figure plus dans la liste", en: "the checklist no longer has this name")
    case .caseStudyNotIssued:
      language(
        fr: "le classeur est émis sans cette étude de cas",
        en: "the workbook is issued without this case study")
    case .notUnderstood:
      language(
        fr: "cette case n’accepte rien de tel", en: "this cell accepts nothing of the kind")
    case .notConditional:
      language(
        fr: "l’exigence vaut désormais pour tous", en: "the control now holds for everyone")
    case .contradicted:
      language(
        fr: "contredit par ce qui a été repris ou par une autre case",
        en: "contradicted by what was carried over, or by another cell")
    case .tooLong:
      language(
        fr: "trop long pour une case", en: "too long for a cell")
    case .auditor:
      language(
        fr: "remarque d’audit ; le classeur du partenaire n’a pas de colonne pour elle",
        en: "an auditor’s remark; the partner’s workbook has no column for it")
    }
  }
}
