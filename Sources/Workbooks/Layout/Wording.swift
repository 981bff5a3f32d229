internal import Checklists

/// The words of a workbook in its language.
struct Wording {
  let language: Language

  func sheetName(_ sheet: SheetKind) -> String {
    switch sheet {
    case .instructions: language(fr: "Mode d'emploi", en: "Instructions")
    case .audit: language(fr: "Audit", en: "Audit")
    case .conflicts: language(fr: "Conflits", en: "Conflicts")
    case .application: language(fr: "Candidature", en: "Application")
    case .prerequisites: language(fr: "Prérequis", en: "Prerequisites")
    case .caseStudies: language(fr: "Études de cas", en: "Case studies")
    case .technical: language(fr: "Validation technique", en: "Technical validation")
    case .summary: language(fr: "Synthèse", en: "Summary")
    case .hidden: "_respecte"
    }
  }

  var yes: String { AnswerValue.yes.issued(in: language) }
  var no: String { AnswerValue.no.issued(in: language) }
  var notApplicable: String { AnswerValue.notApplicable.issued(in: language) }

  func caseStudy(_ number: Int) -> String {
    language(fr: "Étude de cas \(number)", en: "Case study \(number)")
  }
  var solution: String { language(fr: "Solution", en: "Solution") }
  /// As it heads its columns.
  func name(of scope: Scope) -> String {
    if case .caseStudy(let number) = scope { caseStudy(number) } else { solution }
  }

  /// The delivery models that a field may name, as its list offers them: each one, the combinations where the template has more
  /// than two, and all of them.
  func deliveryModelChoices(_ models: [DeliveryModel]) -> [(label: String, ids: [String])] {
    var choices = models.map { ($0.label, [$0.id]) }
    if models.count > 2, models.count <= 4 {
      for mask in 1..<(1 << models.count) {
        let chosen = models.indices.filter { mask & (1 << $0) != 0 }.map { models[$0] }
        guard chosen.count > 1, chosen.count < models.count else { continue }
        choices.append((chosen.map(\.label).joined(separator: ", "), chosen.map(\.id)))
      }
    }
    if models.count > 1 { choices.append((all(models), models.map(\.id))) }
    return choices
  }

  /// « Les deux », or what stands for all of more than two.
  func all(_ models: [DeliveryModel]) -> String {
    models.count == 2
      ? language(fr: "Les deux", en: "Both") : language(fr: "Tous", en: "All")
  }

  func metHeader(_ model: DeliveryModel?) -> String {
    let met = language(fr: "Respecté O/N", en: "Met Y/N")
    return model.flatMap { $0 == .any ? nil : met + "\n" + $0.label } ?? met
  }
  var evidenceHeader: String { language(fr: "Preuves", en: "Evidence") }
  var dateHeader: String { language(fr: "Date", en: "Date") }
  var referenceHeader: String { language(fr: "Réf.", en: "Ref.") }
  var titleHeader: String { language(fr: "Exigence", en: "Control") }
  var textHeader: String { language(fr: "Ce qui est attendu", en: "What is asked") }
  var hintsHeader: String { language(fr: "À savoir", en: "Good to know") }
  var fieldHeader: String { language(fr: "Champ", en: "Field") }
  var valueHeader: String { language(fr: "Votre réponse", en: "Your answer") }
  var helpHeader: String { language(fr: "Aide", en: "Help") }
  var requiredMark: String { language(fr: "obligatoire", en: "required") }

  /// What a person should know about a control beside its text.
  func hints(_ control: Control) -> String {
    var hints: [String] = []
    if control.answer == .declaration {
      hints.append(
        language(
          fr: "Déclaration : O ou N, sans effet sur le résultat.",
          en: "Declaration: Y or N, without effect on the result."))
    }
    if let condition = control.condition {
      hints.append(
        language(
          fr:
            "Ne concerne que : \(condition). Sinon, répondez S.O. et dites pourquoi dans « Preuves ».",
          en: "Only for: \(condition). Otherwise answer N/A and say why under “Evidence”."))
    }
    if control.evidence.required {
      let form = control.evidence.form ?? language(fr: "à joindre", en: "to be given")
      hints.append(
        language(
          fr: "Preuve demandée avec un O : \(form).", en: "Evidence needed with a Y: \(form)."))
    }
    if let form = control.evidence.whenNo {
      hints.append(language(fr: "Avec un N : \(form).", en: "With an N: \(form)."))
    }
    if let months = control.recencyMonths {
      hints.append(
        language(
          fr: "Indiquez la date : elle doit être dans les \(months) derniers mois.",
          en: "Give the date: it has to be within the last \(months) months."))
    }
    return hints.joined(separator: "\n")
  }

  func title(of part: PartID, _ template: Template) -> String {
    if let title = template.parts.first(where: { $0.id == part })?.title { return title }
    return part.rawValue
  }
}
