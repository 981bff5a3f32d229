public import Checklists

/// What an answer counts as.
public enum Outcome: Sendable, Equatable, CaseIterable {
  case met, notMet, notApplicable
  /// No usable answer; an S.O. without its reason is none.
  case open
}

/// How many answers count as what. Declarations are in no score.
public struct Score: Sendable, Equatable {
  public var met = 0
  public var notMet = 0
  public var notApplicable = 0
  public var open = 0

  public init() {}

  /// The number of answers that the percentage is of: met, not met and open.
  public var applicable: Int { met + notMet + open }

  /// The percentage met in tenths, rounded down, so that 1000 means all; nil where nothing applies.
  public var tenths: Int? { applicable == 0 ? nil : 1000 * met / applicable }

  /// The percentage met, rounded down to one decimal; nil where nothing applies.
  public var percent: Double? { tenths.map { Double($0) / 10 } }

  /// Counts one more answer.
  public mutating func add(_ outcome: Outcome) {
    switch outcome {
    case .met: met += 1
    case .notMet: notMet += 1
    case .notApplicable: notApplicable += 1
    case .open: open += 1
    }
  }

  /// Counts the answers of another score as well.
  public mutating func add(_ other: Score) {
    met += other.met
    notMet += other.notMet
    notApplicable += other.notApplicable
    open += other.open
  }
}

/// The answers of a section in one case study.
public struct SectionScore: Sendable, Equatable {
  public var part: PartID
  /// The section's reference; nil for the documents.
  public var ref: String?
  public var score: Score
}

/// The answers to one control, in every scope and under every delivery model.
public struct ControlScore: Sendable, Equatable {
  public var control: String
  public var score: Score
}
