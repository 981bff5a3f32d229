#!/usr/bin/env python3
"""The reports on a folder of 43 returned workbooks: how many pages they print on, how wide the table is, in which order.

usage: printed.py [--keep FOLDER]

The HTML report is printed by Chromium, the summary workbook by LibreOffice. Grouping loses nothing: every discrepancy of
the JSON document lies in a range of the report's line about its code. Exit status: 0 all is as it should be, 1 something
is not, 77 a program is missing.
"""

import argparse
import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import browser
import programs
import readers
import returned_folder

# Of 43 partners: tens of pages. 291 and 129 they were with a line for each discrepancy.
MOST_PAGES = {"report": 80, "summary": 45}
ORDER = ["éligible", "non éligible", "incomplet", "illisible"]


def pages(pdf):
    out = subprocess.run([programs.command("pdfinfo"), pdf], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"Pages:\s+(\d+)", out)[1])


def width(line):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def folded(name):
    return "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))


def table(files, *options):
    """The rows of the table, as verdict and name."""
    out = programs.respecte("score", *files, *options, "--quiet", accept=(0, 1))
    lines = out.splitlines()
    wide = [f"{width(line)} columns: {line}" for line in lines if width(line) > 80]
    rows = lines[1:lines.index("")]
    return [(next(v for v in reversed(ORDER) if re.search(rf"  {v} ", row)), row) for row in rows], wide


def orders(files, folder):
    """The same order in every output; by verdict, then by partner."""
    found = []
    rows, wide = table(files, "--order", "verdict")
    found += wide
    ranks = [ORDER.index(verdict if verdict != "éligible" or "non éligible" not in row else "non éligible")
             for verdict, row in rows]
    if ranks != sorted(ranks) or len(set(ranks)) < 4:
        found.append(f"the table is not in the order of verdicts: {ranks}")
    data = Path(folder) / "ordered.json"
    page = Path(folder) / "ordered.html"
    book = Path(folder) / "ordered.xlsx"
    programs.respecte("score", *files, "--order", "verdict", "--json", data, "--html", page, "-o", book, "--quiet",
                      accept=(0, 1))
    submissions = json.loads(data.read_text(encoding="utf-8"))["submissions"]
    verdicts = ["eligible", "notEligible", "incomplete", "unreadable"]
    keys = [(verdicts.index(one["verdict"]), folded(one["partner"] or one["source"]["file"]), one["source"]["file"])
            for one in submissions]
    if keys != sorted(keys):
        found.append("the JSON document is not in the order of verdicts and names")
    shown = re.findall(r'<small><bdi>([^<]*)</bdi></small></th>|</a></th>', page.read_text(encoding="utf-8"))
    names = [Path(one["source"]["file"]).name for one in submissions]
    if [name for name in shown if name] != [n for n, one in zip(names, submissions) if one["partner"]]:
        found.append("the HTML report has another order")
    openpyxl = programs.module("openpyxl")
    sheet = openpyxl.load_workbook(book).worksheets[0]
    titles = [row[0].value for row in sheet.iter_rows(min_row=7, min_col=3, max_col=3)]
    if [verdicts.index(one["verdict"]) for one in submissions] != [ORDER.index(title) for title in titles]:
        found.append("the summary workbook has another order")
    return found


def told(page_text, submission):
    """Every discrepancy with a cell lies in a range of a line about its code."""
    digits = submission["source"]["sha256"][:8]
    chapter = re.search(rf'<section class="chapter" id="p{digits}".*?<p class="turn">', page_text, re.S)[0]
    lines = {}
    for group in re.findall(r'<section class="finding-group.*?</section>', chapter, re.S):
        code = re.search(r"<code>([^<]+)</code>", group)[1]
        lines.setdefault(code, []).extend(re.findall(r'<a class="place"[^>]*>([^<]*)</a>', group))
    missing = []
    for item in submission["discrepancies"]:
        if item["cell"] and not any(readers.within(item["cell"], place.removeprefix(f"{item['sheet']}, "))
                                    for place in lines.get(item["code"], []) if place.startswith(item["sheet"])):
            missing.append(f"{submission['source']['file']}: {item['code']} at {item['cell']} is not told")
    return missing


def check(folder):
    found = []
    files = returned_folder.make(Path(folder) / "returned")
    report, data, book = (Path(folder) / f"report.{kind}" for kind in ("html", "json", "xlsx"))
    programs.respecte("score", *files, "--html", report, "--json", data, "-o", book, "--quiet", accept=(0, 1))
    with browser.Browser() as chromium:
        page = chromium.page()
        page.load(report)
        page.pdf(Path(folder) / "report.pdf")
    subprocess.run([programs.command("soffice"), f"-env:UserInstallation=file://{folder}/profile", "--headless",
                    "--convert-to", "pdf:calc_pdf_Export", "--outdir", f"{folder}/summary", book],
                   check=True, capture_output=True, timeout=300)
    printed = {"report": pages(Path(folder) / "report.pdf"), "summary": pages(Path(folder) / "summary/report.pdf")}
    found += [f"the {name} prints on {number} pages" for name, number in printed.items() if number > MOST_PAGES[name]]
    text = report.read_text(encoding="utf-8")
    for submission in json.loads(data.read_text(encoding="utf-8"))["submissions"]:
        found += told(text, submission)
    found += orders(files, folder)
    print(f"{len(files)} workbooks: report {printed['report']} pages, summary {printed['summary']} pages")
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--keep", help="keep everything in this folder")
    options = parser.parse_args()
    try:
        if browser.PROGRAM is None:
            raise programs.Missing("chromium")
        with programs.folder(options.keep) as folder:
            found = check(folder)
    except programs.Missing as missing:
        print(f"SKIPPED, missing: {missing}")
        return programs.SKIPPED
    for fault in found[:40]:
        print("  " + fault)
    print(f"{len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
