internal import Assessments
internal import Checklists
internal import Register
internal import Reports

/// What changed between two submissions of a partner, `/submissions/N/changes` and `/p/I/submissions/N/changes`.
struct ChangesPage: Sendable {
  let context: PageContext
  let old: RegisteredSubmission
  let new: RegisteredSubmission
  let difference: Difference
  /// The template whose titles are shown; nil where it is not known.
  let names: Template?

  var html: HTML {
    let language = context.language
    let parts = DiffPage.parts(of: difference, names: names, language: language)
    let root: HTML =
      if case .partner(let invitation) = context.visitor {
        "/p/\(invitation.number)/submissions"
      } else {
        "/submissions"
      }
    let ways: [HTML] = [
      (old, language(fr: "avant", en: "before")), (new, language(fr: "après", en: "after")),
    ].map {
      submission, when in
      "<a class=\"button\" href=\"\(root)/\(submission.number)\">\(language(fr: "Soumission nº \(submission.number)", en: "Submission no. \(submission.number)")) (\(when))</a>"
    }
    return context.page(
      parts.title,
      lead: """
        \(parts.lead)\(HTML.actions(ways))
        <nav aria-label="\(language(fr: "Dans cette page", en: "On this page"))"><ul>\(parts.links)</ul></nav>

        """, "\(parts.main)\(parts.sources)")
  }
}
