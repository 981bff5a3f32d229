import Foundation
import TestSupport
import Testing

/// The files of `Tests/Corpus` and what is expected of each, as `expected.json` says it.
enum CorpusFiles {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../Corpus").standardized

  /// What is expected of one file.
  struct Expectation {
    let json: [String: Any]

    subscript(key: String) -> String? { json[key] as? String }
    var isNoted: Bool { json["noted"] as? Bool ?? false }
    var states: [String: String] { json["states"] as? [String: String] ?? [:] }
    var sheetCount: Int? { json["sheetCount"] as? Int }
    /// By sheet and place.
    var cells: [String: [String: Any]] { json["cells"] as? [String: [String: Any]] ?? [:] }
  }

  static func expectations() throws -> [String: Expectation] {
    let data = try Data(contentsOf: folder.appendingPathComponent("expected.json"))
    let json = try JSONSerialization.jsonObject(with: data) as? [String: [String: Any]]
    return try #require(json).mapValues { Expectation(json: $0) }
  }

  static let names: [String] = {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return all.filter { $0 != "expected.json" && $0 != "make.py" }.sorted()
  }()

  /// A value with its formula and date, written so that two can be compared.
  static func written(_ value: Any) -> String {
    guard let object = value as? [String: Any] else { return literal(value) }
    if let error = object["error"] { return "error " + literal(error) + written(extras: object) }
    return literal(object["value"]) + written(extras: object)
  }

  /// The same of a line of `inspect --ndjson`.
  static func written(cell: [String: Any]) -> String {
    let start = cell["type"] as? String == "error" ? "error " : ""
    return start + literal(cell["value"]) + written(extras: cell)
  }

  private static func written(extras object: [String: Any]) -> String {
    ["formula", "date"].map { name in
      object[name].map { " " + name + " " + literal($0) } ?? ""
    }.joined()
  }

  private static func literal(_ value: Any?) -> String {
    switch value {
    case nil, is NSNull: "null"
    case let text as String: "“" + text + "”"
    case let number as NSNumber where isBoolean(number): number.boolValue ? "true" : "false"
    case let number as NSNumber: "\(number.doubleValue)"
    default: "?"
    }
  }

  private static func isBoolean(_ number: NSNumber) -> Bool {
    String(cString: number.objCType) == "c" || String(cString: number.objCType) == "B"
  }
}
