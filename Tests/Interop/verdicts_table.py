"""What verdicts.py tests: each rule of a verdict as something changed in a sound workbook, and what has to be said of it."""

import datetime
from dataclasses import dataclass, field

DAY = datetime.date(2019, 12, 10)
OLD = datetime.date(2017, 1, 5)
TODAY = datetime.date(2020, 1, 31)


class Formula(str):
    """A formula, which openpyxl writes without a result, or an error value."""


@dataclass
class Row:
    """`changes` by defined name: None clears a cell, a pair is French and English, YES, NO and WITHOUT are answers.

    Names that end with `.finding` or `.reason` are an auditor's, whose workbook is made of the changed one; where readings
    stand on both sides of ≠, each is an auditor's own, and their workbooks are united.
    """

    what: str
    changes: dict
    verdict: str
    # Code, control and scope; the open answer of OPEN apart.
    reasons: list = field(default_factory=list)
    codes: list = field(default_factory=list)
    # What every report shows, in French and in English.
    shown: tuple = None
    # The mended workbook, of which nothing is said; without changes it is the sound one.
    twin: dict = field(default_factory=dict)

    # What the auditor's workbook says beside the answer, live.
    status: tuple = None
    # Whether the summary sheet counts it among what is open, without a name.
    is_counted_only: bool = False

    @property
    def is_open(self):
        return OPEN.keys() <= self.changes.keys()


YES, NO, WITHOUT = ("O", "Y"), ("N", "N"), ("S.O.", "N/A")
# An answer that is open, so that the rest has to be told although the workbook is not complete.
OPEN = {"rsp.tech.1.2.case1.saas.met": None}


def few(code, control, scope):
    """One of four case studies cannot be retained: how many are left, and what stands against this one."""
    return [("case.tooFew", None, None), (code, control, scope)]


BLOCKS = [
    Row("a prerequisite N while an answer is open", OPEN | {"rsp.prereq.1.2.met": NO}, "incomplete",
        [("prereq.notMet", "prereq.1.2", "solution")], [], ("prérequis 1.2", "prerequisite 1.2")),
    Row("a prerequisite N", {"rsp.prereq.1.2.met": NO}, "notEligible",
        [("prereq.notMet", "prereq.1.2", "solution")], [], ("prérequis 1.2", "prerequisite 1.2")),
    Row("a document N while an answer is open", OPEN | {"rsp.doc.architecture.solution.saas.met": NO}, "incomplete",
        [("doc.notMet", "doc.architecture", "solution")], [], ("Diagrammes d’architecture", "Architecture diagrams")),
    Row("a document of a case study N while an answer is open", OPEN | {"rsp.doc.architecture.case2.saas.met": NO},
        "incomplete", few("case.tooFew", "doc.architecture", "case2"), [], ("étude de cas 2", "case study 2")),
    Row("a control N in a case study while an answer is open", OPEN | {"rsp.tech.2.13.case3.saas.met": NO}, "incomplete",
        few("case.tooFew", "tech.2.13", "case3"), [], ("étude de cas 3 : 2.13 N", "case study 3: 2.13 N")),
    Row("a control N", {"rsp.tech.2.13.case3.saas.met": NO}, "notEligible",
        few("case.tooFew", "tech.2.13", "case3"), [], ("étude de cas 3 : 2.13 N", "case study 3: 2.13 N")),
    Row("not in production while an answer is open", OPEN | {"rsp.case4.inProduction": NO}, "incomplete",
        few("case.notInProduction", None, "case4"), ["case.notInProduction"],
        ("étude de cas 4 : pas en production", "case study 4: not in production")),
    Row("a project that is too old while an answer is open", OPEN | {"rsp.case4.productionDate": OLD}, "incomplete",
        few("case.tooOld", None, "case4"), ["case.tooOld"],
        ("étude de cas 4 : mise en production trop ancienne", "case study 4: production date too old")),
    Row("a project to come while an answer is open", OPEN | {"rsp.case4.productionDate": TODAY}, "incomplete",
        few("case.future", None, "case4"), ["case.future"],
        ("étude de cas 4 : mise en production à venir", "case study 4: production date in the future")),
    Row("a case study reused from elsewhere while an answer is open", OPEN | {"rsp.case4.reusedFrom": "Cuisine"},
        "incomplete", few("case.reuse", None, "case4"), ["case.reuse"],
        ("étude de cas 4 : reprise non admise", "case study 4: reuse not allowed")),
    Row("an exercise before its period while an answer is open", OPEN | {"rsp.tech.2.13.case3.date": OLD}, "incomplete",
        few("evidence.tooOld", "tech.2.13", "case3"), ["evidence.tooOld"],
        ("étude de cas 3 : 2.13, date trop ancienne", "case study 3: 2.13, date too old")),
    Row("one public case study while an answer is open",
        OPEN | {f"rsp.case{k}.public": NO for k in (2, 3)}, "incomplete",
        [("case.tooFewPublic", None, None), ("case.tooFewPublic", None, "case2"), ("case.tooFewPublic", None, "case3"),
         ("case.tooFewPublic", None, "case4")], [], ("étude de cas 2", "case study 2")),
]

