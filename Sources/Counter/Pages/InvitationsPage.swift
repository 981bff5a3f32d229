internal import Basics
internal import Checklists
internal import Register
internal import Reports

/// `/invitations`: who was invited, and a form for one more (POST: `partner`, `template` (`id@version`), `language`,
/// `models` repeated, `days`); POST `/invitations/N/revoke`.
struct InvitationsPage: Sendable {
  let context: PageContext
  /// The latest first.
  let invitations: [Invitation]
  /// The checklists that can be chosen, one language of each.
  let templates: [Template]
  /// The second for which the page is made.
  let now: Timestamp
  /// The one just made and its link, which is shown this once.
  let made: Made?
  /// Why none was made.
  let problem: String?
  /// What has to be said before one is made.
  let question: Question?

  struct Made: Sendable {
    let invitation: Invitation
    let link: String
    /// The numbers of the invitations that open nothing any more.
    let replaced: [Int]
  }

  /// Whether a known partner is meant by a name that differs in writing alone.
  struct Question: Sendable {
    let known: String
    let partner: String
    /// The other values of the form, to be sent again.
    var values: [(name: HTML, value: String)] = []

    init(known: String, partner: String, _ form: HTTPForm) {
      self.known = known
      self.partner = partner
      let names: [(HTML, String)] = [
        ("template", "template"), ("models", "models"), ("language", "language"), ("days", "days"),
      ]
      for (name, key) in names { values += form.all(key).map { (name, $0) } }
    }
  }

  private var language: Language { context.language }

  var html: HTML {
    let said: HTML? = problem.map {
      .notice(
        .no, language(fr: "Aucune invitation n’a été faite", en: "No invitation was made"),
        isUrgent: true, "<p>\($0)</p>")
    }
    return context.page(
      language(fr: "Invitations", en: "Invitations"),
      lead: """
        <p class="lead">\(language(
          fr: "Un lien par partenaire : il ouvre sa page, sans compte, jusqu’à la date dite.",
          en: "A link for each partner: it opens the partner’s page, without an account, until the day that you say."))</p>
        """,
      "\(said)\(asked)\(link)\(jump)\(list)<section id=\"invite\">\(form)</section>\n")
  }

  /// The way to the form, which stands behind the list.
  private var jump: HTML {
    guard !invitations.isEmpty, made == nil, question == nil else { return "" }
    return """
      <p><a class="button main" href="#invite">\(language(
        fr: "Inviter un partenaire", en: "Invite a partner"))</a></p>

      """
  }

  private var asked: HTML {
    guard let question else { return "" }
    let (known, typed) = (
      HTML(typed: question.known, atMost: 80), HTML(typed: question.partner, atMost: 80)
    )
    let hidden: [HTML] =
      [.hidden("partner", question.partner), .hidden("confirm", question.known)]
      + question.values.map { .hidden($0.name, $0.value) }
    return .notice(
      .open,
      language(fr: "Est-ce le même partenaire ?", en: "Is this the same partner?"), isUrgent: true,
      """
      <p>\(language(fr: "Vous invitez", en: "You are inviting")) <strong>\(typed)</strong>. \(language(
        fr: "Un partenaire est déjà connu sous le nom", en: "A partner is known already as")) \
      <strong>\(known)</strong>. \(language(
        fr: "Si c’est lui, le lien ouvrira sa page, avec tout ce qu’il a remis.",
        en: "If it is the same, the link will open that partner’s page, with everything that was handed in."))</p>
      \(HTML.form(to: "/invitations", context, """
        \(hidden.joined())<p><button class="main">\(language(fr: "C’est le même : inviter", en: "It is the same: invite")) \(known)</button></p>
        """))
      <p>\(language(
        fr: "Si c’en est un autre, donnez ci-dessous un nom qui les distingue, avec la ville par exemple.",
        en: "If it is another, give a name below that tells them apart, with the town for instance."))</p>
      """)
  }

  // MARK: The new one

  private var link: HTML {
    guard let made else { return "" }
    return .notice(
      .yes, language(fr: "Le lien d’invitation est prêt", en: "The invitation link is ready"),
      isUrgent: true,
      """
      <p>\(language(fr: "Envoyez-le à", en: "Send it to")) \
      <strong>\(HTML(typed: made.invitation.partner, atMost: 80))</strong>. \(language(
        fr: "Il ne paraît que cette fois : nous n’en gardons qu’une empreinte. S’il se perd, révoquez-le et invitez de nouveau.",
        en: "It is shown this once: we keep its digest alone. If it gets lost, revoke it and invite once more."))</p>
      \(HTML.onceShown(made.link, label: language(fr: "Lien d’invitation", en: "Invitation link"), context))
      <p>\(language(fr: "Il fonctionne jusqu’au", en: "It works until")) \(HTML.time(made.invitation.expires, context)).</p>
      \(replaced(made))
      """)
  }

  private func replaced(_ made: Made) -> HTML? {
    guard !made.replaced.isEmpty else { return nil }
    return """
      <p>\(language(
        fr: "Le lien que ce partenaire avait pour cette liste n’ouvre plus rien.",
        en: "The link that this partner had for this checklist opens nothing any more."))</p>
      """
  }

