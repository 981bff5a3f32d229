internal import Checklists

extension Session {
  /// Says that a file was read by its content where its name promises something else.
  func noteContent(_ submission: Submission, of item: ReturnedItem) {
    switch item {
    case .file(let path), .workbook(_, let path):
      if let format = submission.source.format { noteContent(format, of: path) }
    case .line, .stored, .unreadable: break
    }
  }

  /// Says that a file was read by its content where its name promises something else.
  func noteContent(_ format: String, of path: String) {
    let ending = Path.ending(path)
    guard !ending.isEmpty, Self.endings[format]?.contains(ending) == false else { return }
    endProgress()
    note(
      named(
        path,
        language(
          fr: "Le contenu est au format \(format), malgré le nom ; il est lu comme tel",
          en: "The content is \(format), whatever the name says; it is read as such")))
  }

  /// The endings under which a format is at home; templates of a program are workbooks, too.
  private static let endings: [String: Set<String>] = [
    "xlsx": ["xlsx", "xltx"], "xlsm": ["xlsm", "xltm", "xlam"], "ods": ["ods", "ots"],
    "csv": ["csv", "tsv", "tab", "txt"],
  ]
}