AGES = [
    Row("an exercise before its period", {"rsp.tech.2.13.case3.date": OLD}, "notEligible",
        few("evidence.tooOld", "tech.2.13", "case3"), ["evidence.tooOld"],
        ("étude de cas 3 : 2.13, date trop ancienne", "case study 3: 2.13, date too old")),
    Row("a prerequisite before its period", {"rsp.prereq.3.2.date": OLD}, "notEligible",
        [("evidence.tooOld", "prereq.3.2", "solution")], ["evidence.tooOld"], ("rérequis 3.2", "rerequisite 3.2")),
    Row("reused from what is not listed", {"rsp.case2.reusedFrom": "Cuisine"}, "notEligible",
        few("case.reuse", None, "case2"), ["case.reuse"],
        ("étude de cas 2 : reprise non admise", "case study 2: reuse not allowed"),
        twin={"rsp.case2.reusedFrom": "IoT"}),
    Row("reused from what is not held", {"rsp.case2.reusedFrom": "Machine learning"}, "notEligible",
        few("case.reuse", None, "case2"), ["case.reuse"],
        ("étude de cas 2 : reprise non admise", "case study 2: reuse not allowed"),
        twin={"rsp.case2.reusedFrom": "Machine learning", "rsp.app.heldCompetencies": "Machine learning"}),
    Row("no day that ages are counted from", {"rsp.app.assessmentDate": None, "rsp.case1.productionDate": OLD,
                                              "rsp.tech.2.13.case3.date": OLD}, "incomplete",
        [("field.absent", None, None)], ["field.absent"]),
]

EVIDENCE = [
    Row("a filler where evidence is demanded", {"rsp.prereq.2.2.evidence": "Ok."}, "incomplete",
        [("evidence.absent", "prereq.2.2", "solution")], ["evidence.absent", "evidence.filler"], ("2.2", "2.2"),
        twin={"rsp.prereq.2.2.evidence": ("Ok, voir page 3.", "Ok, see page 3.")}),
    Row("a reference to nothing where evidence is demanded", {"rsp.prereq.2.2.evidence": ("voir ci-dessus", "see above")},
        "incomplete", [("evidence.absent", "prereq.2.2", "solution")], ["evidence.absent", "evidence.filler"], ("2.2", "2.2"),
        twin={"rsp.prereq.2.2.evidence": ("voir ci-dessus, page 3", "see above, page 3")}),
    Row("a dash where evidence is demanded", {"rsp.prereq.4.1.evidence": "–"}, "incomplete",
        [("evidence.absent", "prereq.4.1", "solution")], ["evidence.absent", "evidence.filler"], ("4.1", "4.1")),
    Row("a filler as the reason of S.O.", {"rsp.tech.1.26.case2.saas.met": WITHOUT, "rsp.tech.1.26.case2.evidence": "n/a"},
        "incomplete", [("evidence.absent", "tech.1.26", "case2")], ["evidence.absent", "evidence.filler"], ("1.26", "1.26"),
        is_counted_only=True,
        twin={"rsp.tech.1.26.case2.saas.met": WITHOUT, "rsp.tech.1.26.case2.evidence": "Aucune carte n’est lue."}),
    Row("a filler where none is demanded", {"rsp.tech.1.2.case1.evidence": ("voir ci-dessus", "see above")}, "eligible", [],
        ["evidence.absent", "evidence.filler"]),
    Row("no evidence where none is demanded", {"rsp.tech.1.2.case1.evidence": None}, "eligible", [], ["evidence.absent"]),
    Row("a text that began with a minus sign", {"rsp.prereq.2.2.evidence": Formula("#NAME?")}, "incomplete",
        [("evidence.absent", "prereq.2.2", "solution")], ["cell.error", "evidence.absent"], ("2.2", "2.2")),
    Row("a reference that is gone", {"rsp.prereq.4.1.evidence": Formula("#REF!")}, "incomplete",
        [("evidence.absent", "prereq.4.1", "solution")], ["cell.error", "evidence.absent"], ("4.1", "4.1")),
    Row("a picture that one program shows", {"rsp.prereq.4.1.evidence": Formula('=DISPIMG("ID_0A",1)')}, "incomplete",
        [("evidence.absent", "prereq.4.1", "solution")], ["cell.error", "evidence.absent"], ("4.1", "4.1")),
    Row("an error where none is demanded", {"rsp.tech.1.2.case1.evidence": Formula("#VALUE!")}, "eligible", [],
        ["cell.error", "evidence.absent"]),
    Row("one link for two public case studies", {"rsp.case2.publicUrl": "http://www.exemple.fr/cas-1/"}, "eligible", [],
        ["case.duplicate"]),
]

