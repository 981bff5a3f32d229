internal import Basics
internal import Checklists

/// Categories and delivery models: defined in lists, and named in other forms elsewhere.
struct PrintedNames {
  private var modelNames: NameList
  private var categoryNames: NameList
  private var shared: Set<String> = []
  /// Lines of the definitions, whose descriptions name no list.
  private var defined: Set<Int> = []

  var deliveryModels: [DeliveryModel] {
    modelNames.names.map {
      DeliveryModel(
        id: $0.id, label: $0.label, aliases: $0.aliases, description: $0.description,
        sharedInfrastructure: shared.contains($0.id))
    }
  }

  var categories: [Category] {
    categoryNames.names.map {
      Category(id: $0.id, label: $0.label, aliases: $0.aliases, description: $0.description)
    }
  }

  // MARK: - Definitions

  init(_ lines: Document, _ draft: inout Draft) {
    let lists = DefinitionList.all(in: lines)
    let columns = draft.modelColumns
    let modelIndex = Self.modelList(lists, columns)
    let categoryIndex =
      lists.indices.first {
        $0 != modelIndex && Sentence(lists[$0].introduction, line: 0).has(stem: Lexicon.category)
      } ?? lists.indices.first { $0 != modelIndex && Self.isNames(lists[$0]) }
    modelNames = NameList([])
    categoryNames = NameList([])
    let messages = draft.messages
    if let list = modelIndex.map({ lists[$0] }) {
      modelNames = Self.names(of: list, key: "deliveryModels", &draft) { Self.modelID($0) }
    } else if !columns.isEmpty {
      let line = draft.modelLine
      modelNames = NameList(
        Self.unique(
          columns.map { DefinitionList.Item(label: $0, description: "", line: line) }, Self.modelID)
      )
      draft.infer(
        line,
        messages(
          fr: "deliveryModels : des en-têtes de colonnes, sans définition",
          en: "deliveryModels: from the column heads, without a definition"))
    } else if draft.controls.contains(where: { !$0.cells.isEmpty }) {
      draft.miss(
        messages(
          fr: "modèles de livraison (deliveryModels)", en: "delivery models (deliveryModels)"))
    }
    if let list = categoryIndex.map({ lists[$0] }) {
      categoryNames = Self.names(of: list, key: "categories", &draft) { Identifier.camelCase($0) }
    } else {
      draft.miss(messages(fr: "catégories (categories)", en: "categories (categories)"))
    }
    defined = Set((modelNames.names + categoryNames.names).map(\.line))
    match(columns, &draft)
    for name in modelNames.names {
      let words = Sentence(name.description ?? "", line: 0)
      guard words.has(stem: Lexicon.shared) else { continue }
      shared.insert(name.id)
      draft.infer(
        name.line,
        "deliveryModels." + name.id
          + messages(
            fr: " : infrastructure partagée, de sa définition",
            en: ": shared infrastructure, by its definition"))
    }
  }

  /// The list that names the columns, else the one whose introduction speaks of delivery.
  private static func modelList(_ lists: [DefinitionList], _ columns: [String]) -> Int? {
    let labels = columns.map(Stems.of)
    func names(_ list: DefinitionList) -> Bool {
      list.items.count == labels.count
        && zip(list.items, labels).allSatisfy { !Stems.of($0.label).isDisjoint(with: $1) }
    }
    return lists.indices.first { names(lists[$0]) }
      ?? lists.indices.first {
        Sentence(lists[$0].introduction, line: 0).has(stem: Lexicon.delivery)
      }
  }

  /// Whether a list without a telling introduction may be one of categories: short names, each defined.
  private static func isNames(_ list: DefinitionList) -> Bool {
    list.items.count > 2 && Sentence(list.introduction, line: 0).has(stem: ["solution"])
  }

  private static func names(
    of list: DefinitionList, key: String, _ draft: inout Draft, id: (String) -> String
  ) -> NameList {
    let names = unique(list.items, id)
    for name in names {
      draft.use(name.line, key + "." + name.id)
      draft.infer(
        name.line,
        key + "." + name.id
          + draft.messages(fr: " : id de « \(name.label) »", en: ": the id of “\(name.label)”"))
    }
    if let line = list.introductionLine { draft.use(line, key) }
    return NameList(names)
  }

