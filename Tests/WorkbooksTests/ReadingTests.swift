import Basics
import Checklists
import Spreadsheet
import Testing

@testable import Workbooks

private func typed(_ value: CellValue, date: CalendarDate? = nil) throws -> TypedCell {
  try #require(TypedCell(Cell(CellReference(row: 0, column: 0), value, date: date)))
}

@Suite("What people type") struct TypedTests {
  /// The table of contract § 6, with other case, accents and blanks.
  @Test(arguments: [
    "o", "O", "oui", "Oui ", " OUI", "y", "Yes", "vrai", "TRUE", "✓", "✔", "✔️", "☑", "✅", "ok",
    "Conforme", "respecté", "RESPECTE", "\u{A0}oui", "Oui.", "oui !", "« O »", "“O”", "'Oui'", "O,",
    "Ｏ", "Ｏｕｉ", "Ⓞ", "𝐎", "🄾", "О", "о", "Ο", "ο", "У", "Օ", "\u{200E}O\u{202C}", "O\u{200B}",
    "☑️", "\u{2067}oui\u{2069}", "Yes…", "o.",
  ])
  func yes(text: String) { #expect(AnswerVocabulary.value(of: text) == .yes) }

  @Test(arguments: [
    "n", "N", "non", "No", "faux", "false", "✗", "✘", "☒", "❌", "non conforme", "Non  respecté",
    "Non.", "« N »", "Ｎ", "Ν", "N\u{FEFF}", "\"Non\"",
  ])
  func no(text: String) { #expect(AnswerVocabulary.value(of: text) == .no) }

  @Test(arguments: [
    "so", "S.O.", "s/o", "Sans objet", "n/a", "NA", "not applicable", "non applicable", "s.o",
    "Ｎ／Ａ", "Sans objet.", "« S.O. »",
  ])
  func notApplicable(text: String) { #expect(AnswerVocabulary.value(of: text) == .notApplicable) }

  @Test(arguments: [
    "partiel", "O/N", "?", "en cours", "x", "X", "oui mais", "2", "-", "nope", "non-conforme",
    "0", "1", "０", "１", "\"0\"", "0.", "①", "⓪", "¹", "O?", "оui", "ОО", "Н", "Ø", "〇", "○", "",
    "…", "''",
  ])
  func neverGuessed(text: String) { #expect(AnswerVocabulary.value(of: text) == nil) }

  @Test(arguments: [
    ("2019-12-31", "2019-12-31"), ("31/12/2019", "2019-12-31"), ("31.12.2019", "2019-12-31"),
    ("31 décembre 2019", "2019-12-31"), ("1er janvier 2020", "2020-01-01"),
    ("December 31, 2019", "2019-12-31"), ("31 Dec 2019", "2019-12-31"),
    ("31st December 2019", "2019-12-31"),
    ("12/31/2019", "2019-12-31"), ("03/04/2019", "2019-04-03"), ("3/4/2019", "2019-04-03"),
    ("2019/12/31", "2019-12-31"), (" 31/12/2019 ", "2019-12-31"), ("29/02/2020", "2020-02-29"),
    ("2019-12-31T00:00:00", "2019-12-31"), ("31/12/2019 14:30", "2019-12-31"),
    ("31/12/2019 00:00:00", "2019-12-31"), ("31/12/2019 à 14h30", "2019-12-31"),
    ("31 décembre 2019 à 9 h", "2019-12-31"), ("le 31 décembre 2019", "2019-12-31"),
    ("mardi 31 décembre 2019, 9h", "2019-12-31"), ("December 31, 2019 at 2:30 PM", "2019-12-31"),
    ("Tue, 31 Dec 2019", "2019-12-31"), ("2019-12-31 14:30", "2019-12-31"),
    ("12/31/2019 2:30pm", "2019-12-31"), ("31 mars 2019 9 h 05", "2019-03-31"),
    ("３１/１２/２０１９", "2019-12-31"), ("31/12/2019\u{200E}", "2019-12-31"),
  ])
  func dates(text: String, iso: String) throws {
    #expect(try FieldReader.date(typed(.string(text)))?.date.description == iso)
  }

  @Test(arguments: [
    "31/12/19", "fin 2019", "2019", "décembre 2019", "30/02/2019", "13/13/2019", "29/02/2019",
    "hier",
    "31/12/2019 ou plus tard", "43830", "2019-12", "0/1/2019", "2019-12-10tgarbage", "0019-12-10",
    "2019-12-10 environ", "14:30", "31/12/2019 25:99 oui", "lundi", "31/12/2019 14",
    "12/2019 14:30",
  ])
  func noDates(text: String) throws {
    #expect(try FieldReader.date(typed(.string(text))) == nil)
  }

  @Test func aNumberIsADateOnlyWhereItsCellSaysSo() throws {
    let day = try #require(CalendarDate(iso: "2019-12-31"))
    #expect(try FieldReader.date(typed(.number(43_830), date: day))?.date == day)
    #expect(try FieldReader.date(typed(.number(43_830))) == nil)
  }

  @Test(arguments: [
    ("120", 120), ("1 200", 1200), ("1\u{202F}200", 1200), ("1,200", 1200),
    ("1.200.000", 1_200_000),
    ("120 clients", 120), ("0", 0), ("1 200 customers", 1200), ("１２０", 120),
    ("\u{200E}120", 120),
  ])
  func wholeNumbers(text: String, number: Int) throws {
    #expect(try FieldReader.wholeNumber(typed(.string(text))) == WrittenNumber(number))
  }

  @Test(arguments: [
    "120-150", "1,5", "12 00", "une centaine", "-3", "1 200,50", "1.2.3", "120 +/- 3", "environ",
    "moins de 120", "less than 120", "environ 100 à 120", "plus de 2 millions", "+", "40k+",
  ])
  func noWholeNumbers(text: String) throws {
    #expect(try FieldReader.wholeNumber(typed(.string(text))) == nil)
  }

  @Test(arguments: [
    ("environ 120", 120), ("~120", 120), ("plus de 1 200 clients", 1200), ("40+", 40),
    ("40 +", 40), ("> 120", 120), ("about 120", 120), ("more than 1,200 customers", 1200),
    ("120 environ", 120), ("≈120", 120), ("au moins 40", 40), ("over 300 users", 300),
    ("près de 500", 500), ("approx. 75", 75), ("40+ clients", 40), ("à peu près 40", 40),
  ])
  func approximateNumbers(text: String, number: Int) throws {
    let read = try FieldReader.wholeNumber(typed(.string(text)))
    #expect(read?.value == number)
    #expect(read?.isApproximate == true)
  }

  @Test(arguments: [
    ("12/10/2019", true, false), ("07-10-2018", true, false), ("1/2/2019 14:30", true, false),
    ("10/10/2019", false, false), ("25/11/2019", false, false), ("11/25/2019", false, true),
    ("2019-12-10", false, false), ("12 octobre 2019", false, false),
  ])
  func ordersOfDates(text: String, isAmbiguous: Bool, isMonthFirst: Bool) throws {
    let date = try #require(FieldReader.date(typed(.string(text))))
    #expect(date.isAmbiguous == isAmbiguous)
    #expect(date.isMonthFirst == isMonthFirst)
  }

  @Test func numbersOfCellsAreWholeOrNot() throws {
    #expect(try FieldReader.wholeNumber(typed(.number(120))) == WrittenNumber(120))
    #expect(try FieldReader.wholeNumber(typed(.number(1.5))) == nil)
    #expect(try FieldReader.wholeNumber(typed(.number(1e300))) == nil)
  }

  @Test(arguments: [
    ("Hosted", ["hosted"]), ("on the premises", ["onSite"]),
    ("Mixed, Hosted", ["hosted", "mixed"]),
    ("Hosted and On site", ["hosted", "onSite"]), ("All", ["hosted", "onSite", "mixed"]),
    ("Hosted, On site and Mixed", ["hosted", "onSite", "mixed"]), ("ONSITE", ["onSite"]),
    ("« Hosted »", ["hosted"]), ("Hosted.", ["hosted"]), ("Ｈｏｓｔｅｄ", ["hosted"]),
    ("Hosted\nOn site", ["hosted", "onSite"]),
  ])
  func deliveryModels(text: String, models: [String]) throws {
    let value = try FieldReader(template: garden).read(typed(.string(text)), as: .deliveryModels)
      .get()
    #expect(value == .deliveryModels(models))
  }

  @Test(arguments: [
    "https://exemple.fr", "exemple.fr", "www.exemple.fr/cas", "HTTP://EXEMPLE.FR/x",
    "voir https://exemple.fr/cas, page 2", "(exemple.fr/cas)", "https://localhost/x",
    "https://xn--caf-dma.fr", "exemple.fr/cas.pdf", "https://exemple.fr/a b", "café.fr",
  ])
  func links(text: String) throws {
    #expect(
      try FieldReader(template: garden).read(typed(.string(text)), as: .link).get() == .text(text))
  }

  @Test(arguments: [
    "à venir", "à venir...", "n.c.", "s.o.", "bientôt", "cas.pdf", "C:\\docs\\cas.pdf",
    "file:///C:/docs/cas.pdf", "\\\\serveur\\cas", "jean@exemple.fr", "mailto:jean@exemple.fr",
    "https://", "javascript:alert(1)", "hxxps://exemple.fr", "v1.2",
  ])
  func noLinks(text: String) throws {
    let result = try FieldReader(template: garden).read(typed(.string(text)), as: .link)
    #expect(throws: FieldReader.FieldProblem.self) { try result.get() }
  }

  @Test(arguments: ["Both", "Hosted or so", "cloud", "Hosted, cloud"])
  func noDeliveryModels(text: String) throws {
    let result = try FieldReader(template: garden).read(typed(.string(text)), as: .deliveryModels)
    #expect(throws: FieldReader.FieldProblem.self) { try result.get() }
  }

  @Test(arguments: [
    ("flowers, HERBS and grasses", "flowers"), ("Shrubs and trees", "trees"), ("trees", "trees"),
  ])
  func categories(text: String, id: String) throws {
    let value = try FieldReader(template: garden).read(typed(.string(text)), as: .category).get()
    #expect(value == .category(id))
  }

  @Test(arguments: [
    ("Trees; Flowers, herbs and grasses", DiscrepancyCode.categorySeveral),
    ("Lawns", .categoryUnknown), ("mostly trees", .categoryUnknown),
  ])
  func noCategories(text: String, code: DiscrepancyCode) throws {
    let result = try FieldReader(template: garden).read(typed(.string(text)), as: .category)
    let error = try #require(throws: FieldReader.FieldProblem.self) { try result.get() }
    #expect(error.problem.code == code)
  }

  /// Every printed name of the real checklist leads to its category, and no two of them to one another's.
  @Test func everyPrintedNameIsUnderstood() throws {
    for category in retail.categories {
      for name in [category.label] + category.aliases {
        let value = try FieldReader(template: retail).read(typed(.string(name)), as: .category)
          .get()
        #expect(value == .category(category.id), "\(name)")
      }
    }
    for model in retail.deliveryModels {
      for name in [model.label] + model.aliases {
        let value = try FieldReader(template: retail).read(
          typed(.string(name)), as: .deliveryModels
        ).get()
        #expect(value == .deliveryModels([model.id]), "\(name)")
      }
    }
    let both = try FieldReader(template: retail).read(
      typed(.string("Les deux")), as: .deliveryModels
    ).get()
    #expect(both == .deliveryModels(["saas", "customer"]))
  }
}

/// What is left of a formula when it is told from what was typed.
@Suite struct FormulaShapeTests {
  @Test(arguments: [
    ("IF($A$1=\"\",0,1)", "IF(#=\"\",0,1)"), ("of:=IF([.$A$1]=\"\";0;1)", "IF(#=\"\",0,1)"),
    ("'Études de cas'!$B$7+1", "#+1"), ("$'Études de cas'.B7+1", "#+1"),
    ("Études!B7", "#"), ("sum(b2:c9)", "SUM(#:#)"),
    ("=COUNTIF(A:A, \"O; ‘x’\")", "COUNTIF(A:A,\"O; ‘x’\")"),
    ("1.5+max(A1)", "1.5+MAX(#)"), ("\"it is ! said", "\"it is ! said\""), ("", ""),
    ("msoxl:=A1", "#"),
    ("IF(A1,\u{A0}\"é\",\n2)", "IF(#,\"é\",2)"), ("'it''s'!A1&\"\"\"\"", "#&\"\"\"\""),
  ])
  func forgetsWhereItLooks(formula: String, shape: String) {
    #expect(FormulaShape.shape(of: formula) == shape)
  }
}
