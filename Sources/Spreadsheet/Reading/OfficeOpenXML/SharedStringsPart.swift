/// Reads the table of shared strings (ECMA-376 part 1, § 18.4): the runs of each joined, its phonetic runs left out. What
/// the table declares about its own length is not looked at.
final class SharedStringsPart: XMLHandler {
  private(set) var strings: [String] = []
  private var buffer: TextBuffer
  private var phonetic = 0
  private var takes = false

  init(limits: ReadingLimits) { buffer = TextBuffer(limit: limits.cellLength) }

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
    case "si": strings.append(try buffer.unescaped())
    case "rPh": phonetic -= 1
    case "t": takes = false
    default: break
    }
  }

  func text(_ bytes: XMLBytes) throws(SpreadsheetError) {
    if takes { try buffer.append(bytes) }
  }
}
