public import Basics

extension SubmissionJSON {
  /// A submission that was carried over: as any other, with one more member `carryOver`.
  ///
  /// `carryOver` holds `from` (what the workbook was issued from: `id`, `version`, `language`), `reworded`, `added` and
  /// `retired` (ids of controls), and `homeless`: what was entered and has no place in the new version, each with
  /// `control`, `scope`, `deliveryModel`, `field`, `raw`, `evidence`, `date`, `sheet`, `cell`.
  public static func json(of carried: CarryOver) -> JSON { .object { add(carried, to: &$0) } }

  /// The same as text on one line.
  public static func line(of carried: CarryOver) -> [UInt8] {
    JSON.line { add(carried, to: &$0) }
  }

  private static func add(_ carried: CarryOver, to object: inout some JSONObject) {
    add(carried.submission, to: &object)
    object.add("carryOver") { report in
      if let from = carried.from {
        report.add("from") {
          $0.add("id", from.id)
          $0.add("version", from.version)
          $0.add("language", from.language.rawValue)
        }
      } else {
        report.add("from", .null)
      }
      report.add("reworded", JSON(carried.reworded))
      report.add("added", JSON(carried.added))
      report.add("retired", JSON(carried.retired))
      report.add("homeless", carried.homeless) { add($0, to: &$1) }
    }
  }

  /// What an object that `json(of:)` made of a carried submission lists as homeless; nothing for any other.
  public static func homeless(in json: JSON) -> [CarryOver.Homeless] {
    (json["carryOver"]?["homeless"]?.array ?? []).map { lost in
      CarryOver.Homeless(
        control: lost["control"]?.string, scope: lost["scope"]?.string.flatMap { Scope($0) },
        deliveryModel: lost["deliveryModel"]?.string, field: lost["field"]?.string,
        raw: lost["raw"]?.string, evidence: lost["evidence"]?.string, date: lost["date"]?.string,
        sheet: lost["sheet"]?.string, cell: lost["cell"]?.string)
    }
  }

  private static func add(_ lost: CarryOver.Homeless, to object: inout some JSONObject) {
    object.add("control", lost.control)
    object.add("scope", lost.scope?.description)
    object.add("deliveryModel", lost.deliveryModel?.asNamedModel)
    object.add("field", lost.field)
    object.add("raw", lost.raw)
    object.add("evidence", lost.evidence)
    object.add("date", lost.date)
    object.add("sheet", lost.sheet)
    object.add("cell", lost.cell)
  }
}
