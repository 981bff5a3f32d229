"""Uploads every file of the corpora to a counter, and some that are made to hurt, as a browser does.

    counter_attack.py [--corpus FOLDER…] [--rounds N] [--large]

Each gets a page; the server's memory is flat from the second round on, and no child survives. `--large` adds files that
inflate beyond measure. Exit status: 0 all that holds, 1 it does not.
"""

import argparse
import io
import re
import subprocess
import sys
import time
import zipfile

import counter
import counter_crowd as crowd


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--corpus", nargs="*", default=["Tests/Corpus", "SampleData/returned"])
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--large", action="store_true")
    options = options.parse_args()
    files = [("large.xlsx", honest())] + [(path.name, path.read_bytes()) for folder in options.corpus
             for path in sorted((crowd.ROOT / folder).rglob("*")) if path.is_file()]
    if options.large:
        files += large()
    with counter.Counter(options=["--max-upload", "32M", *crowd.FREELY]) as here:
        return run(here, files, options.rounds)


def run(here, files, rounds):
    faults, memory, slowest, statuses = [], [], (0, ""), {}
    partner = here.partner_at()
    # First what anybody does: the blank workbook is that of the command line, the second time as well.
    exported = subprocess.run([counter.RESPECTE, "export", "--partner", here.partner, "--lang", "fr"],
                              capture_output=True).stdout
    for models in ["", "?models=saas", "", "?models=saas"]:
        blank = partner.get(partner.home + "/workbook" + models, keep=True).body
        if (blank == exported) != (models == ""):
            faults.append(f"/workbook{models} is not what it should be")
    for number in range(rounds):
        for name, data in files:
            began = time.monotonic()
            answer = crowd.check(partner, name, data, "text/html")
            seconds = time.monotonic() - began
            slowest = max(slowest, (seconds, name))
            statuses[answer.status] = statuses.get(answer.status, 0) + 1
            if answer.status == 303:
                answer = partner.get(answer.headers["Location"].partition("#")[0], headers={"Accept": "text/html"})
                expected = 200
            else:
                expected = 422 if data else 400
            if answer.status != expected or b"</html>" not in answer.body:
                faults.append(f"{name}: {answer}")
            if seconds > 15:
                faults.append(f"{name}: {seconds:.1f} s")
        memory.append(crowd.memory(here))
        processes = len(crowd.processes(here))
        # The server, its fork server and who keeps that.
        if processes != 3:
            faults.append(f"round {number}: {processes} processes")
    # Arenas and caches fill up in the first round.
    if memory[-1] > memory[0] * 1.1 + 4096:
        faults.append(f"memory grows: {memory} KiB")
    # What the importer itself refuses never comes to an end of its process.
    outcomes = dict(re.findall(r'respecte_uploads_total{outcome="(.*?)"} (\d+)', here.visitor().get("/metrics").text))
    if "harmful" in outcomes or sum(map(int, outcomes.values())) < rounds * len(files) * 0.95:
        faults.append(f"uploads ended as {outcomes}: {here.log()[-2000:]}")
    peak = crowd.memory(here, peak=True)
    numbers = crowd.processes(here)
    status, left = here.stop(), crowd.left(numbers)
    if status or left:
        faults.append(f"ended with {status}, and left {left}")
    print("\n".join(faults))
    print(f"{len(files)} files, {rounds} times: {statuses}; slowest {slowest[0]:.2f} s ({slowest[1]}); memory after each "
          f"round {memory} KiB, peak {peak} KiB; {len(faults)} faults")
    return 1 if faults else 0


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def honest():
    """A workbook with so much in one part that it is read piece by piece."""
    return workbook({"xl/worksheets/sheet1.xml": SHEET + b" " * (52 << 20) + b"</sheetData></worksheet>"})


def large():
    """Workbooks that inflate to far more than they are."""
    sheet = "xl/worksheets/sheet1.xml"
    spread = "".join(f'<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>' for row in range(1, 200_000))
    yield "blanks.xlsx", workbook({sheet: b" " * (300 << 20)})
    yield "elements.xlsx", workbook({sheet: SHEET + b"<row><c/></row>" * (16 << 20)})
    yield "parts.xlsx", workbook({f"xl/media/{number}.xml": b"0" * (100 << 20) for number in range(6)})
    yield "many-parts.xlsx", workbook({f"xl/media/{number}": b"x" for number in range(10_001)})
    yield "spread.xlsx", workbook({sheet: SHEET + spread.encode() + b"</sheetData></worksheet>"})
    yield "noise.xlsx", bytes(range(256)) * 4096
    yield "nested.xlsx", workbook({sheet: b"<a>" * (8 << 20)})


def workbook(parts):
    main = "http://schemas.openxmlformats.org/"
    relation = main + "officeDocument/2006/relationships"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{main}package/2006/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{main}package/2006/relationships"><Relationship Id="r" '
        f'Type="{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}spreadsheetml/2006/main" xmlns:r="{relation}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="s"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{main}package/2006/relationships"><Relationship Id="s" '
        f'Type="{relation}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}spreadsheetml/2006/main"><sheetData/></worksheet>',
        **parts,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


sys.exit(main())
