internal import Basics
internal import Checklists

/// Makes a template of what the tables say and what the running text adds.
struct TemplateAssembly {
  let lines: Document
  let options: PublishedText.Options

  func assemble(_ tables: consuming Draft) throws(PublishedText.Failure) -> PublishedText.Reading {
    var draft = tables
    var template = frontMatter(&draft)
    try nameEverything(&template, &draft)
    template.sections = draft.sections.map { section in
      Section(
        part: section.part, ref: section.ref, title: section.title,
        intro: section.intro.isEmpty ? nil : section.intro.text)
    }
    template.controls = draft.controls.map { control(of: $0, template.deliveryModels, &draft) }
    inferScopes(&draft)
    template.parts = parts(&draft)
    let order = template.parts.map(\.id)
    func rank(_ part: PartID) -> Int { order.firstIndex(of: part) ?? order.count }
    template.sections.sort { rank($0.part) < rank($1.part) }
    template.controls.sort { rank($0.part) < rank($1.part) }
    template.caseStudies = caseStudies(&draft)
    template.submission = submission(&draft)
    // No field asks for what a checklist does not have.
    if !template.hasDeliveryModels {
      template.requiredFields.application.removeAll { $0 == .deliveryModel }
    }
    if template.categories.isEmpty {
      template.requiredFields.application.removeAll { $0 == .category }
      template.requiredFields.caseStudy.removeAll { $0 == .category }
    }
    template.resources = draft.resources
    draft.infer(
      -1,
      draft.messages(
        fr: "fields : ceux de toute la famille de listes",
        en: "fields: those of the whole family of checklists"))
    for suspicion in Suspicions(draft.controls, messagesIn: draft.messages).found {
      draft.suspect(suspicion.line, suspicion.what)
    }
    let messages = draft.messages
    let report = draft.report { line in
      lines.isHeading(line)
        ? messages(fr: "titre d'un texte suivi", en: "heading of running text")
        : messages(
          fr: "texte suivi : rien pour le modèle", en: "running text: nothing for the template")
    }
    return PublishedText.Reading(template: template, report: report)
  }

  // MARK: - Front matter

  private func frontMatter(_ draft: inout Draft) -> Template {
    let front = FrontMatter(lines)
    let messages = draft.messages
    if let title = front.title, options.title == nil {
      for line in title.lines { draft.use(line, "title") }
    } else if options.title == nil {
      draft.miss(messages(fr: "titre (--title)", en: "title (--title)"))
    }
    var version = options.version ?? front.version?.text
    if let version = front.version, options.version == nil {
      draft.use(version.line, "version")
    } else if version == nil, let from = front.validity?.period.from {
      version = from
      draft.infer(
        front.validity?.lines.first ?? -1,
        messages(
          fr: "version : \(from), le début de la validité",
          en: "version: \(from), the begin of its validity"))
    } else if options.version == nil {
      draft.miss(messages(fr: "version (--version)", en: "version (--version)"))
    }
    if let published = front.published, options.published == nil {
      draft.use(published.line, "published")
    } else if options.published == nil {
      draft.miss(
        messages(fr: "mois de publication (--published)", en: "month of publication (--published)"))
    }
    let title = options.title ?? front.title?.text ?? ""
    let published = options.published ?? front.published?.month ?? ""
    let slug = Identifier.kebabCase((options.title ?? front.name ?? "checklist") + " " + published)
    if options.id == nil {
      draft.infer(
        front.title?.lines.first ?? -1,
        messages(fr: "id : \(slug), du titre et du mois", en: "id: \(slug), of title and month"))
    }
    if options.language == nil {
      draft.infer(
        -1,
        messages(
          fr: "language : \(draft.language.rawValue), des mots courants",
          en: "language: \(draft.language.rawValue), by frequent words"))
    }
    var template = Template(
      id: options.id ?? slug, version: version ?? "", language: draft.language, title: title,
      published: published)
    if let validity = front.validity {
      template.validity = validity.period
      for line in validity.lines { draft.use(line, "validity") }
    }
    return template
  }

  // MARK: - Names

  private func nameEverything(
    _ template: inout Template, _ draft: inout Draft
  ) throws(PublishedText.Failure) {
    var names = PrintedNames(lines, &draft)
    names.learn(from: lines, &draft)
    // Only the columns of a table say what applies under which model.
    if draft.controls.contains(where: { !$0.cells.isEmpty })
      || !draft.parts.contains(where: \.isOfHeadings)
    {
      template.deliveryModels = names.deliveryModels
    } else {
      template.deliveryModels = [.any]
    }
    template.categories = names.categories
    let columns = draft.modelOfColumn.count
    if let control = draft.controls.first(where: { $0.cells.count > columns && $0.part != .prereq })
    {
      throw PublishedText.Failure(
        line: control.line + 1, message: Message.unnamedColumns(draft.messages))
    }
  }

