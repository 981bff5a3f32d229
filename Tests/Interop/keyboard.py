#!/usr/bin/env python3
"""Fills a workbook at the keyboard of LibreOffice, on a screen of its own, and looks at what a person sees.

usage: keyboard.py [--picture FILE]

The keys are typed through the X server, because LibreOffice checks what may be typed only there; UNO moves the
cursor, and reads. All the numbers that are expected were worked out by hand from the checklist (contract, § 2).

Exit status: 0 no difference, 1 a difference, 77 a program is missing.
"""

import argparse
import functools
import sys
import time
from collections import Counter
from pathlib import Path

import programs
import screen
import slots
import stored
from screen import wait, wait_or_not

# What the sheets are called, and what they say where something is not accepted.
FRENCH = {
    "sheets": ["Mode d'emploi", "Candidature", "Prérequis", "Études de cas", "Validation technique", "Synthèse"],
    "title": "Saisie non acceptée",
    "answer": "Cette case attend O ou N. Choisissez dans la liste, ou appuyez sur Échap pour laisser la case "
              "telle quelle.",
    "conditional": "Cette case attend O, S.O. ou N. Choisissez dans la liste, ou appuyez sur Échap pour laisser "
                   "la case telle quelle.",
    "list": "Cette case attend l’une des valeurs de sa liste. Choisissez dans la liste, ou appuyez sur Échap pour "
            "laisser la case telle quelle.",
    "number": "Cette case attend un nombre entier, en chiffres et sans texte, par exemple 120. Échap laisse la "
              "case telle quelle.",
    "date": "Cette case attend une date, par exemple 31/12/2019, sans autre texte. Échap laisse la case telle "
            "quelle.",
}
ENGLISH = {
    "sheets": ["Instructions", "Application", "Prerequisites", "Case studies", "Technical validation", "Summary"],
    "title": "Not accepted",
    "answer": "This cell takes Y or N. Choose from the list, or press Escape to leave the cell as it was.",
    "list": "This cell takes one of the values of its list. Choose from the list, or press Escape to leave the "
            "cell as it was.",
    "number": "This cell takes a whole number in figures and no text, for example 120. Escape leaves the cell as "
              "it was.",
    "date": "This cell takes a date, for example 2019-12-31, and no other text. Escape leaves the cell as it was.",
}
INSTRUCTIONS, APPLICATION, PREREQUISITES, CASE_STUDIES, TECHNICAL, SUMMARY = range(6)


def position(cell):
    """The row and the column of a reference, counted from 0."""
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(cell[len(letters):]) - 1, column - 1


def reference(row, column):
    """A cell's reference; no sheet here is wider than two letters."""
    high, low = divmod(column, 26)
    return (chr(64 + high) if high else "") + chr(65 + low) + str(row + 1)


