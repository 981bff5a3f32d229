import Assessments
import Basics
import Checklists

@testable import Counter
@testable import Register
@testable import Reports

/// Every page of the counter, made of the sample workbooks, in one language.
struct SamplePages {
  let language: Language
  /// What a text that somebody else wrote is replaced by.
  var typed: (String) -> String = { $0 }

  typealias Read = (submission: Submission, assessment: Assessment, template: Template?)

  // MARK: Visitors

  static let token = "0123456789abcdef"

  func context(_ visitor: Visitor, _ path: String) -> PageContext {
    PageContext(language: language, visitor: visitor, formToken: Self.token, path: path)
  }

  func account(_ number: Int, password: String? = "x", closed: String? = nil) -> Account {
    Account(
      number: number, name: typed(["Claire Aubry", "Jonas", "Mei-Lin"][number % 3]),
      password: password, created: Self.time("2019-11-20T09:00:00Z"),
      closed: closed.map(Self.time))
  }

  var auditor: Visitor { .auditor(account(3)) }

  // MARK: The pages

  var all: [(name: String, html: HTML)] {
    entry + partner + queue + submissions + office
  }

  private var entry: [(name: String, html: HTML)] {
    let nobody = context(.nobody, "/login")
    return [
      ("welcome", WelcomePage(context: context(.nobody, "/")).html),
      ("welcome-auditor", WelcomePage(context: context(auditor, "/")).html),
      ("sign-in", SignInPage(context: nobody, name: "", problem: nil).html),
      (
        "sign-in-wrong",
        SignInPage(
          context: nobody, name: typed("claire"),
          problem: typed(
            language(
              fr: "Ce nom et ce mot de passe ne vont pas ensemble.",
              en: "This name and this password do not belong together."))
        ).html
      ),
      (
        "password",
        PasswordPage(
          context: context(.nobody, "/account/x"), name: typed("Claire Aubry"), shortest: 12,
          problem: nil
        ).html
      ),
      (
        "error",
        ErrorPage(
          context: context(.nobody, typed("/nowhere")), status: 410,
          sentence: typed(
            language(fr: "Ce lien n’ouvre plus rien.", en: "This link opens nothing any more.")),
          advice: typed(
            language(
              fr: "Demandez-en un nouveau à la personne qui vous a invité.",
              en: "Ask whoever invited you for a new one."))
        ).html
      ),
      (
        "error-partner",
        ErrorPage(
          context: context(.partner(invitation), "/p/7/check"), status: 413,
          sentence: language(fr: "Ce fichier est trop grand.", en: "This file is too large."),
          advice: language(fr: "Enlevez les images.", en: "Take out pictures.")
        ).html
      ),
    ]
  }

  func partnerPage(
    draft: ReadDraft? = nil, history: [RegisteredSubmission] = [],
    audit: RegisteredSubmission? = nil, notice: PartnerPage.Notice? = nil, isNew: Bool = false
  ) -> HTML {
    let invitation = isNew ? self.invitation(7, opened: nil, downloaded: nil) : invitation
    return PartnerPage(
      context: context(.partner(invitation), "/p/7"), invitation: invitation, editions: editions,
      draft: draft, history: history, audit: audit,
      audited: audit.map { _ in registered(9) }, uploadLimit: 20 << 20, notice: notice
    ).html
  }

