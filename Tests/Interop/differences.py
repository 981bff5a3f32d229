#!/usr/bin/env python3
"""Fills pairs of workbooks, the second changed from the first, and checks what `respecte diff` says of them.

usage: differences.py [--count N] [--seed N] [--keep FOLDER]

What is expected is worked out here from `respecte import` and from the definitions alone: which case study is which, the
class of every answer, the fields, the objections. Exit status: 0 no difference, 1 some, 77 a program is missing.
"""

import argparse
import copy
import datetime
import json
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from random import Random

import fill_openpyxl
import fillings
import programs
import scorer
import slots

CUSTOMERS = ["Épiceries du Quai", "Bricoral", "Jardins Vermeil", "Halles Saint-Roch", "Nœud & Cie", "Textil'O", "Zéphyr"]


# Filling

def write_newer_edition(folder):
    """The second checklist's next edition: a control less, one that is no longer conditional, another wording."""
    text = programs.SECOND_TEMPLATE.read_text(encoding="utf-8")
    text = text.replace('version: "2.1"', 'version: "9.0"')
    text = text.replace("published: 2021-03", "published: 2022-03\npredecessors: [harbour-logistics-services-2021-03@2.1]")
    text = text.replace("    condition: warehouse applications that move hazardous goods\n", "")
    start, end = text.index("  - id: tech.3.2\n"), text.index("  - id: tech.3.3\n")
    path = Path(folder) / "newer.yaml"
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    return path


def customers(filling, random):
    """Names that recognise a case study, mostly: some are missing, a few stand twice."""
    names = random.sample(CUSTOMERS, len(CUSTOMERS))
    for k in range(1, filling.issue.cases + 1):
        name = f"rsp.case{k}.customer"
        if name in filling.cells:
            filling.cells[name] = names[k - 1] if random.random() < 0.9 else names[0]
            if random.random() < 0.1:
                del filling.cells[name]


def spelled(text, random):
    return random.choice([text, text.upper(), "  " + text.replace(" ", "  "), plain(text)])


def change(filling, target, random):
    """The same filling for another issue, after a partner worked on it: answers, evidence, fields, order."""
    cells = translated(filling, target)
    order = list(range(1, target.cases + 1))
    if random.random() < 0.5:
        a, b = random.sample(order, 2)
        order[a - 1], order[b - 1] = b, a
    if random.random() < 0.2:
        order = order[1:] + [0]
    moved = {}
    for name, value in cells.items():
        pieces = name.split(".")
        place = next((i for i, piece in enumerate(pieces) if piece.startswith("case") and piece[4:].isdigit()), None)
        if place is None:
            moved[name] = value
            continue
        number = int(pieces[place][4:])
        if number in order:
            pieces[place] = f"case{order.index(number) + 1}"
            moved[".".join(pieces)] = value
    cells = moved
    words = fillings.WORDS[target.template["language"]]
    known = slots.names(target)
    work = random.choice([0, 0.02, 0.1, 0.4])
    for name in sorted(known):
        if random.random() >= work:
            continue
        if name.endswith(".met"):
            # Also what is not understood, and S.O. where it is not possible.
            new = random.choice([words["yes"], words["no"], words["notApplicable"], "oui", "?", "partiel", None])
        elif name.endswith(".evidence"):
            old = cells.get(name)
            new = random.choice([old and old.replace(" ", "\n\n"), old and old + " bis", "Dossier neuf", None])
        elif name.endswith(".date"):
            new = random.choice([datetime.date(2019, 6, random.randrange(1, 29)), "hier", None])
        elif name.endswith(".customer"):
            old = cells.get(name)
            new = random.choice([old and spelled(old, random), "Autre client", None])
        elif name.endswith((".challenge", ".results", ".contact", ".solution", ".diagram")):
            new = random.choice(["Texte neuf", None])
        elif name.endswith(".deliveryModel"):
            new = random.choice([m["label"] for m in target.template["deliveryModels"]] + [None])
        elif name.endswith((".productionDate", ".assessmentDate")):
            new = random.choice([datetime.date(2019, 5, 4), None])
        else:
            continue
        cells[name] = new
    return fillings.Filling(target, {n: v for n, v in cells.items() if v is not None and n in known})


