internal import Basics
internal import Checklists
internal import Spreadsheet

/// What stands beside the cells: notes, threads, text boxes, headers and footers, pictures, and addresses
/// behind texts. All of it is kept, and none of it counts as an answer.
extension SubmissionReader {
  /// Finds the cell that each belongs to.
  mutating func gatherAnnotations() {
    let sheets = workbook.sheets.indices.filter {
      let annotations = workbook.sheets[$0].annotations
      return
        !(annotations.notes.isEmpty && annotations.pictures.isEmpty && annotations.links.isEmpty)
    }
    guard !sheets.isEmpty else { return }
    let cells = FilledCells(layout, finder)
    for sheet in sheets {
      let name = workbook.sheets[sheet].name
      let annotations = workbook.sheets[sheet].annotations
      for note in annotations.notes {
        let cell = note.range.map { cells.cell(under: $0, on: sheet) }
        let kind: Note.Kind =
          switch note.kind {
          case .note: .note
          case .thread: .thread
          case .textBox: .textBox
          }
        beside.add(
          Note(
            kind: kind, text: note.text, author: note.author, sheet: name, cell: cell?.description),
          at: CellAnnotations.Place(sheet: sheet, cell: cell))
      }
      for picture in annotations.pictures {
        let cell = picture.range.map { cells.cell(under: $0, on: sheet, evidenceFirst: true) }
        beside.add(
          Attachment(
            name: picture.name, part: picture.part, bytes: picture.bytes, sha256: picture.sha256,
            sheet: name, cell: cell?.description),
          at: CellAnnotations.Place(sheet: sheet, cell: cell))
      }
      for link in annotations.links { gather(link, sheet, cells) }
    }
  }

  /// A link says more than its text where its address is not in it. The links that were issued are passed
  /// over.
  private mutating func gather(_ link: CellLink, _ sheet: Int, _ cells: FilledCells) {
    let filled = cells.cells(in: link.range, on: sheet)
    for cell in filled.isEmpty ? [link.range.first] : filled {
      let typed = TypedCell(workbook.sheets[sheet][cell])
      if filled.isEmpty, texts.isIssued(link: link.address) { continue }
      // A mail program's scheme is none of the address that is shown.
      let shown =
        link.address.hasPrefix("mailto:") ? String(link.address.dropFirst(7)) : link.address
      if let text = typed?.text, text.contains(shown) || text + "/" == shown { continue }
      beside.add(
        Link(
          address: link.address, sheet: workbook.sheets[sheet].name, cell: cell.description),
        at: CellAnnotations.Place(sheet: sheet, cell: cell))
    }
  }

  /// Reports all of it, one finding for each cell and kind, and hands over what belongs to no answer or
  /// field.
  mutating func reportAnnotations() {
    if !beside.isEmpty {
      let cells = FilledCells(layout, finder)
      for place in beside.places {
        let all = beside[place]
        let role = cells.role(at: place)
        report(all.notes.filter { $0.kind != .textBox }, .contentNote, at: place, role)
        report(all.notes.filter { $0.kind == .textBox }, .contentTextBox, at: place, role)
        for picture in all.attachments {
          report(
            .contentPicture, messages.picture(picture, isEvidence: role?.isEvidence ?? false),
            at: place,
            role)
        }
        if !isTaken(role, at: place) {
          submission.annotations.notes += all.notes
          submission.annotations.links += all.links
          submission.annotations.attachments += all.attachments
        }
      }
    }
    reportPageTexts()
    reportMerged()
    for sheet in workbook.sheets {
      if sheet.annotations.isCut {
        report(.contentNote, messages.notesCut(SheetAnnotations.limit), sheet: sheet.name)
      }
      if let part = sheet.annotations.unreadable.first {
        report(.contentNote, messages.notesUnreadable(part), sheet: sheet.name)
      }
    }
  }

  /// Whether an answer or field has what stands on a cell: one that is not expected has not.
  private func isTaken(_ role: SlotRole?, at place: CellAnnotations.Place) -> Bool {
    guard let role, let cell = place.cell?.description else { return false }
    let sheet = workbook.sheets[place.sheet].name
    func has(_ annotations: Annotations) -> Bool {
      annotations.notes.contains { $0.sheet == sheet && $0.cell == cell }
        || annotations.links.contains { $0.sheet == sheet && $0.cell == cell }
        || annotations.attachments.contains { $0.sheet == sheet && $0.cell == cell }
    }
    switch role {
    case .application(let field): return has(submission.application[field].annotations)
    case .caseStudy(let number, let field):
      return submission.caseStudies.first { $0.number == number }
        .map { has($0[field].annotations) } ?? false
    default:
      return submission.answers.contains {
        $0.key.control == role.controlID && has($0.annotations)
      }
    }
  }

