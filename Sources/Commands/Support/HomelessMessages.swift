internal import Basics
internal import Checklists

extension CarryOver.Homeless {
  /// One line for a person: where it stood and what was typed.
  func message(_ templates: [Template], in language: Language) -> String {
    var names: [String] = []
    if let control {
      let known = templates.lazy.compactMap { $0.control(control) }.first
      names.append(known?.name(in: language) ?? language.quoted(control))
    }
    if case .caseStudy? = scope { names.append(scope?.name(in: language) ?? "") }
    if let field { names.append(language.label(ofField: field, in: scope) ?? field) }
    let typed = [raw, evidence, date].compactMap(\.self).map { language.quoted($0) }
    return Place(sheet: sheet, cell: cell, names: names).message(
      typed.joined(separator: ", ")
        + language(
          fr: " – la nouvelle version n’a pas de place pour cela.",
          en: " – the new version has no place for it."), in: language)
  }
}
