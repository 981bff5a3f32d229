"""How each discrepancy code is raised and mended: what codes.py tests.

Each function damages a sound workbook up to its `yield`, which says where the finding is expected, and mends it after.
"""

import programs
import sheets
from codes_workbook import CASE3, MET3, answer, row
from readers import reference

FORM = "Validation technique"

# Answers


@row("answer.blank", "error", also=["answer.premature"], **CASE3)
def blank(w):
    yield w.clear(MET3)
    w.put(MET3, "O")


@row("answer.unreadable", "error", also=["answer.premature"], **CASE3)
def unreadable(w):
    yield w.put(MET3, "partiel")
    w.put(MET3, "O")


@row("answer.unreadable", "error", also=["answer.premature"], **CASE3)
def not_applicable_to_nobody(w):
    """S.O. where the requirement holds for everyone."""
    yield w.put(MET3, "S.O.")
    w.put(MET3, "O")


@row("answer.missing", "error", also=["row.removed", "answer.premature", "case.tooFew", "case.tooFewPublic"], **CASE3)
def missing(w):
    yield from remove_row(w, (None, None))


@row("row.removed", "warning", also=["answer.missing", "answer.premature", "case.tooFew", "case.tooFewPublic"],
     control="tech.1.12")
def row_removed(w):
    yield from remove_row(w, (FORM, None))


def remove_row(w, place):
    sheet, line, names = w.book.sheet(FORM), w.row("tech.1.12"), dict(w.book.names)
    cells, hidden = dict(sheet.cells), set(sheet.hidden_rows)
    w.mover.move(sheet, lambda p: None if p[0] == line else (p[0] - (p[0] > line), p[1]), follow=True)
    yield place
    sheet.cells, w.book.names, sheet.hidden_rows = cells, names, hidden


@row("answer.duplicate", "error", also=["row.added", "answer.premature"], **CASE3)
def duplicate(w):
    copy = copied_row(w)
    copy[w.at(MET3)[1][1]].value = "N"
    yield w.cell(MET3)
    copy[w.at(MET3)[1][1]].value = None
    remove_copy(w)


@row("row.added", "warning", control="tech.1.12")
def row_copied(w):
    copied_row(w)
    below = w.book.sheet(FORM).last_row
    yield FORM, reference(below, first_answer_column(w))
    remove_copy(w)


def copied_row(w):
    sheet, line = w.book.sheet(FORM), w.row("tech.1.12")
    below = sheet.last_row + 2
    cells = {p[1]: sheets.Cell(c.value, c.formula) for p, c in sheet.cells.items() if p[0] == line}
    sheet.cells |= {(below, column): cell for column, cell in cells.items()}
    return cells


def remove_copy(w):
    sheet = w.book.sheet(FORM)
    sheet.cells = {p: c for p, c in sheet.cells.items() if p[0] != sheet.last_row}


def first_answer_column(w):
    return min(place[1] for name, (sheet, place) in w.book.names.items() if sheet == FORM and name.startswith("rsp."))


@row("answer.normalised", "info", **CASE3)
def normalised(w):
    yield w.put(MET3, " oui")
    w.put(MET3, "O")


@row("answer.notApplicable", "warning", also=["applicability.altered"], **answer("tech.1.12", "case3", "customer"))
def answered_where_nothing_applies(w):
    yield beside_met(w, "O")
    beside_met(w, "S.O.")


@row("applicability.altered", "warning", control="tech.1.12")
def applicability(w):
    yield beside_met(w, None)
    beside_met(w, "S.O.")


def beside_met(w, value):
    """The grey cell of the other delivery model stands right of it."""
    sheet, (line, column) = w.at(MET3)
    cells = w.book.sheet(sheet).cells
    if value is None:
        assert cells.pop((line, column + 1)).value == "S.O."
    else:
        cells[line, column + 1] = sheets.Cell(value)
    return sheet, reference(line, column + 1)


@row("answer.otherModel", "warning", **answer("tech.1.20", "case2", "customer"))
def other_model(w):
    yield w.put("rsp.tech.1.20.case2.customer.met", "N")
    w.clear("rsp.tech.1.20.case2.customer.met")


@row("answer.formula", "warning", **CASE3)
def formula(w):
    yield w.put(MET3, "O", 'IF(1=1,"O","N")')
    w.put(MET3, "O")


@row("answer.inconsistent", "warning", **CASE3)
def inconsistent(w):
    yield w.put(MET3, "N")
    for k in range(1, 6):
        w.put(f"rsp.tech.1.12.case{k}.saas.met", "O")


@row("answer.premature", "warning", also=["answer.blank"], **answer("prereq.5.1"))
def premature(w):
    w.clear("rsp.prereq.1.1.met")
    yield w.cell("rsp.prereq.5.1.met")
    w.put("rsp.prereq.1.1.met", "O")


