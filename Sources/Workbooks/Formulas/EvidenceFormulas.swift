internal import Basics
internal import Checklists
internal import Spreadsheet

/// What evidence, dates and reused case studies are worth, by COUNTIF alone: an error value in a cell, which
/// a comparison would hand on, counts as nothing.
extension SummaryFormulas {
  /// Whether a cell holds what meets a criterion: 1 or 0.
  private func holds(_ place: CellPlace, _ criterion: String) -> Formula {
    .countIf(sheet: place.sheet, range: CellRange(place.cell), criterion: criterion)
  }

  /// Whether no evidence stands in a scope, or only a filler: 1 or 0.
  func lacksEvidence(_ control: Control, in scope: Scope) -> Formula {
    guard let place = place(.evidence(control: control.id, scope: control.cellScope(scope))) else {
      return .number(1)
    }
    // A text that COUNTIF is to look for has at most 255 characters, and no filler is that long.
    let isLong = holds(place, String(repeating: "?", count: HiddenSheet.longestFiller + 1) + "*")
    let isFiller = Formula.countIfComputed(
      sheet: hidden.name, range: hidden.cells(of: .fillers),
      criterion: .joined([.text(HiddenSheet.fillerMark), .cell(place)]))
    return isLong.isPositive.then(
      .number(0),
      else: isText(place).isPositive.then(
        isFiller.isPositive.flag, else: .number(1) - holds(place, ">0")))
  }

  /// Whether a cell holds a text: 1 or 0.
  private func isText(_ place: CellPlace) -> Formula {
    // Any text sorts before a low line or not, whatever the program's order; numbers and error values do
    // neither. A pattern finds no second line in Gnumeric, and in LibreOffice error values, too.
    holds(place, ">=_") + holds(place, "<_")
  }

  /// Whether the date of a control lies before its period: 1 or 0. Without an assessment date it is not
  /// judged.
  func isTooOld(_ control: Control, in scope: Scope) -> Formula? {
    guard let months = control.recencyMonths, let assessed = place(.application(.assessmentDate)),
      let date = place(.date(control: control.id, scope: control.cellScope(scope)))
    else { return nil }
    let start = Formula.addMonths(.cell(assessed), .number(Double(-months)))
    return holds(assessed, ">0").isPositive.then(
      .countIfComputed(
        sheet: date.sheet, range: CellRange(date.cell), criterion: .joined([.text("<"), start])),
      else: .number(0))
  }

  /// How many answers O are too old, and so not met.
  func tooOld(_ controls: [Control], in scopes: [Scope]) -> Formula? {
    var terms: [Formula] = []
    for control in controls {
      for scope in scopes {
        guard let isTooOld = isTooOld(control, in: scope) else { continue }
        let met = answers(of: control, in: scope).map { answer, force in
          let isMet = answer.equals(wording.yes).flag
          return force.map { $0 * isMet } ?? isMet
        }
        if !met.isEmpty { terms.append(isTooOld * .total(met)) }
      }
    }
    return terms.isEmpty ? nil : .total(terms)
  }

  /// The references of controls whose answer O is too old, each after a blank.
  func tooOldReferences(_ controls: [Control], in scope: Scope) -> Formula? {
    let items = controls.compactMap { control in
      tooOld([control], in: [scope]).map {
        $0.isPositive.then(.text(" " + (control.ref ?? control.title)), else: .text(""))
      }
    }
    return items.isEmpty ? nil : .joined(items)
  }

  // MARK: Reused case studies

  /// Whether a case study is reused from another competency: 1 or 0.
  func isReused(_ number: Int) -> Formula {
    guard let place = place(.caseStudy(number, .reusedFrom)) else { return .number(0) }
    let nothing = Formula.total(ReusedCompetency.nothing.map { holds(place, $0) })
    return (isText(place) - nothing).isPositive.flag * isUsedCell(number)
  }

  /// Whether the field of held competencies names a listed one: 1 or 0.
  func isHeld(_ competency: String) -> Formula {
    guard let place = place(.application(.heldCompetencies)) else { return .number(0) }
    return Formula.total(
      ReusedCompetency.patterns(of: competency).map { holds(place, "*" + $0 + "*") }
    ).isPositive.flag
  }

  /// Whether a case study is taken from a competency that is not listed or not held, or is one too many: 1 or
  /// 0.
  func isReusedWrongly(_ number: Int) -> Formula {
    let reused = Formula.cell(hidden.reused(number))
    let rules = template.caseStudies
    guard let place = place(.caseStudy(number, .reusedFrom)) else { return .number(0) }
    var only: [Formula] = []
    var named: [Formula] = []
    var notHeld: [Formula] = []
    for (index, competency) in rules.reuseCompetencies.enumerated() {
      let isHeld = Formula.cell(hidden.held(index))
      let patterns = ReusedCompetency.patterns(of: competency)
      only.append(Formula.total(patterns.map { holds(place, $0) }).isPositive.flag * isHeld)
      let isNamed = Formula.total(patterns.map { holds(place, "*" + $0 + "*") }).isPositive.flag
      named.append(isNamed)
      notHeld.append(isNamed * (.number(1) - isHeld))
    }
    // One of the list alone, or several, each of them held.
    let several =
      Formula.binary(.greater, .total(named), .number(1)).flag
      * Formula.total(notHeld).equals(.number(0)).flag
    let isAllowed = (Formula.total(only) + several).isPositive
    let before = (1...number).map { Formula.cell(hidden.reused($0)) }
    let isTooMany = Formula.binary(
      .greater, .total(before), .number(Double(rules.reuseMax)))
    return reused * isAllowed.then(isTooMany.flag, else: .number(1))
  }
}

/// How COUNTIF finds the name of a competency.
private enum ReusedCompetency {
  /// Its forms: as it is listed, without what stands in brackets, and that alone. Whatever is no letter or
  /// digit of ASCII is any sign, so that accents do not matter.
  static func patterns(of name: String) -> [String] {
    var forms = [name]
    if let open = name.firstIndex(of: "("), let close = name[open...].firstIndex(of: ")") {
      forms.append(String(name[..<open]))
      forms.append(String(name[name.index(after: open)..<close]))
    }
    return forms.map { form in
      String(form.trimmed().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "?" })
    }.filter { pattern in pattern.contains { $0 != "?" } }
  }

  /// What says that a case study is taken from none.
  static let nothing = [
    "aucun", "aucune", "non", "n?ant", "sans objet", "s.o.", "so", "no", "none", "n/a", "na",
    "not applicable", "-", "–", "—", "/", ".", "~?",
  ]
}
