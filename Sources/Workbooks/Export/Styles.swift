package import Checklists
package import Spreadsheet

/// The colours of a workbook; every text keeps a contrast of at least 4.5 : 1 on its ground.
package enum Palette {
  package static let ink: UInt32 = 0x1B2733
  package static let quiet: UInt32 = 0x4A5866
  package static let deep: UInt32 = 0x17415F
  /// The second of two grounds, so that neighbouring case studies are told apart.
  package static let slate: UInt32 = 0x4A4E69
  package static let white: UInt32 = 0xFFFFFF
  package static let band: UInt32 = 0xDCE8F1
  /// What may be filled in, and what still has to be.
  package static let answer: UInt32 = 0xFFFBE8
  package static let open: UInt32 = 0xFFEFB0
  package static let line: UInt32 = 0xB4C0CB
  package static let locked: UInt32 = 0xECEEF0
  package static let lockedInk: UInt32 = 0x565E66
  package static let link: UInt32 = 0x0B5394
  /// Met, not met, to be looked at, open: a ground and an ink each.
  package static let yes: UInt32 = 0xE3F3E8
  package static let yesInk: UInt32 = 0x14532D
  package static let no: UInt32 = 0xFBE3DF
  package static let noInk: UInt32 = 0x8C1D12
  package static let doubt: UInt32 = 0xFFE3C2
  package static let doubtInk: UInt32 = 0x7A3B00
  package static let openInk: UInt32 = 0x5F4700
  /// Bars and slices; they are told apart by their places and labels too.
  package static let yesBar: UInt32 = 0x2E7D5B
  package static let noBar: UInt32 = 0xB3402A
  package static let withoutBar: UInt32 = 0x8A97A3
  package static let openBar: UInt32 = 0xE8C35A
  /// Between all (`yes`) and little (`noInk`), each darker than the one before.
  package static let nearly: UInt32 = 0xF7E9B0
  package static let most: UInt32 = 0xF2CF8A
  package static let half: UInt32 = 0xE8A06A
  /// Behind figures.
  package static let yesFill: UInt32 = 0xA9D8BC
  package static let answeredFill: UInt32 = 0xB3D1E8
}

