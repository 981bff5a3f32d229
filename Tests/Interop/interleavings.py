"""Lets portals and other programs meet at one register, in an order that a seed decides, and looks what the register kept.

    interleavings.py [--seeds N] [--first N] [--postgresql] [--seconds N] [--clients N]

Partners hand in all the while; beside them run `register list`, `add`, `show`, `verify`, `export`, `forget`, `score register:`,
sqlite3's `.backup` and `VACUUM INTO`, a second portal; each may be ended with SIGKILL, a portal with SIGTERM as well. With
PostgreSQL all connections are closed now and then. Whatever was confirmed has to be there, with its SHA-256, in whatever looks
afterwards; `register verify` has to be clean. With `--seconds` one seed lasts so long, with a kill every few seconds.

Exit status: 0 all that holds, 1 it does not, 77 PostgreSQL or sqlite3 is not installed.
"""

import argparse
import concurrent.futures
import copy
import hashlib
import http.client
import json
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

import counter
import counter_crowd as crowd

ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "LOGNAME": "interleavings"}


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--seeds", type=int, default=10)
    options.add_argument("--first", type=int, default=1)
    options.add_argument("--clients", type=int, default=2)
    options.add_argument("--seconds", type=float, default=0)
    options.add_argument("--postgresql", action="store_true")
    options = options.parse_args()
    if not options.postgresql and not shutil.which("sqlite3"):
        print("sqlite3 is not installed: run `make peers`")
        return 77
    server = counter.postgresql() if options.postgresql else None
    with tempfile.TemporaryDirectory(prefix="respecte-interleavings-") as folder:
        base = Base(pathlib.Path(folder), server, options.clients)
        faults, confirmed, steps, began = 0, 0, 0, time.monotonic()
        for seed in range(options.first, options.first + options.seeds):
            meeting = Meeting(base, seed, options.seconds)
            try:
                meeting.run()
            finally:
                meeting.end()
            for fault in meeting.faults[:20]:
                print(f"seed {seed}: {fault}", flush=True)
            if meeting.faults:
                print(f"seed {seed}: after " + ", ".join(meeting.done[-12:]), flush=True)
            faults += bool(meeting.faults)
            confirmed += len(meeting.promised)
            steps += len(meeting.done)
            if seed % 50 == 0:
                print(f"seed {seed}: {confirmed} confirmed, {faults} seeds with faults, {time.monotonic() - began:.0f} s",
                      file=sys.stderr, flush=True)
    print(f"{options.seeds} interleavings on {'PostgreSQL' if server else 'SQLite'}, {steps} steps, "
          f"{time.monotonic() - began:.0f} s: {confirmed} confirmed, {faults} seeds with faults")
    # As many as confirmed nothing at all would prove nothing.
    return 1 if faults or confirmed < options.seeds else 0


