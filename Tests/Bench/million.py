"""Sheets of a million cells: 50,000 rows of 20, as XLSX and ODS, the same bytes each time.

A third of the cells are shared strings, numbers or inline strings each in `mixed`; in the others all cells are of the kind
that they are named after. An ODS file has no shared strings: its cells are texts and numbers.
"""

import zipfile
from pathlib import Path
from random import Random

ROWS, COLUMNS = 50_000, 20
KINDS = {"mixed": "sni", "shared": "s", "numbers": "n", "inline": "i"}
WORDS = ["magasin", "ticket", "remise", "livraison", "stock", "caisse", "retour", "client", "panier", "catalogue"]

CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
    "</Types>")
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>')
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def letters(column):
    return chr(65 + column) if column < 26 else letters(column // 26 - 1) + chr(65 + column % 26)


def number(random):
    return str(random.randrange(1, 1_000_000)) if random.random() < 0.5 else f"{random.uniform(0, 10_000):.2f}"


def sentence(random):
    return f"{random.choice(WORDS)} {random.choice(WORDS)} {random.randrange(100_000)} & cie".replace("&", "&amp;")


def xlsx(path, kind):
    random = Random(kind)
    order = KINDS[kind]
    strings = [sentence(random) for _ in range(20_000)] if "s" in order else []
    names = [letters(column) for column in range(COLUMNS)]
    lines = []
    for row in range(1, ROWS + 1):
        cells = []
        for column, name in enumerate(names):
            what = order[(row + column) % len(order)]
            if what == "s":
                cells.append(f'<c r="{name}{row}" s="1" t="s"><v>{random.randrange(len(strings))}</v></c>')
            elif what == "n":
                cells.append(f'<c r="{name}{row}" s="2"><v>{number(random)}</v></c>')
            else:
                cells.append(f'<c r="{name}{row}" s="1" t="inlineStr"><is><t>{sentence(random)}</t></is></c>')
        lines.append(f'<row r="{row}" spans="1:{COLUMNS}">{"".join(cells)}</row>')
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONS.format(f'<Relationship Id="rId1" Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/>'),
        "xl/workbook.xml": f'{head}<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets>'
        '<sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": RELATIONS.format(
            f'<Relationship Id="rId1" Type="{RELATION}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{RELATION}/sharedStrings" Target="sharedStrings.xml"/>'),
        "xl/sharedStrings.xml": f'{head}<sst xmlns="{MAIN}" count="{len(strings)}" uniqueCount="{len(strings)}">'
        + "".join(f"<si><t>{text}</t></si>" for text in strings) + "</sst>",
        "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{MAIN}"><dimension ref="A1:{names[-1]}{ROWS}"/><sheetData>'
        + "".join(lines) + "</sheetData></worksheet>",
    }
    write(path, parts)


def ods(path):
    random = Random("ods")
    lines = []
    for row in range(ROWS):
        cells = []
        for column in range(COLUMNS):
            if (row + column) % 3 == 1:
                text = number(random)
                cells.append(
                    f'<table:table-cell table:style-name="ce2" office:value-type="float" office:value="{text}" '
                    f'calcext:value-type="float"><text:p>{text}</text:p></table:table-cell>')
            else:
                cells.append(
                    '<table:table-cell table:style-name="ce1" office:value-type="string" calcext:value-type="string">'
                    f"<text:p>{sentence(random)}</text:p></table:table-cell>")
        lines.append(f'<table:table-row table:style-name="ro1">{"".join(cells)}</table:table-row>')
    namespace = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content xmlns:office="{namespace}office:1.0" '
        f'xmlns:table="{namespace}table:1.0" xmlns:text="{namespace}text:1.0" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.3">'
        '<office:body><office:spreadsheet><table:table table:name="Data">'
        f'{"".join(lines)}</table:table></office:spreadsheet></office:body></office:document-content>')
    manifest = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest xmlns:manifest="{namespace}manifest:1.0" manifest:version="1.3">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>')
    write(path, {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content, "META-INF/manifest.xml": manifest})


def write(path, parts):
    temporary = Path(f"{path}.part")
    with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            item = zipfile.ZipInfo(name, (2019, 12, 1, 0, 0, 0))
            item.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(item, text)
    temporary.replace(path)


def file(folder, name):
    """The path of a file, `mixed.xlsx` or `ods.ods`; made if it is not there."""
    path = Path(folder) / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        ods(path) if name.endswith(".ods") else xlsx(path, name.removesuffix(".xlsx"))
    return path


def largest_part(path, target):
    """Writes the largest part of a package as it is deflated to a file, and says how long it is inflated."""
    with zipfile.ZipFile(path) as archive, open(path, "rb") as raw:
        item = max(archive.infolist(), key=lambda entry: entry.file_size)
        raw.seek(item.header_offset + 26)
        lengths = raw.read(4)
        raw.seek(int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little"), 1)
        Path(target).write_bytes(raw.read(item.compress_size))
        return item.file_size
