"""The counter in a register of its own, and visitors who keep their cookies as a browser does."""

import http.client
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
import uuid

RESPECTE = os.environ["RESPECTE"]
PASSWORD = "une phrase assez longue"


class Counter:
    """`respecte serve` on a free port; `partner` is invited from the beginning. The log goes into a pipe where one is given."""

    def __init__(self, partner="Maison Lavande", register=None, options=(), environment=None, pipe=None, is_new=True, address="127.0.0.1:0"):
        self.folder = tempfile.TemporaryDirectory(prefix="respecte-counter-")
        self.register = register or str(pathlib.Path(self.folder.name) / "register.sqlite")
        self.errors = pathlib.Path(self.folder.name) / "log"
        self.partner = partner
        self.options = list(options)
        self.pipe = pipe
        # Where somebody has a password already and nobody is invited, no link is written.
        self.is_new = is_new
        self.environment = {**os.environ, "LANG": "fr_FR.UTF-8", "LOGNAME": "bureau", **(environment or {})}
        self.start(address)

    def start(self, address="127.0.0.1:0"):
        self.process = subprocess.Popen(
            [RESPECTE, "serve", "--listen", address, "--register", self.register,
             *(["--demo", self.partner] if self.partner else []), *self.options],
            stdout=subprocess.PIPE, stderr=self.pipe or open(self.errors, "ab"), text=True, env=self.environment)
        self.account = self.link = None
        first = self.process.stdout.readline()
        found = re.search(r"https?://[^/\s]+", first)
        assert found, f"the counter did not open: {first}{self.log()}"
        self.address = found[0]
        port = self.address.rsplit(":", 1)[1]
        self.port = int(port if port.isdigit() else address.rsplit(":", 1)[1])
        while self.is_new or self.partner:
            if self.link or (self.account and not self.partner):
                break
            line = self.process.stdout.readline()
            if not line:
                break
            if found := re.search(r"/account/\S+", line):
                self.account = found[0]
            if found := re.search(r"/i/\S+", line):
                self.link = found[0]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.folder.cleanup()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=60)

    def log(self):
        """What is in the log's file."""
        return self.errors.read_text()

    def visitor(self, **options):
        return Visitor(self.port, **options)

    def partner_at(self, link=None):
        """A visitor who has opened an invitation link, and the address of the partner's page."""
        visitor = self.visitor()
        answer = visitor.get(link or self.link)
        assert answer.status == 303, answer
        visitor.home = answer.headers["Location"]
        visitor.token = visitor.get(visitor.home).json["csrf"]
        return visitor

    def auditor(self):
        """A visitor who has set the first account's password, or who signs in with it."""
        visitor = self.visitor()
        path = self.account or "/login"
        token = visitor.get(path).json["csrf"]
        fields = {"csrf": token, "password": PASSWORD}
        if self.account:
            fields["again"] = PASSWORD
        else:
            fields["name"] = self.name
        answer = visitor.post(path, fields)
        assert answer.status == 200, answer
        self.name = answer.json.get("account")
        self.account = None
        visitor.token = answer.json["csrf"]
        return visitor


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def text(self):
        return self.body.decode()

    def __str__(self):
        return f"{self.status} {self.body[:300]!r}"


class Visitor:
    def __init__(self, port, accept="application/json", host=None, source=None):
        self.port = port
        self.accept = accept
        self.host = host
        # Which of this machine's addresses it comes from.
        self.source = source and (source, 0)
        self.cookies = {}
        self.token = ""
        self.connection = None

    def request(self, method, path, body=None, headers=None, keep=False):
        sent = {"Accept": self.accept, **(headers or {})}
        if self.host and "Host" not in sent:
            sent["Host"] = self.host
        cookies = [f"{name}={value}" for (name, place), value in self.cookies.items() if path.startswith(place)]
        if cookies and "Cookie" not in sent:
            sent["Cookie"] = "; ".join(cookies)
        connection = self.connection or http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=120, source_address=self.source)
        connection.request(method, path, body, sent)
        answer = Answer(connection.getresponse())
        if keep:
            self.connection = connection
        else:
            connection.close()
            self.connection = None
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, rest = line.split("=", 1)
            value, *attributes = rest.split("; ")
            place = next(a[5:] for a in attributes if a.startswith("Path="))
            self.cookies[(name, place)] = value
        return answer

    def get(self, path, **options):
        return self.request("GET", path, **options)

    def post(self, path, fields=None, headers=None, **options):
        return self.request(
            "POST", path, urllib.parse.urlencode({"csrf": self.token, **(fields or {})}, doseq=True),
            {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})}, **options)

    def send(self, path, name, data, fields=None, headers=None, **options):
        """Sends a file as a form does."""
        edge = uuid.uuid4().hex
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
            for key, value in {"csrf": self.token, **(fields or {})}.items()
        ]
        quoted = name.replace('"', "%22")
        parts.append(
            f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{quoted}"\r\n'
            f"Content-Type: application/octet-stream\r\n\r\n".encode() + data + f"\r\n--{edge}--\r\n".encode())
        return self.request(
            "POST", path, b"".join(parts),
            {"Content-Type": f"multipart/form-data; boundary={edge}", **(headers or {})}, **options)


def postgresql():
    """The address of a database of its own; the server ends with this process."""
    started = subprocess.run(
        [pathlib.Path(__file__).with_name("postgresql.sh")], stdout=subprocess.PIPE, text=True)
    if started.returncode:
        sys.exit(started.returncode)
    return started.stdout.strip()


def wait_until(condition, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False
