internal import Basics
internal import Checklists

/// What an answer lacks.
enum EvidenceGap: Comparable {
  /// O without evidence, where none is demanded.
  case advisable
  /// O without the evidence that is demanded.
  case demanded
  /// N without the explanation that is demanded.
  case explanation
  /// S.O. without its reason.
  case reason
}

extension EvidenceGap {
  /// What stands missing in the evidence cell.
  ///
  /// - Parameters:
  ///   - answer: what counts, the auditor's finding where there is one.
  ///   - isExplained: whether the auditor's reason stands there, if not the partner's.
  init?(of answer: AnswerValue?, hasEvidence: Bool, isExplained: Bool, _ control: ControlFacts) {
    switch answer {
    case .yes where !hasEvidence: self = control.demandsEvidence ? .demanded : .advisable
    case .no where control.demandsExplanation && !isExplained: self = .explanation
    case .notApplicable where control.isConditional && !isExplained: self = .reason
    default: return nil
    }
  }
}

extension Assessor {
  func findEvidenceGaps() -> [(answer: AssessedAnswer, gap: EvidenceGap)] {
    cells.compactMap { cell in
      var worst: (answer: AssessedAnswer, gap: EvidenceGap)?
      for answer in cell {
        guard let gap = answer.gap, worst.map({ gap > $0.gap }) ?? true else { continue }
        worst = (answer, gap)
      }
      return worst
    }
  }

  /// `evidence.absent`.
  var absentEvidence: [Discrepancy] {
    evidenceGaps.map { answer, gap in
      let evidence = control(of: answer).evidence
      switch gap {
      case .advisable:
        return discrepancy(
          .evidenceAbsent, at: self[answer],
          fr:
            "\(statement(answer, .yes)), sans preuve. Indiquez à côté où la preuve se trouve : document et page, ou lien.",
          en:
            "\(statement(answer, .yes)), without evidence. Say beside it where the evidence is found: document and page, or link."
        )
      case .demanded:
        return discrepancy(
          .evidenceAbsent, severity: .error, at: self[answer],
          fr:
            "\(statement(answer, .yes)), mais il manque ce qui est demandé avec elle\(form(evidence.form)). Indiquez-le dans la case de preuve.",
          en:
            "\(statement(answer, .yes)), but what is asked for with it is missing\(form(evidence.form)). Give it in the evidence cell."
        )
      case .explanation:
        return discrepancy(
          .evidenceAbsent, severity: .error, at: self[answer],
          fr:
            "\(statement(answer, .no)), mais il manque ce qui est demandé avec elle\(form(evidence.whenNo)). Indiquez-le dans la case de preuve.",
          en:
            "\(statement(answer, .no)), but what is asked for with it is missing\(form(evidence.whenNo)). Give it in the evidence cell."
        )
      case .reason:
        return discrepancy(
          .evidenceAbsent, severity: .error, at: self[answer],
          fr:
            "\(statement(answer, .notApplicable)), sans raison, et reste donc ouverte. Expliquez dans la case de preuve pourquoi l’exigence ne vous concerne pas.",
          en:
            "\(statement(answer, .notApplicable)), without a reason, and so remains open. Say in the evidence cell why the requirement does not concern you."
        )
      }
    }
  }

  /// `evidence.filler`: what stands as evidence or as a reason says nothing.
  var fillers: [Discrepancy] {
    evidenceGaps.compactMap { answer, _ in
      guard let text = found[answer.place].evidence, Filler.isFiller(text) else { return nil }
      return discrepancy(
        .evidenceFiller, at: self[answer],
        fr:
          "\(language.quoted(text.trimmed())) ne dit rien et compte comme une case vide. Indiquez où la preuve se trouve (document et page, ou lien), ou la raison.",
        en:
          "\(language.quoted(text.trimmed())) says nothing and counts as an empty cell. Say where the evidence is found (document and page, or link), or give the reason."
      )
    }
  }

  /// What is asked for, in the template's words, between quotation marks.
  private func form(_ text: String?) -> String {
    guard let text, !text.isBlank else { return "" }
    let words = text.visible().trimmed().shortened(to: 120)
    return language(fr: " : « \(words) »", en: ": “\(words)”")
  }

