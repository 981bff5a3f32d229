internal import Checklists

/// The account of how a published text was read.
struct ReadingReport {
  let report: PublishedText.Report
  let language: Language

  /// Every line of the source in order, then what was inferred, looks wrong or was not found.
  var text: String {
    var lines: [String] = []
    var used = 0
    for (index, use) in report.lines.enumerated() {
      let number = String(index + 1)
      let start = String(repeating: " ", count: max(0, 5 - number.count)) + number + "  "
      switch use {
      case .used(let places):
        used += 1
        lines.append(
          start + language(fr: "utilisée  ", en: "used     ") + places.joined(separator: ", "))
      case .skipped(let why):
        lines.append(start + language(fr: "laissée   ", en: "skipped  ") + why)
      }
    }
    lines += section(
      language(fr: "Déduit", en: "Inferred"), report.inferred.map { place($0.line) + $0.what })
    lines += section(
      language(fr: "Douteux, gardé tel qu’imprimé", en: "Doubtful, kept as printed"),
      report.suspicious.map { place($0.line) + $0.what })
    lines += section(
      language(fr: "Introuvable, à donner en option", en: "Not found, may be given as an option"),
      report.notFound)
    let all = report.lines.count
    lines += [
      "",
      language(
        fr: "\(all) lignes : \(used) utilisées, \(all - used) laissées de côté ; "
          + "\(report.inferred.count) déductions.",
        en: "\(all) lines: \(used) used, \(all - used) skipped; "
          + "\(report.inferred.count) inferences."),
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  /// What a person should look at even without the whole account.
  var notes: [String] {
    report.suspicious.map {
      language(fr: "À vérifier, ", en: "To be checked, ") + place($0.line) + $0.what
    }
      + report.notFound.map { language(fr: "Introuvable : ", en: "Not found: ") + $0 }
  }

  private func place(_ line: Int) -> String {
    line > 0 ? language(fr: "ligne \(line) : ", en: "line \(line): ") : ""
  }

  private func section(_ title: String, _ items: [String]) -> [String] {
    items.isEmpty ? [] : ["", title] + items.map { "  " + $0 }
  }
}
