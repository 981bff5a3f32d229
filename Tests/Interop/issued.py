#!/usr/bin/env python3
"""Reads every workbook that can be issued with openpyxl, and finds in it what a well-made form has.

usage: issued.py [--case-studies N,N…] [--keep FOLDER]

For each template, language, choice of delivery models and number of case studies: every name points at an answer
cell and every answer cell has one; only answer cells are unlocked; each dropdown, date and number rule covers
exactly its cells and says what it should; each rule looks at its own rows and columns; formulas keep to the
functions that every program computes alike, and carry a value; texts and rules keep to Excel's limits; every text
stands out from its ground by 4.5 : 1.

Exit status: 0 nothing found, 1 something, 77 openpyxl is missing.
"""

import argparse
import re
import sys
import time
import zipfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from itertools import combinations
from pathlib import Path

import programs
import slots

ALLOWED = {"SUM", "COUNTIF", "COUNTIFS", "IF", "EDATE", "INT"}
WORDS = {"fr": ("O", "N", "S.O."), "en": ("Y", "N", "N/A")}
EVERY = {"fr": {True: "Les deux", False: "Tous"}, "en": {True: "Both", False: "All"}}


def issues(source, numbers):
    """Every way to issue a template."""
    template = programs.template(source)
    ids = [model["id"] for model in template["deliveryModels"]]
    for size in range(1, len(ids) + 1):
        for models in combinations(ids, size):
            for number in numbers:
                yield slots.Issue.of(template, models, number)


