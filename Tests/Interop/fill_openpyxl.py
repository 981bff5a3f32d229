"""Fills a workbook with openpyxl."""

from pathlib import Path

import programs
import stored


class Filler:
    name = "openpyxl"

    def __init__(self):
        self.openpyxl = programs.module("openpyxl")

    def load(self, blank):
        return self.openpyxl.load_workbook(blank)

    def fill(self, blank, filling, target):
        """`blank` is a path, or a workbook that was loaded and may be filled anew."""
        workbook = self.load(blank) if isinstance(blank, (str, Path)) else blank
        for name, value in filling.cells.items():
            ((sheet, reference),) = workbook.defined_names[name].destinations
            cell = workbook[sheet][reference]
            cell.value = value
            # A text, whatever it begins with; what is no text says so by a type of its own.
            if type(value) is str:
                cell.data_type = "s"
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
