public import Checklists

/// Why there is no answer to a request.
public enum IsolationError: Error, Sendable, Equatable {
  /// It took longer than is allowed.
  case tooLong
  /// It needed more memory than is allowed.
  case tooMuchMemory
  /// The child was ended by a signal (signal(7)): SIGSYS where it tried what is forbidden.
  case died(signal: Int32)
  /// The answer was longer than is allowed.
  case answerTooLarge
  /// Too many requests are waiting.
  case busy
  /// Nothing can be read at present; why, for those who run the server.
  case unavailable(String)

  /// What happened to a file that was to be read, and what to do, in sentences for the person who sent it.
  public func message(in language: Language) -> String {
    switch self {
    case .tooLong:
      language(
        fr: "Lire ce fichier prend trop de temps ; il a été mis de côté sans être lu. ",
        en: "This file takes too long to read; it was set aside unread. ") + saveAgain(language)
    case .tooMuchMemory, .answerTooLarge:
      language(
        fr: "Ce fichier contient trop de choses pour être lu ; il a été mis de côté. ",
        en: "There is too much in this file to be read; it was set aside. ") + saveAgain(language)
    case .died:
      language(
        fr: "Ce fichier n’a pas pu être lu : quelque chose y est endommagé. ",
        en: "This file could not be read: something in it is damaged. ") + saveAgain(language)
    case .busy:
      language(
        fr: "Beaucoup de fichiers arrivent en ce moment, et le vôtre n’a pas été lu. Déposez-le de "
          + "nouveau dans une minute.",
        en:
          "Many files are arriving at the moment, and yours was not read. Please send it again in "
          + "a minute.")
    case .unavailable:
      language(
        fr: "Les fichiers ne peuvent pas être lus en ce moment ; le vôtre n’y est pour rien. "
          + "Réessayez plus tard, ou prévenez ceux qui vous ont invité.",
        en: "Files cannot be read at the moment; yours is not the reason. Please try again later, "
          + "or tell those who invited you.")
    }
  }

  private func saveAgain(_ language: Language) -> String {
    language(
      fr: "Téléchargez un classeur vierge, recopiez-y vos réponses et déposez-le.",
      en: "Please download a fresh workbook, copy your answers into it and send that.")
  }
}
