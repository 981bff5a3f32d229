/// What reports add, and what narrow screens and paper change.
extension HTMLStyle {
  static let report: HTML = """
    .chapter { margin-top: 3.5rem; border-top: 3px solid var(--deep); padding-top: 1.25rem; }
    .chapter > h2 .badge { margin-left: .5rem; }
    .meter span { white-space: nowrap; }
    .meter { display: grid; grid-template-columns: 4.5rem minmax(3rem, 1fr); align-items: center; gap: .5rem; }
    .partners th:first-child { width: 24%; }
    .partners .meter { min-width: 9rem; }
    .partners td { vertical-align: middle; } .partners tbody th { vertical-align: middle; }
    .studies .meter { max-width: 12rem; }
    .studies td:last-child { width: 32%; }
    .bars .bar { width: 40%; vertical-align: middle; }
    .bars th:first-child { width: 36%; }
    .heat td { text-align: center; padding: .4rem .3rem; min-width: 3.2rem; white-space: nowrap;
      border: 1px solid var(--ground); }
    .heat td.bar { text-align: left; min-width: 8rem; border-width: 0 0 1px; border-color: var(--line); }
    .heat thead th { text-align: center; font-size: .8rem; overflow-wrap: normal; padding: .4rem .3rem; }
    .heat th:first-child { text-align: left; position: sticky; left: 0; min-width: 11rem; max-width: 20rem; }
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
    .finding-group h4 { margin: 0; font-size: .95rem; }
    .partners small { display: block; }
    .glossary { margin-top: 3.5rem; border-top: 3px solid var(--deep); padding-top: 1.25rem; }
    .glossary div { display: contents; }
    .framed { border: 1px solid var(--line); border-radius: 4px; }
    .framed > li:first-child { border-top: 0; }
    .reasons { padding-left: 1.25rem; }
    .verdicts { display: grid; grid-template-columns: max-content 1fr; gap: .4rem 1rem; align-items: baseline; }
    .verdicts div { display: contents; } .verdicts dd { margin: 0; }
    .turn { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin-top: 1.5rem; max-width: none; }

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
      .cards tbody tr { border: 1px solid var(--line); border-radius: 6px; margin: 0 0 .75rem; padding: .5rem .75rem;
        display: grid; grid-template-columns: 1fr 1fr; column-gap: 1.25rem; }
      .cards tbody th, .cards tbody td { border: 0; padding: .15rem 0; text-align: left; grid-column: 1 / -1; width: auto; }
      .cards tbody th { font-size: 1rem; padding-bottom: .3rem; }
      .cards td[data-label] { display: grid; grid-template-columns: 8rem 1fr; gap: .75rem; }
      .cards tbody td.number { grid-column: auto; grid-template-columns: 1fr auto; gap: .5rem; align-items: end; }
      .cards td .badge { justify-self: start; }
      .cards td[data-label]::before { content: attr(data-label); content: attr(data-label) / ""; color: var(--quiet);
        font-size: .875rem; }
      .cards td:empty { display: none; }
      .partners th:first-child, .bars th:first-child, .bars .bar, .studies td:last-child { width: auto; }
      .heat th:first-child { min-width: 7.5rem; max-width: 8.5rem; }
    }

    """

  static let paper: HTML = """
    @media screen { .long .chapter { content-visibility: auto; contain-intrinsic-size: auto 60rem; } }
    @page { size: A4; margin: 14mm 13mm 16mm; @bottom-right { content: counter(page) " / " counter(pages);
      font: 8pt sans-serif; color: #4a5866; } }
    @media print {
      html { font-size: 8.5pt; } body { max-width: none; padding: 0; line-height: 1.35; }
      h1 { font-size: 17pt; } h2 { font-size: 13pt; margin: 0 0 2pt; }
      h3 { font-size: 10pt; margin: 7pt 0 2pt; } h4, .finding-group h4 { font-size: 8.5pt; margin: 0; }
      p, ul, ol, dl { margin: 2pt 0; } p, li, .lead { max-width: none; } .lead { font-size: 9.5pt; }
      nav, .skip, .turn { display: none; }
      .chapter, .glossary { border-top: 1.5pt solid var(--deep); margin: 14pt 0 0; padding: 6pt 0 0; }
      h1, h2, h3, h4, h5, h3 + p, caption, .finding-group > header { break-after: avoid; break-inside: avoid; }
      .findings { break-before: avoid; }
      tr, .findings > li, .figures, .key, .chart, .glossary div { break-inside: avoid; }
      thead { display: table-header-group; }
      a { color: inherit; text-decoration: none; }
      .badge, .yes, .no, .open, .none, .info, .chart, .key svg, thead th, .figures div, .heat td,
      .finding-group, .finding-group > header { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
      .badge { padding: 0 4pt; font-size: 7.5pt; }
      th, td { padding: 1.5pt 4pt; } table { font-size: 8pt; } thead th, caption, small, .quiet { font-size: 7.5pt; }
      caption { padding: 0 0 2pt; }
      .scroll { overflow: visible; margin: 0; } .heat th:first-child { position: static; }
      .heat td, .heat th, .heat th:first-child, .heat thead th { padding: 1pt 2pt; min-width: 0; font-size: 7pt; }
      .heat th:first-child { width: 30%; max-width: none; }
      .heat thead th { overflow-wrap: anywhere; hyphens: auto; }
      .chapter .heat td.bar { min-width: 0; } .chapter .heat td.bar svg { display: none; }
      .partners .meter { min-width: 0; display: block; } .partners .meter svg { display: none; }
      .partners th:first-child { width: 34%; } .partners small { display: inline; }
      .finding-group { margin: 3pt 0; } .finding-group > header { padding: 2pt 5pt; } .finding-group p { font-size: 8pt; margin: 0; }
      .findings > li { grid-template-columns: 38% 1fr; padding: 1.5pt 5pt; font-size: 8pt; gap: 0 8pt; }
      .figures { grid-template-columns: repeat(6, 1fr); gap: 4pt; } .figures div { padding: 2pt 5pt; }
      .figures dt { font-size: 7pt; } .figures dd { font-size: 11pt; }
      .facts { font-size: 7.5pt; gap: 0 8pt; } .chapter > .facts { break-inside: avoid; }
      p { orphans: 3; widows: 3; }
    }

    """
}