  /// `evidence.repeated`: one text under three controls or more, case, accents and blanks apart.
  var repeatedEvidence: [Discrepancy] {
    var texts = FoldedTexts()
    texts.reserve(cells.count)
    // The first answer with a text, in how many controls the text stands, and the last of them.
    var uses: [(first: AssessedAnswer, controls: Int, last: Int)] = []
    // Each answer with evidence, and which text that is.
    var stated: [(control: Int, text: Int)] = []
    for cell in cells {
      guard let first = cell.first, let text = found[first.place].evidence, !text.isBlank,
        !Filler.isFiller(text)
      else { continue }
      let place = texts.place(of: text)
      if place == uses.count {
        uses.append((first, 1, first.control))
      } else if uses[place].last != first.control {
        // Cells come in the template's order, so the same control in another case study is the last one counted.
        uses[place].controls += 1
        uses[place].last = first.control
      }
      stated.append((first.control, place))
    }
    return uses.indices.filter { uses[$0].controls >= 3 }.map { place in
      let first = uses[place].first
      var controls: [Int] = []
      for (control, text) in stated where text == place && controls.last != control {
        controls.append(control)
      }
      let quoted = language.quoted((self[first].evidence ?? "").trimmed())
      let names = language.list(
        controls.map { template.name(ofControlAt: $0, in: language) }, atMost: 6)
      return discrepancy(
        .evidenceRepeated, at: self[first],
        fr:
          "la même preuve, \(quoted), sert à \(controls.count) exigences : \(names). Si c’est bien le même document, précisez la page ou la section pour chacune.",
        en:
          "the same evidence, \(quoted), serves \(controls.count) requirements: \(names). If it is one document, name the page or section for each of them."
      )
    }
  }

  /// `evidence.undated` and `evidence.tooOld`, once for each date cell.
  var recency: [Discrepancy] {
    cells.compactMap { cell in
      guard let answer = cell.first(where: { $0.outcome == .met || $0.isTooOld }),
        let months = facts[answer.control].recencyMonths
      else { return nil }
      let within = (
        fr: months > 1 ? "les \(months) derniers mois" : "le dernier mois",
        en: months > 1 ? "the last \(months) months" : "the last month"
      )
      guard let date = found[answer.place].date else {
        // What is no date is the reader's `field.invalid`.
        guard found[answer.place].dateRaw == nil else { return nil }
        return discrepancy(
          .evidenceUndated, at: self[answer],
          fr:
            "\(statement(answer, .yes)), sans date. Indiquez quand cela a eu lieu : seuls comptent \(within.fr).",
          en:
            "\(statement(answer, .yes)), without a date. Say when it took place: only \(within.en) count."
        )
      }
      guard let earliest = earliest(months: months), date < earliest else { return nil }
      // A declaration that is not met blocks nothing.
      return discrepancy(
        .evidenceTooOld, severity: answer.isDeclaration ? .warning : nil, at: self[answer],
        fr:
          "la date indiquée, le \(language.day(date)), est trop ancienne, et l’exigence n’est donc pas respectée : seuls comptent \(within.fr), depuis le \(language.day(earliest)). Indiquez une date plus récente, ou répondez \(issued(.no)).",
        en:
          "the date given, \(language.day(date)), is too old, so that the requirement is not met: only \(within.en) count, since \(language.day(earliest)). Give a more recent one, or answer \(issued(.no))."
      )
    }
  }
}

/// Different texts in the order in which they came; case, accents and blanks make none different.
private struct FoldedTexts {
  /// Texts as they were typed, by what their bytes hash to, and their places: what is typed again is not folded again.
  private var typed: [Int: (text: String, place: Int)] = [:]
  /// One folded text behind the other, and where each ends.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  /// Their places by what their bytes hash to; of two that hash alike the later stands one further.
  private var places: [Int: Int] = [:]

  mutating func reserve(_ count: Int) {
    typed.reserveCapacity(count)
    places.reserveCapacity(count)
  }

  /// The place of a text, which is added if it is new.
  mutating func place(of text: String) -> Int {
    var bytes = text
    let hash = bytes.withUTF8 { Self.hash(UnsafeRawBufferPointer($0)) }
    if let known = typed[hash], known.text == text { return known.place }
    let place = foldedPlace(of: text)
    typed[hash] = (text, place)
    return place
  }

  private mutating func foldedPlace(of text: String) -> Int {
    let start = ends.last ?? 0
    text.appendFolded(to: &bytes)
    var hash = bytes.withUnsafeBytes {
      Self.hash(UnsafeRawBufferPointer(rebasing: $0[start...]))
    }
    while let place = places[hash] {
      if bytes[(place == 0 ? 0 : ends[place - 1])..<ends[place]] == bytes[start...] {
        bytes.removeSubrange(start...)
        return place
      }
      hash &+= 1
    }
    places[hash] = ends.count
    ends.append(bytes.count)
    return ends.count - 1
  }

  /// Eight bytes at a time; texts are too few for a crafted clash to cost much.
  private static func hash(_ bytes: UnsafeRawBufferPointer) -> Int {
    var hash = UInt64(bytes.count)
    func add(_ word: UInt64) {
      hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    var place = 0
    while place + 8 <= bytes.count {
      add(bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      place += 8
    }
    for byte in bytes[place...] { add(UInt64(byte)) }
    return Int(truncatingIfNeeded: hash)
  }
}