class Check:
    """One workbook."""

    def __init__(self, issue, path):
        openpyxl = programs.module("openpyxl")
        self.issue, self.path = issue, path
        self.book = openpyxl.load_workbook(path)
        self.values = openpyxl.load_workbook(path, data_only=True)
        self.counts, self.found = Counter(), []
        self.where = f"{issue.template['id']} {issue.template['language']} {' '.join(issue.options)}"

    def run(self):
        self.names()
        self.locks()
        self.validations()
        for sheet in self.book:
            self.conditional_formats(sheet)
            self.formulas(sheet)
            self.limits(sheet)
            self.contrasts(sheet)
        self.counts["workbooks"] += 1
        return self.counts, self.found

    def say(self, what):
        self.found.append(f"{self.where}: {what}"[:400])

    # Cells

    def names(self):
        """The names of the workbook are those of the contract, each for one cell of its own."""
        self.places = {}
        for name, defined in self.book.defined_names.items():
            if name.startswith("rsp."):
                ((sheet, cell),) = defined.destinations
                self.places[name] = sheet, cell.replace("$", "")
        for name in slots.names(self.issue) ^ set(self.places):
            self.say(f"the name {name} is {'there' if name in self.places else 'missing'}")
        if len(set(self.places.values())) != len(self.places):
            self.say("two names for one cell")
        self.counts["names"] += len(self.places)

    def locks(self):
        """Only answer cells are unlocked, on sheets that are protected and let columns, rows and filters be used."""
        unlocked = {
            (sheet.title, cell.coordinate) for sheet in self.book for row in sheet.iter_rows()
            for cell in row if not cell.protection.locked
        }
        for sheet, cell in unlocked ^ set(self.places.values()):
            self.say(f"{sheet}!{cell} is {'unlocked, but no answer' if (sheet, cell) in unlocked else 'locked'}")
        for sheet in self.book:
            protection = sheet.protection
            # openpyxl gives what is forbidden.
            if not protection.sheet or protection.password:
                self.say(f"{sheet.title} is not protected, or with a password")
            if protection.formatColumns or protection.formatRows or protection.autoFilter:
                self.say(f"{sheet.title}: columns, rows or filters cannot be used")
            if not protection.formatCells:
                self.say(f"{sheet.title}: cells may be formatted")

    # What may be typed

    def expected_rules(self):
        """What each answer cell takes, by place: worked out from the template."""
        template = self.issue.template
        yes, no, without = WORDS[template["language"]]
        rules = {}
        for control in template["controls"]:
            for answer in slots.asked(self.issue, control):
                met = [yes, no] + ([without] if control["conditional"] else [])
                rules[answer.name] = ("list", tuple(met))
                rules[answer.beside("evidence")] = ("any", None)
                if control["recencyMonths"]:
                    rules[answer.beside("date")] = ("date", None)
        for field, kind in slots.APPLICATION.items():
            rules[f"rsp.app.{field}"] = self.field_rule(field, kind)
        for number in range(1, self.issue.cases + 1):
            for field, kind in slots.CASE_STUDY.items():
                rules[f"rsp.case{number}.{field}"] = self.field_rule(field, kind)
        return {self.places[name]: rule for name, rule in rules.items() if name in self.places}

    def field_rule(self, field, kind):
        template = self.issue.template
        if field == "reusedFrom" and template["caseStudies"].get("reuse"):
            if template["caseStudies"]["reuse"]["competencies"]:
                return "list", tuple(template["caseStudies"]["reuse"]["competencies"])
        if kind == "yesNo":
            return "list", WORDS[template["language"]][:2]
        if kind == "category" and template["categories"]:
            return "list", tuple(category["label"] for category in template["categories"])
        if kind == "models":
            labels = [model["label"] for model in template["deliveryModels"]]
            if len(labels) == 1:
                return "list", tuple(labels)
            some = [", ".join(c) for n in range(2, len(labels)) for c in combinations(labels, n)]
            return "list", tuple(sorted(labels + some + [EVERY[template["language"]][len(labels) == 2]]))
        return {"number": ("whole", None), "date": ("date", None)}.get(kind, ("any", None))

    def validations(self):
        found = {}
        for sheet in self.book:
            for rule in sheet.data_validations.dataValidation:
                kind = rule.type or "any"
                items = self.items(sheet, rule.formula1) if kind == "list" else None
                self.words(sheet, rule, kind)
                for cell_range in rule.sqref.ranges:
                    for row in range(cell_range.min_row, cell_range.max_row + 1):
                        for column in range(cell_range.min_col, cell_range.max_col + 1):
                            place = sheet.title, sheet.cell(row, column).coordinate
                            if place in found:
                                self.say(f"two rules for {place}")
                            found[place] = kind, items
                self.counts["rules of entry"] += 1
        expected = self.expected_rules()
        for place in expected.keys() | found.keys():
            wanted, got = expected.get(place, "no rule"), found.get(place, "no rule")
            if wanted != got and not (isinstance(got, tuple) and got[1] and isinstance(wanted, tuple)
                                      and (wanted[0], sorted(wanted[1] or ())) == (got[0], sorted(got[1]))):
                self.say(f"{place[0]}!{place[1]} takes {got}, {wanted} expected")

    def items(self, sheet, formula):
        """The items of a list: literal, or in a range of another sheet."""
        if formula.startswith('"'):
            return tuple(formula.strip('"').split(","))
        name, _, cells = formula.rpartition("!")
        area = self.values[name.strip("'") or sheet.title][cells.replace("$", "")]
        rows = area if isinstance(area, tuple) else ((area,),)
        return tuple(cell.value for (cell,) in rows)

    def words(self, sheet, rule, kind):
        place = f"{sheet.title}!{rule.sqref}"
        if not rule.prompt or not rule.showInputMessage:
            self.say(f"{place} explains nothing")
        # A competency that is not on the list is asked about; everything else is refused.
        style = "warning" if kind == "list" and "$F$" in rule.formula1 else "stop"
        if kind != "any" and (not rule.error or not rule.errorTitle or (rule.errorStyle or "stop") != style
                              or not rule.showErrorMessage):
            self.say(f"{place} refuses nothing, or without a word")
        for text, limit in ((rule.promptTitle, 32), (rule.errorTitle, 32), (rule.prompt, 255), (rule.error, 255)):
            if len((text or "").encode("utf-16-le")) // 2 > limit:
                self.say(f"{place}: {text!r} is longer than {limit}")
        if kind == "list" and rule.showDropDown:
            self.say(f"{place} hides its list")

    # Rules and formulas

    def conditional_formats(self, sheet):
        for formats in sheet.conditional_formatting:
            # One range a rule: programs differ in what a formula of several is relative to.
            if len(formats.sqref.ranges) != 1:
                self.say(f"{sheet.title}: a rule for {formats.sqref}")
            (first, *_) = formats.sqref.ranges
            for rule in formats.rules:
                self.counts["conditional formats"] += 1
                for formula in rule.formula:
                    if "!" in formula:
                        self.say(f"{sheet.title}: {formula} looks at another sheet")
                    self.functions(sheet, formula, "conditional format")
                    for column, row in references(formula):
                        at_row, at_column = f"{first.min_row}", letters(first.min_col)
                        if not row.startswith("$") and row != at_row:
                            self.say(f"{sheet.title}: {formula} of {formats.sqref} looks at row {row}")
                        if not column.startswith("$") and column != at_column:
                            self.say(f"{sheet.title}: {formula} of {formats.sqref} looks at column {column}")

    def functions(self, sheet, formula, place):
        bare = re.sub(r'"(?:[^"]|"")*"', '""', formula)
        for name in re.findall(r"([A-Za-z_.][A-Za-z0-9_.]*)\(", bare):
            if name.upper() not in ALLOWED:
                self.say(f"{sheet.title}!{place} uses {name}")
        if len(formula) > 8192:
            self.say(f"{sheet.title}!{place}: a formula of {len(formula)} characters")
        for text in re.findall(r'"((?:[^"]|"")*)"', formula):
            if len(text.encode("utf-16-le")) // 2 > 255:
                self.say(f"{sheet.title}!{place}: a text of {len(text)} characters in a formula")
        depth = deepest = 0
        for sign in bare:
            depth += {"(": 1, ")": -1}.get(sign, 0)
            deepest = max(deepest, depth)
        if deepest > 64:
            self.say(f"{sheet.title}!{place}: {deepest} levels in a formula")
        # As Excel keeps it: a reference to another sheet takes 7 bytes, a range 11, a text 3 and 2 for each character.
        size = 11 * len(list(references(formula))) + sum(
            3 + 2 * len(t) for t in re.findall(r'"((?:[^"]|"")*)"', formula)) + 4 * len(re.findall(r"[-+*/&=<>(),]", bare))
        if size > 16384:
            self.say(f"{sheet.title}!{place}: a formula of about {size} bytes")

    def formulas(self, sheet):
        values = self.values[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    self.counts["formulas"] += 1
                    self.functions(sheet, cell.value.removeprefix("="), cell.coordinate)
                    # openpyxl gives an empty text as nothing; the file has to say that there is a text.
                    if values[cell.coordinate].value is None and (sheet.title, cell.coordinate) not in self.empty_texts:
                        self.say(f"{sheet.title}!{cell.coordinate} has no value")

    @property
    def empty_texts(self):
        """The formulas whose stored value is an empty text."""
        if not hasattr(self, "_empty"):
            self._empty = set()
            with zipfile.ZipFile(self.path) as archive:
                for number, sheet in enumerate(self.book.sheetnames, 1):
                    part = archive.read(f"xl/worksheets/sheet{number}.xml").decode()
                    for cell in re.findall(r'<c r="([A-Z]+[0-9]+)"[^>]* t="str"[^>]*><f>[^<]*</f><v></v>', part):
                        self._empty.add((sheet, cell))
        return self._empty

    # Limits and looks

    def limits(self, sheet):
        if len(sheet.title) > 31:
            self.say(f"{sheet.title}: a long name")
        for row in sheet.iter_rows():
            for cell in row:
                text = cell.value if isinstance(cell.value, str) else ""
                if cell.data_type != "f" and len(text.encode("utf-16-le")) // 2 > 32767:
                    self.say(f"{sheet.title}!{cell.coordinate}: a text of {len(text)} characters")
                if cell.hyperlink is not None and len(cell.hyperlink.location or cell.hyperlink.target or "") > 2079:
                    self.say(f"{sheet.title}!{cell.coordinate}: a long link")
        for number, row in sheet.row_dimensions.items():
            if row.height and row.height > 409:
                self.say(f"{sheet.title} row {number} is {row.height} points high")
        for footer in (sheet.oddFooter.left, sheet.oddFooter.center, sheet.oddFooter.right):
            if len(footer.text or "") > 255:
                self.say(f"{sheet.title}: a long footer")
        if sheet.sheet_state == "visible":
            if sheet.page_setup.orientation != "landscape" or sheet.page_setup.paperSize != 9:
                self.say(f"{sheet.title} is not printed on A4 landscape")
            if "&P" not in (sheet.oddFooter.right.text or ""):
                self.say(f"{sheet.title} has no page numbers")
            if self.issue.template["version"] not in (sheet.oddFooter.left.text or ""):
                self.say(f"{sheet.title}: the checklist's version is not in the footer")
        for link in (cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink):
            if link.location:
                name = link.location.rpartition("!")[0].strip("'").replace("''", "'")
                if name not in self.book.sheetnames:
                    self.say(f"{sheet.title}!{link.ref} leads to {link.location}")

    def contrasts(self, sheet):
        if sheet.sheet_state != "visible":
            return
        pairs = set()
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    pairs.add((rgb(cell.font.color, "000000"), ground(cell.fill)))
        for formats in sheet.conditional_formatting:
            for rule in formats.rules:
                if rule.dxf and rule.dxf.fill:
                    # A difference keeps its ground as the background colour.
                    back = rule.dxf.fill.bgColor if rule.dxf.fill.bgColor.rgb not in (None, "00000000") else rule.dxf.fill.fgColor
                    pairs.add((rgb(rule.dxf.font.color if rule.dxf.font else None, "000000"), rgb(back, "FFFFFF")))
        for ink, paper in pairs:
            self.counts["colour pairs"] += 1
            if contrast(ink, paper) < 4.5:
                self.say(f"{sheet.title}: {ink} on {paper} has a contrast of {contrast(ink, paper):.2f}")


def references(formula):
    """The column and row of each reference in a formula, with their dollar signs."""
    bare = re.sub(r'"(?:[^"]|"")*"', '""', re.sub(r"'(?:[^']|'')*'!", "", formula))
    return re.findall(r"(?<![A-Za-z0-9_.])(\$?[A-Z]{1,3})(\$?[0-9]+)(?![A-Za-z0-9_(])", bare)


def letters(column):
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def rgb(color, default):
    if color is None or color.type != "rgb":
        return default
    return color.rgb[-6:]


def ground(fill):
    return rgb(fill.fgColor, "FFFFFF") if fill.fill_type == "solid" else "FFFFFF"


def contrast(a, b):
    """The contrast of two colours (WCAG 2.1, § 1.4.3)."""
    def luminance(color):
        parts = [int(color[i:i + 2], 16) / 255 for i in (0, 2, 4)]
        r, g, b = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def check(job):
    source, models, number, path = job
    issue = slots.Issue.of(programs.template(source), models, number)
    selection = ["--template", source] if source else []
    programs.respecte("export", *selection, *issue.options, "-o", path)
    return Check(issue, path).run()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--case-studies", default=",".join(map(str, range(1, 13))))
    parser.add_argument("--keep", help="a folder for the workbooks, which otherwise go")
    options = parser.parse_args()
    numbers = [int(number) for number in options.case_studies.split(",")]
    start = time.monotonic()
    try:
        programs.module("openpyxl")
        built_in = programs.respecte("template", "list").split()
        with programs.folder(options.keep) as folder:
            jobs = []
            for source in built_in + [programs.SECOND_TEMPLATE]:
                for issue in issues(source, numbers):
                    path = Path(folder) / f"{len(jobs)}.xlsx"
                    jobs.append((source, issue.models, issue.cases, path))
            counts, found = Counter(), []
            with ProcessPoolExecutor(max_workers=2) as pool:
                for some, faults in pool.map(check, jobs):
                    counts += some
                    found += faults
    except programs.Missing as missing:
        print(f"issued workbooks: SKIPPED, missing: {missing}")
        return programs.SKIPPED
    figures = ", ".join(f"{number} {what}" for what, number in counts.items())
    print(f"issued workbooks: {figures}, {len(found)} faults, {time.monotonic() - start:.1f} s")
    for fault in found[:40]:
        print("  " + fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
