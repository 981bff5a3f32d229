internal import Basics
internal import Checklists
internal import Register
internal import Spreadsheet

/// What `--version` prints: the program's version alone in the first line, then those of its templates and libraries.
enum VersionText {
  static func text(_ session: Session) -> String {
    let language = session.language
    let templates = TemplateLibrary.builtInTitles + titles(session)
    let libraries =
      LibraryVersion.ofSpreadsheet + LibraryVersion.ofChecklists + LibraryVersion.ofBasics
      + LibraryVersion.ofRegister
    let blocks = [
      ("respecte " + Program.version, []),
      (
        language(fr: "Modèles", en: "Templates"),
        templates.map { ($0.name.visible(), $0.version.visible()) }
      ),
      (language(fr: "Bibliothèques", en: "Libraries"), libraries.map { ($0.name, $0.version) }),
    ]
    return blocks.map { title, rows in
      rows.isEmpty
        ? title + "\n"
        : title + language(fr: " :", en: ":") + "\n"
          + TextLayout.definitions(
            rows.map { (term: $0.0, meaning: $0.1) }, width: 80, column: 40) + "\n"
    }.joined()
  }

  /// Templates in the folder that the environment names; what is no template there is for other commands to tell.
  private static func titles(_ session: Session) -> [(name: String, version: String)] {
    guard let folder = session.environment[EnvironmentVariable.templates.name], !folder.isEmpty,
      let files = try? KnownTemplates.files(in: folder)
    else { return [] }
    return files.compactMap { file in
      let bytes = try? InputFile.read(
        file, limit: TemplateFile.sizeLimit, console: session.console)
      return bytes.flatMap { TemplateFile.title(of: $0) }
    }
  }
}
