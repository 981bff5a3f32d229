internal import Basics
internal import Checklists

extension StringProtocol {
  /// The runs of letters and digits, folded.
  var words: [String] {
    var text = folded()
    // Of ASCII each byte is a character, and folded letters are small.
    let words = text.withUTF8 { bytes -> [String]? in
      var words: [String] = []
      var start = 0
      var place = 0
      while place < bytes.count {
        let byte = bytes[place]
        var length = 1
        if byte >= 0x80 {
          length = bytes.lengthOfSign(at: place)
          if length == 0 { return nil }
        } else if byte &- 0x61 <= 0x7A - 0x61 || byte &- 0x30 <= 0x39 - 0x30 {
          place += 1
          continue
        }
        if place > start { words.append(bytes.word(start, place)) }
        place += length
        start = place
      }
      if bytes.count > start { words.append(bytes.word(start, bytes.count)) }
      return words
    }
    return words ?? text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// How many bytes one of the signs takes that stand in French and English texts beside ASCII, `§` or `…`, none of which is a
  /// letter, a number or part of one; 0 for anything else.
  fileprivate func lengthOfSign(at place: Int) -> Int {
    switch self[place] {
    // ¡ to ¿ but for ª, ², ³, µ, ¹, º, ¼, ½, ¾; valid UTF-8 has a second byte.
    case 0xC2:
      [0xAA, 0xB2, 0xB3, 0xB5, 0xB9, 0xBA, 0xBC, 0xBD, 0xBE].contains(self[place + 1])
        || self[place + 1] <= 0xA0 ? 0 : 2
    // ‐ to ‧.
    case 0xE2 where self[place + 1] == 0x80 && (0x90...0xA7).contains(self[place + 2]): 3
    default: 0
    }
  }

  fileprivate func word(_ start: Int, _ end: Int) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: self[start..<end]), as: UTF8.self)
  }
}

/// The ways in which a competency's name may be written: in full, or as the abbreviation between brackets; either way
/// with or without words of the checklist's own title, which every competency of a programme has in its name.
private struct CompetencyNames: Sendable {
  private let titleWords: Set<String>
  /// The competencies that the checklist lists, and the forms of each.
  let list: [String]
  private var listed: [[[String]]] = []

  private static let made = Remembered<[String], CompetencyNames>()

  /// The names of a template, made at the first call.
  static func of(_ template: Template) -> CompetencyNames {
    made.value(for: [template.title] + template.caseStudies.reuseCompetencies) {
      CompetencyNames(template)
    }
  }

  private init(_ template: Template) {
    titleWords = Set(template.title.words)
    list = template.caseStudies.reuseCompetencies
    listed = list.map { forms(of: $0) }
  }

  /// `Expérience client numérique (DCX)` → `[experience, client, numerique]`, `[dcx]`.
  func forms(of text: String) -> [[String]] {
    var outside = ""
    var forms: [[String]] = []
    let pieces = text.utf8.split(separator: UInt8(ascii: "("), omittingEmptySubsequences: false)
    for (index, piece) in pieces.enumerated() {
      guard index > 0, let end = piece.firstIndex(of: UInt8(ascii: ")")) else {
        outside += Substring(piece)
        continue
      }
      forms.append(significant(Substring(piece[..<end]).words))
      outside += " "
      outside += Substring(piece[end...].dropFirst())
    }
    forms.insert(significant(outside.words), at: 0)
    return forms.filter { !$0.isEmpty }
  }

  /// Without the words of the title, unless nothing would remain.
  func significant(_ words: [String]) -> [String] {
    let rest = words.filter { !titleWords.contains($0) }
    return rest.isEmpty ? words : rest
  }

  typealias Match = (name: String, forms: [[String]])

  /// The listed competency that a text names, with its forms; nil if it names none.
  func match(_ text: String) -> Match? {
    let typed = forms(of: text)
    return list.indices.first { listed[$0].contains(where: typed.contains) }
      .map { (list[$0], listed[$0]) }
  }
}

