"""Tries to get at what is another's, or to make the counter do what nobody asked for: nothing is shown, all is logged.

    counter_tries.py [--postgresql]

Each row: what is tried, the request, the status that it has to get, the reason that the log has to give.
"""

import hashlib
import json
import pathlib
import re
import socket
import sqlite3
import subprocess
import sys
import time
import unicodedata
import urllib.parse

from counter import Counter, postgresql
from counter_crowd import commented

SAMPLE = next((pathlib.Path(__file__).parents[2] / "SampleData/returned").glob("Maison*.xlsx"))
# What only the partner and the auditor may see.
HIDDEN = ["Maison Lavande", "eligible", "éligible", "Noyer"]


def raw(counter, text):
    """Sends bytes as they are, and gives the status and the body."""
    with socket.create_connection(("127.0.0.1", counter.port), timeout=20) as connection:
        connection.sendall(text)
        data = b""
        try:
            while more := connection.recv(65536):
                data += more
        except ConnectionResetError:
            pass
    found = re.match(rb"HTTP/1\.1 (\d+)", data)
    return int(found[1]) if found else 0, data.partition(b"\r\n\r\n")[2].decode(errors="replace")


def main():
    failures = []
    register = postgresql() if "--postgresql" in sys.argv else None
    with Counter(register=register, options=["--log", "json"]) as counter:
        auditor = counter.auditor()
        partner = counter.partner_at()
        sent = partner.send(partner.home + "/check", "retour.xlsx", SAMPLE.read_bytes())
        assert sent.status == 200, sent
        handed = partner.post(partner.home + "/submit", {"sha256": sent.json["draft"]["sha256"]})
        assert handed.status == 200, handed

        def invite(name, days=30):
            made = auditor.post("/invitations", {
                "partner": name, "template": "aws-retail-technology-2019-12@1.0", "days": days})
            assert made.status == 200, made
            return made.json["link"].removeprefix(counter.address), made.json["invitations"][0]["number"]

        other_link, _ = invite("Atelier Noyer")
        other = counter.partner_at(other_link)
        revoked_link, number = invite("Verger Rouge")
        revoked = counter.partner_at(revoked_link)
        assert auditor.post(f"/invitations/{number}/revoke").status == 200
        expired_link, number = invite("Quai Gris")
        expired = counter.partner_at(expired_link)
        expire(counter, number)
        nobody = counter.visitor()
        closed = auditor.post("/accounts", {"name": "Ancienne"}).json
        stale = auditor.cookies.copy()

        home = partner.home
        mine = {"Cookie": f"respecte_link={other.cookies[('respecte_link', other.home)]}"}
        wrong = "A" * 43
        tries = [
            # Another partner's, and nobody's.
            ("another partner's page", other, "GET", home, None, mine, 403, "no-link"),
            ("another partner's report", other, "GET", home + "/submissions/1", None, mine, 403, "no-link"),
            ("another partner's original", other, "GET", home + "/submissions/1/original", None, mine, 403, "no-link"),
            ("another's report below one's own page", other, "GET", other.home + "/submissions/1", None, None, 404, "not-found"),
            ("another's original below one's own page", other, "GET", other.home + "/submissions/1/original", None, None, 404, "not-found"),
            ("another's differences below one's own page", other, "GET", other.home + "/submissions/1/changes", None, None, 404, "not-found"),
            ("another's audit below one's own page", other, "GET", other.home + "/audits/1", None, None, 404, "not-found"),
            ("a partner's page without a link", nobody, "GET", home, None, None, 403, "no-link"),
            ("a partner's page that there is not", nobody, "GET", "/p/999", None, None, 403, "no-link"),
            ("a partner's page with a made-up link", nobody, "GET", home, None, {"Cookie": "respecte_link=" + wrong}, 403, "no-link"),
            ("a made-up link", nobody, "GET", "/i/" + wrong, None, None, 410, "link-closed"),
            ("a link that is cut off", nobody, "GET", counter.link[:-1], None, None, 410, "link-closed"),
            ("a revoked link", nobody, "GET", revoked_link, None, None, 410, "link-closed"),
            ("an expired link", nobody, "GET", expired_link, None, None, 410, "link-closed"),
            ("the page of a revoked link", revoked, "GET", revoked.home, None, None, 410, "link-closed"),
            ("the page of an expired link", expired, "GET", expired.home, None, None, 410, "link-closed"),
            ("a workbook by a revoked link", revoked, "GET", revoked.home + "/workbook", None, None, 410, "link-closed"),
            # Auditors' pages.
            *[(f"{path} without a session", who, "GET", path, None, None, 401, "no-session")
              for who in (nobody, partner)
              for path in ("/queue", "/submissions/1", "/submissions/1/original", "/submissions/1/changes",
                           "/submissions/1/audit", "/selection?format=ndjson", "/invitations", "/accounts", "/log")],
            ("a made-up session", nobody, "GET", "/queue", None, {"Cookie": "respecte_session=" + wrong}, 401, "no-session"),
            ("a link as a session", nobody, "GET", "/queue", None, {"Cookie": "respecte_session=" + partner.cookies[("respecte_link", home)]}, 401, "no-session"),
            ("a session as a link", nobody, "GET", home, None, {"Cookie": "respecte_link=" + auditor.cookies[("respecte_session", "/")]}, 403, "no-link"),
            ("an invitation without a session", partner, "POST", "/invitations", {"partner": "X"}, None, 401, "no-session"),
            # Forms from elsewhere.
            ("a form without its token", partner, "POST", home + "/submit", {"csrf": ""}, None, 403, "form-token"),
            ("a form with another's token", partner, "POST", home + "/submit", {"csrf": other.token}, None, 403, "form-token"),
            ("an auditor's form without its token", auditor, "POST", "/accounts", {"csrf": "", "name": "Intruse"}, None, 403, "form-token"),
            ("a form that another site sends", auditor, "POST", "/accounts", {"name": "Intruse"}, {"Origin": "https://ailleurs.example"}, 403, "other-site"),
            ("a form that a browser says is another site's", auditor, "POST", "/accounts", {"name": "Intruse"}, {"Sec-Fetch-Site": "cross-site"}, 403, "other-site"),
            ("signing in without a page before", nobody, "POST", "/login", {"name": "x", "password": "y"}, None, 403, "form-token"),
            # Paths and hosts.
            ("a path with ..", auditor, "GET", "/../etc/passwd", None, None, 404, "not-found"),
            ("a path with encoded ..", auditor, "GET", "/p/%2e%2e/%2e%2e/etc/passwd", None, None, 404, "not-found"),
            ("a path with encoded slashes", auditor, "GET", "/submissions%2f1", None, None, 404, "not-found"),
            ("a path with a zero", auditor, "GET", "/submissions/1%00", None, None, 404, "not-found"),
            ("a number with a sign", auditor, "GET", "/submissions/-1", None, None, 404, "not-found"),
            ("a number with a leading zero", auditor, "GET", "/submissions/01", None, None, 404, "not-found"),
            ("a number beyond all", auditor, "GET", "/submissions/99999999999999999999", None, None, 404, "not-found"),
            ("a number that is none", auditor, "GET", "/submissions/1'%20OR%201=1", None, None, 404, "not-found"),
            ("another method", auditor, "DELETE", "/submissions/1", None, None, 405, "method"),
            ("another host", auditor, "GET", "/queue", None, {"Host": "ailleurs.example"}, 421, "host"),
            ("no form", partner, "POST", home + "/check", "{}", {"Content-Type": "application/json"}, 415, "no-form"),
            ("a form without a file", partner, "POST", home + "/check", {}, None, 400, "no-file"),
            ("a draft that was not checked", partner, "POST", home + "/submit", {"sha256": "0" * 64}, None, 409, "changed"),
        ]
        for what, who, method, path, fields, headers, status, reason in tries:
            before = len(counter.log().splitlines())
            if method == "POST" and not isinstance(fields, str):
                answer = who.post(path, fields, headers)
            else:
                answer = who.request(method, path, fields, headers)
            check(failures, what, counter, before, answer.status, answer.text, status, reason)

        # Header and form tricks that a library would not send.
        big = b"a" * 100_000
        session = ("respecte_session=" + auditor.cookies[("respecte_session", "/")]).encode()
        link = ("respecte_link=" + partner.cookies[("respecte_link", home)]).encode()
        host = b"Host: 127.0.0.1\r\n"
        edge = b"multipart/form-data; boundary=x"
        for what, text, statuses in [
            ("headers without an end", b"GET /queue HTTP/1.1\r\n" + host + b"X: " + big, {0, 400, 413, 431, 414}),
            ("a target without an end", b"GET /" + big + b" HTTP/1.1\r\n" + host + b"\r\n", {0, 400, 413, 414, 431}),
            ("two lengths", b"POST /login HTTP/1.1\r\n" + host + b"Content-Length: 3\r\nContent-Length: 5\r\nConnection: close\r\n\r\nabcde", {0, 400, 403, 415}),
            ("a length and chunks", b"POST /login HTTP/1.1\r\n" + host + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n", {0, 400, 403, 415}),
            ("a length that is none", b"POST /login HTTP/1.1\r\n" + host + b"Content-Length: -5\r\nConnection: close\r\n\r\n", {0, 400, 413}),
            ("a length beyond the limit", b"POST " + home.encode() + b"/check HTTP/1.1\r\n" + host + b"Cookie: " + link + b"\r\nContent-Type: " + edge + b"\r\nContent-Length: 999999999\r\nConnection: close\r\n\r\n", {413}),
            ("no host", b"GET /queue HTTP/1.1\r\nConnection: close\r\nCookie: " + session + b"\r\n\r\n", {0, 400, 421}),
            ("two hosts", b"GET /queue HTTP/1.1\r\n" + host + b"Host: ailleurs.example\r\nConnection: close\r\nCookie: " + session + b"\r\n\r\n", {0, 400, 421}),
            ("another address in the request line", b"GET http://ailleurs.example/queue HTTP/1.1\r\n" + host + b"Connection: close\r\nCookie: " + session + b"\r\n\r\n", {0, 400, 404, 421}),
            ("a multipart body without an end", b"POST " + home.encode() + b"/check HTTP/1.1\r\n" + host + b"Cookie: " + link + b"\r\nContent-Type: " + edge + b"\r\nContent-Length: 40\r\nConnection: close\r\n\r\n--x\r\nContent-Disposition: form-data; nam", {0, 400, 403, 415}),
            ("a file name with line breaks", b"POST " + home.encode() + b"/check HTTP/1.1\r\n" + host + b"Cookie: " + link + b"\r\nContent-Type: " + edge + b"\r\nContent-Length: 90\r\nConnection: close\r\n\r\n" + (b'--x\r\nContent-Disposition: form-data; name="file"; filename="a\r\nSet-Cookie: b=c"\r\n\r\nz\r\n--x--\r\n' + b" " * 90)[:90], {0, 400, 403, 415}),
            ("no HTTP", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", {0, 400}),
        ]:
            status, body = raw(counter, text)
            if status not in statuses:
                failures.append(f"{what}: {status}, expected one of {sorted(statuses)}")
            if any(word in body for word in HIDDEN):
                failures.append(f"{what}: shows {body[:200]}")

        number = len(tries) + 15
        for what, right in [*names(counter, partner, other), *openings(counter, auditor), *weak_passwords(counter, auditor)]:
            number += 1
            if right is not True:
                failures.append(f"{what}: {right}")

        # A session that ended, an account that was closed, a password that is guessed.
        assert auditor.post("/logout").status == 200
        auditor.cookies = stale
        before = len(counter.log().splitlines())
        answer = auditor.get("/queue")
        check(failures, "a session that was signed out", counter, before, answer.status, answer.text, 401, "no-session")
        guesses = []
        guesser = counter.visitor()
        guesser.token = guesser.get("/login").json["csrf"]
        for _ in range(14):
            guesses.append(guesser.post("/login", {"name": counter.name, "password": "devinette"}).status)
        if guesses[0] != 403 or 429 not in guesses:
            failures.append(f"guessed passwords: {guesses}")
        answer = nobody.get(closed["link"].removeprefix(counter.address))
        if answer.status != 200:
            failures.append(f"a link to an account: {answer}")

        # No secret stands in the log.
        log = counter.log()
        secrets = [counter.link, other_link, revoked_link, closed["link"].removeprefix(counter.address)]
        for secret in secrets + [v for c in (partner, other, auditor) for v in c.cookies.values()]:
            if len(secret) > 8 and secret.rsplit("/", 1)[-1] in log:
                failures.append("a secret stands in the log")
        for line in log.splitlines():
            if line.startswith("{"):
                json.loads(line)
        if counter.stop() != 0:
            failures.append("the counter did not end cleanly")
    for failure in failures:
        print(failure)
    print(f"counter: {number} tries, {len(failures)} differences")
    return len(failures) > 0


def names(counter, partner, other):
    """Under which names originals are given out, whatever their partners called them."""
    for number, (sent, given) in enumerate([("x.hta", "x.xlsx"), ("facture\u202exslx.exe", "facturexslx.xlsx")]):
        data = commented(SAMPLE.read_bytes(), f"{number}")
        digest = hashlib.sha256(data).hexdigest()
        answer = other.send(other.home + "/check", sent, data)
        if answer.status == 200:
            answer = other.post(other.home + "/submit", {"sha256": digest})
        if answer.status != 200:
            yield sent, answer
            continue
        original = other.get(f"{other.home}/submissions/{answer.json['submission']['number']}/original")
        header = original.headers["Content-Disposition"]
        name = urllib.parse.unquote(header.rpartition("UTF-8\'\'")[2])
        yield f"the name of {sent!a}", (name == given and f'filename="{given}"' in header) or header
        yield f"the bytes of {sent!a}", hashlib.sha256(original.body).hexdigest() == digest


def openings(counter, auditor):
    """What counts as opened: neither scanners of mail nor previews, but whoever sees the page."""
    made = auditor.post("/invitations", {"partner": "Rive Bleue", "template": "aws-retail-technology-2019-12@1.0"}).json
    link, number = made["link"].removeprefix(counter.address), made["invitations"][0]["number"]

    def opened(what="opened"):
        return next(each for each in auditor.get("/invitations").json["invitations"] if each["number"] == number)[what]

    yield "HEAD on a link", counter.visitor().request("HEAD", link).status == 303 and opened() is None
    yield "a GET that keeps no cookie", counter.visitor().get(link).status == 303 and opened() is None
    scanner = counter.visitor()
    home = scanner.get(link).headers["Location"]
    for method, path, headers in [("HEAD", home, {}), ("GET", home, {"Sec-Purpose": "prefetch;prerender"}),
                                  ("HEAD", home + "/workbook", {})]:
        status = scanner.request(method, path, headers=headers).status
        yield f"{method} {path} with {headers}", status == 200 and opened() is None and opened("downloaded") is None
    yield "the page", scanner.get(home).status == 200 and opened() is not None
    yield "the workbook", scanner.get(home + "/workbook").status == 200 and opened("downloaded") is not None


def weak_passwords(counter, auditor):
    """Passwords that are refused with a sentence, and one that is typed in another way the next time."""
    link = auditor.post("/accounts", {"name": "Renée Hébert"}).json["link"].removeprefix(counter.address)
    visitor = counter.visitor()
    visitor.token = visitor.get(link).json["csrf"]
    for password, said in [("123456789012", "devin"), ("aaaaaaaaaaaa", "devin"), ("renee hebert", "nom"),
                           ("Respecte 2026", "nom"), ("court", "court")]:
        answer = visitor.post(link, {"password": password, "again": password})
        yield f"the password {password}", (answer.status == 400 and said in answer.json["title"]) or answer
    typed = "la forêt en été"
    answer = visitor.post(link, {"password": unicodedata.normalize("NFD", typed), "again": unicodedata.normalize("NFD", typed)})
    yield "a password in two signs for each accent", answer.status == 200 or answer
    visitor = counter.visitor()
    visitor.token = visitor.get("/login").json["csrf"]
    answer = visitor.post("/login", {"name": "Renée Hébert", "password": unicodedata.normalize("NFC", typed)})
    yield "the same in one sign for each", answer.status == 200 or answer


def check(failures, what, counter, before, status, text, expected, reason):
    if status != expected:
        failures.append(f"{what}: {status}, expected {expected}: {text[:200]}")
    if any(word in text for word in HIDDEN):
        failures.append(f"{what}: shows {text[:300]}")
    # The line is written once the answer is on its way.
    for _ in range(100):
        lines = [json.loads(line) for line in counter.log().splitlines()[before:] if line.endswith("}")]
        if any(line.get("reason") == reason and line.get("status") == expected for line in lines):
            return
        time.sleep(0.02)
    failures.append(f"{what}: the log says {lines}, expected {reason}")


def expire(counter, number):
    """Sets an invitation's end into the past, as time would."""
    change = f"UPDATE invitations SET expires = '2020-01-01T00:00:00Z' WHERE number = {number}"
    if counter.register.startswith("postgres"):
        subprocess.run(["psql", "-q", counter.register, "-c", change.replace("UPDATE ", "UPDATE respecte.")], check=True)
        return
    with sqlite3.connect(counter.register) as database:
        database.execute(change)


if __name__ == "__main__":
    sys.exit(main())
