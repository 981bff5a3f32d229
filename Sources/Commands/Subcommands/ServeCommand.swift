internal import Basics
internal import Checklists
internal import Counter
internal import Isolation
internal import Register

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// `serve`: the counter, where partners download and return in a browser and auditors see the queue.
enum ServeCommand: Command {
  static let listen = OptionDescription(
    name: "--listen", value: .text(Wording(fr: "ADRESSE", en: "ADDRESS")),
    help: Wording(
      fr: "où écouter, 127.0.0.1:8080 par défaut ; une autre adresse que celles de cette machine "
        + "demande --public-url et TLS ; le port 0 en prend un de libre",
      en: "where to listen, 127.0.0.1:8080 by default; another address than this machine’s own "
        + "needs --public-url and TLS; port 0 takes one that is free"))
  static let publicURL = OptionDescription(
    name: "--public-url", value: .text(Wording("URL")),
    help: Wording(
      fr: "adresse que portent les liens, https://conformite.exemple.fr",
      en: "address that links bear, https://conformity.example.org"))
  static let certificate = OptionDescription(
    name: "--certificate", value: .files(["pem", "crt"]),
    help: Wording(
      fr: "certificat TLS et sa chaîne (PEM) ; va avec --key",
      en: "TLS certificate and its chain (PEM); goes with --key"))
  static let key = OptionDescription(
    name: "--key", value: .files(["pem", "key"]),
    help: Wording(fr: "clé du certificat (PEM)", en: "the certificate’s key (PEM)"))
  static let proxy = OptionDescription(
    name: "--behind-proxy",
    help: Wording(
      fr: "un serveur mandataire (nginx) reçoit les demandes et s’occupe de TLS ; l’adresse du "
        + "client est la dernière de X-Forwarded-For",
      en: "a proxy (nginx) takes the requests and does TLS; the client’s address is the last one "
        + "of X-Forwarded-For"))
  static let auditor = OptionDescription(
    name: "--auditor", value: .text(Wording(fr: "NOM", en: "NAME")),
    help: Wording(
      fr: "nom du premier compte, dont le lien est écrit tant que personne ne peut se connecter ; "
        + "par défaut celui de l’utilisateur, que nomme LOGNAME ou USER",
      en: "name of the first account, whose link is written as long as nobody can sign in; by "
        + "default the user’s, as LOGNAME or USER names it"))
  static let timeZone = OptionDescription(
    name: "--timezone", value: .text(Wording(fr: "FUSEAU", en: "ZONE")),
    help: Wording(
      fr: "fuseau horaire des pages, Europe/Paris ; par défaut celui de cette machine",
      en: "time zone of the pages, Europe/Paris; by default this machine’s"))
  static let maxUpload = OptionDescription(
    name: "--max-upload", value: .size,
    help: Wording(
      fr: "taille d’un fichier déposé (16M)", en: "size of a file that is sent (16M)"))
  static let rate = OptionDescription(
    name: "--rate", value: .number,
    help: Wording(
      fr: "demandes par minute d’une même adresse (600)",
      en: "requests a minute from one address (600)"))
  static let uploadRate = OptionDescription(
    name: "--upload-rate", value: .number,
    help: Wording(
      fr: "fichiers lus par minute pour un même lien (20)",
      en: "files read a minute for one link (20)"))
  static let log = OptionDescription(
    name: "--log", value: .words(LogFormat.allCases.map(\.rawValue)),
    help: Wording(
      fr: "forme du journal sur l’erreur standard : text, ou json, un objet par ligne",
      en: "form of the log on standard error: text, or json, one object a line"))
  static let demonstration = OptionDescription(
    name: "--demo", value: .text(Wording(fr: "PARTENAIRE", en: "PARTNER")),
    help: Wording(
      fr: "inviter ce partenaire et écrire son lien, pour essayer",
      en: "invite this partner and write the link, to try things out"))

  static let revokeAll = OptionDescription(
    name: "--revoke-all",
    help: Wording(
      fr:
        "révoquer d’abord tous les liens et fermer toutes les sessions : une sauvegarde restaurée "
        + "rouvrirait ce qui a été révoqué depuis",
      en: "first revoke every link and end every session: a restored backup would reopen what was "
        + "revoked since"))

  static let description = CommandDescription(
    name: "serve",
    summary: Wording(
      fr: "Ouvre un guichet web : les partenaires y déposent, les auditeurs y suivent",
      en: "Opens a web counter: partners return there, auditors follow there"),
    discussion: Wording(
      fr:
        "Écrit l’adresse, et le lien par lequel le premier auditeur choisit son mot de passe, puis "
        + "sert jusqu’à Ctrl-C ou SIGTERM ; ce qui est alors en cours est achevé. Chaque fichier "
        + "déposé est lu dans un processus à part, qui ne peut rien ouvrir. Tout est conservé au "
        + "registre, que les autres commandes lisent en même temps.\n"
        + "Sous systemd, la prise d’écoute peut venir d’une unité .socket.",
      en:
        "Writes the address, and the link by which the first auditor sets a password, then serves "
        + "until Ctrl-C or SIGTERM; what is under way then is finished. Every file that is sent is "
        + "read in a process of its own, which can open nothing. Everything is kept in the register, "
        + "which the other commands read at the same time.\n"
        + "Under systemd the listening socket may come from a .socket unit."),
    options: [
      listen, publicURL, certificate, key, proxy, auditor, timeZone, maxUpload, rate, uploadRate,
      log, revokeAll, demonstration,
    ],
    groups: [RegisterOptions.group, ReadingOptions.templates, ReadingOptions.limits],
    examples: [
      "serve",
      "serve --listen 127.0.0.1:8443 --behind-proxy --public-url https://conformite.exemple.fr",
      "serve --listen 0.0.0.0:443 --public-url https://conformite.exemple.fr --certificate c.pem --key k.pem",
    ])

  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus {
    let language = session.language
    let given = try socket(arguments, session)
    // Everything is asked before anything is begun.
    let access = try RegisterAccess(arguments, session)
    let files = try ReturnedFiles(arguments, session)
    var options = CounterOptions(register: access.location, library: files.library)
    options.language = language
    options.program = "respecte " + Program.version
    options.publicURL = arguments[publicURL].map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    options.isBehindProxy = arguments.has(proxy)
    if let size = try arguments.size(maxUpload) { options.uploadLimit = size }
    if let number = try arguments.number(rate, in: 1...1_000_000) {
      options.requestsPerMinute = number
    }
    if let number = try arguments.number(uploadRate, in: 1...1_000_000) {
      options.uploadsPerMinute = number
    }
    options.log = arguments[log].flatMap { LogFormat(rawValue: $0) } ?? .text
    try requireSafety(arguments, given.address, session)
    try setTimeZone(arguments, session)

    // Threads that come later are not to take what ends the program.
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGTERM, SIGINT, SIGHUP, SIGCHLD, SIGALRM] { sigaddset(&signals, signal) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    let reader: IsolatedReader
    do { reader = try IsolatedReader(files) } catch {
      throw .output(
        language(
          fr: "la lecture à part des fichiers n’a pas pu être préparée",
          en: "the separate reading of files could not be prepared")
          + language.colon + error.message(in: language))
    }
    defer { reader.work.close() }
    (options.certificate, options.key) = try certificate(arguments, session)
    let now = try access.now(nil)
    // The log says who made a register: the user, not the program.
    let register = try access.openToAdd(at: now)
    let first = try firstAuditor(arguments, access, register, session)
    if let partner = arguments[demonstration] {
      let known: String?
      do { known = try Counter.nameWrittenOtherwise(partner, in: register) } catch {
        throw access.stop(error)
      }
      if let known {
        throw .usage(
          WorkbookOwner.writtenOtherwise(partner, known, by: demonstration.name, language))
      }
    }
    let counter: Counter
    let errors = session.console.errors
    do {
      counter = try Counter(
        options, listening: given.address, socket: given.socket, reader: reader
      ) { line in try? Array(line.utf8).write(to: errors) }
    } catch { throw stop(error, arguments, access, session) }
    try announce(counter, first, arguments, access, reader, session)
    var signal: Int32 = 0
    var failure: RegisterError?
    everySecond()
    repeat {
      sigwait(&signals, &signal)
      failure = counter.registerFailure
    } while (signal == SIGCHLD && reader.work.isRunning) || (signal == SIGALRM && failure == nil)
    if let failure {
      counter.say(access.sentence(failure))
      sleep(noticeSeconds)
      counter.stop(within: 20)
      return .output
    }
    guard signal != SIGCHLD else {
      counter.stop(within: 20)
      throw .output(
        language(
          fr: "le processus qui lit les fichiers déposés a été arrêté de l’extérieur ; relancez "
            + "le guichet",
          en: "the process that reads uploads was ended from outside; start the counter again"))
    }
    if !session.isQuiet { counter.say(language(fr: "Arrêt.", en: "Stopping.")) }
    counter.stop(within: 20)
    return .done
  }

  /// Sets the process's time zone while there is one thread.
  private static func setTimeZone(_ arguments: Arguments, _ session: Session) throws(Stop) {
    guard let zone = arguments[timeZone] else { return }
    let isName = zone.utf8.allSatisfy { byte in
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
        || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || "/_+-".utf8.contains(byte)
    }
    // The C library takes a name that it does not know for universal time, without a word.
    let isKnown = ["/usr/share/zoneinfo/", "/usr/lib/zoneinfo/", "/usr/share/lib/zoneinfo/"]
      .contains { folder in
        var status = stat()
        return stat(folder + zone, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      }
    guard zone == "UTC" || (isName && isKnown) else {
      throw .usage(
        session.language(
          fr:
            "--timezone : « \(zone.visible()) » n’est pas un fuseau connu de cette machine (paquet tzdata) ; écrivez Europe/Paris",
          en:
            "--timezone: “\(zone.visible())” is no time zone that this machine knows (package tzdata); write Europe/Paris"
        ))
    }
    setenv("TZ", ":" + zone, 1)
    tzset()
  }

  /// The name of the account whose link is written, nil where somebody can sign in already. An account stands
  /// for a person: where no name is known, one is asked for.
  private static func firstAuditor(
    _ arguments: Arguments, _ access: RegisterAccess, _ register: Register, _ session: Session
  ) throws(Stop) -> String? {
    let language = session.language
    let account: (isNeeded: Bool, known: String?)
    do { account = try AccountKeeping.firstAccount(in: register) } catch {
      throw access.stop(error)
    }
    guard account.isNeeded else { return nil }
    if let name = arguments[auditor] ?? account.known ?? access.userName { return name }
    if session.console.isConversation {
      session.console.message(
        language(fr: "Nom du premier auditeur", en: "Name of the first auditor") + language.colon)
      if let name = session.console.line()?.trimmed(), !name.folded().isEmpty { return name }
    }
    throw .usage(
      language(
        fr: "donnez avec --auditor le nom du premier auditeur ; ni LOGNAME ni USER ne le disent",
        en: "give the first auditor’s name with --auditor; neither LOGNAME nor USER tells it"))
  }

  /// For how many seconds visitors are told that the register is not in its place, before nobody answers.
  private static let noticeSeconds: UInt32 = 5

  /// Has a signal come every second.
  private static func everySecond() {
    let second = timeval(tv_sec: 1, tv_usec: 0)
    var interval = itimerval(it_interval: second, it_value: second)
    #if canImport(Glibc)
      setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &interval, nil)
    #else
      setitimer(ITIMER_REAL, &interval, nil)
    #endif
  }

  /// Says where the counter is, and how to get in.
  private static func announce(
    _ counter: Counter, _ first: String?, _ arguments: Arguments, _ access: RegisterAccess,
    _ reader: IsolatedReader, _ session: Session
  ) throws(Stop) {
    let language = session.language
    var lines = [
      language(fr: "Guichet ouvert : ", en: "The counter is open: ") + counter.address
    ]
    do throws(RegisterError) {
      if arguments.has(revokeAll) {
        lines.append(
          language(fr: "Invitations révoquées : ", en: "Invitations revoked: ")
            + String(try counter.revokeAll()))
      }
      if let first, let link = try counter.firstAccountLink(named: first) {
        lines.append(
          language(
            fr: "Premier auditeur, à ouvrir pour choisir un mot de passe : ",
            en: "First auditor, to be opened to set a password: ") + link)
      }
      if let partner = arguments[demonstration],
        let template = arguments.has(ReadingOptions.template)
          ? counter.templates.last : counter.templates.first(where: { $0.language == language })
      {
        lines.append(
          language(
            fr: "Partenaire \(language.quoted(partner)) : ",
            en: "Partner \(language.quoted(partner)): ")
            + (try counter.invite(partner, template: template)))
      }
    } catch { throw access.stop(error) }
    try session.show(lines.joined(separator: "\n") + "\n")
    try session.flush()
    if reader.work.confinement == .limits {
      session.note(
        language(
          fr:
            "Les fichiers sont lus à part, mais sans filtre d’appels système (libseccomp n’est pas là)",
          en: "Files are read apart, but without a filter of system calls (libseccomp is not there)"
        ))
    }
  }

  /// Where to listen: a socket from systemd (sd_listen_fds(3)), or an address.
  private static func socket(_ arguments: Arguments, _ session: Session) throws(Stop)
    -> (address: ListenAddress, socket: Int32?)
  {
    if arguments[listen] == nil, session.environment["LISTEN_PID"] == String(getpid()),
      session.environment["LISTEN_FDS"] == "1"
    {
      guard let address = ListenAddress(socket: 3) else {
        throw .usage(
          session.language(
            fr: "la prise d’écoute que donne l’unité .socket n’a pas d’adresse",
            en: "the listening socket that the .socket unit gives has no address"))
      }
      return (address, 3)
    }
    let text = arguments[listen] ?? "127.0.0.1:8080"
    guard let address = ListenAddress(text) else {
      throw .usage(
        session.language(
          fr:
            "--listen : « \(text.visible()) » n’est pas une adresse ; écrivez 127.0.0.1:8080 ou [::1]:8080",
          en: "--listen: “\(text.visible())” is no address; write 127.0.0.1:8080 or [::1]:8080"))
    }
    return (address, nil)
  }

  /// Beyond this machine nothing is served without TLS, and links need an address that is known.
  private static func requireSafety(
    _ arguments: Arguments, _ address: ListenAddress, _ session: Session
  ) throws(Stop) {
    let language = session.language
    guard arguments.has(certificate) == arguments.has(key) else {
      throw .usage(
        language(
          fr: "--certificate et --key vont ensemble", en: "--certificate and --key go together"))
    }
    let isOpen = !address.isLoopback
    let hasTLS = arguments.has(certificate) || arguments.has(proxy)
    guard !isOpen || hasTLS else {
      throw .usage(
        language(
          fr:
            "hors de cette machine, rien n’est servi sans TLS : donnez --certificate et --key, ou "
            + "--behind-proxy",
          en: "beyond this machine nothing is served without TLS: give --certificate and --key, or "
            + "--behind-proxy"))
    }
    guard let url = arguments[publicURL] else {
      guard isOpen || arguments.has(proxy) else { return }
      throw .usage(
        language(
          fr: "donnez avec --public-url l’adresse que les liens doivent porter",
          en: "give the address that links are to bear with --public-url"))
    }
    let isLocal = ["http://localhost", "http://127.0.0.1", "http://[::1]"].contains {
      url == $0 || url.hasPrefix($0 + ":")
    }
    guard url.hasPrefix("https://") || (isLocal && !isOpen), url.utf8.count < 200,
      !url.dropFirst("https://".count).contains(where: { "/?#@ ".contains($0) })
        || url.hasSuffix("/")
    else {
      throw .usage(
        language(
          fr: "--public-url : il faut https:// et un nom, sans chemin",
          en: "--public-url: it needs https:// and a name, without a path"))
    }
  }

  private static func certificate(_ arguments: Arguments, _ session: Session) throws(Stop)
    -> (String?, String?)
  {
    func text(_ option: OptionDescription) throws(Stop) -> String? {
      guard let path = arguments[option] else { return nil }
      do {
        return String(decoding: try InputFile.read(path, limit: 1 << 20), as: UTF8.self)
      } catch { throw .noInput(session.named(path, error.sentence(session.language))) }
    }
    return (try text(certificate), try text(key))
  }

  private static func stop(
    _ error: CounterError, _ arguments: Arguments, _ access: RegisterAccess, _ session: Session
  ) -> Stop {
    let language = session.language
    switch error {
    case .libraryMissing(let name, let package):
      return .output(
        language(
          fr: "\(name) n’est pas là ; installez-la (Debian : \(package))",
          en: "\(name) is not there; install it (Debian: \(package))"))
    case .address(let code):
      return .output(
        session.named(
          arguments[listen] ?? "127.0.0.1:8080",
          code == EADDRINUSE
            ? language(
              fr: "un autre programme y écoute déjà ; donnez une autre adresse avec --listen",
              en: "another program listens there already; give another address with --listen")
            : SystemError(code: code).reason(language)))
    case .register(let error): return access.stop(error)
    case .notStarted:
      return .output(
        language(
          fr: "le serveur n’a pas démarré ; vérifiez le certificat et sa clé",
          en: "the server did not start; check the certificate and its key"))
    }
  }
}
