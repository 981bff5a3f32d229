"""What the scripts that try a counter hard have in common: many partners, other bytes each time, the processes of a counter."""

import io
import os
import pathlib
import re
import time
import urllib.parse
import zipfile

ROOT = pathlib.Path(__file__).parents[2]
SAMPLES = ROOT / "SampleData/returned"
# Rates are tried elsewhere.
FREELY = ["--rate", "1000000", "--upload-rate", "1000000"]


def partners(here, count, auditor=None):
    """So many visitors, each by the link of an invitation of its own."""
    auditor = auditor or here.auditor()
    links = [auditor.post("/invitations", {"partner": f"Partenaire {number}",
                                           "template": "aws-retail-technology-2019-12@1.0"}).json["link"]
             for number in range(count)]
    return [here.partner_at(urllib.parse.urlsplit(link).path) for link in links]


def check(partner, name, data, accept="application/json"):
    return partner.send(partner.home + "/check", name, data, headers={"Accept": accept}, keep=True)


def submit(partner, digest):
    return partner.post(partner.home + "/submit", {"sha256": digest}, keep=True)


def commented(data, comment):
    """The same workbook, with other bytes: the archive's comment."""
    copy = io.BytesIO(data)
    with zipfile.ZipFile(copy, "a") as archive:
        archive.comment = comment.encode()
    return copy.getvalue()


def processes(here):
    """The numbers of a counter's processes, its own first."""
    parents = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit() and (fields := status(entry.name)):
            parents[int(entry.name)] = int(fields[1])
    found = [here.process.pid]
    for process in found:
        found += [child for child, parent in parents.items() if parent == process]
    return found


def left(numbers):
    """Which of these processes there still are after 5 seconds."""
    for _ in range(100):
        alive = [number for number in numbers if (status(number) or "Z")[0] != "Z"]
        if not alive:
            break
        time.sleep(0.05)
    return alive


def status(process):
    """The state of a process and its parent; None where there is none."""
    try:
        return pathlib.Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[:2]
    except OSError:
        return None


def processor(here):
    """Seconds of processor time of the server, its fork server with its keeper and the children that have ended."""
    ticks = 0
    for number in processes(here)[:3]:
        ticks += sum(map(int, pathlib.Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def memory(here, peak=False):
    """Resident memory of the server in kibibytes, that of the processes which read uploads aside."""
    text = pathlib.Path(f"/proc/{here.process.pid}/status").read_text()
    return int(re.search(rf"Vm{'HWM' if peak else 'RSS'}:\s*(\d+)", text)[1])
