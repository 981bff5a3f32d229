internal import Basics
internal import Checklists

/// A folder that files are written into.
enum OutputFolder {
  /// Makes a folder, and those that lead to it, where there is none.
  static func make(_ folder: String, _ session: Session) throws(Stop) {
    let language = session.language
    switch (try? FileStatus(path: folder))?.kind {
    case .folder: return
    case .file, .other:
      throw .output(
        language(
          fr: "\(language.quotedWhole(folder)) n’est pas un dossier ; choisissez un autre nom",
          en: "\(language.quotedWhole(folder)) is no folder; choose another name"))
    case nil: break
    }
    do {
      try FolderMaker.make(folder)
    } catch {
      throw .output(
        language(
          fr: "le dossier \(language.quotedWhole(folder)) n’a pas pu être créé : ",
          en: "the folder \(language.quotedWhole(folder)) could not be made: ")
          + error.reason(language))
    }
  }
}
