internal import Basics
internal import Checklists
internal import Register
internal import Workbooks

extension PasswordRule.Fault {
  var sentence: Words {
    switch self {
    case .short: Words(fr: "Le mot de passe est trop court.", en: "The password is too short.")
    case .long: Words(fr: "Le mot de passe est trop long.", en: "The password is too long.")
    case .predictable:
      Words(
        fr:
          "Ce mot de passe serait vite deviné : c’est surtout une suite, une répétition ou un mot de passe courant. Quelques mots sans rapport entre eux vous protégeront mieux.",
        en:
          "This password would soon be guessed: it is mostly a sequence, a repetition or a common password. A few unrelated words will protect you better."
      )
    case .name:
      Words(
        fr:
          "Ce mot de passe serait vite deviné : il tient surtout à votre nom ou à celui du programme. Quelques mots sans rapport entre eux vous protégeront mieux.",
        en:
          "This password would soon be guessed: it is mostly your name or the programme’s. A few unrelated words will protect you better."
      )
    }
  }
}

/// What is said where nothing is shown. None of it tells whether there is something for somebody else.
extension Refusal {
  static let notFound = Refusal(
    404, "not-found",
    Words(fr: "Il n’y a rien à cette adresse.", en: "There is nothing at this address."),
    Words(
      fr: "Ouvrez de nouveau le lien que vous avez reçu, en entier.",
      en: "Open the link that you received once more, all of it."))

  static let method = Refusal(
    405, "method",
    Words(
      fr: "Cette adresse ne s’utilise pas ainsi.", en: "This address is not used in this way."),
    Words(fr: "Revenez à la page précédente.", en: "Go back to the page before."))

  /// A partner's address without the right link: another's, or none.
  static let noLink = Refusal(
    403, "no-link",
    Words(
      fr: "Cette page ne s’ouvre que par votre lien d’invitation.",
      en: "This page opens only by your invitation link."),
    Words(
      fr: "Ouvrez le lien que vous avez reçu. Les témoins (cookies) doivent être permis.",
      en: "Open the link that you received. Cookies have to be allowed."))

  /// A link that is unknown, expired or revoked.
  static let linkClosed = Refusal(
    410, "link-closed",
    Words(fr: "Ce lien n’ouvre plus rien.", en: "This link opens nothing any more."),
    Words(
      fr:
        "Il a expiré ou a été remplacé. Demandez-en un nouveau à la personne qui vous l’a envoyé ; ce que vous avez remis est conservé.",
      en:
        "It has expired or was replaced. Ask whoever sent it to you for a new one; what you handed in is kept."
    ))

  static let signIn = Refusal(
    401, "no-session",
    Words(fr: "Cette page demande de se connecter.", en: "This page needs you to sign in."),
    Words(fr: "Connectez-vous, puis réessayez.", en: "Sign in, then try again."))

  static let wrongPassword = Refusal(
    403, "wrong-password",
    Words(
      fr: "Ce nom et ce mot de passe ne vont pas ensemble.",
      en: "This name and this password do not belong together."),
    Words(
      fr: "Vérifiez les deux. La personne qui tient le serveur peut réinitialiser le mot de passe.",
      en: "Check both. Whoever keeps the server can reset the password."))

  static let othersAccount = Refusal(
    403, "others-account",
    Words(
      fr: "Ce compte a déjà servi : lui seul peut changer son mot de passe.",
      en: "This account has been used: its owner alone can change the password."),
    Words(
      fr:
        "Si le mot de passe est oublié, la personne qui tient le serveur le réinitialise : respecte accounts reset NOM.",
      en:
        "If the password is forgotten, whoever keeps the server resets it: respecte accounts reset NAME."
    ))

  static let forgedForm = Refusal(
    403, "form-token",
    Words(
      fr: "Ce formulaire n’a pas été accepté.", en: "This form was not accepted."),
    Words(
      fr:
        "Il vient d’une page trop ancienne, ou d’un autre site. Rechargez la page et recommencez.",
      en:
        "It comes from a page that is too old, or from another site. Load the page anew and try again."
    ))

  static let otherSite = Refusal(
    403, "other-site",
    Words(
      fr: "Une autre page que celles-ci a envoyé cette demande.",
      en: "Another page than these sent this request."),
    Words(fr: "Rien n’a été fait.", en: "Nothing was done."))

  static let wrongHost = Refusal(
    421, "host",
    Words(
      fr: "Ce serveur ne répond pas sous ce nom.", en: "This server does not answer to this name."),
    Words(
      fr: "Utilisez l’adresse que vous avez reçue.", en: "Use the address that you received."))

