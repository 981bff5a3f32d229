internal import Assessments
internal import Basics
internal import Checklists

/// One line of a difference, with what belongs to it.
struct DiffItem: Equatable {
  enum Mark { case good, bad, attention, neutral }

  var mark = Mark.neutral
  /// What it is about.
  var name: String
  /// What became of it; empty where the name says it all.
  var change = ""
  /// Sheet and cell, as far as they are known.
  var place = ""
  /// Further sentences.
  var details: [String] = []
}

/// Items under a heading.
struct DiffSection: Equatable {
  /// For links, in ASCII.
  let id: String
  let title: String
  /// How many of the kind there are, which may be more than are listed one by one; nil where that says nothing.
  var count: Int?
  var lead = ""
  var items: [DiffItem]
}

/// A figure before and after.
struct DiffFigure {
  let name: String
  let old: String
  let new: String
  /// Set for the one that is a verdict.
  var verdicts: (old: Verdict, new: Verdict)?
}

/// A difference as a person reads it, whatever it is written as: what was compared, the figures side by side, then what
/// changed, most urgent first.
struct DiffContent {
  let difference: Difference
  let language: Language
  let words: DiffWords

  /// - Parameter names: the template whose titles are shown; nil for the one that is compared in.
  init(_ difference: Difference, names: Template?, language: Language) {
    self.difference = difference
    self.language = language
    words = DiffWords(
      language: language, template: names ?? difference.template,
      others: [difference.template, difference.new.template, difference.old.template])
  }

  /// The partner, else the new file.
  var title: String {
    let name = difference.new.assessment.partner ?? difference.old.assessment.partner ?? ""
    return name.isBlank ? difference.new.assessment.title : name.trimmed().visible()
  }

  /// What has to be said before anything else; empty where nothing has to.
  var warning: String {
    let names = [difference.old, difference.new].compactMap { side in
      side.assessment.partner.flatMap { $0.isBlank ? nil : $0 }
    }
    guard names.count == 2, names[0].folded() != names[1].folded() else { return "" }
    let (old, new) = (language.quoted(names[0]), language.quoted(names[1]))
    return language(
      fr: "Attention : les deux soumissions ne nomment pas le même partenaire, \(old) et \(new).",
      en: "Mind: the two submissions name different partners, \(old) and \(new).")
  }

  /// What became of the answers, in a sentence.
  var summary: String {
    guard difference.differs else {
      return language(
        fr:
          "Rien ne diffère : \(answers(difference.answers.count)) et tous les champs sont identiques.",
        en: "Nothing differs: \(answers(difference.answers.count)) and every field are the same.")
    }
    let counts = AnswerChange.allCases.compactMap { change in
      let count = difference.count(change)
      return count == 0 ? nil : change.count(count, in: language)
    }
    return answers(difference.answers.count)
      + language(fr: " comparées", en: " compared") + language.colon
      + counts.joined(separator: ", ")
      + "."
  }

  private func answers(_ number: Int) -> String {
    language.count(number, fr: ("réponse", "réponses"), en: ("answer", "answers"))
  }

  /// The figures side by side.
  var figures: [DiffFigure] {
    func row(_ fr: String, _ en: String, _ value: (Difference.Side) -> String) -> DiffFigure {
      DiffFigure(
        name: language(fr: fr, en: en), old: value(difference.old), new: value(difference.new))
    }
    var rows = [
      row("Fichier", "File") { $0.assessment.source.file.visible() },
      row("Évalué au", "Assessed as of") { $0.assessment.asOf.map(language.day) ?? "–" },
    ]
    if difference.old.template.stamp != difference.new.template.stamp {
      rows.append(
        row("Liste de contrôle", "Checklist") {
          $0.template.version.visible() + ", " + $0.template.language.name(in: language)
        })
    }
    var verdict = row("Verdict", "Verdict") { $0.assessment.verdict.name(in: language) }
    verdict.verdicts = (difference.old.assessment.verdict, difference.new.assessment.verdict)
    return rows + [
      verdict,
      row("Score", "Score") { $0.assessment.score.percentText(in: language) },
      row("Prérequis", "Prerequisites") {
        "\($0.assessment.prerequisites.met)/\($0.assessment.prerequisites.required)"
      },
      row("Études de cas retenues", "Case studies retained") {
        "\($0.assessment.retained)/\($0.assessment.caseStudiesRequired)"
      },
      row("dont publiques", "of them public") {
        "\($0.assessment.retainedPublic)/\($0.assessment.publicRequired)"
      },
      row("Erreurs", "Errors") { String($0.assessment.count(.error)) },
      row("Avertissements", "Warnings") { String($0.assessment.count(.warning)) },
    ]
  }

  /// What is said below the figures; empty where nothing is.
  var footnotes: [String] {
    guard difference.old.isAudited || difference.new.isAudited else { return [] }
    return [
      language(
        fr:
          "Verdict et score tiennent compte des constats d’audit là où il y en a ; les réponses comparées sont celles du partenaire.",
        en:
          "Verdict and score take findings into account where there are some; the answers compared are the partner’s."
      )
    ]
  }

  /// Everything that changed, most urgent first; no section is empty.
  var sections: [DiffSection] {
    let all =
      objectionSections
      + [
        .regressed, .noLongerAnswered, .fixed, .newlyAnswered, .otherwiseChanged, .evidenceChanged,
        .newlyAsked,
      ]
      .map(section) + [fieldSection, structureSection, appeared, gone, section(of: .noLongerAsked)]
    return all.filter { !$0.items.isEmpty }
  }
}

extension Language {
  /// The language in words.
  fileprivate func name(in reader: Language) -> String {
    switch self {
    case .french: reader(fr: "français", en: "French")
    case .english: reader(fr: "anglais", en: "English")
    }
  }
}
