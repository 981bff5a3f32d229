"""Chromium through chromedriver (W3C WebDriver), without a package."""

import base64
import http.client
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

PROGRAM = shutil.which("chromedriver")
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class Driver:
    """A chromedriver; its browsers end with it."""

    def __init__(self):
        # Names of files hold accents.
        self.process = subprocess.Popen(
            [PROGRAM, "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env={**os.environ, "LC_ALL": "C.UTF-8"})
        self.port = None
        for line in self.process.stdout:
            if "started successfully on port" in line:
                self.port = int(line.rsplit("port", 1)[1].strip(" .\n"))
                break

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()

    def call(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request(method, path, json.dumps(body) if body is not None else None,
                           {"Content-Type": "application/json"})
        response = connection.getresponse()
        value = json.loads(response.read())["value"]
        connection.close()
        if response.status != 200:
            raise RuntimeError(f"{method} {path}: {value.get('error')}: {value.get('message', '')[:400]}")
        return value

    def browser(self, language, script=True):
        return Page(self, language, script)


class Page:
    """A browser with a profile of its own, its one tab, and the folder of its downloads."""

    def __init__(self, driver, language, script):
        self.driver = driver
        self.script = script
        self.downloads = pathlib.Path(tempfile.mkdtemp(prefix="respecte-downloads-"))
        preferences = {
            "intl.accept_languages": language, "download.default_directory": str(self.downloads),
            "download.prompt_for_download": False}
        if not script:
            preferences["profile.managed_default_content_settings.javascript"] = 2
        options = {"args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1280,900"],
                   "prefs": preferences}
        made = driver.call("POST", "/session", {"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}}})
        self.path = "/session/" + made["sessionId"]

    def close(self):
        self.driver.call("DELETE", self.path)
        shutil.rmtree(self.downloads, ignore_errors=True)

    def call(self, method, path, body=None):
        return self.driver.call(method, self.path + path, body if body is not None or method == "GET" else {})

    def devtools(self, command, **parameters):
        return self.call("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def open(self, address):
        self.call("POST", "/url", {"url": address})

    @property
    def address(self):
        return self.call("GET", "/url")

    @property
    def source(self):
        return self.call("GET", "/source")

    @property
    def title(self):
        return self.call("GET", "/title")

    def all(self, selector):
        found = self.call("POST", "/elements", {"using": "css selector", "value": selector})
        return [item[ELEMENT] for item in found]

    def one(self, selector, seconds=20):
        end = time.monotonic() + seconds
        while True:
            found = self.all(selector)
            if found:
                return found[0]
            if time.monotonic() > end:
                raise AssertionError(f"{self.address}: there is no {selector}")
            time.sleep(0.1)

    def text(self, selector):
        return self.call("GET", f"/element/{self.one(selector)}/text")

    def value(self, selector):
        return self.call("GET", f"/element/{self.one(selector)}/property/value")

    def link(self, selector):
        return self.call("GET", f"/element/{self.one(selector)}/property/href")

    def type(self, selector, text):
        element = self.one(selector)
        self.call("POST", f"/element/{element}/value", {"text": text})

    def click(self, selector):
        """Clicks; who waits for another page says so by `one`."""
        self.call("POST", f"/element/{self.one(selector)}/click", {})

    def go(self, selector):
        """Clicks on something that leads to another page, and waits until this one is gone."""
        before = self.one("html")
        self.click(selector)
        end = time.monotonic() + 20
        while time.monotonic() < end:
            try:
                if self.all("html") and self.one("html") != before and self.one("main h1, header h1, h1"):
                    return
            except RuntimeError:
                pass
            time.sleep(0.05)
        raise AssertionError(f"{self.address}: {selector} leads nowhere")

    def download(self, selector):
        """Clicks on something that is saved, and gives the file."""
        before = set(self.downloads.iterdir())
        self.click(selector)
        end = time.monotonic() + 30
        while time.monotonic() < end:
            # Until it is whole a file has another name.
            new = [f for f in set(self.downloads.iterdir()) - before
                   if f.suffix not in (".crdownload", ".tmp") and not f.name.startswith((".", "com."))]
            if new and new[0].stat().st_size:
                return new[0]
            time.sleep(0.05)
        raise AssertionError(f"{self.address}: {selector} saves nothing")

    def run(self, script, *arguments):
        return self.call("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def run_async(self, script, *arguments):
        return self.call("POST", "/execute/async", {"script": script, "args": list(arguments)})

    def complaints(self):
        """What the console got: whatever the policy stopped, and scripts that failed."""
        entries = self.call("POST", "/se/log", {"type": "browser"})
        return [entry["message"] for entry in entries if entry["level"] == "SEVERE"]

    def view(self, width, dark=False):
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1,
                      mobile=width < 600)
        self.devtools("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])

    def picture(self, file):
        """The whole page."""
        data = self.devtools("Page.captureScreenshot", format="png", captureBeyondViewport=True)["data"]
        pathlib.Path(file).write_bytes(base64.b64decode(data))
