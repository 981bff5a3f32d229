internal import Basics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// What is used of libxml2 (its HTML parser, and the reader that walks a parsed document). It is loaded only
/// where a page is read: its Unicode tables would double what every start of the program costs.
struct HTMLLibrary: Sendable {
  typealias Pointer = UnsafeMutableRawPointer
  typealias Text = UnsafePointer<CChar>

  let parse: @convention(c) (Text?, CInt, Text?, Text?, CInt) -> Pointer?
  let freeDocument: @convention(c) (Pointer) -> Void
  let walk: @convention(c) (Pointer) -> Pointer?
  let freeReader: @convention(c) (Pointer) -> Void
  let next: @convention(c) (Pointer) -> CInt
  let type: @convention(c) (Pointer) -> CInt
  let depth: @convention(c) (Pointer) -> CInt
  let name: @convention(c) (Pointer) -> Text?
  let value: @convention(c) (Pointer) -> Text?
  let attribute: @convention(c) (Pointer, Text) -> UnsafeMutablePointer<CChar>?
  let node: @convention(c) (Pointer) -> Pointer?
  let line: @convention(c) (Pointer?) -> CLong

  /// Nil where the library, or one of these functions, is not there.
  static let loaded: HTMLLibrary? =
    LoadedLibrary(linux: "libxml2.so.2", homebrew: "opt/libxml2/lib/libxml2.2.dylib")
    .flatMap { HTMLLibrary($0) }

  private init?(_ library: LoadedLibrary) {
    func function<Function>(_ name: String) -> Function? { library.function(name) }
    guard
      let parse: @convention(c) (Text?, CInt, Text?, Text?, CInt) -> Pointer? = function(
        "htmlReadMemory"),
      let freeDocument: @convention(c) (Pointer) -> Void = function("xmlFreeDoc"),
      let walk: @convention(c) (Pointer) -> Pointer? = function("xmlReaderWalker"),
      let freeReader: @convention(c) (Pointer) -> Void = function("xmlFreeTextReader"),
      let next: @convention(c) (Pointer) -> CInt = function("xmlTextReaderRead"),
      let type: @convention(c) (Pointer) -> CInt = function("xmlTextReaderNodeType"),
      let depth: @convention(c) (Pointer) -> CInt = function("xmlTextReaderDepth"),
      let name: @convention(c) (Pointer) -> Text? = function("xmlTextReaderConstName"),
      let value: @convention(c) (Pointer) -> Text? = function("xmlTextReaderConstValue"),
      let attribute: @convention(c) (Pointer, Text) -> UnsafeMutablePointer<CChar>? = function(
        "xmlTextReaderGetAttribute"),
      let node: @convention(c) (Pointer) -> Pointer? = function("xmlTextReaderCurrentNode"),
      let line: @convention(c) (Pointer?) -> CLong = function("xmlGetLineNo")
    else { return nil }
    self.parse = parse
    self.freeDocument = freeDocument
    self.walk = walk
    self.freeReader = freeReader
    self.next = next
    self.type = type
    self.depth = depth
    self.name = name
    self.value = value
    self.attribute = attribute
    self.node = node
    self.line = line
  }
}

/// A parsed page, walked node by node. Nothing that it names is fetched, and no entity is expanded but a
/// character's.
final class HTMLPage {
  private let library: HTMLLibrary
  private let document: HTMLLibrary.Pointer

  enum Node: Sendable {
    case element(String)
    case text(String)
  }

  /// A node with its depth and line.
  struct Visit {
    var node: Node
    var depth: Int
    var line: Int
    fileprivate let library: HTMLLibrary
    fileprivate let reader: HTMLLibrary.Pointer

    /// An attribute of the element; only while it is visited.
    func attribute(_ name: String) -> String? {
      guard let value = library.attribute(reader, name) else { return nil }
      defer { free(value) }
      return String(cString: value)
    }
  }

  /// Nil where the library cannot make a document of the bytes.
  ///
  /// - Parameter encoding: nil where the page names its own.
  init?(_ bytes: [UInt8], encoding: String?, _ library: HTMLLibrary) {
    // HTML_PARSE_RECOVER, _NOERROR, _NOWARNING, _NONET, _COMPACT; without XML_PARSE_HUGE depth is limited to
    // 256.
    let options: CInt = 1 | 32 | 64 | 2048 | 65536
    let document = bytes.withUnsafeBytes {
      library.parse(
        $0.baseAddress?.assumingMemoryBound(to: CChar.self), CInt(clamping: $0.count), nil,
        encoding, options)
    }
    guard let document else { return nil }
    self.library = library
    self.document = document
  }

  deinit { library.freeDocument(document) }

  /// Visits elements and texts in document order.
  func visit(_ body: (Visit) -> Void) {
    guard let reader = library.walk(document) else { return }
    defer { library.freeReader(reader) }
    // The line of the Markdown that the page was made of.
    var source: Int?
    while library.next(reader) == 1 {
      let node: Node
      // XML_READER_TYPE_ELEMENT, _TEXT, _CDATA, _WHITESPACE, _SIGNIFICANT_WHITESPACE
      switch library.type(reader) {
      case 1: node = .element(library.name(reader).map { String(cString: $0) } ?? "")
      case 3, 4, 13, 14: node = .text(library.value(reader).map { String(cString: $0) } ?? "")
      default: continue
      }
      var line = library.line(library.node(reader))
      if case .element = node, let value = library.attribute(reader, "data-sourcepos") {
        source = atol(value)
        free(value)
      }
      if let source { line = source }
      body(
        Visit(
          node: node, depth: Int(library.depth(reader)), line: max(1, line), library: library,
          reader: reader))
    }
  }
}