def translated(filling, target):
    """Labels and answers as the other language writes them."""
    old, new = filling.issue.template, target.template
    pairs = dict(zip(fillings.WORDS[old["language"]].values(), fillings.WORDS[new["language"]].values()))
    for kind in ("categories", "deliveryModels"):
        labels = {item["id"]: item["label"] for item in new[kind]}
        pairs |= {item["label"]: labels[item["id"]] for item in old[kind]}
    pairs |= {"fr": {"Both": "Les deux", "All": "Tous"}, "en": {"Les deux": "Both", "Tous": "All"}}[new["language"]]
    kinds = (".met", ".category", ".deliveryModel", ".inProduction", ".public")
    return {n: pairs.get(v, v) if n.endswith(kinds) and isinstance(v, str) else v for n, v in filling.cells.items()}


def audited(submission, random):
    """The submission with an auditor's columns filled here and there."""
    copied = copy.deepcopy(submission)
    for answer in copied["answers"]:
        if random.random() < 0.08:
            answer["finding"] = random.choice(["yes", "no", "no", "notApplicable", None])
            answer["reason"] = random.choice(["Pas daté", " ", None])
            answer["action"] = random.choice(["Datez-le", None, "  "])
            answer["reply"] = random.choice(["C'est fait", " \n", None, None])
    return copied


# The definitions, said a second time

def words(text):
    return unicodedata.normalize("NFC", text or "").split()


def plain(text):
    letters = unicodedata.normalize("NFD", text.replace("œ", "oe").replace("Œ", "OE"))
    return "".join(c for c in letters if not unicodedata.combining(c))


def customer(study):
    name = " ".join(plain(study["customer"] or "").lower().split())
    return name or None


def outcome(answer, control):
    """What the partner's own answer counts as."""
    if answer["answer"] == "notApplicable":
        return "satisfies N/A" if control["conditional"] and scorer.says(answer["evidence"]) else "open"
    return {"yes": "satisfies", "no": "not met", None: "open"}[answer["answer"]]


def same_evidence(old, new):
    if words(old["evidence"]) != words(new["evidence"]) or old["date"] != new["date"]:
        return False
    return old["date"] is not None or words(old["dateRaw"]) == words(new["dateRaw"])


def classify(old, new, control):
    if new is None:
        return "noLongerAsked"
    after = outcome(new, control)
    if old is None:
        return "newlyAsked" if after == "open" else "newlyAnswered"
    before = outcome(old, control)
    kept = "unchanged" if same_evidence(old, new) else "evidenceChanged"
    if before == after == "open":
        # A value that does not count, S.O. without its reason, is compared as a value; anything else as typed.
        if old["answer"] or new["answer"]:
            return kept if old["answer"] == new["answer"] else "otherwiseChanged"
        return kept if words(old["raw"]) == words(new["raw"]) else "otherwiseChanged"
    if before == "open":
        return "newlyAnswered"
    if after == "open":
        return "noLongerAnswered"
    if before == after:
        return kept
    if before.startswith("satisfies") and after.startswith("satisfies") or control["answer"] == "declaration":
        return "otherwiseChanged"
    return "fixed" if before == "not met" else "regressed"


def pair(old, new):
    """Pairs of numbers, nothing for a side that expects no answers; and the kind of each."""
    def single(studies):
        names = Counter(customer(s) for s in studies)
        return {customer(s): s["number"] for s in studies if names[customer(s)] == 1 and customer(s)}

    left, right = {s["number"]: s for s in old}, {s["number"]: s for s in new}
    found, ours, theirs = [], single(old), single(new)
    for name, number in ours.items():
        if name in theirs:
            found.append((left.pop(number), right.pop(theirs[name])))
    for number in sorted(set(left) & set(right)):
        found.append((left.pop(number), right.pop(number)))
    for number in sorted(left):
        rest = [n for n in sorted(right) if right[n]["used"]]
        if left[number]["used"] and not customer(left[number]) and rest:
            found.append((left.pop(number), right.pop(rest[0])))
    for number in sorted(right):
        rest = [n for n in sorted(left) if left[n]["used"]]
        if right[number]["used"] and not customer(right[number]) and rest:
            found.append((left.pop(rest[0]), right.pop(number)))
    found += [(s, None) for s in left.values()] + [(None, s) for s in right.values()]
    pairs = {}
    for a, b in found:
        a, b = a if a and a["used"] else None, b if b and b["used"] else None
        if a is None and b is None:
            continue
        if a is None or b is None:
            kind = "added" if a is None else "dropped"
        elif a["number"] != b["number"]:
            kind = "renumbered"
        else:
            differ = customer(a) and customer(b) and customer(a) != customer(b)
            kind = "customerChanged" if differ else "same"
        pairs[a and a["number"], b and b["number"]] = kind
    return pairs


