internal import Basics

/// Turns the tree of a template file into a template, fault by fault.
struct TemplateDecoder {
  let faults: NodeReader.Faults
  /// Where things stand, for the checks that compare them.
  private(set) var marks = Marks()

  /// The places of what a template lists, in the order of its lists.
  struct Marks {
    var root = YAMLMark(line: 1, column: 1)
    var caseStudies = YAMLMark(line: 1, column: 1)
    var deliveryModels: [YAMLMark] = []
    var categories: [YAMLMark] = []
    var sections: [YAMLMark] = []
    var parts: [YAMLMark] = []
    var controls: [YAMLMark] = []
    var references: [YAMLMark] = []
    var applicability: [YAMLMark] = []
  }

  static let schema = "respecte.template/1"

  mutating func template(_ root: YAMLNode) -> Template? {
    guard let reader = NodeReader(root, faults: faults) else { return nil }
    defer { reader.finish() }
    marks.root = reader.mark
    let schema = reader.requiredText("schema")
    if !schema.isEmpty, schema != Self.schema {
      reader.fault(
        reader.mark(of: "schema"),
        fr: "schéma « \(schema) » inconnu ; cette version lit « \(Self.schema) ».",
        en: "unknown schema “\(schema)”; this version reads “\(Self.schema)”.")
      return nil
    }
    let id = reader.requiredText("id")
    if !id.isEmpty, !id.utf8.allSatisfy(Self.isIdentifierByte) {
      reader.fault(
        reader.mark(of: "id"),
        fr:
          "l’identifiant « \(id) » ne peut contenir que des lettres sans accent, des chiffres et des tirets.",
        en: "the id “\(id)” may hold only letters without accents, digits and hyphens.")
    }
    var template = Template(
      id: id, version: reader.requiredText("version"), language: language(of: reader),
      title: reader.requiredText("title"), published: published(of: reader))
    template.validity = validity(of: reader)
    template.predecessors = predecessors(of: reader, edition: template.edition)
    template.deliveryModels = deliveryModels(of: reader)
    template.categories = categories(of: reader)
    template.caseStudies = caseStudies(of: reader)
    template.requiredFields = requiredFields(of: reader)
    template.submission = submission(of: reader)
    template.parts = parts(of: reader)
    template.sections = sections(of: reader)
    template.controls = controls(of: reader, template.parts)
    template.resources = resources(of: reader)
    return template
  }

  private func validity(of reader: NodeReader) -> Validity? {
    guard let item = reader.reader("validity") else { return nil }
    defer { item.finish() }
    func date(_ key: String) -> String? {
      guard let text = item.text(key) else { return nil }
      if CalendarDate(iso: text) != nil || CalendarDate(iso: text + "-01") != nil { return text }
      item.fault(
        item.mark(of: key), fr: "« \(text) » n’est ni un mois comme 2025-02 ni un jour.",
        en: "“\(text)” is neither a month such as 2025-02 nor a day.")
      return nil
    }
    return Validity(
      released: date("released"), from: date("from"), to: date("to"),
      acceptedUntil: date("acceptedUntil"))
  }

  static func isIdentifierByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private func language(of reader: NodeReader) -> Language {
    let text = reader.requiredText("language")
    if let language = Language(rawValue: text) { return language }
    if !text.isEmpty {
      reader.fault(
        reader.mark(of: "language"), fr: "langue « \(text) » inconnue ; fr ou en est attendu.",
        en: "unknown language “\(text)”; fr or en is expected.")
    }
    return .french
  }

  private func published(of reader: NodeReader) -> String {
    let text = reader.requiredText("published")
    let isMonth = text.utf8.count == 7 && CalendarDate(iso: text + "-01") != nil
    if !text.isEmpty, !isMonth {
      reader.fault(
        reader.mark(of: "published"), fr: "« published » attend un mois comme 2019-12.",
        en: "“published” expects a month such as 2019-12.")
    }
    return text
  }

  /// `<id>@<version>` each, none of them twice or the template itself.
  private func predecessors(of reader: NodeReader, edition: String) -> [String] {
    var known: Set<String> = [edition]
    return reader.texts("predecessors").compactMap { text, mark in
      let parts = text.split(separator: "@", omittingEmptySubsequences: false)
      guard parts.count == 2, parts[0].utf8.allSatisfy(Self.isIdentifierByte),
        parts.allSatisfy({ !$0.isEmpty })
      else {
        reader.fault(
          mark,
          fr: "« \(text) » ne désigne pas une version : <id>@<version> est attendu, sans langue.",
          en: "“\(text)” names no version: <id>@<version> is expected, without a language.")
        return nil
      }
      guard known.insert(text).inserted else {
        reader.fault(
          mark, fr: "« \(text) » est nommé deux fois, ou est cette version même.",
          en: "“\(text)” is named twice, or is this very version.")
        return nil
      }
      return text
    }
  }

