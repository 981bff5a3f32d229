internal import Basics
public import Checklists
public import Register
internal import Workbooks

/// Which submission of a register an auditor's workbook, or a reply made in one, is about.
public enum AuditedSubmission: Sendable {
  case found(RegisteredSubmission)
  /// The workbook names this submission, and the register has none with this number and these bytes.
  case elsewhere(Int)
  /// Nothing in the register fits.
  case none
  /// Several submissions fit, and the workbook names none of them.
  case several([RegisteredSubmission])

  /// Looks for it: by the number and the digest that the workbook carries; else by the bytes that it was made
  /// of; else, since somebody may have saved the file in between, by its checklist, partner and answers.
  public static func of(_ workbook: Submission, in register: Register) throws(RegisterError) -> Self
  {
    guard let origin = workbook.audit else { return .none }
    if let number = origin.number {
      do throws(RegisterError) {
        let named = try register.submission(number)
        guard named.kind != .audit, named.sha256 == origin.sha256, named.summary != nil else {
          return .elsewhere(number)
        }
        return .found(named)
      } catch {
        guard case .noSubmission = error else { throw error }
        return .elsewhere(number)
      }
    }
    var fitting = try register.submissions(withOriginal: origin.sha256)
    if fitting.isEmpty, let partner = workbook.application.partner {
      fitting = try same(as: workbook, of: partner, in: register)
    }
    guard let first = fitting.first else { return .none }
    return fitting.count == 1 ? .found(first) : .several(fitting)
  }

  /// A partner's submissions with the same answers.
  private static func same(as workbook: Submission, of partner: String, in register: Register)
    throws(RegisterError) -> [RegisteredSubmission]
  {
    var fitting: [RegisteredSubmission] = []
    try register.forEachSubmission(
      Register.Selection(partner: partner), failing: { $0 },
      body: { (registered) throws(RegisterError) in
        guard registered.kind != .audit,
          registered.summary?.checklist == workbook.template?.id,
          let read = try? SubmissionJSON.read(
            Array(register.record(of: registered.number).submission.utf8)),
          AuditMerge.isSameSubmission(workbook, read)
        else { return }
        fitting.append(registered)
      })
    return fitting
  }
}
