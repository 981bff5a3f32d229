#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Lets so many threads go on at once, and the others in the order in which they came.
final class Turns: @unchecked Sendable {
  private let atOnce: Int
  private let waitingLimit: Int
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  // Everything below is read and written under the lock.
  private var taken = 0
  private var waiting: [Int] = []
  private var nextNumber = 0
  private var isOver = false

  init(atOnce: Int, waiting: Int) {
    self.atOnce = atOnce
    waitingLimit = waiting
    pthread_mutex_init(lock, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(lock)
    changed.deallocate()
    lock.deallocate()
  }

  /// Waits for a turn.
  func take() throws(IsolationError) {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    if taken == atOnce || !waiting.isEmpty {
      guard waiting.count < waitingLimit else { throw .busy }
      let number = nextNumber
      nextNumber += 1
      waiting.append(number)
      while !isOver, taken == atOnce || waiting.first != number { pthread_cond_wait(changed, lock) }
      waiting.removeAll { $0 == number }
      // Another turn may be free as well, for whoever is first now.
      pthread_cond_broadcast(changed)
    }
    guard !isOver else { throw .unavailable("closed") }
    taken += 1
  }

  func giveBack() {
    pthread_mutex_lock(lock)
    taken -= 1
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(lock)
  }

  /// Sends everybody away who waits or comes.
  func end() {
    pthread_mutex_lock(lock)
    isOver = true
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(lock)
  }
}
