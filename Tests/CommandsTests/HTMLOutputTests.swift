import Foundation
import TestSupport
import Testing

@Suite("score --html") struct HTMLOutputTests {
  private static let sample = URL(fileURLWithPath: #filePath)
    .appendingPathComponent("../../../SampleData/returned/tessera-2019-11.xlsx").standardized.path

  @Test("A file, standard output and a device get the same page")
  func everywhere() throws {
    let folder = try WorkFolder()
    let file = try RespecteProgram.run(["score", Self.sample, "--html", "page.html"], in: folder)
    #expect(file.status == 1)
    #expect(file.output.isEmpty)
    let page = try folder.read("page.html")
    #expect(String(decoding: page, as: UTF8.self).hasSuffix("</html>\n"))
    let output = try RespecteProgram.run(["score", Self.sample, "--html", "-"], in: folder)
    #expect(output.outputBytes == page)
    let device = try RespecteProgram.shell(
      "\"$RESPECTE\" score '\(Self.sample)' --html /dev/stdout", in: folder)
    #expect(device.outputBytes == page)
    #expect(try folder.names() == ["page.html"])
  }

  @Test("Nothing is written where two outputs would be one, or there is no folder")
  func refused() throws {
    let folder = try WorkFolder()
    let twice = try RespecteProgram.run(
      ["score", Self.sample, "--html", "x", "--json", "x"], in: folder)
    #expect(twice.status == 2)
    let nowhere = try RespecteProgram.run(
      ["score", Self.sample, "--html", "no/page.html"], in: folder)
    #expect(nowhere.status == 4)
    #expect(try folder.names().isEmpty)
  }
}
