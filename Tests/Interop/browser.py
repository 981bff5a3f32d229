"""Chromium without a window, driven through its DevTools protocol over two pipes: no port, no driver, no package."""

import base64
import json
import os
import pathlib
import select
import shutil
import signal
import subprocess
import tempfile
import time

PROGRAM = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)


class Browser:
    """A browser of its own, with a profile that is thrown away; every wait ends after `patience` seconds."""

    def __init__(self, patience=120):
        self.patience = patience
        self.profile = tempfile.TemporaryDirectory(prefix="respecte-browser-", ignore_cleanup_errors=True)
        to_browser, self.writing = os.pipe()
        self.reading, from_browser = os.pipe()

        def connect():
            # The browser reads from 3 and writes to 4; neither end may stand in the other's way.
            reading, writing = os.dup(to_browser), os.dup(from_browser)
            high = [os.dup2(fd, 100 + n) for n, fd in enumerate((reading, writing))]
            os.dup2(high[0], 3)
            os.dup2(high[1], 4)

        self.process = subprocess.Popen(
            [PROGRAM, "--headless", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
             f"--user-data-dir={self.profile.name}", "about:blank"],
            preexec_fn=connect, close_fds=False, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self.buffer = b""
        self.number = 0
        self.events = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
        os.close(self.reading)
        os.close(self.writing)
        self.profile.cleanup()

    def message(self, until):
        while b"\0" not in self.buffer:
            left = until - time.monotonic()
            if left <= 0 or not select.select([self.reading], [], [], left)[0]:
                raise TimeoutError("the browser does not answer")
            more = os.read(self.reading, 1 << 20)
            if not more:
                raise EOFError("the browser has ended")
            self.buffer += more
        text, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(text)

    def call(self, method, session=None, **parameters):
        self.number += 1
        request = {"id": self.number, "method": method, "params": parameters}
        if session:
            request["sessionId"] = session
        data = json.dumps(request).encode() + b"\0"
        while data:
            data = data[os.write(self.writing, data):]
        until = time.monotonic() + self.patience
        while True:
            message = self.message(until)
            if message.get("id") == request["id"]:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]
            self.events.append(message)

    def page(self, width=1366, height=768, dark=False):
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        return Page(self, target, session, width, height, dark)


class Page:
    def __init__(self, browser, target, session, width, height, dark):
        self.browser, self.target, self.session = browser, target, session
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.call(f"{domain}.enable")
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                  mobile=False)
        self.emulate("dark" if dark else "light")

    def call(self, method, **parameters):
        return self.browser.call(method, self.session, **parameters)

    def emulate(self, scheme, media=""):
        self.call("Emulation.setEmulatedMedia", media=media,
                  features=[{"name": "prefers-color-scheme", "value": scheme}])

    def load(self, path):
        self.browser.events.clear()
        self.call("Page.navigate", url=path if "://" in str(path) else pathlib.Path(path).resolve().as_uri())
        until = time.monotonic() + self.browser.patience
        while not any(e.get("method") == "Page.loadEventFired" for e in self.of_session()):
            self.browser.events.append(self.browser.message(until))

    def of_session(self):
        return [e for e in self.browser.events if e.get("sessionId") == self.session]

    def requests(self):
        """Every address that was asked for since the page was loaded."""
        return [e["params"]["request"]["url"] for e in self.of_session()
                if e.get("method") == "Network.requestWillBeSent"]

    def complaints(self):
        """What the browser's log and console say: violations of the policy, errors."""
        return [e["params"]["entry"]["text"] for e in self.of_session() if e.get("method") == "Log.entryAdded"] + [
            json.dumps(e["params"]) for e in self.of_session()
            if e.get("method") in ("Runtime.exceptionThrown", "Runtime.consoleAPICalled")]

    def evaluate(self, script):
        result = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(json.dumps(result["exceptionDetails"])[:2000])
        return result["result"].get("value")

    def screenshot(self, file, whole=False, clip=None):
        options = {"format": "png", "captureBeyondViewport": whole}
        if whole and clip is None:
            size = self.call("Page.getLayoutMetrics")["cssContentSize"]
            clip = (0, 0, size["width"], min(size["height"], 16000))
        if clip:
            options["clip"] = dict(zip(("x", "y", "width", "height"), clip), scale=1)
        data = self.call("Page.captureScreenshot", **options)["data"]
        pathlib.Path(file).write_bytes(base64.b64decode(data))

    def pdf(self, file):
        data = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=False)["data"]
        pathlib.Path(file).write_bytes(base64.b64decode(data))

    def key(self, name, code):
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=name, code=name, windowsVirtualKeyCode=code)

    def close(self):
        self.browser.call("Target.closeTarget", targetId=self.target)
