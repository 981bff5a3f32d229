"""Whose an audit is, which version counts, who is meant by a name: through the counter and beside it, with the real program.

    counter_office.py [--postgresql]

Exit status: 0 all went, 1 something did not, 77 a program is missing.
"""

import io
import json
import os
import pathlib
import re
import subprocess
import sys

import openpyxl

from counter import RESPECTE, Counter, postgresql

RETURNED = pathlib.Path(__file__).parents[2] / "SampleData/returned"
HARBOUR = "harbour-logistics-services-2021-03@2.1"
TEMPLATE = "aws-retail-technology-2019-12@1.0"


class Office:
    def __init__(self, counter):
        self.counter, self.failures, self.steps = counter, [], 0
        self.auditor = counter.auditor()

    def expect(self, what, expected, found):
        self.steps += 1
        if expected != found:
            self.failures.append(f"{what}: {found!r}, expected {expected!r}")

    def command(self, *words, environment=None):
        done = subprocess.run(
            [RESPECTE, *words, "--register", self.counter.register, "--lang", "fr"], capture_output=True, text=True,
            env={**self.counter.environment, **(environment or {})}, stdin=subprocess.DEVNULL)
        return done.returncode, done.stdout, done.stderr

    def invite(self, name, **fields):
        return self.auditor.post("/invitations", {"partner": name, "template": TEMPLATE, "days": 30, **fields})

    def partner(self, name):
        made = self.invite(name)
        self.expect(f"{name} is invited", 200, made.status)
        return self.counter.partner_at(made.json["link"].removeprefix(self.counter.address))

    def hand_in(self, partner, data):
        checked = partner.send(partner.home + "/check", "retour.xlsx", data)
        if checked.status != 200:
            return checked.status, checked.json.get("reason")
        done = partner.post(partner.home + "/submit", {"sha256": checked.json["draft"]["sha256"]}).json
        return done["result"], done["submission"]["number"]

    def audit(self, number, fields=None, made=None):
        """The audit workbook of a submission with one finding, or another one, handed in."""
        data = made or with_finding(self.auditor.get(f"/submissions/{number}/audit").body)
        return data, self.auditor.send("/audits", "audit.xlsx", data, fields)

    def rows(self, name):
        return [row for row in self.auditor.get("/queue").json["partners"] if row["partner"] == name]

    def row(self, name):
        rows = self.rows(name)
        self.expect(f"{name} has one row", 1, len(rows))
        return rows[0]


