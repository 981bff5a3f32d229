"""What a saved workbook says, read with nothing but the standard library: the third opinion when two differ."""

import re
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def unescaped(text):
    """The text that a stored one means: `_x000D_` is a carriage return (ECMA-376 part 1, § 22.9.2.19)."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def unified(text):
    """The text with one kind of line end, as every XML parser makes it of unescaped ones (XML 1.0, § 2.11)."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def places(path):
    """The defined names of the workbook, each with the sheet and reference of its cell."""
    with zipfile.ZipFile(path) as archive:
        workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    return {name.get("name"): place(name.text) for name in workbook.iter(MAIN + "definedName")}


def place(target):
    """`'Études de cas'!$C$5` as sheet and reference."""
    sheet, _, reference = (target or "").rpartition("!")
    if sheet.startswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    return sheet, reference.replace("$", "")


def texts(path):
    """The texts of all cells as they are stored, by sheet and reference; numbers and formulas are left out."""
    with zipfile.ZipFile(path) as archive:
        def part(name):
            return ElementTree.fromstring(archive.read(name))

        shared = []
        if "xl/sharedStrings.xml" in archive.namelist():
            shared = [text_of(item) for item in part("xl/sharedStrings.xml").iter(MAIN + "si")]
        targets = {
            relation.get("Id"): relation.get("Target").removeprefix("/xl/")
            for relation in part("xl/_rels/workbook.xml.rels")
        }
        found = {}
        for sheet in part("xl/workbook.xml").iter(MAIN + "sheet"):
            name = "xl/" + targets[sheet.get(RELATION)]
            for cell in part(name).iter(MAIN + "c"):
                kind = cell.get("t")
                if kind == "s":
                    text = shared[int(cell.find(MAIN + "v").text)]
                elif kind == "inlineStr":
                    text = text_of(cell.find(MAIN + "is"))
                elif kind == "str" and cell.find(MAIN + "f") is None:
                    text = cell.findtext(MAIN + "v", "")
                else:
                    continue
                found[sheet.get("name"), cell.get("r")] = text
        return found


def text_of(item):
    """The text of a string: its own, or that of its runs; phonetic hints are no part of it."""
    runs = [item, *item.findall(MAIN + "r")]
    return "".join(text.text or "" for run in runs for text in run.findall(MAIN + "t"))
