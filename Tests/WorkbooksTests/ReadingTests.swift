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
    "o", "O", "oui", "Oui ", " OUI", "y", "Yes", "vrai", "TRUE", "1", "✓", "✔", "✔️", "☑", "ok",
    "Conforme", "respecté", "RESPECTE", "\u{A0}oui",
  ])
  func yes(text: String) { #expect(AnswerVocabulary.value(of: text) == .yes) }

  @Test(arguments: [
    "n", "N", "non", "No", "faux", "false", "0", "✗", "✘", "☒", "non conforme", "Non  respecté",
  ])
  func no(text: String) { #expect(AnswerVocabulary.value(of: text) == .no) }

  @Test(arguments: ["so", "S.O.", "s/o", "Sans objet", "n/a", "NA", "not applicable"])
  func notApplicable(text: String) { #expect(AnswerVocabulary.value(of: text) == .notApplicable) }

  @Test(arguments: [
    "partiel", "O/N", "?", "en cours", "x", "X", "oui mais", "2", "-", "nope", "s.o", "Oui.",
    "non-conforme",
  ])
  func neverGuessed(text: String) { #expect(AnswerVocabulary.value(of: text) == nil) }

  @Test(arguments: [
    ("2019-12-31", "2019-12-31"), ("31/12/2019", "2019-12-31"), ("31.12.2019", "2019-12-31"),
    ("31 décembre 2019", "2019-12-31"), ("1er janvier 2020", "2020-01-01"),
    ("December 31, 2019", "2019-12-31"), ("31 Dec 2019", "2019-12-31"),
    ("31st December 2019", "2019-12-31"),
    ("12/31/2019", "2019-12-31"), ("03/04/2019", "2019-04-03"), ("3/4/2019", "2019-04-03"),
    ("2019/12/31", "2019-12-31"), (" 31/12/2019 ", "2019-12-31"), ("29/02/2020", "2020-02-29"),
    ("2019-12-31T00:00:00", "2019-12-31"),
  ])
  func dates(text: String, iso: String) throws {
    #expect(try FieldReader.date(typed(.string(text)))?.description == iso)
  }

  @Test(arguments: [
    "31/12/19", "fin 2019", "2019", "décembre 2019", "30/02/2019", "13/13/2019", "29/02/2019",
    "hier",
    "31/12/2019 ou plus tard", "43830", "2019-12", "0/1/2019", "2019-12-10tgarbage", "0019-12-10",
    "2019-12-10 environ",
  ])
  func noDates(text: String) throws {
    #expect(try FieldReader.date(typed(.string(text))) == nil)
  }

  @Test func aNumberIsADateOnlyWhereItsCellSaysSo() throws {
    let day = try #require(CalendarDate(iso: "2019-12-31"))
    #expect(try FieldReader.date(typed(.number(43_830), date: day)) == day)
    #expect(try FieldReader.date(typed(.number(43_830))) == nil)
  }

  @Test(arguments: [
    ("120", 120), ("1 200", 1200), ("1\u{202F}200", 1200), ("1,200", 1200),
    ("1.200.000", 1_200_000),
    ("120 clients", 120), ("0", 0), ("1 200 customers", 1200),
  ])
  func wholeNumbers(text: String, number: Int) throws {
    #expect(try FieldReader.wholeNumber(typed(.string(text))) == number)
  }

  @Test(arguments: [
    "environ 120", "120-150", "1,5", "12 00", "une centaine", "-3", "1 200,50", "1.2.3", "120+",
    "> 120",
  ])
  func noWholeNumbers(text: String) throws {
    #expect(try FieldReader.wholeNumber(typed(.string(text))) == nil)
  }

  @Test func numbersOfCellsAreWholeOrNot() throws {
    #expect(try FieldReader.wholeNumber(typed(.number(120))) == 120)
    #expect(try FieldReader.wholeNumber(typed(.number(1.5))) == nil)
    #expect(try FieldReader.wholeNumber(typed(.number(1e300))) == nil)
  }

  @Test(arguments: [
    ("Hosted", ["hosted"]), ("on the premises", ["onSite"]),
    ("Mixed, Hosted", ["hosted", "mixed"]),
    ("Hosted and On site", ["hosted", "onSite"]), ("All", ["hosted", "onSite", "mixed"]),
    ("Hosted, On site and Mixed", ["hosted", "onSite", "mixed"]), ("ONSITE", ["onSite"]),
  ])
  func deliveryModels(text: String, models: [String]) throws {
    let value = try FieldReader(template: garden).read(typed(.string(text)), as: .deliveryModels)
      .get()
    #expect(value == .deliveryModels(models))
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