class Base:
    """A register with invited partners, of which every seed gets a copy."""

    def __init__(self, folder, server, clients):
        self.folder, self.server = folder, server
        self.data = (crowd.SAMPLES / "tessera-2019-11.xlsx").read_bytes()
        self.register = self.named("base")
        with counter.Counter(partner=None, register=self.register, options=crowd.FREELY) as here:
            self.partners = crowd.partners(here, clients)
            assert here.stop() == 0, here.log()

    def named(self, name, template="template0"):
        if self.server is None:
            return str(self.folder / f"{name}.sqlite")
        self.ask(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.server.replace("/postgres?", f"/{name}?")

    def ask(self, statement):
        subprocess.run(["psql", self.server, "-qc", statement], check=True, capture_output=True)

    def copied(self, name):
        register = self.named(name, "base")
        if self.server is None:
            shutil.copy(self.register, register)
        return register

    def remove(self, name):
        if self.server:
            self.ask(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        for path in self.folder.glob(f"{name}*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


class Meeting:
    """One seed."""

    def __init__(self, base, seed, seconds):
        self.base, self.seconds, self.name = base, seconds, f"seed{seed}"
        self.generator = random.Random(seed)
        self.register = base.copied(self.name)
        self.portals, self.lock = [], threading.Lock()
        self.promised, self.forgotten, self.faults, self.done = {}, set(), [], []
        self.ended = threading.Event()
        self.files = 0

    # What happens

    def run(self):
        self.portals = [self.portal()]
        self.clients = [threading.Thread(target=self.hand_in, args=(number, copy.copy(partner)))
                        for number, partner in enumerate(self.base.partners)]
        for client in self.clients:
            client.start()
        self.many_requests()
        steps = [self.many_requests, self.list, self.add, self.show, self.verify, self.export, self.forget, self.score,
                 self.second_portal, self.kill_portal, self.stop_portal, self.killed_command, self.wait]
        steps += [self.terminate] if self.base.server else [self.backup, self.vacuum]
        if self.seconds:
            end, kill = time.monotonic() + self.seconds, 0
            steps = [step for step in steps if step not in (self.kill_portal, self.stop_portal)]
            while time.monotonic() < end:
                if time.monotonic() > kill:
                    self.take(self.kill_portal)
                    kill = time.monotonic() + self.generator.uniform(3, 7)
                self.take(self.generator.choice(steps))
        else:
            for step in self.generator.choices(steps, k=self.generator.randint(4, 8)):
                self.take(step)
        # However it ends, what was confirmed outlives it.
        self.wait()
        for portal in list(self.portals):
            self.take(self.generator.choice([self.kill_portal, self.stop_portal]), portal)
        self.ended.set()
        for client in self.clients:
            client.join()
        self.verify()
        self.list()

    def take(self, step, *arguments):
        self.done.append(step.__name__)
        step(*arguments)

    def end(self):
        self.ended.set()
        for portal in self.portals:
            portal.__exit__()
        self.base.remove(self.name)

    def fault(self, what):
        self.faults.append(what)

    def portal(self):
        portal = counter.Counter(partner=None, register=self.register, options=crowd.FREELY, is_new=False)
        portal.ending = False
        return portal

    def hand_in(self, number, partner):
        """One client: checks and hands in one workbook after the other, at any portal that is open."""
        generator = random.Random(f"{self.name}-{number}")
        turn = 0
        while not self.ended.is_set():
            with self.lock:
                portal = generator.choice(self.portals) if self.portals else None
            if portal is None:
                time.sleep(0.02)
                continue
            turn += 1
            partner.port, partner.connection = portal.port, None
            data = crowd.commented(self.base.data, f"{self.name}-{number}-{turn}")
            digest = hashlib.sha256(data).hexdigest()
            try:
                answer = crowd.check(partner, "return.xlsx", data)
                if answer.status == 200:
                    answer = crowd.submit(partner, digest)
            except (OSError, http.client.HTTPException) as error:
                if not portal.ending:
                    self.fault(f"client {number}: {error!r}")
                    time.sleep(0.1)
                continue
            if answer.status == 200:
                self.promised[answer.json["submission"]["number"]] = digest
            elif not portal.ending and not (self.base.server and answer.status == 503):
                self.fault(f"client {number}: {answer}")
                time.sleep(0.1)

    # The portals

    def many_requests(self):
        """More connections than one, as a portal has that many look at."""
        with self.lock:
            portal = self.generator.choice(self.portals)

        def ask(_):
            try:
                return portal.visitor().get("/healthz").status
            except OSError as error:
                return repr(error)

        with concurrent.futures.ThreadPoolExecutor(6) as pool:
            found = list(pool.map(ask, range(6)))
        if found != [200] * 6:
            self.fault(f"/healthz: {found}")

    def second_portal(self):
        with self.lock:
            count = len(self.portals)
        if count < 2:
            portal = self.portal()
            with self.lock:
                self.portals.append(portal)

    def kill_portal(self, portal=None):
        self.end_portal(signal.SIGKILL, portal)

    def stop_portal(self, portal=None):
        self.end_portal(signal.SIGTERM, portal)

    def end_portal(self, number, portal):
        with self.lock:
            last = portal is not None
            portal = portal or self.generator.choice(self.portals)
            portal.ending = True
            self.portals.remove(portal)
        portal.process.send_signal(number)
        status = portal.process.wait(60)
        if number == signal.SIGTERM and status:
            self.fault(f"a portal ended with {status}: {portal.log()[-500:]}")
        portal.__exit__()
        if not last and not self.portals:
            portal = self.portal()
            with self.lock:
                self.portals.append(portal)

    def wait(self):
        time.sleep(self.generator.uniform(0, 0.3))

    def terminate(self):
        """Every connection to the server is closed, as when it is started again."""
        self.base.ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                      f"WHERE application_name = 'respecte' AND datname = '{self.name}'")

    # The commands

    def call(self, *words, statuses=(0,)):
        done = subprocess.run(self.words(*words), env=ENVIRONMENT, capture_output=True, text=True)
        if done.returncode not in statuses or ("verify" in words and done.stderr):
            # A connection that is closed meanwhile is no fault of a command, which says so and is run again.
            if not (self.base.server and "terminate" in self.done and done.returncode in (3, 4)):
                self.fault(f"{' '.join(map(str, words))}: {done.returncode} {done.stderr or done.stdout}")
        return done

    def words(self, *words):
        return [counter.RESPECTE, *map(str, words), "--register", self.register]

    def missing(self, promised, there, where):
        self.faults += [f"{number} was confirmed and is {there.get(number)} in {where}"
                        for number, digest in promised.items() if there.get(number) != digest][:5]

    def list(self):
        promised = dict(self.promised)
        done = self.call("register", "list", "--json")
        if done.returncode == 0:
            self.missing(promised, {each["number"]: each["sha256"] for each in json.loads(done.stdout)["submissions"]}, "list")

    def workbook(self):
        self.files += 1
        path = self.base.folder / f"{self.name}-{self.files}.xlsx"
        path.write_bytes(crowd.commented(self.base.data, path.name))
        return path

    def add(self):
        done = self.call("register", "add", self.workbook(), self.workbook(), "--partner", "Added")
        self.promise(done.stdout)

    def promise(self, output):
        # A line without its end was no promise.
        for line in output.split("\n")[:-1]:
            number, _, digest, _ = line.split("  ", 3)
            self.promised[int(number)] = digest

    def show(self):
        for number in self.generator.sample(sorted(self.promised), min(1, len(self.promised))):
            done = self.call("register", "show", number)
            if done.returncode == 0 and self.promised[number] not in done.stdout:
                self.fault(f"show {number}: {done.stdout}")

    def verify(self):
        self.call("register", "verify")

    def export(self):
        promised = {number: digest for number, digest in dict(self.promised).items() if number not in self.forgotten}
        folder = self.base.folder / f"{self.name}-export-{len(self.done)}"
        if self.call("register", "export", "-o", folder).returncode == 0:
            self.missing(promised, {int(file.name[:4]): hashlib.sha256(file.read_bytes()).hexdigest()
                                    for file in folder.glob("*.xlsx")}, "export")

    def forget(self):
        done = self.call("register", "add", self.workbook(), "--partner", "Forgotten")
        self.forgotten |= {int(line.split("  ")[0]) for line in done.stdout.split("\n")[:-1]}
        self.promise(done.stdout)
        self.call("register", "forget", "Forgotten", "--yes", statuses=(0, 3) if self.base.server else (0,))

    def score(self):
        self.call("score", "register:", "--json", "-", statuses=(0, 1, 3))

    def killed_command(self):
        """Ends one of the commands with SIGKILL, whatever it is at."""
        words = self.generator.choice([
            ("register", "add", self.workbook(), self.workbook(), "--partner", "Added"), ("register", "list"),
            ("register", "verify"), ("score", "register:")])
        process = subprocess.Popen(self.words(*words), env=ENVIRONMENT, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, text=True)
        time.sleep(self.generator.uniform(0, 0.2))
        process.kill()
        output = process.communicate()[0]
        if words[1] == "add":
            self.promise(output)

    def backup(self):
        self.copy(".backup '{}'")

    def vacuum(self):
        self.copy("VACUUM INTO '{}'")

    def copy(self, statement):
        promised = dict(self.promised)
        path = self.base.folder / f"{self.name}-copy-{len(self.done)}.sqlite"
        done = subprocess.run(["sqlite3", "-cmd", ".timeout 60000", self.register, statement.format(path)],
                              capture_output=True, text=True)
        if done.returncode or done.stderr:
            return self.fault(f"{statement}: {done.stderr}")
        database = sqlite3.connect(path)
        self.missing(promised, dict(database.execute("SELECT number, original FROM submissions")), statement)
        database.close()


if __name__ == "__main__":
    sys.exit(main())
