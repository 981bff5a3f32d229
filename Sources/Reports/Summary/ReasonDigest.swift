internal import Assessments
internal import Basics
internal import Checklists

/// The reasons of a verdict in a few lines: those of a kind are counted where there are many.
struct ReasonDigest {
  /// A line for each reason or kind of reason.
  let lines: [String]

  /// How many of a kind are counted rather than named.
  private static let countedFrom = 4

  init(_ reasons: [Reason], _ language: Language) {
    var order: [Reason.Code] = []
    var kinds: [Reason.Code: [Reason]] = [:]
    for reason in reasons {
      if kinds[reason.code] == nil { order.append(reason.code) }
      kinds[reason.code, default: []].append(reason)
    }
    lines = order.flatMap { code in
      let members = kinds[code] ?? []
      return members.count < Self.countedFrom
        ? members.map { $0.text.visible() } : [code.counted(members.count, in: language)]
    }
  }
}

extension Reason.Code {
  /// So many of a kind: `99 réponses manquent`.
  fileprivate func counted(_ number: Int, in language: Language) -> String {
    let (french, english) =
      switch self {
      case .answerBlank: ("réponses manquent", "answers are missing")
      case .answerUnreadable: ("réponses ne sont pas comprises", "answers are not understood")
      case .answerMissing: ("réponses sont introuvables", "answers are not found")
      case .answerDuplicate:
        ("réponses sont données deux fois, différemment", "answers are given twice, differently")
      case .findingConflict:
        ("constats diffèrent d’un auditeur à l’autre", "findings differ between auditors")
      case .evidenceAbsent:
        ("preuves ou explications manquent", "pieces of evidence or explanations are missing")
      case .fieldAbsent: ("champs obligatoires sont vides", "required fields are empty")
      case .fieldInvalid: ("champs ne sont pas valables", "fields are not valid")
      case .prerequisiteNotMet:
        ("prérequis ne sont pas respectés", "prerequisites are not met")
      case .documentNotMet: ("documents ne sont pas fournis", "documents are not provided")
      case .categoryUnknown, .categorySeveral, .caseTooFew, .caseTooFewPublic, .templateUnknown,
        .fileUnreadable:
        ("fois : \(rawValue)", "times: \(rawValue)")
      }
    return "\(number) " + language(fr: french, en: english)
  }
}
