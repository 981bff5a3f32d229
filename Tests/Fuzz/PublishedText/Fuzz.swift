import Checklists
import PublishedText

/// The text of a published checklist.
@c(LLVMFuzzerTestOneInput)
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: data, count: size))
  _ = try? PublishedText.read(
    bytes, options: PublishedText.Options(), messagesIn: size % 2 == 0 ? .french : .english)
  return 0
}
