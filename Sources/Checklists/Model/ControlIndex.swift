/// What is looked up among a template's controls for every answer, made once for all of them.
struct ControlIndex: Sendable, Equatable {
  /// The places of the controls by their ids; of two with one id the first.
  let places: [String: Int]
  /// By delivery model and kind of scope: which controls are asked.
  let asked: [String: [ScopeKind: [Bool]]]
  /// The same for a delivery model that no control names.
  let none: [Bool]

  init(_ controls: [Control]) {
    places = Dictionary(
      controls.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let none = Array(repeating: false, count: controls.count)
    var asked: [String: [ScopeKind: [Bool]]] = [:]
    for (place, control) in controls.enumerated() {
      guard case .byModel(let models) = control.applicability else { continue }
      for (model, kinds) in models {
        for kind in kinds { asked[model, default: [:]][kind, default: none][place] = true }
      }
    }
    self.asked = asked
    self.none = none
  }
}
