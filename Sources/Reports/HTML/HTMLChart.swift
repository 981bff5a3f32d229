package import Assessments
package import Checklists

/// Charts as inline SVG (SVG 2), in percent of their box, so that they fit any width.
package enum HTMLChart {
  /// A part of a bar.
  package struct Part {
    let name: String
    let count: Int
    let tone: HTMLTone

    package init(name: String, count: Int, tone: HTMLTone) {
      self.name = name
      self.count = count
      self.tone = tone
    }
  }

  /// The patterns that bars are filled with; once in each page. What is open is hatched, so that it is told from the rest
  /// without colours too.
  static let patterns: HTML = """
    <svg width="0" height="0" aria-hidden="true" class="unseen"><defs>\
    <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
    <rect width="6" height="6" class="hatch-ground"></rect>\
    <line x1="0" y1="0" x2="0" y2="6" stroke-width="3" class="hatch-line"></line></pattern></defs></svg>
    """

  /// A bar in parts, one for each count, with its count on each part that has room for it, and with a title and the
  /// figures for who does not see it.
  package static func bar(_ parts: [Part], title: String, id: Anchor, height: Int = 28) -> HTML {
    let figures = parts.map { "\($0.name) \($0.count)" }.joined(separator: ", ")
    return """
      <svg class="chart" width="100%" height="\(height)" role="img" aria-labelledby="\(id).t \(id).d">\
      <title id="\(id).t">\(title)</title><desc id="\(id).d">\(figures)</desc>\(rectangles(parts))\(counts(parts))</svg>

      """
  }

  /// A bar beside figures that say the same, so that it is not read aloud.
  ///
  /// - Parameter total: what the whole width stands for; nil for all parts together.
  package static func silentBar(_ parts: [Part], of total: Int? = nil, height: Int = 10) -> HTML {
    """
    <svg class="chart" width="100%" height="\(height)" aria-hidden="true">\
    <rect class="rest" width="100%" height="100%"></rect>\(rectangles(parts, of: total))</svg>
    """
  }

  /// What the parts of a bar mean, with their counts.
  package static func key(_ parts: [Part]) -> HTML {
    let items: [HTML] = parts.map { part in
      """
      <li><svg aria-hidden="true"><rect class="\(part.tone.name)" width="100%" height="100%"></rect></svg>\
      \(part.name) <strong>\(part.count)</strong></li>
      """
    }
    return "<ul class=\"key\">\(items.joined())</ul>\n"
  }

  /// The parts of a score; what does not apply is not in it.
  package static func parts(of score: Score, _ language: Language) -> [Part] {
    [
      Part(name: language(fr: "respecté", en: "met"), count: score.met, tone: .yes),
      Part(name: language(fr: "non respecté", en: "not met"), count: score.notMet, tone: .no),
      Part(name: language(fr: "ouvert", en: "open"), count: score.open, tone: .open),
    ]
  }

  /// A percentage with its bar.
  package static func meter(_ score: Score, _ language: Language) -> HTML {
    "<div class=\"meter\"><span>\(score.percentText(in: language))</span>\(silentBar(parts(of: score, language)))</div>"
  }

  private static func rectangles(_ parts: [Part], of whole: Int? = nil) -> HTML {
    let total = whole ?? parts.reduce(0) { $0 + $1.count }
    guard total > 0 else { return "" }
    var before = 0
    return parts.filter { $0.count > 0 }.map { part -> HTML in
      let from = before
      before += part.count
      return
        "<rect class=\"\(part.tone.name)\" x=\"\(percent(from, of: total))\" width=\"\(percent(part.count, of: total))\" height=\"100%\"></rect>"
    }.joined()
  }

  /// The count of each part in its middle.
  private static func counts(_ parts: [Part]) -> HTML {
    let total = parts.reduce(0) { $0 + $1.count }
    var before = 0
    return parts.map { part -> HTML in
      let middle = 2 * before + part.count
      before += part.count
      guard part.count * 20 >= total, part.count > 0 else { return "" }
      return
        "<text class=\"\(part.tone.name)\" x=\"\(percent(middle, of: 2 * total))\" y=\"50%\">\(part.count)</text>"
    }.joined()
  }

  /// `33.33%`.
  private static func percent(_ count: Int, of total: Int) -> String {
    let hundredths = 10_000 * count / total
    let fraction = String(hundredths % 100)
    return "\(hundredths / 100).\(fraction.count < 2 ? "0" : "")\(fraction)%"
  }
}
