extension String {
  /// Whether each byte of the text in UTF-8 passes a test.
  @inline(__always)
  func allBytes(_ test: (UInt8) -> Bool) -> Bool {
    utf8.withContiguousStorageIfAvailable { $0.allSatisfy(test) } ?? utf8.allSatisfy(test)
  }

  /// Whether two names that have one spelling are the same: quicker than the comparison of texts, which may be spelt in
  /// several ways, where they differ in length.
  package func isSameName(as other: String) -> Bool {
    utf8.count == other.utf8.count && self == other
  }
}

extension [UInt8] {
  /// Adds a number in decimal digits.
  package mutating func append(decimal number: Int) {
    if number < 0 { append(UInt8(ascii: "-")) }
    append(digits: number.magnitude)
  }

  private mutating func append(digits number: UInt) {
    if number > 9 { append(digits: number / 10) }
    append(UInt8(ascii: "0") + UInt8(number % 10))
  }
}
