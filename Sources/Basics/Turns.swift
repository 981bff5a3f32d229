#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Lets so many threads go on at once, and the others in the order in which they came.
package final class Turns: @unchecked Sendable {
  /// What came of asking for a turn.
  package enum Answer: Sendable {
    case taken
    /// Too many wait.
    case refused
    /// There are no turns any more.
    case over
  }

  /// A thread that waits; whoever gives a turn back wakes this one alone.
  private final class Waiter {
    let woken = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    var hasTurn = false

    init() { pthread_cond_init(woken, nil) }

    deinit {
      pthread_cond_destroy(woken)
      woken.deallocate()
    }
  }

  private let atOnce: Int
  private let waitingLimit: Int
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  // Everything below is read and written under the lock.
  private var taken = 0
  private var waiting: [Waiter] = []
  private var isOver = false

  /// - Parameters:
  ///   - atOnce: how many threads go on.
  ///   - waiting: how many may wait.
  package init(atOnce: Int, waiting: Int = .max) {
    self.atOnce = atOnce
    waitingLimit = waiting
    pthread_mutex_init(lock, nil)
  }

  deinit {
    pthread_mutex_destroy(lock)
    lock.deallocate()
  }

  /// Waits for a turn, which is to be given back where it was taken.
  package func take() -> Answer {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    guard !isOver else { return .over }
    guard taken == atOnce else {
      taken += 1
      return .taken
    }
    guard waiting.count < waitingLimit else { return .refused }
    let waiter = Waiter()
    waiting.append(waiter)
    while !isOver, !waiter.hasTurn { pthread_cond_wait(waiter.woken, lock) }
    return waiter.hasTurn ? .taken : .over
  }

  /// The turn goes to whoever has waited longest.
  package func giveBack() {
    pthread_mutex_lock(lock)
    if waiting.isEmpty {
      taken -= 1
    } else {
      let next = waiting.removeFirst()
      next.hasTurn = true
      pthread_cond_signal(next.woken)
    }
    pthread_mutex_unlock(lock)
  }

  /// Sends everybody away who waits or comes.
  package func end() {
    pthread_mutex_lock(lock)
    isOver = true
    for waiter in waiting { pthread_cond_signal(waiter.woken) }
    waiting = []
    pthread_mutex_unlock(lock)
  }
}