  private var partner: [(name: String, html: HTML)] {
    let history = [
      registered(12, .reply, on: "2019-12-09", verdict: .eligible),
      registered(9, on: "2019-12-05"), registered(4, on: "2019-11-28", isForgotten: true),
    ]
    let audit = registered(10, .audit, on: "2019-12-07")
    return [
      ("partner-new", partnerPage(isNew: true)),
      ("partner-checked", partnerPage(draft: draft(read(Self.incomplete)))),
      ("partner-not-eligible", partnerPage(draft: draft(read(Self.notEligible), named: "Tessera"))),
      ("partner-nameless", partnerPage(draft: draft(read(Self.other), named: nil))),
      (
        "partner-other-language",
        partnerPage(
          draft: draft(
            read(Self.incomplete, in: language == .french ? .english : .french),
            in: language == .french ? .english : .french))
      ),
      ("partner-unreadable", partnerPage(draft: draft(unreadable(), named: nil))),
      (
        "partner-refused",
        partnerPage(
          notice: .refused(
            typed(
              language(
                fr: "Ce fichier est protégé par un mot de passe.",
                en: "This file is protected by a password."))))
      ),
      ("partner-handed-in", partnerPage(history: [history[1]], notice: .handedIn(history[1]))),
      ("partner-known", partnerPage(history: [history[1]], notice: .knownAlready(history[1]))),
      ("partner-current", partnerPage(history: [history[1]], notice: .currentAgain(history[1]))),
      ("partner-discarded", partnerPage(history: [history[1]], notice: .discarded)),
      ("partner-audited", partnerPage(history: [history[1]], audit: audit)),
      (
        "partner-replying",
        partnerPage(
          draft: draft(read(Self.incomplete), kind: .reply), history: [history[1]], audit: audit)
      ),
      ("partner-replied", partnerPage(history: history, audit: audit)),
      ("partner-submission", submissionPage(.partner(invitation))),
    ]
  }

  private var queue: [(name: String, html: HTML)] {
    let rows = QueueState.allCases.enumerated().map { index, state in
      let isIn = [.returned, .audited, .replied].contains(state)
      return QueueRow(
        partner: typed(
          [
            "Numa", "Maison Lavande", "Tessera", "Nordwind", "Kestrel Commerce", "Halle Digitale",
            "Boréal",
          ][index]),
        checklist: "aws-retail-technology-2019-12", state: state,
        invitation: index == 3
          ? nil : invitation(index + 1, revoked: state == .closed ? "2019-12-09T10:00:00Z" : nil),
        submission: isIn ? registered(20 + index, verdict: Verdict.allCases[index % 3]) : nil,
        audit: state == .audited ? registered(30, .audit) : nil,
        auditedBefore: state == .returned ? registered(2) : nil, versions: isIn ? index : 0)
    }
    let counts = Dictionary(
      uniqueKeysWithValues: QueueState.allCases.enumerated().map { ($1, $0 + 1) })
    let filter = QueuePage.Filter(search: typed("No"), state: .returned, verdict: .eligible)
    return [
      ("queue", queuePage(rows, .init(), counts)),
      (
        "queue-filtered",
        queuePage([rows[3]], filter, counts)
      ),
      (
        "queue-page",
        queuePage((0..<35).flatMap { _ in rows }, .init(), counts, page: 2)
      ),
      ("queue-nothing", queuePage([], filter, counts)),
      ("queue-empty", queuePage([], .init(), [:])),
    ]
  }

  private func queuePage(
    _ rows: [QueueRow], _ filter: QueuePage.Filter, _ counts: [QueueState: Int], page: Int = 1
  ) -> HTML {
    QueuePage(
      context: context(auditor, "/queue"), rows: rows, filter: filter, counts: counts,
      checklists: ["aws-retail-technology-2019-12": typed("Retail"), "second": "Second"], page: page
    ).html
  }

  func submissionPage(_ visitor: Visitor, kind: RegisteredSubmission.Kind = .returned) -> HTML {
    let read = read(Self.notEligible)
    let isAuditor = if case .auditor = visitor { true } else { false }
    return SubmissionPage(
      context: context(visitor, "/submissions/9"),
      registered: registered(9, kind, file: Self.notEligible, verdict: .notEligible),
      submission: read.submission, assessment: read.assessment, template: read.template,
      others: [
        registered(12, .reply, on: "2019-12-09", verdict: .eligible),
        registered(10, .audit, on: "2019-12-07"), registered(4, on: "2019-11-28"),
        registered(3, on: "2019-11-20", isForgotten: true),
      ],
      events: isAuditor
        ? [event(5, "received", submission: 9), event(6, "repeated", submission: 9)] : [],
      audits: kind == .audit ? [] : [registered(10, .audit, on: "2019-12-07")],
      audited: kind == .audit ? registered(4) : nil, newer: registered(12, on: "2019-12-09")
    ).html
  }

