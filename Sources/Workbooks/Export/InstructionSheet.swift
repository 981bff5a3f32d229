internal import Basics
internal import Checklists
internal import Spreadsheet

/// The first sheet: who fills in what, in which order, what the answers mean, and how it is sent back. One page.
struct InstructionSheet {
  private let layout: WorkbookLayout
  private let rules: SummaryFormulas
  private var sheet: SheetDocument
  private var formulas: [PlacedFormula] = []
  private var row = 3

  private var wording: Wording { layout.wording }
  private var template: Template { layout.template }

  private static let first = 1
  private static let last = 6
  private static let width = 25.0

  init(_ layout: WorkbookLayout, _ rules: SummaryFormulas) {
    self.layout = layout
    self.rules = rules
    sheet = SheetDocument(name: layout.name(of: .instructions))
  }

  mutating func add(to builder: inout WorkbookBuilder) {
    sheet.columns = [
      ColumnDocument(0...0, width: 2),
      ColumnDocument(Self.first...Self.last, width: Self.width),
    ]
    sheet.put(.text(template.title), at: 0, Self.first, style: Look.title)
    sheet.rows[0] = RowDocument(height: 28)
    sheet.put(.text(wording.edition(template)), at: 1, Self.first, style: Look.lead)
    sheet.rows[2] = RowDocument(height: 6)
    addOrder()
    addCards()
    addLegend()
    addSteps()
    sheet.tabColor = Palette.yesBar
    sheet.print.fitsToHeight = 1
    builder.finish(&sheet)
    builder.put(formulas, on: .instructions)
  }

  // MARK: Pieces

  private mutating func put(
    _ content: CellContent, _ columns: ClosedRange<Int>, rows: Int = 1, _ style: CellStyle
  ) {
    if columns.count == 1, rows == 1 {
      sheet.put(content, at: row, columns.lowerBound, style: style)
    } else {
      let range = CellRange(rows: row...(row + rows - 1), columns: columns)
      sheet.merged.append((range, content, style))
    }
  }

  private mutating func heading(_ text: String, _ columns: ClosedRange<Int>? = nil) {
    put(.text(text), columns ?? Self.first...Self.last, Look.section)
    sheet.rows[row] = RowDocument(height: 20)
  }

  private mutating func gap() {
    sheet.rows[row] = RowDocument(height: 8)
    row += 1
  }

  private func width(_ columns: ClosedRange<Int>) -> Double {
    // A merged cell gains the margins of the columns that it joins.
    Double(columns.count) * (Self.width + 0.7)
  }

  // MARK: Blocks

  private mutating func addOrder() {
    heading(wording.howToTitle(minutes: steps.reduce(0) { $0 + $1.minutes }))
    row += 1
    let what = (Self.first + 2)...(Self.last - 1)
    for (columns, text) in [
      (Self.first...Self.first, wording.sheetHeader),
      ((Self.first + 1)...(Self.first + 1), wording.whoHeader), (what, wording.whatHeader),
      (Self.last...Self.last, wording.howLongHeader),
    ] {
      put(
        .text(text), columns,
        Look.header.with {
          $0.horizontal = .left
          $0.indent = 1
        })
    }
    sheet.rows[row] = RowDocument(height: 18)
    row += 1
    for (index, step) in steps.enumerated() {
      let name = layout.name(of: step.sheet)
      put(
        .link(
          to: "internal:" + Formula.quoted(name) + "!A1", text: "\(index + 1). " + name, tip: nil),
        Self.first...Self.first, Look.stepLink)
      put(
        .text(wording.who(step.sheet)), (Self.first + 1)...(Self.first + 1), Look.step)
      put(.text(step.text), what, Look.step)
      put(.text(step.time), Self.last...Self.last, Look.step)
      sheet.rows[row] = RowDocument(
        height: TextMeasure.height(
          [
            (wording.who(step.sheet), Self.width, false), (step.text, width(what), false),
            (step.time, Self.width, false),
          ], atLeast: 18))
      row += 1
    }
    gap()
  }

  private struct Step {
    var sheet: SheetKind
    var text: String
    var time: String
    /// In all.
    var minutes: Int
  }

  /// What is to be done, in order, with what it usually takes: two minutes a field, five a prerequisite, three a control.
  private var steps: [Step] {
    let controls = layout.technicalControls.count { control in
      layout.models.contains { control.applies(to: $0.id, in: .caseStudy) }
    }
    let studies = layout.caseStudies
    let each: [(SheetKind, Int, Int)] = [
      (.application, ApplicationField.allCases.count * 2, 1),
      (.prerequisites, template.controls(of: .prerequisite).count * 5, 1),
      (.caseStudies, CaseStudyField.allCases.count * 2, studies),
      (.technical, controls * 3, studies), (.summary, 5, 1),
    ]
    return each.map { sheet, minutes, times in
      let rounded = minutes < 60 ? (minutes + 4) / 5 * 5 : (minutes + 14) / 15 * 15
      let time = wording.duration(rounded)
      return Step(
        sheet: sheet, text: wording.what(sheet, template, models: layout.models, studies: studies),
        time: times > 1 ? wording.each(time) : time, minutes: rounded * times)
    }
  }

