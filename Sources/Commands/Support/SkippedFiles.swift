internal import Checklists

/// Says what is left out of a folder or an archive; of many of a kind only how many more there are.
struct SkippedFiles {
  private let session: Session
  private var counts: [FolderWalk.Skipped: Int] = [:]

  init(_ session: Session) { self.session = session }

  /// One more.
  mutating func add(_ path: String, _ why: FolderWalk.Skipped) {
    counts[why, default: 0] += 1
    if counts[why, default: 0] <= 10 { note(session.language.quotedWhole(path), why) }
  }

  /// Says how many there were beyond those that were named.
  func finish() {
    for why in FolderWalk.Skipped.allCases {
      let more = counts[why, default: 0] - 10
      guard more > 0 else { continue }
      note(
        session.language.count(
          more, fr: ("autre fichier", "autres fichiers"), en: ("more file", "more files")), why)
    }
  }

  private func note(_ what: String, _ why: FolderWalk.Skipped) {
    session.endProgress()
    let reason = why.reason(session.language)
    session.note(
      session.language(
        fr: "Laissé de côté : \(what) (\(reason))", en: "Skipped: \(what) (\(reason))"))
  }
}
