import Assessments
import Basics
import Checklists
import Foundation
import Workbooks

@testable import Counter
@testable import Register
@testable import Reports

/// Every page of the counter, made of the sample workbooks, in one language.
struct SamplePages {
  let language: Language
  /// What a text that somebody else wrote is replaced by.
  var typed: (String) -> String = { $0 }

  typealias Read = (submission: Submission, assessment: Assessment, template: Template?)

  // MARK: Workbooks

  static let library = TemplateLibrary.builtIn()

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../SampleData/returned").standardized

  static func bytes(_ file: String) -> [UInt8] {
    (try? Data(contentsOf: folder.appendingPathComponent(file))).map { Array($0) } ?? []
  }

  /// Files, each read once in each language.
  private static let submissions: [String: Submission] = {
    var read: [String: Submission] = [:]
    for file in ["Numa à compléter.xlsx", "tessera-2019-11.xlsx", "Kestrel Commerce.ods"] {
      for language in Language.allCases {
        read[file + language.rawValue] = WorkbookImport.submission(
          from: bytes(file), file: file, library: library, messagesIn: language)
      }
    }
    return read
  }()

  static let incomplete = "Numa à compléter.xlsx"
  static let notEligible = "tessera-2019-11.xlsx"
  static let other = "Kestrel Commerce.ods"

  /// What a file says, with every text of it replaced.
  func read(_ file: String, in language: Language? = nil) -> Read {
    let language = language ?? self.language
    var submission =
      Self.submissions[file + language.rawValue]
      ?? Submission(source: Source(file: file, sha256: "", bytes: 0))
    submission.source.file = typed(submission.source.file)
    submission.source.producer = submission.source.producer.map(typed)
    for field in submission.application.fields.keys {
      guard let text = submission.application[field].text else { continue }
      submission.application.fields[field]?.value = .text(typed(text))
    }
    for place in submission.caseStudies.indices {
      guard let text = submission.caseStudies[place][.customer].text else { continue }
      submission.caseStudies[place].fields[.customer]?.value = .text(typed(text))
    }
    for place in submission.answers.indices {
      submission.answers[place].evidence = submission.answers[place].evidence.map(typed)
    }
    for place in submission.discrepancies.indices {
      submission.discrepancies[place].message = typed(submission.discrepancies[place].message)
    }
    let template = submission.template.flatMap { reference in
      Self.library.template(
        stamped: "\(reference.id)@\(reference.version)@\(reference.language.rawValue)")
    }
    let today = CalendarDate(iso: "2019-12-10") ?? .epoch
    return (
      submission,
      Assessment(of: submission, template: template, asOf: nil, today: today, language: language),
      template
    )
  }

  func unreadable() -> Read {
    var submission = Submission(
      source: Source(file: typed("vieux.xls"), sha256: "00", bytes: 7))
    submission.failure = Failure(
      code: "file.legacy", message: typed("Enregistrez-le au format .xlsx."))
    return (
      submission,
      Assessment(
        of: submission, template: nil, asOf: nil, today: .epoch, language: language), nil
    )
  }

  // MARK: What is stored

  static func time(_ text: String) -> Timestamp { Timestamp(stored: text) }

  var invitation: Invitation { invitation(7) }

  func invitation(
    _ number: Int, revoked: String? = nil, opened: String? = "2019-12-03T08:10:00Z",
    downloaded: String? = "2019-12-03T08:12:00Z", expires: String = "2020-02-28T12:00:00Z"
  ) -> Invitation {
    Invitation(
      number: number, partner: typed("Numa"),
      template: editions.first?.edition ?? "", models: [], language: language,
      inviter: typed("Claire Aubry"), created: Self.time("2019-12-02T09:00:00Z"),
      expires: Self.time(expires), revoked: revoked.map(Self.time),
      opened: opened.map(Self.time), downloaded: downloaded.map(Self.time))
  }

  var editions: [Template] {
    let first = Self.library.templates.first { $0.id.hasPrefix("aws-retail") }
    return Self.library.templates.filter { $0.edition == first?.edition }
  }

