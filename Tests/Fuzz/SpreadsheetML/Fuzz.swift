import FuzzSupport
import Spreadsheet
import TestSupport

/// One part of a workbook's package; the first byte says which.
@c(LLVMFuzzerTestOneInput)
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  guard let data, size > 0 else { return 0 }
  let text = Array(UnsafeBufferPointer(start: data + 1, count: size - 1))
  var package = MiniPackage(
    cells: "<row><c t=\"s\"><v>0</v></c><c s=\"1\"><v>43809</v></c></row>",
    shared: "<si><t>é</t></si>", styles: "<cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs>")
  package["docProps/custom.xml"] = "<Properties/>"
  package.replace(
    "</Relationships>",
    by: MiniPackage.relationship("c", "custom-properties", "docProps/custom.xml")
      + MiniPackage.relationship("e", "extended-properties", "docProps/app.xml")
      + "</Relationships>", in: "_rels/.rels")
  package["docProps/app.xml"] = "<Properties/>"
  let parts = package.parts.map(\.name)
  package.rawParts[parts[Int(data[0]) % parts.count]] = text
  var limits = ReadingLimits()
  limits.inflatedTotal = 16 << 20
  for name in comparedReading(of: package.zip.bytes(), limits)?.definedNames ?? [] {
    _ = name.target
  }
  return 0
}
