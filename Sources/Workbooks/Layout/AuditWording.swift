internal import Checklists

/// The words of an audit workbook.
extension Wording {
  func header(_ field: AuditField) -> String {
    switch field {
    case .finding: language(fr: "Constat", en: "Finding")
    case .reason: language(fr: "Motif", en: "Reason")
    case .action: language(fr: "Action demandée", en: "Action requested")
    case .reply: language(fr: "Réponse du partenaire", en: "Partner’s reply")
    }
  }
  var placeHeader: String { language(fr: "Étude, modèle", en: "Case, model") }
  var customerHeader: String { language(fr: "Client", en: "Customer") }
  var answerHeader: String { language(fr: "Réponse", en: "Answer") }
  var foundHeader: String { language(fr: "Ce qui a été relevé", en: "What was found") }

  /// Where an answer belongs: `Étude de cas 3 – SaaS`. With the reference and the title it tells an answer from every other.
  func place(of key: AnswerKey, _ template: Template) -> String {
    [name(of: key.scope), key.deliveryModel.map(template.label(ofModel:))].compactMap(\.self)
      .joined(separator: " – ")
  }

  /// Below the evidence of a control with a recency.
  func dated(_ date: String) -> String { language(fr: "Date : ", en: "Date: ") + date }
  /// A requirement that is longer ends here; the link beside it leads to the whole.
  static let longestText = 240

  // MARK: Top of the list

  func auditTitle(partner: String?) -> String {
    let name = sheetName(.audit)
    return partner.map { name + " – " + $0 } ?? name
  }
  func auditLead(forPartner: Bool) -> String {
    forPartner
      ? language(
        fr:
          "À vous : répondez dans les cases jaunes de la dernière colonne, là où une action est demandée, puis renvoyez ce fichier. Tout le reste est verrouillé.",
        en:
          "Your turn: reply in the yellow cells of the last column, where an action is requested, then send this file back. Everything else is locked."
      )
      : language(
        fr:
          "Un constat (\(yes), \(no) ou \(notApplicable)) remplace la réponse ; dites pourquoi sous « Motif » et ce que le partenaire doit faire sous « Action demandée ». Filtrez la liste par ses titres.",
        en:
          "A finding (\(yes), \(no) or \(notApplicable)) takes the answer’s place; say why under “Reason” and what the partner has to do under “Action requested”. Filter the list by its headers."
      )
  }
  /// Over the partner's own sheets.
  var lockedLead: String {
    language(
      fr:
        "Copie verrouillée de ce que le partenaire a renvoyé ; les constats se saisissent sur « Audit ».",
      en: "A locked copy of what the partner returned; findings are entered on “Audit”.")
  }

  /// The parts of the sentence that counts, each before its number.
  var findingsCount: String { language(fr: "Constats : ", en: "Findings: ") }
  func outOf(_ number: Int) -> String { language(fr: " sur \(number)", en: " of \(number)") }
  var contradictedCount: String {
    language(fr: "   •   réponses contredites : ", en: "   •   answers contradicted: ")
  }
  var openPointsCount: String {
    language(fr: "   •   points ouverts : ", en: "   •   open points: ")
  }
  var actionsCount: String {
    language(fr: "   •   actions demandées : ", en: "   •   actions requested: ")
  }
  var repliesCount: String { language(fr: "   •   réponses reçues : ", en: "   •   replies: ") }
  var conflictsCount: String { language(fr: "   •   conflits : ", en: "   •   conflicts: ") }
  var actionsLead: String { language(fr: "Actions demandées : ", en: "Actions requested: ") }

  // MARK: Groups of lines

  /// Why answers stand together, in the order of the list.
  enum AuditGroup: Int, CaseIterable {
    case conflicts, requested, notes, replies, open, doubtful, plain, found, remarks
  }

  func name(of group: AuditGroup) -> String {
    switch group {
    case .conflicts:
      language(
        fr: "Conflits entre auditeurs, à trancher", en: "Conflicts between auditors, to be settled")
    case .requested: language(fr: "Ce qui vous est demandé", en: "What is asked of you")
    case .notes:
      language(
        fr: "Candidature, études de cas et classeur",
        en: "Application, case studies and workbook")
    case .replies:
      language(fr: "Réponses du partenaire à examiner", en: "Partner’s replies to be looked at")
    case .open:
      language(
        fr: "Points ouverts : sans réponse utilisable, contredits, ou sans ce qui est demandé",
        en: "Open points: no usable answer, contradicted, or without what is asked for")
    case .doubtful:
      language(
        fr: "À regarder de près : non respecté, ou avec une remarque",
        en: "To be looked at closely: not met, or with a remark")
    case .plain: language(fr: "Rien à signaler", en: "Nothing to report")
    case .found: language(fr: "Constats faits", en: "Findings made")
    case .remarks:
      language(fr: "Autres remarques sur le classeur", en: "Other remarks on the workbook")
    }
  }

