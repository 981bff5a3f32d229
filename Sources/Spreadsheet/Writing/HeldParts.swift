internal import CHeldParts

/// The one owner of the parts of a package that the library makes without its temporary files.
final class HeldParts {
  private let parts: UnsafeMutablePointer<RespecteHeldParts>

  init() {
    parts = .allocate(capacity: 1)
    parts.initialize(to: RespecteHeldParts())
  }

  deinit {
    respecte_free_held_parts(parts)
    parts.deallocate()
  }

  /// Holds what the library writes in this thread meanwhile.
  func hold(while body: () throws(SpreadsheetError) -> Void) throws(SpreadsheetError) {
    respecte_hold_parts(parts)
    defer { respecte_hold_parts(nil) }
    try body()
    guard parts.pointee.failed == 0 else {
      throw SpreadsheetError(.notWritten, detail: "not enough memory for a part")
    }
  }

  /// How many there are; none where the library makes a whole package all the same.
  var count: Int { parts.pointee.count }

  /// The bytes of a part, as long as this owner lives.
  subscript(index: Int) -> UnsafeBufferPointer<UInt8> {
    let part = parts.pointee.parts[index]
    return UnsafeBufferPointer(start: part.bytes, count: part.count)
  }
}
