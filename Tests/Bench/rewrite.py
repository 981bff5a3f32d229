"""Writes the workbook of a plan (plan.py) again: with XlsxWriter, and as the data of a C program with libxlsxwriter."""

import datetime
import io
import re

LINES = {"thin": 1, "medium": 2}
CREATED = datetime.datetime(2019, 12, 1)
SEVERITIES = {"stop": "stop", "warning": "warning", "information": "information"}


def place(reference):
    """Row and column of `B7` or `$B$7`, from 0."""
    letters, digits = re.fullmatch(r"\$?([A-Z]+)\$?(\d+)", reference).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(digits) - 1, column - 1


def area(reference):
    """First row, first column, last row, last column of `B7:D9` or `B7`."""
    first, _, last = reference.partition(":")
    return (*place(first), *place(last or first))


def width(stored):
    """What is to be given for a column so that this is stored, in characters."""
    return max(0, round(stored * 7 - 5) / 7)


def day(serial):
    return datetime.datetime(1899, 12, 30) + datetime.timedelta(days=float(serial))


# XlsxWriter


def hex_color(number):
    return f"#{number:06X}"


def format_of(style):
    name, size, bold, italic, underline, ink = style["font"]
    horizontal, vertical, wraps, indent = style["align"]
    made = {"font_name": name, "font_size": size, "bold": bold, "italic": italic, "text_wrap": wraps, "indent": indent}
    made["underline"] = 1 if underline else 0
    made["locked"] = style["locked"]
    if ink is not None:
        made["font_color"] = hex_color(ink)
    if style["fill"] is not None:
        made |= {"pattern": 1, "bg_color": hex_color(style["fill"])}
    for side, border in zip(("left", "right", "top", "bottom"), style["borders"]):
        if border:
            made |= {side: LINES[border[0]], f"{side}_color": hex_color(border[1])}
    if horizontal and horizontal != "general":
        made["align"] = horizontal
    if vertical:
        made["valign"] = {"center": "vcenter"}.get(vertical, vertical)
    if style["format"] != "General":
        made["num_format"] = style["format"]
    return made


def difference_of(look):
    made = {"bold": look["bold"]}
    if look["ink"] is not None:
        made["font_color"] = hex_color(look["ink"])
    if look["ground"] is not None:
        made |= {"pattern": 1, "bg_color": hex_color(look["ground"])}
    return made


def validation_of(rule):
    kinds = {"none": "any", "whole": "integer", "textLength": "length"}
    made = {"validate": kinds.get(rule["type"], rule["type"]), "error_type": SEVERITIES[rule["severity"]]}
    for key, text in zip(("input_title", "input_message", "error_title", "error_message"), rule["texts"]):
        if text:
            made[key] = text
    kind, first, second = rule["type"], rule["first"], rule["second"]
    if kind == "list":
        made["source"] = "=" + first
    elif kind == "custom":
        made["value"] = "=" + first
    elif kind != "none":
        criteria = {"between": "between", "lessThanOrEqual": "<="}[rule["operator"]]
        number = day if kind == "date" else int
        made["criteria"] = criteria
        if criteria == "between":
            made |= {"minimum": number(first), "maximum": number(second)}
        else:
            made["value"] = number(first)
    return made


def rule_of(rule):
    if "bar" in rule:
        low, high = rule["limits"]
        return {"type": "data_bar", "bar_color": hex_color(rule["bar"]), "bar_solid": True, "data_bar_2010": True,
                "min_type": "num", "max_type": "num", "min_value": low, "max_value": high}
    return {"type": "formula", "criteria": "=" + rule["formula"], "stop_if_true": rule["stops"]}


