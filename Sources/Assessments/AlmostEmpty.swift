extension Assessment {
  /// The percentage of usable answers below which a submission is almost empty.
  public static let almostEmptyBelow = 10

  /// Whether so few answers can be used that the open ones say nothing about what partners lack: a form that
  /// was only begun. It is left out of what is missing most, and of nothing else.
  public var isAlmostEmpty: Bool {
    let usable = score.met + score.notMet + score.notApplicable
    return 100 * usable < Self.almostEmptyBelow * (usable + score.open)
  }
}
