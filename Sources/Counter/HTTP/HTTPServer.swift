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
  case proceed(any HTTPOpened, limit: Int)
}

enum HTTPFault: Sendable {
  case tooLarge, noForm
  /// Other bodies take all the memory that there is for them.
  case busy
}

/// The server: GNU libmicrohttpd, a thread for each connection.
final class HTTPServer {
  struct Options {
    /// The listening socket.
    var socket: Int32
    /// PEM; both or none.
    var certificate: String?
    var key: String?
    var connections = 256
    /// Seconds after which a silent client is let go.
    var patience = 30
  }

  private let library: HTTPLibrary
  private var daemon: OpaquePointer?
  private let holder: Unmanaged<ServerContext>

  /// Begins to serve; nil where the library could not, for want of a thread or because of the certificate.
  init?(_ library: HTTPLibrary, _ options: Options, _ application: any HTTPApplication) {
    self.library = library
    holder = Unmanaged.passRetained(ServerContext(library, application))
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
    ]
    let texts = [options.key, options.certificate].map { $0.flatMap { strdup($0) } }
    defer { for text in texts { free(text) } }
    if let key = texts[0], let certificate = texts[1] {
      flags |= MHD_USE_TLS.rawValue
      items.append(MHD_OptionItem(.HTTPS_MEM_KEY, 0, key))
      items.append(MHD_OptionItem(.HTTPS_MEM_CERT, 0, certificate))
    }
    items.append(MHD_OptionItem(.END, 0))
    daemon = respecte_http_start(
      library.start, UInt32(flags), handleRequest, holder.toOpaque(), items)
    if daemon == nil {
      holder.release()
      return nil
    }
  }

  /// Takes no new connection from now on; those that are open go on.
  func quiesce() {
    if let daemon { close(library.quiesce(daemon)) }
  }

  /// Ends; whatever connection is still open is cut.
  func stop() {
    guard let daemon else { return }
    library.stop(daemon)
    self.daemon = nil
    holder.release()
  }
}

extension MHD_OptionItem {
  fileprivate init(_ option: MHD_OPTION, _ value: Int, _ pointer: UnsafeMutableRawPointer? = nil) {
    self.init(option: option, value: value, ptr_value: pointer)
  }
}

private final class ServerContext {
  let library: HTTPLibrary
  let application: any HTTPApplication
  /// Bytes of all the files that are being received or answered.
  let held = Atomic(0)
  static let heldLimit = 256 << 20

  init(_ library: HTTPLibrary, _ application: any HTTPApplication) {
    self.library = library
    self.application = application
  }
}

/// One request and its answer.
private final class Exchange {
  let target: String
  var request: HTTPRequest?
  var opened: (any HTTPOpened)?
  var limit = 0
  var form = HTTPForm()
  var fault: HTTPFault?
  /// Of the body, the fields alone.
  var fieldBytes = 0
  var processor: OpaquePointer?
  var received = 0
  /// What counts of it against the server's limit.
  var held = 0
  var status = 0
  /// Of the answer.
  var bytes = 0

  init(target: String) { self.target = target }

  static let fieldLimit = 1 << 20
}

/// Called with the address as it came, before anything is decoded.
private let beginRequest:
  @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?, OpaquePointer?) ->
    UnsafeMutableRawPointer? = { _, uri, _ in
      let target = uri.map { String(cString: $0) } ?? ""
      return Unmanaged.passRetained(Exchange(target: target)).toOpaque()
    }

private let completeRequest:
  @convention(c) (
    UnsafeMutableRawPointer?, OpaquePointer?,
    UnsafeMutablePointer<UnsafeMutableRawPointer?>?, MHD_RequestTerminationCode
  ) -> Void = { context, _, slot, _ in
    guard let context, let pointer = slot?.pointee else { return }
    slot?.pointee = nil
    let server = Unmanaged<ServerContext>.fromOpaque(context).takeUnretainedValue()
    let exchange = Unmanaged<Exchange>.fromOpaque(pointer).takeRetainedValue()
    if let processor = exchange.processor { _ = server.library.destroyForm(processor) }
    server.held.subtract(exchange.held, ordering: .relaxed)
    guard let request = exchange.request else { return }
    server.application.completed(
      request, exchange.opened, status: exchange.status, bytes: exchange.bytes)
  }

/// Called once with the head of a request, for each piece of its body, and once more at its end.
private let handleRequest: MHD_AccessHandlerCallback = {
  context, connection, _, method, _, data, size, slot in
  guard let context, let connection, let method, let size, let pointer = slot?.pointee else {
    return .NO
  }
  let server = Unmanaged<ServerContext>.fromOpaque(context).takeUnretainedValue()
  let exchange = Unmanaged<Exchange>.fromOpaque(pointer).takeUnretainedValue()
  guard let request = exchange.request, let opened = exchange.opened else {
    return server.begin(exchange, String(cString: method), connection)
  }
  if size.pointee > 0 {
    let count = size.pointee
    size.pointee = 0
    return server.take(exchange, data, count)
  }
  let response =
    if let fault = exchange.fault { server.application.refuse(request, fault, opened) } else {
      server.application.answer(request, exchange.form, opened)
    }
  return server.send(response, exchange, connection)
}