  // MARK: - Controls

  private func control(
    of source: Draft.ControlDraft, _ models: [DeliveryModel], _ draft: inout Draft
  ) -> Control {
    let rules = ControlRules(source, messagesIn: draft.messages)
    let messages = draft.messages
    let part = draft.parts.first { $0.id == source.part && $0.isOfHeadings }
    var control = Control(
      id: source.id, part: source.part, kind: part?.kind ?? source.part.kind,
      section: source.section, ref: source.ref,
      title: source.title,
      text: source.passage.text, applicability: .always)
    if let scope = part?.scope {
      control.applicability =
        scope == .solution ? .always : .byModel([DeliveryModel.any.id: [scope]])
    } else if control.kind != .prerequisite {
      var scopes: [String: Set<ScopeKind>] = [:]
      for (column, cell) in source.cells.enumerated() where column < draft.modelOfColumn.count {
        let applies = AppliesCell(cell)
        let model = draft.modelOfColumn[column]
        scopes[model] = applies.scopes ?? []
        if !applies.isPlain { control.appliesAsPrinted[model] = applies.printed }
      }
      control.applicability = .byModel(scopes)
    }
    func infer(_ line: Int, _ french: String, _ english: String) {
      draft.infer(line, source.id + messages(fr: " : " + french, en: ": " + english))
    }
    if rules.isDeclaration {
      control.answer = .declaration
      infer(rules.line, "déclaration (cases Oui et Non)", "a declaration (Yes and No boxes)")
    }
    if let evidence = rules.evidence {
      control.evidence = evidence.demand
      if let form = evidence.demand.form {
        infer(evidence.line, "preuve exigée : \(form)", "evidence is demanded: \(form)")
      }
      if let whenNo = evidence.demand.whenNo {
        infer(evidence.line, "avec un non : \(whenNo)", "with a no: \(whenNo)")
      }
    }
    if let recency = rules.recency {
      control.recencyMonths = recency.months
      infer(recency.line, "récent de \(recency.months) mois", "within \(recency.months) months")
    }
    if let condition = rules.condition {
      control.condition = condition
      infer(rules.line, "seulement pour : \(condition)", "only for: \(condition)")
    }
    if rules.attestsCompletion {
      control.attestsCompletion = true
      infer(
        rules.line, "atteste que toute la liste est remplie",
        "attests that the whole checklist is filled in")
    }
    return control
  }

  /// Where answers belong is printed only for some documents.
  private func inferScopes(_ draft: inout Draft) {
    let messages = draft.messages
    if let first = draft.controls.first(where: { $0.part == .prereq }) {
      draft.infer(
        first.line,
        messages(
          fr: "prereq : demandés une fois, quel que soit le modèle de livraison",
          en: "prereq: asked once, whatever the delivery model"))
    }
    let plain = draft.controls.first { control in
      control.cells.contains { AppliesCell($0).isPlain && AppliesCell($0).scopes == [.caseStudy] }
    }
    if let plain {
      draft.infer(
        plain.line,
        messages(
          fr: "\(plain.id) et suivants : un oui sans autre précision vaut pour chaque étude de cas",
          en: "\(plain.id) and following: a yes that says no more is for each case study"))
    }
  }

  // MARK: - Parts

  private func parts(_ draft: inout Draft) -> [Part] {
    let messages = draft.messages
    let tech = draft.parts.first { $0.id == .tech }
    var parts: [Part] = []
    for id in PartID.ofTables {
      let printed = draft.parts.first { $0.id == id && !$0.isOfHeadings }
      guard !draft.parts.contains(where: { $0.id == id && $0.isOfHeadings }),
        draft.controls.contains(where: { $0.part == id })
      else { continue }
      // The documents stand in the technical table, under its heading.
      let validators = (id == .doc ? tech : printed)?.intro.sentences.lazy.compactMap(
        Self.validators
      ).first
      var title = printed?.title ?? (id == .doc ? tech?.title : nil)
      if title == nil {
        title = id.plainTitle(draft.language)
        draft.infer(
          printed?.line ?? -1,
          "parts." + id.rawValue + messages(fr: " : titre usuel", en: ": a usual title"))
      }
      if id == .doc, let line = printed?.line { draft.use(line, "parts.doc") }
      let intro = printed.flatMap { $0.intro.isEmpty ? nil : $0.intro.text }
      parts.append(
        Part(id: id, kind: id.kind, title: title ?? "", intro: intro, validatedBy: validators))
    }
    for part in draft.parts where part.isOfHeadings {
      parts.append(
        Part(
          id: part.id, kind: part.kind, title: part.title ?? part.id.rawValue,
          intro: part.intro.isEmpty ? nil : part.intro.text,
          validatedBy: part.intro.sentences.lazy.compactMap(Self.validators).first))
    }
    return parts
  }

