internal import Basics
internal import Checklists
internal import Reports

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// What a command works in: its language, its environment, and where it reads and writes.
struct Session {
  let language: Language
  let isQuiet: Bool
  let environment: [String: String]
  let console: Console

  /// Adds to standard output.
  func write(_ text: String) throws(Stop) { try write(Array(text.utf8)) }

  /// Adds to standard output.
  func write(_ bytes: [UInt8]) throws(Stop) {
    do { try console.write(bytes) } catch { throw stop(for: error) }
  }

  /// Writes what standard output still has to get.
  func flush() throws(Stop) {
    do { try console.flush() } catch { throw stop(for: error) }
  }

  /// Adds a text for people to standard output: nothing in it is obeyed by a terminal.
  func show(_ text: String) throws(Stop) { try write(text.visibleLines()) }

  /// Says something that is good to know; not with `--quiet`.
  func note(_ sentence: String) {
    if !isQuiet { console.message(sentence.asSentence.visibleLines() + "\n") }
  }

  /// Says what failed.
  func complain(_ sentence: String) {
    console.hasComplained = true
    let name = language(fr: "respecte :", en: "respecte:")
    let shown = console.colorsErrors ? "\u{1B}[31m" + name + "\u{1B}[0m" : name
    console.message(shown + " " + sentence.asSentence.visibleLines() + "\n")
  }

  /// Shows on a terminal how far the work is.
  func showProgress(_ text: String) {
    if console.showsProgress, !isQuiet {
      console.message("\r\u{1B}[K" + DisplayWidth.shortened(text, to: console.errorWidth - 1))
    }
  }

  /// Takes the progress line away, before anything else is said.
  func endProgress() {
    if console.showsProgress, !isQuiet { console.message("\r\u{1B}[K") }
  }

  private func stop(for error: SystemError) -> Stop {
    if error.code == EPIPE { return .closedPipe }
    return .output(
      language(
        fr: "la sortie standard n’a pas pu être écrite : ",
        en: "standard output could not be written: ") + error.reason(language))
  }
}

extension Session {
  /// A sentence about a file: `« name » : …`.
  func named(_ path: String, _ sentence: String) -> String {
    language.quotedWhole(path) + language(fr: " : ", en: ": ") + sentence.decapitalised
  }
}

extension Language {
  /// A path between quotation marks, whole, without anything that a terminal would obey.
  func quotedWhole(_ path: String) -> String {
    let shown = path.visible()
    return self(fr: "« \(shown) »", en: "“\(shown)”")
  }
}

extension String {
  /// With a small first letter, to stand inside a sentence; an abbreviation keeps its capitals.
  var decapitalised: String {
    dropFirst().first?.isUppercase == true ? self : prefix(1).lowercased() + dropFirst()
  }

  /// With a capital first letter, to begin a sentence.
  var capitalised: String { prefix(1).uppercased() + dropFirst() }

  /// With a full stop, unless it ends with a sign of its own.
  var asSentence: String { last.map { ".!?…".contains($0) } == true ? self : self + "." }
}
