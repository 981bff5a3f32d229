#!/usr/bin/env python3
"""Reads the tables of `respecte score --csv` with other programs and holds them against the JSON documents.

usage: tables.py [--keep FOLDER]

1. Python's csv module reads every field of answers.csv, discrepancies.csv and submissions.csv exactly as `import` and
   `score --json` give it, the apostrophes aside that keep formulas from beginning. Texts that are meant to be run stand
   in some of them.
2. No program that splits a file at semicolons, tabs or every line break, as Excel does on a French computer, would
   begin a cell with a formula.
3. LibreOffice, told to evaluate formulas, reads the same: accents are right, no cell is a formula, figures are numbers.

Exit status: 0 no difference, 1 a difference, 77 a program is missing.
"""

import argparse
import csv
import itertools
import json
import re
import subprocess
import sys
import unicodedata
import warnings
from pathlib import Path

import programs

SAMPLES = programs.ROOT / "SampleData/returned"
HEADERS = {
    "answers": "file partner solution template verdict control ref part section sectionTitle title scope customer "
    "deliveryModel status answer evidence date dateRaw raw finding findingRaw reason action reply sheet cell foundBy "
    "notes links attachments",
    "discrepancies": "file partner solution template verdict code severity control ref part section sectionTitle title "
    "scope deliveryModel field sheet cell message",
}
# What begins a formula, in every width.
SIGNS = "=+-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212"
HOSTILE = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "  =1+1", "\u00a0=1+1", "\n=1+1", "\ufeff=1+1", "\u200b=1+1",
    "＝1+1", "－1", "x;=cmd|' /C calc'!A0;y", "x\n=HYPERLINK(\"http://x.example\")\ny", "x\t@y", '"=1+1"', "'=1+1",
    "''-1", "x;\"=1+1", "Étapes :\n- lire\n- écrire", "a,b", 'dit « "oui" »', "œuvre € ✓ 漢字 🙂", "a-b=c", "'", ";", "1,5",
]


def plain(text):
    """A field as it was before an apostrophe was put in front of what could begin a formula."""
    out, start = [], True
    index = 0
    while index < len(text):
        letter = text[index]
        if start and letter == "'" and begins_formula(text, index):
            start = False
            index += 1
            continue
        start = is_separator(letter)
        out.append(letter)
        index += 1
    return "".join(out)


def is_separator(letter):
    return letter in ";\t\n\r\x0b\x0c\x85\u2028\u2029"


def begins_formula(text, index):
    """Whether a sign stands there, but for what programs leave out."""
    while index < len(text) and not is_separator(text[index]):
        letter = text[index]
        if letter in SIGNS:
            return True
        if letter not in "'\"" and not letter.isspace() and unicodedata.category(letter) not in ("Cc", "Cf"):
            return False
        index += 1
    return False


