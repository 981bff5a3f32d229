public import Checklists

/// Why a register could not be opened, read or added to.
public enum RegisterError: Error, Sendable, Equatable {
  /// The address of a server is not understood, or it is not clear where its password ends.
  case address
  /// There is no register yet.
  case notThere
  /// Something else is there: another program's database, or no database.
  case notARegister
  /// A later version of the program made it.
  case newer
  /// Another program holds it, for longer than is waited.
  case busy
  case noSpace
  case notPermitted
  /// Its file or its tables are damaged; what the database said.
  case damaged(String)
  /// The file or the tables that were opened were replaced or deleted meanwhile.
  case replaced
  /// The connection was lost while what was written was confirmed: it is there as a whole, or not at all.
  case unconfirmed
  /// The server does not answer or lets nobody in; its words, without anything secret.
  case unreachable(String)
  /// PostgreSQL's library is not installed.
  case libraryMissing
  /// The server's database has another encoding than UTF-8; which.
  case encoding(String)
  /// The database refused or failed; its words.
  case failed(String)
  /// No submission has this number.
  case noSubmission(Int)
  /// No submission of this partner is kept.
  case noPartner(String)
  /// The submission was removed on its partner's request.
  case forgotten(Int)

  /// What is wrong and what to do, without the register's name: a clause that may follow a colon.
  public func message(in language: Language) -> String {
    switch self {
    case .address:
      language(
        fr: "cette adresse n’est pas comprise ; dans un nom ou un mot de passe, « @ », « : », "
          + "« / », « ? » et « % » s’écrivent %40, %3A, %2F, %3F et %25",
        en: "this address is not understood; in a name or a password, “@”, “:”, “/”, “?” "
          + "and “%” are written %40, %3A, %2F, %3F and %25")
    case .notThere:
      language(
        fr: "il n’y a pas encore de registre ; « respecte register add » le crée",
        en: "there is no register yet; “respecte register add” makes it")
    case .notARegister:
      language(
        fr: "ce n’est pas un registre de respecte ; donnez un autre nom avec --register",
        en: "this is no register of respecte; give another name with --register")
    case .newer:
      language(
        fr: "une version plus récente de respecte a fait ce registre ; installez-la",
        en: "a later version of respecte made this register; install that")
    case .busy:
      language(
        fr: "un autre programme l’occupe depuis trop longtemps ; réessayez",
        en: "another program has been holding it for too long; try again")
    case .noSpace:
      language(
        fr: "il n’y a plus de place ; libérez-en", en: "there is no space left; free some")
    case .notPermitted: language(fr: "accès refusé", en: "permission denied")
    case .damaged(let words):
      language(
        fr: "le registre est endommagé (\(words)) ; revenez à une sauvegarde",
        en: "the register is damaged (\(words)); go back to a backup")
    case .replaced:
      language(
        fr:
          "le registre a été remplacé ou supprimé pendant qu’il était ouvert ; remettez le bon en "
          + "place, puis relancez",
        en: "the register was replaced or deleted while it was open; put the right one back, then "
          + "start again")
    case .unconfirmed:
      language(
        fr:
          "le serveur s’est arrêté avant de confirmer ; « respecte register list » dit si c’est fait",
        en:
          "the server stopped before it confirmed; “respecte register list” tells whether it is done"
      )
    case .unreachable(let words):
      language(
        fr: "le serveur n’est pas joignable (\(words))",
        en: "the server cannot be reached (\(words))")
    case .libraryMissing:
      language(
        fr: "la bibliothèque de PostgreSQL n’est pas installée (Debian : libpq5, macOS : libpq)",
        en: "PostgreSQL’s library is not installed (Debian: libpq5, macOS: libpq)")
    case .encoding(let name):
      language(
        fr: "la base est encodée en \(name) ; créez-la avec ENCODING 'UTF8'",
        en: "the database is encoded as \(name); create it with ENCODING 'UTF8'")
    case .failed(let words):
      language(
        fr: "la base de données a répondu : \(words)", en: "the database answered: \(words)")
    case .noSubmission(let number):
      language(
        fr: "aucune soumission n’y a le numéro \(number)", en: "no submission has number \(number)")
    case .noPartner(let name):
      language(
        fr: "aucune soumission de \(language.quoted(name)) n’y est conservée",
        en: "no submission of \(language.quoted(name)) is kept there")
    case .forgotten(let number):
      language(
        fr: "la soumission \(number) a été supprimée à la demande de son partenaire",
        en: "submission \(number) was removed on its partner’s request")
    }
  }
}