  private static func unique(_ items: [DefinitionList.Item], _ id: (String) -> String) -> [NameList
    .Name]
  {
    var counts: [String: Int] = [:]
    return items.map { item in
      let plain = id(item.label).isEmpty ? "name" : id(item.label)
      counts[plain, default: 0] += 1
      let count = counts[plain, default: 1]
      return NameList.Name(
        id: count > 1 ? plain + String(count) : plain, label: item.label,
        description: item.description.isEmpty ? nil : item.description, line: item.line)
    }
  }

  /// `saas` and `customer` by their usual names, else lower camel case.
  private static func modelID(_ label: String) -> String {
    let words = Sentence(label, line: 0)
    if words.has(["saas"]) || !words.ends(ofAny: [["software", "as", "a", "service"]]).isEmpty {
      return "saas"
    }
    if words.has(stem: ["deploi", "deploy"]), words.has(stem: ["client", "customer"]) {
      return "customer"
    }
    return Identifier.camelCase(label)
  }

  /// Gives each column its model: the likeliest, else a model of its own.
  private mutating func match(_ columns: [String], _ draft: inout Draft) {
    draft.modelOfColumn = []
    let width = draft.controls.first { $0.part != .prereq }?.cells.count
    if columns.isEmpty, width == modelNames.names.count, !modelNames.names.isEmpty {
      draft.modelOfColumn = modelNames.names.map(\.id)
      draft.infer(
        draft.controls.first { $0.part != .prereq }?.line ?? 0,
        draft.messages(
          fr: "deliveryModels : colonnes sans en-tête, dans l'ordre des définitions",
          en: "deliveryModels: columns without heads, in the order of the definitions"))
    }
    for column in columns {
      let stems = Stems.of(column)
      let free = modelNames.names.filter { !draft.modelOfColumn.contains($0.id) }
      let likeliest = free.max { Stems.likeness($0.stems, stems) < Stems.likeness($1.stems, stems) }
      if let name = likeliest, Stems.likeness(name.stems, stems) >= Stems.least {
        draft.modelOfColumn.append(name.id)
      } else {
        let name = NameList.Name(
          id: Self.modelID(column), label: column, description: nil, line: draft.modelLine)
        modelNames = NameList(modelNames.names + [name])
        draft.modelOfColumn.append(name.id)
        draft.infer(
          draft.modelLine,
          "deliveryModels." + name.id
            + draft.messages(
              fr: " : colonne sans définition", en: ": a column without a definition"))
      }
    }
  }

  // MARK: - Other forms

  /// Looks for every other form of the names, in printed order.
  mutating func learn(from lines: Document, _ draft: inout Draft) {
    for index in 0..<lines.count where !defined.contains(index) {
      if lines.isText(index) {
        learn(lines.passage(index), line: index, &draft)
      } else if let cells = lines.cells(index), cells.count > 1 {
        learn(cells[1], line: index, &draft)
      }
    }
    // The columns may stand in another order than the definitions.
    let heads = Dictionary(
      zip(draft.modelOfColumn, draft.modelColumns), uniquingKeysWith: { first, _ in first })
    modelNames.learn(modelNames.names.map { heads[$0.id] ?? $0.label })
  }

  private mutating func learn(_ passage: Passage, line: Int, _ draft: inout Draft) {
    Self.learn(passage, line: line, "categories", &categoryNames, &draft)
    Self.learn(passage, line: line, "deliveryModels", &modelNames, &draft)
  }

  private static func learn(
    _ passage: Passage, line: Int, _ key: String, _ list: inout NameList, _ draft: inout Draft
  ) {
    guard !list.names.isEmpty else { return }
    var found = false
    for block in passage.blocks {
      for forms in Enumeration(of: list, in: block.text).forms() {
        list.learn(forms)
        found = true
      }
    }
    for items in passage.blocks.split(whereSeparator: { $0.kind == .paragraph }) {
      if list.learn(fromItems: items.map(\.text)) { found = true }
    }
    if found { draft.use(line, key) }
  }
}
