internal import Checklists

/// A tar archive (ustar, pax, GNU and older), read entry by entry as it comes; nothing is ever unpacked, and names are
/// only names.
///
/// It is read here and not by a library: the format is a header of 512 bytes, and a library that reads twenty more
/// formats would be loaded at every start and be open to whatever a stream holds.
final class TarArchive {
  /// What an entry is that is neither a file nor a folder.
  enum Other: Equatable { case link, device, sparse, unknown }

  enum Entry: Equatable {
    case file(path: String, [UInt8])
    /// A file beyond the limit, whose contents were passed over.
    case tooLarge(path: String)
    case other(path: String, Other)
  }

  /// Why an archive cannot be read any further.
  struct Fault: Error, Equatable {
    enum Reason: Equatable {
      /// The stream ends within an entry, or without the mark that ends an archive.
      case truncated
      /// A header whose checksum is wrong.
      case header
      /// A size that is no number, negative, or beyond all measure.
      case size
      /// Records of pax, or a long name, that are not well-formed or too long.
      case records
      case system(SystemError)
    }
    let reason: Reason
    /// Where in the archive, in bytes.
    let offset: Int
    /// The entry that it happened in, where one was begun.
    let path: String?

    /// What is wrong, where and what to do, in full sentences.
    func sentence(_ language: Language) -> String {
      if case .truncated = reason {
        return path == nil
          ? language(
            fr: "L’archive s’arrête à l’octet \(offset) sans sa marque de fin : des fichiers "
              + "peuvent manquer. Renvoyez-la en entier.",
            en: "The archive ends at byte \(offset) without its end mark: files may be missing. "
              + "Send it again, whole.")
          : language(
            fr: "L’archive s’arrête à l’octet \(offset), au milieu de ce fichier ; ce qui suivait "
              + "n’est pas lu. Renvoyez-la en entier.",
            en: "The archive ends at byte \(offset), in the middle of this file; what followed is "
              + "not read. Send it again, whole.")
      }
      let what =
        switch reason {
        case .header, .truncated:
          language(fr: "ce n’est pas un en-tête", en: "this is no header")
        case .size: language(fr: "taille impossible", en: "an impossible size")
        case .records: language(fr: "nom ou champs illisibles", en: "an unreadable name or record")
        case .system(let error): error.reason(language)
        }
      return language(
        fr: "L’archive ne peut pas être lue plus loin que l’octet \(offset) (\(what)) ; ce qui "
          + "suit n’est pas lu. Refaites-la et renvoyez-la.",
        en: "The archive cannot be read beyond byte \(offset) (\(what)); what follows is not read. "
          + "Make it again and send it.")
    }
  }

  /// Names and records are longer in no honest archive.
  private static let recordsLimit = 1 << 20

  let stream: InputStream
  private let limit: Int
  private var global = Records()
  private var isOver = false

  /// - Parameter limit: the largest file that is handed over, in bytes.
  init(_ stream: InputStream, limit: Int) {
    self.stream = stream
    self.limit = limit
  }

  /// Whether a stream is an archive, by its first block, which is not taken: a right checksum, or the zeros that an empty
  /// archive consists of.
  static func begins(_ stream: InputStream) throws(SystemError) -> Bool {
    let block = try stream.peek(TarHeader.size)
    return block.count == TarHeader.size
      && (block.allSatisfy { $0 == 0 } || TarHeader.hasRightChecksum(block))
  }

  /// The next file or what else is no folder; nil at the end. After a fault there is nothing more.
  func next() throws(Fault) -> Entry? {
    if isOver { return nil }
    do throws(Fault) {
      let entry = try read()
      isOver = entry == nil
      return entry
    } catch {
      isOver = true
      throw error
    }
  }

  private func read() throws(Fault) -> Entry? {
    var own = Records()
    while true {
      let offset = stream.offset
      guard let header = try header() else { return nil }
      func fault(_ reason: Fault.Reason, _ path: String? = nil) -> Fault {
        Fault(reason: reason, offset: offset, path: path)
      }
      switch header.kind {
      case .records(let isGlobal):
        let bytes = try records(header, fault(.records))
        let isRead = isGlobal ? global.read(bytes) : own.read(bytes)
        guard isRead else { throw fault(.records) }
      case .longName:
        own.name = Array(try records(header, fault(.records)).prefix { $0 != 0 })
      case .longTarget: _ = try records(header, fault(.records))
      case .folder:
        try pass(over: own.size ?? header.size, of: nil)
        own = Records()
      case .file, .other:
        let path = String(decoding: own.name ?? global.name ?? header.name, as: UTF8.self)
        let size = header.kind == .file ? own.size ?? global.size ?? header.size : header.size
        // Further on no offset could be said any more.
        guard size <= Int.max / 4 else { throw fault(.size, path) }
        if header.isContinued { try passOverMap(of: path) }
        var kind = header.kind
        if own.isSparse || global.isSparse { kind = .other(.sparse) }
        if case .other(let other) = kind {
          try pass(over: size, of: path)
          return .other(path: path, other)
        }
        guard size <= limit else {
          try pass(over: size, of: path)
          return .tooLarge(path: path)
        }
        return .file(path: path, try contents(size, of: path))
      }
    }
  }

