#!/usr/bin/env python3
"""Lets other programs open and compute the workbooks that respecte issues.

usage: recalculate.py [--fillings N] [--seed N] [--keep FOLDER]

1. Blank workbooks: every formula's stored value is what LibreOffice and Gnumeric compute, and every program
   that opens them sees the same sheets and texts. Every row is as high as its texts need.
2. Filled workbooks: LibreOffice and Gnumeric compute the same, and the summary sheet says what `respecte score`
   says of the same file; what stands beside each answer is what the contract still asks for.

Exit status: 0 no difference, 1 a difference, 77 LibreOffice is missing.
"""

import argparse
import json
import math
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

import compare
import fill_openpyxl
import fillings
import programs
import readers
import slots
import statuses
import stored
from libreoffice import LibreOffice

SUMMARY = {"fr": "Synthèse", "en": "Summary"}
SENTENCES = {"Il manque": "incomplete", "Still missing": "incomplete",
             "Tout est rempli, mais": "notEligible", "Everything is filled in, but": "notEligible",
             "Tout est rempli et": "eligible", "Everything is filled in and": "eligible"}


class Run:
    def __init__(self, folder, office):
        self.folder, self.office = Path(folder), office
        self.counts, self.differences, self.skipped = Counter(), [], {}

    def differ(self, what, expected, got):
        self.differences.append(f"{what}: {expected!r} expected, {got!r} found"[:400])

    def equal(self, what, expected, got):
        if not same(expected, got):
            self.differ(what, expected, got)

    def blank(self, issue, source, name):
        path = self.folder / f"{name}.xlsx"
        selection = ["--template", source] if source else []
        programs.respecte("export", *selection, *issue.options, "-o", path)
        return path

    # Blank workbooks

    def blanks(self, source):
        template = programs.template(source)
        required = template["caseStudies"]["required"]
        every = [model["id"] for model in template["deliveryModels"]]
        issues = [slots.Issue.of(template), slots.Issue.of(template, cases=required + 2)]
        issues += [slots.Issue.of(template, [id]) for id in every]
        issues += [slots.Issue.of(template, cases=1), slots.Issue.of(template, cases=12)]
        for number, issue in enumerate(issues):
            name = f"{template['id']} {' '.join(issue.options)}"
            path = self.blank(issue, source, f"blank-{template['language']}-{number}")
            self.counts["blank workbooks"] += 1
            found = {n for n in stored.places(path) if n.startswith("rsp.")}
            for missing in sorted(found ^ slots.names(issue)):
                self.differ(name + " defined name", missing, missing in found)
            self.formulas(name, path, readers.formula_values(path))
            self.heights(name, path)
            if number < 2:
                self.open(name, path)

    def heights(self, name, path):
        """Every text can be read in full without dragging a row, at the widths of LibreOffice."""
        for sheet, row, given, needed in self.office.run(open=str(path), heights=True)["heights"]:
            self.counts["rows"] += 1
            if needed > given + 0.5:
                self.differ(f"{name} {sheet} row {row}", f"{needed:.1f} points", f"{given:.1f}")

    def formulas(self, name, path, expected):
        """LibreOffice and Gnumeric compute what is expected, which is what is stored where nothing else is said."""
        seen = self.office.run(open=str(path), tell="formulas")
        computed = {(sheet, cell): value for sheet, cell, _, value, _ in seen["cells"]}
        self.counts["formulas"] += len(computed)
        self.same_cells(name + " LibreOffice", expected, computed)
        try:
            gnumeric = readers.recalculated_by_gnumeric(path, self.folder)
            self.same_cells(name + " Gnumeric", expected, gnumeric)
        except programs.Missing as missing:
            self.skipped["Gnumeric"] = missing

    def same_cells(self, name, expected, got):
        for place in expected.keys() | got.keys():
            value, other = expected.get(place), got.get(place)
            # An empty text is stored as none.
            value, other = (None if text == "" else text for text in (value, other))
            self.equal(f"{name} {place[0]}!{place[1]}", value, other)

    def open(self, name, path):
        texts = {}
        for (sheet, cell), text in stored.texts(path).items():
            texts.setdefault(sheet, {})[cell] = stored.unescaped(text)
        texts = {sheet: {c: t for c, t in cells.items() if t} for sheet, cells in texts.items()}
        computed = readers.formula_values(path)
        for program, read in {
            "LibreOffice": readers.libreoffice(self.office), "Gnumeric": readers.gnumeric,
            "openpyxl": readers.openpyxl, "calamine": readers.calamine,
            "excelize": readers.excelize,
        }.items():
            try:
                seen = read(path, self.folder)
            except programs.Missing as missing:
                self.skipped[program] = missing
                continue
            self.counts["openings"] += 1
            self.equal(f"{name} {program} sheets", list(texts), list(seen))
            for sheet, cells in texts.items():
                for cell, text in cells.items():
                    self.equal(f"{name} {program} {sheet}!{cell}", text, seen.get(sheet, {}).get(cell))
                self.counts["texts"] += len(cells)
                for cell, text in seen.get(sheet, {}).items():
                    # Some show numbers and results as texts.
                    if cell not in cells and (sheet, cell) not in computed and not is_number(text):
                        self.differ(f"{name} {program} {sheet}!{cell}", None, text)

    # Filled workbooks

    def filled(self, number):
        built_in = programs.respecte("template", "list").split()
        source = ([*built_in, programs.SECOND_TEMPLATE] * 2)[number % 4]
        template = programs.template(source)
        issue = fillings.random_issue(template, Random(f"plain issue {number}"))
        filling = fillings.random_filling(issue, number, plain=True)
        blank = self.blank(issue, source, f"blank-{number}")
        path = self.folder / f"filled-{number}.xlsx"
        with fill_openpyxl.Filler() as filler:
            filler.fill(blank, filling, path)
        self.counts["fillings"] += 1
        name = f"filling {number}"
        seen = self.office.run(open=str(path), tell="all")
        values = {(sheet, cell): value for sheet, cell, _, value, _ in seen["cells"]}
        computed = {(s, c): value for s, c, _, value, is_formula in seen["cells"] if is_formula}
        self.counts["formulas"] += len(computed)
        try:
            gnumeric = readers.recalculated_by_gnumeric(path, self.folder)
            self.same_cells(name + " Gnumeric", computed, gnumeric)
        except programs.Missing as missing:
            self.skipped["Gnumeric"] = missing
        score = self.folder / f"score-{number}.json"
        programs.respecte(
            "score", *programs.knowing(source), "--json", score, path, accept=(0, 1))
        (submission,) = json.loads(score.read_text(encoding="utf-8"))["submissions"]
        self.summary(name, filling, Summary(values, SUMMARY[template["language"]]), submission)
        self.statuses(name, filling, values, template["language"])

    def statuses(self, name, filling, values, language):
        """What stands beside each answer, against what the contract asks for."""
        shown, words = statuses.shown(values, language), statuses.WORDS[language]
        for place, expected in statuses.expected(filling).items():
            self.counts["statuses"] += 1
            self.counts["status " + expected] += 1
            self.equal(f"{name} status {place}", words[expected], shown.get(place))

    def summary(self, name, filling, sheet, submission):
        """The figures of the summary sheet, by the keys of its hidden column, against those of the score."""
        def figure(what, expected, got):
            self.counts["figures"] += 1
            self.equal(f"{name} {what}", expected, got)

        def score(key, expected):
            columns = {"met": "E", "notMet": "F", "notApplicable": "G", "open": "H",
                       "applicable": "I", "percent": "J"}
            for member, column in columns.items():
                got = sheet.value("score:" + key, column)
                figure(f"{key} {member}", expected[member], None if got == "" else got)

        empty = dict.fromkeys(("met", "notMet", "notApplicable", "open", "applicable"), 0)
        empty["percent"] = None
        score("total", submission["score"])
        figure("prerequisites", submission["prerequisites"]["met"], sheet.value("prerequisites", "C"))
        figure("prerequisites required", submission["prerequisites"]["required"],
               sheet.value("prerequisites", "D"))
        studies = {study["number"]: study for study in submission["caseStudies"]}
        for number in sheet.case_studies:
            study = studies.get(number)
            figure(f"case {number} used", int(study is not None), sheet.value(f"case{number}", "D"))
            for section in sheet.sections(number):
                matching = [
                    s["score"] for s in (study["sections"] if study else [])
                    if f"case{number}.{s['part']}" + (f".{s['ref']}" if s["ref"] else "") == section
                ]
                score(section, matching[0] if matching else empty)
            if study:
                figure(f"case {number} open", study["score"]["open"], sheet.value(f"case{number}", "F"))
                figure(f"case {number} not met", study["score"]["notMet"], sheet.value(f"case{number}", "G"))
            figure(f"case {number} retained", int(bool(study and study["retained"])),
                   sheet.value(f"case{number}", "J"))
            figure(f"case {number} public", int(bool(study and study["retained"] and study["public"])),
                   sheet.value(f"case{number}", "K"))
        retained = [study for study in studies.values() if study["retained"]]
        figure("retained", len(retained), sheet.value("retained", "C"))
        figure("public", sum(study["public"] for study in retained), sheet.value("public", "C"))
        figure("open", submission["score"]["open"], sheet.value("open", "C"))
        controls = filling.issue.template["controls"]
        declarations = {c["id"] for c in controls if c["answer"] == "declaration"}
        found = Counter()
        for item in submission["discrepancies"]:
            found[item["code"], item["control"] in declarations] += 1
            if item["code"] == "evidence.absent" and item["severity"] == "error":
                found["evidence demanded"] += demanding(filling, item["control"], item["scope"])
        figure("declarations", found["answer.blank", True] + found["answer.missing", True],
               sheet.value("declarations", "C"))
        figure("fields", found["field.absent", False], sheet.value("fields", "C"))
        figure("evidence", found["evidence demanded"], sheet.value("evidence", "C"))
        verdict = [v for start, v in SENTENCES.items() if sheet.sentence.startswith(start)]
        figure("verdict", [submission["verdict"]], verdict)
        self.counts[submission["verdict"]] += 1


