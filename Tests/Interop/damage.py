#!/usr/bin/env python3
"""Rearranges filled workbooks at random, and checks that each answer is read right or reported by its place.

usage: damage.py [--runs N] [--seed N] [--keep FOLDER] [--jobs N]

What is expected follows from the cells alone: each filled one carries its name wherever it goes, and nothing here knows
how the program finds it. Exit status: 0 no answer wrong or lost in silence, 1 some, 77 a program is missing.
"""

import argparse
import datetime
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from random import Random

import programs
import rearrangements
import sheets
import slots
from readers import reference

KINDS = {"technical": {"Validation technique", "Technical validation"},
         "other": {"Candidature", "Application", "Prérequis", "Prerequisites", "Études de cas", "Case studies"}}
VALUES = {"o": "yes", "oui": "yes", "y": "yes", "yes": "yes", "n": "no", "non": "no", "no": "no",
          "s.o.": "notApplicable", "n/a": "notApplicable"}
BATCH = 250


class Bases:
    """Blank workbooks as cells, each read once."""

    def __init__(self, folder):
        self.folder, self.known = folder, {}

    def get(self, source, cases):
        key = (source, cases)
        if key not in self.known:
            template = programs.template(source)
            issue = slots.Issue.of(template, None, cases)
            path = Path(self.folder) / f"blank-{len(self.known)}.xlsx"
            selection = ["--template", source] if source else []
            programs.respecte("export", *selection, *issue.options, "-o", path)
            self.known[key] = (issue, sheets.read(path))
        issue, book = self.known[key]
        return issue, book.copy()


def fill(issue, book, random):
    """Types answers, evidence and fields, no two evidence texts alike; returns what was typed by name."""
    typed = {}

    def put(name, value):
        sheet, place = book.names[name]
        book.sheet(sheet).cells[place] = sheets.Cell(value, None, name)
        typed[name] = value

    gaps = random.choice([0, 0.1, 0.5])
    french = issue.template["language"] == "fr"
    words = ["O", "O", "N", "oui", "non"] if french else ["Y", "Y", "N", "yes", "oui"]
    for name, kind in slots.APPLICATION.items():
        if kind == "text":
            put(f"rsp.app.{name}", f"{name} de l'entreprise")
    for k in range(1, issue.cases + 1):
        for name, kind in slots.CASE_STUDY.items():
            if kind == "text" and random.random() >= gaps:
                put(f"rsp.case{k}.{name}", f"{name} no {k}")
    for control in issue.template["controls"]:
        for answer in slots.asked(issue, control):
            if random.random() >= gaps:
                word = random.choice(words)
                if control["conditional"] and random.random() < 0.4:
                    word = "S.O." if french else "N/A"
                put(answer.name, word)
            evidence = answer.beside("evidence")
            if evidence not in typed and random.random() < 0.4:
                put(evidence, f"preuve {evidence.removeprefix('rsp.')}")
            date = answer.beside("date")
            if control["recencyMonths"] and date not in typed and random.random() < 0.5:
                day = datetime.date(2019, 1, 1) + datetime.timedelta(random.randrange(300))
                put(date, random.choice([day.isoformat(), day.strftime("%d/%m/%Y")]))
    # What was left empty is an answer cell all the same.
    for name, (sheet, place) in book.names.items():
        if name.startswith("rsp."):
            book.sheet(sheet).cells.setdefault(place, sheets.Cell(None, None, name))
    return typed


def damaged(bases, seed):
    """One workbook: what was typed, what was done, and where everything is in the end."""
    random = Random(f"damage {seed}")
    source = programs.SECOND_TEMPLATE if seed % 4 == 3 else None
    issue, book = bases.get(source, None)
    typed = fill(issue, book, random)
    kinds = {s.name: kind for s in book.sheets for kind, names in KINDS.items() if s.name in names}
    work = rearrangements.Rearranger(book, random, kinds)
    done = random.sample(rearrangements.ALL, random.randint(1, 5))
    for name in done:
        if work.forms()[0]:
            getattr(work, name)()
    return issue, book, typed, done


