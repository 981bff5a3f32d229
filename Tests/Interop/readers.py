"""What other programs see when they open a workbook: the texts of its cells, sheet by sheet."""

import gzip
import subprocess
from xml.etree import ElementTree

import programs

GNUMERIC = "{http://www.gnumeric.org/v10.dtd}"


def openpyxl(path, _folder):
    workbook = programs.module("openpyxl").load_workbook(path)
    return {
        sheet.title: {
            cell.coordinate: cell.value
            for row in sheet.iter_rows() for cell in row if cell.data_type in ("s", "inlineStr")
        }
        for sheet in workbook
    }


def calamine(path, _folder):
    workbook = programs.module("python_calamine").CalamineWorkbook.from_path(str(path))
    return {
        name: grid(workbook.get_sheet_by_name(name).to_python(skip_empty_area=False))
        for name in workbook.sheet_names
    }


def excelize(path, _folder):
    workbook = programs.module("excelize").open_file(str(path))
    sheets = {name: grid(workbook.get_rows(name)) for name in workbook.get_sheet_list()}
    workbook.close()
    return sheets


def gnumeric(path, folder):
    """Gnumeric's own file of what it has read."""
    target = f"{folder}/read.gnumeric"
    command = [programs.command("ssconvert"), "--export-type=Gnumeric_XmlIO:sax", path, target]
    subprocess.run(command, check=True, capture_output=True)
    with gzip.open(target) as file:
        root = ElementTree.parse(file).getroot()
    return {
        sheet.findtext(GNUMERIC + "Name"): {
            reference(int(cell.get("Row")), int(cell.get("Col"))): cell.text
            for cell in sheet.iter(GNUMERIC + "Cell") if cell.get("ValueType") == "60"
        }
        for sheet in root.iter(GNUMERIC + "Sheet")
    }


def libreoffice(office):
    """A reader with a session, which is LibreOffice's alone."""
    def read(path, _folder):
        seen = office.run(open=str(path), recalculate=False, tell="all")
        sheets = {name: {} for name in seen["sheets"]}
        for sheet, cell, kind, value, is_formula in seen["cells"]:
            if kind == "string" and not is_formula:
                sheets[sheet][cell] = value
        return sheets
    return read


def recalculated_by_gnumeric(path, folder):
    """The value of every formula as Gnumeric computes it."""
    target = f"{folder}/recalculated.xlsx"
    command = [
        programs.command("ssconvert"), "--recalc", "--export-type=Gnumeric_Excel:xlsx2", path, target
    ]
    subprocess.run(command, check=True, capture_output=True)
    return formula_values(target)


def formula_values(path):
    """The value that is stored beside every formula."""
    load = programs.module("openpyxl").load_workbook
    formulas, values = load(path), load(path, data_only=True)
    return {
        (sheet.title, cell.coordinate): values[sheet.title][cell.coordinate].value
        for sheet in formulas for row in sheet.iter_rows() for cell in row
        if cell.data_type == "f"
    }


def grid(rows):
    """The texts of a table that begins at A1."""
    return {
        reference(row, column): value
        for row, values in enumerate(rows) for column, value in enumerate(values)
        if isinstance(value, str) and value
    }


def reference(row, column):
    """`C5` from a row and a column that count from 0."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return letters + str(row + 1)


def within(cell, ranges):
    """Whether a cell lies in one of some ranges, `K30:K60, P30`."""
    def place(text):
        letters = text.rstrip("0123456789")
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - 64
        return int(text[len(letters):]), column

    if ranges is None:
        return False
    if cell in ranges.split(", "):
        return True
    for part in ranges.split(", "):
        try:
            (top, left), (bottom, right) = place(part.split(":")[0]), place(part.split(":")[-1])
            row, number = place(cell)
        except ValueError:
            continue
        if top <= row <= bottom and left <= number <= right:
            return True
    return False
