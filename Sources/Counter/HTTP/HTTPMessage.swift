internal import Basics

/// What a client asks for, without its body (RFC 9110, RFC 9112).
struct HTTPRequest: Sendable {
  var method: String
  /// The path between its slashes, each part decoded; nil where the address is malformed.
  var segments: [String]?
  /// As it came, without the query.
  var path: String
  /// What follows `?`, decoded, in its order.
  var query: [(name: String, value: String)] = []
  /// By their names in small letters; of several with one name the values with a comma between.
  var headers: [String: String] = [:]
  var cookies: [String: String] = [:]
  /// The client's, as it is known to the server: an IPv4 or IPv6 address in letters.
  var address: String

  init(method: String, target: String, address: String) {
    self.method = method
    self.address = address
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = parts.first.map(String.init) ?? ""
    if path.hasPrefix("/") {
      var segments: [String] = []
      var isWhole = true
      for part in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
        guard let text = Self.decoded(part), text != ".", text != "..", !text.contains("\0") else {
          isWhole = false
          break
        }
        segments.append(text)
      }
      if isWhole { self.segments = segments == [""] ? [] : segments }
    }
    if parts.count > 1 {
      for pair in parts[1].split(separator: "&") {
        let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = Self.decoded(sides[0], plus: true) else { continue }
        query.append((name, sides.count > 1 ? Self.decoded(sides[1], plus: true) ?? "" : ""))
      }
    }
  }

  /// Adds a header, `Cookie` among them.
  mutating func add(_ name: String, _ value: String) {
    let name = name.lowercased()
    headers[name] = headers[name].map { $0 + ", " + value } ?? value
    guard name == "cookie" else { return }
    for pair in value.split(separator: ";") {
      let sides = pair.split(separator: "=", maxSplits: 1).map { $0.trimmed() }
      // The first counts: browsers send the one with the longest path first.
      if sides.count == 2, cookies[sides[0]] == nil { cookies[sides[0]] = sides[1] }
    }
  }

  /// The first value of a name after `?`.
  subscript(_ name: String) -> String? { query.first { $0.name == name }?.value }

  /// Without its percent signs; nil where it is no UTF-8.
  static func decoded(_ text: Substring, plus: Bool = false) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%") {
        // A sign before the digit would be taken for a number, too.
        guard rest.count >= 2, rest.first != UInt8(ascii: "+"), rest.first != UInt8(ascii: "-"),
          let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
        else { return nil }
        rest.removeFirst(2)
        bytes.append(value)
      } else {
        bytes.append(plus && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }
}

/// The body of a form (`application/x-www-form-urlencoded` or `multipart/form-data`).
struct HTTPForm: Sendable {
  struct File: Sendable {
    var field: String
    /// As the browser gives it; no path.
    var name: String
    var bytes: [UInt8] = []
  }

  var fields: [(name: String, value: String)] = []
  var files: [File] = []

  /// The first value of a name.
  subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

  func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

  func file(_ field: String) -> File? { files.first { $0.field == field } }
}

/// What a client gets.
struct HTTPResponse: Sendable {
  /// RFC 9110, § 15.
  var status: Int
  var headers: [(name: String, value: String)] = []
  var body: [UInt8] = []

  init(_ status: Int, type: String = "", _ body: [UInt8] = []) {
    self.status = status
    self.body = body
    if !type.isEmpty { headers.append(("Content-Type", type)) }
  }

  static func json(_ value: JSON, status: Int = 200) -> HTTPResponse {
    var text: [UInt8] = []
    value.append(to: &text)
    return json(text, status: status)
  }

  /// - Parameter text: a JSON document.
  static func json(_ text: [UInt8], status: Int = 200) -> HTTPResponse {
    HTTPResponse(status, type: "application/json", text)
  }

  /// Go and see there (RFC 9110, § 15.4.4).
  static func seeOther(_ address: String) -> HTTPResponse {
    var response = HTTPResponse(303)
    response.headers.append(("Location", address))
    return response
  }

  /// Something to be stored, under a name with any letters (RFC 6266). Signs that nobody sees go from it: a
  /// mark of direction would show `cod.xlsx` as `xslx.doc`.
  static func file(_ bytes: [UInt8], name: String, type: String) -> HTTPResponse {
    var response = HTTPResponse(200, type: type, bytes)
    var seen = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: break
      default: seen.append(scalar)
      }
    }
    let name = String(seen)
    let plain = String(
      String.UnicodeScalarView(
        name.unicodeScalars.map {
          $0.isASCII && $0.value >= 32 && !"\"\\%;/".unicodeScalars.contains($0) ? $0 : "_"
        }))
    let encoded = name.utf8.map { byte -> String in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"):
        return String(UnicodeScalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        return "%" + (digits.count < 2 ? "0" : "") + digits
      }
    }
    response.headers.append(
      (
        "Content-Disposition",
        "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(encoded.joined())"
      ))
    return response
  }
}
