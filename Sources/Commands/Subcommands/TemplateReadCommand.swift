internal import Basics
internal import Checklists
internal import PublishedText

/// `template read`: a published checklist becomes a template.
enum TemplateReadCommand: Command {
  static let output = OptionDescription(
    name: "--output", short: "-o", value: .yaml,
    help: Wording(
      fr: "écrire le modèle dans ce fichier plutôt que sur la sortie standard",
      en: "write the template to this file rather than to standard output"))
  static let report = OptionDescription(
    name: "--report",
    help: Wording(
      fr: "rendre compte de chaque ligne : utilisée, déduite, laissée de côté ; sur la sortie "
        + "standard avec -o, sinon sur l’erreur standard",
      en: "account for every line: used, inferred, skipped; on standard output with -o, else on "
        + "standard error"))
  static let id = OptionDescription(
    name: "--id", value: .text(Wording("ID")),
    help: Wording(
      fr: "identifiant du modèle, sans la langue", en: "the template’s id, without its language"))
  static let title = OptionDescription(
    name: "--title", value: .text(Wording(fr: "TITRE", en: "TITLE")),
    help: Wording(fr: "titre de la liste", en: "the checklist’s title"))
  static let templateVersion = OptionDescription(
    name: "--template-version", value: .text(Wording("VERSION")),
    help: Wording(fr: "version imprimée, 1.0", en: "printed version, 1.0"))
  static let published = OptionDescription(
    name: "--published", value: .text(Wording(fr: "MOIS", en: "MONTH")),
    help: Wording(fr: "mois de publication, 2019-12", en: "month of publication, 2019-12"))
  static let textLanguage = OptionDescription(
    name: "--language", value: .language,
    help: Wording(fr: "langue du texte", en: "language of the text"))
  static let caseStudies = OptionDescription(
    name: "--case-studies", value: .number,
    help: Wording(fr: "nombre d’études de cas exigées", en: "number of case studies asked for"))
  static let publicStudies = OptionDescription(
    name: "--public", value: .number,
    help: Wording(fr: "dont publiques", en: "how many of them public"))
  static let maxAge = OptionDescription(
    name: "--max-age-months", value: .number,
    help: Wording(
      fr: "âge maximal d’une étude de cas, en mois", en: "largest age of a case study, in months"))

  static let description = CommandDescription(
    name: "template read",
    summary: Wording(
      fr: "Transforme une liste publiée en modèle YAML",
      en: "Turns a published checklist into a YAML template"),
    discussion: Wording(
      fr: "Les options qui suivent --report disent ce que le texte ne dit pas, ou le corrigent.",
      en: "The options after --report say what the text does not say, or correct it."),
    operand: OperandDescription(
      value: ValueDescription(name: Wording("SOURCE"), kind: .files([])),
      help: Wording(
        fr: "texte en UTF-8, page web, Markdown ou PDF, ou - pour l’entrée standard",
        en: "text in UTF-8, web page, Markdown or PDF, or - for standard input")),
    options: [
      output, report, id, title, templateVersion, published, textLanguage, caseStudies,
      publicStudies, maxAge,
    ],
    examples: ["template read published.txt -o my-checklist.fr.yaml --report"])

  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus {
    let source = arguments.operands[0]
    let language = session.language
    let options = try options(arguments)
    let output = try OutputFile(arguments[output] ?? "-", inputs: [source], session: session)
    let reading: PublishedText.Reading
    do {
      let bytes = try InputFile.read(source, limit: 64 << 20, console: session.console)
      reading = try PublishedText.read(bytes, options: options, messagesIn: language)
    } catch let problem as InputFile.Problem {
      throw .noInput(session.named(source, problem.sentence(language)))
    } catch let failure as PublishedText.Failure {
      let place = failure.line.map { source + ":" + String($0) } ?? source
      throw .noInput(session.named(place, failure.message))
    } catch {
      throw .noInput(session.named(source, "\(error)"))
    }
    try output.write(Array(TemplateFile.text(of: reading.template).utf8))
    let report = reading.report
    if arguments.has(Self.report) {
      if output.path == "-" {
        try session.flush()
        session.console.message(report.text(messagesIn: language))
      } else {
        try session.show(report.text(messagesIn: language))
      }
    } else {
      report.notes(messagesIn: language).forEach(session.note)
    }
    return .done
  }

  private static func options(_ arguments: Arguments) throws(Stop) -> PublishedText.Options {
    var options = PublishedText.Options()
    options.id = try arguments.value(
      of: id,
      expected: arguments.language(
        fr: "un identifiant : lettres minuscules, chiffres, tirets",
        en: "an id: lower-case letters, digits, hyphens")
    ) { text in
      let isID = text.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
      }
      return isID && !text.isEmpty ? text : nil
    }
    options.title = arguments[title]
    options.version = arguments[templateVersion]
    options.published = try arguments.value(
      of: published,
      expected: arguments.language(fr: "un mois comme 2019-12", en: "a month such as 2019-12")
    ) { CalendarDate(iso: $0 + "-01") == nil ? nil : $0 }
    options.language = try arguments.language(textLanguage)
    options.caseStudies = try arguments.number(caseStudies, in: 0...99)
    options.publicCaseStudies = try arguments.number(publicStudies, in: 0...99)
    options.maxAgeMonths = try arguments.number(maxAge, in: 1...1200)
    return options
  }
}
