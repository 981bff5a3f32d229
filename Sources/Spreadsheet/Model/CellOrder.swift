/// The order of a sheet's cells.
public enum CellOrder {
  /// By row and column; of several at one place the last.
  public static func sorted(_ cells: [Cell]) -> [Cell] {
    let order = cells.indices.sorted {
      (cells[$0].reference, $0) < (cells[$1].reference, $1)
    }
    var result: [Cell] = []
    result.reserveCapacity(cells.count)
    for index in order {
      if result.last?.reference == cells[index].reference {
        result[result.count - 1] = cells[index]
      } else {
        result.append(cells[index])
      }
    }
    return result
  }
}

extension CellReference {
  /// Whether a text has the form of a reference, but of a place that no sheet has.
  static func isBeyondSheet(_ text: String) -> Bool {
    let letters = text.prefix { $0.isASCII && $0.isLetter }
    let digits = text.dropFirst(letters.count)
    return !letters.isEmpty && !digits.isEmpty && digits.allSatisfy { $0.isASCII && $0.isNumber }
      && CellReference(text) == nil && !digits.allSatisfy { $0 == "0" }
  }
}
