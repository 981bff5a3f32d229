internal import Checklists

/// How the program ends (contract § 4).
enum ExitStatus: Int32, CaseIterable, Sendable {
  case done = 0
  case blocking = 1
  case usage = 2
  case noInput = 3
  case output = 4

  var meaning: Wording {
    switch self {
    case .done: Wording(fr: "fait, rien de bloquant", en: "done, nothing blocking")
    case .blocking:
      Wording(
        fr: "fait, et quelque chose bloque : voir l’aide de la commande",
        en: "done, and something blocks: see the command’s help")
    case .usage: Wording(fr: "mauvais usage", en: "wrong usage")
    case .noInput:
      Wording(fr: "aucune entrée n’a pu être lue", en: "no input could be read")
    case .output:
      Wording(fr: "la sortie n’a pas pu être écrite", en: "the output could not be written")
    }
  }
}

/// Why a command ends before it is done; messages are in the reader's language.
enum Stop: Error, Equatable {
  /// The command line is wrong; the hint says what may have been meant.
  case usage(String, hint: String? = nil)
  /// No input could be read.
  case noInput(String)
  /// The output could not be written.
  case output(String)
  /// Nobody reads the output any more: the normal end of a pipe.
  case closedPipe
}
