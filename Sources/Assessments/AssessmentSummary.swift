public import Checklists

/// What many assessments come to; one is added at a time and may be forgotten.
public struct AssessmentSummary: Sendable, Equatable {
  /// How many submissions have each verdict.
  public private(set) var verdicts: [Verdict: Int] = [:]
  /// How many case studies are retained, and how many of them are public.
  public private(set) var retained = 0
  public private(set) var retainedPublic = 0
  /// How many discrepancies there are of each severity.
  public private(set) var severities: [Severity: Int] = [:]
  /// Every control that occurs, in the order of the first template that has it. Controls of different templates with
  /// the same id are counted together.
  public private(set) var controls: [ControlScore] = []
  private var places: [String: Int] = [:]

  public init() {}

  /// How many assessments were added.
  public var submissions: Int { verdicts.values.reduce(0, +) }

  /// How many assessments have a verdict.
  public func count(_ verdict: Verdict) -> Int { verdicts[verdict] ?? 0 }

  /// How many discrepancies weigh so much.
  public func count(_ severity: Severity) -> Int { severities[severity] ?? 0 }

  /// Whether a program should say that something blocks: an error, or a submission that is not eligible.
  public var isBlocked: Bool { count(Severity.error) > 0 || count(.eligible) < submissions }

  /// Counts one more assessment.
  public mutating func add(_ assessment: Assessment) {
    verdicts[assessment.verdict, default: 0] += 1
    retained += assessment.retained
    retainedPublic += assessment.retainedPublic
    for discrepancy in assessment.discrepancies {
      severities[discrepancy.severity, default: 0] += 1
    }
    for control in assessment.controls {
      if let place = places[control.control] {
        controls[place].score.add(control.score)
      } else {
        places[control.control] = controls.count
        controls.append(control)
      }
    }
  }
}
