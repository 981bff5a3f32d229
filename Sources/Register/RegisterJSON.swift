public import Basics

/// Registers as JSON (`respecte.register/1`, `respecte.registered/1`).
///
/// A register is written in pieces, so that many submissions need no more memory than one: `opening`, the submissions with
/// `separator` between them, `log`, the events with `separator` between them, `closing`.
public enum RegisterJSON {
  /// What the member `schema` of a register says.
  public static let schema = "respecte.register/1"
  /// What the member `schema` of one submission says.
  public static let submissionSchema = "respecte.registered/1"

  public static let opening = "{\"schema\":\"\(schema)\",\n\"submissions\":[\n"
  public static let separator = ",\n"
  public static let log = "\n],\n\"log\":[\n"
  public static let closing = "\n]}\n"

  /// One submission of a register.
  public static func json(of submission: RegisteredSubmission) -> JSON {
    let summary = submission.summary
    return [
      "number": JSON(submission.number), "partner": .string(submission.partner),
      "kind": .string(submission.kind.rawValue),
      "received": .string(submission.received.description),
      "handedIn": .string(submission.handedIn.description),
      "sha256": .string(submission.sha256), "bytes": JSON(submission.bytes),
      "forgotten": .boolean(summary == nil), "file": JSON(summary?.file),
      "template": JSON(summary?.template), "language": JSON(summary?.language),
      "program": JSON(summary?.program), "verdict": JSON(summary?.verdict),
      "percent": JSON(summary?.permille.map { Double($0) / 10 }),
    ]
  }

  /// One event of a log.
  public static func json(of event: RegisterEvent) -> JSON {
    [
      "number": JSON(event.number), "time": .string(event.time.description),
      "kind": .string(event.kind), "actor": .string(event.actor),
      "partner": JSON(event.partner), "submission": JSON(event.submission),
      "details": .string(event.details), "previous": .string(event.previous),
      "digest": .string(event.digest),
    ]
  }

  /// One submission with what the log says of it and the two documents that were made of it, null where they were removed.
  ///
  /// - Parameter assessment: an item of `respecte.assessment/1`.
  public static func document(
    of submission: RegisteredSubmission, events: [RegisterEvent], submissionDocument: JSON?,
    assessment: JSON?
  ) -> JSON {
    [
      "schema": .string(submissionSchema), "summary": json(of: submission),
      "log": .array(events.map(json(of:))), "submission": submissionDocument ?? .null,
      "assessment": assessment ?? .null,
    ]
  }
}
