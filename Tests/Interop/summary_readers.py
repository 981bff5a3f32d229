"""Whether other programs see in a workbook the values that openpyxl sees, each without a complaint."""

import os
import subprocess
import tempfile
import warnings
from datetime import datetime
from pathlib import Path

import libreoffice
import programs
import readers

EPOCH = datetime(1899, 12, 30)


def openpyxl(path):
    """The values by sheet and reference: texts, and numbers as floats; a day is its number."""
    book = programs.module("openpyxl").load_workbook(path)
    return {
        sheet.title: {cell.coordinate: plain(cell.value) for row in sheet.iter_rows() for cell in row
                      if cell.value is not None}
        for sheet in book
    }


def plain(value):
    if isinstance(value, datetime):
        value = (value - EPOCH).days
    elif hasattr(value, "toordinal"):
        value = value.toordinal() - EPOCH.toordinal()
    return value if isinstance(value, str) else float(value)


def calamine(path):
    book = programs.module("python_calamine").CalamineWorkbook.from_path(str(path))
    return {
        name: {
            readers.reference(row, column): plain(value)
            for row, values in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False))
            for column, value in enumerate(values) if value != ""
        }
        for name in book.sheet_names
    }


def excelize(path):
    """Raw values, which it gives as texts."""
    module = programs.module("excelize")
    book = module.open_file(str(path))
    sheets = {
        name: {
            readers.reference(row, column): value
            for row, values in enumerate(book.get_rows(name, module.Options(raw_cell_value=True)))
            for column, value in enumerate(values) if value != ""
        }
        for name in book.get_sheet_list()
    }
    book.close()
    return sheets


def gnumeric(path):
    """What it has saved of what it has read. Anything on standard error is a complaint."""
    with tempfile.TemporaryDirectory() as folder:
        target = f"{folder}/saved.xlsx"
        command = [programs.command("ssconvert"), "--export-type=Gnumeric_Excel:xlsx2", str(path), target]
        # In a locale that every system has: a missing one is a complaint too, but not about the workbook.
        environment = {**os.environ, "LC_ALL": "C.UTF-8"}
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
        if done.stderr.strip():
            raise RuntimeError(done.stderr.strip())
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # It reads the escape of an underscore, and does not write it.
            return as_gnumeric(openpyxl(target))


def same(expected, seen):
    if isinstance(expected, float) and isinstance(seen, str):
        try:
            return float(seen) == expected
        except ValueError:
            return False
    if isinstance(expected, str) and isinstance(seen, str):
        # LibreOffice and excelize keep a line break as it is, Gnumeric too.
        return seen.replace("\r\n", "\n") == expected.replace("\r\n", "\n")
    return seen == expected


def as_gnumeric(values):
    """Gnumeric 1.12 reads `_x005F_`, the escape of an underscore, at the beginning of a text only."""
    return {
        sheet: {place: value.replace("_x005F_", "_") if isinstance(value, str) else value
                for place, value in cells.items()}
        for sheet, cells in values.items()
    }


def compare(paths, counts):
    """What differs, and the programs that are missing."""
    found, skipped = [], []

    def check(program, path, seen):
        for sheet, cells in openpyxl(path).items():
            others = seen.get(sheet)
            if others is None:
                found.append(f"{path.name}: {program} sees no {sheet}")
                continue
            for place in cells.keys() | others.keys():
                counts["values in other programs"] += 1
                if place not in cells or place not in others or not same(cells[place], others[place]):
                    found.append(
                        f"{path.name}, {sheet}!{place}: {program} sees {str(others.get(place))[:80]!r} "
                        f"instead of {str(cells.get(place))[:80]!r}")

    for program, read in [("python-calamine", calamine), ("excelize", excelize), ("Gnumeric", gnumeric)]:
        try:
            for path in paths:
                try:
                    check(program, path, read(path))
                except (RuntimeError, subprocess.CalledProcessError) as error:
                    found.append(f"{path.name}: {program} says {error}")
        except programs.Missing as missing:
            skipped.append(str(missing))
    try:
        with libreoffice.LibreOffice() as office:
            for path in paths:
                seen = office.run(open=str(path), recalculate=False, tell="all", heights=True)
                sheets = {name: {} for name in seen["sheets"]}
                for sheet, cell, kind, value, is_formula in seen["cells"]:
                    if kind == "error" or is_formula:
                        found.append(f"{path.name}, {sheet}!{cell} is a formula in LibreOffice")
                    elif value != "":
                        sheets[sheet][cell] = value
                check("LibreOffice", path, sheets)
                for sheet, row, given, needed in seen["heights"]:
                    counts["rows high enough"] += 1
                    if given < min(needed, 409) - 0.6:
                        found.append(f"{path.name}, {sheet} row {row} is {given:.1f} points high and needs {needed:.1f}")
    except programs.Missing as missing:
        skipped.append(str(missing))
    return found, skipped
