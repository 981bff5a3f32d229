internal import CMicroHTTPD
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// What answers requests; called by many threads at once.
protocol HTTPApplication: AnyObject, Sendable {
  /// Says, before a body is read, what is answered without it, or how many bytes of it are taken.
  func open(_ request: HTTPRequest) -> HTTPOpening
  /// Answers, once the body is there.
  func answer(_ request: HTTPRequest, _ form: HTTPForm, _ opened: any HTTPOpened) -> HTTPResponse
  /// Answers what was too large, or no form at all.
  func refuse(_ request: HTTPRequest, _ fault: HTTPFault, _ opened: any HTTPOpened) -> HTTPResponse
  /// Is told once an answer is on its way or was broken off.
  func completed(_ request: HTTPRequest, _ opened: (any HTTPOpened)?, status: Int, bytes: Int)
}

/// What became known of a request before its body, for `answer`.
protocol HTTPOpened: Sendable {}

enum HTTPOpening {
  case answer(HTTPResponse, any HTTPOpened)
  /// - Parameter holders: who answers for the bytes of a file; empty where a form has none.
  case proceed(any HTTPOpened, limit: Int, holders: [FileHolder])
}

enum HTTPFault: Sendable {
  case tooLarge, noForm
  /// Other files take all the memory that there is for them.
  case busy
  /// Other files of the same link or address do.
  case tooManyAtOnce
}

/// The server: GNU libmicrohttpd, a thread for each connection.
final class HTTPServer {
  struct Options {
    /// The listening socket.
    var socket: Int32
    /// PEM; both or none.
    var certificate: String?
    var key: String?
    var isBehindProxy = false
    var connections = 384
    /// Seconds after which a silent client is let go.
    var patience = 30
    /// Bytes of files that are held at once.
    var files = 256 << 20
  }

  private let library: HTTPLibrary
  private var daemon: OpaquePointer?
  private var holder: Unmanaged<ServerContext>?

  /// Begins to serve; nil where the library could not, for want of a thread or because of the certificate.
  init?(_ library: HTTPLibrary, _ options: Options, _ application: any HTTPApplication) {
    self.library = library
    let context = ServerContext(library, options, application)
    let holder = Unmanaged.passRetained(context)
    self.holder = holder
    var flags =
      MHD_USE_THREAD_PER_CONNECTION.rawValue | MHD_USE_INTERNAL_POLLING_THREAD.rawValue
      | MHD_USE_POLL.rawValue | MHD_USE_ITC.rawValue
    var items = [
      MHD_OptionItem(.LISTEN_SOCKET, Int(options.socket)),
      MHD_OptionItem(.CONNECTION_LIMIT, options.connections),
      MHD_OptionItem(.CONNECTION_TIMEOUT, options.patience),
      MHD_OptionItem(.CONNECTION_MEMORY_LIMIT, 64 << 10),
      MHD_OptionItem(.THREAD_STACK_SIZE, 8 << 20),
      MHD_OptionItem(.STRICT_FOR_CLIENT, 1),
      MHD_OptionItem(
        .URI_LOG_CALLBACK, unsafeBitCast(beginRequest, to: Int.self), holder.toOpaque()),
      MHD_OptionItem(
        .NOTIFY_COMPLETED, unsafeBitCast(completeRequest, to: Int.self),
        holder.toOpaque()),
      MHD_OptionItem(
        .NOTIFY_CONNECTION, unsafeBitCast(noteConnection, to: Int.self), holder.toOpaque()),
    ]
    let texts = [options.key, options.certificate, Self.ciphers].map { $0.flatMap { strdup($0) } }
    defer { for text in texts { free(text) } }
    if let key = texts[0], let certificate = texts[1] {
      flags |= MHD_USE_TLS.rawValue
      items.append(MHD_OptionItem(.HTTPS_MEM_KEY, 0, key))
      items.append(MHD_OptionItem(.HTTPS_MEM_CERT, 0, certificate))
      items.append(MHD_OptionItem(.HTTPS_PRIORITIES, 0, texts[2]))
    }
    items.append(MHD_OptionItem(.END, 0))
    daemon = respecte_http_start(
      library.start, UInt32(flags), admitConnection, handleRequest, holder.toOpaque(), items)
    guard daemon != nil, context.connections.watch() else {
      stop()
      return nil
    }
  }

  /// TLS 1.2 and 1.3 with forward secrecy and authenticated ciphers alone (RFC 9325, § 3.1.1 and 4.2), as
  /// GnuTLS writes it.
  private static let ciphers = """
    NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:-KX-ALL:+ECDHE-ECDSA:+ECDHE-RSA:\
    -CIPHER-ALL:+AES-256-GCM:+AES-128-GCM:+CHACHA20-POLY1305:%SERVER_PRECEDENCE
    """

  /// Takes no new connection from now on; those that are open go on.
  func quiesce() {
    if let daemon { close(library.quiesce(daemon)) }
  }

  /// Ends; whatever connection is still open is cut.
  func stop() {
    guard let holder else { return }
    self.holder = nil
    if let daemon { library.stop(daemon) }
    daemon = nil
    holder.takeRetainedValue().connections.end()
  }
}

extension MHD_OptionItem {
  fileprivate init(_ option: MHD_OPTION, _ value: Int, _ pointer: UnsafeMutableRawPointer? = nil) {
    self.init(option: option, value: value, ptr_value: pointer)
  }
}
