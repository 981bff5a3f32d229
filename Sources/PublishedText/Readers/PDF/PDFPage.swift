/// A rectangle of a page in points, y downwards.
struct Box: Equatable {
  var left: Double
  var top: Double
  var right: Double
  var bottom: Double

  var height: Double { bottom - top }
  var width: Double { right - left }
  var middle: Double { (top + bottom) / 2 }
  var center: Double { (left + right) / 2 }

  mutating func include(_ other: Box) {
    left = min(left, other.left)
    top = min(top, other.top)
    right = max(right, other.right)
    bottom = max(bottom, other.bottom)
  }

  func contains(_ x: Double, _ y: Double) -> Bool {
    left <= x && x <= right && top <= y && y <= bottom
  }
}

/// What poppler's programs tell of one page.
struct PDFPage {
  struct Word {
    var box: Box
    var text: String
    /// The run of words in printed order that poppler takes for a line; counted over all pages.
    var run: Int
    /// Of its font, in points; its height where the font is not known.
    var size: Double
    var isBold = false
    /// The printed line of the page, from 1.
    var line = 0
  }

  var width: Double
  var height: Double
  var words: [Word] = []
  /// Drawn lines, each a box of next to no height or width.
  var horizontals: [Box] = []
  var verticals: [Box] = []
  /// Small drawn shapes that may be bullets or boxes to tick.
  var marks: [Box] = []
}
