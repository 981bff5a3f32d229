internal import Basics
internal import Checklists
internal import Counter
internal import Register

/// Decides whose a workbook is that is taken into a register, and which submission an audit workbook is of.
enum WorkbookOwner {
  /// Completes what was handed in.
  ///
  /// - Parameter given: the partner that the command line names.
  /// - Returns: why it is not taken; nil where it is.
  static func assign(
    _ handedIn: inout HandedIn, _ workbook: Submission, given: String?, in register: Register,
    _ language: Language
  ) throws(RegisterError) -> String? {
    let isNumbered = workbook.audit?.number != nil
    if handedIn.kind == .audit || (handedIn.kind == .reply && isNumbered) {
      let audited: RegisteredSubmission
      switch try AuditedSubmission.of(workbook, in: register) {
      case .found(let found):
        if let given, Register.key(of: given) != Register.key(of: found.partner) {
          return language(
            fr:
              "ce classeur est l’audit de la soumission nº\u{A0}\(found.number) de \(language.quoted(found.partner)), non d’une soumission de \(language.quoted(given)).",
            en:
              "this workbook is the audit of submission no. \(found.number) of \(language.quoted(found.partner)), not of one of \(language.quoted(given))."
          )
        }
        audited = found
      case .several(let fitting):
        let own = fitting.filter { submission in
          given.map { Register.key(of: $0) == Register.key(of: submission.partner) } ?? false
        }
        guard let only = own.first, own.count == 1 else { return several(fitting, language) }
        audited = only
      case .elsewhere(let number):
        return language(
          fr:
            "ce classeur est l’audit d’une soumission nº\u{A0}\(number) qui n’est pas dans ce registre.",
          en:
            "this workbook is the audit of a submission no. \(number) that is not in this register."
        )
      case .none:
        return language(
          fr:
            "ce classeur d’audit n’est celui d’aucune soumission du registre ; inscrivez d’abord le classeur du partenaire.",
          en:
            "this audit workbook is of no submission in the register; take in the partner’s workbook first."
        )
      }
      handedIn.partner = audited.partner
      if handedIn.kind == .audit { handedIn.audited = audited.number }
      return nil
    }
    guard !handedIn.partner.isEmpty else {
      return language(
        fr: "le classeur ne nomme pas de partenaire ; dites lequel avec --partner.",
        en: "the workbook names no partner; say which with --partner.")
    }
    return try Counter.nameWrittenOtherwise(handedIn.partner, in: register).map { known in
      writtenOtherwise(handedIn.partner, known, language)
    }
  }

  private static func several(_ fitting: [RegisteredSubmission], _ language: Language) -> String {
    let names = fitting.prefix(10).map {
      language(fr: "nº\u{A0}\($0.number)", en: "no. \($0.number)") + " (\($0.partner.visible()))"
    }.joined(separator: ", ")
    return language(
      fr:
        "plusieurs soumissions conviennent à ce classeur d’audit, \(names) ; dites laquelle : --partner, ou le classeur que fait « respecte audit register:N ».",
      en:
        "several submissions fit this audit workbook, \(names); say which: --partner, or the workbook that “respecte audit register:N” makes."
    )
  }

  /// What to do where a partner is known under another writing of a name.
  static func writtenOtherwise(
    _ name: String, _ known: String, by option: String = RegisterAddCommand.partner.name,
    _ language: Language
  ) -> String {
    language(
      fr:
        "le registre connaît déjà \(language.quoted(known)), écrit autrement que \(language.quoted(name)) ; si c’est le même partenaire, donnez ce nom-là tel quel, sinon un nom qui les distingue (\(option)).",
      en:
        "the register knows \(language.quoted(known)) already, written otherwise than \(language.quoted(name)); if it is the same partner, give that name as it is, else a name that tells them apart (\(option))."
    )
  }
}
