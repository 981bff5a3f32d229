internal import Basics
internal import Checklists
internal import Spreadsheet

/// Reads one recognised workbook into a submission.
///
/// What it reads in which order stands here; each kind of finding has a file of its own.
struct SubmissionReader {
  let workbook: Workbook
  let issued: IssuedWorkbook
  let layout: WorkbookLayout
  let finder: SlotFinder
  let fields: FieldReader
  let messages: ReadingMessages
  let texts: IssuedTexts
  var submission: Submission
  /// The cells that have been read for a role, so that what remains can be told from them.
  var seen: [Int: Set<CellReference>] = [:]
  /// The delivery models that the workbook was issued with, as far as that is known.
  let knownModels: [String]?

  var template: Template { issued.template }

  /// What the workbook was when it was issued, where all of that stands in its place, so that nothing but what was filled in
  /// can be new.
  let image: IssuedImage?
  /// Which answers are expected, once the fields that decide it were read.
  var plan: ReadingPlan?

  var isUntouched: Bool { image != nil }
  /// Set where some sheets stand as they were issued, and nothing but what was filled in can be new on them.
  let match: IssuedMatch?

  /// What stands beside the cells.
  var beside = CellAnnotations()
  /// A date of the workbook that can only be meant month first; nil inside where there is none, or before it
  /// was looked for.
  var monthFirst: String??
  private let hasStruck: Bool

  /// Where the cell of an answer was found last.
  var lastFound = 0
  /// The evidence cell that was read last, and what stands there.
  var lastEvidence: (place: SlotFinder.Found, text: String?)?

  /// - Parameter match: how much of the workbook stands as it was issued; nil to search for every cell.
  init(
    _ workbook: Workbook, _ issued: IssuedWorkbook, _ match: IssuedMatch?, source: Source,
    messagesIn language: Language
  ) {
    self.workbook = workbook
    self.issued = issued
    image = match.flatMap { $0.isWhole ? $0.image : nil }
    let template = issued.template
    if let image {
      self.match = nil
      texts = image.texts
      layout = image.texts.layout
      finder = image.finder
      knownModels = issued.recordedModels
    } else {
      var finder = SlotFinder(workbook, FormKnowledge.of(template), match)
      let found = finder.deliveryModels
      // A record that was changed takes nothing away from what is there.
      knownModels = issued.recordedModels.map { recorded in
        template.deliveryModels.map(\.id).filter { recorded.contains($0) || found.contains($0) }
      }
      texts = IssuedTexts.of(
        template, models: knownModels,
        caseStudies: max(
          issued.recordedCaseStudies ?? template.caseStudies.required, finder.highestCaseStudy))
      let isAudit = finder.isAudit || issued.audit != nil
      layout = isAudit ? texts.layout.auditingEverything : texts.layout
      // Where what was added makes it another layout, every sheet is searched.
      let isSame = !isAudit && match?.image.texts === texts
      self.match = isSame ? match : nil
      finder.find(layout, in: workbook, texts, self.match)
      self.finder = finder
    }
    hasStruck = workbook.sheets.contains { !$0.annotations.struck.isEmpty }
    fields = texts.fields
    messages = ReadingMessages(language: language, template: template)
    submission = Submission(source: source)
    submission.template = issued.reference
  }

  /// Everything that the workbook says.
  consuming func read() -> Submission {
    reportTemplate()
    if !isUntouched {
      reportSheets()
      reportRows()
    }
    gatherAnnotations()
    readFields()
    readUse()
    readAnswers()
    readFindings()
    if !isUntouched {
      readClosed()
      readTexts()
      readRest()
    }
    readContent()
    reportAnnotations()
    reportScore()
    carryDiscrepancies()
    return submission
  }

  // MARK: Cells

  func sheetName(_ found: SlotFinder.Found) -> String { workbook.sheets[found.sheet].name }

  func typed(_ found: SlotFinder.Found) -> TypedCell? {
    var neighbour = 0
    let content = workbook.content(at: found.cell, onSheet: found.sheet, near: &neighbour)
    return typed(content, found)
  }

