internal import Checklists

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The files of a folder and of the folders in it.
struct FolderWalk {
  /// Why a file was left out.
  enum Skipped: CaseIterable {
    /// What an office program leaves beside an open document: `~$name.xlsx`.
    case lockFile
    case hidden
    /// Neither a workbook nor submissions.
    case unrelated

    func reason(_ language: Language) -> String {
      switch self {
      case .lockFile:
        language(fr: "fichier de verrouillage", en: "lock file of an open workbook")
      case .hidden: language(fr: "caché", en: "hidden")
      case .unrelated:
        language(fr: "ni classeur ni .ndjson", en: "neither a workbook nor .ndjson")
      }
    }
  }

  /// The endings of what is read, and of old or foreign workbooks that deserve an answer.
  static let endings: Set<String> = ["xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "ndjson"]

  /// In sorted order, a folder's files and folders by name.
  private(set) var files: [String] = []
  private(set) var skipped: [(path: String, why: Skipped)] = []
  private var visited: Set<FileStatus.Identity> = []

  /// Walks a folder; a link back to a folder that was seen is not followed. A folder that cannot be opened counts as
  /// a file, so that reading it says why.
  mutating func add(folder: String) {
    guard let status = try? FileStatus(path: folder), let names = try? Self.names(in: folder) else {
      files.append(folder)
      return
    }
    guard visited.insert(status.identity).inserted else { return }
    for name in names { add(Path.join(folder, name), named: name) }
  }

  private mutating func add(_ path: String, named name: String) {
    let kind = (try? FileStatus(path: path))?.kind
    if name.hasPrefix("~$") || name.hasPrefix(".~lock.") {
      skipped.append((path, .lockFile))
    } else if name.hasPrefix(".") {
      skipped.append((path, .hidden))
    } else if kind == .folder {
      add(folder: path)
    } else if kind != .other, Self.endings.contains(Path.ending(path)) {
      // A link that leads nowhere is one of these: somebody expects a workbook there.
      files.append(path)
    } else {
      skipped.append((path, .unrelated))
    }
  }

  /// The names in a folder, sorted by their bytes.
  static func names(in folder: String) throws(SystemError) -> [String] {
    guard let stream = opendir(folder) else { throw .last }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(
          to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)
        ) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