class Form:
    """A workbook on the screen."""

    def __init__(self, on, path, words):
        self.screen, self.words, self.places = on, words, stored.places(path)
        self.document = on.open(path)
        self.controller = self.document.CurrentController
        self.sheets = [self.document.Sheets.getByName(name) for name in words["sheets"]]
        self.counts, self.differences = Counter(), []

    def equal(self, what, expected, got, counted="sights"):
        self.counts[counted] += 1
        if expected != got:
            self.differences.append(f"{what}: {expected!r} expected, {got!r} found")

    # Cells

    def cell(self, place):
        """A cell by its defined name, or by its sheet's number and reference."""
        if isinstance(place, str):
            sheet, reference = self.places[place]
            return self.document.Sheets.getByName(sheet).getCellRangeByName(reference)
        return self.sheets[place[0]].getCellRangeByName(place[1])

    def select(self, place):
        cell = self.cell(place)
        self.controller.setActiveSheet(cell.Spreadsheet)
        self.controller.select(cell)
        # Nothing marked, so that Tab does not stay inside what is, and colours are as they are.
        self.controller.select(self.document.createInstance("com.sun.star.sheet.SheetCellRanges"))
        return cell

    def here(self):
        """The sheet, column and row of the cursor: with nothing marked, the selection is what is under it."""
        address = self.document.CurrentSelection.RangeAddress
        return address.Sheet, address.StartColumn, address.StartRow

    def text(self, place):
        return self.cell(place).String

    def becomes(self, what, place, expected):
        """A cell shows a text at once, or soon enough."""
        wait_or_not(what, lambda: self.text(place) == expected, 5)
        self.equal(f"{what} {place}", expected, self.text(place))

    def counts_to(self, what, place, expected):
        """A figure is as it was worked out."""
        wait_or_not(what, lambda: self.cell(place).Value == expected, 5)
        self.equal(f"{what} {place}", expected, self.cell(place).Value)

    # Colours

    @functools.cache
    def legend(self, text):
        """The ground that the first sheet's legend shows for a mark."""
        sheet = self.sheets[INSTRUCTIONS]
        for row in range(60):
            for column in range(1, 7):
                cell = sheet.getCellByPosition(column, row)
                if cell.String == text and cell.CellBackColor >= 0 and sheet.getCellByPosition(column, row + 1).String:
                    return cell.CellBackColor
        raise LookupError(f"the legend has no {text}")

    def looks(self, what, place, mark):
        """A cell that is in view has the ground of the legend's mark."""
        expected = self.legend(mark)
        address = self.cell(place).CellAddress
        left, top, _, _ = wait(
            f"{place} is in view", lambda: self.screen.place(self.document, address.Column, address.Row))

        def ground():
            return self.screen.color(left + 4, top + 4)

        wait_or_not(what, lambda: ground() == expected, 5)
        self.equal(f"{what}, ground of {place}", f"{expected:06X}", f"{ground():06X}")

    # Typing

    def enter(self, place, text):
        """Types a text into a cell, and Enter."""
        cell = self.select(place)
        self.screen.type(text)
        self.screen.key("Return")
        return cell

    def refused(self, place, text, message):
        """A text is refused with a message, and Escape leaves the cell as it was."""
        before = self.cell(place).Formula
        if message:
            self.enter(place, text)
        else:
            # The first key is enough; Enter would close the box.
            self.select(place)
            self.screen.type(text)
        box = wait_or_not("a message box", self.screen.box, 5)
        # LibreOffice's own word for a locked cell depends on its language.
        expected = (self.words["title"], self.words[message]) if message else box
        self.equal(f"{text!r} in {place}", expected, box, "refusals")
        if box is None:
            self.differences.append(f"{text!r} in {place}: not refused")
        else:
            if message is None:
                self.equal(f"{text!r} in {place} is not our message", False, box[0] == self.words["title"])
            self.screen.dismiss()
        self.equal(f"{place} after {text!r}", before, self.cell(place).Formula)

    def accepted(self, place, text, shown=None):
        cell = self.enter(place, text)
        expected = text if shown is None else shown
        wait_or_not("the cell takes it", lambda: cell.String == expected, 5)
        self.equal(f"{text!r} in {place}", expected, cell.String, "entries")
        box = self.screen.box()
        if box:
            self.differences.append(f"{text!r} in {place}: refused with {box}")
            self.screen.dismiss()

    def tab(self, sheet, names, limit=None):
        """Tab leads through the answer cells of a sheet, row by row, and to no other cell."""
        number = list(self.document.Sheets.ElementNames).index(self.words["sheets"][sheet])
        places = [self.places[name] for name in names]
        stops = [position(cell) for name, cell in places if name == self.words["sheets"][sheet]]
        stops = sorted(stops)[:limit]
        self.select((sheet, reference(*stops[0])))
        for row, column in stops[1:]:
            before = self.here()
            self.screen.key("Tab")
            wait_or_not("Tab moves the cursor", lambda: self.here() != before, 5)
            self.equal(f"Tab from {before}", (number, column, row), self.here(), "tab stops")
            if self.here() != (number, column, row):
                return

    # Links

    def follow(self, sheet, reference):
        """A click on a link with Ctrl held, as LibreOffice asks for it; the cursor moves."""
        cell = self.sheets[sheet].getCellRangeByName(reference)
        address = cell.CellAddress
        before = self.here()
        left, top, _, height = wait(
            f"the link {reference} is in view",
            lambda: self.screen.place(self.document, address.Column, address.Row))
        for _ in range(3):
            # A click that comes before the scrolled cells are drawn goes nowhere.
            self.screen.click((left + 24, top + height // 2), "ctrl")
            if wait_or_not("the link leads on", lambda: self.here() != before, 2):
                return
        self.differences.append(f"the link {reference}, {cell.String!r}, leads nowhere")

    def in_view(self):
        """The columns that the scrolling pane shows whole, by number."""
        shown = self.controller.getByIndex(self.controller.Count - 1).VisibleRange
        return range(shown.StartColumn, shown.EndColumn + 1)


def french(on, folder):
    """The built-in checklist: refusals, marks, the summary, links."""
    name = programs.built_in("fr")
    template = programs.template(name)
    path = Path(folder) / "clavier.xlsx"
    programs.respecte("export", "--template", name, "-o", path)
    form = Form(on, path, FRENCH)
    names = slots.names(slots.Issue.of(template))
    form.tab(APPLICATION, names)
    form.tab(PREREQUISITES, names)
    form.tab(TECHNICAL, names, 40)

    # 12 prerequisites, 2 declarations; the solution's diagram and guide; for each of 4 case studies 2 documents under
    # 2 models, 46 controls as SaaS and 20 as customer deployed. 6 fields, and 11 for each case study.
    sentence = (SUMMARY, "B2")
    answers = 12 + 2 + 2 + 4 * (2 * 2 + 46 + 20)
    form.equal("by hand", 296, answers)
    form.becomes("blank", sentence, "Il manque encore 296 réponses et 50 champs obligatoires.")

    # Answers.
    first, status, evidence = "rsp.prereq.1.1.met", (PREREQUISITES, "F6"), "rsp.prereq.1.1.evidence"
    form.select(first)
    form.becomes("blank", status, "● À répondre")
    form.looks("blank", status, "● À remplir")
    form.looks("blank", first, "● À remplir")
    for text in ("oui", "x", "S.O.", "1"):
        form.refused(first, text, "answer")
    form.becomes("after refusals", status, "● À répondre")
    form.becomes("after refusals", sentence, "Il manque encore 296 réponses et 50 champs obligatoires.")
    form.accepted(first, "O")
    form.becomes("O without evidence", status, "▲ Sans preuve")
    form.looks("O without evidence", status, "▲ Sans preuve")
    form.looks("O without evidence", evidence, "▲ Sans preuve")
    form.becomes("one answer", sentence, "Il manque encore 295 réponses et 50 champs obligatoires.")
    form.counts_to("one answer", (SUMMARY, "C6"), 293)
    form.counts_to("one answer, prerequisites met", (SUMMARY, "C12"), 1)
    form.accepted(evidence, "mfa.pdf")
    form.becomes("O with evidence", status, "✓")
    form.looks("O with evidence", status, "O")
    form.looks("O with evidence", first, "O")
    form.accepted("rsp.prereq.1.2.met", "N")
    form.becomes("N", (PREREQUISITES, "F7"), "✗ Non")
    form.looks("N", (PREREQUISITES, "F7"), "N")
    form.becomes("N blocks", (SUMMARY, "F12"), "Réponse N\u00a0: 1.2. ")
    form.becomes("two answers", sentence, "Il manque encore 294 réponses et 50 champs obligatoires.")
    # 2.2 asks for evidence.
    form.accepted("rsp.prereq.2.2.met", "O")
    form.becomes(
        "evidence asked for", sentence, "Il manque encore 293 réponses, 50 champs obligatoires et 1 preuve demandée.")
    form.counts_to("evidence asked for", (SUMMARY, "C9"), 1)
    form.accepted("rsp.prereq.2.2.evidence", "www.exemple.fr")
    form.becomes("evidence given", sentence, "Il manque encore 293 réponses et 50 champs obligatoires.")

    # Fields.
    form.refused("rsp.app.category", "Autre", "list")
    form.refused("rsp.app.deliveryModel", "Mixte", "list")
    form.refused("rsp.app.customers", "beaucoup", "number")
    form.refused("rsp.app.customers", "12,5", "number")
    form.refused("rsp.app.customers", "-3", "number")
    form.accepted("rsp.app.customers", "120")
    form.becomes("a number", (APPLICATION, "D11"), "✓")
    form.looks("a number", (APPLICATION, "D11"), "O")
    for text in ("hier", "31/02/2019", "2019"):
        form.refused("rsp.app.assessmentDate", text, "date")
    form.accepted("rsp.app.assessmentDate", "10/12/2019")
    form.equal("the date's number", 43809.0, form.cell("rsp.app.assessmentDate").Value)
    form.refused("rsp.case1.productionDate", "mars 19 environ", "date")
    form.refused("rsp.case1.inProduction", "oui", "answer")
    form.becomes("two fields", sentence, "Il manque encore 293 réponses et 48 champs obligatoires.")

    # What is locked.
    form.refused((APPLICATION, "D5"), "x", None)
    form.refused((PREREQUISITES, "D6"), "x", None)
    form.refused((SUMMARY, "C6"), "0", None)

    # 1.25 may be S.O., with a reason; 1.1 may not.
    form.refused("rsp.tech.1.1.case1.saas.met", "S.O.", "answer")
    form.refused("rsp.tech.1.25.case1.saas.met", "NA", "conditional")
    form.accepted("rsp.tech.1.25.case1.saas.met", "S.O.")
    form.becomes("S.O. without a reason", sentence, "Il manque encore 293 réponses et 48 champs obligatoires.")

    # A case study's model: as SaaS it has 20 controls and 2 documents fewer to answer.
    form.select("rsp.tech.1.4.case1.saas.met")
    model = (TECHNICAL, "L2")
    form.becomes("both models", model, "")
    form.becomes("both models", (TECHNICAL, "L4"), "1")
    form.accepted("rsp.case1.deliveryModel", "SaaS")
    form.becomes("SaaS", model, "ne pas remplir")
    form.becomes("SaaS", (TECHNICAL, "L4"), "0")
    form.becomes("SaaS", (TECHNICAL, "K4"), "1")
    form.becomes("SaaS", sentence, "Il manque encore 271 réponses et 48 champs obligatoires.")
    form.becomes("S.O. without a reason", (TECHNICAL, "J36"), "▲ Sans raison")
    form.accepted("rsp.tech.1.25.case1.evidence", "Aucune carte")
    form.becomes("S.O. with its reason", (TECHNICAL, "J36"), "✓")
    form.becomes("S.O. with its reason", sentence, "Il manque encore 270 réponses et 48 champs obligatoires.")
    customer = next(
        name for name in sorted(names) if name.startswith("rsp.tech.") and name.endswith("case1.customer.met"))
    form.select(customer)
    form.looks("SaaS", customer, "S.O.")
    form.select(customer.replace("customer", "saas"))
    form.looks("SaaS", customer.replace("customer", "saas"), "● À remplir")

    # Enter leads down to the next answer, over the heading of a section; small letters are answers too.
    form.accepted("rsp.prereq.1.4.met", "o")
    form.equal("Enter from 1.4", (PREREQUISITES, 6, 10), form.here())
    form.becomes("a small o", (PREREQUISITES, "F9"), "▲ Sans preuve")
    form.becomes("a small o", sentence, "Il manque encore 269 réponses et 48 champs obligatoires.")
    # A link to a section.
    form.select((TECHNICAL, "K8"))
    form.controller.getByIndex(form.controller.Count - 1).setFirstVisibleColumn(9)
    form.follow(TECHNICAL, "L1")
    form.equal("the link to section 2.0 leads to", (TECHNICAL, 9, 39), form.here(), "links")

    # Links of the matrix: from the solution to the first case study and on to the second, and back again. LibreOffice brings
    # the cell to the middle where it was out of view: the answers are in view beside the controls then, and from the left
    # the evidence too.
    pane = form.controller.getByIndex(form.controller.Count - 1)
    blocks = {0: range(5, 9), 1: range(9, 14), 2: range(14, 19), 3: range(19, 24)}
    for link, source, target in [("I2", 0, 1), ("M2", 1, 2), ("R2", 2, 3), ("T2", 3, 2), ("O2", 2, 1)]:
        form.select((TECHNICAL, reference(7, blocks[source][1])))
        pane.setFirstVisibleColumn(blocks[source][0])
        form.follow(TECHNICAL, link)
        block, shown = blocks[target], form.in_view()
        end = block[3] if target > source else block[0]
        needed = list(block[1:4] if target > source else block[0:3])
        form.equal(f"the link {link} leads to", (TECHNICAL, end, 5), form.here(), "links")
        form.equal(f"in view from {link}", needed, [column for column in needed if column in shown])
    return form


def english(on, folder):
    """The same checklist in English: a part of it, in its words."""
    name = programs.built_in("en")
    template = programs.template(name)
    path = Path(folder) / "keyboard.xlsx"
    programs.respecte("export", "--template", name, "-o", path)
    form = Form(on, path, ENGLISH)
    form.tab(APPLICATION, slots.names(slots.Issue.of(template)))
    sentence = (SUMMARY, "B2")
    form.becomes("blank", sentence, "Still missing: 296 answers and 50 required fields.")
    first = min(
        (name for name in form.places if name.startswith("rsp.prereq.") and name.endswith(".met")),
        key=lambda name: form.cell(name).CellAddress.Row)
    form.refused(first, "yes", "answer")
    form.refused(first, "O", "answer")
    status = (PREREQUISITES, "F6")
    form.becomes("blank", status, "● To answer")
    form.accepted(first, "Y")
    form.becomes("Y without evidence", status, "▲ No evidence")
    form.looks("Y without evidence", status, "▲ No evidence")
    form.becomes("one answer", sentence, "Still missing: 295 answers and 50 required fields.")
    form.refused("rsp.app.category", "Other", "list")
    form.refused("rsp.app.customers", "many", "number")
    form.refused("rsp.app.assessmentDate", "yesterday", "date")
    form.accepted("rsp.app.assessmentDate", "2019-12-10")
    form.equal("the date's number", 43809.0, form.cell("rsp.app.assessmentDate").Value)
    return form


def attended(fill, folder, picture):
    """A filling on a screen of its own. What was waited for in vain on a busy machine is tried again, twice; what was
    seen to differ never is."""
    for attempt in range(3):
        try:
            with screen.Screen() as on:
                form = fill(on, folder)
                if picture:
                    on.picture(picture)
                form.document.close(True)
                return form
        except screen.TimedOut as late:
            if attempt == 2:
                raise
            print(f"{fill.__name__}: once more, since this did not come: {late}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--picture", help="where to put a picture of the screen as it is at the end")
    options = parser.parse_args()
    start = time.monotonic()
    try:
        screen.under_uno()
        failed = False
        with programs.folder() as folder:
            for fill in (french, english):
                form = attended(fill, folder, options.picture)
                figures = ", ".join(f"{number} {what}" for what, number in form.counts.items())
                print(f"{fill.__name__}: {figures}, {len(form.differences)} differences")
                for difference in form.differences:
                    print("  " + difference)
                failed = failed or bool(form.differences)
    except programs.Missing as missing:
        print(f"keyboard: SKIPPED, missing: {missing}")
        return programs.SKIPPED
    print(f"keyboard: {time.monotonic() - start:.1f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
