import TestSupport
import Testing

/// The exit statuses of the public contract (§ 4), as the real program ends.
@Suite struct ExitStatusTests {
  /// A folder with a blank workbook, a file that is none, a faulty template and a folder.
  private func folder() throws -> WorkFolder {
    let folder = try WorkFolder.withBlankWorkbook()
    try folder.write("no workbook", to: "bad.xlsx")
    try folder.write("id: x\nwrong\n", to: "faulty.yaml")
    try folder.write(try folder.read("blank.xlsx"), to: "returned/a.xlsx")
    try folder.write("no workbook", to: "broken/a.xlsx")
    try folder.write("a note", to: "empty/readme.txt")
    return folder
  }

  @Test(arguments: [
    ("--help", 0), ("--version", 0), ("template list", 0), ("template list --json", 0),
    ("template show aws-retail-technology-2019-12", 0),
    ("template show aws-retail-technology-2019-12.fr --json", 0),
    ("export -o new.xlsx", 0), ("export --delivery saas --case-studies 12 -o new.xlsx", 0),
    ("export --delivery customer,saas -o -", 0), ("import blank.xlsx", 0),
    ("inspect blank.xlsx", 0), ("inspect blank.xlsx --ndjson", 0),

    ("template lint faulty.yaml", 1), ("import blank.xlsx bad.xlsx", 1),
    ("import absent.xlsx blank.xlsx", 1), ("check blank.xlsx", 1),
    ("check bad.xlsx blank.xlsx", 1), ("score returned", 1), ("score returned bad.xlsx", 1),
    ("score returned -o summary.xlsx --json all.json", 1), ("score blank.xlsx --ndjson", 1),

    ("", 2), ("template", 2), ("nonsense", 2), ("export --nonsense", 2), ("export -o", 2),
    ("export extra", 2), ("export --case-studies 0", 2), ("export --case-studies 13", 2),
    ("export --case-studies many", 2), ("export --delivery nobody", 2),
    ("export --template no-such-id", 2), ("template show no-such-id", 2), ("import", 2),
    ("check", 2), ("score", 2), ("score returned --as-of 2019-02-30", 2),
    ("score returned -o - --ndjson", 2), ("score returned -o a.out --json a.out", 2),
    ("score returned --max-inflated 1X", 2), ("import blank.xlsx --lang de", 2),
    ("score blank.xlsx -o blank.xlsx", 2), ("score returned -o returned/a.xlsx", 2),
    ("score returned --json ./returned/../returned/a.xlsx", 2),
    ("export --template faulty.yaml -o faulty.yaml", 3),

    ("import bad.xlsx", 3), ("import absent.xlsx", 3), ("import returned", 3),
    ("check bad.xlsx", 3), ("score bad.xlsx", 3), ("score broken", 3), ("score empty", 3),
    ("score absent", 3), ("inspect bad.xlsx", 3), ("inspect absent.xlsx", 3),
    ("inspect returned", 3), ("template lint absent.yaml", 3), ("template show absent.yaml", 3),
    ("template show faulty.yaml", 3), ("template read absent.txt", 3),
    ("template read bad.xlsx", 3), ("import --files-from absent.txt", 3),
    ("check blank.xlsx --template faulty.yaml", 3), ("check blank.xlsx --max-inflated 1K", 3),
    ("import blank.xlsx --max-entries 2", 3), ("inspect blank.xlsx --max-part 100", 3),

    ("export -o returned", 4), ("export -o absent/new.xlsx", 4), ("export -o new/", 4),
    ("export -o blank.xlsx/new.xlsx", 4), ("score returned -o returned", 4),
    ("score returned --json absent/all.json", 4),
  ])
  func endsWith(line: String, status: Int32) throws {
    let folder = try folder()
    let result = try RespecteProgram.run(line.split(separator: " ").map(String.init), in: folder)
    #expect(result.status == status, "\(line): \(result.errors)")
    // Whatever fails says why, on standard error.
    if status >= 2 { #expect(result.errors.contains("respecte\u{A0}: "), "\(line)") }
    if status == 2 {
      #expect(result.output == "")
      #expect(result.errors.contains("--help"))
    }
    if status == 4 { #expect(result.output == "") }
  }

  @Test func statusesDoNotDependOnQuiet() throws {
    let folder = try folder()
    let result = try RespecteProgram.run(["score", "empty", "--quiet"], in: folder)
    #expect(result.status == 3)
    #expect(!result.errors.contains("readme.txt"))
    #expect(result.errors.hasPrefix("respecte\u{A0}: aucun classeur"))
  }

  @Test func aFaultIsSaidInTheLanguageThatWasAskedFor() throws {
    let folder = try WorkFolder()
    let english = try RespecteProgram.run(["exprot", "--lang", "en"], in: folder)
    #expect(
      english.errors
        == "respecte: there is no command “exprot”.\nDid you mean “export”?\n"
        + "To learn more: respecte --help\n")
    let french = try RespecteProgram.run(
      ["exprot"], in: folder, environment: ["LC_ALL": "", "LANG": "fr_BE.UTF-8"])
    #expect(french.errors.contains("Vouliez-vous dire «\u{A0}export\u{A0}»\u{A0}?"))
  }
}