  private mutating func deliveryModels(of reader: NodeReader) -> [DeliveryModel] {
    let models = reader.readers("deliveryModels").map { item in
      defer { item.finish() }
      marks.deliveryModels.append(item.mark)
      return DeliveryModel(
        id: item.requiredText("id"), label: item.requiredText("label"),
        aliases: item.texts("aliases").map(\.text), description: item.text("description"),
        sharedInfrastructure: item.flag("sharedInfrastructure"))
    }
    return models.isEmpty ? [.any] : models
  }

  private mutating func categories(of reader: NodeReader) -> [Category] {
    reader.readers("categories").map { item in
      defer { item.finish() }
      marks.categories.append(item.mark)
      return Category(
        id: item.requiredText("id"), label: item.requiredText("label"),
        aliases: item.texts("aliases").map(\.text), description: item.text("description"))
    }
  }

  private mutating func caseStudies(of reader: NodeReader) -> CaseStudyRules {
    guard let item = reader.reader("caseStudies") else { return CaseStudyRules() }
    defer { item.finish() }
    marks.caseStudies = item.mark
    var rules = CaseStudyRules(
      required: item.number("required") ?? 0, publicRequired: item.number("public") ?? 0,
      maxAgeMonths: item.number("maxAgeMonths"))
    if let reuse = item.reader("reuse") {
      rules.reuseMax = reuse.number("max") ?? 0
      rules.reuseCompetencies = reuse.texts("competencies").map(\.text)
      reuse.finish()
    }
    return rules
  }

  private func requiredFields(of reader: NodeReader) -> RequiredFields {
    guard let item = reader.reader("fields") else { return .family }
    defer { item.finish() }
    func fields<F: RawRepresentable & CaseIterable>(_ key: String, _ type: F.Type) -> [F]
    where F.RawValue == String {
      item.texts(key).compactMap { text, mark in
        if let field = F(rawValue: text) { return field }
        let known = F.allCases.map(\.rawValue).joined(separator: ", ")
        item.fault(
          mark, fr: "champ inconnu « \(text) » ; les champs possibles : \(known).",
          en: "unknown field “\(text)”; the fields possible: \(known).")
        return nil
      }
    }
    return RequiredFields(
      application: fields("application", ApplicationField.self),
      caseStudy: fields("caseStudy", CaseStudyField.self))
  }

  private func submission(of reader: NodeReader) -> SubmissionInstructions? {
    guard let item = reader.reader("submission") else { return nil }
    defer { item.finish() }
    return SubmissionInstructions(
      address: item.text("address"), subject: item.text("subject"),
      mustInclude: item.texts("mustInclude").map(\.text), steps: item.texts("steps").map(\.text),
      reviewers: item.texts("reviewers").map(\.text),
      replyWorkingDays: item.number("replyWorkingDays"))
  }

  private mutating func parts(of reader: NodeReader) -> [Part] {
    reader.readers("parts").compactMap { item in
      defer { item.finish() }
      let id = part(of: item, key: "id")
      let kind = self.kind(of: item, id)
      let title = item.requiredText("title")
      let intro = item.text("intro")
      let validatedBy = item.text("validatedBy")
      guard let id else { return nil }
      marks.parts.append(item.mark)
      return Part(id: id, kind: kind, title: title, intro: intro, validatedBy: validatedBy)
    }
  }

  private mutating func sections(of reader: NodeReader) -> [Section] {
    reader.readers("sections").compactMap { item in
      defer { item.finish() }
      let part = part(of: item, key: "part")
      let ref = item.requiredText("ref")
      let title = item.requiredText("title")
      let intro = item.text("intro")
      guard let part else { return nil }
      marks.sections.append(item.mark(of: "ref"))
      return Section(part: part, ref: ref, title: title, intro: intro)
    }
  }

  func part(of item: NodeReader, key: String) -> PartID? {
    let text = item.requiredText(key)
    return text.isEmpty ? nil : PartID(rawValue: text)
  }

