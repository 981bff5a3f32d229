"""Types into interactive shells, and holds what they offer against what --help lists.

    completions.py

bash and zsh at a terminal of their own, with the key for completion; fish by its own way of asking. A shell that is not
there is named and passed over.
"""

import os
import pathlib
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77
PROGRAM = os.environ["RESPECTE"]
START = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], "bind 'set show-all-if-ambiguous on'; bind 'set page-completions off'"),
    "zsh": (["zsh", "-f", "-i"], "autoload -U compinit; compinit -D; setopt nobeep"),
}


class Terminal:
    """A shell at a terminal of its own, in a folder, with the completions loaded."""

    def __init__(self, shell, script, folder, environment):
        command, setup = START[shell]
        process, self.descriptor = pty.fork()
        if process == 0:
            os.chdir(folder)
            os.execvpe(command[0], command, {**environment, "TERM": "dumb", "COLUMNS": "150", "LINES": "100"})
        self.process = process
        # What is typed is shown as well, so that it must not look like the answer.
        self.type(f"PS1='> '; {setup}; . {script}; echo re''ady\n")
        self.read(30, end="\nready\n> ")

    def type(self, keys):
        os.write(self.descriptor, keys.encode())

    def read(self, quiet, end=None):
        """Everything that is shown, until its end is, or nothing more comes for so many seconds."""
        shown, text = b"", ""
        while select.select([self.descriptor], [], [], quiet)[0]:
            shown += os.read(self.descriptor, 65536)
            text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\r|\x07", "", shown.decode(errors="replace"))
            if end and text.endswith(end):
                break
        return text

    def shows(self, line):
        """What the key shows behind a line, which is then taken away."""
        self.type(line + "\t")
        # Behind a list stands the line once more.
        shown = self.read(0.8, end="\n> " + line)
        self.type("\x15")
        return shown

    def close(self):
        os.close(self.descriptor)
        os.waitpid(self.process, 0)


class Fish:
    """fish, which tells what it would offer."""

    def __init__(self, script, folder, environment):
        loop = f"source {script}; while read -l line; complete -C $line; echo ===; end"
        self.process = subprocess.Popen(
            ["fish", "--no-config", "-c", loop], cwd=folder, env=environment, text=True, bufsize=1,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def shows(self, line):
        self.process.stdin.write(line + "\n")
        return "".join(iter(self.process.stdout.readline, "===\n"))

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def help_of(words, environment):
    return subprocess.run([PROGRAM, *words, "--help"], env=environment, capture_output=True, text=True, check=True).stdout


def main():
    environment = {"PATH": os.path.dirname(PROGRAM) + ":" + os.environ["PATH"], "LC_ALL": "C.UTF-8", "LANG": "en", "HOME": "/nonexistent"}
    english = {**environment, "LC_ALL": "en_GB.UTF-8"}
    section = help_of([], english).split("Commands:\n")[1].split("\n\n")[0]
    commands = re.findall(r"^  ([a-z]+(?: [a-z]+)?)  ", section, re.M)
    options = {c: set(re.findall(r"^  (?:-\w, )?(--[a-z-]+)", help_of(c.split(), english), re.M)) for c in commands}
    codes = re.findall(r"^  ([a-z]+\.[a-zA-Z]+)", subprocess.run([PROGRAM, "explain"], env=english, capture_output=True, text=True).stdout, re.M)
    assert len(commands) > 10 and len(codes) > 40 and all(len(names) > 3 for names in options.values())
    first = {c.split()[0] for c in commands}
    groups = {c.split()[0]: set() for c in commands if " " in c}
    for group, second in (c.split() for c in commands if " " in c):
        groups[group].add(second)
    assert len(groups) > 1

    # A line, what has to be among the words shown, and what must not.
    cases = [
        ("respecte ", first, {"--lang", "a.xlsx"}),
        ("respecte score --lang ", {"fr", "en"}, {"score"}),
        ("respecte explain ", set(codes), {"score"}),
        ("respecte completions ", {"bash", "zsh", "fish"}, {"respecte"}),
        ("respecte export --template ", {"aws-retail-technology-2019-12.fr", "aws-retail-technology-2019-12.en", "t.yaml"}, {"a.xlsx"}),
        ("respecte export --delivery ", {"saas", "customer", "both"}, {"a.xlsx"}),
        ("respecte export --delivery saas,", {"customer"}, {"a.xlsx"}),
        ("respecte check ", {"a.xlsx", "B.ODS"}, {"t.yaml", "s.ndjson"}),
        ("respecte score ", {"a.xlsx", "B.ODS", "s.ndjson"}, {"t.yaml"}),
    ]
    for group, second in groups.items():
        others = first.union(*groups.values()) - second
        cases += [(f"respecte {group} ", second, others), (f"respecte man {group} ", second, others)]
    cases += [(f"respecte {c} --", names, set().union(*options.values()) - names) for c, names in options.items()]

    differences, shells = 0, []
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary) / "work"
        (folder / "folder").mkdir(parents=True)
        for name in ["a.xlsx", "B.ODS", "s.ndjson", "t.yaml", "file", "été à Sète.csv"]:
            (folder / name).touch()
        for shell in ["bash", "zsh", "fish"]:
            if not shutil.which(shell):
                print("not installed:", shell)
                continue
            shells.append(shell)
            script = pathlib.Path(temporary) / shell
            script.write_bytes(subprocess.run([PROGRAM, "completions", shell], capture_output=True, check=True).stdout)
            terminal = Fish(script, folder, environment) if shell == "fish" else Terminal(shell, script, folder, environment)
            for line, wanted, unwanted in cases:
                shown = terminal.shows(line)
                words = set(re.split(r"[\s,=]+", shown.replace(line.strip(), " ")))
                if unwanted & words or wanted - words:
                    differences += 1
                    print(f"{shell}: {line!r}\n  missing {sorted(wanted - words)}\n  too many {sorted(unwanted & words)}\n{shown}")
            # A name with blanks and accents is put in whole, and so is the end of a word.
            for line, end in [("respecte check ét", "Sète.csv"), ("respecte sc", "score"), ("respecte --lang e", "en"), ("respecte score --csv f", "folder/")]:
                if end not in terminal.shows(line):
                    differences += 1
                    print(f"{shell}: {line!r} is not completed by {end}")
            terminal.close()
    if not shells:
        print("no shell is installed")
        return SKIPPED
    print(f"{len(cases)} lines in {', '.join(shells)}, {differences} differences")
    return 1 if differences else 0


sys.exit(main())
