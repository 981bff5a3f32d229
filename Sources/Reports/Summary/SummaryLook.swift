internal import Assessments
internal import Checklists
internal import Spreadsheet
internal import Workbooks

/// How the summary workbook looks, in the colours of the partner's workbook.
enum SummaryLook {
  static let text = Look.cell.with {
    $0.numberFormat = "@"
    $0.vertical = .center
  }
  static let strong = text.with { $0.bold = true }
  /// A text that does not grow its row: the column beside it cuts it off.
  static let line = text.with { $0.wraps = false }
  static let center = text.with {
    $0.horizontal = .center
    $0.indent = 0
  }
  static let count = Look.number
  static let percent = count.with { $0.numberFormat = "0.0_M" }
  static let bytes = count.with { $0.numberFormat = "#,##0_M" }
  static func date(_ language: Language) -> CellStyle {
    count.with {
      $0.numberFormat = Look.dateFormat(language)
      $0.horizontal = .center
    }
  }
  /// `11 / 12`, where the cell holds 11.
  static func outOf(_ required: Int) -> CellStyle {
    count.with { $0.numberFormat = "0\" / \(required)\"_M" }
  }
  static let link = Look.smallLink.with {
    $0.borderColor = Palette.line
    $0.horizontal = .left
    $0.indent = 1
  }
  static let header = Look.filterHeader.with { $0.fontSize = 8.5 }
  static let explanation = Look.lead.with {
    $0.wraps = true
    $0.vertical = .top
  }
  /// Over the columns of one checklist.
  static let band = Look.band(1).with { $0.fontSize = 8.5 }
  static let sentence = Look.verdict.with {
    $0.fontSize = 11
    $0.fontColor = Palette.deep
    $0.fillColor = Palette.band
  }
  static let tileLabel = Look.figureHeader
  static let notApplicable = Look.locked

  static func footer(_ language: Language) -> String {
    // In points; a blank keeps a figure that follows out of the size.
    let size = "&8 "
    return "&L" + size + title(language) + "&R" + size
      + language(fr: "&A – page &P sur &N", en: "&A – page &P of &N")
  }

  static func title(_ language: Language) -> String {
    language(fr: "Synthèse des auto-évaluations", en: "Summary of self-assessments")
  }

  /// A percentage in tenths, on the ground of its step.
  static func heat(_ tenths: Int) -> CellStyle {
    let step = HeatStep.allCases.first { tenths >= $0.least } ?? .lowest
    return step.look.with { $0.numberFormat = "0.0" }
  }
}

/// The steps of a colour scale that is darker the less is met, so that it is told apart without colours, too.
enum HeatStep: Int, CaseIterable {
  case all, nearly, most, half, lowest

  /// The smallest percentage of the step, in tenths.
  var least: Int {
    switch self {
    case .all: 1000
    case .nearly: 900
    case .most: 750
    case .half: 500
    case .lowest: 0
    }
  }

  /// What the legend says.
  func label(in language: Language) -> String {
    switch self {
    case .all: "100"
    case .nearly: language(fr: "90 à 99,9", en: "90 to 99.9")
    case .most: language(fr: "75 à 89,9", en: "75 to 89.9")
    case .half: language(fr: "50 à 74,9", en: "50 to 74.9")
    case .lowest: language(fr: "moins de 50", en: "below 50")
    }
  }

  /// Every text keeps a contrast of at least 4.5 : 1 on its ground.
  var look: CellStyle {
    let (ground, ink): (UInt32, UInt32) =
      switch self {
      case .all: (Palette.yes, Palette.yesInk)
      case .nearly: (Palette.nearly, Palette.ink)
      case .most: (Palette.most, Palette.ink)
      case .half: (Palette.half, Palette.ink)
      case .lowest: (Palette.noInk, Palette.white)
      }
    return SummaryLook.count.with {
      $0.fillColor = ground
      $0.fontColor = ink
      $0.bold = self == .lowest
      $0.horizontal = .center
    }
  }
}

extension Verdict {
  /// The look of its cell.
  var look: CellStyle {
    let (ground, ink): (UInt32, UInt32) =
      switch self {
      case .eligible: (Palette.yes, Palette.yesInk)
      case .notEligible: (Palette.no, Palette.noInk)
      case .incomplete: (Palette.open, Palette.openInk)
      case .unreadable: (Palette.locked, Palette.lockedInk)
      }
    return SummaryLook.center.with {
      $0.fillColor = ground
      $0.fontColor = ink
      $0.bold = true
    }
  }

  /// The colour of its bar.
  var bar: UInt32 {
    switch self {
    case .eligible: Palette.yesBar
    case .notEligible: Palette.noBar
    case .incomplete: Palette.openBar
    case .unreadable: Palette.withoutBar
    }
  }
}

extension Severity {
  /// The look of its cell.
  var look: CellStyle {
    switch self {
    case .error:
      SummaryLook.center.with {
        $0.fillColor = Palette.no
        $0.fontColor = Palette.noInk
        $0.bold = true
      }
    case .warning:
      SummaryLook.center.with {
        $0.fillColor = Palette.doubt
        $0.fontColor = Palette.doubtInk
      }
    case .info: SummaryLook.center.with { $0.fontColor = Palette.quiet }
    }
  }
}
