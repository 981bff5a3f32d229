/// Where a register is: a file of SQLite, or a database of a PostgreSQL server.
public enum RegisterLocation: Sendable, Equatable {
  /// A path.
  case file(String)
  /// An address as libpq takes it (PostgreSQL 15, § 34.1.1.2).
  case server(PostgreSQLAddress)

  /// Reads `postgres://…`, `postgresql://…` or a path.
  public init(_ text: String) throws(RegisterError) {
    if PostgreSQLAddress.schemes.contains(where: text.hasPrefix) {
      self = .server(try PostgreSQLAddress(text))
    } else {
      self = .file(text)
    }
  }

  /// For messages; nothing secret stands in it.
  public var shown: String {
    switch self {
    case .file(let path): path
    case .server(let address): address.shown
    }
  }
}

/// The address of a PostgreSQL database. What may be secret in it is told apart once, here.
public struct PostgreSQLAddress: Sendable, Equatable {
  static let schemes = ["postgres://", "postgresql://"]

  /// Whole, for libpq alone.
  let text: String
  /// Scheme, hosts and database.
  let shown: String
  /// What no message may show: every value of the address that is neither host nor database.
  let secrets: [String]

  /// Refuses an address in which it is not certain where the password ends, since libpq would quote the rest of it.
  init(_ text: String) throws(RegisterError) {
    guard let scheme = Self.schemes.first(where: text.hasPrefix) else { throw .address }
    let rest = text.dropFirst(scheme.count)
    let query = rest.firstIndex(of: "?").map { rest[$0...].dropFirst() } ?? ""
    let place = rest.prefix { $0 != "?" }
    let authority = place.prefix { $0 != "/" }
    let parts = authority.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count <= 2, !place.dropFirst(authority.count).contains("@"), !query.contains("@"),
      let host = parts.last, host.split(separator: ",").allSatisfy(Self.hasPortOrNone)
    else { throw .address }
    var secrets: [String] = []
    if parts.count == 2, let colon = parts[0].firstIndex(of: ":") {
      let password = String(parts[0][colon...].dropFirst())
      guard !password.contains(":"), Self.decoded(password) != nil else { throw .address }
      secrets.append(password)
    }
    for parameter in query.split(separator: "&") {
      let sides = parameter.split(separator: "=", maxSplits: 1)
      if sides.count == 2, sides[0].contains("pass") { secrets.append(String(sides[1])) }
    }
    self.text = text
    shown = scheme + String(host) + String(place.dropFirst(authority.count))
    self.secrets = (secrets + secrets.compactMap(Self.decoded)).filter { !$0.isEmpty }
  }

  /// A message of the library or the server without anything secret.
  func cleaned(_ message: String) -> String {
    var message = message
    for secret in secrets.sorted(by: { $0.count > $1.count }) {
      message = message.split(separator: secret, omittingEmptySubsequences: false)
        .joined(separator: "…")
    }
    return message.onOneLine
  }

  /// Whether nothing but digits stands where a port would: a password without its host may stand there.
  private static func hasPortOrNone(_ host: Substring) -> Bool {
    let name = host.hasPrefix("[") ? host.drop { $0 != "]" }.dropFirst() : host
    guard let colon = name.firstIndex(of: ":") else { return true }
    return name[colon...].dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
  }

  /// With its percent signs decoded; nil where one is not followed by two hexadecimal digits.
  private static func decoded(_ text: String) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      else { return nil }
      rest.removeFirst(2)
      bytes.append(value)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension String {
  /// On one line, without tabs.
  fileprivate var onOneLine: String {
    split(whereSeparator: \.isNewline).map { $0.split(separator: "\t").joined(separator: " ") }
      .joined(separator: " ")
  }
}
