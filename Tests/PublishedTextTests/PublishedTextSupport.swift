import Checklists
import Foundation
import PublishedText
import Testing

/// The files that tests read.
enum Sources {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The published retail checklist, which the repository may not hold: in `published` of the folder that
  /// `RESPECTE_SHARED` names, else of `shared` beside the package. Nil where it is not there.
  static let retail = published { $0.hasSuffix(".txt") && !$0.contains(".en.") }

  /// A published page of today, and the same saved as text.
  static let page = published { $0.hasSuffix(".html") }
  static let savedPage = published { $0.hasSuffix(".en.txt") }

  private static func published(_ isWanted: (String) -> Bool) -> [UInt8]? {
    let shared =
      ProcessInfo.processInfo.environment["RESPECTE_SHARED"].map { URL(fileURLWithPath: $0) }
      ?? root.deletingLastPathComponent().appendingPathComponent("shared")
    let folder = shared.appendingPathComponent("published")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().first(where: isWanted)
      .flatMap { try? Data(contentsOf: folder.appendingPathComponent($0)) }.map { [UInt8]($0) }
  }

  /// A file of the invented second checklist.
  static func second(_ name: String) throws -> [UInt8] {
    let folder = root.appendingPathComponent("SampleData/second-checklist")
    return [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
  }
}

extension Trait where Self == ConditionTrait {
  /// Skips a test, with a word about it, where the published text is not at hand.
  static var needsPublishedText: Self {
    .enabled(
      if: Sources.retail != nil,
      "SKIPPED: the published text is not there; set RESPECTE_SHARED to the folder that holds published/"
    )
  }
}

/// Reads a text written with `|` for the tabs of table rows.
func reading(
  _ text: String, _ options: PublishedText.Options = .init(),
  messagesIn language: Language = .english
) throws(PublishedText.Failure) -> PublishedText.Reading {
  let tabbed = String(text.map { $0 == "|" ? "\t" : $0 })
  return try PublishedText.read(Array(tabbed.utf8), options: options, messagesIn: language)
}

/// Why a text is refused; nil where it is read.
func failure(_ text: String, messagesIn language: Language = .english) -> PublishedText.Failure? {
  do throws(PublishedText.Failure) {
    _ = try reading(text, messagesIn: language)
    return nil
  } catch {
    return error
  }
}

/// One prerequisite of an otherwise small text, by its cell's content.
func prerequisite(_ text: String, language: Language = .english) throws -> Control {
  var options = PublishedText.Options()
  options.language = language
  let source = "1.0 Start||Met Y/N\n1.1 Title|\(text)|\n"
  return try #require(try reading(source, options).template.control("prereq.1.1"))
}

/// The words of the three lists of a report.
extension PublishedText.Report {
  var doubts: [String] { suspicious.map(\.what) }
  var inferences: [String] { inferred.map(\.what) }

  /// Lines (from 1) that became something with a key.
  func lines(of key: String) -> [Int] {
    lines.indices.filter { index in
      if case .used(let keys) = lines[index].use { keys.contains(key) } else { false }
    }.map { $0 + 1 }
  }
}
