internal import Basics
internal import Checklists

/// The period in which a checklist is in force: “Validity Period: February 2025-August 2025”.
struct ValidityFinder {
  /// The short line that states the period.
  private(set) var heading: Int?
  private(set) var found: (period: Validity, lines: [Int])?

  init(_ document: Document) {
    var period = Validity()
    var lines: [Int] = []
    for index in 0..<document.count where document.isText(index) {
      for block in document.passage(index).blocks {
        for text in Sentence.split(block.text) {
          let sentence = Sentence(text, line: index)
          let dates = Month.all(in: sentence).map(\.date)
          guard let first = dates.first else { continue }
          if sentence.has(stem: Lexicon.validity), dates.count > 1, period.from == nil {
            (period.from, period.to) = (first, dates[1])
            if text.count <= 100 { heading = heading ?? index }
          } else if sentence.has(stem: Lexicon.continuing), period.acceptedUntil == nil {
            period.acceptedUntil = dates.last
          } else if sentence.has(stem: Lexicon.releasing), !sentence.has(stem: Lexicon.coming),
            period.released == nil
          {
            period.released = first
          } else {
            continue
          }
          if !lines.contains(index) { lines.append(index) }
        }
      }
    }
    if !lines.isEmpty { found = (period, lines) }
  }
}
