internal import Synchronization

/// The blank workbooks that were downloaded last: making one costs more than anything else that a visitor asks for, and it
/// comes out the same each time.
final class BlankWorkbooks: Sendable {
  /// All that one depends on.
  struct Key: Equatable, Sendable {
    let template: String
    let models: [String]
    let partner: String
  }

  private let made = Mutex<[(key: Key, bytes: [UInt8])]>([])
  private static let limit = 64

  /// Nil where it has to be made.
  subscript(_ key: Key) -> [UInt8]? { made.withLock { $0 }.first { $0.key == key }?.bytes }

  func keep(_ bytes: [UInt8], for key: Key) {
    made.withLock { made in
      if made.count >= Self.limit { made.removeFirst() }
      made.append((key, bytes))
    }
  }
}