def writer(plan, target=None):
    """A function that writes it; whatever can be prepared is prepared before."""
    import xlsxwriter

    formats = [format_of(style) for style in plan["styles"]]
    validations = [[(validation_of(rule), [area(r) for r in rule["ranges"]]) for rule in s["validations"]] for s in plan["sheets"]]
    rules = [
        [(rule_of(rule), difference_of(rule["look"]) if "look" in rule else None, area(rule["range"].split()[0]), rule["range"])
         for rule in sheet["rules"]]
        for sheet in plan["sheets"]
    ]
    title, subject, author, comments = plan["properties"]
    properties = {"title": title, "subject": subject, "author": author, "comments": comments or "", "created": CREATED}

    def write_cell(sheet, row, column, what, look):
        kind = what[0]
        if kind == "text":
            sheet.write_string(row, column, what[1], look)
        elif kind == "number":
            sheet.write_number(row, column, what[1], look)
        elif kind == "formula":
            sheet.write_formula(row, column, what[1], look, "" if what[2] is None else what[2])
        elif kind == "link":
            sheet.write_url(row, column, what[1], look, what[2], what[3])
        else:
            sheet.write_blank(row, column, None, look)

    def run():
        book = xlsxwriter.Workbook(target or io.BytesIO(), {"in_memory": True})
        book.set_properties(properties)
        for name, value in plan["custom"]:
            book.set_custom_property(name, value)
        looks = [book.add_format(item) for item in formats]
        differences = {}
        sheets = [book.add_worksheet(item["name"]) for item in plan["sheets"]]
        for index, (sheet, item) in enumerate(zip(sheets, plan["sheets"])):
            if item["hidden"]:
                sheet.hide()
            if item["tab"] is not None:
                sheet.set_tab_color(hex_color(item["tab"]))
            sheet.hide_gridlines(1 if item["grid"] else 2)
            sheet.set_zoom(item["zoom"])
            if item["freeze"]:
                sheet.freeze_panes(*place(item["freeze"]))
            for first, last, stored, hidden in item["columns"]:
                sheet.set_column(first, last, width(stored), None, {"hidden": hidden})
            for row, height, hidden in item["rows"]:
                sheet.set_row(row, height, None, {"hidden": hidden})
            merged = {(top, left): (bottom, right) for top, left, bottom, right in item["merged"]}
            inner = {
                (r, c) for top, left, bottom, right in item["merged"]
                for r in range(top, bottom + 1) for c in range(left, right + 1) if (r, c) != (top, left)}
            for row, column, style, what in item["cells"]:
                look = looks[style]
                if (row, column) in inner:
                    continue
                if (row, column) in merged:
                    sheet.merge_range(row, column, *merged[row, column], "", look)
                write_cell(sheet, row, column, what, look)
            for rule, ranges in validations[index]:
                for cells in ranges:
                    sheet.data_validation(*cells, rule)
            for rule, look, cells, ranges in rules[index]:
                options = dict(rule)
                if look is not None:
                    key = tuple(sorted(look.items()))
                    if key not in differences:
                        differences[key] = book.add_format(look)
                    options["format"] = differences[key]
                if " " in ranges:
                    options["multi_range"] = ranges
                sheet.conditional_format(*cells, options)
            for kind, grouping, series in item["charts"]:
                chart = book.add_chart({"type": kind, "subtype": grouping})
                for categories, values in series:
                    chart.add_series({"categories": "=" + categories, "values": "=" + values})
                sheet.insert_chart(0, 1, chart)
            if item["filter"]:
                sheet.autofilter(*area(item["filter"]))
            set_page(sheet, item)
            if item["protection"] is not None:
                columns, rows, filters, sorting = item["protection"]
                sheet.protect("", {
                    "format_columns": columns, "format_rows": rows, "autofilter": filters, "sort": sorting})
        for name, formula in plan["names"]:
            book.define_name(name, "=" + formula)
        book.close()

    return run


def set_page(sheet, item):
    orientation, paper, scale = item["page"]
    left, right, top, bottom, low = item["margins"]
    sheet.set_paper(paper)
    if orientation == "landscape":
        sheet.set_landscape()
    sheet.set_margins(left, right, top, bottom)
    if item["fit"]:
        sheet.fit_to_pages(*item["fit"])
    else:
        sheet.set_print_scale(scale)
    if item["breaks"][0]:
        sheet.set_h_pagebreaks(item["breaks"][0])
    if item["breaks"][1]:
        sheet.set_v_pagebreaks(item["breaks"][1])
    rows, columns = item["titles"]
    if rows:
        sheet.repeat_rows(*(int(row.strip("$")) - 1 for row in rows.split(":")))
    if columns:
        sheet.repeat_columns(columns.replace("$", ""))
    footer = footer_of(item)
    if footer:
        sheet.set_footer(footer, {"margin": low})


