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
    func controls(_ lead: (fr: String, en: String), where isMeant: (AssessedAnswer) -> Bool) {
      var names: [String] = []
      for answer in answers where answer.outcome == .notMet && isMeant(answer) {
        let name = shortName(of: answer)
        if names.last != name { names.append(name) }
      }
      guard !names.isEmpty else { return }
      obstacles.append(language(fr: lead.fr, en: lead.en) + language.list(names, atMost: 5))
    }
    controls(("non respecté : ", "not met: ")) { !$0.isTooOld }
    controls(("date trop ancienne : ", "date too old: ")) { $0.isTooOld }
    // A required field that is empty or invalid is among the problems already.
    func isNamed(_ field: CaseStudyField) -> Bool {
      problems.contains { $0.field == field.rawValue }
    }
    if study[.inProduction].yesNo == nil, !isNamed(.inProduction) {
      obstacles.append(Failure.notInProduction.words(in: language))
    }
    if study[.productionDate].date == nil, !isNamed(.productionDate) {
      obstacles.append(language(fr: "sans date de mise en production", en: "no production date"))
    }
    obstacles += projectFailures(of: study).map { $0.words(in: language) }
    let known = Set(template.deliveryModels.map(\.id))
    if !known.isSuperset(of: submission.modelsInForce(for: study, of: template)) {
      obstacles.append(language(fr: "modèle de livraison inconnu", en: "unknown delivery model"))
    }
    return obstacles
  }

  /// A control as a list of a case study names it: `2.13`, or a document's title.
  private func shortName(of answer: AssessedAnswer) -> String {
    let control = control(of: answer)
    return control.ref ?? language.quoted(control.title)
  }

  // MARK: What cannot be mended by filling in more

  /// What stands against the project itself.
  private enum Failure {
    case notInProduction, tooOld, future, reuse

    var code: Reason.Code {
      switch self {
      case .notInProduction: .caseNotInProduction
      case .tooOld: .caseTooOld
      case .future: .caseFuture
      case .reuse: .caseReuse
      }
    }

    func words(in language: Language) -> String {
      switch self {
      case .notInProduction: language(fr: "pas en production", en: "not in production")
      case .tooOld: language(fr: "mise en production trop ancienne", en: "production date too old")
      case .future: language(fr: "mise en production à venir", en: "production date in the future")
      case .reuse: language(fr: "reprise non admise", en: "reuse not allowed")
      }
    }
  }

  private func projectFailures(of study: CaseStudy) -> [Failure] {
    var failures: [Failure] = []
    if study[.inProduction].yesNo == false { failures.append(.notInProduction) }
    switch study[.productionDate].date.map(age) {
    case .tooOld: failures.append(.tooOld)
    case .future: failures.append(.future)
    case .recent, nil: break
    }
    if reuse.contains(where: { $0.scope == .caseStudy(study.number) }) { failures.append(.reuse) }
    return failures
  }

  /// Why a case study cannot be retained any more, whatever is still filled in: `étude de cas 3 : 2.13 N`.
  func failures(of study: CaseStudy) -> [Reason] {
    let scope = Scope.caseStudy(study.number)
    var reasons: [Reason] = []
    func add(_ code: Reason.Code, _ answer: AssessedAnswer, saying mark: String) {
      let sign = mark.count == 1 ? " " : ", "
      var reason = reason(code, study, saying: shortName(of: answer) + sign + mark)
      reason.control = self[answer].key.control
      reason.deliveryModel = self[answer].key.deliveryModel
      reason.mark = mark
      reasons.append(reason)
    }
    for cell in cells where cell.first?.scope == scope && cell.first?.isDeclaration == false {
      for answer in cell where answer.outcome == .notMet && !answer.isTooOld {
        add(.caseTooFew, answer, saying: mark(answer, .no))
      }
      // There is one date for all delivery models.
      if let answer = cell.first(where: \.isTooOld) {
        add(
          .evidenceTooOld, answer, saying: language(fr: "date trop ancienne", en: "date too old"))
      }
    }
    return reasons
      + projectFailures(of: study).map { reason($0.code, study, saying: $0.words(in: language)) }
  }

  /// Whether a case study is public already, or may still become so.
  func mayBePublic(_ study: CaseStudy, isComplete: Bool) -> Bool {
    let isPublic = caseStudies.contains { $0.number == study.number && $0.isPublic }
    return isPublic || (!isComplete && study[.isPublic].yesNo != false)
  }

  private enum Age { case recent, tooOld, future }

  /// A production date seen from the reference date; exactly so many months ago is still recent.
  private func age(of date: CalendarDate) -> Age {
    guard let asOf else { return .recent }
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
        lazy var day = asOf.map(language.day) ?? ""
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

  /// `case.duplicate`, at each case study whose customer, or whose link where both are public, an earlier one
  /// has.
  var duplicateCaseStudies: [Discrepancy] {
    let customers = repeated(.customer, among: studies) { text in
      let words = text.words.joined()
      return words.isEmpty ? text.folded() : words
    }.map { study, first in
      let customer = language.quoted((study[.customer].text ?? "").trimmed())
      return discrepancy(
        .caseDuplicate, at: .customer, of: study,
        fr:
          "le client \(customer) figure déjà dans l’étude de cas \(first). Vérifiez qu’il s’agit de deux projets, ou remplacez l’un des deux.",
        en:
          "the customer \(customer) already appears in case study \(first). Check that these are two projects, or replace one of them."
      )
    }
    let isPublic = studies.filter { $0[.isPublic].yesNo == true }
    return customers
      + repeated(.publicUrl, among: isPublic) { text in
        // The same page, however its address begins and ends.
        var address = text.folded()[...]
        for start in ["https://", "http://", "www."] where address.hasPrefix(start) {
          address = address.dropFirst(start.count)
        }
        while address.last == "/" { address = address.dropLast() }
        return String(address)
      }.map { study, first in
        discrepancy(
          .caseDuplicate, at: .publicUrl, of: study,
          fr:
            "ce lien est aussi celui de l’étude de cas \(first). Chaque étude de cas publique a sa propre publication : indiquez la sienne, ou répondez \(issued(.no)) à la question si elle est publique.",
          en:
            "this link is also that of case study \(first). Each public case study has a publication of its own: give its link, or answer \(issued(.no)) where it is asked whether it is public."
        )
      }
  }

  /// The case studies in which a field says the same as in an earlier one, each with the number of that one.
  private func repeated(
    _ field: CaseStudyField, among studies: [CaseStudy], comparing form: (String) -> String
  ) -> [(study: CaseStudy, first: Int)] {
    var earlier: [String: Int] = [:]
    return studies.compactMap { study in
      guard let text = study[field].text, !text.isBlank else { return nil }
      let form = form(text)
      guard let first = earlier[form] else {
        earlier[form] = study.number
        return nil
      }
      return (study, first)
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
