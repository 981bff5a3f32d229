internal import CXlsxWriter

/// The formats of a workbook being written, one for each different style.
struct FormatTable {
  private let handle: WorkbookHandle
  private var formats: [CellStyle: UnsafeMutablePointer<lxw_format>] = [:]
  private var differences: [CellStyle: UnsafeMutablePointer<lxw_format>] = [:]

  init(handle: WorkbookHandle) { self.handle = handle }

  /// Whether a cell has had this style before.
  func knows(_ style: CellStyle) -> Bool { formats[style] != nil }

  /// The format of a cell.
  mutating func format(_ style: CellStyle) throws(SpreadsheetError)
    -> UnsafeMutablePointer<lxw_format>
  {
    if let known = formats[style] { return known }
    let format = try make(style)
    format_set_font_name(format, style.fontName)
    format_set_font_size(format, style.fontSize)
    switch style.horizontal {
    case .general: break
    case .left: format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
    case .center: format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
    case .right: format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
    }
    switch style.vertical {
    case .top: format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    case .center: format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    case .bottom: format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_BOTTOM.rawValue))
    }
    if style.wraps { format_set_text_wrap(format) }
    if style.indent > 0 { format_set_indent(format, UInt8(clamping: style.indent)) }
    if !style.isLocked { format_set_unlocked(format) }
    formats[style] = format
    return format
  }

  /// The difference that a conditional format makes; font size and alignment are not part of one
  /// (ECMA-376 part 1, § 18.8.14, as programs support it).
  mutating func difference(_ style: CellStyle) throws(SpreadsheetError)
    -> UnsafeMutablePointer<lxw_format>
  {
    if let known = differences[style] { return known }
    let format = try make(style)
    differences[style] = format
    return format
  }

  /// The number of a cell's format among those of the workbook.
  mutating func number(_ style: CellStyle) throws(SpreadsheetError) -> Int32 {
    lxw_format_get_xf_index(try format(style))
  }

  private func make(_ style: CellStyle) throws(SpreadsheetError)
    -> UnsafeMutablePointer<lxw_format>
  {
    guard let format = workbook_add_format(handle.workbook) else {
      throw SpreadsheetError(.notWritten, detail: "not enough memory for a format")
    }
    if style.bold { format_set_bold(format) }
    if style.italic { format_set_italic(format) }
    if style.underline { format_set_underline(format, UInt8(LXW_UNDERLINE_SINGLE.rawValue)) }
    if let color = style.fontColor { format_set_font_color(format, lxwColor(color)) }
    if let color = style.fillColor {
      format_set_pattern(format, UInt8(LXW_PATTERN_SOLID.rawValue))
      format_set_bg_color(format, lxwColor(color))
    }
    if let color = style.borderColor {
      format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
      format_set_border_color(format, lxwColor(color))
    }
    if let color = style.bottomRule {
      format_set_bottom(format, UInt8(LXW_BORDER_MEDIUM.rawValue))
      format_set_bottom_color(format, lxwColor(color))
    }
    if let color = style.leftRule {
      format_set_left(format, UInt8(LXW_BORDER_MEDIUM.rawValue))
      format_set_left_color(format, lxwColor(color))
    }
    if let code = style.numberFormat { format_set_num_format(format, code) }
    return format
  }
}

/// A colour as the library wants it: its 0 means “none”, so black has a value of its own.
func lxwColor(_ color: UInt32) -> lxw_color_t {
  color == 0 ? lxw_color_t(LXW_COLOR_BLACK.rawValue) : lxw_color_t(color)
}
