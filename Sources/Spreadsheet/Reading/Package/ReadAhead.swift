internal import Basics

/// Inflates a part in a thread of its own, some blocks ahead of whoever reads it.
final class ReadAhead: @unchecked Sendable {
  private struct Blocks {
    /// How many bytes each holds: 0 at the end, nil where the part is damaged.
    var counts = [Int?](repeating: 0, count: ReadAhead.blockCount)
    var filled = 0
    var emptied = 0
    var isOver = false
  }

  private static let blockCount = 16
  private static let blockSize = 1 << 18

  private let inflater: PieceInflater
  private let blocks = Monitor(Blocks())
  private let memory = UnsafeMutableRawBufferPointer.allocate(
    byteCount: blockCount * blockSize, alignment: 64)
  /// How much of the current block was read.
  private var position = 0
  private var thread: SystemThread?

  /// Nil where there are no threads for it.
  ///
  /// - Parameter part: its bytes have to be there until this is closed.
  init?(_ part: StoredPart) {
    guard let inflater = PieceInflater(part) else { return nil }
    self.inflater = inflater
    thread = SystemThread(stack: 1 << 18) { self.run() }
    if thread == nil { return nil }
  }

  deinit { memory.deallocate() }

  /// Ends the thread; nothing can be read then.
  func close() {
    blocks.change { $0.isOver = true }
    thread?.join()
    thread = nil
  }

  /// Fills a buffer, or a part of it.
  ///
  /// - Returns: how many bytes; 0 at the end, where the part has proved its checksum; nil where it is damaged.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
    let (block, held) = blocks.wait { blocks in
      let block = blocks.emptied % Self.blockCount
      return blocks.emptied < blocks.filled ? (block, blocks.counts[block]) : nil
    }
    guard let held, held > 0 else { return held }
    let count = min(buffer.count, held - position)
    buffer.copyMemory(from: bytes(of: block, position, count))
    position += count
    if position == held {
      position = 0
      blocks.change { $0.emptied += 1 }
    }
    return count
  }

  private func run() {
    while true {
      let (block, isOver) = blocks.wait { blocks in
        let hasRoom = blocks.filled - blocks.emptied < Self.blockCount
        return hasRoom || blocks.isOver ? (blocks.filled % Self.blockCount, blocks.isOver) : nil
      }
      if isOver { return }
      let room = UnsafeMutableRawBufferPointer(mutating: bytes(of: block, 0, Self.blockSize))
      let count = inflater.inflate(into: room)
      blocks.change {
        $0.counts[block] = count
        $0.filled += 1
      }
      if (count ?? 0) == 0 { return }
    }
  }

  private func bytes(of block: Int, _ start: Int, _ count: Int) -> UnsafeRawBufferPointer {
    let start = block * Self.blockSize + start
    return UnsafeRawBufferPointer(rebasing: memory[start..<start + count])
  }
}