class Summary:
    """The summary sheet's rows by their hidden keys."""

    def __init__(self, values, name):
        self.values, self.name = values, name
        self.rows = {
            key: cell[1:] for (sheet, cell), key in values.items()
            if sheet == name and cell[0] == "A" and cell[1:].isdigit()
        }
        self.sentence = values[name, "B2"]
        self.case_studies = [
            int(key[4:]) for key in self.rows if key.startswith("case") and key[4:].isdigit()
        ]

    def value(self, key, column):
        return self.values.get((self.name, column + self.rows[key]))

    def sections(self, number):
        start = f"score:case{number}."
        return [key.removeprefix("score:") for key in self.rows if key.startswith(start)]


def demanding(filling, control, scope):
    """How many answers share an evidence cell that has to be filled: the score names the cell once, the sheet
    counts each answer, and S.O. without its reason as open."""
    answers, _, _ = compare.expected(filling)
    words = [filling.cells.get(a.name) for a in answers if (a.control, a.scope) == (control, scope)]
    (asked,) = [c for c in filling.issue.template["controls"] if c["id"] == control]
    demanded = {"O", "Y"} if asked["evidence"]["required"] else set()
    if asked["evidence"]["whenNo"]:
        demanded.add("N")
    return sum(word in demanded for word in words)


