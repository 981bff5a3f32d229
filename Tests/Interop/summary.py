#!/usr/bin/env python3
"""The summary workbook of `score -o`: every figure in it against the JSON, its form, and what other programs see.

usage: summary.py [--keep FOLDER]

The sample workbooks are scored in both languages, together with those of a second checklist, and with texts put into
them that a spreadsheet program must not run. Every cell of every table is worked out from `score --json`, the files
and the templates; every link leads to the row that it should; XML is well-formed, nothing is longer than Excel allows,
texts stand out from their ground, and no row is lower than its texts. Then openpyxl, python-calamine, excelize,
Gnumeric and LibreOffice have to see the same values, without a complaint.

Exit status: 0 nothing found, 1 something, 77 a program is missing.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import warnings
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import issued
import programs
import readers
import summary_readers

warnings.filterwarnings("error", module="openpyxl")

RETURNED = programs.ROOT / "SampleData/returned"
SECOND = programs.ROOT / "SampleData/second-checklist/returned"
SHEETS = {
    "fr": ["Vue d’ensemble", "Études de cas", "Par pilier", "Contrôles", "Écarts", "Sources"],
    "en": ["Overview", "Case studies", "By pillar", "Controls", "Discrepancies", "Sources"],
}
VERDICTS = {
    "fr": {"eligible": "éligible", "notEligible": "non éligible", "incomplete": "incomplet", "unreadable": "illisible"},
    "en": {"eligible": "eligible", "notEligible": "not eligible", "incomplete": "incomplete", "unreadable": "unreadable"},
}
SEVERITIES = {
    "fr": {"error": "erreur", "warning": "avertissement", "info": "information"},
    "en": {"error": "error", "warning": "warning", "info": "information"},
}
YES = {"fr": {True: "oui", False: "non"}, "en": {True: "yes", False: "no"}}
# The first row of each table, from 1, as the sheets are in `SHEETS`.
FIRST = [7, 4, 6, 4, 4, 4]

HOSTILE = [
    "=cmd|'/C calc'!A0", "=HYPERLINK(\"https://example.org\",\"x\")", "+1+1", "-1", "@SUM(A1)", "'=1", "{=1+1}",
    "<script>alert(1)</script>", "</t></is></c>", "&amp;&#x41;", "_x000D_", "_x0041_x", "https://example.org/",
    "file:///etc/passwd", "\\\\server\\share\\a.xlsx", "internal:'Sources'!A1", "mailto:a@example.org",
    "\u202egnp.xlsx\u202c", "\u200f\u0627\u0644\u0639\u0631\u0628\u064a\u0629", "\U0001f35e", "x" * 40_000, "1/2", "00123", "TRUE", "#REF!", "a\nb", "\u2028", "]]>",
]


def percent(met, of):
    """Rounded down to one decimal, as the contract has it."""
    return 1000 * met // of / 10 if of else None


class Summary:
    """One summary workbook beside its JSON."""

    def __init__(self, name, folder, sources, language, options=()):
        self.name, self.language, self.found, self.counts = name, language, [], Counter()
        self.path = Path(folder) / f"{name}.xlsx"
        target = Path(folder) / f"{name}.json"
        programs.respecte(
            "score", *sources, *options, "-o", self.path, "--json", target, "--quiet", accept=(0, 1), language=language)
        self.json = json.loads(target.read_text("utf-8"))
        openpyxl = programs.module("openpyxl")
        self.book = openpyxl.load_workbook(self.path)
        self.templates = self.known_templates(options)
        if self.book.sheetnames != SHEETS[language]:
            self.say(f"the sheets are {self.book.sheetnames}")

    def known_templates(self, options):
        """Every template by its stamp, as the Sources sheet names it."""
        known = {}
        for source in programs.respecte("template", "list").split() + [programs.SECOND_TEMPLATE]:
            template = programs.template(source)
            known["{id}@{version}@{language}".format(**template)] = template
        return known

    def say(self, what):
        self.found.append(f"{self.name}: {what}"[:400])

    def same(self, place, seen, expected):
        self.counts["figures"] += 1
        if seen != expected:
            self.say(f"{place} is {seen!r} instead of {expected!r}")

    def table(self, index):
        """The rows of a sheet's table, without those above."""
        sheet = self.book.worksheets[index]
        return sheet, list(sheet.iter_rows(min_row=FIRST[index]))

    def compare(self, index, rows):
        """Whether a table has exactly these values; a callable is asked about its cell."""
        sheet, cells = self.table(index)
        if len(cells) != len(rows):
            self.say(f"{sheet.title} has {len(cells)} rows instead of {len(rows)}")
        for line, expected in zip(cells, rows):
            if len(expected) != sheet.max_column and index != 3:
                self.say(f"{sheet.title} has {sheet.max_column} columns instead of {len(expected)}")
            for cell, value in zip(line, expected):
                place = f"{sheet.title}!{cell.coordinate}"
                if callable(value):
                    self.counts["figures"] += 1
                    if not value(cell):
                        self.say(f"{place} is {cell.value!r}, {cell.number_format}")
                else:
                    self.same(place, cell.value.date().isoformat() if hasattr(cell.value, "date") else cell.value, value)

    # What each sheet should say

    def template_of(self, number):
        """The template of a submission, from 0, by what Sources says of it."""
        return self.templates.get(self.book.worksheets[5].cell(FIRST[5] + number, 8).value)

    def title(self, submission):
        return (submission["partner"] or "").strip() or submission["source"]["file"].split("/")[-1]

    def overview(self):
        totals, language = self.json["totals"], self.language
        sheet = self.book.worksheets[0]
        for column, verdict in enumerate(VERDICTS[language], start=4):
            self.same(f"the word for {verdict}", sheet.cell(3, column).value, VERDICTS[language][verdict])
            self.same(f"the number of {verdict}", sheet.cell(4, column).value, totals[verdict])
        sentence = sheet["A2"].value
        figures = [int(word) for word in sentence.replace("\u00a0", " ").replace(":", " ").split() if word.isdigit()]
        self.same("the sentence", figures, [totals["submissions"]] + [
            totals[verdict] for verdict in VERDICTS[language] if totals[verdict]])
        rows = []
        for index, one in enumerate(self.json["submissions"]):
            template, score = self.template_of(index), one["score"]
            retained = [study for study in one["caseStudies"] if study["retained"]]
            severities = Counter(item["severity"] for item in one["discrepancies"])

            def out_of(number, required, is_read=one["verdict"] != "unreadable"):
                return lambda cell: (
                    cell.value == number and f'" / {required}"' in cell.number_format if is_read else cell.value is None)

            rules = template["caseStudies"] if template else {"required": 0, "public": 0}
            number = len(one["discrepancies"])
            rows.append([
                index + 1, self.title(one), VERDICTS[language][one["verdict"]], score["percent"],
                out_of(one["prerequisites"]["met"], one["prerequisites"]["required"]),
                out_of(len(retained), rules["required"]),
                out_of(sum(study["public"] for study in retained), rules["public"]),
                severities["error"], severities["warning"],
                sum(item["code"] == "evidence.absent" and item["severity"] == "info" for item in one["discrepancies"]),
                lambda cell, number=number: str(number) in cell.value.split(),
                lambda cell, some=bool(one["reasons"]): bool(cell.value) == some, lambda cell: True,
                score["met"], score["notMet"], score["notApplicable"], score["open"], one["asOf"], one["source"]["file"],
            ])
        self.compare(0, rows)

    def case_studies(self):
        rows = []
        for index, one in enumerate(self.json["submissions"]):
            labels = {m["id"]: m["label"] for m in (self.template_of(index) or {}).get("deliveryModels", [])}
            for study in one["caseStudies"]:
                score = study["score"]
                rows.append([
                    index + 1, self.title(one), study["number"], lambda cell: True,
                    ", ".join(labels[model] for model in study["deliveryModel"]), lambda cell: True,
                    YES[self.language][study["retained"]], YES[self.language][study["public"]],
                    lambda cell, none=study["retained"]: (cell.value is None) == none, score["percent"],
                    score["met"], score["notMet"], score["notApplicable"], score["open"],
                ])
        self.compare(1, rows)

    def sections(self):
        sheet = self.book.worksheets[2]
        # The columns of each checklist, in the order in which workbooks bring them.
        keys = {}
        for index, one in enumerate(self.json["submissions"]):
            template = self.template_of(index)
            for study in one["caseStudies"]:
                for section in study["sections"]:
                    keys.setdefault((template["id"], section["part"], section["ref"]), template)
        order = list(dict.fromkeys(template for template, _, _ in keys))
        columns = sorted(keys, key=lambda key: order.index(key[0]))
        for column, (_, part, ref) in enumerate(columns, start=6):
            header = sheet.cell(FIRST[2] - 1, column).value
            self.counts["figures"] += 1
            if ref and not header.startswith(ref + " "):
                self.say(f"the header of {part} {ref} is {header!r}")
        rows = []
        for index, one in enumerate(self.json["submissions"]):
            template = self.template_of(index)
            shares = {}
            for study in one["caseStudies"]:
                for section in study["sections"]:
                    met, of = shares.get((section["part"], section["ref"]), (0, 0))
                    score = section["score"]
                    shares[section["part"], section["ref"]] = (met + score["met"], of + score["applicable"])
            values = [one["score"]["percent"], percent(one["prerequisites"]["met"], one["prerequisites"]["required"])]
            values += [
                percent(*shares.get((part, ref), (0, 0))) if template and template["id"] == identity else None
                for identity, part, ref in columns
            ]
            rows.append([index + 1, self.title(one), VERDICTS[self.language][one["verdict"]]]
                        + ["–" if value is None else value for value in values])
        self.compare(2, rows)

    def controls(self):
        """Rows of one id, which two checklists may both have, add up to what the JSON has."""
        names = {}
        for stamp in {self.book.worksheets[5].cell(FIRST[5] + i, 8).value for i in range(len(self.json["submissions"]))}:
            for control in (self.templates[stamp]["controls"] if stamp else []):
                names[self.control_name(control).casefold()] = control["id"]
        sheet, rows = self.table(3)
        sums = {}
        before = None
        for line in rows:
            name, _, _, failures, not_met, is_open, met, without, share, concerned = (cell.value for cell in line[:10])
            place = f"{sheet.title}, {name}"
            self.same(place, failures, not_met + is_open)
            self.same(place, share, percent(failures, failures + met) if failures + met else "–")
            self.counts["figures"] += 1
            if before is not None and failures > before:
                self.say(f"{place} is not in order")
            if (concerned > 0) != (failures > 0) or concerned > failures or concerned > len(self.json["submissions"]):
                self.say(f"{place} concerns {concerned} workbooks")
            before = failures
            identity = names.get(name.casefold())
            if identity is None:
                self.say(f"{place} is no control")
            sums.setdefault(identity, Counter()).update(met=met, notMet=not_met, notApplicable=without, open=is_open)
        expected = {
            row["control"]: {key: row[key] for key in ("met", "notMet", "notApplicable", "open")}
            for row in self.json["controls"]
        }
        self.same(sheet.title, {identity: dict(count) for identity, count in sums.items()}, expected)
        self.counts["figures"] += 4 * len(expected)

    def control_name(self, control):
        words = {"fr": ("contrôle", "prérequis"), "en": ("control", "prerequisite")}[self.language]
        if control["ref"] is None:
            return "document " + {"fr": "«\u00a0{}\u00a0»", "en": "“{}”"}[self.language].format(control["title"])
        return f"{words[control['part'] == 'prereq']} {control['ref']}"

    def discrepancies(self):
        """Rows stand for several discrepancies; together they say each of them once, at its cell."""
        sheet, rows = self.table(4)
        rows = [[cell.value for cell in row] for row in rows]
        severities = {word: severity for severity, word in SEVERITIES[self.language].items()}
        for index, one in enumerate(self.json["submissions"]):
            labels = {m["id"]: m["label"] for m in (self.template_of(index) or {}).get("deliveryModels", [])}
            controls = {c["id"]: c for c in (self.template_of(index) or {}).get("controls", [])}
            own = [row for row in rows if row[0] == index + 1]
            self.same(f"{sheet.title}, names of {index + 1}", {row[1] for row in own}, {self.title(one)} if own else set())
            expected = Counter((item["severity"], item["code"], item["sheet"]) for item in one["discrepancies"])
            seen = Counter()
            for row in own:
                seen[severities[row[2]], row[11], row[3]] += row[5]
            self.same(f"{sheet.title}, numbers of {index + 1}", seen, expected)
            for item in one["discrepancies"]:
                told = [row for row in own if row[11] == item["code"] and row[3] == item["sheet"]
                        and (item["cell"] is None or readers.within(item["cell"], row[4]))]
                self.same(f"{sheet.title}, {item['code']} at {item['cell']} of {index + 1}", bool(told), True)
                alone = [row for row in told if row[5] == 1 and row[7] == item["message"].rstrip()]
                if not alone:
                    continue
                control, scope = controls.get(item["control"]), item["scope"]
                if scope and scope.startswith("case"):
                    scope = {"fr": "étude de cas ", "en": "case study "}[self.language] + scope[4:]
                self.same(f"{sheet.title}, {item['code']} at {item['cell']}",
                          [alone[0][6] if control else None, *alone[0][8:11]],
                          [self.control_name(control) if control else None, control["title"] if control else None, scope,
                           labels.get(item["deliveryModel"])])

    def sources(self):
        rows = []
        for index, one in enumerate(self.json["submissions"]):
            source, path = one["source"], Path(one["source"]["file"])
            content = path.read_bytes()
            self.same(f"the sum of {path}", source["sha256"], hashlib.sha256(content).hexdigest())
            rows.append([
                index + 1, self.title(one), source["file"], source["format"], len(content), source["producer"],
                one["asOf"], lambda cell, known=one["verdict"] != "unreadable": (cell.value in self.templates) == known,
                source["sha256"],
            ])
        self.compare(5, rows)

    # Links, form

    def links(self):
        """Only into this workbook, each to the row of the same submission, and from there back."""
        details, count = {}, 0
        for sheet in self.book:
            for row in sheet.iter_rows():
                for cell in row:
                    link = cell.hyperlink
                    if link is None:
                        continue
                    count += 1
                    name, _, place = (link.location or "").rpartition("!")
                    name = name.strip("'").replace("''", "'")
                    if link.target or name not in self.book.sheetnames:
                        self.say(f"{sheet.title}!{cell.coordinate} leads to {link.target or link.location!r}")
                    elif place == "A1":
                        self.same(f"{sheet.title}!{cell.coordinate}", name, SHEETS[self.language][0])
                    else:
                        target = self.book[name][place]
                        number = sheet.cell(cell.row, 1).value
                        self.same(f"{sheet.title}!{cell.coordinate} leads to", target.value, number)
                        if sheet is self.book.worksheets[0]:
                            details[number] = target.row
        for number, row in details.items():
            sheet = self.book.worksheets[4]
            above = sheet.cell(row - 1, 1).value
            if above == number or sheet.cell(row, 2).hyperlink is None:
                self.say(f"{number}: the row {row} is not its first, or does not lead back")
        expected = {i for i, one in enumerate(self.json["submissions"], start=1) if one["discrepancies"]}
        self.same("what leads to discrepancies", set(details), expected)
        self.counts["links"] += count

    def form(self):
        for index, sheet in enumerate(self.book.worksheets):
            title, header = sheet.title, FIRST[index] - 1
            last = max(header + 1, sheet.max_row)
            self.same(f"{title}, frozen rows", sheet.freeze_panes.lstrip("ABCDEFGH"), str(header + 1))
            self.same(f"{title}, filter", sheet.auto_filter.ref.split(":")[0], f"A{header}")
            self.same(f"{title}, filter's end", int("".join(filter(str.isdigit, sheet.auto_filter.ref.split(":")[1]))), last)
            self.same(f"{title}, repeated", sheet.print_title_rows, f"${header}:${header}")
            self.same(f"{title}, paper", (sheet.page_setup.orientation, sheet.page_setup.paperSize), ("landscape", 9))
            self.same(f"{title}, width", (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight), (True, 0))
            self.same(f"{title}, page numbers", "&P" in (sheet.oddFooter.right.text or ""), True)
            self.same(f"{title}, charts", len(sheet._charts), 1 if index in (0, 3) else 0)
            pairs = set()
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        self.say(f"{title}!{cell.coordinate} is a formula")
                    if cell.value is not None:
                        pairs.add((issued.rgb(cell.font.color, "000000"), issued.ground(cell.fill)))
                    if isinstance(cell.value, str) and len(cell.value.encode("utf-16-le", "surrogatepass")) > 2 * 32_767:
                        self.say(f"{title}!{cell.coordinate}: a long text")
                    if cell.row >= header and cell.value is not None and not cell.font.name == "Arial":
                        self.say(f"{title}!{cell.coordinate} is in {cell.font.name}")
            for ink, paper in pairs:
                self.counts["colour pairs"] += 1
                if issued.contrast(ink, paper) < 4.5:
                    self.say(f"{title}: {ink} on {paper} has a contrast of {issued.contrast(ink, paper):.2f}")

    def package(self):
        """Each part is well-formed, each relationship stays inside and leads to a part."""
        with zipfile.ZipFile(self.path) as file:
            if file.testzip():
                self.say("the archive is damaged")
            parts = set(file.namelist())
            for part in parts:
                root = ElementTree.fromstring(file.read(part))
                self.counts["parts"] += 1
                if part.endswith(".rels"):
                    for relation in root:
                        if relation.get("TargetMode") == "External":
                            self.say(f"{part}: {relation.get('Target')}")
            types = ElementTree.fromstring(file.read("[Content_Types].xml"))
            for item in types:
                name = (item.get("PartName") or "").lstrip("/")
                if name and name not in parts:
                    self.say(f"{name} is named, and not there")
                if "macro" in (item.get("ContentType") or "").lower():
                    self.say(f"{name} is a macro")

    def run(self, figures=True):
        if figures:
            for check in (self.overview, self.case_studies, self.sections, self.controls, self.discrepancies, self.sources):
                check()
        for check in (self.links, self.form, self.package):
            check()


