internal import Basics
internal import Checklists

/// What the reader says of what stands beside the cells, or in them in a way that can be meant otherwise.
extension ReadingMessages {
  /// What an empty answer cell has on it; empty where there is nothing.
  func foundBeside(_ notes: [Note]) -> String {
    guard let note = notes.first else { return "" }
    return language(
      fr:
        " \(who(note, first: true)) sur cette case dit \(q(note.text)) : inscrivez la réponse dans la case elle-même.",
      en:
        " \(who(note, first: true)) on this cell says \(q(note.text)): put the answer in the cell itself."
    )
  }

  private func who(_ note: Note, first: Bool) -> String {
    let thing =
      switch note.kind {
      case .note: language(fr: "une note", en: "a note")
      case .thread: language(fr: "un commentaire", en: "a comment")
      case .textBox: language(fr: "une zone de texte", en: "a text box")
      case .pageText: language(fr: "un en-tête ou pied de page", en: "a header or footer")
      }
    let author = note.author.map {
      language(
        fr: " de \($0.visible().shortened(to: 40))", en: " by \($0.visible().shortened(to: 40))")
    }
    let text = thing + (author ?? "")
    return first ? text.prefix(1).uppercased() + text.dropFirst() : text
  }

  func notes(_ notes: [Note], isOnCell: Bool) -> String {
    let said = notes.prefix(3).map { note in
      who(note, first: false) + language(fr: " dit ", en: " says ") + q(note.text)
    }
    let rest = notes.count - said.count
    let all =
      said.joined(separator: language(fr: " ; ", en: "; "))
      + (rest > 0 ? language(fr: " ; et \(rest) de plus", en: "; and \(rest) more") : "")
    return all
      + (isOnCell
        ? language(
          fr: ". Ce texte est conservé, mais ne compte pas : inscrivez-le dans la case elle-même.",
          en: ". This text is kept, but does not count: put it in the cell itself.")
        : language(
          fr:
            ". Ce texte est conservé, mais ne compte pas : s’il répond à une exigence, inscrivez-le dans la case de celle-ci.",
          en:
            ". This text is kept, but does not count: if it answers a requirement, put it in the cell of that."
        ))
  }

  func pageText(_ text: String) -> String {
    language(
      fr:
        "un en-tête ou pied de page dit \(q(text)). Ce texte est conservé, mais ne compte pas : s’il répond à une exigence, inscrivez-le dans la case de celle-ci.",
      en:
        "a header or footer says \(q(text)). This text is kept, but does not count: if it answers a requirement, put it in the cell of that."
    )
  }

  func picture(_ picture: Attachment, isEvidence: Bool) -> String {
    let name = picture.name.map { " " + q($0) } ?? ""
    return isEvidence
      ? language(
        fr:
          "une image\(name) est posée sur la case de preuve et vaut comme preuve ; ce qu’elle montre n’est pas lu.",
        en:
          "a picture\(name) lies over the evidence cell and counts as evidence; what it shows is not read."
      )
      : language(
        fr:
          "une image\(name) a été posée ici ; ce qu’elle montre n’est pas lu. Si c’est une preuve, citez-la dans la case de preuve.",
        en:
          "a picture\(name) was put here; what it shows is not read. If it is evidence, name it in the evidence cell."
      )
  }

  func notesCut(_ limit: Int) -> String {
    language(
      fr:
        "la feuille a plus de notes, de liens ou d’images que les \(limit) qui sont lus ; le reste n’a pas été lu. Inscrivez les réponses dans les cases.",
      en:
        "the sheet has more notes, links or pictures than the \(limit) that are read; the rest was not read. Put the answers in the cells."
    )
  }

  func notesUnreadable(_ part: String) -> String {
    language(
      fr:
        "les notes ou les formes de cette feuille sont endommagées (\(part.visible())) et n’ont pas été lues. Vérifiez que rien n’y répond à une exigence.",
      en:
        "the notes or shapes of this sheet are damaged (\(part.visible())) and were not read. Check that nothing in them answers a requirement."
    )
  }

  func struckAnswer(_ marked: String, conditional: Bool) -> String {
    let (standing, struck) = Self.parts(marked)
    let both =
      standing.isEmpty
      ? language(fr: "\(q(struck)) est barré", en: "\(q(struck)) is struck out")
      : language(
        fr: "\(q(struck)) est barré et \(q(standing)) ne l’est pas",
        en: "\(q(struck)) is struck out and \(q(standing)) is not")
    return both
      + language(fr: ". Effacez ce qui est barré. ", en: ". Delete what is struck out. ")
      + choice(conditional: conditional)
  }

