public import Basics

extension SubmissionJSON {
  /// A submission that was carried over: as any other, with one more member `carryOver`.
  ///
  /// `carryOver` holds `from` (what the workbook was issued from: `id`, `version`, `language`), `reworded`, `added` and
  /// `retired` (ids of controls), and `homeless`: what was entered and has no place in the new version, each with
  /// `control`, `scope`, `deliveryModel`, `field`, `raw`, `evidence`, `date`, `sheet`, `cell`.
  public static func json(of carried: CarryOver) -> JSON {
    guard case .object(let members) = json(of: carried.submission) else { return .null }
    let from: JSON =
      carried.from.map {
        [
          "id": .string($0.id), "version": .string($0.version),
          "language": .string($0.language.rawValue),
        ]
      } ?? .null
    let report: JSON = [
      "from": from, "reworded": JSON(carried.reworded), "added": JSON(carried.added),
      "retired": JSON(carried.retired), "homeless": .array(carried.homeless.map(json(of:))),
    ]
    return .object(members + [JSON.Member("carryOver", report)])
  }

  private static func json(of lost: CarryOver.Homeless) -> JSON {
    [
      "control": JSON(lost.control), "scope": JSON(lost.scope?.description),
      "deliveryModel": JSON(lost.deliveryModel), "field": JSON(lost.field), "raw": JSON(lost.raw),
      "evidence": JSON(lost.evidence), "date": JSON(lost.date), "sheet": JSON(lost.sheet),
      "cell": JSON(lost.cell),
    ]
  }
}
