/// What was handed in, and what was made of it.
public struct HandedIn: Sendable {
  /// Who handed it in; names are compared without case, accents and blanks.
  public var partner: String
  public var kind: RegisteredSubmission.Kind
  /// The file's bytes, and what they said.
  public var original: [UInt8]
  public var record: RegisteredRecord
  /// The number of the submission that an auditor's workbook is about.
  public var audited: Int?

  public init(
    partner: String, kind: RegisteredSubmission.Kind, original: [UInt8], record: RegisteredRecord,
    audited: Int? = nil
  ) {
    self.partner = partner
    self.kind = kind
    self.original = original
    self.record = record
    self.audited = audited
  }
}

/// What one reading of an original gave.
public struct RegisteredRecord: Sendable, Equatable {
  /// The file's name as it was given.
  public var file: String
  /// `<id>@<version>@<language>`.
  public var template: String
  /// The language of the messages in the two documents.
  public var language: String
  /// The program and its version, which read it.
  public var program: String
  public var verdict: String
  /// Thousandths met of what applies; nil where nothing applies.
  public var permille: Int?
  /// `respecte.submission/1`, on one line.
  public var submission: String
  /// One item of `respecte.assessment/1`, on one line.
  public var assessment: String

  public init(
    file: String, template: String, language: String, program: String, verdict: String,
    permille: Int?, submission: String, assessment: String
  ) {
    self.file = file
    self.template = template
    self.language = language
    self.program = program
    self.verdict = verdict
    self.permille = permille
    self.submission = submission
    self.assessment = assessment
  }
}

/// A submission as lists show it.
public struct RegisteredSubmission: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    /// The partner's workbook.
    case returned
    /// An auditor's workbook with findings.
    case audit
    /// The partner's replies in an audit workbook.
    case reply
  }

  /// From 1, in the order of receipt; never given twice.
  public var number: Int
  public var partner: String
  public var kind: Kind
  public var received: Timestamp
  /// When it was last handed in so that it was the current one; `received` unless it came again later.
  public var handedIn: Timestamp
  /// The number of the event of `handedIn`: of a partner's submissions with one checklist the highest is the
  /// current one.
  public var turn: Int
  /// Of the original, lower-case hexadecimal.
  public var sha256: String
  /// Of the original.
  public var bytes: Int
  /// Nil where the partner had it removed.
  public var summary: Summary?

  /// What is known without the documents.
  public struct Summary: Sendable, Equatable {
    public var file: String
    public var template: String
    /// The checklist's id, whatever its version and language.
    public var checklist: String { Self.checklist(of: template) }

    /// The id in `<id>@<version>@<language>` or `<id>@<version>`.
    public static func checklist(of stamp: String) -> String {
      String(stamp.prefix { $0 != "@" })
    }

    public var language: String
    public var program: String
    public var verdict: String
    public var permille: Int?
  }
}

/// One line of the log.
public struct RegisterEvent: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    /// The register was made.
    case created
    /// A submission was taken in.
    case received
    /// The bytes of the current submission were handed in once more.
    case repeated
    /// The bytes of an earlier submission were handed in again, which is the current one from then on.
    case resubmitted
    /// An auditor's workbook about the submission was taken in; `audit` in the details is its number,
    /// and `conflicts` in how many answers auditors differ, where they do.
    case audited
    /// Everything of a partner up to here was removed.
    case forgotten
    /// A partner got a link, and it was taken back.
    case invited, revoked
    /// Somebody of the programme office got a link to an account, used it to set a password, and is let in no more.
    case accountInvited = "account-invited"
    case accountOpened = "account-opened"
    /// The password of an account was withdrawn and its sessions were ended.
    case accountReset = "account-reset"
    case accountClosed = "account-closed"
  }

  /// From 1, without gaps.
  public var number: Int
  public var time: Timestamp
  /// One of `Kind`, or what a later program calls it.
  public var kind: String
  /// Who did it.
  public var actor: String
  /// The partner's name.
  public var partner: String?
  public var submission: Int?
  /// A JSON object.
  public var details: String
  /// The digest of the event before; empty for the first.
  public var previous: String
  /// SHA-256, lower-case hexadecimal.
  public var digest: String
}
