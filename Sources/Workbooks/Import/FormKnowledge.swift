internal import Basics
internal import Checklists
internal import Spreadsheet

/// How the rows and columns of a template's forms are recognised: by hidden keys, and by what is printed.
///
/// It knows every delivery model and as many case studies as a workbook may have, so that it serves before it is known
/// what a workbook was issued with. Made once for each template.
final class FormKnowledge: Sendable {
  /// What tells the rows and columns of one sheet.
  struct Form: Sendable {
    var kind: SheetKind
    /// Every key of the key column, headings included.
    var rowKeys: Set<String> = []
    /// Printed texts, folded, with the ids of the rows that have them: references, titles or labels, requirements.
    var references: [String: Set<String>] = [:]
    var titles: [String: Set<String>] = [:]
    var texts: [String: Set<String>] = [:]
    /// Every key of the key row.
    var columnKeys: Set<String> = []
    /// Header texts, folded, with the column keys, or their ends where a band above names the scope.
    var headers: [String: String] = [:]
    /// Texts of the band above the headers, folded, with their scopes.
    var bands: [String: String] = [:]
    /// The answers that are asked, each as the keys of its row and column.
    var asked: Set<[String]> = []
    /// Keys of the columns that show a status, and their header, folded.
    var statuses: Set<String> = []
    /// The ends of the column keys in the order of a band's columns.
    var order: [String] = []
    /// The ids of the rows that hold answers, in their order.
    var rows: [String] = []
  }

  let template: Template
  let forms: [SheetKind: Form]
  /// Bytes of a text that is worth a look.
  let longest: Int
  /// The texts, folded, that stand on one sheet alone, sheet by sheet.
  let distinctive: [SheetKind: Set<String>]
  /// The names that the sheets are issued with, folded.
  let sheetNames: [SheetKind: String]
  let auditMarks: AuditMarks

  private static let made = Remembered<String, FormKnowledge>()

  /// The knowledge of a template, made at the first call.
  static func of(_ template: Template) -> FormKnowledge {
    made.value(
      for: template.stamp, where: { $0.template == template }, orMake: { FormKnowledge(template) })
  }

  private init(_ template: Template) {
    self.template = template
    let layout = WorkbookLayout(
      template: template, caseStudies: WorkbookLayout.caseStudyLimit)
    forms = [
      .application: Self.application(layout), .caseStudies: Self.caseStudies(layout),
      .prerequisites: Self.controls(layout, .prerequisites),
      .technical: Self.controls(layout, .technical), .audit: Self.audit(layout),
    ]
    sheetNames = Dictionary(
      SheetKind.allCases.map { ($0, layout.name(of: $0).folded()) },
      uniquingKeysWith: { first, _ in first })
    auditMarks = AuditMarks(layout.wording)
    let issued = IssuedTexts.of(template)
    longest = issued.longest
    let texts = issued.bySheet
    var counts: [String: Int] = [:]
    for text in texts.values.joined() { counts[text, default: 0] += 1 }
    distinctive = texts.mapValues { $0.filter { counts[$0] == 1 } }
  }

  private static func application(_ layout: WorkbookLayout) -> Form {
    var form = Form(kind: .application)
    let wording = layout.wording
    form.statuses = ["status", wording.statusHeader.folded()]
    for field in ApplicationField.allCases {
      let help = wording.help(field, layout.template).folded()
      form.texts[help, default: []].insert(field.rawValue)
      form.add(field.rawValue, label: field.label(in: wording.language))
      form.add(field.rawValue, label: wording.label(field, isRequired: true))
    }
    form.rows = ApplicationField.allCases.map(\.rawValue)
    form.columnKeys = Set(layout.slots(on: .application).map(\.role.columnKey))
    form.headers = Dictionary(
      form.columnKeys.map { (wording.valueHeader.folded(), $0) }, uniquingKeysWith: { a, _ in a })
    return form
  }

