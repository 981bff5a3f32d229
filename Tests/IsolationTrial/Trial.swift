import Synchronization

@testable import Isolation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the tests of `Isolation` run: a process with one thread, which then does what its argument says.
@main
enum Trial {
  static func main() throws {
    switch CommandLine.arguments.dropFirst().first {
    case "each": try each(isFiltered: true)
    case "each-unfiltered": try each(isFiltered: false)
    case "together": try together()
    case "crowd": try crowd()
    case "many": try many()
    case "close": try close()
    case "hold": try hold()
    case "disturbed": try disturbed()
    case "bad-sample": try badSample()
    case "corpus": try Corpus.compare(Array(CommandLine.arguments.dropFirst(2)))
    case "time": try Corpus.time(Array(CommandLine.arguments.dropFirst(2)))
    default: print("unknown")
    }
  }

  private static func work(
    seconds: Int = 2, children: Int = 2, waiting: Int = 64, isFiltered: Bool = true
  ) throws -> IsolatedWork {
    var limits = IsolatedWork.Limits(
      memory: 64 << 20, seconds: seconds, answer: 1 << 20, children: children, waiting: waiting)
    limits.isFiltered = isFiltered
    return try IsolatedWork(limits: limits, warmUp: [request(.echo, [1])]) { request in
      let words = request.split(separator: UInt8(ascii: " "), maxSplits: 1)
      let name = String(decoding: words.first ?? [], as: UTF8.self)
      return Deed(rawValue: name)?.done(with: Array(words.dropFirst().first ?? [])) ?? []
    }
  }

  private static func request(_ deed: Deed, _ rest: [UInt8]) -> [UInt8] {
    Array((deed.rawValue + " ").utf8) + rest
  }

  private static func outcome(_ deed: Deed, _ work: IsolatedWork) -> String {
    do throws(IsolationError) {
      return "“" + String(decoding: try work.run(request(deed, Array("abc".utf8))), as: UTF8.self)
        + "”"
    } catch {
      return "\(error)"
    }
  }

  /// Each deed, and after each an ordinary request.
  private static func each(isFiltered: Bool) throws {
    for _ in 0..<5 { _ = open("/dev/null", O_RDWR) }
    let work = try work(isFiltered: isFiltered)
    print(work.confinement)
    for deed in Deed.allCases {
      print(deed.rawValue, outcome(deed, work), outcome(.echo, work))
    }
    work.close()
    print("children", Processes.descendants().count)
  }

  /// 8 threads, whose requests differ in everything, up to hundreds of kilobytes both ways.
  private static func together() throws {
    let work = try work(seconds: 20)
    let wrong = Atomic(0)
    inThreads(8) { thread in
      for round in 0..<25 {
        let bytes = (0..<(round * round * 500 + thread)).map {
          UInt8(truncatingIfNeeded: $0 &* 7 &+ thread)
        }
        let answer = try? work.run(request(.echo, bytes))
        if answer != bytes.reversed() { wrong.add(1, ordering: .relaxed) }
      }
    }
    print("wrong", wrong.load(ordering: .relaxed))
  }

  /// 6 threads where 2 may work and 2 may wait.
  private static func crowd() throws {
    let work = try work(children: 2, waiting: 2)
    let late = Atomic(0)
    let busy = Atomic(0)
    inThreads(6) { _ in
      switch outcome(.loop, work) {
      case "busy": busy.add(1, ordering: .relaxed)
      case "tooLong": late.add(1, ordering: .relaxed)
      default: break
      }
    }
    print("busy", busy.load(ordering: .relaxed), "late", late.load(ordering: .relaxed))
    print("then", outcome(.echo, work))
  }

  /// 550 requests: what the fork server's memory and descriptors do, and which processes are left of them.
  private static func many() throws {
    let work = try work()
    func repeated(_ count: Int) {
      for number in 0..<count { _ = outcome(number % 50 == 0 ? .trap : .echo, work) }
    }
    repeated(50)
    guard let server = Processes.descendants().dropFirst().first else { return }
    let before = (Processes.memory(of: server), Processes.descriptors(of: getpid()))
    repeated(500)
    print("memory", (Processes.memory(of: server) - before.0) >> 10)
    print("descriptors", Processes.descriptors(of: getpid()) - before.1)
    print("processes", Processes.descendants().count)
  }

