/// The encodings of texts that spreadsheet programs wrote before UTF-8: Windows-1252, Macintosh Roman, and
/// the MS-DOS code pages 850 and 437, as Excel still offers them (“CSV”, “CSV (Macintosh)”, “CSV (MS-DOS)”).
enum LegacyEncoding: CaseIterable {
  case windows1252, macintosh, dos850, dos437

  /// The text in the encoding whose signs are most like French or English; of two alike the first. Nil where
  /// none fits.
  static func decode(_ bytes: [UInt8]) -> String? {
    var counts = [Int](repeating: 0, count: 256)
    for byte in bytes { counts[Int(byte)] += 1 }
    let ranked = allCases.compactMap { encoding in
      encoding.rank(counts).map { (encoding: encoding, rank: $0) }
    }
    guard let best = ranked.max(by: { $0.rank < $1.rank }) else { return nil }
    // The first of those that are alike.
    let chosen = ranked.first { $0.rank == best.rank } ?? best
    return chosen.encoding.decode(bytes)
  }

  /// How much a text of so many bytes of each value is like French or English; nil where a byte has no
  /// meaning.
  private func rank(_ counts: [Int]) -> Int? {
    let upper = upperHalf
    var rank = 0
    for (offset, scalar) in upper.enumerated() where counts[0x80 + offset] > 0 {
      if scalar == "\u{FFFD}" { return nil }
      let weight =
        Self.letters.contains(scalar)
        ? 3 : Self.typography.contains(scalar) ? 2 : Self.signs.contains(scalar) ? 1 : -3
      rank += weight * counts[0x80 + offset]
    }
    for value in 0..<0x20 where counts[value] > 0 && !(9...13).contains(value) {
      guard isDOS, Self.controls[UInt8(value)] != nil else { return nil }
    }
    return rank
  }

  private func decode(_ bytes: [UInt8]) -> String {
    let upper = upperHalf
    var scalars = String.UnicodeScalarView()
    for byte in bytes {
      if byte >= 0x80 {
        scalars.append(upper[Int(byte) - 0x80])
      } else if isDOS, let sign = Self.controls[byte] {
        scalars.append(sign)
      } else {
        scalars.append(Unicode.Scalar(byte))
      }
    }
    return String(scalars)
  }

  private var isDOS: Bool { self == .dos850 || self == .dos437 }

  /// Signs that MS-DOS shows for control characters, and Excel writes as them.
  private static let controls: [UInt8: Unicode.Scalar] = [
    0x07: "•", 0x10: "►", 0x11: "◄", 0x18: "↑", 0x19: "↓", 0x1A: "→", 0x1B: "←", 0x1E: "▲",
    0x1F: "▼",
  ]

  /// Letters that French and English have, what their typography needs, and what else may stand in their
  /// texts.
  private static let letters = Set("àâäæçéèêëîïôöœùûüÿ".unicodeScalars)
  private static let typography = Set("’‘“”«»–—…\u{A0}°".unicodeScalars)
  private static let signs = Set("€£•·©®™§²³ñáíóúß±×‹›ÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸ".unicodeScalars)

  private var upperHalf: [Unicode.Scalar] {
    switch self {
    case .windows1252: Self.windows
    case .macintosh: Self.roman
    case .dos850: Self.page850
    case .dos437: Self.page437
    }
  }

  // The bytes from 0x80 to 0xFF; U+FFFD for those without a meaning.
  private static let windows = Array(
    ("€\u{FFFD}‚ƒ„…†‡ˆ‰Š‹Œ\u{FFFD}Ž\u{FFFD}\u{FFFD}‘’“”•–—˜™š›œ\u{FFFD}žŸ\u{A0}¡¢£¤¥¦§¨©ª«¬\u{AD}®¯°±²³´µ¶·¸¹º»¼½¾¿"
      + "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ").unicodeScalars)
  private static let roman = Array(
    ("ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø"
      + "¿¡¬√ƒ≈∆«»…\u{A0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{F8FF}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ")
      .unicodeScalars)
  private static let page850 = Array(
    ("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐"
      + "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}").unicodeScalars
  )
  private static let page437 = Array(
    ("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
      + "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}").unicodeScalars)
}