  func struck(_ marked: String) -> String {
    let (standing, struck) = Self.parts(marked)
    return standing.isEmpty
      ? language(
        fr:
          "tout le texte, \(q(struck)), est barré ; il est conservé, mais ne vaut plus. Écrivez ce qui vaut, ou effacez-le.",
        en:
          "all of the text, \(q(struck)), is struck out; it is kept, but no longer holds. Write what holds, or clear it."
      )
      : language(
        fr:
          "\(q(struck)) est barré et \(q(standing)) ne l’est pas ; les deux sont conservés. Effacez ce qui ne vaut plus.",
        en:
          "\(q(struck)) is struck out and \(q(standing)) is not; both are kept. Delete what no longer holds."
      )
  }

  /// What is left standing of a marked text, and what is struck out.
  private static func parts(_ marked: String) -> (standing: String, struck: String) {
    var standing: [String] = []
    var struck: [String] = []
    let pieces = marked.split(separator: StruckText.mark, omittingEmptySubsequences: false)
    for (index, piece) in pieces.enumerated() {
      let text = piece.trimmed()
      if text.isEmpty { continue }
      if index % 2 == 1 { struck.append(text) } else { standing.append(text) }
    }
    return (standing.joined(separator: " "), struck.joined(separator: " "))
  }

  func withoutText(_ shown: String) -> String {
    language(
      fr:
        "\(q(shown)) n’est pas un texte : c’est une erreur, une formule sans résultat ou une image que seul un autre programme affiche. La case compte comme vide ; écrivez-y le texte lui-même.",
      en:
        "\(q(shown)) is no text: it is an error, a formula without a result, or a picture that only another program shows. The cell counts as empty; write the text itself."
    )
  }

  func ambiguous(_ raw: String, _ date: CalendarDate) -> String {
    language(
      fr:
        "\(q(raw)) est lu jour d’abord : \(language.day(date)). Si vous pensiez au \(language.day(Self.swapped(date))), écrivez \(Self.swapped(date)).",
      en:
        "\(q(raw)) is read day first: \(language.day(date)). If you meant \(language.day(Self.swapped(date))), write \(Self.swapped(date))."
    )
  }

  func otherOrder(_ raw: String, _ date: CalendarDate, _ proof: String) -> String {
    language(
      fr:
        "\(q(raw)) : est-ce le \(language.day(date)) ou le \(language.day(Self.swapped(date))) ? Une autre date du classeur, \(q(proof)), est écrite mois d’abord. Écrivez \(date) ou \(Self.swapped(date)).",
      en:
        "\(q(raw)): is it \(language.day(date)) or \(language.day(Self.swapped(date)))? Another date of the workbook, \(q(proof)), is written month first. Write \(date) or \(Self.swapped(date))."
    )
  }

  /// The date with day and month in the other order.
  private static func swapped(_ date: CalendarDate) -> CalendarDate {
    CalendarDate(year: date.year, month: date.day, day: date.month) ?? date
  }

  func approximate(_ raw: String, _ number: Int) -> String {
    language(
      fr: "\(q(raw)) est donné à peu près ; le nombre \(number) est retenu, il n’y a rien à faire.",
      en: "\(q(raw)) is given roughly; the number \(number) is taken, there is nothing to do.")
  }

  func merged(_ range: String) -> String {
    language(
      fr:
        "les cases \(range) ont été fusionnées ; seule la première peut encore répondre. Annulez la fusion et répondez dans chaque case.",
      en:
        "the cells \(range) were merged; only the first of them can still answer. Unmerge them and answer in each cell."
    )
  }

  func sheetUnreadable(_ name: String, _ detail: String) -> String {
    language(
      fr:
        "la feuille \(q(name)) est annoncée dans le fichier, mais elle y manque ou est endommagée (\(detail)) ; les autres ont été lues. Ouvrez le classeur dans un tableur, vérifiez cette feuille et enregistrez-le de nouveau.",
      en:
        "the sheet \(q(name)) is listed in the file, but missing or damaged there (\(detail)); the others were read. Open the workbook in a spreadsheet program, check this sheet and save it again."
    )
  }

  func sheetReadFromCopy(_ name: String) -> String {
    language(
      fr:
        "c’est une copie remplie de la feuille \(q(name)), qui est restée vierge ; c’est la copie qui a été lue. Gardez-en une seule.",
      en:
        "this is a filled copy of the sheet \(q(name)), which was left blank; the copy was read. Keep one of them."
    )
  }
}
