import FuzzSupport
import Spreadsheet
import TestSupport

/// One part of an OpenDocument spreadsheet; the first byte says which.
@c(LLVMFuzzerTestOneInput)
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  guard let data, size > 0 else { return 0 }
  let text = Array(UnsafeBufferPointer(start: data + 1, count: size - 1))
  var entries: [(name: String, data: [UInt8])] = [
    ("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8)),
    ("content.xml", Array("<o:document-content xmlns:o=\"o\"/>".utf8)),
    ("meta.xml", Array("<m/>".utf8)), ("META-INF/manifest.xml", Array("<m/>".utf8)),
  ]
  // Mostly the contents; the others now and then.
  let part = data[0] < 200 ? 1 : Int(data[0]) % entries.count
  entries[part].data = text
  var limits = ReadingLimits()
  limits.inflatedTotal = 16 << 20
  limits.repeatedCells = 100_000
  for name in comparedReading(of: MiniZIP(entries: entries).bytes(), limits)?.definedNames ?? [] {
    _ = name.target
  }
  return 0
}
