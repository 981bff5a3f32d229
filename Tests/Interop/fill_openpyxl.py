"""Fills a workbook with openpyxl."""

import programs
import stored


class Filler:
    name = "openpyxl"

    def __init__(self):
        self.openpyxl = programs.module("openpyxl")

    def fill(self, blank, filling, target):
        workbook = self.openpyxl.load_workbook(blank)
        for name, value in filling.cells.items():
            ((sheet, reference),) = workbook.defined_names[name].destinations
            cell = workbook[sheet][reference]
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # a text, whatever it begins with
        workbook.save(target)

    @staticmethod
    def changed(text):
        """openpyxl 3.1 writes `_x000D_` as it is, which the format reads as a carriage return, and a carriage
        return unescaped, which XML reads as a line feed."""
        return stored.unescaped(stored.unified(text))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass
