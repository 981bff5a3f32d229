"""What is looked at in a page of ours that a browser has opened. Each check gives the faults that it found, as texts."""

import json
import re
import shutil
import subprocess
from pathlib import Path

# Whatever is not named here has no place in a page of ours.
ELEMENTS = """html head meta title style body a svg defs pattern rect line text desc header h1 h2 h3 h4 h5 p span nav ul li
    main section dl div dt dd strong table caption thead tbody tr th td small code bdi br footer""".split()
ATTRIBUTES = """lang charset http-equiv content name class href id tabindex aria-hidden aria-label aria-labelledby role
    scope data-label width height x y x1 y1 x2 y2 stroke-width patternUnits patternTransform""".split()

# Gathered in one go; the page's own policy does not hold for what the tools of the browser ask.
FACTS = r"""(() => {
  const all = [...document.querySelectorAll('*')], facts = {};
  facts.title = document.title;
  facts.pwned = String(window.pwned);
  facts.scripts = document.scripts.length + document.querySelectorAll('iframe,object,embed,link,base,form').length;
  facts.elements = [...new Set(all.map(e => e.localName))];
  facts.attributes = [...new Set(all.flatMap(e => [...e.attributes].map(a => a.name)))];
  facts.links = [...document.querySelectorAll('[href]')].map(e => e.getAttribute('href'));
  facts.ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  facts.named = all.flatMap(e => (e.getAttribute('aria-labelledby') || '').split(/\s+/)).filter(x => x);
  facts.headings = [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.localName[1]);
  facts.empty = [...document.querySelectorAll('h1,h2,h3,h4,h5,a,th,caption')].filter(e => !e.textContent.trim()).length;
  facts.tables = [...document.querySelectorAll('table')].filter(t => !t.caption || !t.querySelector('th[scope=col]')
    || [...t.querySelectorAll('tbody tr')].some(r => !r.querySelector('th[scope=row]'))).length;
  facts.pictures = [...document.querySelectorAll('svg')].filter(s => s.getAttribute('aria-hidden') != 'true'
    && !(s.getAttribute('role') == 'img' && s.querySelector('title') && s.querySelector('desc'))).length;
  facts.width = document.documentElement.scrollWidth;
  // What sticks out of the page and does not scroll by itself.
  facts.wide = all.filter(e => !e.closest('.scroll, svg, .skip, .unseen, thead') && e.getBoundingClientRect().right
    > innerWidth + 1).map(e => e.localName + '.' + e.className).slice(0, 5);
  return facts;
})()"""


def faults(page, address, title):
    """Everything but contrast, names and roles, which `accessibility` looks at."""
    facts = page.evaluate(FACTS)
    found = []
    if facts["title"] != title or facts["pwned"] != "undefined":
        found.append(f"a script ran: {facts['title']!r}, {facts['pwned']}")
    if facts["scripts"]:
        found.append(f"{facts['scripts']} scripts, frames, links or forms")
    for kind, known in (("elements", ELEMENTS), ("attributes", ATTRIBUTES)):
        if more := set(facts[kind]) - set(known):
            found.append(f"{kind} that do not belong: {sorted(more)}")
    if outside := [href for href in facts["links"] if not href.startswith("#")]:
        found.append(f"links to elsewhere: {outside[:5]}")
    if asked := [url for url in page.requests() if url != address]:
        found.append(f"asked for {asked[:5]}")
    if said := page.complaints():
        found.append(f"the browser complains: {said[:3]}")
    ids = set(facts["ids"])
    if len(ids) < len(facts["ids"]):
        found.append(f"ids given twice: {sorted({i for i in ids if facts['ids'].count(i) > 1})[:5]}")
    if lost := [href for href in facts["links"] if href[:1] == "#" and href[1:] not in ids]:
        found.append(f"links without a target: {lost[:5]}")
    if lost := set(facts["named"]) - ids:
        found.append(f"named by what is not there: {sorted(lost)[:5]}")
    levels = facts["headings"]
    if levels[:1] != [1] or levels.count(1) != 1:
        found.append("the page has not one first heading")
    if any(after > before + 1 for before, after in zip(levels, levels[1:])):
        found.append(f"a level of headings is left out: {levels}")
    for fact, what in (("empty", "empty headings, links or captions"), ("tables", "tables without caption or headers"),
                       ("pictures", "pictures without a title and a description")):
        if facts[fact]:
            found.append(f"{facts[fact]} {what}")
    viewport = page.evaluate("innerWidth")
    if facts["width"] > viewport or facts["wide"]:
        found.append(f"wider than {viewport}: {facts['width']} {facts['wide']}")
    return found


