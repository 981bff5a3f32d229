/// Reads the table of shared strings (ECMA-376 part 1, § 18.4): the runs of each joined, its phonetic runs left out. What
/// the table declares about its own length is not looked at.
final class SharedStringsPart: XMLHandler {
  private var pool = TextPool()
  private var places: [Int] = []
  private var buffer: TextBuffer
  private var phonetic = 0
  private var takes = false
  private var isInItem = false
  private var runs = StruckRuns()
  /// Texts that are struck out, in whole or in part, by their index.
  private var struck: [Int: String] = [:]

  private let limit: Int

  init(limits: ReadingLimits) {
    limit = limits.cellLength
    buffer = TextBuffer(limit: limit)
  }

  /// The strings, by their index.
  func table() -> TextPool.Table { TextPool.Table(pool, places, struck) }

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    switch name {
    case "si":
      buffer.clear()
      runs.clear()
      isInItem = true
    case "r": runs.isStruck = false
    case "strike": runs.isStruck = attributes.isOn
    case "rPh": phonetic += 1
    case "t":
      takes = phonetic == 0
      runs.startText(at: buffer.bytes.count)
    default: break
    }
  }

  func end(_ name: XMLName) throws(SpreadsheetError) {
    switch name {
    case "si":
      if !runs.isEmpty { struck[places.count] = runs.marked(buffer.bytes) }
      let text = try CellText.unescaped(buffer.bytes, &buffer, limit)
      places.append(pool.add(text))
      isInItem = false
    case "rPh": phonetic -= 1
    case "t":
      if takes { runs.endText(at: buffer.bytes.count) }
      takes = false
    default: break
    }
  }

  func text(_ bytes: XMLBytes) throws(SpreadsheetError) {
    if takes { try buffer.append(bytes) }
  }

  /// Reads whole items of one text, `<si><t>…</t></si>`.
  func read(_ bytes: XMLBytes, _ references: inout XMLReferences, after _: Int)
    throws(SpreadsheetError) -> (bytes: Int, events: Int)
  {
    guard !isInItem, phonetic == 0 else { return (0, 0) }
    var position = 0
    var events = 0
    while let start = Self.start(bytes, position) {
      var end = start
      references.clear()
      let run = XMLText.skipText(bytes, &end, isLast: false)
      guard run != .open, XMLBytes(rebasing: bytes[end...]).starts("</t></si>") else { break }
      var text = XMLBytes(rebasing: bytes[start..<end])
      if run != .plain {
        guard let replaced = references.replaced(text, isValue: false) else { break }
        text = replaced
      }
      // Within the limit that a buffer would have kept.
      guard text.count / 7 <= limit else { break }
      places.append(pool.add(try CellText.unescaped(text, &buffer, limit)))
      position = end + 9
      events += 4
    }
    return (position, events)
  }

  /// Where the text of an item begins.
  @inline(__always)
  private static func start(_ bytes: XMLBytes, _ position: Int) -> Int? {
    let rest = XMLBytes(rebasing: bytes[position...])
    if rest.starts("<si><t>") { return position + 7 }
    return rest.starts("<si><t xml:space=\"preserve\">") ? position + 28 : nil
  }
}
