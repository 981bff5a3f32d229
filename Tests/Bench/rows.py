"""The rows of the benchmark: which jobs are run beside one another, and what the goals are."""

import json
import os
import subprocess
import sys
import warnings
from dataclasses import dataclass, field
from pathlib import Path

import measure
import million
from measure import Call, Program

HERE = Path(__file__).resolve().parent
# What the program links; start-up is held against a program that does nothing and links the same.
LIBRARIES = os.environ.get("LIBRARIES", "xlsxwriter libzip libdeflate zlib expat yaml-0.1 libcrypto sqlite3").split()
# 1: done, and something blocks.
DONE = (0, 1)


@dataclass
class Line:
    """A job; where it is another's, which of ours it is compared with, and what part of its time ours may take."""

    job: object
    versus: str | None = None
    at_most: float | None = None


@dataclass
class Row:
    name: str
    title: str
    lines: list
    # Each gets the results by name and returns what is checked, its value, the most that it may be, and the unit.
    checks: list = field(default_factory=list)


class Bench:
    """The program, and the files that it is timed with."""

    def __init__(self, program, folder, quick):
        self.program = program
        # Reads cells within a process (Cells/Cells.swift).
        self.cells = program.parent / "BenchCells"
        self.folder = folder
        self.quick = quick
        folder.mkdir(parents=True, exist_ok=True)
        Program.launcher = measure.compile_c(folder / "run", HERE / "run.c")
        os.environ["RESPECTE"] = str(program)

    def ours(self, *arguments, name=None, **options):
        return Program(name or f"respecte {arguments[0]}", self.program, *arguments, **options)

    def few(self, count):
        """A number of workbooks; a tenth of them if it is to be quick."""
        return max(count // 10, 10) if self.quick else count

    def workbooks(self, count):
        """A folder of so many returned workbooks, and a file that lists them."""
        import workbooks

        target = self.folder / f"returned-{count}"
        listed = self.folder / f"returned-{count}.txt"
        if not listed.exists() or listed.stat().st_mtime < (HERE / "workbooks.py").stat().st_mtime:
            print(f"making {count} returned workbooks", file=sys.stderr)
            paths = workbooks.make(target, count)
            listed.write_text("".join(f"{path}\n" for path in paths))
        return target, listed

    def submissions(self, count):
        """So many submissions, a line each, as `import --ndjson` writes them."""
        target = self.folder / f"submissions-{count}.ndjson"
        _, listed = self.workbooks(count)
        newest = max(path.stat().st_mtime for path in (self.program, listed))
        if not target.exists() or target.stat().st_mtime < newest:
            part = target.with_suffix(".part")
            with open(part, "wb") as file:
                subprocess.run(
                    [self.program, "import", "--ndjson", "--quiet", "--files-from", listed], stdout=file, check=True)
            part.replace(target)
        return target


def start_up(bench):
    """`--version`, beside a program in C that does nothing and links the same libraries"""
    source = HERE / "hello.c"
    linux = sys.platform == "linux"
    flags = [*(["-Wl,--no-as-needed"] if linux else []), *measure.pkg_config(*LIBRARIES), *(["-lstdc++", "-lm", "-lgcc_s"] if linux else [])]
    hello = measure.compile_c(bench.folder / "hello", source, flags=flags)
    ours = bench.ours("--version")
    return Row("start-up", "--version", [Line(ours), Line(Program("C hello world, same libraries", hello), ours.name, 2)])


def export_of(bench, name, title, *options):
    import plan
    import rewrite

    warnings.simplefilter("ignore")
    blank = bench.folder / f"{name}.xlsx"
    subprocess.run([bench.program, "export", "--quiet", *options, "-o", blank], check=True)
    wanted = plan.read(blank)
    planned = bench.folder / f"{name}.json"
    planned.write_text(json.dumps(wanted, ensure_ascii=False))
    data = bench.folder / name / "cells.h"
    data.parent.mkdir(exist_ok=True)
    text = rewrite.header(wanted)
    if not data.exists() or data.read_text() != text:
        data.write_text(text)
    in_c = measure.compile_c(
        data.parent / "export", HERE / "export.c", data, flags=[f"-I{data.parent}", *measure.pkg_config("xlsxwriter")])
    made = bench.folder / f"{name}-other.xlsx"
    rewrite.writer(wanted, str(made))()
    check_same(wanted, made, "XlsxWriter")
    subprocess.run([in_c, made], check=True)
    check_same(wanted, made, "the C program")
    ours = bench.ours("export", "--quiet", *options, "-o", bench.folder / f"{name}-ours.xlsx")
    return Row(name, f"{title} ({plan.count(wanted):,} cells)", [
        Line(ours),
        Line(Call("XlsxWriter, the same cells", "xlsxwriter", planned), ours.name, 1 / 4),
        Line(Program("C and libxlsxwriter, the same cells", in_c, made), ours.name, 1.5),
    ])


def check_same(wanted, path, who):
    """A peer that writes less is no peer."""
    import plan

    found = plan.differences(wanted, plan.read(path))
    if found:
        sys.exit(f"{who} does not write what we write:\n" + "\n".join(found))


def export(bench):
    """a blank workbook, beside XlsxWriter and a C program that write the same cells, formats and rules"""
    return export_of(bench, "export", "a blank workbook")


def export_large(bench):
    """the same with twelve case studies"""
    return export_of(bench, "export-12", "a blank workbook of twelve case studies", "--case-studies", "12")


def import_one(bench):
    """one returned workbook into a submission, beside readers of all cells"""
    folder, _ = bench.workbooks(bench.few(1_000))
    path = sorted(folder.iterdir())[0]
    ours = bench.ours("import", path)
    return Row("import", "one returned workbook, the whole process", [
        Line(ours),
        Line(Call("python-calamine, all cells", "calamine", path), ours.name),
        Line(Call("openpyxl, all cells", "openpyxl", path), ours.name),
    ])


def batch(bench):
    """import and check of many workbooks one after the other, for each of them"""
    folder, _ = bench.workbooks(bench.few(1_000))
    paths = sorted(folder.iterdir())
    count = len(paths)
    few = paths[: max(1, count // 50)]
    check = bench.ours("check", *paths, per=count, allowed=DONE)
    return Row("batch", f"import and check of {count} workbooks, one job, for each", [
        Line(check),
        Line(bench.ours("import", "--ndjson", "--quiet", "--jobs", 1, *paths, per=count)),
        Line(Call("python-calamine, all cells", "calamine", *paths, per=count), check.name, 1 / 3),
        Line(Call("openpyxl, all cells", "openpyxl", *few, per=len(few)), check.name, 1 / 60),
    ])


def score(bench):
    """1,000 workbooks with their summary, one and two jobs"""
    count = bench.few(1_000)
    folder, listed = bench.workbooks(count)

    def job(jobs):
        return bench.ours(
            "score", "--quiet", "--jobs", jobs, "-o", bench.folder / "summary.xlsx", folder,
            name=f"respecte score -o, {jobs} job{'s' if jobs > 1 else ''}", allowed=DONE)

    two = job(2)
    return Row("score", f"{count:,} workbooks, summary workbook included", [
        Line(two), Line(job(1)),
        Line(bench.ours("score", "--quiet", "--jobs", 2, folder, name="respecte score, 2 jobs, a table", allowed=DONE)),
        Line(Call("python-calamine, all cells", "calamine", f"@{listed}"), two.name, 1 / 3),
    ])


def score_many(bench):
    """10,000 workbooks, two jobs"""
    count = bench.few(10_000)
    folder, _ = bench.workbooks(count)
    return Row("score-10000", f"{count:,} workbooks, two jobs, for all of them", [
        Line(bench.ours("score", "--quiet", "--jobs", 2, folder, name="respecte score, a table", allowed=DONE)),
    ])


def growth(bench):
    """import of 10,000 workbooks beside 100, for each"""
    few, many = 100, bench.few(10_000)

    def job(count):
        _, listed = bench.workbooks(count)
        return bench.ours(
            "import", "--ndjson", "--quiet", "--jobs", 2, "--files-from", listed, per=count,
            name=f"respecte import --ndjson, {count:,} files")

    small, large = job(few), job(many)
    return Row(
        "growth", "many workbooks, two jobs, for each", [Line(small), Line(large)],
        [
            lambda results: (
                f"time for each of {many:,} by that of {few}", results[large.name].median / results[small.name].median, 1.1, ""),
            lambda results: (
                f"memory for {many:,} by that for {few}", results[large.name].mebibytes / results[small.name].mebibytes, 1.2, ""),
        ])


def cells_of(bench, file, goals):
    """Reading a file of a million cells within a process, beside python-calamine and beside inflating alone."""
    if not bench.cells.exists():
        print(f"{file} is left out: {bench.cells} was not built", file=sys.stderr)
        return None
    path = million.file(bench.folder, file)
    raw = bench.folder / f"{file}.deflate"
    size = million.largest_part(path, raw)
    deflate = measure.has_package("libdeflate")
    flags = [*(["-DLIBDEFLATE"] if deflate else []), *measure.pkg_config("libdeflate" if deflate else "zlib")]
    inflater = measure.compile_c(bench.folder / f"inflate-{'libdeflate' if deflate else 'zlib'}", HERE / "inflate.c", flags=flags)
    ours = Program("respecte, into cells", bench.cells, path, prints_seconds=True)
    inspect = bench.ours("inspect", "--ndjson", path, name="respecte inspect --ndjson (the process)")
    to_calamine, to_inflate = goals
    mebibytes = size / (1 << 20)
    checks = []
    if to_inflate:
        checks = [
            lambda results: ("memory into cells", results[ours.name].mebibytes, mebibytes + 32, " MiB"),
            lambda results: ("memory streamed", results[inspect.name].mebibytes, 64, " MiB"),
        ]
    return Row(f"million-{Path(file).stem}", f"a million cells, {file}, {mebibytes:.1f} MiB inflated", [
        Line(ours),
        Line(Call("python-calamine, to_python", "calamine", path), ours.name, to_calamine),
        Line(
            Program(f"{'libdeflate' if deflate else 'zlib'} inflates it", inflater, raw, size, 1, prints_seconds=True),
            ours.name, to_inflate),
        Line(inspect),
    ], checks)


def million_mixed(bench):
    """a sheet of a million cells into cells, XLSX: shared strings, numbers and inline strings in turn"""
    return cells_of(bench, "mixed.xlsx", (1 / 8, 8))


def million_shared(bench):
    """the same of shared strings alone"""
    return cells_of(bench, "shared.xlsx", (1 / 8, 8))


def million_numbers(bench):
    """the same of numbers alone"""
    return cells_of(bench, "numbers.xlsx", (1 / 8, 8))


def million_inline(bench):
    """the same of inline strings alone"""
    return cells_of(bench, "inline.xlsx", (1 / 8, 8))


def million_ods(bench):
    """a sheet of a million cells, ODS"""
    return cells_of(bench, "ods.ods", (1 / 2, None))


def summary(bench):
    """the summary workbook of 10,000 submissions"""
    count = bench.few(10_000)
    lines = bench.submissions(count)
    ours = bench.ours(
        "score", "--quiet", "--as-of", "2019-12-31", "-o", bench.folder / "summary.xlsx", lines, name="respecte score -o",
        allowed=DONE)
    return Row(
        "summary", f"the summary workbook of {count:,} submissions (.ndjson)", [Line(ours)],
        [lambda results: ("memory", results[ours.name].mebibytes, 300, " MiB")])


def report(bench):
    """the HTML report of 1,000 submissions"""
    count = bench.few(1_000)
    lines = bench.submissions(count)
    return Row("report", f"the HTML report of {count:,} submissions (.ndjson)", [
        Line(bench.ours(
            "score", "--quiet", "--as-of", "2019-12-31", "--html", bench.folder / "report.html", lines,
            name="respecte score --html", allowed=DONE)),
    ])


ROWS = {
    "start-up": start_up, "export": export, "export-12": export_large, "import": import_one, "batch": batch, "score": score,
    "score-10000": score_many, "growth": growth, "million-mixed": million_mixed, "million-shared": million_shared,
    "million-numbers": million_numbers, "million-inline": million_inline, "million-ods": million_ods, "summary": summary,
    "report": report,
}
