internal import Basics
internal import Checklists
internal import Register

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Which register is meant.
enum RegisterOptions {
  static let register = OptionDescription(
    name: "--register",
    value: ValueDescription(
      name: Wording(fr: "FICHIER|URL", en: "FILE|URL"), kind: .files(["sqlite"])),
    help: Wording(
      fr: "registre : un fichier, ou postgres://… ; par défaut celui que nomme "
        + "RESPECTE_REGISTER, sinon ~/.local/share/respecte/register.sqlite",
      en: "register: a file, or postgres://…; by default the one that RESPECTE_REGISTER names, "
        + "else ~/.local/share/respecte/register.sqlite"))
  static let group = OptionGroup(
    title: Wording(fr: "Registre", en: "Register"), options: [register])

  static let asOf = OptionDescription(
    name: "--as-of", value: .date,
    help: Wording(
      fr: "jour que note le registre, 2019-12-31 ; par défaut maintenant",
      en: "day that the register notes, 2019-12-31; by default now"))
  static let submission = OperandDescription(
    value: .number,
    help: Wording(
      fr: "numéro d’une soumission, comme « list » le donne",
      en: "number of a submission, as “list” tells it"))
}

extension EnvironmentVariable {
  static let register = EnvironmentVariable(
    name: "RESPECTE_REGISTER",
    help: Wording(
      fr: "registre : un fichier, ou postgres://…", en: "register: a file, or postgres://…"))
}

/// The register of a command line, opened when it is needed.
struct RegisterAccess {
  let location: RegisterLocation
  private let session: Session

  init(_ arguments: Arguments, _ session: Session) throws(Stop) {
    self.session = session
    let language = session.language
    let given =
      arguments[RegisterOptions.register] ?? session.variable(EnvironmentVariable.register.name)
    do throws(RegisterError) {
      if let given {
        location = try RegisterLocation(given)
        return
      }
    } catch {
      throw .usage(
        session.named(language(fr: "le registre", en: "the register"), error.message(in: language)))
    }
    guard
      let folder = session.variable("XDG_DATA_HOME")
        ?? session.variable("HOME").map({ Path.join($0, ".local/share") })
    else {
      throw .usage(
        language(
          fr: "dites quel registre avec --register", en: "say which register with --register"))
    }
    location = .file(Path.join(folder, "respecte/register.sqlite"))
  }

  /// The files of the register, which no output may overwrite; none where it is on a server.
  var files: [String] {
    guard case .file(let path) = location else { return [] }
    return [path, path + "-wal", path + "-shm"]
  }

  /// Opens it to be read.
  func open() throws(Stop) -> Register {
    let now = try now(nil)
    do {
      return try Register(location, for: .reading, at: now, by: actor)
    } catch { throw .noInput(sentence(error)) }
  }

  /// Opens it to be added to; the folders that lead to a new one are made.
  func openToAdd(at time: Timestamp) throws(Stop) -> Register {
    if case .file(let path) = location {
      do { try FolderMaker.make(Path.folder(path)) } catch {
        throw .output(session.named(location.shown, error.reason(session.language)))
      }
    }
    do {
      return try Register(location, for: .adding, at: time, by: actor)
    } catch { throw stop(error) }
  }

  /// What a failed addition ends with.
  func stop(_ error: RegisterError) -> Stop {
    switch error {
    case .noPartner, .noSubmission, .forgotten, .notThere, .notARegister, .newer:
      .noInput(sentence(error))
    default: .output(sentence(error))
    }
  }

  var language: Language { session.language }

  func sentence(_ error: RegisterError) -> String {
    session.named(location.shown, error.message(in: session.language))
  }

  /// What the log says of who did something.
  var actor: String {
    userName ?? "uid " + String(getuid())
  }

  /// The user's name, where the environment tells it.
  var userName: String? { session.variable("LOGNAME") ?? session.variable("USER") }

  /// The beginning of the day that `--as-of` names, else this second.
  func now(_ asOf: CalendarDate?) throws(Stop) -> Timestamp {
    if let asOf { return Timestamp(startOf: asOf) }
    guard let now = Timestamp(secondsSince1970: time(nil)) else {
      throw .clockNotSet(session.language)
    }
    return now
  }
}

extension Session {
  /// A variable of the environment that is set to something.
  fileprivate func variable(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }
}
