internal import Basics
public import Checklists
public import Register

/// Reads a workbook that somebody uploaded, where nothing that it does can hurt.
public protocol UploadReader: Sendable {
  func read(_ upload: Upload) throws(UploadFailure) -> ReadUpload
}

/// A workbook to be read.
public struct Upload: Sendable {
  public var bytes: [UInt8]
  /// As the browser calls it.
  public var file: String
  /// Of the messages.
  public var language: Language

  public init(bytes: [UInt8], file: String, language: Language) {
    self.bytes = bytes
    self.file = file
    self.language = language
  }
}

/// What came of an upload.
public struct ReadUpload: Sendable, Equatable {
  public var kind: RegisteredSubmission.Kind
  /// The partner that the workbook names.
  public var named: String?
  public var record: RegisteredRecord

  public init(kind: RegisteredSubmission.Kind, named: String?, record: RegisteredRecord) {
    self.kind = kind
    self.named = named
    self.record = record
  }
}

/// Why nothing came of an upload; each a sentence for the one who uploaded.
public enum UploadFailure: Error, Sendable, Equatable {
  /// The file is no workbook that can be read, or of no known checklist.
  case unreadable(String)
  /// The file took too much of something, or ended its reader; how, for the log.
  case harmful(String, cause: String)
  /// Too many at once, or no reader; why, for the log.
  case unavailable(String, cause: String)
}

/// Uploads and what came of them as bytes, for a reader in another process.
extension Upload {
  /// A line of JSON, then the workbook.
  public var encoded: [UInt8] {
    let head: JSON = [
      "file": .string(file), "language": .string(language.rawValue),
    ]
    return Array(head.compact.utf8) + [UInt8(ascii: "\n")] + bytes
  }

  public init?(encoded: [UInt8]) {
    guard let end = encoded.firstIndex(of: UInt8(ascii: "\n")),
      let head = try? JSON.read(Array(encoded[..<end])), let file = head["file"]?.string,
      let language = head["language"]?.string.flatMap({ Language(rawValue: $0) })
    else { return nil }
    self.init(
      bytes: Array(encoded[(end + 1)...]), file: file, language: language)
  }
}

extension ReadUpload {
  /// A line of JSON, then the two documents, a line each.
  public var encoded: [UInt8] {
    let head: JSON = [
      "kind": .string(kind.rawValue), "named": JSON(named), "file": .string(record.file),
      "template": .string(record.template), "language": .string(record.language),
      "program": .string(record.program), "verdict": .string(record.verdict),
      "permille": JSON(record.permille),
    ]
    return Array([head.compact, record.submission, record.assessment].joined(separator: "\n").utf8)
  }

  public init?(encoded: [UInt8]) {
    let lines = encoded.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard lines.count == 3, let value = try? JSON.read(Array(lines[0])),
      let submission = String(validating: lines[1], as: UTF8.self),
      let assessment = String(validating: lines[2], as: UTF8.self)
    else { return nil }
    func text(_ name: String) -> String? { value[name]?.string }
    guard let kind = text("kind").flatMap({ RegisteredSubmission.Kind(rawValue: $0) }),
      let file = text("file"), let template = text("template"), let language = text("language"),
      let program = text("program"), let verdict = text("verdict")
    else { return nil }
    self.init(
      kind: kind, named: text("named"),
      record: RegisteredRecord(
        file: file, template: template, language: language, program: program, verdict: verdict,
        permille: value["permille"]?.int, submission: submission, assessment: assessment))
  }
}

extension UploadFailure {
  /// Of a reader in another process; what is harmful or unavailable is known to this one.
  public static func encoded(unreadable sentence: String) -> [UInt8] {
    Array((["unreadable": .string(sentence)] as JSON).compact.utf8)
  }

  public init?(encoded: [UInt8]) {
    guard let value = try? JSON.read(encoded), let sentence = value["unreadable"]?.string else {
      return nil
    }
    self = .unreadable(sentence)
  }
}
