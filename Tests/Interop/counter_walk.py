"""A partner and an auditor walk through the counter in Chromium, from the invitation to the audit workbook and back, in French
and in English, with script and without; axe-core goes through every page, at two widths, in light and dark.

    counter_walk.py [--pictures FOLDER] [--quick]

Exit status: 0 all went, 1 something did not, 77 a program is missing.
"""

import argparse
import importlib.util
import pathlib
import shutil
import sys

import webdriver
from counter import PASSWORD, Counter

ROOT = pathlib.Path(__file__).resolve().parents[2]
RETURNED = ROOT / "SampleData/returned"
# Of axe-core: WCAG 2.2 AA and its best practices.
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Walk:
    def __init__(self, counter, driver, language, script, pictures, axe):
        self.counter, self.driver, self.language, self.script = counter, driver, language, script
        self.pictures, self.axe = pictures, axe
        self.faults, self.pages, self.steps = [], 0, 0
        self.name = f"{language}, {'with' if script else 'without'} script"

    def fault(self, text):
        self.faults.append(f"{self.name}: {text}")

    def expect(self, what, holds):
        self.steps += 1
        if not holds:
            self.fault(what)

    def look(self, page, name):
        """Looks at a page: its language, width, accessibility, and what its console says."""
        self.pages += 1
        source = page.source
        self.expect(f"{name} is in {self.language}", f'<html lang="{self.language}"' in source)
        self.expect(f"{name} has a title", bool(page.title))
        for width, dark in [(1280, False), (360, True), (360, False), (1280, True)]:
            page.view(width, dark)
            if self.script:
                over = page.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
                if over > 0:
                    self.fault(f"{name}: at {width} pixels it is {over} too wide")
                if self.axe and (width, dark) in [(1280, False), (360, True)]:
                    page.devtools("Runtime.evaluate", expression=self.axe)
                    found = page.run_async(
                        "const done = arguments[0]; axe.run(document, {runOnly: arguments[1]}) "
                        ".then(r => done(r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | ')))).catch(e => done([String(e)]))"
                        .replace("arguments[0]", "arguments[arguments.length - 1]").replace("arguments[1]", "arguments[0]"),
                        AXE_TAGS)
                    for violation in found:
                        self.fault(f"{name} at {width}{', dark' if dark else ''}: {violation}")
            if self.pictures and self.script:
                page.picture(self.pictures / f"{self.language}-{name}-{width}{'-dark' if dark else ''}.png")
        page.view(1280)
        for complaint in page.complaints():
            # A page that says what is wrong has a status that the console repeats.
            if "Failed to load resource" not in complaint:
                self.fault(f"{name}: the console says {complaint}")

    # The two roles.

    def all(self):
        auditor = self.driver.browser(self.language, self.script)
        partner = self.driver.browser(self.language, self.script)
        try:
            self.enter(auditor)
            link = self.invite(auditor)
            self.partner(partner, link)
            audit = self.audit(auditor)
            self.reply(partner, audit)
            self.office(auditor)
        except (AssertionError, RuntimeError) as error:
            self.fault(f"the walk ended: {error}")
            if self.pictures:
                for name, page in [("auditor", auditor), ("partner", partner)]:
                    page.picture(self.pictures / f"stopped-{self.language}-{self.script}-{name}.png")
        finally:
            auditor.close()
            partner.close()

    def enter(self, page):
        base = self.counter.address
        page.open(base + "/")
        self.look(page, "welcome")
        page.open(base + "/queue")
        self.expect("the queue asks for a session", page.address.endswith("/login"))
        self.look(page, "login")
        if self.counter.account:
            page.open(base + self.counter.account)
            self.look(page, "password")
            page.type("input[name=password]", "court")
            page.type("input[name=again]", "court")
            # The browser itself holds a short password back; the server is asked elsewhere.
            page.open(base + self.counter.account)
            page.type("input[name=password]", PASSWORD)
            page.type("input[name=again]", PASSWORD)
            page.go("main form[method=post] button")
            self.counter.account = None
        else:
            page.type("input[name=name]", self.counter.name)
            page.type("input[name=password]", "devinette de passage")
            page.go("form[action='/login'] button")
            self.look(page, "login-wrong")
            page.type("input[name=password]", PASSWORD)
            page.go("form[action='/login'] button")
        self.expect("signing in leads to the queue", page.address.endswith("/queue"))

    def invite(self, page):
        page.open(self.counter.address + "/invitations")
        self.look(page, "invitations")
        self.partner_name = f"Maison Lavande ({self.name})"
        page.type("form[action='/invitations'] input[name=partner]", self.partner_name)
        page.go("form[action='/invitations'] button")
        self.look(page, "invited")
        link = next((page.call("GET", f"/element/{e}/property/value") for e in page.all("input[readonly], output, textarea[readonly]")), "")
        self.expect("the link is shown", "/i/" in link)
        return link

    def upload(self, page, file):
        page.type("form[action$='/check'] input[type=file]", str(file))
        page.go("form[action$='/check'] button")

    def partner(self, page, link):
        page.open(link)
        self.expect("the link leads to the partner's page", "/p/" in page.address and "/i/" not in page.address)
        self.home = page.address
        self.look(page, "partner-new")
        self.expect("script runs as it should", bool(page.all("[data-scripted][hidden]")) != self.script)
        saved = page.download("form[action$='/workbook'] button, a[href*='/workbook']")
        self.expect("the workbook is an XLSX", saved.read_bytes()[:2] == b"PK" and saved.suffix == ".xlsx")

        notes = page.downloads / "notes.xlsx"
        notes.write_text("no workbook")
        self.upload_refused(page, notes)
        self.upload(page, next(RETURNED.glob("Numa*.xlsx")))
        self.look(page, "partner-incomplete")
        page.go("form[action$='/discard'] button")
        self.look(page, "partner-discarded")
        self.expect("a discarded workbook is gone", not page.all("form[action$='/submit']"))

        self.upload(page, next(RETURNED.glob("Maison*.xlsx")))
        self.look(page, "partner-checked")
        page.go("form[action$='/submit'] button")
        self.look(page, "partner-handed-in")
        self.expect("what was handed in is listed", bool(page.all("a[href*='/submissions/']")))
        # Once more, with something changed: the differences are told.
        self.upload(page, changed(next(RETURNED.glob("Maison*.xlsx")), page.downloads / "v2.xlsx"))
        page.go("form[action$='/submit'] button")
        changes = page.link("a[href$='/changes']")
        page.open(changes)
        self.look(page, "partner-changes")
        self.expect("one answer differs", page.all("section.finding-group") != [])
        page.open(self.home)
        report = next(a for a in page.all("a[href*='/submissions/']"))
        page.open(page.call("GET", f"/element/{report}/property/href"))
        self.look(page, "partner-report")

    def upload_refused(self, page, file):
        """What cannot be read is said on the page itself, which script shows without leaving it."""
        page.type("form[action$='/check'] input[type=file]", str(file))
        page.click("form[action$='/check'] button")
        page.one("[role=alert], .notice.no, .notice")
        self.look(page, "partner-refused")
        self.expect("a file that is no workbook is not taken", not page.all("form[action$='/submit']"))
        page.open(self.home)

    def audit(self, page):
        base = self.counter.address
        page.open(base + "/queue")
        self.expect("the partner is in the queue", self.partner_name in page.source)
        self.look(page, "queue")
        page.open(base + "/queue?q=" + "zzz")
        self.look(page, "queue-empty")
        page.open(base + "/queue?state=returned")
        links = page.all("a[href^='/submissions/']")
        hrefs = [page.call("GET", f"/element/{e}/property/href") for e in links]
        texts = page.source
        self.expect("who has returned is found by state", bool(hrefs) and self.partner_name in texts)
        numbers = sorted(int(h.rsplit("/", 1)[1]) for h in hrefs if h.rsplit("/", 1)[1].isdigit())
        self.number = numbers[-1]
        page.open(f"{base}/submissions/{self.number}")
        self.look(page, "submission")
        original = page.download("a[href$='/original']")
        self.expect("the original is the file that was handed in", original.read_bytes() == self.sent)
        workbook = page.download("a[href$='/audit']")
        filled = findings(workbook, page.downloads / "audit.xlsx", self.language)
        page.click("section details summary")
        page.type("form[action='/audits'] input[type=file]", str(filled))
        page.go("form[action='/audits'] button")
        self.look(page, "audited")
        self.expect("the audit is a submission of its own", "/submissions/" in page.address)
        page.open(base + "/queue?state=audited")
        self.expect("the partner is next", self.partner_name in page.source)
        summary = page.download("form[action='/selection'] button.main")
        self.expect("the summary is an XLSX", summary.read_bytes()[:2] == b"PK")
        return page.address

    def reply(self, page, _):
        page.open(self.home)
        self.look(page, "partner-audited")
        workbook = page.download("a[href*='/audits/']")
        self.expect("the auditor's workbook is an XLSX", workbook.read_bytes()[:2] == b"PK")
        self.upload(page, workbook)
        self.look(page, "partner-reply")
        page.go("form[action$='/submit'] button")
        other = "en" if self.language == "fr" else "fr"
        page.open(self.home + "?lang=" + other)
        self.expect("the page speaks the other language", f'<html lang="{other}"' in page.source)
        page.open(self.home + "?lang=" + self.language)

    def office(self, page):
        base = self.counter.address
        for name in ["accounts", "log"]:
            page.open(base + "/" + name)
            self.look(page, name)
        page.open(base + "/accounts")
        page.type("form[action='/accounts'] input[name=name]", f"Jeanne ({self.name})")
        page.go("form[action='/accounts'] button")
        self.look(page, "account-made")
        page.open(base + "/submissions/999")
        self.look(page, "error")
        page.open(base + "/queue")
        page.go("form[action='/logout'] button")
        self.expect("signing out leads to the form", page.address.endswith("/login"))

    @property
    def sent(self):
        return self.changed_bytes


