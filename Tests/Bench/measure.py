"""Runs jobs in turn and says how long each took and how much memory it had."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent


@dataclass
class Run:
    seconds: float
    mebibytes: float


class Program:
    """A whole process, from start to exit. It may print the seconds that count itself, as its first word.

    `per` is how many things it does, so that what is said is of one of them.
    """

    launcher = None

    def __init__(self, name, *arguments, per=1, allowed=(0,), prints_seconds=False, environment=None):
        self.name = name
        self.arguments = [str(argument) for argument in arguments]
        self.per = per
        self.allowed = allowed
        self.prints_seconds = prints_seconds
        self.environment = {**os.environ, **(environment or {})}

    def run(self):
        with tempfile.NamedTemporaryFile("r") as result:
            done = subprocess.run(
                [str(self.launcher), result.name, *self.arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE if self.prints_seconds else subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=self.environment,
            )
            words = result.read().split()
        if done.returncode or int(words[2]) not in self.allowed:
            sys.exit(f"{' '.join(self.arguments[:6])}: status {words[2:]}\n{done.stderr.decode()}")
        seconds = float(done.stdout.split()[0]) if self.prints_seconds else int(words[0]) / 1e9
        return Run(seconds / self.per, int(words[1]) / 1024)

    def close(self):
        pass


class Call:
    """A call within a running interpreter of its own (`peer.py`): neither its start nor its imports are counted."""

    def __init__(self, name, job, *arguments, per=1):
        self.name = name
        self.per = per
        self.command = [sys.executable, str(HERE / "peer.py"), job, json.dumps([str(a) for a in arguments])]
        self.process = None

    def run(self):
        if self.process is None:
            self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"{self.name}: {self.process.wait()}")
        seconds, kibibytes = line.split()
        return Run(float(seconds) / self.per, int(kibibytes) / 1024)

    def close(self):
        if self.process is not None:
            self.process.stdin.close()
            self.process.wait()
            self.process = None


@dataclass
class Measured:
    """What some runs of one job came to."""

    seconds: list
    mebibytes: float

    @property
    def median(self):
        return statistics.median(self.seconds)

    @property
    def spread(self):
        """Half of the distance between the quartiles, as a share of the median."""
        if len(self.seconds) < 3:
            return (max(self.seconds) - min(self.seconds)) / 2 / self.median
        low, _, high = statistics.quantiles(self.seconds, n=4, method="inclusive")
        return (high - low) / 2 / self.median


def interleaved(jobs, runs, budget):
    """Runs some jobs in turn, so that a busy moment hits all of them, after a first round that does not count.

    A round is not begun once `budget` seconds are spent, but there are three at least, and of jobs that run for
    seconds no first one.
    """
    seconds = [[] for _ in jobs]
    memory = [0.0 for _ in jobs]
    begun = time.monotonic()
    rounds = 0
    warm = False
    while rounds < runs:
        start = time.monotonic()
        if rounds >= 3 and start - begun > budget:
            break
        results = [job.run() for job in jobs]
        if not warm:
            warm = True
            if time.monotonic() - start < budget / 6:
                continue
        rounds += 1
        for index, run in enumerate(results):
            seconds[index].append(run.seconds)
            memory[index] = max(memory[index], run.mebibytes)
    for job in jobs:
        job.close()
    return [Measured(times, peak) for times, peak in zip(seconds, memory)]


def compile_c(target, *sources, flags=()):
    """Compiles a C program where it is older than its sources."""
    target = Path(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists() or any(Path(s).stat().st_mtime > target.stat().st_mtime for s in sources):
        compiled = [str(s) for s in sources if str(s).endswith(".c")]
        subprocess.run(
            [os.environ.get("CC", "cc"), "-O2", "-o", str(target), *compiled, *flags], check=True)
    return target


def pkg_config(*names):
    return subprocess.run(
        ["pkg-config", "--cflags", "--libs", *names], check=True, capture_output=True, text=True).stdout.split()


def has_package(name):
    return subprocess.run(["pkg-config", "--exists", name]).returncode == 0