def with_finding(data, text="N"):
    book = openpyxl.load_workbook(io.BytesIO(data))
    name = next(n for n in book.defined_names if n.endswith(".finding"))
    sheet, cell = next(iter(book.defined_names[name].destinations))
    book[sheet][cell.replace("$", "")].value = text
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed(data, text):
    """The same workbook with another contact."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet, cell = next(iter(book.defined_names["rsp.app.contact"].destinations))
    book[sheet][cell.replace("$", "")].value = text
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def same_bytes(office, original):
    """Two partners hand in the same bytes: each audit goes to its own."""
    first, second = office.partner("Alpha"), office.partner("Beta")
    _, one = office.hand_in(first, original)
    _, two = office.hand_in(second, original)
    data, taken = office.audit(one)
    office.expect("the audit of Alpha's is Alpha's", "Alpha", taken.json["submission"]["partner"])
    office.expect("and of its submission", one, taken.json.get("audited"))
    office.expect("Alpha is audited", "audited", office.row("Alpha")["state"])
    office.expect("Beta waits", "returned", office.row("Beta")["state"])
    office.expect("nothing is on Beta's page", None, second.get(second.home).json["audit"])
    _, refused = office.audit(two, {"submission": two}, data)
    office.expect("on Beta's submission it is refused", (409, "audit-other-submission"), (refused.status, refused.json["reason"]))
    office.expect("and said whose it is", True, f"{one} (Alpha)" in refused.json["title"].replace("\u00a0", " "))
    folder = pathlib.Path(office.counter.folder.name)
    (folder / "audit.xlsx").write_bytes(data)
    status, _, errors = office.command("register", "add", str(folder / "audit.xlsx"), "--partner", "Beta")
    office.expect("register add refuses it for Beta", (3, True), (status, "Alpha" in errors))
    # Made on the command line, of a file: it names no submission.
    (folder / "retour.xlsx").write_bytes(original)
    subprocess.run([RESPECTE, "audit", str(folder / "retour.xlsx"), "-o", str(folder / "plain.xlsx")], check=True)
    plain = with_finding((folder / "plain.xlsx").read_bytes())
    _, asked = office.audit(two, None, plain)
    office.expect("without a number the auditor is asked", (409, "audit-ambiguous"), (asked.status, asked.json["reason"]))
    office.expect("with both named", True, "Alpha" in asked.json["title"] and "Beta" in asked.json["title"])
    _, taken = office.audit(two, {"submission": two}, plain)
    office.expect("on Beta's submission it is Beta's", ("Beta", two), (taken.json["submission"]["partner"], taken.json.get("audited")))
    (folder / "plain.xlsx").write_bytes(with_finding(plain, "O"))
    status, _, errors = office.command("register", "add", str(folder / "plain.xlsx"))
    office.expect("register add asks, too", (3, True), (status, "Alpha" in errors and "Beta" in errors))
    # A reply to Alpha's audit is none of Beta's.
    reply = first.get(f"{first.home}/audits/{office.row('Alpha')['audit']['number']}").body
    office.expect("a reply to another's audit is refused", (409, "reply-elsewhere"), office.hand_in(second, reply))
    office.expect("to one's own it is taken", "submitted", office.hand_in(first, reply)[0])
    office.expect("Alpha has replied", "replied", office.row("Alpha")["state"])


def versions(office, original):
    """An audit belongs to its version, and an earlier version can come back."""
    partner = office.partner("Delta")
    first, second = changed(original, "un@example.org"), changed(original, "deux@example.org")
    _, one = office.hand_in(partner, first)
    workbook = with_finding(office.auditor.get(f"/submissions/{one}/audit").body)
    _, two = office.hand_in(partner, second)
    taken = office.auditor.send("/audits", "audit.xlsx", workbook)
    office.expect("the audit is of the first version", (one, two), (taken.json.get("audited"), taken.json.get("newer")))
    row = office.row("Delta")
    office.expect("the second version waits", ("returned", two), (row["state"], row["submission"]["number"]))
    office.expect("and the row says that the first is audited", one, (row.get("auditedBefore") or {}).get("number"))
    office.expect("no audit of the second", None, row["audit"])
    page = browser(office, office.auditor)
    text = page.get(f"/submissions/{taken.json['submission']['number']}").text
    office.expect("the audit's page says that a newer one waits", True, "Une version plus récente attend" in text)
    office.expect("the audited submission says so at its top", True,
                  "Cette soumission a été auditée" in page.get(f"/submissions/{one}").text.split("<section", 1)[0])
    # Back to the first.
    result, number = office.hand_in(partner, first)
    office.expect("the first version is current again", ("current", one), (result, number))
    row = office.row("Delta")
    office.expect("it is audited already", ("audited", one), (row["state"], row["submission"]["number"]))
    kinds = [e["kind"] for e in office.auditor.get("/log").json["events"]]
    office.expect("with an event of its own", True, "resubmitted" in kinds)
    status, _, errors = office.command("register", "verify")
    office.expect(f"the register is clean: {errors}", 0, status)


def browser(office, visitor):
    """The same visitor, to whom pages are shown."""
    page = office.counter.visitor(accept="text/html")
    page.cookies, page.token = visitor.cookies, visitor.token
    return page


def conflicts(office, original):
    """A workbook in which auditors differ stays with the auditors until somebody settles it."""
    partner = office.partner("Zeta")
    _, number = office.hand_in(partner, original)
    blank = office.auditor.get(f"/submissions/{number}/audit").body
    folder = pathlib.Path(office.counter.folder.name)
    for name, finding in [("a.xlsx", "N"), ("b.xlsx", "O")]:
        (folder / name).write_bytes(with_finding(blank, finding))
    merged = folder / "merged.xlsx"
    done = subprocess.run([RESPECTE, "audit", "--merge", folder / "a.xlsx", folder / "b.xlsx", "-o", merged], capture_output=True)
    office.expect(f"merged: {done.stderr}", 1, done.returncode)
    _, taken = office.audit(number, {"submission": number}, merged.read_bytes())
    office.expect("a conflict is taken", 200, taken.status)
    audit = taken.json["submission"]["number"]
    row = office.row("Zeta")
    office.expect("the submission is still to be audited", ("returned", None), (row["state"], row["audit"]))
    refused = office.auditor.get(f"/submissions/{audit}/return")
    office.expect("the partner's workbook is refused", (409, "auditors-differ"), (refused.status, refused.json.get("reason")))
    office.expect("with the cell and both findings", True, all(t in refused.text for t in ("architecture", "a.xlsx", "b.xlsx")))
    text = browser(office, office.auditor).get(f"/submissions/{audit}").text
    office.expect("the audit's page says so", (True, False), ("Auditeurs en désaccord" in text, f"/submissions/{audit}/return" in text))
    office.expect("the partner's page does not speak of it", None, partner.get(partner.home).json["audit"])
    office.expect("nor does the submission's page", False, "audit" in browser(office, partner).get(f"{partner.home}/submissions/{number}").text.split("<section", 1)[0])
    office.expect("nothing is at its address", 404, partner.get(f"{partner.home}/audits/{audit}").status)
    _, taken = office.audit(number, {"submission": number}, with_finding(merged.read_bytes(), "O"))
    settled = taken.json["submission"]["number"]
    office.expect("settled, it is with the partner", ("audited", settled), (office.row("Zeta")["state"], office.row("Zeta")["audit"]["number"]))
    office.expect("who finds it", (settled, 200), (partner.get(partner.home).json["audit"]["number"],
                                                   partner.get(f"{partner.home}/audits/{settled}").status))
    office.expect("the auditor, too", 200, office.auditor.get(f"/submissions/{settled}/return").status)


def checklists(office, original):
    """Two checklists of one partner have a row each."""
    made = office.auditor.post("/invitations", {"partner": "Delta", "template": HARBOUR, "days": 30})
    office.expect("invited to the second checklist", 200, made.status)
    rows = {row["checklist"]: row["state"] for row in office.rows("Delta")}
    office.expect("a row for each", {TEMPLATE.split("@")[0]: "audited", HARBOUR.split("@")[0]: "invited"}, rows)


def names(office, original):
    """A name that is known in another writing, and a link that is replaced."""
    made = office.invite("Gamma")
    first = made.json["link"].removeprefix(office.counter.address)
    partner = office.counter.partner_at(first)
    sent = partner.send(partner.home + "/check", "retour.xlsx", original)
    for name in ["GÀMMA", "gamma", "Gämma"]:
        asked = office.invite(name)
        office.expect(f"{name}: the inviter is asked", (409, "partner-known", "Gamma"),
                      (asked.status, asked.json.get("reason"), asked.json.get("confirm")))
    page = browser(office, office.auditor)
    asked = page.post("/invitations", {"partner": "GÀMMA", "template": TEMPLATE, "days": 30})
    office.expect("on the page, too", (409, True, True),
                  (asked.status, "Est-ce le même partenaire" in asked.text, 'name="confirm" value="Gamma"' in asked.text))
    office.expect("nothing was made of it", 303, office.counter.visitor().get(first).status)
    again = office.invite("GÀMMA", confirm="Gamma")
    office.expect("confirmed, it is Gamma", (200, "Gamma"), (again.status, again.json["invitations"][0]["partner"]))
    office.expect("the link before is closed", 410, office.counter.visitor().get(first).status)
    office.expect("and its page", 410, partner.get(partner.home).status)
    office.expect("which the answer says", True, len(again.json.get("replaced", [])) == 1)
    new = office.counter.partner_at(again.json["link"].removeprefix(office.counter.address))
    office.expect("what was checked goes over", sent.json["draft"]["sha256"], (new.get(new.home).json["draft"] or {}).get("sha256"))
    log = office.auditor.get("/log").json["events"]
    revoked = [json.loads(e["details"]) for e in log if e["kind"] == "revoked"]
    office.expect("with an event", True, any(r["partner"] == "Gamma" and "replacedBy" in r for r in revoked))
    other = office.auditor.post("/invitations", {"partner": "Gamma", "template": HARBOUR, "days": 30})
    office.expect("a link for another checklist replaces nothing", (200, []), (other.status, other.json.get("replaced")))
    folder = pathlib.Path(office.counter.folder.name)
    (folder / "gamma.xlsx").write_bytes(original)
    if "://" not in office.counter.register:
        return
    status, _, errors = office.command("register", "add", str(folder / "gamma.xlsx"), "--partner", "GÀMMA")
    office.expect("register add refuses, and says what to do", (3, True), (status, "Gamma" in errors and "--partner" in errors))


def accounts(office, original):
    """Accounts from the command line; a colleague's password cannot be reset in the browser."""
    counter, auditor = office.counter, office.auditor
    status, link, errors = office.command("accounts", "add", "Jeanne", "--public-url", counter.address)
    office.expect(f"an account is added: {errors}", (0, counter.address + "/account/"), (status, link[:link.find("/account/") + 9]))
    jeanne = counter.visitor()
    path = link.strip().removeprefix(counter.address)
    opened = jeanne.get(path)
    assert opened.status == 200, f"{path!r}: {opened} {errors}"
    jeanne.token = opened.json["csrf"]
    opened = jeanne.post(path, {"password": "cheval agrafe pile", "again": "cheval agrafe pile"})
    office.expect("Jeanne signs in", (200, None), (opened.status, opened.json.get("reset")))
    jeanne.token = opened.json["csrf"]
    refused = auditor.post("/accounts", {"name": "Jeanne"})
    office.expect("a colleague gets no link to Jeanne's account", (403, "others-account"), (refused.status, refused.json.get("reason")))
    office.expect("nor by another writing", 403, auditor.post("/accounts", {"name": "JEANNE"}).status)
    wrong = jeanne.post("/accounts/password", {"password": "un autre mot de passe"})
    office.expect("one's own needs the present password", 400, wrong.status)
    own = jeanne.post("/accounts/password", {"password": "cheval agrafe pile"})
    office.expect("with it there is a link", (200, True), (own.status, "/account/" in own.json.get("link", "")))
    _, listed, _ = office.command("accounts", "list")
    office.expect("both are listed as open", 2, listed.count("open "))
    status, link, errors = office.command("accounts", "reset", "jeanne", "--public-url", counter.address + "/", environment={"LOGNAME": "root"})
    office.expect(f"Jeanne's password is reset: {errors}", 0, status)
    office.expect("the session is over", 401, jeanne.get("/queue").status)
    office.expect("the link made before opens nothing", 410, jeanne.get(own.json["link"].removeprefix(counter.address)).status)
    office.expect("a colleague gets no link now, either", 403, auditor.post("/accounts", {"name": "Jeanne"}).status)
    visitor = counter.visitor()
    visitor.token = visitor.get("/login").json["csrf"]
    office.expect("the old password is none", 403, visitor.post("/login", {"name": "Jeanne", "password": "cheval agrafe pile"}).status)
    path = link.strip().removeprefix(counter.address)
    visitor.token = visitor.get(path).json["csrf"]
    opened = visitor.post(path, {"password": "poire lampe nuage", "again": "poire lampe nuage"})
    office.expect("who reset it is told", "root", (opened.json.get("reset") or {}).get("by"))
    visitor.token, visitor.accept = opened.json["csrf"], "text/html"
    office.expect("on the page, too", True, "Votre mot de passe a été réinitialisé" in visitor.get("/queue").text)
    visitor.post("/accounts/noted")
    office.expect("until it was noted", False, "Votre mot de passe a été réinitialisé" in visitor.get("/queue").text)
    office.expect("Jeanne is closed", (0, "Jeanne\n"), office.command("accounts", "close", "Jeanne")[:2])
    visitor.accept = "application/json"
    office.expect("the session ends", 401, visitor.get("/queue").status)
    for words, text in [(("reset", "Jeane"), "Jeanne"), (("reset", "Jeanne"), "fermé"), (("add", "Jeanne"), "fermé"),
                        (("add", counter.name), "reset"), (("close", "Personne"), "pas de compte")]:
        status, _, errors = office.command("accounts", *words)
        office.expect(f"accounts {' '.join(words)} says {text}: {errors}", (3, True), (status, text in errors))
    kinds = [(e["kind"], e["actor"]) for e in auditor.get("/log").json["events"]]
    office.expect("the log says so", True, ("account-reset", "root") in kinds)