extension Assessor {
  /// `case.reuse`: from a competency that is not on the list, or not held, or one too many.
  func findReuse() -> [Discrepancy] {
    let studies = studies.filter { !Self.saysNothing($0[.reusedFrom].text ?? "") }
    guard !studies.isEmpty else { return [] }
    let names = CompetencyNames.of(template)
    lazy var listed = language.list(names.list.map { language.quoted($0) })
    let held = names.significant((submission.application[.heldCompetencies].text ?? "").words)
    var reused = 0
    var found: [Discrepancy] = []
    for study in studies {
      let typed = (study[.reusedFrom].text ?? "").trimmed()
      reused += 1
      for (name, match) in sources(in: typed, names: names) {
        guard let (competency, forms) = match else {
          found.append(unlisted(name, listed, study: study))
          continue
        }
        guard !forms.contains(where: { held.containsRun($0) }) else { continue }
        let field = ApplicationField.heldCompetencies.label(in: language)
        found.append(
          discrepancy(
            .caseReuse, at: .reusedFrom, of: study,
            fr:
              "la compétence \(language.quoted(competency)) ne figure pas dans le champ \(language.quoted(field)) de la candidature. Inscrivez-la si vous la détenez, ou présentez une autre étude de cas.",
            en:
              "the competency \(language.quoted(competency)) is not in the application’s field \(language.quoted(field)). Enter it if you hold it, or present another case study."
          ))
      }
      if reused > template.caseStudies.reuseMax {
        let limit = template.caseStudies.reuseMax
        found.append(
          discrepancy(
            .caseReuse, at: .reusedFrom, of: study,
            fr:
              "trop d’études de cas sont reprises d’autres compétences : le maximum est de \(limit). Présentez une étude de cas nouvelle.",
            en:
              "too many case studies are reused from other competencies: at most \(limit) may be. Present a new one."
          ))
      }
    }
    return found
  }

  /// The competencies that a field names, and the listed one that each is: one, or several with commas, semicolons, slashes
  /// or line breaks between.
  private func sources(in typed: String, names: CompetencyNames)
    -> [(name: String, match: CompetencyNames.Match?)]
  {
    if let match = names.match(typed) { return [(typed, match)] }
    func separates(_ sign: Unicode.Scalar) -> Bool {
      switch sign {
      case ",", ";", "/", "\n"..."\r", "\u{85}", "\u{2028}", "\u{2029}": true
      default: false
      }
    }
    guard typed.unicodeScalars.contains(where: separates) else { return [(typed, nil)] }
    let parts = typed.unicodeScalars.split(whereSeparator: separates)
      .map { String($0).trimmed() }.filter { !$0.isEmpty }
    return parts.isEmpty ? [(typed, nil)] : parts.map { ($0, names.match($0)) }
  }

  /// Whether a text only says that there is nothing to say: « aucune », « non », a dash.
  private static func saysNothing(_ text: String) -> Bool {
    let words = text.words
    return words.isEmpty || nothing.contains(words)
  }

  private static let nothing = [
    ["non"], ["aucun"], ["aucune"], ["neant"], ["sans", "objet"], ["s", "o"], ["so"], ["no"],
    ["none"], ["n", "a"], ["na"], ["not", "applicable"],
  ]

  /// - Parameter listed: the competencies of the checklist in words; empty where there are none.
  private func unlisted(_ name: String, _ listed: String, study: CaseStudy) -> Discrepancy {
    listed.isEmpty
      ? discrepancy(
        .caseReuse, at: .reusedFrom, of: study,
        fr:
          "cette liste n’admet aucune étude de cas reprise d’une autre compétence (\(language.quoted(name))). Présentez une étude de cas nouvelle.",
        en:
          "this checklist allows no case study from another competency (\(language.quoted(name))). Present a new one."
      )
      : discrepancy(
        .caseReuse, at: .reusedFrom, of: study,
        fr:
          "\(language.quoted(name)) n’est pas une compétence dont une étude de cas peut être reprise. Nommez une de celles-ci, ou présentez une autre étude de cas : \(listed).",
        en:
          "\(language.quoted(name)) is no competency that a case study may be reused from. Name one of these, or present another case study: \(listed)."
      )
  }
}

extension [String] {
  /// Whether some words stand here side by side.
  fileprivate func containsRun(_ words: [String]) -> Bool {
    guard !words.isEmpty, words.count <= count else { return false }
    return (0...(count - words.count)).contains {
      self[$0..<($0 + words.count)].elementsEqual(words)
    }
  }
}
