import Foundation
import TestSupport
import Testing

/// An output is written whole or not at all, and an input is never changed.
@Suite struct OutputTests {
  private func folder() throws -> WorkFolder { try .withBlankWorkbook() }

  @Test func replacesAFileAndLeavesNothingElse() throws {
    let folder = try folder()
    try folder.write("old", to: "new.xlsx")
    let result = try RespecteProgram.run(
      ["export", "--partner", "Exemple SAS", "-o", "new.xlsx"], in: folder)
    #expect(result.status == 0)
    #expect(result.output == "" && result.errors == "")
    #expect(try folder.read("new.xlsx") == folder.read("blank.xlsx"))
    #expect(try folder.names() == ["blank.xlsx", "new.xlsx"])
  }

  @Test func keepsThePermissionsOfWhatItReplaces() throws {
    let folder = try folder()
    try folder.write("old", to: "new.xlsx")
    _ = try RespecteProgram.shell("chmod 640 new.xlsx; $RESPECTE export -o new.xlsx", in: folder)
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path(of: "new.xlsx"))
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(attributes[.size] as? Int ?? 0 > 10_000)
  }

  @Test func aLinkStaysALink() throws {
    let folder = try folder()
    try folder.write("old", to: "target/real.xlsx")
    let result = try RespecteProgram.shell(
      "ln -s target/real.xlsx link.xlsx; $RESPECTE export --partner \"Exemple SAS\" -o link.xlsx",
      in: folder)
    #expect(result.status == 0)
    #expect(try folder.read("target/real.xlsx") == folder.read("blank.xlsx"))
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder.path(of: "link.xlsx"))
        == "target/real.xlsx")
  }

  @Test func aLinkToAnInputIsAnInput() throws {
    let folder = try folder()
    let before = try folder.read("blank.xlsx")
    let result = try RespecteProgram.shell(
      "ln -s blank.xlsx link.xlsx; $RESPECTE score blank.xlsx -o link.xlsx", in: folder)
    #expect(result.status == 2)
    #expect(try folder.read("blank.xlsx") == before)
  }

  @Test(arguments: [
    "import blank.xlsx", "check blank.xlsx", "score . -o s.xlsx", "inspect blank.xlsx",
  ])
  func inputsStayAsTheyAre(line: String) throws {
    let folder = try folder()
    let before = try folder.read("blank.xlsx")
    let result = try RespecteProgram.run(line.split(separator: " ").map(String.init), in: folder)
    #expect(result.status < 2)
    #expect(try folder.read("blank.xlsx") == before)
  }

  /// A file that may not grow beyond 8 blocks of 512 bytes stands for a full disk.
  @Test func aFullDiskLeavesTheOldFileAndNoLitter() throws {
    let folder = try folder()
    try folder.write("old", to: "new.json")
    let result = try RespecteProgram.shell(
      "ulimit -f 8; $RESPECTE score blank.xlsx --json new.json", in: folder)
    #expect(result.status == 4)
    #expect(result.errors.contains("«\u{A0}new.json\u{A0}» n’a pas pu être écrit"))
    #expect(try folder.read("new.json") == Array("old".utf8))
    #expect(try folder.names() == ["blank.xlsx", "new.json"])
  }

  /// Runs a line as somebody who may not write everywhere.
  private func asAnybody(_ line: String, in folder: WorkFolder) throws -> RespecteProgram.Result {
    guard geteuid() == 0 else { return try RespecteProgram.shell(line, in: folder) }
    let nobody = "setpriv --reuid 65534 --regid 65534 --clear-groups "
    guard try RespecteProgram.shell(nobody + "test -x $RESPECTE", in: folder).status == 0 else {
      try Test.cancel("root may write everywhere, and nobody else can run the program here")
    }
    return try RespecteProgram.shell(nobody + line, in: folder)
  }

  @Test func aFolderThatMayNotBeWrittenTo() throws {
    let folder = try folder()
    try folder.write("old", to: "locked/old.xlsx")
    _ = try RespecteProgram.shell("chmod 666 locked/old.xlsx; chmod 555 locked", in: folder)
    for name in ["new", "old"] {
      let result = try asAnybody("$RESPECTE export -o locked/\(name).xlsx", in: folder)
      #expect(result.status == 4)
      #expect(result.errors.contains("accès refusé"))
    }
    #expect(try folder.read("locked/old.xlsx") == Array("old".utf8))
    _ = try RespecteProgram.shell("chmod 755 locked", in: folder)
  }

  @Test func aFileThatMayNotBeWritten() throws {
    let folder = try folder()
    try folder.write("old", to: "new.xlsx")
    _ = try RespecteProgram.shell("chmod 444 new.xlsx", in: folder)
    let result = try asAnybody("$RESPECTE export -o new.xlsx", in: folder)
    #expect(result.status == 4)
    #expect(try folder.read("new.xlsx") == Array("old".utf8))
  }

  #if os(Linux)
    @Test func aFolderWhereNobodyCanWrite() throws {
      let result = try RespecteProgram.run(["export", "-o", "/proc/new.xlsx"], in: WorkFolder())
      #expect(result.status == 4)
      #expect(result.errors.contains("/proc/new.xlsx"))
    }

    @Test(arguments: ["export", "template list", "inspect blank.xlsx", "--help"])
    func standardOutputOnAFullDisk(line: String) throws {
      let result = try RespecteProgram.shell("$RESPECTE \(line) > /dev/full", in: folder())
      #expect(result.status == 4)
      #expect(result.errors.contains("plus de place"))
    }

    /// A disk of 20 KiB of its own, where the system lets a user mount one.
    @Test(arguments: [
      ("$RESPECTE score blank.xlsx -o full/new.xlsx", "full/new.xlsx"),
      ("$RESPECTE score blank.xlsx --json full/new.json", "full/new.json"),
      ("TMPDIR=full $RESPECTE score blank.xlsx -o new.xlsx", "TMPDIR"),
    ])
    func aDiskThatFillsUp(line: String, said: String) throws {
      let folder = try folder()
      try folder.write(
        """
        mkdir full
        mount -t tmpfs -o size=20k none full || exit 77
        echo old > full/new.xlsx
        echo old > full/new.json
        echo old > new.xlsx
        \(line)
        echo $?
        ls -A full
        cat full/new.xlsx full/new.json new.xlsx
        """, to: "fill.sh")
      let result = try RespecteProgram.shell(
        "unshare --mount --map-root-user sh fill.sh", in: folder)
      if result.status != 0 {
        try Test.cancel("no disk could be mounted: \(result.errors)")
      }
      #expect(result.output == "4\nnew.json\nnew.xlsx\nold\nold\nold\n")
      #expect(result.errors.contains("plus de place"))
      #expect(result.errors.contains(said))
      #expect(try folder.names() == ["blank.xlsx", "fill.sh", "full", "new.xlsx"])
    }

    /// What a program that was ended left is removed by the next one; what one still writes is not.
    @Test func abandonedBeginningsAreRemoved() throws {
      let folder = try folder()
      try folder.write("half", to: ".respecte-abandoned.tmp")
      try folder.write("half", to: ".respecte-in-use.tmp")
      try folder.write("mine", to: ".respecte-other")
      let result = try RespecteProgram.shell(
        "exec 9< .respecte-in-use.tmp; flock 9; $RESPECTE export -o new.xlsx 9>&-", in: folder)
      #expect(result.status == 0)
      #expect(
        try folder.names() == [".respecte-in-use.tmp", ".respecte-other", "blank.xlsx", "new.xlsx"])
    }

    @Test func aDeviceIsWrittenAndNotReplaced() throws {
      let result = try RespecteProgram.run(["export", "-o", "/dev/null"], in: WorkFolder())
      #expect(result.status == 0)
      let type = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type]
      #expect(type as? FileAttributeType == .typeCharacterSpecial)
    }
  #endif

  @Test func aClosedStandardOutputIsAnError() throws {
    let result = try RespecteProgram.shell("$RESPECTE template list >&-", in: WorkFolder())
    #expect(result.status == 4)
    #expect(result.errors.hasPrefix("respecte\u{A0}: "))
  }

  /// Whoever stops reading early gets no complaint.
  @Test(arguments: ["inspect blank.xlsx --ndjson", "export", "score blank.xlsx --ndjson"])
  func aClosedPipeEndsQuietly(line: String) throws {
    let folder = try folder()
    // The reader is gone before the program starts to write.
    let result = try RespecteProgram.shell(
      "{ sleep 0.2; $RESPECTE \(line); echo $? > status; } | true", in: folder)
    #expect(result.errors == "")
    #expect(try folder.read("status") == Array("0\n".utf8))
  }

  @Test func standardOutputAndAFileGetTheSameBytes() throws {
    let folder = try folder()
    let result = try RespecteProgram.run(["export", "--partner", "Exemple SAS"], in: folder)
    #expect(try result.outputBytes == folder.read("blank.xlsx"))
    #expect(
      try RespecteProgram.run(["export", "--partner", "Exemple SAS", "-o", "-"], in: folder)
        .outputBytes == result.outputBytes)
  }
}
