internal import Basics
internal import Checklists

/// A field that is not as the checklist wants it.
struct FieldProblem {
  /// `field.absent`, or the reader's code for what was typed.
  let code: Reason.Code
  /// Nil for a field of the application.
  let scope: Scope?
  let field: String
  /// The field as the workbook names it.
  let label: String
  let found: Field
}

extension Field {
  /// Whether nothing was typed.
  fileprivate var isEmpty: Bool {
    if case .text(let text) = value { text.isBlank } else { value == nil && (raw ?? "").isBlank }
  }
}

extension Assessor {
  /// Required fields that are empty or invalid, and categories that are unknown or several, in reading order.
  func findFieldProblems() -> [FieldProblem] {
    let required = template.requiredFields.application
    let application = ApplicationField.allCases.compactMap { name in
      problem(
        name.rawValue, name.kind, of: nil, submission.application[name],
        isRequired: required.contains(name), label: name.label(in: language))
    }
    return application + studies.flatMap { problems(of: $0) }
  }

  /// Those of one case study; the link is required where it is public.
  private func problems(of study: CaseStudy) -> [FieldProblem] {
    let required = template.requiredFields.caseStudy
    return CaseStudyField.allCases.compactMap { name in
      problem(
        name.rawValue, name.kind, of: .caseStudy(study.number), study[name],
        isRequired: required.contains(name)
          && (name != .publicUrl || study[.isPublic].yesNo == true),
        label: name.label(in: language))
    }
  }

  private func problem(
    _ field: String, _ kind: FieldKind, of scope: Scope?, _ found: Field, isRequired: Bool,
    label: String
  ) -> FieldProblem? {
    guard isRequired || kind == .category else { return nil }
    let code: Reason.Code
    if found.isEmpty {
      guard isRequired else { return nil }
      code = .fieldAbsent
    } else {
      guard found.value == nil else { return nil }
      code = readersCode(for: field, of: scope)
    }
    return FieldProblem(code: code, scope: scope, field: field, label: label, found: found)
  }

  /// What the reader said of an invalid field.
  private func readersCode(for field: String, of scope: Scope?) -> Reason.Code {
    for discrepancy in submission.discrepancies
    where discrepancy.field == field && discrepancy.control == nil && discrepancy.scope == scope {
      switch discrepancy.code {
      case .fieldInvalid: return .fieldInvalid
      case .categoryUnknown: return .categoryUnknown
      case .categorySeveral: return .categorySeveral
      default: continue
      }
    }
    return .fieldInvalid
  }

  private func whatIsAbsent(_ problem: FieldProblem) -> String {
    guard problem.field == CaseStudyField.publicUrl.rawValue else {
      return language(
        fr: "ce champ est obligatoire et reste vide. Remplissez-le.",
        en: "this field is required and empty. Fill it in.")
    }
    return language(
      fr:
        "l’étude de cas est publique, mais son lien manque. Indiquez-le, ou répondez \(issued(.no)) à la question si elle est publique.",
      en:
        "the case study is public, but its link is missing. Give it, or answer \(issued(.no)) where it is asked whether it is public."
    )
  }

  /// `field.absent`; the reader has reported invalid ones.
  var absentFields: [Discrepancy] {
    fieldProblems.filter { $0.code == .fieldAbsent }.map { problem in
      let place = Place(
        sheet: problem.found.sheet, cell: problem.found.cell,
        names: [problem.scope?.name(in: language), problem.label].compactMap(\.self))
      return Discrepancy(
        .fieldAbsent, scope: problem.scope, field: problem.field, sheet: problem.found.sheet,
        cell: problem.found.cell,
        message: place.message(
          whatIsAbsent(problem), in: language))
    }
  }

  /// The same discrepancies, one of which says that no age is judged where no day is known that ages are
  /// counted from: that of the assessment date, which is empty or no date.
  func notingUnjudgedAges(_ all: [Discrepancy]) -> [Discrepancy] {
    let isJudged =
      template.caseStudies.maxAgeMonths != nil || facts.contains { $0.recencyMonths != nil }
    guard asOf == nil, isJudged else { return all }
    let field = ApplicationField.assessmentDate
    let note = language(
      fr: "Sans cette date, aucun délai n’est vérifié.",
      en: "Without this date, no period is checked.")
    var all = all
    if let place = all.firstIndex(where: {
      $0.field == field.rawValue && ($0.code == .fieldAbsent || $0.code == .fieldInvalid)
    }) {
      all[place].message += " " + note
      return all
    }
    let found = submission.application[field]
    let place = Place(
      sheet: found.sheet, cell: found.cell, names: [field.label(in: language)])
    let text = language(fr: "ce champ est vide.", en: "this field is empty.") + " " + note
    all.append(
      Discrepancy(
        .fieldAbsent, severity: .warning, field: field.rawValue, sheet: found.sheet,
        cell: found.cell, message: place.message(text, in: language)))
    return all
  }
}
