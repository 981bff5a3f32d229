extension HTMLStyle {
  /// What a page about two submissions adds.
  static let changes: HTML = """
    .finding-group > header > h2 { margin: 0; font-size: 1.2rem; }
    .changes > li { grid-template-columns: minmax(12rem, 26rem) 1fr; }
    .before-after th { overflow-wrap: normal; }
    .before-after .badge { white-space: normal; border-radius: .9em; }

    """
}
