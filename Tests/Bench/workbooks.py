"""Returned workbooks in any number, always with the same cells: what the benchmarks and the tests of many files read.

    workbooks.py FOLDER COUNT [--program openpyxl|libreoffice]

Each was issued by `respecte export`, filled in as partners do and saved by openpyxl 3.1 (or LibreOffice). There are at
most 200 different ones; the others are copies of them under names of their own, since a program may cache what it reads
by content, but no benchmark should wait for 10,000 to be saved. Those 200 are kept in the folder for temporary files,
under the digest of the blank workbook and of the scripts that fill it in. RESPECTE names the program that issues.
"""

import argparse
import hashlib
import os
import shutil
import sys
import tempfile
import warnings
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Interop"))

import fillings  # noqa: E402
import programs  # noqa: E402
import slots  # noqa: E402

# What openpyxl does not keep: the colours of the status cells and the data bars of the summary sheet.
warnings.filterwarnings("ignore", message=".*extension is not supported")

DIFFERENT = 200
PROGRAMS = {"openpyxl": "fill_openpyxl", "libreoffice": "fill_libreoffice"}

SUBJECTS = [
    "Politique de sécurité v3.2, § 4", "Schéma d’architecture de production", "Compte rendu de la revue du 12 septembre",
    "Procédure d’exploitation EXP-017", "Export de la console, page 2", "Rapport du test de reprise", "Dossier technique, p. 14",
    "Journal CloudTrail du mois d’octobre", "Modèle CloudFormation « réseau.yaml »", "Tableau de bord des sauvegardes",
]
REMARKS = [
    "validé par le RSSI et relu par l’équipe plateforme.", "joint à l’envoi, dossier « Preuves ».",
    "chaque rôle n’a que les droits dont il a besoin ; les clés sont renouvelées tous les 90 jours.",
    "accès accordé à l’auditeur sur demande : preuves@exemple.fr", "voir aussi le point précédent.",
    "les trois magasins pilotes y sont décrits, avec les volumes en période de soldes (4 200 tickets / h).",
    "automatisé depuis mars ; une alerte part si l’écart dépasse 5 %.", "en anglais, traduction sur demande.",
]
PARTNERS = ["Maison Lavande", "Kestrel Commerce", "Halle Digitale", "Boréal & Fils", "Numa", "Tessera", "Sablier", "Nordwind Retail"]


def sentence(random):
    return f"{random.choice(SUBJECTS)} : {random.choice(REMARKS)}"


def filling(issue, seed):
    """What one partner typed: mostly complete, a few with gaps or refusals, evidence in whole sentences."""
    random = Random(f"workbook {seed}")
    typed = fillings.random_filling(issue, f"workbook {seed}", plain=True)
    for name in typed.cells:
        *_, last = name.split(".")
        if last == "evidence" or {**slots.APPLICATION, **slots.CASE_STUDY}.get(last) == "text":
            typed.cells[name] = sentence(random)
    # One in twenty also answers what its delivery models do not ask, and leaves half of the evidence out.
    if random.random() > 0.05:
        fillings.keep_to_models(typed)
        complete_evidence(typed, random)
    typed.cells["rsp.app.partner"] = f"{random.choice(PARTNERS)} {seed}"
    typed.cells["rsp.app.heldCompetencies"] = "IoT"
    return typed


def complete_evidence(typed, random):
    for answer in fillings.answers(typed):
        evidence = answer.beside("evidence")
        if answer.name in typed.cells and evidence not in typed.cells and random.random() < 0.9:
            typed.cells[evidence] = f"{sentence(random)} ({answer.control})"


def _digest(blank, program):
    digest = hashlib.sha256(blank.read_bytes() + program.encode())
    for script in (__file__, fillings.__file__, slots.__file__):
        digest.update(Path(script).read_bytes())
    return digest.hexdigest()[:16]


def different(count, program="openpyxl"):
    """The paths of so many workbooks, no two alike; made where they are not there yet."""
    template = programs.template()
    issue = slots.Issue.of(template)
    with tempfile.TemporaryDirectory() as temporary:
        blank = Path(temporary) / "blank.xlsx"
        programs.respecte("export", *issue.options, "-o", blank)
        kept = Path(tempfile.gettempdir()) / f"respecte-workbooks-{_digest(blank, program)}"
        kept.mkdir(exist_ok=True)
        paths = [kept / f"{seed}.xlsx" for seed in range(count)]
        missing = [seed for seed in range(count) if not paths[seed].exists()]
        if missing:
            with programs.module(PROGRAMS[program]).Filler() as filler:
                for seed in missing:
                    made = kept / f"{seed}-{os.getpid()}.xlsx"
                    filler.fill(blank, filling(issue, seed), made)
                    made.replace(paths[seed])
    return paths


def make(folder, count, program="openpyxl"):
    """Fills a folder with so many workbooks, and returns their paths in order."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    sources = different(min(count, DIFFERENT), program)
    paths = [folder / f"Auto-évaluation {number:05}.xlsx" for number in range(count)]
    for number, path in enumerate(paths):
        shutil.copyfile(sources[number % DIFFERENT], path)
    return paths


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder")
    parser.add_argument("count", type=int)
    parser.add_argument("--program", choices=PROGRAMS, default="openpyxl")
    options = parser.parse_args()
    print(len(make(options.folder, options.count, options.program)))


if __name__ == "__main__":
    main()
