internal import Synchronization

/// Things that take long to make and serve many workbooks, whichever thread reads them.
public final class Remembered<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private let made = Mutex<[Key: Value]>([:])
  /// So many are remembered at once.
  private let limit = 64

  public init() {}

  /// What was made for a key before, if it still serves; else it is made now.
  public func value(
    for key: Key, where serves: (Value) -> Bool = { _ in true }, orMake make: () -> Value
  ) -> Value {
    if let known = made.withLock({ $0[key] }), serves(known) { return known }
    let value = make()
    made.withLock {
      if $0.count >= limit { $0.removeAll() }
      $0[key] = value
    }
    return value
  }
}