def rows(folder, name):
    """A table, read by Python."""
    with open(folder / f"{name}.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, strict=True))


def shown(value):
    """A value of a JSON document as a table shows it."""
    if value is None:
        return ""
    return " ".join(value) if isinstance(value, list) else str(value)


# What openpyxl does not know, the program does not need.
warnings.filterwarnings("ignore", message=".*xtension is not supported")


def returned(folder):
    """Workbooks to read: the samples, and a filled one with hostile texts as evidence, comments and names."""
    openpyxl = programs.module("openpyxl")
    path = folder / "été;=1.xlsx"
    subject = folder / "blank.xlsx"
    programs.respecte("export", "--case-studies", "4", "-o", subject)
    workbook = openpyxl.load_workbook(subject)
    texts = iter(HOSTILE * 20)

    def put(name, value):
        sheet, cell = next(workbook.defined_names[name].destinations)
        workbook[sheet][cell.replace("$", "")].value = value
        workbook[sheet][cell.replace("$", "")].data_type = "s"

    put("rsp.app.partner", "=cmd|'/C calc'!A0")
    for name in workbook.defined_names:
        if name.endswith(".evidence"):
            put(name, next(texts))
        elif re.fullmatch(r"rsp\.tech\.2\.\d+\.case1\.saas\.met", name):
            put(name, next(texts))
        elif re.fullmatch(r"rsp\.case\d\.customer", name):
            put(name, "@client;" + name)
    workbook.save(path)
    return sorted(SAMPLES.iterdir()) + [path, audited(folder / "audit.xlsx")]


def audited(path):
    """An auditor's workbook: findings that agree, that contradict and that are not understood, with hostile reasons."""
    openpyxl = programs.module("openpyxl")
    programs.respecte("audit", SAMPLES / "tessera-2019-11.xlsx", "-o", path)
    workbook = openpyxl.load_workbook(path)
    texts, findings = itertools.cycle(HOSTILE), itertools.cycle(["O", "N", "peut-être", None])
    typed = {"reason": texts, "action": texts, "finding": findings, "reply": texts}
    for name in workbook.defined_names:
        if name.rpartition(".")[2] in typed and ".tech.1" in name:
            sheet, cell = next(workbook.defined_names[name].destinations)
            value = next(typed[name.rpartition(".")[2]])
            if value is not None:
                workbook[sheet][cell.replace("$", "")].value = value
                workbook[sheet][cell.replace("$", "")].data_type = "s"
    workbook.save(path)
    return path


def compare(folder, paths):
    """The tables against the documents."""
    faults = []
    accept = (0, 1)
    programs.respecte("score", *paths, "--csv", folder, "--json", folder / "all.json", accept=accept)
    submissions = [
        json.loads(line)
        for line in programs.respecte("import", "--ndjson", *paths, accept=accept).split("\n") if line
    ]
    document = json.loads((folder / "all.json").read_text("utf-8"))
    controls = {each["id"]: each for each in programs.template()["controls"]}

    def check(table, header, wanted):
        found = rows(folder, table)
        if table in HEADERS and found[0] != HEADERS[table].split():
            faults.append(f"{table}: header {found[0]}")
        if len(found) - 1 != len(wanted):
            faults.append(f"{table}: {len(found) - 1} rows for {len(wanted)}")
        for number, (row, values) in enumerate(zip(found[1:], wanted), 2):
            cells = dict(zip(found[0], map(plain, row), strict=True))
            for key, value in values.items():
                if cells[key] != shown(value):
                    faults.append(f"{table}, row {number}, {key}: {cells[key]!r} for {value!r}")

    answers, discrepancies, files = [], [], []
    for submission, assessment in zip(submissions, document["submissions"], strict=True):
        customers = {f"case{each['number']}": each["customer"] for each in submission["caseStudies"]}
        common = {
            "file": submission["source"]["file"], "partner": assessment["partner"],
            "solution": submission["application"]["solution"], "verdict": assessment["verdict"],
            "template": submission["template"]
            and "@".join(submission["template"][key] for key in ("id", "version", "language")),
        }
        for answer in submission["answers"]:
            control = controls[answer["control"]]
            about = {key: control[key] for key in ("ref", "part", "section", "title")}
            told = {key: value for key, value in answer.items() if not key.startswith("audit")}
            answers.append({**common, **about, **told, "customer": customers.get(answer["scope"])})
        for discrepancy in assessment["discrepancies"]:
            # Whole texts are the JSON's alone.
            discrepancies.append({**common, **{key: value for key, value in discrepancy.items() if key != "texts"}})
        weights = [each["severity"] for each in assessment["discrepancies"]]
        application = submission["application"]
        reasons = list(dict.fromkeys(each["code"] for each in assessment["reasons"]))
        files.append({
            **common, **assessment["score"], **submission["accounting"],
            **{key: (assessment["agreement"] or {}).get(key) for key in ("findings", "compared", "agreed")},
            **{key: application[key] for key in ("category", "deliveryModel", "customers", "contact", "email")},
            **{key: submission["source"][key] for key in ("sha256", "bytes", "format", "producer")},
            "reasons": reasons, "asOf": assessment["asOf"], "assessmentDate": application["assessmentDate"],
            "prerequisitesMet": assessment["prerequisites"]["met"],
            "prerequisitesRequired": assessment["prerequisites"]["required"],
            "caseStudiesUsed": len(assessment["caseStudies"]),
            "caseStudiesRetained": sum(each["retained"] for each in assessment["caseStudies"]),
            "publicRetained": sum(each["retained"] and each["public"] for each in assessment["caseStudies"]),
            "errors": weights.count("error"), "warnings": weights.count("warning"), "infos": weights.count("info"),
            "recognisedBy": (submission["template"] or {}).get("recognisedBy"),
            "errorCode": submission.get("error", {}).get("code"),
            "errorMessage": submission.get("error", {}).get("message"),
        })
    check("answers", None, answers)
    check("discrepancies", None, discrepancies)
    check("submissions", None, files)
    if not any(each["findingRaw"] for each in answers) or not any(each["reply"] for each in answers):
        faults.append("nothing was audited")
    found = {plain(cell) for row in rows(folder, "answers") for cell in row}
    for text in HOSTILE:
        # A workbook keeps no carriage return of its own, and no byte order mark in front.
        if text.strip() and text not in found and "\r" not in text:
            faults.append(f"the hostile text {text!r} was not found")
    return faults, len(answers), len(discrepancies), len(files)


def formulas(folder):
    """Cells that a program which splits otherwise would take for formulas."""
    faults = []
    for name in ("answers", "discrepancies", "submissions"):
        data = (folder / f"{name}.csv").read_bytes()
        if not data.startswith(b"\xef\xbb\xbf"):
            faults.append(f"{name}: no byte order mark")
        text = data.decode("utf-8-sig")
        if re.search(r'(?<!\r)\n', re.sub(r'"(?:[^"]|"")*"', "", text)):
            faults.append(f"{name}: a row does not end with CR LF")
        for cell in re.split(r"[;\t\n\r]", text):
            if begins_formula(cell, 0) and not cell.lstrip('"').startswith("'"):
                faults.append(f"{name}: {cell[:60]!r} would begin with a formula")
        for row in rows(folder, name):
            for cell in row:
                number = re.fullmatch(r"-?[0-9.]+", cell)
                if begins_formula(cell, 0) and not cell.startswith("'") and not number:
                    faults.append(f"{name}: {cell[:60]!r} is a formula")
    return faults


def libreoffice(folder):
    """What LibreOffice makes of the tables: commas, UTF-8, special numbers recognised and formulas evaluated."""
    openpyxl = programs.module("openpyxl")
    office = programs.command("soffice")
    faults = []
    for name in ("answers", "discrepancies", "submissions"):
        profile = (folder / "profile").as_uri()
        done = subprocess.run(
            [office, "--headless", f"-env:UserInstallation={profile}", "--convert-to", "xlsx", "--outdir",
             str(folder), "--infilter=CSV:44,34,76,1,,1033,false,true,false,false,false,0,true", str(folder / f"{name}.csv")],
            capture_output=True, text=True)
        if done.returncode != 0:
            faults.append(f"{name}: LibreOffice: {done.stderr}")
            continue
        sheet = openpyxl.load_workbook(folder / f"{name}.xlsx").active
        read = rows(folder, name)
        if sheet.max_row != len(read) or sheet.max_column != len(read[0]):
            faults.append(f"{name}: LibreOffice has {sheet.max_row} × {sheet.max_column}")
        numeric = {"percent", "met", "open", "errors", "bytes", "expected", "customers"}
        for cells, row in zip(sheet.iter_rows(), read):
            for cell, text, key in zip(cells, row, read[0]):
                if cell.data_type == "f":
                    faults.append(f"{name}, {cell.coordinate}: {cell.value!r} is a formula")
                elif cell.data_type == "s" and cell.value.replace("\r\n", "\n") != text.replace("\r\n", "\n"):
                    if cell.value.replace("_x000D_", "\r") != text:
                        faults.append(f"{name}, {cell.coordinate}: {cell.value!r} for {text!r}")
                elif name == "submissions" and key in numeric and text and row is not read[0]:
                    if cell.data_type != "n" or float(text) != float(cell.value):
                        faults.append(f"{name}, {cell.coordinate}: {cell.value!r} is no number {text}")
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keep", help="keep the tables in this folder")
    arguments = parser.parse_args()
    with programs.folder(arguments.keep) as path:
        folder = Path(path)
        try:
            faults, *counts = compare(folder, returned(folder))
            faults += formulas(folder) + libreoffice(folder)
        except programs.Missing as missing:
            print(f"skipped: {missing} is missing")
            return programs.SKIPPED
    for fault in faults[:30]:
        print(fault)
    print("tables: {} answers, {} discrepancies, {} submissions, {} differences".format(*counts, len(faults)))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
