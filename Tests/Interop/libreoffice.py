"""A LibreOffice session that the peers' Python talks to."""

import json
import subprocess
from pathlib import Path

import programs


class LibreOffice:
    """Starts one LibreOffice for as many workbooks as are wanted; ends it when it is closed."""

    def __init__(self):
        programs.command("soffice")
        session = Path(__file__).with_name("libreoffice_session.py")
        self.process = subprocess.Popen(
            [programs.uno_python(), str(session)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        )
        self._answer()

    def run(self, **job):
        """One job as `libreoffice_session.py` describes it."""
        print(json.dumps(job), file=self.process.stdin, flush=True)
        return self._answer()

    def _answer(self):
        line = self.process.stdout.readline()
        answer = json.loads(line) if line else {"error": "LibreOffice ended"}
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer

    def close(self):
        self.process.stdin.close()
        self.process.wait(timeout=30)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
