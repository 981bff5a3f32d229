#!/usr/bin/env python3
"""Opens the reports of `score --html` in Chromium, and finds in them what a page has that is safe, right and for everyone.

usage: html_report.py [--keep FOLDER]

Reports: of the sample workbooks, in both languages; of every file of Tests/Corpus; and of submissions into whose every
text something hostile is put: markup, scripts, direction marks, control characters, words of 32,767 letters, and every
text of the files of Tests/Corpus. Each is looked at wide and 360 pixels narrow, light and dark, and on paper. Figures are
those of `--json`. At last each check is shown a page with a fault that it has to find.

Exit status: 0 nothing found, 1 something, 77 Chromium or axe-core is missing.
"""

import argparse
import copy
import importlib.util
import json
import random
import re
import sys
import tempfile
from pathlib import Path

import html_checks
import programs
from browser import PROGRAM, Browser

CORPUS = programs.ROOT / "Tests/Corpus"
SAMPLES = programs.ROOT / "SampleData/returned"
SECOND = programs.ROOT / "SampleData/second-checklist/returned"
TITLES = {"fr": "Synthèse des auto-évaluations", "en": "Summary of self-assessments"}
RUNS = "window.pwned=1,document.title='pwned'"
HOSTILE = [
    f"<script>{RUNS}</script>", f"\"><img src=x onerror=\"{RUNS}\">", f"'><svg onload='{RUNS}'>", f"javascript:{RUNS}",
    f"</style><script>{RUNS}</script>", f"</title><script>{RUNS}</script>", "<!--", "-->", "]]>", "<![CDATA[",
    f"&#x3c;script&#x3e;{RUNS}&#x3c;/script&#x3e;", f"&lt;script&gt;{RUNS}&lt;/script&gt;", f"\" onfocus=\"{RUNS}\" autofocus=\"",
    f"' style='position:fixed' onclick='{RUNS}'", "<base href=https://127.0.0.1/>", "<meta http-equiv=refresh content=0;url=//127.0.0.1>",
    f"<a href=javascript:{RUNS}>", "<link rel=stylesheet href=//127.0.0.1/x.css>", "<iframe srcdoc=x>", "<plaintext>", "<textarea>",
    "</section></main></body></html>", "</td></tr></table>", "url(//127.0.0.1/x)", "\\\"'`${1}{{7*7}}",
    "\u202egnp.exe\u202c", "\u2066\u2069\u200b\ufeff", "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627", "a\x00b\x1b[31m\x07\x08\x7f",
    "\ud800", "\udfff\ud800", "\ufffe\uffff\ue000\U000e0041", "ligne\nligne\r\nligne\u2028ligne", "\t\v\f ", "",
    "e" + "\u0301" * 300, "x" * 32767, "\U0001f35e" * 16383, "<" * 3000, "&" * 3000, "=HYPERLINK(\"https://127.0.0.1\")", "../../../etc/passwd",
    "#main", "main", "hatch", "constructor", "__proto__", "%00%3Cscript%3E", "\u2003\u00a0\u3000",
]


COUNTED = {"answer.blank", "answer.missing", "answer.normalised", "answer.formula", "answer.notApplicable", "answer.otherModel",
           "answer.premature", "field.absent", "evidence.undated", "evidence.absent", "row.removed", "row.moved", "row.hidden",
           "text.altered", "applicability.altered"}


def corpus_texts():
    """Every text of the files of the importer's corpus: cells, formulas, names of sheets, and what is said of each file."""
    texts = set()
    for file in sorted(CORPUS.iterdir()):
        for line in programs.respecte("inspect", "--ndjson", file, accept=(0, 1, 2, 3)).splitlines():
            entry = json.loads(line)
            texts.update(value for value in (entry.get("value"), entry.get("formula")) if isinstance(value, str))
            texts.update(sheet["name"] for sheet in entry.get("sheets", []))
    return sorted(texts)


def imported(files):
    out = programs.respecte("import", "--ndjson", *files, accept=(0, 1, 3))
    return [json.loads(line) for line in out.splitlines()]


