internal import Spreadsheet

extension OptionDescription {
  static let language = OptionDescription(
    name: "--lang", value: .language,
    help: Wording(
      fr: "langue des messages ; par défaut celle de l’environnement, sinon le français",
      en: "language of messages; by default the environment’s, else French"))
  static let quiet = OptionDescription(
    name: "--quiet",
    help: Wording(
      fr: "ne dire que ce qui a échoué", en: "say nothing but what failed"))
  static let help = OptionDescription(
    name: "--help", short: "-h",
    help: Wording(fr: "afficher cette aide", en: "show this help"))
  static let version = OptionDescription(
    name: "--version", short: "-V",
    help: Wording(fr: "afficher la version du programme", en: "show the program’s version"))

  static let force = OptionDescription(
    name: "--force",
    help: Wording(
      fr: "écraser aussi un classeur qui contient des réponses ou des constats",
      en: "write over a workbook that holds answers or findings, too"))
  static let hide = OptionDescription(
    name: "--hide", value: ValueDescription(name: Wording("CODE,…"), kind: .code),
    isRepeated: true,
    help: Wording(
      fr: "ne pas montrer ces écarts aux personnes ; JSON, CSV, scores et verdicts restent entiers",
      en: "do not show these discrepancies to people; JSON, CSV, scores and verdicts stay whole"))

  static let json = OptionDescription(
    name: "--json",
    help: Wording(fr: "écrire du JSON", en: "write JSON"))
  static let ndjson = OptionDescription(
    name: "--ndjson",
    help: Wording(fr: "écrire du JSON, un objet par ligne", en: "write JSON, one object a line"))
  static let oscal = OptionDescription(
    name: "--oscal",
    help: Wording(
      fr: "écrire un catalogue OSCAL 1.1 (JSON)", en: "write an OSCAL 1.1 catalog (JSON)"))
  static let jobs = OptionDescription(
    name: "--jobs", value: .number,
    help: Wording(
      fr: "combien de fichiers sont lus à la fois ; par défaut autant que de processeurs",
      en: "how many files are read at a time; by default as many as there are processors"))
}

extension Arguments {
  /// How many threads `--jobs` asks for.
  func jobs() throws(Stop) -> Int {
    try number(.jobs, in: 1...256) ?? min(Workers.available, 256)
  }
}

extension OptionGroup {
  /// What every command understands; may stand anywhere on the command line.
  static let common = OptionGroup(
    title: Wording(fr: "Options communes", en: "Common options"),
    options: [.language, .quiet, .help, .version])
}

/// Options of every command that reads workbooks.
enum ReadingOptions {
  static let template = OptionDescription(
    name: "--template", value: .yaml, isRepeated: true,
    help: Wording(
      fr: "modèle YAML à connaître en plus des modèles intégrés",
      en: "YAML template to know beside the built-in ones"))
  static let maxInflated = OptionDescription(
    name: "--max-inflated", value: .size,
    help: Wording(
      fr: "taille décompressée en tout (512M), et celle du fichier lui-même",
      en: "inflated size in all (512M), and that of the file itself"))
  static let maxPart = OptionDescription(
    name: "--max-part", value: .size,
    help: Wording(
      fr: "taille décompressée d’une partie (256M)", en: "inflated size of one part (256M)"))
  static let maxEntries = OptionDescription(
    name: "--max-entries", value: .number,
    help: Wording(fr: "entrées de l’archive (10000)", en: "entries of the archive (10000)"))
  static let maxCell = OptionDescription(
    name: "--max-cell", value: .number,
    help: Wording(
      fr: "unités UTF-16 du texte d’une cellule (32767)",
      en: "UTF-16 units of a cell’s text (32767)"))
  static let maxCells = OptionDescription(
    name: "--max-cells", value: .number,
    help: Wording(
      fr:
        "cellules d’un classeur lu en entier (1000000) ; inspect, qui lit au fil du fichier, n’en a pas besoin",
      en:
        "cells of a workbook that is read whole (1000000); inspect, which streams, has no need of it"
    ))
  static let maxRepeated = OptionDescription(
    name: "--max-repeated", value: .number,
    help: Wording(
      fr: "cellules qu’un fichier ODS crée par répétition (2000000)",
      en: "cells that an ODS file makes by repetition (2000000)"))
  static let maxDepth = OptionDescription(
    name: "--max-depth", value: .number,
    help: Wording(fr: "éléments imbriqués (64)", en: "elements inside one another (64)"))

  /// Which templates are known.
  static let templates = OptionGroup(
    title: Wording(fr: "Modèles", en: "Templates"), options: [template])
  /// How much a file may ask of the reader.
  static let limits = OptionGroup(
    title: Wording(fr: "Limites de lecture", en: "Reading limits"),
    options: [maxInflated, maxPart, maxEntries, maxCell, maxCells, maxRepeated, maxDepth])
}

extension Arguments {
  /// The limits that the options set.
  func readingLimits() throws(Stop) -> ReadingLimits {
    var limits = ReadingLimits()
    if let size = try size(ReadingOptions.maxInflated) {
      limits.inflatedTotal = size
      limits.inflatedPart = min(limits.inflatedPart, size)
    }
    if let size = try size(ReadingOptions.maxPart) { limits.inflatedPart = size }
    if let count = try number(ReadingOptions.maxEntries, in: 1...Int.max) {
      limits.entries = count
    }
    if let count = try number(ReadingOptions.maxCell, in: 1...Int.max) {
      limits.cellLength = count
    }
    if let count = try number(ReadingOptions.maxCells, in: 1...Int.max) {
      limits.heldCells = count
    }
    if let count = try number(ReadingOptions.maxRepeated, in: 0...Int.max) {
      limits.repeatedCells = count
    }
    if let count = try number(ReadingOptions.maxDepth, in: 1...10_000) { limits.depth = count }
    return limits
  }
}
