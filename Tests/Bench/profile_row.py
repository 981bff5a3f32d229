"""Shows where the time of one row of the benchmark goes: `make profile ROW=export`.

The program's first job of the row is run once under perf, or under callgrind where there is no perf or the kernel does
not let it count; then two tables: by module, and by function, alone and with all that it calls.
"""

import argparse
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from rows import ROWS, Bench

MODULES = [
    "Basics", "Spreadsheet", "Checklists", "Workbooks", "Assessments", "Reports", "Commands", "respecte"]


def demangled(names):
    """Readable names of symbols of Swift and, where there is c++filt, of its runtime."""
    names = list(names)
    lines = names
    for tool in (["swift", "demangle", "--simplified", "--compact"], ["c++filt", "--no-params"]):
        if shutil.which(tool[0]):
            done = subprocess.run(tool, input="\n".join(lines), capture_output=True, text=True)
            found = done.stdout.splitlines()
            lines = found if len(found) == len(names) else lines
    return dict(zip(names, lines))


def module(symbol, library):
    """The module of ours that a symbol belongs to, else the library that it is in."""
    if found := re.match(r"_?\$[sS](\d+)(\w+)", symbol):
        name = found[2][: int(found[1])]
        if name in MODULES:
            return name
    if symbol.startswith(("$s", "_$s", "swift_", "_swift", "__swift", "swift::")) or "swift" in symbol:
        # Specialised for a type of ours, or of the standard library.
        inner = [name for name in MODULES if f"{len(name)}{name}" in symbol]
        return inner[0] if inner else "Swift"
    if "kernel" in library:
        return "the kernel"
    return re.sub(r"[.-][\d.]*so[\d.]*$", "", Path(library).name.strip("[]()")) or "unknown"


def samples(data, program):
    """The stacks of a recording of a program, the innermost function first: symbol and library each."""
    text = subprocess.run(
        ["perf", "script", "-i", data, "--comms", program, "-F", "ip,sym,dso", "--no-demangle"],
        capture_output=True, text=True, check=True).stdout
    for block in text.split("\n\n"):
        frames = []
        for line in block.strip().splitlines():
            if found := re.match(r"\s*[0-9a-f]+ (.*) \((.*)\)$", line):
                frames.append((found[1].strip() or "[unknown]", found[2]))
        if frames:
            yield frames


def table(title, own, whole, total, count):
    print(f"\n{title:100}{'alone':>8}{'with all it calls':>20}")
    for name, _ in sorted(whole.items(), key=lambda item: (-own[item[0]], -item[1]))[:count]:
        print(f"  {name[:96]:98}{100 * own[name] / total:7.1f} %{100 * whole[name] / total:17.1f} %")


def with_perf(command, folder):
    data = folder / "perf.data"
    # Again and again, until there is something to be seen.
    start = time.monotonic()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    times = max(1, min(50, round(1 / (time.monotonic() - start))))
    again = 'n=$1; shift; while [ $n -gt 0 ]; do "$@"; n=$((n - 1)); done'
    done = subprocess.run(
        ["perf", "record", "-F", "4999", "-g", "-o", data, "sh", "-c", again, "sh", str(times), *command],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if not data.exists() or not data.stat().st_size:
        print(done.stderr, file=sys.stderr)
        return False
    own, whole, own_modules, whole_modules = Counter(), Counter(), Counter(), Counter()
    stacks = list(samples(data, command[0].name))
    names = demangled({symbol for stack in stacks for symbol, _ in stack})
    for stack in stacks:
        own[names[stack[0][0]]] += 1
        own_modules[module(*stack[0])] += 1
        whole.update({names[symbol] for symbol, _ in stack})
        whole_modules.update({module(*frame) for frame in stack})
    print(f"{len(stacks)} samples of {' '.join(str(word) for word in command[:8])}{' …' if len(command) > 8 else ''}")
    table("module", own_modules, whole_modules, len(stacks), 30)
    table("function, by what it does itself", own, whole, len(stacks), 40)
    print(f"\n{'function, with all that it calls':100}")
    for name, count in whole.most_common(60):
        print(f"  {name[:96]:98}{100 * count / len(stacks):28.1f} %")
    return True


def with_callgrind(command, folder):
    """Counts instructions. valgrind does not understand Swift's debugging information, so a copy without it is run."""
    program = folder / "respecte-stripped"
    subprocess.run(["strip", "-g", "-o", program, command[0]], check=True)
    data = folder / "callgrind.out"
    subprocess.run(
        ["valgrind", "--tool=callgrind", f"--callgrind-out-file={data}", program, *command[1:]],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for title, option in (("alone", "no"), ("with all that it calls", "yes")):
        text = subprocess.run(
            ["callgrind_annotate", f"--inclusive={option}", "--threshold=100", data], capture_output=True, text=True, check=True).stdout
        lines = [line for line in text.splitlines() if re.match(r"\s*[\d,]+ \(", line)]
        shown = subprocess.run(
            ["swift", "demangle", "--simplified"], input="\n".join(lines[:60]), capture_output=True, text=True).stdout
        print(f"\ninstructions, {title}\n" + re.sub(r"\?\?\?:| \[[^\]]*\]", "", shown))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("row", choices=ROWS)
    parser.add_argument("--folder", default=".build/bench")
    parser.add_argument("--callgrind", action="store_true", help="count instructions even where there is perf")
    options = parser.parse_args()
    bench = Bench(Path(options.program).resolve(), Path(options.folder).resolve(), True)
    row = ROWS[options.row](bench)
    command = [Path(row.lines[0].job.arguments[0]), *row.lines[0].job.arguments[1:]]
    if not options.callgrind and shutil.which("perf") and with_perf(command, bench.folder):
        return
    if not shutil.which("valgrind"):
        sys.exit("Neither perf nor valgrind is here. On Debian: apt-get install linux-perf, or valgrind")
    with_callgrind(command, bench.folder)


if __name__ == "__main__":
    main()
