"""A workbook as plain cells, for tests that rearrange it: read from a file once, changed, written again.

Every cell that a test types carries a tag, which goes where the cell goes; so the test knows where everything is.
"""

import copy
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

import programs
from readers import reference

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@dataclass
class Cell:
    value: object = None
    formula: str | None = None
    # The defined name of the answer cell, or `note` for what belongs to nothing.
    tag: str | None = None


@dataclass
class Sheet:
    name: str
    cells: dict
    hidden: bool = False
    hidden_rows: set = field(default_factory=set)
    hidden_columns: set = field(default_factory=set)
    merged: list = field(default_factory=list)

    @property
    def last_row(self):
        return max((row for row, _ in self.cells), default=0)

    @property
    def last_column(self):
        return max((column for _, column in self.cells), default=0)


@dataclass
class Book:
    sheets: list
    # Name to sheet and place; nothing for a name that has lost its cell.
    names: dict
    stamp: str | None

    def sheet(self, name):
        return next(sheet for sheet in self.sheets if sheet.name == name)

    def copy(self):
        return copy.deepcopy(self)


def read(path):
    """A workbook with its formulas and their values, its names, and what is hidden in it."""
    load = programs.module("openpyxl").load_workbook
    book, values = load(path), load(path, data_only=True)
    sheets = []
    for sheet in book:
        cells = {}
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None:
                    continue
                place = (cell.row - 1, cell.column - 1)
                if cell.data_type == "f":
                    value = values[sheet.title][cell.coordinate].value
                    cells[place] = Cell(value, str(cell.value).removeprefix("="))
                else:
                    cells[place] = Cell(cell.value)
        found = Sheet(sheet.title, cells, hidden=sheet.sheet_state != "visible")
        found.hidden_rows = {n - 1 for n, row in sheet.row_dimensions.items() if row.hidden}
        for dimension in sheet.column_dimensions.values():
            if dimension.hidden:
                found.hidden_columns |= set(range(dimension.min - 1, dimension.max))
        found.merged = [
            (r.min_row - 1, r.min_col - 1, r.max_row - 1, r.max_col - 1) for r in sheet.merged_cells.ranges
        ]
        sheets.append(found)
    names = {}
    for name, target in book.defined_names.items():
        ((sheet, cell),) = target.destinations
        place = book[sheet][cell.replace("$", "")]
        names[name] = (sheet, (place.row - 1, place.column - 1))
    stamp = next((p.value for p in book.custom_doc_props.props if p.name == "respecte.template"), None)
    return Book(sheets, names, stamp)


def write(book, path):
    """The workbook as a file, with its texts in the cells themselves."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        count = len(book.sheets)
        parts = [("/xl/workbook.xml", "spreadsheetml.sheet.main")]
        parts += [(f"/xl/worksheets/sheet{n}.xml", "spreadsheetml.worksheet") for n in range(1, count + 1)]
        overrides = "".join(
            f'<Override PartName="{name}" ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/>'
            for name, kind in parts)
        relations = [("officeDocument", "xl/workbook.xml", OFFICE)]
        if book.stamp is not None:
            overrides += ('<Override PartName="/docProps/custom.xml" ContentType='
                          '"application/vnd.openxmlformats-officedocument.custom-properties+xml"/>')
            relations.append(("custom-properties", "docProps/custom.xml", OFFICE))
            archive.writestr("docProps/custom.xml", (
                f'<Properties xmlns="{OFFICE}/custom-properties" xmlns:vt="{OFFICE}/docPropsVTypes">'
                '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="respecte.template">'
                f"<vt:lpwstr>{escape(book.stamp)}</vt:lpwstr></property></Properties>"))
        archive.writestr("[Content_Types].xml", (
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'))
        archive.writestr("_rels/.rels", relationships(relations))
        archive.writestr("xl/_rels/workbook.xml.rels", relationships(
            [("worksheet", f"worksheets/sheet{n}.xml", OFFICE) for n in range(1, count + 1)]))
        archive.writestr("xl/workbook.xml", workbook(book))
        for number, sheet in enumerate(book.sheets, 1):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", worksheet(sheet))


def relationships(items):
    body = "".join(
        f'<Relationship Id="rId{n}" Type="{base}/relationships/{kind}" Target="{target}"/>'
        for n, (kind, target, base) in enumerate(items, 1))
    return f'<Relationships xmlns="{PACKAGE}/relationships">{body}</Relationships>'


def workbook(book):
    sheets = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{n}" r:id="rId{n}"'
        f'{" state=" + quoteattr("hidden") if sheet.hidden else ""}/>'
        for n, sheet in enumerate(book.sheets, 1))
    names = ""
    for name, target in sorted(book.names.items()):
        text = "#REF!"
        if target is not None:
            sheet, (row, column) = target
            letters = reference(row, column).rstrip("0123456789")
            text = "'" + sheet.replace("'", "''") + f"'!${letters}${row + 1}"
        names += f"<definedName name={quoteattr(name)}>{escape(text)}</definedName>"
    return (f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}/relationships"><sheets>{sheets}</sheets>'
            f'{"<definedNames>" + names + "</definedNames>" if names else ""}</workbook>')


def worksheet(sheet):
    rows = {}
    for (row, column), cell in sheet.cells.items():
        rows.setdefault(row, []).append((column, cell))
    for row in sheet.hidden_rows:
        rows.setdefault(row, [])
    body = []
    for row in sorted(rows):
        hidden = ' hidden="1"' if row in sheet.hidden_rows else ""
        body.append(f'<row r="{row + 1}"{hidden}>')
        for column, cell in sorted(rows[row], key=lambda item: item[0]):
            body.append(written(reference(row, column), cell))
        body.append("</row>")
    columns = "".join(
        f'<col min="{c + 1}" max="{c + 1}" width="9" hidden="1"/>' for c in sorted(sheet.hidden_columns))
    merges = "".join(f'<mergeCell ref="{reference(a, b)}:{reference(c, d)}"/>' for a, b, c, d in sheet.merged)
    return (f'<worksheet xmlns="{MAIN}">{"<cols>" + columns + "</cols>" if columns else ""}'
            f'<sheetData>{"".join(body)}</sheetData>'
            f'{"<mergeCells>" + merges + "</mergeCells>" if merges else ""}</worksheet>')


def written(place, cell):
    formula = f"<f>{escape(cell.formula)}</f>" if cell.formula is not None else ""
    value = cell.value
    if value is None:
        return f'<c r="{place}">{formula}</c>' if formula else ""
    if isinstance(value, bool):
        return f'<c r="{place}" t="b">{formula}<v>{int(value)}</v></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{place}">{formula}<v>{value}</v></c>'
    if formula:
        return f'<c r="{place}" t="str">{formula}<v>{escape(str(value))}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'
