/// How much a file may ask of the reader; what is really inflated counts, never what a file declares.
public struct ReadingLimits: Sendable, Equatable {
  /// Bytes inflated in all.
  public var inflatedTotal = 512 << 20
  /// Bytes inflated in one part.
  public var inflatedPart = 256 << 20
  /// Entries of the ZIP archive.
  public var entries = 10_000
  /// UTF-16 units of one cell's text.
  public var cellLength = 32_767
  /// Cells that are held at once, where a file is read whole and not streamed.
  public var heldCells = 1_000_000
  /// Cells that an OpenDocument file may make by repeating others, beside those it holds itself.
  public var repeatedCells = 2_000_000
  /// Elements inside one another.
  public var depth = 64
  /// Whether large parts are inflated in threads of their own.
  package var usesThreads = true
  /// Bytes of XML that are scanned at a time. What does not fit is left to expat; with 0 everything is, so that tests may
  /// compare.
  package var window = 1 << 20
  /// Bytes of a part that is inflated in one call; larger ones come piece by piece, and with 0 all do.
  package var wholePart = 4 << 20

  public init() {}
}
