import Foundation
import Testing

@testable import Counter

#if os(Linux)
  private let stream = Int32(SOCK_STREAM.rawValue)
#else
  private let stream = SOCK_STREAM
#endif

/// What one visitor may take of the server; `counter_limits.py` tries the same from outside.
@Suite("What is left for others")
struct HTTPLimitsTests {
  @Test(
    "An IPv6 visitor has a whole network of 64 bits, an IPv4 visitor one address",
    arguments: [
      ("192.0.2.7", "192.0.2.7", true), ("192.0.2.7", "192.0.2.8", false),
      ("2001:db8::1", "2001:db8:0:0:ffff::2", true), ("2001:db8::1", "2001:db8:0:1::1", false),
      ("::ffff:192.0.2.7", "192.0.2.7", true), ("fe80::1%eth0", "fe80::2%eth0", true),
      ("::1", "127.0.0.1", false), ("unknown", "unknown", true), ("unknown", "_hidden", false),
    ])
  func owners(a: String, b: String, isSame: Bool) {
    #expect((SocketAddress.owner(of: a) == SocketAddress.owner(of: b)) == isSame)
  }

  @Test("One address gets a quarter of the connections, many get what is left, a new one gets one")
  func shares() {
    let connections = OpenConnections(limit: 384, isBehindProxy: false)
    func fill(_ address: String) -> Int {
      var count = 0
      while connections.admits(address), count < 1000 {
        connections.add(OpenConnection(address: address, socket: -1, at: 0))
        count += 1
      }
      return count
    }
    #expect(fill("192.0.2.1") == 96)
    #expect((2...20).map { fill("192.0.2.\($0)") }.prefix(5) == [96, 96, 48, 24, 12])
    #expect(connections.admits("198.51.100.1"))
    #expect(fill("2001:db8::1") > 0 && !connections.admits("2001:db8::2"))
  }

  @Test("Behind a proxy its address is not one visitor's")
  func proxy() {
    let connections = OpenConnections(limit: 384, isBehindProxy: true)
    for _ in 0..<383 {
      connections.add(OpenConnection(address: "127.0.0.1", socket: -1, at: 0))
    }
    #expect(connections.admits("127.0.0.1"))
  }

  @Test("What is closed counts no more")
  func closed() {
    let connections = OpenConnections(limit: 16, isBehindProxy: false)
    let all = (0..<4).map { _ in OpenConnection(address: "192.0.2.1", socket: -1, at: 0) }
    for connection in all { connections.add(connection) }
    #expect(!connections.admits("192.0.2.1"))
    connections.remove(all[0])
    connections.remove(all[0])
    #expect(connections.admits("192.0.2.1"))
  }

  /// What a connection is about, and the seconds after which it is cut.
  @Test(
    "A connection is cut once what it is about takes too long",
    arguments: [
      (10, { @Sendable in $0.awaitHead(at: 0) }),
      (40, { @Sendable in $0.awaitHead(at: 0, idle: 30) }),
      (30, { @Sendable in $0.transfer(0, since: 0) }),
      // 8 KiB a second at least.
      (30 + 128, { @Sendable in $0.transfer(1 << 20, since: 0) }),
      (nil, { @Sendable in $0.work() }),
    ] as [(Double?, @Sendable (OpenConnection) -> Void)])
  func deadlines(seconds: Double?, begin: @Sendable (OpenConnection) -> Void) throws {
    var ends: [Int32] = [-1, -1]
    try #require(socketpair(AF_UNIX, stream, 0, &ends) == 0)
    defer { for end in ends { close(end) } }
    let connections = OpenConnections(limit: 16, isBehindProxy: false)
    let connection = OpenConnection(address: "", socket: ends[0], at: 0)
    connections.add(connection)
    begin(connection)
    var isCut: Bool {
      var byte: UInt8 = 0
      return recv(ends[1], &byte, 1, Int32(truncatingIfNeeded: MSG_DONTWAIT)) == 0
    }
    connections.cutOverdue(at: (seconds ?? 1e6) - 1)
    #expect(!isCut)
    connections.cutOverdue(at: (seconds ?? 1e6) + 1)
    #expect(isCut == (seconds != nil))
    // A socket that is closed may be another's by now.
    connections.remove(connection)
    connections.cutOverdue(at: 1e6)
  }

  @Test("Bytes of files are bounded for a link, for an address and in all, and given back")
  func files() {
    let budget = FileBudget(limit: 100)
    let link = [FileHolder(name: "link", limit: 20), FileHolder(name: "address", limit: 50)]
    let others = (0..<9).map { [FileHolder(name: "link \($0)", limit: 20)] }
    #expect(budget.take(20, for: link) == nil)
    #expect(budget.take(1, for: link) == .tooManyAtOnce)
    // What was refused is not counted.
    let second = [FileHolder(name: "second", limit: 20), link[1]]
    let third = [FileHolder(name: "third", limit: 20), link[1]]
    #expect(budget.take(20, for: second) == nil)
    #expect(budget.take(11, for: third) == .tooManyAtOnce)
    for other in others.prefix(3) { #expect(budget.take(20, for: other) == nil) }
    #expect(budget.take(1, for: others[4]) == .busy)
    budget.giveBack(20, of: link)
    #expect(budget.take(20, for: others[4]) == nil)
    #expect(budget.take(1, for: third) == .busy)
  }

  @Test(
    "A body has one length, or comes in pieces",
    arguments: [
      ([], true), ([("Content-Length", "5")], true), ([("Transfer-Encoding", "chunked")], true),
      ([("Content-Length", "3"), ("content-length", "5")], false),
      ([("Content-Length", "5"), ("Content-Length", "5")], false),
      ([("Content-Length", "5"), ("Transfer-Encoding", "chunked")], false),
    ])
  func lengths(headers: [(String, String)], isPlain: Bool) {
    var request = HTTPRequest(method: "POST", target: "/login", address: "")
    for header in headers { request.add(header.0, header.1) }
    #expect(request.hasOneLength == isPlain)
  }
}
