/// Reads the table of shared strings (ECMA-376 part 1, § 18.4): the runs of each joined, its phonetic runs left out. What
/// the table declares about its own length is not looked at.
final class SharedStringsPart: XMLHandler {
  private var pool = TextPool()
  private var places: [Int] = []
  private var buffer: TextBuffer
  private var phonetic = 0
  private var takes = false

  private let limit: Int

  init(limits: ReadingLimits) {
    limit = limits.cellLength
    buffer = TextBuffer(limit: limit)
  }

  /// The strings, by their index.
  func table() -> TextPool.Table { TextPool.Table(pool, places) }

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    switch name {
    case "si": buffer.clear()
    case "rPh": phonetic += 1
    case "t": takes = phonetic == 0
    default: break
    }
  }

  func end(_ name: XMLName) throws(SpreadsheetError) {
    switch name {
    case "si":
      let text = try CellText.unescaped(buffer.bytes, &buffer, limit)
      places.append(pool.add(text))
    case "rPh": phonetic -= 1
    case "t": takes = false
    default: break
    }
  }

  func text(_ bytes: XMLBytes) throws(SpreadsheetError) {
    if takes { try buffer.append(bytes) }
  }
}
