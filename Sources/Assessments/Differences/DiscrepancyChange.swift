public import Checklists

/// A discrepancy that one of two submissions has and the other does not.
public struct DiscrepancyChange: Sendable, Equatable {
  public enum Change: String, Sendable, CaseIterable { case appeared, gone }

  public var change: Change
  /// As it is said of its own submission, case studies numbered as there.
  public var discrepancy: Discrepancy

  /// What only one submission has. Two discrepancies are the same if code, control, scope, delivery model and field are,
  /// and the sheet where both are in one language. Cells may move: those of one cell are matched first, then the rest, one
  /// for one.
  ///
  /// - Parameter scope: where an old scope is in the new submission; nil for a case study that was dropped.
  static func all(
    _ old: [Discrepancy], _ new: [Discrepancy], comparingSheets: Bool, scope: (Scope) -> Scope?
  ) -> [DiscrepancyChange] {
    func key(_ item: Discrepancy, _ scope: Scope?) -> Key {
      Key(
        code: item.code, control: item.control, scope: scope,
        isDropped: scope == nil && item.scope != nil, model: item.deliveryModel,
        field: item.field, sheet: comparingSheets ? item.sheet : nil)
    }
    let before = old.filter(\.code.isCompared).map { (key($0, $0.scope.flatMap(scope)), $0) }
    let after = new.filter(\.code.isCompared).map { (key($0, $0.scope), $0) }
    return excess(of: after, over: before).map {
      DiscrepancyChange(change: .appeared, discrepancy: $0)
    }
      + excess(of: before, over: after).map { DiscrepancyChange(change: .gone, discrepancy: $0) }
  }

  private struct Key: Hashable {
    let code: DiscrepancyCode
    let control: String?
    let scope: Scope?
    let isDropped: Bool
    let model: String?
    let field: String?
    let sheet: String?
  }

  private struct Cell: Hashable {
    let key: Key
    let sheet: String?
    let cell: String?
  }

  /// The members of a list that have no partner in another, in their order.
  private static func excess(of list: [(Key, Discrepancy)], over other: [(Key, Discrepancy)])
    -> [Discrepancy]
  {
    func cell(_ pair: (Key, Discrepancy)) -> Cell {
      Cell(key: pair.0, sheet: pair.1.sheet, cell: pair.1.cell)
    }
    var cells: [Cell: Int] = [:]
    for pair in other { cells[cell(pair), default: 0] += 1 }
    var rest: [Key: Int] = [:]
    for pair in other { rest[pair.0, default: 0] += 1 }
    var unmatched: [(Key, Discrepancy)] = []
    for pair in list {
      if let count = cells[cell(pair)], count > 0 {
        cells[cell(pair)] = count - 1
        rest[pair.0, default: 0] -= 1
      } else {
        unmatched.append(pair)
      }
    }
    return unmatched.compactMap { key, item in
      if let count = rest[key], count > 0 {
        rest[key] = count - 1
        return nil
      }
      return item
    }
  }
}

extension DiscrepancyCode {
  /// Whether it is about how the workbook was rearranged rather than about what was entered.
  public var isAboutStructure: Bool {
    switch self {
    case .rowRemoved, .rowAdded, .rowMoved, .rowHidden, .sheetRenamed, .sheetRemoved, .textAltered,
      .applicabilityAltered, .cellUnexpected, .contentMacros, .contentExternalLinks,
      .contentEmbedded, .contentNote, .contentTextBox, .contentPicture:
      true
    default: false
    }
  }

  /// Whether it may be told as a change: not what the class of an answer, an objection or the templates tell already, and
  /// not what is merely good to know.
  fileprivate var isCompared: Bool {
    switch self {
    case .answerBlank, .answerUnreadable, .answerMissing, .answerDuplicate, .findingConflict,
      .findingContradicts,
      .templateOlder, .templateUnknown, .fileUnreadable:
      false
    default: isAboutStructure || severity != .info
    }
  }
}
