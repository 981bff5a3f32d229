internal import Checklists
internal import Spreadsheet

/// One line of the list of an audit workbook.
enum AuditLine: Sendable, Equatable {
  /// The name of a group of lines.
  case group
  /// Something found that belongs to no answer.
  case note
  case answer(AnswerKey)

  /// What stands in the hidden key column.
  var key: String {
    switch self {
    case .group: Self.groupKey
    case .note: Self.noteKey
    case .answer(let key): key.stem
    }
  }

  static let groupKey = "group"
  static let noteKey = "note"
}

/// The list of an audit workbook: a row for each expected answer.
extension WorkbookLayout {
  /// Whether it is an audit workbook's.
  var isAudit: Bool { !auditLines.isEmpty }

  /// The sheets that a workbook has, in their order. Conflicts are there only where two auditors' workbooks differ.
  var sheets: [SheetKind] {
    isAudit
      ? [.audit, .application, .prerequisites, .caseStudies, .technical, .hidden]
      : SheetKind.allCases.filter { $0 != .audit && $0 != .conflicts }
  }

  /// The columns of the list.
  enum AuditColumn {
    static let status = 1
    static let reference = 2
    static let title = 3
    static let place = 4
    /// The way to the answer's cell on the partner's sheets.
    static let link = 5
    static let customer = 6
    static let text = 7
    static let answer = 8
    static let evidence = 9
    static let found = 10
    static func field(_ field: AuditField) -> Int {
      found + 1 + (AuditField.allCases.firstIndex(of: field) ?? 0)
    }
    static let last = found + AuditField.allCases.count
  }

  /// The rows above the list.
  enum AuditRow {
    /// What has been done and what remains, in one sentence.
    static let count = 3
    static let header = 4
    static let first = 5
  }

  /// What stands in the hidden key row above the status.
  static let auditStatusKey = "status"

  /// Where each line of the list stands.
  var auditRows: [(row: Int, line: AuditLine)] {
    auditLines.enumerated().map { (AuditRow.first + $0, $1) }
  }

  /// The cells of the list that an auditor or the partner fills.
  var auditSlots: [Slot] {
    auditRows.flatMap { row, line -> [Slot] in
      guard case .answer(let key) = line else { return [] }
      return AuditField.allCases.map {
        Slot(
          role: .audit(key, $0), sheet: .audit,
          cell: CellReference(row: row, column: AuditColumn.field($0)))
      }
    }
  }

  /// The list of every answer that the workbook may be asked for, in the template's order: what an importer looks for.
  var auditingEverything: WorkbookLayout {
    auditing(
      slots.compactMap { if case .met(let key) = $0.role { .answer(key) } else { nil } })
  }
}
