internal import Checklists
internal import Spreadsheet

/// What is missing, and where: figures, and lists of references that grow and shrink as cells are filled.
extension SummaryFormulas {
  /// The references of controls whose status is a given one, each after a blank; empty where none is.
  ///
  /// - Parameter other: a second status that counts too.
  func references(
    _ controls: [Control], in block: WorkbookLayout.AnswerBlock, of sheet: SheetKind,
    status: Wording.Status, or other: Wording.Status? = nil
  ) -> Formula? {
    let rows = Dictionary(
      layout.rows(of: sheet).compactMap { row, content in
        if case .control(let control) = content { (control.id, row) } else { nil }
      }, uniquingKeysWith: { first, _ in first })
    let items = controls.compactMap { control -> Formula? in
      guard let row = rows[control.id],
        block.columns.contains(where: { layout.role(of: control, in: $0) != nil })
      else { return nil }
      let place = Formula.cell(
        CellPlace(
          sheet: layout.name(of: sheet), cell: CellReference(row: row, column: block.status)))
      let name = Formula.text(" " + (control.ref ?? control.title))
      let rest = other.map {
        place.equals(wording.status($0)).then(name, else: .text(""))
      }
      return place.equals(wording.status(status)).then(name, else: rest ?? .text(""))
    }
    return items.isEmpty ? nil : .joined(items)
  }

  /// A lead and what follows it, as a sentence, where anything does.
  func led(_ lead: String, _ items: Formula?) -> Formula {
    guard let items else { return .text("") }
    return items.isEmpty.then(.text(""), else: .joined([.text(lead), items, .text(". ")]))
  }

  /// `Étude de cas 1 : 12. ` where the number is not 0.
  func part(_ name: String, _ number: Formula) -> Formula {
    number.isPositive.then(
      .joined([.text(name + wording.language.colon), number, .text(". ")]),
      else: .text(""))
  }

  /// `12 champs vides. ` where the number is not 0.
  func sentence(_ number: Formula, _ words: Wording.Counted) -> Formula {
    number.isPositive.then(
      .joined([counted(number, words), .text(". ")]), else: .text(""))
  }

  /// How many required fields there are: those of the application and of each case study that is used.
  var requiredFields: Formula {
    let own = Formula.number(Double(template.requiredFields.application.count))
    let studies = layout.caseNumbers.map { number -> Formula in
      let always = template.requiredFields.caseStudy.filter { $0 != .publicUrl }.count
      var count = Formula.number(Double(always))
      if template.requiredFields.caseStudy.contains(.publicUrl) {
        count = count + field(number, .isPublic).equals(wording.yes).flag
      }
      return number > template.caseStudies.required ? isUsedCell(number) * count : count
    }
    return .total([own] + studies)
  }

  /// `3 réponses`, `1 réponse`.
  func counted(_ number: Formula, _ words: Wording.Counted) -> Formula {
    .joined([
      number,
      Formula.binary(.greater, number, .number(1)).then(.text(words.many), else: .text(words.one)),
    ])
  }

  /// `12 réponses, 3 champs et 1 preuve`: what is not 0, as a sentence names it.
  func enumeration(_ items: [(number: Formula, words: Wording.Counted)]) -> Formula {
    var pieces: [Formula] = []
    for (index, item) in items.enumerated() {
      let later = items[(index + 1)...].map { $0.number.isPositive.flag }
      let own = counted(item.number, item.words)
      let end: Formula
      if later.isEmpty {
        end = own
      } else {
        // Two or more follow: a comma; one: “and”; none: nothing.
        let following = Formula.total(later)
        end = .joined([
          own,
          following.equals(.number(0)).then(
            .text(""),
            else: following.equals(.number(1)).then(.text(wording.and), else: .text(", "))),
        ])
      }
      pieces.append(item.number.isPositive.then(end, else: .text("")))
    }
    return .joined(pieces)
  }
}
