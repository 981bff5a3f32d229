"""A workbook that the rows of codes_table.py damage and mend, and how a row is written."""

import rearrangements
import sheets
from readers import reference


class Workbook:
    """A sound French workbook: both models issued, SaaS in force, five case studies, three of them public."""

    def __init__(self, book):
        self.book = book
        self.mover = rearrangements.Rearranger(book, None, {})

    def at(self, name):
        return self.book.names[name]

    def cell(self, name):
        """The address as findings give it."""
        sheet, place = self.at(name)
        return sheet, reference(*place)

    def put(self, name, value, formula=None):
        sheet, place = self.at(name)
        self.book.sheet(sheet).cells[place] = sheets.Cell(value, formula)
        return self.cell(name)

    def clear(self, name):
        sheet, place = self.at(name)
        self.book.sheet(sheet).cells.pop(place, None)
        return self.cell(name)

    def get(self, name):
        sheet, place = self.at(name)
        return self.book.sheet(sheet).cells[place].value

    def row(self, control):
        return self.at(f"rsp.{control}.case1.saas.met")[1][0]

    def shift(self, sheet, first, by):
        self.mover.move(self.book.sheet(sheet), lambda p: (p[0] + by if p[0] >= first else p[0], p[1]), follow=True)


ROWS = []


def row(code, severity, place=None, also=(), **about):
    """A row of the table: a code with its severity, what it is about, and which other codes follow from the damage."""
    def add(damage):
        ROWS.append((code, severity, {"control": None, "scope": None, "deliveryModel": None, **about}, set(also), damage))
        return damage
    return add


def answer(control, scope="solution", model=None):
    return {"control": control, "scope": scope, "deliveryModel": model}


CASE3 = answer("tech.1.12", "case3", "saas")
MET3 = "rsp.tech.1.12.case3.saas.met"
