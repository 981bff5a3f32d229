public import Checklists
public import Spreadsheet

/// The sheets of a workbook, in their order; `audit` and `conflicts` are an audit workbook's, which has no `instructions`
/// and no `summary`.
public enum SheetKind: String, Sendable, CaseIterable {
  case instructions, audit, conflicts, application, prerequisites, caseStudies, technical, summary,
    hidden
}

/// What an answer cell asks about its control.
public enum Aspect: String, Sendable, CaseIterable {
  case met, evidence, date
}

/// What a person fills a cell with.
public enum SlotRole: Hashable, Sendable {
  case application(ApplicationField)
  case caseStudy(Int, CaseStudyField)
  /// The answer to a control under a delivery model (nil for a prerequisite).
  case met(AnswerKey)
  /// The evidence of a control in a scope (nil for a prerequisite), one cell for all delivery models.
  case evidence(control: String, scope: Scope?)
  /// The date of a control with a recency in a scope.
  case date(control: String, scope: Scope?)
  /// What is said of an answer in an audit workbook.
  case audit(AnswerKey, AuditField)
}

/// One cell that a person fills: what it is for, and where it is issued.
public struct Slot: Sendable, Equatable {
  public var role: SlotRole
  public var sheet: SheetKind
  public var cell: CellReference

  /// The workbook-level defined name of the cell.
  public var name: String { role.name }
}

extension SlotRole {
  /// The defined name that follows a cell through every program: `rsp.tech.1.12.case3.saas.met`.
  public var name: String {
    switch self {
    case .application(let field): "rsp.app." + field.rawValue
    case .caseStudy(let number, let field): "rsp.case" + String(number) + "." + field.rawValue
    case .audit: "rsp." + rowKey.asDefinedName + "." + columnKey
    default: "rsp." + controlID.asDefinedName + "." + columnKey
    }
  }

  /// What stands in the hidden key column of the cell's row.
  var rowKey: String {
    switch self {
    case .application(let field): field.rawValue
    case .caseStudy(_, let field): field.rawValue
    case .audit(let key, _): key.stem
    default: controlID
    }
  }

  /// What stands in the hidden key row of the cell's column.
  var columnKey: String {
    switch self {
    case .application: "app"
    case .caseStudy(let number, _): "case" + String(number)
    case .met(let key):
      if key.deliveryModel != nil {
        ([key.scope.description, key.namedModel].compactMap(\.self) + [Aspect.met.rawValue])
          .joined(separator: ".")
      } else {
        Aspect.met.rawValue
      }
    case .evidence(_, let scope): Self.column(scope, .evidence)
    case .date(_, let scope): Self.column(scope, .date)
    case .audit(_, let field): field.rawValue
    }
  }

  /// A prerequisite has one scope, which its columns do not name.
  private static func column(_ scope: Scope?, _ aspect: Aspect) -> String {
    scope.map { $0.description + "." + aspect.rawValue } ?? aspect.rawValue
  }

  /// The control that a cell is about; empty for fields.
  var controlID: String {
    switch self {
    case .application, .caseStudy: ""
    case .met(let key), .audit(let key, _): key.control
    case .evidence(let control, _), .date(let control, _): control
    }
  }

  /// The scope that a cell belongs to.
  public var scope: Scope {
    switch self {
    case .application: .solution
    case .caseStudy(let number, _): .caseStudy(number)
    case .met(let key), .audit(let key, _): key.scope
    case .evidence(_, let scope), .date(_, let scope): scope ?? .solution
    }
  }
}

extension AnswerKey {
  /// The scope that the cells of its evidence and date name: none for a prerequisite.
  var cellScope: Scope? { deliveryModel == nil ? nil : scope }

  /// What the names of an answer have in common: `tech.1.12.case3.saas`, and `prereq.2.1` for a prerequisite.
  var stem: String {
    guard deliveryModel != nil else { return control }
    return [control, scope.description, namedModel].compactMap(\.self).joined(separator: ".")
  }
}

extension Control {
  /// The scope that the cells of its evidence and date name: none for what is asked whatever the delivery
  /// model.
  func cellScope(_ scope: Scope) -> Scope? { applicability == .always ? nil : scope }
}
