internal import Basics

/// How a cell's value is stored (ECMA-376 part 1, § 18.18.11).
enum CellType {
  case shared, string, inline, boolean, error, number, date

  /// By the attribute's text; nil for one that no program writes.
  init?(_ text: XMLBytes) {
    if text == "s" {
      self = .shared
    } else if text == "str" {
      self = .string
    } else if text == "n" {
      self = .number
    } else if text == "inlineStr" {
      self = .inline
    } else if text == "b" {
      self = .boolean
    } else if text == "e" {
      self = .error
    } else if text == "d" {
      self = .date
    } else {
      return nil
    }
  }

  /// Puts a stored value into a cell. What is not of its type stays as a text, exactly as stored.
  static func read(
    _ stored: TextBuffer, as type: CellType, into cell: inout Cell, _ sheet: WorksheetPart
  ) throws(SpreadsheetError) {
    if stored.isEmpty {
      if cell.formula != nil && type == .string { cell.value = .string("") }
      return
    }
    switch type {
    case .string, .inline:
      cell.value = .string(try stored.unescaped())
      return
    case .error:
      cell.value = .error(try stored.plain())
      return
    default: break
    }
    let trimmed = stored.trimmed
    if trimmed.isEmpty { return }
    switch type {
    case .shared:
      if let index = StoredNumber.index(trimmed) {
        cell.value = .string(try sheet.sharedString(index))
        return
      }
    case .boolean:
      switch String(decoding: trimmed, as: UTF8.self) {
      case "1", "true": cell.value = .boolean(true)
      case "0", "false": cell.value = .boolean(false)
      default: break
      }
    case .date:
      if let (date, fraction) = StoredNumber.moment(trimmed), let serial = sheet.serial(of: date) {
        cell.value = .number(Double(serial) + fraction)
        cell.date = date
      } else if let time = StoredNumber.time(trimmed) {
        cell.value = .number(time)
      }
    default:
      if let number = StoredNumber.number(trimmed) {
        cell.value = .number(number)
        cell.date = sheet.day(of: number)
      }
    }
    if cell.value == nil { cell.value = .string(try stored.unescaped()) }
  }
}
