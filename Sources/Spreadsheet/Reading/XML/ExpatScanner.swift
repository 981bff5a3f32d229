internal import CExpat

/// The one owner of an expat parser: feeds a part to a handler in chunks, never holding the whole of it.
///
/// A document type declaration is refused before any of it is used.
final class ExpatScanner {
  private let parser: XML_Parser
  private let events: any XMLEventReceiver
  private let part: String
  /// How many events were handed over before, by another scanner.
  private let known: Int
  private var seen = 0
  private var attributes: [XMLAttribute] = []
  private var failure: SpreadsheetError?

  private static let chunk: Int32 = 1 << 16

  /// Reads an entry to its end; what was handed over before is not handed over again.
  ///
  /// - Throws: what the handler throws; `entities`, `corrupt`, each with the part and its line; what reading the entry
  ///   throws.
  static func scan(_ entry: ZIPEntry, _ events: any XMLEventReceiver) throws(SpreadsheetError) {
    let scanner = try ExpatScanner(entry.part, events)
    try withExtendedLifetime(scanner) { () throws(SpreadsheetError) in try scanner.run(entry) }
  }

  private init(_ part: String, _ events: any XMLEventReceiver) throws(SpreadsheetError) {
    guard let parser = XML_ParserCreate(nil) else {
      throw SpreadsheetError(.corrupt, place: part, detail: "not enough memory for a parser")
    }
    self.parser = parser
    self.events = events
    self.part = part
    known = events.count
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser,
      { scanner, name, attributes in
        guard let name else { return }
        ExpatScanner.from(scanner)?.start(XMLBytes(terminated: name), attributes)
      },
      { scanner, name in
        guard let name else { return }
        ExpatScanner.from(scanner)?.end(XMLBytes(terminated: name))
      })
    XML_SetCharacterDataHandler(parser) { scanner, text, count in
      ExpatScanner.from(scanner)?.text(text, Int(count))
    }
    XML_SetStartDoctypeDeclHandler(parser) { scanner, _, _, _, _ in
      ExpatScanner.from(scanner)?.fail(
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

  private static func from(_ pointer: UnsafeMutableRawPointer?) -> ExpatScanner? {
    pointer.map { Unmanaged<ExpatScanner>.fromOpaque($0).takeUnretainedValue() }
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

  /// Whether the next event is new.
  private var isNew: Bool {
    seen += 1
    return seen > known
  }

  private func start(_ name: XMLBytes, _ pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {
    guard failure == nil, isNew else { return }
    attributes.removeAll(keepingCapacity: true)
    var index = 0
    while let name = pairs?[index], let value = pairs?[index + 1] {
      attributes.append(
        XMLAttribute(name: XMLBytes(terminated: name), value: XMLBytes(terminated: value)))
      index += 2
    }
    attributes.withUnsafeBufferPointer { attributes in
      do throws(SpreadsheetError) {
        try events.start(XMLName(name), XMLAttributes(attributes))
      } catch { fail(error) }
    }
  }

  private func end(_ name: XMLBytes) {
    guard failure == nil, isNew else { return }
    do throws(SpreadsheetError) { try events.end(XMLName(name)) } catch { fail(error) }
  }

  private func text(_ text: UnsafePointer<CChar>?, _ count: Int) {
    guard failure == nil, seen >= known, let text else { return }
    let bytes = UnsafeRawBufferPointer(start: text, count: count)
    do throws(SpreadsheetError) {
      try events.text(bytes.assumingMemoryBound(to: UInt8.self))
    } catch { fail(error) }
  }
}
