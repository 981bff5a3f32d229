internal import Basics

/// Reads the members of one YAML mapping and collects what is wrong with them.
///
/// Each key that is asked for counts as known; `finish()` reports the others.
final class NodeReader {
  /// The faults of a whole file, shared by the readers of its mappings.
  final class Faults {
    let language: Language
    private(set) var all: [TemplateFault] = []

    init(language: Language) { self.language = language }

    func add(_ mark: YAMLMark, fr french: String, en english: String) {
      all.append(
        TemplateFault(
          line: mark.line, column: mark.column, message: language(fr: french, en: english)))
    }
  }

  let mark: YAMLMark
  let faults: Faults
  private let members: [YAMLMember]
  /// Which of the members were asked for.
  private var isKnown: [Bool]
  /// All keys that were asked for.
  private var asked: [String] = []

  /// Nil, with a fault, for a node that is no mapping.
  init?(_ node: YAMLNode, faults: Faults) {
    self.faults = faults
    mark = node.mark
    guard case .mapping(let members, _) = node else {
      faults.add(
        node.mark, fr: "des clés et leurs valeurs sont attendues ici.",
        en: "keys and their values are expected here.")
      return nil
    }
    self.members = members
    isKnown = Array(repeating: false, count: members.count)
  }

  /// The value of a key; nil where the key is absent.
  func node(_ key: String) -> YAMLNode? {
    asked.append(key)
    guard let index = members.firstIndex(where: { $0.key == key }) else { return nil }
    isKnown[index] = true
    return members[index].value
  }

  /// Where a key's value stands, or the mapping itself.
  func mark(of key: String) -> YAMLMark { members.first { $0.key == key }?.value.mark ?? mark }

  /// All keys with their values, for mappings whose keys are free.
  var allMembers: [YAMLMember] {
    asked += members.map(\.key)
    isKnown = Array(repeating: true, count: members.count)
    return members
  }

  /// A text that may be absent or empty (nil).
  func text(_ key: String) -> String? {
    guard let node = node(key) else { return nil }
    guard case .scalar(let text, _) = node else {
      faults.add(
        node.mark, fr: "« \(key) » attend un texte.", en: "“\(key)” expects a text.")
      return nil
    }
    return text.isBlank ? nil : text
  }

  /// A text that has to be there; empty, with a fault, where it is not.
  func requiredText(_ key: String) -> String {
    if let text = text(key) { return text }
    if case .scalar? = node(key) {
      faults.add(mark(of: key), fr: "« \(key) » est vide.", en: "“\(key)” is empty.")
    } else if node(key) == nil {
      faults.add(mark, fr: "« \(key) » manque.", en: "“\(key)” is missing.")
    }
    return ""
  }

  /// A whole number from 0 that may be absent.
  func number(_ key: String) -> Int? {
    guard let text = text(key) else { return nil }
    guard let number = Int(text), (0...10_000).contains(number) else {
      faults.add(
        mark(of: key), fr: "« \(key) » attend un nombre entier, et non « \(text) ».",
        en: "“\(key)” expects a whole number, not “\(text)”.")
      return nil
    }
    return number
  }

  /// True or false; false where absent.
  func flag(_ key: String) -> Bool {
    guard let text = text(key) else { return false }
    switch text {
    case "true": return true
    case "false": return false
    default:
      faults.add(
        mark(of: key), fr: "« \(key) » attend true ou false, et non « \(text) ».",
        en: "“\(key)” expects true or false, not “\(text)”.")
      return false
    }
  }

  /// The items of a list that may be absent.
  func list(_ key: String) -> [YAMLNode] {
    guard let node = node(key) else { return [] }
    guard case .sequence(let items, _) = node else {
      faults.add(node.mark, fr: "« \(key) » attend une liste.", en: "“\(key)” expects a list.")
      return []
    }
    return items
  }

  /// The texts of a list, with their places.
  func texts(_ key: String) -> [(text: String, mark: YAMLMark)] {
    list(key).compactMap { item in
      guard case .scalar(let text, let mark) = item, !text.isBlank else {
        faults.add(
          item.mark, fr: "« \(key) » attend une liste de textes.",
          en: "“\(key)” expects a list of texts.")
        return nil
      }
      return (text, mark)
    }
  }

  /// The mappings of a list.
  func readers(_ key: String) -> [NodeReader] {
    list(key).compactMap { NodeReader($0, faults: faults) }
  }

  /// The mapping of a key that may be absent.
  func reader(_ key: String) -> NodeReader? {
    node(key).flatMap { NodeReader($0, faults: faults) }
  }

  /// Reports the keys that nobody asked for.
  func finish() {
    for (member, isKnown) in zip(members, isKnown) where !isKnown {
      let expected = Set(asked).sorted().joined(separator: ", ")
      faults.add(
        member.keyMark,
        fr: "clé inconnue « \(member.key) » ; les clés possibles ici : \(expected).",
        en: "unknown key “\(member.key)”; the keys possible here: \(expected).")
    }
  }

  func fault(_ mark: YAMLMark, fr french: String, en english: String) {
    faults.add(mark, fr: french, en: english)
  }
}
