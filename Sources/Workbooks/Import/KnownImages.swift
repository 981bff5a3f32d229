internal import Basics
internal import Checklists
internal import Spreadsheet
internal import Synchronization

/// The images of the workbooks that came last: the next one was most often issued like one of them.
enum KnownImages {
  private struct Known: Sendable {
    let library: TemplateLibrary
    /// What the workbooks say of their template beside their cells.
    let property: String?
    let image: IssuedImage
    let issued: IssuedWorkbook
  }

  private static let known = Mutex<[Known]>([])
  private static let limit = 24

  /// What a workbook was when it was issued, and what it says of that, if it is like one that came before.
  static func match(_ workbook: Workbook, _ library: TemplateLibrary)
    -> (IssuedImage, IssuedWorkbook)?
  {
    let property = property(of: workbook)
    let found = known.withLock { $0 }.first {
      // The record of how it was issued is among its cells.
      $0.property == property && $0.library.isSame(as: library) && $0.image.matches(workbook)
    }
    return found.map { ($0.image, $0.issued) }
  }

  /// What a workbook was by its record; nil where not all of that stands in its place.
  static func image(of workbook: Workbook, _ issued: IssuedWorkbook, _ library: TemplateLibrary)
    -> IssuedImage?
  {
    guard let image = issued.image, image.matches(workbook) else { return nil }
    let new = Known(
      library: library, property: property(of: workbook), image: image, issued: issued)
    known.withLock { known in
      if known.count >= limit { known.removeFirst() }
      known.append(new)
    }
    return image
  }

  private static func property(of workbook: Workbook) -> String? {
    workbook.customProperties[WorkbookExport.templateProperty]
  }
}
