internal import Basics

/// Texts that say nothing where evidence or a reason belongs; each counts as none (contract § 7,
/// `evidence.filler`).
public enum Filler {
  /// Whether a text is one, compared as answers are: case, accents, blanks, quotation marks around it and
  /// closing punctuation do not count. A text without a letter, a digit or a sign of the list is one as well.
  public static func isFiller(_ text: String) -> Bool {
    // Most evidence is longer, and need not be folded.
    guard text.utf8.count <= 64, !text.isBlank else { return false }
    var rest = text.compatibilityFolded().folded()[...]
    while let last = rest.last, surrounding.contains(last) { rest.removeLast() }
    while let first = rest.first, surrounding.contains(first) { rest.removeFirst() }
    return rest.isEmpty || folded.contains(String(rest))
  }

  /// Whether a text is there and says something.
  public static func saysMore(_ text: String?) -> Bool {
    text.map { !$0.isBlank && !isFiller($0) } ?? false
  }

  /// The closed list, in both languages, in lower case and with its accents.
  public static let texts = [
    // Answers, and what stands for one.
    "o", "oui", "y", "yes", "ok", "okay", "vrai", "true", "n", "non", "no", "faux", "false", "so",
    "s.o", "s/o", "sans objet", "non applicable", "n/a", "na", "not applicable", "conforme",
    "respecté", "compliant", "met", "fait", "c'est fait", "fini", "vu", "validé", "done", "checked",
    // Signs.
    "x", "xx", "xxx", "?", "??", "???", "-", "--", "---", "/", "//", "*", "**", "***", "_", "__",
    "#", "=", "+", "~",
    // Nothing, or not yet.
    "rien", "néant", "aucun", "aucune", "nothing", "none", "nil", "test", "todo", "to do", "tbd",
    "tbc", "tba", "en cours", "à venir", "à suivre", "à compléter", "à fournir", "à définir",
    "à confirmer", "plus tard", "bientôt", "in progress", "pending", "to come", "to follow",
    "later", "soon", "to be completed", "to be provided", "to be defined", "to be confirmed",
    // Somewhere else, without a place.
    "idem", "id", "ditto", "pareil", "same", "same as above", "as above", "above", "below", "cf",
    "voir", "see", "see above", "see below", "v. plus haut", "plus haut", "ci-dessus", "plus bas",
    "ci-dessous", "voir plus haut", "voir ci-dessus", "voir ci dessus", "cf. plus haut",
    "cf plus haut", "cf. ci-dessus", "cf ci-dessus", "voir plus bas", "voir ci-dessous",
    "voir ci dessous", "cf. ci-dessous", "cf ci-dessous",
  ]

  private static let folded = Set(texts.map { $0.folded() })

  /// Blanks, quotation marks and closing punctuation. Typographic ones are folded to these.
  private static let surrounding: Set<Character> = [
    " ", ".", "!", "…", ",", ";", ":", "\"", "'", "‹", "›", "‚", "‛", "‟",
  ]
}