  /// Side by side: what the answers mean, what counts as evidence, how the workbook is sent.
  private mutating func addCards() {
    let answers = bulleted(wording.answerRules(template))
    let evidence = bulleted(wording.evidenceRules)
    guard let submission = template.submission else {
      let (left, right) = (Self.first...3, 4...Self.last)
      heading(wording.answersTitle, left)
      heading(wording.evidenceTitle, right)
      row += 1
      put(.text(answers), left, Look.card)
      put(.text(evidence), right, Look.card)
      sheet.rows[row] = RowDocument(
        height: TextMeasure.height([
          (answers, width(left), false), (evidence, width(right), false),
        ]))
      row += 1
      return gap()
    }
    let (left, middle, right) = (1...2, 3...4, 5...6)
    heading(wording.answersTitle, left)
    heading(wording.evidenceTitle, middle)
    heading(wording.sendingTitle, right)
    row += 1
    // The address and the subject have cells of their own, to be followed and copied.
    let rest = bulleted(wording.sendingRules(submission))
    let subject = submission.subject.map { (wording.subjectLabel + $0, width(right), false) }
    let heights: [Double] = [
      submission.address == nil ? 4 : 17,
      subject.map { TextMeasure.height([$0]) } ?? 4,
      TextMeasure.height([(rest, width(right), false)]),
    ]
    let needed = TextMeasure.height([
      (answers, width(left), false), (evidence, width(middle), false),
    ])
    put(.text(answers), left, rows: 3, Look.card)
    put(.text(evidence), middle, rows: 3, Look.card)
    if let address = submission.address {
      put(
        .link(
          to: wording.mail(address, subject: submission.subject),
          text: wording.addressLabel + address, tip: nil), right, Look.cardLink)
    } else {
      put(.blank, right, Look.card)
    }
    sheet.rows[row] = RowDocument(height: heights[0])
    row += 1
    put(.blank, right, Look.card)
    if let text = submission.subject {
      let place = CellReference(row: row, column: right.lowerBound)
      formulas.append(PlacedFormula(rules.subject(text), at: place, style: Look.card))
    }
    sheet.rows[row] = RowDocument(height: heights[1])
    row += 1
    put(.text(rest), right, Look.card)
    sheet.rows[row] = RowDocument(height: max(heights[2], needed - heights[0] - heights[1]))
    row += 1
    gap()
  }

  private func bulleted(_ items: [String]) -> String {
    items.map { "• " + $0 }.joined(separator: "\n")
  }

  private mutating func addLegend() {
    heading(wording.legendTitle)
    row += 1
    let samples: [(String, CellStyle, String)] = [
      (wording.status(.toFill), Look.open, wording.legendOpen),
      (
        wording.legendOptional, Look.base.with { $0.fillColor = Palette.answer },
        wording.legendOptionalMeaning
      ),
      (wording.yes, Look.yes, wording.legendYes),
      (wording.no, Look.no, wording.legendNo),
      (wording.status(.noEvidence), Look.doubt, wording.legendDoubt),
      (wording.notApplicable, Look.outOfForce, wording.legendLocked),
    ]
    for (index, sample) in samples.enumerated() {
      let column = Self.first + index
      sheet.put(
        .text(sample.0), at: row, column,
        style: Look.sample.with {
          $0.fillColor = sample.1.fillColor
          $0.fontColor = sample.1.fontColor ?? Palette.ink
          $0.bold = sample.1.bold
        })
      sheet.put(.text(sample.2), at: row + 1, column, style: Look.sampleText)
    }
    sheet.rows[row] = RowDocument(height: 20)
    sheet.rows[row + 1] = RowDocument(
      height: TextMeasure.height(samples.map { ($0.2, Self.width, false) }, size: 9))
    row += 2
    gap()
  }

  private mutating func addSteps() {
    let steps = (template.submission?.steps ?? []).enumerated().map { "\($0 + 1). " + $1 }
      .joined(separator: "\n")
    let resources = bulleted(
      template.resources.map {
        $0.title + ($0.description.isEmpty ? "" : wording.language.colon + $0.description)
      })
    let blocks = [(wording.stepsTitle, steps), (wording.resourcesTitle, resources)].filter {
      !$0.1.isEmpty
    }
    guard !blocks.isEmpty else { return }
    let places = blocks.count == 2 ? [1...3, 4...6] : [Self.first...Self.last]
    for (block, columns) in zip(blocks, places) { heading(block.0, columns) }
    row += 1
    for (block, columns) in zip(blocks, places) { put(.text(block.1), columns, Look.card) }
    sheet.rows[row] = RowDocument(
      height: TextMeasure.height(zip(blocks, places).map { ($0.1, width($1), false) }))
    row += 1
  }
}