def pages(office, original):
    """What the pages of the office show: times with their zone, the log, the checklist, one way to take away."""
    page = browser(office, office.auditor)
    text = page.get("/log").text.replace("\u00a0", " ")
    office.expect("times are those of Paris, with the zone", True, re.search(r"à \d\d h \d\d CES?T<", text) is not None)
    numbers = [event["number"] for event in office.auditor.get("/log").json["events"]]
    office.expect("the latest comes first", sorted(numbers, reverse=True), numbers)
    words = re.sub(r"<[^>]+>", "", text)
    office.expect("an audit is told in words", True,
                  re.search(r"Audit reçu\s*:\s*nº\s*\d+\s*pour la soumission\s*nº", words) is not None)
    office.expect("without raw keys", False, "<code>" in text)
    for query, member, values in [("kind=audited", "kind", {"audited"}), ("actor=bureau", "actor", {"bureau"})]:
        found = {event[member] for event in office.auditor.get("/log?" + query).json["events"]}
        office.expect(f"the log filtered by {query}", values, found)
    about = office.auditor.get("/log?partner=Gamma").json["events"]
    office.expect("the log of a partner who handed in nothing", True,
                  len(about) > 2 and all(json.loads(e["details"]).get("partner") == "Gamma" for e in about))
    last = office.auditor.get(f"/log?before={numbers[0]}").json["events"][0]["number"]
    office.expect("the page before an event", numbers[0] - 1, last)
    checklist = HARBOUR.split("@")[0]
    rows = office.auditor.get("/queue?checklist=" + checklist).json["partners"]
    office.expect("the queue of one checklist", {checklist}, {row["checklist"] for row in rows})
    text = page.get("/queue").text
    office.expect("has a filter and a column for it", True, 'name="checklist"' in text and "Harbour Logistics" in text)
    office.expect("one way to take a selection away", (0, True), (text.count('<button name="format"'), '<select id="format"' in text))
    office.expect("who waits is not the colour of incomplete", True, 'badge due' in text)
    for number in range(101):
        office.invite(f"Zeta {number:03}")
    first, second = page.get("/queue").text, page.get("/queue?page=2").text
    office.expect("a hundred rows on a page, the rest on the next", (True, True, True),
                  ("Page suivante" in first, "Zeta 100" in second, "Zeta 000" not in second))
    invitations = page.get("/invitations").text
    office.expect("the list of invitations comes before the form", True, invitations.index("<table") < invitations.index('name="days"'))


