#!/usr/bin/env python3
"""An audit workbook through other programs: nothing of the partner's is lost, findings come back, only what may be typed is unlocked.

usage: audit.py [--keep FOLDER]

A filled workbook becomes an auditor's, which LibreOffice (XLSX and ODS), Gnumeric and openpyxl fill in and save; the
partner's replies go the same way; two auditors who differ in five cells are united; agreement and kappa are computed
a second time.

Exit status: 0 no difference, 1 a difference, 77 every program is missing.
"""

import argparse
import json
import os
import subprocess
import sys
import time
import warnings
from pathlib import Path
from random import Random

import fill_gnumeric
import fill_libreoffice
import fill_openpyxl
import fillings
import programs
import slots
import stored
import texts

# openpyxl says what it does not keep when it saves.
warnings.filterwarnings("ignore", message=".*extension is not supported and will be removed")

FIELDS = ("finding", "reason", "action", "reply")
# Where something was found, and what came with the file: all else has to be as in the partner's own workbook.
PLACES = ("sheet", "cell", "foundBy", "auditSheet", "auditCells", "findingRaw", "conflicts", *FIELDS)


# What is said

def stem(answer):
    """What the names of an answer begin with."""
    if answer["deliveryModel"] is None:
        return f"rsp.{answer['control']}"
    return f"rsp.{answer['control']}.{answer['scope']}.{answer['deliveryModel']}"


def read(path):
    return json.loads(programs.respecte("import", path))


def partners(submission):
    """What the partner said, without where it was found."""
    return {
        "application": submission["application"], "caseStudies": submission["caseStudies"],
        "fields": [(f["field"], f["scope"], f["raw"]) for f in submission["fields"]],
        "answers": [{k: v for k, v in a.items() if k not in PLACES} for a in submission["answers"]],
        "discrepancies": sorted(
            str([d[k] for k in ("code", "severity", "control", "scope", "deliveryModel", "field")])
            for d in submission["discrepancies"] if d["field"] not in FIELDS),
    }


def remarks(submission, seed, words):
    """What an auditor enters: about half of the answers get a finding; texts are whatever people type."""
    random = Random(f"audit {seed}")
    cells = {}
    for answer in submission["answers"]:
        name = stem(answer)
        if random.random() < 0.5:
            given = answer["answer"] if random.random() < 0.7 else None
            cells[name + ".finding"] = words[given or random.choice(["yes", "no"])]
        for field, share in (("reason", 0.3), ("action", 0.2)):
            if random.random() < share:
                cells[f"{name}.{field}"] = texts.settled(random)
    return cells


def remarks_read(submission, words):
    """The same as it was read."""
    cells = {}
    for answer in submission["answers"]:
        for field in FIELDS:
            value = answer[field] if field != "finding" or answer[field] is None else words[answer[field]]
            if value is not None:
                cells[f"{stem(answer)}.{field}"] = value
    return cells


def first_difference(expected, got, path=""):
    if isinstance(expected, dict) and isinstance(got, dict):
        for key in [*expected, *(k for k in got if k not in expected)]:
            if expected.get(key) != got.get(key):
                return first_difference(expected.get(key), got.get(key), f"{path}.{key}")
    if isinstance(expected, list) and isinstance(got, list) and len(expected) == len(got):
        for index, (a, b) in enumerate(zip(expected, got)):
            if a != b:
                return first_difference(a, b, f"{path}[{index}]")
    return f"{path}: {str(expected)[:200]!r} expected, {str(got)[:200]!r} found"


def compare(what, expected, got):
    if expected != got:
        yield f"{what}{first_difference(expected, got)}"


# How it is locked

def unlocked(path):
    """Every unlocked cell, by sheet; and the sheets that are not protected."""
    workbook = programs.module("openpyxl").load_workbook(path)
    cells = {
        (sheet.title, cell.coordinate) for sheet in workbook for row in sheet.iter_rows() for cell in row
        if not cell.protection.locked}
    return cells, [sheet.title for sheet in workbook if not sheet.protection.sheet]


