internal import Basics
internal import Checklists
internal import Register
internal import Reports

/// What forms are made of.
extension HTML {
  /// A form that changes something; it carries the visitor's token.
  ///
  /// - Parameters:
  ///   - action: the address that it is sent to; nil for the page's own.
  ///   - attributes: further ones, each with a blank before it.
  static func form(
    to action: HTML?, _ context: PageContext, attributes: HTML = "", _ contents: HTML
  ) -> HTML {
    let action: HTML? = action.map { " action=\"\($0)\"" }
    return """
      <form method="post"\(action)\(attributes)>
      <input type="hidden" name="csrf" value="\(context.formToken)">
      \(contents)
      </form>

      """
  }

  /// A value that the form carries unseen.
  static func hidden(_ name: HTML, _ value: String) -> HTML {
    "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">\n"
  }

  /// An input below its label and a hint; the name is also its id.
  ///
  /// - Parameter attributes: further ones of the input, each with a blank before it.
  static func field(
    _ name: HTML, label: String, hint: String = "", attributes: HTML, isFile: Bool = false
  ) -> HTML {
    let described: HTML = hint.isEmpty ? "" : " aria-describedby=\"\(name)-hint\""
    let said: HTML = hint.isEmpty ? "" : "<p class=\"hint\" id=\"\(name)-hint\">\(hint)</p>\n"
    return """
      <div class="\(isFile ? "file" as HTML : "field")"><label for="\(name)">\(label)</label>
      \(said)<input id="\(name)" name="\(name)"\(described)\(attributes)></div>

      """
  }

  /// A box or a circle to be marked, before its label.
  static func choice(
    _ kind: HTML, _ name: HTML, value: String, label: HTML, isMarked: Bool
  ) -> HTML {
    """
    <label class="choice"><input type="\(kind)" name="\(name)" value="\(value)"\
    \(isMarked ? " checked" as HTML : "")> <span>\(label)</span></label>

    """
  }

  /// Choices below what they are about.
  static func choices(_ legend: String, hint: String = "", _ choices: [HTML]) -> HTML {
    let said: HTML = hint.isEmpty ? "" : "<p class=\"hint\">\(hint)</p>\n"
    return """
      <fieldset><legend>\(legend)</legend>
      \(said)<div class="choices">\(choices.joined())</div></fieldset>

      """
  }

  /// One of several, in a list that opens.
  static func select(
    _ name: HTML, label: String, options: [(value: String, label: HTML, isChosen: Bool)]
  ) -> HTML {
    let options: [HTML] = options.map {
      "<option value=\"\($0.value)\"\($0.isChosen ? " selected" as HTML : "")>\($0.label)</option>\n"
    }
    return """
      <div class="field"><label for="\(name)">\(label)</label>
      <select id="\(name)" name="\(name)">
      \(options.joined())</select></div>

      """
  }

  /// Links and forms side by side.
  static func actions(_ items: [HTML]) -> HTML {
    let items: [HTML] = items.map { "<li>\($0)</li>\n" }
    return items.isEmpty ? "" : "<ul class=\"actions\">\n\(items.joined())</ul>\n"
  }

  /// Something that just happened, or that must not be overlooked. A mark and the words say what the colour says.
  ///
  /// - Parameter isUrgent: whether a screen reader says it at once.
  static func notice(
    _ tone: HTMLTone, _ title: String, isUrgent: Bool = false, _ contents: HTML = ""
  ) -> HTML {
    let mark =
      switch tone {
      case .yes: "✓"
      case .no: "✗"
      case .open: "!"
      case .none, .info, .due: "i"
      }
    return """
      <div class="notice \(tone.name)" role="\(isUrgent ? "alert" as HTML : "status")">
      <h2><span aria-hidden="true">\(mark)\u{A0}</span>\(title)</h2>
      \(contents)
      </div>

      """
  }

  /// A second, to be read by people and programs.
  static func time(_ time: Timestamp, _ context: PageContext) -> HTML {
    "<time datetime=\"\(time.description)\">\(context.language.moment(time))</time>"
  }

  /// The day of a second.
  static func day(_ time: Timestamp, _ context: PageContext) -> HTML {
    let local = LocalTime(time).day
    let day = CalendarDate(iso: local).map { context.language.day($0) } ?? local
    return "<time datetime=\"\(time.description)\">\(day)</time>"
  }

  /// What stands behind `?`, with `&` between; what has no value is left out.
  static func query(_ items: [(name: StaticString, value: String?)]) -> HTML {
    let items = items.compactMap { name, value in
      value.map { "\(name)=" + $0.percentEncoded }
    }
    return items.isEmpty ? "" : HTML("?" + items.joined(separator: "&"))
  }
}

extension String {
  /// As a value in the query of an address (WHATWG URL, § 1.3): ASCII letters, digits, `-`, `.`, `_` stay.
  var percentEncoded: String {
    var out = ""
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"):
        out.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        out += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return out
  }
}
