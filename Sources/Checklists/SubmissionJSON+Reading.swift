public import Basics

extension SubmissionJSON {
  /// Why a JSON document is no submission.
  public enum Fault: Error, Sendable, Equatable {
    /// It is no JSON document.
    case json(JSONFault)
    /// Another document than a submission; with what `schema` says, if anything.
    case otherSchema(String?)
    /// A member is not what it should be; by its path, `answers[12].status`.
    case member(String)

    /// A sentence for a person.
    public func message(in language: Language) -> String {
      switch self {
      case .json(let fault):
        language(
          fr: "ce n’est pas un document JSON valide (octet \(fault.offset)).",
          en: "this is no valid JSON document (byte \(fault.offset)).")
      case .otherSchema(let found):
        language(
          fr:
            "ce document n’est pas une soumission (\(schema)) ; son schéma : \(found.map { language.quoted($0) } ?? "aucun").",
          en:
            "this document is no submission (\(schema)); its schema: \(found.map { language.quoted($0) } ?? "none")."
        )
      case .member(let path):
        language(
          fr: "le membre \(language.quoted(path)) n’a pas la valeur attendue.",
          en: "the member \(language.quoted(path)) does not have a value that is expected there.")
      }
    }
  }

  /// Reads what `json(of:)` wrote, one document.
  ///
  /// Members that are not known are passed over, absent ones are as null; a member of another kind, an unknown code
  /// or a day that does not exist is a fault.
  public static func read(_ bytes: [UInt8]) throws(Fault) -> Submission {
    let json: JSON
    do { json = try JSON.read(bytes) } catch { throw .json(error) }
    return try submission(from: json)
  }

  /// The file that a document says it was read from, found without reading what follows where the document begins as
  /// `json(of:)` writes it; nil where it is no submission.
  public static func file(ofLine line: [UInt8]) -> String? {
    let start = line.prefix(opening.count)
    if start.elementsEqual(opening) {
      let text = line[opening.count...]
      if let end = text.firstIndex(of: UInt8(ascii: "\"")), !text[..<end].contains(0x5C) {
        return String(decoding: text[..<end], as: UTF8.self)
      }
    }
    return (try? read(line))?.source.file
  }

  private static let opening = Array(
    "{\"schema\":\"\(schema)\",\"source\":{\"file\":\"".utf8)

  /// The submission that an object describes.
  public static func submission(from json: JSON) throws(Fault) -> Submission {
    guard json["schema"]?.string == schema else { throw .otherSchema(json["schema"]?.string) }
    let root = MemberReader(json, path: "")
    var submission = Submission(source: try source(root.member("source")))
    if let reference = root.optional("template") {
      submission.template = TemplateReference(
        id: try reference.string("id"), version: try reference.string("version"),
        language: try reference.choice("language"),
        recognisedBy: try reference.choice("recognisedBy"))
    }
    let application = root.member("application")
    for item in try root.items("caseStudies") {
      let number = try item.whole("number")
      guard (1...999).contains(number),
        !submission.caseStudies.contains(where: { $0.number == number })
      else {
        throw item.fault("number")
      }
      submission.caseStudies.append(CaseStudy(number: number, used: try item.flag("used")))
    }
    try readFields(root, application, &submission)
    submission.answers = try root.items("answers").map { (item) throws(Fault) in
      try answer(item)
    }
    submission.unexpected = try root.optional("accounting")?.whole("unexpected") ?? 0
    submission.discrepancies = try root.items("discrepancies").map { (item) throws(Fault) in
      try discrepancy(item)
    }
    submission.annotations = try annotations(root)
    if let audit = root.optional("audit") {
      submission.audit = AuditOrigin(
        file: try audit.string("file"), sha256: try audit.string("sha256"),
        number: audit.optional("number") == nil ? nil : try audit.whole("number"),
        isForPartner: try audit.flag("forPartner"))
    }
    if let failure = root.optional("error") {
      submission.failure = Failure(
        code: try failure.string("code"), message: try failure.string("message"))
    }
    return submission
  }

  private static func source(_ json: MemberReader) throws(Fault) -> Source {
    Source(
      file: try json.string("file"), sha256: try json.string("sha256"),
      bytes: try json.whole("bytes"), format: try json.text("format"),
      producer: try json.text("producer"))
  }