  /// Fields that are required and empty, in one line.
  func emptyFields(_ place: String, _ labels: [String]) -> String {
    place + language(fr: " – champs obligatoires vides : ", en: " – required fields left empty: ")
      + language.list(labels) + "."
  }

  func furtherNotes(_ count: Int) -> String {
    language(
      fr: "… et \(count) de plus ; « respecte check » les énumère tous.",
      en: "… and \(count) more; “respecte check” lists all of them.")
  }

  // MARK: Status of an answer

  enum AuditStatus: CaseIterable {
    case conflict, open, toFind, unclear, noReason, contradicted, confirmed, toReply, replied, none
  }

  func status(_ status: AuditStatus) -> String {
    switch status {
    case .conflict: language(fr: "✗ Conflit", en: "✗ Conflict")
    case .open: language(fr: "● Ouvert", en: "● Open")
    case .toFind: language(fr: "○ À constater", en: "○ To look at")
    case .unclear: language(fr: "▲ Illisible", en: "▲ Not clear")
    case .noReason: language(fr: "▲ Sans raison", en: "▲ No reason")
    case .contradicted: language(fr: "✗ Contredit", en: "✗ Contradicted")
    case .confirmed: language(fr: "✓ Constaté", en: "✓ Found")
    case .toReply: language(fr: "● À répondre", en: "● To reply")
    case .replied: language(fr: "✓ Répondu", en: "✓ Replied")
    case .none: "–"
    }
  }

  /// In the place of an answer that two cells contradict.
  func contradictedAnswer(_ raw: String?) -> String {
    (raw.map { $0 + " – " } ?? "")
      + language(fr: "contredit ailleurs", en: "contradicted elsewhere")
  }

  // MARK: What is said while a cell is filled in

  func prompt(_ field: AuditField, conditional: Bool) -> String {
    switch field {
    case .finding:
      conditional
        ? language(
          fr:
            "Ce que vous constatez : \(yes), \(no) ou \(notApplicable). Vide : la réponse compte.",
          en: "What you find: \(yes), \(no) or \(notApplicable). Empty: the answer counts.")
        : language(
          fr: "Ce que vous constatez : \(yes) ou \(no). Vide : la réponse compte.",
          en: "What you find: \(yes) or \(no). Empty: the answer counts.")
    case .reason:
      language(
        fr: "Sur quoi repose le constat : document, page, ce qui manque.",
        en: "What the finding rests on: document, page, what is missing.")
    case .action:
      language(
        fr: "Ce que le partenaire doit faire ou envoyer ; il pourra y répondre à côté.",
        en: "What the partner has to do or send; a reply can be given beside it.")
    case .reply:
      language(
        fr: "Votre réponse à ce qui est demandé : ce qui a été fait, document, lien.",
        en: "Your reply to what is asked: what was done, document, link.")
    }
  }

  // MARK: Conflicts

  var conflictsLead: String {
    language(
      fr:
        "Les auditeurs diffèrent ici : sur « Audit », la case garde toutes les lectures, séparées par ≠. Écrivez-y ce qui vaut à leur place ; rien n’a été choisi pour vous, et d’ici là la réponse reste ouverte.",
      en:
        "The auditors differ here: on “Audit”, the cell keeps every reading, with ≠ between them. Enter what holds in their place; nothing was chosen for you, and until then the answer is open."
    )
  }
  /// Above the readings of an auditor whose file is not known.
  var unknownAuditor: String { language(fr: "Auditeur inconnu", en: "Unknown auditor") }
  var conflictHeader: String { language(fr: "Colonne", en: "Column") }
  /// Before the values that differ.
  func conflict(_ field: AuditField) -> String {
    language(fr: "Conflit, \(header(field)) : ", en: "Conflict, \(header(field)): ")
  }
}

extension AuditField {
  /// As messages name it.
  func name(in language: Language) -> String {
    Wording(language: language).header(self).lowercased()
  }
}
