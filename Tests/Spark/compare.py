"""A map and a reduce on Apache Spark beside one process over the same workbooks: `make spark`.

    compare.py [--count N] [--workers N] [--keep FOLDER]

The workbooks have names as people give them, stand in folders, and some of them are broken. Every output has to be the same,
byte for byte. Spark runs on this machine, by its own scheduler, with as many workers as are asked for.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/Bench"))

OUTPUTS = {"-o": "summary.xlsx", "--html": "report.html", "--csv": "tables", "--json": "score.json", "--oscal": "results.json"}
BROKEN = ["truncated.xlsx", "encrypted.xlsx", "old-excel.xls", "binary.xlsb", "entities.xlsx", "overlapping-entries.xlsx",
          "pdf-named.xlsx", "encrypted.ods"]


# The virtual machine takes names of files for what the locale says they are; Respecte takes its language from there.
ENVIRONMENT = os.environ | {"LC_ALL": "C.UTF-8", "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}


def workbooks(folder, count):
    """Fills a folder: filled workbooks, samples of several programs, and one broken one in twenty."""
    # The workbooks are made by the interpreter that has openpyxl.
    python = Path(os.environ["RESPECTE_PEERS"]) / "bin/python"
    made = folder.parent / "made"
    subprocess.run([python, ROOT / "Tests/Bench/workbooks.py", made, str(count)], check=True, stdout=subprocess.DEVNULL)
    folder.mkdir()
    samples = sorted((ROOT / "SampleData/returned").iterdir())
    for number, path in enumerate(sorted(made.iterdir())):
        place = folder / ["", "Région Sud", "à relire/2ᵉ envoi"][number % 3]
        place.mkdir(parents=True, exist_ok=True)
        shutil.move(path, place / path.name)
        if number % 20 == 7:
            broken = ROOT / "Tests/Corpus" / BROKEN[number // 20 % len(BROKEN)]
            shutil.copy(broken, place / f"{number} reçu « {broken.stem} » +é%20{broken.suffix}")
        if number % 25 == 3:
            sample = samples[number // 25 % len(samples)]
            shutil.copy(sample, place / f"{number} {sample.name}")
    (folder / "lisez-moi.txt").write_text("left out")
    (folder / "~$Auto-évaluation 00000.xlsx").write_text("left out")
    return sum(1 for path in folder.rglob("*") if path.is_file()) - 2


def score(inputs, folder, target):
    """The outputs of one run of `respecte score`, and how long it took."""
    target.mkdir()
    options = [str(part) for option, name in OUTPUTS.items() for part in (option, target / name)]
    started = time.monotonic()
    done = subprocess.run([os.environ["RESPECTE"], "score", *inputs, *options, "--quiet"], cwd=folder, env=ENVIRONMENT)
    if done.returncode != 1:
        sys.exit(f"score ended with {done.returncode}")
    files = {str(path.relative_to(target)): path.read_bytes() for path in sorted(target.rglob("*")) if path.is_file()}
    return files, time.monotonic() - started


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=240)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", help="a folder for everything, which otherwise goes")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="respecte-spark-") as temporary:
        folder = Path(options.keep or temporary).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        count = workbooks(folder / "returned", options.count)
        alone, seconds = score(["returned"], folder, folder / "alone")
        print(f"one process: {count} workbooks in {seconds:.1f} s")
        started = time.monotonic()
        log = folder / "spark.log"
        done = subprocess.run(
            [Path(sys.executable).parent / "spark-submit", "--master", f"local[{options.workers}]",
             "--conf", "spark.ui.enabled=false", ROOT / "SampleData/spark_import.py",
             f"file://{folder}/returned", f"file://{folder}/lines", "--partitions", str(4 * options.workers),
             "--respecte", os.environ["RESPECTE"], "--jobs", "1"], env=ENVIRONMENT, stderr=log.open("wb"))
        if done.returncode:
            sys.exit(log.read_text(errors="replace") + f"spark-submit ended with {done.returncode}")
        parts = sorted((folder / "lines").glob("part-*"))
        lines = sum(path.read_bytes().count(b"\n") for path in parts)
        print(f"Spark, {options.workers} workers: {lines} lines in {len(parts)} parts, {time.monotonic() - started:.1f} s")
        reduced, seconds = score(["--sort", *map(str, reversed(parts))], folder, folder / "reduced")
        print(f"reduce: {seconds:.1f} s")
        faults = [] if lines == count else [f"{lines} lines of {count} workbooks"]
        faults += [name for name in alone.keys() | reduced.keys() if alone.get(name) != reduced.get(name)]
    for fault in faults:
        print(f"differs: {fault}")
    print(f"{len(alone)} files, {sum(map(len, alone.values()))} bytes: {len(faults)} differences")
    return 1 if faults else 0


sys.exit(main())
