/// What reads the events of one XML part.
protocol XMLHandler: AnyObject {
  /// Whether every branch of `mc:AlternateContent` is read, rather than the fallback alone.
  var readsEveryBranch: Bool { get }
  func start(_ name: XMLName, _ attributes: XMLAttributes) throws(SpreadsheetError)
  func end(_ name: XMLName) throws(SpreadsheetError)
  func text(_ bytes: XMLBytes) throws(SpreadsheetError)

  /// Reads whole elements by itself, as far as it knows them, from a tag on; what it leaves comes as events.
  ///
  /// - Parameters:
  ///   - references: where texts go whose references are replaced.
  ///   - events: how many starts and ends of elements came before.
  /// - Returns: how many bytes it has read, and how many starts and ends of elements are in them.
  func read(_ bytes: XMLBytes, _ references: inout XMLReferences, after events: Int)
    throws(SpreadsheetError) -> (bytes: Int, events: Int)
}

extension XMLHandler {
  var readsEveryBranch: Bool { false }

  func read(_ bytes: XMLBytes, _ references: inout XMLReferences, after events: Int)
    -> (bytes: Int, events: Int)
  { (0, 0) }
}

/// What a scanner tells.
protocol XMLEventReceiver: AnyObject {
  /// How many elements began and ended.
  var count: Int { get }
  func start(_ name: XMLName, _ attributes: XMLAttributes) throws(SpreadsheetError)
  func end(_ name: XMLName) throws(SpreadsheetError)
  func text(_ bytes: XMLBytes) throws(SpreadsheetError)
}

/// What stands between a scanner and the handler of a part, whichever scanner it is.
///
/// Of `mc:AlternateContent` (ECMA-376 part 3, § 7.5) the fallback is taken, because no extension is understood
/// here, unless the handler wants every branch; extension lists (part 1, § 18.2.10), which repeat names of
/// elements under other meanings, are passed over.
final class XMLEvents<Handler: XMLHandler>: XMLEventReceiver {
  private let handler: Handler
  private let depthLimit: Int
  private let readsEveryBranch: Bool
  private var depth = 0
  /// How deep it is inside a branch that is not taken.
  private var skipped = 0
  private(set) var count = 0

  init(_ handler: Handler, depthLimit: Int) {
    self.handler = handler
    readsEveryBranch = handler.readsEveryBranch
    self.depthLimit = depthLimit
  }

  func start(_ name: XMLName, _ attributes: XMLAttributes) throws(SpreadsheetError) {
    count += 1
    depth += 1
    guard depth <= depthLimit else {
      throw SpreadsheetError(.tooDeep, detail: "over \(depthLimit) elements deep")
    }
    if skipped > 0 || name == "extLst" || (name == "Choice" && !readsEveryBranch) {
      skipped += 1
      return
    }
    if Self.isBranching(name) { return }
    try handler.start(name, attributes)
  }

  func end(_ name: XMLName) throws(SpreadsheetError) {
    count += 1
    depth -= 1
    if skipped > 0 {
      skipped -= 1
      return
    }
    if Self.isBranching(name) { return }
    try handler.end(name)
  }

  /// Whether an element only parts branches, which the handler reads as if it were not there.
  private static func isBranching(_ name: XMLName) -> Bool {
    name == "AlternateContent" || name == "Choice" || name == "Fallback"
  }

  func text(_ bytes: XMLBytes) throws(SpreadsheetError) {
    if skipped == 0 { try handler.text(bytes) }
  }

  /// How many bytes of whole elements the handler has read by itself.
  func read(_ bytes: XMLBytes, _ references: inout XMLReferences) throws(SpreadsheetError) -> Int {
    // What a handler reads by itself is not deep.
    guard skipped == 0, depth + 4 <= depthLimit else { return 0 }
    let (bytes, events) = try handler.read(bytes, &references, after: count)
    count += events
    return bytes
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
  static func scan(_ entry: ZIPEntry, _ handler: some XMLHandler, limits: ReadingLimits)
    throws(SpreadsheetError)
  {
    let events = XMLEvents(handler, depthLimit: limits.depth)
    guard limits.window > 0 else { return try ExpatScanner.scan(entry.again(), events) }
    if try isScanned(entry, events, limits) { return }
    try ExpatScanner.scan(entry.again(), events)
  }

  /// Whether the whole entry is plain; its memory is free again when this returns.
  private static func isScanned(
    _ entry: consuming ZIPEntry, _ events: XMLEvents<some XMLHandler>, _ limits: ReadingLimits
  ) throws(SpreadsheetError) -> Bool {
    var scanner = PlainScanner(entry, events, window: limits.window)
    return try scanner.run()
  }
}
