import Basics
import Checklists
import Register
import Testing

@testable import Counter

@Suite("What keeps others out")
struct SecurityTests {
  @Test("A secret is 43 letters that may stand in an address, and no two are the same")
  func secrets() {
    let secrets = (0..<200).map { _ in Secret().text }
    #expect(Set(secrets).count == 200)
    for secret in secrets { #expect(Secret(presented: secret)?.text == secret) }
    let letters = Set(secrets.joined())
    #expect(letters.count == 64)
    for bad in ["", "abc", secrets[0] + "a", String(secrets[0].dropLast()) + "=", "é" + secrets[0]]
    {
      #expect(Secret(presented: bad) == nil, "\(bad)")
    }
  }

  @Test("A form's token follows from the secret, and does not tell it")
  func formTokens() throws {
    let (a, b) = (Secret(), Secret())
    #expect(a.formToken != b.formToken)
    #expect(a.formToken != a.digest)
    #expect(!a.formToken.contains(a.text))
    #expect(a.formToken == SHA256.hex(of: Array("respecte form \(a.text)".utf8)))
  }

  @Test(
    "Texts are compared whole",
    arguments: [("", "", true), ("abc", "abc", true), ("abc", "abd", false), ("abc", "ab", false)])
  func comparison(a: String, b: String, isSame: Bool) {
    #expect(a.isSameInConstantTime(as: b) == isSame)
  }

  @Test("So many at once, then so many a minute, each key for itself")
  func rates() {
    let limiter = RateLimiter(RateLimit(perMinute: 60, burst: 3))
    for _ in 0..<3 { #expect(limiter.wait(for: "a", at: 100) == nil) }
    #expect(limiter.wait(for: "a", at: 100) == 1)
    #expect(limiter.wait(for: "b", at: 100) == nil)
    #expect(limiter.wait(for: "a", at: 100.5) == 1)
    #expect(limiter.wait(for: "a", at: 101.1) == nil)
    #expect(limiter.wait(for: "a", at: 101.2) == 1)
    // It fills up to the burst and no further.
    for _ in 0..<3 { #expect(limiter.wait(for: "a", at: 1000) == nil) }
    #expect(limiter.wait(for: "a", at: 1000) == 1)
  }

  @Test("Keys without number are forgotten, and the busy ones are not let through by it")
  func manyKeys() {
    let limiter = RateLimiter(RateLimit(perMinute: 1, burst: 2))
    for number in 0..<60_000 { _ = limiter.wait(for: "\(number)", at: Double(number) / 10_000) }
    let last = "59999"
    _ = limiter.wait(for: last, at: 6)
    #expect(limiter.wait(for: last, at: 6) != nil)
  }

  @Test("A password is known again, and no other is", .enabled(if: PasswordHash.loaded != nil))
  func passwords() throws {
    let passwords = try #require(PasswordHash.loaded)
    let stored = try #require(passwords.hash("une phrase assez longue"))
    #expect(stored.hasPrefix("$argon2id$v=19$m=65536,t=2,p=1$"))
    #expect(passwords.isRight("une phrase assez longue", for: stored))
    #expect(!passwords.isRight("une phrase assez longuE", for: stored))
    #expect(!passwords.isRight("", for: stored))
    #expect(!passwords.isRight("une phrase assez longue", for: nil))
  }

  @Test(
    "A password is known however its accents were typed, and so is one stored before that was so",
    .enabled(if: PasswordHash.loaded != nil))
  func canonicalPasswords() throws {
    let passwords = try #require(PasswordHash.loaded)
    let (one, two) = ("une forêt d’été", "une fore\u{302}t d’e\u{301}te\u{301}")
    #expect(Array(two.canonical.utf8) == Array(one.utf8))
    for (typed, again) in [(one, two), (two, one)] {
      let stored = try #require(passwords.hash(typed))
      #expect(passwords.isRight(again, for: stored, isKnown: false))
    }
    #expect("ﬁn Ⅳ".canonical == "ﬁn Ⅳ", "what looks different stays so")
  }

  @Test(
    "A password that is guessed among the first is not taken",
    arguments: [
      ("motdepasse", .short), ("123456789012", .predictable), ("210987654321", .predictable),
      ("aaaaaaaaaaaaaa", .predictable), ("abcabcabcabc", .predictable),
      ("soleilsoleil", .predictable), ("azertyuiop12", .predictable),
      ("QWERTYuiop123", .predictable), ("abcdefghijkl", .predictable),
      ("motdepasse2024", .predictable), ("Mot de passe 1", .predictable),
      ("p@ssw0rd12345", .predictable), ("111122223333", .predictable),
      ("Ab1!Ab1!Ab1!Ab1!", .predictable), ("Bienvenue2024", .predictable),
      ("claire.dubois", .name), ("Claire Dubois 75", .name), ("ÉLODIE respecte", .name),
      ("retail-programme", nil), ("respecte2024!", .name),
      ("une phrase assez longue", nil), ("cheval pile agrafe", nil), ("tresorerie portuaire", nil),
      ("8fK2-qPz7-Lm3x", nil), ("Claire aime le chocolat", nil), ("948205716384", nil),
      ("é🙂ü漢字とかなまじりのことば", nil),
      (String(repeating: "cheval pile ", count: 100), .long),
    ] as [(String, PasswordRule.Fault?)])
  func weakPasswords(password: String, fault: PasswordRule.Fault?) {
    let names = ["Claire Dubois", "Claire", "Dubois", "Élodie", "respecte", "Retail"]
    #expect(PasswordRule.fault(of: password, names: names) == fault)
  }

  @Test("What was right counts against nobody")
  func givenBack() {
    let limiter = RateLimiter(RateLimit(perMinute: 1, burst: 2))
    for _ in 0..<50 {
      #expect(limiter.wait(for: "a", at: 100) == nil)
      limiter.giveBack(to: "a")
    }
    for _ in 0..<3 { limiter.giveBack(to: "a") }
    for _ in 0..<2 { #expect(limiter.wait(for: "a", at: 100) == nil) }
    #expect(limiter.wait(for: "a", at: 100) != nil)
    limiter.giveBack(to: "nobody")
  }

  @Test("Seconds between two times")
  func times() {
    let day = Timestamp(startOf: .epoch)
    let later = Timestamp(secondsSince1970: 90_061)
    #expect(later?.seconds(after: day) == 90_061)
    #expect(day.seconds(after: later ?? day) == 0)
  }
}

@Suite("What the counter says of itself")
struct DescriptionTests {
  @Test("Every address stands once in the description, with its parameters and answers")
  func openAPI() throws {
    let document = OpenAPI.document(version: "1")
    let paths = try #require(document["paths"]?.members)
    #expect(Set(paths.map(\.name)).count == paths.count)
    for route in Routes.all {
      let operation = try #require(
        paths.first { $0.name == route.path }?.value[route.method.lowercased()], "\(route.path)")
      #expect(operation["summary"]?.string == route.summary)
      let named =
        route.method == "GET"
        ? Set(operation["parameters"]?.array?.compactMap { $0["name"]?.string } ?? [])
        : Set(
          operation["requestBody"]?["content"]?.members?.first?.value["schema"]?["properties"]?
            .members?.map(\.name) ?? [])
      for parameter in route.parameters { #expect(named.contains(parameter.name)) }
      let statuses = Set(operation["responses"]?.members?.map(\.name) ?? [])
      #expect(statuses.isSuperset(of: route.statuses.map(String.init) + ["200", "404", "429"]))
      #expect((operation["security"] == nil) == (route.audience == .anyone))
      if route.method == "POST" { #expect(named.contains("csrf")) }
    }
  }

  @Test("Figures are Prometheus text: each family has its help and type, and buckets add up")
  func metrics() throws {
    let metrics = Metrics()
    for seconds in [0.001, 0.02, 3] {
      metrics.begin()
      metrics.end(route: "/queue", method: "GET", status: 200, seconds: seconds, reason: nil)
    }
    metrics.begin()
    metrics.end(route: "/queue", method: "GET", status: 401, seconds: 0.2, reason: "no-session")
    metrics.upload("eligible")
    let lines = metrics.text(version: "1", submissions: 7, droppedLines: 3).split(separator: "\n")
      .map(String.init)
    for wanted in [
      "respecte_http_requests_total{route=\"/queue\",method=\"GET\",status=\"200\"} 3",
      "respecte_http_requests_total{route=\"/queue\",method=\"GET\",status=\"401\"} 1",
      "respecte_http_request_seconds_bucket{le=\"0.005\"} 1",
      "respecte_http_request_seconds_bucket{le=\"0.025\"} 2",
      "respecte_http_request_seconds_bucket{le=\"0.25\"} 3",
      "respecte_http_request_seconds_bucket{le=\"10.0\"} 4",
      "respecte_http_request_seconds_bucket{le=\"+Inf\"} 4",
      "respecte_http_request_seconds_count 4", "respecte_http_open_requests 0",
      "respecte_uploads_total{outcome=\"eligible\"} 1",
      "respecte_refusals_total{reason=\"no-session\"} 1", "respecte_submissions 7",
      "respecte_log_lines_dropped_total 3",
    ] { #expect(lines.contains(wanted), "\(wanted)") }
    let families = Set(
      lines.filter { !$0.hasPrefix("#") }.map { line in
        String(line.prefix { $0 != "{" && $0 != " " })
      })
    let typed = lines.filter { $0.hasPrefix("# TYPE ") }.map { $0.split(separator: " ")[2] }
    for family in families {
      #expect(typed.contains { family.hasPrefix($0) }, "\(family)")
    }
  }

  @Test("What a reader in another process says comes back as it was")
  func uploads() throws {
    let upload = Upload(
      bytes: [0, 10, 255, 10], file: "é\n\"x", language: .english)
    let same = try #require(Upload(encoded: upload.encoded))
    #expect(same.bytes == upload.bytes && same.file == upload.file)
    #expect(same.language == .english)
    let read = ReadUpload(
      kind: .reply, named: nil,
      record: RegisteredRecord(
        file: "a", template: "t@1@fr", language: "fr", program: "p", verdict: "eligible",
        permille: nil, submission: "{\"a\":1}", assessment: "{}"))
    #expect(ReadUpload(encoded: read.encoded) == read)
    #expect(UploadFailure(encoded: UploadFailure.encoded(unreadable: "non")) == .unreadable("non"))
    #expect(ReadUpload(encoded: UploadFailure.encoded(unreadable: "non")) == nil)
    for noise: [UInt8] in [[], Array("{}".utf8), [255, 0]] {
      #expect(ReadUpload(encoded: noise) == nil)
      #expect(UploadFailure(encoded: noise) == nil)
      #expect(Upload(encoded: noise) == nil)
    }
  }
}