  static func tooOften(_ wait: Int) -> Refusal {
    Refusal(
      429, "rate",
      Words(fr: "Trop de demandes à la fois.", en: "Too many requests at once."),
      Words(
        fr: "Réessayez dans \(wait) \(wait == 1 ? "seconde" : "secondes").",
        en: "Try again in \(wait) \(wait == 1 ? "second" : "seconds")."), wait: wait)
  }

  static func tooLarge(_ limit: Int) -> Refusal {
    let (fr, en) = (limit >> 20, limit >> 20)
    return Refusal(
      413, "too-large",
      Words(
        fr: "Ce fichier dépasse \(fr) Mo ; aucun classeur rempli n’est aussi grand.",
        en: "This file is larger than \(en) MB; no filled workbook is that large."),
      Words(
        fr: "Enlevez les images, ou déposez le classeur seul, sans archive.",
        en: "Take out pictures, or send the workbook alone, without an archive."))
  }

  /// Two lengths, or a length and pieces.
  static let length = Refusal(
    400, "length",
    Words(
      fr: "Cette demande dit sa longueur de deux façons.",
      en: "This request gives its length in two ways."),
    Words(
      fr: "Renvoyez-la depuis la page, sans intermédiaire qui la modifie.",
      en: "Send it from the page again, through nothing that alters it."))

  static let noForm = Refusal(
    415, "no-form",
    Words(
      fr: "Cette demande n’est pas un formulaire.", en: "This request is no form."),
    Words(
      fr: "Envoyez-le depuis la page, ou comme multipart/form-data.",
      en: "Send it from the page, or as multipart/form-data."))

  static let noFile = Refusal(
    400, "no-file",
    Words(fr: "Aucun fichier n’a été choisi.", en: "No file was chosen."),
    Words(fr: "Choisissez le classeur rempli.", en: "Choose the filled workbook."))

  static func invalid(_ sentence: Words) -> Refusal {
    Refusal(
      400, "invalid", sentence,
      Words(fr: "Corrigez, puis renvoyez.", en: "Correct it, then send it again."))
  }

  static func otherAudit(of audited: RegisteredSubmission, than wanted: Int) -> Refusal {
    let partner = audited.partner.visible().shortened(to: 80)
    return Refusal(
      409, "audit-other-submission",
      Words(
        fr:
          "Ce classeur est l’audit de la soumission nº \(audited.number) (\(partner)), non de la nº \(wanted).",
        en:
          "This workbook is the audit of submission no. \(audited.number) (\(partner)), not of no. \(wanted)."
      ),
      Words(
        fr: "Rien n’a été pris. Déposez-le sur la page de la soumission nº \(audited.number).",
        en: "Nothing was taken. Send it on the page of submission no. \(audited.number)."))
  }

  /// The auditor is asked: several submissions fit.
  static func ambiguousAudit(_ fitting: [RegisteredSubmission]) -> Refusal {
    let names = fitting.prefix(10).map {
      "nº \($0.number) (\($0.partner.visible().shortened(to: 80)))"
    }.joined(separator: ", ")
    return Refusal(
      409, "audit-ambiguous",
      Words(
        fr:
          "Ce classeur d’audit ne dit pas de quelle soumission il est, et plusieurs conviennent : \(names).",
        en:
          "This audit workbook does not say which submission it is of, and several fit: \(names.replacing("nº ", with: "no. "))."
      ),
      Words(
        fr: "Rien n’a été pris. Déposez-le sur la page de la soumission que vous avez auditée.",
        en: "Nothing was taken. Send it on the page of the submission that you audited."))
  }

  static func foreignAudit(_ number: Int) -> Refusal {
    Refusal(
      409, "audit-elsewhere",
      Words(
        fr: "Ce classeur est l’audit d’une soumission nº \(number) qui n’est pas dans ce registre.",
        en: "This workbook is the audit of a submission no. \(number) that is not in this register."
      ),
      Words(
        fr: "Elle vient d’un autre registre, ou a été supprimée à la demande du partenaire.",
        en: "It comes from another register, or was removed on the partner’s request."))
  }

  /// What goes to the partner has one finding for each answer.
  static func auditorsDiffer(_ conflicts: [AuditConflict], _ template: Template) -> Refusal {
    func listed(_ language: Language) -> String {
      let shown = conflicts.prefix(10).map { $0.message(template, in: language).visible() }
      let more = conflicts.count - shown.count
      return shown.joined(separator: language.semicolon)
        + (more == 0 ? "" : language(fr: " ; et \(more) autres", en: "; and \(more) more"))
    }
    return Refusal(
      409, "auditors-differ",
      Words(
        fr: "Des auditeurs diffèrent dans ce classeur ; le partenaire ne le reçoit pas.",
        en: "Auditors differ in this workbook; the partner does not get it."),
      Words(
        fr:
          "Écrivez dans ces cases ce qui vaut, puis déposez le classeur : \(listed(.french)).",
        en: "Enter in these cells what holds, then hand the workbook in: \(listed(.english))."))
  }

