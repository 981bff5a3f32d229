import Spreadsheet

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads a file into cells, and prints the seconds that took and how many cells there were: what the benchmarks compare
/// with other libraries that are called within a running process.
@main enum Cells {
  static func main() throws {
    guard CommandLine.arguments.count == 2 else { exit(2) }
    let clock = ContinuousClock()
    var count = 0
    let duration = try clock.measure {
      let bytes = contents(of: CommandLine.arguments[1])
      count = try SpreadsheetReader.read(bytes).sheets.reduce(0) { $0 + $1.cells.count }
    }
    print(duration / .seconds(1), count)
  }

  private static func contents(of path: String) -> [UInt8] {
    guard let file = fopen(path, "rb") else { exit(3) }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    let size = ftell(file)
    rewind(file)
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = fread(buffer.baseAddress, 1, size, file)
    }
  }
}
