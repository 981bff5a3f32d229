import Spreadsheet

/// Whole files: the kind of file, the archive, its parts, tables of texts.
@c(LLVMFuzzerTestOneInput)
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: data, count: size))
  var limits = ReadingLimits()
  limits.inflatedTotal = 16 << 20
  limits.repeatedCells = 100_000
  _ = try? SpreadsheetReader.read(bytes, limits: limits)
  return 0
}
