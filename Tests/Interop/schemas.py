#!/usr/bin/env python3
"""Holds what respecte really writes against the JSON Schemas of Templates/schemas, with the PyPI package jsonschema.

usage: schemas.py [--keep FOLDER]

1. Every document of every command, over the sample workbooks, the second checklist and each file of Tests/Corpus, is
   valid. So it is under a strict variant that allows no member that the schema does not name: no schema forgets one.
2. Every member that a schema names occurs in some document.
3. A document without one of its members, or with a value of another kind, or with a code that is on no list, is not valid.

Exit status: 0 no difference, 1 a difference, 77 jsonschema is missing.
"""

import argparse
import collections
import copy
import json
import sys
import zipfile
from pathlib import Path

import differences as editions
import programs
import tables

SCHEMAS = programs.ROOT / "Templates/schemas"
SAMPLES = programs.ROOT / "SampleData/returned"
SECOND = programs.ROOT / "SampleData/second-checklist"
CORPUS = programs.ROOT / "Tests/Corpus"

# Members that are there only where there is something to say.
OPTIONAL = {
    ("submission-1", "error"), ("submission-1", "carryOver"), ("submission-1", "audit"),
    ("inspect-line-1", "formula"), ("inspect-line-1", "date"),
}


def strict(schema):
    """The same schema with every object closed."""
    if isinstance(schema, list):
        return [strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {
        key: {name: strict(each) for name, each in value.items()}
        if key in ("properties", "$defs") else strict(value)
        for key, value in schema.items()
    }
    if closed.get("type") in ("object", ["object", "null"]) and "properties" in closed:
        closed.setdefault("additionalProperties", False)
    return closed


class Schemas:
    """The schemas of the folder, as they are and closed."""

    def __init__(self, jsonschema):
        referencing = programs.module("referencing")
        files = {
            path.name: json.loads(path.read_text(encoding="utf-8"))
            for path in sorted(SCHEMAS.glob("*.json"))
        }
        self.raw = {Path(name).stem: schema for name, schema in files.items()}
        validator = jsonschema.Draft202012Validator
        for schema in files.values():
            validator.check_schema(schema)
        self.validators = {}
        for closed in (False, True):
            shown = {name: strict(s) if closed else s for name, s in files.items()}
            registry = referencing.Registry().with_resources(
                (name, referencing.Resource.from_contents(schema)) for name, schema in shown.items()
            )
            for name in shown:
                self.validators[Path(name).stem, closed] = validator(
                    {"$ref": name}, registry=registry
                )

    def errors(self, name, document, closed=False):
        """What is wrong with a document, the first three, each with its place."""
        found = []
        for error in self.validators[name, closed].iter_errors(document):
            found.append(f"{error.json_path}: {error.message[:200]}")
            if len(found) == 3:
                break
        return found


def beside_the_cells(folder):
    """A sample with notes and links on an answer, a field and another cell, and one with pictures there."""
    openpyxl = programs.module("openpyxl")
    from openpyxl.comments import Comment
    sample = next(SAMPLES.glob("Maison*.xlsx"))
    book = openpyxl.load_workbook(sample)
    places = []
    for name in ("rsp.tech.1.12.case1.evidence", "rsp.app.solution"):
        ((sheet, cell),) = book.defined_names[name].destinations
        places.append((sheet, cell.replace("$", "")))
    places.append((places[1][0], "H40"))
    for sheet, cell in places:
        book[sheet][cell].comment = Comment("To be seen there.", "Zoé")
        book[sheet][cell].value = book[sheet][cell].value or "here"
        book[sheet][cell].hyperlink = "https://example.org/evidence"
    book.save(folder / "notes.xlsx")

    parts = {}
    with zipfile.ZipFile(sample) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    names = book.sheetnames
    for number, sheet in enumerate(dict.fromkeys(sheet for sheet, _ in places), 1):
        part = f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"
        anchors = "".join(picture(cell) for where, cell in places if where == sheet)
        relations = part.replace("worksheets/", "worksheets/_rels/") + ".rels"
        parts[part] = parts[part].replace(b"</worksheet>", b'<drawing xmlns:r="%s" r:id="rIdPicture"/></worksheet>' % OFFICE)
        parts[relations] = parts.get(relations, b'<Relationships xmlns="%s"></Relationships>' % PACKAGE).replace(
            b"</Relationships>", b'<Relationship Id="rIdPicture" Type="%s/drawing" Target="../drawings/pictures%d.xml"/>'
            b"</Relationships>" % (OFFICE, number))
        parts[f"xl/drawings/pictures{number}.xml"] = (
            '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
            'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
            f'xmlns:r="{OFFICE.decode()}">{anchors}</xdr:wsDr>').encode()
        parts[f"xl/drawings/_rels/pictures{number}.xml.rels"] = (
            b'<Relationships xmlns="%s"><Relationship Id="rId1" Type="%s/image" Target="../media/seen.png"/></Relationships>'
            % (PACKAGE, OFFICE))
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
            b"</Types>", b'<Override PartName="/xl/drawings/pictures%d.xml" '
            b'ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/></Types>' % number)
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"<Override ", b'<Default Extension="png" ContentType="image/png"/><Override ', 1)
    parts["xl/media/seen.png"] = b"\x89PNG\r\n\x1a\n" + bytes(40)
    with zipfile.ZipFile(folder / "pictures.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return [folder / "notes.xlsx", folder / "pictures.xlsx"]


OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = b"http://schemas.openxmlformats.org/package/2006/relationships"


def picture(cell):
    """A picture anchored at a cell."""
    from openpyxl.utils.cell import coordinate_from_string, column_index_from_string
    column, row = coordinate_from_string(cell)
    return (
        f"<xdr:oneCellAnchor><xdr:from><xdr:col>{column_index_from_string(column) - 1}</xdr:col><xdr:colOff>0</xdr:colOff>"
        f'<xdr:row>{row - 1}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="9525" cy="9525"/><xdr:pic>'
        '<xdr:nvPicPr><xdr:cNvPr id="2" name="Seen"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId1"/>'
        "</xdr:blipFill><xdr:spPr/></xdr:pic><xdr:clientData/></xdr:oneCellAnchor>")


def documents():
    """What the program writes: the schema's name, what was asked, the document."""
    run = programs.respecte
    any_end = (0, 1, 3)

    def lines(text):
        # A line separator inside a text ends no line.
        return [json.loads(line) for line in text.split("\n") if line]

    returned = sorted(SAMPLES.iterdir())
    corpus = sorted(path for path in CORPUS.iterdir() if path.suffix not in (".py",))
    nowhere = [CORPUS / "no-such-file.xlsx", CORPUS]
    second = sorted((SECOND / "returned").iterdir())
    knowing = programs.knowing(programs.SECOND_TEMPLATE)

    with programs.folder() as folder:
        for path in beside_the_cells(Path(folder)):
            yield "submission-1", path.name, json.loads(run("import", path, accept=any_end))
    for path in returned + nowhere:
        yield "submission-1", path.name, json.loads(run("import", path, accept=any_end))
    groups = {"samples": returned, "corpus": corpus, "second": second}
    for name, paths in groups.items():
        for document in lines(run("import", "--ndjson", *knowing, *paths, accept=any_end)):
            yield "submission-1", name, document
        for language, options in (("fr", []), ("fr", ["--as-of", "2024-02-29"]), ("en", [])):
            words = ["score", "--json", "-", *knowing, *options, *paths]
            text = run(*words, accept=any_end, language=language)
            yield "assessment-1", f"{name} {language} {options}", json.loads(text)
        for document in lines(run("score", "--ndjson", *knowing, *paths, accept=any_end)):
            yield "assessment-line-1", name, document
    for language in ("fr", "en"):
        target = programs.built_in(language)
        for document in lines(run("import", "--ndjson", "--to", target, *returned, accept=any_end)):
            yield "submission-1", f"--to {target}", document
    # Answers of one checklist have no place in another.
    for document in lines(
        run("import", "--ndjson", "--to", programs.SECOND_TEMPLATE, *returned, accept=any_end)
    ):
        yield "submission-1", "--to the second checklist", document

    yield from differences(lines)
    yield from audits()
    yield from registers(returned)

    for name in run("template", "list").split() + [programs.SECOND_TEMPLATE]:
        yield "template-1", str(name), json.loads(run("template", "show", name, "--json"))
    with programs.folder() as folder:
        dated = Path(folder) / "dated.yaml"
        validity = "validity:\n  released: 2025-02-14\n  from: 2025-02\n  to: 2025-08\n  acceptedUntil: 2025-11\n"
        text = Path(programs.SECOND_TEMPLATE).read_text("utf-8")
        dated.write_text(text.replace("deliveryModels:", validity + "deliveryModels:", 1), encoding="utf-8")
        yield "template-1", "with a validity", json.loads(run("template", "show", dated, "--json"))
    yield "templates-1", "template list", json.loads(run("template", "list", "--json"))
    for language in ("fr", "en"):
        text = run("explain", "--json", language=language)
        yield "codes-1", "explain " + language, json.loads(text)
    for path in returned[:2] + corpus:
        for line in lines(run("inspect", "--ndjson", path, accept=any_end)):
            yield "inspect-line-1", path.name, line


def differences(lines):
    """Two submissions of a partner, the first with an auditor's findings; a blank one; two editions of a checklist."""
    with programs.folder() as folder:
        newer = editions.write_newer_edition(folder)
        knowing = [*programs.knowing(programs.SECOND_TEMPLATE), "--template", newer]
        files = {name: Path(folder, name) for name in ("blank.xlsx", "newer.xlsx", "audit.json", "old.json")}
        programs.respecte("export", "-o", files["blank.xlsx"])
        programs.respecte("export", "--template", newer, "-o", files["newer.xlsx"])
        sample = next(path for path in sorted(SAMPLES.iterdir()) if "Lavande" in path.name)
        audit = json.loads(programs.respecte("import", sample))
        files["old.json"].write_text(json.dumps(audit), "utf-8")
        for answer in audit["answers"][::7]:
            answer.update(finding="no", reason="Illisible", action="Joindre la suite", reply="Jointe")
        files["audit.json"].write_text(json.dumps(audit), "utf-8")
        second = (SECOND / "returned").iterdir()
        asked = [[sample, sample], [files["blank.xlsx"], sample], [sample, files["blank.xlsx"]]]
        asked += [[old, files["newer.xlsx"]] for old in sorted(second)]
        asked += [[files["audit.json"], sample], [sample, files["audit.json"], "--audit", files["old.json"]]]
        for words in asked:
            said = programs.respecte("diff", "--json", *knowing, *words, accept=(0, 1))
            yield "diff-1", " ".join(map(str, words)), json.loads(said)


def audits():
    """An auditor's workbook, and the copy for the partner."""
    with programs.folder() as folder:
        audited, partner = tables.audited(Path(folder, "audit.xlsx")), Path(folder, "partner.xlsx")
        programs.respecte("audit", audited, "--to-partner", "-o", partner)
        for path in (audited, partner):
            yield "submission-1", path.name, json.loads(programs.respecte("import", path))
        accept = (0, 1)
        yield "assessment-1", "audit", json.loads(programs.respecte("score", audited, "--json", "-", accept=accept))
        yield "assessment-line-1", "audit", json.loads(programs.respecte("score", audited, "--ndjson", accept=accept))


def registers(returned):
    """A register with submissions of every verdict, one handed in twice, one of them removed, and an auditor's workbook."""
    with programs.folder() as folder:
        register = Path(folder, "register.sqlite")
        audited = tables.audited(Path(folder, "audit.xlsx"))

        def run(command, *words, accept=(0,)):
            return programs.respecte("register", command, "--register", register, *words, accept=accept)

        run("add", *returned, accept=(0, 1))
        run("add", *returned[-1:], audited)
        listed = json.loads(run("list", "--json"))
        yield "register-1", "register list", listed
        partner = listed["submissions"][0]["partner"]
        run("forget", "--yes", partner)
        yield "register-1", "register list, forgotten", json.loads(run("list", "--json"))
        yield "register-1", "register list --partner", json.loads(run("list", "--json", "--partner", partner))
        for number in (1, 2, len(returned) - 1):
            yield "registered-1", f"register show {number}", json.loads(run("show", number, "--json"))


def members(document, path=()):
    """The places of a document's members: names, without the numbers of items."""
    if isinstance(document, dict):
        for name, value in document.items():
            yield path + (name,)
            yield from members(value, path + (name,))
    elif isinstance(document, list):
        for item in document:
            yield from members(item, path)


def named(schemas, schema, name, path=(), seen=()):
    """The places of the members that a schema names."""
    if "$ref" in schema:
        file, _, pointer = schema["$ref"].partition("#/$defs/")
        name = Path(file).stem if file else name
        target = schemas.raw[name]
        yield from named(schemas, target["$defs"][pointer] if pointer else target, name, path, seen)
    for key, value in schema.get("properties", {}).items():
        yield path + (key,)
        yield from named(schemas, value, name, path + (key,))
    if isinstance(schema.get("items"), dict):
        yield from named(schemas, schema["items"], name, path)
    for each in schema.get("anyOf", []) + schema.get("oneOf", []):
        yield from named(schemas, each, name, path)


def shortened(document):
    """A document with one item of each list."""
    if isinstance(document, dict):
        return {name: shortened(value) for name, value in document.items()}
    return [shortened(item) for item in document[:1]] if isinstance(document, list) else document


def spoilt(document):
    """Copies of a document, each with one thing wrong: what was done, where, the copy."""

    def places(value, path=()):
        if isinstance(value, dict):
            for name, each in value.items():
                yield path, name, each
                yield from places(each, path + (name,))
        elif isinstance(value, list):
            for index, each in enumerate(value):
                yield from places(each, path + (index,))

    def changed(path, name, value=None):
        copied = copy.deepcopy(document)
        holder = copied
        for step in path:
            holder = holder[step]
        if value is None:
            del holder[name]
        else:
            holder[name] = value
        return copied

    for path, name, value in places(document):
        yield "without", path + (name,), changed(path, name)
        yield "another kind", path + (name,), changed(path, name, {"kind": [1.5]})
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            yield "negative", path + (name,), changed(path, name, -3.5)
    for path, name, _ in places(document):
        if name in CODED:
            yield "on no list", path + (name,), changed(path, name, "No such thing")


# Members whose texts are on a list, or of a form.
CODED = {
    "schema", "code", "severity", "status", "answer", "verdict", "part", "language", "sha256", "scope", "control",
    "cell", "foundBy", "format", "recognisedBy", "assessmentDate", "asOf", "published", "state", "type", "field",
    "kind", "change",
}


def is_sound(name, what, path):
    """Whether a document may be without that member or have such a value."""
    if what == "without":
        # Of the auditor's columns only those that were filled have a cell.
        # Texts that a message shows whole are not repeated.
        return (name, path[-1]) in OPTIONAL or path[-1] == "texts" or "auditCells" in path[:-1]
    # A cell may hold any number.
    return what == "negative" and (name, path) == ("inspect-line-1", ("value",))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keep", help="keep the documents in this folder")
    arguments = parser.parse_args()
    try:
        schemas = Schemas(programs.module("jsonschema"))
        faults = check(schemas, arguments.keep)
    except programs.Missing as missing:
        print(f"skipped: {missing} is missing")
        return programs.SKIPPED
    for fault in faults[:30]:
        print(fault)
    return 1 if faults else 0


def check(schemas, keep):
    faults = []
    counts = collections.Counter()
    occurring = collections.defaultdict(set)
    samples = {}
    for name, origin, document in documents():
        counts[name] += 1
        if keep:
            Path(keep, f"{name}.{counts[name]}.json").write_text(json.dumps(document), "utf-8")
        # What the strict variant allows, the schema allows too.
        if errors := schemas.errors(name, document, closed=True):
            open_errors = schemas.errors(name, document)
            kind = "not valid" if open_errors else "has a member that the schema forgets"
            faults += [f"{name}, {origin}: {kind}: {error}" for error in open_errors or errors]
        occurring[name].update(members(document))
        # The fullest document of each kind is the one to spoil.
        variant = (name, "error" in document, document.get("type") if name == "inspect-line-1" else None)
        short = shortened(document)
        if len(json.dumps(short)) > len(json.dumps(samples.get(variant, ""))):
            samples[variant] = short

    for name in schemas.raw:
        if name == "common":
            continue
        if counts[name] == 0:
            faults.append(f"{name}: no document")
        for path in sorted(set(named(schemas, schemas.raw[name], name)) - occurring[name]):
            if name == "registered-1" and path[0] in ("submission", "assessment"):
                # Documents of their own, which are looked at above.
                continue
            faults.append(f"{name}: no document has {'.'.join(path)}")

    spoilt_count = 0
    for (name, *_), document in samples.items():
        for what, path, changed in spoilt(document):
            spoilt_count += 1
            is_valid = not schemas.errors(name, changed)
            if is_valid != is_sound(name, what, path):
                place = ".".join(map(str, path))
                faults.append(f"{name}: {place} ({what}) makes no difference")
        extended = {**document, "added": 1}
        if schemas.errors(name, extended) or not schemas.errors(name, extended, closed=True):
            faults.append(f"{name}: a new member is not what the strict variant alone forbids")
    kinds = ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))
    print(f"schemas: {kinds}; {spoilt_count} spoilt documents, {len(faults)} differences")
    return faults


if __name__ == "__main__":
    sys.exit(main())
