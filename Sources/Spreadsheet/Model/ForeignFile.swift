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
  /// Encrypted by a sensitivity label or another management of rights, not by a password.
  case rightsManaged
  /// What a cloud service leaves in a folder for a document that exists only online.
  case cloudDocument
  /// What a cloud service leaves for a file that it has not brought to this computer yet.
  case cloudPlaceholder
  /// A shortcut to a file or a page.
  case shortcut
  /// What a spreadsheet program keeps beside a file while it is open.
  case lockFile
  /// What macOS keeps beside a file on other systems' disks.
  case appleDouble
}