def locking(what, path, names):
    """Exactly the cells of some names are unlocked, and every sheet is protected."""
    places = stored.places(path)
    cells, bare = unlocked(path)
    yield from compare(f"{what}: unlocked cells", {places[name] for name in names} ^ cells, set())
    yield from compare(f"{what}: unprotected sheets", [], bare)


# One round through a program

class Round:
    def __init__(self, folder, seed, language):
        self.folder, self.language = folder, language
        self.words = fillings.WORDS[language]
        self.issue = slots.Issue.of(programs.template(programs.built_in(language)))
        self.blank, self.partner, self.audit = (
            folder / f"{name}-{language}.xlsx" for name in ("blank", "partner", "audit"))
        programs.respecte("export", "--template", programs.built_in(language), "-o", self.blank)
        filling = fillings.random_filling(self.issue, seed, plain=True)
        # A few answers that nobody understands, and a few that are not there.
        for index, name in enumerate([n for n in filling.cells if n.endswith(".met")][::17]):
            filling.cells[name] = ["partiel", "x", " oui ", "=1+1"][index % 4]
        with fill_openpyxl.Filler() as filler:
            filler.fill(self.blank, filling, self.partner)
        # From a register, so that the workbook carries the number of its submission.
        register = folder / f"register-{language}.sqlite"
        programs.respecte("register", "add", self.partner, "--partner", "Essai", "--register", register)
        programs.respecte("audit", "register:1", "--register", register, "-o", self.audit)
        self.original = read(self.partner)
        self.typed = remarks(self.original, seed, self.words)

    def filling(self, cells):
        return fillings.Filling(self.issue, cells)

    def identity(self, what, submission):
        """The number and the digest of the submission."""
        audit = submission["audit"]
        yield from compare(
            what + ", submission", [1, self.original["source"]["sha256"]], [audit["number"], audit["sha256"]])

    def copy(self):
        """Nobody has typed anything yet."""
        copy = read(self.audit)
        yield from self.identity("copy", copy)
        yield from compare("copy", partners(self.original), partners(copy))
        yield from compare("copy", {}, remarks_read(copy, self.words))
        names = [f"{stem(a)}.{field}" for a in copy["answers"] for field in FIELDS[:3]]
        yield from locking("auditor's", self.audit, names)

    def through(self, filler, ending):
        """Filled in and saved by a program, sent to the partner, filled in and saved again."""
        found = self.folder / f"found-{filler.name}-{self.language}{ending}"
        filler.fill(self.audit, self.filling(self.typed), found)
        submission = read(found)
        yield from self.identity("auditor's", submission)
        yield from compare("auditor's", partners(self.original), partners(submission))
        yield from compare("auditor's", self.typed, remarks_read(submission, self.words))
        if ending == ".xlsx":
            names = [f"{stem(a)}.{field}" for a in self.original["answers"] for field in FIELDS[:3]]
            yield from locking("auditor's, saved", found, names)

        sent = self.folder / f"sent-{filler.name}-{self.language}.xlsx"
        programs.respecte("audit", found, "--to-partner", "-o", sent)
        asked = [n.removesuffix("action") + "reply" for n in self.typed if n.endswith(".action")]
        yield from locking("partner's", sent, asked)
        random = Random(f"replies {filler.name}")
        replies = {name: texts.settled(random) for name in asked if random.random() < 0.8}
        replied = self.folder / f"replied-{filler.name}-{self.language}{ending}"
        filler.fill(sent, self.filling(replies), replied)
        submission = read(replied)
        yield from self.identity("partner's", submission)
        yield from compare("partner's", partners(self.original), partners(submission))
        yield from compare("partner's", {**self.typed, **replies}, remarks_read(submission, self.words))
        if ending == ".xlsx":
            yield from locking("partner's, saved", replied, asked)

        again = self.folder / f"again-{filler.name}-{self.language}.xlsx"
        programs.respecte("audit", replied, "-o", again)
        submission = read(again)
        yield from compare("next round", partners(self.original), partners(submission))
        yield from compare("next round", {**self.typed, **replies}, remarks_read(submission, self.words))
        yield from agreement(submission, found if ending == ".xlsx" else again)

    def merged(self):
        """Two auditors who differ in five cells, and complete each other elsewhere."""
        names = sorted({name.rpartition(".")[0] for name in self.typed if name.endswith(".finding")})
        a, b = {}, {}
        for index, name in enumerate(names[:40]):
            (a if index % 2 else b)[name + ".finding"] = self.words["yes"]
            if index % 5 == 0:
                a[name + ".reason"] = b[name + ".reason"] = "Vu ensemble."
        agreed = {**a, **b}
        differing = [f"{names[50]}.finding", f"{names[51]}.finding", f"{names[52]}.reason",
                     f"{names[53]}.action", f"{names[54]}.finding"]
        for name in differing:
            isFinding = name.endswith("finding")
            a[name] = self.words["yes"] if isFinding else "L’un dit ceci"
            b[name] = self.words["no"] if isFinding else "=l’autre cela"
        files = [self.folder / f"{who}-{self.language}.xlsx" for who in "ab"]
        for file, cells in zip(files, (a, b)):
            with fill_openpyxl.Filler() as filler:
                filler.fill(self.audit, self.filling(cells), file)
        target = self.folder / f"merged-{self.language}.xlsx"
        done = subprocess.run(
            [os.environ.get("RESPECTE", str(programs.ROOT / ".build/debug/respecte")), "audit", "--merge",
             *map(str, files), "-o", str(target), "--lang", "fr"], capture_output=True, text=True, encoding="utf-8")
        yield from compare("status", 1, done.returncode)
        listed = [line for line in done.stderr.splitlines() if line.startswith("  ")]
        yield from compare("conflicts listed", 5, len(listed))
        for file in files:
            places = stored.places(file)
            for name in differing:
                where = f"({file}, {', '.join(places[name])})"
                if not any(where in line for line in listed):
                    yield f"{name} of {file.name} is not listed: {where}"
        submission = read(target)
        yield from compare("merged", partners(self.original), partners(submission))
        yield from compare("merged", agreed, remarks_read(submission, self.words))
        sheet = programs.module("openpyxl").load_workbook(target)[
            {"fr": "Conflits", "en": "Conflicts"}[self.language]]
        values = [cell.value for row in sheet.iter_rows(min_row=5) for cell in row if cell.value is not None]
        for name in differing:
            for cells in (a, b):
                if cells[name] not in values:
                    yield f"{cells[name]} of {name} is not on the sheet of conflicts"
        rows = len({cell.row for row in sheet.iter_rows(min_row=5) for cell in row if cell.value is not None})
        yield from compare("rows of conflicts", 5, rows)
        yield from self.standing(target, differing)

    def standing(self, merged, differing):
        """Every program leaves the conflicts as they are, and an agreed finding settles its own."""
        def left(path):
            submission = read(path)
            return sorted(f"{stem(a)}.{field}" for a in submission["answers"] for field in a.get("conflicts") or {})

        settled = {differing[0]: self.words["no"]}
        for module, ending in ((fill_openpyxl, ".xlsx"), (fill_libreoffice, ".xlsx"), (fill_libreoffice, ".ods"),
                               (fill_gnumeric, ".xlsx")):
            try:
                with module.Filler() as filler:
                    for cells in ({}, settled):
                        saved = self.folder / f"standing-{filler.name}-{self.language}-{len(cells)}{ending}"
                        filler.fill(merged, self.filling(cells), saved)
                        yield from compare(f"conflicts, {filler.name}{ending}", sorted(set(differing) - set(cells)),
                                           left(saved))
            except programs.Missing as missing:
                print(f"{module.__name__}: SKIPPED, missing: {missing}")


