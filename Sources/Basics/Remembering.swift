internal import Synchronization

/// Whether what was read once is kept for the files that come after it.
package enum Remembering {
  private static let isOver = Atomic(false)

  /// This process ends with the file that it reads now: what others had is used, and nothing more is kept.
  package static func end() { isOver.store(true, ordering: .relaxed) }

  package static var goesOn: Bool { !isOver.load(ordering: .relaxed) }
}
