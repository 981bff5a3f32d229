/// What a file is that holds no workbook, where that is known: each calls for other advice.
public enum ForeignFile: Sendable, CaseIterable {
  case empty, pdf, picture
  /// Apple's format of spreadsheets.
  case numbers
  case email
  /// A text or a presentation.
  case document
  /// HTML, which some programs write under the name of a workbook.
  case webPage
  /// A workbook as one XML text: Excel 2003's, or OpenDocument's flat form.
  case flatXML
  /// Files packed together, none of them a part of a workbook.
  case archive
}