def same(a, b):
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return math.isclose(a, b, rel_tol=1e-12, abs_tol=1e-12)
    return a == b


def is_number(text):
    try:
        float(text.strip(" %").replace(",", "."))
        return True
    except ValueError:
        return False


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--fillings", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", help="a folder for the workbooks, which otherwise go")
    options = parser.parse_args()
    start = time.monotonic()
    try:
        with programs.folder(options.keep) as folder, LibreOffice() as office:
            run = Run(folder, office)
            for source in programs.respecte("template", "list").split() + [programs.SECOND_TEMPLATE]:
                run.blanks(source)
            for number in range(options.seed, options.seed + options.fillings):
                run.filled(number)
    except programs.Missing as missing:
        print(f"recalculation: SKIPPED, missing: {missing}")
        return programs.SKIPPED
    for program, missing in run.skipped.items():
        print(f"recalculation without {program}: SKIPPED, missing: {missing}")
    figures = ", ".join(f"{number} {what}" for what, number in run.counts.items())
    seconds = time.monotonic() - start
    print(f"recalculation: {figures}, {len(run.differences)} differences, {seconds:.1f} s")
    for difference in run.differences[:40]:
        print("  " + difference)
    if len(run.differences) > 40:
        print(f"  … and {len(run.differences) - 40} more")
    return 1 if run.differences else 0


if __name__ == "__main__":
    sys.exit(main())
