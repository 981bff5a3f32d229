#!/usr/bin/env python3
"""What is left of a workbook's form after LibreOffice or Gnumeric has saved it: dropdowns, colours, panes, protection.

usage: saved.py [--keep FOLDER]

A blank and a half-filled workbook are saved by each program, and every fact about the form is compared with the
original. `LOST` says for each program what it loses; all else has to be as it was, and what is on the list has to
be lost, so that a change is noticed.

Exit status: 0 no difference, 1 a difference, 77 every program is missing.
"""

import argparse
import re
import subprocess
import sys
import time
import urllib.parse
import warnings
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import fill_libreoffice
import fill_openpyxl
import fillings
import programs
import slots

# openpyxl says that it drops the newer kind of data bars; the older one beside it is what is looked at.
warnings.filterwarnings("ignore", message=".*extension is not supported and will be removed")

# What each way of saving loses or changes of the facts below, and what that means for a partner.
LOST = {
    "LibreOffice, XLSX": {
        "tab colours": "none: they are not read where a sheet is protected",
        "rules that stop": "no flag; the grey of what does not apply still comes first, and its colours win",
        "chart texts": "the chart stays, its alternative text goes",
    },
    "LibreOffice, ODS": {
        "tab colours": "none, as in XLSX",
        "rules that stop": "no flag, as in XLSX",
        "chart texts": "none, as in XLSX",
        "permissions": "rows and columns of a protected sheet keep their sizes, and its filter its choice",
        "colours of conditions": "kept in the ODS, which is looked into; on the way back to XLSX LibreOffice joins "
                                 "ranges and gives them the formula of one that is not the first",
        "number formats": "the room beside figures that is as wide as an M becomes three blanks",
    },
    "Gnumeric": {
        "hidden sheets": "the hidden sheet shows",
        "rules that stop": "every rule stops: for colours that exclude each other nothing changes",
        "printed titles": "rows and columns that repeat become an error, rows alone stay",
        "data bars": "none",
        "chart texts": "the chart stays, its alternative text goes",
    },
}
# What openpyxl has written Gnumeric reads almost as well.
LOST["Gnumeric after openpyxl"] = {
    **LOST["Gnumeric"], "links outside": "the link that begins a message is no link any more",
}

ODS = {
    "table": "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}",
    "style": "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}",
    "fo": "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}",
    "calcext": "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}",
}
MEASURES = ("row heights", "column widths")


# Facts

def facts(path):
    """Every fact about a workbook's form, by its name, in one form for all programs."""
    workbook = programs.module("openpyxl").load_workbook(path)
    found = {
        "sheets": workbook.sheetnames,
        "hidden sheets": [sheet.title for sheet in workbook if sheet.sheet_state != "visible"],
        "names": {n: unquoted(name.attr_text) for n, name in workbook.defined_names.items()},
        "title": workbook.properties.title,
        "template property": [(p.name, p.value) for p in workbook.custom_doc_props.props],
        "chart texts": parts(path, r"xl/drawings/", rb'descr="([^"]+)"'),
    }
    starts = first_ranges(path)
    for sheet in workbook:
        for fact, value in sheet_facts(sheet, starts).items():
            found.setdefault(fact, {})[sheet.title] = value
    return found