  private func typed(_ content: (text: String?, other: Cell?), _ found: SlotFinder.Found)
    -> TypedCell?
  {
    var typed = content.text.map { TypedCell($0) } ?? TypedCell(content.other)
    if hasStruck, let marked = workbook.sheets[found.sheet].annotations.struck[found.cell] {
      typed?.strike(marked)
    }
    return typed
  }

  /// The same of a cell that most often stands near the one of the last answer.
  mutating func typedNearLast(_ found: SlotFinder.Found) -> TypedCell? {
    // Not in place, so that the reader is not copied for it.
    var neighbour = lastFound
    let content = workbook.content(at: found.cell, onSheet: found.sheet, near: &neighbour)
    lastFound = neighbour
    return typed(content, found)
  }

  /// The places of a role; each counts as read.
  mutating func places(_ role: SlotRole) -> [SlotFinder.Found] {
    let places = finder.places(of: role)
    note(places)
    return places
  }

  /// Counts places as read.
  mutating func note(_ places: [SlotFinder.Found]) {
    guard !isUntouched else { return }
    for place in places where !isStanding(place.sheet) {
      seen[place.sheet, default: []].insert(place.cell)
    }
  }

  /// Whether all that was issued on a sheet stands in its place, and nothing but what was filled in can be new.
  func isStanding(_ sheet: Int) -> Bool { match?.standing[sheet] ?? false }

  /// What stands in the places that claim a role, with their addresses.
  func claims(_ places: [SlotFinder.Found]) -> [(place: String, text: String?)] {
    places.map { (sheetName($0) + "!" + $0.cell.description, typed($0)?.text) }
  }

  /// What stands in places that contradict each other; nil where they do not. A copy that was left empty contradicts
  /// nothing, a filled copy of an empty cell does.
  func contradiction(
    _ places: [SlotFinder.Found], _ agree: (String, String) -> Bool = { $0 == $1 }
  ) -> [(place: String, text: String?)]? {
    guard places.count > 1 else { return nil }
    let claims = claims(places)
    let filled = claims.dropFirst().compactMap(\.text)
    let isSettled = filled.allSatisfy { text in claims[0].text.map { agree($0, text) } ?? false }
    return isSettled ? nil : [claims[0]] + claims.dropFirst().filter { $0.text != nil }
  }

  // MARK: Findings

  /// Adds a finding about a place, named as a person sees it.
  ///
  /// - Parameter texts: the whole of what the message shows the beginning of.
  mutating func report(
    _ code: DiscrepancyCode, _ text: String, control: String? = nil, scope: Scope? = nil,
    model: String? = nil, field: String? = nil, label: String? = nil, sheet: String? = nil,
    cell: String? = nil, severity: Severity? = nil, texts: [FoundText] = []
  ) {
    let language = messages.language
    var names: [String] = []
    if let control { names.append(template.name(ofControl: control, in: language)) }
    if case .caseStudy = scope { names.append(scope?.name(in: language) ?? "") }
    if let model, template.deliveryModels.count > 1 { names.append(template.label(ofModel: model)) }
    if let label { names.append(label) }
    var discrepancy = Discrepancy(
      code, severity: severity, control: control, scope: scope, deliveryModel: model, field: field,
      sheet: sheet, cell: cell,
      message: Place(sheet: sheet, cell: cell, names: names).message(text, in: language))
    discrepancy.texts = texts
    submission.discrepancies.append(discrepancy)
  }

  mutating func report(
    _ code: DiscrepancyCode, _ text: String, of answer: Answer, texts: [FoundText] = []
  ) {
    report(
      code, text, control: answer.key.control, scope: answer.key.scope,
      model: answer.key.deliveryModel, sheet: answer.sheet, cell: answer.cell, texts: texts)
  }

  /// The whole texts of places that claim a role.
  func foundTexts(_ places: [SlotFinder.Found]) -> [FoundText] {
    places.compactMap { place in typed(place).map { foundText($0.textWithFormula, place) } }
  }

  func foundText(_ text: String, _ place: SlotFinder.Found) -> FoundText {
    FoundText(sheet: sheetName(place), cell: place.cell.description, text: text)
  }
}
