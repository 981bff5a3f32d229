internal import Basics
public import Checklists
public import Spreadsheet

/// What an earlier submission puts into the cells of a new workbook, and what finds no place there.
///
/// Answers keep their control's id, scope and delivery model, fields their name; the submission may be of another
/// version or language of the checklist. Values are written as the new workbook issues them. What is not certain is
/// never put into a cell: it is left over, with the reason.
public struct Prefill: Sendable {
  /// What stands in the cells.
  public private(set) var values: [SlotRole: CellContent] = [:]
  /// What was typed and is not carried over, in the submission's order.
  public private(set) var leftovers: [Leftover] = []
  /// What the earlier workbook held beside its answers, as the reading reported it; not carried over either.
  public private(set) var strays: [Discrepancy] = []
  /// Ids of the controls that got something and now say something else than when it was answered, as far as the
  /// earlier template is known in the new one's language.
  public private(set) var reworded: [String] = []

  /// Something that is not carried over.
  public struct Leftover: Sendable, Equatable {
    /// The cell that it would have gone to.
    public var role: SlotRole
    /// As typed.
    public var text: String
    public var reason: Reason
  }

  /// Why something is not carried over.
  public enum Reason: Sendable, Equatable {
    /// The checklist has no such control any more.
    case controlRetired
    /// The control is not asked there any more.
    case notAsked
    /// The workbook is issued without the delivery model.
    case modelNotIssued
    /// The checklist has no such delivery model or category.
    case nameUnknown
    /// The workbook is issued with fewer case studies.
    case caseStudyNotIssued
    /// It was not understood when it was read, or is nothing that the cell accepts.
    case notUnderstood
    /// Not applicable, where the control holds for everyone.
    case notConditional
    /// Another text was carried over into the same cell.
    case contradicted
    /// Longer than a cell's text may be.
    case tooLong
    /// It stands in an auditor's column.
    case auditor
  }

  private let layout: WorkbookLayout
  private let cells: Set<SlotRole>
  /// The names of competencies in the submission's language, folded, with those of the new workbook's.
  private let competencies: [String: String]
  /// The answers that a finding says were given twice.
  private var duplicates: Set<AnswerKey> = []
  /// The evidence and dates that were left over, each once.
  private var noted: Set<String> = []
  private var template: Template { layout.template }

  /// - Parameters:
  ///   - submission: one that was read, of the layout's checklist in any version and language.
  ///   - layout: that of the new workbook.
  ///   - earlier: the template that it answers, in the language of the layout; nil where that is not known.
  ///   - origin: the same in the submission's own language.
  public init(
    _ submission: Submission, into layout: WorkbookLayout, earlier: Template? = nil,
    origin: Template? = nil
  ) {
    self.layout = layout
    competencies = Self.competencies(layout.template, origin)
    cells = Set(layout.slots.map(\.role))
    for name in ApplicationField.allCases {
      carry(submission.application[name], name.kind, .application(name))
    }
    for study in submission.caseStudies {
      for name in CaseStudyField.allCases {
        carry(study[name], name.kind, .caseStudy(study.number, name))
      }
    }
    strays = submission.discrepancies.filter { Self.strayCodes.contains($0.code) }
    for stray in strays where stray.code == .answerDuplicate {
      guard let control = stray.control, let scope = stray.scope else { continue }
      duplicates.insert(
        AnswerKey(control: control, scope: scope, deliveryModel: stray.deliveryModel))
    }
    for answer in submission.answers { carry(answer) }
    let carriedOver = values
    if let earlier, earlier.language == template.language {
      let carried = Set(values.keys.map(\.controlID))
      reworded = template.controls.filter { control in
        guard carried.contains(control.id), let before = earlier.control(control.id) else {
          return false
        }
        return before.title != control.title || before.text != control.text
      }.map(\.id)
    }
    // What an earlier version's workbook, or `import --to`, says to be read again still is.
    var marked: Set<SlotRole> = []
    for role in carriedOver.keys {
      guard case .met(let key) = role, reworded.contains(key.control) else { continue }
      marked.insert(.evidence(control: key.control, scope: key.scope))
    }
    for item in submission.discrepancies where item.code == .answerReworded {
      guard let control = item.control, let scope = item.scope else { continue }
      marked.insert(.evidence(control: control, scope: scope))
      if !reworded.contains(control) { reworded.append(control) }
    }
    for role in marked where cells.contains(role) { mark(role) }
  }

