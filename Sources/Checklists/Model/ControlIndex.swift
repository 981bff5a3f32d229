/// What is looked up among a template's controls for every answer, made once for all of them.
struct ControlIndex: Sendable, Equatable {
  /// The places of the controls by their ids; of two with one id the first.
  let places: [String: Int]
  /// By delivery model and kind of scope: which controls are asked.
  let asked: [String: [ScopeKind: [Bool]]]
  /// How messages name the controls, by their places.
  private let names: [(french: String, english: String)]
  /// The same as `asked` for a delivery model that no control names.
  let none: [Bool]

  init(_ controls: [Control]) {
    places = Dictionary(
      controls.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    names = controls.map { ($0.name(in: .french), $0.name(in: .english)) }
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

  func name(at place: Int, in language: Language) -> String {
    language(fr: names[place].french, en: names[place].english)
  }

  static func == (a: ControlIndex, b: ControlIndex) -> Bool {
    a.places == b.places && a.asked == b.asked
  }
}
