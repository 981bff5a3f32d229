import Checklists
import Foundation
import TestSupport
import Testing

@testable import Commands

/// The manual pages hold everything that the commands' descriptions do.
@Suite struct ManPageTests {
  private static let languages = Language.allCases
  private static let descriptions = Program.descriptions

  /// What a reader sees of a page, in one line.
  private func read(_ page: ManPage) -> String {
    var text = page.text
    for (escape, sign) in [
      ("\\-", "-"), ("\\(aq", "'"), ("\\(dq", "\""), ("\\~", "\u{A0}"), ("\\&", ""), ("\\fB", ""),
      ("\\fI", ""), ("\\fR", ""), ("\\(ti", "~"),
    ] {
      text = text.replacing(escape, with: sign)
    }
    return text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  private func pages(_ language: Language) -> [ManPage] {
    ManPage.all(Self.descriptions, language)
  }

  @Test(arguments: descriptions.map(\.name), languages)
  func thePageOfACommandIsComplete(name: String, language: Language) throws {
    let command = try #require(Self.descriptions.first { $0.name == name })
    let page = try #require(pages(language).first { $0.title == "respecte " + name })
    let text = read(page)
    #expect(text.contains(" respecte-" + name.replacing(" ", with: "-") + " - "))
    #expect(text.contains(command.summary(language) + "."))
    for option in command.allOptions {
      let value = option.value.map { "\u{A0}" + $0(language) } ?? ""
      #expect(text.contains(" .TP " + option.names.joined(separator: ", ") + value + " "))
      #expect(text.contains(option.help(language).dropFirst()), "\(option.name)")
    }
    for line in command.discussion(language).split(separator: "\n") { #expect(text.contains(line)) }
    for value in command.allOptions.compactMap(\.value)
      + [command.operand?.value].compactMap({ $0 })
    {
      #expect(text.contains(value(language)))
      for ending in value.kind.endings ?? [] { #expect(text.contains("*." + ending)) }
      if case .words(let words) = value.kind { for word in words { #expect(text.contains(word)) } }
      if value.kind == .deliveryModels {
        for word in value.kind.knownWords ?? [] { #expect(text.contains(word)) }
      }
    }
    if let blocking = command.blocking { #expect(text.contains(blocking(language).dropFirst())) }
    for example in command.examples { #expect(text.contains("respecte " + example)) }
    if language == .french {
      for wrong in [" :", " ;", " ?", " !", " »", "« "] { #expect(!text.contains(wrong)) }
    }
    for other in pages(language) where other.name != page.name {
      #expect(text.contains(".BR " + other.name + " (1)"))
    }
  }

  @Test(arguments: languages)
  func theProgramsPageNamesCommandsAndTemplates(language: Language) throws {
    let text = read(try #require(pages(language).first { $0.title == "respecte" }))
    for command in Self.descriptions {
      #expect(text.contains(" .TP " + command.name + " " + command.summary(language) + "."))
    }
    for template in TemplateLibrary.builtIn().templates { #expect(text.contains(template.name)) }
    for variable in EnvironmentVariable.all { #expect(text.contains(".TP " + variable.name + " ")) }
    let group = read(try #require(pages(language).first { $0.title == "respecte template" }))
    #expect(group.contains("template lint"))
    #expect(!group.contains(" .TP inspect "))
  }

  @Test func theCommandWritesEveryPage() throws {
    let folder = try WorkFolder()
    let result = try RespecteProgram.run(["man", "-o", "manual"], in: folder)
    #expect(result.status == 0)
    #expect(result.output + result.errors == "")
    for page in Self.languages.flatMap(pages) {
      #expect(try folder.read("manual/" + page.path) == Array(page.text.utf8))
    }
    #expect(try folder.read("manual/man1/respecte-template-read.1").count > 1000)
    #expect(try folder.read("manual/fr/man1/respecte.1").count > 1000)
    let one = try RespecteProgram.run(["man", "template", "read", "--lang", "en"], in: folder)
    #expect(try one.outputBytes == folder.read("manual/man1/respecte-template-read.1"))
  }

  @Test func anUnknownCommandHasNoPage() throws {
    let result = try RespecteProgram.run(["man", "scor", "--lang", "en"], in: WorkFolder())
    #expect(result.status == 2)
    #expect(result.errors.contains("“score”"))
  }

  /// Both formatters, with all their warnings: fonts, macros, lines that are too long.
  @Test(arguments: ["groff -k -K utf8 -man -ww -T utf8 -z", "mandoc -T lint"])
  func noFormatterComplains(of command: String) throws {
    let folder = try WorkFolder()
    _ = try RespecteProgram.run(["man", "-o", "."], in: folder)
    let program = command.split(separator: " ")[0]
    guard try RespecteProgram.shell("command -v \(program)", in: folder).status == 0 else {
      try Test.cancel("not installed: \(program)")
    }
    let result = try RespecteProgram.shell(
      "for page in man1/*.1 fr/man1/*.1; do \(command) \"$page\" || exit; done", in: folder)
    #expect(result.status == 0)
    #expect(result.output + result.errors == "")
  }
}
