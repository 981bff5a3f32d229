internal import Basics

extension Discrepancy {
  /// What the message says of its place, without the place that it begins with: for a list where that stands beside it.
  public func statement(in language: Language) -> String {
    let text = message.visible()
    let colon = language.colon
    let address = Place.address(sheet: sheet, cell: cell)
    var rest: Substring?
    if !address.isEmpty, text.hasPrefix(address + " ("), let end = text.firstRange(of: ")" + colon)
    {
      rest = text[end.upperBound...]
    } else if !address.isEmpty, text.hasPrefix(address + colon) {
      rest = text.dropFirst(address.count + colon.count)
    } else if address.isEmpty, control != nil, let end = text.firstRange(of: colon) {
      // Without an address the names lead.
      rest = text[end.upperBound...]
    }
    guard let rest, !rest.isEmpty else { return text }
    return rest.prefix(1).uppercased() + rest.dropFirst()
  }
}
