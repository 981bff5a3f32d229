#!/usr/bin/env python3
"""What blocks is said the first time, and the same by everything that says it: one workbook for each rule, and its twin.

usage: verdicts.py [--keep FOLDER]

Each row of the table is a sound workbook with something changed, in French and in English: what is raised, which is not
raised by the twin without the change, and the verdict. `score --json`, `check`, the table, the summary workbook, the page
and the summary sheet that LibreOffice recalculates have to say the same verdict, places and counts.

Exit status: 0 all as expected, 1 a difference, 77 a program is missing.
"""

import argparse
import datetime
import html
import json
import re
import sys
import warnings
from pathlib import Path
from random import Random

import agree
import fill_openpyxl
import fillings
import programs
import recalculate
import slots
from libreoffice import LibreOffice

warnings.simplefilter("ignore")
DAY = datetime.date(2019, 12, 10)
OLD = datetime.date(2017, 1, 5)
SAID = {"fr": {"eligible": "éligible", "notEligible": "non éligible", "incomplete": "incomplet"},
        "en": {"eligible": "eligible", "notEligible": "not eligible", "incomplete": "incomplete"}}


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


# An answer that is open, so that the rest has to be told although the workbook is not complete.
OPEN = {"rsp.tech.1.2.case1.saas.met": None}
# Each: what it is, what is changed (nothing clears a cell), the verdict, the reasons (code, control, scope), other codes,
# and what every report shows, in French and in English.
ROWS = [
    ("a prerequisite N while an answer is open", OPEN | {"rsp.prereq.1.2.met": "NO"}, "incomplete",
     [("prereq.notMet", "prereq.1.2", "solution")], [], ("prérequis 1.2", "prerequisite 1.2")),
    ("a document N while an answer is open", OPEN | {"rsp.doc.architecture.solution.saas.met": "NO"}, "incomplete",
     [("doc.notMet", "doc.architecture", "solution")], [], ("Diagrammes d’architecture", "Architecture diagrams")),
    ("a control N in a case study while an answer is open", OPEN | {"rsp.tech.2.13.case3.saas.met": "NO"}, "incomplete",
     [("case.tooFew", None, None), ("case.tooFew", "tech.2.13", "case3")], [],
     ("étude de cas 3 : 2.13 N", "case study 3: 2.13 N")),
    ("a control N", {"rsp.tech.2.13.case3.saas.met": "NO"}, "notEligible",
     [("case.tooFew", None, None), ("case.tooFew", "tech.2.13", "case3")], [],
     ("étude de cas 3 : 2.13 N", "case study 3: 2.13 N")),
    ("not in production while an answer is open", OPEN | {"rsp.case4.inProduction": "NO"}, "incomplete",
     [("case.tooFew", None, None), ("case.notInProduction", None, "case4")], ["case.notInProduction"],
     ("étude de cas 4 : pas en production", "case study 4: not in production")),
    ("a project that is too old while an answer is open", OPEN | {"rsp.case4.productionDate": OLD}, "incomplete",
     [("case.tooFew", None, None), ("case.tooOld", None, "case4")], ["case.tooOld"],
     ("étude de cas 4 : mise en production trop ancienne", "case study 4: production date too old")),
    ("an exercise before its period", {"rsp.tech.2.13.case3.date": OLD}, "notEligible",
     [("case.tooFew", None, None), ("evidence.tooOld", "tech.2.13", "case3")], ["evidence.tooOld"],
     ("étude de cas 3 : 2.13, date trop ancienne", "case study 3: 2.13, date too old")),
    ("a prerequisite before its period", {"rsp.prereq.3.2.date": OLD}, "notEligible",
     [("evidence.tooOld", "prereq.3.2", "solution")], ["evidence.tooOld"], ("rérequis 3.2", "rerequisite 3.2")),
    ("reused from what is not listed", {"rsp.case2.reusedFrom": "Cuisine"}, "notEligible",
     [("case.tooFew", None, None), ("case.reuse", None, "case2")], ["case.reuse"],
     ("étude de cas 2 : reprise non admise", "case study 2: reuse not allowed")),
    ("reused from what is not held", {"rsp.case2.reusedFrom": "Machine learning"}, "notEligible",
     [("case.tooFew", None, None), ("case.reuse", None, "case2")], ["case.reuse"],
     ("étude de cas 2 : reprise non admise", "case study 2: reuse not allowed")),
    ("reused from what is listed and held", {"rsp.case2.reusedFrom": "IoT"}, "eligible", [], [], None),
    ("no day that ages are counted from", {"rsp.app.assessmentDate": None, "rsp.case1.productionDate": OLD,
                                           "rsp.tech.2.13.case3.date": OLD}, "incomplete",
     [("field.absent", None, None)], ["field.absent"], None),
    ("a filler where evidence is demanded", {"rsp.prereq.2.2.evidence": "Ok."}, "incomplete",
     [("evidence.absent", "prereq.2.2", "solution")], ["evidence.absent", "evidence.filler"], ("2.2", "2.2")),
    ("a filler as the reason of S.O.", {"rsp.tech.1.26.case2.saas.met": "WITHOUT", "rsp.tech.1.26.case2.evidence": "n/a"},
     "incomplete", [("evidence.absent", "tech.1.26", "case2")], ["evidence.absent", "evidence.filler"], ("1.26", "1.26")),
    ("a reason of S.O.", {"rsp.tech.1.26.case2.saas.met": "WITHOUT",
                          "rsp.tech.1.26.case2.evidence": "Aucune carte n’est lue."}, "eligible", [], [], None),
    ("a filler where none is demanded", {"rsp.tech.1.2.case1.evidence": "voir ci-dessus"}, "eligible", [],
     ["evidence.absent", "evidence.filler"], None),
    ("no evidence where none is demanded", {"rsp.tech.1.2.case1.evidence": None}, "eligible", [], ["evidence.absent"], None),
    ("one link for two public case studies", {"rsp.case2.publicUrl": "http://www.exemple.fr/cas-1/"}, "eligible", [],
     ["case.duplicate"], None),
]


