internal import Basics
internal import Checklists
internal import Spreadsheet

/// What is said while a cell is filled in, and where something else was typed than it takes.
extension Wording {
  /// A rule with its words; a title keeps to the 32 characters that programs show.
  func validation(
    _ ranges: [CellRange], _ rule: ValidationDocument.Rule, title: String, prompt: String,
    error: String?
  ) -> ValidationDocument {
    var validation = ValidationDocument(ranges, rule)
    validation.promptTitle = String(title.prefix(32))
    validation.prompt = String(prompt.prefix(255))
    validation.errorTitle = errorTitle
    validation.error = error.map { String($0.prefix(255)) }
    return validation
  }

  var errorTitle: String { language(fr: "Saisie non acceptée", en: "Not accepted") }

  /// How to go on from a refusal.
  private var retry: String {
    language(
      fr: " Choisissez dans la liste, ou appuyez sur Échap pour laisser la case telle quelle.",
      en: " Choose from the list, or press Escape to leave the cell as it was.")
  }

  var answerPrompt: String {
    language(
      fr: "\(yes) : oui, respecté. \(no) : non. Puis, à droite, la preuve.",
      en: "\(yes): yes, met. \(no): no. Then give the evidence to the right.")
  }
  var answerError: String {
    language(fr: "Cette case attend \(yes) ou \(no).", en: "This cell takes \(yes) or \(no).")
      + retry
  }
  var conditionalPrompt: String {
    language(
      fr:
        "\(yes) : oui, respecté. \(no) : non. \(notApplicable) : sans objet ; donnez alors la raison sous « Preuves ».",
      en:
        "\(yes): yes, met. \(no): no. \(notApplicable): not applicable; then give the reason under “Evidence”."
    )
  }
  var conditionalError: String {
    language(
      fr: "Cette case attend \(yes), \(notApplicable) ou \(no).",
      en: "This cell takes \(yes), \(notApplicable) or \(no).") + retry
  }
  var evidencePrompt: String {
    language(
      fr:
        "Un nom de fichier joint, un lien ou une courte explication que l’auditeur pourra vérifier.",
      en: "The name of an attached file, a link or a short explanation that the auditor can check.")
  }
  var recencyPrompt: String {
    language(
      fr: "La date de ce qui est demandé, par exemple 31/12/2019.",
      en: "The date of what is asked for, for example 2019-12-31.")
  }
  var dateError: String {
    language(
      fr:
        "Cette case attend une date, par exemple 31/12/2019, sans autre texte. Échap laisse la case telle quelle.",
      en:
        "This cell takes a date, for example 2019-12-31, and no other text. Escape leaves the cell as it was."
    )
  }
  var wholeNumberError: String {
    language(
      fr:
        "Cette case attend un nombre entier, en chiffres et sans texte, par exemple 120. Échap laisse la case telle quelle.",
      en:
        "This cell takes a whole number in figures and no text, for example 120. Escape leaves the cell as it was."
    )
  }
  var listError: String {
    language(
      fr: "Cette case attend l’une des valeurs de sa liste.",
      en: "This cell takes one of the values of its list.") + retry
  }
  var reuseWarning: String {
    language(
      fr: "Cette compétence n’est pas dans la liste de celles dont une étude peut être reprise.",
      en: "This competency is not among those that a case study may be reused from.")
  }
  /// Dates of this age and the next; anything else is a slip.
  var dateRule: ValidationDocument.Rule {
    .date(from: .firstAccepted, through: .lastAccepted)
  }

  /// The foot of each page; `&` begins a code there.
  func footer(_ template: Template, partner: String?) -> String {
    // In points; a blank keeps a figure that follows out of the size.
    let size = "&8 "
    func shown(_ text: String, _ limit: Int) -> String {
      text.visible().shortened(to: limit).replacing("&", with: "&&")
    }
    return "&L" + size + shown(template.title, 90) + " – "
      + language(fr: "version ", en: "version ") + shown(template.version, 12)
      + (partner.map { "&C" + size + shown($0, 40) } ?? "") + "&R" + size
      + language(fr: "&A – page &P sur &N", en: "&A – page &P of &N")
  }
}
