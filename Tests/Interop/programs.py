"""Where the programs are that take part, and what happens when one of them is missing."""

import functools
import importlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECOND_TEMPLATE = (
    ROOT / "SampleData/second-checklist/harbour-logistics-services-2021-03.en.yaml"
)

# openpyxl as it comes: with lxml, which openxml-audit brings along, it writes other bytes.
os.environ["OPENPYXL_LXML"] = "False"

# openpyxl misses a style that Gnumeric does not write; nobody else does.
warnings.filterwarnings("ignore", message="Workbook contains no default style")

# What a script exits with when nothing could be tested because a program is missing.
SKIPPED = 77


class Missing(Exception):
    """A program that a test needs is not installed."""


def respecte(*arguments, accept=(0,), language="fr"):
    """Standard output of `respecte`; any exit status that is not accepted is an error."""
    program = os.environ.get("RESPECTE", str(ROOT / ".build/debug/respecte"))
    if not Path(program).exists():
        raise Missing(f"{program} (swift build)")
    command = [program, *map(str, arguments), "--lang", language]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if done.returncode not in accept:
        raise RuntimeError(f"{command} exited with {done.returncode}: {done.stderr}")
    return done.stdout


def module(name):
    """A module from PyPI that stands for a program, such as openpyxl."""
    try:
        return importlib.import_module(name)
    except ImportError:
        raise Missing(f"the Python module {name} in {sys.executable}") from None


def command(name):
    """The path of a program of the system."""
    path = shutil.which(name)
    if path is None:
        raise Missing(name)
    return path


def uno_python():
    """The Python that has the `uno` module, which only the system's does."""
    python = os.environ.get("RESPECTE_UNO_PYTHON", "/usr/bin/python3")
    if shutil.which(python) is None:
        raise Missing(python)
    probe = subprocess.run([python, "-c", "import uno"], capture_output=True)
    if probe.returncode != 0:
        raise Missing(f"the module uno of {python} (python3-uno)")
    return python


@functools.cache
def template(source=None):
    """A template as `respecte template show --json` gives it; nothing for the built-in one."""
    name = source or respecte("template", "list").split()[0]
    return json.loads(respecte("template", "show", name, "--json"))


def built_in(language):
    """The id of the first built-in template of a language."""
    return next(name for name in respecte("template", "list").split() if name.endswith("." + language))


def knowing(source):
    """The options that make `respecte` know a template that is not built in."""
    return ["--template", source] if isinstance(source, Path) else []


def folder(keep=None):
    """Where a run puts its files: a folder that stays, or one that goes when it is closed."""
    if keep:
        Path(keep).mkdir(parents=True, exist_ok=True)
        return _Kept(keep)
    return tempfile.TemporaryDirectory(prefix="respecte-interop-")


class _Kept:
    def __init__(self, path):
        self.path = path

    def __enter__(self):
        return self.path

    def __exit__(self, *_):
        pass
