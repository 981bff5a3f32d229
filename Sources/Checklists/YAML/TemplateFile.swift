/// What is wrong with a template file, and where.
public struct TemplateFault: Error, Sendable, Equatable {
  /// From 1; 0 where no line can be named.
  public var line: Int
  /// From 1; 0 where no column can be named.
  public var column: Int
  public var message: String

  public init(line: Int, column: Int, message: String) {
    self.line = line
    self.column = column
    self.message = message
  }
}

/// Templates as YAML files; `Templates/README.md` describes the keys.
public enum TemplateFile {
  /// The largest file that is read, in bytes.
  public static let sizeLimit = 16 << 20

  /// Reads a file and says everything that is wrong with it, in the order of its lines.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8 YAML.
  ///   - language: the language of the faults' messages.
  /// - Returns: the template, nil where the file cannot be understood as one; it is to be used only if `faults` is empty.
  public static func read(_ bytes: [UInt8], messagesIn language: Language) -> (
    template: Template?, faults: [TemplateFault]
  ) {
    let faults = NodeReader.Faults(language: language)
    guard bytes.count <= sizeLimit, String(validating: bytes, as: UTF8.self) != nil else {
      faults.add(
        YAMLMark(line: 0, column: 0),
        fr: "le fichier n’est pas un texte en UTF-8 de 16 Mio au plus.",
        en: "the file is not a text in UTF-8 of at most 16 MiB.")
      return (nil, faults.all)
    }
    do throws(YAMLProblem) {
      let root = try YAMLParser.parse(bytes)
      var decoder = TemplateDecoder(faults: faults)
      let template = decoder.template(root)
      if let template {
        TemplateCheck(template: template, marks: decoder.marks, faults: faults).run()
      }
      return (template, faults.all.sorted { ($0.line, $0.column) < ($1.line, $1.column) })
    } catch {
      faults.add(error.mark, fr: error.text(in: .french), en: error.text(in: .english))
      return (nil, faults.all)
    }
  }

  /// What a file calls itself at its beginning, without reading the rest; nil where it does not say so there.
  ///
  /// The file may still be faulty: `read` tells.
  public static func title(of bytes: [UInt8]) -> (name: String, version: String)? {
    let keys: Set = ["id", "version", "language"]
    // libyaml looks at all that it is given before it says a word: a few lines are enough of nearly every file.
    let start = bytes.prefix(2048).lastIndex(of: UInt8(ascii: "\n")).map { Array(bytes[...$0]) }
    let beginning =
      [start, bytes].lazy.compactMap { $0 }.compactMap {
        try? YAMLParser.beginning(of: $0, until: keys)
      }.first { keys.isSubset(of: $0.keys) }
    guard let beginning, let id = beginning["id"], let version = beginning["version"],
      let language = beginning["language"]
    else { return nil }
    return (id + "." + language, version)
  }

  /// The template of a file that is known to have no fault: nothing in it is compared.
  static func template(of bytes: [UInt8]) -> Template? {
    guard let root = try? YAMLParser.parse(bytes) else { return nil }
    var decoder = TemplateDecoder(faults: NodeReader.Faults(language: .english))
    return decoder.template(root)
  }

  /// A template as YAML, ready to be read back.
  public static func text(of template: Template) -> String {
    YAMLEmitter.text(of: TemplateEncoder.tree(of: template))
  }
}

extension YAMLProblem {
  func text(in language: Language) -> String {
    switch kind {
    case .syntax(let words):
      language(
        fr: "ce n’est pas du YAML correct (\(words)) ; vérifiez le retrait et les guillemets.",
        en: "this is not correct YAML (\(words)); check indentation and quotes.")
    case .anchor:
      language(
        fr:
          "les ancres (&) et les renvois (*) ne sont pas acceptés ; mettez entre guillemets un texte qui commence ainsi.",
        en: "anchors (&) and aliases (*) are not accepted; put a text that starts so in quotes.")
    case .tooDeep:
      language(fr: "trop de niveaux imbriqués.", en: "too many levels inside one another.")
    case .keyNotText:
      language(fr: "une clé doit être un texte.", en: "a key has to be a text.")
    case .duplicateKey(let key):
      language(
        fr: "la clé « \(key) » est donnée deux fois.", en: "the key “\(key)” is given twice.")
    case .empty:
      language(fr: "le fichier ne contient rien.", en: "the file holds nothing.")
    case .severalDocuments:
      language(
        fr: "un seul document par fichier est attendu.", en: "one document a file is expected.")
    }
  }
}
