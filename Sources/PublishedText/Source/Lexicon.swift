internal import Basics
internal import Checklists

/// The words by which headings, columns and sentences are recognised, French and English, folded.
enum Lexicon {
  static let yes: Set<String> = ["oui", "yes"]
  static let no: Set<String> = ["non", "no"]
  static let notApplicable: Set<String> = [
    "s.o.", "so", "sans objet", "n/a", "na", "not applicable",
  ]

  /// What a column for answers offers to enter.
  static let answerPairs = ["o/n", "y/n", "oui/non", "yes/no", "oui / non", "yes / no"]
  /// How the columns of delivery models are headed.
  static let appliesTo = [
    "s'applique", "applicable a", "applicabilite", "applies to", "applicable to", "applicability",
  ]
  /// The first column of a table of resources.
  static let resourceHeads: Set<String> = [
    "titre", "title", "ressource", "resource", "nom", "name", "document",
  ]

  static let obligation: Set<String> = [
    "doit", "doivent", "devez", "devra", "devront", "must", "shall", "should", "required", "requis",
    "requise",
  ]
  static let modal: Set<String> = obligation.union([
    "peut", "peuvent", "pouvez", "may", "can", "could",
  ])

  static let separators: Set<String> = ["et", "ou", "and", "or"]
  static let articles: Set<String> = ["le", "la", "les", "l", "the"]
  /// Words without content of their own.
  static let small: Set<String> = articles.union([
    "de", "du", "des", "d", "un", "une", "et", "ou", "a", "au", "aux", "en", "sur", "pour", "par",
    "dans", "of", "an",
    "and", "or", "on", "in", "for", "to", "with", "via", "through",
  ])
  static let possessives: Set<String> = [
    "son", "sa", "ses", "leur", "leurs", "votre", "vos", "its", "their", "your", "his", "her",
  ]

  /// January first, each with its names in French, English, Spanish, Portuguese and German.
  static let monthNames: [Set<String>] = [
    ["janvier", "january", "enero", "janeiro", "januar"],
    ["fevrier", "february", "febrero", "fevereiro", "februar"],
    ["mars", "march", "marzo", "marco", "marz"], ["avril", "april", "abril"],
    ["mai", "may", "mayo", "maio"], ["juin", "june", "junio", "junho", "juni"],
    ["juillet", "july", "julio", "julho", "juli"], ["aout", "august", "agosto"],
    ["septembre", "september", "septiembre", "setembro"],
    ["octobre", "october", "octubre", "outubro", "oktober"],
    ["novembre", "november", "noviembre", "novembro"],
    ["decembre", "december", "diciembre", "dezembro", "dezember"],
  ]

  static let validity = ["valid", "gultig"]
  /// What may still be used, and until when.
  static let continuing = ["continu", "accept"]
  static let releasing = ["releas", "publi", "paru"]
  static let coming = ["next", "prochain", "expect", "prevu"]

  static let languageMarks: [(language: Language, words: Set<String>)] = [
    (.french, ["le", "les", "des", "du", "une", "est", "et", "doit", "pour", "dans", "la"]),
    (.english, ["the", "of", "and", "must", "is", "to", "for", "in", "with", "be", "that"]),
  ]

  static let caseStudy: [[String]] = [
    ["etude", "de", "cas"], ["etudes", "de", "cas"], ["case", "study"], ["case", "studies"],
    ["customer", "reference"],
    ["customer", "references"], ["reference", "client"], ["references", "clients"],
    ["customer", "example"], ["customer", "examples"], ["unique", "examples"],
    ["exemple", "client"], ["exemples", "clients"], ["ejemplo", "de", "cliente"],
    ["caso", "de", "exito"], ["casos", "de", "exito"], ["fallstudie"], ["fallstudien"],
    ["kundenreferenz"], ["kundenreferenzen"], ["estudo", "de", "caso"], ["estudos", "de", "caso"],
  ]
  static let months: Set<String> = ["mois", "month", "months"]
  static let years: Set<String> = ["an", "ans", "annee", "annees", "year", "years"]
  static let workingDays: [[String]] = [
    ["jours", "ouvres"], ["jours", "ouvrables"], ["jour", "ouvre"], ["jour", "ouvrable"],
    ["business", "days"],
    ["working", "days"], ["business", "day"], ["working", "day"],
  ]
  static let recent: Set<String> = [
    "dernier", "derniers", "derniere", "dernieres", "precedents", "precedentes", "last", "past",
    "previous",
    "preceding",
  ]
  static let dated = ["dat", "remont", "ancien", "old"]
  static let atMost: [[String]] = [
    ["jusqu", "a"], ["au", "plus"], ["up", "to"], ["at", "most"], ["no", "more", "than"],
    ["un", "maximum", "de"],
    ["a", "maximum", "of"],
  ]
  static let reuse = ["reutilis", "reus", "leverag", "repren", "reprise"]
  static let publicStems = ["public", "publi"]
  static let competency = ["competenc", "designation"]
  static let competencyLinks: Set<String> = [
    "d", "de", "en", "des", "dans", "for", "in", "of", "suivantes", "following",
  ]

