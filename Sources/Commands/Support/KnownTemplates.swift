internal import Basics
internal import Checklists

/// The templates that a command may use: built in, in the folder that `RESPECTE_TEMPLATES` names, and given.
enum KnownTemplates {
  /// The built-in templates and those of the environment's folder; a faulty one is left out with a word about it.
  static func library(_ session: Session) -> TemplateLibrary {
    var library = TemplateLibrary.builtIn()
    guard let folder = session.environment[EnvironmentVariable.templates.name], !folder.isEmpty
    else { return library }
    let language = session.language
    do {
      for path in try files(in: folder) {
        do {
          library.add(try read(path, session))
        } catch {
          session.complain(
            language(fr: "modèle laissé de côté : ", en: "template left out: ") + error.sentence)
        }
      }
    } catch {
      session.complain(
        language(
          fr:
            "le dossier \(language.quotedWhole(folder)) (RESPECTE_TEMPLATES) n’a pas pu être lu : ",
          en: "the folder \(language.quotedWhole(folder)) (RESPECTE_TEMPLATES) could not be read: ")
          + error.reason(language))
    }
    return library
  }

  /// The template files in a folder, sorted by name.
  static func files(in folder: String) throws(SystemError) -> [String] {
    try FolderWalk.names(in: folder).filter { !$0.hasPrefix(".") && isYAML($0) }
      .map { Path.join(folder, $0) }
  }

  /// The same with template files that were given as options.
  static func library(adding files: [String], _ session: Session) throws(Stop) -> TemplateLibrary {
    var library = library(session)
    for file in files {
      do { library.add(try read(file, session)) } catch { throw .noInput(error.sentence) }
    }
    return library
  }

  /// The template that an id or the path of a file names.
  ///
  /// - Parameter library: the known templates, where they have been read already.
  static func template(
    _ name: String, in library: TemplateLibrary? = nil, _ session: Session
  ) throws(Stop) -> Template {
    if isPath(name) {
      do { return try read(name, session) } catch { throw .noInput(error.sentence) }
    }
    let library = library ?? self.library(session)
    if let template = library.template(named: name, language: session.language) { return template }
    // A file without an ending, if there is one.
    if (try? FileStatus(path: name))?.kind == .file {
      do { return try read(name, session) } catch { throw .noInput(error.sentence) }
    }
    let language = session.language
    throw .usage(
      language(
        fr: "aucun modèle ne s’appelle « \(name) » ; « respecte template list » les énumère",
        en: "no template is called “\(name)”; “respecte template list” lists them"),
      hint: Suggestion.nearest(to: name, among: library.templates.map(\.name)))
  }

  /// The template that is meant where none is named: the built-in one, in the language of messages if it exists in several.
  static func standard(_ session: Session) throws(Stop) -> Template {
    let names = TemplateLibrary.builtInNames
    let ids = Set(names.map { $0.prefix(upTo: $0.lastIndex(of: ".") ?? $0.endIndex) })
    if ids.count == 1, let id = ids.first {
      let wanted = id + "." + session.language.rawValue
      let library = TemplateLibrary.builtIn(named: names.first { $0 == wanted })
      if let template = library.template(named: String(id), language: session.language) {
        return template
      }
    }
    let language = session.language
    throw .usage(
      language(
        fr: "dites quel modèle avec --template ; « respecte template list » les énumère",
        en: "say which template with --template; “respecte template list” lists them"))
  }

  /// Why a file is no template: every fault, one a line.
  struct Problem: Error {
    let sentence: String
  }

  /// Reads a template file that has to be without fault.
  static func read(_ path: String, _ session: Session) throws(Problem) -> Template {
    let language = session.language
    let bytes: [UInt8]
    do {
      bytes = try InputFile.read(path, limit: TemplateFile.sizeLimit, console: session.console)
    } catch {
      throw Problem(
        sentence: session.named(path, error.sentence(language)))
    }
    let (template, faults) = TemplateFile.read(bytes, messagesIn: language)
    if let template, faults.isEmpty { return template }
    let lines = faults.map { $0.line(in: path) }.joined(separator: "\n")
    throw Problem(
      sentence: language(
        fr: "\(language.quotedWhole(path)) n’est pas un modèle utilisable :\n\(lines)",
        en: "\(language.quotedWhole(path)) is not a usable template:\n\(lines)"))
  }

  private static func isPath(_ name: String) -> Bool {
    name == "-" || name.contains("/") || isYAML(name)
  }

  private static func isYAML(_ name: String) -> Bool {
    ["yaml", "yml"].contains(Path.ending(name))
  }
}

extension TemplateFault {
  /// `FILE:LINE:COLUMN: message`, as editors understand it.
  func line(in path: String) -> String {
    let place = [line, column].prefix { $0 > 0 }.map { ":" + String($0) }.joined()
    return path + place + ": " + message
  }
}
