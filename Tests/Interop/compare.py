#!/usr/bin/env python3
"""Fills workbooks in other programs and reads them back: everything that was typed, and nothing else.

usage: compare.py [--program NAME]… [--count N] [--seed N] [--keep FOLDER]

One summary line per program. Exit status: 0 no difference, 1 a difference, 77 every program is missing.
"""

import argparse
import datetime
import json
import sys
from collections import Counter
from pathlib import Path
from random import Random

import fill_excelize
import fill_gnumeric
import fill_libreoffice
import fill_openpyxl
import fillings
import programs
import slots
import stored

FILLERS = {
    filler.name: filler
    for filler in (
        fill_libreoffice.Filler, fill_gnumeric.Filler, fill_openpyxl.Filler, fill_excelize.Filler
    )
}


def expected(filling):
    """What `respecte import` is to say of a filling: the answers with their status, and the discrepancies."""
    issue, cells = filling.issue, filling.cells
    application = models_named(issue.template, cells.get("rsp.app.deliveryModel"))
    in_force = {}
    for k in range(1, issue.cases + 1):
        own = models_named(issue.template, cells.get(f"rsp.case{k}.deliveryModel"))
        if is_used(filling, k):
            in_force[f"case{k}"] = own or application or issue.all_models
    union = set(application or []).union(*in_force.values())
    in_force["solution"] = [id for id in issue.all_models if id in union or not union]

    every_model = slots.Issue(issue.template, tuple(issue.all_models), issue.cases)
    answers, findings, evidence_read = {}, Counter(), set()
    for control in issue.template["controls"]:
        for answer in slots.asked(every_model, control):
            if answer.model is not None and answer.model not in in_force.get(answer.scope, []):
                continue
            evidence_read |= {answer.beside("evidence"), answer.beside("date")}
            if answer.model is not None and answer.model not in issue.models:
                answers[answer] = "missing"
                findings["answer.missing", answer] += 1
            elif answer.name in cells:
                answers[answer] = "answered"
            else:
                answers[answer] = "blank"
                findings["answer.blank", answer] += 1
    unexpected = 0
    for control in issue.template["controls"]:
        for answer in slots.asked(issue, control):
            if answer not in answers and cells.get(answer.name) in ("O", "N", "Y"):
                findings["answer.otherModel", answer] += 1
                unexpected += 1
        for name in {a.beside(aspect) for a in slots.asked(issue, control) for aspect in ("evidence", "date")}:
            if name in cells and name not in evidence_read:
                scope = name.removeprefix(f"rsp.{control['id']}.").split(".")[0]
                findings["cell.unexpected", slots.Answer(control["id"], scope, None)] += 1
                unexpected += 1
    return answers, findings, unexpected


def models_named(template, label):
    """The delivery models that a field names, by its labels; nothing for an empty field."""
    if label is None:
        return None
    if label in ("Les deux", "Both", "Tous", "All"):
        return [model["id"] for model in template["deliveryModels"]]
    return [model["id"] for model in template["deliveryModels"] if model["label"] in label.split(", ")]


def is_used(filling, number):
    """Whether a case study expects answers: one of the required number, or something was entered for it."""
    if number <= filling.issue.template["caseStudies"]["required"]:
        return True
    return any(f"case{number}" in name.split(".") for name in filling.cells)


