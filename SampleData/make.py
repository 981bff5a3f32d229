#!/usr/bin/env python3
"""Makes the sample workbooks again: fills blank ones in four other programs, as partners would.

Run with the Python that `make peers` installs; LibreOffice and Gnumeric have to be there:

    RESPECTE=.build/debug/respecte .build/peers/bin/python SampleData/make.py
"""

import datetime
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Tests/Interop"))

import fill_excelize
import fill_gnumeric
import fill_libreoffice
import fill_openpyxl
import fillings
import programs
import slots

PIECES = [
    "Dossier de preuves, pièce {ref}", "Capture d’écran du {day}, fichier {ref}.png", "Voir la procédure interne {ref}, à jour",
    "Revue du {day}, compte rendu § {ref}", "https://preuves.example/{ref}", "Rapport d’audit interne, annexe {ref}",
]
PIECES_EN = [
    "Evidence folder, item {ref}", "Screenshot of {day}, {ref}.png", "See internal procedure {ref}",
    "https://evidence.example/{ref}", "Review of {day}, minutes § {ref}",
]

SAAS, CUSTOMER = "SaaS", "Déploiement de clients"


def day(text):
    return datetime.date.fromisoformat(text)


def complete(issue, application, studies, pieces=PIECES):
    """A workbook in which everything is answered with yes, with evidence and dates where they are asked for."""
    words = fillings.WORDS[issue.template["language"]]
    cells = {f"rsp.app.{field}": value for field, value in application.items()}
    assessed = application["assessmentDate"]
    for number, study in enumerate(studies, 1):
        cells |= {f"rsp.case{number}.{field}": value for field, value in study.items()}
    used = {"solution"} | {f"case{number}" for number in range(1, len(studies) + 1)}
    labels = {model["label"]: model["id"] for model in issue.template["deliveryModels"]}
    everything = list(labels.values())
    general = labels.get(application["deliveryModel"])
    for place, control in enumerate(issue.template["controls"]):
        for answer in slots.asked(issue, control):
            if answer.scope not in used:
                continue
            own = cells.get(f"rsp.{answer.scope}.deliveryModel", application["deliveryModel"])
            models = [labels[own]] if own in labels else everything
            if answer.scope == "solution":
                models = [general] if general else everything
            if answer.model is not None and answer.model not in models:
                continue
            cells[answer.name] = words["yes"]
            number = place + 7 * len(answer.scope) + int(answer.scope[-1]) if answer.scope != "solution" else place
            reference = f"{control['ref'] or control['id'].split('.')[1]}-{answer.scope}"
            text = pieces[number % len(pieces)].format(
                ref=reference, day=(assessed - datetime.timedelta(20 + number % 90)).isoformat())
            if control["evidence"]["required"]:
                text = control["evidence"]["form"][0].upper() + control["evidence"]["form"][1:] + " : " + text
            if control["evidence"]["required"] or number % 4:
                cells[answer.beside("evidence")] = text
            if control["recencyMonths"]:
                cells[answer.beside("date")] = assessed - datetime.timedelta(30 + place)
    return fillings.Filling(issue, cells)


def study(customer, production, category, public=None, **more):
    """One case study in French."""
    fields = {
        "customer": customer, "website": f"https://www.{customer.split()[-1].lower()}.example",
        "category": category, "challenge": f"{customer} ne voyait les ruptures de stock qu’une fois par semaine.",
        "deployment": "La solution a été raccordée aux caisses et à l’entrepôt en huit semaines.",
        "thirdParty": "aucune", "productionDate": day(production), "inProduction": "O",
        "results": "Ruptures en baisse de 31 %, inventaire deux fois plus rapide.",
        "diagram": f"schema-{customer.split()[-1].lower()}.pdf", "public": "O" if public else "N",
    }
    if public:
        fields["publicUrl"] = public
    return fields | more


def application(partner, solution, category, model, customers, assessed, **more):
    return {
        "partner": partner, "solution": solution, "category": category, "deliveryModel": model,
        "customers": customers, "assessmentDate": day(assessed),
    } | more