  /// Joins each field's place (`fields`) and its value (`application`, `caseStudies`). A value without a place
  /// is kept too, so that an object written by hand needs no `fields`.
  private static func readFields(
    _ root: MemberReader, _ application: MemberReader, _ submission: inout Submission
  ) throws(Fault) {
    for name in ApplicationField.allCases {
      guard let value = try value(name.rawValue, name.kind, application) else { continue }
      submission.application.fields[name] = Field(value: value)
    }
    let studies = try root.items("caseStudies")
    for (index, study) in studies.enumerated() {
      for name in CaseStudyField.allCases {
        guard let value = try value(name.rawValue, name.kind, study) else { continue }
        submission.caseStudies[index].fields[name] = Field(value: value)
      }
    }
    for entry in try root.items("fields") {
      let scope = try entry.scope("scope")
      let name = try entry.string("field")
      var field = Field(
        raw: try entry.text("raw"), sheet: try entry.text("sheet"), cell: try entry.text("cell"))
      field.annotations = try annotations(entry)
      switch scope {
      case nil:
        guard let name = ApplicationField(rawValue: name) else { throw entry.fault("field") }
        submission.application.fields[name] = field.with(submission.application[name].value)
      case .caseStudy(let number):
        guard let name = CaseStudyField(rawValue: name),
          let index = submission.caseStudies.firstIndex(where: { $0.number == number })
        else { throw entry.fault("field") }
        submission.caseStudies[index].fields[name] =
          field.with(submission.caseStudies[index][name].value)
      case .solution: throw entry.fault("scope")
      }
    }
  }

  private static func value(_ name: String, _ kind: FieldKind, _ json: MemberReader)
    throws(Fault) -> FieldValue?
  {
    guard json.has(name) else { return nil }
    switch kind {
    case .text, .link: return .text(try json.string(name))
    case .wholeNumber: return .number(try json.whole(name))
    case .date:
      guard let date = try json.date(name) else { throw json.fault(name) }
      return .date(date)
    case .yesNo: return .yesNo(try json.flag(name))
    case .category: return .category(try json.string(name))
    case .deliveryModels:
      let ids = try json.strings(name)
      guard !ids.isEmpty else { throw json.fault(name) }
      return .deliveryModels(ids)
    }
  }

  /// Only in a checklist without delivery models is a case study asked under none.
  private static func anyModel(in scope: Scope?) -> String? {
    scope?.kind == .caseStudy ? DeliveryModel.any.id : nil
  }

  private static func answer(_ json: MemberReader) throws(Fault) -> Answer {
    guard let scope = try json.scope("scope") else { throw json.fault("scope") }
    var answer = Answer(
      key: AnswerKey(
        control: try json.string("control"), scope: scope,
        deliveryModel: try json.text("deliveryModel") ?? Self.anyModel(in: scope)),
      status: try json.choice("status"), value: try json.optionalChoice("answer"),
      evidence: try json.text("evidence"), date: try json.date("date"), raw: try json.text("raw"),
      sheet: try json.text("sheet"), cell: try json.text("cell"),
      foundBy: try json.optionalChoice("foundBy"))
    guard (answer.value != nil) == (answer.status == .answered) else { throw json.fault("answer") }
    answer.dateRaw = try json.text("dateRaw")
    answer.annotations = try annotations(json)
    answer.finding = try json.optionalChoice("finding")
    answer.findingRaw = try json.text("findingRaw")
    answer.reason = try json.text("reason")
    answer.action = try json.text("action")
    answer.reply = try json.text("reply")
    answer.auditSheet = try json.text("auditSheet")
    if let cells = json.optional("auditCells") {
      for field in AuditField.allCases {
        if let cell = try cells.text(field.rawValue) { answer.auditCells[field] = cell }
      }
    }
    if let conflicts = json.optional("conflicts") {
      for field in AuditField.allCases where conflicts.has(field.rawValue) {
        answer.conflicts[field] = try conflicts.items(field.rawValue).map {
          (reading) throws(Fault) in
          AuditReading(
            text: try reading.string("text"), file: try reading.text("file"),
            place: try reading.text("place"))
        }
      }
    }
    return answer
  }

  /// The finding that an object describes, as `json(of:)` wrote it.
  public static func discrepancy(from json: JSON) throws(Fault) -> Discrepancy {
    try discrepancy(MemberReader(json, path: ""))
  }

