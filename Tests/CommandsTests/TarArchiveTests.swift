import Checklists
import Foundation
import TestSupport
import Testing

@testable import Commands

/// The reader of tar archives, with archives that are as they should be and others.
@Suite struct TarArchiveTests {
  /// What an archive holds, each entry in short, and why it cannot be read to its end.
  private func read(_ bytes: [UInt8], limit: Int = 1 << 20) throws -> (
    entries: [String], fault: TarArchive.Fault?
  ) {
    let folder = try WorkFolder()
    try folder.write(bytes, to: "a.tar")
    let archive = TarArchive(try InputStream(folder.path(of: "a.tar")), limit: limit)
    var entries: [String] = []
    do throws(TarArchive.Fault) {
      while let entry = try archive.next() {
        switch entry {
        case .file(let path, let bytes):
          entries.append(path + "=" + String(decoding: bytes, as: UTF8.self))
        case .tooLarge(let path): entries.append(path + " too large")
        case .other(let path, let kind): entries.append("\(path) \(kind)")
        }
      }
      return (entries, nil)
    } catch {
      #expect(try archive.next() == nil)
      return (entries, error)
    }
  }

  private func archive(_ build: (inout MiniTar) -> Void) -> [UInt8] {
    var tar = MiniTar()
    build(&tar)
    tar.add("last.xlsx", Array("last".utf8))
    tar.finish()
    return tar.bytes
  }

  private static let long = String(repeating: "é/", count: 150) + "x.xlsx"