def sheet_facts(sheet, starts):
    setup, fit = sheet.page_setup, sheet.sheet_properties.pageSetUpPr
    protection = sheet.protection
    rules = conditional_rules(sheet)
    seen = [cell for row in sheet.iter_rows() for cell in row if is_seen(cell)]
    return {
        "frozen panes": sheet.freeze_panes,
        "filter": sheet.auto_filter.ref,
        "printed titles": (sheet.print_title_rows, sheet.print_title_cols),
        "paper": (setup.orientation, int(setup.paperSize or 0)),
        "fitted to pages": tuple(
            1 if number is None else number for number in (setup.fitToWidth, setup.fitToHeight)
        ) if fit and fit.fitToPage else None,
        "page breaks": tuple([b.id for b in breaks.brk] for breaks in (sheet.row_breaks, sheet.col_breaks)),
        "footers": tuple(
            (getattr(sheet.oddFooter, side).text or "").strip() for side in ("left", "center", "right")),
        "protection": {
            flag: bool(getattr(protection, flag)) for flag in (
                "sheet", "objects", "scenarios", "selectLockedCells", "selectUnlockedCells")},
        "permissions": {
            flag: not getattr(protection, flag) for flag in (
                "formatCells", "formatColumns", "formatRows", "autoFilter", "sort", "insertRows", "deleteRows")},
        "password": protection.password,
        "unlocked cells": {c.coordinate for row in sheet.iter_rows() for c in row if not c.protection.locked},
        "grid lines": sheet.sheet_view.showGridLines is not False,
        "tab colours": sheet.sheet_properties.tabColor and sheet.sheet_properties.tabColor.rgb,
        "hidden rows": {row for row, what in sheet.row_dimensions.items() if what.hidden},
        "hidden columns": {
            column for what in sheet.column_dimensions.values() if what.hidden
            for column in range(what.min, what.max + 1)},
        # In points: LibreOffice rounds down to whole pixels, which are 0.75.
        "row heights": {
            row: Near(what.height, 0.75) for row, what in sheet.row_dimensions.items() if what.height},
        "column widths": {
            column: Near(what.width, 0.05) for what in sheet.column_dimensions.values()
            for column in range(what.min, min(what.max, sheet.max_column) + 1)},
        "merged cells": {str(area) for area in sheet.merged_cells.ranges},
        "links": {
            (c.coordinate, unquoted(c.hyperlink.location))
            for row in sheet.iter_rows() for c in row if c.hyperlink and c.hyperlink.location},
        # Escaped or not, an address is the same.
        "links outside": {
            (c.coordinate, urllib.parse.unquote(c.hyperlink.target))
            for row in sheet.iter_rows() for c in row if c.hyperlink and c.hyperlink.target},
        "charts": len(sheet._charts),
        "validations": validations(sheet),
        "colours of conditions": colors(rules, starts),
        "rules that stop": Counter(bool(rule.stopIfTrue) for _, rule in rules if rule.type == "expression"),
        "data bars": {
            (cell, rule.dataBar.color.rgb, tuple((v.type, float(v.val or 0)) for v in rule.dataBar.cfvo))
            for areas, rule in rules if rule.type == "dataBar" for area in areas for cell in cells(area)},
        "formulas": {
            c.coordinate: unquoted(c.value) for row in sheet.iter_rows() for c in row if c.data_type == "f"},
        "looks": {c.coordinate: looks(c) for c in seen},
        "number formats": {c.coordinate: c.number_format for c in seen if c.number_format not in ("General", "@")},
    }


def is_seen(cell):
    return cell.value is not None or not cell.protection.locked


def looks(cell):
    """A cell's ground, ink, weight, size and wrapping; a white ground is none."""
    color = cell.font.color.rgb if cell.font.color and isinstance(cell.font.color.rgb, str) else "FF000000"
    ground = cell.fill.fgColor.rgb if cell.fill.fill_type else None
    return (
        None if ground == "FFFFFFFF" else ground, color, bool(cell.font.b), cell.font.sz,
        bool(cell.alignment.wrap_text))


class Near:
    """A measure that is the same within a tolerance."""

    def __init__(self, value, tolerance):
        self.value, self.tolerance = value, tolerance

    def __eq__(self, other):
        return isinstance(other, Near) and abs(self.value - other.value) < self.tolerance

    def __repr__(self):
        return f"{self.value:.2f}"


def unquoted(formula):
    """A formula without the quotes that some programs put around names which need none."""
    return re.sub(r"'(\w+)'!", r"\1!", formula)


def validations(sheet):
    """What each cell may hold, and what is said about it: by cell, since programs join ranges as they like."""
    found = {}
    for rule in sheet.data_validations.dataValidation:
        kind = rule.type if rule.type not in (None, "none") else None
        compared = kind not in (None, "list")
        said = (
            kind, (rule.operator or "between") if compared else None,
            unquoted(rule.formula1) if kind else None, rule.formula2 if compared else None,
            bool(rule.allow_blank), bool(rule.showErrorMessage), rule.errorStyle or "stop", rule.errorTitle,
            rule.error, bool(rule.showInputMessage), rule.promptTitle, rule.prompt, bool(rule.showDropDown))
        for area in rule.sqref.ranges:
            for cell in cells(area):
                found.setdefault(cell, []).append(said)
    return found


def conditional_rules(sheet):
    """The ranges of each rule, in the order of priority."""
    every = [(list(group.sqref.ranges), rule) for group in sheet.conditional_formatting for rule in group.rules]
    return sorted(every, key=lambda item: item[1].priority)