# The categories as the list offers them.
MERCHANDISING = "Merchandising et planification corporate"
SHOPS = "Boutiques physiques, numériques et virtuelles"
SUPPLY = "Chaîne d'approvisionnement et distribution"
SCIENCE = "Sciences des données avancées de la vente au détail"
ENGAGEMENT = "Engagement client"
BUSINESS = "Applications professionnelles clés de vente au détail"


def evidence_of(filling, control, scope=None):
    return f"rsp.{control}.{scope}.evidence" if scope else f"rsp.{control}.evidence"


def lavande(template):
    """Eligible: one delivery model, four case studies, everything met; the card controls do not apply."""
    filling = complete(
        slots.Issue.of(template, ["saas"]),
        application("Maison Lavande", "Rayon Clair", MERCHANDISING, SAAS, 120, "2019-12-10", contact="Ines Morel",
                    email="ines.morel@lavande.example"),
        [
            study("Épiceries du Quai", "2019-03-01", MERCHANDISING, "https://lavande.example/cas/quai"),
            study("Bricoral", "2018-11-15", MERCHANDISING, "https://lavande.example/cas/bricoral"),
            study("Jardins Vermeil", "2018-06-10", MERCHANDISING),
            study("Halles Saint-Roch", "2019-09-02", MERCHANDISING),
        ])
    for number in range(1, 5):
        for control in ("tech.1.25", "tech.1.26"):
            filling.cells[f"rsp.{control}.case{number}.saas.met"] = "S.O."
            filling.cells[f"rsp.{control}.case{number}.evidence"] = "La solution ne voit aucune donnée de carte."
    return filling


def nordwind(template):
    """Eligible: both delivery models, a fifth case study, one reused; typed with « oui » and « n/a » here and there."""
    filling = complete(
        slots.Issue.of(template, None, 6),
        application("Nordwind Retail GmbH", "Kassenwerk", SHOPS, "Les deux", 48, "2019-12-02",
                    heldCompetencies="IoT ; Migration"),
        [
            study("Kaufhalle Ostsee", "2019-01-20", SHOPS, "https://nordwind.example/ostsee", deliveryModel=SAAS),
            study("Marché Bellerive", "2018-08-30", SHOPS, "https://nordwind.example/bellerive", deliveryModel=CUSTOMER),
            study("Optique Lindgren", "2019-05-06", SHOPS, deliveryModel=SAAS, reusedFrom="IoT"),
            study("Presse & Cie", "2018-06-02", SHOPS, deliveryModel=CUSTOMER),
            study("Café Montreux", "2019-10-14", SHOPS),
        ])
    cells = filling.cells
    cells["rsp.prereq.1.1.met"] = "oui "
    cells["rsp.tech.1.9.case1.saas.met"] = "Oui"
    cells["rsp.tech.2.8.case2.customer.met"] = "conforme"
    cells["rsp.tech.1.26.case3.saas.met"] = "n/a"
    cells["rsp.tech.1.26.case3.evidence"] = "Pas de paiement dans cette étude de cas."
    cells["rsp.prereq.4.4.met"] = "N"
    cells["rsp.prereq.4.4.evidence"] = "Pas encore de prime commune ; prévue pour 2020."
    return filling


def boreal(template):
    """Not eligible: the fourth case study went into production 18 months and a day before, so three are retained."""
    filling = complete(
        slots.Issue.of(template),
        application("Boréal Commerce", "Boréal Stocks", SUPPLY, SAAS, 35, "2019-12-10"),
        [
            study("Fromages du Lac", "2019-02-11", SUPPLY, "https://boreal.example/lac"),
            study("Literies Aubépine", "2018-12-03", SUPPLY, "https://boreal.example/aubepine"),
            study("Vélos Cormoran", "2019-07-22", SUPPLY),
            study("Papeterie Oslo", "2018-06-09", SUPPLY),
        ])
    return filling


