/// The one style sheet of every page.
///
/// Colours are custom properties, light first, then dark; paper is always light. Every text keeps a contrast of at least
/// 4.5 : 1 on its ground and every bar 3 : 1 (WCAG 2.2, 1.4.3 and 1.4.11), and nothing is told by colour alone.
enum HTMLStyle {
  /// What stands between `<style>` and `</style>`; its digest is in the page's policy.
  static let sheet: HTML = colors + text + components + report + changes + narrow + paper

  /// The same for pages with forms.
  static let counter: HTML = sheet + forms

  /// Each ground with the inks that are written on it; the test computes their contrasts.
  static let pairs: [(ground: String, inks: [String])] = [
    ("ground", ["ink", "quiet", "deep", "link", "no-ink"]),
    ("surface", ["ink", "quiet", "deep", "link"]), ("band", ["ink", "deep"]),
    ("yes-ground", ["yes-ink"]), ("no-ground", ["no-ink"]), ("open-ground", ["open-ink"]),
    ("none-ground", ["none-ink"]), ("info-ground", ["info-ink", "ink", "quiet", "link"]),
    ("link", ["ground"]), ("deep", ["ground"]),
    ("heat5", ["ink"]), ("heat4", ["ink"]), ("heat3", ["ink"]), ("heat2", ["ink"]),
    ("heat1", ["ink"]),
  ]

  /// What stands out from `surface` as a shape, and is the ground of texts in the colour of `ground`.
  static let shapes = ["yes", "no", "open", "none"]

  private static let colors: HTML = """

    :root {
      color-scheme: light;
      --ground: #ffffff; --surface: #f4f7fa; --ink: #1b2733; --quiet: #4a5866; --deep: #17415f;
      --band: #dce8f1; --line: #cfd8e0; --link: #0b5394;
      --yes: #2e7d5b; --yes-ground: #e3f3e8; --yes-ink: #14532d;
      --no: #b3402a; --no-ground: #fbe3df; --no-ink: #8c1d12;
      --open: #946600; --open-ground: #ffefb0; --open-ink: #5f4700;
      --none: #65727d; --none-ground: #eceef0; --none-ink: #4f575f;
      --info-ground: #e1edf7; --info-ink: #0b4a84;
      --heat5: #bfe3cc; --heat4: #dff0d8; --heat3: #fff1c2; --heat2: #ffdfb8; --heat1: #f8c9c1;
    }
    @media screen and (prefers-color-scheme: dark) { :root {
      color-scheme: dark;
      --ground: #121a22; --surface: #1a2530; --ink: #e8edf2; --quiet: #b4c0cb; --deep: #cfe3f2;
      --band: #24384a; --line: #34444f; --link: #8fc3f0;
      --yes: #4cb488; --yes-ground: #14352a; --yes-ink: #a5e0bd;
      --no: #ef7f68; --no-ground: #46201b; --no-ink: #ffc2b8;
      --open: #e0b84a; --open-ground: #41350f; --open-ink: #f2d67c;
      --none: #8594a2; --none-ground: #2b3640; --none-ink: #c3ccd4;
      --info-ground: #1b3650; --info-ink: #b3d6f5;
      --heat5: #1d5a3c; --heat4: #35502a; --heat3: #57481a; --heat2: #66401c; --heat1: #6b2a22;
    } }

    """

  private static let text: HTML = """
    *, ::before, ::after { box-sizing: border-box; }
    html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body { margin: 0 auto; max-width: 76rem; padding: 1.5rem 2rem 3rem; background: var(--ground); color: var(--ink);
      font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif;
      overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
    h1, h2, h3, h4, h5 { color: var(--deep); line-height: 1.25; text-wrap: balance; }
    h1 { font-size: 1.9rem; margin: 0 0 .5rem; }
    h2 { font-size: 1.5rem; margin: 0 0 .5rem; }
    h3 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
    h4 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
    h5 { font-size: .95rem; margin: 0; }
    p, ul, ol, dl { margin: .5rem 0; }
    p, li { max-width: 48rem; }
    a { color: var(--link); text-underline-offset: .15em; }
    a:focus-visible, [tabindex="0"]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
    main:focus { outline: none; }
    code { font: .875em/1.4 ui-monospace, "Cascadia Mono", "Liberation Mono", Menlo, Consolas, monospace; }
    small, .quiet { font-size: .875rem; color: var(--quiet); font-weight: 400; }
    .lead { font-size: 1.1rem; max-width: 60rem; }
    .lines { white-space: pre-line; }
    .skip { position: absolute; left: -100vw; top: 0; padding: .75rem 1rem; background: var(--ground); z-index: 1; }
    .skip:focus { left: 0; }
    .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    nav ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
    nav a { display: inline-block; padding: .25rem 0; }
    footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1rem; color: var(--quiet);
      font-size: .875rem; }

    """

  private static let components: HTML = """
    .badge { display: inline-block; padding: .1em .6em; border: 1px solid currentColor; border-radius: 1em;
      font-size: .875rem; font-weight: 600; line-height: 1.5; white-space: nowrap; vertical-align: middle; }
    .yes { background: var(--yes-ground); color: var(--yes-ink); }
    .no { background: var(--no-ground); color: var(--no-ink); }
    .open { background: var(--open-ground); color: var(--open-ink); }
    .none { background: var(--none-ground); color: var(--none-ink); }
    .info { background: var(--info-ground); color: var(--info-ink); }
    .due { background: var(--deep); color: var(--ground); border-color: var(--deep); }
    table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
    caption { text-align: left; padding: 0 0 .5rem; color: var(--quiet); font-size: .875rem; }
    th, td { border-bottom: 1px solid var(--line); padding: .5rem .6rem; text-align: left; vertical-align: top; }
    .scroll caption span { display: block; position: sticky; left: 0; max-width: min(48rem, calc(100vw - 1.8rem)); }
    thead th { overflow-wrap: normal; background: var(--band); color: var(--deep); font-size: .875rem; line-height: 1.3; vertical-align: bottom; }
    tbody th { font-weight: 600; }
    .number { text-align: right; }
    .number, .word { overflow-wrap: normal; }
    .scroll { overflow-x: auto; margin: .5rem 0; }
    .chart { display: block; width: 100%; border-radius: 3px; }
    svg.chart { background: none; color: inherit; }
    rect.yes { fill: var(--yes); } rect.no { fill: var(--no); } rect.open { fill: url(#hatch); }
    rect.none { fill: var(--none); } rect.rest { fill: var(--none-ground); }
    .chart text { fill: var(--ground); font-weight: 600; font-size: .875rem; text-anchor: middle;
      dominant-baseline: central; paint-order: stroke; stroke-width: 6px; }
    text.yes { stroke: var(--yes); } text.no { stroke: var(--no); } text.open { stroke: var(--open); }
    text.none { stroke: var(--none); }
    .hatch-ground { fill: var(--open); } .hatch-line { stroke: var(--ground); }
    .key { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; }
    .key svg { width: .9rem; height: .9rem; vertical-align: -.1em; margin-right: .4rem; }
    .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem; padding: 0; }
    .figures div { background: var(--surface); border: 1px solid var(--line); border-radius: 6px; padding: .6rem .8rem; }
    .figures dt { color: var(--quiet); font-size: .875rem; line-height: 1.3; }
    .figures dd { margin: 0; font-size: 1.35rem; font-weight: 600; }
    .facts { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.25rem; font-size: .9375rem; }
    .facts dt { color: var(--quiet); } .facts dd { margin: 0; }

    """
}
