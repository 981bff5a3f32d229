/// A language of templates, workbooks and messages.
public enum Language: String, Sendable, CaseIterable, Codable {
  case french = "fr"
  case english = "en"

  /// Chooses between two wordings.
  public func callAsFunction(
    fr french: @autoclosure () -> String, en english: @autoclosure () -> String
  )
    -> String
  {
    self == .french ? french() : english()
  }
}
