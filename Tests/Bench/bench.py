"""Times the program beside other readers and writers of workbooks: `make bench`, or `make bench ROWS="export import"`.

Each row is a job. Ours are whole processes, from start to exit; libraries are called within a running interpreter, so
that neither Python's start nor its imports count, which is to their advantage. The jobs of a row are run in turn. What is
printed is the median, ± half of the distance between the quartiles, which is the machine's noise; the peak memory of the
process (of an interpreter with all that it imported); and what part of the other's time ours takes, beside the goal.
"""

import argparse
import json
import os
import platform
import sys
import time
from pathlib import Path

import measure
from rows import ROWS, Bench


def seconds(value):
    if value < 0.000_995:
        return f"{value * 1e6:.0f} µs"
    if value < 0.9995:
        return f"{value * 1e3:.3g} ms" if value < 0.0995 else f"{value * 1e3:.0f} ms"
    return f"{value:.3g} s"


def verdict(met):
    return "met" if met else "MISSED"


def show(row, results, checks):
    """Prints a row, and returns what the JSON says of it."""
    print(f"\n{row.name}: {row.title}")
    times = {line.job.name: result for line, result in zip(row.lines, results)}
    jobs, goals = [], []
    for line, result in zip(row.lines, results):
        text = f"  {line.job.name:46}{seconds(result.median):>9} ± {100 * result.spread:2.0f} %{result.mebibytes:9.1f} MiB"
        if line.versus:
            ratio = times[line.versus].median / result.median
            text += f"   ours takes {ratio:.3g} of it"
            if line.at_most:
                met = ratio <= line.at_most
                text += f", goal {line.at_most:.3g}: {verdict(met)}"
                goals.append({"ours": line.versus, "other": line.job.name, "ratio": ratio, "atMost": line.at_most, "met": met})
        print(text)
        jobs.append({
            "name": line.job.name, "seconds": result.median, "spread": result.spread, "mebibytes": result.mebibytes,
            "runs": result.seconds})
    for what, value, most, unit in checks:
        met = value <= most
        print(f"  {what}: {value:.3g}{unit}, goal {most:.3g}{unit}: {verdict(met)}")
        goals.append({"what": what, "value": value, "atMost": most, "unit": unit.strip(), "met": met})
    sys.stdout.flush()
    return {"row": row.name, "title": row.title, "jobs": jobs, "goals": goals}


def markdown(found):
    """The table of the README: a line for each comparison."""
    lines = ["| job | ours | beside | takes | ours ÷ theirs | goal |", "| --- | --- | --- | --- | --- | --- |"]
    for row in found:
        medians = {job["name"]: job["seconds"] for job in row["jobs"]}
        for goal in row["goals"]:
            most = f"{goal['atMost']:.2g}"
            if "ours" in goal:
                ours, other = medians[goal["ours"]], medians[goal["other"]]
                lines.append(
                    f"| {row['title']} | {seconds(ours)} | {goal['other']} | {seconds(other)} | {goal['ratio']:.2f} | ≤ {most} |")
            else:
                unit = f" {goal['unit']}" if goal["unit"] else ""
                lines.append(f"| {row['title']}: {goal['what']} | {goal['value']:.3g}{unit} | | | | ≤ {goal['atMost']:.3g}{unit} |")
    return "\n".join(lines) + "\n"


def machine():
    model = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo") as lines:
            model = next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    load = os.getloadavg()[0]
    return {"processor": model, "cores": os.cpu_count(), "system": platform.platform(), "load": load}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("rows", nargs="*", metavar="ROW", help=", ".join(ROWS))
    parser.add_argument("--folder", default=".build/bench")
    parser.add_argument("--quick", action="store_true", help="fewer runs, and a tenth of the workbooks: an impression")
    parser.add_argument("--list", action="store_true", help="say which rows there are")
    options = parser.parse_intermixed_args()
    if options.list:
        for name, make in ROWS.items():
            print(f"{name:14} {make.__doc__}")
        return
    unknown = [name for name in options.rows if name not in ROWS]
    if unknown:
        parser.error(f"no row is called {', '.join(unknown)}; there are {', '.join(ROWS)}")
    bench = Bench(Path(options.program).resolve(), Path(options.folder).resolve(), options.quick)
    about = machine()
    print(f"{about['processor']}, {about['cores']} cores, load {about['load']:.2f}" + (" (quick)" if options.quick else ""))
    if about["load"] > 0.5 * about["cores"]:
        print("This machine is busy with something else: the noise will be large.", file=sys.stderr)
    found = []
    begun = time.monotonic()
    for name in options.rows or ROWS:
        row = ROWS[name](bench)
        if row is None:
            continue
        results = measure.interleaved([line.job for line in row.lines], 3 if options.quick else 15, 6 if options.quick else 45)
        by_name = {line.job.name: result for line, result in zip(row.lines, results)}
        found.append(show(row, results, [check(by_name) for check in row.checks]))
    goals = [goal for row in found for goal in row["goals"]]
    print(f"\n{sum(goal['met'] for goal in goals)} of {len(goals)} goals met, in {time.monotonic() - begun:.0f} s")
    with open(bench.folder.parent / "bench.json", "w") as file:
        json.dump({"machine": about, "quick": options.quick, "rows": found}, file, indent=1, ensure_ascii=False)
    (bench.folder.parent / "bench.md").write_text(markdown(found))
    print(bench.folder.parent / "bench.json")


if __name__ == "__main__":
    main()
