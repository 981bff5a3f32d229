internal import Basics
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
    /// An entry of an archive that is no file.
    case link, device, sparse, unknown

    /// What an entry of an archive is.
    static func entry(_ kind: TarArchive.Other) -> Skipped {
      switch kind {
      case .link: .link
      case .device: .device
      case .sparse: .sparse
      case .unknown: .unknown
      }
    }

    func reason(_ language: Language) -> String {
      switch self {
      case .lockFile:
        language(fr: "fichier de verrouillage", en: "lock file of an open workbook")
      case .hidden: language(fr: "caché", en: "hidden")
      case .unrelated:
        language(fr: "ni classeur ni .ndjson", en: "neither a workbook nor .ndjson")
      case .link: language(fr: "lien sans contenu", en: "a link without contents")
      case .device: language(fr: "pas un fichier", en: "not a file")
      case .sparse: language(fr: "fichier à trous", en: "a sparse file")
      case .unknown:
        language(fr: "entrée d’archive d’un type inconnu", en: "an archive entry of unknown type")
      }
    }
  }

  /// The endings of what is read, and of old or foreign workbooks that deserve an answer.
  static let endings: Set<String> = ["xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "ndjson"]

  /// In sorted order, a folder's files and folders by name.
  private(set) var files: [String] = []
  private(set) var skipped: [(path: String, why: Skipped)] = []
  private var visited: Set<FileIdentity> = []

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
    if let why = Self.reasonToSkip(name: name) {
      skipped.append((path, why))
    } else if kind == .folder {
      add(folder: path)
    } else if kind != .other, Self.endings.contains(Path.ending(path)) {
      // A link that leads nowhere is one of these: somebody expects a workbook there.
      files.append(path)
    } else {
      skipped.append((path, .unrelated))
    }
  }

  private static func reasonToSkip(name: String) -> Skipped? {
    if name.hasPrefix("~$") || name.hasPrefix(".~lock.") { return .lockFile }
    return name.hasPrefix(".") ? .hidden : nil
  }

  /// Why a walk through what an archive holds would leave an entry out; nil for a workbook.
  static func reasonToSkip(entry path: String) -> Skipped? {
    for name in path.split(separator: "/") where name != "." && name != ".." {
      if let why = reasonToSkip(name: String(name)) { return why }
    }
    let ending = Path.ending(path)
    return endings.contains(ending) && ending != "ndjson" ? nil : .unrelated
  }

  /// The names in a folder, sorted by their bytes.
  static func names(in folder: String) throws(SystemError) -> [String] {
    try unsortedNames(in: folder).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The same as the system gives them.
  static func unsortedNames(in folder: String) throws(SystemError) -> [String] {
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
    return names
  }
}
