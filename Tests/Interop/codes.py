#!/usr/bin/env python3
"""For every discrepancy code a returned workbook that raises it, and the same one mended that does not.

usage: codes.py [--keep FOLDER]

The table is codes_table.py; both states of each row are written as files and read by `score --json` and `check`. It has
every code that `explain --json` lists. Exit status: 0 all as expected, 1 not, 77 a program is missing.
"""

import argparse
import json
import re
import sys
from pathlib import Path

import programs
from codes_files import made

# Codes that say why a file gave no bytes, of which a test that may run as root can make only some.
NOT_MADE = {"file.notPermitted", "file.notRead"} | {
    # Raised and mended by tests of their own, each in both languages: what partners type, auditors' findings, what was
    # carried over, evidence that says nothing, two submissions of one partner; a folder is walked.
    "answer.struck", "cell.error", "content.note", "content.textBox", "content.picture", "field.ambiguous",
    "field.approximate", "finding.conflict", "answer.reworded", "evidence.filler", "partner.several", "file.isFolder"}


def faults_of(case, raised, mended, text):
    """What is not as the row says; `text` is what `check` shows of the first file."""
    code = "file.unreadable" if case.code.startswith("file.") else case.code
    wanted = {"code": code, "severity": case.severity, **case.about, "sheet": case.place[0], "cell": case.place[1]}
    found = [d for d in raised["discrepancies"] if all(d[key] == value for key, value in wanted.items())]
    others = {d["code"] for d in raised["discrepancies"]} - {code}
    if len(found) != 1:
        told = [{k: d[k] for k in wanted} for d in raised["discrepancies"] if d["code"] == code]
        yield f"{case.name}: expected {wanted}, found {told or sorted(others)}"
    if others != case.also:
        yield f"{case.name}: also found {sorted(others)}, expected {sorted(case.also)}"
    if mended["discrepancies"] or mended["verdict"] not in ("eligible", "notEligible"):
        yield f"{case.name}, mended: {mended['verdict']}, {[d['message'] for d in mended['discrepancies']]}"
    for item in found:
        if case.code.startswith("file.") and case.code != code and case.code not in item["message"]:
            yield f"{case.name}: {item['message']} does not say {case.code}"
        # The place leads the message, and `check` shows the rest of it below the sheet's name.
        rest = item["message"]
        for piece in (item["sheet"], item["cell"]):
            if piece is not None and piece not in rest:
                yield f"{case.name}: {rest!r} does not name {piece}"
        sentence = rest.split("\u00a0: ", 1)[-1]
        # Of an added row `check` says what stands in its cells.
        is_said = case.code != "row.added" or "cell.unexpected" not in case.also
        if text is not None and is_said and squeezed(sentence[-60:]) not in squeezed(text):
            yield f"{case.name}: check does not show {sentence!r}:\n{text}"


def squeezed(text):
    return re.sub(r"\s+", " ", text)


def checked(paths, templates, language="fr"):
    """What `check` shows of each file: one text after the other, each led by the file's name."""
    texts, shown = {}, None
    names = {str(path): path for path in paths}
    for line in programs.respecte("check", *templates, *paths, accept=(0, 1, 3), language=language).splitlines():
        path = names.get(line.split(" – ")[0])
        shown = texts.setdefault(path, []) if path else shown
        shown.append(line)
    return {path: "\n".join(lines) for path, lines in texts.items()}


def run(folder):
    cases = made(folder)
    templates = [option for path in (programs.SECOND_TEMPLATE, *Path(folder).glob("*.yaml"))
                 for option in ("--template", path)]
    output = Path(folder) / "score.json"
    files = [path for case in cases for path in (case.raised, case.mended)]
    programs.respecte("score", *templates, "--json", output, "--quiet", *files, accept=(0, 1))
    read = dict(zip(files, json.loads(output.read_text(encoding="utf-8"))["submissions"], strict=True))
    # All files of the run are one partner's, which is said of each but the first.
    for one in read.values():
        one["discrepancies"] = [d for d in one["discrepancies"] if d["code"] != "partner.several"]
    texts = checked([case.raised for case in cases], templates)
    faults = []
    for case in cases:
        faults += faults_of(case, read[case.raised], read[case.mended], texts.get(case.raised))
    known = {c["code"]: c for c in json.loads(programs.respecte("explain", "--json"))["codes"] if c["kind"] in ("discrepancy", "file")}
    for code in (set(known) - NOT_MADE) ^ {case.code for case in cases}:
        faults.append(f"{code} is in the table or in `explain`, not in both")
    for code in set(known) - NOT_MADE:
        weights = {case.severity for case in cases if case.code == code}
        # Where nothing blocks, what would be an error is a warning.
        said = set(known[code]["severities"])
        if not weights or weights - said - ({"warning"} if "error" in said else set()):
            faults.append(f"{code}: {sorted(weights)} in the table, {known[code]['severities']} in `explain`")
    return len(cases), faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--keep", help="a folder for the workbooks, which otherwise go")
    options = parser.parse_args()
    try:
        with programs.folder(options.keep) as folder:
            count, faults = run(folder)
    except programs.Missing as missing:
        print(f"SKIPPED, missing: {missing}")
        return programs.SKIPPED
    print(f"{count} rows, each raised and mended: {len(faults)} faults")
    for fault in faults:
        print("  " + fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