  private static func caseStudies(_ layout: WorkbookLayout) -> Form {
    var form = Form(kind: .caseStudies)
    let wording = layout.wording
    for field in CaseStudyField.allCases {
      let help = wording.help(field, layout.template).folded()
      form.texts[help, default: []].insert(field.rawValue)
      form.add(field.rawValue, label: field.label(in: wording.language))
      form.add(field.rawValue, label: wording.label(field, isRequired: true))
    }
    form.rows = CaseStudyField.allCases.map(\.rawValue)
    for number in layout.caseNumbers {
      let key = Scope.caseStudy(number).description
      form.columnKeys.insert(key)
      form.headers[wording.caseStudy(number).folded()] = key
    }
    return form
  }

  /// A row of an auditor's list is known by its key, or by reference, title and place together.
  private static func audit(_ layout: WorkbookLayout) -> Form {
    var form = Form(kind: .audit)
    let wording = layout.wording
    form.rowKeys = [AuditLine.groupKey, AuditLine.noteKey]
    for case .met(let key) in layout.slots.map(\.role) {
      guard let control = layout.template.control(key.control) else { continue }
      form.add(key.stem, label: control.title)
      if let ref = control.ref { form.references[ref, default: []].insert(key.stem) }
      form.texts[wording.place(of: key, layout.template).folded(), default: []].insert(key.stem)
    }
    form.columnKeys = Set(AuditField.allCases.map(\.rawValue))
    for field in AuditField.allCases {
      form.headers[wording.header(field).folded()] = field.rawValue
    }
    form.statuses = [WorkbookLayout.auditStatusKey, wording.statusHeader.folded()]
    return form
  }

  private static func controls(_ layout: WorkbookLayout, _ kind: SheetKind) -> Form {
    var form = Form(kind: kind)
    let wording = layout.wording
    for (_, content) in layout.rows(of: kind) {
      switch content {
      case .part(let part):
        form.add("part:" + part.rawValue, label: wording.title(of: part, layout.template))
      case .section(let section):
        let id = "section:" + section.part.rawValue + "." + section.ref
        form.add(id, label: section.title)
        form.references[section.ref, default: []].insert(id)
      case .control(let control):
        form.rows.append(control.id)
        form.add(control.id, label: control.title)
        form.texts[control.text.folded(), default: []].insert(control.id)
        if let ref = control.ref { form.references[ref, default: []].insert(control.id) }
      }
    }
    let columns = kind == .prerequisites ? layout.prerequisiteColumns : layout.technicalColumns
    for column in columns {
      let key = column.key
      form.columnKeys.insert(key)
      let end =
        kind == .prerequisites ? key : String(key.dropFirst(column.scope.description.count + 1))
      let header =
        switch column.aspect {
        case .met: wording.metHeader(layout.models.first { $0.id == column.model })
        case .evidence: wording.evidenceHeader
        case .date: wording.dateHeader
        }
      form.headers[header.folded()] = end
      guard kind == .technical else { continue }
      form.bands[wording.name(of: column.scope).folded()] = column.scope.description
    }
    form.asked = Set(
      layout.slots(on: kind).compactMap { slot in
        guard case .met = slot.role else { return nil }
        return [slot.role.rowKey, slot.role.columnKey]
      })
    form.statuses = Set(
      layout.blocks(of: kind).map { $0.statusKey(on: kind) }
        + [wording.statusHeader.folded()])
    form.order =
      layout.models.map { $0.id + "." + Aspect.met.rawValue }
      + [Aspect.evidence.rawValue, Aspect.date.rawValue]
    return form
  }
}

extension FormKnowledge.Form {
  fileprivate mutating func add(_ id: String, label: String) {
    rowKeys.insert(id)
    titles[label.folded(), default: []].insert(id)
  }

  /// Whether an id is a heading's.
  static func isHeading(_ id: String) -> Bool {
    id.hasPrefix("part:") || id.hasPrefix("section:") || id == AuditLine.groupKey
      || id == AuditLine.noteKey
  }
}

extension WorkbookLayout {
  /// The cells that a person fills on one sheet.
  func slots(on sheet: SheetKind) -> [Slot] { slots.filter { $0.sheet == sheet } }
}
