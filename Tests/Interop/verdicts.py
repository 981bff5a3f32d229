#!/usr/bin/env python3
"""What blocks is said the first time, and the same by everything that says it: one workbook for each rule, and its twin.

usage: verdicts.py [--quick] [--keep FOLDER]

Each row of verdicts_table.py is a sound workbook with something changed, in French and in English, and its mended twin;
--quick takes every sixth row in each language, never the same. `score --json`, `check`, the table, the summary workbook,
the page, the portal and the summary sheet that LibreOffice recalculates have to say the same verdict, reasons and counts.

Exit status: 0 all as expected, 1 a difference, 77 a program is missing.
"""

import argparse
import datetime
import html
import json
import os
import re
import sys
import time
import warnings
from dataclasses import dataclass
from pathlib import Path
from random import Random

import agree
import codes
import fill_openpyxl
import fillings
import programs
import recalculate
import slots
from libreoffice import LibreOffice
from verdicts_portal import Portal
from verdicts_table import AGES, BLOCKS, CARRIED, DAY, EVIDENCE, FINDINGS, NEXT, Row

warnings.simplefilter("ignore")
SAID = {"fr": {"eligible": "éligible", "notEligible": "non éligible", "incomplete": "incomplet"},
        "en": {"eligible": "eligible", "notEligible": "not eligible", "incomplete": "incomplete"}}
MARK = {"fr": "▲ À relire", "en": "▲ Read again"}
# They follow from other findings, whose rows they would lengthen.
CONSEQUENCES = {"answer.blank", "case.tooFew", "case.tooFewPublic", "answer.premature", "answer.inconsistent"}


def sound(issue):
    """Everything that is asked, answered with yes, for one delivery model; each public case study has a link of its own."""
    cells = agree.sound(issue, Random("verdicts"))
    cells |= {"rsp.app.assessmentDate": DAY, "rsp.app.deliveryModel": issue.template["deliveryModels"][0]["label"],
              "rsp.app.heldCompetencies": "IoT, Migration"}
    for k in range(1, issue.cases + 1):
        cells.pop(f"rsp.case{k}.deliveryModel", None)
        cells |= {f"rsp.case{k}.productionDate": DAY - datetime.timedelta(100 * k),
                  f"rsp.case{k}.publicUrl": f"https://exemple.fr/cas-{k}"}
    for name in [n for n in cells if n.endswith(".date")]:
        cells[name] = DAY - datetime.timedelta(40)
    for control in issue.template["controls"]:
        for answer in slots.asked(issue, control):
            cells[answer.beside("evidence")] = f"Dossier {control['id']}, page {answer.scope}"
    return {name: value for name, value in cells.items() if ".customer.met" not in name}


def next_version(name, target):
    """The built-in checklist's next version: a prerequisite has become conditional, and a control is reworded."""
    text = (programs.ROOT / f"Templates/{name}.yaml").read_text(encoding="utf-8")
    edition = name.rsplit(".", 1)[0] + "@1.0"
    controls = re.split(r"(?m)^(?=  - id: )", text)
    for index, control in enumerate(controls):
        if control.startswith("  - id: prereq.3.1\n"):
            controls[index] = control.replace("    applies:", "    condition: applications sold by resellers\n    applies:")
        if control.startswith("  - id: tech.1.1\n"):
            controls[index] = control.replace("    text: |-\n", "    text: |-\n      Reworded.\n\n")
    text = "".join(controls).replace('version: "1.0"', f'version: "2.0"\npredecessors: ["{edition}"]', 1)
    target.write_text(text, encoding="utf-8")
    return target


@dataclass
class Case:
    """A workbook of a row, raised or mended; of an auditor's also the partner's that it was made of."""

    row: Row
    path: Path
    partner: str
    original: Path | None = None


class Chapter:
    """What a page says of one submission."""

    def __init__(self, markup):
        self.verdict = re.search(r'<span class="badge[^>]*>(?:<span[^>]*>[^<]*</span>)?([^<]*)', markup)[1]
        self.figures = [html.unescape(f) for f in re.findall(r"<dd>([^<]*)</dd>", markup)[1:6]]
        self.text = plain(markup)