def agreement(submission, path):
    """Agreement and Cohen's kappa by their definition, on what can be compared."""
    conditional = {c["id"]: c["conditional"] for c in programs.template(
        programs.built_in(submission["template"]["language"]))["controls"]}
    pairs, findings = [], 0
    for answer in submission["answers"]:
        if answer["finding"] is None:
            continue
        findings += 1
        explained = bool((answer["evidence"] or "").strip())
        said = answer["answer"]
        if said is None or (said == "notApplicable" and not (conditional[answer["control"]] and explained)):
            continue
        if answer["finding"] == "notApplicable" and not explained and not (answer["reason"] or "").strip():
            continue
        pairs.append((said, answer["finding"]))
    n = len(pairs)
    observed = sum(a == b for a, b in pairs) / n
    chance = sum(
        sum(a == word for a, _ in pairs) / n * (sum(b == word for _, b in pairs) / n)
        for word in ("yes", "no", "notApplicable"))
    kappa = None if abs(1 - chance) < 1e-12 else (observed - chance) / (1 - chance)
    scored = json.loads(programs.respecte("score", "--ndjson", path, accept=(0, 1)))
    got = scored["agreement"]
    if (got["findings"], got["compared"]) != (findings, n) or abs(got["rate"] - observed) > 6e-5 or (
            (kappa is None) != (got["kappa"] is None) or kappa is not None and abs(kappa - got["kappa"]) > 6e-5):
        yield f"agreement: {findings}, {n}, {observed}, {kappa} expected, {got} found"
    contradictions = sum(d["code"] == "finding.contradicts" for d in scored["discrepancies"])
    yield from compare("contradictions", sum(a != b for a, b in pairs), contradictions)


def hostile(folder, seed):
    """Whatever a partner types, the audit workbook's copy of it is read as the original."""
    issue = slots.Issue.of(programs.template(programs.built_in("fr")))
    blank, partner, audit = (folder / f"{name}-{seed}.xlsx" for name in ("blank", "hostile", "hostile-audit"))
    programs.respecte("export", "--template", programs.built_in("fr"), "-o", blank)
    with fill_openpyxl.Filler() as filler:
        filler.fill(blank, fillings.random_filling(issue, seed), partner)
    programs.respecte("audit", partner, "-o", audit)
    yield from compare("hostile", partners(read(partner)), partners(read(audit)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--keep", help="a folder for the workbooks, which otherwise go")
    options = parser.parse_args()
    done, failed, start = 0, False, time.monotonic()

    def report(what, differences):
        nonlocal done, failed
        found = list(differences)
        done += 1
        failed = failed or bool(found)
        print(f"{what}: {len(found)} differences")
        for difference in found[:10]:
            print("  " + difference)

    with programs.folder(options.keep) as folder:
        folder = Path(folder)
        try:
            french, english = (Round(folder, 1, language) for language in ("fr", "en"))
        except programs.Missing as missing:
            print(f"audit: SKIPPED, missing: {missing}")
            return programs.SKIPPED
        for one in (french, english):
            report(f"copy, {one.language}", one.copy())
            report(f"merged, {one.language}", one.merged())
        for seed in range(2):
            report(f"hostile texts, {seed}", hostile(folder, seed))
        for module, ending, one in (
                (fill_openpyxl, ".xlsx", french), (fill_libreoffice, ".xlsx", french),
                (fill_libreoffice, ".ods", english), (fill_gnumeric, ".xlsx", english)):
            try:
                with module.Filler() as filler:
                    report(f"{filler.name}{ending}, {one.language}", one.through(filler, ending))
            except programs.Missing as missing:
                print(f"{module.__name__}: SKIPPED, missing: {missing}")
    print(f"audit: {done} rounds, {time.monotonic() - start:.1f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
