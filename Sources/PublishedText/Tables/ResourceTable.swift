internal import Basics
internal import Checklists

/// The table of further reading behind the checklists: title and description.
struct ResourceTable {
  let table: Table
  let lines: Document

  /// Adds the resources to a draft.
  func read(into draft: inout Draft) {
    if let above = lines.lastFilled(before: table.region.lowerBound), lines.isHeading(above) {
      draft.use(above, "resources")
    }
    var isFirst = true
    for index in table.region {
      guard let cells = lines.cells(index)?.map(\.line) else {
        continue
      }
      let title = cells.first ?? ""
      let description = cells.dropFirst().filter { !$0.isEmpty }.joined(separator: " ")
      draft.use(index, "resources")
      defer { isFirst = false }
      if isFirst, Lexicon.resourceHeads.contains(Sentence(title, line: index).key) { continue }
      // A page break cuts these rows, too.
      if title.first?.isLowercase ?? true,
        let last = draft.resources.indices.last
      {
        draft.resources[last].title = (draft.resources[last].title + " " + title).trimmed()
        draft.resources[last].description = (draft.resources[last].description + " " + description)
          .trimmed()
      } else {
        draft.resources.append(Resource(title: title, description: description))
      }
    }
  }
}
