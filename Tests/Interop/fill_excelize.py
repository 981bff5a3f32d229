"""Fills a workbook with excelize, a Go library, through its Python binding."""

import datetime

import programs
import stored


class Filler:
    name = "excelize"
    # It does not compute: the summary shows the figures of the blank workbook, which is reported.
    leaves_figures = True

    def __init__(self):
        self.excelize = programs.module("excelize")

    def fill(self, blank, filling, target):
        workbook = self.excelize.open_file(str(blank))
        places = {
            name.name: stored.place(name.refers_to) for name in workbook.get_defined_name()
        }
        for name, value in filling.cells.items():
            sheet, reference = places[name]
            if isinstance(value, str):
                workbook.set_cell_str(sheet, reference, value)
            elif isinstance(value, datetime.date):
                # A number under the cell's own date format, as a person's typing would leave it.
                days = (value - datetime.date(1899, 12, 30)).days
                workbook.set_cell_int(sheet, reference, days)
            else:
                workbook.set_cell_int(sheet, reference, value)
        workbook.save_as(str(target))
        workbook.close()

    @staticmethod
    def changed(text):
        """excelize 2.9 writes `_x000D_` as it is, which the format reads as a carriage return."""
        return stored.unescaped(text)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass
