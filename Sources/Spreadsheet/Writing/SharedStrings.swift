internal import Basics

/// The texts of a workbook's cells, each once (ECMA-376 part 1, § 18.4.9), as the library writes them.
final class SharedStrings {
  /// How many bytes of texts are kept; a further one stands within its cells.
  private let limit: Int
  /// The part so far, without its beginning and its end.
  private var items = RowText()
  private var numbers: [ExactText: Int] = [:]
  /// How many cells have one of them.
  private(set) var count = 0

  init(limit: Int) { self.limit = limit }

  /// The number of a text that stands in one more cell; nil where there is no room for it.
  func number(of text: String) -> Int? {
    let key = ExactText(text: text)
    if let known = numbers[key] {
      count += 1
      return known
    }
    guard items.bytes.count < limit else { return nil }
    count += 1
    numbers[key] = numbers.count
    items.addItem(text)
    return numbers.count - 1
  }

  /// The part.
  var part: [UInt8] {
    var part = RowText()
    part.addSharedStrings(items.bytes, count: count, unique: numbers.count)
    return part.bytes
  }

  /// A text that is another if a single scalar is: `é` may be one or two.
  private struct ExactText: Hashable {
    let text: String

    static func == (a: ExactText, b: ExactText) -> Bool {
      // Where they are equal as texts they may still be spelt in two ways.
      a.text.isSameName(as: b.text)
        && (a.text.allBytes { $0 < 0x80 } || a.text.utf8.elementsEqual(b.text.utf8))
    }

    func hash(into hasher: inout Hasher) {
      var text = text
      text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
  }
}
