"""One LibreOffice, driven through UNO: reads one job a line from standard input, answers one line each.

Runs under the Python that has `uno`, beside the scripts that run under the peers' Python. A job opens a
workbook, sets cells, recalculates, tells what it sees and saves:

  {"open": PATH, "cells": [[SHEET, REFERENCE, KIND, VALUE], …], "recalculate": true, "tell": "formulas" | "all",
   "sheets": [SHEET, …] (of which it tells; else all), "heights": true, "save": PATH, "password": "…"}

A cell's kind is text, number, date (days since 1899-12-30) or formula.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import NamedValue, PropertyValue
from com.sun.star.connection import NoConnectException

XLSX, ODS = "Calc MS Excel 2007 XML", "calc8"
# com.sun.star.sheet.CellFlags
FORMULA = 16
CONSTANTS = 1 | 2 | 4  # values, dates, strings


def start(home):
    """A LibreOffice of our own: its own profile and its own pipe."""
    pipe = f"respecte{os.getpid()}"
    office = subprocess.Popen(
        [
            shutil.which("soffice"),
            f"-env:UserInstallation=file://{home}/profile",
            f"--accept=pipe,name={pipe};urp;",
            "--headless", "--norestore", "--nologo", "--nolockcheck",
        ],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(600):
        try:
            context = resolver.resolve(
                f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
            )
            break
        except NoConnectException:
            if office.poll() not in (None, 0, 81):
                raise
            time.sleep(0.1)
    else:
        raise RuntimeError("LibreOffice did not start within a minute")
    desktop = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", context
    )
    return office, desktop


def properties(**values):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


def set_cell(cell, kind, value):
    if kind == "text":
        cell.setString(value)
    elif kind == "formula":
        cell.setFormula(value)
    else:
        cell.setValue(value)


def contents(document, formulas_only, sheets):
    """Every filled cell as [sheet, reference, kind, value, is formula]; an error's value is nothing.

    Whole ranges at once: each call goes through the pipe.
    """
    cells = []
    for sheet in sheets or document.Sheets.ElementNames:
        page = document.Sheets.getByName(sheet)
        flags = FORMULA if formulas_only else FORMULA | CONSTANTS
        computed = set()
        for area in page.queryContentCells(FORMULA).RangeAddresses:
            computed.update(places(area))
        for area in page.queryContentCells(flags).RangeAddresses:
            block = page.getCellRangeByPosition(
                area.StartColumn, area.StartRow, area.EndColumn, area.EndRow
            )
            values = [value for row in block.getDataArray() for value in row]
            for place, value in zip(places(area), values):
                kind = "string" if isinstance(value, str) else "number"
                if not isinstance(value, (str, float)):
                    kind, value = "error", None
                cells.append([sheet, reference(*place), kind, value, place in computed])
    return cells


def heights(document):
    """Every visible row with a text in it as [sheet, row from 1, its height, the height it needs], in points."""
    rows = []
    for name in document.Sheets.ElementNames:
        page = document.Sheets.getByName(name)
        if not page.IsVisible:
            continue
        page.unprotect("")
        filled = sorted({
            row for area in page.queryContentCells(FORMULA | CONSTANTS).RangeAddresses
            for row in range(area.StartRow, area.EndRow + 1)
        })
        for index in filled:
            row = page.Rows.getByIndex(index)
            if row.IsVisible:
                given = row.Height
                row.OptimalHeight = True
                # Hundredths of a millimetre.
                rows.append([name, index + 1, given / 35.28, row.Height / 35.28])
    return rows


def places(area):
    """The columns and rows of a range, row by row."""
    return [
        (column, row)
        for row in range(area.StartRow, area.EndRow + 1)
        for column in range(area.StartColumn, area.EndColumn + 1)
    ]


def reference(column, row):
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return letters + str(row + 1)


def run(desktop, job):
    # A visible load, which is nothing to be seen in a headless session, keeps freeze panes.
    document = desktop.loadComponentFromURL(
        uno.systemPathToFileUrl(job["open"]), "_blank", 0, properties()
    )
    if document is None:
        raise RuntimeError("LibreOffice does not open " + job["open"])
    try:

        sheets = {name: document.Sheets.getByName(name) for name in document.Sheets.ElementNames}
        for sheet, reference, kind, value in job.get("cells", []):
            set_cell(sheets[sheet].getCellRangeByName(reference), kind, value)
        if job.get("recalculate", True):
            document.calculateAll()
        answer = {"sheets": list(document.Sheets.ElementNames)}
        if "tell" in job:
            answer["cells"] = contents(document, job["tell"] == "formulas", job.get("sheets"))
        if job.get("heights"):
            answer["heights"] = heights(document)
        if "save" in job:
            options = {"FilterName": ODS if job["save"].endswith(".ods") else XLSX}
            if "password" in job and options["FilterName"] == ODS:
                options["Password"] = job["password"]
            elif "password" in job:
                # As the dialogue of the program itself asks for it.
                how = {"OOXPassword": job["password"], "CryptoType": "Standard"}
                options["EncryptionData"] = uno.Any(
                    "[]com.sun.star.beans.NamedValue",
                    tuple(NamedValue(Name=name, Value=value) for name, value in how.items()),
                )
            document.storeToURL(
                uno.systemPathToFileUrl(job["save"]), properties(**options)
            )
        return answer
    finally:
        document.close(True)


def main():
    home = tempfile.mkdtemp(prefix="respecte-libreoffice-")
    office = None
    try:
        office, desktop = start(home)
        print(json.dumps({"ready": True}), flush=True)
        for line in sys.stdin:
            try:
                answer = run(desktop, json.loads(line))
            except Exception as error:  # told to the other side, which stops
                answer = {"error": f"{type(error).__name__}: {error}"}
            print(json.dumps(answer), flush=True)
    finally:
        if office is not None:
            # soffice is a script around the program: both are in the session that we started.
            try:
                os.killpg(office.pid, signal.SIGTERM)
                office.wait(timeout=10)
            except (ProcessLookupError, subprocess.TimeoutExpired):
                pass
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
