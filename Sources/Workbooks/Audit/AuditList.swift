internal import Basics
internal import Checklists

/// The lines of an auditor's list in the order of interest: what is open first, then the rest as the template has it.
struct AuditList {
  /// One line with what it shows.
  struct Line {
    var line: AuditLine
    var group: Wording.AuditGroup
    /// The answer, where the line is one's.
    var answer: Answer?
    var control: Control?
    /// What was found, one sentence a line.
    var found: String
    /// The columns that auditors fill differently.
    var conflicts: [AuditField: AuditConflict] = [:]
    /// Where a note belongs.
    var place = ""
    var severity: Severity?
  }

  private(set) var lines: [Line] = []
  let submission: Submission
  let template: Template
  let answers: Int

  /// So many notes are listed; `check` lists all.
  private static let noteLimit = 30

  init(
    _ submission: Submission, _ template: Template, _ discrepancies: [Discrepancy],
    _ conflicts: [AuditConflict], _ recipient: AuditWorkbook.Recipient
  ) {
    self.submission = submission
    self.template = template
    answers = submission.answers.count
    let language = template.language
    let wording = Wording(language: language)
    let byAnswer = Dictionary(grouping: conflicts, by: \.key)
    let controls = template.controlsByID
    var byCell: [String: [Discrepancy]] = [:]
    let cells = Set(submission.answers.map { Self.cell($0.key.control, $0.key.scope) })
    var others: [Discrepancy] = []
    for discrepancy in discrepancies {
      if let control = discrepancy.control, let scope = discrepancy.scope,
        cells.contains(Self.cell(control, scope))
      {
        byCell[Self.cell(control, scope), default: []].append(discrepancy)
      } else {
        others.append(discrepancy)
      }
    }
    var groups: [Wording.AuditGroup: [Line]] = [:]
    for answer in submission.answers {
      guard let control = controls[answer.key.control] else { continue }
      let found = (byCell[Self.cell(answer.key.control, answer.key.scope)] ?? []).filter {
        // A conflict is told whole, with every reading.
        $0.code != .findingConflict
          && ($0.deliveryModel == nil || $0.deliveryModel == answer.key.deliveryModel)
      }.sorted { $0.severity < $1.severity }
      let differing = byAnswer[answer.key] ?? []
      let group = Self.group(
        of: answer, found, isDisputed: !differing.isEmpty, recipient: recipient)
      let said =
        differing.map { $0.sentence(wording) } + found.map { $0.statement(in: language) }
      groups[group, default: []].append(
        Line(
          line: .answer(answer.key), group: group, answer: answer, control: control,
          found: said.joined(separator: "\n"),
          conflicts: Dictionary(
            differing.map { ($0.field, $0) }, uniquingKeysWith: { first, _ in first })))
    }
    groups[.notes] = Self.notes(others.filter { $0.severity == .error }, .notes, language)
    groups[.remarks] = Self.notes(others.filter { $0.severity != .error }, .remarks, language)
    for group in Wording.AuditGroup.allCases {
      guard let members = groups[group], !members.isEmpty else { continue }
      lines.append(
        Line(line: .group, group: group, found: "", place: wording.name(of: group)))
      lines += members
    }
  }

  private static func cell(_ control: String, _ scope: Scope) -> String {
    control + " " + scope.description
  }

  private static func group(
    of answer: Answer, _ found: [Discrepancy], isDisputed: Bool,
    recipient: AuditWorkbook.Recipient
  ) -> Wording.AuditGroup {
    if isDisputed { return .conflicts }
    let isFound = answer.finding != nil || answer.reason != nil || answer.action != nil
    if recipient == .partner {
      return answer.action != nil ? .requested : isFound ? .found : .plain
    }
    if answer.action != nil, answer.reply != nil { return .replies }
    if answer.findingRaw != nil
      || found.contains(where: { $0.code == .findingContradicts && $0.severity == .error })
    {
      return .open
    }
    if answer.finding != nil { return .found }
    if answer.status != .answered || found.contains(where: { $0.severity == .error }) {
      return .open
    }
    let isRemarked = found.contains { $0.severity == .warning }
    return isRemarked || answer.value == .no ? .doubtful : .plain
  }

  /// Required fields that are empty: a line for the application, and one for each case study.
  private static func emptyFields(_ discrepancies: [Discrepancy], _ language: Language) -> [Line] {
    var order: [Scope?] = []
    var labels: [Scope?: [String]] = [:]
    for discrepancy in discrepancies {
      if labels[discrepancy.scope] == nil { order.append(discrepancy.scope) }
      let name = discrepancy.field ?? ""
      let label = language.label(ofField: name, in: discrepancy.scope) ?? name
      labels[discrepancy.scope, default: []].append(label)
    }
    let wording = Wording(language: language)
    return order.map { scope in
      let place = scope.map(wording.name(of:)) ?? wording.sheetName(.application)
      return Line(
        line: .note, group: .notes, found: wording.emptyFields(place, labels[scope] ?? []),
        severity: .error)
    }
  }

  /// What belongs to no answer.
  private static func notes(
    _ discrepancies: [Discrepancy], _ group: Wording.AuditGroup, _ language: Language
  ) -> [Line] {
    let isEmptyField: (Discrepancy) -> Bool = { $0.code == .fieldAbsent && $0.field != nil }
    let sorted = discrepancies.filter { !isEmptyField($0) }.sorted { $0.severity < $1.severity }
    var lines = emptyFields(discrepancies.filter(isEmptyField), language)
    lines += sorted.prefix(noteLimit).map { discrepancy in
      Line(
        line: .note, group: group, found: discrepancy.message.visible(),
        severity: discrepancy.severity)
    }
    if sorted.count > noteLimit {
      lines.append(
        Line(
          line: .note, group: group,
          found: Wording(language: language).furtherNotes(sorted.count - noteLimit)))
    }
    return lines
  }
}