def accessibility(page, axe, options):
    """What axe-core finds, best practices included."""
    page.evaluate(Path(axe).read_text(encoding="utf-8"))
    options = json.dumps({"resultTypes": ["violations"]} | options)
    violations = page.evaluate(f"axe.run(document, {options}).then(r => r.violations.map(v =>"
                               "[v.id, v.nodes.length, v.nodes[0].html.slice(0, 200), v.nodes[0].failureSummary]))")
    return [f"axe: {name}, {count} times: {html} {why}" for name, count, html, why in violations]


def policy(page):
    """Whether the page's own policy stops what must not run or be fetched, if markup got in after all."""
    page.evaluate("""window.stopped = []; addEventListener('securitypolicyviolation', e =>
        stopped.push(e.effectiveDirective)); document.body.insertAdjacentHTML('beforeend',
        '<style>body { display: none }</style><p style="color: red" onclick="1"></p><img src="https://127.0.0.1/x.png">'
        + '<iframe src="https://127.0.0.1/"></iframe>')""")
    page.evaluate("new Promise(done => setTimeout(done, 500))")
    stopped = set(page.evaluate("stopped"))
    missing = {"style-src-elem", "style-src-attr", "img-src", "frame-src"} - stopped
    shown = page.evaluate("getComputedStyle(document.body).display")
    return [f"the policy lets pass: {sorted(missing)}, {shown}"] if missing or shown == "none" else []


def keyboard(page):
    """The first key press reaches the skip link, which comes into sight; it leads to the contents; what has the focus
    shows it."""
    found = []
    page.key("Tab", 9)
    state = "(e => [e.className, e.getBoundingClientRect().left, getComputedStyle(e).outlineStyle])(document.activeElement)"
    name, left, outline = page.evaluate(state)
    if name != "skip" or left < 0 or outline == "none":
        found.append(f"the first stop is {name!r} at {left}, outline {outline}")
    page.key("Enter", 13)
    if page.evaluate("location.hash + document.activeElement.id") != "#mainmain":
        found.append("the skip link does not lead to the contents")
    page.key("Tab", 9)
    if page.evaluate("document.activeElement.localName + getComputedStyle(document.activeElement).outlineStyle") != "asolid":
        found.append("what has the focus does not show it")
    return found


def printed(page, folder, names):
    """On paper nothing is left out, and chapters follow one another without empty pages between."""
    if not shutil.which("pdftotext"):
        return []
    file = Path(folder) / "page.pdf"
    page.pdf(file)
    text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
    sheets = text.split("\f")[:-1]
    found = []
    def squeezed(text):
        return re.sub(r"\s", "", text)

    whole = squeezed(text)
    found += [f"{name!r} is not on paper" for name in names if squeezed(name) not in whole]
    # Where names are given the texts are ordinary; a page full of signs that no font has gives no text.
    if names:
        found += [f"page {number} is nearly empty" for number, sheet in enumerate(sheets[:-1], start=1)
                  if len(squeezed(sheet)) < 200]
    for code in page.evaluate("[...document.querySelectorAll('.finding-group code')].map(e => e.textContent)"):
        if code not in whole:
            found.append(f"{code} is not on paper")
    return found
