"""Sends what schemathesis makes of the counter's OpenAPI description, as nobody, as a partner and as an auditor: no server
error, and no answer that is not described.

    counter_openapi.py [--examples 20]
"""

import argparse
import pathlib
import shutil
import subprocess
import sys

from counter import Counter

SAMPLE = next((pathlib.Path(__file__).parents[2] / "SampleData/returned").glob("Maison*.xlsx"))
PROGRAM = shutil.which("schemathesis", path=str(pathlib.Path(sys.executable).parent)) or shutil.which("schemathesis")
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--examples", default="20")
    arguments = parser.parse_args()
    if not PROGRAM:
        print("schemathesis is not there")
        return 77
    failed = 0
    with Counter(options=["--rate", "1000000", "--upload-rate", "1000000"]) as counter:
        auditor = counter.auditor()
        partner = counter.partner_at()
        sent = partner.send(partner.home + "/check", "retour.xlsx", SAMPLE.read_bytes())
        partner.post(partner.home + "/submit", {"sha256": sent.json["draft"]["sha256"]})
        for name, visitor in [("nobody", None), ("partner", partner), ("auditor", auditor)]:
            command = [
                PROGRAM, "run", counter.address + "/openapi.json", "--checks", CHECKS, "--seed", "1",
                "--max-examples", arguments.examples, "--header", "Accept: application/json",
                # It would end the session.
                "--exclude-path", "/logout", "--no-color"]
            if visitor:
                cookies = "; ".join(f"{key}={value}" for (key, _), value in visitor.cookies.items())
                command += ["--header", "Cookie: " + cookies, "--header", "X-CSRF-Token: " + visitor.token]
            result = subprocess.run(command, capture_output=True, text=True, timeout=1200)
            summary = [line.strip() for line in result.stdout.splitlines() if "generated" in line or "passed" in line]
            print(f"{name}: exit {result.returncode}; " + "; ".join(summary[-3:]))
            if result.returncode != 0:
                failed += 1
                print(result.stdout[-6000:] + result.stderr[-2000:])
        if counter.visitor().get("/healthz").status != 200:
            print("the counter does not answer any more")
            failed += 1
        if counter.stop() != 0:
            print("the counter did not end cleanly")
            failed += 1
    print(f"counter: schemathesis as 3 visitors, {failed} with findings")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
