internal import Spreadsheet

/// The defined names of the cells that a person fills, as a workbook is issued with them.
///
/// They are held as bytes, so that comparing them touches nothing of what the readers of other workbooks share.
struct IssuedNames: Sendable {
  private struct Entry {
    /// Where the name is, what it refers to, and the name of its sheet, each up to the next.
    let name: Int
    let refersTo: Int
    let sheet: Int
    let end: Int
    let cell: CellReference
  }

  private var bytes: [UInt8] = []
  /// In the order in which programs write them, that of their letters.
  private var entries: [Entry] = []

  init(_ names: [(name: DefinedName, sheet: String, cell: CellReference)]) {
    let sorted = names.sorted {
      $0.name.name.utf8.lexicographicallyPrecedes($1.name.name.utf8)
    }
    for (index, item) in sorted.enumerated() {
      if index > 0, sorted[index - 1].name.name == item.name.name { continue }
      let name = add(item.name.name)
      let refersTo = add(item.name.refersTo)
      let sheet = add(item.sheet)
      entries.append(
        Entry(name: name, refersTo: refersTo, sheet: sheet, end: bytes.count, cell: item.cell))
    }
  }

  private mutating func add(_ text: String) -> Int {
    bytes += text.utf8
    return bytes.count - text.utf8.count
  }

  /// Whether each of them is defined once and refers to its cell; names that are none of ours do not matter.
  func match(_ defined: [DefinedName]) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      entries.withUnsafeBufferPointer { entries in
        var isFound = [Bool](repeating: false, count: entries.count)
        var count = 0
        var next = 0
        for name in defined {
          var text = name.name
          let place = text.withUTF8 { Self.place(of: $0, entries, bytes, from: next) }
          guard let place else {
            // A name of ours that nothing has, or in another case.
            if text.lowercased().hasPrefix("rsp.") { return false }
            continue
          }
          guard !isFound[place], name.localSheet == nil else { return false }
          isFound[place] = true
          count += 1
          next = place + 1
          guard Self.refers(name, to: entries[place], bytes) else { return false }
        }
        return count == entries.count
      }
    }
  }

  private static func place(
    of name: UnsafeBufferPointer<UInt8>, _ entries: UnsafeBufferPointer<Entry>,
    _ bytes: UnsafeBufferPointer<UInt8>, from next: Int
  ) -> Int? {
    func text(_ place: Int) -> UnsafeBufferPointer<UInt8> {
      UnsafeBufferPointer(rebasing: bytes[entries[place].name..<entries[place].refersTo])
    }
    if next < entries.count, text(next).isSame(as: name) { return next }
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if text(middle).lexicographicallyPrecedes(name) { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && text(low).isSame(as: name) ? low : nil
  }

  private static func refers(
    _ name: DefinedName, to entry: Entry, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var text = name.refersTo
    let issued = UnsafeBufferPointer(rebasing: bytes[entry.refersTo..<entry.sheet])
    if text.withUTF8({ issued.isSame(as: $0) }) { return true }
    guard let target = name.target, target.cell == entry.cell else { return false }
    let sheet = String(decoding: bytes[entry.sheet..<entry.end], as: UTF8.self)
    return target.sheet.lowercased() == sheet.lowercased()
  }
}