  /// Closes while two requests are under way and one waits.
  private static func close() throws {
    let work = try work(seconds: 30)
    let unavailable = Atomic(0)
    inThreads(4) { thread in
      if thread == 3 {
        print("before", Processes.descendants(atLeast: 4).count, work.isRunning)
        work.close()
        print("after", Processes.descendants().count, work.isRunning)
      } else if case .unavailable = Result(catching: { () throws(IsolationError) in
        try work.run(request(.loop, []))
      }).failure {
        unavailable.add(1, ordering: .relaxed)
      }
    }
    print("unavailable", unavailable.load(ordering: .relaxed))
    print("then", outcome(.echo, work))
  }

  /// Says which processes there are while two children work, until it is ended.
  private static func hold() throws {
    let work = try work(seconds: 60)
    inThreads(3) { thread in
      if thread < 2 { _ = outcome(.loop, work) }
      print(Processes.descendants(atLeast: 4).map(String.init).joined(separator: " "))
      fflush(nil)
    }
  }

  /// What becomes of a request while something is done to one of the processes, and of the next one.
  private static func disturbed() throws {
    let work = try work(seconds: 3)
    /// Sends a signal to some of the keeper, the fork server and a child.
    func disturb(_ what: String, _ deed: Deed, _ signal: Int32, _ places: Range<Int>) {
      inThreads(2) { thread in
        if thread == 0 {
          for process in Processes.descendants(atLeast: deed == .loop ? 3 : 2)[places] {
            kill(process, signal)
          }
        } else {
          // An answer would be there before anything is done.
          if deed == .echo { usleep(500_000) }
          print(what, outcome(deed, work), terminator: " ")
        }
      }
      print(outcome(.echo, work))
    }
    disturb("a child is stopped:", .loop, SIGSTOP, 2..<3)
    disturb("keeper and fork server are stopped:", .echo, SIGSTOP, 0..<2)
    usleep(600_000)
    disturb("the fork server is killed:", .loop, SIGKILL, 1..<2)
    usleep(600_000)
    kill(Processes.descendants(atLeast: 2)[1], SIGKILL)
    print("a new one is killed at once:", work.isRunning, outcome(.echo, work))
    kill(Processes.descendants(atLeast: 2)[0], SIGKILL)
    usleep(500_000)
    print("the keeper is killed:", work.isRunning)
    work.close()
    print("children", Processes.descendants().count)
  }

  private static func badSample() throws {
    do throws(IsolationError) {
      _ = try IsolatedWork(warmUp: [[1]]) { _ in
        // In the fork server it does well, in a child it does not.
        open("/etc/passwd", O_RDONLY) < 0 ? [1] : []
      }
      print("works")
    } catch {
      print(error)
    }
  }

  private static func inThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    final class Start {
      let body: @Sendable (Int) -> Void
      let number: Int
      init(_ body: @escaping @Sendable (Int) -> Void, _ number: Int) {
        self.body = body
        self.number = number
      }
    }
    var threads: [pthread_t] = []
    for number in 0..<count {
      let start = Unmanaged.passRetained(Start(body, number)).toOpaque()
      #if canImport(Darwin)
        var thread: pthread_t?
        pthread_create(
          &thread, nil,
          {
            run($0)
            return nil
          }, start)
        if let thread { threads.append(thread) }
      #else
        var thread = pthread_t()
        pthread_create(
          &thread, nil,
          {
            if let start = $0 { run(start) }
            return nil
          }, start)
        threads.append(thread)
      #endif
    }
    for thread in threads { pthread_join(thread, nil) }
    func run(_ start: UnsafeMutableRawPointer) {
      let start = Unmanaged<Start>.fromOpaque(start).takeRetainedValue()
      start.body(start.number)
    }
  }
}

extension Result {
  fileprivate var failure: Failure? {
    if case .failure(let failure) = self { failure } else { nil }
  }
}
