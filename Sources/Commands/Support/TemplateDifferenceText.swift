internal import Basics
internal import Checklists

/// What changed between two versions of a checklist, for a person.
struct TemplateDifferenceText {
  let difference: TemplateDifference
  let old: Template
  let new: Template
  let language: Language

  private static let width = 80

  var lines: [String] {
    var lines = [old.edition + " → " + new.edition]
    if !difference.comparesTexts {
      lines.append(
        language(
          fr: "Les langues diffèrent : les textes ne sont pas comparés.",
          en: "The languages differ: texts are not compared."))
    }
    if difference.changes.isEmpty {
      lines.append(language(fr: "Rien ne change.", en: "Nothing changed."))
    }
    for kind in TemplateDifference.Kind.allCases {
      let changes = difference.changes(kind)
      if changes.isEmpty { continue }
      lines += ["", title(of: kind) + " (\(changes.count))"]
      var last: String?
      for change in changes {
        if let control = change.control, control != last { lines.append("  " + name(of: control)) }
        last = change.control
        lines += values(of: change)
      }
    }
    return lines
  }

  private func title(of kind: TemplateDifference.Kind) -> String {
    switch kind {
    case .added: language(fr: "Ajouté", en: "Added")
    case .retired: language(fr: "Retiré", en: "Retired")
    case .reworded: language(fr: "Reformulé", en: "Reworded")
    case .moved: language(fr: "Déplacé", en: "Moved")
    case .applicability: language(fr: "Applicabilité", en: "Applicability")
    case .numbers: language(fr: "Nombres", en: "Numbers")
    case .evidence: language(fr: "Preuves", en: "Evidence")
    case .other: language(fr: "Le reste de la liste", en: "The rest of the checklist")
    }
  }

  private func name(of id: String) -> String {
    guard let control = new.control(id) ?? old.control(id) else { return id }
    let name = control.name(in: language) + " (\(id))"
    return control.ref == nil ? name : name + " – " + control.title
  }

  private func values(of change: TemplateDifference.Change) -> [String] {
    guard let member = change.member else { return [] }
    let none = language(fr: "rien", en: "nothing")
    func shown(_ value: JSON) -> String {
      if value == .null { return none }
      return value.string ?? value.compact
    }
    let (before, after) = (shown(change.old), shown(change.new))
    if before.count + after.count + member.count < 60 {
      return ["    " + member + language.colon + before + " → " + after]
    }
    func paragraph(_ title: String, _ text: String) -> String {
      TextLayout.paragraph(
        title + language.colon + text.replacing("\n", with: " "), width: Self.width, indent: 6)
    }
    return [
      "    " + member, paragraph(language(fr: "avant", en: "before"), before),
      paragraph(language(fr: "après", en: "after"), after),
    ]
  }
}
