extension ApplicationField {
  /// The field's name as the workbook shows it, without the mark of a required one.
  public func label(in language: Language) -> String {
    switch self {
    case .partner: language(fr: "Partenaire", en: "Partner")
    case .solution: language(fr: "Solution", en: "Solution")
    case .contact: language(fr: "Personne à contacter", en: "Contact person")
    case .email: language(fr: "Adresse e-mail", en: "E-mail address")
    case .category: language(fr: "Catégorie de la solution", en: "Category of the solution")
    case .deliveryModel: language(fr: "Modèle de livraison", en: "Delivery model")
    case .customers: language(fr: "Nombre total de clients", en: "Total number of customers")
    case .heldCompetencies:
      language(fr: "Compétences déjà détenues", en: "Competencies already held")
    case .assessmentDate:
      language(fr: "Date de l’auto-évaluation", en: "Date of the self-assessment")
    }
  }
}

extension CaseStudyField {
  /// The field's name as the workbook shows it, without the mark of a required one.
  public func label(in language: Language) -> String {
    switch self {
    case .customer: language(fr: "Nom du client", en: "Customer’s name")
    case .website: language(fr: "Site web du client", en: "Customer’s website")
    case .category: language(fr: "Catégorie", en: "Category")
    case .challenge: language(fr: "Défi du client", en: "Customer’s challenge")
    case .deployment:
      language(fr: "Réponse apportée par la solution", en: "How the solution met it")
    case .thirdParty:
      language(
        fr: "Applications et solutions tierces", en: "Third-party applications and solutions")
    case .productionDate:
      language(fr: "Date de mise en production", en: "Date of going into production")
    case .inProduction: language(fr: "Est en production", en: "Is in production")
    case .results: language(fr: "Résultats", en: "Results")
    case .deliveryModel: language(fr: "Modèle de livraison", en: "Delivery model")
    case .diagram:
      language(fr: "Schéma d’architecture et guides", en: "Architecture diagram and guides")
    case .isPublic: language(fr: "Étude de cas publique", en: "Public case study")
    case .publicUrl:
      language(fr: "Lien vers l’étude publique", en: "Link to the public case study")
    case .reusedFrom:
      language(fr: "Reprise d’une autre compétence", en: "Reused from another competency")
    }
  }
}

extension Language {
  /// The name of a field as the workbook shows it, by the name that scripts use; nil where no form has it.
  ///
  /// Both forms have fields of one name: those of a case study are told by their scope.
  public func label(ofField name: String, in scope: Scope?) -> String? {
    if case .caseStudy = scope { return CaseStudyField(rawValue: name)?.label(in: self) }
    return ApplicationField(rawValue: name)?.label(in: self)
  }
}
