public import Checklists

/// What `verify` finds.
public enum RegisterFault: Sendable, Equatable {
  /// The database's own words about its storage.
  case storage(String)
  /// A trigger that keeps a table from being changed is gone.
  case unguarded(String)
  /// A row refers to one that is not there; the table.
  case dangling(String)
  /// Nothing stands between two numbers of the log.
  case eventsMissing(after: Int, before: Int)
  /// An event is not what its digest was made of.
  case eventAltered(Int)
  /// An event does not follow from the one before it.
  case chainBroken(Int)
  /// No event has the digest that was noted.
  case digestUnknown(String)
  case submissionMissing(Int)
  /// A submission is not what the log says.
  case submissionAltered(Int)
  /// The original of a submission does not have its digest, or parts of it are missing.
  case originalAltered(Int)
  /// The documents of a submission are not those that were stored.
  case recordAltered(Int)
  case recordMissing(Int)
  /// The log says that it was removed, and something of it is there.
  case notRemoved(Int)
  /// The same program now reads the original otherwise.
  case readOtherwise(Int)
  /// Another version of the program read it, and it would be read otherwise today. No fault.
  case readByOtherVersion(Int, program: String)
  /// Whether it would be read otherwise today is not known, for want of its template. No fault.
  case templateUnknown(Int, template: String)

  /// Whether something is wrong; else it is only good to know.
  public var isWrong: Bool {
    switch self {
    case .readByOtherVersion, .templateUnknown: false
    default: true
    }
  }

  /// A clause for a person.
  public func message(in language: Language) -> String {
    func submission(_ number: Int, fr: String, en: String) -> String {
      language(fr: "soumission \(number) : \(fr)", en: "submission \(number): \(en)")
    }
    switch self {
    case .storage(let words): return language(fr: "stockage : ", en: "storage: ") + words
    case .unguarded(let name):
      return language(
        fr: "la protection \(language.quoted(name)) a été enlevée",
        en: "the guard \(language.quoted(name)) was taken away")
    case .dangling(let name):
      return language(
        fr: "une ligne de \(language.quoted(name)) renvoie à une autre qui n’existe pas",
        en: "a row of \(language.quoted(name)) refers to one that is not there")
    case .eventsMissing(let after, let before):
      return language(
        fr: "le journal passe de \(after) à \(before)",
        en: "the log goes from \(after) to \(before)")
    case .eventAltered(let number):
      return language(
        fr: "la ligne \(number) du journal a été modifiée",
        en: "line \(number) of the log was altered")
    case .chainBroken(let number):
      return language(
        fr: "la ligne \(number) du journal ne suit pas de la précédente",
        en: "line \(number) of the log does not follow from the one before")
    case .digestUnknown(let digest):
      return language(
        fr:
          "aucune ligne du journal n’a l’empreinte \(digest) ; sa fin, ou tout le journal, a été remplacé",
        en: "no line of the log has the digest \(digest); its end, or all of it, was replaced")
    case .submissionMissing(let number):
      return submission(number, fr: "elle manque", en: "it is missing")
    case .submissionAltered(let number):
      return submission(
        number, fr: "elle n’est pas ce que dit le journal", en: "it is not what the log says")
    case .originalAltered(let number):
      return submission(
        number, fr: "le fichier d’origine n’est plus celui qui a été reçu",
        en: "the original is no longer the one that was received")
    case .recordAltered(let number):
      return submission(
        number, fr: "ce qui en a été lu a été modifié", en: "what was read of it was altered")
    case .recordMissing(let number):
      return submission(
        number, fr: "ce qui en a été lu manque", en: "what was read of it is missing")
    case .notRemoved(let number):
      return submission(
        number, fr: "elle a été supprimée, mais il en reste une partie",
        en: "it was removed, and a part of it is still there")
    case .readOtherwise(let number):
      return submission(
        number, fr: "l’original se lit aujourd’hui autrement que ce qui en est conservé",
        en: "the original is read otherwise today than what is kept of it")
    case .readByOtherVersion(let number, let program):
      return submission(
        number, fr: "lue par une autre version (\(program)) ; celle-ci la lirait autrement",
        en: "made by another version (\(program)); this one would read it otherwise")
    case .templateUnknown(let number, let template):
      return submission(
        number, fr: "\(template) n’est pas un modèle connu ; donnez-le avec --template",
        en: "\(template) is no template that is known; give it with --template")
    }
  }
}
