internal import Basics

/// Reads a package's workbook part by part.
struct WorkbookReader {
  let package: OfficePackage
  private var archive: ZIPArchive { package.archive }

  init(_ package: OfficePackage) { self.package = package }

  private static let mains = PartCache<WorkbookPart.Content>()
  private static let styles = PartCache<CellFormats>()
  private static let persons = PartCache<[String: String]>()
  private static let properties = PartCache<[String: String]>()
  private static let producers = PartCache<String?>()

  func head() throws(SpreadsheetError) -> Workbook {
    try head(main(), RelationshipsPart.read(of: package.workbook, in: archive))
  }

  private func main() throws(SpreadsheetError) -> WorkbookPart.Content {
    try Self.mains.value(of: package.workbook, in: archive) { () throws(SpreadsheetError) in
      let main = WorkbookPart()
      try scan(package.workbook, main)
      return main.content
    }
  }

  func read(into sink: some CellSink) throws(SpreadsheetError) -> Workbook {
    let main = try main()
    let relationships = try RelationshipsPart.read(of: package.workbook, in: archive)
    var workbook = try head(main, relationships)
    let strings = SharedStringsPart(limits: archive.limits)
    if let part = part("sharedStrings", relationships) { try scan(part, strings) }
    let shared = strings.table()
    var formats = CellFormats()
    if let part = part("styles", relationships) {
      formats = try Self.styles.value(of: part, in: archive) { () throws(SpreadsheetError) in
        let styles = StylesPart()
        try scan(part, styles)
        return styles.formats
      }
    }
    let annotations = SheetAnnotationReader(archive: archive, persons: try persons(relationships))
    for (index, entry) in main.sheets.enumerated() {
      try sink.start(workbook.sheets[index], shared: shared, from1904: main.from1904)
      do throws(SpreadsheetError) {
        guard
          let target = relationships.first(where: {
            $0.id == entry.relationship && !$0.isExternal
          })?.target
        else {
          throw SpreadsheetError(
            .corrupt, place: package.workbook, detail: "the sheet \(entry.name) has no part")
        }
        let found = try read(
          workbook.sheets[index], at: index, target, shared, formats, from1904: main.from1904, sink)
        workbook.sheets[index].merged = found.sheet.merged
        workbook.sheets[index].hiddenRows = found.sheet.hiddenRows
        workbook.sheets[index].hiddenColumns = found.sheet.hiddenColumns
        workbook.sheets[index].annotations = found.sheet.annotations
        try annotations.read(
          target, found.hyperlinks, into: &workbook.sheets[index].annotations)
      } catch {
        // The other sheets can still be read, as long as no limit is broken.
        guard error.code.isLocal else { throw error }
        (sink as? CellCollector)?.dropSheet()
        workbook.sheets[index].fault = error
      }
    }
    if let fault = workbook.sheets.first?.fault, workbook.sheets.allSatisfy({ $0.fault != nil }) {
      throw fault
    }
    return workbook
  }

  /// A sheet with its links, which have their addresses elsewhere.
  private struct FoundSheet: Sendable {
    var sheet: Sheet
    let hyperlinks: [Hyperlink]
  }

  private func read(
    _ sheet: Sheet, at index: Int, _ target: String, _ shared: TextPool.Table,
    _ formats: CellFormats, from1904: Bool, _ sink: some CellSink
  ) throws(SpreadsheetError) -> FoundSheet {
    guard let collector = sink as? CellCollector, index < EarlierSheet.places,
      formats.struck.isEmpty
    else {
      let part = WorksheetPart(
        sheet, sink, shared: shared, formats: formats, from1904: from1904, limits: archive.limits)
      try scan(target, part)
      return FoundSheet(sheet: part.finished(), hyperlinks: part.hyperlinks)
    }
    func read() throws(SpreadsheetError) -> FoundSheet {
      try readSheet(
        sheet, at: index, target, collector, shared,
        EarlierSheet.Context(dates: formats.dates, from1904: from1904, limits: archive.limits))
    }
    guard shared.places.isEmpty else { return try read() }
    // Nothing of the sheet stands elsewhere but what tells dates from numbers.
    func serves(_ known: KnownSheet) -> Bool {
      known.dates == formats.dates && known.from1904 == from1904
        && collector.take(known.found.sheet.cells)
    }
    let known = try Self.sheets[index].value(of: target, in: archive, where: serves) {
      () throws(SpreadsheetError) in
      var found = try read()
      found.sheet.cells = collector.current
      return KnownSheet(found: found, dates: formats.dates, from1904: from1904)
    }
    return known.found
  }