  private var submissions: [(name: String, html: HTML)] {
    [
      ("submission", submissionPage(auditor)),
      ("submission-audit", submissionPage(auditor, kind: .audit)),
      ("submission-changes", changesPage(auditor)),
      ("partner-submission-changes", changesPage(.partner(invitation))),
    ]
  }

  private func changesPage(_ visitor: Visitor) -> HTML {
    let (old, new) = (read(Self.incomplete), read(Self.notEligible))
    guard let template = old.template, let other = new.template else { return "" }
    let difference = Difference(
      from: ComparedSubmission(old.submission, template: template),
      to: ComparedSubmission(new.submission, template: other), in: other, asOf: nil,
      language: language)
    return ChangesPage(
      context: context(visitor, "/submissions/9/changes"), old: registered(4), new: registered(9),
      difference: difference, names: editions.first { $0.language == language }
    ).html
  }

  private func logPage(_ events: [RegisterEvent], _ kinds: [String], next: Int?) -> HTML {
    var selection = Register.LogSelection()
    selection.kind = kinds[1]
    selection.before = next == nil ? 5 : nil
    return LogPage(
      context: context(auditor, "/log"), events: events, selection: selection, kinds: kinds,
      actors: [typed("Claire Aubry"), "invitation 7"], partners: [typed("Numa")], next: next
    ).html
  }

  private var office: [(name: String, html: HTML)] {
    let invitations = [
      invitation(9, opened: nil, downloaded: nil), invitation(8, downloaded: nil), invitation(7),
      invitation(6, revoked: "2019-12-04T09:00:00Z"),
      invitation(5, expires: "2019-12-05T09:00:00Z"),
    ]
    let now = Self.time("2019-12-10T09:00:00Z")
    let link = "http://127.0.0.1:8080/i/" + String(repeating: "Ab3-", count: 10) + "xyz"
    func page(
      _ made: InvitationsPage.Made?, _ problem: String? = nil, _ templates: [Template],
      _ question: InvitationsPage.Question? = nil
    ) -> HTML {
      InvitationsPage(
        context: context(auditor, "/invitations"),
        invitations: made == nil && problem == nil ? [] : invitations, templates: templates,
        now: now, made: made, problem: problem, question: question
      ).html
    }
    let one = editions.filter { $0.language == language }
    var second = one
    if var template = one.first {
      template.id = "second"
      template.title = typed(template.title)
      second.append(template)
    }
    let accounts = [
      account(3), account(4, password: nil), account(5, closed: "2019-12-01T09:00:00Z"),
    ]
    let kinds = RegisterEvent.Kind.allCases.map(\.rawValue) + [typed("later")]
    let events = kinds.enumerated().map { index, kind in
      event(
        index + 1, kind, partner: index == 0 ? nil : "Numa",
        submission: kind == "received" ? 9 : nil)
    }
    return [
      ("invitations", page(nil, nil, one)),
      (
        "invitations-made",
        page(
          .init(invitation: invitations[0], link: typed(link), replaced: [4]), nil, second)
      ),
      (
        "invitations-question",
        page(
          nil, nil, one,
          .init(known: typed("Gamma"), partner: typed("GÀMMA"), HTTPForm(fields: [])))
      ),
      (
        "invitations-problem",
        page(
          nil, typed(language(fr: "Donnez le nom du partenaire.", en: "Give the partner’s name.")),
          one)
      ),
      ("invitations-none", page(nil, nil, [])),
      (
        "accounts",
        AccountsPage(
          context: context(auditor, "/accounts"), accounts: accounts, made: nil, problem: nil
        ).html
      ),
      (
        "accounts-made",
        AccountsPage(
          context: context(auditor, "/accounts"), accounts: accounts,
          made: (typed("Jonas"), typed(link)), problem: nil
        ).html
      ),
      (
        "log",
        logPage(events, kinds, next: 200)
      ),
      (
        "log-end",
        logPage([], kinds, next: nil)
      ),
    ]
  }
}
