internal import Foundation

/// Programs that print pages as PDF, for tests of what reads them.
public enum Printing {
  /// Where Chromium, LibreOffice Writer and poppler are not installed.
  public static let isPossible =
    ["chromium", "soffice", "pdftotext", "pdftohtml", "pdftocairo"].allSatisfy(isInstalled)
    && FileManager.default.fileExists(atPath: "/usr/lib/libreoffice/program/libswlo.so")

  /// What a skipped test says.
  public static let advice =
    "SKIPPED: Chromium, LibreOffice Writer or poppler is not installed: run `make peers`"

  private static func isInstalled(_ program: String) -> Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
      .contains { FileManager.default.isExecutableFile(atPath: $0 + "/" + program) }
  }

  /// A page as Chromium prints it.
  public static func chromium(_ html: [UInt8]) throws -> [UInt8] {
    let folder = try WorkFolder()
    try folder.write(html, to: "page.html")
    _ = try RespecteProgram.shell(
      """
      chromium --headless --no-sandbox --disable-gpu --user-data-dir="$PWD/profile" \
        --print-to-pdf="$PWD/page.pdf" "file://$PWD/page.html"
      """, in: folder)
    return try folder.read("page.pdf")
  }

  /// A page as LibreOffice Writer exports it.
  public static func writer(_ html: [UInt8]) throws -> [UInt8] {
    let folder = try WorkFolder()
    try folder.write(html, to: "page.html")
    _ = try RespecteProgram.shell(
      """
      soffice -env:UserInstallation="file://$PWD/profile" --headless --infilter="HTML (StarWriter)" \
        --convert-to pdf:writer_pdf_Export page.html
      """, in: folder)
    return try folder.read("page.pdf")
  }
}