  /// Says in an evidence cell that its answer is to be read again.
  private mutating func mark(_ role: SlotRole) {
    let wording = layout.wording
    var text: String?
    if case .text(let there)? = values[role] { text = there }
    if let there = text, !CellTextLimit.fits(wording.marked(there)) {
      leave(role, there, .tooLong)
      text = nil
    }
    values[role] = .text(wording.marked(text))
  }

  /// The number of case studies that holds everything: the template's, or the highest that the submission uses.
  public static func caseStudies(for submission: Submission, of template: Template) -> Int {
    let used = submission.caseStudies.filter(\.used).map(\.number).max() ?? 0
    return min(max(template.caseStudies.required, used), WorkbookLayout.caseStudyLimit)
  }

  /// How many answers and fields were carried over.
  public var count: Int { values.count }

  /// Findings about something typed that has no answer or field of its own in a submission.
  private static let strayCodes: Set<DiscrepancyCode> = [
    .answerDuplicate, .answerNotApplicable, .answerOtherModel, .cellUnexpected, .textAltered,
  ]

  // MARK: Fields

  /// The largest number that the workbook accepts.
  static let largestNumber = 1_000_000_000

  private mutating func carry(_ field: Field, _ kind: FieldKind, _ role: SlotRole) {
    guard let value = field.value else {
      guard let raw = field.raw, !raw.isBlank else { return }
      // Anything may be typed where a link belongs; two lines are two cells that contradicted each other.
      if kind == .link, !raw.contains(where: \.isNewline) {
        put(.text(raw), role, typed: raw)
      } else {
        leave(role, raw, .notUnderstood)
      }
      return
    }
    let typed = field.raw ?? text(of: value)
    switch value {
    case .text(let text):
      if !text.isBlank { put(.text(worded(text, role)), role, typed: typed) }
    case .number(let number):
      if (0...Self.largestNumber).contains(number) {
        put(.number(Double(number)), role, typed: typed)
      } else {
        leave(role, typed, .notUnderstood)
      }
    case .date(let date): put(date, role, typed: typed)
    case .yesNo(let flag):
      put(.text(issued(flag ? .yes : .no)), role, typed: typed)
    case .category, .deliveryModels:
      if let label = label(of: value) ?? label(of: typed, kind) {
        put(.text(label), role, typed: typed)
      } else {
        leave(role, typed, .nameUnknown)
      }
    }
  }

  private mutating func put(_ date: CalendarDate, _ role: SlotRole, typed: String) {
    if (CalendarDate.firstAccepted...CalendarDate.lastAccepted).contains(date) {
      put(.date(date), role, typed: typed)
    } else {
      leave(role, typed, .notUnderstood)
    }
  }

  /// What the workbook's list offers for a category or for delivery models; nil where it offers nothing of the kind.
  private func label(of value: FieldValue?) -> String? {
    switch value {
    case .category(let id): template.categories.first { $0.id == id }?.label
    case .deliveryModels(let ids):
      layout.wording.deliveryModelChoices(template.deliveryModels)
        .first { $0.ids == ids }?.label
    default: nil
    }
  }

  /// The same for what was typed: an id may have changed where the name is still known.
  private func label(of typed: String, _ kind: FieldKind) -> String? {
    let cell = Cell(CellReference(row: 0, column: 0), .string(typed))
    guard let cell = TypedCell(cell) else { return nil }
    return label(of: try? FieldReader(template: template).read(cell, as: kind).get())
  }

  private func text(of value: FieldValue) -> String {
    switch value {
    case .text(let text), .category(let text): text
    case .number(let number): String(number)
    case .date(let date): date.description
    case .yesNo(let flag): issued(flag ? .yes : .no)
    case .deliveryModels(let ids): ids.joined(separator: ", ")
    }
  }

  private func issued(_ value: AnswerValue) -> String { value.issued(in: template.language) }

