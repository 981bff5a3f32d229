internal import Basics
internal import CCMark
internal import Checklists

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Reads Markdown (GitHub's: with tables): cmark-gfm makes a page of it that names its lines, and that is
/// read.
enum MarkdownReader {
  private static let largest = 8 << 20

  static func document(_ bytes: [UInt8], messagesIn language: Language)
    throws(PublishedText.Failure) -> Document
  {
    guard bytes.count <= largest else {
      throw PublishedText.Failure(line: nil, message: Message.tooLarge(largest, language))
    }
    guard let html = page(bytes) else {
      throw PublishedText.Failure(line: nil, message: Message.noPage(language))
    }
    return try HTMLReader.document(html, messagesIn: language)
  }

  /// Made once: cmark-gfm keeps its extensions in global lists without a lock.
  private static let registered: Void = cmark_gfm_core_extensions_ensure_registered()

  private static func page(_ bytes: [UInt8]) -> [UInt8]? {
    registered
    guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return nil }
    defer { cmark_parser_free(parser) }
    for name in ["table", "tasklist"] {
      if let found = cmark_find_syntax_extension(name) {
        cmark_parser_attach_syntax_extension(parser, found)
      }
    }
    bytes.withUnsafeBytes {
      cmark_parser_feed(parser, $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count)
    }
    guard let root = cmark_parser_finish(parser) else { return nil }
    defer { cmark_node_free(root) }
    // Inline HTML is kept: it is read by the reader of pages, and never shown.
    let options = CMARK_OPT_SOURCEPOS | CMARK_OPT_UNSAFE
    guard let text = cmark_render_html(root, options, cmark_parser_get_syntax_extensions(parser))
    else { return nil }
    defer { free(text) }
    return Array("<html><body>".utf8)
      + UnsafeBufferPointer(start: text, count: strlen(text)).map { UInt8(bitPattern: $0) }
  }
}