  /// The kind of a part. Templates of the first schema name none: their parts are told by their ids.
  private func kind(of item: NodeReader, _ id: PartID?) -> PartKind {
    guard let text = item.text("kind") else {
      return switch id {
      case "prereq": .prerequisite
      case "doc": .document
      default: .control
      }
    }
    if let kind = PartKind(rawValue: text) { return kind }
    let known = PartKind.allCases.map(\.rawValue).joined(separator: ", ")
    item.fault(
      item.mark(of: "kind"), fr: "genre inconnu « \(text) » ; les genres possibles : \(known).",
      en: "unknown kind “\(text)”; the kinds possible: \(known).")
    return .control
  }

  private func resources(of reader: NodeReader) -> [Resource] {
    reader.readers("resources").map { item in
      defer { item.finish() }
      return Resource(
        title: item.requiredText("title"), description: item.text("description") ?? "")
    }
  }
}

extension TemplateDecoder {
  private mutating func controls(of reader: NodeReader, _ parts: [Part]) -> [Control] {
    if reader.list("controls").isEmpty {
      reader.fault(
        reader.mark(of: "controls"), fr: "aucune exigence n’est décrite.",
        en: "no control is described.")
    }
    let kinds = Dictionary(parts.map { ($0.id, $0.kind) }, uniquingKeysWith: { first, _ in first })
    return reader.readers("controls").compactMap { control(of: $0, kinds) }
  }

  private mutating func control(of item: NodeReader, _ kinds: [PartID: PartKind]) -> Control? {
    defer { item.finish() }
    let part = part(of: item, key: "part")
    let id = item.requiredText("id")
    let applicability = applicability(of: item)
    var control = Control(
      id: id, part: part ?? "", kind: kinds[part ?? ""] ?? .control, section: item.text("section"),
      ref: item.text("ref"),
      title: item.requiredText("title"), text: item.requiredText("text"),
      condition: item.text("condition"), recencyMonths: item.number("recencyMonths"),
      attestsCompletion: item.flag("attestsCompletion"), applicability: applicability)
    if let answer = item.text("answer") {
      if let kind = AnswerKind(rawValue: answer) {
        control.answer = kind
      } else {
        item.fault(
          item.mark(of: "answer"),
          fr: "« answer » attend met ou declaration, et non « \(answer) ».",
          en: "“answer” expects met or declaration, not “\(answer)”.")
      }
    }
    if let evidence = item.reader("evidence") {
      control.evidence = EvidenceDemand(
        required: evidence.flag("required"), form: evidence.text("form"),
        whenNo: evidence.text("whenNo"))
      evidence.finish()
    }
    if let printed = item.reader("appliesAsPrinted") {
      for member in printed.allMembers {
        if let text = printed.text(member.key) { control.appliesAsPrinted[member.key] = text }
      }
    }
    guard part != nil else { return nil }
    marks.controls.append(item.mark(of: "id"))
    marks.references.append(item.mark(of: "ref"))
    marks.applicability.append(item.mark(of: "applies"))
    return control
  }

  /// `{"*": [solution]}` for what is asked once whatever the delivery model; else the kinds of scope by
  /// delivery model, or `{"*": [case]}` where a template has none.
  private func applicability(of item: NodeReader) -> Applicability {
    guard let reader = item.reader("applies") else {
      if item.node("applies") == nil {
        item.fault(item.mark, fr: "« applies » manque.", en: "“applies” is missing.")
      }
      return .byModel([:])
    }
    var byModel: [String: Set<ScopeKind>] = [:]
    for member in reader.allMembers {
      var kinds: Set<ScopeKind> = []
      for (text, mark) in reader.texts(member.key) {
        if let kind = ScopeKind(rawValue: text) {
          kinds.insert(kind)
        } else {
          reader.fault(
            mark, fr: "portée inconnue « \(text) » ; solution ou case est attendu.",
            en: "unknown scope “\(text)”; solution or case is expected.")
        }
      }
      byModel[member.key] = kinds
    }
    guard let every = byModel[DeliveryModel.any.id] else { return .byModel(byModel) }
    if byModel.count > 1 || every.count != 1 {
      reader.fault(
        reader.mark, fr: "« * » ne va qu’avec [solution] ou [case], et sans modèle de livraison.",
        en: "“*” goes with [solution] or [case], and without delivery models.")
    }
    if every == [.caseStudy] { return .byModel(byModel) }
    return .always
  }
}
