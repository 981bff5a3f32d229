"""Has many partners download, upload and hand in at once, and says how long they waited.

    counter_load.py [--clients N] [--seconds N] [--pause SECONDS] [--register ADDRESS]

Each goes through its page, a blank workbook, the check of a filled one and, every fourth time, handing it in; `--pause`
is how long it thinks between two of these, on average. Exit status: 0 without an error, 1 with one.
"""

import argparse
import hashlib
import http.client
import random
import sys
import threading
import time

import counter
import counter_crowd as crowd


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--clients", type=int, default=64)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--pause", type=float, default=0)
    options.add_argument("--register")
    options = options.parse_args()
    with counter.Counter(partner=None, register=options.register, options=crowd.FREELY) as here:
        return run(here, options)


def run(here, options):
    samples = [path.read_bytes() for path in sorted(crowd.SAMPLES.glob("*.xlsx"))]
    partners = crowd.partners(here, options.clients)
    times = {"page": [], "workbook": [], "check": [], "submit": []}
    faults = []
    end = time.monotonic() + options.seconds
    threads = [threading.Thread(target=visit, args=(partner, number, samples, end, options.pause, times, faults))
               for number, partner in enumerate(partners)]
    began, processor = time.monotonic(), crowd.processor(here)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.monotonic() - began
    processor = crowd.processor(here) - processor
    peak = crowd.memory(here, peak=True)
    numbers = crowd.processes(here)
    status, left = here.stop(), crowd.left(numbers)
    if status or left:
        faults.append(f"ended with {status}, and left {left}")
    print("\n".join(faults[:20]))
    count = sum(len(each) for each in times.values())
    print(f"{options.clients} clients, {seconds:.0f} s, {options.pause} s between requests: {count / seconds:.0f} requests/s, "
          f"{1000 * processor / count:.1f} ms of a processor for each, peak {peak / 1024:.0f} MiB, {len(faults)} faults")
    for name, each in times.items():
        each.sort()
        if each:
            print(f"  {name:9} {len(each):6}  p50 {1000 * each[len(each) // 2]:.0f} ms  "
                  f"p99 {1000 * each[len(each) * 99 // 100]:.0f} ms  longest {1000 * each[-1]:.0f} ms")
    return 1 if faults else 0


def visit(partner, number, samples, end, pause, times, faults):
    generator = random.Random(number)
    turn = 0

    def ask(name, body):
        if pause:
            time.sleep(generator.expovariate(1 / pause))
        began = time.monotonic()
        answer = body()
        times[name].append(time.monotonic() - began)
        if answer.status != 200:
            faults.append(f"{name}: {answer}")
        return answer

    try:
        while time.monotonic() < end:
            turn += 1
            data = crowd.commented(samples[(number + turn) % len(samples)], f"{number}-{turn}")
            ask("page", lambda: partner.get(partner.home, headers={"Accept": "text/html"}, keep=True))
            ask("workbook", lambda: partner.get(partner.home + "/workbook", keep=True))
            ask("check", lambda: crowd.check(partner, "retour.xlsx", data))
            if turn % 4 == 0:
                ask("submit", lambda: crowd.submit(partner, hashlib.sha256(data).hexdigest()))
    except (OSError, http.client.HTTPException) as error:
        faults.append(repr(error))


sys.exit(main())
