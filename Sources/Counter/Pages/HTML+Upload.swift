internal import Basics
internal import Checklists
internal import Reports

/// Forms that do something of their own.
extension HTML {
  /// A form that sends one workbook, by dropping it where script runs. The words of the script stand in it.
  ///
  /// - Parameters:
  ///   - limit: the largest file, in bytes; nil where the page does not know it.
  ///   - place: of the answer, `#` included, on the page that comes next.
  static func upload(
    to action: HTML, _ context: PageContext, limit: Int?, place: HTML = "", isMain: Bool,
    label: String,
    button: String
  ) -> HTML {
    let language = context.language
    let size = limit.map { language.size($0) } ?? ""
    let tooLarge = language(
      fr:
        "Ce fichier dépasse \(size). Retirez-en les images, ou envoyez-le au bureau du programme autrement.",
      en:
        "This file is larger than \(size). Remove its pictures, or send it to the programme office another way."
    )
    let most = limit == nil ? "" : language(fr: ", \(size) au plus", en: ", at most \(size)")
    let hint = language(fr: "XLSX, XLSM, ODS ou CSV", en: "XLSX, XLSM, ODS or CSV") + most + "."
    let failed = language(
      fr:
        "L’envoi a été interrompu. Vérifiez votre connexion et la taille du fichier, puis recommencez.",
      en: "Sending was interrupted. Check your connection and the size of the file, then try again."
    )
    return form(
      to: action, context,
      attributes: """
         class="drop" enctype="multipart/form-data" data-drop data-place="\(place)" data-limit="\(limit ?? .max)" data-large="\(tooLarge)" \
        data-failed="\(failed)" data-several="\(language(fr: "Déposez un seul fichier à la fois.", en: "Drop one file at a time."))" \
        data-sending="\(language(fr: "Envoi de {file} …", en: "Sending {file} …"))" \
        data-sent="\(language(fr: "{percent} % envoyés", en: "{percent}% sent"))" \
        data-reading="\(language(fr: "Le classeur est lu …", en: "The workbook is being read …"))"
        """,
      """
      \(HTML.field(
        "file", label: label,
        hint: hint,
        attributes: " type=\"file\" required accept=\".xlsx,.xlsm,.ods,.csv\"", isFile: true))\
      <p data-scripted hidden>\(language(
        fr: "Ou glissez le fichier sur cette page : il est envoyé aussitôt.",
        en: "Or drag the file onto this page: it is sent at once."))</p>
      <p><button\(isMain ? " class=\"main\"" as HTML : "")>\(button)</button></p>
      <progress max="100" value="0" hidden aria-label="\(language(fr: "Envoi", en: "Sending"))"></progress>
      <p role="status"></p>
      """)
  }

  /// A link that is shown this once, to be copied.
  static func onceShown(_ link: String, label: String, _ context: PageContext) -> HTML {
    let language = context.language
    return """
      <div class="field"><label for="link">\(label)</label>
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
