internal import Assessments
internal import Basics
internal import Checklists
internal import Register
internal import Reports

/// The three steps.
extension PartnerPage {
  private func step(_ anchor: HTML, _ number: Int, _ title: String, _ contents: HTML) -> HTML {
    """
    <section class="step" aria-labelledby="\(anchor)">
    <h2 id="\(anchor)" tabindex="-1">\(number). \(title)</h2>
    \(contents)</section>

    """
  }

  // MARK: Download

  var download: HTML {
    let title = language(fr: "Télécharger le classeur", en: "Download the workbook")
    guard let edition else {
      return step(
        "download-step", 1, title,
        """
        <p>\(language(
          fr: "Cette liste de contrôle n’est plus proposée. Demandez au bureau du programme une nouvelle invitation.",
          en: "This checklist is no longer offered. Ask the programme office for a new invitation."))</p>
        """)
    }
    let choices: HTML = """
      <form method="get" action="\(root)/workbook">
      \(languages(edition))\(models(edition))\(beginnings)\
      <p><button\(isBegun ? "" : " class=\"main\"" as HTML)>\(title)</button></p>
      </form>

      """
    return step(
      "download-step", 1, title,
      """
      <p>\(language(
        fr: "Remplissez les cases jaunes dans Excel, LibreOffice, Google Sheets, Numbers ou un autre tableur ; la première feuille dit qui remplit quoi. Enregistrez en XLSX ou en ODS.",
        en: "Fill in the yellow cells in Excel, LibreOffice, Google Sheets, Numbers or another spreadsheet program; the first sheet says who fills in what. Save as XLSX or ODS."))</p>
      \(isBegun
        ? "<details><summary>\(language(fr: "Télécharger encore un classeur", en: "Download a workbook once more"))</summary>\n\(choices)</details>\n"
        : choices)
      """)
  }

  private func languages(_ edition: Template) -> HTML {
    guard editions.count > 1 else { return .hidden("language", edition.language.rawValue) }
    let preferred = editions.contains { $0.language == language } ? language : edition.language
    return .choices(
      language(fr: "Langue du classeur", en: "Language of the workbook"),
      editions.map {
        .choice(
          "radio", "language", value: $0.language.rawValue,
          label: HTML($0.language.name(in: language)), isMarked: $0.language == preferred)
      })
  }

  private func models(_ edition: Template) -> HTML {
    guard edition.deliveryModels.count > 1 else { return "" }
    return .choices(
      language(fr: "Modèles de livraison", en: "Delivery models"),
      hint: language(
        fr:
          "Comment votre solution arrive chez vos clients ; cela décide des exigences. En cas de doute, gardez tout coché : le modèle se choisit encore dans le classeur.",
        en:
          "How your solution reaches your customers; it decides which requirements apply. If in doubt, leave all marked: the model can still be chosen in the workbook."
      ),
      edition.deliveryModels.map {
        let label: HTML =
          edition.language == language
          ? HTML($0.label) : "<span lang=\"\(edition.language)\">\($0.label)</span>"
        return .choice(
          "checkbox", "models", value: $0.id, label: label,
          isMarked: invitation.models.isEmpty || invitation.models.contains($0.id))
      })
  }

  /// Blank, or filled with what was handed in last.
  private var beginnings: HTML {
    let last = history.first { $0.kind == .returned && $0.summary != nil }
    guard let last else { return .hidden("from", "blank") }
    let day: HTML = .day(last.received, context)
    return .choices(
      language(fr: "Pour commencer", en: "To begin with"),
      [
        .choice(
          "radio", "from", value: "last",
          label:
            "\(language(fr: "rempli avec votre soumission du", en: "filled in with your submission of")) \(day)",
          isMarked: true),
        .choice(
          "radio", "from", value: "blank",
          label: HTML(
            language(
              fr: "vierge, au nom de votre entreprise", en: "blank, with your company’s name")),
          isMarked: false),
      ])
  }

  // MARK: Check

  var check: HTML {
    step(
      "check-step", 2,
      language(fr: "Faire vérifier le classeur rempli", en: "Have the filled workbook checked"),
      """
      <p>\(language(
        fr: "Vous voyez aussitôt ce qui manque. Rien n’est remis à cette étape : vous pouvez vérifier un classeur à moitié rempli, et recommencer.",
        en: "You see at once what is missing. Nothing is handed in by this step: you can check a half-filled workbook, and do it again."))</p>
      \(HTML.upload(
        to: "\(root)/check", context, limit: uploadLimit, place: "#check",
        isMain: ready == nil && isBegun, isSentAtOnce: true,
        label: draft == nil
          ? language(fr: "Votre classeur rempli", en: "Your filled workbook")
          : language(fr: "Un autre fichier, ou le même corrigé", en: "Another file, or the same one corrected"),
        button: language(fr: "Vérifier", en: "Check")))\(result)
      """)
  }

  private var result: HTML {
    guard let draft else { return "" }
    let kind: HTML? =
      draft.draft.handedIn.kind == .reply
      ? "<p>\(language(fr: "C’est le classeur de l’auditeur, avec vos réponses.", en: "This is the auditor’s workbook, with your replies."))</p>\n"
      : nil
    let onward: HTML =
      ready == nil
      ? """
      <p>\(language(
        fr: "Ce fichier ne peut pas être remis. Corrigez-le comme il est dit, puis déposez-le de nouveau ci-dessus.",
        en: "This file cannot be handed in. Mend it as it says, then drop it again above."))</p>
      \(discard)
      """
      : """
      <p><a href="#hand-in-step">\(language(fr: "Continuer à l’étape 3 : remettre", en: "Go on to step 3: hand in"))</a></p>
      """
    return """
      <p class="quiet">\(language(fr: "Vérifié le", en: "Checked on")) \(HTML.time(draft.draft.received, context))</p>
      \(said(of: draft))\(kind)\(onward)
      """
  }

