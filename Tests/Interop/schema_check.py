#!/usr/bin/env python3
"""Every kind of workbook that the program writes, checked by openxml-audit against the schemas of Office Open XML.

usage: schema_check.py [--keep FOLDER]

In each language: the blank workbook for each delivery model and for all, with one case study, with twelve and a
partner's name; one that is prefilled; an audit workbook, two with findings united, the partner's copy; the
summary. An error, a warning and what Excel would repair or rewrite each fail.

Exit status: 0 nothing found, 1 something, 77 openxml-audit or openpyxl is missing.
"""

import argparse
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import programs

RETURNED = programs.ROOT / "SampleData/returned"
FILLED = RETURNED / "Maison Lavande – auto-évaluation.xlsx"


def with_findings(source, target, reason):
    """A copy of an audit workbook with a finding and an action beside its first answers."""
    openpyxl = programs.module("openpyxl")
    book = openpyxl.load_workbook(source)
    for name, defined in list(book.defined_names.items()):
        if name.startswith("rsp.prereq.1."):
            ((sheet, cell),) = defined.destinations
            field = name.rpartition(".")[2]
            text = {"reason": reason, "action": "…"}.get(field)
            if field == "finding":
                text = "N"
            if text:
                book[sheet][cell.replace("$", "")] = text
    book.save(target)


def write(folder, language):
    """The workbooks of a language, by what they are."""
    def made(name, *arguments):
        path = folder / f"{language} {name}.xlsx"
        programs.respecte(*arguments, "-o", path, "--quiet", accept=(0, 1), language=language)
        return path

    source = programs.built_in(language)
    ids = [model["id"] for model in programs.template(source)["deliveryModels"]]
    for models in [(model,) for model in ids] + [ids]:
        yield made(f"blank {'+'.join(models)}", "export", "--template", source, "--delivery", ",".join(models))
    yield made("one case study", "export", "--template", source, "--case-studies", "1")
    yield made("twelve case studies", "export", "--template", source, "--case-studies", "12", "--partner", "É & <Co>")
    if language == "en":
        yield made("blank of another template", "export", "--template", programs.SECOND_TEMPLATE)
    answers = folder / f"{language}.json"
    answers.write_text(programs.respecte("import", FILLED, "--to", source, accept=(0, 1)), "utf-8")
    prefilled = made("prefilled", "export", "--prefill", answers)
    audit = made("audit", "audit", prefilled)
    yield from (prefilled, audit)
    findings = [folder / f"{language} findings {number}.xlsx" for number in (1, 2)]
    for number, path in enumerate(findings, 1):
        with_findings(audit, path, f"Reason {number}")
    yield made("to partner", "audit", findings[0], "--to-partner")
    yield made("merged", "audit", "--merge", *findings)
    yield made("summary", "score", RETURNED, "--as-of", "2019-12-31")


def faults(path):
    """What openxml-audit finds in a file."""
    audit = programs.module("openxml_audit")
    validator = audit.OpenXmlValidator(file_format=audit.FileFormat.MICROSOFT_365, max_errors=0)
    return path.stem, [f"{error.severity.name}: {error.description} ({error.part_uri})" for error in validator.validate(path).errors]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--keep", help="a folder for the workbooks, which otherwise go")
    options = parser.parse_args()
    start = time.monotonic()
    try:
        for name in ("openxml_audit", "openpyxl"):
            programs.module(name)
        with programs.folder(options.keep) as folder:
            paths = [path for language in ("fr", "en") for path in write(Path(folder), language)]
            with ProcessPoolExecutor(max_workers=2) as pool:
                found = [f"{name}: {fault}" for name, some in pool.map(faults, paths) for fault in some]
    except programs.Missing as missing:
        print(f"workbooks and their schemas: SKIPPED, missing: {missing}")
        return programs.SKIPPED
    print(f"workbooks and their schemas: {len(paths)} workbooks, {len(found)} faults, {time.monotonic() - start:.1f} s")
    for fault in found[:40]:
        print("  " + fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
