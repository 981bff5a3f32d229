"""What stands beside each answer, worked out from the contract and the template: what is still to be done."""

import compare
import fillings
import scorer
import slots

SHEETS = {"fr": ("Prérequis", "Validation technique"), "en": ("Prerequisites", "Technical validation")}

WORDS = {
    "fr": {"toAnswer": "● À répondre", "noReason": "▲ Sans raison", "noEvidence": "▲ Sans preuve",
           "noDate": "▲ Sans date", "tooOld": "✗ Trop ancien", "notMet": "✗ Non", "done": "✓", "notAsked": "–",
           "yes": "O", "no": "N", "notApplicable": "S.O."},
    "en": {"toAnswer": "● To answer", "noReason": "▲ No reason", "noEvidence": "▲ No evidence",
           "noDate": "▲ No date", "tooOld": "✗ Too old", "notMet": "✗ Not met", "done": "✓", "notAsked": "–",
           "yes": "Y", "no": "N", "notApplicable": "N/A"},
}


def expected(filling):
    """The status of each control in each scope where the workbook asks it."""
    answers, _, _ = compare.expected(filling)
    found = {}
    for control in filling.issue.template["controls"]:
        for scope in dict.fromkeys(a.scope for a in slots.asked(filling.issue, control)):
            asked = [a for a in slots.asked(filling.issue, control) if a.scope == scope and a in answers]
            found[control["id"], scope] = status(filling.cells, control, asked)
    return found


def status(cells, control, asked):
    """What the answers in force still need, the most urgent thing first."""
    if not asked:
        return "notAsked"
    given = [(cells.get(a.name), scorer.says(cells.get(a.beside("evidence"))), cells.get(a.beside("date"))) for a in asked]
    yes, without = ("O", "Y"), ("S.O.", "N/A")
    if any(word is None for word, _, _ in given):
        return "toAnswer"
    if any(word in without and evidence is None for word, evidence, _ in given):
        return "noReason"
    without_evidence = any(word in yes and evidence is None for word, evidence, _ in given)
    if without_evidence and control["evidence"]["required"]:
        return "noEvidence"
    assessed, months = cells.get("rsp.app.assessmentDate"), control["recencyMonths"]
    if months and assessed and any(
            word in yes and date and date < fillings.months_before(assessed, months) for word, _, date in given):
        return "tooOld"
    if control["answer"] == "met" and any(word == "N" for word, _, _ in given):
        return "notMet"
    if without_evidence:
        return "noEvidence"
    declares = control["evidence"].get("whenNo")
    if declares and any(word == "N" and evidence is None for word, evidence, _ in given):
        return "noEvidence"
    if months and any(word in yes and date is None for word, _, date in given):
        return "noDate"
    return "done"


def shown(values, language):
    """The status of each control in each scope as a computed workbook shows it, found by the hidden keys."""
    found = {}
    for sheet in SHEETS[language]:
        columns = {cell.rstrip("0123456789"): key.removesuffix("status").rstrip(".") or "solution"
                   for (name, cell), key in values.items()
                   if name == sheet and cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "3"
                   and str(key).endswith("status")}
        for (name, cell), key in values.items():
            if name == sheet and cell[0] == "A" and cell[1:].isdigit():
                for column, scope in columns.items():
                    if (sheet, column + cell[1:]) in values:
                        found[key, scope] = values[sheet, column + cell[1:]]
    return found
