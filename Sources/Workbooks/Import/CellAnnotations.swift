internal import Basics
internal import Checklists
internal import Spreadsheet

/// What stands beside the cells of a workbook, by the cell that it belongs to.
struct CellAnnotations {
  struct Place: Hashable {
    var sheet: Int
    var cell: CellReference?
  }

  private var found: [Place: Annotations] = [:]

  var isEmpty: Bool { found.isEmpty }

  /// The places in their order.
  var places: [Place] {
    found.keys.sorted {
      ($0.sheet, $0.cell?.row ?? -1, $0.cell?.column ?? -1)
        < ($1.sheet, $1.cell?.row ?? -1, $1.cell?.column ?? -1)
    }
  }

  subscript(_ place: Place) -> Annotations { found[place] ?? Annotations() }

  /// What stands on some cells, in their order.
  func of(_ places: [SlotFinder.Found]) -> Annotations {
    var all = Annotations()
    if found.isEmpty { return all }
    for place in places {
      guard let one = found[Place(sheet: place.sheet, cell: place.cell)] else { continue }
      all.notes += one.notes
      all.links += one.links
      all.attachments += one.attachments
    }
    return all
  }

  mutating func add(_ note: Note, at place: Place) {
    found[place, default: Annotations()].notes.append(note)
  }

  mutating func add(_ link: Link, at place: Place) {
    found[place, default: Annotations()].links.append(link)
  }

  mutating func add(_ picture: Attachment, at place: Place) {
    found[place, default: Annotations()].attachments.append(picture)
  }

  /// Adds the address that a formula gives.
  mutating func add(_ address: String, at found: SlotFinder.Found, _ sheet: String) {
    add(
      Link(address: address, sheet: sheet, cell: found.cell.description),
      at: Place(sheet: found.sheet, cell: found.cell))
  }
}

/// The cells that a person fills, to find the one that something stands on.
struct FilledCells {
  private var roles: [CellAnnotations.Place: SlotRole] = [:]
  private var cells: [Int: [CellReference]] = [:]

  init(_ layout: WorkbookLayout, _ finder: SlotFinder) {
    for slot in layout.slots {
      for place in finder.places(of: slot.role) {
        roles[CellAnnotations.Place(sheet: place.sheet, cell: place.cell)] = slot.role
        cells[place.sheet, default: []].append(place.cell)
      }
    }
    for sheet in cells.keys { cells[sheet]?.sort() }
  }

  func role(at place: CellAnnotations.Place) -> SlotRole? { roles[place] }

  /// Those in a range, in order.
  func cells(in range: CellRange, on sheet: Int) -> [CellReference] {
    (cells[sheet] ?? []).filter(range.contains)
  }

  /// The cell that something stands on: the first that it covers of those that are filled, evidence before
  /// others where that is asked; else its own first.
  func cell(under range: CellRange, on sheet: Int, evidenceFirst: Bool = false) -> CellReference {
    let first = CellAnnotations.Place(sheet: sheet, cell: range.first)
    let isEvidence = { (cell: CellReference) in
      if case .evidence? = roles[CellAnnotations.Place(sheet: sheet, cell: cell)] {
        return true
      }
      return false
    }
    if roles[first] != nil, !evidenceFirst || isEvidence(range.first) { return range.first }
    let covered = cells(in: range, on: sheet)
    if evidenceFirst, let cell = covered.first(where: isEvidence) { return cell }
    return covered.first ?? range.first
  }
}