  private mutating func report(
    _ notes: [Note], _ code: DiscrepancyCode, at place: CellAnnotations.Place, _ role: SlotRole?
  ) {
    guard !notes.isEmpty else { return }
    report(
      code, messages.notes(notes, isOnCell: role != nil), at: place, role,
      texts: notes.map { FoundText(sheet: $0.sheet, cell: $0.cell ?? "", text: $0.text) })
  }

  private mutating func report(
    _ code: DiscrepancyCode, _ text: String, at place: CellAnnotations.Place, _ role: SlotRole?,
    texts: [FoundText] = []
  ) {
    let (sheet, cell) = (workbook.sheets[place.sheet].name, place.cell?.description)
    let language = messages.language
    switch role {
    case .application(let field):
      report(
        code, text, field: field.rawValue, label: field.label(in: language), sheet: sheet,
        cell: cell, texts: texts)
    case .caseStudy(let number, let field):
      report(
        code, text, scope: .caseStudy(number), field: field.rawValue,
        label: field.label(in: language), sheet: sheet, cell: cell, texts: texts)
    case .met(let key), .audit(let key, _):
      report(
        code, text, control: key.control, scope: key.scope, model: key.deliveryModel, sheet: sheet,
        cell: cell, texts: texts)
    case .evidence, .date:
      report(
        code, text, control: role?.controlID, scope: role?.scope, sheet: sheet, cell: cell,
        texts: texts)
    case nil:
      // A note on the text of a control is about that control.
      let row = place.cell.flatMap { finder.grids[place.sheet]?.rows[$0.row]?.id }
      report(
        code, text, control: row.flatMap { template.control($0)?.id }, sheet: sheet, cell: cell,
        texts: texts)
    }
  }

  // MARK: Headers and footers

  private mutating func reportPageTexts() {
    var seen: Set<String> = []
    for sheet in workbook.sheets {
      for stored in sheet.annotations.pageTexts where seen.insert(stored).inserted {
        let said = PageText.plain(stored)
        guard !texts.isIssued(pageText: said, on: sheet.name, submission.application.partner) else {
          continue
        }
        submission.annotations.notes.append(
          Note(kind: .pageText, text: said, author: nil, sheet: sheet.name, cell: nil))
        report(
          .contentNote, messages.pageText(said), sheet: sheet.name,
          texts: [FoundText(sheet: sheet.name, cell: "", text: said)])
      }
    }
  }

  // MARK: Merged cells

  /// Cells of several answers that were made one: only the first can say anything.
  private mutating func reportMerged() {
    for (index, sheet) in workbook.sheets.enumerated() {
      let merged = sheet.merged.filter { !texts.merged.contains($0) }
      guard !merged.isEmpty else { continue }
      let cells = FilledCells(layout, finder)
      for range in merged {
        let filled = cells.cells(in: range, on: index)
        guard filled.count > 1 || filled.first.map({ $0 != range.first }) ?? false else { continue }
        report(
          .textAltered, messages.merged(range.description), sheet: sheet.name,
          cell: range.first.description)
      }
    }
  }
}

extension SlotRole {
  var isEvidence: Bool { if case .evidence = self { true } else { false } }

  /// Whether a date is asked for.
  var isDate: Bool {
    switch self {
    case .application(let field): field.kind == .date
    case .caseStudy(_, let field): field.kind == .date
    case .date: true
    default: false
    }
  }
}

/// The text of a header or footer (ECMA-376 part 1, § 18.3.1.46).
enum PageText {
  /// Without the codes for place, look and fields; what stands on different sides is parted by blanks.
  static func plain(_ stored: String) -> String {
    var text = ""
    var rest = stored[...]
    while let character = rest.popFirst() {
      guard character == "&", let code = rest.popFirst() else {
        text.append(character)
        continue
      }
      switch code {
      case "&": text.append("&")
      case "L", "C", "R": text.append("\n")
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "K": rest = rest.dropFirst(6)
      case "0"..."9": rest = rest.drop(while: \.isNumber)
      default: break
      }
    }
    return text.split(separator: "\n").map { $0.trimmed() }.filter { !$0.isEmpty }
      .joined(separator: "\n")
  }

  /// The words of a text, folded; figures are none.
  static func words(_ text: String) -> Set<String> {
    Set(text.folded().split { !$0.isLetter }.map(String.init))
  }
}