class Check:
    """One workbook against what was read of it."""

    def __init__(self, issue, book, typed, read):
        self.issue, self.typed, self.read = issue, typed, read
        self.faults = []
        self.counts = Counter()
        self.places = defaultdict(list)
        for sheet in book.sheets:
            for (row, column), cell in sheet.cells.items():
                if cell.tag and cell.value is not None:
                    self.places[cell.tag].append((sheet.name, reference(row, column), cell.value))
        self.told, self.told_sheets = set(), set()
        for item in read["discrepancies"]:
            self.told.add((item["sheet"], item["cell"]))
            if item["code"] == "cell.unexpected" and item["cell"] is None:
                self.told_sheets.add(item["sheet"])
            # A contradiction names both of its places.
            for sheet in book.sheets:
                for cell in re.findall(re.escape(sheet.name) + r"!([A-Z]+[0-9]+)", item["message"]):
                    self.told.add((sheet.name, cell))
        if read["template"] is None:
            self.counts["template unknown"] += 1
            if not any(item["code"] == "template.unknown" for item in read["discrepancies"]):
                self.faults.append("no template and nothing said of it")
            return
        self.answers()
        self.fields()
        for sheet, cell, value in self.places[rearrangements.NOTE]:
            self.counts["notes"] += 1
            if not self.is_told(sheet, cell):
                self.faults.append(f"note {value!r} at {sheet}!{cell} is lost")

    def is_told(self, sheet, cell):
        return (sheet, cell) in self.told or sheet in self.told_sheets

    def value(self, name, got, what, same=lambda typed, got: typed == got):
        """What was read for a name against the cells that carry it."""
        places = self.places.get(name, [])
        if got is not None and not any(same(value, got) for _, _, value in places):
            self.faults.append(f"{what} {name}: read {got!r}, which is nowhere ({places})")
        for sheet, cell, value in places:
            if got is not None and same(value, got):
                self.counts[what + " right"] += 1
            elif self.is_told(sheet, cell):
                self.counts[what + " reported"] += 1
            else:
                self.faults.append(f"{what} {name}: {value!r} at {sheet}!{cell} is lost (read {got!r})")
        if name in self.typed and not places:
            self.counts[what + " destroyed"] += 1

    def answers(self):
        read = self.read
        accounting = read["accounting"]
        total = sum(accounting[s] for s in ("answered", "blank", "unreadable", "missing", "duplicate"))
        if total != accounting["expected"] or total != len(read["answers"]):
            self.faults.append(f"accounting {accounting}")
        codes = {(i["code"], i["control"], i["scope"], i["deliveryModel"]) for i in read["discrepancies"]}
        by_name, beside = {}, {}
        for answer in read["answers"]:
            key = slots.Answer(answer["control"], answer["scope"], answer["deliveryModel"])
            by_name[key.name] = answer
            for aspect in ("evidence", "date"):
                beside.setdefault(key.beside(aspect), answer)
            status = answer["status"]
            if status != "answered" and (f"answer.{status}", key.control, key.scope, key.model) not in codes:
                self.faults.append(f"{key.name} is {status} and nothing said of it")
        expected = {a.name for c in self.issue.template["controls"] for a in slots.asked(self.issue, c)}
        if set(by_name) != expected:
            self.faults.append(f"other answers than expected: {sorted(set(by_name) ^ expected)[:3]}")
        for name, answer in by_name.items():
            self.value(name, answer["raw"] if answer["status"] != "duplicate" else None, "answer")
            if answer["status"] == "answered" and VALUES[answer["raw"].lower()] != answer["answer"]:
                self.faults.append(f"{name}: {answer['raw']} understood as {answer['answer']}")
        for name, answer in beside.items():
            if name.endswith(".evidence"):
                self.value(name, answer["evidence"], "evidence")
            else:
                got = answer["date"] or single(answer["dateRaw"])
                self.value(name, got, "date", lambda typed, got: got in (typed, iso(typed)))

    def fields(self):
        for item in self.read["fields"]:
            name = f"rsp.{item['scope'] or 'app'}.{item['field']}"
            self.value(name, single(item["raw"]), "field")


def single(text):
    """Nothing for a contradiction, which gives what stands in all of its places, one a line."""
    return None if text and "\n" in text else text


def iso(text):
    found = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", str(text))
    return f"{found[3]}-{found[2]}-{found[1]}" if found else text


def run(seeds, folder, keep):
    bases = Bases(folder)
    counts, faults, kinds = Counter(), [], Counter()
    seeds = list(seeds)
    for start in range(0, len(seeds), BATCH):
        work = []
        for seed in seeds[start:start + BATCH]:
            issue, book, typed, done = damaged(bases, seed)
            path = Path(folder) / f"damage-{seed}.xlsx"
            sheets.write(book, path)
            if seed % 25 == 0:
                # As a whole program writes it.
                openpyxl = programs.module("openpyxl")
                openpyxl.load_workbook(path).save(path)
            work.append((seed, path, issue, book, typed, done))
        listing = Path(folder) / "files"
        listing.write_text("\n".join(str(item[1]) for item in work) + "\n", encoding="utf-8")
        lines = programs.respecte(
            "import", "--ndjson", "--quiet", *programs.knowing(programs.SECOND_TEMPLATE),
            "--files-from", listing, accept=(0, 1)).splitlines()
        for (seed, path, issue, book, typed, done), line in zip(work, lines, strict=True):
            check = Check(issue, book, typed, json.loads(line))
            counts += check.counts
            kinds.update(done)
            faults += [f"seed {seed} ({', '.join(done)}): {fault}" for fault in check.faults]
            if not (keep and check.faults):
                path.unlink()
    return counts, faults, kinds


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", help="a folder for the workbooks with a fault, which otherwise go")
    parser.add_argument("--list", type=int, default=40, help="so many faults are listed")
    options = parser.parse_args()
    start = datetime.datetime.now()
    try:
        with programs.folder(options.keep) as folder:
            counts, faults, kinds = run(
                range(options.seed, options.seed + options.runs), folder, options.keep)
    except programs.Missing as missing:
        print(f"SKIPPED, missing: {missing}")
        return programs.SKIPPED
    seconds = (datetime.datetime.now() - start).total_seconds()
    figures = ", ".join(f"{number} {what}" for what, number in sorted(counts.items()))
    seeds = len({fault.split(" ")[1] for fault in faults})
    print(f"{options.runs} workbooks, {sum(kinds.values())} rearrangements of {len(kinds)} kinds: {figures}; "
          f"{len(faults)} faults in {seeds} workbooks, {seconds:.1f} s")
    for fault in faults[:options.list]:
        print("  " + fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