  @Test func namesOfEveryFormat() throws {
    let text = Array("text".utf8)
    let long = Self.long
    let found = try read(
      archive { tar in
        tar.add("a b/é.xlsx", text)
        tar.add("name.xlsx", text, prefix: "pre/fix")
        tar.add("gnu.xlsx", text, prefix: "123 456", magic: "ustar  \0")
        tar.add("v7.xlsx", text, magic: "")
        tar.add(String(repeating: "n", count: 100), text)
        tar.add("././@LongLink", Array((long + "\0").utf8), type: "L", magic: "ustar  \0")
        tar.add("cut", text, magic: "ustar  \0")
        tar.add("././@LongLink", Array("target\0".utf8), type: "K", magic: "ustar  \0")
        tar.add(records: [("mtime", "1.5"), ("path", "l=\n" + long), ("size", "2")])
        tar.add("cut", Array("ab".utf8), size: MiniTar.octal(9, 11))
        tar.add(records: [("comment", "")], type: "g")
        tar.add("../../etc/passwd.xlsx", text)
        tar.add("/abs.xlsx", [])
        tar.add("base-256", text, size: [0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4])
        tar.add("blanks", text, size: Array("         4 \0".utf8))
      })
    #expect(found.fault == nil)
    #expect(
      found.entries == [
        "a b/é.xlsx=text", "pre/fix/name.xlsx=text", "gnu.xlsx=text", "v7.xlsx=text",
        String(repeating: "n", count: 100) + "=text", long + "=text", "l=\n" + long + "=ab",
        "../../etc/passwd.xlsx=text", "/abs.xlsx=", "base-256=text", "blanks=text",
        "last.xlsx=last",
      ])
  }

  @Test func whatIsNoFileIsSkippedWithItsContents() throws {
    let found = try read(
      archive { tar in
        tar.add("folder/", type: "5")
        tar.add("old-folder/", magic: "")
        tar.add("link", type: "2", size: MiniTar.octal(700, 11))
        tar.add("hard", type: "1", size: MiniTar.octal(700, 11))
        tar.add("device", type: "3")
        tar.add("pipe", type: "6")
        tar.add("volume", type: "V")
        tar.add("unheard-of", Array("more".utf8), type: "?")
        tar.add(records: [("GNU.sparse.major", "1"), ("GNU.sparse.name", "holes.xlsx")])
        tar.add("GNUSparseFile.0/holes.xlsx", Array("1\n0\n4\n".utf8))
        tar.add("large.xlsx", [UInt8](repeating: 1, count: 2_000))
      }, limit: 1_999)
    #expect(found.fault == nil)
    #expect(
      found.entries == [
        "link link", "hard link", "device device", "pipe device", "volume unknown",
        "unheard-of unknown", "holes.xlsx sparse", "large.xlsx too large", "last.xlsx=last",
      ])
  }

  /// As GNU tar writes a file with more holes than a header has room for.
  @Test func aMapOfHolesInBlocksOfItsOwn() throws {
    var tar = MiniTar()
    tar.add("holes.xlsx", Array("data".utf8), type: "S", magic: "ustar  \0")
    var bytes = tar.bytes
    bytes[482] = 1
    let sum = Array(bytes[..<512]).enumerated().reduce(0) {
      $0 + ((148..<156).contains($1.offset) ? 32 : Int($1.element))
    }
    bytes.replaceSubrange(148..<156, with: MiniTar.octal(sum, 6) + [0, 32])
    var map = [UInt8](repeating: 7, count: 1024)
    map[504] = 1
    map[1016] = 0
    bytes.insert(contentsOf: map, at: 512)
    let found = try read(bytes + archive { _ in })
    #expect(found.fault == nil)
    #expect(found.entries == ["holes.xlsx sparse", "last.xlsx=last"])
  }

  @Test(
    arguments: [
      ("negative", [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]),
      ("too large", [0x80, 0, 0, 0, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]),
      ("beyond all measure", [0x80] + [UInt8](repeating: 0xFF, count: 11)),
      ("no number", Array("-0000000010\0".utf8)),
      ("decimal", Array("0000000009\0\0".utf8)),
    ] as [(String, [UInt8])])
  func impossibleSizes(name: String, size: [UInt8]) throws {
    var tar = MiniTar()
    tar.add("first.xlsx", Array("1".utf8))
    let start = tar.end
    tar.add("bad.xlsx", Array("2".utf8), size: size)
    tar.add("last.xlsx", Array("3".utf8))
    let found = try read(tar.bytes)
    #expect(found.entries == ["first.xlsx=1"])
    #expect(found.fault?.reason == .size)
    #expect(found.fault?.offset == start)
  }

  /// More bytes than the stream has: they are looked for, and nothing is held of them.
  @Test func aSizeThatIsNotThere() throws {
    var tar = MiniTar()
    tar.add("bad.xlsx", Array("2".utf8), size: MiniTar.octal(1 << 32, 11))
    let found = try read(tar.bytes)
    #expect(found.entries == [])
    #expect(found.fault == .init(reason: .truncated, offset: 1024, path: "bad.xlsx"))
  }

  @Test(arguments: [
    "5 a=b\n", "99 path=x\n", "x path=y\n", "10 path=ab", "12 size=-1234\n", "0 \n", "8 path x\n",
    "30 size=99999999999999999999\n",
  ])
  func recordsThatAreNone(text: String) throws {
    var tar = MiniTar()
    tar.add("PaxHeaders/x", Array(text.utf8), type: "x")
    tar.add("a.xlsx", [])
    #expect(try read(tar.bytes).fault == .init(reason: .records, offset: 0, path: nil))
  }

  @Test func namesWithoutEnd() throws {
    for type in ["L", "x", "g", "K"] as [Character] {
      var tar = MiniTar()
      tar.add("long", Array("x".utf8), type: type, size: MiniTar.octal(1 << 30, 11))
      #expect(try read(tar.bytes).fault == .init(reason: .records, offset: 0, path: nil))
    }
  }

  /// Wherever an archive is cut off, what came before stands, and the cut is reported.
  @Test func everyTruncation() throws {
    let whole = archive { tar in
      tar.add("first.xlsx", Array("1".utf8))
      tar.add(records: [("path", "second.xlsx")])
      tar.add("cut", Array("2".utf8))
    }
    let all = ["first.xlsx=1", "second.xlsx=2", "last.xlsx=last"]
    #expect(try read(whole).entries == all)
    let contents = whole.count - 1024
    for count in Array(stride(from: 0, to: contents, by: 61)) + [512, 1024, contents] {
      let found = try read(Array(whole[..<count]))
      #expect(found.entries == Array(all.prefix(found.entries.count)))
      #expect(found.fault?.reason == .truncated, "\(count)")
      #expect(found.fault?.offset == count)
    }
    // One block of the end mark is enough.
    #expect(try read(Array(whole[..<(contents + 512)])).fault == nil)
  }

  /// Whatever a byte of a header becomes, what came before stands, and nothing is made up in silence.
  @Test func everyByteOfAHeader() throws {
    var tar = MiniTar()
    tar.add("first.xlsx", Array("1".utf8))
    let start = tar.end
    tar.add("second.xlsx", Array("2".utf8))
    tar.add("last.xlsx", Array("3".utf8))
    tar.finish()
    for place in start..<(start + 512) {
      var bytes = tar.bytes
      bytes[place] ^= 0x55
      let found = try read(bytes)
      // What ends the field of the checksum is not looked at.
      if place == start + 155 { continue }
      #expect(found.entries == ["first.xlsx=1"])
      #expect(found.fault == .init(reason: .header, offset: start, path: nil), "\(place)")
    }
  }

  /// Headers with a right checksum and anything else in them.
  @Test func randomHeaders() throws {
    var generator = SeededGenerator(seed: 2019)
    let digits = Array("01234567 \0-9\u{7F}".utf8)
    for round in 0..<300 {
      var tar = MiniTar()
      tar.add("first.xlsx", Array("1".utf8))
      for _ in 0..<3 {
        let size = (0..<12).map { _ in
          round % 3 == 0
            ? UInt8.random(in: 0...255, using: &generator)
            : digits.randomElement(using: &generator) ?? 0
        }
        let contents = (0..<Int.random(in: 0...700, using: &generator)).map { _ in
          UInt8.random(in: 0...255, using: &generator)
        }
        tar.add(
          "n", contents, type: "01234567xXgLKSDVN?".randomElement(using: &generator) ?? "0",
          size: Bool.random(using: &generator) ? size : nil)
      }
      let found = try read(tar.bytes, limit: 600)
      #expect(found.entries.first == "first.xlsx=1")
      #expect(found.fault != nil)
      #expect(found.fault.map { (512...tar.end).contains($0.offset) } == true)
    }
  }

  @Test func archivesBehindOneAnother() throws {
    var tar = MiniTar()
    tar.add("first.xlsx", Array("1".utf8))
    tar.finish()
    tar.finish()
    let found = try read(tar.bytes + archive { _ in } + Array("what fills up a tape".utf8))
    #expect(found.entries == ["first.xlsx=1", "last.xlsx=last"])
    #expect(found.fault == nil)
    let filled = try read(archive { _ in } + [UInt8](repeating: 7, count: 5_120))
    #expect(filled.entries == ["last.xlsx=last"])
    #expect(filled.fault == nil)
  }

  @Test func whatIsAnArchive() throws {
    let folder = try WorkFolder()
    func begins(_ bytes: [UInt8]) throws -> Bool {
      try folder.write(bytes, to: "a")
      return try TarArchive.begins(try InputStream(folder.path(of: "a")))
    }
    #expect(try begins(archive { _ in }))
    #expect(try begins([UInt8](repeating: 0, count: 1024)))
    #expect(try !begins(Array(archive { _ in }[..<511])))
    #expect(try !begins([]))
    for name in ["absolute-targets.xlsx", "annotations-and-drawings.ods"] {
      let file = CorpusFiles.folder.appendingPathComponent(name)
      #expect(try !begins([UInt8](Data(contentsOf: file))))
    }
  }

  @Test(arguments: Language.allCases)
  func everyFaultSaysWhereAndWhatToDo(language: Language) {
    let system = SystemError(code: EIO)
    for reason in [.truncated, .header, .size, .records, .system(system)]
      as [TarArchive.Fault.Reason]
    {
      for path in [nil, "a.xlsx"] {
        let fault = TarArchive.Fault(reason: reason, offset: 1536, path: path)
        #expect(fault.sentence(language).contains("1536"))
        #expect(fault.sentence(language).hasSuffix("."))
      }
    }
  }
}
