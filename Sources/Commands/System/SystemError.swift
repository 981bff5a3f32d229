internal import Checklists

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// What the system said when something failed, in words.
struct SystemError: Error, Equatable {
  /// `errno`.
  let code: Int32

  /// What the last call of the C library said.
  static var last: SystemError { SystemError(code: errno) }

  /// A clause that may follow a colon.
  func reason(_ language: Language) -> String {
    switch code {
    case ENOENT: language(fr: "ce fichier n’existe pas", en: "there is no such file")
    case EACCES, EPERM: language(fr: "accès refusé", en: "permission denied")
    case EISDIR: language(fr: "c’est un dossier", en: "it is a folder")
    case ENOTDIR:
      language(
        fr: "une partie du chemin n’est pas un dossier", en: "a part of the path is no folder")
    case ENOSPC, EDQUOT:
      language(
        fr: "il n’y a plus de place ; libérez-en ou choisissez un autre dossier",
        en: "there is no space left; free some or choose another folder")
    case EFBIG:
      language(
        fr: "le fichier dépasserait la taille permise",
        en: "the file would exceed the permitted size")
    case EROFS: language(fr: "ce disque est en lecture seule", en: "this disk is read-only")
    case ENAMETOOLONG: language(fr: "ce nom est trop long", en: "this name is too long")
    case ELOOP:
      language(fr: "les liens tournent en rond", en: "its links go round in circles")
    case EMFILE, ENFILE: language(fr: "trop de fichiers ouverts", en: "too many open files")
    case EBADF: language(fr: "la sortie est fermée", en: "the output is closed")
    case EIO: language(fr: "erreur de lecture ou d’écriture", en: "input/output error")
    default:
      language(
        fr: "erreur du système n° \(code) (\(String(cString: strerror(code))))",
        en: "system error \(code) (\(String(cString: strerror(code))))")
    }
  }
}