  func registered(
    _ number: Int, _ kind: RegisteredSubmission.Kind = .returned, on day: String = "2019-12-05",
    partner: String = "Numa", file: String = incomplete, verdict: Verdict = .incomplete,
    isForgotten: Bool = false
  ) -> RegisteredSubmission {
    RegisteredSubmission(
      number: number, partner: typed(partner), kind: kind,
      received: Self.time(day + "T14:03:22Z"),
      sha256: String(repeating: "4d", count: 32), bytes: 81_920,
      summary: isForgotten
        ? nil
        : RegisteredSubmission.Summary(
          file: typed(file), template: "aws-retail-technology-2019-12@1.0@fr",
          language: language.rawValue, program: "respecte 0", verdict: verdict.rawValue,
          permille: 931))
  }

  func draft(
    _ read: Read, named: String? = "Numa", kind: RegisteredSubmission.Kind = .returned,
    in written: Language? = nil
  )
    -> ReadDraft
  {
    let record = RegisteredRecord(
      file: read.submission.source.file, template: read.template?.stamp ?? "",
      language: (written ?? language).rawValue, program: "respecte 0",
      verdict: read.assessment.verdict.rawValue, permille: 931, submission: "", assessment: "")
    return ReadDraft(
      draft: Draft(
        received: Self.time("2019-12-06T10:20:00Z"), named: named.map(typed),
        handedIn: HandedIn(
          partner: typed("Numa"), kind: kind, original: [UInt8](repeating: 0, count: 81_920),
          record: record), sha256: String(repeating: "9a", count: 32)),
      submission: read.submission, assessment: read.assessment, template: read.template)
  }

  func event(_ number: Int, _ kind: String, partner: String? = "Numa", submission: Int? = nil)
    -> RegisterEvent
  {
    RegisterEvent(
      number: number, time: Self.time("2019-12-0\(1 + number % 9)T09:30:00Z"), kind: kind,
      actor: typed("Claire Aubry"), partner: partner.map(typed), submission: submission,
      details: JSON.object([
        JSON.Member("partner", .string(typed("Numa"))), JSON.Member("invitation", .number(7)),
      ]).compact, previous: "", digest: String(repeating: "0", count: 64))
  }

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
      draft: draft, history: history, audit: audit, uploadLimit: 20 << 20, notice: notice
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
        state: state,
        invitation: index == 3
          ? nil : invitation(index + 1, revoked: state == .closed ? "2019-12-09T10:00:00Z" : nil),
        submission: isIn ? registered(20 + index, verdict: Verdict.allCases[index % 3]) : nil,
        audit: state == .audited ? registered(30, .audit) : nil, versions: isIn ? index : 0)
    }
    let counts = Dictionary(
      uniqueKeysWithValues: QueueState.allCases.enumerated().map { ($1, $0 + 1) })
    let filter = QueuePage.Filter(search: typed("No"), state: .returned, verdict: .eligible)
    let context = context(auditor, "/queue")
    return [
      ("queue", QueuePage(context: context, rows: rows, filter: .init(), counts: counts).html),
      (
        "queue-filtered",
        QueuePage(context: context, rows: [rows[3]], filter: filter, counts: counts).html
      ),
      ("queue-nothing", QueuePage(context: context, rows: [], filter: filter, counts: counts).html),
      ("queue-empty", QueuePage(context: context, rows: [], filter: .init(), counts: [:]).html),
    ]
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
        ? [event(5, "received", submission: 9), event(6, "repeated", submission: 9)] : []
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
      to: ComparedSubmission(new.submission, template: other), in: other, asOf: nil, today: .epoch,
      language: language)
    return ChangesPage(
      context: context(visitor, "/submissions/9/changes"), old: registered(4), new: registered(9),
      difference: difference, names: editions.first { $0.language == language }
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
      _ made: (invitation: Invitation, link: String)?, _ problem: String? = nil,
      _ templates: [Template]
    )
      -> HTML
    {
      InvitationsPage(
        context: context(auditor, "/invitations"),
        invitations: made == nil && problem == nil ? [] : invitations, templates: templates,
        now: now, made: made, problem: problem
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
      ("invitations-made", page((invitations[0], typed(link)), nil, second)),
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
        LogPage(context: context(auditor, "/log"), events: events, after: 0, next: 200).html
      ),
      (
        "log-end",
        LogPage(context: context(auditor, "/log"), events: [], after: 200, next: nil).html
      ),
    ]
  }
}
