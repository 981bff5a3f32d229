/// What may stand in a field.
public enum FieldKind: Sendable, Equatable {
  case text
  /// An internet address, or a place where the document is found.
  case link
  case wholeNumber
  case date
  case yesNo
  /// One category of the template.
  case category
  /// One or several delivery models of the template.
  case deliveryModels
}

/// A field of the application, by the name that scripts and defined names use.
public enum ApplicationField: String, Sendable, CaseIterable {
  case partner, solution, contact, email, category, deliveryModel, customers, heldCompetencies
  case assessmentDate

  public var kind: FieldKind {
    switch self {
    case .partner, .solution, .contact, .email, .heldCompetencies: .text
    case .category: .category
    case .deliveryModel: .deliveryModels
    case .customers: .wholeNumber
    case .assessmentDate: .date
    }
  }
}

/// A field of a case study, by the name that scripts and defined names use.
public enum CaseStudyField: String, Sendable, CaseIterable {
  case customer, website, category, challenge, deployment, thirdParty, productionDate, inProduction
  case results, deliveryModel, diagram
  case isPublic = "public"
  case publicUrl, reusedFrom

  public var kind: FieldKind {
    switch self {
    case .customer, .challenge, .deployment, .thirdParty, .results, .diagram, .reusedFrom: .text
    case .website, .publicUrl: .link
    case .category: .category
    case .productionDate: .date
    case .inProduction, .isPublic: .yesNo
    case .deliveryModel: .deliveryModels
    }
  }
}
