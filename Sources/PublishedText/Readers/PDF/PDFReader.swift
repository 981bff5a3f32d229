internal import Basics
internal import Checklists

/// Reads a PDF: poppler's programs tell its words with their places and fonts, and the lines that are drawn.
enum PDFReader {
  /// Pages of a document at most.
  static let most = 1000

  static func document(_ bytes: [UInt8], messagesIn language: Language)
    throws(PublishedText.Failure) -> Document
  {
    let words: [UInt8]
    var fonts: [UInt8] = []
    var drawing: [UInt8] = []
    do throws(PDFProgram.Failure) {
      let program = try PDFProgram(bytes)
      words = try program.run(
        "pdftotext", ["-q", "-bbox-layout", "-l", String(most + 1), "/dev/stdin", "-"])
      // Without these two the text is still read: by its places alone.
      fonts =
        (try? program.run("pdftohtml", ["-q", "-xml", "-i", "-nodrm", "-stdout", "/dev/stdin"]))
        ?? []
      drawing = (try? program.run("pdftocairo", ["-q", "-svg", "/dev/stdin", "-"])) ?? []
    } catch {
      throw PublishedText.Failure(line: nil, message: message(error, bytes, language))
    }
    return try document(words: words, fonts: fonts, drawing: drawing, messagesIn: language)
  }

  /// What poppler's programs printed, as a document.
  ///
  /// - Parameters:
  ///   - words: of `pdftotext -bbox-layout`.
  ///   - fonts: of `pdftohtml -xml`; may be empty.
  ///   - drawing: of `pdftocairo -svg`; may be empty.
  static func document(
    words: [UInt8], fonts: [UInt8], drawing: [UInt8], messagesIn language: Language
  ) throws(PublishedText.Failure) -> Document {
    guard var pages = PDFWords.pages(words, atMost: most) else {
      throw PublishedText.Failure(line: nil, message: Message.tooManyPages(most, language))
    }
    guard pages.contains(where: { !$0.words.isEmpty }) else {
      throw PublishedText.Failure(line: nil, message: Message.scanned(pages.count, language))
    }
    PDFWords.addFonts(fonts, to: &pages)
    PDFDrawing.add(drawing, to: &pages)
    return PDFAssembly(pages).document()
  }

  private static func message(
    _ failure: PDFProgram.Failure, _ bytes: [UInt8], _ language: Language
  ) -> String {
    switch failure {
    case .notInstalled: Message.missing("pdftotext", package: "poppler-utils", language)
    case .tooMuch: Message.pdfTooMuch(PDFProgram.seconds, language)
    case .status where bytes.firstRange(of: Array("/Encrypt".utf8)) != nil:
      Message.encrypted(language)
    case .status: Message.brokenPDF(language)
    case .system(let words): Message.system(words, language)
    }
  }
}
