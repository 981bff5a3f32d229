internal import Basics
internal import Checklists
internal import Register
internal import Spreadsheet

/// What the register keeps, where a command takes a file: `register:12`, `register:Maison Lavande`, and `register:` for
/// what each partner handed in last.
final class RegisteredFiles {
  private let arguments: Arguments
  private let session: Session
  private let limit: Int
  private var opened: (access: RegisterAccess, register: Register)?

  static let prefix = "register:"

  static func isMeant(_ path: String) -> Bool { path.hasPrefix(prefix) }

  init(_ arguments: Arguments, _ session: Session) throws(Stop) {
    self.arguments = arguments
    self.session = session
    limit = try arguments.readingLimits().inflatedTotal
  }

  /// The register's file, which no output may overwrite.
  var files: [String] { (try? RegisterAccess(arguments, session))?.files ?? [] }

  private func register() throws(Stop) -> (access: RegisterAccess, register: Register) {
    if let opened { return opened }
    let access = try RegisterAccess(arguments, session)
    let opened = (access, try access.open())
    self.opened = opened
    return opened
  }

  /// The submissions that an operand means, each as `register:12`; a number or a name that is not there is no input.
  func resolved(_ path: String) throws(Stop) -> [String] {
    let (access, register) = try register()
    let name = path.dropFirst(Self.prefix.count)
    do throws(RegisterError) {
      let numbers =
        if name.isEmpty { try register.lastSubmissions() } else {
          [try register.selected(String(name)).number]
        }
      return numbers.map { Self.prefix + String($0) }
    } catch { throw .noInput(access.sentence(error, hint: register.hint(error))) }
  }

  /// The original of `register:12`, as one among others that it never stops.
  func item(_ path: String) throws(InputFile.Problem) -> ReturnedItem {
    do throws(Stop) {
      let (bytes, file) = try read(path)
      return .workbook(bytes, named: file)
    } catch {
      switch error {
      case .noInput(let sentence), .output(let sentence), .usage(let sentence, _):
        throw .registered(sentence)
      case .closedPipe: throw .registered("")
      }
    }
  }

  /// What an audit workbook of `register:12` is made from: that submission, or the one that it is an audit
  /// of.
  func origin(_ path: String) throws(Stop) -> AuditOrigin? {
    let (access, register) = try register()
    do throws(RegisterError) {
      let submission = try register.selected(String(path.dropFirst(Self.prefix.count)))
      return submission.kind == .audit
        ? try register.submission(auditedBy: submission.number)?.origin : submission.origin
    } catch { throw .noInput(access.sentence(error, hint: register.hint(error))) }
  }

  /// The bytes of an original and its file's name; for `register:12`, or another operand that means one submission.
  func read(_ path: String) throws(Stop) -> (bytes: [UInt8], file: String) {
    let (access, register) = try register()
    do throws(RegisterError) {
      let submission = try register.selected(String(path.dropFirst(Self.prefix.count)))
      guard let bytes = try register.original(of: submission, limit: limit) else {
        throw .failed(InputFile.Problem.tooLarge(limit).sentence(session.language))
      }
      return (bytes, submission.summary?.file ?? path)
    } catch { throw .noInput(access.sentence(error, hint: register.hint(error))) }
  }
}

extension Register {
  /// The submission with a number, or the last one of a partner.
  func selected(_ name: String) throws(RegisterError) -> RegisteredSubmission {
    if name.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(name) {
      return try submission(number)
    }
    return try lastSubmission(of: name)
  }

  /// A partner who may have been meant.
  func hint(_ error: RegisterError) -> String? {
    guard case .noPartner(let name) = error, let names = try? partners() else { return nil }
    return Suggestion.nearest(to: name, among: names)
  }
}

extension RegisterAccess {
  /// A failure, with a partner who may have been meant.
  func sentence(_ error: RegisterError, hint: String?) -> String {
    let sentence = sentence(error)
    guard let hint else { return sentence }
    return sentence
      + language(
        fr: " ; vouliez-vous dire \(language.quoted(hint)) ?",
        en: "; did you mean \(language.quoted(hint))?")
  }
}
