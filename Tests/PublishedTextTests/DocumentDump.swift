import Checklists

@testable import PublishedText

extension Document {
  /// The blocks as a tree is printed, one a line, for tests that compare documents.
  var dump: String {
    blocks.compactMap { block in
      let passage = block.passage.blocks.map { mark($0.kind) + $0.text }.joined(separator: " ¶ ")
      return switch block.form {
      case .blank: nil
      case .dashes: "dashes"
      case .contents: "contents \(passage)"
      case .row(let cells):
        "row "
          + cells.map { $0.blocks.map { mark($0.kind) + $0.text }.joined(separator: " ¶ ") }
          .joined(separator: " | ")
      case .heading(let level): "h\(level) \(passage)"
      case .text: block.printed == block.passage.line ? passage : passage + " ← " + block.printed
      case .aside(let aside): "(\(aside)) \(passage)"
      }
    }.joined(separator: "\n")
  }

  private func mark(_ kind: Passage.Kind) -> String {
    switch kind {
    case .paragraph: ""
    case .item: "- "
    case .box: "☐ "
    }
  }
}
