"""What becomes of a portal whose register is taken away, of a backup, and of the links that a backup brings back.

    counter_register.py

Exit status: 0 all is as it should be, 1 it is not, 77 sqlite3 is not installed.
"""

import hashlib
import os
import pathlib
import re
import shutil
import stat
import subprocess
import sys
import time

import counter
import counter_crowd as crowd

SAMPLE = (crowd.SAMPLES / "tessera-2019-11.xlsx").read_bytes()

# What somebody may do beside an open portal, as a line of a shell in the register's folder.
MISHAPS = {
    "deleted": "rm register.sqlite",
    "moved away": "mv register.sqlite elsewhere.sqlite",
    "replaced by its copy": "cp register.sqlite copy && mv copy register.sqlite",
    "overwritten by an earlier backup": "rm register.sqlite-wal register.sqlite-shm && cp earlier.sqlite register.sqlite",
    "overwritten with its log in place": "cp earlier.sqlite register.sqlite",
}


def main():
    if not shutil.which("sqlite3"):
        print("sqlite3 is not installed: run `make peers`")
        return 77
    faults = []

    def expect(what, holds):
        if not holds:
            faults.append(what)

    for name, line in MISHAPS.items():
        mishap(name, line, expect)
    backup(expect)
    restored(expect)
    print("\n".join(faults))
    print(f"portals and registers: {len(MISHAPS)} mishaps, a backup and its restoring, {len(faults)} faults")
    return 1 if faults else 0


def handed_in(partner, comment):
    data = crowd.commented(SAMPLE, comment)
    checked = crowd.check(partner, "retour.xlsx", data)
    if checked.status != 200:
        return checked
    return crowd.submit(partner, hashlib.sha256(data).hexdigest())


def mishap(name, line, expect):
    """The portal says that its register is gone, to visitors and in its log, and ends; it takes nothing in any more."""
    with counter.Counter(options=crowd.FREELY) as here:
        folder = pathlib.Path(here.register).parent
        partner = here.partner_at()
        sqlite(here.register, f".backup '{folder / 'earlier.sqlite'}'")
        expect(f"{name}: handed in", handed_in(partner, "1").status == 200)
        # What was written last is in the file itself, as after any pause of some size.
        sqlite(here.register, "PRAGMA wal_checkpoint(TRUNCATE)")
        subprocess.run(line, shell=True, cwd=folder, check=True)
        time.sleep(1.1)
        answer = partner.get(partner.home)
        expect(f"{name}: {answer}", answer.status == 503 and answer.json["reason"] == "register-replaced")
        answer = handed_in(partner, "2")
        expect(f"{name}: nothing is taken in: {answer}", answer.status == 503)
        answer = here.visitor().get("/healthz")
        expect(f"{name}: /healthz: {answer}", answer.status == 503)
        status = here.process.wait(60)
        expect(f"{name}: ended with {status}", status == 4)
        expect(f"{name}: {here.log()}", re.search("le registre (a été remplacé|est endommagé)|ce n’est pas un registre", here.log()))


def backup(expect):
    """The README's line for a backup makes a copy that nobody else can read."""
    readme = (crowd.ROOT / "README.md").read_text()
    lines = re.findall(r"^.*sqlite3 (\S+) \"\.backup (\S+)\".*$", readme, re.MULTILINE)
    expect("the README says how a backup is made", lines)
    with counter.Counter(options=crowd.FREELY) as here:
        folder = pathlib.Path(here.register).parent
        expect("handed in", handed_in(here.partner_at(), "1").status == 200)
        for line in re.findall(r"^.*sqlite3 \S+ \"\.backup \S+\".*$", readme, re.MULTILINE):
            command = re.search(r"\(?(umask \d+ && )?sqlite3 [^)#`]*\)?", line)[0]
            register, copy = re.search(r"sqlite3 (\S+) \"\.backup (\S+)\"", command).groups()
            command = command.replace(register, here.register).replace(copy, str(folder / "copy.sqlite"))
            subprocess.run(command, shell=True, check=True, preexec_fn=lambda: os.umask(0o022))
            mode = stat.S_IMODE((folder / "copy.sqlite").stat().st_mode)
            expect(f"{command} makes a copy with {mode:o}", mode == 0o600)
            (folder / "copy.sqlite").unlink()


def restored(expect):
    """A restored backup opens what was revoked since, unless `--revoke-all` is given."""
    with counter.Counter(partner=None, options=crowd.FREELY) as here:
        auditor = here.auditor()
        made = auditor.post("/invitations", {"partner": "Quai Gris", "template": "aws-retail-technology-2019-12@1.0"}).json
        link = made["link"][made["link"].index("/i/"):]
        copy = pathlib.Path(here.register).with_name("backup.sqlite")
        sqlite(here.register, f".backup '{copy}'")
        number = auditor.get("/invitations").json["invitations"][0]["number"]
        expect("a link is revoked", auditor.post(f"/invitations/{number}/revoke").status in (200, 303))
        expect("it opens nothing", here.visitor().get(link).status == 410)
        expect("the portal ends", here.stop() == 0)
        for path in pathlib.Path(here.register).parent.glob("register.sqlite*"):
            path.unlink()
        shutil.copy(copy, here.register)
        for options, status in (([], 303), (["--revoke-all"], 410)):
            here.process.stdout.close()
            here.options = crowd.FREELY + options
            here.is_new = False
            here.start()
            auditor.port = here.port
            expect(f"{options}: the link", here.visitor().get(link).status == status)
            expect(f"{options}: the session", (auditor.get("/queue").status == 200) == (not options))
            expect(f"{options}: the portal ends", here.stop() == 0)
        verified = subprocess.run([counter.RESPECTE, "register", "verify", "--register", here.register], capture_output=True)
        expect(f"the register is whole: {verified}", verified.returncode == 0)


def sqlite(register, statement):
    subprocess.run(["sqlite3", "-cmd", ".timeout 10000", register, statement], check=True, capture_output=True)


if __name__ == "__main__":
    sys.exit(main())
