"""A partner is forgotten while the counter is open: what was handed in, what was only checked, and the links are gone, and the
log says so."""

import pathlib
import subprocess
import sys

from counter import RESPECTE, Counter

RETURNED = pathlib.Path(__file__).parents[2] / "SampleData/returned"


def run(counter, *words):
    return subprocess.run([RESPECTE, "register", *words, "--register", counter.register], capture_output=True, text=True)


def main():
    failures = []

    def expect(what, holds):
        if not holds:
            failures.append(what)

    with Counter() as counter:
        auditor = counter.auditor()
        partner = counter.partner_at()
        sent = partner.send(partner.home + "/check", "a.xlsx", next(RETURNED.glob("Maison*.xlsx")).read_bytes())
        partner.post(partner.home + "/submit", {"sha256": sent.json["draft"]["sha256"]})
        marked = next(RETURNED.glob("Numa*.xlsx")).read_bytes()
        expect("a draft is kept", partner.send(partner.home + "/check", "b.xlsx", marked).status == 200)
        forgotten = run(counter, "forget", "--yes", "maison lavande")
        expect(f"forgetting goes: {forgotten}", forgotten.returncode == 0)
        expect("the link is closed", counter.visitor().get(counter.link).status == 410)
        expect("the page is closed", partner.get(partner.home).status == 403)
        expect("the report is gone", auditor.get("/submissions/1").status == 404)
        expect("the original is gone", auditor.get("/submissions/1/original").status == 404)
        expect("the queue is empty", auditor.get("/queue").json["partners"] == [])
        kinds = [event["kind"] for event in auditor.get("/log").json["events"]]
        expect(f"the log says it: {kinds}", "forgotten" in kinds and "received" in kinds)
        stored = b"".join(file.read_bytes() for file in pathlib.Path(counter.register).parent.glob("register.sqlite*"))
        for bytes_ in (marked, b"b.xlsx", b"a.xlsx"):
            expect("nothing of it is left in the register's files", bytes_[:4000] not in stored)
        verified = run(counter, "verify")
        expect(f"the register is whole: {verified.stdout}", verified.returncode == 0)
        # A partner who was only invited is forgotten, too.
        made = auditor.post("/invitations", {"partner": "Quai Gris", "template": "aws-retail-technology-2019-12@1.0"})
        expect("an invitation is made", made.status == 200)
        expect("an invited partner is forgotten", run(counter, "forget", "--yes", "quai gris").returncode == 0)
        expect("who is not known is not", run(counter, "forget", "--yes", "quai gris").returncode == 3)
        expect("the counter ends cleanly", counter.stop() == 0)
    for failure in failures:
        print(failure)
    print(f"counter: a partner forgotten, {len(failures)} differences")
    return len(failures) > 0


if __name__ == "__main__":
    sys.exit(main())
