internal import Assessments
internal import Basics
internal import Checklists

/// The reasons of a verdict in a few lines that name every control and case study, neighbours as a range, and
/// of fields the first: what is open kind by kind, then what has failed place by place, `étude de cas 3 :
/// 2.13 N`.
struct ReasonDigest {
  private let reasons: [Reason]
  private let template: Template?
  private let language: Language

  init(_ reasons: [Reason], _ template: Template?, _ language: Language) {
    self.reasons = reasons
    self.template = template
    self.language = language
  }

  /// What one line is about.
  private enum Group: Hashable {
    case open(Reason.Code)
    /// Prerequisites and documents of the solution of which the same is said.
    case solution(Reason.Code, mark: String)
    case caseStudy(Scope)
    /// What is said of no place.
    case whole(Reason.Code)
  }

  private func group(of reason: Reason) -> Group {
    switch reason.scope {
    case _ where !reason.isFailure: .open(reason.code)
    case .solution: .solution(reason.code, mark: reason.mark)
    case let scope?: .caseStudy(scope)
    case nil: .whole(reason.code)
    }
  }

  /// A line for each kind of what is open, each place of what has failed.
  var lines: [String] {
    var order: [Group] = []
    var groups: [Group: [Reason]] = [:]
    for reason in reasons {
      let group = group(of: reason)
      if groups[group] == nil { order.append(group) }
      groups[group, default: []].append(reason)
    }
    return order.map { group in
      let members = groups[group] ?? []
      guard members.count > 1 else { return members[0].text.visible() }
      return switch group {
      case .open(let code):
        code.name(in: language) + " (\(members.count))" + language.colon + places(of: members)
      case .solution(_, let mark): places(of: members) + language.colon + mark
      case .caseStudy(let scope): scope.name(in: language) + language.colon + failures(of: members)
      case .whole: members.map { $0.text.visible() }.joined(separator: language.semicolon)
      }
    }
  }

  /// The lines of what has failed.
  var failures: [String] {
    ReasonDigest(reasons.filter(\.isFailure), template, language).lines
  }

  /// Where reasons stand, scope by scope: `prérequis 1.1–1.4, 3.1 ; étude de cas 2 (1.25)`.
  func places(of reasons: [Reason]) -> String {
    var order: [Scope?] = []
    for reason in reasons where !order.contains(reason.scope) { order.append(reason.scope) }
    return order.map { scope in
      let members = reasons.filter { $0.scope == scope }
      let fields = members.compactMap { reason in
        reason.field.map { language.label(ofField: $0, in: scope) ?? $0 }
      }
      let shown = fields.isEmpty ? [] : [language.list(fields, atMost: 3)]
      let names = (controls(of: members) + shown).joined(separator: ", ")
      guard let scope, scope != .solution else { return names }
      return scope.name(in: language) + " (" + names + ")"
    }.joined(separator: language.semicolon)
  }

  /// What stands against a case study: `2.13, 2.14 N ; 1.24, date trop ancienne ; pas en production`.
  private func failures(of reasons: [Reason]) -> String {
    var order: [String] = []
    for reason in reasons where !order.contains(reason.mark) { order.append(reason.mark) }
    return order.map { mark in
      let names = controls(of: reasons.filter { $0.mark == mark }).joined(separator: ", ")
      guard !names.isEmpty else { return mark.visible() }
      return names + (mark.count == 1 ? " " : ", ") + mark
    }.joined(separator: language.semicolon)
  }

  /// The controls that reasons name, in printed order; three neighbours or more as a range.
  private func controls(of reasons: [Reason]) -> [String] {
    guard let template else { return reasons.compactMap(\.control) }
    let places = Set(reasons.compactMap { $0.control.flatMap(template.place(ofControl:)) }).sorted()
    var runs: [ClosedRange<Int>] = []
    for place in places {
      if let last = runs.last, last.upperBound == place - 1,
        template.controls[place].part == template.controls[last.lowerBound].part,
        template.controls[place].ref != nil
      {
        runs[runs.count - 1] = last.lowerBound...place
      } else {
        runs.append(place...place)
      }
    }
    var isPrerequisiteNamed = false
    return runs.flatMap { run -> [String] in
      func name(_ place: Int) -> String {
        let control = template.controls[place]
        guard let ref = control.ref else { return language.quoted(control.title) }
        guard control.kind == .prerequisite, !isPrerequisiteNamed else { return ref }
        isPrerequisiteNamed = true
        return control.name(in: language)
      }
      return run.count < 3
        ? run.map(name) : [name(run.lowerBound) + "–" + name(run.upperBound)]
    }
  }
}

extension Reason.Code {
  /// What the code says of each thing that it names, as a heading.
  func name(in language: Language) -> String {
    switch self {
    case .answerBlank: language(fr: "Sans réponse", en: "No answer")
    case .answerUnreadable: language(fr: "Réponse non comprise", en: "Answer not understood")
    case .answerMissing: language(fr: "Réponse introuvable", en: "Answer not found")
    case .answerDuplicate: language(fr: "Deux réponses différentes", en: "Two different answers")
    case .findingConflict: language(fr: "Auditeurs en désaccord", en: "Auditors disagree")
    case .evidenceAbsent:
      language(fr: "Preuve ou explication demandée", en: "Evidence or explanation asked for")
    case .evidenceTooOld: language(fr: "Date trop ancienne", en: "Date too old")
    case .fieldAbsent: language(fr: "Champ vide", en: "Empty field")
    case .fieldInvalid: language(fr: "Champ non valable", en: "Field not valid")
    case .categoryUnknown: language(fr: "Catégorie inconnue", en: "Unknown category")
    case .categorySeveral: language(fr: "Plusieurs catégories", en: "Several categories")
    case .prerequisiteNotMet: language(fr: "Prérequis non respecté", en: "Prerequisite not met")
    case .documentNotMet: language(fr: "Document non fourni", en: "Document not supplied")
    case .caseTooOld:
      language(fr: "Mise en production trop ancienne", en: "Production date too old")
    case .caseFuture:
      language(fr: "Mise en production à venir", en: "Production date in the future")
    case .caseNotInProduction: language(fr: "Pas en production", en: "Not in production")
    case .caseReuse: language(fr: "Reprise non admise", en: "Reuse not allowed")
    case .caseTooFew: language(fr: "Études de cas", en: "Case studies")
    case .caseTooFewPublic: language(fr: "Études de cas publiques", en: "Public case studies")
    case .templateUnknown: language(fr: "Liste inconnue", en: "Unknown checklist")
    case .fileUnreadable: language(fr: "Fichier illisible", en: "Unreadable file")
    }
  }
}
