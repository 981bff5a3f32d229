internal import Basics
internal import Checklists
internal import Spreadsheet
internal import Synchronization

/// The images of the workbooks that came last: the next one was most often issued like one of them.
enum KnownImages {
  private final class Known: Sendable {
    let library: TemplateLibrary
    /// What the workbooks say of their template beside their cells.
    let property: String?
    let image: IssuedImage
    let issued: IssuedWorkbook

    init(
      _ library: TemplateLibrary, _ property: String?, _ image: IssuedImage,
      _ issued: IssuedWorkbook
    ) {
      self.library = library
      self.property = property
      self.image = image
      self.issued = issued
    }
  }

  private static let known = Mutex<[Known]>([])
  private static let limit = 64

  /// How much of a workbook stands as it was issued, and what it says of that, if its record is that of one that came
  /// before.
  static func match(_ workbook: Workbook, _ library: TemplateLibrary)
    -> (IssuedMatch, IssuedWorkbook)?
  {
    let property = property(of: workbook)
    for one in known.withLock({ $0 })
    where one.property == property && one.library.isSame(as: library) {
      if let match = one.image.match(workbook) { return (match, one.issued) }
    }
    return nil
  }

  /// How much of a workbook stands as its record says that it was issued.
  static func match(_ workbook: Workbook, _ issued: IssuedWorkbook, _ library: TemplateLibrary)
    -> IssuedMatch?
  {
    guard let image = issued.image, let match = image.match(workbook) else { return nil }
    guard Remembering.goesOn else { return match }
    let new = Known(library, property(of: workbook), image, issued)
    known.withLock { known in
      if known.count >= limit { known.removeFirst() }
      known.append(new)
    }
    return match
  }

  private static func property(of workbook: Workbook) -> String? {
    workbook.customProperties[WorkbookExport.templateProperty]
  }
}