class Comparison:
    """One workbook: what was typed against what was read. Collects the differences."""

    def __init__(self, filler, filling, path, read):
        self.filler, self.filling, self.read = filler, filling, read
        self.texts, self.places = stored.texts(path), stored.places(path)
        self.differences = []
        self.counts = Counter()
        if "error" in read:
            self.differences.append(f"not read: {read['error']}")
            return
        self.answers()
        self.fields()

    def differ(self, what, typed, got):
        def short(value):
            return repr(value) if len(repr(value)) < 200 else repr(value)[:200] + "…"

        self.differences.append(f"{what}: typed {short(typed)}, read {short(got)}")

    def same_text(self, name, got):
        """A text is as typed, or changed exactly as its program is known to change it, and then the file itself
        has to say so to another reader than the one under test."""
        typed = self.filling.cells.get(name)
        self.counts["texts"] += 1
        if got == typed:
            return
        changed = self.filler.changed(typed) if typed is not None else None
        in_file = stored.unescaped(self.texts.get(self.places.get(name), ""))
        if got == changed == in_file:
            self.counts["texts changed by the program"] += 1
        else:
            self.differ(name, typed, got)

    def answers(self):
        cells = self.filling.cells
        words = {word: key for key, word in fillings.WORDS[self.filling.issue.template["language"]].items()}
        answers, findings, unexpected = expected(self.filling)
        status = Counter(answers.values())
        accounting = self.read["accounting"]
        wanted = {
            "expected": len(answers), "answered": status["answered"], "blank": status["blank"],
            "unreadable": 0, "missing": status["missing"], "duplicate": 0, "unexpected": unexpected,
        }
        if accounting != wanted:
            self.differ("accounting", wanted, accounting)
        seen = Counter()
        for answer in self.read["answers"]:
            key = slots.Answer(answer["control"], answer["scope"], answer["deliveryModel"])
            seen[key] += 1
            what = f"{key.name} {answer['sheet']}!{answer['cell']}"
            if answers.get(key) != answer["status"]:
                self.differ(what + " status", answers.get(key), answer["status"])
                continue
            self.counts["answers"] += 1
            word = cells.get(key.name) if answer["status"] == "answered" else None
            if (words.get(word), word) != (answer["answer"], answer["raw"]):
                self.differ(what, (words.get(word), word), (answer["answer"], answer["raw"]))
            if answer["status"] != "missing" and answer["foundBy"] != "name":
                self.differ(what + " found by", "name", answer["foundBy"])
            self.same_text(key.beside("evidence"), answer["evidence"])
            date = cells.get(key.beside("date"))
            if (date and date.isoformat()) != answer["date"] or answer["dateRaw"]:
                self.differ(what + " date", date, answer["date"] or answer["dateRaw"])
        if seen != Counter(answers.keys()):
            self.differ("answers", "each expected one once", seen - Counter(answers.keys()))
        self.discrepancies(findings)

    def discrepancies(self, findings):
        if getattr(self.filler, "leaves_figures", False) and self.read["accounting"]["answered"]:
            findings["score.stale", slots.Answer(None, None, None)] += 1
        got = Counter()
        for item in self.read["discrepancies"]:
            key = slots.Answer(item["control"], item["scope"], item["deliveryModel"])
            got[item["code"], key] += 1
        for key in (findings - got) + (got - findings):
            self.differ(f"discrepancy {key[0]} {key[1]}", findings[key], got[key])

    def fields(self):
        template = self.filling.issue.template
        found = {(f["scope"], f["field"]): f for f in self.read["fields"]}
        scopes = [("app", None, slots.APPLICATION, self.read["application"])]
        for study in self.read["caseStudies"]:
            scope = f"case{study['number']}"
            scopes.append((scope, scope, slots.CASE_STUDY, study))
        if len(scopes) != 1 + self.filling.issue.cases:
            self.differ("case studies", self.filling.issue.cases, len(scopes) - 1)
        for prefix, scope, kinds, values in scopes:
            for field, kind in kinds.items():
                name = f"rsp.{prefix}.{field}"
                typed, got = self.filling.cells.get(name), values[field]
                self.counts["fields"] += 1
                if kind in ("text", "link"):
                    self.same_text(name, got)
                    if found[scope, field]["raw"] != got:
                        self.differ(name + " as typed", got, found[scope, field]["raw"])
                elif as_json(template, kind, typed) != got:
                    self.differ(name, typed, got)


def as_json(template, kind, typed):
    """A field's value as `respecte import` gives it."""
    if typed is None or kind == "number":
        return typed
    if kind == "date":
        return typed.isoformat()
    if kind == "yesNo":
        return typed in ("O", "Y")
    if kind == "category":
        return next(c["id"] for c in template["categories"] if c["label"] == typed)
    return models_named(template, typed)


def run(name, count, seed, keep):
    """All fillings of one program; the differences, each with its workbook."""
    totals, differences = Counter(), []
    with programs.folder(keep) as folder, FILLERS[name]() as filler:
        work = []
        for number in range(seed, seed + count):
            # Every fifth is of a second checklist, in English and with three delivery models.
            source = programs.SECOND_TEMPLATE if number % 5 == 4 else None
            template = programs.template(source)
            issue = fillings.random_issue(template, Random(f"issue {number}"))
            filling = fillings.random_filling(issue, number)
            blank = Path(folder) / f"{name}-{number}-blank.xlsx"
            path = Path(folder) / f"{name}-{number}.xlsx"
            selection = ["--template", source] if source else []
            programs.respecte("export", *selection, *issue.options, "-o", blank)
            filler.fill(blank, filling, path)
            work.append((number, filling, path))
        read = programs.respecte(
            "import", "--ndjson", *programs.knowing(programs.SECOND_TEMPLATE),
            *(path for _, _, path in work), accept=(0, 1, 3))
        for (number, filling, path), line in zip(work, read.splitlines(), strict=True):
            comparison = Comparison(filler, filling, path, json.loads(line))
            totals += comparison.counts
            totals["cells typed"] += len(filling.cells)
            differences += [f"{name} seed {number}: {d}" for d in comparison.differences]
    return totals, differences


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", action="append", choices=list(FILLERS))
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", help="a folder for the workbooks, which otherwise go")
    options = parser.parse_args()
    done, failed = 0, False
    for name in options.program or FILLERS:
        start = datetime.datetime.now()
        try:
            totals, differences = run(name, options.count, options.seed, options.keep)
        except programs.Missing as missing:
            print(f"{name}: SKIPPED, missing: {missing}")
            continue
        done += 1
        failed = failed or bool(differences)
        figures = ", ".join(f"{number} {what}" for what, number in totals.items())
        seconds = (datetime.datetime.now() - start).total_seconds()
        print(f"{name}: {options.count} fillings, {figures}, {len(differences)} differences, {seconds:.1f} s")
        for difference in differences[:40]:
            print("  " + difference)
        if len(differences) > 40:
            print(f"  … and {len(differences) - 40} more")
    return 1 if failed else 0 if done else programs.SKIPPED


if __name__ == "__main__":
    sys.exit(main())
