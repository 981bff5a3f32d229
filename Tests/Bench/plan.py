"""What a workbook holds, as a plan by which other libraries write the same: cells with formats and computed values, links,
validations, conditional formats, names, panes, filters, protection, pages, the chart.

The plan is read back from what they wrote, too: a peer that did less work would be no peer.
"""

import datetime

import openpyxl

SIDES = ("left", "right", "top", "bottom")
PROTECTED = ("formatColumns", "formatRows", "autoFilter", "sort")


def color(value):
    if value is None or value.type != "rgb" or not isinstance(value.rgb, str):
        return None
    return int(value.rgb[-6:], 16)


def style(cell):
    font, fill, alignment = cell.font, cell.fill, cell.alignment
    borders = {side: getattr(cell.border, side) for side in SIDES}
    return {
        "font": [font.name, font.sz, bool(font.b), bool(font.i), font.u == "single", color(font.color)],
        "fill": color(fill.fgColor) if fill.patternType == "solid" else None,
        "borders": [[b.style, color(b.color)] if b is not None and b.style else None for b in borders.values()],
        "align": [alignment.horizontal, alignment.vertical, bool(alignment.wrap_text), int(alignment.indent or 0)],
        "format": cell.number_format,
        "locked": cell.protection.locked is not False,
    }


def difference(dxf):
    return {
        "bold": bool(dxf.font.b) if dxf.font is not None else False,
        "ink": color(dxf.font.color) if dxf.font is not None else None,
        "ground": color(dxf.fill.bgColor) if dxf.fill is not None else None,
    }


def validation(rule):
    return {
        "ranges": sorted(str(rule.sqref).split()),
        "type": rule.type or "none",
        "operator": rule.operator or "between",
        "first": rule.formula1,
        "second": rule.formula2,
        "severity": rule.errorStyle or "stop",
        "texts": [rule.promptTitle, rule.prompt, rule.errorTitle, rule.error],
    }


def rules(sheet):
    found = []
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            if rule.type == "expression":
                found.append([rule.priority, {
                    "range": str(area.sqref), "formula": rule.formula[0], "look": difference(rule.dxf),
                    "stops": bool(rule.stopIfTrue)}])
            elif rule.type == "dataBar":
                limits = [float(limit.val) for limit in rule.dataBar.cfvo]
                found.append([rule.priority, {
                    "range": str(area.sqref), "bar": color(rule.dataBar.color), "limits": limits}])
            else:
                raise ValueError(rule.type)
    return [rule for _, rule in sorted(found, key=lambda pair: pair[0])]


def columns(sheet):
    """One by one: some programs join neighbours of one width."""
    return [
        [column - 1, column - 1, round(item.width or 0, 2), bool(item.hidden)]
        for item in sorted(sheet.column_dimensions.values(), key=lambda item: item.min)
        for column in range(item.min, item.max + 1)
    ]


def charts(sheet):
    return [
        [chart.type, chart.grouping, [[s.cat.strRef.f if s.cat.strRef else s.cat.numRef.f, s.val.numRef.f] for s in chart.series]]
        for chart in sheet._charts
    ]


def content(cell, value):
    """A kind and what belongs to it."""
    if cell.hyperlink is not None:
        link = cell.hyperlink
        target = "internal:" + link.location if link.location else link.target
        return ["link", target, str(value), link.tooltip]
    if cell.data_type == "f":
        return ["formula", cell.value, value]
    if isinstance(value, str):
        return ["text", value]
    if isinstance(value, (datetime.datetime, datetime.date, bool)):
        raise ValueError(f"{cell.coordinate}: {value!r}")
    return ["number", value] if value is not None else ["blank"]


