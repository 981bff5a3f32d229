internal import Basics
internal import Checklists
internal import Spreadsheet
internal import Workbooks

/// Every workbook of some templates, ready to be published: one for each delivery model and one for all of them.
struct PublishedFolder {
  /// One workbook to publish.
  struct Issue {
    let template: Template
    /// The delivery models issued.
    let models: [DeliveryModel]

    /// The file's name, in ASCII: `aws-retail-technology-2019-12.fr.saas.xlsx`.
    var fileName: String {
      var words = [template.name]
      if template.deliveryModels.count > 1 {
        words.append(models.count == 1 ? models[0].id : models.count == 2 ? "both" : "all")
      }
      return (words + ["xlsx"]).joined(separator: ".")
    }

    fileprivate func bytes() throws(SpreadsheetError) -> [UInt8] {
      var options = ExportOptions()
      options.deliveryModels = models.map(\.id)
      return try XLSXWriter.write(WorkbookExport.document(of: template, options: options))
    }
  }

  /// A workbook as it is published.
  struct Published {
    let issue: Issue
    let bytes: [UInt8]
    /// Lower-case hexadecimal.
    let sha256: String
  }

  static let sums = "SHA256SUMS"
  static let index = "index.html"

  let issues: [Issue]

  /// By template, a workbook for each delivery model, then one for all.
  init(_ library: TemplateLibrary) {
    issues = library.templates.flatMap { template in
      let models = template.deliveryModels
      let choices = models.map { [$0] } + (models.count > 1 ? [models] : [])
      return choices.map { Issue(template: template, models: $0) }
    }
  }

  /// Writes the workbooks, their sums and the index. Nothing is written before everything is made, and whatever else
  /// is in the folder stays as it is.
  func write(to folder: String, isForced: Bool, _ session: Session) throws(Stop) {
    let language = session.language
    var published: [Published] = []
    do {
      for issue in issues {
        let bytes = try issue.bytes()
        published.append(Published(issue: issue, bytes: bytes, sha256: SHA256.hex(of: bytes)))
      }
    } catch {
      throw .output(
        language(
          fr: "un classeur n’a pas pu être écrit (\(error.detail ?? ""))",
          en: "a workbook could not be written (\(error.detail ?? ""))"))
    }
    let isNew = (try? FileStatus(path: folder)) == nil
    try OutputFolder.make(folder, session)
    // Where nothing can be written into it, it goes again.
    let made = isNew ? Leftover(folder) : nil
    let lines = published.map { $0.sha256 + "  " + $0.issue.fileName + "\n" }
    let contents =
      published.map { ($0.issue.fileName, $0.bytes) }
      + [
        (Self.sums, Array(lines.joined().utf8)),
        (Self.index, Array(PublishedIndex(published).html.utf8)),
      ]
    do throws(Stop) {
      var outputs: [(file: OutputFile, bytes: [UInt8])] = []
      for (name, bytes) in contents {
        let path = Path.join(folder, name)
        let file = try OutputFile(path, inputs: [], session: session)
        if !isForced, path.hasSuffix(".xlsx") {
          try file.keepWork(from: bytes, .builtIn(), session)
        }
        outputs.append((file, bytes))
      }
      for output in outputs { try output.file.write(output.bytes) }
    } catch {
      made?.remove()
      throw error
    }
    made?.keep()
    session.note(
      language.count(
        contents.count, fr: (one: "fichier écrit", many: "fichiers écrits"),
        en: (one: "file written", many: "files written"))
        + language(fr: " dans ", en: " to ") + language.quotedWhole(folder))
  }
}
