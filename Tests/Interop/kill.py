"""Ends the program with SIGKILL at random moments while it writes a large summary.

    kill.py [--count N] [--copies N] [--seed N]

Each time the old file or the new one has to be there, whole, and nothing else: neither beside it nor in the folder for
temporary files.
"""

import argparse
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

REPOSITORY = pathlib.Path(__file__).parents[2]


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--count", type=int, default=200)
    options.add_argument("--copies", type=int, default=60, help="how often the sample submissions are repeated")
    options.add_argument("--seed", type=int, default=1)
    options = options.parse_args()
    generator = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        return run(pathlib.Path(folder), options, generator)


def run(folder, options, generator):
    program = os.environ["RESPECTE"]
    output, temporary = folder / "out", folder / "tmp"
    output.mkdir()
    temporary.mkdir()
    environment = {"TMPDIR": str(temporary), "LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]}
    returned = sorted(str(file) for file in (REPOSITORY / "SampleData/returned").iterdir())
    imported = subprocess.run([program, "import", "--ndjson", "--quiet", *returned], capture_output=True, env=environment)
    source = folder / "all.ndjson"
    source.write_bytes(imported.stdout * options.copies)
    summary = output / "summary.xlsx"
    command = [program, "score", str(source), "--quiet", "-o", str(summary)]

    started = time.monotonic()
    assert subprocess.run(command, env=environment).returncode == 1
    duration = time.monotonic() - started
    new, old = summary.read_bytes(), b"what was there before\n"
    counts, faults = {"nothing": 0, "old": 0, "new": 0}, []
    for number in range(options.count):
        # There is a file to be replaced, or there is none.
        before = old if number % 2 else None
        summary.unlink(missing_ok=True)
        if before is not None:
            summary.write_bytes(before)
        # Half of the moments in the last part, in which the workbook is written.
        start = generator.choice([0, 0.7])
        process = subprocess.Popen(command, env=environment)
        time.sleep(duration * (start + generator.random() * (1.02 - start)))
        process.kill()
        process.wait()
        after = summary.read_bytes() if summary.exists() else None
        if after not in (before, new):
            faults.append(f"{number}: {len(after or b'')} bytes that are neither the old nor the new file")
        counts["new" if after == new else "nothing" if after is None else "old"] += 1
        left = [str(path.relative_to(folder)) for place in (output, temporary) for path in place.iterdir() if path != summary]
        if left:
            faults.append(f"{number}: left behind: {left}")
            for name in left:
                (folder / name).unlink()
    print("\n".join(faults))
    print(f"{options.count} kills in runs of {duration:.1f} s, {len(new)} bytes: "
          + ", ".join(f"{count} {name}" for name, count in counts.items()) + f"; {len(faults)} faults")
    # So many moments are spread over everything that can be left.
    return 1 if faults or (options.count >= 100 and not all(counts.values())) else 0


sys.exit(main())
