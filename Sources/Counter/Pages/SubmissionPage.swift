internal import Assessments
internal import Basics
internal import Checklists
internal import Register
internal import Reports
internal import Workbooks

/// One submission's report, with what can be done with it.
///
/// For auditors `/submissions/N`: GET `original`, `changes`, `audit` (the audit workbook to be filled), `return` (the one that
/// goes to the partner, where N is an audit workbook), POST `/audits` (multipart, field `file`: a filled audit workbook).
/// For partners `/p/I/submissions/N`: GET `original`, `changes`.
struct SubmissionPage: Sendable {
  let context: PageContext
  let registered: RegisteredSubmission
  let submission: Submission
  let assessment: Assessment
  let template: Template?
  /// The partner's other submissions, the latest first.
  let others: [RegisteredSubmission]
  /// What the log says of it; empty for partners.
  let events: [RegisterEvent]
  /// The auditor's workbooks about it, the latest first; for partners as well.
  let audits: [RegisteredSubmission]
  /// What an auditor's workbook is about.
  let audited: RegisteredSubmission?
  /// The submission that took the place of this one, or of the one that this audit is about.
  let newer: RegisteredSubmission?

  private var language: Language { context.language }

  private var isForAuditor: Bool { if case .auditor = context.visitor { true } else { false } }

  /// Where the addresses of this visitor's submissions begin.
  private var root: HTML {
    if case .partner(let invitation) = context.visitor {
      "/p/\(invitation.number)/submissions"
    } else {
      "/submissions"
    }
  }

  private var address: HTML { "\(root)/\(registered.number)" }

  var html: HTML {
    let kind = registered.kind.name(in: language)
    let title = language(
      fr: "\(kind) nº \(registered.number)", en: "\(kind) no. \(registered.number)")
    let received =
      registered.kind == .audit
      ? language(fr: "reçu le", en: "received on") : language(fr: "remis le", en: "handed in on")
    let back: HTML =
      if case .partner(let invitation) = context.visitor {
        "<a href=\"/p/\(invitation.number)\">\(language(fr: "Votre page", en: "Your page"))</a>"
      } else {
        "<a href=\"/queue\">\(language(fr: "File d’attente", en: "Queue"))</a>"
      }
    return context.page(
      title,
      lead: """
        <p class="lead">\(HTML(typed: registered.partner, atMost: 120)) · \
        \(received) \(HTML.time(registered.received, context))</p>
        <p><span aria-hidden="true">← </span>\(back)</p>

        """,
      "\(state)\(actions)\(audit)\(report)\(history)\(log)")
  }

  // MARK: What became of it

  private func link(to submission: RegisteredSubmission) -> HTML {
    let name = language(
      fr: "soumission nº\u{A0}\(submission.number)", en: "submission no. \(submission.number)")
    return "<a href=\"\(root)/\(submission.number)\">\(name)</a>"
  }

  /// That it was audited, what an audit is about, and that a newer version is there.
  private var state: HTML {
    var notices: [HTML] = []
    if let audit = audits.first {
      let address: HTML =
        if case .partner(let invitation) = context.visitor {
          "/p/\(invitation.number)/audits/\(audit.number)"
        } else { "/submissions/\(audit.number)" }
      notices.append(
        .notice(
          .yes, language(fr: "Cette soumission a été auditée", en: "This submission was audited"),
          """
          <p><a href="\(address)">\(language(
            fr: "Classeur d’audit nº\u{A0}\(audit.number)", en: "Audit workbook no. \(audit.number)"))</a>, \
          \(HTML.time(audit.handedIn, context)).</p>
          """))
    }
    if let audited {
      notices.append(
        .notice(
          .info,
          language(fr: "C’est l’audit d’une soumission", en: "This is the audit of a submission"),
          "<p>\(link(to: audited)), \(HTML.time(audited.handedIn, context)).</p>"))
    }
    if let newer {
      notices.append(
        .notice(
          .open,
          audited == nil
            ? language(fr: "Une version plus récente compte", en: "A newer version counts")
            : language(fr: "Une version plus récente attend", en: "A newer version is waiting"),
          """
          <p>\(language(
            fr: "Le partenaire a remis depuis la", en: "The partner has handed in since")) \(link(to: newer)), \
          \(HTML.time(newer.handedIn, context)).</p>
          """))
    }
    return notices.joined()
  }

  // MARK: What can be done

  private var actions: HTML {
    var links: [HTML] = [
      "<a class=\"button\" href=\"\(address)/original\">\(language(fr: "Fichier d’origine", en: "Original file"))</a>"
    ]
    if hasEarlier {
      links.append(
        "<a class=\"button\" href=\"\(address)/changes\">\(language(fr: "Ce qui a changé", en: "What changed"))</a>"
      )
    }
    return .actions(links)
  }

  private var hasEarlier: Bool {
    others.contains {
      $0.number < registered.number && $0.kind != .audit && $0.summary != nil
    }
  }

