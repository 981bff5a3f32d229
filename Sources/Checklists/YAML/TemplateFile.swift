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
  /// Reads a file and says everything that is wrong with it, in the order of its lines.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8 YAML.
  ///   - language: the language of the faults' messages.
  /// - Returns: the template, nil where the file cannot be understood as one; it may be used if `faults` is empty.
  public static func read(_ bytes: [UInt8], messagesIn language: Language) -> (
    template: Template?, faults: [TemplateFault]
  ) {
    (nil, [TemplateFault(line: 0, column: 0, message: "")])
  }

  /// A template as YAML, ready to be read back.
  public static func text(of template: Template) -> String { "" }
}
