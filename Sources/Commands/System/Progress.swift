internal import Basics
internal import Checklists

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// How far a long work is, on the terminal of whoever waits for it: how many files are done, how many a second, how
/// much longer, and which one was last.
struct Progress {
  private let session: Session
  /// Nil where nobody knows beforehand.
  private let all: Int?
  private let begin = Self.now
  private var done = 0
  /// When something was last shown, in seconds.
  private var shown = -1.0

  init(_ session: Session, of all: Int?) {
    self.session = session
    self.all = all
  }

  /// Counts one more that is done.
  mutating func step(_ what: String) {
    done += 1
    guard session.console.showsProgress, !session.isQuiet, all != 1 else { return }
    let now = Self.now
    // A terminal that scrolls by thousands of lines a second only keeps everybody waiting.
    guard now - shown >= 0.1 else { return }
    shown = now
    session.showProgress(
      Self.text(done, of: all, after: now - begin, session.language) + " – " + what.visible())
  }

  /// `12/1000, 240 par seconde, encore 4 s`. Nothing is foretold in the first second.
  static func text(_ done: Int, of all: Int?, after seconds: Double, _ language: Language) -> String
  {
    var parts = [all.map { "\(done)/\($0)" } ?? String(done)]
    if seconds >= 1 {
      let rate = Double(done) / seconds
      let speed = rate >= 10 ? String(Int(rate)) : tenths(rate, language)
      parts.append(language(fr: "\(speed) par seconde", en: "\(speed) a second"))
      if let all, done < all {
        let left = duration(Double(all - done) / rate)
        parts.append(language(fr: "encore \(left)", en: "\(left) left"))
      }
    }
    return parts.joined(separator: ", ")
  }

  /// `0,4`; never nothing at all.
  private static func tenths(_ rate: Double, _ language: Language) -> String {
    let tenths = max(1, Int((rate * 10).rounded()))
    return "\(tenths / 10)" + language(fr: ",", en: ".") + "\(tenths % 10)"
  }

  /// `4 s`, `3 min 20 s`, `2 h 5 min`.
  private static func duration(_ seconds: Double) -> String {
    let seconds = Int(min(seconds.rounded(.up), 1e9))
    let space = "\u{A0}"
    if seconds < 60 { return "\(seconds)\(space)s" }
    if seconds < 3_600 { return "\(seconds / 60)\(space)min \(seconds % 60)\(space)s" }
    return "\(seconds / 3_600)\(space)h \(seconds % 3_600 / 60)\(space)min"
  }

  /// Seconds from some moment on; set back by nobody.
  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
