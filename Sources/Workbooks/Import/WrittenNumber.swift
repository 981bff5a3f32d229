internal import Basics

/// A whole number as people write it.
struct WrittenNumber: Equatable {
  let value: Int
  /// Whether it was given as `environ`, “more than”, `40+`.
  var isApproximate = false

  /// What may be counted; `3 millions` or `2k` is another number than its digits.
  private static let units: Set<String> = [
    "client", "clients", "customer", "customers", "utilisateur", "utilisateurs", "user", "users",
    "enseigne", "enseignes", "magasin", "magasins", "store", "stores", "entreprise", "entreprises",
    "company", "companies",
  ]

  /// What says that a number is about right, or the least that it is; the longer before what it begins with.
  private static let leads = [
    "a peu pres", "au moins", "plus de", "pres de", "environ", "env.", "env", "autour de",
    "quelque", "approximately", "approx.", "approx", "approximativement", "more than", "at least",
    "around", "about", "nearly", "almost", "presque", "over", "circa", "ca.", "c.", "+ de", "+",
    "~", "≈", "±", ">=", "≥", ">",
  ]
  private static let ends = [
    "environ", "env.", "approximately", "approx.", "approx", "or more", "or so", "et plus",
    "ou plus", "au moins", "at least", "+", "(environ)", "(approx.)", "(about)", "(env.)",
  ]

  init(_ value: Int) { self.value = value }

  /// `120`, `1 200`, `1,200`, `1.200 clients`: digits, thousands in groups of three, perhaps a unit, perhaps
  /// a word that says that it is not exact. Nil for everything else.
  init?(_ typed: String) {
    // No number is that long.
    guard typed.utf8.count <= 100 else { return nil }
    var text = typed.compatibilityFolded().folded()
    var isApproximate = false
    if let lead = Self.leads.first(where: { text.hasPrefix($0) }) {
      text = text.dropFirst(lead.count).trimmed()
      isApproximate = true
    }
    if let end = Self.ends.first(where: { text.hasSuffix($0) }) {
      text = text.dropLast(end.count).trimmed()
      isApproximate = true
    }
    let digits = text.prefix { $0.isASCII && $0.isNumber || " .,'".contains($0) }
    var unit = text.dropFirst(digits.count).trimmed()
    if unit.hasPrefix("+") {
      unit = unit.dropFirst().trimmed()
      isApproximate = true
    }
    guard unit.isEmpty || Self.units.contains(unit), let value = Self.number(digits.trimmed())
    else { return nil }
    self.value = value
    self.isApproximate = isApproximate
  }

  private static func number(_ digits: String) -> Int? {
    let groups = digits.split(omittingEmptySubsequences: false) { " .,'".contains($0) }
    guard let first = groups.first, !first.isEmpty else { return nil }
    if groups.count > 1 {
      let separators = Set(digits.filter { !$0.isNumber })
      guard separators.count == 1, first.count <= 3,
        groups.dropFirst().allSatisfy({ $0.count == 3 })
      else { return nil }
    }
    return Int(groups.joined())
  }
}
