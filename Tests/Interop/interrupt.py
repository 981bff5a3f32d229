"""Interrupts the program at random moments: Ctrl-C, a request to end, a terminal that goes away.

    interrupt.py [--count N] [--workbooks N] [--seed N] [--seconds S]

Each time it has to die of that signal, soon, and leave every output as it was or whole, and nothing else: neither beside
the outputs nor in the folder for temporary files. `--seconds` is what soon means: a second, as long as nothing else keeps
the machine busy.
"""

import argparse
import os
import pathlib
import pty
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile

REPOSITORY = pathlib.Path(__file__).parents[2]
SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
OLD = b"what was there before\n"

# A file system without nameless files, as far as the program can see, unless NAMELESS is set; where INTERRUPTED names the
# beginning of a file's name, an interruption at the very moment when such a file is to be unlinked.
SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#define WITHOUT_NAMELESS_FILES(name)                                                    \
  int name(const char *path, int flags, ...) {                                          \
    va_list rest; va_start(rest, flags); int mode = va_arg(rest, int); va_end(rest);    \
    if ((flags & O_TMPFILE) == O_TMPFILE && !getenv("NAMELESS")) { errno = EOPNOTSUPP; return -1; }                \
    return ((int (*)(const char *, int, int))dlsym(RTLD_NEXT, #name))(path, flags, mode); \
  }
WITHOUT_NAMELESS_FILES(open)
WITHOUT_NAMELESS_FILES(open64)
int unlink(const char *path) {
  static volatile int done;
  const char *name = getenv("INTERRUPTED"), *slash = strrchr(path, '/');
  if (!done && name && slash && !strncmp(slash + 1, name, strlen(name))) { done = 1; raise(SIGINT); }
  return ((int (*)(const char *))dlsym(RTLD_NEXT, "unlink"))(path);
}
"""


class Place:
    """A folder with inputs, one for outputs, and one for temporary files."""

    def __init__(self, folder, workbooks):
        self.folder = pathlib.Path(folder)
        self.out, self.temporary = self.folder / "out", self.folder / "tmp"
        self.returned, self.lines = self.folder / "returned", self.folder / "all.ndjson"
        self.huge, self.shim = self.folder / "huge.xlsx", self.folder / "shim.so"
        for path in (self.out, self.temporary, self.returned):
            path.mkdir()
        self.environment = {"TMPDIR": str(self.temporary), "LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]}
        self.program = os.environ["RESPECTE"]
        samples = sorted((REPOSITORY / "SampleData/returned").iterdir())
        for number in range(workbooks):
            sample = samples[number % len(samples)]
            shutil.copy(sample, self.returned / f"{number} {sample.name}")
        done = subprocess.run([self.program, "import", "--ndjson", "--quiet", *self.returned.iterdir()],
                              capture_output=True, env=self.environment)
        self.lines.write_bytes(done.stdout)
        hostile(samples, self.huge)
        source = self.folder / "shim.c"
        source.write_text(SHIM)
        compiler = shutil.which("cc") or shutil.which("clang")
        if compiler is None or subprocess.run(
                [compiler, "-shared", "-fPIC", "-o", self.shim, source, "-ldl"], capture_output=True).returncode:
            self.shim = None

    def others(self, outputs):
        """What is in the folders and should not be."""
        return [str(path.relative_to(self.folder)) for place in (self.out, self.temporary)
                for path in place.rglob("*") if path not in outputs and not (path.is_dir() and place == self.out)]


def hostile(samples, target):
    """A workbook that takes seconds to read: a long sheet of long texts in place of one of its own."""
    row = b"<row>" + b"<c t=\"inlineStr\"><is><t>" + b"x" * 30_000 + b"</t></is></c></row>"
    with zipfile.ZipFile(next(s for s in samples if s.suffix == ".xlsx")) as source, \
            zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("sheet5.xml"):
                head, tail = content.split(b"<sheetData>", 1)
                content = head + b"<sheetData>" + row * 2_000 + b"</sheetData>" + tail.split(b"</sheetData>", 1)[1]
            made.writestr(name, content)


class Job:
    """One command line, what it writes, and how its ends are connected."""

    def __init__(self, name, arguments, outputs=(), *, reads=None, blocked=False, terminal=False, preload=None):
        self.name, self.arguments, self.outputs = name, [str(a) for a in arguments], list(outputs)
        self.reads, self.blocked, self.terminal, self.preload = reads, blocked, terminal, preload
        # Long enough to be in the middle, where there is no output that tells the end.
        self.duration, self.new = 0.4, {}

    def start(self, place):
        environment = dict(place.environment)
        if self.preload:
            environment["LD_PRELOAD"] = str(self.preload)
        reader = subprocess.Popen(["cat", self.reads], stdout=subprocess.PIPE) if self.reads else None
        master = None
        if self.terminal:
            master, slave = pty.openpty()
            out, errors = slave, slave
        else:
            out, errors = (subprocess.PIPE if self.blocked else subprocess.DEVNULL), subprocess.DEVNULL
        process = subprocess.Popen(
            [place.program, *self.arguments], env=environment, stdin=reader.stdout if reader else subprocess.DEVNULL,
            stdout=out, stderr=errors, start_new_session=True)
        if self.terminal:
            os.close(slave)
        if reader:
            reader.stdout.close()
        return process, reader, master

    def end(self, process, reader, master):
        if process.stdout:
            process.stdout.close()
        if reader:
            reader.kill()
            reader.wait()
        if master is not None:
            os.close(master)

    def whole(self, place):
        """Runs it to its end, to see how long it takes and what it writes."""
        started = time.monotonic()
        process, reader, master = self.start(place)
        process.wait()
        self.duration = time.monotonic() - started
        self.new = {path: path.read_bytes() for path in self.outputs}
        self.end(process, reader, master)


def jobs(place):
    """What is interrupted."""
    every = lambda folder: [folder / name for name in ("s.xlsx", "s.html", "s.json", "s.oscal")] + [
        folder / "csv" / f"{name}.csv" for name in ("answers", "discrepancies", "submissions")]

    def score(source, folder):
        (folder / "csv").mkdir(parents=True, exist_ok=True)
        xlsx, html, json, oscal, *_ = every(folder)
        return ["score", *source, "-o", xlsx, "--html", html, "--json", json, "--oscal", oscal, "--csv", folder / "csv"]

    one, two, three = place.out / "1", place.out / "2", place.out / "3"
    listed = [
        Job("score of a folder", score([place.returned], one), every(one)),
        Job("sorted score of a pipe", score(["--sort", "-"], two), every(two), reads=place.lines),
        Job("a hostile file among others", ["import", "--ndjson", "--jobs", "4", place.huge, *place.returned.iterdir()]),
        Job("nobody reads the output", ["import", "--ndjson", "--jobs", "3", *place.returned.iterdir()], blocked=True),
        Job("a terminal", ["import", "--ndjson", place.huge, *place.returned.iterdir()], terminal=True),
        Job("an export", ["export", "--case-studies", "12", "-o", place.out / "blank.xlsx"], [place.out / "blank.xlsx"]),
    ]
    if place.shim:
        listed.append(Job("a file system without nameless files", score([place.returned], three), every(three),
                          preload=place.shim))
    return listed


def interrupt(job, place, generator, seconds):
    """One round: what is wrong afterwards, how long it took, and whether the program was still there."""
    before = {}
    for path in job.outputs:
        path.unlink(missing_ok=True)
        if generator.random() < 0.5:
            path.write_bytes(OLD)
            before[path] = OLD
    number = generator.choice(SIGNALS)
    # Half of the moments in the last part, in which outputs are completed.
    start = generator.choice([0, 0.6])
    process, reader, master = job.start(place)
    time.sleep(job.duration * (start + generator.random() * (1.02 - start)))
    process.send_signal(number)
    sent = time.monotonic()
    try:
        status = process.wait(timeout=max(10, seconds))
    except subprocess.TimeoutExpired:
        process.kill()
        status = process.wait()
    took = time.monotonic() - sent
    job.end(process, reader, master)
    faults = []
    if took > seconds:
        faults.append(f"took {took:.2f} s to end")
    if status not in (-number, 0, 1):
        faults.append(f"ended with {status}")
    for path in job.outputs:
        after = path.read_bytes() if path.exists() else None
        if after not in (before.get(path), job.new[path]):
            faults.append(f"{path.name}: {len(after or b'')} bytes that are neither the old nor the new file")
        if status in (0, 1) and after != job.new[path]:
            faults.append(f"{path.name}: not written")
    left = place.others([path for other in jobs_outputs for path in other])
    for name in left:
        faults.append(f"left behind: {name}")
        path = place.folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return [f"{job.name}, {number.name}: {fault}" for fault in faults], took, status == -number


def nobody_reads_any_more(place, seconds):
    """What is wrong where whoever reads the output has enough while a file is read that takes long."""
    command = [place.program, "import", "--ndjson", "--quiet", "--jobs", "4", *place.returned.iterdir(), place.huge, place.huge]
    process = subprocess.Popen(command, env=place.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    process.stdout.read(1)
    process.stdout.close()
    closed = time.monotonic()
    status = process.wait()
    took = time.monotonic() - closed
    faults = [] if status == 0 else [f"ended with {status}"]
    return faults + ([f"took {took:.2f} s to end"] if took > seconds else []), took


def at_the_worst_moment(place):
    """What is wrong after an interruption between the two calls that make and unlink a file of the writer's library; where
    there are nameless files it has none with a name, and nothing is interrupted."""
    if not place.shim:
        return []
    worst, faults = place.out / "worst.xlsx", []
    for nameless, ends, writing in [
        ({}, [-signal.SIGINT], ["score", place.returned]), ({"NAMELESS": "1"}, [0, 1], ["score", place.returned]),
        ({}, [0], ["export"]), ({"NAMELESS": "1"}, [0], ["export"]),
    ]:
        environment = place.environment | nameless | {"LD_PRELOAD": str(place.shim), "INTERRUPTED": "tmp."}
        done = subprocess.run([place.program, *writing, "--quiet", "-o", worst], env=environment)
        if done.returncode not in ends:
            faults.append(f"{writing[0]} {nameless} ended with {done.returncode}")
        faults += [f"{writing[0]} {nameless} left behind: {path.name}" for path in place.temporary.iterdir()]
        if worst.exists() != (done.returncode >= 0):
            faults.append(f"{writing[0]} {nameless}: the workbook is there although it was interrupted, or is not")
        worst.unlink(missing_ok=True)
    return [f"at the worst moment: {fault}" for fault in faults]


jobs_outputs = []


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--count", type=int, default=200)
    options.add_argument("--workbooks", type=int, default=40, help="how many there are: the sample workbooks, again and again")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--seconds", type=float, default=1)
    options = options.parse_args()
    generator = random.Random(options.seed)
    # What is ignored here would be ignored by the program, too, as it is below `nohup`.
    for number in SIGNALS:
        signal.signal(number, signal.SIG_DFL)
    with tempfile.TemporaryDirectory() as folder:
        place = Place(folder, options.workbooks)
        listed = jobs(place)
        jobs_outputs.extend(job.outputs for job in listed)
        for job in listed:
            if job.outputs:
                job.whole(place)
        faults, longest = nobody_reads_any_more(place, options.seconds)
        faults += at_the_worst_moment(place)
        ended = 0
        for number in range(options.count):
            found, took, early = interrupt(listed[number % len(listed)], place, generator, options.seconds)
            faults += [f"{number}: {fault}" for fault in found]
            longest, ended = max(longest, took), ended + early
    print("\n".join(faults))
    print(f"{options.count} interruptions of {len(listed)} jobs, {ended} of them before the end, "
          f"the longest {1000 * longest:.0f} ms; {len(faults)} faults")
    # So many moments come before the end.
    return 1 if faults or ended < options.count // 3 else 0


sys.exit(main())
