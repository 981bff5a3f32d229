/// The order of a sheet's cells.
public enum CellOrder {
  /// By row and column; of several at one place the last.
  public static func sorted(_ cells: [Cell]) -> [Cell] { sorted(cells, by: \.reference) }

  /// The same for whatever stands for a cell.
  static func sorted<Item>(_ items: [Item], by reference: (Item) -> CellReference) -> [Item] {
    let order = items.indices.sorted {
      (reference(items[$0]), $0) < (reference(items[$1]), $1)
    }
    var result: [Item] = []
    result.reserveCapacity(items.count)
    for index in order {
      if let last = result.last, reference(last) == reference(items[index]) {
        result[result.count - 1] = items[index]
      } else {
        result.append(items[index])
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
