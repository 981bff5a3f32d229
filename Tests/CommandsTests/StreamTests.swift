import Foundation
import TestSupport
import Testing

/// `import` as a filter, and `score` over what several of them wrote: the halves of a map and a reduce.
@Suite struct StreamTests {
  /// The sample workbooks, some of them broken, under names as people give them.
  private func returned() throws -> WorkFolder {
    let folder = try WorkFolder()
    let samples = CorpusFiles.folder.appendingPathComponent("../../SampleData/returned")
      .standardized
    for (index, name) in try FileManager.default.contentsOfDirectory(atPath: samples.path).sorted()
      .prefix(4).enumerated()
    {
      let file = [UInt8](try Data(contentsOf: samples.appendingPathComponent(name)))
      try folder.write(file, to: (index % 2 == 0 ? "in/" : "in/deep er/déjà vu/") + name)
    }
    for name in ["truncated.xlsx", "encrypted.xlsx", "old-excel.xls", "entities.xlsx"] {
      let file = try Data(contentsOf: CorpusFiles.folder.appendingPathComponent(name))
      try folder.write([UInt8](file), to: "in/été " + name)
    }
    try folder.write("none", to: "in/deep.xlsx")
    try folder.write("left out", to: "in/deep er/notes.txt")
    try folder.write("left out", to: "in/.hidden/x.xlsx")
    try folder.write("left out", to: "in/~$Numa.xlsx")
    return folder
  }

  /// What `score` writes into a folder, by name.
  private func outputs(_ inputs: String, in folder: WorkFolder) throws -> [String: [UInt8]] {
    let result = try RespecteProgram.shell(
      """
      rm -rf out; mkdir out
      \(inputs) -o out/s.xlsx --html out/s.html --csv out --json out/s.json --oscal out/s.oscal \
        --ndjson --quiet > out/s.ndjson
      """, in: folder)
    #expect(result.status == 1, "\(result.errors)")
    var files: [String: [UInt8]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path(of: "out")) {
      files[name] = try folder.read("out/" + name)
    }
    #expect(files.count == 8)
    return files
  }

