#!/usr/bin/env python3
"""Scores seeded fillings with the program and with the scorer of scorer.py, and compares verdicts, reasons and counts.

usage: agree.py [--count N] [--seed N] [--keep FOLDER]

Some are filled in as random typing goes, most are sound ones with a few things changed; a good third are rearranged, in
ways that leave each answer a name or its keys. Exit status: 0 they agree, 1 they differ, 77 a program is missing.
"""

import argparse
import datetime
import json
import sys
import warnings
from collections import Counter
from pathlib import Path
from random import Random

import fill_openpyxl
import fillings
import programs
import rearrangements
import sheets
import slots
from damage import KINDS

try:
    import scorer
except ImportError:
    scorer = None  # openpyxl, whose absence is told below

warnings.simplefilter("ignore")
AS_OF = datetime.date(2020, 2, 29)


class Damage(rearrangements.Rearranger):
    """What a person does to a workbook and leaves every answer its name, or the keys of its row and column."""

    KINDS = ["insert_rows", "insert_columns", "move_block", "rename_sheet", "reorder_sheets", "delete_columns",
             "delete_rows", "drop_names", "drop_names", "copy_row", "copy_row", "filter_rows", "type_outside",
             "empty_closed"]

    def follows(self):
        return True

    def drop_names(self):
        """All names of the workbook, or of a part of it."""
        names = [n for n in self.book.names if n.startswith("rsp.")]
        for name in names if self.random.random() < 0.5 else self.random.sample(names, len(names) // 3):
            del self.book.names[name]

    def copy_row(self):
        """A row copied below the form, and another answer given in the copy."""
        sheet = self.form()
        answered = [place for place, cell in sheet.cells.items() if str(cell.value) in "OYN" and cell.tag]
        if not answered:
            return
        row, column = self.random.choice(answered)
        below = sheet.last_row + 2
        for place, cell in [(p, c) for p, c in sheet.cells.items() if p[0] == row]:
            sheet.cells[below, place[1]] = sheets.Cell(cell.value, cell.formula)
        sheet.cells[below, column].value = "N" if sheet.cells[row, column].value != "N" else "oui"

    def run(self):
        done = self.random.sample(self.KINDS, self.random.randint(1, 3))
        # Where columns or rows went, only names are left, and the other way round.
        if any(kind.startswith("drop") for kind in done):
            done = [kind for kind in done if not kind.startswith("delete")]
        for kind in done:
            getattr(self, kind)()
        return done


class Changes:
    """What differs from a sound workbook; each is called with the cells by name."""

    def __init__(self, issue, cells, random):
        self.issue, self.cells, self.random = issue, cells, random
        self.template = issue.template
        self.yes, self.no, self.without = (
            fillings.WORDS[self.template["language"]][w] for w in ("yes", "no", "notApplicable"))
        self.assessed = cells["rsp.app.assessmentDate"]
        self.studies = sorted({n.split(".")[1] for n in cells if n.startswith("rsp.case")})

    def met(self, wanted=lambda control: True):
        """An answer that is there, and its control."""
        found = [(a, c) for c in self.template["controls"] if wanted(c) for a in slots.asked(self.issue, c)
                 if a.name in self.cells]
        return self.random.choice(found) if found else (None, None)

    def put(self, answer, value, evidence=...):
        if answer is None:
            return
        if value is None:
            self.cells.pop(answer.name)
        else:
            self.cells[answer.name] = value
        if evidence is None:
            self.cells.pop(answer.beside("evidence"), None)
        elif evidence is not ...:
            self.cells[answer.beside("evidence")] = evidence

    def field(self, name, values, cases=None):
        stem = "app" if cases is None else self.random.choice(self.studies)
        value = self.random.choice(values)
        if value is None:
            self.cells.pop(f"rsp.{stem}.{name}", None)
        else:
            self.cells[f"rsp.{stem}.{name}"] = value

    # Changes that leave a workbook as good as it was, mostly.

    def spelling(self):
        for _ in range(self.random.randint(1, 6)):
            answer, _ = self.met()
            words = scorer.YES if scorer.WORDS.get(scorer.fold(self.cells[answer.name])) == "yes" else scorer.NO
            word = self.random.choice(words)
            word = self.random.choice([word, word.upper(), f" {word} ", word.replace("respecte", "Respecté")])
            self.put(answer, {"true": True, "false": False}.get(word, word))

    def without_object(self):
        """S.O. where it is possible, mostly with its reason."""
        for _ in range(self.random.randint(1, 4)):
            answer, _ = self.met(lambda c: c["conditional"])
            word = self.random.choice([self.without, "n/a", "NA", "sans objet", "Sans Objet", "so"])
            self.put(answer, word, self.random.choice(["Aucune carte n’est lue.", "Aucune carte.", None, "  "]))

    def declaration(self):
        answer, _ = self.met(lambda c: c["answer"] == "declaration")
        self.put(answer, self.no, self.random.choice([None, "Prévue pour le printemps."]))

    def evidence(self):
        answer, _ = self.met(lambda c: not c["evidence"]["required"])
        self.put(answer, self.cells[answer.name], None)

    def border(self):
        """A production date exactly as old as may be, or a day older."""
        months = self.template["caseStudies"]["maxAgeMonths"]
        oldest = fillings.months_before(self.assessed, months)
        self.field("productionDate", [oldest, oldest, oldest - datetime.timedelta(1), self.assessed, oldest.isoformat(),
                                      oldest.strftime("%d/%m/%Y"), self.assessed + datetime.timedelta(1)], True)

    def model(self):
        labels = [m["label"] for m in self.template["deliveryModels"]]
        aliases = [a for m in self.template["deliveryModels"] for a in m["aliases"]]
        self.field("deliveryModel", labels + aliases + ["Les deux", "both", ", ".join(labels[:2]), None, "hybride"],
                   self.random.choice([None, True]))

    def reuse(self):
        """Case studies of other competencies: listed, held, both or neither, one or several, few or too many."""
        listed = self.template["caseStudies"]["reuse"]["competencies"] or ["IoT"]
        for _ in range(self.random.choice([1, 1, 2, 6])):
            some = self.random.sample(listed, min(2, len(listed)))
            self.field("reusedFrom", [*listed, "IoT", "aucune", "n/a", *some, ", ".join(some), "une autre"], True)
        held = self.random.sample(listed, self.random.randint(1, len(listed)))
        self.field("heldCompetencies", [", ".join(listed), ", ".join(listed), ", ".join(held), None])

    def recency(self):
        answer, control = self.met(lambda c: c["recencyMonths"])
        if answer is None:
            return
        oldest = fillings.months_before(self.assessed, control["recencyMonths"])
        day = self.random.choice([None, self.assessed, oldest, oldest - datetime.timedelta(1), "2001-01-01", "récemment"])
        self.cells.pop(answer.beside("date"), None)
        if day:
            self.cells[answer.beside("date")] = day

    def unused(self):
        """Nothing, or next to nothing, in the last case study."""
        study = self.studies[-1]
        for name in [n for n in self.cells if f".{study}." in n]:
            del self.cells[name]
        if self.random.random() < 0.3:
            answer, _ = self.met(lambda c: "*" not in c["applies"])
            self.cells[f"rsp.{study}.{self.random.choice(['customer', 'diagram'])}"] = "Halle aux vins"

    def filler(self):
        """What says nothing as evidence or reason, mostly where one is asked for."""
        for _ in range(self.random.randint(1, 4)):
            wanted = self.random.choice([lambda c: c["evidence"]["required"] or c["conditional"],
                                         lambda c: c["answer"] == "declaration", lambda c: True])
            answer, control = self.met(wanted)
            word = self.random.choice([*scorer.FILLERS, "voir la pièce 3", "Néant de code", "oui mais non"])
            word = self.random.choice([word, word.capitalize(), f" {word} ", word + ".", f"« {word} »", word.upper()])
            said = [self.without] if control["conditional"] else [self.no] if control["answer"] == "declaration" else []
            self.put(answer, self.random.choice([self.cells[answer.name], *said]), word)

    # Changes that a verdict shows.

    def refusal(self):
        answer, _ = self.met(lambda c: c["part"] == "tech")
        self.put(answer, self.no)

    def prerequisite(self):
        answer, _ = self.met(lambda c: c["part"] != "tech")
        self.put(answer, self.no)

    def pilot(self):
        self.field("inProduction", [self.no, "non", "x", None], True)

    def less_public(self):
        self.field("public", [self.no, "non", None, "parfois", self.yes], True)
        self.field("publicUrl", ["bientôt en ligne", None, "www.exemple.fr", "n.c.", "à venir..."], True)

    def open_answers(self):
        for _ in range(self.random.choice([1, 1, 2, 20])):
            answer, control = self.met()
            odd = [None, None, "   ", "x", "partiel", "?", "O/N", "en cours", "oui mais", 2, "ö"]
            self.put(answer, self.random.choice(odd if control["conditional"] else odd + [self.without]))

    def demanded(self):
        answer, _ = self.met(lambda c: c["evidence"]["required"])
        self.put(answer, self.cells[answer.name], self.random.choice([None, " ", "\n"]))

    def required(self):
        field = self.random.choice(["customer", "website", "challenge", "deployment", "thirdParty", "results", "diagram"])
        self.field(field, [None, "  "], True)
        if self.random.random() < 0.5:
            self.field(self.random.choice(["partner", "solution", "customers", "assessmentDate"]), [None])

    def invalid(self):
        self.field("customers", ["beaucoup", "1 200", "120", -3, 0], None)
        self.field("productionDate", ["automne 2019", "31/02/2019", "2019", None], True)
        self.field("website", ["néant", "à venir", "https://exemple.fr"], True)

    def no_day(self):
        """No date that ages are counted from, and something that would be too old."""
        self.cells.pop("rsp.app.assessmentDate", None)
        self.field("productionDate", [datetime.date(2001, 1, 1), datetime.date(2037, 1, 1), self.assessed], True)

    def category(self):
        some = self.random.sample(self.template["categories"], 2)
        printed = some[0]["aliases"] + [some[0]["label"].upper(), some[0]["id"]]
        self.field("category", printed + [" ; ".join(c["label"] for c in some), "Commerce", None],
                   self.random.choice([None, True]))

    HARMLESS = [spelling, without_object, declaration, evidence, border, model, reuse, recency, filler,
                unused]
    SEEN = [refusal, prerequisite, pilot, less_public, border, recency, reuse]
    OPEN = [open_answers, demanded, required, invalid, category, model, without_object, filler, no_day]


def sound(issue, random):
    """Everything answered with yes, every field as it should be."""
    template, cells = issue.template, {}
    words = fillings.WORDS[template["language"]]
    assessed = random.choice([datetime.date(2019, 12, 10), datetime.date(2020, 8, 31), datetime.date(2021, 4, 30),
                              datetime.date(2020, 2, 29) + datetime.timedelta(random.randrange(300))])
    category = random.choice(template["categories"])["label"]
    models = [m["label"] for m in template["deliveryModels"] if m["id"] in issue.models]
    both = {"fr": "Les deux", "en": "Both"}[template["language"]]
    whole = [both] if len(issue.all_models) == len(models) == 2 else []
    cells = {"rsp.app.partner": "Maison Lavande", "rsp.app.solution": "Rayon clair", "rsp.app.category": category,
             "rsp.app.deliveryModel": random.choice(models + whole), "rsp.app.customers": random.choice([12, "1 200"]),
             "rsp.app.heldCompetencies": "IoT, Migration", "rsp.app.assessmentDate": assessed}
    for k in range(1, issue.cases + 1):
        fields = {"customer": f"Client {k}", "website": "https://exemple.fr", "category": category,
                  "challenge": "Ruptures de stock", "deployment": "En huit semaines", "thirdParty": "aucune",
                  "productionDate": assessed - datetime.timedelta(random.randrange(500)),
                  "inProduction": words["yes"], "results": "Moins de ruptures", "diagram": "schéma.pdf",
                  "public": words["yes" if k < 4 else "no"], "publicUrl": "https://exemple.fr/cas"}
        if random.random() < 0.3:
            fields["deliveryModel"] = random.choice(models)
        cells |= {f"rsp.case{k}.{field}": value for field, value in fields.items()}
    for control in template["controls"]:
        for answer in slots.asked(issue, control):
            cells[answer.name] = words["yes"]
            if control["evidence"]["required"] or random.random() < 0.7:
                cells[answer.beside("evidence")] = f"Pièce {answer.name}"
            if control["recencyMonths"]:
                cells[answer.beside("date")] = assessed - datetime.timedelta(40)
    return cells


def filling(issue, random, seed):
    """The cells of one workbook, and what was changed in it."""
    if random.random() < 0.12:
        return fillings.random_filling(issue, seed).cells, ["typing"]
    cells = sound(issue, random)
    changes = Changes(issue, cells, random)
    kind = random.random()
    chosen = [change for change in Changes.HARMLESS if random.random() < 0.12]
    if kind > 0.2:
        chosen += [change for change in Changes.SEEN if random.random() < 0.35]
    if kind > 0.6:
        chosen += [change for change in Changes.OPEN if random.random() < 0.35]
    for change in chosen:
        change(changes)
    return cells, [change.__name__ for change in chosen]


class Blanks:
    """Blank workbooks, each issued once."""

    def __init__(self, folder):
        self.folder, self.known = Path(folder), {}

    def get(self, random):
        name, template = random.choice(TEMPLATES)
        required = template["caseStudies"]["required"]
        ids = [m["id"] for m in template["deliveryModels"]]
        models = random.choice([ids, ids, ids[:1], ids[1:]])
        issue = slots.Issue.of(template, models, random.choice([required, required, required, required + 2, required - 1]))
        key = (str(name), issue.models, issue.cases)
        if key not in self.known:
            path = self.folder / f"blank-{len(self.known)}.xlsx"
            programs.respecte("export", "--template", name, *issue.options, "-o", path)
            self.known[key] = (path, sheets.read(path))
        return issue, *self.known[key]


def make(seed, blanks, path):
    """One returned workbook, and what was done to it."""
    random = Random(f"agree {seed}")
    issue, blank, book = blanks.get(random)
    cells, done = filling(issue, random, seed)
    kind = random.random()
    if kind < 0.25:
        fill_openpyxl.Filler().fill(blank, fillings.Filling(issue, cells), path)
        # An auditor's workbook has every model; what the partner's was issued without is missing there only.
        is_audited = kind < 0.15 and len(issue.models) == len(issue.all_models)
        return done + ["openpyxl"] + (findings(issue, random, path) if is_audited else [])
    book = book.copy()
    for name, value in cells.items():
        sheet, place = book.names[name]
        book.sheet(sheet).cells[place] = sheets.Cell(value, None, name)
    if kind > 0.55:
        kinds = {s.name: kind for s in book.sheets for kind, names in KINDS.items() if s.name in names}
        done += Damage(book, random, kinds).run()
    sheets.write(book, path)
    if kind > 0.985:
        path.write_bytes(path.read_bytes()[:-random.randrange(30, 9000)])
        done.append("cut off")
    return done


def findings(issue, random, path):
    """The same workbook as an auditor returns it: some answers have a finding, and some of these a reason."""
    partners = path.with_suffix(".partner.xlsx")
    path.rename(partners)
    programs.respecte("audit", *programs.knowing(programs.SECOND_TEMPLATE), partners, "-o", path, accept=(0, 1))
    yes, no, without = (fillings.WORDS[issue.template["language"]][w] for w in ("yes", "no", "notApplicable"))
    found, names = {}, programs.module("openpyxl").load_workbook(path).defined_names
    for control in issue.template["controls"]:
        for answer in slots.asked(issue, control):
            stem = answer.name.removesuffix("met")
            if random.random() < 0.03 and stem + "finding" in names:
                found[stem + "finding"] = random.choice([yes, yes, no, without if control["conditional"] else yes])
                found[stem + "reason"] = random.choice(["Vu sur place.", "ok", "-", None])
    fill_openpyxl.Filler().fill(path, fillings.Filling(issue, found), path)
    return ["findings"]


def shown(assessment):
    """What `score --json` says of a workbook, as the scorer says it."""
    if assessment["verdict"] == "unreadable":
        return {"verdict": "unreadable", "reasons": [tuple(r[k] for k in KEYS) for r in assessment["reasons"]]}
    studies = [study | {"sections": {(s["part"], s["ref"]): s["score"] for s in study["sections"]
                                     if any(s["score"].values())}} for study in assessment["caseStudies"]]
    found = {k: assessment[k] for k in ("asOf", "verdict", "score", "prerequisites")} | {"caseStudies": studies}
    return found | {"reasons": sorted((tuple(r[k] for k in KEYS) for r in assessment["reasons"]), key=str)}


KEYS = ("code", "control", "scope", "deliveryModel")


def differences(seed, expected, found):
    for key in found:
        if expected[key] == found[key]:
            continue
        if key == "reasons":
            only = set(expected[key]) ^ set(found[key])
            yield f"seed {seed}, {key}: only one says {sorted(only, key=str)[:6]}"
        elif key == "caseStudies":
            for a, b in zip(expected[key], found[key]):
                if a != b:
                    yield f"seed {seed}, case study: { {k: (a[k], b[k]) for k in a if a[k] != b[k]} }"
            if len(expected[key]) != len(found[key]):
                yield f"seed {seed}: {len(expected[key])} or {len(found[key])} case studies"
        else:
            yield f"seed {seed}, {key}: {expected[key]} or {found[key]}"


def compare(files, folder, as_of):
    """The verdicts, and every difference, of one run of the program over a folder."""
    stamps = {f"{t['id']}@{t['version']}@{t['language']}": t for _, t in TEMPLATES}
    options = ["--as-of", as_of.isoformat()] if as_of else []
    output = Path(folder) / "score.json"
    programs.respecte("score", *programs.knowing(programs.SECOND_TEMPLATE), *options, "--json", output,
                      *[path for _, path in files], "--quiet", accept=(0, 1))
    document = json.loads(output.read_text(encoding="utf-8"))
    faults, verdicts, controls = [], Counter(), {}
    for (seed, path), read in zip(files, document["submissions"], strict=True):
        expected = scorer.assess(path, stamps, as_of)
        verdicts[expected["verdict"]] += 1
        faults += differences(seed, expected, shown(read))
        if read["verdict"] == "eligible" and any(d["severity"] == "error" for d in read["discrepancies"]):
            faults.append(f"seed {seed}: eligible, with an error")
        for control, counts in expected["controls"].items():
            controls[control] = Counter(controls.get(control, {})) + Counter(counts)
    for row in document["controls"]:
        if controls.pop(row["control"], Counter()) != +Counter({o: row[o] for o in scorer.OUTCOMES}):
            faults.append(f"controls: {row}")
    faults += [f"no row for {control}" for control, counts in controls.items() if counts]
    if document["totals"] != {"submissions": len(files)} | {
            v: verdicts[v] for v in ("eligible", "notEligible", "incomplete", "unreadable")}:
        faults.append(f"totals: {document['totals']} or {dict(verdicts)}")
    return verdicts, faults


def run(count, seed, folder):
    blanks, files, done = Blanks(folder), [], Counter()
    for number in range(seed, seed + count):
        path = Path(folder) / f"filling-{number}.xlsx"
        done.update(make(number, blanks, path))
        files.append((number, path))
    verdicts, faults = compare(files, folder, None)
    _, more = compare(files[::10], folder, AS_OF)
    return verdicts, faults + [f"as of {AS_OF}: {fault}" for fault in more], done


def main():
    global TEMPLATES
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", help="a folder for the workbooks, which otherwise go")
    options = parser.parse_args()
    start = datetime.datetime.now()
    try:
        programs.module("openpyxl")
        names = [programs.built_in("fr")] * 3 + [programs.built_in("en")] * 2 + [programs.SECOND_TEMPLATE]
        TEMPLATES = [(name, programs.template(name)) for name in names]
        with programs.folder(options.keep) as folder:
            verdicts, faults, done = run(options.count, options.seed, folder)
    except programs.Missing as missing:
        print(f"SKIPPED, missing: {missing}")
        return programs.SKIPPED
    seconds = (datetime.datetime.now() - start).total_seconds()
    figures = ", ".join(f"{number} {verdict}" for verdict, number in sorted(verdicts.items()))
    damaged = sum(done[kind] for kind in set(Damage.KINDS))
    print(f"{options.count} workbooks ({figures}), {damaged} rearrangements: {len(faults)} differences, {seconds:.0f} s")
    print("changes: " + ", ".join(f"{n} {k}" for k, n in sorted(done.items())))
    for fault in faults[:40]:
        print("  " + fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
