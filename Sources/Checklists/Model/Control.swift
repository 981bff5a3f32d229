/// One requirement of a checklist.
public struct Control: Sendable, Equatable {
  /// Unique in the template: `tech.1.12`, `doc.architecture`.
  public var id: String
  public var part: PartID
  /// That of its part.
  public var kind: PartKind
  /// The section's reference; nil for documents.
  public var section: String?
  /// As printed; nil for documents. Not unique.
  public var ref: String?
  public var title: String
  /// Paragraphs (blank line) and list items (`- ` at line start).
  public var text: String
  public var answer: AnswerKind
  /// The applications that the control is about; nil where it is about all of them. With a condition, S.O. is a valid answer.
  public var condition: String?
  /// Within how many months before the assessment date something must have happened; nil where nothing is asked.
  public var recencyMonths: Int?
  public var evidence: EvidenceDemand
  /// Whether a yes says that the whole checklist is filled in.
  public var attestsCompletion: Bool
  public var applicability: Applicability
  /// Printed applicability where it says more than yes or no, by delivery model.
  public var appliesAsPrinted: [String: String]

  public init(
    id: String, part: PartID, kind: PartKind, section: String? = nil, ref: String? = nil,
    title: String,
    text: String, answer: AnswerKind = .met, condition: String? = nil, recencyMonths: Int? = nil,
    evidence: EvidenceDemand = EvidenceDemand(), attestsCompletion: Bool = false,
    applicability: Applicability, appliesAsPrinted: [String: String] = [:]
  ) {
    self.id = id
    self.part = part
    self.kind = kind
    self.section = section
    self.ref = ref
    self.title = title
    self.text = text
    self.answer = answer
    self.condition = condition
    self.recencyMonths = recencyMonths
    self.evidence = evidence
    self.attestsCompletion = attestsCompletion
    self.applicability = applicability
    self.appliesAsPrinted = appliesAsPrinted
  }

  /// Whether S.O. is a valid answer.
  public var isConditional: Bool { condition != nil }

  /// Whether the control is asked under a delivery model in a kind of scope.
  public func applies(to model: String, in kind: ScopeKind) -> Bool {
    applicability.scopes(for: model).contains(kind)
  }
}

extension String {
  /// An id as a part of a defined name: what such a name cannot hold is written `_`.
  public var asDefinedName: String {
    guard !utf8.allSatisfy({ TemplateDecoder.isIdentifierByte($0) && $0 != 0x2D || $0 == 0x2E })
    else {
      return self
    }
    return String(
      map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") ? $0 : "_" })
  }
}

/// What an answer to a control means.
public enum AnswerKind: String, Sendable {
  /// Yes: met. No: not met.
  case met
  /// A statement; no blocks nothing and nothing is scored.
  case declaration
}

/// Which evidence an answer needs.
public struct EvidenceDemand: Sendable, Equatable {
  /// Whether a yes without evidence is an error.
  public var required: Bool
  /// What is asked for, in the template's words.
  public var form: String?
  /// What a no has to be accompanied by; nil where nothing.
  public var whenNo: String?

  public init(required: Bool = false, form: String? = nil, whenNo: String? = nil) {
    self.required = required
    self.form = form
    self.whenNo = whenNo
  }
}

/// Once for the solution, or for each case study.
public enum ScopeKind: String, Sendable, CaseIterable {
  case solution
  case caseStudy = "case"
}

/// Where a control is asked: for the partner whatever its delivery models, or per delivery model.
public enum Applicability: Sendable, Equatable {
  /// Asked once, independent of delivery models (`{"*": ["solution"]}`).
  case always
  /// The kinds of scope by delivery model id.
  case byModel([String: Set<ScopeKind>])

  /// The kinds of scope under a model; nothing for a control that is independent of models.
  public func scopes(for model: String) -> Set<ScopeKind> {
    switch self {
    case .always: []
    case .byModel(let scopes): scopes[model] ?? []
    }
  }
}

/// Where an answer belongs: `solution` or `case1` … `caseN`.
public enum Scope: Hashable, Sendable, Comparable, CustomStringConvertible {
  case solution
  /// A case study by its number, from 1.
  case caseStudy(Int)

  public var kind: ScopeKind {
    switch self {
    case .solution: .solution
    case .caseStudy: .caseStudy
    }
  }

  /// `solution`, `case3`.
  public var description: String {
    switch self {
    case .solution: "solution"
    case .caseStudy(let number): "case" + String(number)
    }
  }

  /// Reads `solution` or `case3`; nil for anything else.
  public init?(_ text: some StringProtocol) {
    if text == "solution" {
      self = .solution
    } else if text.hasPrefix("case"), let number = Int(text.dropFirst(4)), number > 0 {
      self = .caseStudy(number)
    } else {
      return nil
    }
  }
}