  /// However the workbooks are divided, and in whatever order parts and lines come.
  @Test func partsGiveTheSummaryOfOneProcess() throws {
    let folder = try returned()
    let whole = try outputs("$RESPECTE score in", in: folder)
    let lines = try RespecteProgram.shell(
      "find in -name '.*' -prune -o -name '*.ods' -print0 -o -name '*.xls*' ! -name '~*' -print0 "
        + "| sort -z -r | $RESPECTE import --ndjson --files-from - --quiet --jobs 3", in: folder
    ).lines
    #expect(lines.count == 9)
    var generator = SeededGenerator(seed: 7)
    for command in [
      "$RESPECTE score --sort part-2.json part-00000 'part 1.ndjson'",
      "cat part-00000 'part 1.ndjson' | $RESPECTE score --sort part-2.json -",
      // Two pipes, which can be read only once.
      "cat part-2.json | 3<&0 < 'part 1.ndjson' $RESPECTE score --sort /dev/fd/3 part-00000 -",
    ] {
      let shuffled = lines.shuffled(using: &generator)
      try folder.write(shuffled[..<4].map { $0 + "\n" }.joined(), to: "part-00000")
      try folder.write(shuffled[4], to: "part 1.ndjson")
      try folder.write(shuffled[5...].joined(separator: "\r\n"), to: "part-2.json")
      let parts = try outputs(command, in: folder)
      for (name, bytes) in whole { #expect(parts[name] == bytes, "\(name), \(command)") }
    }
  }

  @Test(arguments: ["v7", "oldgnu", "gnu", "ustar", "posix"])
  func aTarStreamGivesTheSameLines(format: String) throws {
    let folder = try returned()
    try folder.write("blank", to: "in/" + String(repeating: "long ", count: 18) + ".xlsx")
    if format != "v7" {
      try folder.write("x", to: "in/" + String(repeating: "b/", count: 40) + "y.xlsx")
    }
    let result = try RespecteProgram.shell(
      """
      tar c -H \(format) -f in.tar in || exit 77
      $RESPECTE score in --ndjson --quiet > walked.ndjson
      $RESPECTE import --ndjson - < in.tar > piped.ndjson 2> messages; echo $?
      $RESPECTE import in.tar --quiet --jobs 1 2> again.messages | cmp - piped.ndjson
      $RESPECTE score --sort piped.ndjson --ndjson --quiet | cmp - walked.ndjson
      """, in: folder)
    #expect(result.output == "1\n")
    #expect(result.saysNothingButWhy)
    let messages = String(decoding: try folder.read("messages"), as: UTF8.self)
    for name in ["in/deep er/notes.txt", "in/.hidden/x.xlsx", "in/~$Numa.xlsx"] {
      #expect(messages.contains(name))
    }
  }

  @Test func aBrokenTarStreamSaysWhereAndKeepsWhatCameBefore() throws {
    let folder = try WorkFolder.withBlankWorkbook()
    let blank = try folder.read("blank.xlsx")
    var tar = MiniTar()
    tar.add("../../a b.xlsx", blank)
    tar.add("link.xlsx", type: "2")
    tar.add("é.xlsx", blank)
    let whole = tar.bytes.count
    try folder.write(Array(tar.bytes[..<(whole - 1_000)]), to: "cut.tar")
    let cut = try RespecteProgram.run(["import", "cut.tar", "--lang", "en"], in: folder)
    #expect(cut.status == 1)
    #expect(cut.lines.count == 2)
    #expect(cut.lines.first?.contains("\"file\":\"../../a b.xlsx\"") == true)
    #expect(cut.lines.last?.contains("\"file\":\"é.xlsx\"") == true)
    #expect(cut.lines.last?.contains("\"code\":\"file.truncated\"") == true)
    #expect(cut.errors.contains("byte \(whole - 1_000), in the middle of this file"))
    #expect(cut.errors.contains("“link.xlsx” (a link without contents)"))
    #expect(try folder.names() == ["blank.xlsx", "cut.tar"])

    var bytes = tar.bytes
    bytes[600] ^= 1
    bytes[tar.bytes.count - 512 * (1 + (blank.count + 511) / 512)] ^= 1
    try folder.write(bytes, to: "damaged.tar")
    let damaged = try RespecteProgram.run(["import", "damaged.tar"], in: folder)
    #expect(damaged.status == 3 || damaged.status == 1)
    #expect(damaged.lines.count == 2)
    #expect(damaged.lines.last?.contains("\"file\":\"damaged.tar\"") == true)
    #expect(damaged.lines.last?.contains("\"code\":\"file.corrupt\"") == true)

    let scored = try RespecteProgram.run(["score", "cut.tar", "--ndjson"], in: folder)
    #expect(scored.status == 3)
    #expect(scored.output.contains("une archive"))

    try folder.write([UInt8](repeating: 0, count: 10_240), to: "empty.tar")
    let empty = try RespecteProgram.run(["import", "empty.tar"], in: folder)
    #expect(empty.status == 3)
    #expect(empty.output == "")
    #expect(empty.errors.contains("aucun classeur"))
  }

  /// Memory does not follow what an archive claims or holds.
  @Test func aTarStreamBeyondTheLimits() throws {
    let folder = try WorkFolder.withBlankWorkbook()
    var tar = MiniTar()
    tar.add("claimed.xlsx", size: [0x80, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0])
    try folder.write(tar.bytes, to: "head")
    let result = try RespecteProgram.shell(
      """
      ulimit -v 4000000
      { cat head; head -c 300000000 /dev/zero; } | $RESPECTE import --ndjson - --max-inflated 1M
      """, in: folder)
    #expect(result.status == 3)
    #expect(result.output.contains("file.truncated"))
  }

  /// Whoever writes a path gets its line before the next one is written.
  @Test func pathsAreReadAsTheyCome() throws {
    let folder = try WorkFolder.withBlankWorkbook()
    try folder.write("none", to: "bad\nname.xlsx")
    for (jobs, end) in [("1", "\\0"), ("4", "\\0"), ("4", "\\n")] {
      let result = try RespecteProgram.shell(
        """
        mkfifo paths lines
        $RESPECTE import --ndjson --files-from - --quiet --jobs \(jobs) < paths > lines 2> /dev/null &
        exec 3> paths 4< lines
        for name in blank.xlsx absent.xlsx blank.xlsx; do
          printf "$name\(end)" >&3
          read -r line <&4
          echo "$line" | cut -c 1-80
        done
        exec 3>&-
        cat <&4; wait $!; echo $?; rm paths lines
        """, in: folder)
      let files = result.lines.map { $0.split(separator: "\"").dropFirst(9).first ?? $0[...] }
      #expect(files == ["blank.xlsx", "absent.xlsx", "blank.xlsx", "1"])
    }
    let named = try RespecteProgram.shell(
      "printf 'bad\\nname.xlsx\\0blank.xlsx\\0' | $RESPECTE import --files-from -", in: folder)
    #expect(named.lines.count == 2)
    #expect(named.lines.first?.contains("file.notSpreadsheet") == true)
    let long = try RespecteProgram.shell(
      "{ echo blank.xlsx; head -c 100000 /dev/zero | tr '\\0' x; } | $RESPECTE import --files-from -",
      in: folder)
    #expect(long.status == 1)
    #expect(long.lines.count == 2)
  }

  @Test(arguments: ["blank.xlsx - --files-from -", "--files-from absent"])
  func listsThatCannotBe(line: String) throws {
    let folder = try WorkFolder.withBlankWorkbook()
    let result = try RespecteProgram.shell("$RESPECTE import \(line) < /dev/null", in: folder)
    #expect(result.status == (line.hasSuffix("-") ? 2 : 3))
    #expect(result.output == "" && result.errors != "")
  }

  /// One object over many lines, as `import` prints a single one.
  @Test func aSingleSubmissionIsScored() throws {
    let folder = try WorkFolder.withBlankWorkbook()
    let result = try RespecteProgram.shell(
      """
      $RESPECTE import blank.xlsx > one.json
      $RESPECTE score one.json --ndjson > a; $RESPECTE score blank.xlsx --ndjson | cmp - a
      $RESPECTE score --sort - < one.json --ndjson | cmp - a
      """, in: folder)
    #expect(result.saysNothingButWhy)
    #expect(result.output == "")
  }

  /// The same name twice, from two machines: both count, whichever comes first.
  @Test func filesOfOneName() throws {
    let folder = try WorkFolder.withBlankWorkbook()
    let result = try RespecteProgram.shell(
      """
      $RESPECTE export --partner Autre -o other.xlsx
      for file in blank other; do mkdir $file; mv $file.xlsx $file/same.xlsx; done
      for file in blank other; do (cd $file; $RESPECTE import --ndjson same.xlsx > ../$file.ndjson); done
      $RESPECTE score --sort blank.ndjson other.ndjson --ndjson > a
      $RESPECTE score --sort other.ndjson blank.ndjson --ndjson | cmp - a
      wc -l < a
      """, in: folder)
    #expect(result.output.trimmingCharacters(in: .whitespacesAndNewlines) == "2")
    #expect(result.saysNothingButWhy)
  }
}

extension RespecteProgram.Result {
  /// Whether messages are nothing but the line that goes with status 1, one for each run.
  fileprivate var saysNothingButWhy: Bool {
    errors.split(separator: "\n").allSatisfy { $0.hasPrefix("respecte\u{A0}: à corriger, sur ") }
  }
}
