#!/usr/bin/env python3
"""Opens the pages of the counter in Chromium, as a server would hand them out, and finds what is not for everyone.

usage: counter_pages.py FOLDER [--pictures]

The folder holds `NAME.LANGUAGE.html`, `policy.txt` and `counter.js`. Each page is looked at 360 pixels narrow; most kinds wide,
dark and with axe-core, too. Then a file is dropped, with an answer of each kind, and a link is copied.
`--pictures` leaves a picture of each page beside it.

Exit status: 0 nothing found, 1 something, 77 Chromium or axe-core is missing.
"""

import argparse
import http.server
import importlib.util
import json
import sys
import threading
import time
import urllib.parse
from pathlib import Path

import html_checks
import programs
from browser import PROGRAM, Browser

# Gone through with axe-core: between them they have every kind of element.
THOROUGHLY = ["welcome", "sign-in-wrong", "password", "error", "partner-new", "partner-checked", "partner-replying", "partner-replied",
              "partner-handed-in", "partner-nameless", "queue", "submission", "submission-changes", "invitations-made", "accounts", "log"]

BUT_CONTRAST = {"rules": {"color-contrast": {"enabled": False}}}

# What a reader with a small screen or without a mouse stumbles over.
FACTS = r"""(() => {
  const all = [...document.querySelectorAll('*')], facts = {};
  facts.pwned = String(window.pwned);
  facts.width = document.documentElement.scrollWidth;
  facts.wide = all.filter(e => !e.closest('.scroll, svg, .skip, .unseen, thead, [hidden], details:not([open]) > :not(summary)')
    && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.localName + '.' + e.className).slice(0, 5);
  // WCAG 2.2, 2.5.8, with room to spare: what stands alone can be hit with a finger.
  facts.small = [...document.querySelectorAll('button, .button, summary, input:not([type=hidden]), select, nav a')]
    .filter(e => { const r = (e.closest('label.choice, .pick') ?? e).getBoundingClientRect();
      return r.height > 0 && (r.height < 24 || r.width < 24); }).map(e => e.outerHTML.slice(0, 80));
  return facts;
})()"""