  /// The next header; nil at the end of the archive. Archives behind one another are read as one.
  private func header() throws(Fault) -> TarHeader? {
    var zeros = 0
    while true {
      let offset = stream.offset
      let block = try take(TarHeader.size, of: nil)
      if block.isEmpty, zeros > 0 { return nil }
      guard block.count == TarHeader.size else {
        if zeros > 1 { return nil }
        throw Fault(reason: .truncated, offset: stream.offset, path: nil)
      }
      if block.allSatisfy({ $0 == 0 }) {
        zeros += 1
        continue
      }
      do throws(TarHeader.Fault) {
        return try TarHeader(block)
      } catch {
        // What fills up the last record of a tape is anything.
        if zeros > 1 { return nil }
        throw Fault(reason: error == .size ? .size : .header, offset: offset, path: nil)
      }
    }
  }

  private func records(_ header: TarHeader, _ fault: Fault) throws(Fault) -> [UInt8] {
    guard header.size <= Self.recordsLimit else { throw fault }
    return try contents(header.size, of: nil)
  }

  private func contents(_ size: Int, of path: String?) throws(Fault) -> [UInt8] {
    let bytes = try take(size, of: path)
    guard bytes.count == size else {
      throw Fault(reason: .truncated, offset: stream.offset, path: path)
    }
    // What is missing there is noticed where the next header should be.
    _ = try skip(Self.filling(size), path)
    return bytes
  }

  private func pass(over size: Int, of path: String?) throws(Fault) {
    guard try skip(size + Self.filling(size), path) else {
      throw Fault(reason: .truncated, offset: stream.offset, path: path)
    }
  }

  /// The blocks in which GNU tar goes on with a long map of holes.
  private func passOverMap(of path: String) throws(Fault) {
    while true {
      let block = try take(TarHeader.size, of: path)
      guard block.count == TarHeader.size else {
        throw Fault(reason: .truncated, offset: stream.offset, path: path)
      }
      if block[504] == 0 { return }
    }
  }

  /// What fills up the last block.
  private static func filling(_ size: Int) -> Int { (512 - size % 512) % 512 }

  private func take(_ count: Int, of path: String?) throws(Fault) -> [UInt8] {
    do { return try stream.take(count) } catch {
      throw Fault(reason: .system(error), offset: stream.offset, path: path)
    }
  }

  /// False where the stream ends before.
  private func skip(_ count: Int, _ path: String?) throws(Fault) -> Bool {
    do { return try stream.skip(count) == count } catch {
      throw Fault(reason: .system(error), offset: stream.offset, path: path)
    }
  }

  /// What records of pax say that matters here: `path`, `size`, and whether the file has holes.
  private struct Records {
    var name: [UInt8]?
    var size: Int?
    var isSparse = false

    /// Reads `length key=value\n`, again and again; false where it is not that.
    mutating func read(_ bytes: [UInt8]) -> Bool {
      var rest = bytes[...]
      while !rest.isEmpty {
        let digits = rest.prefix { $0 != UInt8(ascii: " ") }
        guard let length = Self.number(digits), length > digits.count + 1, length <= rest.count
        else { return false }
        let record = rest.prefix(length).dropFirst(digits.count + 1)
        rest = rest.dropFirst(length)
        guard record.last == UInt8(ascii: "\n"),
          let sign = record.firstIndex(of: UInt8(ascii: "="))
        else { return false }
        let key = String(decoding: record[..<sign], as: UTF8.self)
        let value = record[(sign + 1)...].dropLast()
        switch key {
        case "path": name = value.isEmpty ? nil : Array(value)
        case "size":
          guard let number = Self.number(value) else { return false }
          size = number
        case _ where key.hasPrefix("GNU.sparse."):
          isSparse = true
          if key == "GNU.sparse.name" { name = Array(value) }
        default: break
        }
      }
      return true
    }

    private static func number(_ text: ArraySlice<UInt8>) -> Int? {
      guard !text.isEmpty, text.count < 19,
        text.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
      else { return nil }
      return text.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }
  }
}