  /// « … seront validés par X ; », “will be validated by X;”.
  private static func validators(in sentence: Sentence) -> String? {
    let words = sentence.words
    for index in words.indices.dropFirst() where Lexicon.by.contains(words[index].folded) {
      guard Lexicon.validation.contains(where: { words[index - 1].folded.hasPrefix($0) }) else {
        continue
      }
      let start =
        index + 1 < words.count && Lexicon.articles.contains(words[index + 1].folded)
        ? index + 2 : index + 1
      let phrase = sentence.text(from: start)
      let end = phrase.firstIndex(of: ";") ?? phrase.endIndex
      return phrase[..<end].trimmed()
    }
    return nil
  }

  // MARK: - Running text

  /// The sentences of the controls, then those of the running text.
  private func sentences(_ draft: Draft) -> [Sentence] {
    draft.controls.flatMap(\.passage.sentences)
      + (0..<lines.count).filter { lines.isText($0) && !draft.isAccounted($0) }
      .flatMap { lines.passage($0).sentences }
  }

  private func caseStudies(_ draft: inout Draft) -> CaseStudyRules {
    let messages = draft.messages
    let found = CaseStudyFinder(sentences(draft))
    let rules = CaseStudyRules(
      required: options.caseStudies ?? found.required?.value ?? 0,
      publicRequired: options.publicCaseStudies ?? found.publicRequired?.value ?? 0,
      maxAgeMonths: options.maxAgeMonths ?? found.maxAgeMonths?.value,
      reuseMax: found.reuseMax?.value ?? 0, reuseCompetencies: found.competencies)
    let facts: [(CaseStudyFinder.Found?, Int?, String, String)] = [
      (
        found.required, options.caseStudies, "required",
        messages(
          fr: "nombre d'études de cas (--case-studies)",
          en: "number of case studies (--case-studies)")
      ),
      (
        found.publicRequired, options.publicCaseStudies, "public",
        messages(
          fr: "nombre d'études de cas publiques (--public-case-studies)",
          en: "number of public case studies (--public-case-studies)")
      ),
      (
        found.maxAgeMonths, options.maxAgeMonths, "maxAgeMonths",
        messages(
          fr: "âge des études de cas en mois (--max-age-months)",
          en: "age of case studies in months (--max-age-months)")
      ),
    ]
    for (fact, option, key, name) in facts where option == nil {
      if let fact {
        draft.use(fact.line, "caseStudies." + key)
        draft.state(fact.line, "caseStudies." + key + " = " + String(fact.value))
      } else {
        draft.miss(name)
      }
    }
    if let reuse = found.reuseMax {
      draft.use(reuse.line, "caseStudies.reuse")
      draft.state(
        reuse.line,
        "caseStudies.reuse = " + String(reuse.value) + " ("
          + found.competencies.joined(separator: "; ") + ")")
    }
    for other in found.contradictions {
      draft.suspect(
        other.line,
        messages(
          fr: "un autre nombre d'études de cas : \(other.value)",
          en: "another number of case studies: \(other.value)"))
    }
    return rules
  }

  private func submission(_ draft: inout Draft) -> SubmissionInstructions? {
    let found = SubmissionFinder(lines: lines, controls: draft.controls)
    for (line, key) in found.lines { draft.use(line, key) }
    if found.instructions.address == nil {
      draft.miss(
        draft.messages(
          fr: "adresse d'envoi (submission.address)", en: "address to send to (submission.address)")
      )
    }
    if let days = found.instructions.replyWorkingDays,
      let entry = found.lines.first(where: { $0.key.hasSuffix("Days") })
    {
      draft.state(entry.line, "submission.replyWorkingDays = " + String(days))
    }
    return found.isEmpty ? nil : found.instructions
  }
}

/// The parts of a checklist that is printed as tables.
extension PartID {
  static let prereq: PartID = "prereq"
  static let doc: PartID = "doc"
  static let tech: PartID = "tech"

  /// In the order of a template.
  fileprivate static let ofTables = [prereq, doc, tech]
  private var rank: Int { Self.ofTables.firstIndex(of: self) ?? 0 }
  var kind: PartKind { [.prerequisite, .document, .control][rank] }

  fileprivate func plainTitle(_ language: Language) -> String {
    [
      language(fr: "Prérequis", en: "Prerequisites"), "Documents",
      language(fr: "Validation technique", en: "Technical validation"),
    ][rank]
  }
}
