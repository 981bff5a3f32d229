internal import Checklists
internal import Spreadsheet

/// The colours of a workbook; every text keeps a contrast of at least 4.5 : 1 on its ground.
enum Palette {
  static let ink: UInt32 = 0x1B2733
  static let quiet: UInt32 = 0x4A5866
  static let deep: UInt32 = 0x17415F
  static let white: UInt32 = 0xFFFFFF
  static let band: UInt32 = 0xDCE8F1
  static let answer: UInt32 = 0xFFFBE8
  static let line: UInt32 = 0xB4C0CB
  static let locked: UInt32 = 0xECEEF0
  static let lockedInk: UInt32 = 0x565E66
  static let link: UInt32 = 0x0B5394
}

/// The looks of a workbook's cells.
enum Look {
  static let base = CellStyle().with {
    $0.fontColor = Palette.ink
    $0.wraps = true
  }
  static let title = CellStyle().with {
    $0.fontSize = 16
    $0.bold = true
    $0.fontColor = Palette.deep
    $0.vertical = .center
  }
  static let lead = base.with {
    $0.fontColor = Palette.quiet
    $0.vertical = .center
    $0.wraps = false
  }
  static let header = CellStyle().with {
    $0.bold = true
    $0.fontColor = Palette.white
    $0.fillColor = Palette.deep
    $0.borderColor = Palette.line
    $0.horizontal = .center
    $0.vertical = .center
    $0.wraps = true
  }
  static let section = CellStyle().with {
    $0.bold = true
    $0.fontSize = 11
    $0.fontColor = Palette.deep
    $0.fillColor = Palette.band
    $0.borderColor = Palette.line
    $0.vertical = .center
  }
  static let sectionText = section.with {
    $0.bold = false
    $0.fontSize = 10
    $0.wraps = true
  }
  static let cell = base.with { $0.borderColor = Palette.line }
  static let strong = cell.with { $0.bold = true }
  static let quiet = cell.with { $0.fontColor = Palette.quiet }
  static let reference = strong.with { $0.horizontal = .center }
  static let number = cell.with { $0.horizontal = .right }
  static let percent = number.with { $0.numberFormat = "0.0" }
  /// What does not apply: locked and grey.
  static let locked = CellStyle().with {
    $0.fontColor = Palette.lockedInk
    $0.fillColor = Palette.locked
    $0.borderColor = Palette.line
    $0.horizontal = .center
    $0.vertical = .center
  }
  /// What a person fills in.
  static let text = cell.with {
    $0.fillColor = Palette.answer
    $0.isLocked = false
  }
  static let answer = text.with {
    $0.bold = true
    $0.horizontal = .center
    $0.vertical = .center
  }
  static let wholeNumber = text.with {
    $0.numberFormat = "#,##0"
    $0.horizontal = .left
  }
  static func date(_ wording: Wording) -> CellStyle {
    text.with {
      $0.numberFormat = wording.language == .french ? "dd/mm/yyyy" : "yyyy-mm-dd"
      $0.horizontal = .left
    }
  }
  static let key = CellStyle().with { $0.fontColor = Palette.quiet }
  static let link = base.with {
    $0.underline = true
    $0.fontColor = Palette.link
  }
}
