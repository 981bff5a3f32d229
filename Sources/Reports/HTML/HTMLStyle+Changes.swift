extension HTMLStyle {
  /// What a page about two submissions adds.
  static let changes: HTML = """
    .finding-group > header > h2 { margin: 0; font-size: 1.2rem; }
    .changes > li { grid-template-columns: minmax(12rem, 26rem) 1fr; }
    .before-after th { overflow-wrap: normal; }
    .before-after td { overflow-wrap: break-word; }
    .before-after td bdi { overflow-wrap: anywhere; }
    @media (max-width: 30rem) {
      .before-after { font-size: .875rem; }
      .before-after th, .before-after td { padding-inline: .4rem; }
      .before-after .badge { white-space: normal; border-radius: .9em; }
      .before-after .badge [aria-hidden] { display: none; }
    }

    """
}