def colors(rules, starts):
    """For each cell the conditions that colour it, first come first, with ground, ink and weight."""
    from openpyxl.worksheet.cell_range import CellRange

    found = {}
    for areas, rule in rules:
        if rule.type != "expression":
            continue
        # The formula is meant for the first cell of the first range.
        style, first = rule.dxf, CellRange(starts[frozenset(map(str, areas))])
        said = (
            relative(rule.formula[0], first.min_row, first.min_col), style.fill.bgColor.rgb, style.font.color.rgb,
            bool(style.font.b))
        for area in areas:
            for cell in cells(area):
                found.setdefault(cell, []).append(said)
    return found


def first_ranges(path):
    """Of each group of ranges that has conditions the one that is written first; openpyxl forgets the order."""
    written = parts(path, "xl/worksheets/", rb'<conditionalFormatting[^>]*sqref="([^"]+)"')
    return {
        frozenset(one.removesuffix(":" + one.split(":")[0]) for one in ranges.split()): ranges.split()[0]
        for ranges in written}


def ods_colors(path):
    """As `colors`, of an ODS: sheet by sheet, for each cell the conditions and their grounds."""
    from openpyxl.worksheet.cell_range import CellRange

    with zipfile.ZipFile(path) as archive:
        content, styles = (ElementTree.fromstring(archive.read(name)) for name in ("content.xml", "styles.xml"))
    grounds = {
        style.get(ODS["style"] + "display-name", style.get(ODS["style"] + "name")): properties.get(ODS["fo"] + "background-color")
        for style in styles.iter(ODS["style"] + "style")
        for properties in style.iter(ODS["style"] + "table-cell-properties")}
    found = {}
    for table in content.iter(ODS["table"] + "table"):
        ours = found.setdefault(table.get(ODS["table"] + "name"), {})
        for group in table.iter(ODS["calcext"] + "conditional-format"):
            areas = without_sheets(group.get(ODS["calcext"] + "target-range-address")).split()
            for condition in group.iter(ODS["calcext"] + "condition"):
                formula = condition.get(ODS["calcext"] + "value").removeprefix("formula-is(").removesuffix(")")
                formula = re.sub(r"\[\.([^]]+)\]", r"\1", formula).replace(":.", ":").replace(";", ",")
                base = CellRange(without_sheets(condition.get(ODS["calcext"] + "base-cell-address")))
                ground = grounds[condition.get(ODS["calcext"] + "apply-style-name")]
                said = relative(formula, base.min_row, base.min_col), "FF" + ground[1:].upper()
                for area in areas:
                    for cell in cells(CellRange(area)):
                        ours.setdefault(cell, []).append(said)
    return found


def without_sheets(addresses):
    """The references of an ODS without the names of their sheets."""
    return re.sub(r"(?:'(?:[^']|'')*'|[^\s'.:]+)\.", "", addresses)


def relative(formula, row, column):
    """A formula with its references counted from a cell, so that it reads the same from every cell of its range."""
    from openpyxl.utils import column_index_from_string

    def one(match):
        fixed_column, letters, fixed_row, number = match.groups()
        across = column_index_from_string(letters)
        down = int(number)
        return (
            (f"C{across}" if fixed_column else f"C[{across - column}]")
            + (f"R{down}" if fixed_row else f"R[{down - row}]"))

    pieces = re.split(r'("[^"]*")', formula)
    return "".join(
        piece if piece.startswith('"') else re.sub(r"(\$?)\b([A-Z]{1,3})(\$?)(\d+)\b", one, piece) for piece in pieces)


def cells(area):
    """The references of a range."""
    from openpyxl.utils import get_column_letter

    return [
        get_column_letter(column) + str(row)
        for row in range(area.min_row, area.max_row + 1) for column in range(area.min_col, area.max_col + 1)]


def parts(path, folder, pattern):
    """What a pattern finds in the parts of a folder."""
    with zipfile.ZipFile(path) as archive:
        return [
            text.decode() for name in sorted(archive.namelist()) if re.match(folder, name)
            for text in re.findall(pattern, archive.read(name))]


# Saving

