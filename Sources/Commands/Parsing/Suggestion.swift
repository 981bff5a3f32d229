internal import Basics

/// What a person may have meant.
enum Suggestion {
  /// The candidate that is most like a mistyped word; nil where none is much like it.
  static func nearest(to word: String, among candidates: [String]) -> String? {
    let typed = Array(word.folded())
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let meant = Array(candidate.folded())
      // A word that was begun rightly is as good as one wrong letter.
      let distance =
        typed.count > 2 && meant.starts(with: typed) ? 1 : distance(from: typed, to: meant)
      if distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    guard let best, best.distance <= max(1, typed.count / 3) else { return nil }
    return best.candidate
  }

  /// How many letters were left out, added, replaced or swapped with their neighbour.
  private static func distance(from a: [Character], to b: [Character]) -> Int {
    // Names are short: a word far longer than any of them is like none.
    guard abs(a.count - b.count) < 8, a.count < 64 else { return .max }
    var rows = [Array(0...b.count)]
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var least = min(row[j] + 1, rows[i][j + 1] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          least = min(least, rows[i - 1][j - 1] + 1)
        }
        row.append(least)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
