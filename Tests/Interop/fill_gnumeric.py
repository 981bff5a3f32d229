"""Fills a workbook that Gnumeric saves: the texts come from openpyxl, the file is Gnumeric's."""

import subprocess

import programs
from fill_openpyxl import Filler as OpenPyXL


class Filler:
    name = "Gnumeric"

    def __init__(self):
        self.ssconvert = programs.command("ssconvert")
        self.openpyxl = OpenPyXL()

    def fill(self, blank, filling, target):
        between = f"{target}.openpyxl.xlsx"
        self.openpyxl.fill(blank, filling, between)
        subprocess.run(
            [self.ssconvert, "--export-type=Gnumeric_Excel:xlsx2", between, str(target)],
            check=True, capture_output=True,
        )

    @staticmethod
    def changed(text):
        """What openpyxl hands over; Gnumeric itself changes nothing."""
        return OpenPyXL.changed(text)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass
