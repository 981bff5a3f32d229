/// Rows of a sheet, counted from zero, kept as ranges because a file may name all of them in one stroke.
public struct RowSet: Hashable, Sendable, Sequence, ExpressibleByArrayLiteral {
  /// In order, with a gap between any two.
  public let ranges: [ClosedRange<Int>]

  /// The rows of all ranges, which may come in any order and overlap.
  public init(_ ranges: [ClosedRange<Int>]) {
    var merged: [ClosedRange<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      merged.join(range)
    }
    self.ranges = merged
  }

  public init(arrayLiteral rows: Int...) { self.init(rows.map { $0...$0 }) }

  public var isEmpty: Bool { ranges.isEmpty }

  public func contains(_ row: Int) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < row { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(row)
  }

  public func makeIterator() -> FlattenSequence<[ClosedRange<Int>]>.Iterator {
    ranges.joined().makeIterator()
  }
}

extension [ClosedRange<Int>] {
  /// Adds a range, as a part of the last one where they touch.
  mutating func join(_ range: ClosedRange<Int>) {
    guard let last, range.lowerBound >= last.lowerBound,
      range.lowerBound <= last.upperBound + 1
    else { return append(range) }
    self[count - 1] = last.lowerBound...Swift.max(last.upperBound, range.upperBound)
  }
}