def tessera(template):
    """Not eligible: no landing page (3.1), and only one case study is public; one control is not met in case study 2."""
    filling = complete(
        slots.Issue.of(template, ["customer"]),
        application("Tessera Software S.r.l.", "Tessera Fidelity", ENGAGEMENT, CUSTOMER, 210, "2019-11-29"),
        [
            study("Profumeria Verdi", "2019-04-01", ENGAGEMENT, "https://tessera.example/verdi"),
            study("Calzature Brera", "2019-01-15", ENGAGEMENT),
            study("Gelati Ponte", "2018-09-17", ENGAGEMENT),
            study("Moda Lago", "2019-08-05", ENGAGEMENT),
        ])
    filling.cells["rsp.prereq.3.1.met"] = "N"
    filling.cells["rsp.prereq.3.1.evidence"] = "Page en préparation pour janvier 2020."
    filling.cells["rsp.tech.2.10.case2.customer.met"] = "N"
    return filling


def numa(template):
    """Incomplete: half filled, with « x », « partiel », blanks, a formula, a note beside the table."""
    filling = complete(
        slots.Issue.of(template),
        application("Atelier Numa", "Numa Vision", SCIENCE, SAAS, 9, "2019-12-05"),
        [
            study("Chaussures Ravel", "2019-06-03", SCIENCE, "https://numa.example/ravel"),
            study("Thés Camélia", "2019-02-25", SCIENCE),
        ])
    cells = filling.cells
    cells["rsp.tech.1.4.case1.saas.met"] = "x"
    cells["rsp.tech.1.5.case1.saas.met"] = "partiel"
    cells["rsp.tech.1.6.case1.saas.met"] = "oui"
    cells["rsp.tech.1.20.case2.customer.met"] = "O"
    cells["rsp.tech.1.25.case2.saas.met"] = "S.O."
    cells.pop("rsp.tech.1.25.case2.evidence", None)
    cells.pop("rsp.tech.2.9.case1.date")
    return filling


def sablier(template):
    """Incomplete: two categories, no presentation for 4.1, a date that is none, a customer twice."""
    filling = complete(
        slots.Issue.of(template, ["saas"]),
        application("Sablier & Associés", "Sablier Caisse", SHOPS, SAAS, 64, "2019-12-09"),
        [
            study("Boulangeries Orme", "2019-03-18", SHOPS, "https://sablier.example/orme"),
            study("Librairies Pivoine", "2018-10-01", SHOPS, "https://sablier.example/pivoine"),
            study("boulangeries ORME", "2019-05-27", SHOPS),
            study("Quincaillerie Duval", "2019-09-30", SHOPS),
        ])
    filling.cells["rsp.app.category"] = "Engagement client ; Boutiques physiques, numériques et virtuelles"
    filling.cells["rsp.case4.productionDate"] = "automne 2019"
    filling.cells.pop(evidence_of(filling, "prereq.4.1"))
    return filling


def kestrel(template):
    """Not eligible: all answered, but a pilot counts as no case study; saved as ODS."""
    filling = complete(
        slots.Issue.of(template, ["saas"]),
        application("Kestrel Commerce Ltd", "Kestrel Back Office", BUSINESS, SAAS, 77, "2019-12-12"),
        [
            study("Fenwick Garden Stores", "2019-04-29", BUSINESS, "https://kestrel.example/fenwick"),
            study("Brightsea Fish Markets", "2018-07-16", BUSINESS, "https://kestrel.example/brightsea"),
            study("Oakham Books", "2019-11-04", BUSINESS, inProduction="N"),
            study("Tarn Outdoor", "2019-02-04", BUSINESS),
        ])
    return filling


def halle(template):
    """Unreadable: saved with a password."""
    return complete(
        slots.Issue.of(template, ["saas"]),
        application("Halle Digitale", "Halle 360", SHOPS, SAAS, 22, "2019-12-06"),
        [study("Fleurs Capucine", "2019-03-04", SHOPS)])


def harbour_study(customer, production, model, public=None, **more):
    fields = {
        "customer": customer, "website": "https://example.org", "category": "Berth and vessel planning",
        "challenge": "Ships waited for a berth for half a day.", "deployment": "Connected to the port's own systems.",
        "thirdParty": "none", "productionDate": day(production), "inProduction": "Y",
        "results": "Waiting time down by a third.", "diagram": "diagram.pdf", "deliveryModel": model,
        "public": "Y" if public else "N",
    }
    if public:
        fields["publicUrl"] = public
    return fields | more


