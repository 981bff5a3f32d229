#!/usr/bin/env python3
"""A second scorer, written from the contract and `template show --json`: returned workbooks → verdicts, reasons, counts.

usage: scorer.py TEMPLATE.json FILE… — one JSON object a line. It shares no code with the program, and trusts the
defined names of a workbook; where a name is gone, or a row was copied, the hidden keys lead to the cells.
"""

import datetime
import json
import re
import sys
import unicodedata
import warnings

YES = "o oui y yes vrai true 1 ✓ ✔ ☑ ok conforme respecte".split()
NO = ["n", "non", "no", "faux", "false", "0", "✗", "✘", "☒", "non conforme", "non respecte"]
NOT_APPLICABLE = ["so", "s.o.", "s/o", "sans objet", "n/a", "na", "not applicable"]
WORDS = {w: v for words, v in ((YES, "yes"), (NO, "no"), (NOT_APPLICABLE, "notApplicable")) for w in words}
FIELDS = {"category": "category", "deliveryModel": "models", "customers": "number", "assessmentDate": "date",
          "website": "link", "productionDate": "date", "inProduction": "yesNo", "public": "yesNo", "publicUrl": "link"}
OUTCOMES = ("met", "notMet", "notApplicable", "open")


def text(value):
    """A cell as it was typed; nothing for blanks."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    shown = "" if value is None else str(value)
    return shown if shown.strip() else None


def fold(value):
    plain = unicodedata.normalize("NFD", text(value) or "").replace("’", "'")
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).lower().split())


def day(value):
    """A date; nothing where what was typed is none."""
    if isinstance(value, datetime.datetime):
        return value.date()
    typed = (text(value) or "").strip()
    for pattern, parts in ((r"(\d{4})-(\d\d)-(\d\d)", (0, 1, 2)), (r"(\d\d?)/(\d\d?)/(\d{4})", (2, 1, 0))):
        if found := re.fullmatch(pattern, typed):
            try:
                return datetime.date(*(int(found.groups()[p]) for p in parts))
            except ValueError:
                return None
    return None


def months_before(date, months):
    year, month = divmod(date.year * 12 + date.month - 1 - months, 12)
    return next(d for n in range(date.day, 0, -1) if (d := valid(year, month + 1, n)))


def valid(year, month, n):
    try:
        return datetime.date(year, month, n)
    except ValueError:
        return None


class Returned:
    """The cells of a returned workbook by the names that they were issued with."""

    def __init__(self, path):
        import openpyxl
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(path, data_only=True)
        self.cells, record = {}, {}
        for name, target in book.defined_names.items():
            if name.startswith("rsp.") and (found := re.fullmatch(r"'?(.+?)'?!\$([A-Z]+)\$(\d+)", target.attr_text or "")):
                self.cells[name] = [(found[1].replace("''", "'"), found[2] + found[3])]
        self.values = {(sheet.title, cell.coordinate): cell.value
                       for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
        for sheet in book:
            rows = dict(sheet.iter_rows(max_col=2, values_only=True))
            if "respecte.template" in rows:
                record = rows
            else:
                self.read_keys(sheet)
        stamp = next((p.value for p in book.custom_doc_props.props if p.name == "respecte.template"), None)
        self.stamp = stamp or record.get("respecte.template")
        self.issued_cases = int(record["caseStudies"]) if "caseStudies" in record else None
        self.issued_models = record["deliveryModels"].split(",") if "deliveryModels" in record else None

    def read_keys(self, sheet):
        hidden_rows = [n for n, row in sheet.row_dimensions.items() if row.hidden]
        hidden = {c for d in sheet.column_dimensions.values() if d.hidden for c in range(d.min, d.max + 1)}
        is_key = re.compile(r"app|case\d+|((solution|case\d+)\.)?(\w+\.)?(met|evidence|date)").fullmatch
        columns = {c.column: c.value for n in hidden_rows for c in sheet[n] if isinstance(c.value, str) and is_key(c.value)}
        for cell in (c for column in hidden for (c,) in sheet.iter_rows(min_col=column, max_col=column)):
            for column, key in columns.items() if isinstance(cell.value, str) else ():
                name = f"rsp.{key}.{cell.value}" if re.fullmatch(r"app|case\d+", key) else f"rsp.{cell.value}.{key}"
                place = (sheet.title, sheet.cell(cell.row, column).coordinate)
                if place not in self.cells.setdefault(name, []):
                    self.cells[name].append(place)

    def get(self, name):
        """The value of a cell, and whether another place that claims to be it says otherwise."""
        found = [self.values.get(place) for place in self.cells.get(name, [])]
        first, others = (found or [None])[0], [v for v in found[1:] if text(v)]
        return first, any(WORDS.get(fold(v), text(v)) != WORDS.get(fold(first), text(first)) for v in others)


class Score:
    def __init__(self, outcomes):
        self.count = {o: outcomes.count(o) for o in OUTCOMES}

    def json(self):
        of = sum(self.count[o] for o in ("met", "notMet", "open"))
        return self.count | {"applicable": of, "percent": 1000 * self.count["met"] // of / 10 if of else None}


class Assessment:
    """One workbook assessed; `as_of` as the option of that name."""

    def __init__(self, book, template, as_of=None):
        self.book, self.template, self.reasons = book, template, []
        self.all_models = [m["id"] for m in template["deliveryModels"]]
        rules = template["caseStudies"]
        book.cells = {name: places for name, places in book.cells.items() if self.is_asked(name)}
        application = self.fields("app", None, template["fields"]["application"])
        self.as_of = as_of or application.get("assessmentDate") or datetime.date.today()
        highest = [int(m[1]) for name in book.cells if (m := re.search(r"[.]case(\d+)[.]", name))]
        cases = max(book.issued_cases if book.issued_cases is not None else rules["required"], *highest, 0)
        entered = {int(m[1]) for name in book.cells
                   if (m := re.search(r"[.]case(\d+)[.]", name)) and text(book.get(name)[0])}
        self.used = [k for k in range(1, cases + 1) if k <= rules["required"] or k in entered]
        self.studies = {k: self.fields(f"case{k}", f"case{k}", template["fields"]["caseStudy"]) for k in self.used}
        general = application.get("deliveryModel")
        self.models = {k: s.get("deliveryModel") or general or self.all_models for k, s in self.studies.items()}
        union = set(general or []).union(*self.models.values())
        self.solution_models = [m for m in self.all_models if m in union] or self.all_models
        self.answers = [a for control in template["controls"] for a in self.control(control)]
        self.judge(rules)

    def is_asked(self, name):
        """Whether a checklist like this asks for it; the keys also lead to grey cells."""
        if field := re.fullmatch(r"rsp[.](app|case\d+)[.](\w+)", name):
            return field[2] != "status"
        control = next((c for c in self.template["controls"] if name.startswith(f"rsp.{c['id']}.")), None)
        rest = name[len(f"rsp.{control['id']}."):].split(".") if control else []
        if len(rest) < 2:
            return bool(rest) and (rest[0] != "date" or control["recencyMonths"] is not None)
        applies = [m for m, kinds in control["applies"].items() if rest[0].rstrip("0123456789") in kinds
                   and m in (self.book.issued_models or self.all_models)]
        return rest[1] in applies or rest[1] == "evidence" and bool(applies) or rest[1] == "date" and bool(
            applies and control["recencyMonths"])

    def reason(self, code, control=None, scope=None, model=None):
        self.reasons.append((code, control, scope, model))

    # Fields

    def fields(self, stem, scope, required):
        """The usable values of the fields of a form; what is wrong with a required one is a reason."""
        values, names = {}, {n.split(".")[2] for n in self.book.cells if n.startswith(f"rsp.{stem}.")} | set(required)
        for field in names:
            value, contradicted = self.book.get(f"rsp.{stem}.{field}")
            needed = field in required and (field != "publicUrl" or self.is_public(stem))
            if text(value) is None and not contradicted:
                if needed:
                    self.reason("field.absent", scope=scope)
                continue
            kind = FIELDS.get(field, "text")
            values[field], code = (None, "field.invalid") if contradicted else self.understood(value, kind)
            if values[field] is None and (needed or kind == "category"):
                self.reason(code, scope=scope)
        return values

    def is_public(self, stem):
        value, contradicted = self.book.get(f"rsp.{stem}.public")
        return WORDS.get(fold(value)) == "yes" and not contradicted

    def understood(self, value, kind):
        typed, folded = text(value), fold(value)
        if kind == "date":
            return day(value), "field.invalid"
        if kind == "yesNo":
            return {"yes": True, "no": False}.get(WORDS.get(folded)), "field.invalid"
        if kind == "number":
            return (0 if re.fullmatch(r"\d+|\d{1,3}([ \u00a0\u202f]\d{3})+", typed.strip()) else None), "field.invalid"
        if kind == "link":
            return (typed if re.search(r"://|\w\.\w", typed) else None), "field.invalid"
        if kind == "models":
            return self.model_list(folded), "field.invalid"
        if kind == "category":
            forms = [(fold(f), c["id"]) for c in self.template["categories"] for f in (c["id"], c["label"], *c["aliases"])]
            named = {id for form, id in forms if form in folded}
            exact = next((id for form, id in forms if form == folded), None)
            return exact, "category.several" if len(named) > 1 else "category.unknown"
        return typed, None

    def model_list(self, folded):
        forms = {fold(f): m["id"] for m in self.template["deliveryModels"] for f in (m["id"], m["label"], *m["aliases"])}
        if folded in (("les deux", "both", "tous", "all") if len(self.all_models) == 2 else ("tous", "all")):
            return self.all_models
        found = [forms.get(piece.strip()) for piece in ([folded] if folded in forms else folded.split(","))]
        return None if None in found else [m for m in self.all_models if m in found]

    # Answers

    def control(self, control):
        """Every expected answer to a control: (control, scope, model, outcome)."""
        if "*" in control["applies"]:
            asked = [("solution", None)]
        else:
            applies = control["applies"]
            asked = [("solution", m) for m in self.solution_models if "solution" in applies.get(m, [])]
            asked += [(f"case{k}", m) for k in self.used for m in self.models[k] if "case" in applies.get(m, [])]
        told = set()
        for scope, model in asked:
            stem = f"rsp.{control['id']}" if model is None else f"rsp.{control['id']}.{scope}"
            evidence, contradicted = self.book.get(stem + ".evidence")
            evidence = None if contradicted else text(evidence)
            name = f"{stem}.met" if model is None else f"{stem}.{model}.met"
            yield control, scope, model, self.outcome(control, scope, model, name, evidence, told)

    def outcome(self, control, scope, model, name, evidence, told):
        value, contradicted = self.book.get(name)
        said = WORDS.get(fold(value))
        code, demand = None, control["evidence"]
        if name not in self.book.cells:
            code = "answer.missing"
        elif contradicted:
            code = "answer.duplicate"
        elif text(value) is None:
            code = "answer.blank"
        elif said is None or said == "notApplicable" and not control["conditional"]:
            code = "answer.unreadable"
        elif said == "notApplicable" and not evidence:
            code = "evidence.absent"
            told.add(scope)
        if code:
            self.reason(code, control["id"], scope, model)
            return "open"
        # There is one evidence cell for all delivery models, and one reason why it should be filled.
        if not evidence and (said == "yes" and demand["required"] or said == "no" and demand["whenNo"]):
            if scope not in told:
                self.reason("evidence.absent", control["id"], scope, model)
            told.add(scope)
        return {"yes": "met", "no": "notMet"}.get(said, said)

    # The whole

    def judge(self, rules):
        self.scored = [a for a in self.answers if a[0]["answer"] != "declaration"]
        unmet = {a[0]["id"] for a in self.scored if a[3] not in ("met", "notApplicable")}
        needed = [c["id"] for c in self.template["controls"] if c["part"] == "prereq" and c["answer"] != "declaration"]
        self.prerequisites = {"met": sum(id not in unmet for id in needed), "required": len(needed)}
        self.case_studies = [self.case_study(k, rules) for k in self.used]
        retained = [s for s in self.case_studies if s["retained"]]
        if self.reasons:
            self.verdict = "incomplete"
            return
        for control, scope, model, outcome in self.scored:
            if outcome == "notMet" and scope == "solution":
                self.reason("prereq.notMet" if control["part"] == "prereq" else "doc.notMet", control["id"], scope, model)
        if len(retained) < rules["required"]:
            self.reason("case.tooFew")
        if sum(s["public"] for s in retained) < rules["public"]:
            self.reason("case.tooFewPublic")
        self.verdict = "notEligible" if self.reasons else "eligible"

    def case_study(self, k, rules):
        own, fields = [a for a in self.scored if a[1] == f"case{k}"], self.studies[k]
        produced, oldest = fields.get("productionDate"), None
        if rules["maxAgeMonths"] is not None:
            oldest = months_before(self.as_of, rules["maxAgeMonths"])
        complete = not any(r[2] == f"case{k}" and r[1] is None for r in self.reasons)
        retained = (complete and fields.get("inProduction") is True and all(a[3] in ("met", "notApplicable") for a in own)
                    and produced is not None and produced <= self.as_of and (oldest is None or produced >= oldest))
        sections = {}
        for control, _, _, outcome in own:
            sections.setdefault((control["part"], control["section"]), []).append(outcome)
        return {"number": k, "deliveryModel": self.models[k], "retained": retained,
                "public": fields.get("public") is True and fields.get("publicUrl") is not None,
                "score": Score([a[3] for a in own]).json(),
                "sections": {place: Score(outcomes).json() for place, outcomes in sections.items()}}

    def json(self):
        counts = {c["id"]: Score([a[3] for a in self.scored if a[0] is c]).count
                  for c in self.template["controls"] if c["answer"] != "declaration"}
        return {"asOf": self.as_of.isoformat(), "verdict": self.verdict, "reasons": sorted(self.reasons, key=str),
                "score": Score([a[3] for a in self.scored]).json(), "prerequisites": self.prerequisites,
                "caseStudies": self.case_studies, "controls": counts}


def assess(path, templates, as_of=None):
    """What a workbook is worth; `templates` by stamp, `<id>@<version>@<language>`."""
    try:
        book = Returned(path)
    except Exception:
        return {"verdict": "unreadable", "reasons": [("file.unreadable", None, None, None)], "controls": {}}
    return Assessment(book, templates[book.stamp], as_of).json()


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        given = json.load(file)
    stamp = f"{given['id']}@{given['version']}@{given['language']}"
    for path in sys.argv[2:]:
        print(json.dumps(assess(path, {stamp: given}), ensure_ascii=False, default=str))
