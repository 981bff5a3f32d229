internal import Basics
public import Checklists

/// Where something stands in the source of a checklist.
public struct SourcePlace: Sendable, Equatable {
  /// From 1; nil where the source has no pages.
  public var page: Int?
  /// From 1, of the page where there is one.
  public var line: Int

  public init(page: Int? = nil, line: Int) {
    self.page = page
    self.line = line
  }

  /// `page 2, line 14`.
  public func text(in language: Language) -> String { Message.place(self, language) }
}