extension ServerContext {
  fileprivate func begin(_ exchange: Exchange, _ method: String, _ connection: OpaquePointer)
    -> MHD_Result
  {
    var request = HTTPRequest(
      method: method, target: exchange.target, address: address(of: connection))
    withUnsafeMutablePointer(to: &request) { pointer in
      _ = library.values(
        connection, .HEADER_KIND,
        { request, _, name, value in
          guard let name else { return .YES }
          request?.assumingMemoryBound(to: HTTPRequest.self).pointee.add(
            String(cString: name), value.map { String(cString: $0) } ?? "")
          return .YES
        }, pointer)
    }
    exchange.request = request
    switch application.open(request) {
    case .answer(let response, let opened):
      exchange.opened = opened
      return send(response, exchange, connection)
    case .proceed(let opened, let limit):
      exchange.opened = opened
      exchange.limit = limit
    }
    let type = request.headers["content-type"]?.lowercased() ?? ""
    if type.hasPrefix("application/x-www-form-urlencoded") || type.hasPrefix("multipart/form-data")
    {
      exchange.processor = library.makeForm(
        connection, 32 << 10, takeFormPiece, Unmanaged.passUnretained(exchange).toOpaque())
    }
    return .YES
  }

  /// Takes a piece of a body. What is beyond any limit ends the connection.
  fileprivate func take(_ exchange: Exchange, _ data: UnsafePointer<CChar>?, _ count: Int)
    -> MHD_Result
  {
    exchange.received += count
    guard exchange.received <= exchange.limit + 2 * Exchange.fieldLimit else { return .NO }
    guard exchange.fault == nil, let data else { return .YES }
    exchange.held += count
    let held = held.add(count, ordering: .relaxed).newValue
    guard held <= Self.heldLimit else {
      exchange.fault = .busy
      exchange.form = HTTPForm()
      return .YES
    }
    guard let processor = exchange.processor else {
      exchange.fault = .noForm
      return .YES
    }
    if library.addToForm(processor, data, count) == .NO, exchange.fault == nil {
      exchange.fault = .noForm
    }
    return .YES
  }

  fileprivate func send(
    _ response: HTTPResponse, _ exchange: Exchange, _ connection: OpaquePointer
  ) -> MHD_Result {
    exchange.status = response.status
    exchange.bytes = response.body.count
    let made = response.body.withUnsafeBytes {
      library.makeResponse($0.count, $0.baseAddress, .RESPMEM_MUST_COPY)
    }
    guard let made else { return .NO }
    defer { library.destroyResponse(made) }
    for header in response.headers { _ = library.addHeader(made, header.name, header.value) }
    return library.queue(connection, CUnsignedInt(response.status), made)
  }

  private func address(of connection: OpaquePointer) -> String {
    guard let address = respecte_http_client(library.information, connection) else { return "" }
    let size =
      Int32(address.pointee.sa_family) == AF_INET6
      ? MemoryLayout<sockaddr_in6>.size : MemoryLayout<sockaddr_in>.size
    return SocketAddress.text(address, size)
  }
}

/// Called with each piece of each field of a form.
private let takeFormPiece: MHD_PostDataIterator = {
  context, _, key, filename, _, _, data, offset, size in
  guard let context else { return .NO }
  let exchange = Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
  let bytes = UnsafeRawBufferPointer(start: data, count: size)
  let name = key.map { String(cString: $0) } ?? ""
  if let filename {
    if offset == 0 {
      guard exchange.form.files.count < 4 else { return .NO }
      exchange.form.files.append(HTTPForm.File(field: name, name: String(cString: filename)))
    }
    let last = exchange.form.files.count - 1
    guard last >= 0 else { return .NO }
    guard exchange.form.files.reduce(0, { $0 + $1.bytes.count }) + size <= exchange.limit else {
      exchange.fault = .tooLarge
      exchange.form.files = []
      return .NO
    }
    exchange.form.files[last].bytes += bytes
    return .YES
  }
  exchange.fieldBytes += size + name.utf8.count
  guard exchange.fieldBytes <= Exchange.fieldLimit, exchange.form.fields.count < 10_000 else {
    exchange.fault = .tooLarge
    return .NO
  }
  let text = String(decoding: bytes, as: UTF8.self)
  if offset > 0, let last = exchange.form.fields.indices.last {
    exchange.form.fields[last].value += text
  } else {
    exchange.form.fields.append((name, text))
  }
  return .YES
}
