"""Has one visitor take all that can be taken of a counter, and looks whether the others are still served.

    counter_limits.py [TRIAL…]

Exit status: 0 all that holds, 1 it does not.
"""

import http.client
import os
import pathlib
import re
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import warnings

import counter
import counter_crowd as crowd
from counter_tries import raw

# Seconds within which whoever has nothing to do with it is answered.
SOON = 1


class Trial:
    """A counter, what was found wrong, and what was measured."""

    def __init__(self, here, reader):
        # Where the log can be read, of a counter that writes it into a pipe.
        self.here, self.reader, self.faults, self.figures = here, reader, [], []

    def expect(self, what, holds, seen=""):
        if not holds:
            self.faults.append(f"{what}: {seen}")

    def soon(self, what, body, seconds_at_most=SOON):
        """An answer that comes within a second, or as many as are given where much is computed."""
        began = time.monotonic()
        try:
            answer = body()
            seconds, status = time.monotonic() - began, answer.status
        except (OSError, http.client.HTTPException) as error:
            answer, seconds, status = None, time.monotonic() - began, repr(error)
        self.figures.append(f"{what} {seconds * 1000:.0f} ms")
        self.expect(what, status == 200 and seconds <= seconds_at_most, f"{status} after {seconds:.2f} s")
        return answer

    def connect(self, address):
        """A connection from another of this machine's addresses."""
        connection = socket.socket()
        connection.bind((address, 0))
        connection.settimeout(5)
        connection.connect(("127.0.0.1", self.here.port))
        return connection

    def is_cut(self, connection):
        connection.setblocking(False)
        try:
            return connection.recv(1) == b""
        except BlockingIOError:
            return False
        except OSError:
            return True


