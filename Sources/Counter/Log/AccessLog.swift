internal import Basics
internal import Register
internal import Synchronization

/// How the log on standard error is written.
public enum LogFormat: String, Sendable, CaseIterable { case text, json }

/// One line for each request, without anything that lets somebody in: secrets in addresses are left out, and forms and
/// queries are not logged at all.
struct AccessLog: Sendable {
  let format: LogFormat
  let writer: LogWriter

  /// Nil for want of a thread.
  init?(format: LogFormat, write: @escaping @Sendable (String) -> Void) {
    let writer = LogWriter(
      write: write,
      sentence: { Self.line("\($0) lines were dropped, since nobody read the log", format) })
    guard let writer else { return nil }
    self.format = format
    self.writer = writer
  }

  struct Entry: Sendable {
    var address: String
    var method: String
    /// Without secrets.
    var path: String
    var status: Int
    /// Of the answer's body.
    var bytes: Int
    var milliseconds: Double
    /// `partner:3`, `auditor:1`; nil for nobody.
    var who: String?
    /// Why nothing was shown, as a word that programs know.
    var reason: String?
  }

  func add(_ entry: Entry) {
    let time = Clock.now.description
    switch format {
    case .json:
      let line: JSON = [
        "time": .string(time), "address": .string(entry.address), "method": .string(entry.method),
        "path": .string(entry.path), "status": JSON(entry.status), "bytes": JSON(entry.bytes),
        "ms": .number((entry.milliseconds * 10).rounded() / 10), "who": JSON(entry.who),
        "reason": JSON(entry.reason),
      ]
      writer.add(line.compact + "\n")
    case .text:
      let parts = [
        time, entry.address, entry.who ?? "-", entry.method, entry.path, String(entry.status),
        String(entry.bytes), String(Int(entry.milliseconds.rounded())) + "ms", entry.reason ?? "",
      ]
      writer.add(parts.joined(separator: " ").trimmed().visible() + "\n")
    }
  }

  /// Something that is no request.
  func note(_ sentence: String) { writer.add(Self.line(sentence, format)) }

  private static func line(_ sentence: String, _ format: LogFormat) -> String {
    let time = Clock.now.description
    return switch format {
    case .json: (["time": .string(time), "message": .string(sentence)] as JSON).compact + "\n"
    case .text: time + " " + sentence.visible() + "\n"
    }
  }
}
