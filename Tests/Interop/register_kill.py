"""Ends `register add` with SIGKILL at random moments, several at a time, and looks what the register kept.

    register_kill.py [--count N] [--writers N] [--files N] [--seed N] [--postgresql]

Whatever was confirmed has to be there, with its digest; the register has to be verified clean, and to be added to again.
Every fifth round begins with a register that is not there yet.
"""

import argparse
import hashlib
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time
import zipfile

REPOSITORY = pathlib.Path(__file__).parents[2]
PROGRAM = os.environ["RESPECTE"]
ENVIRONMENT = {"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"], "LOGNAME": "kill"}
TEMPLATE = REPOSITORY / "SampleData/second-checklist/harbour-logistics-services-2021-03.en.yaml"


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--count", type=int, default=100)
    options.add_argument("--writers", type=int, default=4)
    options.add_argument("--files", type=int, default=6, help="how many each of them adds")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--postgresql", action="store_true")
    options = options.parse_args()
    server = None
    if options.postgresql:
        started = subprocess.run([REPOSITORY / "Tests/Interop/postgresql.sh"], stdout=subprocess.PIPE, text=True)
        if started.returncode:
            print("PostgreSQL is not installed: run `make peers`")
            return started.returncode
        server = started.stdout.strip()
    with tempfile.TemporaryDirectory() as folder:
        return run(pathlib.Path(folder), options, server)


def run(folder, options, server):
    generator = random.Random(options.seed)
    blank = folder / "blank.xlsx"
    call("export", "--template", TEMPLATE, "--case-studies", "1", "--partner", "Kill", "-o", blank)
    duration, confirmed, kept, faults = None, 0, 0, []
    for start in range(0, options.count, 5):
        register = new_register(folder, server, start)
        promised = {}
        for number in range(start, min(start + 5, options.count)):
            files = [workbooks(blank, folder, f"{number}-{writer}", options.files) for writer in range(options.writers)]
            began = time.monotonic()
            writers = [add(register, each) for each in files]
            if duration is None:
                # The first round is let run, to know how long one takes.
                outputs = [writer.communicate()[0] for writer in writers]
                duration = time.monotonic() - began
                if any(writer.returncode for writer in writers):
                    faults.append(f"{number}: ended with {[writer.returncode for writer in writers]}")
            else:
                time.sleep(duration * (0.1 + 0.9 * generator.random()))
                for writer in writers:
                    writer.kill()
                outputs = [writer.communicate()[0] for writer in writers]
            for output in outputs:
                # A line without its end was no promise.
                for line in output.split(b"\n")[:-1]:
                    submission, _, digest, _ = line.decode().split("  ", 3)
                    promised[int(submission)] = digest
        confirmed += len(promised)
        faults += [f"{start}: {fault}" for fault in look(register, promised, folder / f"out{start}")]
        kept += len(list((folder / f"out{start}").glob("*.xlsx"))) if promised else 0
        again = subprocess.run([PROGRAM, "register", "add", "--register", register, "--template", TEMPLATE, blank],
                               env=ENVIRONMENT, capture_output=True, text=True)
        if again.returncode:
            faults.append(f"{start}: could not be added to again: {again.stderr}")
    print("\n".join(faults))
    print(f"{options.count} rounds of {options.writers} writers, {duration:.1f} s each unless killed: "
          f"{confirmed} additions confirmed, {kept} kept; {len(faults)} faults")
    # As many writers as confirmed nothing at all would prove nothing.
    return 1 if faults or confirmed < options.count or kept < confirmed else 0


def look(register, promised, out):
    """What is wrong with a register that should have kept what was promised."""
    if not promised:
        return []
    verified = subprocess.run([PROGRAM, "register", "verify", "--register", register, "--template", TEMPLATE],
                              env=ENVIRONMENT, capture_output=True, text=True)
    faults = [verified.stderr or verified.stdout] if verified.returncode or verified.stderr else []
    listed = json.loads(call("register", "list", "--json", "--register", register))
    there = {each["number"]: each["sha256"] for each in listed["submissions"]}
    faults += [f"{number} was promised and is {there.get(number)}"
               for number, digest in promised.items() if there.get(number) != digest]
    call("register", "export", "--register", register, "-o", out)
    files = {int(file.name[:4]): hashlib.sha256(file.read_bytes()).hexdigest() for file in out.glob("*.xlsx")}
    if files != there:
        faults.append("originals are not those that are listed")
    return faults


def new_register(folder, server, number):
    if server is None:
        return str(folder / f"register{number}.sqlite")
    subprocess.run(["psql", server, "-qc", f"CREATE DATABASE kill{number}"], check=True)
    return server.replace("/postgres?", f"/kill{number}?")


def workbooks(blank, folder, name, count):
    """Copies of a workbook that differ in the archive's comment alone."""
    paths = []
    for number in range(count):
        path = folder / f"{name}-{number}.xlsx"
        path.write_bytes(blank.read_bytes())
        with zipfile.ZipFile(path, "a") as archive:
            archive.comment = path.name.encode()
        paths.append(path)
    return paths


def add(register, files):
    return subprocess.Popen([PROGRAM, "register", "add", "--jobs", "1", "--register", register,
                             "--template", TEMPLATE, *files], env=ENVIRONMENT, stdout=subprocess.PIPE,
                            stderr=subprocess.DEVNULL)


def call(*words):
    return subprocess.run([PROGRAM, *words], env=ENVIRONMENT, check=True, capture_output=True).stdout


sys.exit(main())
