internal import Basics
internal import Checklists
internal import Spreadsheet

/// The score that the summary sheet shows, against the one that its own rules give for the answers that are there.
extension SubmissionReader {
  /// Reported where a program or a person left other figures than the workbook's formulas would give.
  mutating func reportScore() {
    guard let sheet = finder.sheets.sheets(of: .summary).first else { return }
    let known = image ?? (isStanding(sheet) ? match?.image : nil)
    let cells = known?.shownScore ?? ShownScore.places(on: workbook.sheets[sheet], layout.wording)
    let shown = cells.compactMap {
      header, cell -> (header: Int, value: Double, cell: CellReference)? in
      guard case .number(let value)? = workbook.sheets[sheet][cell]?.value else { return nil }
      return (header, value, cell)
    }
    guard !shown.isEmpty else { return }
    // The sheet judges the age of what a date cell holds as a date, and not of one that is a text.
    let (computed, ageless) = (countedScore(judgingAges: true), countedScore(judgingAges: false))
    func isStale(_ shown: (header: Int, value: Double, cell: CellReference), _ score: [Double])
      -> Bool
    {
      abs(score[shown.header] - shown.value) > 0.05
    }
    guard let stale = shown.first(where: { isStale($0, computed) }),
      shown.contains(where: { isStale($0, ageless) }),
      !submission.discrepancies.contains(where: { $0.code == .answerNormalised }),
      modelsAreAsOffered
    else { return }
    report(
      .scoreStale,
      messages.scoreStale(
        layout.wording.progressHeaders[stale.header], Self.text(stale.value),
        Self.text(computed[stale.header])),
      sheet: workbook.sheets[sheet].name, cell: stale.cell.description)
  }

  /// The sheet knows a delivery model by the text of its list alone.
  private var modelsAreAsOffered: Bool {
    let offered = Set(
      layout.wording.deliveryModelChoices(template.deliveryModels).map { $0.label.lowercased() })
    let fields =
      [submission.application[.deliveryModel]] + submission.caseStudies.map { $0[.deliveryModel] }
    return fields.allSatisfy { $0.raw.map { offered.contains($0.lowercased()) } ?? true }
  }

  /// What the summary's formulas count: answers as issued, in cells that the workbook was issued with.
  ///
  /// - Parameter judgingAges: whether an O whose date lies before its period is not met.
  private func countedScore(judgingAges: Bool) -> [Double] {
    let models = Set(layout.models.map(\.id))
    let assessed = judgingAges ? submission.application.assessmentDate : nil
    var (expected, met, notMet, without) = (0, 0, 0, 0)
    for (answer, entry) in zip(submission.answers, plan?.entries ?? []) {
      guard entry.isScored, answer.key.deliveryModel.map(models.contains) ?? true else {
        continue
      }
      expected += 1
      let start = entry.recencyMonths.flatMap { assessed?.adding(months: -$0) }
      let isTooOld = answer.date.map { date in start.map { date < $0 } ?? false } ?? false
      switch (answer.value, entry.isConditional) {
      case (.yes, _) where isTooOld: notMet += 1
      case (.yes, _): met += 1
      case (.no, _): notMet += 1
      // The sheet sees the text of the cell, and no picture on it.
      case (.notApplicable, true) where Filler.saysMore(answer.evidence): without += 1
      default: break
      }
    }
    let applicable = expected - without
    let percent = applicable == 0 ? 0 : Double(1000 * met / applicable) / 10
    return [
      expected, met + notMet + without, met, notMet, without, applicable - met - notMet, applicable,
    ].map(Double.init) + [percent]
  }

  private static func text(_ number: Double) -> String {
    Int(exactly: number).map { String($0) } ?? String(number)
  }
}

/// Where a summary sheet shows the figures of its total: expected, given, met, not met, not applicable, open, applicable,
/// percent.
enum ShownScore {
  /// The cells of the total by the number of the header above each, in the headers' order; of two under one header the
  /// last.
  static func places(on sheet: Sheet, _ wording: Wording) -> [(header: Int, cell: CellReference)] {
    let key = CellValue.string(SummarySheet.totalKey)
    guard let row = sheet.cells.first(where: { $0.value == key })?.reference.row else { return [] }
    let headers = Dictionary(
      wording.progressHeaders.prefix(8).enumerated().map { ($1.folded(), $0) },
      uniquingKeysWith: { first, _ in first })
    var above: [Int: Int] = [:]
    var places: [Int: CellReference] = [:]
    for cell in sheet.cells where cell.reference.row <= row {
      if case .string(let text)? = cell.value, let header = headers[text.folded()] {
        above[cell.reference.column] = header
      } else if cell.reference.row == row, let header = above[cell.reference.column],
        case .number? = cell.value
      {
        places[header] = cell.reference
      }
    }
    return places.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