def footer_of(item):
    return "".join(sign + text for sign, text in zip(("&L", "&R"), item["footer"]) if text)


# C


def text_c(text):
    """A literal; digits behind an octal escape are no part of it."""
    if text is None:
        return "NULL"
    octal = "".join(chr(b) if 32 <= b < 127 and chr(b) not in '"\\?' else f"\\{b:03o}" for b in str(text).encode())
    return f'"{octal}"'


def color_c(number):
    return -1 if number is None else number or 0x1000000


def style_c(style):
    name, size, bold, italic, underline, ink = style["font"]
    horizontal, vertical, wraps, indent = style["align"]
    aligned = {"left": "LXW_ALIGN_LEFT", "center": "LXW_ALIGN_CENTER", "right": "LXW_ALIGN_RIGHT"}.get(horizontal, 0)
    upright = {"top": "LXW_ALIGN_VERTICAL_TOP", "center": "LXW_ALIGN_VERTICAL_CENTER"}.get(vertical, "LXW_ALIGN_VERTICAL_BOTTOM")
    borders = ", ".join(
        f"{{{LINES[border[0]]}, {color_c(border[1])}}}" if border else "{0, 0}" for border in style["borders"])
    number = None if style["format"] == "General" else style["format"]
    return (f"{{{text_c(name)}, {size}, {bold:d}, {italic:d}, {underline:d}, {color_c(ink)}, {color_c(style['fill'])}, "
            f"{{{borders}}}, {aligned}, {upright}, {wraps:d}, {indent}, {text_c(number)}, {style['locked']:d}}}")


def cell_c(row, column, style, what, merge):
    kind = what[0]
    number, text, first, second = 0, None, None, None
    if kind == "text":
        text = what[1]
    elif kind == "number":
        number = what[1]
    elif kind == "formula":
        text = what[1]
        if isinstance(what[2], (int, float)) and not isinstance(what[2], bool):
            number, kind = what[2], "formula_number"
        else:
            first = what[2] or ""
    elif kind == "link":
        text, first, second = what[1:]
    return (f"{{{row}, {column}, {merge[0]}, {merge[1]}, {style}, {kind.upper()}, {number!r}, "
            f"{text_c(text)}, {text_c(first)}, {text_c(second)}}}")


def validation_c(rule, cells):
    kinds = {"none": "ANY", "whole": "INTEGER", "textLength": "LENGTH", "list": "LIST_FORMULA", "custom": "CUSTOM_FORMULA",
             "date": "DATE_NUMBER"}
    kind, first, second = rule["type"], rule["first"], rule["second"]
    criteria = "LXW_VALIDATION_CRITERIA_NONE"
    formula, low, high = None, 0, 0
    if kind in ("list", "custom"):
        formula = "=" + first
    elif kind != "none":
        between = rule["operator"] == "between"
        criteria = "LXW_VALIDATION_CRITERIA_" + ("BETWEEN" if between else "LESS_THAN_OR_EQUAL_TO")
        low, high = float(first), float(second) if between else 0
    severity = {"stop": "STOP", "warning": "WARNING", "information": "INFORMATION"}[rule["severity"]]
    texts = ", ".join(text_c(text) for text in rule["texts"])
    top, left, bottom, right = cells
    return (f"{{{top}, {left}, {bottom}, {right}, LXW_VALIDATION_TYPE_{kinds[kind]}, {criteria}, "
            f"LXW_VALIDATION_ERROR_TYPE_{severity}, {text_c(formula)}, {low}, {high}, {{{texts}}}}}")


def rule_c(rule):
    top, left, bottom, right = area(rule["range"].split()[0])
    several = rule["range"] if " " in rule["range"] else None
    if "bar" in rule:
        low, high = rule["limits"]
        what = f"NULL, 0, 0, 0, 0, {color_c(rule['bar'])}, {low}, {high}"
    else:
        look = rule["look"]
        what = (f"{text_c('=' + rule['formula'])}, {rule['stops']:d}, {look['bold']:d}, {color_c(look['ink'])}, "
                f"{color_c(look['ground'])}, 0, 0, 0")
    return f"{{{top}, {left}, {bottom}, {right}, {text_c(several)}, {what}}}"