def portside(template):
    """Eligible: two case studies under different delivery models."""
    filling = complete(
        slots.Issue.of(template),
        {"partner": "Portside Systems", "solution": "Berthline", "category": "Berth and vessel planning",
         "deliveryModel": "All", "customers": 14, "assessmentDate": day("2021-04-12")},
        [
            harbour_study("Port of Fernhaven", "2020-02-03", "Hosted service", "https://portside.example/fernhaven"),
            harbour_study("Sandmouth Docks", "2019-11-18", "On-site appliance"),
        ], PIECES_EN)
    return filling


def lanterns(template):
    """Incomplete: one case study is not answered, a sentence instead of an answer."""
    filling = complete(
        slots.Issue.of(template),
        {"partner": "Harbour Lanterns", "solution": "Lamplight", "category": "Trucks, trains and barges",
         "deliveryModel": "Dedicated instance", "customers": 3, "assessmentDate": day("2021-05-03")},
        [harbour_study("Quay of Three Bells", "2020-09-01", "Dedicated instance", "https://lanterns.example/bells")],
        PIECES_EN)
    filling.cells["rsp.tech.1.1.case1.dedicatedInstance.met"] = "we think so"
    return filling


def make(folder, filler, name, filling, source=None, **options):
    """Issues a blank workbook, fills it, and keeps what the program saved."""
    path = folder / name
    with programs.folder() as work:
        blank = Path(work) / "blank.xlsx"
        selection = ["--template", source] if source else []
        programs.respecte("export", *selection, *filling.issue.options, "-o", blank)
        filler.fill(blank, filling, path, **options)
    for between in folder.glob("*.openpyxl.xlsx"):
        between.unlink()
    path.chmod(0o644)
    print(path.relative_to(HERE.parent))


def add_by_hand(path):
    """What people do beside the form: a formula for an answer, a note outside the answer cells."""
    import openpyxl

    workbook = openpyxl.load_workbook(path)
    ((sheet, reference),) = workbook.defined_names["rsp.tech.1.7.case1.saas.met"].destinations
    workbook[sheet][reference] = '=IF(1=1,"O","N")'
    ((sheet, reference),) = workbook.defined_names["rsp.case2.reusedFrom"].destinations
    cell = workbook[sheet][reference]
    workbook[sheet].cell(cell.row + 3, cell.column, "à revoir avec Paul avant l’envoi")
    workbook.save(path)


def main():
    retail = programs.template()
    second = programs.template(programs.SECOND_TEMPLATE)
    returned, harbour = HERE / "returned", HERE / "second-checklist/returned"
    for folder in (returned, harbour):
        folder.mkdir(exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
    with fill_libreoffice.Filler() as libreoffice, fill_gnumeric.Filler() as gnumeric, \
            fill_openpyxl.Filler() as openpyxl, fill_excelize.Filler() as excelize:
        make(returned, libreoffice, "Maison Lavande – auto-évaluation.xlsx", lavande(retail))
        make(returned, excelize, "Nordwind_retail_v2 FINAL.xlsx", nordwind(retail))
        make(returned, gnumeric, "boreal (retour signé).xlsx", boreal(retail))
        make(returned, openpyxl, "tessera-2019-11.xlsx", tessera(retail))
        with programs.folder() as work:
            # The note and the formula are typed first, LibreOffice computes and saves.
            blank, typed = Path(work) / "blank.xlsx", Path(work) / "typed.xlsx"
            filling = numa(retail)
            programs.respecte("export", *filling.issue.options, "-o", blank)
            openpyxl.fill(blank, filling, typed)
            add_by_hand(typed)
            libreoffice.office.run(open=str(typed), save=str(returned / "Numa à compléter.xlsx"))
            print("SampleData/returned/Numa à compléter.xlsx")
        make(returned, gnumeric, "SABLIER autoeval.xlsx", sablier(retail))
        make(returned, libreoffice, "Kestrel Commerce.ods", kestrel(retail), format="ods")
        make(returned, libreoffice, "Halle Digitale (protégé).ods", halle(retail), format="ods", password="halle")
        make(harbour, excelize, "Portside Systems.xlsx", portside(second), programs.SECOND_TEMPLATE)
        make(harbour, libreoffice, "harbour lanterns (draft).xlsx", lanterns(second), programs.SECOND_TEMPLATE)


if __name__ == "__main__":
    main()
