internal import CBuiltInTemplates

/// The templates that are known: the built-in ones and those that a person adds.
public struct TemplateLibrary: Sendable {
  /// In the order in which they were added, the built-in ones first.
  public private(set) var templates: [Template] = []

  public init() {}

  /// The templates that are compiled into the program.
  ///
  /// - Parameter name: of the one that is wanted (`<id>.<language>`); nil for all.
  public static func builtIn(named name: String? = nil) -> TemplateLibrary {
    var library = TemplateLibrary()
    for file in builtInFiles where name == nil || file.name == name {
      if let template = TemplateFile.template(of: file.bytes) {
        library.add(template)
      }
    }
    return library
  }

  /// The names (`<id>.<language>`) and versions of the built-in templates, without reading the rest of them.
  public static var builtInTitles: [(name: String, version: String)] {
    builtInFiles.compactMap { TemplateFile.title(of: $0.bytes) }
  }

  /// The names of the templates that are compiled into the program, which none has to be read for.
  public static var builtInNames: [String] { builtInFiles.map(\.name) }

  /// The built-in files by name, `aws-retail-technology-2019-12.fr`.
  static var builtInFiles: [(name: String, bytes: [UInt8])] {
    (0..<respecte_built_in_template_count()).map { index in
      let file = respecte_built_in_template(index)
      return (
        String(cString: file.name),
        Array(UnsafeBufferPointer(start: file.bytes, count: file.length))
      )
    }
  }

  /// Adds a template; one with the same stamp (`id@version@language`) takes the place of the earlier one.
  public mutating func add(_ template: Template) {
    if let index = templates.firstIndex(where: { $0.stamp == template.stamp }) {
      templates[index] = template
    } else {
      templates.append(template)
    }
  }

  /// Whether another library is this one, unchanged; an equal one need not be.
  public func isSame(as other: TemplateLibrary) -> Bool {
    templates.count == other.templates.count
      && templates.withUnsafeBufferPointer { mine in
        other.templates.withUnsafeBufferPointer { mine.baseAddress == $0.baseAddress }
      }
  }

  /// The template with a name (`<id>.<language>`) or, by `<id>` alone, in the given language, else in any; the
  /// latest added of several versions.
  public func template(named name: String, language: Language) -> Template? {
    templates.last { $0.name == name }
      ?? templates.last { $0.id == name && $0.language == language }
      ?? templates.last { $0.id == name }
  }

  /// The template that a workbook's stamp names; nil if that version is not known.
  public func template(stamped stamp: String) -> Template? {
    templates.last { $0.stamp == stamp }
  }

  /// The template that replaced another one, directly or over further versions, in its language if it exists in
  /// several; nil where none is known that names it among its predecessors.
  public func successor(of template: Template) -> Template? {
    var seen: Set<String> = [template.edition]
    var current: Template?
    var edition = template.edition
    while true {
      let next = templates.filter {
        $0.predecessors.contains(edition) && !seen.contains($0.edition)
      }
      guard let found = next.last(where: { $0.language == template.language }) ?? next.last else {
        return current
      }
      current = found
      edition = found.edition
      seen.insert(edition)
    }
  }
}
