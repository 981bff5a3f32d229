#!/usr/bin/env python3
"""Makes the folder of returned workbooks that a programme manager receives: 43 by default, the same for the same seed.

usage: returned_folder.py FOLDER [--count N] [--seed N]

Of every ten workbooks two are sound, two nearly so, two have answers no, two are half filled, one is almost empty and one
was rearranged; two files of the folder cannot be read, and the last workbook is a second one of the first partner.
"""

import argparse
import datetime
import shutil
import sys
import tempfile
from pathlib import Path
from random import Random

import agree
import fillings
import programs
import sheets
import slots
from damage import KINDS

TRADES = ["Maison", "Atelier", "Comptoir", "Halle", "Kestrel", "Nordwind", "Boréal", "Tessera"]
NAMES = ["Lavande", "Numérique", "Commerce", "& Fils", "Retail", "des Trois Ponts", "Analytics"]
KINDS_OF_TEN = ["sound", "sound", "nearly", "refusals", "half", "nearly", "empty", "refusals", "half", "rearranged"]
UNREADABLE = ["encrypted.xlsx", "truncated.xlsx"]


def partner(number):
    return f"{TRADES[number % len(TRADES)]} {NAMES[number % len(NAMES)]}"


def filled(issue, kind, number, random):
    """The cells of one workbook of a kind."""
    cells = agree.sound(issue, random)
    cells["rsp.app.partner"] = partner(number)
    changes = agree.Changes(issue, cells, random)
    if kind == "refusals":
        # Mostly the same controls for every case study, as a partner who lacks a practice answers.
        for _ in range(random.randint(1, 5)):
            _, control = changes.met(lambda c: c["part"] == "tech")
            for answer in slots.asked(issue, control):
                changes.put(answer, changes.no, random.choice([None, "Prévu au printemps."]))
        for change in random.sample([changes.prerequisite, changes.pilot, changes.less_public, changes.border], 2):
            change()
    elif kind == "nearly":
        for change in [changes.spelling, changes.evidence, changes.open_answers]:
            change()
        for change in random.sample([changes.demanded, changes.required, changes.invalid, changes.recency], 2):
            change()
    elif kind in ("half", "empty"):
        keep_part(issue, cells, kind, random)
    fillings.keep_to_models(fillings.Filling(issue, cells))
    return cells


def keep_part(issue, cells, kind, random):
    """Leaves what somebody filled in who stopped in the middle: whole sections, then nothing more."""
    identity = {"rsp.app.partner", "rsp.app.solution", "rsp.app.assessmentDate"}
    order = [a.name for c in issue.template["controls"] for a in slots.asked(issue, c)]
    until = 0 if kind == "empty" else random.randrange(len(order) // 3, len(order) * 2 // 3)
    kept = {name.rsplit(".", 1)[0] for name in order[:until]}
    for name in list(cells):
        is_case = name.startswith("rsp.case")
        stem = name.rsplit(".", 1)[0]
        answered = any(k == stem or k.startswith(stem + ".") for k in kept)
        if name not in identity and not answered and (kind == "empty" or not (is_case or name.startswith("rsp.app"))):
            del cells[name]


def blank(folder, language):
    """A blank workbook of a language as cells, and what it was issued with."""
    name = programs.built_in(language)
    issue = slots.Issue.of(programs.template(name))
    path = folder / f"blank-{language}.xlsx"
    programs.respecte("export", "--template", name, *issue.options, "-o", path)
    return issue, sheets.read(path)


def make(folder, count=43, seed=1):
    """Fills the folder; returns the paths of its files, in order."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        blanks = {language: blank(Path(temporary), language) for language in ("fr", "en")}
    for number in range(count - len(UNREADABLE)):
        random = Random(f"returned {seed} {number}")
        issue, book = blanks["en" if number % 6 == 5 else "fr"]
        book = book.copy()
        kind = KINDS_OF_TEN[number % len(KINDS_OF_TEN)]
        is_last = number == count - len(UNREADABLE) - 1
        for name, value in filled(issue, kind, 0 if is_last else number, random).items():
            sheet, place = book.names[name]
            book.sheet(sheet).cells[place] = sheets.Cell(value, None, name)
        if kind == "rearranged":
            kinds = {s.name: kind for s in book.sheets for kind, names in KINDS.items() if s.name in names}
            agree.Damage(book, random, kinds).run()
        day = datetime.date(2020, 9, 1) + datetime.timedelta(number)
        sheets.write(book, folder / f"{day:%Y-%m-%d} retour {number + 1:02}.xlsx")
    for name in UNREADABLE[:count]:
        shutil.copyfile(programs.ROOT / "Tests/Corpus" / name, folder / name)
    return sorted(folder.iterdir())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--count", type=int, default=43)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(f"{len(make(options.folder, options.count, options.seed))} files in {options.folder}")


if __name__ == "__main__":
    sys.exit(main())