  /// In the language in which the file was read, since that is the one of the messages.
  private func said(of draft: ReadDraft) -> HTML {
    let written = Language(rawValue: draft.draft.handedIn.record.language) ?? language
    let check = CheckHTML.html(of: draft.assessment, template: draft.template, language: written)
    guard written != language else { return check }
    return """
      <p class="quiet">\(language(
        fr: "Ce contrôle est dans la langue dans laquelle vous l’avez demandé. Déposez le fichier de nouveau pour l’avoir en français.",
        en: "This check is in the language in which you asked for it. Drop the file again to have it in English."))</p>
      <div lang="\(written)">\(check)</div>

      """
  }

  private var discard: HTML {
    guard let draft else { return "" }
    return .form(
      to: "\(root)/discard", context,
      """
      \(HTML.hidden("sha256", draft.draft.sha256))\
      <button>\(language(fr: "Effacer ce fichier vérifié", en: "Delete this checked file"))</button>
      """)
  }

  // MARK: Hand in

  var handIn: HTML {
    let title = language(
      fr: "Remettre au bureau du programme", en: "Hand in to the programme office")
    guard let draft = ready else {
      return step(
        "hand-in-step", 3, title,
        """
        <p class="quiet">\(language(
          fr: "Le bouton pour remettre paraît ici dès qu’un classeur est vérifié.",
          en: "The button to hand in appears here once a workbook is checked."))</p>

        """)
    }
    let file = HTML(typed: draft.draft.handedIn.record.file, atMost: 120)
    return step(
      "hand-in-step", 3, title,
      """
      \(otherName(draft))<p>\(advice(draft.assessment))</p>
      <p>\(language(
        fr: "L’auditeur reçoit le fichier tel quel, avec ce contrôle. Vous pourrez remettre une version corrigée plus tard ; celle-ci reste.",
        en: "The auditor gets the file as it is, with this check. You can hand in a corrected version later; this one stays."))</p>
      <p>\(language(fr: "Fichier", en: "File"))\(language.colon)<strong>\(file)</strong> \
      (\(language.size(draft.draft.bytes)))</p>
      \(HTML.actions([
        .form(
          to: "\(root)/submit", context,
          """
          \(HTML.hidden("sha256", draft.draft.sha256))\
          <button class="main">\(language(fr: "Remettre ce classeur", en: "Hand in this workbook"))</button>
          """), discard,
      ]))\
      <p><a href="#check-step">\(language(
        fr: "Corriger d’abord, et déposer de nouveau à l’étape 2", en: "Mend it first, and drop it again in step 2"))</a></p>

      """)
  }

  /// A word of warning where the workbook is another partner's, by its own account.
  private func otherName(_ draft: ReadDraft) -> HTML {
    let named = draft.draft.named?.trimmed() ?? ""
    guard Register.key(of: named) != Register.key(of: invitation.partner.trimmed()) else {
      return ""
    }
    let partner: HTML = "<strong>\(HTML(typed: invitation.partner, atMost: 80))</strong>"
    guard !named.isEmpty else {
      return .notice(
        .open,
        language(fr: "Le classeur ne nomme aucune entreprise", en: "The workbook names no company"),
        """
        <p>\(language(
          fr: "Il sera remis au nom de", en: "It will be handed in for")) \(partner). \(language(
          fr: "Inscrivez le nom sur la feuille « Candidature », c’est un champ obligatoire.",
          en: "Enter the name on the sheet “Application”; it is a required field."))</p>
        """)
    }
    return .notice(
      .open,
      language(
        fr: "Le classeur porte un autre nom que cette page",
        en: "The workbook has another name than this page"),
      """
      <p>\(language(fr: "Il nomme", en: "It names")) <strong>\(HTML(typed: named, atMost: 80))</strong>\(language(
        fr: ", alors que cette page est celle de", en: ", and this page is that of")) \(partner). \(language(
        fr: "Si c’est le bon fichier, remettez-le : il comptera pour l’entreprise de cette page. Sinon, effacez-le et déposez le vôtre.",
        en: "If it is the right file, hand it in: it will count for the company of this page. If not, delete it and drop your own."))</p>
      """)
  }

  private func advice(_ assessment: Assessment) -> String {
    switch assessment.verdict {
    case .eligible:
      assessment.count(.error) == 0
        ? language(
          fr: "Tout est là : vous pouvez remettre ce classeur.",
          en: "Everything is there: you can hand in this workbook.")
        : language(
          fr: "Presque tout est là. Mieux vaut corriger d’abord ce qui est signalé à l’étape 2.",
          en: "Nearly everything is there. It is better to correct first what step 2 points out.")
    case .notEligible:
      language(
        fr:
          "Tout est rempli, mais la candidature ne remplit pas toutes les conditions. Vous pouvez remettre ce classeur ; l’auditeur verra la même liste que vous.",
        en:
          "Everything is filled in, but the application does not meet every condition. You can hand in this workbook; the auditor will see the same list as you."
      )
    case .incomplete:
      language(
        fr:
          "Ce classeur n’est pas complet. Mieux vaut le compléter d’abord ; si vous le remettez quand même, l’auditeur verra la même liste que vous.",
        en:
          "This workbook is not complete. It is better to complete it first; if you hand it in all the same, the auditor will see the same list as you."
      )
    case .unreadable: ""
    }
  }
}
