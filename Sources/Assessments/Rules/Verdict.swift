internal import Checklists

extension Assessor {
  /// What makes the submission incomplete, in reading order: open answers, declarations included; required fields that
  /// are empty or invalid; evidence that is demanded.
  var whatIsMissing: [Reason] {
    var reasons: [Reason] = []
    for answer in answers where answer.outcome == .open {
      let (code, text) = openness(of: answer)
      reasons.append(reason(code, answer, saying: text))
    }
    for (answer, gap) in evidenceGaps where gap == .demanded || gap == .explanation {
      reasons.append(
        reason(
          .evidenceAbsent, answer,
          saying: gap == .demanded
            ? language(fr: "preuve manquante", en: "no evidence")
            : language(fr: "explication manquante", en: "no explanation")))
    }
    for problem in fieldProblems {
      let place = [problem.label, problem.scope?.name(in: language)].compactMap(\.self)
        .joined(separator: ", ")
      let mark =
        problem.code == .fieldAbsent
        ? language(fr: "vide", en: "empty") : language(fr: "non valable", en: "not valid")
      reasons.append(
        Reason(
          code: problem.code, scope: problem.scope, field: problem.field,
          text: place + language.colon + mark, mark: mark))
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

  /// The conditions that have failed already and that nothing still to be filled in can mend: prerequisites,
  /// what is asked once for the solution, case studies. A complete submission has nothing to fill in.
  func whatHasFailed(isComplete: Bool) -> [Reason] {
    var reasons: [Reason] = []
    for cell in cells where cell.first?.scope == .solution && cell.first?.isDeclaration == false {
      for answer in cell where answer.outcome == .notMet && !answer.isTooOld {
        let isPrerequisite = control(of: answer).kind == .prerequisite
        reasons.append(
          reason(
            isPrerequisite ? .prerequisiteNotMet : .documentNotMet, answer,
            saying: mark(answer, .no)))
      }
      if let answer = cell.first(where: \.isTooOld) {
        reasons.append(
          reason(
            .evidenceTooOld, answer,
            saying: language(fr: "date trop ancienne", en: "date too old")))
      }
    }
    return ReadingOrder(template).sorted(reasons) + failedCaseStudies(isComplete: isComplete)
  }

  /// Why too few case studies can still be retained, or be public: how many can, then what stands against
  /// each of the others.
  private func failedCaseStudies(isComplete: Bool) -> [Reason] {
    let rules = template.caseStudies
    var possible = 0
    var possiblePublic = 0
    var failed: [Reason] = []
    var notPublic: [Reason] = []
    for (study, assessed) in zip(studies, caseStudies) {
      let failures = failures(of: study)
      guard assessed.retained || (!isComplete && failures.isEmpty) else {
        let obstacles = assessed.obstacles.joined(separator: language.semicolon)
        failed += failures.isEmpty ? [reason(.caseTooFew, study, saying: obstacles)] : failures
        continue
      }
      possible += 1
      if mayBePublic(study, isComplete: isComplete) {
        possiblePublic += 1
      } else {
        let mark = language(fr: "pas publique, ou sans lien", en: "not public, or no link")
        notPublic.append(reason(.caseTooFewPublic, study, saying: mark))
      }
    }
    let lacks = possible < rules.required
    let lacksPublic = possiblePublic < rules.publicRequired
    guard lacks || lacksPublic else { return [] }
    var reasons: [Reason] = []
    func add(_ code: Reason.Code, _ fr: String, _ en: String) {
      let text = language(fr: fr, en: en)
      reasons.append(Reason(code: code, text: text, mark: text))
    }
    let still = isComplete ? (fr: "", en: "") : (fr: " au plus", en: " at most")
    if lacks {
      let studies = possible < 2 ? "étude de cas retenue" : "études de cas retenues"
      add(
        .caseTooFew, "\(possible) \(studies)\(still.fr) sur \(rules.required)",
        "\(possible) of \(rules.required) case studies retained\(still.en)")
    }
    if lacksPublic {
      let studies = possiblePublic < 2 ? "étude de cas publique" : "études de cas publiques"
      add(
        .caseTooFewPublic, "\(possiblePublic) \(studies)\(still.fr) sur \(rules.publicRequired)",
        "\(possiblePublic) of \(rules.publicRequired) public case studies\(still.en)")
    }
    return reasons + failed + (lacksPublic ? notPublic : [])
  }

  /// A reason that rests on an answer: `contrôle 1.12, étude de cas 3 : sans réponse`.
  private func reason(_ code: Reason.Code, _ answer: AssessedAnswer, saying mark: String) -> Reason
  {
    var place = template.name(ofControlAt: answer.control, in: language)
    if case .caseStudy = answer.scope { place += ", " + answer.scope.name(in: language) }
    return Reason(
      code: code, control: self[answer].key.control, scope: answer.scope,
      deliveryModel: self[answer].key.deliveryModel, text: place + language.colon + mark, mark: mark
    )
  }

  /// A reason that rests on a case study: `étude de cas 3 : pas en production`.
  func reason(_ code: Reason.Code, _ study: CaseStudy, saying mark: String) -> Reason {
    let scope = Scope.caseStudy(study.number)
    return Reason(
      code: code, scope: scope, text: scope.name(in: language) + language.colon + mark, mark: mark)
  }
}
