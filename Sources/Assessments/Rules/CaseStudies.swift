internal import Basics
internal import Checklists

extension Assessor {
  /// Every used case study, assessed.
  func assessCaseStudies() -> [CaseStudyAssessment] {
    let noScores = sections
    return studies.map { study in
      let own = answers.filter { !$0.isDeclaration && $0.scope == .caseStudy(study.number) }
      var score = Score()
      for answer in own { score.add(answer.outcome) }
      let obstacles = obstacles(of: study, answers: own)
      return CaseStudyAssessment(
        number: study.number, customer: study[.customer].text,
        deliveryModels: submission.modelsInForce(for: study, of: template),
        productionDate: study[.productionDate].date, retained: obstacles.isEmpty,
        isPublic: study[.isPublic].yesNo == true && !(study[.publicUrl].text ?? "").isBlank,
        score: score, sections: scores(of: own, noScores), obstacles: obstacles)
    }
  }

  /// The documents, where the template asks for some per case study, then every section of the technical part; without
  /// their scores.
  private var sections: [SectionScore] {
    template.parts(of: .document, .control).flatMap { part in
      let asksForDocuments =
        part.kind == .document
        && template.controls(of: part.id).contains { control in
          template.deliveryModels.contains { control.applies(to: $0.id, in: .caseStudy) }
        }
      return (asksForDocuments ? [SectionScore(part: part.id, ref: nil, score: Score())] : [])
        + template.sections(of: part.id).map {
          SectionScore(part: part.id, ref: $0.ref, score: Score())
        }
    }
  }

  /// Sections with their scores.
  private func scores(of answers: [AssessedAnswer], _ sections: [SectionScore]) -> [SectionScore] {
    var sections = sections
    for answer in answers {
      let part = control(of: answer).part
      let ref = control(of: answer).kind == .document ? nil : control(of: answer).section
      guard let index = sections.firstIndex(where: { $0.part == part && $0.ref == ref }) else {
        continue
      }
      sections[index].score.add(answer.outcome)
    }
    return sections
  }

  /// Why a case study is not retained; empty where it is (contract § 2, “Retained”).
  private func obstacles(of study: CaseStudy, answers: [AssessedAnswer]) -> [String] {
    var obstacles: [String] = []
    let problems = fieldProblems.filter { $0.scope == .caseStudy(study.number) }
    if !problems.isEmpty {
      obstacles.append(
        language(fr: "champs à remplir ou à corriger : ", en: "fields to fill in or correct: ")
          + language.list(problems.map(\.label), atMost: 3))
    }
    let open = answers.count { $0.outcome == .open }
    if open > 0 {
      obstacles.append(
        language.count(
          open, fr: ("réponse ouverte", "réponses ouvertes"), en: ("open answer", "open answers")))
    }
    var unmet: [String] = []
    for answer in answers where answer.outcome == .notMet {
      let name = control(of: answer).ref ?? template.name(ofControlAt: answer.control, in: language)
      if unmet.last != name { unmet.append(name) }
    }
    if !unmet.isEmpty {
      obstacles.append(
        language(fr: "non respecté : ", en: "not met: ") + language.list(unmet, atMost: 5))
    }
    return obstacles + projectObstacles(of: study, problems: problems)
  }

  /// What stands against the project itself: not in production, too old, in the future.
  private func projectObstacles(of study: CaseStudy, problems: [FieldProblem]) -> [String] {
    var obstacles: [String] = []
    // A required field that is empty or invalid is among the problems already.
    func isNamed(_ field: CaseStudyField) -> Bool {
      problems.contains { $0.field == field.rawValue }
    }
    if study[.inProduction].yesNo != true, !isNamed(.inProduction) {
      obstacles.append(language(fr: "pas en production", en: "not in production"))
    }
    if let date = study[.productionDate].date {
      switch age(of: date) {
      case .future:
        obstacles.append(
          language(fr: "mise en production à venir", en: "production date in the future"))
      case .tooOld:
        obstacles.append(
          language(fr: "mise en production trop ancienne", en: "production date too old"))
      case .recent: break
      }
    } else if !isNamed(.productionDate) {
      obstacles.append(language(fr: "sans date de mise en production", en: "no production date"))
    }
    let known = Set(template.deliveryModels.map(\.id))
    if !known.isSuperset(of: submission.modelsInForce(for: study, of: template)) {
      obstacles.append(language(fr: "modèle de livraison inconnu", en: "unknown delivery model"))
    }
    return obstacles
  }

  private enum Age { case recent, tooOld, future }

  /// A production date seen from the reference date; exactly so many months ago is still recent.
  private func age(of date: CalendarDate) -> Age {
    if date > asOf { return .future }
    guard let months = template.caseStudies.maxAgeMonths, let first = earliest(months: months),
      date < first
    else { return .recent }
    return .tooOld
  }

  /// `case.tooOld`, `case.future`, `case.notInProduction`.
  var unusableCaseStudies: [Discrepancy] {
    studies.flatMap { study in
      var found: [Discrepancy] = []
      if let date = study[.productionDate].date {
        lazy var day = language.day(asOf)
        switch age(of: date) {
        case .recent: break
        case .future:
          found.append(
            discrepancy(
              .caseFuture, at: .productionDate, of: study,
              fr:
                "la mise en production, le \(language.day(date)), est postérieure au \(day) ; l’étude de cas n’est pas retenue. Corrigez la date, ou présentez un projet déjà en production.",
              en:
                "the production date, \(language.day(date)), is after \(day); the case study is not retained. Correct the date, or present a project that is in production already."
            ))
        case .tooOld:
          let months = template.caseStudies.maxAgeMonths ?? 0
          found.append(
            discrepancy(
              .caseTooOld, at: .productionDate, of: study,
              fr:
                "la mise en production, le \(language.day(date)), date de plus de \(months) mois au \(day) ; l’étude de cas n’est pas retenue. Corrigez la date, ou présentez un projet plus récent.",
              en:
                "the production date, \(language.day(date)), is more than \(months) months before \(day); the case study is not retained. Correct the date, or present a more recent project."
            ))
        }
      }
      if study[.inProduction].yesNo == false {
        found.append(
          discrepancy(
            .caseNotInProduction, at: .inProduction, of: study,
            fr:
              "le projet n’est pas en production ; l’étude de cas n’est pas retenue. Présentez un projet en production.",
            en:
              "the project is not in production; the case study is not retained. Present a project that is in production."
          ))
      }
      return found
    }
  }

