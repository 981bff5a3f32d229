internal import Basics
internal import Checklists
internal import Spreadsheet

/// The score that the summary sheet shows, against the one that its own rules give for the answers that are there.
extension SubmissionReader {
  /// Reported where a program or a person left other figures than the workbook's formulas would give.
  mutating func reportScore() {
    guard let sheet = finder.sheets.sheets(of: .summary).first,
      let shown = shownScore(workbook.sheets[sheet]),
      !submission.discrepancies.contains(where: { $0.code == .answerNormalised }),
      modelsAreAsOffered
    else { return }
    let computed = countedScore
    for (index, value) in shown.values.sorted(by: { $0.key < $1.key })
    where abs(computed[index] - value) > 0.05 {
      report(
        .scoreStale,
        messages.scoreStale(
          layout.wording.progressHeaders[index], Self.text(value), Self.text(computed[index])),
        sheet: workbook.sheets[sheet].name,
        cell: shown.cells[index]?.description)
      return
    }
  }

  /// The cached figures of the total, by the headers above them: expected, given, met, not met, not applicable, open,
  /// applicable, percent.
  private func shownScore(_ sheet: Sheet) -> (values: [Int: Double], cells: [Int: CellReference])? {
    let key = CellValue.string(SummarySheet.totalKey)
    guard let row = sheet.cells.first(where: { $0.value == key })?.reference.row else { return nil }
    let headers = Dictionary(
      layout.wording.progressHeaders.prefix(8).enumerated().map { ($1.folded(), $0) },
      uniquingKeysWith: { first, _ in first })
    var above: [Int: Int] = [:]
    var values: [Int: Double] = [:]
    var cells: [Int: CellReference] = [:]
    for cell in sheet.cells where cell.reference.row <= row {
      if case .string(let text)? = cell.value, let header = headers[text.folded()] {
        above[cell.reference.column] = header
      } else if cell.reference.row == row, let header = above[cell.reference.column],
        case .number(let number)? = cell.value
      {
        values[header] = number
        cells[header] = cell.reference
      }
    }
    return values.isEmpty ? nil : (values, cells)
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
  private var countedScore: [Double] {
    let models = Set(layout.models.map(\.id))
    var (expected, met, notMet, without) = (0, 0, 0, 0)
    for answer in submission.answers {
      guard let control = template.control(answer.key.control), control.answer == .met,
        answer.key.deliveryModel.map(models.contains) ?? true
      else { continue }
      expected += 1
      switch (answer.value, control.isConditional) {
      case (.yes, _): met += 1
      case (.no, _): notMet += 1
      case (.notApplicable, true) where answer.hasEvidence: without += 1
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