/// The looks of a workbook's cells.
package enum Look {
  /// What every look begins with.
  private static let plain = CellStyle().with {
    $0.fontName = TextMeasure.fontName
    $0.fontSize = 9
  }
  package static let base = plain.with {
    $0.fontColor = Palette.ink
    $0.wraps = true
  }
  package static let title = plain.with {
    $0.fontSize = 15
    $0.bold = true
    $0.fontColor = Palette.deep
    $0.vertical = .center
  }
  package static let lead = base.with {
    $0.fontColor = Palette.quiet
    $0.vertical = .center
    $0.wraps = false
  }
  package static let header = plain.with {
    $0.bold = true
    $0.fontColor = Palette.white
    $0.fillColor = Palette.deep
    $0.borderColor = Palette.line
    $0.horizontal = .center
    $0.vertical = .center
    $0.wraps = true
  }
  /// A header with room at its right and bottom for a filter button.
  package static let filterHeader = header.with {
    $0.horizontal = .left
    $0.indent = 1
    $0.vertical = .top
  }
  package static func filterHeader(band index: Int) -> CellStyle {
    filterHeader.with { $0.fillColor = ground(of: index) }
  }
  /// The name of a case study over its columns.
  package static func band(_ index: Int) -> CellStyle {
    header.with {
      $0.fillColor = ground(of: index)
      $0.fontSize = 10
      $0.horizontal = .left
      $0.indent = 1
      $0.wraps = false
    }
  }
  private static func ground(of index: Int) -> UInt32 {
    index.isMultiple(of: 2) ? Palette.deep : Palette.slate
  }
  package static let section = plain.with {
    $0.bold = true
    $0.fontSize = 10
    $0.fontColor = Palette.deep
    $0.fillColor = Palette.band
    $0.borderColor = Palette.line
    $0.horizontal = .left
    $0.vertical = .center
    $0.indent = 1
    $0.wraps = true
  }
  package static let sectionReference = section.with {
    $0.horizontal = .center
    $0.indent = 0
  }
  package static let sectionStatus = section.with {
    $0.indent = 0
    $0.fontSize = 9
    $0.horizontal = .center
    $0.wraps = false
  }
  package static let sectionLink = section.with {
    $0.bold = false
    $0.fontSize = 9
    $0.underline = true
    $0.fontColor = Palette.link
  }
  package static let sectionText = section.with {
    $0.bold = false
    $0.fontSize = 9
    $0.wraps = true
  }
  package static let cell = base.with {
    $0.borderColor = Palette.line
    $0.horizontal = .left
    $0.indent = 1
  }
  package static let strong = cell.with { $0.bold = true }
  package static let quiet = cell.with { $0.fontColor = Palette.quiet }
  package static let reference = strong.with {
    $0.horizontal = .center
    $0.indent = 0
  }
  /// The format keeps the figures off the border; programs differ in how they indent numbers.
  package static let number = cell.with {
    $0.horizontal = .right
    $0.indent = 0
    $0.numberFormat = "0_M"
    $0.wraps = false
    $0.vertical = .center
  }
  package static let percent = number.with { $0.numberFormat = "0.0_M" }
  /// What does not apply: locked and grey.
  package static let locked = plain.with {
    $0.fontColor = Palette.lockedInk
    $0.fillColor = Palette.locked
    $0.borderColor = Palette.line
    $0.horizontal = .center
    $0.vertical = .center
  }
  /// What a person fills in.
  package static let text = cell.with {
    $0.fillColor = Palette.answer
    $0.isLocked = false
  }
  package static let answer = text.with {
    $0.indent = 0
    $0.bold = true
    $0.horizontal = .center
    $0.vertical = .center
  }
  package static let wholeNumber = text.with {
    $0.numberFormat = "#,##0"
    $0.horizontal = .left
  }
  static func date(_ wording: Wording) -> CellStyle {
    text.with {
      $0.numberFormat = dateFormat(wording.language)
      $0.horizontal = .left
    }
  }
  /// How a day is shown.
  package static func dateFormat(_ language: Language) -> String {
    language == .french ? "dd/mm/yyyy" : "yyyy-mm-dd"
  }
  package static let key = plain.with { $0.fontColor = Palette.quiet }
  package static let link = base.with {
    $0.underline = true
    $0.fontColor = Palette.link
  }
  package static let smallLink = link.with {
    $0.fontSize = 9
    $0.vertical = .center
    $0.wraps = false
  }
  /// What is still to be done: a mark and a word, in the middle.
  package static let status = cell.with {
    $0.indent = 0
    $0.fontSize = 8.5
    $0.fontColor = Palette.quiet
    $0.horizontal = .center
    $0.vertical = .center
  }
  /// The partner's name, once it is there.
  package static let partner = lead.with { $0.bold = true }
  package static let fieldLabel = strong.with { $0.vertical = .center }
  package static let fieldHelp = quiet.with { $0.vertical = .center }
  // The summary.
  package static let rowLabel = cell.with { $0.vertical = .center }
  package static let note = rowLabel
  package static let figureHeader = header.narrow
  package static let verdict = plain.with {
    $0.bold = true
    $0.fontSize = 12
    $0.fontColor = Palette.openInk
    $0.fillColor = Palette.open
    $0.borderColor = Palette.line
    $0.vertical = .center
    $0.indent = 1
    $0.wraps = true
  }
  // The first sheet.
  package static let step = cell.with { $0.vertical = .center }
  package static let stepLink = step.with {
    $0.bold = true
    $0.underline = true
    $0.fontColor = Palette.link
  }
  package static let card = cell
  package static let cardLink = card.with {
    $0.underline = true
    $0.fontColor = Palette.link
  }
  package static let sample = status.with { $0.fontSize = 9 }
  package static let sampleText = quiet.with {
    $0.indent = 0
    $0.fontSize = 9
    $0.horizontal = .center
  }
  package static let warning = plain.with {
    $0.fontSize = 9
    $0.italic = true
    $0.fontColor = Palette.noInk
    $0.vertical = .center
  }

  // MARK: Differences that a condition makes

  private static func difference(_ ground: UInt32, _ ink: UInt32, bold: Bool = false) -> CellStyle {
    plain.with {
      $0.fillColor = ground
      $0.fontColor = ink
      $0.bold = bold
    }
  }
  package static let outOfForce = difference(Palette.locked, Palette.lockedInk)
  package static let open = difference(Palette.open, Palette.ink)
  package static let yes = difference(Palette.yes, Palette.yesInk, bold: true)
  package static let no = difference(Palette.no, Palette.noInk, bold: true)
  package static let doubt = difference(Palette.doubt, Palette.ink)
  package static let doneMark = difference(Palette.yes, Palette.yesInk, bold: true)
  package static let openMark = difference(Palette.open, Palette.openInk)
  package static let noMark = difference(Palette.no, Palette.noInk, bold: true)
  package static let doubtMark = difference(Palette.doubt, Palette.doubtInk, bold: true)
}

extension CellStyle {
  /// A header of a narrow column.
  var narrow: CellStyle {
    with {
      $0.fontSize = 8
      $0.indent = 0
    }
  }
}
