internal import Basics
internal import Checklists

/// Identifiers made of printed names.
enum Identifier {
  /// Every word, the first in lower case, the others capitalised: `chaineDApprovisionnement`.
  static func camelCase(_ text: String) -> String {
    let words = asciiWords(text)
    return words.enumerated().map { $0 == 0 ? $1 : $1.prefix(1).uppercased() + $1.dropFirst() }
      .joined()
  }

  /// Words with hyphens between them: `vente-au-detail`.
  static func kebabCase(_ text: String) -> String {
    asciiWords(text).joined(separator: "-")
  }

  private static func asciiWords(_ text: String) -> [String] {
    Sentence.words(of: text).map { $0.folded.filter { $0.isASCII && ($0.isLetter || $0.isNumber) } }
      .filter { !$0.isEmpty }
  }
}