def first_auditor(office):
    """An account stands for a person: never for a number of the system."""
    nameless = {k: v for k, v in os.environ.items() if k not in ("USER", "LOGNAME")}
    register = str(pathlib.Path(office.counter.folder.name) / "first.sqlite")
    words = [RESPECTE, "serve", "--listen", "127.0.0.1:0", "--register", register]
    try:
        done = subprocess.run(words, capture_output=True, text=True, env=nameless, stdin=subprocess.DEVNULL, timeout=60)
        office.expect(f"without a name the counter does not open: {done.stdout}", (2, True), (done.returncode, "--auditor" in done.stderr))
    except subprocess.TimeoutExpired:
        office.failures.append("without a name the counter opened")
    for options, typed, name in [(["--auditor", "Claire Aubry"], None, "Claire Aubry"), ([], "Jonas Meyer\n", "Jonas Meyer")]:
        (pathlib.Path(register)).unlink(missing_ok=True)
        main, side = os.openpty() if typed else (None, None)
        process = subprocess.Popen([*words, *options], stdin=side or subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=side or subprocess.DEVNULL, text=True, env=nameless)
        if typed:
            os.write(main, typed.encode())
        lines = [process.stdout.readline(), process.stdout.readline()]
        process.terminate()
        process.wait(timeout=30)
        office.expect(f"{name} has a link", True, "/account/" in lines[1])
        listed = subprocess.run([RESPECTE, "accounts", "list", "--register", register], capture_output=True, text=True).stdout
        office.expect("under that name", True, name in listed and "uid" not in listed)


def main():
    register = postgresql() if "--postgresql" in sys.argv else None
    second = pathlib.Path(__file__).parents[2] / "SampleData/second-checklist"
    template = next(second.glob("harbour-logistics-services-2021-03.en.yaml"))
    with Counter(partner=None, register=register, options=["--rate", "100000", "--upload-rate", "1000", "--template", str(template), "--timezone", "Europe/Paris"]) as counter:
        office = Office(counter)
        original = next(RETURNED.glob("Maison*.xlsx")).read_bytes()
        # The command line beside an open SQLite register waits for connections that do not disturb each other.
        for part in (same_bytes, versions, conflicts, checklists, names, *([accounts] if register else [])):
            part(office, original)
        pages(office, original)
        first_auditor(office)
        if counter.stop() != 0:
            office.failures.append("the counter did not end cleanly")
    for failure in office.failures:
        print(failure)
    print(f"office: {office.steps} steps, {len(office.failures)} differences")
    return len(office.failures) > 0


if __name__ == "__main__":
    sys.exit(main())