def parameters(trial):
    """Any number of parameters, and of lengths, gets an answer."""
    for count in (943, 5000):
        status, _ = raw(trial.here, b"GET /?" + b"&".join(b"n=%d" % n for n in range(count))
                        + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        trial.expect(f"{count} parameters", status == 200, status)
    status, _ = raw(trial.here, b"GET /?" + b"n=1&" * 20000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    trial.expect("parameters beyond a request line", status == 414, status)
    for what, lines, expected in [
        ("two lengths", b"Content-Length: 3\r\nContent-Length: 5\r\n", 400),
        ("one length twice", b"Content-Length: 5\r\nContent-Length: 5\r\n", 400),
        ("a length and pieces", b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", 400),
        ("pieces and a length", b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", 400),
        ("one length", b"Content-Length: 5\r\n", 415),
    ]:
        for method in (b"POST /login", b"GET /") if expected == 400 else (b"POST /login",):
            connection = trial.connect("127.0.0.1")
            connection.sendall(method + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n" + lines + b"\r\nabcde")
            try:
                head = connection.recv(1 << 16)
            except OSError as error:
                head = repr(error).encode()
            status = head.split(b" ", 2)[1:2]
            trial.expect(f"{method.decode()} with {what}", status == [b"%d" % expected], head[:80])
            if expected == 400:
                trial.expect(f"{what} ends the connection", b"Connection: close" in head, head[:80])
            connection.close()


def heads(trial):
    """Half-sent heads from one address; some of them go on, a byte each time."""
    visitor = trial.here.visitor()
    attack = []
    for number in range(300):
        try:
            connection = trial.connect("127.0.0.2")
            connection.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ")
            attack.append(connection)
        except OSError:
            pass
    time.sleep(0.2)
    for path in ("/healthz", "/login"):
        trial.soon(f"{path} beside half-sent heads", lambda: visitor.get(path))
    open_ones = [connection for connection in attack if not trial.is_cut(connection)]
    trial.figures.append(f"{len(open_ones)} of 300 connections held")
    trial.expect("one address holds a part of the connections", len(open_ones) < 150, len(open_ones))
    # Whoever drips is cut all the same.
    began = time.monotonic()
    while open_ones and time.monotonic() - began < 20:
        for connection in open_ones:
            try:
                connection.sendall(b"x")
            except OSError:
                pass
        time.sleep(0.5)
        open_ones = [connection for connection in open_ones if not trial.is_cut(connection)]
    trial.figures.append(f"dripped heads cut after {time.monotonic() - began:.0f} s")
    trial.expect("dripped heads are cut", not open_ones, f"{len(open_ones)} are open")


def uploads(trial):
    """17 uploads of 16 MB by one link that never end."""
    here = trial.here
    auditor = here.auditor()
    other = crowd.partners(here, 1, auditor)[0]
    partner = here.partner_at()
    size = 16 << 20
    cookie = partner.cookies[("respecte_link", partner.home)]
    head = (f"POST {partner.home}/check HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\nCookie: respecte_link={cookie}\r\n"
            f"Content-Type: multipart/form-data; boundary=edge\r\nContent-Length: {size + 1000}\r\n\r\n"
            f'--edge\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{partner.token}\r\n'
            '--edge\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n').encode()
    attack = []
    for _ in range(17):
        connection = trial.connect("127.0.0.3")
        connection.settimeout(30)
        try:
            connection.sendall(head)
            for _ in range(63):
                connection.sendall(b"PK" * (1 << 17))
        except OSError:
            pass
        attack.append(connection)
    time.sleep(0.5)
    visitor = here.visitor()
    trial.soon("/healthz beside uploads", lambda: visitor.get("/healthz"))
    visitor.token = trial.soon("/login beside uploads", lambda: visitor.get("/login")).json["csrf"]
    trial.soon("signing in beside uploads",
               lambda: visitor.post("/login", {"name": here.name, "password": counter.PASSWORD}), 5)
    sample = (crowd.SAMPLES / "tessera-2019-11.xlsx").read_bytes()
    answer = crowd.check(other, "retour.xlsx", sample)
    trial.expect("another partner's check beside uploads", answer.status == 200, answer)
    peak = crowd.memory(here, peak=True) >> 10
    trial.figures.append(f"peak {peak} MiB")
    trial.expect("memory beside uploads", peak < 350, f"{peak} MiB")
    # What is beyond the link's share is told so once it has come.
    connection = attack[-1]
    try:
        connection.sendall(b"PK" * (1 << 17) + b"x" * 1000)
        status = connection.recv(1 << 16).split(b" ", 2)[1:2]
    except OSError as error:
        status = repr(error)
    trial.expect("an upload beyond the link's share", status == [b"429"], status)
    for connection in attack:
        connection.close()
    trial.expect("what was held is given back", counter.wait_until(
        lambda: crowd.check(partner, "retour.xlsx", sample).status == 200, 5))


def passwords(trial):
    """80 wrong passwords for one name from 9 addresses keep its owner out nowhere."""
    here = trial.here
    owner = here.auditor()

    def sign_in(source, password, visitor=None):
        visitor = visitor or here.visitor(source=source)
        visitor.source = (source, 0)
        visitor.token = visitor.get("/login").json["csrf"]
        return visitor.post("/login", {"name": here.name, "password": password}).status

    began = time.monotonic()
    guesses = [sign_in(f"127.0.1.{1 + number % 9}", f"devinette {number}") for number in range(80)]
    trial.figures.append(f"80 guesses in {time.monotonic() - began:.0f} s")
    trial.expect("guesses", guesses == [403] * 80, guesses)
    status = sign_in("127.0.1.20", counter.PASSWORD)
    trial.expect("the owner in another browser, beside them", status == 200, status)
    # One address goes on until it has to wait; the owner's browser is let in even there.
    guesses = [sign_in("127.0.1.1", f"devinette {number}") for number in range(6)]
    trial.expect("whoever guesses has to wait", guesses[-1] == 429, guesses)
    status = sign_in("127.0.1.1", counter.PASSWORD)
    trial.expect("an unknown browser at the guesser's address waits, too", status == 429, status)
    assert owner.post("/logout").status == 200
    status = sign_in("127.0.1.1", counter.PASSWORD, owner)
    trial.expect("the owner's browser at the guesser's address", status == 200, status)
    # What the browser was given opens nothing by itself, and is worth no more tries than an address.
    stranger = here.visitor(source="127.0.1.30")
    stranger.cookies = {key: value for key, value in owner.cookies.items() if key[0] == "respecte_browser"}
    trial.expect("the cookie of a browser alone", stranger.get("/queue").status == 401)
    guesses = [sign_in("127.0.1.30", f"devinette {number}", stranger) for number in range(12)]
    trial.expect("guesses with the cookie of a browser", guesses[0] == 403 and guesses[-1] == 429, guesses)
    # A right password counts for nothing.
    statuses = [sign_in("127.0.1.40", counter.PASSWORD) for _ in range(11)]
    trial.expect("signing in often", statuses == [200] * 11, statuses)


def proxy(trial):
    """Behind a proxy all connections come from one address, and visitors are told apart by what it says of them."""
    held = [trial.connect("127.0.0.1") for _ in range(150)]
    for connection in held:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ")
    time.sleep(0.2)
    trial.soon("/healthz beside 150 connections of the proxy", lambda: trial.here.visitor().get("/healthz"))
    held = sum(not trial.is_cut(connection) for connection in held)
    trial.expect("connections of the proxy", held == 150, held)

    def asked(address):
        return [trial.here.visitor().get("/counter.js", headers={"X-Forwarded-For": address}).status for _ in range(25)]

    trial.expect("too many requests of a visitor", 429 in asked("2001:db8::1"))
    status = trial.here.visitor().get("/counter.js", headers={"X-Forwarded-For": "2001:db8::2"}).status
    trial.expect("another address of the same visitor", status == 429, status)
    status = trial.here.visitor().get("/counter.js", headers={"X-Forwarded-For": "2001:db8:0:1::1"}).status
    trial.expect("another visitor", status == 200, status)


def stopped(trial):
    """Whoever reads uploads is stopped: no file is blamed, and a new reader takes its place."""
    here = trial.here
    partner = here.partner_at()
    sample = (crowd.SAMPLES / "tessera-2019-11.xlsx").read_bytes()
    _, keeper, server = crowd.processes(here)
    os.kill(server, signal.SIGSTOP)
    began = time.monotonic()
    answer = crowd.check(partner, "retour.xlsx", sample)
    trial.figures.append(f"told after {time.monotonic() - began:.1f} s")
    trial.expect("a check by a reader that is stopped", answer.status == 503 and answer.headers["Retry-After"], answer)
    began = time.monotonic()
    answer = crowd.check(partner, "retour.xlsx", sample)
    trial.figures.append(f"the next check {time.monotonic() - began:.1f} s")
    trial.expect("the next check", answer.status == 200, answer)
    trial.expect("there is another reader", server not in crowd.processes(here), crowd.processes(here))


def log(trial):
    """Nobody reads what the counter writes into a pipe; later somebody does."""
    visitor = trial.here.visitor()
    slowest, answered, count = 0, 0, 3000
    for _ in range(count):
        began = time.monotonic()
        try:
            visitor.connection = visitor.connection or http.client.HTTPConnection(
                "127.0.0.1", trial.here.port, timeout=5)
            answered += visitor.get("/counter.js", keep=True).status == 200
        except OSError:
            break
        slowest = max(slowest, time.monotonic() - began)
    trial.figures.append(f"{answered} requests, the slowest {slowest * 1000:.0f} ms")
    trial.expect("requests while nobody reads the log", answered == count and slowest <= SOON, f"{answered} of {count}")
    if answered < count:
        trial.here.process.kill()
        return
    dropped = r"respecte_log_lines_dropped_total (\d+)\n"
    dropped = int(re.search(dropped, trial.here.visitor().get("/metrics").text)[1])
    trial.expect("lines that are dropped are counted", 0 < dropped < count, dropped)
    text = b""
    os.set_blocking(trial.reader, False)

    def told():
        nonlocal text
        try:
            text += os.read(trial.reader, 1 << 20)
        except BlockingIOError:
            visitor.get("/counter.js", keep=True)
        return re.search(rb'"message":"(\d+) lines were dropped', text)

    trial.expect("dropped lines are said", counter.wait_until(told) and int(told()[1]) >= dropped, text[-200:])
    # Again nobody reads, and it is to end.
    for _ in range(count):
        visitor.get("/counter.js", keep=True)
    began = time.monotonic()
    status = trial.here.stop()
    trial.figures.append(f"ended after {time.monotonic() - began:.1f} s")
    trial.expect("an end that nobody reads of", status == 0, status)


def ciphers(trial):
    """Clients that offer less than TLS 1.2, or ciphers of yesterday, over TLS of the server's own."""
    for what, newest, ciphers, expected in [
        ("TLS 1.3", "TLSv1_3", None, True),
        ("TLS 1.2, forward secrecy, GCM", "TLSv1_2", "ECDHE-RSA-AES128-GCM-SHA256", True),
        ("TLS 1.2, forward secrecy, ChaCha20", "TLSv1_2", "ECDHE-RSA-CHACHA20-POLY1305", True),
        ("TLS 1.2 without forward secrecy", "TLSv1_2", "AES128-GCM-SHA256", False),
        ("TLS 1.2 with CBC", "TLSv1_2", "ECDHE-RSA-AES128-SHA:ECDHE-RSA-AES256-SHA384", False),
        ("TLS 1.1", "TLSv1_1", "ALL:@SECLEVEL=0", False),
        ("TLS 1.0", "TLSv1", "ALL:@SECLEVEL=0", False),
    ]:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        context.minimum_version = context.maximum_version = ssl.TLSVersion[newest]
        if ciphers:
            context.set_ciphers(ciphers)
        try:
            with context.wrap_socket(trial.connect("127.0.0.1")) as connection:
                connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                taken = connection.recv(100).startswith(b"HTTP/1.1 200")
        except OSError:
            taken = False
        trial.expect(what, taken == expected, "taken" if taken else "refused")


def certificate(folder):
    """Options with a certificate of our own."""
    paths = [str(pathlib.Path(folder) / name) for name in ("c.pem", "k.pem")]
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                    "-out", paths[0], "-keyout", paths[1]], check=True, stderr=subprocess.DEVNULL)
    return ["--certificate", paths[0], "--key", paths[1]]


# Options of those that need other ones.
BESIDE = {
    ciphers: certificate,
    proxy: lambda _: ["--behind-proxy", "--public-url", "http://127.0.0.1", "--rate", "60"],
}
TRIALS = [parameters, heads, proxy, uploads, stopped, passwords, log, ciphers]


def main():
    # That TLS 1.1 is of yesterday is what is tried.
    warnings.simplefilter("ignore", DeprecationWarning)
    names = sys.argv[1:]
    faults = []
    for body in TRIALS:
        if names and body.__name__ not in names:
            continue
        began = time.monotonic()
        folder = tempfile.TemporaryDirectory()
        options = BESIDE[body](folder.name) if body in BESIDE else crowd.FREELY
        reader, writer = os.pipe() if body is log else (None, None)
        with socket.create_server(("127.0.0.1", 0)) as free:
            address = f"127.0.0.1:{free.getsockname()[1]}"
        with folder, counter.Counter(options=["--log", "json", *options], pipe=writer, address=address) as here:
            trial = Trial(here, reader)
            body(trial)
            if here.process.poll() is None and here.stop() != 0:
                trial.faults.append("it did not end cleanly")
        print(f"{body.__name__}: {time.monotonic() - began:.1f} s; " + "; ".join(trial.figures))
        faults += [f"{body.__name__}: {fault}" for fault in trial.faults]
    print("\n".join(faults))
    print(f"counter: one visitor beside others, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
