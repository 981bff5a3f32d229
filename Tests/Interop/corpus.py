"""Every cell of every workbook of a folder: what the program sees, beside what openpyxl and python-calamine see.

    corpus.py FOLDER

FOLDER is searched for spreadsheet files. corpus-differences.tsv beside this script lists what may differ, with the
reason why the program is right; a difference that is not listed, and a listed one that is not there, are faults.
"""

import collections
import datetime
import json
import os
import pathlib
import re
import subprocess
import sys
import warnings
import zipfile

import openpyxl
import openpyxl.worksheet._reader
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, to_excel
import python_calamine

ENDINGS = {".xlsx", ".xlsm", ".ods"}
# python-calamine gives moments in milliseconds.
MOMENT = 1e-8


def ours(file):
    """The cells by sheet and reference; None where the file is refused."""
    run = subprocess.run(
        [os.environ["RESPECTE"], "inspect", file, "--ndjson", "--lang", "en"],
        capture_output=True, timeout=60)
    if run.returncode == 3:
        return None, run.stderr.decode().strip()
    if run.returncode != 0:
        raise SystemExit(f"{file}: status {run.returncode}: {run.stderr.decode()}")
    lines = run.stdout.decode().split("\n")
    head = json.loads(lines[0])
    sheets = {sheet["name"]: {} for sheet in head["sheets"]}
    for line in lines[1:]:
        if line:
            cell = json.loads(line)
            value = cell["value"]
            if cell["type"] == "number":
                value = float(value)
            elif cell["type"] == "error":
                value = ("error", value)
            if value is not None and value != "":
                sheets[cell["sheet"]][cell["ref"]] = value
    return sheets, None


def by_openpyxl(file):
    # A day stays the number that is stored.
    openpyxl.worksheet._reader.from_excel = lambda value, *_, **__: value
    workbook = openpyxl.load_workbook(file, data_only=True)
    sheets = {}
    for sheet in workbook.sheetnames:
        cells = sheets[sheet] = {}
        if not hasattr(workbook[sheet], "_cells"):
            continue
        for (row, column), cell in sorted(workbook[sheet]._cells.items()):
            value = cell.value
            if value is None or value == "":
                continue
            if cell.data_type == "e":
                value = ("error", value)
            cells[get_column_letter(column) + str(row)] = plain(value, workbook.epoch)
    return sheets


def by_calamine(file):
    workbook = python_calamine.CalamineWorkbook.from_path(file)
    epoch = WINDOWS_EPOCH
    with zipfile.ZipFile(file) as archive:
        for part in archive.namelist():
            if part.endswith("workbook.xml") and re.search(rb'date1904="(1|true)"', archive.read(part)):
                epoch = MAC_EPOCH
    sheets = {}
    for number, sheet in enumerate(workbook.sheet_names):
        cells = sheets[sheet] = {}
        if workbook.sheets_metadata[number].typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        rows = workbook.get_sheet_by_index(number).to_python(skip_empty_area=False)
        for row, values in enumerate(rows, 1):
            for column, value in enumerate(values, 1):
                if value != "":
                    cells[get_column_letter(column) + str(row)] = plain(value, epoch)
    return sheets


def plain(value, epoch):
    """A number for every kind of number, day and time; a text for a text."""
    if isinstance(value, bool) or isinstance(value, (str, tuple)):
        return value
    if isinstance(value, (int, float)):
        return float(value)
    if isinstance(value, (datetime.datetime, datetime.date)):
        return ("moment", to_excel(value, epoch))
    if isinstance(value, datetime.time):
        seconds = value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
        return ("moment", seconds / 86400)
    if isinstance(value, datetime.timedelta):
        return ("moment", value.total_seconds() / 86400)
    return str(value)


def equal(mine, theirs):
    if isinstance(theirs, tuple) and theirs[0] == "moment":
        return isinstance(mine, float) and abs(mine - theirs[1]) <= MOMENT
    # python-calamine gives an error as its text.
    if isinstance(mine, tuple) and isinstance(theirs, str):
        return mine[1] == theirs
    return type(mine) is type(theirs) and mine == theirs


def compare(name, reader, mine, theirs):
    """Yields the places of what differs, as `Sheet!A1`, with both values."""
    for sheet in theirs:
        if sheet not in mine:
            if theirs[sheet]:
                yield f"{sheet}!", None, f"{len(theirs[sheet])} cells"
            continue
        for place in sorted(set(mine[sheet]) | set(theirs[sheet])):
            a, b = mine[sheet].get(place), theirs[sheet].get(place)
            if (a is None) != (b is None) or (a is not None and not equal(a, b)):
                yield f"{sheet}!{place}", a, b
    for sheet in mine:
        if sheet not in theirs:
            yield f"{sheet}!", f"{len(mine[sheet])} cells", None


def listed(path):
    """The differences that may be: file, reader and places; how many places; why."""
    entries = {}
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != 5 or not fields[3].isdigit() or not fields[4]:
            raise SystemExit(f"{path}:{number}: not “file, reader, places, how many, why”")
        entries[number] = [fields[0], fields[1], re.compile(fields[2]), int(fields[3]), 0]
    return entries


def main():
    warnings.simplefilter("ignore")
    folder = pathlib.Path(sys.argv[1])
    differences = pathlib.Path(__file__).with_name("corpus-differences.tsv")
    entries = listed(differences)
    files = sorted(file for file in folder.rglob("*") if file.suffix.lower() in ENDINGS)
    faults, cells = [], collections.Counter()

    def differs(name, reader, place, a, b):
        for entry in entries.values():
            if entry[0] == name and entry[1] == reader and entry[2].fullmatch(place):
                entry[4] += 1
                return
        faults.append(f"{name}\t{reader}\t{place}\tours {a!r:.100}, theirs {b!r:.100}")

    for file in files:
        name = str(file.relative_to(folder))
        mine, refusal = ours(file)
        for reader, read in (("openpyxl", by_openpyxl), ("calamine", by_calamine)):
            if reader == "openpyxl" and file.suffix.lower() == ".ods":
                continue
            try:
                theirs = read(file)
            except BaseException as error:  # a panic of calamine is not an Exception
                if isinstance(error, KeyboardInterrupt):
                    raise
                cells[reader + " refused"] += 1
                continue
            if mine is None:
                differs(name, reader, "", refusal, f"{len(theirs)} sheets")
                continue
            cells[reader] += sum(map(len, theirs.values()))
            for place, a, b in compare(name, reader, mine, theirs):
                differs(name, reader, place, a, b)
    for number, (name, reader, places, count, found) in entries.items():
        if found != count:
            faults.append(f"{differences.name}:{number}: {found} differences where {count} are listed")
    print("\n".join(faults[:200]))
    print(f"{len(files)} files, cells compared: " + ", ".join(f"{k} {v}" for k, v in sorted(cells.items()))
          + f"; {sum(e[3] for e in entries.values())} differences listed, {len(faults)} faults")
    sys.exit(1 if faults or not files else 0)


main()
