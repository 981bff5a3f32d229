"""A second scorer, written from the contract and `template show --json`: returned workbooks → verdicts, reasons, counts.

It shares no code with the program, and trusts the defined names of a workbook; where a name is gone, or a row was
copied, the hidden keys lead to the cells.
"""

import datetime
import re
import unicodedata

import openpyxl

YES = "o oui y yes vrai true ✓ ✔ ☑ ✅ ok conforme respecte".split()
NO = ["n", "non", "no", "faux", "false", "✗", "✘", "☒", "❌", "non conforme", "non respecte"]
NOT_APPLICABLE = ["so", "s.o.", "s/o", "sans objet", "non applicable", "n/a", "na", "not applicable"]
# What says nothing where evidence or a reason belongs.
FILLERS = set("""o|oui|y|yes|ok|okay|vrai|true|n|non|no|faux|false|so|s.o|s/o|sans objet|non applicable|n/a|na|not applicable
    |x|xx|xxx|?|??|???|-|--|---|/|//|*|**|***|_|__|#|=|+|~|rien|neant|aucun|aucune|nothing|none|nil|test|todo|to do|tbd|tbc|tba
    |fait|c'est fait|fini|vu|valide|conforme|respecte|done|checked|compliant|met
    |idem|id|ditto|pareil|same|same as above|as above|above|see above|see below|below|cf|voir|see|v. plus haut|plus haut|ci-dessus
    |voir plus haut|voir ci-dessus|voir ci dessus|cf. plus haut|cf plus haut|cf. ci-dessus|cf ci-dessus|plus bas|ci-dessous
    |voir plus bas|voir ci-dessous|voir ci dessous|cf. ci-dessous|cf ci-dessous
    |en cours|a venir|a suivre|a completer|a fournir|a definir|a confirmer|plus tard|bientot|in progress|pending|to come
    |to follow|later|soon|to be completed|to be provided|to be defined|to be confirmed""".replace("\n    ", "").split("|"))
WORDS = {w: v for words, v in ((YES, "yes"), (NO, "no"), (NOT_APPLICABLE, "notApplicable")) for w in words}
# The fields that are no texts, and texts that a checklist may require.
KINDS = {"category": "category", "deliveryModel": "models", "customers": "number", "assessmentDate": "date",
         "website": "link", "productionDate": "date", "inProduction": "yesNo", "public": "yesNo", "publicUrl": "link"}
OF_CASE = ["customer", "website", "category", "challenge", "deployment", "thirdParty", "productionDate", "inProduction",
           "results", "deliveryModel", "diagram", "public", "publicUrl", "reusedFrom"]
OUTCOMES = ("met", "notMet", "notApplicable", "open")


def text(value):
    """A cell as it was typed; nothing for blanks."""
    shown = "" if value is None else str(int(value) if isinstance(value, float) and value.is_integer() else value)
    return shown if shown.strip() else None


def fold(value):
    plain = unicodedata.normalize("NFD", text(value) or "").replace("’", "'")
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).lower().split())


def valid(year, month, n):
    try:
        return datetime.date(int(year), int(month), int(n))
    except ValueError:
        return None


def day(value):
    """A date; nothing where what was typed is none."""
    if isinstance(value, datetime.datetime):
        return value.date()
    typed = (text(value) or "").strip()
    if found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", typed):
        return valid(*found.groups())
    found = re.fullmatch(r"(\d\d?)/(\d\d?)/(\d{4})", typed)
    return valid(*reversed(found.groups())) if found else None


def months_before(date, months):
    year, month = divmod(date.year * 12 + date.month - 1 - months, 12)
    return next(d for n in range(date.day, 0, -1) if (d := valid(year, month + 1, n)))


def says(value):
    """What a cell says where evidence or a reason belongs; nothing for a filler, whatever signs stand around it."""
    plain = re.sub("[‐‑‒–—−]", "-", fold(value)).strip(" .!…,;:\"'`«»‹›“”„‘’")
    return None if plain in FILLERS | {""} else text(value)


class Returned:
    """The cells of a returned workbook by the names that they were issued with."""

    def __init__(self, path):
        book, self.cells, record = openpyxl.load_workbook(path, data_only=True), {}, {}
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
        self.cases = int(record["caseStudies"]) if "caseStudies" in record else None
        self.models = record["deliveryModels"].split(",") if "deliveryModels" in record else None

    def read_keys(self, sheet):
        rows = [n for n, row in sheet.row_dimensions.items() if row.hidden]
        hidden = {c for d in sheet.column_dimensions.values() if d.hidden for c in range(d.min, d.max + 1)}
        is_key = re.compile(r"app|case\d+|((solution|case\d+)\.)?(\w+\.)?(met|evidence|date)").fullmatch
        columns = {c.column: c.value for n in rows for c in sheet[n] if isinstance(c.value, str) and is_key(c.value)}
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


