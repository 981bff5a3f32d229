"""The files that codes.py tests: the table's workbooks, and what is done to the bytes of a sound one."""

import datetime
import re
import shutil
import zipfile
from pathlib import Path

import fillings
import programs
import sheets
import slots
import codes_table  # its rows
from codes_workbook import CASE3, MET3, ROWS, Workbook

CORPUS = programs.ROOT / "Tests/Corpus"


def parts(added):
    """Puts parts into a workbook's archive."""
    def change(path):
        with zipfile.ZipFile(path, "a") as archive:
            for name, content in added.items():
                archive.writestr(name, content)
    return change


def part(name, change, level=6):
    """Writes an archive again with one part changed."""
    def run(path):
        with zipfile.ZipFile(path) as archive:
            contents = {n: archive.read(n) for n in archive.namelist()}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
            for n, content in contents.items():
                archive.writestr(n, change(content) if n == name else content)
    return run


def swapped(name):
    """Another file in the workbook's place."""
    return lambda path: shutil.copyfile(CORPUS / name, path)


def before_end(text):
    return lambda content: content.replace(b"</worksheet>", text + b"</worksheet>")


SHEET = "xl/worksheets/sheet1.xml"
# What is done to the bytes of a sound workbook; mended, it is the sound one.
FILES = {
    "content.macros": parts({"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
    "content.externalLinks": parts({"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}),
    "content.embedded": parts({"xl/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0"}),
    "file.unreadable": lambda path: path.write_bytes(b"bonjour"),
    "file.encrypted": swapped("encrypted.xlsx"),
    "file.legacy": swapped("old-excel.xls"),
    "file.binary": swapped("binary.xlsb"),
    "file.notSpreadsheet": lambda path: path.write_bytes(b"%PDF-1.7\n"),
    "file.truncated": lambda path: path.write_bytes(path.read_bytes()[:-4000]),
    "file.corrupt": part("xl/workbook.xml", lambda content: content.replace(b"</sheets>", b"</sheet>")),
    "file.tooLarge": part(SHEET, before_end(b'<row r="9999999"><c r="A9999999"><v>1</v></c></row>')),
    "file.bomb": part(SHEET, before_end(b" " * (257 << 20)), level=1),
    "file.entities": part(SHEET, lambda content: b'<!DOCTYPE worksheet [<!ENTITY a "b">]>' + content),
    "file.tooDeep": part(SHEET, before_end(b"<a>" * 80 + b"</a>" * 80)),
    "file.notFound": lambda path: path.unlink(),
}


class Case:
    """One row's two files, and what is expected of the first."""

    def __init__(self, name, code, severity, about, also, raised, mended, place):
        self.name, self.code, self.severity, self.about, self.also = name, code, severity, about, also
        self.raised, self.mended, self.place = raised, mended, place


def sound_book(folder):
    """The blank workbook, filled in well, as a program that does not compute saves it."""
    issue = slots.Issue.of(programs.template(), None, 5)
    path = Path(folder) / "blank.xlsx"
    programs.respecte("export", *issue.options, "-o", path)
    book = sheets.read(path)
    for sheet in book.sheets:
        for cell in sheet.cells.values():
            if cell.formula is not None:
                cell.value = None
    for name, value in sound(issue).items():
        sheet, place = book.names[name]
        book.sheet(sheet).cells[place] = sheets.Cell(value, None, name)
    return book


def sound(issue):
    assessed = datetime.date(2019, 12, 10)
    words = fillings.WORDS[issue.template["language"]]
    model = issue.template["deliveryModels"][0]
    category = issue.template["categories"][0]["label"]
    cells = {"rsp.app.partner": "Maison Lavande", "rsp.app.solution": "Rayon clair", "rsp.app.category": category,
             "rsp.app.deliveryModel": model["label"], "rsp.app.customers": 12, "rsp.app.assessmentDate": assessed}
    for k in range(1, issue.cases + 1):
        fields = {"customer": f"Client {k}", "website": "https://exemple.fr", "category": category,
                  "challenge": "Ruptures de stock", "deployment": "En huit semaines", "thirdParty": "aucune",
                  "productionDate": "2019-03-01", "inProduction": words["yes"], "results": "Moins de ruptures",
                  "diagram": "schéma.pdf", "public": words["yes" if k < 4 else "no"]}
        if k < 4:
            fields["publicUrl"] = f"https://exemple.fr/cas-{k}"
        cells |= {f"rsp.case{k}.{field}": value for field, value in fields.items()}
    for control in issue.template["controls"]:
        for asked in slots.asked(issue, control):
            if asked.model in (None, model["id"]):
                cells[asked.name] = words["yes"]
                cells[asked.beside("evidence")] = f"Pièce {asked.control}, {asked.scope}"
                if control["recencyMonths"]:
                    cells[asked.beside("date")] = assessed - datetime.timedelta(40)
    return cells


def made(folder):
    """Every row of the table as files."""
    folder = Path(folder)
    blank, cases = sound_book(folder), []
    for number, (code, severity, about, also, damage) in enumerate(ROWS):
        w = Workbook(blank.copy())
        raised, mended = (folder / f"{number:02}-{state}.xlsx" for state in ("raised", "mended"))
        steps = damage(w)
        place = next(steps)
        sheets.write(w.book, raised)
        assert next(steps, None) is None
        sheets.write(w.book, mended)
        cases.append(Case(damage.__name__, code, severity, about, also, raised, mended, place))
    nothing = {"control": None, "scope": None, "deliveryModel": None}
    for number, (code, spoil) in enumerate(FILES.items()):
        raised, mended = folder / f"file-{number:02}-raised.xlsx", folder / f"file-{number:02}-mended.xlsx"
        for path in (raised, mended):
            sheets.write(blank, path)
        spoil(raised)
        severity = "warning" if code.startswith("content.") else "error"
        cases.append(Case(code, code, severity, nothing, set(), raised, mended, (None, None)))
    return cases + [older(folder), contradicted(folder, cases[0].mended)]


def older(folder):
    """A workbook of a version that a newer one replaces, and one of the newer version."""
    source = programs.SECOND_TEMPLATE.read_text(encoding="utf-8")
    version = re.search(r'^version: "?([^"\n]+)"?$', source, re.M)[1]
    id = re.search(r"^id: (\S+)$", source, re.M)[1]
    newer = Path(folder) / f"{id}-9.en.yaml"
    newer.write_text(re.sub(r"^version: .*$", f'version: "9.0"\npredecessors:\n  - "{id}@{version}"', source, count=1,
                            flags=re.M), encoding="utf-8")
    paths = []
    for name, template in (("older", programs.SECOND_TEMPLATE), ("newer", newer)):
        issue = slots.Issue.of(programs.template(template))
        blank, path = Path(folder) / f"{name}-blank.xlsx", Path(folder) / f"{name}.xlsx"
        programs.respecte("export", "--template", template, *issue.options, "-o", blank)
        book = sheets.read(blank)
        for sheet in book.sheets:
            for cell in sheet.cells.values():
                cell.value = None if cell.formula is not None else cell.value
        for field, value in sound(issue).items():
            sheet, place = book.names[field]
            book.sheet(sheet).cells[place] = sheets.Cell(value)
        sheets.write(book, path)
        paths.append(path)
    about = {"control": None, "scope": None, "deliveryModel": None}
    return Case("older", "template.older", "warning", about, set(), *paths, (None, None))


def contradicted(folder, sound_file):
    """The auditor's workbook of a sound one, with a finding that says otherwise, and with one that agrees."""
    issued = Path(folder) / "audit.xlsx"
    programs.respecte("audit", sound_file, "-o", issued)
    paths = []
    for finding in ("N", "O"):
        book = programs.module("openpyxl").load_workbook(issued)
        ((sheet, cell),) = book.defined_names[MET3.replace(".met", ".finding")].destinations
        book[sheet][cell] = finding
        ((_, reason),) = book.defined_names[MET3.replace(".met", ".reason")].destinations
        book[sheet][reason] = "Vu sur place"
        paths.append(Path(folder) / f"finding-{finding}.xlsx")
        book.save(paths[-1])
    # The finding counts: the infrastructure is shared, and met in the other case studies.
    return Case("contradicted", "finding.contradicts", "warning", CASE3, {"answer.inconsistent"}, *paths,
                (sheet, cell.replace("$", "")))
