#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Standard input, output and error; results are gathered and written in large pieces.
final class Console {
  let input: Int32
  let output: Int32
  let errors: Int32
  /// Whether results and messages may be coloured.
  let colorsOutput: Bool
  let colorsErrors: Bool
  /// Whether somebody watches the messages.
  let showsProgress: Bool
  let outputIsTerminal: Bool

  /// Whether it was said that something failed, or why it blocks.
  var hasComplained = false

  private let columns: Int?
  private var pending: [UInt8] = []

  init(input: Int32, output: Int32, errors: Int32, environment: [String: String]) {
    self.input = input
    self.output = output
    self.errors = errors
    let color = (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    outputIsTerminal = isatty(output) == 1
    showsProgress = isatty(errors) == 1
    columns = environment["COLUMNS"].flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil }
    colorsOutput = color && outputIsTerminal
    colorsErrors = color && showsProgress
  }

  /// Whether somebody can be asked something.
  var isConversation: Bool { isatty(input) == 1 && showsProgress }

  /// A line that is typed; nil at the end of the input. Of a long one its first 1,000 bytes.
  func line() -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while bytes.count < 1000, read(input, &byte, 1) == 1 {
      if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte)
    }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  /// The width of the terminal that shows results, else what `COLUMNS` says (POSIX, XBD § 8.3); nil where
  /// neither does.
  var outputWidth: Int? { (outputIsTerminal ? width(of: output) : nil) ?? columns }

  /// The width of the terminal that shows messages.
  var errorWidth: Int { width(of: errors) ?? 80 }

  private func width(of descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Adds to the results.
  func write(_ bytes: some Sequence<UInt8>) throws(SystemError) {
    pending += bytes
    if outputIsTerminal || pending.count > 1 << 16 { try flush() }
  }

  /// Writes what was gathered.
  func flush() throws(SystemError) {
    let bytes = pending
    pending = []
    try bytes.write(to: output)
  }

  /// Writes a message; where messages cannot be written nothing can be said about it.
  func message(_ text: String) {
    try? Array(text.utf8).write(to: errors)
  }
}

extension [UInt8] {
  /// Writes all bytes to a file descriptor.
  func write(to descriptor: Int32) throws(SystemError) {
    var failure: SystemError?
    withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        // A larger count than this is not written in one call on every system.
        let count = writeOnce(descriptor, rest.prefix(1 << 30))
        if count >= 0 {
          rest = rest.dropFirst(count)
        } else if errno != EINTR {
          failure = .last
          return
        }
      }
    }
    if let failure { throw failure }
  }
}

private func writeOnce(_ descriptor: Int32, _ bytes: Slice<UnsafeRawBufferPointer>) -> Int {
  let bytes = UnsafeRawBufferPointer(rebasing: bytes)
  return write(descriptor, bytes.baseAddress, bytes.count)
}
