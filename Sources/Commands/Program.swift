internal import Checklists

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The command line program (contract § 4).
public enum Program {
  /// As `--version` prints it.
  public static let version = "0.1.0"
  /// The day of that version, as manual pages bear it.
  static let date = "2026-11-26"

  /// Every subcommand, in the order of the help.
  static let commands: [any Command.Type] = [
    TemplateReadCommand.self, TemplateListCommand.self, TemplateShowCommand.self,
    TemplateDiffCommand.self, TemplateLintCommand.self, ExportCommand.self, ImportCommand.self,
    CheckCommand.self,
    ScoreCommand.self, AuditCommand.self, DiffCommand.self, InspectCommand.self,
    RegisterAddCommand.self, RegisterListCommand.self, RegisterShowCommand.self,
    RegisterExportCommand.self, RegisterVerifyCommand.self, RegisterForgetCommand.self,
    ServeCommand.self, AccountsListCommand.self, AccountsAddCommand.self,
    AccountsResetCommand.self, AccountsCloseCommand.self,
    ExplainCommand.self, HelpCommand.self, ManCommand.self, CompletionsCommand.self,
  ]
  static var descriptions: [CommandDescription] { commands.map { $0.description } }

  /// Runs one command line.
  ///
  /// - Parameters:
  ///   - arguments: without the program's name.
  ///   - environment: variables by name.
  ///   - standardInput: the file descriptor that `-` reads.
  ///   - standardOutput: the file descriptor that gets results.
  ///   - standardError: the file descriptor that gets messages.
  /// - Returns: the exit status, 0 to 4.
  public static func run(
    _ arguments: [String], environment: [String: String], standardInput: Int32 = 0,
    standardOutput: Int32 = 1, standardError: Int32 = 2
  ) -> Int32 {
    // A closed pipe and a full file are errors of `write`, not ends of the program.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    let session = Session(
      language: .ofMessages(arguments: arguments, environment: environment),
      isQuiet: arguments.prefix { $0 != "--" }.contains(OptionDescription.quiet.name),
      environment: environment,
      console: Console(
        input: standardInput, output: standardOutput, errors: standardError,
        environment: environment))
    return run(arguments, session).rawValue
  }

  private static func run(_ arguments: [String], _ session: Session) -> ExitStatus {
    let parser = CommandLineParser(commands: commands, language: session.language)
    let request: CommandLineParser.Request
    do {
      request = try parser.parse(arguments)
    } catch {
      return end(error.stop, of: error.command, session)
    }
    do throws(Stop) {
      let status = try answer(request, session)
      try session.flush()
      // Whatever a command found, its status is never without a word.
      if status == .blocking, !session.console.hasComplained,
        let why = request.command?.description.blocking
      {
        session.endProgress()
        session.complain(why(session.language))
      }
      return status
    } catch {
      return end(error, of: request.command?.description.name, session)
    }
  }

  private static func answer(_ request: CommandLineParser.Request, _ session: Session)
    throws(Stop) -> ExitStatus
  {
    let help = Help(language: session.language)
    switch request {
    case .run(let command, let arguments): return try command.run(arguments, session)
    case .help(let command): try session.write(help.text(of: command.description))
    case .overview(let group):
      try session.write(help.text(ofGroup: group, commands: descriptions))
    case .version: try session.write(VersionText.text(session))
    }
    return .done
  }

  /// Says why a command ended early, and with which status.
  private static func end(_ stop: Stop, of command: String?, _ session: Session) -> ExitStatus {
    let language = session.language
    session.endProgress()
    switch stop {
    case .closedPipe: return .done
    case .usage(let sentence, let hint):
      session.complain(sentence)
      if let hint {
        session.console.message(
          language(fr: "Vouliez-vous dire « \(hint) » ?", en: "Did you mean “\(hint)”?") + "\n")
      }
      let help = (["respecte", command, "--help"].compactMap { $0 }).joined(separator: " ")
      session.console.message(
        language(fr: "Pour en savoir plus : \(help)", en: "To learn more: \(help)") + "\n")
      return .usage
    case .noInput(let sentence):
      // What was found before is not lost.
      try? session.flush()
      session.complain(sentence)
      return .noInput
    case .output(let sentence):
      session.complain(sentence)
      return .output
    }
  }
}

extension Program {
  /// Runs a command line, the program's name first, in the environment of this process.
  static func main(_ arguments: [String]) -> Int32 {
    openStandardDescriptors()
    var environment: [String: String] = [:]
    var variable = environ
    while let text = variable.pointee {
      let parts = String(cString: text).split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { environment[String(parts[0])] = String(parts[1]) }
      variable += 1
    }
    // libzip turns the time of each entry into a local one, for which the C library looks the time zone's file up each time
    // unless its name stands here; set while there is one thread.
    setenv("TZ", ":/etc/localtime", 0)
    let status = run(Array(arguments.dropFirst()), environment: environment)
    // What a thread is still at is of no use to anybody, and leaving by `exit` would take things away from under it.
    if Workers.mayStillWork { _exit(status) }
    return status
  }

  /// Where the caller closed a standard descriptor, the next file that is opened would take its place and get
  /// results that are not its own. An output that was closed stays one that cannot be written.
  private static func openStandardDescriptors() {
    for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", descriptor == 2 ? O_WRONLY : O_RDONLY)
    }
  }
}

/// What `main` calls, in C.
@_cdecl("respecte_main")
public func respecteMain(
  _ count: Int32, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> Int32 {
  let words = UnsafeBufferPointer(start: arguments, count: Int(count))
  return Program.main(words.compactMap { $0.map { String(cString: $0) } })
}