class Pages(http.server.ThreadingHTTPServer):
    """Hands out the folder's pages with the policy, and answers what is sent as it is told."""

    daemon_threads = True

    def __init__(self, folder):
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder = folder
        self.policy = (folder / "policy.txt").read_text(encoding="utf-8")
        # What is answered to a file, and what came.
        self.answer = "redirect"
        self.received = []

    def address(self, path=""):
        return f"http://127.0.0.1:{self.server_port}{path}"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def reply(self, status, body=b"", kind="text/html; charset=utf-8", **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", self.server.policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        path = urllib.parse.urlsplit(self.path).path
        if path == "/counter.js":
            return self.reply(200, (self.server.folder / "counter.js").read_bytes(), "text/javascript; charset=utf-8")
        name = "partner-checked.fr" if path == "/p/7" and "done" in self.path else path.strip("/")
        file = self.server.folder / f"{name}.html"
        if "/" in name or not file.is_file():
            return self.reply(404, b"")
        self.reply(200, file.read_bytes())

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((self.path, self.headers["Content-Type"], body))
        if self.server.answer == "redirect":
            return self.reply(303, Location="/p/7?done=checked#check")
        if self.server.answer == "slow":
            time.sleep(0.5)
            return self.reply(303, Location="/p/7?done=submitted")
        if self.server.answer == "refused":
            return self.reply(422, (self.server.folder / "partner-refused.fr.html").read_bytes())
        self.close_connection = True
        self.connection.close()


def look(browser, server, name, axe, pictures):
    found = []
    stem = name.rsplit(".", 1)[0]
    is_whole = pictures or (stem in THOROUGHLY and name.endswith(".fr"))
    # What is narrow shows most; dark and light differ in colours alone.
    for width, dark in ((1280, False), (1280, True), (360, False), (360, True)):
        if not is_whole and (width, dark) != (360, False) or (width, dark) == (1280, True) and not pictures:
            continue
        page = browser.page(width, 800, dark)
        page.load(server.address("/" + name))
        faults = []
        facts = page.evaluate(FACTS)
        if facts["pwned"] != "undefined":
            faults.append("a script ran")
        if facts["width"] > width or facts["wide"]:
            faults.append(f"wider than {width}: {facts['width']} {facts['wide']}")
        if facts["small"] and width == 360:
            faults.append(f"too small to be hit: {facts['small'][:3]}")
        wanted = {server.address("/" + name), server.address("/counter.js")}
        if asked := [url for url in page.requests() if url not in wanted]:
            faults.append(f"asked for {asked[:5]}")
        if said := page.complaints():
            faults.append(f"the browser complains: {said[:3]}")
        if width == 1280 and not dark and name.endswith(".fr"):
            faults += keyboard(page)
        if pictures:
            page.screenshot(server.folder / f"{name}.{width}.{'dark' if dark else 'light'}.png", whole=True)
        if stem in THOROUGHLY and name.endswith(".fr"):
            page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
            faults += html_checks.accessibility(page, axe, {"runOnly": ["color-contrast"]} if dark else BUT_CONTRAST if width == 360 else {})
        found += [f"{name}, {width} {'dark' if dark else 'light'}: {fault}" for fault in faults]
        page.close()
    return found


def keyboard(page):
    """Tab goes through all that can be used, in the order in which it stands, and each shows that it has the focus."""
    found = []
    usable = page.evaluate("""[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary, [tabindex="0"]')]
        .filter(e => e.checkVisibility() && !e.disabled && !(e.type === 'radio' && !e.checked)).length""")
    before = -1
    for step in range(min(usable, 25)):
        page.key("Tab", 9)
        place, name, outline = page.evaluate("""(e => [[...document.querySelectorAll('*')].indexOf(e), e.outerHTML.slice(0, 60),
            getComputedStyle(e).outlineStyle])(document.activeElement)""")
        if place <= before:
            found.append(f"stop {step} goes back to {name}")
        if outline == "none":
            found.append(f"{name} does not show the focus")
        before = place
    return found


def press(page):
    """Enter, as a keyboard sends it: a button wants the sign, too."""
    for kind, text in (("keyDown", "\r"), ("keyUp", "")):
        page.call("Input.dispatchKeyEvent", type=kind, key="Enter", code="Enter", windowsVirtualKeyCode=13, text=text)


def until(page, script, what):
    """Waits for something in the page to become true."""
    end = time.monotonic() + 20
    done = False
    while not done and time.monotonic() < end:
        try:
            done = page.evaluate(f"(() => {{ try {{ return !!({script}); }} catch {{ return false; }} }})()")
        except RuntimeError:
            # The page is being left.
            done = False
        time.sleep(0.05)
    return [] if done else [f"not within 20 seconds: {what}"]


DROP = """(() => { const data = new DataTransfer();
    for (const name of %s) data.items.add(new File([new Uint8Array(%d)], name));
    for (const kind of ['dragenter', 'dragover', 'drop'])
      document.body.dispatchEvent(new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: data})); })()"""


def script(browser, server):
    """What the script adds: a dropped file is sent with the form's token, and the answer is shown."""
    found = []

    def dropped(answer, names=("classeur « é ».xlsx",), size=100_000):
        server.answer = answer
        server.received.clear()
        page = browser.page(1280, 800)
        page.load(server.address("/partner-new.fr"))
        page.evaluate(DROP % (json.dumps(names), size))
        return page

    page = dropped("redirect")
    found += until(page, "location.pathname === '/p/7' && location.hash === '#check' && document.getElementById('check')", "the check")
    if len(server.received) != 1:
        found.append(f"sent {len(server.received)} times")
    for path, kind, body in server.received:
        if path != "/p/7/check" or not kind.startswith("multipart/form-data"):
            found.append(f"sent to {path} as {kind}")
        if b'name="csrf"\r\n\r\n0123456789abcdef' not in body or body.find(b'name="csrf"') > body.find(b'name="file"'):
            found.append("the token does not come first")
        if 'filename="classeur « é ».xlsx"'.encode() not in body or len(body) < 100_000:
            found.append("not the file")
    page.close()

    page = dropped("refused")
    found += until(page, "document.querySelector('[role=alert]') && document.activeElement.localName === 'main'", "the refusal")
    # The new form works as the old one did.
    server.answer = "redirect"
    page.evaluate(DROP % (json.dumps(["b.xlsx"]), 10))
    found += until(page, "location.search === '?done=checked'", "the check after a refusal")
    page.close()

    for answer, names, size, words in (
            ("broken", ["a.xlsx"], 10, "failed"), ("redirect", ["a.xlsx", "b.xlsx"], 10, "several"),
            ("redirect", ["a.xlsx"], (20 << 20) + 1, "large")):
        page = dropped(answer, names, size)
        found += until(page, f"""(f => f.querySelector('[role=status]').textContent === f.dataset.{words}
            && !f.querySelector('button').disabled && f.querySelector('progress').hidden)(document.querySelector('form[data-drop]'))""",
                       f"the words “{words}”")
        # A browser tries again by itself where a connection breaks.
        if bool(server.received) != (answer == "broken"):
            found.append(f"{words}: sent {len(server.received)} times")
        page.close()

    # What is returned to a partner at once is not sent by dropping it alone.
    server.received.clear()
    page = browser.page(1280, 800)
    page.load(server.address("/submission.fr"))
    page.evaluate(DROP % (json.dumps(["audit.xlsx"]), 10))
    found += until(page, """(f => f.querySelector('[role=status]').textContent.includes('audit.xlsx') && f.closest('details').open
        && document.activeElement === f.querySelector('button'))(document.querySelector('form[data-drop]'))""", "a file that is ready")
    if server.received:
        found.append("an audit workbook was sent by dropping it")
    page.close()

    page = browser.page(1280, 800)
    page.load(server.address("/invitations-made.fr"))
    page.evaluate("document.querySelector('[data-copy]').focus()")
    press(page)
    found += until(page, "document.querySelector('[data-done]').textContent === 'Copié.'", "the copied link")
    page.close()

    # A form that changes something is sent once, however often it is pressed.
    server.answer = "slow"
    server.received.clear()
    page = browser.page(1280, 800)
    page.load(server.address("/partner-checked.fr"))
    page.evaluate("document.querySelector('form[action$=\"/submit\"] button').focus()")
    for _ in range(3):
        press(page)
        time.sleep(0.1)
    found += until(page, "location.search === '?done=submitted'", "what comes of handing in")
    if len(server.received) != 1:
        found.append(f"handed in {len(server.received)} times")
    page.close()
    return found


def plain(browser, server):
    """Without script nothing is offered that needs one."""
    page = browser.page(1280, 800)
    page.call("Emulation.setScriptExecutionDisabled", value=True)
    page.load(server.address("/partner-new.fr"))
    text = page.evaluate("document.body.innerText")
    page.close()
    return ["dropping is offered without script"] if "glissez" in text else []


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pictures", action="store_true", help="leave a picture of each page")
    parser.add_argument("--only", help="pages whose names begin so; `script` for what the script does")
    options = parser.parse_args()
    spec = importlib.util.find_spec("axe_playwright_python")
    if PROGRAM is None or spec is None:
        print("skipped: Chromium (Debian: chromium) or axe-core (PyPI: axe-playwright-python) is not there")
        return programs.SKIPPED
    axe = Path(spec.submodule_search_locations[0]) / "axe.min.js"
    server = Pages(options.folder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    found = []
    names = sorted(file.name.removesuffix(".html") for file in options.folder.glob("*.html"))
    with Browser() as browser:
        for name in names:
            stem, language = name.rsplit(".", 1)
            if name.startswith(options.only or "") and (language == "fr" or stem in THOROUGHLY):
                found += look(browser, server, name, axe, options.pictures)
        if not options.only or options.only == "script":
            found += script(browser, server)
            found += plain(browser, server)
    server.shutdown()
    for fault in found:
        print(fault[:600])
    print(f"{len(names)} pages, {len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
