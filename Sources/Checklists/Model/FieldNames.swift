extension ApplicationField {
  /// The field's name inside a sentence: `nom du partenaire`.
  public func name(in language: Language) -> String {
    switch self {
    case .partner: language(fr: "nom du partenaire", en: "partner’s name")
    case .solution: language(fr: "nom de la solution", en: "solution’s name")
    case .contact: language(fr: "personne à contacter", en: "contact")
    case .email: language(fr: "adresse électronique", en: "e-mail address")
    case .category: language(fr: "catégorie", en: "category")
    case .deliveryModel: language(fr: "modèle de livraison", en: "delivery model")
    case .customers: language(fr: "nombre de clients", en: "number of customers")
    case .heldCompetencies: language(fr: "compétences détenues", en: "competencies held")
    case .assessmentDate: language(fr: "date de l’évaluation", en: "assessment date")
    }
  }
}

extension CaseStudyField {
  /// The field's name inside a sentence: `date de mise en production`.
  public func name(in language: Language) -> String {
    switch self {
    case .customer: language(fr: "nom du client", en: "customer’s name")
    case .website: language(fr: "site web du client", en: "customer’s website")
    case .category: language(fr: "catégorie", en: "category")
    case .challenge: language(fr: "défi du client", en: "customer’s challenge")
    case .deployment: language(fr: "déploiement de la solution", en: "deployment of the solution")
    case .thirdParty: language(fr: "applications tierces", en: "third-party applications")
    case .productionDate: language(fr: "date de mise en production", en: "production date")
    case .inProduction: language(fr: "en production", en: "in production")
    case .results: language(fr: "résultats", en: "results")
    case .deliveryModel: language(fr: "modèle de livraison", en: "delivery model")
    case .diagram: language(fr: "schéma d’architecture", en: "architecture diagram")
    case .isPublic: language(fr: "étude de cas publique", en: "public case study")
    case .publicUrl: language(fr: "lien public", en: "public link")
    case .reusedFrom:
      language(fr: "reprise d’une autre compétence", en: "reused from another competency")
    }
  }
}