  private var form: HTML {
    let heading: HTML =
      "<h2>\(language(fr: "Inviter un partenaire", en: "Invite a partner"))</h2>\n"
    guard !templates.isEmpty else {
      return """
        \(heading)<p>\(language(
          fr: "Aucune liste de contrôle n’est connue de ce serveur.",
          en: "This server knows no checklist."))</p>

        """
    }
    return """
      \(heading)\(HTML.form(to: "/invitations", context, """
        \(HTML.field(
          "partner", label: language(fr: "Nom du partenaire", en: "Partner’s name"),
          hint: language(
            fr: "Comme il doit paraître partout ; il sera inscrit dans le classeur.",
            en: "As it is to appear everywhere; it will stand in the workbook."),
          attributes: " type=\"text\" required maxlength=\"200\" autocomplete=\"off\""))\
        \(checklist)\(models)\
        \(HTML.choices(
          language(fr: "Langue du partenaire", en: "Partner’s language"),
          Language.allCases.map {
            .choice("radio", "language", value: $0.rawValue, label: HTML($0.name(in: language)), isMarked: $0 == language)
          }))\
        \(HTML.field(
          "days", label: language(fr: "Le lien fonctionne pendant", en: "The link works for"),
          hint: language(fr: "En jours, de 1 à 730.", en: "In days, 1 to 730."),
          attributes: " type=\"number\" required min=\"1\" max=\"730\" value=\"90\" inputmode=\"numeric\""))\
        <p><button class="main">\(language(fr: "Inviter et voir le lien", en: "Invite and see the link"))</button></p>
        """))
      """
  }

  private var checklist: HTML {
    if templates.count == 1, let template = templates.first {
      return """
        \(HTML.hidden("template", template.edition))<p>\(language(fr: "Liste de contrôle", en: "Checklist"))\(language.colon)\
        <strong>\(template.title)</strong></p>

        """
    }
    return .select(
      "template", label: language(fr: "Liste de contrôle", en: "Checklist"),
      options: templates.enumerated().map { index, template in
        (template.edition, "\(template.title) (\(template.edition))", index == 0)
      })
  }

  /// The delivery models of all checklists, each once; where there are several checklists, with the one that has it.
  private var models: HTML {
    var known: Set<String> = []
    var choices: [HTML] = []
    for template in templates where template.deliveryModels.count > 1 {
      for model in template.deliveryModels where known.insert(model.id).inserted {
        let of: HTML? =
          templates.count > 1
          ? " <span class=\"quiet\">\(template.title.shortened(to: 60))</span>" : nil
        choices.append(
          .choice(
            "checkbox", "models", value: model.id, label: "\(model.label)\(of)", isMarked: false))
      }
    }
    guard !choices.isEmpty else { return "" }
    return .choices(
      language(fr: "Modèles de livraison", en: "Delivery models"),
      hint: language(
        fr: "Si vous n’en cochez aucun, le classeur les aura tous, et le partenaire choisit.",
        en: "If you mark none, the workbook has all of them, and the partner chooses."),
      choices)
  }

  // MARK: All of them

  private var list: HTML {
    guard !invitations.isEmpty else { return "" }
    var table = HTMLTable(
      caption: language(fr: "La dernière d’abord.", en: "The latest first."),
      columns: [
        .init(title: language(fr: "Partenaire", en: "Partner")),
        .init(title: language(fr: "État", en: "State")),
        .init(title: language(fr: "Invité le", en: "Invited on")),
        .init(title: language(fr: "Fonctionne jusqu’au", en: "Works until")),
        .init(title: language(fr: "Par", en: "By")),
        .init(title: language(fr: "À faire", en: "To do")),
      ], style: "office")
    table.rows = invitations.map { invitation in
      [
        HTMLTable.Cell(HTML(typed: invitation.partner, atMost: 80)),
        HTMLTable.Cell(state(of: invitation)), HTMLTable.Cell(.day(invitation.created, context)),
        HTMLTable.Cell(.day(invitation.expires, context)),
        HTMLTable.Cell(HTML(typed: invitation.inviter, atMost: 60)),
        HTMLTable.Cell(revoke(invitation)),
      ]
    }
    return """
      <h2>\(language(fr: "Invitations faites", en: "Invitations made"))</h2>
      \(table.html)
      """
  }

  private func state(of invitation: Invitation) -> HTML {
    if let revoked = invitation.revoked {
      return
        "<div>\(HTML.badge(language(fr: "révoquée", en: "revoked"), mark: "✗", .none)) <small>\(HTML.day(revoked, context))</small></div>"
    }
    guard invitation.isOpen(at: now) else {
      return .badge(language(fr: "expirée", en: "expired"), mark: "–", .none)
    }
    if let downloaded = invitation.downloaded {
      return
        "<div>\(HTML.badge(language(fr: "classeur téléchargé", en: "workbook downloaded"), mark: "✓", .yes)) <small>\(HTML.day(downloaded, context))</small></div>"
    }
    if let opened = invitation.opened {
      return
        "<div>\(HTML.badge(language(fr: "lien ouvert", en: "link opened"), mark: "◔", .info)) <small>\(HTML.day(opened, context))</small></div>"
    }
    return .badge(language(fr: "pas encore ouverte", en: "not opened yet"), mark: "○", .open)
  }

  private func revoke(_ invitation: Invitation) -> HTML {
    guard invitation.isOpen(at: now) else { return "" }
    return .confirmed(
      language(fr: "Révoquer", en: "Revoke"), of: invitation.partner,
      question: language(
        fr:
          "Le lien n’ouvrira plus rien, et un classeur vérifié mais pas remis sera effacé. Ce qui a été remis reste.",
        en:
          "The link will open nothing any more, and a workbook that was checked but not handed in is deleted. What was handed in stays."
      ),
      button: language(fr: "Révoquer cette invitation", en: "Revoke this invitation"),
      to: "/invitations/\(invitation.number)/revoke", context)
  }
}