NO_REUSE = ["", "non", "aucun", "aucune", "neant", "sans objet", "s o", "so", "no", "none", "n a", "na", "not applicable"]


def words(value):
    return re.findall(r"[^\W_]+", fold(value))


def significant(names, title):
    """Without the words of the checklist's own title, which every competency of a programme has in its name."""
    return [w for w in names if w not in words(title)] or names


def competency_forms(name, title):
    """The ways in which a competency is written: in full, or as the abbreviation in brackets."""
    texts = [re.sub(r"\([^)]*\)", " ", name), *re.findall(r"\(([^)]*)\)", name)]
    return [tuple(found) for t in texts if (found := significant(words(t), title))]


def score(answers):
    count = {outcome: sum(a[3] == outcome for a in answers) for outcome in OUTCOMES}
    of = count["met"] + count["notMet"] + count["open"]
    return count | {"applicable": of, "percent": 1000 * count["met"] // of / 10 if of else None}


class Assessment:
    """One workbook assessed; `as_of` as the option of that name."""

    def __init__(self, book, template, as_of=None):
        self.book, self.template, self.reasons, rules = book, template, [], template["caseStudies"]
        self.all_models = [m["id"] for m in template["deliveryModels"]]
        application = self.fields("app", None, template["fields"]["application"], KINDS)
        # Where no day is known that ages are counted from, they are not judged.
        self.as_of = as_of or application.get("assessmentDate")
        highest = [int(found[1]) for name in book.cells if (found := re.search(r"[.]case(\d+)[.]", name))]
        cases = max(rules["required"] if book.cases is None else book.cases, *highest, 0)
        self.used = [k for k in range(1, cases + 1) if k <= rules["required"] or self.is_entered(k)]
        self.studies = {k: self.fields(f"case{k}", f"case{k}", template["fields"]["caseStudy"], OF_CASE) for k in self.used}
        general = application.get("deliveryModel")
        self.models = {k: s.get("deliveryModel") or general or self.all_models for k, s in self.studies.items()}
        self.too_old, self.held = [], words(self.book.get("rsp.app.heldCompetencies")[0])
        union = set(general or []).union(*self.models.values())
        self.solution_models = [m for m in self.all_models if m in union] or self.all_models
        self.answers = [a for control in template["controls"] for a in self.control(control)]
        self.judge(rules)

    def is_entered(self, k):
        names = [f"rsp.case{k}.{field}" for field in OF_CASE]
        for control in self.template["controls"]:
            models = [m for m in self.book.models or self.all_models if "case" in control["applies"].get(m, [])]
            names += [f"rsp.{control['id']}.case{k}.{part}" for part in [f"{m}.met" for m in models] + ["evidence"] * bool(models)]
        return any(text(self.book.get(name)[0]) for name in names)

    def reason(self, code, control=None, scope=None, model=None):
        self.reasons.append((code, control, scope, model))

    def fields(self, stem, scope, required, names):
        """The usable values of the fields of a form; what is wrong with a required one is a reason."""
        values = {}
        for field in {*required, *(n for n in names if f"rsp.{stem}.{n}" in self.book.cells)}:
            value, contradicted = self.book.get(f"rsp.{stem}.{field}")
            said, disputed = self.book.get(f"rsp.{stem}.public")
            needed = field in required and (field != "publicUrl" or WORDS.get(fold(said)) == "yes" and not disputed)
            if text(value) is None and not contradicted:
                if needed:
                    self.reason("field.absent", scope=scope)
                continue
            kind = KINDS.get(field, "text")
            values[field], code = (None, "field.invalid") if contradicted else self.understood(value, kind)
            if values[field] is None and (needed or kind == "category"):
                self.reason(code, scope=scope)
        return values

    def understood(self, value, kind):
        """What a field says, and what is wrong where it says nothing."""
        typed, folded, code = text(value), fold(value), "field.invalid"
        if kind == "category":
            forms = [(fold(f), c["id"]) for c in self.template["categories"] for f in (c["id"], c["label"], *c["aliases"])]
            if len({id for form, id in forms if form in folded}) > 1:
                code = "category.several"
            else:
                code = "category.unknown"
            return dict(forms).get(folded), code
        if kind == "date":
            return day(value), code
        if kind == "yesNo":
            return {"yes": True, "no": False}.get(WORDS.get(folded)), code
        if kind == "number":
            return re.fullmatch(r"\d+|\d{1,3}([ \u00a0\u202f]\d{3})+", typed.strip()), code
        if kind == "link":
            return re.search(r"https?://\w|\w\.[^\W\d_]{2}", typed), code
        return (self.model_list(folded) if kind == "models" else typed), code

    def model_list(self, folded):
        forms = {fold(f): m["id"] for m in self.template["deliveryModels"] for f in (m["id"], m["label"], *m["aliases"])}
        if folded in ("tous", "all") or folded in ("les deux", "both") and len(self.all_models) == 2:
            return self.all_models
        found = [forms.get(piece.strip()) for piece in ([folded] if folded in forms else folded.split(","))]
        return None if None in found else [m for m in self.all_models if m in found]

    def control(self, control):
        """Every expected answer to a control: (control, scope, model, outcome)."""
        applies, wanted, unexplained, aged = control["applies"], {}, set(), {}
        asked = [("solution", None)] if "*" in applies else [
            ("solution", m) for m in self.solution_models if "solution" in applies.get(m, [])
        ] + [(f"case{k}", m) for k in self.used for m in self.models[k] if "case" in applies.get(m, [])]
        for scope, model in asked:
            stem = f"rsp.{control['id']}" if model is None else f"rsp.{control['id']}.{scope}"
            evidence, contradicted = self.book.get(stem + ".evidence")
            name = f"{stem}.met" if model is None else f"{stem}.{model}.met"
            outcome = self.outcome(
                control, scope, model, name, None if contradicted else says(evidence), wanted, unexplained)
            if outcome == "met" and self.is_before_its_period(control, stem):
                aged.setdefault(scope, model)
                outcome = "notMet"
            yield control, scope, model, outcome
        self.too_old += [(control["id"], scope, model) for scope, model in aged.items()]
        # There is one evidence cell for all delivery models, and one reason why it should be filled.
        for scope, model in wanted.items():
            if scope not in unexplained:
                self.reason("evidence.absent", control["id"], scope, model)

    def is_before_its_period(self, control, stem):
        value, contradicted = self.book.get(stem + ".date")
        held = None if contradicted else day(value)
        return bool(control["recencyMonths"] and self.as_of and held
                    and held < months_before(self.as_of, control["recencyMonths"]))

    def outcome(self, control, scope, model, name, evidence, wanted, unexplained):
        value, contradicted = self.book.get(name)
        said, code, demand = WORDS.get(fold(value)), None, control["evidence"]
        finding = WORDS.get(fold(self.book.get(name.removesuffix("met") + "finding")[0]))
        # An auditor's finding takes the place of the answer, and the reason beside it that of an explanation.
        reason = evidence or finding and says(self.book.get(name.removesuffix("met") + "reason")[0])
        if finding and (finding != "notApplicable" or control["conditional"]):
            said = finding
            if said == "notApplicable" and not reason:
                code = "evidence.absent"
                unexplained.add(scope)
        elif finding:
            code = "answer.unreadable"
        elif name not in self.book.cells:
            code = "answer.missing"
        elif contradicted:
            code = "answer.duplicate"
        elif text(value) is None:
            code = "answer.blank"
        elif said is None or said == "notApplicable" and not control["conditional"]:
            code = "answer.unreadable"
        elif said == "notApplicable" and not evidence:
            code = "evidence.absent"
            unexplained.add(scope)
        if code:
            self.reason(code, control["id"], scope, model)
            return "open"
        if demand["required"] and said == "yes" and not evidence or demand["whenNo"] and said == "no" and not reason:
            wanted.setdefault(scope, model)
        return {"yes": "met", "no": "notMet"}.get(said, said)

    def judge(self, rules):
        self.scored = [a for a in self.answers if a[0]["answer"] != "declaration"]
        unmet = {a[0]["id"] for a in self.scored if a[3] not in ("met", "notApplicable")}
        needed = [c["id"] for c in self.template["controls"] if c["part"] == "prereq" and c["answer"] != "declaration"]
        self.prerequisites = {"met": sum(id not in unmet for id in needed), "required": len(needed)}
        self.bad_reuse = self.reused_wrongly(rules["reuse"])
        self.is_complete = not self.reasons
        lost = {k: self.lost(k, rules) for k in self.used}
        self.case_studies = [self.case_study(k, lost[k]) for k in self.used]
        for control, scope, model, outcome in self.scored:
            if outcome == "notMet" and scope == "solution" and (control["id"], scope, model) not in self.too_old:
                self.reason("prereq.notMet" if control["part"] == "prereq" else "doc.notMet", control["id"], scope, model)
        declared = {c["id"] for c in self.template["controls"] if c["answer"] == "declaration"}
        self.reasons += [("evidence.tooOld", *place) for place in self.too_old
                         if place[1] == "solution" and place[0] not in declared]
        # A case study may still be retained, or be public, where nothing speaks against it but what is open.
        possible = [s for s in self.case_studies if s["retained"] or not self.is_complete and not lost[s["number"]]]
        public = [s for s in possible if s["public"]
                  or not self.is_complete and self.studies[s["number"]].get("public") is not False]
        few, few_public = len(possible) < rules["required"], len(public) < rules["public"]
        if few or few_public:
            for study in self.case_studies:
                k = study["number"]
                if study not in possible:
                    self.reasons += lost[k] or [("case.tooFew", None, f"case{k}", None)]
                elif few_public and study not in public:
                    self.reason("case.tooFewPublic", scope=f"case{k}")
        if few:
            self.reason("case.tooFew")
        if few_public:
            self.reason("case.tooFewPublic")
        self.verdict = "incomplete" if not self.is_complete else "notEligible" if self.reasons else "eligible"

    def reused_wrongly(self, rules):
        """The case studies that come from a competency that is not listed or not held, and those that are too many."""
        listed = [competency_forms(name, self.template["title"]) for name in rules["competencies"]]
        reused, bad = 0, set()
        for k in self.used:
            typed = text(self.book.get(f"rsp.case{k}.reusedFrom")[0])
            if typed is None or " ".join(words(typed)) in NO_REUSE:
                continue
            reused += 1
            own = competency_forms(typed, self.template["title"])
            pieces = [own] if any(set(own) & set(forms) for forms in listed) else [
                competency_forms(piece, self.template["title"]) for piece in re.split(r"[,;/\n\r]", typed) if piece.strip()]
            for piece in pieces:
                forms = next((forms for forms in listed if set(forms) & set(piece)), [])
                held = f" {' '.join(significant(self.held, self.template['title']))} "
                if not any(f" {' '.join(form)} " in held for form in forms):
                    bad.add(k)
            if reused > rules["max"]:
                bad.add(k)
        return bad

    def lost(self, k, rules):
        """Why a case study cannot be retained any more, whatever is still filled in."""
        scope, fields = f"case{k}", self.studies[k]
        produced, months = fields.get("productionDate"), rules["maxAgeMonths"]
        found = [("case.tooFew", c["id"], scope, m) for c, s, m, outcome in self.scored
                 if s == scope and outcome == "notMet" and not any(o[:2] == (c["id"], s) for o in self.too_old)]
        # Another delivery model's answer may be no beside one that is too old.
        found += [("case.tooFew", c["id"], scope, m) for c, s, m, outcome in self.scored
                  if s == scope and outcome == "notMet" and any(o[:2] == (c["id"], s) for o in self.too_old)
                  and self.is_answered_no(c, s, m)]
        scored = {c["id"] for c, *_ in self.scored}
        found += [("evidence.tooOld", *place) for place in self.too_old if place[1] == scope and place[0] in scored]
        if fields.get("inProduction") is False:
            found.append(("case.notInProduction", None, scope, None))
        if produced and self.as_of and produced > self.as_of:
            found.append(("case.future", None, scope, None))
        elif produced and self.as_of and months is not None and produced < months_before(self.as_of, months):
            found.append(("case.tooOld", None, scope, None))
        if k in self.bad_reuse:
            found.append(("case.reuse", None, scope, None))
        return found

    def is_answered_no(self, control, scope, model):
        stem = f"rsp.{control['id']}.{scope}.{model}."
        finding = WORDS.get(fold(self.book.get(stem + "finding")[0]))
        return (finding or WORDS.get(fold(self.book.get(stem + "met")[0]))) == "no"

    def case_study(self, k, lost):
        own, fields = [a for a in self.scored if a[1] == f"case{k}"], self.studies[k]
        retained = (not lost and fields.get("inProduction") is True and fields.get("productionDate") is not None
                    and not any(scope == f"case{k}" and control is None for _, control, scope, _ in self.reasons)
                    and all(a[3] in ("met", "notApplicable") for a in own))
        places = {(a[0]["part"], a[0]["section"]) for a in own}
        return {"number": k, "deliveryModel": self.models[k], "retained": retained,
                "public": fields.get("public") is True and fields.get("publicUrl") is not None, "score": score(own),
                "sections": {p: score([a for a in own if (a[0]["part"], a[0]["section"]) == p]) for p in places}}

    def json(self):
        counts = {c["id"]: {o: sum(a[0] is c and a[3] == o for a in self.scored) for o in OUTCOMES}
                  for c in self.template["controls"] if c["answer"] != "declaration"}
        return {"asOf": self.as_of and self.as_of.isoformat(), "verdict": self.verdict, "reasons": sorted(self.reasons, key=str),
                "score": score(self.scored), "prerequisites": self.prerequisites,
                "caseStudies": self.case_studies, "controls": counts}


def assess(path, templates, as_of=None):
    """What a workbook is worth; `templates` by stamp, `<id>@<version>@<language>`."""
    try:
        book = Returned(path)
    except Exception:
        return {"verdict": "unreadable", "reasons": [("file.unreadable", None, None, None)], "controls": {}}
    return Assessment(book, templates[book.stamp], as_of).json()