  /// `case.duplicate`, at each case study whose customer an earlier one has.
  var duplicateCustomers: [Discrepancy] {
    var earlier: [String: Int] = [:]
    return studies.compactMap { study in
      guard let customer = study[.customer].text, !customer.isBlank else { return nil }
      let words = customer.words.joined()
      let folded = words.isEmpty ? customer.folded() : words
      guard let first = earlier[folded] else {
        earlier[folded] = study.number
        return nil
      }
      return discrepancy(
        .caseDuplicate, at: .customer, of: study,
        fr:
          "le client \(language.quoted(customer.trimmed())) figure déjà dans l’étude de cas \(first). Vérifiez qu’il s’agit de deux projets, ou remplacez l’un des deux.",
        en:
          "the customer \(language.quoted(customer.trimmed())) already appears in case study \(first). Check that these are two projects, or replace one of them."
      )
    }
  }

  /// `case.tooFew` and `case.tooFewPublic`, once each.
  var tooFewCaseStudies: [Discrepancy] {
    var found: [Discrepancy] = []
    let rules = template.caseStudies
    let retained = caseStudies.filter(\.retained)
    if retained.count < rules.required {
      let sentence =
        retained.isEmpty
        ? language(fr: "Aucune étude de cas n’est retenue", en: "No case study is retained")
        : language.count(
          retained.count, fr: ("étude de cas est retenue", "études de cas sont retenues"),
          en: ("case study is retained", "case studies are retained"))
      found.append(
        Discrepancy(.caseTooFew, message: sentence + needed(rules.required) + notRetained))
    }
    let isPublic = retained.count(where: \.isPublic)
    if isPublic < rules.publicRequired {
      let sentence =
        isPublic == 0
        ? language(
          fr: "Aucune étude de cas retenue n’est publique, avec un lien",
          en: "No retained case study is public, with a link")
        : language.count(
          isPublic,
          fr: (
            "étude de cas retenue est publique, avec un lien",
            "études de cas retenues sont publiques, avec un lien"
          ),
          en: (
            "retained case study is public, with a link",
            "retained case studies are public, with a link"
          ))
      found.append(
        Discrepancy(
          .caseTooFewPublic,
          message: sentence + needed(rules.publicRequired) + publicButNotRetained))
    }
    return found
  }

  private func needed(_ number: Int) -> String {
    language(
      fr: " ; il en faut \(number). ", en: "; \(number) \(number == 1 ? "is" : "are") needed. ")
  }

  /// Which case studies are not retained and why, those with the same reasons together, and what to do.
  private var notRetained: String {
    var groups: [(studies: [Int], obstacles: [String])] = []
    for study in caseStudies where !study.retained {
      if let index = groups.firstIndex(where: { $0.obstacles == study.obstacles }) {
        groups[index].studies.append(study.number)
      } else {
        groups.append(([study.number], study.obstacles))
      }
    }
    guard !groups.isEmpty else {
      return language(
        fr: "Présentez-en davantage.", en: "Present more of them.")
    }
    let texts = groups.map { studies, obstacles in
      "\(names(of: studies)) (\(obstacles.joined(separator: language.semicolon)))"
    }
    let isOne = groups.count == 1 && groups[0].studies.count == 1
    return language(fr: isOne ? "Non retenue : " : "Non retenues : ", en: "Not retained: ")
      + texts.joined(separator: ", ") + ". "
      + language(
        fr: isOne ? "Complétez-la ou remplacez-la." : "Complétez-les ou remplacez-les.",
        en: isOne ? "Complete or replace it." : "Complete or replace them.")
  }

  /// What helps where too few of those that are retained are public: another may be public already.
  private var publicButNotRetained: String {
    let waiting = caseStudies.filter { $0.isPublic && !$0.retained }.map(\.number)
    guard !waiting.isEmpty else {
      return language(
        fr: "Publiez une étude de cas de plus et indiquez son lien.",
        en: "Publish one more case study and give its link.")
    }
    let names = names(of: waiting)
    return waiting.count == 1
      ? language(
        fr:
          "Complétez ou corrigez l’\(names), publique mais non retenue, ou publiez-en une autre et indiquez son lien.",
        en:
          "Complete or correct \(names), which is public but not retained, or publish another one and give its link."
      )
      : language(
        fr:
          "Complétez ou corrigez les \(names), publiques mais non retenues, ou publiez-en une autre et indiquez son lien.",
        en:
          "Complete or correct \(names), which are public but not retained, or publish another one and give its link."
      )
  }

  /// `étude de cas 1`, `études de cas 1, 2 et 4`.
  private func names(of studies: [Int]) -> String {
    let numbers = language.list(studies.map(String.init))
    return studies.count == 1
      ? language(fr: "étude de cas \(numbers)", en: "case study \(numbers)")
      : language(fr: "études de cas \(numbers)", en: "case studies \(numbers)")
  }
}
