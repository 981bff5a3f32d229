import Foundation
import TestSupport
import Testing

/// `template read` of PDF files, as the real program does it.
@Suite("PDF", .enabled(if: Printing.isPossible, "\(Printing.advice)"))
struct PDFCommandTests {
  private let page = """
    <!doctype html><meta charset=utf-8><title>Bread</title><h1>Bread Validation Checklist</h1>
    <p>Released in March 2025. Version 2.0</p><h2>Bread Requirements</h2><p>About each customer reference.</p>
    <h3>BRD-001 - Ovens are clean</h3><p>Each oven is cleaned daily.</p>
    <h3>BRD-002 - Flour is fresh</h3><p>No flour is older than a month.</p>
    """

  /// A PDF of one page, written by hand; poppler finds its objects without a table of them.
  private func pdf(_ content: String, trailer: String = "") -> String {
    """
    %PDF-1.4
    1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
    2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
    3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources
      <</Font <</F <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>>> endobj
    4 0 obj <</Length \(content.utf8.count)>> stream
    \(content)
    endstream endobj
    trailer <</Root 1 0 R \(trailer)>>
    """
  }

  @Test func readsAFileAndStandardInput() throws {
    let folder = try WorkFolder()
    let bytes = try Printing.chromium(Array(page.utf8))
    try folder.write(bytes, to: "bread.pdf")
    let file = try RespecteProgram.run(["template", "read", "bread.pdf"], in: folder)
    #expect(file.status == 0)
    #expect(file.output.contains("BRD-001") && file.output.contains("BRD-002"))
    let piped = try RespecteProgram.run(["template", "read", "-"], in: folder, input: bytes)
    #expect(piped.output == file.output)
    let report = try RespecteProgram.run(
      ["template", "read", "bread.pdf", "--report", "--lang", "en"], in: folder)
    #expect(report.errors.contains(/1:[0-9]+  used     \w+\.BRD-002/))
  }

  /// A name that looks like an option reaches no other program.
  @Test func takesAnyName() throws {
    let folder = try WorkFolder()
    try folder.write(pdf("BT /F 12 Tf 20 200 Td (Only text) Tj ET"), to: "-opw $(touch x);.pdf")
    let result = try RespecteProgram.run(
      ["template", "read", "./-opw $(touch x);.pdf"], in: folder)
    #expect(result.status == 3)
    #expect(try folder.names() == ["-opw $(touch x);.pdf"])
  }

  @Test(
    "What cannot be read is told to be what it is",
    arguments: [
      ("scanned", "OCR"), ("encrypted", "password"), ("broken", "damaged"),
    ])
  func refusals(_ kind: String, _ word: String) throws {
    let files = [
      "scanned": pdf("0 0 100 100 re f"),
      "encrypted": pdf(
        "BT /F 12 Tf 20 200 Td (Secret) Tj ET",
        trailer: """
          /ID [<00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDDEEFF>]
          /Encrypt <</Filter /Standard /V 1 /R 2 /P -4
            /O <0000000000000000000000000000000000000000000000000000000000000000>
            /U <1111111111111111111111111111111111111111111111111111111111111111>>>
          """),
      "broken": "%PDF-1.7\nnothing else\n",
    ]
    let folder = try WorkFolder()
    try folder.write(try #require(files[kind]), to: "x.pdf")
    let result = try RespecteProgram.run(
      ["template", "read", "x.pdf", "-o", "x.yaml", "--lang", "en"], in: folder)
    #expect(result.status == 3)
    #expect(result.errors.contains(word), "\(result.errors)")
    #expect(try folder.names() == ["x.pdf"])
  }

  @Test func namesThePackageThatIsMissing() throws {
    let folder = try WorkFolder()
    try folder.write(pdf("BT /F 12 Tf 20 200 Td (Text) Tj ET"), to: "x.pdf")
    let result = try RespecteProgram.run(
      ["template", "read", "x.pdf"], in: folder, environment: ["PATH": folder.url.path])
    #expect(result.status == 3)
    #expect(result.errors.contains("poppler-utils"))
  }
}
