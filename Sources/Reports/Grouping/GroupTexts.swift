internal import Basics
internal import Checklists

/// How groups are worded.
extension Language {
  /// From one to another, `1.20 à 1.28`.
  func range(_ first: String, _ last: String) -> String {
    self(fr: "\(first) à \(last)", en: "\(first) to \(last)")
  }

  /// `études de cas 1 à 3 et 5`.
  ///
  /// - Parameter numbers: in ascending order, no two alike.
  func caseStudies(_ numbers: [Int]) -> String {
    guard numbers.count > 1 else {
      return numbers.first.map { Scope.caseStudy($0).name(in: self) } ?? ""
    }
    var runs: [ClosedRange<Int>] = []
    for number in numbers {
      if let run = runs.last, run.upperBound + 1 == number {
        runs[runs.count - 1] = run.lowerBound...number
      } else {
        runs.append(number...number)
      }
    }
    let names = runs.flatMap { run in
      run.count < 3 ? run.map(String.init) : [range(String(run.lowerBound), String(run.upperBound))]
    }
    return self(fr: "études de cas ", en: "case studies ") + list(names)
  }

  /// `contrôles`, before several references.
  func controls(arePrerequisites: Bool) -> String {
    arePrerequisites
      ? self(fr: "prérequis", en: "prerequisites") : self(fr: "contrôles", en: "controls")
  }

  /// The cells of a line that has too many to begin with them.
  func cells(_ list: String) -> String { self(fr: "Cellules : \(list).", en: "Cells: \(list).") }
}
