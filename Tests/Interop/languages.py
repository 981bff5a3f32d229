#!/usr/bin/env python3
"""Fills the French and the English workbook with the same answers, and starts new workbooks from what was read.

usage: languages.py [--fillings N] [--seed N] [--keep FOLDER]

1. Both give the same submission, language aside.
2. A workbook that is prefilled from a submission, in either language, with other case studies or fewer delivery
   models, holds every answer and field or has it listed, and nothing else.
3. Its summary sheet says, without any program computing it, what `respecte score` says of the same file.

Exit status: 0 no difference, 1 a difference, 77 openpyxl is missing.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import time
from random import Random

import compare
import fill_openpyxl
import fillings
import programs
import recalculate
import slots

# Categories and models are typed by their labels, answers as issued; everything else is the same in both languages.
BOTH = {"Les deux": "Both", "Tous": "All"}


def translated(filling, english):
    """The same filling for the English workbook."""
    french = filling.issue.template
    labels = dict(BOTH)
    for key in ("categories", "deliveryModels"):
        for a, b in zip(french[key], english[key], strict=True):
            assert a["id"] == b["id"]
            labels[a["label"]] = b["label"]
    words = {fillings.WORDS["fr"][w]: fillings.WORDS["en"][w] for w in fillings.WORDS["fr"]}
    cells = {}
    for name, value in filling.cells.items():
        field = name.split(".")[-1]
        kind = slots.CASE_STUDY.get(field) if name.startswith("rsp.case") else None
        kind = slots.APPLICATION.get(field) if name.startswith("rsp.app.") else kind
        if field == "met" or kind == "yesNo":
            value = words[value]
        elif kind in ("category", "models"):
            value = labels[value]
        cells[name] = value
    issue = slots.Issue.of(english, filling.issue.models, filling.issue.cases)
    return fillings.Filling(issue, cells)


def language_aside(submission):
    """A submission without what is in its language's words: sheet names, what was typed for a word, messages."""
    aside = {"source", "language", "sheet", "raw", "texts", "message"}

    def strip(value):
        if isinstance(value, dict):
            return {k: strip(v) for k, v in value.items() if k not in aside}
        return [strip(v) for v in value] if isinstance(value, list) else value

    return strip(submission)


def said(submission):
    """What a partner says, wherever it stands: fields of the application and of used case studies, answers."""
    answers = {}
    for answer in submission["answers"]:
        key = answer["control"], answer["scope"], answer["deliveryModel"]
        kept = {k: answer[k] for k in ("status", "answer", "evidence", "date")}
        # A new workbook has the cell that was missing.
        answers[key] = kept | {"status": kept["status"].replace("missing", "blank")}
    studies = [study for study in submission["caseStudies"] if study["used"]]
    return {"application": submission["application"], "studies": studies, "answers": answers}