  static let auditOfNothing = Refusal(
    409, "audit-of-nothing",
    Words(
      fr: "Ce classeur d’audit n’a été fait d’aucune soumission de ce registre.",
      en: "This audit workbook was made of no submission in this register."),
    Words(
      fr:
        "Téléchargez le classeur d’audit depuis la page de la soumission, et reportez-y vos constats.",
      en: "Download the audit workbook from the submission’s page, and enter your findings there."))

  /// The inviter is asked whether a partner who is known is meant.
  static func nameKnown(_ known: String) -> Refusal {
    let name = known.visible().shortened(to: 80)
    var refusal = Refusal(
      409, "partner-known",
      Words(
        fr:
          "Un partenaire est déjà connu sous un nom qui ne diffère que par l’écriture : « \(name) ».",
        en: "A partner is known already under a name that differs in writing alone: “\(name)”."),
      Words(
        fr:
          "Si c’est le même, renvoyez avec ce nom dans « confirm » ; sinon, donnez un nom qui les distingue.",
        en:
          "If it is the same, send again with that name in “confirm”; else give a name that tells them apart."
      ))
    refusal.confirm = known
    return refusal
  }

  static func otherReply(_ sentence: Words) -> Refusal {
    Refusal(
      409, "reply-elsewhere", sentence, Words(fr: "Rien n’a été pris.", en: "Nothing was taken."))
  }

  static let changed = Refusal(
    409, "changed",
    Words(
      fr: "Ce classeur n’est plus celui qui a été vérifié.",
      en: "This workbook is no longer the one that was checked."),
    Words(
      fr: "Revenez à votre page : le dernier classeur vérifié s’y trouve.",
      en: "Go back to your page: the last workbook that was checked is there."))

  static let stopping = Refusal(
    503, "stopping",
    Words(
      fr: "Le serveur s’arrête ; rien n’a été pris.",
      en: "The server is stopping; nothing was taken."),
    Words(fr: "Réessayez dans une minute.", en: "Try again in a minute."), wait: 60)

  static let busy = Refusal(
    503, "busy",
    Words(
      fr: "Beaucoup de fichiers arrivent en ce moment ; le vôtre n’a pas été pris.",
      en: "Many files are arriving at the moment; yours was not taken."),
    Words(fr: "Réessayez dans une minute.", en: "Try again in a minute."), wait: 30)

  static let tooManyAtOnce = Refusal(
    429, "at-once",
    Words(
      fr:
        "D’autres fichiers arrivent déjà par ce lien ou de cette adresse ; celui-ci n’a pas été pris.",
      en: "Other files are arriving by this link or from this address; this one was not taken."),
    Words(
      fr: "Attendez qu’ils soient arrivés, puis réessayez.",
      en: "Wait until they have arrived, then try again."), wait: 30)

  static let register = Refusal(
    503, "register",
    Words(
      fr: "Le registre ne répond pas ; rien n’a été pris.",
      en: "The register does not answer; nothing was taken."),
    Words(fr: "Réessayez dans une minute.", en: "Try again in a minute."), wait: 60)

  static let unconfirmed = Refusal(
    503, "unconfirmed",
    Words(
      fr: "Le registre s’est arrêté avant de confirmer.",
      en: "The register stopped before it confirmed."),
    Words(
      fr: "Revenez à votre page dans une minute : ce qui y figure est conservé.",
      en: "Go back to your page in a minute: what it shows is kept."), wait: 60)

  /// What was opened is no longer what stands there.
  static let registerReplaced = Refusal(
    503, "register-replaced",
    Words(
      fr: "Le registre n’est plus à sa place ; rien n’a été pris.",
      en: "The register is no longer in its place; nothing was taken."),
    Words(
      fr: "Prévenez la personne qui tient ce serveur : il s’arrête.",
      en: "Tell the person who keeps this server: it is stopping."))

  static let failed = Refusal(
    500, "failed",
    Words(
      fr: "Ce document n’a pas pu être fait.", en: "This document could not be made."),
    Words(
      fr: "Prévenez la personne qui tient ce serveur.",
      en: "Tell the person who keeps this server."))
}