class Run:
    def __init__(self, folder, office):
        self.folder, self.office, self.faults, self.count = Path(folder), office, [], 0

    def expect(self, what, expected, found):
        self.count += 1
        if expected != found:
            self.faults.append(f"{what}: {expected!r} expected, {found!r} found"[:500])

    def language(self, language):
        name = programs.built_in(language)
        template = programs.template(name)
        issue = slots.Issue.of(template, [template["deliveryModels"][0]["id"]])
        blank = self.folder / f"blank.{language}.xlsx"
        programs.respecte("export", "--template", name, *issue.options, "-o", blank)
        base, filler = sound(issue), fill_openpyxl.Filler()
        words = fillings.WORDS[language]
        rows = [("the sound twin", {}, "eligible", [], [], None), *ROWS]
        files = []
        for number, (_, changes, *_) in enumerate(rows):
            cells = dict(base)
            for place, value in changes.items():
                value = {"NO": words["no"], "WITHOUT": words["notApplicable"]}.get(value, value)
                cells.pop(place, None)
                if value is not None:
                    cells[place] = value
            cells["rsp.app.partner"] = f"Maison {number}"
            files.append(self.folder / f"{language}-{number:02}.xlsx")
            filler.fill(blank, fillings.Filling(issue, cells), files[-1])
        outputs = {kind: self.folder / f"{language}.{kind}" for kind in ("json", "xlsx", "html")}
        programs.respecte("score", *files, "--json", outputs["json"], "-o", outputs["xlsx"], "--html", outputs["html"],
                          "--quiet", accept=(0, 1), language=language)
        table = programs.respecte("score", *files, "--quiet", accept=(0, 1), language=language)
        found = json.loads(outputs["json"].read_text(encoding="utf-8"))["submissions"]
        book = programs.module("openpyxl").load_workbook(outputs["xlsx"], data_only=True)
        overview = {row[1]: row for row in book.worksheets[0].iter_rows(values_only=True) if row[1]}
        page = html.unescape(re.sub(r"<[^>]*>", "", outputs["html"].read_text(encoding="utf-8")))
        for number, (row, path, submission) in enumerate(zip(rows, files, found, strict=True)):
            self.row(f"{language}, {row[0]}", row, path, submission, language)
            self.shown(f"{language}, {row[0]}", row, submission, language, {
                "check": programs.respecte("check", path, accept=(0, 1), language=language),
                "the table": table, "the page": page,
                "the summary workbook": " ".join(str(c) for c in overview[f"Maison {number}"])})
            cells = overview[f"Maison {number}"]
            self.expect(f"{language}, {row[0]}, summary workbook", [SAID[language][row[2]], *self.counts(submission)],
                        [cells[2], *cells[4:7]])

    @staticmethod
    def counts(submission):
        retained = [s for s in submission["caseStudies"] if s["retained"]]
        return [submission["prerequisites"]["met"], len(retained), sum(s["public"] for s in retained)]

    def row(self, name, row, path, submission, language):
        _, _, verdict, reasons, codes, _ = row
        self.expect(name + ", verdict", verdict, submission["verdict"])
        given = [(r["code"], r["control"], r["scope"]) for r in submission["reasons"] if r["code"] != "answer.blank"]
        self.expect(name + ", reasons", reasons, given)
        open_ones = [r["control"] for r in submission["reasons"] if r["code"] == "answer.blank"]
        self.expect(name + ", open", ["tech.1.2"] if "while an answer is open" in name else [], open_ones)
        raised = {d["code"] for d in submission["discrepancies"]} - {"answer.blank", "case.tooFew", "case.tooFewPublic",
                                                                      "answer.premature", "answer.inconsistent"}
        self.expect(name + ", codes", set(codes), raised)
        blocks = [d["code"] for d in submission["discrepancies"] if d["severity"] == "error"]
        self.expect(name + ", errors left", [], blocks if verdict == "eligible" else [])
        # The summary sheet, live.
        values = {(sheet, cell): value for sheet, cell, _, value, _ in self.office.run(open=str(path), tell="all")["cells"]}
        sheet = recalculate.Summary(values, recalculate.SUMMARY[language])
        said = [v for start, v in recalculate.SENTENCES.items() if sheet.sentence.startswith(start)]
        self.expect(name + ", summary sheet", [[verdict], *self.counts(submission), submission["score"]["open"]],
                    [said, *(sheet.value(key, "C") for key in ("prerequisites", "retained", "public", "open"))])
        listed = " ".join(str(v) for (s, c), v in values.items() if s == recalculate.SUMMARY[language])
        for _, control, scope in reasons:
            ref = next((c["ref"] or c["title"] for c in programs.template(programs.built_in(language))["controls"]
                        if c["id"] == control), None)
            # What is open is counted there by part; what blocks, or lacks its evidence, is named.
            if ref and not name.endswith("reason of S.O."):
                self.expect(f"{name}, summary sheet names {ref}", True, ref in listed)

    def shown(self, name, row, submission, language, reports):
        # Reports say it in an order of their own: the case study, then what is said of it.
        for text in re.split(" ?: |, ", row[5][language == "en"]) if row[5] else ():
            for report, content in reports.items():
                plain = " ".join(content.replace("\u00a0", " ").replace("’", "'").lower().split())
                wanted = text.removesuffix(" N").replace("’", "'").lower()
                self.expect(f"{name}, {report} says {wanted}", True, wanted in plain)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--keep", help="a folder for the workbooks, which otherwise go")
    options = parser.parse_args()
    try:
        with programs.folder(options.keep) as folder, LibreOffice() as office:
            run = Run(folder, office)
            for language in ("fr", "en"):
                run.language(language)
    except programs.Missing as missing:
        print(f"verdicts: SKIPPED, missing: {missing}")
        return programs.SKIPPED
    print(f"verdicts: {len(ROWS)} rows in two languages, {run.count} expectations, {len(run.faults)} differences")
    for fault in run.faults[:40]:
        print("  " + fault)
    return 1 if run.faults else 0


if __name__ == "__main__":
    sys.exit(main())
