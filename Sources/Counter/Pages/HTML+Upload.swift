internal import Basics
internal import Checklists
internal import Reports

/// Forms that do something of their own.
extension HTML {
  /// A form that sends one workbook, which can be dropped where script runs. The words of the script stand in it.
  ///
  /// - Parameters:
  ///   - limit: the largest file, in bytes; nil where the page does not know it.
  ///   - place: of the answer, `#` included, on the page that comes next.
  ///   - isSentAtOnce: whether dropping is enough, since nothing follows from it.
  ///   - hidden: values that go along.
  static func upload(
    to action: HTML, _ context: PageContext, limit: Int?, place: HTML = "", isMain: Bool,
    isSentAtOnce: Bool, label: String, button: String, with hidden: HTML = ""
  ) -> HTML {
    let language = context.language
    let size = limit.map { language.size($0) } ?? ""
    let most = limit == nil ? "" : language(fr: ", \(size) au plus", en: ", at most \(size)")
    let drop =
      isSentAtOnce
      ? language(
        fr: "Ou glissez le fichier sur cette page : il est vérifié aussitôt.",
        en: "Or drag the file onto this page: it is checked at once.")
      : language(
        fr: "Ou glissez le fichier sur cette page, puis appuyez sur le bouton.",
        en: "Or drag the file onto this page, then press the button.")
    return form(
      to: action, context,
      attributes: """
         class="drop" enctype="multipart/form-data" data-drop="\(isSentAtOnce ? "send" as HTML : "fill")" \
        data-place="\(place)" data-limit="\(limit ?? .max)"\(words(size, language))
        """,
      """
      \(hidden)\(HTML.field(
        "file", label: label,
        hint: language(fr: "XLSX, XLSM, ODS ou CSV", en: "XLSX, XLSM, ODS or CSV") + most + ".",
        attributes: " type=\"file\" required accept=\".xlsx,.xlsm,.ods,.csv\"", isFile: true))\
      <p data-scripted hidden>\(drop)</p>
      <p><button\(isMain ? " class=\"main\"" as HTML : "")>\(button)</button></p>
      <progress max="100" value="0" hidden aria-label="\(language(fr: "Envoi", en: "Sending"))"></progress>
      <p role="status"></p>
      """)
  }

  /// What the script says while a file is sent, and where it cannot be.
  private static func words(_ size: String, _ language: Language) -> HTML {
    let words: [(name: HTML, text: String)] = [
      ("ready", language(fr: "{file} est prêt à être envoyé.", en: "{file} is ready to be sent.")),
      ("sending", language(fr: "Envoi de {file} …", en: "Sending {file} …")),
      ("sent", language(fr: "{percent} % envoyés", en: "{percent}% sent")),
      ("reading", language(fr: "Le classeur est lu …", en: "The workbook is being read …")),
      (
        "several",
        language(fr: "Déposez un seul fichier à la fois.", en: "Drop one file at a time.")
      ),
      (
        "large",
        language(
          fr:
            "Ce fichier dépasse \(size). Retirez-en les images, ou envoyez-le au bureau du programme autrement.",
          en:
            "This file is larger than \(size). Remove its pictures, or send it to the programme office another way."
        )
      ),
      (
        "failed",
        language(
          fr:
            "L’envoi a été interrompu. Vérifiez votre connexion et la taille du fichier, puis recommencez.",
          en:
            "Sending was interrupted. Check your connection and the size of the file, then try again."
        )
      ),
    ]
    return words.map { " data-\($0.name)=\"\($0.text)\"" as HTML }.joined()
  }

  /// A link that is shown this once, to be copied.
  static func onceShown(_ link: String, label: String, _ context: PageContext) -> HTML {
    let language = context.language
    return """
      <div class="field wide"><label for="link">\(label)</label>
      <input id="link" class="link" type="text" readonly value="\(link)"></div>
      <p><button type="button" data-copy="link" hidden>\(language(fr: "Copier le lien", en: "Copy the link"))</button>
      <span role="status" data-done="\(language(fr: "Copié.", en: "Copied."))"></span></p>

      """
  }

  /// A form behind a question, which needs no script.
  ///
  /// - Parameters:
  ///   - word: what opens the question, followed by what it is about for who does not see where it stands.
  static func confirmed(
    _ word: String, of subject: String, question: String, button: String, to action: HTML,
    _ context: PageContext
  ) -> HTML {
    """
    <details><summary>\(word)<span class="unseen"> \(subject.shortened(to: 80))</span></summary>
    <p>\(question)</p>
    \(form(to: action, context, "<button class=\"danger\">\(button)</button>"))</details>
    """
  }
}
