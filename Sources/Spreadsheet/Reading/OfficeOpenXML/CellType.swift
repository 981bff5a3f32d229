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
}

extension WorksheetPart {
  /// What a stored value says. What is not of its type stays as a text, exactly as stored.
  func content(of stored: XMLBytes, as type: CellType) throws(SpreadsheetError) -> RawCell.Content {
    switch type {
    case .string, .inline: return .text(try unescaped(stored))
    case .error:
      try CellText.check(stored, limits.cellLength)
      return .error(stored)
    default: break
    }
    let trimmed = CellText.trimmed(stored)
    if trimmed.isEmpty { return .nothing }
    switch type {
    case .shared:
      if let index = StoredNumber.index(trimmed) { return .shared(try shared(index)) }
    case .boolean:
      if trimmed == "1" || trimmed == "true" { return .boolean(true) }
      if trimmed == "0" || trimmed == "false" { return .boolean(false) }
    case .date:
      if let (date, fraction) = StoredNumber.moment(trimmed), let serial = serial(of: date) {
        return .number(Double(serial) + fraction, date: date)
      }
      if let time = StoredNumber.time(trimmed) { return .number(time, date: nil) }
    default:
      if let number = StoredNumber.number(trimmed) { return .number(number, date: day(of: number)) }
    }
    return .text(try unescaped(stored))
  }
}