class Run:
    def __init__(self, folder):
        self.folder, self.differences, self.checks = folder, [], 0
        french, english = programs.respecte("template", "list").split()[:2]
        self.french, self.english = programs.template(french), programs.template(english)
        assert (self.french["language"], self.english["language"]) == ("fr", "en")

    def equal(self, what, expected, got):
        self.checks += 1
        if expected != got:
            self.differences.append(f"{what}: {first_difference(expected, got)}"[:400])

    def name(self, template):
        return f"{template['id']}.{template['language']}"

    def filled(self, filling, stem):
        template = filling.issue.template
        blank, path = self.path(f"{stem}-blank.xlsx"), self.path(f"{stem}.xlsx")
        programs.respecte(
            "export", "--template", self.name(template), *filling.issue.options, "-o", blank)
        with fill_openpyxl.Filler() as filler:
            filler.fill(blank, filling, path)
        return path

    def path(self, name):
        return os.path.join(self.folder, name)

    def read(self, *paths):
        lines = programs.respecte("import", "--ndjson", *paths, accept=(0, 1)).splitlines()
        return [json.loads(line) for line in lines]

    def filling(self, number):
        plain = number % 2 == 0
        issue = fillings.random_issue(self.french, Random(f"languages {number}"))
        filling = fillings.random_filling(issue, number, plain=plain)
        english = translated(filling, self.english)
        read = self.read(self.filled(filling, f"{number}-fr"), self.filled(english, f"{number}-en"))
        self.equal(f"{number} languages", language_aside(read[0]), language_aside(read[1]))
        self.equal(f"{number} French", "fr", read[0]["template"]["language"])
        self.equal(f"{number} English", "en", read[1]["template"]["language"])
        ways = [
            (read[0], self.french, []),
            (read[0], self.english, ["--case-studies", "12"]),
            (read[1], self.french, ["--delivery", ",".join(issue.models)]),
            (read[1], self.english, ["--delivery", issue.models[0]]),
        ]
        for earlier, template, options in (ways[number % 4], ways[(number + 1) % 4]):
            self.prefilled(number, filling, earlier, template, options, plain)

    def prefilled(self, number, filling, earlier, template, options, plain):
        from_, to = earlier["template"]["language"], template["language"]
        what = f"{number} prefilled {from_} to {to} {' '.join(options)}"
        source, path = self.path("earlier.json"), self.path(f"{number}-{from_}-{to}.xlsx")
        with open(source, "w", encoding="utf-8") as file:
            json.dump(earlier, file)
        carried, listed = self.export(
            "--template", self.name(template), "--prefill", source, *options, "-o", path)
        # Every cell that was typed into is carried over or listed; an S.O. where no answer is expected says nothing.
        expected, _, _ = compare.expected(filling)
        asked = [a for c in filling.issue.template["controls"] for a in slots.asked(filling.issue, c)]
        idle = sum(a not in expected and filling.cells.get(a.name) == "S.O." for a in asked)
        self.equal(what + " cells", len(filling.cells) - idle, carried + listed)
        (again,) = self.read(path)
        before, after = said(earlier), said(again)
        models = options[1].split(",") if "--delivery" in options else list(filling.issue.models)
        is_whole = set(models) >= set(filling.issue.models)
        if not is_whole:
            # Answers of a model that is not issued cannot be there; everything else can.
            before["answers"] = of_models(before["answers"], models)
            after["answers"] = of_models(after["answers"], models)
        self.equal(what, before, after)
        if is_whole:
            for status in ("expected", "answered", "unreadable", "duplicate"):
                self.equal(
                    f"{what} {status}", earlier["accounting"][status], again["accounting"][status])
            self.equal(what + " unexpected", 0, again["accounting"]["unexpected"])
        if plain and is_whole:
            self.summary(what, filling, template, path)

    def export(self, *arguments):
        """How many cells were filled, and how many things were listed as left over."""
        program = os.environ.get("RESPECTE", str(programs.ROOT / ".build/debug/respecte"))
        done = subprocess.run(
            [program, "export", *arguments, "--lang", "en"], capture_output=True, text=True,
            encoding="utf-8")
        carried = int(re.search(r"^(\d+) cells? filled", done.stderr, re.MULTILINE)[1])
        listed = sum(line.startswith("  ") for line in done.stderr.splitlines())
        self.equal("status", 1 if listed else 0, done.returncode)
        if listed:
            said = re.search(r"^respecte: (\d+) items? of the submission", done.stderr, re.MULTILINE)
            self.equal("number listed", listed, int(said[1]))
        return carried, listed

    def summary(self, what, filling, template, path):
        """The stored values of the summary sheet against the score of the same file."""
        sheet_name = recalculate.SUMMARY[template["language"]]
        workbook = programs.module("openpyxl").load_workbook(path, data_only=True)
        values = {
            (sheet_name, cell.coordinate): cell.value
            for row in workbook[sheet_name].iter_rows() for cell in row if cell.value is not None
        }
        score = self.path("score.json")
        programs.respecte("score", "--json", score, path, accept=(0, 1))
        with open(score, encoding="utf-8") as file:
            (submission,) = json.load(file)["submissions"]
        figures = recalculate.Run(self.folder, None)
        figures.summary(what, filling, recalculate.Summary(values, sheet_name), submission)
        self.checks += figures.counts["figures"]
        self.differences += figures.differences


def of_models(answers, models):
    """The answers that are independent of models, and those of some."""
    return {key: value for key, value in answers.items() if key[2] is None or key[2] in models}


def first_difference(a, b, path=""):
    """Where two values differ first."""
    if isinstance(a, dict) and isinstance(b, dict):
        for key in list(a) + [key for key in b if key not in a]:
            if a.get(key) != b.get(key) or (key in a) != (key in b):
                return first_difference(a.get(key), b.get(key), f"{path}.{key}")
    if isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        for index, (x, y) in enumerate(zip(a, b)):
            if x != y:
                return first_difference(x, y, f"{path}[{index}]")
    return f"{path} {a!r:.150} expected, {b!r:.150} found"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--fillings", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", help="a folder for the workbooks, which otherwise go")
    options = parser.parse_args()
    start = time.monotonic()
    try:
        with programs.folder(options.keep) as folder:
            run = Run(folder)
            for number in range(options.seed, options.seed + options.fillings):
                run.filling(number)
    except programs.Missing as missing:
        print(f"languages: SKIPPED, missing: {missing}")
        return programs.SKIPPED
    seconds = time.monotonic() - start
    print(
        f"languages: {options.fillings} fillings, {run.checks} comparisons, "
        f"{len(run.differences)} differences, {seconds:.1f} s")
    for difference in run.differences[:40]:
        print("  " + difference)
    return 1 if run.differences else 0


if __name__ == "__main__":
    sys.exit(main())