def key(answer, numbers=None):
    scope = answer["scope"]
    if numbers is not None and scope != "solution":
        number = numbers.get(int(scope[4:]))
        scope = f"case{number}" if number else None
    return (answer["control"], scope, answer["deliveryModel"])


def carried(submission, template):
    """S.O. is no answer any more where the newer edition has no condition."""
    controls = {c["id"]: c for c in template["controls"]}
    copied = copy.deepcopy(submission)
    for answer in copied["answers"]:
        control = controls.get(answer["control"])
        if control and not control["conditional"] and answer["answer"] == "notApplicable":
            answer["answer"] = None
    return copied


def compared(old, new, pairs):
    """Old and new answer by their places."""
    numbers = {a: b for a, b in pairs if a and b}
    theirs = {key(a): a for a in new["answers"]}
    found, taken = [], set()
    for answer in old["answers"]:
        place = key(answer, numbers)
        other = theirs.get(place) if place[1] else None
        found.append((answer, other))
        if other is not None:
            taken.add(place)
    return found + [(None, a) for place, a in theirs.items() if place not in taken]


def expected_answers(old, new, pairs, controls):
    found = Counter()
    for a, b in compared(old, new, pairs):
        side = b or a
        change = classify(a, b, controls[side["control"]])
        found[change, side["control"], b and b["scope"], a and a["scope"], side["deliveryModel"]] += 1
    return found


def expected_fields(old, new, pairs):
    def field(submission, scope, name):
        raw = next((f["raw"] for f in submission["fields"] if f["scope"] == scope and f["field"] == name), None)
        if scope is None:
            return submission["application"][name], raw
        study = next(s for s in submission["caseStudies"] if f"case{s['number']}" == scope)
        return study[name], raw

    def blank(side):
        value, raw = side
        return not words(value) if isinstance(value, str) else value is None and not words(raw)

    def same(a, b):
        if isinstance(a[0], str) and isinstance(b[0], str):
            return words(a[0]) == words(b[0])
        return words(a[1]) == words(b[1]) if a[0] is None and b[0] is None else a[0] == b[0]

    scopes = [(None, None, slots.APPLICATION)]
    scopes += [(f"case{a}", f"case{b}", slots.CASE_STUDY) for a, b in pairs if a and b]
    found = Counter()
    for before, after, names in scopes:
        for name in names:
            a, b = field(old, before, name), field(new, after, name)
            if blank(a) and blank(b) or not blank(a) and not blank(b) and same(a, b):
                continue
            found["filled" if blank(a) else "emptied" if blank(b) else "changed", name, after, before] += 1
    return found


def expected_objections(audit, new, pairs, controls):
    found = Counter()
    for old, now in compared(audit, new, pairs):
        if old is None or not (old["finding"] == "no" or words(old["action"])):
            continue
        if now is None or old["control"] not in controls:
            found["noLongerAsked", old["control"], None] += 1
            continue
        before, after = outcome(old, controls[old["control"]]), outcome(now, controls[old["control"]])
        evidence = not same_evidence(old, now)
        answer = before != after or after == "open" and words(old["raw"]) != words(now["raw"])
        if after.startswith("satisfies") and evidence and words(now["evidence"]):
            state = "settled"
        else:
            state = "answered" if evidence or answer or words(old["reply"]) else "untouched"
        found[state, old["control"], now["scope"]] += 1
    return found


# Comparing

def blank(source, issue, folder):
    """A blank workbook; each is issued once."""
    name = "-".join([Path(str(source)).stem, *issue.models, str(issue.cases)])
    path = Path(folder) / f"blank-{name}.xlsx"
    if not path.exists():
        programs.respecte("export", "--template", source, *issue.options, "-o", path)
    return path


class Pair:
    def __init__(self, seed, folder, newer):
        random = Random(f"differences {seed}")
        self.seed = seed
        languages = [programs.built_in(l) for l in ("fr", "en")]
        sources = [random.choice(languages), random.choice(languages)]
        if seed % 4 == 3:
            # Two editions of the second checklist, or twice the older one.
            sources = [programs.SECOND_TEMPLATE, random.choice([newer, newer, programs.SECOND_TEMPLATE])]
        first = fillings.random_issue(programs.template(sources[0]), random)
        second = slots.Issue.of(programs.template(sources[1]), first.models, first.cases)
        old = fillings.random_filling(first, seed)
        customers(old, random)
        # One in six compares with the blank one.
        if seed % 6 == 5:
            new, old = change(old, second, random), fillings.Filling(first, {})
        else:
            new = change(old, second, random)
        if sources[1] == newer and random.random() < 0.5:
            old, new, sources = new, old, sources[::-1]
        self.paths, self.template = [], programs.template(newer if newer in sources else sources[1])
        own = programs.template(sources[0])["controls"] + programs.template(sources[1])["controls"]
        self.controls = {c["id"]: c for c in own} | {c["id"]: c for c in self.template["controls"]}
        with fill_openpyxl.Filler() as filler:
            for number, (filling, source) in enumerate(zip((old, new), sources)):
                self.paths.append(Path(folder) / f"{seed}-{number}.xlsx")
                filler.fill(blank(source, filling.issue, folder), filling, self.paths[-1])
        self.random = random


