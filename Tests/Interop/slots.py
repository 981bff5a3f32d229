"""The cells that a workbook is filled in at, by their defined names: the contract's § 3, said a second time.

Written from the contract and `template show --json` alone, so that a slip in the program's layout shows.
"""

from dataclasses import dataclass

APPLICATION = {
    "partner": "text", "solution": "text", "contact": "text", "email": "text",
    "category": "category", "deliveryModel": "models", "customers": "number",
    "heldCompetencies": "text", "assessmentDate": "date",
}

CASE_STUDY = {
    "customer": "text", "website": "link", "category": "category", "challenge": "text",
    "deployment": "text", "thirdParty": "text", "productionDate": "date",
    "inProduction": "yesNo", "results": "text", "deliveryModel": "models",
    "diagram": "text", "public": "yesNo", "publicUrl": "link", "reusedFrom": "text",
}


@dataclass(frozen=True)
class Issue:
    """What a workbook was issued with."""

    template: dict
    models: tuple
    cases: int

    @staticmethod
    def of(template, models=None, cases=None):
        ids = [model["id"] for model in template["deliveryModels"]]
        return Issue(
            template,
            tuple(id for id in ids if models is None or id in models),
            cases or template["caseStudies"]["required"],
        )

    @property
    def options(self):
        """The options of `respecte export` that issue it."""
        return ["--delivery", ",".join(self.models), "--case-studies", str(self.cases)]

    @property
    def all_models(self):
        return [model["id"] for model in self.template["deliveryModels"]]


@dataclass(frozen=True)
class Answer:
    """Where an answer belongs; `model` is nothing for a prerequisite."""

    control: str
    scope: str
    model: str | None

    @property
    def name(self):
        if self.model is None:
            return f"rsp.{self.control}.met"
        return f"rsp.{self.control}.{self.scope}.{self.model}.met"

    def beside(self, aspect):
        """The name of the evidence or date cell of the answer."""
        if self.model is None:
            return f"rsp.{self.control}.{aspect}"
        return f"rsp.{self.control}.{self.scope}.{aspect}"


def always(control):
    return "*" in control["applies"]


def asked(issue, control):
    """Every answer that the workbook has a cell for, of one control."""
    if always(control):
        return [Answer(control["id"], "solution", None)]
    scopes = [("solution", "solution")]
    scopes += [(f"case{k}", "case") for k in range(1, issue.cases + 1)]
    return [
        Answer(control["id"], scope, model)
        for scope, kind in scopes
        for model in issue.models
        if kind in control["applies"].get(model, [])
    ]


def names(issue):
    """Every defined name that a workbook is issued with."""
    found = {f"rsp.app.{field}" for field in APPLICATION}
    for k in range(1, issue.cases + 1):
        found |= {f"rsp.case{k}.{field}" for field in CASE_STUDY}
    for control in issue.template["controls"]:
        for answer in asked(issue, control):
            found |= {answer.name, answer.beside("evidence")}
            if control["recencyMonths"]:
                found.add(answer.beside("date"))
    return found
