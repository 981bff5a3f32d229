internal import Basics
@_spi(_Unicode) internal import Swift

extension String {
  /// The same text, however it was typed (Unicode Standard Annex 15, form C): `é` is one sign or two on
  /// different keyboards.
  var canonical: String {
    var text = ""
    text.unicodeScalars.append(contentsOf: _nfc)
    return text
  }
}

/// Which passwords are not taken: too short, or among the first that are guessed (NIST SP 800-63B, §
/// 5.1.1.2).
enum PasswordRule {
  enum Fault: Sendable {
    case short, long
    /// A sequence, a repetition, a common password, with little else.
    case predictable
    /// The name of the account or of the programme, with little else.
    case name
  }

  /// Characters.
  static let shortest = 12
  /// Bytes.
  private static let longest = 1000
  /// What has to be left once everything that is easily guessed counts as one sign.
  private static let leastSigns = 7

  /// - Parameter names: of the account and of the programme.
  static func fault(of password: String, names: [String]) -> Fault? {
    if password.count < shortest { return .short }
    if password.utf8.count > longest { return .long }
    if signs(of: password, without: common) < leastSigns { return .predictable }
    return signs(of: password, without: common + names) < leastSigns ? .name : nil
  }

  /// How many signs are left where each of these words, each run and all that is repeated counts as one or
  /// once.
  private static func signs(of password: String, without words: [String]) -> Int {
    var text = password.folded().filter { !$0.isWhitespace }
    // No sign that is typed.
    let one = "\u{1}"
    let words = Set(words.map { $0.folded().filter { !$0.isWhitespace } }.filter { $0.count > 2 })
    for word in words.sorted(by: { ($1.count, $0) < ($0.count, $1) }) {
      text = text.replacing(word, with: one)
    }
    return signsWithoutRuns(period(Array(text)))
  }

  /// The beginning that is repeated up to the end; all of a text where none is.
  private static func period(_ text: [Character]) -> [Character] {
    for length in 1..<max(2, text.count / 2 + 1)
    where text.indices.dropFirst(length).allSatisfy({ text[$0] == text[$0 - length] }) {
      return Array(text.prefix(length))
    }
    return text
  }

  /// Counts signs, and three or more as one that are the same, follow one another or lie side by side on a
  /// keyboard.
  private static func signsWithoutRuns(_ text: [Character]) -> Int {
    var (count, start) = (0, 0)
    while start < text.count {
      let longest = rows.map { run(in: text, from: start, by: $0) }.max() ?? 1
      count += 1
      start += longest > 2 ? longest : 1
    }
    return count
  }

  private static func run(in text: [Character], from start: Int, by row: [Character: Int]) -> Int {
    func place(_ index: Int) -> Int? { index < text.count ? row[text[index]] : nil }
    guard let first = place(start), let second = place(start + 1), abs(second - first) <= 1 else {
      return 1
    }
    var length = 2
    while let before = place(start + length - 1), let next = place(start + length),
      next - before == second - first
    { length += 1 }
    return length
  }

  /// Where signs lie in the alphabet, among the digits and on keyboards; all signs, each by itself, for those
  /// repeated.
  private static let rows: [[Character: Int]] = [
    "abcdefghijklmnopqrstuvwxyz", "01234567890", "azertyuiop", "qsdfghjklm", "wxcvbn",
    "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop",
  ].map { row in
    Dictionary(zip(row, 0...), uniquingKeysWith: { first, _ in first })
  }

  /// Passwords and parts of them that are tried first.
  private static let common = [
    "motdepasse", "password", "passwort", "passw0rd", "p@ssw0rd", "p@ssword", "passphrase",
    "azerty", "qwerty", "bienvenue", "welcome", "administrateur", "administrator", "admin",
    "auditeur", "auditor", "utilisateur", "user", "bonjour", "coucou", "soleil", "sunshine",
    "jetaime", "iloveyou", "doudou", "loulou", "chouchou", "princesse", "princess", "dragon",
    "monkey", "football", "letmein", "changeme", "changezmoi", "secret", "connexion", "login",
    "default", "ordinateur", "computer", "entreprise", "company", "marseille", "france", "paris",
  ]
}
