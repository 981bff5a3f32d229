"""Fills a workbook in LibreOffice; one session for all fillings."""

import re

import stored
from libreoffice import LibreOffice


class Filler:
    name = "LibreOffice"

    def __init__(self):
        self.office = LibreOffice()

    def fill(self, blank, filling, target, **options):
        return self.office.run(
            open=str(blank), cells=list(filling.jobs()), save=str(target), **options
        )

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