  /// Free text is as it was typed, but for names of competencies, which the new workbook has in its own language.
  private func worded(_ text: String, _ role: SlotRole) -> String {
    switch role {
    case .application(.heldCompetencies), .caseStudy(_, .reusedFrom): break
    default: return text
    }
    var out = ""
    var rest = text[...]
    while true {
      let name = rest.prefix { !",;/".contains($0) && !$0.isNewline }
      let blanks = name.prefix { $0.isWhitespace }
      let end = name.reversed().prefix { $0.isWhitespace }.count
      if let known = competencies[name.folded()] {
        out += blanks + known + name.suffix(end)
      } else {
        out += name
      }
      rest = rest[name.endIndex...]
      guard let separator = rest.popFirst() else { return out }
      out.append(separator)
    }
  }

  /// In every language of a version the same competencies are listed in the same order.
  private static func competencies(_ template: Template, _ origin: Template?) -> [String: String] {
    let after = template.caseStudies.reuseCompetencies
    var pairs = after.map { ($0.folded(), $0) }
    if let origin, origin.id == template.id, origin.version == template.version,
      origin.caseStudies.reuseCompetencies.count == after.count
    {
      pairs += zip(origin.caseStudies.reuseCompetencies, after).map { ($0.folded(), $1) }
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  // MARK: Answers

  private mutating func carry(_ answer: Answer) {
    let role = SlotRole.met(answer.key)
    let (control, scope) = (answer.key.control, answer.key.cellScope)
    if let value = answer.value {
      let typed = answer.raw ?? issued(value)
      if value == .notApplicable, template.control(control)?.isConditional == false {
        leave(role, typed, .notConditional)
      } else {
        put(.text(issued(value)), role, typed: typed)
      }
    } else if answer.status == .duplicate {
      // The finding names both texts, the answer only one.
      if !duplicates.contains(answer.key) { leave(role, answer.raw ?? "", .contradicted) }
    } else if let raw = answer.raw, !raw.isBlank {
      leave(role, raw, .notUnderstood)
    }
    if let evidence = answer.evidence, !evidence.isBlank {
      put(.text(evidence), .evidence(control: control, scope: scope), typed: evidence)
    }
    let dateRole = SlotRole.date(control: control, scope: scope)
    if let date = answer.date { put(date, dateRole, typed: date.description) }
    if let raw = answer.dateRaw, !raw.isBlank { leave(dateRole, raw, .notUnderstood) }
    let audit = [
      answer.finding.map(issued) ?? answer.findingRaw, answer.reason, answer.action, answer.reply,
    ]
    for text in audit { if let text, !text.isBlank { leave(role, text, .auditor) } }
  }

  // MARK: Places

  private mutating func put(_ content: CellContent, _ role: SlotRole, typed: String) {
    if let reason = homeless(role) { return leave(role, typed, reason) }
    if case .text(let text) = content, !CellTextLimit.fits(text) {
      return leave(role, typed, .tooLong)
    }
    // One evidence cell serves every delivery model of a scope.
    if let there = values[role], there != content { return leave(role, typed, .contradicted) }
    values[role] = content
  }

  private mutating func leave(_ role: SlotRole, _ text: String, _ reason: Reason) {
    // The evidence stands beside the answer of each delivery model, and is one.
    let isShared: Bool
    switch role {
    case .evidence, .date: isShared = true
    default: isShared = false
    }
    guard !isShared || noted.insert(role.name + "\u{0}" + text).inserted else { return }
    leftovers.append(Leftover(role: role, text: text, reason: reason))
  }

  /// Why the workbook has no cell for a role; nil where it has one.
  private func homeless(_ role: SlotRole) -> Reason? {
    if cells.contains(role) { return nil }
    if case .caseStudy(let number) = role.scope, number > layout.caseStudies {
      return .caseStudyNotIssued
    }
    guard let control = template.control(role.controlID) else { return .controlRetired }
    let asking = template.deliveryModels.map(\.id).filter {
      control.applies(to: $0, in: role.scope.kind)
    }
    if case .met(let key) = role, let model = key.deliveryModel {
      guard template.deliveryModels.contains(where: { $0.id == model }) else { return .nameUnknown }
      return asking.contains(model) ? .modelNotIssued : .notAsked
    }
    let issuedModels = layout.models.map(\.id)
    return !asking.isEmpty && asking.allSatisfy { !issuedModels.contains($0) }
      ? .modelNotIssued : .notAsked
  }
}
