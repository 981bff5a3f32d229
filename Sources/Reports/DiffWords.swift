internal import Assessments
internal import Basics
internal import Checklists

/// How a difference names things to a person.
struct DiffWords {
  let language: Language
  /// Whose titles and labels are shown: the common template, in the reader's language where that is known.
  let template: Template
  /// What the common template does not have any more.
  let others: [Template]

  /// `Contrôle 1.12 – Chiffrement`, `Document « Schéma »`.
  func control(_ id: String) -> String {
    let known = ([template] + others).lazy.compactMap { $0.control(id) }.first
    guard let known else { return id.visible() }
    let name = known.name(in: language)
    let capital = name.prefix(1).uppercased() + name.dropFirst()
    return known.ref == nil ? capital : capital + " – " + known.title.visible()
  }

  /// `contrôle 1.12`.
  func short(_ id: String) -> String {
    ([template] + others).lazy.compactMap { $0.control(id)?.name(in: language) }.first
      ?? id.visible()
  }

  func model(_ id: String) -> String {
    ([template] + others).lazy.flatMap(\.deliveryModels).first { $0.id == id }?.label.visible()
      ?? id.visible()
  }

  /// `étude de cas 3`, the number never alone on a line.
  func name(_ scope: Scope) -> String {
    let words = scope.name(in: language).split(separator: " ")
    return words.dropLast(2).map { $0 + " " }.joined()
      + words.suffix(2).joined(separator: "\u{A0}")
  }

  func models(_ ids: [String]) -> String { language.list(ids.map(model)) }

  /// `étude de cas 3, SaaS`; nothing for the solution. The delivery model is named where the template has several.
  func scope(_ scope: Scope, models: [String] = []) -> String {
    var names: [String] = []
    if scope != .solution { names.append(name(scope)) }
    if !models.isEmpty, template.deliveryModels.count > 1 { names.append(self.models(models)) }
    return names.joined(separator: ", ")
  }

  /// What stands in an answer cell: `O`, `S.O. sans raison`, `vide`, or what was typed.
  func answer(_ answer: Answer?) -> String {
    guard let answer else { return language(fr: "non demandé", en: "not asked") }
    if let value = answer.value {
      let word = value.issued(in: language)
      return value == .notApplicable && !answer.hasEvidence
        ? language(fr: "\(word) sans raison", en: "\(word) without reason") : word
    }
    switch answer.status {
    case .missing: return language(fr: "sans case", en: "no cell")
    case .duplicate: return language(fr: "deux réponses", en: "two answers")
    default:
      let raw = (answer.raw ?? "").trimmed()
      return raw.isEmpty ? language(fr: "vide", en: "empty") : language.quoted(raw)
    }
  }

  /// `O → N`.
  func change(_ comparison: AnswerComparison) -> String {
    arrow(answer(comparison.old), answer(comparison.new))
  }

  /// Both, or one where they are the same; what is short stays on one line.
  func arrow(_ old: String, _ new: String) -> String {
    guard old != new else { return new }
    let isShort = old.count + new.count < 24
    return isShort ? old + "\u{A0}→\u{A0}" + new : old + " → " + new
  }

  /// `Validation technique, H24`; both places where they differ.
  func place(_ old: (sheet: String?, cell: String?)?, _ new: (sheet: String?, cell: String?)?)
    -> String
  {
    func address(_ place: (sheet: String?, cell: String?)?) -> String {
      Place.address(sheet: place?.sheet, cell: place?.cell)
    }
    let (before, after) = (address(old), address(new))
    if before.isEmpty || after.isEmpty { return before + after }
    if let old, let new, before != after, old.sheet == new.sheet {
      return before + " → " + (new.cell?.visible() ?? after)
    }
    return arrow(before, after)
  }

  /// What a field holds.
  func field(_ field: Field) -> String {
    switch field.value {
    case .text(let text): text
    case .number(let number): String(number)
    case .date(let date): language.day(date)
    case .yesNo(let flag): (flag ? AnswerValue.yes : .no).issued(in: language)
    case .category(let id):
      ([template] + others).lazy.flatMap(\.categories).first { $0.id == id }?.label ?? id
    case .deliveryModels(let ids): models(ids)
    case nil: field.raw ?? ""
    }
  }

  /// The label of a field, by the name that scripts use.
  func label(ofField name: String, in scope: Scope?) -> String {
    language.label(ofField: name, in: scope) ?? name.visible()
  }

  /// Two texts between quotation marks, each cut to where they differ.
  func texts(_ old: String, _ new: String) -> (String, String) {
    let (before, after) = (single(old), single(new))
    let common = zip(before, after).prefix { $0 == $1 }.count
    func cut(_ text: [Character]) -> String {
      // What is quoted is cut after 60 characters, the sign of an omission included.
      let limit = 59
      guard text.count > limit, common > 20 else { return language.quoted(String(text)) }
      let start = min(common - 12, text.count - limit)
      return language.quoted("…" + String(text[max(0, start)...].prefix(limit * 2)))
    }
    return (cut(before), cut(after))
  }

