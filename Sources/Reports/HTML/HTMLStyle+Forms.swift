/// What the pages of a server add: where else to go, steps, notices, forms.
extension HTMLStyle {
  static let forms: HTML = """
    .site { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1.5rem; margin: -.5rem 0 1.75rem;
      border-bottom: 1px solid var(--line); padding-bottom: .5rem; font-size: .9375rem; }
    .site .home { font-weight: 700; color: var(--deep); text-decoration: none; }
    .site nav ul, .site form { margin: 0; }
    .site nav a, .site .home { display: inline-block; padding: .6rem 0; }
    .site .end { margin-left: auto; display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1.25rem; }
    .menu { display: none; }
    .site a[aria-current] { color: var(--ink); font-weight: 700; text-decoration-thickness: 3px; }
    main > h2, main > form > h2, main > section > h2 { margin-top: 2.5rem; }
    .steps { margin-top: 1.5rem; }
    .steps ol { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(3, 1fr); gap: .75rem; }
    .steps li { border-top: 4px solid var(--line); }
    .steps li.past { border-color: var(--yes); } .steps li.now { border-color: var(--link); }
    .steps a { display: block; padding: .5rem 0; } .steps .now a { font-weight: 700; }
    .step { border: 1px solid var(--line); border-radius: 8px; padding: 1.25rem 1.5rem; margin: 1.5rem 0; }
    .step p > .button, .step p > button { margin-top: .4rem; }
    .step > :last-child, .notice > :last-child, .drop > :last-child { margin-bottom: 0; }
    .step.marked { border: 2px solid var(--link); background: var(--surface); }
    .step > h2 { font-size: 1.3rem; margin-top: 0; }
    .notice { border: 1px solid currentColor; border-left-width: 5px; border-radius: 6px; padding: .75rem 1rem; margin: 1rem 0; }
    .notice h2, .notice h3 { font-size: 1.05rem; margin: 0 0 .25rem; color: inherit; }
    .notice a:not(.button) { color: inherit; }
    form { margin: 1rem 0; }
    fieldset { border: 0; padding: 0; margin: 1rem 0; min-width: 0; }
    legend, .field > label, .file > label { font-weight: 600; padding: 0; }
    .field, .file { margin: 1rem 0; max-width: 32rem; }
    .field > label, .file > label { display: block; margin-bottom: .25rem; }
    .hint { font-size: .875rem; color: var(--quiet); margin: .1rem 0 .35rem; }
    input:not([type]), input[type=text], input[type=search], input[type=password], input[type=number], select, textarea {
      width: 100%; min-height: 2.75rem; padding: .45rem .65rem; border: 1px solid var(--quiet); border-radius: 5px;
      background: var(--ground); color: var(--ink); font: inherit; }
    input[type=number] { max-width: 8rem; }
    input[type=file] { width: 100%; padding: .5rem 0; font: inherit; color: var(--ink); }
    input[type=checkbox], input[type=radio] { width: 1.25rem; height: 1.25rem; margin: 0; flex: none;
      accent-color: var(--link); }
    .choice { display: flex; align-items: center; gap: .6rem; min-height: 2.5rem; padding: .25rem 0; }
    .choices { display: flex; flex-wrap: wrap; gap: 0 1.75rem; }
    button, .button, ::file-selector-button { display: inline-block; min-height: 2.75rem; padding: .55rem 1.1rem;
      border: 1px solid var(--link); border-radius: 5px; background: var(--ground); color: var(--link); font: inherit;
      font-weight: 600; line-height: 1.5; text-align: center; text-decoration: none; cursor: pointer; }
    ::file-selector-button { margin-right: .75rem; }
    .main { background: var(--link); color: var(--ground); }
    button.danger, summary.danger { border-color: var(--no-ink); color: var(--no-ink); }
    button:hover, .button:hover { text-decoration: underline; }
    button[disabled] { border-color: var(--none); background: var(--none-ground); color: var(--none-ink); cursor: progress; }
    .plain { min-height: 0; padding: .6rem 0; border: 0; background: none; font-weight: 400; text-decoration: underline;
      text-underline-offset: .15em; }
    .actions { display: flex; flex-wrap: wrap; align-items: center; gap: .75rem; list-style: none; padding: 0; margin: 1rem 0;
      max-width: none; }
    .actions form { margin: 0; }
    button:focus-visible, input:focus-visible, select:focus-visible, textarea:focus-visible, summary:focus-visible,
    [tabindex="-1"]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
    main:focus-visible { outline: none; }
    summary { cursor: pointer; padding: .5rem 0; } details > :last-child { margin-bottom: 0; }
    .drop { border: 2px dashed var(--quiet); border-radius: 8px; padding: 1rem 1.25rem; background: var(--surface); }
    .drop.over { border-style: solid; border-color: var(--link); background: var(--info-ground); }
    .drop .file { margin: 0; max-width: none; }
    progress { width: 100%; height: 1rem; accent-color: var(--link); }
    [hidden] { display: none !important; }
    .check h4 { margin: 0; } .check h5 { padding: .7rem .9rem 0; }
    .check ul { margin: 0; padding: .3rem .9rem .6rem 2.1rem; } .check li { max-width: 60rem; padding: .15rem 0; font-size: .9375rem; }
    ul.progress { list-style: none; padding: 0; margin: 1rem 0; }
    ul.progress li { display: grid; grid-template-columns: minmax(10rem, 22rem) minmax(4rem, 1fr) 4.5rem; gap: .25rem 1rem;
      align-items: center; max-width: none; padding: .2rem 0; font-size: .9375rem; }
    .filters ul { gap: .5rem; } .filters a { padding: .4rem .9rem; border: 1px solid var(--line); border-radius: 2em;
      text-decoration: none; color: var(--ink); }
    .filters a[aria-current] { border-color: var(--link); background: var(--info-ground); color: var(--info-ink); font-weight: 700; }
    .search { display: flex; flex-wrap: wrap; align-items: end; gap: .75rem; }
    .search .field { margin: 0; flex: 1 1 12rem; max-width: 20rem; }
    .pick { display: inline-flex; align-items: center; gap: .6rem; }
    td summary { padding: .1rem 0; white-space: nowrap; overflow-wrap: normal; }
    .office td .badge, .queue td .badge { white-space: nowrap; } td details > form { margin: .5rem 0; } td details > p { max-width: 22rem; }
    .wide { max-width: 60rem; }
    .link { font: .9375rem/1.4 ui-monospace, "Cascadia Mono", "Liberation Mono", Menlo, Consolas, monospace; }
    .narrow { max-width: 30rem; }
    .doors { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); gap: 1.25rem; margin-top: 1.5rem; }
    .doors .step { margin: 0; }
    @media (max-width: 44rem) {
      .site { flex-wrap: nowrap; gap: 0 1rem; } .site > .wide-only, .site > .end > :not(nav) { display: none; }
      .site > .end { margin-left: auto; } .menu { display: block; position: relative; } .menu summary { padding: .6rem 0; }
      .menu .places { position: absolute; right: 0; z-index: 2; width: max-content; max-width: 80vw; padding: .25rem 1rem .5rem;
        border: 1px solid var(--line); border-radius: 6px; background: var(--ground); }
      .menu nav ul { flex-direction: column; gap: 0; }
      .step { padding: 1rem; } .steps ol { gap: .4rem; } .steps a { font-size: .8125rem; }
      .queue td[data-label], .office td[data-label], .history td[data-label], .log td[data-label] {
        grid-template-columns: 6.5rem 1fr; }
      ul.progress li { grid-template-columns: 1fr 4.5rem; }
      ul.progress li > :first-child { grid-column: 1 / -1; }
      .actions > li, .actions > li > .button, .actions > li > form, .actions > li > form > button { width: 100%; }
      .cards td .badge { white-space: normal; border-radius: .9em; }
    }
    @media print { .site, .steps, form, .actions, .filters { display: none; } .step { border: 0; padding: 0; } }

    """
}