  static let evidence: Set<String> = [
    "preuve", "preuves", "evidence", "evidences", "evidencia", "evidencias", "nachweis",
    "nachweise",
    "proof", "justificatif", "justificatifs",
  ]
  /// Words for evidence in languages that put no blanks between words.
  static let evidenceSigns = ["証拠", "エビデンス"]
  static let forms: [[String]] = [
    ["la", "forme", "d"], ["la", "forme", "de"], ["la", "forme", "des"], ["sous", "forme", "d"],
    ["sous", "forme", "de"], ["sous", "forme", "des"], ["the", "form", "of"],
  ]
  static let links: Set<String> = ["lien", "liens", "link", "links", "hyperlink", "hyperlinks"]
  static let giving = [
    "fourni", "provi", "suppl", "communiqu", "soumet", "submit", "inclu", "given",
  ]

  static let checklist: [[String]] = [
    ["liste", "de", "controle"], ["checklist"], ["check", "list"], ["cette", "liste"],
  ]
  static let selfAssessment: [[String]] = [
    ["auto", "evaluation"], ["autoevaluation"], ["self", "assessment"],
  ]
  static let completion = ["complet", "rempli", "filled", "fill"]

  static let restricted = [
    "application", "solution", "workload", "logiciel", "produit", "product", "systeme", "system",
    "deploiement",
    "deployment",
  ]
  static let universal: Set<String> = [
    "all", "every", "each", "any", "toute", "toutes", "tous", "tout", "chaque",
  ]

  /// What a part's heading calls its controls.
  static let requirement: Set<String> = [
    "requirement", "requirements", "control", "controls", "exigence", "exigences", "controle",
    "controles", "reqs", "requisito", "requisitos", "anforderung", "anforderungen", "pratiques",
  ]
  static let prerequisite = [
    "prerequis", "pre-requis", "prerrequis", "requisito previo", "voraussetzung",
  ]
  /// Headings of text that is no checklist.
  static let front: Set<String> = [
    "introduction", "overview", "resources", "ressources", "glossary", "glossaire", "contents",
    "table of contents", "table des matieres", "sommaire", "change log", "changelog", "definitions",
    "expectations of parties", "attentes des parties", "recursos", "introduccion", "ressourcen",
    "einfuhrung", "resumen", "about this document", "contact", "faq", "references", "annexe",
    "appendix",
  ]

  static func isPart(_ title: String) -> Bool {
    Sentence(title, line: 0).has(requirement) || isPrerequisite(title)
  }

  static func isPrerequisite(_ title: String) -> Bool {
    let folded = title.folded()
    return prerequisite.contains { folded.contains($0) } || title.contains("前提条件")
  }

  static func isFront(_ title: String) -> Bool {
    let key = Sentence(title, line: 0).words.map(\.folded).filter { Int($0) == nil }
    return front.contains(key.joined(separator: " "))
  }

  static let delivery = ["livraison", "deploiement", "deploy", "deliver"]
  static let category = ["categori", "segment"]
  static let shared = ["partag", "shared", "mutualis", "multi"]
  static let sending = ["soum", "candidature", "submit", "apply", "application", "postul"]
  static let validation = ["valid", "verifi", "examin", "review", "controle"]
  static let by: Set<String> = ["par", "by"]
  static let asking = ["demand", "ask"]
  static let reviewing = ["examin", "review", "relire", "verifi"]
  static let subject: Set<String> = ["objet", "subject"]
  static let version: Set<String> = ["version", "v"]
  static let continued: Set<String> = ["suite", "continued", "cont"]

  /// Documents of a technical validation, by the stems that a title must have all of.
  static let documents: [(id: String, stems: [[String]])] = [
    ("architecture", [["diagramme", "schema", "diagram"], ["architectur"]]),
    ("deploymentGuide", [["guide"], ["deploiement", "deployment"]]),
    ("completedChecklist", [["liste", "checklist"], ["complet", "rempli", "filled"]]),
  ]
}