def with_texts(submission, texts, seed):
    """The submission with one of the texts in each place that holds any text, and every text in a message."""
    submission = copy.deepcopy(submission)
    order = random.Random(seed)
    # A text of a whole cell's length in a thousand places makes a long test, not a better one.
    room = 40 if max(map(len, texts)) > 1000 else 10_000

    def text():
        nonlocal room
        room -= 1
        return order.choice(texts) if room > 0 else "x"

    submission["source"] |= {"file": text(), "producer": text(), "sha256": text()}
    submission["application"] |= {"partner": texts[0], "solution": text()}
    # Of codes that are only counted the page shows no message.
    kinds = [d for d in submission["discrepancies"] if d["code"] not in COUNTED] or [
        {"code": "cell.unexpected", "severity": "warning"}]
    submission["discrepancies"] = [
        {"code": kind["code"], "severity": kind["severity"], "control": text() if index % 3 else None, "scope": "case1",
         "deliveryModel": text(), "field": None if index % 2 else text(), "sheet": texts[0] if index % 4 else text(),
         "cell": text(), "message": (texts * 12)[index]}
        for index, kind in ((i, order.choice(kinds)) for i in range(max(12, len(texts))))]
    for study in submission["caseStudies"]:
        study["customer"] = text()
    # Enough to see, and few enough to be looked at one by one.
    submission["answers"] = submission["answers"][::8]
    for index, answer in enumerate(submission["answers"]):
        if answer["status"] == "answered" and index % 2:
            answer["answer"] = "no"
        for key in ("evidence", "raw", "sheet", "cell"):
            answer[key] = text()
    return submission


def hostile_lines(folder):
    samples = imported(sorted(SAMPLES.iterdir()))
    whole = [s for s in samples if s.get("answers")]
    texts = corpus_texts()
    lines = [with_texts(whole[i % len(whole)], [text], i) for i, text in enumerate(HOSTILE)]
    lines += [with_texts(whole[i % len(whole)], texts[i::4], i) for i in range(4)]
    broken = copy.deepcopy(next(s for s in samples if s.get("error")))
    broken["error"]["message"] = broken["source"]["file"] = HOSTILE[0]
    file = Path(folder) / "hostile.ndjson"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines + [broken]), encoding="utf-8")
    return file, len(lines) + 1


def report(folder, name, language, *arguments):
    """The page and the JSON of one run."""
    page, data = Path(folder) / f"{name}-{language}.html", Path(folder) / f"{name}-{language}.json"
    programs.respecte("score", *arguments, "--html", page, "--json", data, "--quiet",
                      language=language, accept=(0, 1, 3))
    again = Path(folder) / "again.html"
    programs.respecte("score", *arguments, "--html", again, "--jobs", 1, "--quiet",
                      language=language, accept=(0, 1, 3))
    if page.read_bytes() != again.read_bytes():
        raise AssertionError(f"{name}: not the same bytes again")
    return page, json.loads(data.read_text(encoding="utf-8"))


def figures(page, data):
    """The overview and the chapters say what the JSON says."""
    rows = page.evaluate("[...document.querySelectorAll('table.partners tbody tr')].map(r => [r.querySelector('a').hash,"
                         "...[...r.querySelectorAll('td')].map(c => c.textContent.replace(/^[^\\p{L}\\d–]+/u, ''))])")
    chapters = page.evaluate("[...document.querySelectorAll('section.chapter')].map(c => ['#' + c.id,"
                             "[...c.querySelectorAll('.finding-group li')].reduce((n, l) => n + Number((l.querySelector('.times')"
                             "?.textContent ?? '1').replace(/\\D/g, '')), 0), c.querySelectorAll('.finding-group > header').length])")
    words = {"eligible": "éligible", "notEligible": "non éligible", "incomplete": "incomplet", "unreadable": "illisible"}
    found = []
    if not len(rows) == len(chapters) == len(data["submissions"]):
        return [f"{len(rows)} rows, {len(chapters)} chapters, {len(data['submissions'])} submissions"]
    for row, (address, count, _), one in zip(rows, chapters, data["submissions"]):
        severities = [d["severity"] for d in one["discrepancies"]]
        studies = one["caseStudies"]
        retained = sum(s["retained"] for s in studies)
        public = sum(s["retained"] and s["public"] for s in studies)
        percent = one["score"]["percent"]
        dashes = one["verdict"] == "unreadable"
        expected = [address, words[one["verdict"]]] + (["–"] * 4 if dashes else [
            "–" if percent is None else f"{percent:.1f}\u00a0%".replace(".", ","),
            f"{one['prerequisites']['met']}/{one['prerequisites']['required']}", f"{retained}/", f"{public}/"])
        bare = sum(d["code"] == "evidence.absent" and d["severity"] == "info" for d in one["discrepancies"])
        expected += [str(len(one["reasons"])), str(severities.count("error")), str(severities.count("warning")), str(bare)]
        shown = [re.sub(r"/\d+$", "/", c) if i in (4, 5) else c for i, c in enumerate(row)]
        if shown != expected or count != len(severities):
            found.append(f"{shown}, {count} findings; {expected}, {len(severities)}")
    return found


