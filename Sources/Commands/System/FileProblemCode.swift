internal import Checklists

/// Why a file gave no bytes to read, beside the codes of what its bytes are.
enum FileProblemCode: String, CaseIterable {
  case notFound = "file.notFound"
  case notPermitted = "file.notPermitted"
  case notRead = "file.notRead"
  case isFolder = "file.isFolder"

  var texts: CodeTexts {
    switch self {
    case .notFound:
      texts(
        meaning: ("Ce fichier n’existe pas.", "There is no such file."),
        raised: (
          "Aucun fichier ne porte le nom qui a été donné.", "No file has the name that was given."
        ),
        remedy: (
          "Vérifiez le nom et le dossier ; un nom qui contient des blancs se met entre guillemets.",
          "Check the name and the folder; a name with blanks in it is put between quotation marks."
        ))
    case .notPermitted:
      texts(
        meaning: ("Ce fichier ne peut pas être ouvert.", "This file cannot be opened."),
        raised: (
          "Vous n’avez pas le droit de lire le fichier.", "You have no permission to read the file."
        ),
        remedy: ("Demandez ce droit, ou une copie.", "Ask for the permission, or for a copy."))
    case .notRead:
      texts(
        meaning: ("La lecture du fichier a échoué.", "Reading the file failed."),
        raised: (
          "Le système a refusé de lire le fichier ; le message dit pourquoi.",
          "The system refused to read the file; the message says why."
        ),
        remedy: (
          "Réessayez, ou copiez le fichier ailleurs.", "Try again, or copy the file elsewhere."
        )
      )
    case .isFolder:
      texts(
        meaning: ("C’est un dossier.", "This is a folder."),
        raised: (
          "Un dossier est donné à une commande qui lit un fichier.",
          "A folder is given to a command that reads a file."
        ),
        remedy: (
          "Donnez un fichier ; seul « score » parcourt les dossiers.",
          "Give a file; only “score” walks through folders."
        ))
    }
  }

  private func texts(
    meaning: CodeTexts.Wording, raised: CodeTexts.Wording, remedy: CodeTexts.Wording
  ) -> CodeTexts {
    CodeTexts(
      meaning: meaning, raised: raised,
      matters: (
        "Rien ne peut être évalué ; les autres fichiers le sont.",
        "Nothing can be assessed; the other files are."
      ),
      remedy: remedy, place: ("Le fichier entier", "The whole file"))
  }
}