  /// The names of those who wrote in threads; a list that is damaged names nobody.
  private func persons(_ relationships: [Relationship]) throws(SpreadsheetError) -> [String: String]
  {
    guard let part = part("person", relationships) else { return [:] }
    do throws(SpreadsheetError) {
      return try Self.persons.value(of: part, in: archive) { () throws(SpreadsheetError) in
        let persons = PersonsPart()
        try scan(part, persons)
        return persons.names
      }
    } catch {
      if error.code.isLocal { return [:] }
      throw error
    }
  }

  /// Reads a sheet, the cells that an earlier workbook had at its place without a look into them.
  private func readSheet(
    _ sheet: Sheet, at index: Int, _ target: String, _ collector: CellCollector,
    _ shared: TextPool.Table, _ context: EarlierSheet.Context
  ) throws(SpreadsheetError) -> FoundSheet {
    let entry = try archive.open(target)
    let earlier = entry.whole == nil ? nil : EarlierSheet.at(index, context)
    if let earlier { collector.share(earlier.cells) }
    let records = entry.whole != nil && earlier == nil && Remembering.goesOn
    let part = WorksheetPart(
      sheet, collector, shared: shared, formats: CellFormats(dates: context.dates),
      from1904: context.from1904, limits: context.limits, after: earlier,
      records ? SheetRecorder(context) : nil)
    try XMLScanner.scan(entry, part, limits: context.limits)
    if let earlier {
      // The next one may be more like this one was.
      if 2 * part.known < earlier.extents.count, Remembering.goesOn {
        EarlierSheet.set(nil, at: index)
      }
    } else if let recorded = part.recorded {
      EarlierSheet.set(recorded, at: index)
    }
    return FoundSheet(sheet: part.finished(), hyperlinks: part.hyperlinks)
  }

  /// A sheet of a workbook without shared strings, and what its workbook says of dates.
  private struct KnownSheet: Sendable {
    let found: FoundSheet
    let dates: [Bool]
    let from1904: Bool
  }

  /// The sheets that came last, by their place in a workbook.
  private static let sheets = (0..<EarlierSheet.places).map { _ in PartCache<KnownSheet>() }

  private func head(_ main: WorkbookPart.Content, _ relationships: [Relationship])
    throws(SpreadsheetError) -> Workbook
  {
    var workbook = Workbook(format: package.format)
    workbook.sheets = main.sheets.map { Sheet(name: $0.name, visibility: $0.visibility) }
    workbook.definedNames = main.definedNames
    if let part = package.part("custom-properties") {
      workbook.customProperties = try Self.properties.value(of: part, in: archive) {
        () throws(SpreadsheetError) in
        let properties = CustomPropertiesPart(limits: archive.limits)
        try scan(part, properties)
        return properties.values
      }
    }
    if let part = package.part("extended-properties") {
      workbook.producer = try Self.producers.value(of: part, in: archive) {
        () throws(SpreadsheetError) in
        let properties = ApplicationPart(limits: archive.limits)
        try scan(part, properties)
        return properties.producer
      }
    }
    let kinds = Set(relationships.map(\.kind))
    workbook.hasMacros =
      kinds.contains("vbaProject") || kinds.contains("xlMacrosheet")
      || kinds.contains("xlIntlMacrosheet") || archive.hasStep("vbaproject.bin")
    workbook.hasExternalLinks =
      kinds.contains("externalLink") || archive.hasStep("externallinks")
    workbook.hasEmbeddedObjects = archive.hasStep("embeddings") || archive.hasStep("activex")
    return workbook
  }

  private func part(_ kind: String, _ relationships: [Relationship]) -> String? {
    relationships.first { $0.kind == kind && !$0.isExternal && archive.contains($0.target) }?.target
  }

  private func scan(_ part: String, _ handler: some XMLHandler) throws(SpreadsheetError) {
    try XMLScanner.scan(archive.open(part), handler, limits: archive.limits)
  }
}