# Evidence


@row("evidence.absent", "info", **CASE3)
def no_evidence(w):
    w.clear("rsp.tech.1.12.case3.evidence")
    yield w.cell(MET3)
    w.put("rsp.tech.1.12.case3.evidence", "Procédure 12, page 3")


@row("evidence.absent", "error", **answer("prereq.4.1"))
def no_evidence_where_demanded(w):
    w.put("rsp.prereq.4.1.evidence", "   ")
    yield w.cell("rsp.prereq.4.1.met")
    w.put("rsp.prereq.4.1.evidence", "Dossier commercial")


@row("evidence.absent", "error", **answer("prereq.4.4"))
def no_explanation(w):
    w.clear("rsp.prereq.4.4.evidence")
    yield w.put("rsp.prereq.4.4.met", "N")
    w.put("rsp.prereq.4.4.evidence", "Prévue pour le printemps")


@row("evidence.absent", "error", also=["answer.premature"], **answer("tech.1.25", "case3", "saas"))
def no_reason(w):
    w.clear("rsp.tech.1.25.case3.evidence")
    yield w.put("rsp.tech.1.25.case3.saas.met", "S.O.")
    w.put("rsp.tech.1.25.case3.evidence", "Aucune donnée de carte")


@row("evidence.repeated", "info", **answer("tech.1.1", "case3", "saas"))
def repeated(w):
    for control, text in (("tech.1.1", "Voir le wiki"), ("tech.1.2", " voir le WIKI"), ("tech.1.3", "Voir le wiki ")):
        w.put(f"rsp.{control}.case3.evidence", text)
    yield w.cell("rsp.tech.1.1.case3.saas.met")
    w.put("rsp.tech.1.3.case3.evidence", "Voir le wiki, page « Comptes »")


@row("evidence.undated", "warning", **answer("tech.2.9", "case3", "saas"))
def undated(w):
    w.clear("rsp.tech.2.9.case3.date")
    yield w.cell("rsp.tech.2.9.case3.saas.met")
    w.put("rsp.tech.2.9.case3.date", "2018-12-10")


# The workbook has a case study more than is asked for: what costs one of them blocks nothing, and is a warning.
@row("evidence.tooOld", "warning", also=["answer.inconsistent"], **answer("tech.2.9", "case3", "saas"))
def too_old_evidence(w):
    """A year and a day before the assessment; a year before is right."""
    w.put("rsp.tech.2.9.case3.date", "2018-12-09")
    yield w.cell("rsp.tech.2.9.case3.saas.met")
    w.put("rsp.tech.2.9.case3.date", "2018-12-10")


# The workbook's structure


@row("text.altered", "warning", control="tech.1.12")
def text_altered(w):
    sheet, place = w.book.sheet(FORM), None
    texts = {p: c for p, c in sheet.cells.items() if p[0] == w.row("tech.1.12") and p[1] < first_answer_column(w)}
    place = max(texts, key=lambda p: len(str(texts[p].value)))
    text = sheet.cells[place].value
    sheet.cells[place].value = "Quelque chose de plus simple"
    yield FORM, reference(*place)
    sheet.cells[place].value = text


@row("row.added", "warning", also=["cell.unexpected"])
def row_added(w):
    line, column = w.row("tech.1.13"), w.at(MET3)[1][1]
    w.shift(FORM, line, 1)
    w.book.sheet(FORM).cells[line, column] = sheets.Cell("à revoir avec Paul")
    yield FORM, reference(line, column)
    del w.book.sheet(FORM).cells[line, column]
    w.shift(FORM, line + 1, -1)


@row("row.moved", "info", control="tech.1.12")
def row_moved(w):
    line = w.row("tech.1.12")
    move_row(w, line, line + 3)
    yield FORM, reference(line + 3, first_answer_column(w))
    move_row(w, line + 3, line)


def move_row(w, start, end):
    between = range(min(start, end), max(start, end) + 1)
    step = -1 if end > start else 1
    w.mover.move(w.book.sheet(FORM), lambda p: (
        end if p[0] == start else p[0] + step if p[0] in between else p[0], p[1]), follow=True)


@row("row.hidden", "warning", control="tech.1.12")
def row_hidden(w):
    w.book.sheet(FORM).hidden_rows.add(w.row("tech.1.12"))
    yield FORM, reference(w.row("tech.1.12"), first_answer_column(w))
    w.book.sheet(FORM).hidden_rows.remove(w.row("tech.1.12"))


@row("sheet.renamed", "info")
def sheet_renamed(w):
    w.mover.rename(w.book.sheet(FORM), "Feuil3")
    yield "Feuil3", None
    w.mover.rename(w.book.sheet("Feuil3"), FORM)


@row("sheet.removed", "warning")
def sheet_removed(w):
    removed = w.book.sheets.pop(0)
    assert removed.name == "Mode d'emploi"
    yield None, None
    w.book.sheets.insert(0, removed)