  /// Auditing: the workbook down, then up.
  private var audit: HTML {
    guard isForAuditor else { return "" }
    if registered.kind == .audit { return returned }
    return """
      <section class="step" aria-labelledby="audit"><h2 id="audit">\(language(
        fr: "Auditer cette soumission", en: "Audit this submission"))</h2>
      <p>\(language(
        fr: "Le classeur d’audit montre chaque réponse avec ce qui a été relevé, et de la place pour un constat, son motif et une action demandée.",
        en: "The audit workbook shows each answer with what was found, and has room for a finding, its reason and a requested action."))</p>
      <p><a class="button main" href="\(address)/audit">\(language(
        fr: "Télécharger le classeur d’audit", en: "Download the audit workbook"))</a></p>
      <details><summary>\(language(
        fr: "Déposer le classeur d’audit rempli", en: "Hand in the filled audit workbook"))</summary>
      \(upload)</details></section>

      """
  }

  private var upload: HTML {
    """
    <p>\(language(
      fr: "Le partenaire le trouve aussitôt sur sa page, verrouillé, avec une case pour répondre à chaque action demandée.",
      en: "The partner finds it at once on the partner’s page, locked, with a cell to reply to each requested action."))</p>
    \(HTML.upload(
      to: "/audits", context, limit: nil, isMain: false, isSentAtOnce: false,
      label: language(fr: "Classeur d’audit rempli", en: "Filled audit workbook"),
      button: language(fr: "Déposer et rendre au partenaire", en: "Hand in and return to the partner"),
      with: .hidden("submission", String((audited ?? registered).number))))
    """
  }

  private var returned: HTML {
    guard submission.auditConflicts.isEmpty else { return unsettled }
    return """
      <section class="step" aria-labelledby="audit"><h2 id="audit">\(language(
      fr: "Rendu au partenaire", en: "Returned to the partner"))</h2>
      <p>\(language(
      fr: "Le partenaire trouve ce classeur sur sa page tant que son lien fonctionne. Vous pouvez aussi le lui envoyer.",
      en: "The partner finds this workbook on the partner’s page as long as the link works. You can send it, too."))</p>
      <p><a class="button" href="\(address)/return">\(language(
      fr: "Télécharger ce que le partenaire reçoit", en: "Download what the partner gets"))</a></p>
      <details><summary>\(language(
      fr: "Déposer une autre version", en: "Hand in another version"))</summary>
      \(upload)</details></section>

      """
  }

  /// That auditors differ, so that the partner does not get the workbook.
  private var unsettled: HTML {
    """
    <section class="step" aria-labelledby="audit"><h2 id="audit">\(language(
      fr: "Auditeurs en désaccord", en: "Auditors disagree"))</h2>
    <p>\(language(
      fr: "Le partenaire ne reçoit pas ce classeur tant que ces cases ne sont pas tranchées :",
      en: "The partner does not get this workbook until these cells are settled:"))</p>
    <ul>\(submission.auditConflicts.map { conflict in
      "<li>\(HTML(typed: template.map { conflict.message($0, in: language) } ?? "", atMost: 1000))</li>\n" as HTML
    }.joined())</ul>
    <p><a class="button main" href="\(address)/audit">\(language(
      fr: "Télécharger le classeur d’audit", en: "Download the audit workbook"))</a></p>
    <details open><summary>\(language(
      fr: "Déposer le classeur tranché", en: "Hand in the settled workbook"))</summary>
    \(upload)</details></section>

    """
  }

  // MARK: The report

  /// In the language in which the file was read, since that is the one of the messages.
  private var report: HTML {
    let written = registered.summary.flatMap { Language(rawValue: $0.language) } ?? language
    let chapter = HTMLReport.chapter(
      of: submission, assessment, template: template, language: written)
    return written == language ? chapter : "<div lang=\"\(written)\">\(chapter)</div>\n"
  }

  private var history: HTML {
    guard !others.isEmpty else { return "" }
    var table = HTMLTable(
      caption: language(fr: "La dernière d’abord.", en: "The latest first."),
      columns: [
        .init(title: language(fr: "Soumission", en: "Submission")),
        .init(title: language(fr: "Reçue le", en: "Received on")), .init(title: "Verdict"),
        .init(title: language(fr: "Fichier", en: "File")),
      ], style: "history")
    table.rows = others.map { other in
      let name = "\(language(fr: "Nº", en: "No.")) \(other.number)"
      let kind = other.kind.name(in: language).lowercasedAtStart
      let title: HTML =
        other.summary == nil
        ? "\(name), \(kind)" : "<a href=\"\(root)/\(other.number)\">\(name), \(kind)</a>"
      return [
        HTMLTable.Cell(title), HTMLTable.Cell(HTML.time(other.received, context)),
        HTMLTable.Cell("<div>\(other.verdict(in: language))</div>"),
        HTMLTable.Cell(other.summary.map { HTML(typed: $0.file, atMost: 80) } ?? ""),
      ]
    }
    return """
      <section class="chapter" aria-labelledby="history"><h2 id="history">\(isForAuditor
        ? language(fr: "Les autres soumissions de ce partenaire", en: "This partner’s other submissions")
        : language(fr: "Vos autres soumissions", en: "Your other submissions"))</h2>
      \(table.html)</section>

      """
  }

  private var log: HTML {
    guard isForAuditor, !events.isEmpty else { return "" }
    return """
      <section class="chapter" aria-labelledby="log"><h2 id="log">\(language(
        fr: "Ce que dit le journal", en: "What the log says"))</h2>
      \(context.table(of: events))</section>

      """
  }
}
