internal import Checklists

extension Assessor {
  /// `answer.inconsistent`: a control about infrastructure that case studies share is met for one and not for another.
  var inconsistentAnswers: [Discrepancy] {
    let models = Set(template.deliveryModels.filter(\.sharedInfrastructure).map(\.id))
    let shared = answers.filter {
      $0.key.deliveryModel.map(models.contains) ?? false && $0.key.scope.kind == .caseStudy
        && template.isShared($0.control)
    }
    return runs(of: shared).compactMap { run in
      let yes = run.filter { $0.outcome == .met }
      let no = run.filter { $0.outcome == .notMet }
      guard let first = no.first(where: { no in yes.contains { $0.key.scope != no.key.scope } })
      else { return nil }
      return discrepancy(
        .answerInconsistent, at: first.answer,
        fr:
          "l’infrastructure est partagée, mais la réponse est \(issued(.yes)) pour \(numbers(yes)) et \(issued(.no)) pour \(numbers(no)). Donnez la même réponse partout, ou expliquez la différence dans la preuve.",
        en:
          "the infrastructure is shared, but the answer is \(issued(.yes)) for \(numbers(yes)) and \(issued(.no)) for \(numbers(no)). Give the same answer everywhere, or explain the difference in the evidence."
      )
    }
  }

  /// Neighbouring answers to one control.
  private func runs(of answers: [AssessedAnswer]) -> [[AssessedAnswer]] {
    var runs: [[AssessedAnswer]] = []
    for answer in answers {
      if runs.last?.last?.key.control == answer.key.control {
        runs[runs.count - 1].append(answer)
      } else {
        runs.append([answer])
      }
    }
    return runs
  }

  /// `étude de cas 1`, `études de cas 1, 2 et 4`.
  private func numbers(_ answers: [AssessedAnswer]) -> String {
    var numbers: [Int] = []
    for answer in answers {
      if case .caseStudy(let number) = answer.key.scope, numbers.last != number {
        numbers.append(number)
      }
    }
    let list = language.list(numbers.map(String.init))
    return numbers.count == 1
      ? language(fr: "l’étude de cas \(list)", en: "case study \(list)")
      : language(fr: "les études de cas \(list)", en: "case studies \(list)")
  }

  /// `answer.premature`: the checklist is declared complete although answers are open.
  ///
  /// Said once for the solution, it is about every answer; said for a case study, about the answers of that case
  /// study and those asked once, other declarations of completeness excepted.
  var prematureAnswers: [Discrepancy] {
    let open = answers.filter { $0.outcome == .open }
    guard !open.isEmpty else { return [] }
    return cells.compactMap { cell in
      guard let answer = cell.first(where: { $0.outcome == .met }),
        answer.control.attestsCompletion
      else { return nil }
      let scope = answer.key.scope
      let about = open.count { other in
        scope == .solution || other.key.scope == scope
          || (other.key.scope == .solution && !other.control.attestsCompletion)
      }
      guard about > 0 else { return nil }
      let count = language.count(
        about, fr: ("réponse reste ouverte", "réponses restent ouvertes"),
        en: ("answer is open", "answers are open"))
      return discrepancy(
        .answerPremature, at: answer.answer,
        fr:
          "la réponse \(issued(.yes)) dit que tout est rempli, mais \(count). Complétez, ou répondez \(issued(.no)) en attendant.",
        en:
          "the answer \(issued(.yes)) says that everything is filled in, but \(count). Complete it, or answer \(issued(.no)) for the time being."
      )
    }
  }

  /// `finding.contradicts`: finding and self-assessment are both usable and differ.
  var contradictions: [Discrepancy] {
    answers.compactMap { answer in
      guard let finding = answer.answer.finding, let claimed = answer.comparedAnswer,
        finding != claimed
      else { return nil }
      // The reason and the action stand beside the finding.
      var place = answer.answer
      if let cell = place.auditCells[.finding] {
        (place.sheet, place.cell) = (place.auditSheet, cell)
      }
      return discrepancy(
        .findingContradicts, at: place,
        fr:
          "le constat de l’auditeur est \(issued(finding)), la réponse \(issued(claimed)). Le constat compte ; lisez la raison et l’action demandée, puis répondez.",
        en:
          "the auditor’s finding is \(issued(finding)), the answer \(issued(claimed)). The finding counts; read the reason and the action asked for, then reply."
      )
    }
  }
}
