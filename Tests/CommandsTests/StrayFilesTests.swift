import Basics
import Checklists
import Foundation
import TestSupport
import Testing

/// Files that come in the place of a workbook are called what they are, with what to do, and none stops the
/// others.
@Suite struct StrayFilesTests {
  struct Stray: Sendable {
    var name: String
    var bytes: [UInt8]
    /// What is said in French and in English.
    var said: (String, String)
    var code = "file.notSpreadsheet"

    init(
      _ name: String, _ bytes: [UInt8], _ french: String, _ english: String,
      code: String = "file.notSpreadsheet"
    ) {
      (self.name, self.bytes, said, self.code) = (name, bytes, (french, english), code)
    }

    init(_ name: String, _ text: String, _ french: String, _ english: String) {
      self.init(name, Array(text.utf8), french, english)
    }
  }

  /// A compound file with these directory entries.
  private static func compound(_ names: String...) -> [UInt8] {
    var bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    bytes += [UInt8](repeating: 0, count: 1024 - bytes.count)
    for name in names {
      var entry = name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      entry += [UInt8](repeating: 0, count: 128 - entry.count)
      entry[64] = UInt8(name.utf16.count * 2 + 2)
      bytes += entry
    }
    return bytes
  }

  /// What Excel leaves beside a workbook that is open: the name of who opened it, twice.
  private static let ownerFile: [UInt8] = {
    let name = Array("Ines".utf8)
    let wide = name.flatMap { [$0, 0] as [UInt8] }
    let one = [4] + name + [UInt8](repeating: 0x20, count: 50)
    return one + [4, 0] + wide + Array(repeating: [0x20, 0] as [UInt8], count: 50).joined()
  }()

  static let strays = [
    Stray(
      "a.gsheet", #"{"url":"https://docs.google.com/open?id=1x","doc_id":"1x"}"#,
      "lien vers un document en ligne", "link to an online document"),
    Stray(
      "a.xlsx.url", "[InternetShortcut]\r\nURL=https://example.com/a.xlsx\r\n",
      "raccourci", "shortcut"),
    Stray(
      "a.webloc",
      #"<?xml version="1.0"?><plist version="1.0"><dict><key>URL</key><string>https://example.com</string></dict></plist>"#,
      "raccourci", "shortcut"),
    Stray(
      "a.xlsx.lnk", [0x4C, 0, 0, 0, 1, 0x14, 2, 0] + [UInt8](repeating: 0, count: 68),
      "raccourci", "shortcut"),
    Stray(
      "a.desktop", "[Desktop Entry]\nType=Link\nURL=https://example.com\n",
      "raccourci", "shortcut"),
    Stray(
      "a.icloud", Array("bplist00\0NSURLNameKey\0a.xlsx".utf8),
      "pas encore sur cet ordinateur", "not on this computer yet"),
    Stray(
      "onedrive.xlsx", [UInt8](repeating: 0, count: 5_000),
      "pas encore sur cet ordinateur", "not on this computer yet"),
    Stray("~$a.xlsx", ownerFile, "fichier de verrouillage", "lock file"),
    Stray(
      ".~lock.a.xlsx#", ",ines,desk,01.12.2019 10:00,file:///home/ines/.config/libreoffice/4;",
      "fichier de verrouillage", "lock file"),
    Stray("._a.xlsx", [0, 5, 0x16, 7] + [UInt8](repeating: 0, count: 96), "macOS", "macOS"),
    Stray(
      "labelled.xlsx", compound("Root Entry", "\u{6}DataSpaces", "DRMEncryptedDataSpace"),
      "étiquette", "label", code: "file.encrypted"),
    Stray("labelled.pxlsx", ".pfile\u{3}\0\0", "étiquette", "label"),
    Stray(
      "protected.xlsx", compound("Root Entry", "EncryptionInfo", "EncryptedPackage"),
      "mot de passe", "password", code: "file.encrypted"),
    Stray(
      "page.xlsx", "<!DOCTYPE html><html><title>Sign in</title></html>", "page web", "web page"),
    Stray(
      "mail.xlsx", "From: a@example.com\r\nTo: b@example.com\r\nSubject: x\r\n\r\n",
      "courriel", "e-mail"),
    Stray("winmail.dat", [0x78, 0x9F, 0x3E, 0x22, 1, 0], "courriel", "e-mail"),
    Stray("empty.xlsx", "", "vide", "empty"),
  ]

  @Test(arguments: Language.allCases)
  func eachIsCalledWhatItIs(language: Language) throws {
    let folder = try WorkFolder()
    for stray in Self.strays { try folder.write(stray.bytes, to: stray.name) }
    let sample = AuditedSample.path("Maison Lavande – auto-évaluation.xlsx")
    let result = try RespecteProgram.run(
      ["import", "--ndjson"] + Self.strays.map(\.name) + [sample, "--lang", language.rawValue],
      in: folder)
    #expect(result.status == 1)
    let lines = result.output.split(separator: "\n")
    try #require(lines.count == Self.strays.count + 1)
    for (stray, line) in zip(Self.strays, lines) {
      let error = try JSON.read(Array(line.utf8))["error"]
      #expect(error?["code"]?.string == stray.code, "\(stray.name)")
      let message = error?["message"]?.string ?? ""
      #expect(message.contains(language(fr: stray.said.0, en: stray.said.1)), "\(message)")
    }
    // The workbook among them is read.
    let read = try JSON.read(Array((lines.last ?? "").utf8))
    #expect(read["accounting"]?["answered"]?.int == 207)
  }
}
