import Foundation
import TestSupport
import Testing

#if os(Linux)
  private let isLinux = true
#else
  private let isLinux = false
#endif

/// What `Tests/IsolationTrial`, a process with one thread at its start, says of one of its modes.
@Suite(.enabled(if: isLinux, "the trial reads /proc"))
struct IsolatedWorkTests {
  private func trial(_ mode: String) throws -> [String] {
    let result = try RespecteProgram.shell(
      "exec \"${RESPECTE%respecte}IsolationTrial\" " + mode, in: WorkFolder())
    #expect(result.status == 0, "\(result.errors)")
    return result.lines
  }

  /// The ends of deeds that are the same whether system calls are filtered or not.
  private static let endings = [
    "echo": "“cba”", "loop": "tooLong", "allocate": "tooMuchMemory",
    "allocate-at-once": "tooMuchMemory", "recurse": "died(signal: \(SIGSEGV))",
    // Its own stream, and three times /dev/null.
    "descriptors": "“0 1 2 3”",
    "trap": "died(signal: trap)", "abort": "died(signal: \(SIGABRT))",
    "nothing": "died(signal: \(SIGSEGV))", "large": "answerTooLarge", "leave": "“”",
  ]

  /// Held against what the trial says of each deed, and of an ordinary request after it.
  private func expect(_ lines: [String], _ others: [String: String]) {
    let endings = Self.endings.merging(others) { $1 }
    var seen: Set<String> = []
    for line in lines {
      let name = String(line.prefix { $0 != " " })
      seen.insert(name)
      // Swift ends itself by one or the other, as the processor has it.
      let plain = line.replacing("\(SIGILL))", with: "trap)").replacing(
        "\(SIGTRAP))", with: "trap)")
      #expect(plain == "\(name) \(endings[name] ?? "?") “cba”")
    }
    #expect(seen == Set(endings.keys))
  }

  @Test("Whatever a child does, only its own answer is lost")
  func eachDeed() throws {
    let lines = try trial("each")
    guard lines.first == "systemCalls" else { try Test.cancel("libseccomp is not installed") }
    let forbidden = [
      "sleep", "open", "create", "connect", "spawn", "thread", "kill", "execute",
    ]
    expect(
      Array(lines.dropFirst().dropLast()),
      Dictionary(uniqueKeysWithValues: forbidden.map { ($0, "died(signal: \(SIGSYS))") }))
    #expect(lines.last == "children 0")
  }

  @Test("Without a filter of system calls nothing can be opened either")
  func eachDeedUnfiltered() throws {
    let lines = try trial("each-unfiltered")
    #expect(lines.first == "limits")
    // Root may have as many processes as it likes.
    let more = geteuid() == 0 ? "“done”" : "“refused”"
    expect(
      Array(lines.dropFirst().dropLast()),
      [
        "sleep": "unavailable(\"a child was kept from working\")", "open": "“refused”",
        "create": "“refused”", "connect": "“refused”",
        "spawn": more, "thread": more, "kill": "“done”", "execute": "“done”",
      ])
    #expect(lines.last == "children 0")
  }

  @Test("Each of 8 threads gets its own answers")
  func together() throws {
    #expect(try trial("together") == ["wrong 0"])
  }

  @Test("Who finds everything taken and the queue full is told so at once")
  func crowd() throws {
    #expect(try trial("crowd") == ["busy 2 late 4", "then “cba”"])
  }

  @Test(
    "500 requests later the fork server has its memory, nobody more descriptors, and no child is left"
  )
  func many() throws {
    let lines = try trial("many")
    let words = try #require(lines.first).split(separator: " ")
    #expect(words.first == "memory")
    #expect(try #require(words.last.flatMap { Int($0) }) < 256, "KiB more than after 50")
    #expect(lines.dropFirst() == ["descriptors 0", "processes 2"])
  }

  @Test("Closing ends every process and answers everybody")
  func close() throws {
    #expect(
      try trial("close") == [
        "before 4 true", "after 0 false", "unavailable 3", "then unavailable(\"closed\")",
      ])
  }

  @Test("Whatever stops or kills the reader, no request is blamed for it, and the next is answered")
  func disturbed() throws {
    let starved = "unavailable(\"a child was kept from working\")"
    let silent = "unavailable(\"the fork server does not answer; another takes its place\")"
    let gone = "unavailable(\"the fork server is gone\")"
    #expect(
      try trial("disturbed") == [
        "a child is stopped: \(starved) “cba”",
        "keeper and fork server are stopped: \(silent) “cba”",
        "the fork server is killed: \(gone) “cba”", "a new one is killed at once: true “cba”",
        "the keeper is killed: false", "children 0",
      ])
  }

  @Test("A sample that a child cannot work on is told at the start")
  func badSample() throws {
    let lines = try trial("bad-sample")
    if lines == ["works"] { try Test.cancel("libseccomp is not installed") }
    #expect(
      lines == ["unavailable(\"a child died of signal \(SIGSYS) at a known request\")"])
  }

  @Test("Each file of the corpus and each sample is read by a child as it is here")
  func corpus() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../..").standardized
    let files = try ["SampleData/returned", "Tests/Corpus"].flatMap { folder in
      let folder = root.appendingPathComponent(folder)
      return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        .map { "'\(folder.appendingPathComponent($0).path)'" }
    }
    let lines = try trial("corpus " + files.joined(separator: " "))
    #expect(lines.count == 1)
    #expect(lines.first?.hasPrefix("same \(files.count) ") == true, "\(lines)")
  }

  @Test("No process is left where the owner is killed")
  func ownerKilled() throws {
    let script = """
      "${RESPECTE%respecte}IsolationTrial" hold > processes & owner=$!
      for turn in $(seq 200); do [ -s processes ] && break; sleep 0.05; done
      kill -9 $owner
      wait $owner
      for turn in $(seq 100); do
        left=
        for process in $(cat processes); do
          grep -q '^State:[[:space:]]*[^Z]' /proc/$process/status 2>/dev/null && left="$left $process"
        done
        [ -z "$left" ] && break
        sleep 0.05
      done
      echo "$(wc -w < processes) left:$left"
      """
    #expect(try RespecteProgram.shell(script, in: WorkFolder()).lines == ["4 left:"])
  }
}
