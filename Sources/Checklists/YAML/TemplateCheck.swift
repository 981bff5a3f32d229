internal import Basics

/// Compares the parts of a template with one another: what each of them says alone is already read.
struct TemplateCheck {
  let template: Template
  let marks: TemplateDecoder.Marks
  let faults: NodeReader.Faults

  func run() {
    names()
    sections()
    controls()
    caseStudies()
  }

  /// Ids are parts of defined names, which have no hyphens.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte != UInt8(ascii: "-") && TemplateDecoder.isIdentifierByte(byte)
  }

  /// References are taken as printed: `1.12`, `DOC-001`, `A&A-01.1`.
  private static func isReferenceByte(_ byte: UInt8) -> Bool {
    TemplateDecoder.isIdentifierByte(byte) || ".&_".utf8.contains(byte)
  }

  /// Ids are unique, and no printed name stands for two things.
  private func names() {
    let models = zip(template.deliveryModels, marks.deliveryModels).map {
      ($0.id, [$0.label] + $0.aliases, $1)
    }
    let categories = zip(template.categories, marks.categories).map {
      ($0.id, [$0.label] + $0.aliases, $1)
    }
    for group in [models, categories] {
      var ids: Set<String> = []
      var owners: [String: String] = [:]
      for (id, names, mark) in group {
        if !id.isEmpty, !ids.insert(id).inserted { duplicate(id, mark) }
        if !id.isEmpty, !id.utf8.allSatisfy(Self.isNameByte) {
          faults.add(
            mark,
            fr:
              "l’identifiant « \(id) » ne peut contenir que des lettres sans accent et des chiffres.",
            en: "the id “\(id)” may hold only letters without accents and digits.")
        }
        for name in names {
          let folded = name.folded()
          if let owner = owners[folded], owner != id {
            faults.add(
              mark, fr: "« \(name) » désigne à la fois \(owner) et \(id).",
              en: "“\(name)” stands for both \(owner) and \(id).")
          }
          owners[folded] = id
        }
      }
    }
  }

  private func duplicate(_ id: String, _ mark: YAMLMark) {
    faults.add(
      mark, fr: "l’identifiant « \(id) » est donné deux fois.", en: "the id “\(id)” is given twice."
    )
  }

  private func sections() {
    var parts: Set<PartID> = []
    for (part, mark) in zip(template.parts, marks.parts)
    where !parts.insert(part.id).inserted {
      duplicate(part.id.rawValue, mark)
    }
    var last: [PartID: String] = [:]
    for (section, mark) in zip(template.sections, marks.sections) {
      order(section.ref, after: &last[section.part], mark)
      if !parts.contains(section.part) { partMissing(section.part, mark) }
    }
  }

  private func partMissing(_ part: PartID, _ mark: YAMLMark) {
    faults.add(
      mark, fr: "la partie « \(part.rawValue) » n’est pas décrite sous « parts ».",
      en: "the part “\(part.rawValue)” is not described under “parts”.")
  }

  private func controls() {
    var ids: Set<String> = []
    var names: [String: String] = [:]
    var last: [PartID: String] = [:]
    let parts = Set(template.parts.map(\.id))
    for (index, control) in template.controls.enumerated() where index < marks.controls.count {
      let mark = marks.controls[index]
      if !control.id.isEmpty, !ids.insert(control.id).inserted { duplicate(control.id, mark) }
      identity(of: control, mark)
      let name = control.id.asDefinedName
      if let other = names.updateValue(control.id, forKey: name), other != control.id {
        faults.add(
          mark, fr: "« \(control.id) » et « \(other) » ont le même nom de cellule, « \(name) ».",
          en: "“\(control.id)” and “\(other)” have the same defined name, “\(name)”.")
      }
      if !parts.contains(control.part) { partMissing(control.part, mark) }
      if let ref = control.ref {
        order(ref, after: &last[control.part], marks.references[index])
      }
      section(of: control, mark)
      applicability(of: control, marks.applicability[index])
      lengths(of: control, mark)
    }
  }

  /// `tech.1.12` is part `tech` and reference `1.12`; a document's id is the part and a name.
  private func identity(of control: Control, _ mark: YAMLMark) {
    let prefix = control.part.rawValue + "."
    let expected = control.ref.map { prefix + $0 }
    let rest = control.id.dropFirst(prefix.count)
    let fits =
      control.id.hasPrefix(prefix) && !rest.isEmpty
      && rest.utf8.allSatisfy { Self.isReferenceByte($0) }
      && (expected == nil || expected == control.id)
    guard !control.id.isEmpty, !fits else { return }
    let wanted = expected ?? prefix + "…"
    faults.add(
      mark, fr: "l’identifiant « \(control.id) » devrait être « \(wanted) ».",
      en: "the id “\(control.id)” should be “\(wanted)”.")
  }

  private func section(of control: Control, _ mark: YAMLMark) {
    guard let ref = control.section else {
      // A part without sections has its controls directly below it.
      if control.kind != .document, !template.sections(of: control.part).isEmpty {
        faults.add(
          mark, fr: "« section » manque : les autres exigences de la partie en ont une.",
          en: "“section” is missing: the other controls of the part have one.")
      }
      return
    }
    if !template.sections.contains(where: { $0.part == control.part && $0.ref == ref }) {
      faults.add(
        mark,
        fr: "la section « \(ref) » n’existe pas dans la partie « \(control.part.rawValue) ».",
        en: "there is no section “\(ref)” in the part “\(control.part.rawValue)”.")
    }
  }

  private func applicability(of control: Control, _ mark: YAMLMark) {
    guard case .byModel(let byModel) = control.applicability else { return }
    let known = template.deliveryModels.map(\.id)
    for model in byModel.keys.sorted() where !known.contains(model) {
      let list = known.joined(separator: ", ")
      faults.add(
        mark, fr: "modèle de livraison inconnu « \(model) » ; ceux de ce modèle : \(list).",
        en: "unknown delivery model “\(model)”; those of this template: \(list).")
    }
    if control.kind == .prerequisite {
      faults.add(
        mark, fr: "un prérequis s’applique toujours : {\"*\": [solution]}.",
        en: "a prerequisite always applies: {\"*\": [solution]}.")
    } else if byModel.values.allSatisfy(\.isEmpty) {
      faults.add(
        mark, fr: "« \(control.id) » ne s’applique à aucun modèle de livraison.",
        en: "“\(control.id)” applies to no delivery model.")
    }
  }

  /// Texts fit a spreadsheet cell.
  private func lengths(of control: Control, _ mark: YAMLMark) {
    if control.id.utf8.count > 60 {
      faults.add(
        mark, fr: "l’identifiant « \(control.id) » est trop long (60 signes au plus).",
        en: "the id “\(control.id)” is too long (60 characters at most).")
    }
    if control.title.utf16.count > 1_000 || control.text.utf16.count > 32_000 {
      faults.add(
        mark, fr: "le titre ou le texte de « \(control.id) » est trop long pour une cellule.",
        en: "the title or the text of “\(control.id)” is too long for a cell.")
    }
  }

  private func caseStudies() {
    let rules = template.caseStudies
    if rules.publicRequired > rules.required {
      faults.add(
        marks.caseStudies,
        fr:
          "plus d’études de cas publiques (\(rules.publicRequired)) que d’études demandées (\(rules.required)).",
        en:
          "more public case studies (\(rules.publicRequired)) than are required (\(rules.required))."
      )
    }
    if rules.required > 12 {
      faults.add(
        marks.caseStudies, fr: "douze études de cas au plus.", en: "twelve case studies at most.")
    }
  }

  /// Numbered references ascend, number by number: 1.9, 1.10, 2.1. Others have no order.
  private func order(_ ref: String, after last: inout String?, _ mark: YAMLMark) {
    let numbers = ref.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    guard !ref.isEmpty else { return }
    guard numbers.allSatisfy({ $0 != nil }) else { return }
    let now = numbers.compactMap { $0 }
    if let previous = last {
      let before = previous.split(separator: ".").compactMap { Int($0) }
      if !before.lexicographicallyPrecedes(now) {
        faults.add(
          mark, fr: "la référence \(ref) ne suit pas \(previous).",
          en: "the reference \(ref) does not follow \(previous).")
      }
    }
    last = ref
  }
}
