"""Fills a workbook in LibreOffice; one session for all fillings."""

import datetime
import re

import stored
from libreoffice import LibreOffice


class Filler:
    name = "LibreOffice"

    def __init__(self):
        self.office = LibreOffice()

    def fill(self, blank, filling, target, formulas=(), **options):
        places = stored.places(blank)
        cells = [(*places[name], *typed(value)) for name, value in filling.cells.items()]
        cells += formulas
        return self.office.run(open=str(blank), cells=cells, save=str(target), **options)

    @staticmethod
    def changed(text):
        """LibreOffice 7.4 knows one line end in a cell: a carriage return becomes a line feed when it is typed.
        It writes `_x000D_` escaped as `_x005F_x000D_`, as it should, and a typed `_x005F_x000D_`, which it takes
        for escaped already, as it is: its first underscore is the only one that is read back."""
        return re.sub("_x005F_(?=x[0-9A-Fa-f]{4}_)", "_", stored.unified(text))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.office.close()


def typed(value):
    """A value's kind and what is set: a text as a text, a date as a number under the cell's own format."""
    if isinstance(value, datetime.date):
        return "date", (value - datetime.date(1899, 12, 30)).days
    return ("number" if isinstance(value, int) else "text"), value