def plain(markup):
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def squeezed(text):
    return " ".join(text.replace("\u00a0", " ").replace("’", "'").lower().split())


class Run:
    """All rows of one language."""

    def __init__(self, folder, office, language, is_quick):
        self.folder, self.office, self.language, self.is_quick = Path(folder), office, language, is_quick
        self.name = programs.built_in(language)
        self.faults, self.count, self.cases = [], 0, 0
        self.filler = fill_openpyxl.Filler()

    def expect(self, what, expected, found):
        self.count += 1
        if expected != found:
            self.faults.append(f"{self.language}, {what}: {expected!r} expected, {found!r} found"[:600])

    def respecte(self, *words):
        return programs.respecte(*words, accept=(0, 1), language=self.language)

    # The workbooks

    def filled(self, stem, row):
        """A sound workbook with a row's changes, and the auditor's made of it where some of them are an auditor's."""
        path, partner = self.folder / f"{stem}.{self.language}.xlsx", f"Maison {stem}"
        cells, remarks = self.sound | {"rsp.app.partner": partner}, {}
        for place, value in row.changes.items():
            value = value[self.language == "en"] if isinstance(value, tuple) else value
            (remarks if place.endswith((".finding", ".reason")) else cells)[place] = value
        original = path.with_suffix(".partner.xlsx") if remarks else None
        self.filler.fill(self.blank, fillings.Filling(self.issue, self.nothing | cells), original or path)
        if remarks:
            self.respecte("audit", original, "-o", path)
            auditors = self.auditors(path, remarks)
            if len(auditors) > 1:
                self.respecte("audit", "--merge", *auditors, "-o", path)
        return Case(row, path, partner, original)

    def auditors(self, path, remarks):
        """The audit workbook, filled in by as many as there are readings of a cell."""
        count = max(len(text.split("≠")) for text in remarks.values())
        paths = [path] if count == 1 else [path.with_suffix(f".{number}.xlsx") for number in range(count)]
        for number, target in enumerate(paths):
            said = {name: text.split("≠")[number].strip() for name, text in remarks.items()}
            self.filler.fill(path, fillings.Filling(self.issue, said), target)
        return paths

    def raised_and_mended(self, name, rows):
        """Each row's workbook and its twin; twins that are alike are one."""
        known = set()
        step = slice(3 * (self.language == "en"), None, 6) if self.is_quick else slice(None)
        for number, row in enumerate(rows[step]):
            yield self.filled(f"{name}{number}", row)
            if repr(row.twin) not in known:
                known.add(repr(row.twin))
                yield self.filled(f"{name}{number}m", Row(row.what + ", mended", row.twin, "eligible"))

    def carried_over(self, old, source):
        """Answers under the next version: as they come over, and as somebody confirms them."""
        submission, made = old.path.with_suffix(".json"), self.folder / f"v.{self.language}.xlsx"
        submission.write_text(self.respecte("import", old.path, "--to", source, "--template", source), encoding="utf-8")
        self.respecte("export", "--template", source, "--delivery", "saas", "--prefill", submission, "-o", made)
        book = programs.module("openpyxl").load_workbook(made)
        marked = [cell for sheet in book for line in sheet.iter_rows() for cell in line
                  if cell.data_type == "s" and str(cell.value).startswith(MARK[self.language] + " – ")]
        self.expect("cells with the mark", 4, len(marked))
        for cell in marked:
            cell.value = cell.value.removeprefix(MARK[self.language] + " – ")
        ((sheet, cell),) = book.defined_names["rsp.app.partner"].destinations
        book[sheet][cell].value = "Maison vm"
        book.save(confirmed := self.folder / f"vm.{self.language}.xlsx")
        mended = Row(CARRIED.what + " and confirmed", {}, "eligible")
        return [Case(CARRIED, made, old.partner), Case(mended, confirmed, "Maison vm")]

    # What is said of them

    def run(self):
        template = self.issued(self.name)
        tables = {"b": BLOCKS, "a": AGES, "e": EVIDENCE, "f": FINDINGS}
        cases = [case for name, rows in tables.items() for case in self.raised_and_mended(name, rows)]
        sound_one = next(case for case in cases if not case.row.changes)
        self.compare(cases, template)
        if self.is_quick and self.language == "en":
            return
        source = next_version(self.name, self.folder / f"{self.name}.yaml")
        cases = self.carried_over(sound_one, source)
        template = self.issued(source)
        self.compare([*cases, *self.raised_and_mended("n", NEXT)], template, "--template", source)

    def issued(self, source):
        template = programs.template(source)
        self.issue = slots.Issue.of(template, [template["deliveryModels"][0]["id"]])
        blank = self.folder / f"blank.{self.language}.xlsx"
        self.respecte("export", "--template", source, *self.issue.options, "-o", blank, "--force")
        # It is filled anew for each row.
        self.sound, self.blank = sound(self.issue), self.filler.load(blank)
        self.nothing = dict.fromkeys(slots.names(self.issue))
        return template

    def compare(self, cases, template, *options):
        """Holds everything that speaks of these workbooks against `score --json`, and that against the table."""
        files, self.cases = [case.path for case in cases], self.cases + len(cases)
        output, book, page = (self.folder / f"{self.language}.{kind}" for kind in ("json", "summary.xlsx", "html"))
        self.respecte("score", *files, *options, "--json", output, "-o", book, "--html", page, "--quiet")
        table = self.respecte("score", *files, *options, "--quiet")
        checks = codes.checked(files, options, self.language)
        submissions = json.loads(output.read_text(encoding="utf-8"))["submissions"]
        rows = programs.module("openpyxl").load_workbook(book, data_only=True).worksheets[0].iter_rows(values_only=True)
        summary = {row[1]: row for row in rows if row[1]}
        chapters = re.split('<section class="chapter"', page.read_text(encoding="utf-8"))[1:]
        with Portal(self.language, f"{template['id']}@{template['version']}", options) as portal:
            for case, submission, chapter in zip(cases, submissions, chapters, strict=True):
                self.what = case.row.what
                self.raised(case.row, submission)
                before, after = self.portal(portal, case, submission)
                reports = {"check": checks[case.path], "the page": plain(chapter),
                           "the table": self.of_table(table, case, submission), "the portal": plain(before),
                           "the portal's report": plain(after),
                           "the summary workbook": self.of_summary(summary[case.partner], submission)}
                self.chapter("the page", chapter, submission)
                self.chapter("the portal", after.split('<section class="chapter"')[1], submission)
                self.shown(case.row, reports)
                self.recalculated(case, submission, template)

    def raised(self, row, submission):
        """What the table says."""
        self.expect(f"{row.what}, verdict", row.verdict, submission["verdict"])
        blank = [r["control"] for r in submission["reasons"] if r["code"] == "answer.blank"]
        self.expect(f"{row.what}, open", ["tech.1.2"] if row.is_open else [], blank)
        reasons = [(r["code"], r["control"], r["scope"]) for r in submission["reasons"] if r["code"] != "answer.blank"]
        self.expect(f"{row.what}, reasons", row.reasons, reasons)
        codes = {d["code"] for d in submission["discrepancies"]} - CONSEQUENCES
        self.expect(f"{row.what}, codes", set(row.codes), codes)
        errors = [d["code"] for d in submission["discrepancies"] if d["severity"] == "error"]
        self.expect(f"{row.what}, errors left", [], errors if row.verdict == "eligible" else [])

    @staticmethod
    def counts(submission):
        retained = [s for s in submission["caseStudies"] if s["retained"]]
        return [submission["prerequisites"]["met"], len(retained), sum(s["public"] for s in retained)]

    @staticmethod
    def severities(submission):
        found = [d["severity"] for d in submission["discrepancies"]]
        return [found.count("error"), found.count("warning")]

    def portal(self, portal, case, submission):
        assessment, before, after = (
            portal.audited(case.path, case.original) if case.original else portal.returned(case.path))
        for member in submission.keys() - {"source"}:
            self.expect(f"{case.row.what}, the portal's {member}", submission[member], assessment[member])
        return before, after

    def of_table(self, table, case, submission):
        """A submission's line, and what is said of it below the table."""
        lines = table.replace("\u00a0", " ").splitlines()
        line = next(line for line in lines if line.startswith(case.partner + " "))
        found = re.search(r"(\d+)/\d+ +(\d+)/\d+ +\((\d+)\) +(\d+) +(\d+) +\d+$", line)
        self.expect(f"{case.row.what}, the table", [*self.counts(submission), *self.severities(submission)],
                    [int(figure) for figure in found.groups()] if found else line)
        self.expect(f"{case.row.what}, the table's verdict", True, f" {SAID[self.language][submission['verdict']]} " in line)
        below, told = lines[lines.index(case.partner) + 1:] if case.partner in lines else [], []
        for line in below:
            if not line.startswith("  "):
                break
            told.append(line)
        return "\n".join(told)

    def of_summary(self, cells, submission):
        self.expect(f"{self.what}, the summary workbook",
                    [SAID[self.language][submission["verdict"]], *self.counts(submission)], [cells[2], *cells[4:7]])
        return " ".join(map(str, cells))

    def chapter(self, report, markup, submission):
        chapter, counts = Chapter(markup), self.counts(submission)
        self.expect(f"{self.what}, {report}", SAID[self.language][submission["verdict"]], chapter.verdict)
        figures = [int(figure.split("/")[0].replace("\u202f", "")) for figure in chapter.figures]
        self.expect(f"{self.what}, {report}'s figures", [*counts, *self.severities(submission)], figures)

    def shown(self, row, reports):
        # Reports say it in an order of their own: the case study, then what is said of it.
        for text in re.split(" ?: |, ", row.shown[self.language == "en"]) if row.shown else ():
            for report, content in reports.items():
                wanted = squeezed(text.removesuffix(" N"))
                self.expect(f"{row.what}, {report} says {wanted}", True, wanted in squeezed(content))

    def recalculated(self, case, submission, template):
        """The summary sheet of the partner's workbook, live."""
        name = "Audit" if case.original else recalculate.SUMMARY[self.language]
        seen = self.office.run(open=str(case.path), tell="all", sheets=[name])["cells"]
        values = {(sheet, cell): value for sheet, cell, _, value, _ in seen}
        if case.original:
            return self.recalculated_audit(case, values)
        sheet = recalculate.Summary(values, name)
        said = [v for start, v in recalculate.SENTENCES.items() if sheet.sentence.startswith(start)]
        self.expect(f"{case.row.what}, summary sheet",
                    [[case.row.verdict], *self.counts(submission), submission["score"]["open"]],
                    [said, *(sheet.value(key, "C") for key in ("prerequisites", "retained", "public", "open"))])
        listed = " ".join(map(str, values.values()))
        refs = {control["id"]: control["ref"] or control["title"] for control in template["controls"]}
        for _, control, scope in case.row.reasons:
            # What is open is counted there by part; what blocks, or lacks its evidence, is named.
            if control and not case.row.is_counted_only:
                self.expect(f"{case.row.what}, summary sheet names {refs[control]}", True, refs[control] in listed)

    def recalculated_audit(self, case, values):
        """What stands beside the answers that the row is about."""
        if not case.row.status:
            return
        for stem in {name.rsplit(".", 1)[0].removeprefix("rsp.") for name in case.row.changes}:
            row = next(cell[1:] for (_, cell), value in values.items() if cell[0] == "A" and value == stem)
            self.expect(f"{case.row.what}, status of {stem}", case.row.status[self.language == "en"],
                        values["Audit", "B" + row])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="every sixth row in each language")
    parser.add_argument("--keep", help="a folder for the workbooks, which otherwise go")
    options = parser.parse_args()
    # Wide enough for the table to cut nothing off.
    os.environ["COLUMNS"] = "400"
    start, runs = time.monotonic(), []
    try:
        with programs.folder(options.keep) as folder, LibreOffice() as office:
            for language in ("fr", "en"):
                runs.append(Run(folder, office, language, options.quick))
                runs[-1].run()
    except programs.Missing as missing:
        print(f"verdicts: SKIPPED, missing: {missing}")
        return programs.SKIPPED
    faults = [fault for run in runs for fault in run.faults]
    print(f"verdicts: {sum(run.cases for run in runs)} workbooks, {sum(run.count for run in runs)} expectations, "
          f"{len(faults)} differences, {time.monotonic() - start:.0f} s")
    for fault in faults[:40]:
        print("  " + fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
