import AssessmentFixtures
import Assessments
import Basics
import Checklists
import Testing

@testable import Reports

/// What a person reads about two submissions.
@Suite struct DiffTextTests {
  /// Something of everything: answers, evidence, fields, case studies, models, rows, objections.
  private func difference(language: Language = .french) -> Difference {
    let template = Bakery.template()
    let names = ["Client 2", "Client 1", "Autre", "Client 4"]
    let old = Bakery.submission(
      fields: {
        $0.discrepancies = [
          Discrepancy(.rowAdded, sheet: "Notes", cell: "A4", message: "Notes, A4 : ajout.")
        ]
      },
      answers: { answer in
        if answer.isTo("tech.1.1", case: 1) { (answer.finding, answer.reason) = (.no, "Flou") }
        if answer.isTo("tech.2.2", case: 4) {
          answer.clear(.unreadable)
          answer.raw = "partiel"
        }
      })
    let new = Bakery.submission(
      fields: { submission in
        for number in 1...4 { submission.set(.customer, .text(names[number - 1]), of: number) }
        submission.set(.deliveryModel, .deliveryModels(["oven", "onSite"]), of: 4)
        submission.set(.customers, nil)
        submission.application.fields[.partner]?.value = .text("Autre fournil")
      },
      answers: { answer in
        if answer.isTo("tech.1.2", case: 4) { (answer.value, answer.raw) = (.no, "N") }
        if answer.isTo("tech.2.1", case: 4) {
          answer.clear()
          answer.raw = nil
        }
        if answer.isTo("prereq.1.1") {
          answer.evidence = String(repeating: "mot ", count: 40) + "fin"
        }
      })
    func side(_ submission: Submission) -> ComparedSubmission {
      ComparedSubmission(submission, template: template, counterpart: template)
    }
    return Difference(
      from: side(old), to: side(new), in: template, asOf: nil,
      language: language)
  }

  private func text(_ language: Language, width: Int? = nil, colored: Bool = false) -> String {
    DiffText.text(
      of: difference(language: language), names: nil, language: language, width: width,
      colored: colored)
  }

  @Test func whatHasToBeSaid() {
    let text = text(.french)
    for words in [
      "Attention : les deux soumissions ne nomment pas le même partenaire, « Fournil & Fils » et « Autre fournil ».",
      "Régressions (1)", "Contrôle 1.2 – Contrôle 1.2 (étude de cas 4, Four partagé) : O → N",
      "Sans réponse désormais (1)", "O → vide", "« partiel » → O", "vidé, auparavant « 120 »",
      "Étude de cas 1 : auparavant 2, « Client 2 »", "autre client : « Client 3 » → « Autre »",
      "Modèles de livraison (solution et étude de cas 4) : Four partagé → Four partagé et Chez le client",
      "disparu", "Objections réglées, à vérifier (1)",
      "constat N ; motif : « Flou »",
    ] {
      #expect(text.plainBlanks.contains(words), "\(words) is not in\n\(text.plainBlanks)")
    }
  }

  @Test func englishSaysTheSame() {
    let text = text(.english)
    for words in [
      "Mind: the two submissions name different partners", "Regressed (1)",
      "No longer answered (1)",
      "emptied, was “120”", "Case study 1: formerly 2, “Client 2”", "finding N; reason: “Flou”",
    ] {
      #expect(text.plainBlanks.contains(words), "\(words) is not in\n\(text.plainBlanks)")
    }
    for french in ["étude", "réponse", "preuve", "soumission"] { #expect(!text.contains(french)) }
  }

  @Test(arguments: [Language.french, .english], [50, 80, 140])
  func noLineIsWiderThanTheTerminal(language: Language, width: Int) {
    for line in text(language, width: width).split(separator: "\n") {
      #expect(DisplayWidth.of(line) <= width, "\(line)")
    }
  }

  /// French has a no-break space before its tall signs; what was found is quoted from messages of the tests.
  @Test func frenchIsSetAsFrench() {
    let own = text(.french).split(separator: "\n").filter { !$0.contains("Notes") }
    for line in own {
      for wrong in [" :", " ;", " ?", " !", " »", "« ", "'"] {
        #expect(!line.dropFirst(4).contains(wrong), "“\(wrong)” in \(line)")
      }
    }
  }

  /// Colours are added to the same text.
  @Test func coloursChangeNothingElse() throws {
    let colored = text(.french, width: 80, colored: true)
    #expect(colored.contains("\u{1B}[31m✗\u{1B}[0m"))
    let bare = colored.replacing(try Regex("\u{1B}\\[[0-9]+m"), with: "")
    #expect(bare == text(.french, width: 80))
  }

  /// Of long texts that begin alike, what differs is shown.
  @Test func longTextsAreCutToWhereTheyDiffer() {
    let words = DiffWords(language: .english, template: Bakery.template(), others: [])
    let start = String(repeating: "All the same here. ", count: 20)
    let (old, new) = words.texts(start + "It ends so.", start + "It ends otherwise.")
    #expect(old.contains("It ends so.") && new.contains("It ends otherwise."))
    #expect(old.count < 140 && old.hasPrefix("“…"))
    let (short, other) = words.texts("a  b", "a\nc")
    #expect(short == "“a b”" && other == "“a c”")
  }

  @Test func aPageSaysWhatTheTextSays() {
    for language in Language.allCases {
      let content = DiffContent(difference(language: language), names: nil, language: language)
      let page = DiffPage.html(of: content.difference, names: nil, language: language).text
      #expect(content.sections.count >= 6)
      for section in content.sections {
        #expect(page.contains(HTML(section.title).text))
        for item in section.items {
          #expect(page.contains(HTML(typed: item.name, atMost: 600).text))
        }
      }
      #expect(page.contains("<html lang=\"\(language.rawValue)\">"))
    }
  }
}

extension String {
  /// With plain blanks in the place of those that hold words together.
  fileprivate var plainBlanks: String { replacing("\u{A0}", with: " ") }
}