FINDINGS = [
    Row("a finding N", {"rsp.tech.2.13.case3.saas.finding": NO}, "notEligible",
        few("case.tooFew", "tech.2.13", "case3"), ["finding.contradicts"],
        ("2.13, constat N, réponse O", "2.13, finding N, answer Y"),
        status=("✗ Contredit", "✗ Contradicted"), twin={"rsp.tech.2.13.case3.saas.finding": YES}),
    Row("a prerequisite's finding N", {"rsp.prereq.1.2.finding": NO}, "notEligible",
        [("prereq.notMet", "prereq.1.2", "solution")], ["finding.contradicts"],
        ("constat N, réponse O", "finding N, answer Y"),
        status=("✗ Contredit", "✗ Contradicted"), twin={"rsp.prereq.1.2.finding": YES}),
    Row("a finding in the partner's favour", {"rsp.tech.2.13.case3.saas.met": NO, "rsp.tech.2.13.case3.saas.finding": YES},
        "eligible", [], ["finding.contradicts"], status=("✗ Contredit", "✗ Contradicted"),
        twin={"rsp.tech.2.13.case3.saas.finding": YES}),
    Row("auditors who differ", {"rsp.tech.2.13.case3.saas.finding": ("N ≠ O", "N ≠ Y")}, "incomplete",
        [("finding.conflict", "tech.2.13", "case3")], ["finding.conflict"], ("2.13", "2.13"),
        status=("✗ Conflit", "✗ Conflict"), twin={"rsp.tech.2.13.case3.saas.finding": YES}),
    Row("auditors who differ on a prerequisite", {"rsp.prereq.1.2.finding": ("O ≠ N", "Y ≠ N")}, "incomplete",
        [("finding.conflict", "prereq.1.2", "solution")], ["finding.conflict"], ("1.2", "1.2"),
        status=("✗ Conflit", "✗ Conflict"), twin={"rsp.prereq.1.2.finding": YES}),
    Row("auditors who give different reasons", {"rsp.prereq.1.2.reason": "Vu.\n≠\nNon vu."}, "eligible", [],
        ["finding.conflict"], status=("✗ Conflit", "✗ Conflict"), twin={"rsp.prereq.1.2.reason": "Vu."}),
    Row("a finding that is no answer", {"rsp.prereq.1.2.finding": "?"}, "incomplete",
        [("field.invalid", "prereq.1.2", "solution")], ["field.invalid"], ("1.2", "1.2"),
        status=("▲ Illisible", "▲ Not clear"), twin={"rsp.prereq.1.2.finding": YES}),
]

# Of the checklist's next version: a prerequisite that concerns some applications only.
NEXT = [
    Row("S.O. with its reason on a conditional prerequisite",
        {"rsp.prereq.3.1.met": WITHOUT, "rsp.prereq.3.1.evidence": ("Aucun revendeur.", "No reseller.")}, "eligible"),
    Row("S.O. without its reason on a conditional prerequisite",
        {"rsp.prereq.3.1.met": WITHOUT, "rsp.prereq.3.1.evidence": None}, "incomplete",
        [("evidence.absent", "prereq.3.1", "solution")], ["evidence.absent"], ("3.1", "3.1"), is_counted_only=True,
        twin={"rsp.prereq.3.1.met": WITHOUT, "rsp.prereq.3.1.evidence": ("Aucun revendeur.", "No reseller.")}),
    Row("S.O. with a filler on a conditional prerequisite",
        {"rsp.prereq.3.1.met": WITHOUT, "rsp.prereq.3.1.evidence": "-"}, "incomplete",
        [("evidence.absent", "prereq.3.1", "solution")], ["evidence.absent", "evidence.filler"], ("3.1", "3.1"),
        is_counted_only=True),
    Row("S.O. on a prerequisite that holds for everyone",
        {"rsp.prereq.1.2.met": WITHOUT, "rsp.prereq.1.2.evidence": ("Aucun revendeur.", "No reseller.")}, "incomplete",
        [("answer.unreadable", "prereq.1.2", "solution")], ["answer.unreadable"], ("1.2", "1.2"),
        is_counted_only=True),
]

# Answers that were given under the version before, of which one control was reworded in four case studies.
CARRIED = Row("an answer that is carried over", {}, "eligible", [], ["answer.reworded"])
