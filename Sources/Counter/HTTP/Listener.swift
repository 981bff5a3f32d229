#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Where the counter listens: `127.0.0.1:8080`, `[::1]:8080`, `localhost:8080`.
public struct ListenAddress: Sendable {
  public let host: String
  /// 0 for any that is free.
  public let port: UInt16

  /// Nil where the text is no such address.
  public init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[colon...].dropFirst()) else {
      return nil
    }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      return nil
    }
    guard !host.isEmpty else { return nil }
    self.host = String(host)
    self.port = port
  }

  /// Where a socket that another program opened listens; nil where it is no such socket.
  public init?(socket: Int32) { self.init(Listener(socket: socket).shown) }

  /// Whether nobody but this machine gets there.
  public var isLoopback: Bool {
    host == "localhost" || host == "::1" || (host.hasPrefix("127.") && host.isIPv4)
  }
}

extension String {
  fileprivate var isIPv4: Bool {
    let parts = split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
  }
}

/// A socket that listens.
struct Listener {
  let socket: Int32
  /// `127.0.0.1:41234`.
  let shown: String

  /// Opens one.
  ///
  /// - Returns: nil where nothing can listen there, with `errno`'s number.
  static func open(_ address: ListenAddress) -> (listener: Listener?, error: Int32) {
    var hints = addrinfo()
    hints.ai_flags = AI_PASSIVE
    hints.ai_family = AF_UNSPEC
    #if canImport(Darwin)
      hints.ai_socktype = SOCK_STREAM
    #else
      hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #endif
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(address.host, String(address.port), &hints, &list) == 0, let first = list
    else { return (nil, EADDRNOTAVAIL) }
    defer { freeaddrinfo(first) }
    let found = first.pointee
    #if canImport(Glibc) || canImport(Musl)
      let descriptor = Glibc.socket(
        found.ai_family, found.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), found.ai_protocol)
    #else
      let descriptor = Darwin.socket(found.ai_family, found.ai_socktype, found.ai_protocol)
    #endif
    guard descriptor >= 0 else { return (nil, errno) }
    var yes: Int32 = 1
    setsockopt(
      descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    guard bind(descriptor, found.ai_addr, found.ai_addrlen) == 0, listen(descriptor, 511) == 0
    else {
      let error = errno
      close(descriptor)
      return (nil, error)
    }
    return (Listener(socket: descriptor, shown: name(of: descriptor)), 0)
  }

  /// The address of a socket that another program opened.
  init(socket: Int32) {
    self.socket = socket
    shown = Self.name(of: socket)
  }

  private init(socket: Int32, shown: String) {
    self.socket = socket
    self.shown = shown
  }

  private static func name(of descriptor: Int32) -> String {
    var storage = sockaddr_storage()
    var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
    return withUnsafeMutablePointer(to: &storage) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        guard getsockname(descriptor, address, &size) == 0 else { return "" }
        return SocketAddress.text(address, Int(size), withPort: true)
      }
    }
  }
}

enum SocketAddress {
  /// An address in digits.
  static func text(_ address: UnsafePointer<sockaddr>, _ size: Int, withPort: Bool = false)
    -> String
  {
    var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    var port = [CChar](repeating: 0, count: Int(NI_MAXSERV))
    guard
      getnameinfo(
        address, socklen_t(size), &host, socklen_t(host.count), &port, socklen_t(port.count),
        NI_NUMERICHOST | NI_NUMERICSERV) == 0
    else { return "" }
    let name = string(host)
    guard withPort else { return name }
    return (name.contains(":") ? "[" + name + "]" : name) + ":" + string(port)
  }

  /// Whom an address stands for where visitors are counted: an IPv4 address for itself, an IPv6 address for
  /// its network of 64 bits, which one visitor has whole (RFC 4291, § 2.5.4).
  static func owner(of address: String) -> String {
    var number = in6_addr()
    guard inet_pton(AF_INET6, address.prefix { $0 != "%" }.description, &number) == 1 else {
      return address
    }
    let bytes = withUnsafeBytes(of: number) { Array($0) }
    if bytes.prefix(10).allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF {
      return bytes[12...].map { String($0) }.joined(separator: ".")
    }
    return bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ":") + "/64"
  }

  private static func string(_ text: [CChar]) -> String {
    String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
