"""Ends a counter with SIGKILL at random moments during parallel uploads, and looks what the register kept.

    counter_kill.py [--count N] [--visitors N] [--seed N] [--postgresql]

After each restart every upload that was confirmed is there with its SHA-256, and no process is left of the run before;
`register verify` is clean. Exit status: 0 all that holds, 1 it does not, 77 PostgreSQL is not installed.
"""

import argparse
import hashlib
import http.client
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time

import counter
import counter_crowd as crowd


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--count", type=int, default=100)
    options.add_argument("--visitors", type=int, default=8)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--postgresql", action="store_true")
    options = options.parse_args()
    register = None
    if options.postgresql:
        started = subprocess.run([crowd.ROOT / "Tests/Interop/postgresql.sh"], stdout=subprocess.PIPE, text=True)
        if started.returncode:
            print("PostgreSQL is not installed: run `make peers`")
            return started.returncode
        register = started.stdout.strip()
    with counter.Counter(register=register, options=crowd.FREELY) as here:
        return run(here, options)


def run(here, options):
    generator = random.Random(options.seed)
    data = (crowd.SAMPLES / "tessera-2019-11.xlsx").read_bytes()
    faults, promised, duration = [], {}, None
    partners = crowd.partners(here, options.visitors)
    for number in range(options.count):
        if number:
            here.start()
            for partner in partners:
                partner.port, partner.connection = here.port, None
        confirmed, refusals = [], []
        ended = threading.Event()
        threads = [threading.Thread(target=upload, args=(partner, data, f"{number}-{place}", ended, confirmed, refusals))
                   for place, partner in enumerate(partners)]
        for thread in threads:
            thread.start()
        if duration is None:
            # The first round is let run until everybody had something confirmed, to know how long that takes.
            began = time.monotonic()
            counter.wait_until(lambda: len(confirmed) >= options.visitors or refusals, 60)
            duration = time.monotonic() - began
        else:
            time.sleep(2 * duration * generator.random())
        numbers = crowd.processes(here)
        here.process.kill()
        here.process.wait()
        here.process.stdout.close()
        ended.set()
        for thread in threads:
            thread.join()
        if left := crowd.left(numbers):
            faults.append(f"{number}: processes are left: {left}")
        faults += [f"{number}: {refusal}" for refusal in refusals]
        promised |= dict(confirmed)
        listed = json.loads(call(here, "list", "--json").stdout)
        there = {each["number"]: each["sha256"] for each in listed["submissions"]}
        faults += [f"{number}: {submission} was confirmed and is {there.get(submission)}"
                   for submission, digest in promised.items() if there.get(submission) != digest]
        if number % 20 == 19 or number == options.count - 1:
            verified = call(here, "verify")
            if verified.returncode or verified.stderr:
                faults.append(f"{number}: {verified.stderr or verified.stdout}")
    faults += without_reader(here)
    print("\n".join(faults))
    print(f"{options.count} kills during {options.visitors} uploads, {duration:.1f} s for one of each: {len(promised)} confirmed, {len(there)} kept; "
          f"{len(faults)} faults")
    # As many runs as confirmed nothing at all would prove nothing.
    return 1 if faults or len(promised) < options.count or len(there) < len(promised) else 0


def without_reader(here):
    """Ends the process that reads uploads: nobody could hand anything in any more, so the counter ends, and says why."""
    here.start()
    numbers = crowd.processes(here)
    os.kill(numbers[1], signal.SIGKILL)
    status = here.process.wait(60)
    faults = [] if status == 4 else [f"without its reader the counter ended with {status}"]
    if alive := crowd.left(numbers):
        faults.append(f"without its reader the counter left {alive}")
    return faults


def call(here, *words):
    return subprocess.run([counter.RESPECTE, "register", *words, "--register", here.register], capture_output=True,
                          text=True)


def upload(partner, data, name, ended, confirmed, refusals):
    """Checks and hands in one workbook after the other, until nobody answers."""
    turn = 0
    while not ended.is_set():
        turn += 1
        workbook = crowd.commented(data, f"{name}-{turn}")
        digest = hashlib.sha256(workbook).hexdigest()
        try:
            answer = crowd.check(partner, name + ".xlsx", workbook)
            if answer.status == 200:
                answer = crowd.submit(partner, digest)
        except (OSError, http.client.HTTPException):
            return
        if answer.status != 200:
            refusals.append(answer)
            return
        confirmed.append((answer.json["submission"]["number"], digest))


sys.exit(main())