@row("cell.unexpected", "warning")
def unexpected(w):
    sheet, (line, column) = w.at("rsp.case2.reusedFrom")
    w.book.sheet(sheet).cells[line + 4, column] = sheets.Cell("à revoir avec Paul")
    yield sheet, reference(line + 4, column)
    del w.book.sheet(sheet).cells[line + 4, column]


# Fields and case studies


@row("field.absent", "error", scope="case3")
def field_absent(w):
    yield w.put("rsp.case3.results", " ")
    w.put("rsp.case3.results", "Moins de ruptures")


@row("field.absent", "error", scope="case3")
def no_link(w):
    """A public case study without its link."""
    yield w.clear("rsp.case3.publicUrl")
    w.put("rsp.case3.public", "N")


@row("field.invalid", "error", scope="case3")
def field_invalid(w):
    yield w.put("rsp.case3.productionDate", "automne 2019")
    w.put("rsp.case3.productionDate", "13/10/2019")


@row("category.unknown", "error")
def category_unknown(w):
    yield w.put("rsp.app.category", "Commerce de détail")
    w.put("rsp.app.category", "ENGAGEMENT CLIENT")


@row("category.several", "error", scope="case3")
def category_several(w):
    labels = [c["label"] for c in programs.template()["categories"][:2]]
    yield w.put("rsp.case3.category", " ; ".join(labels))
    w.put("rsp.case3.category", labels[0])


@row("case.tooOld", "warning", scope="case3")
def case_too_old(w):
    """Eighteen months and a day before the assessment; eighteen months before are right."""
    yield w.put("rsp.case3.productionDate", "2018-06-09")
    w.put("rsp.case3.productionDate", "2018-06-10")


@row("case.future", "warning", scope="case3")
def case_future(w):
    yield w.put("rsp.case3.productionDate", "2019-12-11")
    w.put("rsp.case3.productionDate", "2019-12-10")


@row("case.notInProduction", "warning", scope="case3")
def case_not_in_production(w):
    yield w.put("rsp.case3.inProduction", "N")
    w.put("rsp.case3.inProduction", "O")


@row("case.reuse", "warning", scope="case3")
def reused_from_elsewhere(w):
    yield w.put("rsp.case3.reusedFrom", "Jeux vidéo")
    w.put("rsp.case3.reusedFrom", "IoT")
    w.put("rsp.app.heldCompetencies", "IoT, Migration")


@row("case.reuse", "warning", scope="case3")
def reused_from_what_is_not_held(w):
    w.put("rsp.app.heldCompetencies", "Migration")
    yield w.put("rsp.case3.reusedFrom", "IoT")
    w.put("rsp.app.heldCompetencies", "IoT, Migration")


@row("case.reuse", "warning", scope="case5")
def reused_too_often(w):
    w.put("rsp.app.heldCompetencies", "IoT")
    for k in range(1, 6):
        w.put(f"rsp.case{k}.reusedFrom", "IoT")
    yield w.cell("rsp.case5.reusedFrom")
    w.clear("rsp.case2.reusedFrom")


@row("case.tooFew", "error", also=["case.notInProduction"])
def too_few(w):
    for k in (4, 5):
        w.put(f"rsp.case{k}.inProduction", "N")
    yield None, None
    for k in (4, 5):
        w.put(f"rsp.case{k}.inProduction", "O")


@row("case.tooFewPublic", "error")
def too_few_public(w):
    for k in (2, 3):
        w.put(f"rsp.case{k}.public", "N")
    yield None, None
    w.put("rsp.case2.public", "O")


@row("case.duplicate", "warning", scope="case3")
def one_customer_twice(w):
    w.put("rsp.case1.customer", "Crêperie de l’Étoile, S.A.")
    yield w.put("rsp.case3.customer", "CREPERIE DE L'ETOILE SA")
    w.put("rsp.case3.customer", "Crêperie du Phare")


# The file


@row("score.stale", "warning")
def stale(w):
    """A figure of the total, as a program keeps it that does not compute."""
    sheet = w.book.sheet("Synthèse")
    line = next(p[0] for p, c in sheet.cells.items() if c.value == "score:total")
    columns = sorted(p[1] for p, c in sheet.cells.items() if p[0] == line and c.formula)
    cell = sheet.cells[line, columns[0]]
    cell.value = 7
    yield "Synthèse", reference(line, columns[0])
    cell.value = None


@row("template.unknown", "error")
def template_unknown(w):
    stamps = [c for s in w.book.sheets if s.hidden for c in s.cells.values() if c.value == w.book.stamp]
    stamp = w.book.stamp
    for value in ("autre-liste-2031@9@fr", stamp):
        w.book.stamp = value
        for cell in stamps:
            cell.value = value
        if value != stamp:
            yield None, None
