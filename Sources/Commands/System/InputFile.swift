internal import Checklists
internal import Register

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A file that is read, `-` for standard input.
enum InputFile {
  /// Why a file could not be read.
  enum Problem: Error, Equatable {
    case system(SystemError)
    case isFolder
    /// Larger than this many bytes.
    case tooLarge(Int)
    /// The register itself, which this program has open.
    case isRegister
    /// In an archive that cannot be read any further.
    case archive(TarArchive.Fault)
    /// What the register says of it, in the language of messages.
    case registered(String)

    /// A code as in the contract's § 8.
    var code: String {
      switch self {
      case .system(let error) where error.code == ENOENT: FileProblemCode.notFound.rawValue
      case .system(let error) where error.code == EACCES || error.code == EPERM:
        FileProblemCode.notPermitted.rawValue
      case .system, .registered, .isRegister: FileProblemCode.notRead.rawValue
      case .isFolder: FileProblemCode.isFolder.rawValue
      case .tooLarge: "file.tooLarge"
      case .archive(let fault):
        switch fault.reason {
        case .system: FileProblemCode.notRead.rawValue
        case .truncated: "file.truncated"
        case .header, .size, .records: "file.corrupt"
        }
      }
    }

    /// What is wrong and what to do, in full sentences without the file's name.
    func sentence(_ language: Language) -> String {
      switch self {
      case .system(let error) where error.code == ENOENT:
        language(fr: "Ce fichier n’existe pas.", en: "There is no such file.")
      case .system(let error):
        language(fr: "Il ne peut pas être lu : ", en: "It cannot be read: ")
          + error.reason(language) + "."
      case .isFolder:
        language(
          fr: "C’est un dossier ; donnez un fichier.", en: "It is a folder; give a file.")
      case .tooLarge(let limit):
        language(
          fr: "Le fichier dépasse \(ByteSize.text(limit, language)) ; --max-inflated élève "
            + "la limite.",
          en: "The file exceeds \(ByteSize.text(limit, language)); --max-inflated raises the "
            + "limit.")
      case .isRegister:
        language(
          fr: "C’est le registre lui-même ; donnez register: ou un classeur.",
          en: "It is the register itself; give register: or a workbook.")
      case .archive(let fault): fault.sentence(language)
      case .registered(let sentence): sentence.asSentence
      }
    }
  }

  /// All bytes of a file.
  ///
  /// - Parameters:
  ///   - path: `-` reads standard input to its end.
  ///   - limit: the largest number of bytes that is accepted; no more than that is held.
  static func read(_ path: String, limit: Int = 512 << 20, console: Console) throws(Problem)
    -> [UInt8]
  {
    if path == "-" { return try read(console.input, limit: limit) }
    return try read(path, limit: limit)
  }

  /// All bytes of a file that is not standard input.
  static func read(_ path: String, limit: Int) throws(Problem) -> [UInt8] {
    let descriptor = try descriptor(of: path)
    defer { RegisterFiles.close(descriptor) }
    return try read(descriptor, limit: limit)
  }

  /// Opens a file to be read; `RegisterFiles.close` closes it.
  static func descriptor(of path: String) throws(Problem) -> Int32 {
    if RegisterFiles.contain(path: path) { throw .isRegister }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(.last) }
    return descriptor
  }

  /// Everything from where a descriptor stands.
  ///
  /// - Parameter beginning: what was read from it before.
  static func read(_ descriptor: Int32, after beginning: [UInt8] = [], limit: Int)
    throws(Problem) -> [UInt8]
  {
    let status: FileStatus
    do { status = try FileStatus(descriptor: descriptor) } catch { throw .system(error) }
    if status.kind == .folder { throw .isFolder }
    let expected = status.kind == .file ? status.size : 0
    if expected > limit { throw .tooLarge(limit) }
    var bytes = beginning
    // One more than expected, so that a file's end shows without another piece.
    var size = max(1 << 16, expected + 1)
    while true {
      let piece: [UInt8]
      do { piece = try self.piece(of: descriptor, atMost: size) } catch { throw .system(error) }
      if piece.isEmpty { return bytes }
      if bytes.isEmpty { bytes = piece } else { bytes += piece }
      if bytes.count > limit { throw .tooLarge(limit) }
      size = 1 << 16
    }
  }

  /// The next bytes, as many as are asked for unless the end comes before; none at the end.
  static func piece(of descriptor: Int32, atMost size: Int) throws(SystemError) -> [UInt8] {
    var failure: SystemError?
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
      while filled < size {
        let rest = UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
        let count = readPiece(descriptor, rest)
        if count < 0 && errno == EINTR { continue }
        if count < 0 { failure = .last }
        if count <= 0 { return }
        filled += count
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// What can be read at once, without waiting for more; none at the end.
  static func some(of descriptor: Int32, atMost size: Int) throws(SystemError) -> [UInt8] {
    var failure: SystemError?
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
      while true {
        let count = readPiece(descriptor, UnsafeMutableRawBufferPointer(buffer))
        if count < 0 && errno == EINTR { continue }
        if count < 0 { failure = .last }
        filled = max(0, count)
        return
      }
    }
    if let failure { throw failure }
    return bytes
  }

  private static func readPiece(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer)
    -> Int
  {
    #if canImport(Glibc)
      Glibc.read(descriptor, buffer.baseAddress, buffer.count)
    #elseif canImport(Musl)
      Musl.read(descriptor, buffer.baseAddress, buffer.count)
    #else
      Darwin.read(descriptor, buffer.baseAddress, buffer.count)
    #endif
  }
}

/// Sizes as people write them.
enum ByteSize {
  /// Reads `1048576`, `64K`, `512M`, `512MiB`, `1G`: powers of 1024; nil for anything else, 0 included.
  static func parse(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits), number > 0 else { return nil }
    var unit = text.dropFirst(digits.count).uppercased()
    if unit.hasSuffix("IB") { unit = String(unit.dropLast(2)) }
    let shifts = ["": 0, "K": 10, "M": 20, "G": 30]
    guard let shift = shifts[unit] else { return nil }
    let (size, overflow) = number.multipliedReportingOverflow(by: 1 << shift)
    return overflow ? nil : size
  }

  /// `512 Mio`, `512 MiB`.
  static func text(_ size: Int, _ language: Language) -> String {
    let units = [
      (30, language(fr: "Gio", en: "GiB")), (20, language(fr: "Mio", en: "MiB")),
      (10, language(fr: "Kio", en: "KiB")),
    ]
    for (shift, unit) in units where size >= 1 << shift && size % (1 << shift) == 0 {
      return String(size >> shift) + " " + unit
    }
    return String(size) + " " + language(fr: "octets", en: "bytes")
  }
}
