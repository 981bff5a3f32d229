internal import Basics
internal import Checklists

/// What is said of a file that could not be read, or whose template is not known.
struct Unreadable {
  let submission: Submission
  let language: Language

  private var code: (reason: Reason.Code, discrepancy: DiscrepancyCode) {
    submission.failure == nil
      ? (.templateUnknown, .templateUnknown) : (.fileUnreadable, .fileUnreadable)
  }

  private var message: String {
    guard let failure = submission.failure else {
      return code.discrepancy.meaning(in: language) + " " + code.discrepancy.remedy(in: language)
    }
    return "\(failure.message.visible()) (\(failure.code))"
  }

  /// The reader's, with one that says why nothing could be assessed, if the reader has not said so itself.
  var discrepancies: [Discrepancy] {
    guard !submission.discrepancies.contains(where: { $0.code == code.discrepancy }) else {
      return submission.discrepancies
    }
    return [Discrepancy(code.discrepancy, message: message)] + submission.discrepancies
  }

  var reason: Reason {
    let said = submission.discrepancies.first { $0.code == code.discrepancy }?.message
    return Reason(code: code.reason, text: said ?? message, mark: said ?? message)
  }
}
