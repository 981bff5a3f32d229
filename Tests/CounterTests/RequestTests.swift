import Testing

@testable import Counter

/// What a client sends is taken apart once, here.
@Suite("Requests of the counter")
struct RequestTests {
  @Test(
    "A path is taken apart before anything else looks at it",
    arguments: [
      ("/", []), ("/p/3/check", ["p", "3", "check"]), ("/queue?q=a/b", ["queue"]),
      ("/a%20b/%C3%A9", ["a b", "é"]), ("/submissions%2F1", ["submissions/1"]),
      ("/p//3", ["p", "", "3"]),
    ] as [(String, [String])])
  func paths(target: String, segments: [String]) {
    #expect(HTTPRequest(method: "GET", target: target, address: "").segments == segments)
  }

  @Test(
    "A path that leads elsewhere, or is no text, leads nowhere",
    arguments: [
      "/../etc/passwd", "/p/%2e%2e/3", "/p/.", "/a%00b", "/%ff", "/%zz", "/%4", "/%+4", "p/3",
      "http://elsewhere/p/3", "*", "",
    ])
  func badPaths(target: String) {
    #expect(HTTPRequest(method: "GET", target: target, address: "").segments == nil)
  }

  @Test("Values of the query keep their order; a plus is a blank")
  func query() {
    let request = HTTPRequest(
      method: "GET", target: "/selection?n=3&n=1&format=xlsx&q=a+b%26c&x", address: "")
    #expect(request.query.map(\.name) == ["n", "n", "format", "q", "x"])
    #expect(request.query.map(\.value) == ["3", "1", "xlsx", "a b&c", ""])
    #expect(request["n"] == "3")
    #expect(request["none"] == nil)
  }

  @Test("Of cookies with one name the first counts")
  func cookies() {
    var request = HTTPRequest(method: "GET", target: "/", address: "")
    request.add("Cookie", "a=1; b=2=3;c; a=4")
    request.add("COOKIE", "a=5; d=6")
    #expect(request.cookies == ["a": "1", "b": "2=3", "d": "6"])
  }

  @Test("A file's name may hold any letters, and ends no header")
  func fileNames() {
    let response = HTTPResponse.file([], name: "é\"\r\nX: y.xlsx", type: "a/b")
    let value = response.headers.first { $0.name == "Content-Disposition" }?.value
    #expect(
      value
        == "attachment; filename=\"__X: y.xlsx\"; filename*=UTF-8''%C3%A9%22X%3A%20y.xlsx")
  }

  @Test(
    "An original has the ending of what it was recognised as, and nothing in its name that nobody sees",
    arguments: [
      ("retour.xlsx", "xlsx", "retour.xlsx"), ("x.hta", "xlsx", "x.xlsx"),
      ("facture\u{202E}xslx.exe", "xlsx", "facturexslx.xlsx"),
      ("macros.xlsx", "xlsm", "macros.xlsm"),
      ("a\u{0}b\u{7}\r\n.ods", "ods", "ab.ods"), ("sans fin", "csv", "sans fin.csv"),
      ("données.2019.xlsx", "xlsx", "données.2019.xlsx"), (".xlsx", "xlsx", "classeur.xlsx"),
      ("", "xlsx", "classeur.xlsx"), ("x.exe", nil, "x.bin"), ("a/b\\c.xlsx", "xlsx", "a-b-c.xlsx"),
    ])
  func originals(file: String, format: String?, name: String) throws {
    let given = Counter.originalName(file, format: format)
    let response = HTTPResponse.file([], name: given, type: "application/octet-stream")
    let header = try #require(response.headers.first { $0.name == "Content-Disposition" }?.value)
    let encoded = try #require(header.split(separator: "UTF-8''").last)
    #expect(HTTPRequest.decoded(encoded) == name)
  }

  @Test(
    "A program that looks ahead is nobody who sees a page",
    arguments: [
      ("HEAD", "", "", true), ("GET", "Sec-Purpose", "prefetch;prerender", true),
      ("GET", "Purpose", "prefetch", true), ("GET", "X-Purpose", "preview", true),
      ("GET", "", "", false), ("POST", "", "", false), ("GET", "Sec-Fetch-Mode", "navigate", false),
    ])
  func ahead(method: String, name: String, value: String, isAhead: Bool) {
    var request = HTTPRequest(method: method, target: "/p/1", address: "")
    if !name.isEmpty { request.add(name, value) }
    #expect(request.isAhead == isAhead)
  }

  @Test("Numbers of an address are numbers; a secret may be anything")
  func routes() throws {
    let route = try #require(
      Routes.all.first { $0.path == "/p/{invitation}/submissions/{submission}" })
    #expect(
      route.match(["p", "3", "submissions", "12"]) == ["invitation": "3", "submission": "12"])
    for bad in ["", "0", "01", "-1", "+1", "1 ", "١", "1234567890", "a"] {
      #expect(route.match(["p", "3", "submissions", bad]) == nil, "\(bad)")
    }
    #expect(route.match(["p", "3", "submissions"]) == nil)
    let link = try #require(Routes.all.first { $0.path == "/i/{secret}" })
    #expect(link.match(["i", "x"]) == ["secret": "x"])
  }

  @Test("The log holds no secret of an address")
  func loggedPaths() {
    let secret = Secret().text
    #expect(Counter.withoutSecrets("/i/\(secret)") == "/i/…")
    #expect(Counter.withoutSecrets("/account/\(secret)") == "/account/…")
    #expect(Counter.withoutSecrets("/p/3/\(secret)") == "/p/3/…")
    #expect(Counter.withoutSecrets("/p/3/check") == "/p/3/check")
  }

  @Test("A host is known by its name, whatever its port")
  func hosts() {
    #expect(Counter.withoutPort("example.org:8080") == "example.org")
    #expect(Counter.withoutPort("[::1]:8080") == "[::1]")
    #expect(Counter.withoutPort("[::1]") == "[::1]")
    #expect(Counter.withoutPort("localhost") == "localhost")
  }

  @Test(
    "Where to listen is an address and a port",
    arguments: [
      ("127.0.0.1:8080", true), ("localhost:0", true), ("[::1]:80", true), ("0.0.0.0:80", false),
      ("[::]:80", false), ("127.evil.example:80", false), ("example.org:443", false),
    ])
  func listening(text: String, isLoopback: Bool) throws {
    #expect(try #require(ListenAddress(text)).isLoopback == isLoopback)
  }

  @Test(arguments: ["8080", ":80", "localhost", "localhost:", "localhost:70000", "::1:80", "a:b"])
  func noAddress(text: String) { #expect(ListenAddress(text) == nil) }
}