  /// With one blank for each run of blanks and line breaks. No more is looked at than can be told.
  private func single(_ text: String) -> [Character] {
    Array(
      text.prefix(4000).split(whereSeparator: \.isWhitespace).joined(separator: " "))
  }
}

extension AnswerChange {
  /// As a heading.
  func title(in language: Language) -> String {
    switch self {
    case .regressed: language(fr: "Régressions", en: "Regressed")
    case .noLongerAnswered: language(fr: "Sans réponse désormais", en: "No longer answered")
    case .fixed: language(fr: "Corrigé", en: "Fixed")
    case .newlyAnswered: language(fr: "Nouvelles réponses", en: "Newly answered")
    case .otherwiseChanged: language(fr: "Réponses autrement modifiées", en: "Otherwise changed")
    case .evidenceChanged:
      language(fr: "Preuves ou dates modifiées", en: "Evidence or date changed")
    case .newlyAsked:
      language(fr: "Nouvelles questions, à répondre", en: "Newly asked, to be answered")
    case .noLongerAsked: language(fr: "N’est plus demandé", en: "No longer asked")
    case .unchanged: language(fr: "Inchangé", en: "Unchanged")
    }
  }

  /// What a heading means where that is not plain.
  func meaning(in language: Language) -> String {
    switch self {
    case .regressed:
      language(fr: "L’exigence était respectée et ne l’est plus.", en: "Was met, is not any more.")
    case .noLongerAnswered:
      language(
        fr: "Il y avait une réponse utilisable ; il n’y en a plus.",
        en: "There was a usable answer; there is none any more.")
    case .newlyAsked:
      language(
        fr: "Seule la nouvelle soumission les demande, et la réponse manque.",
        en: "Only the new submission asks for them, and the answer is missing.")
    case .noLongerAsked:
      language(
        fr: "Seule l’ancienne soumission les demandait.",
        en: "Only the old submission asked for them.")
    default: ""
    }
  }

  /// `3 corrigées`, with the noun left out.
  func count(_ number: Int, in language: Language) -> String {
    let (french, english): ((one: String, many: String), String) =
      switch self {
      case .regressed: (("régression", "régressions"), "regressed")
      case .noLongerAnswered:
        (("sans réponse désormais", "sans réponse désormais"), "no longer answered")
      case .fixed: (("corrigée", "corrigées"), "fixed")
      case .newlyAnswered: (("nouvelle", "nouvelles"), "newly answered")
      case .otherwiseChanged: (("autrement modifiée", "autrement modifiées"), "otherwise changed")
      case .evidenceChanged:
        (
          ("avec preuve ou date modifiée", "avec preuve ou date modifiée"),
          "with other evidence or date"
        )
      case .newlyAsked:
        (("nouvelle question ouverte", "nouvelles questions ouvertes"), "newly asked and open")
      case .noLongerAsked:
        (("qui n’est plus demandée", "qui ne sont plus demandées"), "no longer asked")
      case .unchanged: (("inchangée", "inchangées"), "unchanged")
      }
    return language.count(number, fr: french, en: (english, english))
  }
}

extension Objection.State {
  /// As a heading.
  func title(in language: Language) -> String {
    switch self {
    case .untouched: language(fr: "Objections sans suite", en: "Objections untouched")
    case .answered:
      language(
        fr: "Objections avec une suite, mais pas réglées",
        en: "Objections answered, but not settled")
    case .settled:
      language(
        fr: "Objections réglées, à vérifier", en: "Objections settled, to be verified")
    case .withdrawn:
      language(fr: "Objections levées par l’auditeur", en: "Objections withdrawn by the auditor")
    case .noLongerAsked:
      language(
        fr: "Objections à ce qui n’est plus demandé", en: "Objections to what is no longer asked")
    case .raised: language(fr: "Nouvelles objections", en: "New objections")
    }
  }

  /// `3 sans suite`.
  func count(_ number: Int, in language: Language) -> String {
    let (french, english): ((one: String, many: String), String) =
      switch self {
      case .untouched: (("sans suite", "sans suite"), "untouched")
      case .answered:
        (("avec une suite, non réglée", "avec une suite, non réglées"), "answered, not settled")
      case .settled: (("réglée", "réglées"), "settled")
      case .withdrawn: (("levée par l’auditeur", "levées par l’auditeur"), "withdrawn")
      case .noLongerAsked:
        (("qui n’est plus demandée", "qui ne sont plus demandées"), "no longer asked")
      case .raised: (("nouvelle", "nouvelles"), "newly raised")
      }
    return language.count(number, fr: french, en: (english, english))
  }
}