  private static func discrepancy(_ json: MemberReader) throws(Fault) -> Discrepancy {
    let severity: Severity = try json.choice("severity")
    var discrepancy = Discrepancy(
      try json.choice("code"), severity: severity, control: try json.text("control"),
      scope: try json.scope("scope"), deliveryModel: try json.text("deliveryModel"),
      field: try json.text("field"),
      sheet: try json.text("sheet"), cell: try json.text("cell"),
      message: try json.string("message"))
    discrepancy.texts = try json.items("texts").map { (item) throws(Fault) in
      FoundText(
        sheet: try item.string("sheet"), cell: try item.string("cell"),
        text: try item.string("text"))
    }
    return discrepancy
  }

  private static func annotations(_ json: MemberReader) throws(Fault) -> Annotations {
    // Most answers have none.
    guard json.has("notes") || json.has("links") || json.has("attachments") else {
      return Annotations()
    }
    return Annotations(
      notes: try json.items("notes").map { (item) throws(Fault) in
        Note(
          kind: try item.choice("kind"), text: try item.string("text"),
          author: try item.text("author"), sheet: try item.string("sheet"),
          cell: try item.text("cell"))
      },
      links: try json.items("links").map { (item) throws(Fault) in
        Link(
          address: try item.string("address"), sheet: try item.string("sheet"),
          cell: try item.string("cell"))
      },
      attachments: try json.items("attachments").map { (item) throws(Fault) in
        Attachment(
          name: try item.text("name"), part: try item.string("part"),
          bytes: item.has("bytes") ? try item.whole("bytes") : nil,
          sha256: try item.text("sha256"), sheet: try item.string("sheet"),
          cell: try item.text("cell"))
      })
  }
}

extension Field {
  fileprivate func with(_ value: FieldValue?) -> Field {
    var copy = self
    copy.value = value
    return copy
  }
}

/// An object's members with the path that leads to it, so that a fault can say where it is.
private struct MemberReader {
  typealias Fault = SubmissionJSON.Fault

  let json: JSON
  let path: String

  init(_ json: JSON, path: String) {
    self.json = json
    self.path = path
  }

  func fault(_ name: String) -> Fault { .member(path.isEmpty ? name : path + "." + name) }

  /// Whether the member is there and not null.
  func has(_ name: String) -> Bool { json[name].map { $0 != .null } ?? false }

  func member(_ name: String) -> MemberReader {
    MemberReader(json[name] ?? .null, path: path.isEmpty ? name : path + "." + name)
  }

  func optional(_ name: String) -> MemberReader? { has(name) ? member(name) : nil }

  func items(_ name: String) throws(Fault) -> [MemberReader] {
    guard has(name) else { return [] }
    guard let items = json[name]?.array else { throw fault(name) }
    return items.enumerated().map {
      MemberReader($1, path: (path.isEmpty ? name : path + "." + name) + "[\($0)]")
    }
  }

  func text(_ name: String) throws(Fault) -> String? { has(name) ? try string(name) : nil }

  func string(_ name: String) throws(Fault) -> String {
    guard let string = json[name]?.string else { throw fault(name) }
    return string
  }

  func strings(_ name: String) throws(Fault) -> [String] {
    guard let items = json[name]?.array else { throw fault(name) }
    let strings = items.compactMap(\.string)
    guard strings.count == items.count else { throw fault(name) }
    return strings
  }

  func whole(_ name: String) throws(Fault) -> Int {
    guard let number = json[name]?.int else { throw fault(name) }
    return number
  }

  func flag(_ name: String) throws(Fault) -> Bool {
    guard let flag = json[name]?.boolean else { throw fault(name) }
    return flag
  }

  func date(_ name: String) throws(Fault) -> CalendarDate? {
    guard let text = try text(name) else { return nil }
    guard let date = CalendarDate(iso: text) else { throw fault(name) }
    return date
  }

  func scope(_ name: String) throws(Fault) -> Scope? {
    guard let text = try text(name) else { return nil }
    guard let scope = Scope(text) else { throw fault(name) }
    return scope
  }

  func choice<Choice: RawRepresentable<String>>(_ name: String) throws(Fault) -> Choice {
    guard let choice = Choice(rawValue: try string(name)) else { throw fault(name) }
    return choice
  }

  func optionalChoice<Choice: RawRepresentable<String>>(_ name: String) throws(Fault) -> Choice? {
    has(name) ? try choice(name) : nil
  }
}
