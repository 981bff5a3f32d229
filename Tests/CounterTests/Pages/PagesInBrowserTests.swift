import Checklists
import Foundation
import TestSupport
import Testing

@testable import Counter
@testable import Reports

/// Looks at every page with a browser: `Tests/Interop/counter_pages.py`.
@Suite(.enabled(if: Peers.python != nil, "\(Peers.advice)")) struct PagesInBrowserTests {
  /// What the script exits with where a program that it needs is missing.
  private static let skipped: Int32 = 77

  /// With `RESPECTE_PAGES=FOLDER` the pages stay in that folder, with pictures of them, to be looked at.
  @Test("Every page is for everyone, wide and narrow, light and dark; drop and progress work")
  func inABrowser() throws {
    let work = try WorkFolder()
    let kept = ProcessInfo.processInfo.environment["RESPECTE_PAGES"]
    let folder = kept.map { URL(fileURLWithPath: $0) } ?? work.url
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    func write(_ text: String, _ name: String) throws {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    for language in Language.allCases {
      for (name, html) in SamplePages(language: language).all {
        try write(html.text, "\(name).\(language.rawValue).html")
      }
    }
    let hostile = SamplePages(
      language: .french,
      typed: { _ in
        PagesTests.hostile[0] + PagesTests.hostile[1] + String(repeating: "x", count: 300)
      })
    for (name, html) in hostile.all { try write(html.text, "\(name).hostile.html") }
    try write(PageAssets.policy, "policy.txt")
    try write(PageAssets.script, "counter.js")
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Interop/counter_pages.py").standardized.path
    let python = try #require(Peers.python)
    let result = try RespecteProgram.shell(
      "'\(python)' '\(script)' '\(folder.path)'\(kept == nil ? "" : " --pictures")", in: work,
      environment: ProcessInfo.processInfo.environment.merging(["PYTHONDONTWRITEBYTECODE": "1"]) {
        $1
      })
    let report = result.output + result.errors
    if result.status == Self.skipped {
      try Test.cancel("\(report.trimmingCharacters(in: .newlines))")
    }
    print(report, terminator: "")
    #expect(result.status == 0, "\(report)")
  }
}