def array_c(kind, name, items):
    """An array, and how long it is; C has none without elements."""
    if not items:
        return f"#define {name} NULL, 0\n"
    lines = ",\n".join(items)
    return f"static const {kind} {name}_[] = {{\n{lines}}};\n#define {name} {name}_, {len(items)}\n"


def pair(values, missing="-1, -1"):
    return missing if values is None else ", ".join(str(int(value)) for value in values)


def header(plan):
    """The data of export.c."""
    parts = [array_c("style", "styles", [style_c(style) for style in plan["styles"]])]
    sheets = []
    for index, sheet in enumerate(plan["sheets"]):
        merged = {(top, left): (bottom, right) for top, left, bottom, right in sheet["merged"]}
        inner = {
            (r, c) for top, left, bottom, right in sheet["merged"]
            for r in range(top, bottom + 1) for c in range(left, right + 1) if (r, c) != (top, left)}
        cells = [
            cell_c(row, column, style, what, merged.get((row, column), (row, column)))
            for row, column, style, what in sheet["cells"] if (row, column) not in inner]
        columns = [f"{{{a}, {b}, {width(w)!r}, {hidden:d}}}" for a, b, w, hidden in sheet["columns"]]
        rows = [f"{{{row}, {height or 15!r}, {hidden:d}}}" for row, height, hidden in sheet["rows"]]
        validations = [validation_c(rule, area(r)) for rule in sheet["validations"] for r in rule["ranges"]]
        series = [f"{{{text_c('=' + a)}, {text_c('=' + b)}}}" for _, _, items in sheet["charts"] for a, b in items]
        for kind, name, items in (
            ("cell", "cells", cells), ("column", "columns", columns), ("row", "rows", rows),
            ("validation", "validations", validations), ("rule", "rules", [rule_c(rule) for rule in sheet["rules"]]),
            ("series", "series", series), ("lxw_row_t", "row_breaks", [str(n) for n in [*sheet["breaks"][0], 0]]),
            ("lxw_col_t", "column_breaks", [str(n) for n in [*sheet["breaks"][1], 0]]),
        ):
            parts.append(array_c(kind, f"{name}_{index}", items))
        title_rows, title_columns = sheet["titles"]
        titles = [
            pair([int(row.strip("$")) - 1 for row in title_rows.split(":")] if title_rows else None),
            pair([place(letters + "1")[1] for letters in title_columns.replace("$", "").split(":")] if title_columns else None)]
        orientation, paper, scale = sheet["page"]
        names = ("cells", "columns", "rows", "validations", "rules", "series", "row_breaks", "column_breaks")
        sheets.append(
            f"{{{text_c(sheet['name'])}, {sheet['hidden']:d}, {color_c(sheet['tab'])}, {sheet['grid']:d}, {sheet['zoom']}, "
            f"{{{pair(place(sheet['freeze']) if sheet['freeze'] else None)}}}, "
            f"{{{pair(area(sheet['filter']) if sheet['filter'] else None, '-1, -1, -1, -1')}}}, "
            f"{{{pair(sheet['protection'], '-1, -1, -1, -1')}}}, {paper}, {orientation == 'landscape':d}, {scale}, "
            f"{{{pair(sheet['fit'])}}}, {{{', '.join(str(n) for n in sheet['margins'])}}}, "
            f"{{{titles[0]}}}, {{{titles[1]}}}, {text_c(footer_of(sheet) or None)}, "
            + ", ".join(f"{name}_{index}" for name in names) + "}")
    parts.append(array_c("sheet", "sheets", sheets))
    names = [[name, "=" + formula] for name, formula in plan["names"]]
    parts.append(array_c("pair", "names", [f"{{{text_c(a)}, {text_c(b)}}}" for a, b in names]))
    parts.append(array_c("pair", "custom", [f"{{{text_c(a)}, {text_c(b)}}}" for a, b in plan["custom"]]))
    title, subject, author, comments = plan["properties"]
    parts.append("static const char *const properties[] = {" + ", ".join(text_c(t or "") for t in (title, subject, author, comments)) + "};\n")
    return "".join(parts)
