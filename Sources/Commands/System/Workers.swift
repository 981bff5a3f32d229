internal import Basics
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Work that is spread over threads, its results handed over in the order of what they were made from.
enum Workers {
  /// How many threads the processors here can run at once.
  static var available: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Makes a result of each item.
  ///
  /// No more than sixteen items for each thread, and no more than what `weight` allows, are taken before their results are
  /// handed over, so that memory does not depend on how many there are.
  ///
  /// - Parameters:
  ///   - jobs: how many threads work; with 1 everything happens in the caller's.
  ///   - next: the next item, nil at the end; called in the caller's thread. What it throws ends everything.
  ///   - isReady: whether the next item comes without waiting; while it does not, results are handed over first.
  ///   - weight: how many bytes an item holds.
  ///   - work: called in any thread.
  ///   - take: called in the caller's thread, in the order of the items. What it throws ends everything.
  static func inOrder<Item: Sendable, Result: Sendable>(
    jobs: Int, next: () throws(Stop) -> Item?, isReady: () -> Bool = { true },
    weight: (Item) -> Int = { _ in 0 }, work: @escaping @Sendable (Item) -> Result,
    take: (Result) throws(Stop) -> Void
  ) throws(Stop) {
    let queue = WorkQueue(work)
    var threads: [SystemThread] = []
    if jobs > 1 {
      for worker in 0..<jobs {
        if let thread = SystemThread({ queue.run(worker) }) { threads.append(thread) }
      }
    }
    do throws(Stop) {
      let ahead = threads.isEmpty ? 1 : itemsAhead * threads.count
      var begun = 0
      var taken = 0
      // Of the items that were begun and not taken yet.
      var weights: [Int] = []
      var isAtEnd = false
      while true {
        while !isAtEnd,
          begun == taken
            || (begun - taken < ahead && weights.reduce(0, +) < weightLimit && isReady())
        {
          if let item = try next() {
            weights.append(weight(item))
            queue.add(item, number: begun)
            begun += 1
          } else {
            isAtEnd = true
          }
        }
        if taken == begun { break }
        if threads.isEmpty { queue.runOne(0) }
        let (worker, result) = queue.result(number: taken)
        try take(result)
        if !threads.isEmpty { queue.giveBack(result, to: worker) }
        taken += 1
        weights.removeFirst()
      }
    } catch {
      // Nobody waits for what the threads are still at.
      queue.end()
      if !threads.isEmpty { areLeft.store(true, ordering: .relaxed) }
      throw error
    }
    queue.end()
    for thread in threads { thread.join() }
  }

  /// For each thread so many items are begun before their results are taken; with fewer the threads wait for a caller who is
  /// slow now and then.
  fileprivate static let itemsAhead = 16

  /// Beyond so many bytes nothing further is taken ahead.
  private static let weightLimit = 64 << 20

  /// Whether threads were left that may still be working.
  static var mayStillWork: Bool { areLeft.load(ordering: .relaxed) }
  private static let areLeft = Atomic(false)
}

/// What waits to be done and what waits to be taken.
private final class WorkQueue<Item: Sendable, Result: Sendable>: @unchecked Sendable {
  private let work: @Sendable (Item) -> Result
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let somethingToDo = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let somethingDone = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  // Everything below is read and written under the lock.
  private var items: [(number: Int, item: Item)] = []
  private var results: [Int: (worker: Int, result: Result)] = [:]
  /// Results that were taken, by the thread that made them: it lets them go, since the C library frees memory without
  /// waiting for others only where it was got.
  private var spent: [Int: [Result]] = [:]
  private var isOver = false

  init(_ work: @escaping @Sendable (Item) -> Result) {
    self.work = work
    pthread_mutex_init(lock, nil)
    pthread_cond_init(somethingToDo, nil)
    pthread_cond_init(somethingDone, nil)
  }

  deinit {
    pthread_cond_destroy(somethingDone)
    pthread_cond_destroy(somethingToDo)
    pthread_mutex_destroy(lock)
    somethingDone.deallocate()
    somethingToDo.deallocate()
    lock.deallocate()
  }

  func add(_ item: Item, number: Int) {
    locked {
      items.append((number, item))
      pthread_cond_signal(somethingToDo)
    }
  }

  /// Works until it is over.
  ///
  /// - Parameter worker: tells the threads apart.
  func run(_ worker: Int) { while runOne(worker) {} }

  /// Does one thing; false where it is over.
  @discardableResult func runOne(_ worker: Int) -> Bool {
    let (old, next): ([Result]?, (number: Int, item: Item)?) = locked {
      while items.isEmpty, !isOver { pthread_cond_wait(somethingToDo, lock) }
      return (spent.removeValue(forKey: worker), isOver ? nil : items.removeFirst())
    }
    guard let next else { return false }
    // Outside of the lock.
    _ = consume old
    let result = work(next.item)
    locked {
      results[next.number] = (worker, result)
      pthread_cond_signal(somethingDone)
    }
    return true
  }

  /// Gives a result that was taken to the thread that made it. One that is busy or waits for long is not given ever more:
  /// then the caller lets it go.
  func giveBack(_ result: Result, to worker: Int) {
    locked {
      guard spent[worker, default: []].count < Workers.itemsAhead else { return }
      spent[worker, default: []].append(result)
    }
  }

  /// Waits for a result, which is then forgotten.
  func result(number: Int) -> (worker: Int, result: Result) {
    locked {
      while true {
        if let result = results.removeValue(forKey: number) { return result }
        pthread_cond_wait(somethingDone, lock)
      }
    }
  }

  /// Lets the threads end once each has done what it is at.
  func end() {
    locked {
      isOver = true
      pthread_cond_broadcast(somethingToDo)
    }
  }

  private func locked<Value>(_ body: () -> Value) -> Value {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return body()
  }
}
