internal import CExpat

/// What reads the events of one XML part.
protocol XMLHandler: AnyObject {
  func start(_ name: XMLName, _ attributes: XMLAttributes) throws(SpreadsheetError)
  func end(_ name: XMLName) throws(SpreadsheetError)
  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SpreadsheetError)
}

/// The one owner of an expat parser: feeds a part to a handler in chunks, never holding the whole of it.
///
/// A document type declaration is refused before any of it is used. Of `mc:AlternateContent`
/// (ECMA-376 part 3, § 7.5) the fallback is taken, because no extension is understood here; extension lists
/// (part 1, § 18.2.10), which repeat names of elements under other meanings, are passed over.
final class XMLScanner {
  private let parser: XML_Parser
  private let handler: any XMLHandler
  private let part: String
  private let depthLimit: Int
  private var depth = 0
  /// How deep the scanner is inside a branch that is not taken.
  private var skipped = 0
  private var failure: SpreadsheetError?

  private static let chunk: Int32 = 1 << 16

  /// Reads an entry to its end.
  ///
  /// - Throws: what the handler throws; `entities`, `tooDeep`, `corrupt`, each with the part and its line; what reading
  ///   the entry throws.
  static func scan(_ entry: ZIPEntry, _ handler: any XMLHandler, limits: ReadingLimits)
    throws(SpreadsheetError)
  {
    let scanner = try XMLScanner(entry.part, handler, limits)
    try withExtendedLifetime(scanner) { () throws(SpreadsheetError) in try scanner.run(entry) }
  }

  private init(_ part: String, _ handler: any XMLHandler, _ limits: ReadingLimits)
    throws(SpreadsheetError)
  {
    guard let parser = XML_ParserCreate(nil) else {
      throw SpreadsheetError(.corrupt, place: part, detail: "not enough memory for a parser")
    }
    self.parser = parser
    self.handler = handler
    self.part = part
    depthLimit = limits.depth
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser,
      { scanner, name, attributes in
        guard let name else { return }
        XMLScanner.from(scanner)?.start(XMLName(name), XMLAttributes(attributes))
      },
      { scanner, name in
        guard let name else { return }
        XMLScanner.from(scanner)?.end(XMLName(name))
      })
    XML_SetCharacterDataHandler(parser) { scanner, text, count in
      XMLScanner.from(scanner)?.text(text, Int(count))
    }
    XML_SetStartDoctypeDeclHandler(parser) { scanner, _, _, _, _ in
      XMLScanner.from(scanner)?.fail(
        SpreadsheetError(.entities, detail: "a document type declaration"))
    }
  }

  deinit { XML_ParserFree(parser) }

  private func run(_ entry: ZIPEntry) throws(SpreadsheetError) {
    while true {
      guard let buffer = XML_GetBuffer(parser, Self.chunk) else { throw corrupt() }
      let count = try entry.read(
        into: UnsafeMutableRawBufferPointer(start: buffer, count: Int(Self.chunk)))
      let status = XML_ParseBuffer(parser, Int32(count), count == 0 ? 1 : 0)
      if let failure { throw failure }
      guard status == XML_STATUS_OK else { throw corrupt() }
      if count == 0 { return }
    }
  }

  private static func from(_ pointer: UnsafeMutableRawPointer?) -> XMLScanner? {
    pointer.map { Unmanaged<XMLScanner>.fromOpaque($0).takeUnretainedValue() }
  }

  private var place: String { part + ":" + String(XML_GetCurrentLineNumber(parser)) }

  private func corrupt() -> SpreadsheetError {
    let message = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) }
    return SpreadsheetError(.corrupt, place: place, detail: message)
  }

  /// Keeps the first error and stops; expat may still deliver the event it is in.
  private func fail(_ error: SpreadsheetError) {
    guard failure == nil else { return }
    var error = error
    error.place = error.place ?? place
    failure = error
    XML_StopParser(parser, 0)
  }

  private func start(_ name: XMLName, _ attributes: XMLAttributes) {
    guard failure == nil else { return }
    depth += 1
    guard depth <= depthLimit else {
      return fail(SpreadsheetError(.tooDeep, detail: "over \(depthLimit) elements deep"))
    }
    if skipped > 0 || name == "Choice" || name == "extLst" {
      skipped += 1
      return
    }
    if name == "AlternateContent" || name == "Fallback" { return }
    do { try handler.start(name, attributes) } catch { fail(error) }
  }

  private func end(_ name: XMLName) {
    guard failure == nil else { return }
    depth -= 1
    if skipped > 0 {
      skipped -= 1
      return
    }
    if name == "AlternateContent" || name == "Fallback" { return }
    do { try handler.end(name) } catch { fail(error) }
  }

  private func text(_ text: UnsafePointer<CChar>?, _ count: Int) {
    guard failure == nil, skipped == 0, let text else { return }
    let bytes = UnsafeRawBufferPointer(start: text, count: count)
    do { try handler.text(bytes.assumingMemoryBound(to: UInt8.self)) } catch { fail(error) }
  }
}
