/// What reports add, and what narrow screens and paper change.
extension HTMLStyle {
  static let report: HTML = """
    .chapter { margin-top: 3.5rem; border-top: 3px solid var(--deep); padding-top: 1.25rem; }
    .chapter > h2 .badge { margin-left: .5rem; }
    .meter { display: grid; grid-template-columns: 4.5rem minmax(3rem, 1fr); align-items: center; gap: .5rem; }
    .bars { width: 100%; }
    .bars .bar { width: 45%; min-width: 8rem; }
    .heat td { text-align: center; padding: .4rem .3rem; min-width: 3.2rem; white-space: nowrap; }
    .heat thead th { text-align: center; font-weight: 600; }
    .heat th:first-child { text-align: left; position: sticky; left: 0; min-width: 9rem; max-width: 16rem; }
    .heat tbody th { background: var(--ground); }
    .heat5 { background: var(--heat5); } .heat4 { background: var(--heat4); } .heat3 { background: var(--heat3); }
    .heat2 { background: var(--heat2); } .heat1 { background: var(--heat1); }
    .finding-group { margin: .75rem 0; border: 1px solid var(--line); border-left: 4px solid var(--none); border-radius: 4px; }
    .finding-group.of-error { border-left-color: var(--no); }
    .finding-group.of-warning { border-left-color: var(--open); }
    .finding-group > header { background: var(--surface); padding: .6rem .9rem; }
    .finding-group p { margin: .25rem 0 0; font-size: .9375rem; }
    .findings { list-style: none; margin: 0; padding: 0; }
    .findings > li { max-width: none; display: grid; grid-template-columns: minmax(9rem, 15rem) 1fr; gap: .1rem 1.25rem;
      padding: .5rem .9rem; border-top: 1px solid var(--line); font-size: .9375rem; }
    .findings > li:target, .reasons > li:target { background: var(--info-ground); }
    .findings .place { font-weight: 600; }
    .reasons { padding-left: 1.25rem; }

    """

  static let narrow: HTML = """
    @media (max-width: 44rem) {
      body { padding: 1rem .9rem 2rem; }
      h1 { font-size: 1.5rem; } h2 { font-size: 1.3rem; }
      .facts { grid-template-columns: 1fr; gap: 0; } .facts dd { margin-bottom: .5rem; }
      .figures { grid-template-columns: 1fr 1fr; gap: .5rem; }
      .findings > li { grid-template-columns: 1fr; }
      .cards, .cards caption, .cards tbody, .cards tr, .cards th, .cards td { display: block; width: auto; }
      .cards thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
      .cards tr { border: 1px solid var(--line); border-radius: 6px; margin: 0 0 .75rem; padding: .5rem .75rem; }
      .cards th, .cards td { border: 0; padding: .15rem 0; text-align: left; }
      .cards tbody th { font-size: 1rem; padding-bottom: .3rem; }
      .cards td[data-label] { display: grid; grid-template-columns: 9rem 1fr; gap: .75rem; }
      .cards td[data-label]::before { content: attr(data-label); content: attr(data-label) / ""; color: var(--quiet);
        font-size: .875rem; }
      .cards td:empty { display: none; }
      .heat th:first-child { min-width: 7.5rem; max-width: 8rem; }
    }

    """

  static let paper: HTML = """
    @media screen { .chapter { content-visibility: auto; contain-intrinsic-size: auto 60rem; } }
    @page { size: A4; margin: 16mm 14mm 18mm; @bottom-right { content: counter(page) " / " counter(pages);
      font: 8pt sans-serif; color: #4a5866; } }
    @media print {
      body { max-width: none; padding: 0; font-size: 9.5pt; }
      h1 { font-size: 20pt; } h2 { font-size: 16pt; } h3 { font-size: 12pt; margin-top: 14pt; }
      nav, .skip { display: none; }
      .chapter { break-before: page; border-top: 0; margin: 0; padding: 0; }
      h1, h2, h3, h4, h5, caption, .finding-group > header { break-after: avoid; }
      tr, .findings > li, .figures div, .key, .chart { break-inside: avoid; }
      thead { display: table-header-group; }
      a { color: inherit; text-decoration: none; }
      .badge, .yes, .no, .open, .none, .info, .chart, .key svg, thead th, .figures div, .heat td,
      .finding-group, .finding-group > header { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
      .scroll { overflow: visible; } .heat th:first-child { position: static; }
      .heat td, .heat th { padding: .2rem; min-width: 0; font-size: 8pt; }
      p { orphans: 3; widows: 3; }
    }

    """
}
