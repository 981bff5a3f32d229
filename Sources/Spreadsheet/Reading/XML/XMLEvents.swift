/// What reads the events of one XML part.
protocol XMLHandler: AnyObject {
  func start(_ name: XMLName, _ attributes: XMLAttributes) throws(SpreadsheetError)
  func end(_ name: XMLName) throws(SpreadsheetError)
  func text(_ bytes: XMLBytes) throws(SpreadsheetError)
}

/// What stands between a scanner and the handler of a part, whichever scanner it is.
///
/// Of `mc:AlternateContent` (ECMA-376 part 3, § 7.5) the fallback is taken, because no extension is understood here;
/// extension lists (part 1, § 18.2.10), which repeat names of elements under other meanings, are passed over.
final class XMLEvents {
  private let handler: any XMLHandler
  private let depthLimit: Int
  private var depth = 0
  /// How deep it is inside a branch that is not taken.
  private var skipped = 0
  /// How many elements began and ended.
  private(set) var count = 0

  init(_ handler: any XMLHandler, depthLimit: Int) {
    self.handler = handler
    self.depthLimit = depthLimit
  }

  func start(_ name: XMLName, _ attributes: XMLAttributes) throws(SpreadsheetError) {
    count += 1
    depth += 1
    guard depth <= depthLimit else {
      throw SpreadsheetError(.tooDeep, detail: "over \(depthLimit) elements deep")
    }
    if skipped > 0 || name == "Choice" || name == "extLst" {
      skipped += 1
      return
    }
    if name == "AlternateContent" || name == "Fallback" { return }
    try handler.start(name, attributes)
  }

  func end(_ name: XMLName) throws(SpreadsheetError) {
    count += 1
    depth -= 1
    if skipped > 0 {
      skipped -= 1
      return
    }
    if name == "AlternateContent" || name == "Fallback" { return }
    try handler.end(name)
  }

  func text(_ bytes: XMLBytes) throws(SpreadsheetError) {
    if skipped == 0 { try handler.text(bytes) }
  }
}

/// Reads the XML parts of a package.
enum XMLScanner {
  /// Reads an entry to its end.
  ///
  /// What is plain UTF-8 is scanned here; with the first thing that is not, expat goes on from where that stopped.
  ///
  /// - Throws: what the handler throws; `entities`, `tooDeep`, `corrupt`, each with the part and its line; what reading
  ///   the entry throws.
  static func scan(_ entry: ZIPEntry, _ handler: any XMLHandler, limits: ReadingLimits)
    throws(SpreadsheetError)
  {
    let events = XMLEvents(handler, depthLimit: limits.depth)
    guard limits.window > 0 else { return try ExpatScanner.scan(entry, events) }
    var scanner = PlainScanner(entry, events, window: limits.window)
    if try scanner.run() { return }
    try ExpatScanner.scan(entry.again(), events)
  }
}