def hostile(folder):
    """Submissions in which every text that a partner types, and the file's name, is hostile."""
    path = next(RETURNED.glob("tessera*"))
    line = programs.respecte("import", path, "--ndjson", accept=(0, 1))
    target = Path(folder) / "hostile.ndjson"
    with target.open("w", encoding="utf-8") as file:
        for text in HOSTILE:
            one = json.loads(line)
            one["source"]["file"] = one["source"]["producer"] = text
            for field in ("partner", "solution"):
                one["application"][field] = text
            for study in one["caseStudies"]:
                study["customer"] = text
            for answer in one["answers"][:8]:
                answer["sheet"] = answer["cell"] = answer["raw"] = text
            for item in one["discrepancies"][:3]:
                for key in ("sheet", "cell", "message", "control", "deliveryModel"):
                    item[key] = text
            file.write(json.dumps(one) + "\n")
    return target


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--keep", help="a folder for the workbooks, which otherwise go")
    options = parser.parse_args()
    try:
        programs.module("openpyxl")
        with programs.folder(options.keep) as folder:
            knows = ["--template", programs.SECOND_TEMPLATE]
            summaries = [
                Summary("french", folder, [RETURNED], "fr"),
                Summary("english", folder, [RETURNED], "en"),
                Summary("both", folder, [RETURNED, SECOND], "fr", knows),
                Summary("hostile", folder, [hostile(folder)], "fr"),
            ]
            for summary in summaries:
                summary.run(figures=summary.name != "hostile")
            found = [what for summary in summaries for what in summary.found]
            counts = sum((summary.counts for summary in summaries), Counter())
            more, skipped = summary_readers.compare([summary.path for summary in summaries], counts)
            found += more
    except programs.Missing as missing:
        print(f"skipped: {missing} is not installed")
        return programs.SKIPPED
    print("; ".join(f"{number} {what}" for what, number in counts.items()))
    for program in skipped:
        print(f"skipped: {program} is not installed")
    for what in found[:40]:
        print(what)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
