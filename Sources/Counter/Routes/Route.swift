internal import Checklists

/// Whom an address is for.
enum Audience: Sendable {
  case anyone
  /// Who came by the link of the invitation whose number stands in the address.
  case partner
  /// Who is signed in.
  case auditor
}

/// One address and method: what is answered, and how it is described.
struct Route: Sendable {
  /// A value that is sent in the query, or in a form.
  struct Parameter: Sendable {
    let name: String
    let text: String
    var isRequired = false
    /// What it may be; empty for any text.
    var values: [String] = []
    var isRepeated = false
    var isNumber = false
    var isFile = false
  }

  let method: String
  /// `/p/{invitation}/check`; a part in braces is a number, but for `{secret}`.
  let path: String
  let audience: Audience
  /// In English, for the OpenAPI description.
  let summary: String
  var parameters: [Parameter] = []
  /// What is answered where all goes well: media types besides HTML and JSON.
  var types: [String] = []
  /// Statuses beyond those that every address of its kind has.
  var statuses: [Int] = []
  let handler: @Sendable (Counter, Call) throws(Refusal) -> HTTPResponse

  var takesFile: Bool { parameters.contains(where: \.isFile) }

  /// The values in braces, where a path is this one's.
  func match(_ segments: [String]) -> [String: String]? {
    let parts = path.dropFirst().split(separator: "/")
    guard parts.count == segments.count else { return nil }
    var values: [String: String] = [:]
    for (part, segment) in zip(parts, segments) {
      guard part.hasPrefix("{") else {
        if part != segment { return nil }
        continue
      }
      let name = String(part.dropFirst().dropLast())
      if name != Self.secret {
        guard (1...9).contains(segment.utf8.count), !segment.hasPrefix("0"),
          segment.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
      }
      values[name] = segment
    }
    return values
  }

  static let secret = "secret"
}

/// A request that was let through to its route.
struct Call {
  let request: HTTPRequest
  let form: HTTPForm
  let visit: Visit

  var language: Language { visit.language }

  /// A number of the address.
  func number(_ name: String) -> Int { visit.values[name].flatMap { Int($0) } ?? 0 }

  var invitation: Invitation? {
    if case .partner(let invitation) = visit.visitor { invitation } else { nil }
  }

  /// What the log calls the visitor.
  var actor: String {
    switch visit.visitor {
    case .nobody: "nobody"
    case .partner(let invitation): "invitation \(invitation.number)"
    case .auditor(let account): account.name
    }
  }

  var context: PageContext { visit.context(of: request) }
}

/// Why nothing is shown.
struct Refusal: Error, Sendable {
  /// RFC 9110, § 15.
  var status: Int
  /// A word that programs know; the log and `/metrics` have it.
  var reason: String
  var sentence: Words
  var advice: Words
  /// In seconds, for `Retry-After`.
  var wait: Int?
  /// What `confirm` has to be where the same request is meant all the same.
  var confirm: String?

  init(
    _ status: Int, _ reason: String, _ sentence: Words, _ advice: Words, wait: Int? = nil
  ) {
    self.status = status
    self.reason = reason
    self.sentence = sentence
    self.advice = advice
    self.wait = wait
  }
}

/// A sentence in both languages.
struct Words: Sendable {
  let french: String
  let english: String

  init(fr french: String, en english: String) {
    self.french = french
    self.english = english
  }

  func callAsFunction(_ language: Language) -> String { language(fr: french, en: english) }
}
