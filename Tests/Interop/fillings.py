"""Seeded random fillings of a workbook: what a person may type into it, by defined name."""

import datetime
from random import Random

import slots
import texts

# As the workbook issues its answers.
WORDS = {"fr": {"yes": "O", "no": "N", "notApplicable": "S.O."},
         "en": {"yes": "Y", "no": "N", "notApplicable": "N/A"}}


class Filling:
    """What is typed: names with texts, dates and whole numbers, and nothing else."""

    def __init__(self, issue, cells):
        self.issue = issue
        self.cells = cells



def random_issue(template, random):
    """What a workbook is issued with: mostly every model, and the template's number of case studies."""
    ids = [model["id"] for model in template["deliveryModels"]]
    models = ids if random.random() < 0.7 else random.sample(ids, random.randint(1, len(ids)))
    required = template["caseStudies"]["required"]
    return slots.Issue.of(template, models, random.choice([required, required, required + 2]))


def random_filling(issue, seed, plain=False):
    """A filling of a workbook; the same for the same seed.

    A plain one has what the summary sheet can count: answers as issued, fields as they should be, and texts
    with something to be seen in them.
    """
    return _Typist(issue, Random(f"filling {seed} {issue.options}"), plain).filling()


class _Typist:
    def __init__(self, issue, random, plain):
        self.issue = issue
        self.random = random
        self.plain = plain
        self.words = WORDS[issue.template["language"]]
        # How much is left out: a workbook is nearly complete, or has gaps.
        self.gaps = random.choice([0, 0, 0.02] if plain else [0, 0.02, 0.25])
        self.refusals = random.choice([0, 0, 0.01, 0.2])
        self.assessed = datetime.date(2019, 12, 1) + datetime.timedelta(random.randrange(400))
        self.cells = {}

    def filling(self):
        self.application()
        unused = set()
        for k in range(1, self.issue.cases + 1):
            beyond = k > self.issue.template["caseStudies"]["required"]
            if beyond and self.random.random() < 0.5:
                unused.add(f"case{k}")
            else:
                self.case_study(k, beyond)
        for control in self.issue.template["controls"]:
            for answer in slots.asked(self.issue, control):
                if answer.scope not in unused:
                    self.answer(control, answer)
        return Filling(self.issue, self.cells)

    # Fields

    def application(self):
        for field, kind in slots.APPLICATION.items():
            self.put(f"rsp.app.{field}", self.field(field, kind))

    def case_study(self, number, beyond):
        for field, kind in slots.CASE_STUDY.items():
            value = self.field(field, kind)
            if field == "deliveryModel" and self.random.random() < 0.7:
                value = None
            self.put(f"rsp.case{number}.{field}", value)
        if beyond and self.random.random() < 0.3:
            # A date alone makes it used.
            for field in slots.CASE_STUDY:
                if field != "productionDate":
                    self.cells.pop(f"rsp.case{number}.{field}", None)

    def put(self, name, value):
        if value is not None and self.random.random() >= self.gaps:
            self.cells[name] = value

    def field(self, field, kind):
        if kind == "text":
            return self.text()
        if kind == "link":
            return texts.link(self.random)
        if kind == "number":
            return self.random.choice([0, 1, 120, 999_999_999, self.random.randrange(100_000)])
        if kind == "date":
            return self.date(field)
        if kind == "yesNo":
            return self.words["yes" if self.random.random() > self.refusals else "no"]
        if kind == "category":
            return self.random.choice(self.issue.template["categories"])["label"]
        return self.models()

    def models(self):
        """The label of one model issued, or what stands for all of them, as the list offers them."""
        language = self.issue.template["language"]
        models = [m for m in self.issue.template["deliveryModels"] if m["id"] in self.issue.models]
        if len(models) == len(self.issue.all_models) > 1 and self.random.random() < 0.4:
            if len(models) == 2:
                return {"fr": "Les deux", "en": "Both"}[language]
            return {"fr": "Tous", "en": "All"}[language]
        if len(models) > 1 and len(self.issue.all_models) > 2 and self.random.random() < 0.3:
            return ", ".join(m["label"] for m in models[:2])
        return self.random.choice(models)["label"]

    def date(self, field):
        if field == "assessmentDate":
            return self.assessed
        if not self.plain and self.random.random() < 0.1:
            return self.random.choice([
                datetime.date(2000, 2, 29), datetime.date(1999, 12, 31),
                datetime.date(2038, 1, 19), datetime.date(2099, 12, 31),
            ])
        months = self.issue.template["caseStudies"]["maxAgeMonths"]
        if self.random.random() < 0.1:
            return months_before(self.assessed, months)
        late = self.random.random() < self.refusals
        longest = 700 if self.refusals else 500
        return self.assessed - datetime.timedelta(self.random.randrange(-60 if late else 0, longest))

    def text(self):
        return texts.settled(self.random) if self.plain else texts.hostile(self.random)

    # Answers

    def answer(self, control, answer):
        chance = self.random.random()
        if chance < self.refusals:
            word = self.words["no"]
        elif control["conditional"] and self.random.random() < 0.5:
            word = self.words["notApplicable"]
        else:
            word = self.words["yes"]
        self.put(answer.name, word)
        evidence = answer.beside("evidence")
        needed = control["evidence"]["required"] or control["conditional"]
        likely = 0.5 if not needed else 0.9 if self.gaps else 1
        if evidence not in self.cells and self.random.random() < likely:
            self.put(evidence, self.text())
        if control["recencyMonths"]:
            self.put(answer.beside("date"), self.date("date"))


def months_before(date, months):
    """The same day so many months before, or the last of that month."""
    month = date.year * 12 + date.month - 1 - months
    year, month = divmod(month, 12)
    for day in range(date.day, 0, -1):
        try:
            return datetime.date(year, month + 1, day)
        except ValueError:
            continue


def in_force(typed, scope):
    """The ids of the delivery models in force in a scope: its own, else the application's, else all."""
    models = typed.issue.template["deliveryModels"]

    def named(name):
        label = typed.cells.get(name)
        ids = {model["id"] for model in models if label and model["label"] in label.split(", ")}
        return ids or ({model["id"] for model in models} if label else None)

    application = named("rsp.app.deliveryModel")
    if scope == "solution":
        cases = [named(f"rsp.case{k}.deliveryModel") for k in range(1, typed.issue.cases + 1)]
        every = {id for ids in [application, *cases] if ids for id in ids}
        return every or {model["id"] for model in models}
    return named(f"rsp.{scope}.deliveryModel") or application or {model["id"] for model in models}


def answers(typed):
    return [answer for control in typed.issue.template["controls"] for answer in slots.asked(typed.issue, control)]


def keep_to_models(typed):
    """Empties what is not asked under the models in force."""
    for answer in answers(typed):
        if answer.model is not None and answer.model not in in_force(typed, answer.scope):
            typed.cells.pop(answer.name, None)
    given = {answer.beside("evidence") for answer in answers(typed) if answer.name in typed.cells}
    for answer in answers(typed):
        if answer.beside("evidence") not in given:
            typed.cells.pop(answer.beside("evidence"), None)
            typed.cells.pop(answer.beside("date"), None)
