internal import Checklists

extension Assessor {
  /// `answer.inconsistent`: a control about infrastructure that case studies share is met for one and not for another.
  var inconsistentAnswers: [Discrepancy] {
    let models = template.deliveryModels.filter(\.sharedInfrastructure).map(\.id)
    func isAboutShared(_ answer: AssessedAnswer) -> Bool {
      answer.scope.kind == .caseStudy
        && found[answer.place].key.deliveryModel.map(models.contains) ?? false
    }
    let no = answers.filter { $0.outcome == .notMet && isAboutShared($0) }
    guard !no.isEmpty else { return [] }
    let yes = answers.filter { $0.outcome == .met && isAboutShared($0) }
    var controls: [Int] = []
    for answer in no where controls.last != answer.control { controls.append(answer.control) }
    return controls.compactMap { control in
      let no = no.filter { $0.control == control }
      let yes = yes.filter { $0.control == control }
      guard let first = no.first(where: { no in yes.contains { $0.scope != no.scope } }),
        template.isShared(template.controls[control])
      else { return nil }
      let isFound = (yes + no).contains { self.found[$0.place].finding != nil }
      let what =
        isFound
        ? (fr: "la réponse ou le constat", en: "the answer or the finding")
        : (fr: "la réponse", en: "the answer")
      return discrepancy(
        .answerInconsistent, at: self[first],
        fr:
          "l’infrastructure est partagée, mais \(what.fr) est \(issued(.yes)) pour \(numbers(yes)) et \(issued(.no)) pour \(numbers(no)). Donnez la même réponse partout, ou expliquez la différence dans la preuve.",
        en:
          "the infrastructure is shared, but \(what.en) is \(issued(.yes)) for \(numbers(yes)) and \(issued(.no)) for \(numbers(no)). Give the same answer everywhere, or explain the difference in the evidence."
      )
    }
  }

  /// `étude de cas 1`, `études de cas 1, 2 et 4`.
  private func numbers(_ answers: [AssessedAnswer]) -> String {
    var numbers: [Int] = []
    for answer in answers {
      if case .caseStudy(let number) = answer.scope, numbers.last != number {
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
        facts[answer.control].attestsCompletion
      else { return nil }
      let scope = answer.scope
      let about = open.count { other in
        scope == .solution || other.scope == scope
          || (other.scope == .solution && !facts[other.control].attestsCompletion)
      }
      guard about > 0 else { return nil }
      let count = language.count(
        about, fr: ("réponse reste ouverte", "réponses restent ouvertes"),
        en: ("answer is open", "answers are open"))
      let claim =
        found[answer.place].finding == nil
        ? (fr: "la réponse", en: "answer") : (fr: "le constat", en: "finding")
      return discrepancy(
        .answerPremature, at: self[answer],
        fr:
          "\(claim.fr) \(issued(.yes)) dit que tout est rempli, mais \(count). Complétez, ou répondez \(issued(.no)) en attendant.",
        en:
          "the \(claim.en) \(issued(.yes)) says that everything is filled in, but \(count). Complete it, or answer \(issued(.no)) for the time being."
      )
    }
  }

  /// `finding.contradicts`: finding and self-assessment are both usable and differ; the better finding asks
  /// for nothing.
  var contradictions: [Discrepancy] {
    answers.compactMap { answer in
      guard let finding = found[answer.place].finding, let claimed = comparedAnswer(answer),
        finding != claimed
      else { return nil }
      // The reason and the action stand beside the finding.
      var place = self[answer]
      if let cell = place.auditCells[.finding] {
        (place.sheet, place.cell) = (place.auditSheet, cell)
      }
      if finding.isBetter(than: claimed) {
        return discrepancy(
          .findingContradicts, severity: .info, at: place,
          fr:
            "\(mark(answer, finding)). Le constat compte ; il est plus favorable que la réponse, et il n’y a rien à faire.",
          en:
            "\(mark(answer, finding)). The finding counts; it is better than the answer, and there is nothing to do."
        )
      }
      return discrepancy(
        .findingContradicts, at: place,
        fr:
          "\(mark(answer, finding)). Le constat compte ; lisez la raison et l’action demandée, puis répondez.",
        en:
          "\(mark(answer, finding)). The finding counts; read the reason and the action asked for, then reply."
      )
    }
  }
}

extension AnswerValue {
  /// Whether it is worth more to the partner: met, then not applicable, then not met.
  fileprivate func isBetter(than other: AnswerValue) -> Bool { rank > other.rank }

  private var rank: Int {
    switch self {
    case .yes: 2
    case .notApplicable: 1
    case .no: 0
    }
  }
}
