internal import Basics
public import Checklists

/// A case study in two submissions.
public struct CaseStudyPair: Sendable, Equatable {
  /// What became of it as a whole.
  public enum Change: String, Sendable, CaseIterable {
    case same
    /// One customer under two numbers.
    case renumbered
    /// Two customers under one number, neither of which stands elsewhere in the other submission.
    case customerChanged
    case added, dropped
  }

  /// Nil where it was added.
  public var old: CaseStudy?
  /// Nil where it was dropped.
  public var new: CaseStudy?
  /// The delivery models in force; empty where there is no such case study.
  public var oldModels: [String] = []
  public var newModels: [String] = []

  public var change: Change {
    guard let old else { return .added }
    guard let new else { return .dropped }
    if old.number != new.number { return .renumbered }
    guard let before = old.customerName, let after = new.customerName else { return .same }
    return before == after ? .same : .customerChanged
  }

  /// Pairs the case studies where answers are expected.
  ///
  /// First by customer, where the name stands once in each submission, written in whatever way (case, accents and blanks do
  /// not count); then those that are left by number; then those without a customer's name, in their order, with any that is
  /// left. Nothing else is guessed: what remains was dropped or added.
  static func pairs(_ old: [CaseStudy], _ new: [CaseStudy]) -> [CaseStudyPair] {
    var pairs: [CaseStudyPair] = []
    var (before, after) = (old, new)
    func take(_ first: CaseStudy, _ second: CaseStudy) {
      pairs.append(CaseStudyPair(old: first, new: second))
      before.removeAll { $0.number == first.number }
      after.removeAll { $0.number == second.number }
    }
    let (customers, others) = (single(old), single(new))
    for study in old {
      guard let name = study.customerName, customers[name] == study.number,
        let other = new.first(where: { others[name] == $0.number })
      else { continue }
      take(study, other)
    }
    for study in before {
      if let other = after.first(where: { $0.number == study.number }) { take(study, other) }
    }
    for study in before where study.used && study.customerName == nil {
      if let other = after.first(where: \.used) { take(study, other) }
    }
    for study in after where study.used && study.customerName == nil {
      if let other = before.first(where: \.used) { take(other, study) }
    }
    pairs += before.filter(\.used).map { CaseStudyPair(old: $0, new: nil) }
    pairs += after.filter(\.used).map { CaseStudyPair(old: nil, new: $0) }
    return pairs.compactMap(\.expected).sorted {
      ($0.new?.number ?? .max, $0.old?.number ?? 0) < ($1.new?.number ?? .max, $1.old?.number ?? 0)
    }
  }

  /// Without a side where nothing is expected; nil where that leaves neither.
  private var expected: CaseStudyPair? {
    var pair = self
    if old?.used == false { pair.old = nil }
    if new?.used == false { pair.new = nil }
    return pair.old == nil && pair.new == nil ? nil : pair
  }

  /// The customers that stand once, by their number.
  private static func single(_ studies: [CaseStudy]) -> [String: Int] {
    var numbers: [String: Int] = [:]
    var several: Set<String> = []
    for study in studies {
      guard let name = study.customerName else { continue }
      if numbers.updateValue(study.number, forKey: name) != nil { several.insert(name) }
    }
    return numbers.filter { !several.contains($0.key) }
  }
}

extension CaseStudy {
  /// The customer, to be compared; nil where none is named.
  fileprivate var customerName: String? {
    let name = (self[.customer].text ?? self[.customer].raw ?? "").folded()
    return name.isEmpty ? nil : name
  }
}
