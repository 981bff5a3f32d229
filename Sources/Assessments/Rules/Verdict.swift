internal import Checklists

extension Assessor {
  /// What makes the submission incomplete, in reading order: open answers, declarations included; required fields that
  /// are empty or invalid; evidence that is demanded.
  var whatIsMissing: [Reason] {
    var reasons: [Reason] = []
    for answer in answers where answer.outcome == .open {
      let (code, text) = openness(of: answer)
      reasons.append(reason(code, answer, text))
    }
    for (answer, gap) in evidenceGaps where gap == .demanded || gap == .explanation {
      reasons.append(
        reason(
          .evidenceAbsent, answer,
          gap == .demanded
            ? language(fr: "preuve manquante", en: "no evidence")
            : language(fr: "explication manquante", en: "no explanation")))
    }
    for problem in fieldProblems {
      let place = [problem.label, problem.scope?.name(in: language)].compactMap(\.self)
        .joined(separator: ", ")
      let state =
        problem.code == .fieldAbsent
        ? language(fr: "vide", en: "empty") : language(fr: "non valable", en: "not valid")
      reasons.append(
        Reason(
          code: problem.code, scope: problem.scope, field: problem.field,
          text: place + language.colon + state))
    }
    return ReadingOrder(template).sorted(reasons)
  }

  /// Why an answer counts as open.
  private func openness(of answer: AssessedAnswer) -> (Reason.Code, String) {
    if answer.gap == .reason {
      return (
        .evidenceAbsent,
        language(
          fr: "\(issued(.notApplicable)) sans raison",
          en: "\(issued(.notApplicable)) without reason")
      )
    }
    if self[answer].conflicts[.finding] != nil {
      return (
        .findingConflict,
        language(fr: "les constats des auditeurs diffèrent", en: "the auditors’ findings differ")
      )
    }
    if self[answer].hasOpenFinding {
      return (.fieldInvalid, language(fr: "constat illisible", en: "finding not understood"))
    }
    return switch self[answer].status {
    case .blank: (.answerBlank, language(fr: "sans réponse", en: "no answer"))
    case .missing: (.answerMissing, language(fr: "réponse introuvable", en: "answer not found"))
    case .duplicate:
      (.answerDuplicate, language(fr: "deux réponses différentes", en: "two different answers"))
    case .unreadable, .answered:
      (.answerUnreadable, language(fr: "réponse illisible", en: "answer not understood"))
    }
  }

  /// What a complete submission fails by: prerequisites, what is asked once for the solution, case studies.
  var whatIsNotMet: [Reason] {
    var reasons: [Reason] = []
    for answer in scored where answer.outcome == .notMet {
      if control(of: answer).kind == .prerequisite {
        reasons.append(reason(.prerequisiteNotMet, answer, mark(answer, .no)))
      } else if answer.scope == .solution {
        reasons.append(reason(.documentNotMet, answer, mark(answer, .no)))
      }
    }
    let retained = caseStudies.count(where: \.retained)
    let isPublic = caseStudies.count { $0.retained && $0.isPublic }
    let rules = template.caseStudies
    if retained < rules.required {
      reasons.append(
        Reason(
          code: .caseTooFew,
          text: language(
            fr:
              "\(language.count(retained, fr: ("étude de cas retenue", "études de cas retenues"), en: ("", ""))) sur \(rules.required)",
            en: "\(retained) of \(rules.required) case studies retained")))
    }
    if isPublic < rules.publicRequired {
      reasons.append(
        Reason(
          code: .caseTooFewPublic,
          text: language(
            fr:
              "\(language.count(isPublic, fr: ("étude de cas publique", "études de cas publiques"), en: ("", ""))) sur \(rules.publicRequired)",
            en: "\(isPublic) of \(rules.publicRequired) public case studies")))
    }
    return ReadingOrder(template).sorted(reasons)
  }

  private func reason(_ code: Reason.Code, _ answer: AssessedAnswer, _ text: String) -> Reason {
    var place = template.name(ofControlAt: answer.control, in: language)
    if case .caseStudy = answer.scope { place += ", " + answer.scope.name(in: language) }
    return Reason(
      code: code, control: self[answer].key.control, scope: answer.scope,
      deliveryModel: self[answer].key.deliveryModel,
      text: place + language.colon + text)
  }
}