def sheet_plan(sheet, values, styles):
    cells = []
    for row in sheet.iter_rows():
        for cell in row:
            if cell.__class__.__name__ == "MergedCell" or not (cell.has_style or cell.value is not None):
                continue
            look = style(cell)
            if look not in styles:
                styles.append(look)
            cells.append([cell.row - 1, cell.column - 1, styles.index(look), content(cell, values[cell.coordinate].value)])
    merged = [list(area.bounds) for area in sheet.merged_cells.ranges]
    margins, setup, view = sheet.page_margins, sheet.page_setup, sheet.sheet_view
    return {
        "name": sheet.title,
        "hidden": sheet.sheet_state != "visible",
        "tab": color(sheet.sheet_properties.tabColor),
        "grid": view.showGridLines is not False,
        "zoom": view.zoomScale or 100,
        "columns": columns(sheet),
        "rows": [
            [number - 1, item.height, bool(item.hidden)]
            for number, item in sorted(sheet.row_dimensions.items()) if item.height is not None or item.hidden],
        "cells": cells,
        "merged": sorted([top - 1, left - 1, bottom - 1, right - 1] for left, top, right, bottom in merged),
        "validations": [validation(rule) for rule in sheet.data_validations.dataValidation],
        "rules": rules(sheet),
        "charts": charts(sheet),
        "freeze": sheet.freeze_panes,
        "filter": sheet.auto_filter.ref,
        "protection": [not getattr(sheet.protection, name) for name in PROTECTED] if sheet.protection.sheet else None,
        "page": [setup.orientation, int(setup.paperSize or 0), int(setup.scale or 100)],
        "footer": [sheet.oddFooter.left.text, sheet.oddFooter.right.text],
        "fit": [1 if setup.fitToWidth is None else int(setup.fitToWidth), int(setup.fitToHeight or 0)] if sheet.sheet_properties.pageSetUpPr and
        sheet.sheet_properties.pageSetUpPr.fitToPage else None,
        "margins": [margins.left, margins.right, margins.top, margins.bottom, margins.footer],
        "breaks": [[b.id for b in sheet.row_breaks.brk], [b.id for b in sheet.col_breaks.brk]],
        "titles": [sheet.print_title_rows, sheet.print_title_cols],
    }


def read(path):
    """The plan of a workbook."""
    book = openpyxl.load_workbook(path)
    values = openpyxl.load_workbook(path, data_only=True)
    styles = []
    sheets = [sheet_plan(sheet, values[sheet.title], styles) for sheet in book]
    properties = book.properties
    return {
        "sheets": sheets,
        "styles": styles,
        "names": [[name, item.attr_text] for name, item in sorted(book.defined_names.items())],
        "properties": [properties.title, properties.subject, properties.creator, properties.description],
        "custom": [[item.name, item.value] for item in book.custom_doc_props.props],
    }


def count(plan):
    return sum(len(sheet["cells"]) for sheet in plan["sheets"])


def differences(ours, theirs):
    """Where two plans differ, a line each; styles are compared cell by cell, whatever their order."""
    found = [f"{key}: {ours[key]} / {theirs[key]}" for key in ("names", "properties", "custom") if ours[key] != theirs[key]]
    for mine, other in zip(ours["sheets"], theirs["sheets"], strict=True):
        for key in mine:
            a, b = mine[key], other[key]
            if key == "cells":
                a, b = ([[c[0], c[1], p["styles"][c[2]], c[3]] for c in s] for s, p in ((a, ours), (b, theirs)))
            if key == "validations":
                a, b = single(a), single(b)
            if key == "rows":
                a, b = in_pixels(a), in_pixels(b)
            if a == b:
                continue
            if isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
                a, b = next((x, y) for x, y in zip(a, b) if x != y)
            elif isinstance(a, list) and isinstance(b, list):
                a, b = len(a), len(b)
            found.append(f"{mine['name']}, {key}: {a} / {b}")
    return found


def single(validations):
    """With a range each."""
    return sorted(([{**rule, "ranges": area} for rule in validations for area in rule["ranges"]]), key=lambda rule: rule["ranges"])


def in_pixels(rows):
    """XlsxWriter has whole pixels of 0.75 points."""
    return [[row, height and round(height / 0.75), hidden] for row, height, hidden in rows]
