internal import Checklists

/// `man`: the manual pages.
enum ManCommand: Command {
  static let output = OptionDescription(
    name: "--output", short: "-o", value: .folder,
    help: Wording(
      fr: "écrire toutes les pages, en chaque langue, dans man1 et fr/man1 de ce dossier",
      en: "write every page, in every language, into man1 and fr/man1 of this folder"))

  static let description = CommandDescription(
    name: "man",
    summary: Wording(
      fr: "Donne la page de manuel du programme ou d’une commande",
      en: "Gives the manual page of the program or of a command"),
    discussion: Wording(
      fr: "Les pages sont au format que lisent man, groff et mandoc : pour en lire une, "
        + "respecte man score | man -l -",
      en: "Pages are in the format that man, groff and mandoc read; to read one, "
        + "respecte man score | man -l -"),
    operand: OperandDescription(
      value: ValueDescription(name: Wording(fr: "COMMANDE", en: "COMMAND"), kind: .command),
      help: Wording(
        fr: "une commande, en un mot ou deux ; sans elle, la page du programme",
        en: "a command, in one word or two; without one, the program’s page"),
      isOptional: true, isRepeated: true),
    options: [output],
    examples: ["man score", "man template read", "man -o /usr/local/share/man"])

  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus {
    let language = session.language
    if let folder = arguments[output] {
      guard arguments.operands.isEmpty, folder != "-" else {
        throw .usage(
          language(
            fr: "avec -o, toutes les pages sont écrites dans un dossier",
            en: "with -o every page is written into a folder"))
      }
      for language in Language.allCases {
        for page in ManPage.all(Program.descriptions, language) {
          let path = Path.join(folder, page.path)
          try OutputFolder.make(Path.folder(path), session)
          try OutputFile(path, inputs: [], session: session).write(Array(page.text.utf8))
        }
      }
      return .done
    }
    let name = (["respecte"] + arguments.operands).joined(separator: " ")
    let pages = ManPage.all(Program.descriptions, language)
    guard let page = pages.first(where: { $0.title == name }) else {
      let command = arguments.operands.joined(separator: " ")
      throw .usage(
        language(
          fr: "la commande « \(command) » n’existe pas", en: "there is no command “\(command)”"),
        hint: Suggestion.nearest(to: command, among: Program.descriptions.map(\.name)))
    }
    try session.write(page.text)
    return .done
  }
}