# A fault each, put into a sound page, and what its finder says.
PLANTED = [
    (("</main>", f"<script>{RUNS}</script></main>"), "elements that do not belong"),
    (("</main>", "<p onclick='1'>x</p></main>"), "attributes that do not belong"),
    (("</main>", "<a href='https://127.0.0.1/'>x</a></main>"), "links to elsewhere"),
    (("</main>", "<img src='x.png' alt='x'></main>"), "the browser complains"),
    (("</main>", "<a href='#nowhere'>x</a></main>"), "links without a target"),
    (("</main>", "<p id='main'>x</p></main>"), "ids given twice"),
    (("</main>", "<h2>x</h2><h4>y</h4></main>"), "a level of headings"),
    (("</main>", "<h1>x</h1></main>"), "not one first heading"),
    (("</main>", "<table><tr><td>x</td></tr></table></main>"), "tables without caption"),
    (("</main>", "<svg width='1' height='1'></svg></main>"), "pictures without a title"),
    (("</main>", f"<svg width='2000' height='1' aria-hidden='true'></svg></main>"), "wider than"),
    (("<title>", "<title>x"), "a script ran"),
]


def planted(browser, sound, folder):
    """Every check finds the fault that was made for it."""
    found = []
    text = sound.read_text(encoding="utf-8")
    for (old, new), said in PLANTED:
        file = Path(folder) / "planted.html"
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        page = browser.page(360, 740)
        page.load(file)
        if not any(said in fault for fault in html_checks.faults(page, file.resolve().as_uri(), TITLES["fr"])):
            found.append(f"not found: {new}")
        page.close()
    return found


# How a page is looked at: its width, whether dark, and with which options axe-core goes through it. It measures contrasts
# one by one, which takes a while.
ONLY_CONTRAST = {"runOnly": ["color-contrast"]}
BUT_CONTRAST = {"rules": {"color-contrast": {"enabled": False}}}
THOROUGHLY = ((1366, False, {}), (1366, True, ONLY_CONTRAST), (360, False, {}), (320, True, None))
QUICKLY = ((1366, False, BUT_CONTRAST), (360, True, None))
WITHOUT_AXE = ((1366, False, None), (360, True, None))


def look(browser, file, title, axe, folder, data=None, names=(), views=QUICKLY):
    address = file.resolve().as_uri()
    found = []
    for width, dark, options in views:
        page = browser.page(width, 740, dark)
        page.load(file)
        faults = html_checks.faults(page, address, title)
        if options is not None:
            faults += html_checks.accessibility(page, axe, options)
        if width == 1366 and not dark:
            faults += html_checks.keyboard(page)
            if data:
                faults += figures(page, data)
            faults += html_checks.printed(page, folder, names)
            faults += html_checks.policy(page)
        found += [f"{file.name}, {width} {'dark' if dark else 'light'}: {fault}" for fault in faults]
        page.close()
    return found


def shown(browser, file):
    """Hostile texts are there to be read: not run, and not dropped either."""
    page = browser.page()
    page.load(file)
    text = page.evaluate("document.body.textContent")
    page.close()
    plain = [t for t in HOSTILE if t.isascii() and t.isprintable() and 0 < len(t) <= 80 and t.strip() == t]
    return [f"{file.name} does not show {t!r}" for t in plain + corpus_texts() if t.isprintable() and t.isascii() and t.strip() == t
            and len(t) <= 80 and t not in text]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--keep", help="keep the reports in this folder")
    options = parser.parse_args()
    spec = importlib.util.find_spec("axe_playwright_python")
    if PROGRAM is None or spec is None:
        print("skipped: Chromium (Debian: chromium) or axe-core (PyPI: axe-playwright-python) is not there")
        return programs.SKIPPED
    axe = Path(spec.submodule_search_locations[0]) / "axe.min.js"
    found = []
    with tempfile.TemporaryDirectory() as folder, Browser() as browser:
        folder = options.keep or folder
        Path(folder).mkdir(exist_ok=True)
        samples = [SAMPLES, SECOND, "--template", programs.SECOND_TEMPLATE]
        for language in ("fr", "en"):
            page, data = report(folder, "samples", language, *samples)
            names = [s["partner"] or Path(s["source"]["file"]).name for s in data["submissions"]]
            found += look(browser, page, TITLES[language], axe, folder, data if language == "fr" else None, names,
                          THOROUGHLY if language == "fr" else QUICKLY)
            if language == "fr":
                found += planted(browser, page, folder)
        page, data = report(folder, "corpus", "fr", *sorted(CORPUS.iterdir()))
        found += look(browser, page, TITLES["fr"], axe, folder, data)
        lines, count = hostile_lines(folder)
        page, data = report(folder, "hostile", "fr", lines)
        if len(data["submissions"]) != count:
            found.append(f"{count} hostile submissions, {len(data['submissions'])} in the report")
        found += look(browser, page, TITLES["fr"], axe, folder, data, views=WITHOUT_AXE)
        found += shown(browser, page)
        print(f"{len(corpus_texts())} texts of the corpus, {len(HOSTILE)} hostile ones; "
              f"{page.stat().st_size} bytes of page")
    for fault in found:
        print(fault[:600])
    print(f"{len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
