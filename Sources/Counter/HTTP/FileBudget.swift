internal import Synchronization

/// Who answers for the bytes of a file, and how many of them may be held at once.
struct FileHolder: Sendable {
  /// A link, an account, an address.
  let name: String
  let limit: Int
}

/// Bytes of files that are held, from when they come until their request is answered.
final class FileBudget: Sendable {
  private struct Held {
    var all = 0
    var of: [String: Int] = [:]
  }

  private let limit: Int
  private let held = Mutex(Held())

  /// - Parameter limit: of all holders together.
  init(limit: Int) { self.limit = limit }

  /// Takes so many more bytes.
  ///
  /// - Returns: why they are not taken.
  func take(_ count: Int, for holders: [FileHolder]) -> HTTPFault? {
    held.withLock { held in
      guard held.all + count <= limit else { return .busy }
      for holder in holders where held.of[holder.name, default: 0] + count > holder.limit {
        return .tooManyAtOnce
      }
      held.all += count
      for holder in holders { held.of[holder.name, default: 0] += count }
      return nil
    }
  }

  func giveBack(_ count: Int, of holders: [FileHolder]) {
    guard count > 0 else { return }
    held.withLock { held in
      held.all -= count
      for holder in holders {
        let left = held.of[holder.name, default: 0] - count
        held.of[holder.name] = left > 0 ? left : nil
      }
    }
  }
}
