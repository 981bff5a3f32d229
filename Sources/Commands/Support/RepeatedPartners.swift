internal import Assessments
internal import Basics
internal import Checklists

/// `partner.several`: the partners whose submissions came in one run, so that a second one is told.
struct RepeatedPartners {
  private let language: Language
  /// The last submission of each partner to each checklist, as a message names it.
  private var known: [String: String] = [:]

  init(_ language: Language) { self.language = language }

  /// Adds to a submission's discrepancies that its partner has another one in this run, with the files and
  /// dates of both.
  mutating func note(_ file: inout AssessedFile) {
    let partner = (file.assessment.partner ?? "").trimmed()
    guard let template = file.template, !partner.isEmpty else { return }
    let own =
      language.quoted(file.assessment.source.file)
      + (file.assessment.asOf.map { " (" + language.day($0) + ")" } ?? "")
    guard let other = known.updateValue(own, forKey: partner.folded() + "\n" + template.id) else {
      return
    }
    let name = language.quoted(partner)
    file.assessment.discrepancies.insert(
      Discrepancy(
        .partnerSeveral,
        message: language(
          fr:
            "\(name) a plusieurs soumissions ici : \(other) et \(own). Les deux sont évaluées ; gardez celle qui compte.",
          en:
            "\(name) has several submissions here: \(other) and \(own). Both are assessed; keep the one that counts."
        )), at: 0)
  }
}