def by_libreoffice(folder, blank, filling):
    """Blank and half filled, as XLSX, and as ODS that is opened and saved as XLSX to be looked at."""
    with fill_libreoffice.Filler() as filler:
        for name, values in (("blank", {}), ("half", filling.cells)):
            target = folder / f"libreoffice-{name}.xlsx"
            filler.fill(blank, type(filling)(filling.issue, values), target)
            yield "LibreOffice, XLSX", name, blank, target
            between, target = folder / f"libreoffice-{name}.ods", folder / f"libreoffice-{name}-ods.xlsx"
            filler.fill(blank, type(filling)(filling.issue, values), between)
            filler.office.run(open=str(between), save=str(target))
            yield "LibreOffice, ODS", name, blank, target


def by_gnumeric(folder, blank, filling):
    """Blank, and half filled by openpyxl."""
    ssconvert = programs.command("ssconvert")
    filled = folder / "openpyxl-half.xlsx"
    with fill_openpyxl.Filler() as filler:
        filler.fill(blank, filling, filled)
    for program, name, original in (("Gnumeric", "blank", blank), ("Gnumeric after openpyxl", "half", filled)):
        target = folder / f"gnumeric-{name}.xlsx"
        subprocess.run(
            [ssconvert, "--export-type=Gnumeric_Excel:xlsx2", original, target], check=True, capture_output=True)
        yield program, name, original, target


def differences(program, name, original, saved):
    """What is not as it has to be; and how many facts are."""
    before, after = facts(original), facts(saved)
    for fact in MEASURES:
        # A program may say a size where nothing was said: the usual one.
        for sheet, sizes in before[fact].items():
            after[fact][sheet] = {key: after[fact][sheet].get(key) for key in sizes}
    for fact, expected in before.items():
        kept = expected == after[fact]
        if kept and fact in LOST[program] and not is_empty(expected):
            yield f"{program}, {name}: {fact} are not lost any more"
        if not kept and fact not in LOST[program]:
            yield f"{program}, {name}: {fact}: {first_difference(expected, after[fact])}"


def ods_differences(name, original, saved):
    """Whether an ODS itself colours as the original."""
    found = ods_colors(saved)
    for sheet, conditions in facts(original)["colours of conditions"].items():
        expected = {cell: [(formula, ground) for formula, ground, _, _ in said] for cell, said in conditions.items()}
        got = found.get(sheet, {})
        if expected != got:
            yield f"ODS, {name}: colours of conditions: {sheet}: {first_difference(expected, got)}"


def is_empty(value):
    """Whether the original has nothing of a kind, as after openpyxl, which drops some."""
    return not (any(value.values()) if isinstance(value, dict) else value)


def first_difference(expected, got, path=""):
    """The first place where two facts differ, in words."""
    if isinstance(expected, dict) and isinstance(got, dict):
        for key in [*expected, *(k for k in got if k not in expected)]:
            if expected.get(key) != got.get(key):
                return first_difference(expected.get(key), got.get(key), f"{path}{key}: ")
    if isinstance(expected, (set, frozenset)) and isinstance(got, (set, frozenset)):
        expected, got = sorted(map(str, expected - got))[:3], sorted(map(str, got - expected))[:3]
    return f"{path}{str(expected)[:300]} expected, {str(got)[:300]} found"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--keep", help="a folder for the workbooks, which otherwise go")
    options = parser.parse_args()
    done, failed, start = 0, False, time.monotonic()
    with programs.folder(options.keep) as folder:
        try:
            folder = Path(folder)
            template = programs.built_in("fr")
            issue = slots.Issue.of(programs.template(template))
            blank = folder / "blank.xlsx"
            programs.respecte("export", "--template", template, "-o", blank)
            whole = fillings.random_filling(issue, 1, plain=True)
            half = type(whole)(issue, dict(list(whole.cells.items())[::2]))
        except programs.Missing as missing:
            print(f"saved: SKIPPED, missing: {missing}")
            return programs.SKIPPED
        for save in (by_libreoffice, by_gnumeric):
            try:
                for program, name, original, saved in save(folder, blank, half):
                    done += 1
                    found = list(differences(program, name, original, saved))
                    if program == "LibreOffice, ODS":
                        found += ods_differences(name, original, folder / f"libreoffice-{name}.ods")
                    print(f"{program}, {name}: {len(found)} differences; lost: {', '.join(LOST[program])}")
                    for difference in found:
                        print("  " + difference)
                    failed = failed or bool(found)
            except programs.Missing as missing:
                print(f"{save.__name__}: SKIPPED, missing: {missing}")
    print(f"saved: {done} workbooks, {time.monotonic() - start:.1f} s")
    return 1 if failed else 0 if done else programs.SKIPPED


if __name__ == "__main__":
    sys.exit(main())
