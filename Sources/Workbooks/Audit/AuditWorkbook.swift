internal import Basics
public import Checklists
public import Spreadsheet

/// Makes the workbooks that go between an auditor and a partner: the partner's answers locked, and beside each what the auditor
/// finds, why, and what is requested, and what the partner replies.
public enum AuditWorkbook {
  /// Who fills the workbook next.
  public enum Recipient: Sendable {
    /// Findings, reasons and requested actions may be typed.
    case auditor
    /// Replies may be typed, where an action is requested.
    case partner
  }

  /// The workbook of a submission, ready for `XLSXWriter`. Findings and replies that it has already are
  /// carried over.
  ///
  /// - Parameters:
  ///   - submission: what a partner returned, or an audit workbook of it; its `audit`, where set, is what the
  ///     workbook says that it was made from.
  ///   - template: the one that it answers, which the workbook speaks the language of.
  ///   - discrepancies: everything found about the submission, in the template's language; it is shown beside
  ///     the answers.
  ///   - recipient: who gets the workbook, which decides what may be typed in it.
  public static func document(
    of submission: Submission, template: Template, discrepancies: [Discrepancy],
    for recipient: Recipient
  ) -> WorkbookDocument {
    let keys = submission.expectedKeys(of: template)
    let models = Set(keys.compactMap(\.deliveryModel))
    let issued = WorkbookLayout(
      template: template,
      models: models.isEmpty ? nil : template.deliveryModels.map(\.id).filter(models.contains),
      caseStudies: submission.caseStudies.map(\.number).max())
    let conflicts = submission.auditConflicts
    let list = AuditList(submission, template, discrepancies, conflicts, recipient)
    let layout = issued.auditing(list.lines.map(\.line))
    let copy = PartnerCopy(submission, template)

    let rules = SummaryFormulas(layout)
    var builder = WorkbookBuilder(layout: layout, values: copy.values)
    var audit = AuditSheet(layout, list, recipient)
    audit.add(to: &builder)
    if !conflicts.isEmpty { ConflictSheet(layout, conflicts).add(to: &builder) }
    builder.addApplicationSheet(rules)
    var prerequisites = ControlSheet(layout, .prerequisites, rules, copy.values)
    prerequisites.add(to: &builder)
    builder.addCaseStudySheet(rules)
    var technical = ControlSheet(layout, .technical, rules, copy.values)
    technical.add(to: &builder)
    let record = record(submission, copy, recipient)
    HiddenSheet(layout, audit: record).add(to: &builder, rules)

    var document = WorkbookDocument(
      title: template.title, created: WorkbookExport.created(template))
    document.subject = template.name + " " + template.version
    document.author = "Respecte"
    document.customProperties = [(WorkbookExport.templateProperty, template.stamp)]
    if let origin = AuditRecord.property(of: record.origin) {
      document.customProperties.append((AuditRecord.property, origin))
    }
    let partners = Set(
      [SheetKind.application, .prerequisites, .caseStudies, .technical].map(layout.name(of:)))
    document.sheets = builder.finished().map { sheet in
      var sheet = sheet
      if partners.contains(sheet.name) { sheet.lock(lead: layout.wording.lockedLead) }
      return sheet
    }
    document.names = layout.slots.map { ($0.name, layout.name(of: $0.sheet), CellRange($0.cell)) }
    return document
  }

  private static func record(
    _ submission: Submission, _ copy: PartnerCopy, _ recipient: Recipient
  ) -> AuditRecord {
    let source = submission.source
    var record = AuditRecord(
      origin: submission.audit
        ?? AuditOrigin(file: source.file, sha256: source.sha256, isForPartner: false))
    record.origin.isForPartner = recipient == .partner
    record.answersDigest = AuditRecord.answersDigest(of: submission)
    record.findingsDigest = AuditRecord.findingsDigest(of: submission)
    record.usedCaseStudies = Set(submission.caseStudies.filter(\.used).map(\.number))
    record.readings = copy.readings
    record.discrepancies = AuditRecord.carried(submission.discrepancies)
    return record
  }
}

extension SheetDocument {
  /// Makes a form one that is only read.
  ///
  /// - Parameter lead: what stands in the place of its first sentence.
  fileprivate mutating func lock(lead: String) {
    validations = []
    for (place, cell) in cells where !cell.style.isLocked {
      cells[place]?.style = cell.style.with {
        $0.isLocked = true
        $0.fillColor = nil
      }
    }
    // On two of the sheets a sentence says what to fill in.
    for (place, cell) in cells
    where cell.style == Look.lead && place.row <= 1
      && place.column <= WorkbookLayout.CaseStudyColumn.help
    {
      cells[place]?.content = .text(lead)
    }
  }
}