def changed(source, target):
    import openpyxl
    book = openpyxl.load_workbook(source)
    # The first sheet explains; the last ones are hidden.
    for sheet in [sheet for sheet in book.worksheets[2:] if sheet.sheet_state == "visible"]:
        for row in sheet.iter_rows(min_row=6):
            for cell in row:
                if cell.value == "O" and not cell.protection.locked:
                    cell.value = "N"
                    book.save(target)
                    Walk.changed_bytes = target.read_bytes()
                    return target
    raise AssertionError("there is no O to be changed")


def findings(source, target, language):
    """Writes one finding, its reason and a requested action, where the audit sheet's headers say."""
    import openpyxl
    book = openpyxl.load_workbook(source)
    sheet = book.worksheets[0]
    words = {"fr": ("Constat", "Motif", "Action"), "en": ("Finding", "Reason", "Action")}
    for sheet in book:
        for row in sheet.iter_rows(max_row=40):
            heads = {str(cell.value).split("\n")[0].strip(): cell for cell in row if isinstance(cell.value, str)}
            columns = []
            for word in words["fr"] if any(h.startswith("Constat") for h in heads) else words["en"]:
                columns.append(next((c for h, c in heads.items() if h.startswith(word)), None))
            if all(columns):
                line = columns[0].row + 1
                while sheet.cell(line, columns[0].column).protection.locked:
                    line += 1
                    if line > columns[0].row + 60:
                        raise AssertionError("there is no cell for a finding")
                for cell, text in zip(columns, ("N", "Preuve trop ancienne", "Joindre le rapport de 2019")):
                    sheet.cell(line, cell.column).value = text
                book.save(target)
                return target
    raise AssertionError("there is no sheet for findings")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pictures", type=pathlib.Path)
    parser.add_argument("--quick", action="store_true", help="French with script, English without")
    arguments = parser.parse_args()
    if not webdriver.PROGRAM or not (shutil.which("chromium") or shutil.which("google-chrome")):
        print("skipped: chromedriver (Debian: chromium-driver) or Chromium is not there")
        return 77
    found = importlib.util.find_spec("axe_playwright_python")
    axe = (pathlib.Path(found.submodule_search_locations[0]) / "axe.min.js").read_text() if found else None
    if arguments.pictures:
        arguments.pictures.mkdir(parents=True, exist_ok=True)
    rounds = [("fr", True), ("en", False)] if arguments.quick else [
        ("fr", True), ("fr", False), ("en", True), ("en", False)]
    faults, steps, pages = [], 0, 0
    with Counter(partner=None, options=["--rate", "100000", "--auditor", "Camille Auditrice"]) as counter, \
            webdriver.Driver() as driver:
        counter.name = "Camille Auditrice"
        for language, script in rounds:
            walk = Walk(counter, driver, language, script, arguments.pictures, axe)
            walk.all()
            faults += walk.faults
            steps += walk.steps
            pages += walk.pages
        if counter.stop() != 0:
            faults.append("the counter did not end cleanly")
    for fault in faults:
        print(fault)
    print(f"counter: {len(rounds)} walks, {pages} pages looked at, {steps} steps, "
          f"axe-core {'on' if axe else 'missing'}, {len(faults)} differences")
    return len(faults) > 0


if __name__ == "__main__":
    sys.exit(main())
