internal import CMicroHTTPD
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// What all requests of a server share.
final class ServerContext {
  let library: HTTPLibrary
  let application: any HTTPApplication
  let connections: OpenConnections
  let files: FileBudget
  let patience: Int

  init(
    _ library: HTTPLibrary, _ options: HTTPServer.Options, _ application: any HTTPApplication
  ) {
    self.library = library
    self.application = application
    connections = OpenConnections(
      limit: options.connections, isBehindProxy: options.isBehindProxy)
    files = FileBudget(limit: options.files)
    patience = options.patience
  }
}

/// One request and its answer.
private final class Exchange {
  let target: String
  let connection: OpenConnection?
  var request: HTTPRequest?
  var opened: (any HTTPOpened)?
  var limit = 0
  var form = HTTPForm()
  var fault: HTTPFault?
  /// Of the body, the fields alone.
  var fieldBytes = 0
  var processor: OpaquePointer?
  var received = 0
  /// When the head had come, by a clock that only goes on.
  var began = 0.0
  /// Who answers for the bytes of a file, and how many are held.
  var holders: [FileHolder] = []
  var held = 0
  var status = 0
  /// Of the answer.
  var bytes = 0

  init(target: String, _ connection: OpenConnection?) {
    self.target = target
    self.connection = connection
  }

  static let fieldLimit = 1 << 20
}

/// Called before a connection is accepted.
let admitConnection: MHD_AcceptPolicyCallback = { context, address, size in
  guard let context, let address else { return .NO }
  let server = Unmanaged<ServerContext>.fromOpaque(context).takeUnretainedValue()
  return server.connections.admits(SocketAddress.text(address, Int(size))) ? .YES : .NO
}

/// Called once a connection was accepted, and before it is closed.
let noteConnection: MHD_NotifyConnectionCallback = { context, connection, slot, event in
  guard let context, let connection, let slot else { return }
  let server = Unmanaged<ServerContext>.fromOpaque(context).takeUnretainedValue()
  if event == .CONNECTION_NOTIFY_STARTED {
    let opened = OpenConnection(
      address: server.address(of: connection), socket: server.socket(of: connection),
      at: Clock.steady)
    server.connections.add(opened)
    slot.pointee = Unmanaged.passRetained(opened).toOpaque()
  } else if let pointer = slot.pointee {
    slot.pointee = nil
    server.connections.remove(
      Unmanaged<OpenConnection>.fromOpaque(pointer).takeRetainedValue())
  }
}

/// Called with the address as it came, before anything is decoded.
let beginRequest:
  @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?, OpaquePointer?) ->
    UnsafeMutableRawPointer? = { context, uri, connection in
      guard let context, let uri, let connection else { return nil }
      let server = Unmanaged<ServerContext>.fromOpaque(context).takeUnretainedValue()
      let target = String(cString: uri)
      // The library would keep 64 bytes for each parameter, and answers nothing once they are too many. They
      // are taken from `target`; what it parses in its own buffer is cut off behind the question mark.
      if let query = strchr(uri, CInt(UInt8(ascii: "?"))) { query[1] = 0 }
      let opened = server.opened(connection)
      opened?.awaitHead(at: Clock.steady)
      return Unmanaged.passRetained(Exchange(target: target, opened)).toOpaque()
    }

let completeRequest:
  @convention(c) (
    UnsafeMutableRawPointer?, OpaquePointer?,
    UnsafeMutablePointer<UnsafeMutableRawPointer?>?, MHD_RequestTerminationCode
  ) -> Void = { context, _, slot, _ in
    guard let context, let pointer = slot?.pointee else { return }
    slot?.pointee = nil
    let server = Unmanaged<ServerContext>.fromOpaque(context).takeUnretainedValue()
    let exchange = Unmanaged<Exchange>.fromOpaque(pointer).takeRetainedValue()
    if let processor = exchange.processor { _ = server.library.destroyForm(processor) }
    server.files.giveBack(exchange.held, of: exchange.holders)
    exchange.connection?.awaitHead(at: Clock.steady, idle: Double(server.patience))
    guard let request = exchange.request else { return }
    server.application.completed(
      request, exchange.opened, status: exchange.status, bytes: exchange.bytes)
  }

/// Called once with the head of a request, for each piece of its body, and once more at its end.
let handleRequest: MHD_AccessHandlerCallback = {
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
  exchange.connection?.work()
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
    exchange.connection?.work()
    var request = HTTPRequest(
      method: method, target: exchange.target, address: exchange.connection?.address ?? "")
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
    case .proceed(let opened, let limit, let holders):
      exchange.opened = opened
      exchange.limit = limit
      exchange.holders = holders
      exchange.began = Clock.steady
      exchange.connection?.transfer(0, since: exchange.began)
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
    exchange.connection?.transfer(exchange.received, since: exchange.began)
    guard exchange.fault == nil, let data else { return .YES }
    if let fault = files.take(count, for: exchange.holders) {
      exchange.fault = fault
      exchange.form = HTTPForm()
      files.giveBack(exchange.held, of: exchange.holders)
      exchange.held = 0
      return .YES
    }
    exchange.held += count
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
    exchange.connection?.transfer(exchange.bytes, since: Clock.steady)
    let made = response.body.withUnsafeBytes {
      library.makeResponse($0.count, $0.baseAddress, .RESPMEM_MUST_COPY)
    }
    guard let made else { return .NO }
    defer { library.destroyResponse(made) }
    for header in response.headers { _ = library.addHeader(made, header.name, header.value) }
    return library.queue(connection, CUnsignedInt(response.status), made)
  }

  fileprivate func opened(_ connection: OpaquePointer) -> OpenConnection? {
    respecte_http_information(library.information, connection, .CONNECTION_INFO_SOCKET_CONTEXT)?
      .pointee
      .socket_context.map { Unmanaged<OpenConnection>.fromOpaque($0).takeUnretainedValue() }
  }

  fileprivate func socket(of connection: OpaquePointer) -> Int32 {
    respecte_http_information(library.information, connection, .CONNECTION_INFO_CONNECTION_FD)?
      .pointee.connect_fd
      ?? -1
  }

  fileprivate func address(of connection: OpaquePointer) -> String {
    guard
      let address = respecte_http_information(
        library.information, connection, .CONNECTION_INFO_CLIENT_ADDRESS)?.pointee.client_addr
    else { return "" }
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
      // Growing by doubling would hold up to three times as much as came.
      let expected = exchange.request?.headers["content-length"].flatMap { Int($0) } ?? 0
      exchange.form.files[exchange.form.files.count - 1].bytes
        .reserveCapacity(min(expected, exchange.limit))
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
  guard exchange.fieldBytes <= min(Exchange.fieldLimit, exchange.limit),
    exchange.form.fields.count < 10_000
  else {
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