def run(seeds, folder):
    counts, faults = Counter(), []
    newer = write_newer_edition(folder)
    knowing = [*programs.knowing(programs.SECOND_TEMPLATE), "--template", newer]
    for seed in seeds:
        work = Pair(seed, folder, newer)
        lines = programs.respecte("import", "--ndjson", "--quiet", *knowing, *work.paths, accept=(0,)).splitlines()
        old, new = (carried(json.loads(line), work.template) for line in lines)
        audit = audited(json.loads(lines[0]), work.random)
        path = Path(folder) / f"{seed}-audit.json"
        path.write_text(json.dumps(audit), encoding="utf-8")
        said = json.loads(programs.respecte(
            "diff", *work.paths, "--audit", path, "--json", "--quiet", *knowing, accept=(0, 1)))
        audit = carried(audit, work.template)
        faults += [f"seed {seed}: {fault}" for fault in check(work, old, new, audit, said, counts)]
    return counts, faults


def check(work, old, new, audit, said, counts):
    def differ(what, expected, got):
        if expected != got:
            missing, extra = list((expected - got).items()), list((got - expected).items())
            yield f"{what}: missing {missing[:3]}, too many {extra[:3]} ({len(missing)}, {len(extra)})"

    pairs = pair(old["caseStudies"], new["caseStudies"])
    number = lambda side: side and side["number"]
    got = Counter({(number(p["old"]), number(p["new"])): p["change"] for p in said["caseStudies"]}.items())
    yield from differ("case studies", Counter(pairs.items()), got)
    counts["case studies renumbered"] += sum(kind == "renumbered" for kind in pairs.values())

    answers = expected_answers(old, new, pairs, work.controls)
    changed = Counter({k: n for k, n in answers.items() if k[0] != "unchanged"})
    got = Counter((a["change"], a["control"], a["scope"], a["oldScope"], a["deliveryModel"]) for a in said["answers"])
    yield from differ("answers", changed, got)
    account = said["accounting"]
    classes = Counter()
    for (change, *_), n in answers.items():
        classes[change] += n
    told = Counter({k: n for k, n in account.items() if k not in ("expected", "compared") and n})
    yield from differ("accounting", classes, told)
    if account["compared"] != sum(classes.values()):
        yield f"compared {account['compared']} instead of {sum(classes.values())}"
    if account["expected"] != {"old": len(old["answers"]), "new": len(new["answers"])}:
        yield f"expected {account['expected']}"
    for name, n in classes.items():
        counts[name] += n

    fields = expected_fields(old, new, pairs)
    got = Counter((f["change"], f["field"], f["scope"], f["oldScope"]) for f in said["fields"])
    yield from differ("fields", fields, got)
    counts["fields"] += sum(fields.values())

    objections = expected_objections(audit, new, pair(audit["caseStudies"], new["caseStudies"]), work.controls)
    got = Counter((o["state"], o["control"], o["scope"]) for o in said["objections"]["items"])
    yield from differ("objections", objections, got)
    for (state, *_), n in objections.items():
        counts["objections " + state] += n
    if said["differs"] is False and (changed or fields):
        yield "says that nothing differs"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", help="a folder for the workbooks, which otherwise go")
    options = parser.parse_args()
    start = datetime.datetime.now()
    try:
        with programs.folder(options.keep) as folder:
            counts, faults = run(range(options.seed, options.seed + options.count), folder)
    except programs.Missing as missing:
        print(f"SKIPPED, missing: {missing}")
        return programs.SKIPPED
    seconds = (datetime.datetime.now() - start).total_seconds()
    figures = ", ".join(f"{number} {what}" for what, number in sorted(counts.items()))
    print(f"{options.count} pairs: {figures}; {len(faults)} differences, {seconds:.1f} s")
    for fault in faults[:40]:
        print("  " + fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
