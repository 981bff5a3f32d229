import Checklists

/// Template files; what is read is written and read again.
@c(LLVMFuzzerTestOneInput)
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: data, count: size))
  let (template, faults) = TemplateFile.read(bytes, messagesIn: .french)
  if let template, faults.isEmpty {
    let text = TemplateFile.text(of: template)
    let (again, _) = TemplateFile.read(Array(text.utf8), messagesIn: .english)
    precondition(again == template, "a template does not come back as it was written")
  }
  return 0
}
