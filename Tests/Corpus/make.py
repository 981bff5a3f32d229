"""Makes the files of this folder, each named after what it shows: make.py, in any folder.

What is expected of each stands in expected.json, written by hand. Files named found-… were found by fuzzing and are kept
as they are. The same script makes the same bytes.
"""

import pathlib
import struct
import zipfile
import zlib

HERE = pathlib.Path(__file__).parent
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
STRICT = "http://purl.oclc.org/ooxml/"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SHEET = "xl/worksheets/sheet1.xml"


def put(name, data):
    (HERE / name).write_bytes(data if isinstance(data, bytes) else data.encode())


class Archive:
    """A ZIP archive, entry by entry, in which everything may be wrong."""

    def __init__(self):
        self.file, self.directory, self.count = b"", b"", 0

    def add(self, name, data, *, stored=False, flags=0, descriptor=False, declared=None, method=None, offset=None):
        name = name if isinstance(name, bytes) else name.encode()
        data = data if isinstance(data, bytes) else data.encode()
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = data if stored else packer.compress(data) + packer.flush()
        method = method if method is not None else 0 if stored else 8
        crc, size = zlib.crc32(data), len(data) if declared is None else declared
        flags |= 0x800 | (8 if descriptor else 0)
        local = (0, 0, 0) if descriptor else (crc, len(packed), size)
        if offset is None:
            offset = len(self.file)
            self.file += struct.pack(
                "<IHHHIIIIHH", 0x04034B50, 20, flags, method, 0x210000, *local, len(name), 0) + name + packed
            if descriptor:
                self.file += struct.pack("<IIII", 0x08074B50, crc, len(packed), size)
        self.directory += struct.pack(
            "<IHHHHIIIIHHHHHII", 0x02014B50, 20, 20, flags, method, 0x210000, crc, len(packed), size,
            len(name), 0, 0, 0, 0, 0, offset) + name
        self.count += 1
        return offset

    def bytes(self):
        return self.file + self.directory + struct.pack(
            "<IHHHHIIH", 0x06054B50, 0, 0, self.count, self.count, len(self.directory), len(self.file), 0)


def relationship(identifier, kind, target, extra=""):
    kind = kind if ":" in kind else f"{OFFICE}/{kind}"
    return f'<Relationship Id="{identifier}" Type="{kind}" Target="{target}"{extra}/>'


def relationships(*each):
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(each)}</Relationships>'


def parts(cells="", *, sheet=None, shared=None, styles=None, before="", after="", type=TYPE):
    """The parts of a workbook with one sheet S, to be changed at will."""
    links = [relationship("s1", "worksheet", "worksheets/sheet1.xml")]
    result = {
        "[Content_Types].xml":
            f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" ContentType="{type}"/></Types>',
        "_rels/.rels": relationships(relationship("r", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml":
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}<sheets><sheet name="S" sheetId="1" r:id="s1"/></sheets>'
            f'{after}</workbook>',
        SHEET: f'<worksheet xmlns="{MAIN}">' + (sheet if sheet is not None else f"<sheetData>{cells}</sheetData>")
            + "</worksheet>",
    }
    if shared is not None:
        links.append(relationship("st", "sharedStrings", "sharedStrings.xml"))
        result["xl/sharedStrings.xml"] = shared if shared.startswith("<sst") else f'<sst xmlns="{MAIN}">{shared}</sst>'
    if styles is not None:
        links.append(relationship("sy", "styles", "styles.xml"))
        result["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
    result["xl/_rels/workbook.xml.rels"] = relationships(*links)
    return result


def packed(parts, **options):
    archive = Archive()
    for name, text in parts.items():
        archive.add(name, text, **options)
    return archive.bytes()


def xlsx(name, cells="", *, change=None, **options):
    made = parts(cells, **options)
    if change:
        change(made)
    put(name, packed(made))


def replacing(part, old, new):
    def change(made):
        assert old in made[part], (part, old)
        made[part] = made[part].replace(old, new)
    return change


def renaming(old, new):
    def change(made):
        made[new] = made.pop(old)
    return change


ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
TEXT = '<row r="1"><c r="A1" t="inlineStr"><is><t>été</t></is></c></row>'

# ---- XLSX as the wild writes it

def absolute(made):
    made["_rels/.rels"] = made["_rels/.rels"].replace('"xl/workbook.xml"', '"/xl/workbook.xml"')
    made["xl/_rels/workbook.xml.rels"] = made["xl/_rels/workbook.xml.rels"].replace(
        '"worksheets/', '"/xl/worksheets/')
xlsx("absolute-targets.xlsx", ONE, change=absolute)
xlsx("parent-targets.xlsx", ONE, change=replacing("xl/_rels/workbook.xml.rels", '"worksheets/', '"../xl/worksheets/'))

def elsewhere(made):
    for old, new in (("xl/workbook.xml", "book/main.xml"), (SHEET, "book/one.xml"),
                     ("xl/_rels/workbook.xml.rels", "book/_rels/main.xml.rels")):
        made[new] = made.pop(old)
    made["_rels/.rels"] = made["_rels/.rels"].replace("xl/workbook.xml", "book/main.xml")
    made["[Content_Types].xml"] = made["[Content_Types].xml"].replace("xl/workbook.xml", "book/main.xml")
    made["book/_rels/main.xml.rels"] = made["book/_rels/main.xml.rels"].replace("worksheets/sheet1.xml", "one.xml")
xlsx("workbook-elsewhere.xlsx", ONE, change=elsewhere)

def prefixed(made):
    made["xl/workbook.xml"] = (f'<x:workbook xmlns:x="{MAIN}" xmlns:r="{OFFICE}"><x:sheets><x:sheet name="S" sheetId="1" '
                               'r:id="s1"/></x:sheets></x:workbook>')
    made[SHEET] = (f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="B1">'
                   '<x:f>1+1</x:f><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>')
    made["xl/sharedStrings.xml"] = f'<x:sst xmlns:x="{MAIN}"><x:si><x:t>oui</x:t></x:si></x:sst>'
xlsx("prefixed-elements.xlsx", shared="", change=prefixed)

def strict(made):
    for part in made:
        made[part] = made[part].replace(MAIN, STRICT + "spreadsheetml/main").replace(
            OFFICE, STRICT + "officeDocument/relationships")
xlsx("strict-namespaces.xlsx", '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="d"><v>2019-12-10</v></c></row>',
     shared="<si><t>oui</t></si>", change=strict)

def marked(made):
    for part in made:
        made[part] = "\ufeff" + made[part]
xlsx("byte-order-mark.xlsx", TEXT, change=marked)

def wide(made):
    made[SHEET] = ('<?xml version="1.0" encoding="UTF-16"?>' + made[SHEET]).encode("utf-16")
    made["xl/workbook.xml"] = b"\xfe\xff" + made["xl/workbook.xml"].encode("utf-16-be")
xlsx("utf-16-parts.xlsx", TEXT, change=wide)

put("data-descriptors.xlsx", packed(parts(TEXT), descriptor=True))
xlsx("backslashes-in-entry-names.xlsx", ONE, change=lambda made: [
    made.update({name.replace("/", "\\"): made.pop(name)}) for name in list(made)])
xlsx("other-case-in-target.xlsx", ONE,
     change=replacing("xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "Worksheets/Sheet1.XML"))
xlsx("escaped-target.xlsx", ONE, change=lambda made: [
    renaming(SHEET, "xl/worksheets/ma feuille.xml")(made),
    replacing("xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "worksheets/ma%20feuille.xml")(made)])
xlsx("no-dimension.xlsx", '<row r="3"><c r="C3"><v>1</v></c></row>')
xlsx("wrong-dimension.xlsx", sheet='<dimension ref="A1:A1"/><sheetData><row r="3"><c r="C3"><v>1</v></c></row></sheetData>')
xlsx("huge-dimension.xlsx", sheet='<dimension ref="A1:XFD1048576"/><sheetData>' + ONE + "</sheetData>")
xlsx("rows-without-reference.xlsx", "<row><c><v>1</v></c></row><row/><row><c><v>2</v></c></row>")
xlsx("cells-without-reference.xlsx", '<row r="2"><c r="B2"><v>1</v></c><c><v>2</v></c><c r="F2"><v>3</v></c><c><v>4</v></c></row>')
xlsx("inline-strings.xlsx",
     '<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> deux  mots </t></is></c>'
     '<c r="B1" t="inlineStr"><is><r><t>ri</t></r><r><rPr><b/></rPr><t>che</t></r></is></c>'
     '<c r="C1" t="inlineStr"><is><t/></is></c></row>')
xlsx("rich-text-runs.xlsx", '<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
     shared="<si><r><rPr><b/></rPr><t>Non </t></r><r><t>conforme</t></r></si>")
xlsx("phonetic-runs.xlsx", '<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
     shared='<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>')
xlsx("date-1904.xlsx", '<row r="1"><c r="A1" s="1"><v>42347</v></c></row>', before='<workbookPr date1904="1"/>',
     styles='<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>')
xlsx("date-1900.xlsx",
     '<row r="1"><c r="A1" s="1"><v>43809</v></c><c r="B1" s="2"><v>43809.75</v></c><c r="C1" s="3"><v>0.5</v></c>'
     '<c r="D1"><v>43809</v></c><c r="E1" s="1"><v>60</v></c></row>',
     styles='<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy hh:mm"/></numFmts>'
            '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="21"/></cellXfs>')
xlsx("date-cells.xlsx",
     '<row r="1"><c r="A1" t="d"><v>2019-12-10</v></c><c r="B1" t="d"><v>2019-12-10T18:00:00Z</v></c>'
     '<c r="C1" t="d"><v>12:00:00</v></c><c r="D1" t="d"><v>hier</v></c></row>')
xlsx("alternate-content.xlsx",
     sheet='<sheetData xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><row r="1"><mc:AlternateContent>'
           '<mc:Choice Requires="x14"><c r="A1"><v>1</v></c></mc:Choice><mc:Fallback><c r="A1"><v>2</v></c></mc:Fallback>'
           "</mc:AlternateContent></row></sheetData>")
xlsx("other-relationship-prefix.xlsx", ONE, change=lambda made: [
    replacing("xl/workbook.xml", "xmlns:r=", "xmlns:rel=")(made), replacing("xl/workbook.xml", "r:id=", "rel:id=")(made)])
for name, count in (("no-unique-count", ""), ("wrong-unique-count", ' count="1" uniqueCount="1"'),
                    ("unique-count-4-billion", ' count="4294967295" uniqueCount="4294967295"')):
    xlsx(name + ".xlsx", '<row r="1"><c r="A1" t="s"><v>1</v></c></row>',
         shared=f'<sst xmlns="{MAIN}"{count}><si><t>un</t></si><si><t>deux</t></si></sst>')
put("macros.xlsm", packed(parts(ONE, type="application/vnd.ms-excel.sheet.macroEnabled.main+xml")
                          | {"xl/vbaProject.bin": "x"}))
xlsx("escaped-characters.xlsx",
     '<row r="1"><c r="A1" t="inlineStr"><is><t>un_x000D_deux</t></is></c><c r="B1" t="inlineStr"><is><t>_x005F_x000D_</t></is></c>'
     '<c r="C1" t="inlineStr"><is><t>a&amp;b&lt;c&#233;<![CDATA[<d>]]></t></is></c></row>')
xlsx("every-type.xlsx",
     '<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c><c r="C1" t="e"><v>#N/A</v></c>'
     '<c r="D1" t="n"><v>-1.5E-3</v></c><c r="E1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="F1"><f>1/3</f><v>0.333333333333333</v></c>'
     '<c r="G1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="H1" t="b"><f>TRUE()</f><v>1</v></c><c r="I1"><f>A1</f></c>'
     '<c r="J1" s="0"/><c r="K1" t="unknown"><v>7</v></c></row>')
xlsx("shared-formula.xlsx",
     '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1*2</f><v>2</v></c></row>'
     '<row r="2"><c r="A2"><f t="shared" si="0"/><v>4</v></c></row>')
xlsx("hidden-sheets.xlsx", ONE, change=lambda made: [
    replacing("xl/workbook.xml", "</sheets>", '<sheet name="H" sheetId="2" state="hidden" r:id="s2"/>'
              '<sheet name="V" sheetId="3" state="veryHidden" r:id="s2"/></sheets>')(made),
    replacing("xl/_rels/workbook.xml.rels", "</Relationships>", relationship("s2", "worksheet", "worksheets/sheet2.xml")
              + "</Relationships>")(made),
    made.update({"xl/worksheets/sheet2.xml": made[SHEET].replace("<v>1</v>", "<v>2</v>")})])
xlsx("merged-cells.xlsx",
     sheet='<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row></sheetData>'
           '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>')
xlsx("chart-sheet.xlsx", ONE, change=lambda made: [
    replacing("xl/workbook.xml", "</sheets>", '<sheet name="C" sheetId="2" r:id="s2"/></sheets>')(made),
    replacing("xl/_rels/workbook.xml.rels", "</Relationships>", relationship("s2", "chartsheet", "chartsheets/sheet1.xml")
              + "</Relationships>")(made),
    made.update({"xl/chartsheets/sheet1.xml": f'<chartsheet xmlns="{MAIN}"><sheetViews/></chartsheet>'})])
xlsx("parts-that-are-not-there.xlsx", ONE, shared="", styles="", change=lambda made: [
    made.pop("xl/sharedStrings.xml"), made.pop("xl/styles.xml")])
xlsx("rows-out-of-order.xlsx", '<row r="2"><c r="B2"><v>22</v></c><c r="A2"><v>21</v></c></row><row r="1"><c r="A1"><v>11</v></c></row>')
xlsx("one-cell-twice.xlsx", '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')
xlsx("small-letters-in-references.xlsx", '<row r="1"><c r="b1"><v>1</v></c></row>')
xlsx("extension-lists.xlsx",
     sheet=f"<sheetData>{ONE}</sheetData><extLst><ext><x><row><c r=\"A1\"><v>9</v></c></row></x></ext></extLst>")
put("comment-behind-the-archive.xlsx", packed(parts(ONE))[:-2] + struct.pack("<H", 5) + b"salut")

# ---- OpenDocument

SPACES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in
                  ("office", "table", "text", "style", "calcext", "meta", "draw", "dc"))
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def ods(name, body, *, styles="", type=ODS, more={}):
    archive = Archive()
    if type:
        archive.add("mimetype", type, stored=True)
    archive.add("content.xml", f'<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>'
                f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>")
    for part, text in more.items():
        archive.add(part, text)
    put(name, archive.bytes())


def table(rows, attributes='table:name="S"'):
    return f"<table:table {attributes}>{rows}</table:table>"


def row(cells, attributes=""):
    return f"<table:table-row {attributes}>{cells}</table:table-row>"


def number(value, attributes=""):
    return (f'<table:table-cell office:value-type="float" office:value="{value}" {attributes}><text:p>{value}</text:p>'
            "</table:table-cell>")


def text(inside, attributes=""):
    return f'<table:table-cell office:value-type="string" {attributes}>{inside}</table:table-cell>'


FILL = row('<table:table-cell table:number-columns-repeated="16384"/>', 'table:number-rows-repeated="1048570"')
ods("repeated-rows.ods", table(row(number(1), 'table:number-rows-repeated="2"') + FILL))
ods("repeated-cells.ods", table(row(number(1, 'table:number-columns-repeated="3"') + number(2))))
ods("styles.ods", table(
    row('<table:table-cell office:value-type="date" office:date-value="2019-12-10"><text:p>10/12/19</text:p></table:table-cell>'
        '<table:table-cell office:value-type="time" office:time-value="PT12H00M00S"><text:p>12:00</text:p></table:table-cell>'
        '<table:table-cell office:value-type="percentage" office:value="0.5"><text:p>50 %</text:p></table:table-cell>'
        '<table:table-cell office:value-type="currency" office:currency="EUR" office:value="3"><text:p>3 €</text:p></table:table-cell>'
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>VRAI</text:p></table:table-cell>')))
ods("formulas.ods", table(
    row('<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"><text:p>2</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error">'
        '<text:p>#DIV/0!</text:p></table:table-cell>')))
ods("hidden-sheet.ods", table(row(number(1))) + table(row(number(2)), 'table:name="H" table:style-name="h"'),
    styles='<style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style>')
ods("paragraphs-and-blanks.ods", table(row(text(
    '<text:p>un<text:s text:c="2"/>deux<text:tab/>trois<text:line-break/>quatre</text:p><text:p><text:span>cinq</text:span></text:p>'))))
ods("blanks-as-libreoffice-writes-them.ods", table(row(text("<text:p>  deux  blancs </text:p><text:p>\n    fin</text:p>"))))
ods("covered-cells.ods", table(row(number(1, 'table:number-columns-spanned="2"')
    + '<table:covered-table-cell office:value-type="float" office:value="2"/>' + number(3))))
ods("annotations-and-drawings.ods", table("<table:shapes><draw:frame><text:p>forme</text:p></draw:frame></table:shapes>"
    + row(text("<office:annotation><dc:creator>x</dc:creator><text:p>note</text:p></office:annotation><text:p>oui</text:p>"))))
ods("tracked-changes.ods", "<table:tracked-changes><table:deletion><table:table-cell office:value-type=\"float\" office:value=\"9\"/>"
    "</table:deletion></table:tracked-changes>" + table(row(number(1))))
ods("linked-sheet.ods", table(row(number(1)))
    + table('<table:table-source table:mode="copy-results-only"/>' + row(number(2)), 'table:name="autre"'))
MANIFEST = ('<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
            f'manifest:full-path="/" manifest:media-type="{ODS}"/>%s</manifest:manifest>')
SECRET = ('<manifest:file-entry manifest:full-path="%s" manifest:media-type="text/xml"><manifest:encryption-data/>'
          "</manifest:file-entry>")
ods("no-mimetype.ods", table(row(number(1))), type=None, more={"META-INF/manifest.xml": MANIFEST % ""})
ods("encrypted.ods", "", more={"META-INF/manifest.xml": MANIFEST % (SECRET % "content.xml")})
archive = Archive()
archive.add("mimetype", ODS, stored=True)
archive.add("encrypted-package", b"\0" * 64)
archive.add("META-INF/manifest.xml", MANIFEST % (SECRET % "encrypted-package"))
put("encrypted-as-a-whole.ods", archive.bytes())
ods("text-document.odt", "", type="application/vnd.oasis.opendocument.text")

# ---- Tables as text

put("semicolons.csv", "réf;réponse;preuve\r\n1.1;O;\"a;b\"\r\n1.2;N;\r\n")
put("commas.csv", "ref,answer\n1.1,Y\n1.2,\"say \"\"no\"\"\"\n")
put("tabs.tsv", "ref\tanswer\n1.1\tY\n")
put("utf-16.csv", "réf;réponse\n1.1;O\n".encode("utf-16"))
put("windows-1252.csv", "réf;coût\n1.1;3 €\n".encode("windows-1252"))
put("stated-separator.csv", "sep=|\nréf|réponse\n1.1|O\n")
put("line-breaks-in-quotes.csv", "réf;preuve\n1.1;\"un\ndeux\"\n")
put("formulas-as-text.csv", "réf;preuve\n1.1;=1+1\n1.2;007\n")

# ---- What is refused, with advice


def compound(*names):
    data = bytearray(512)
    data[:8] = bytes.fromhex("D0CF11E0A1B11AE1")
    for name in names:
        units = (name + "\0").encode("utf-16-le")
        data += units + b"\0" * (64 - len(units)) + struct.pack("<H", len(units)) + b"\0" * 62
    return bytes(data + b"\0" * 512)


put("old-excel.xls", compound("Root Entry", "Workbook"))
put("excel-95.xls", compound("Root Entry", "Book"))
put("excel-4.xls", bytes.fromhex("0904060000001000") + b"\0" * 64)
put("encrypted.xlsx", compound("Root Entry", "EncryptionInfo", "EncryptedPackage"))
put("encrypted-old-excel.xls", compound("Root Entry", "Workbook", "EncryptedPackage"))
put("message.msg", compound("Root Entry", "__nameid_version1.0", "__properties_version1.0"))
put("old-word.doc", compound("Root Entry", "WordDocument"))
xlsx("binary.xlsb", type="application/vnd.ms-excel.sheet.binary.macroEnabled.main", change=lambda made: [
    renaming("xl/workbook.xml", "xl/workbook.bin")(made), replacing("_rels/.rels", "workbook.xml", "workbook.bin")(made),
    replacing("[Content_Types].xml", "workbook.xml", "workbook.bin")(made)])
put("apple.numbers", packed({"Index/Document.iwa": "x", "Index/Tables/Tile.iwa": "x", "Metadata/Properties.plist": "x"}))
put("old-apple.numbers", packed({"index.apxl": "x"}))
put("document.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n")
put("picture.png", bytes.fromhex("89504E470D0A1A0A0000000D49484452"))
put("photograph.jpg", bytes.fromhex("FFD8FFE000104A46494600"))
put("telephone.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")
put("message.eml", "Received: from a by b\r\nFrom: Partenaire <p@example.org>\r\nTo: x@example.org\r\nSubject: Candidature, en retard\r\n"
    "\r\nBonjour, voici, comme prévu, le classeur.\r\n")
xlsx("text.docx", type="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml")
put("rich-text.rtf", "{\\rtf1\\ansi Bonjour, oui;\n non;}")
put("web-page.xls", "<html><body><table><tr><td>1.1</td><td>O</td></tr></table></body></html>")
put("excel-2003.xml", '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook '
    'xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>')
put("flat.fods", f'<office:document {SPACES} office:mimetype="{ODS}"/>')
put("archive.zip", packed({"retour.xlsx": packed(parts(ONE))}))
put("archive.gz", bytes.fromhex("1F8B0800000000000003"))
put("empty.xlsx", b"")
put("prose.txt", "Bonjour,\nvoici la candidature. Elle est complète.\nMerci !\n")
put("script.json", '{"a": 1,\n"b": 2,\n"c": 3}\n')

# ---- Content that contradicts its extension

put("workbook-named.xls", packed(parts(ONE)))
put("workbook-named.csv", packed(parts(ONE)))
ods("opendocument-named.xlsx", table(row(number(1))))
put("table-named.xlsx", "réf;réponse\n1.1;O\n")
put("macros-named.xlsx", packed(parts(ONE, type="application/vnd.ms-excel.sheet.macroEnabled.main+xml")))
put("old-excel-named.xlsx", compound("Root Entry", "Workbook"))
put("pdf-named.xlsx", b"%PDF-1.4\n")

# ---- Hostile files

put("nested-archives.xlsx", packed({"1.zip": packed({"2.zip": packed({"3.zip": packed({"0": "0" * 100_000})})})}))
archive = Archive()
for name, data in parts(ONE).items():
    archive.add(name, data)
offset = archive.add("xl/media/a.xml", "a" * 1000)
for number_ in range(50):
    archive.add(f"xl/media/b{number_}.xml", "a" * 1000, offset=offset)
put("overlapping-entries.xlsx", archive.bytes())
for name, size in (("declares-too-little", 10), ("declares-4-gigabytes", 0xFFFFFFFE)):
    archive = Archive()
    for part, data in parts(ONE).items():
        archive.add(part, data, declared=size if part == SHEET else None)
    put(name + ".xlsx", archive.bytes())
put("truncated.xlsx", packed(parts(TEXT))[:-40])
archive = Archive()
for part, data in parts(ONE).items():
    archive.add(part, data)
archive.add(SHEET, parts(ONE)[SHEET].replace("<v>1</v>", "<v>2</v>"))
put("duplicate-entry-names.xlsx", archive.bytes())
archive = Archive()
for part, data in parts(ONE).items():
    archive.add(part, data)
archive.add(SHEET.upper(), parts(ONE)[SHEET].replace("<v>1</v>", "<v>2</v>"))
put("duplicate-entry-names-in-other-case.xlsx", archive.bytes())
put("path-traversal-in-entries.xlsx", packed(parts(ONE) | {"../../../../tmp/x": "x", "/etc/passwd": "x", "C:\\x": "x"}))
xlsx("path-traversal-in-target.xlsx", ONE,
     change=replacing("xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "../../../../../../etc/passwd"))
xlsx("sheet-outside-the-file.xlsx", ONE,
     change=replacing("xl/_rels/workbook.xml.rels", '"worksheets/sheet1.xml"', '"file:///etc/passwd" TargetMode="External"'))
put("encrypted-entry.xlsx", packed(parts(ONE), flags=1))
for name, declaration in (
        ("document-type", "<!DOCTYPE worksheet>"),
        ("entities", '<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'),
        ("external-entity", '<!DOCTYPE worksheet [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
        ("external-document-type", '<!DOCTYPE worksheet SYSTEM "http://example.org/a.dtd">')):
    xlsx(name + ".xlsx", '<row r="1"><c r="A1" t="str"><v>&amp;</v></c></row>',
         change=lambda made: made.update({SHEET: declaration + made[SHEET]}))
xlsx("deep-nesting.xlsx", sheet="<a>" * 5000 + "</a>" * 5000)
ods("deep-nesting.ods", table("<table:table-row-group>" * 5000 + "</table:table-row-group>" * 5000))
xlsx("utf-7.xlsx", change=lambda made: made.update(
    {SHEET: b'<?xml version="1.0" encoding="UTF-7"?>+ADw-worksheet+AD4APA-/worksheet+AD4-'}))
xlsx("row-minus-one.xlsx", '<row r="-1"><c><v>1</v></c></row>')
xlsx("cell-in-row-zero.xlsx", '<row r="0"><c r="A0"><v>1</v></c></row>')
xlsx("last-cell-beside-the-first.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>')
xlsx("beyond-the-last-row.xlsx", '<row r="1048577"><c r="A1048577"><v>1</v></c></row>')
xlsx("beyond-the-last-column.xlsx", '<row r="1"><c r="XFE1"><v>1</v></c></row>')
xlsx("shared-string-out-of-range.xlsx", '<row r="1"><c r="A1" t="s"><v>7</v></c></row>', shared="<si><t>un</t></si>")
xlsx("shared-string-minus-one.xlsx", '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>', shared="<si><t>un</t></si>")
xlsx("cells-sharing-a-megabyte.xlsx",
     "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 12001)),
     shared="<si><t>" + "a" * 1_000_000 + "</t></si>")
xlsx("names-that-refer-to-each-other.xlsx", ONE, after='<definedNames><definedName name="a">b</definedName>'
     '<definedName name="b">a</definedName><definedName name="c">c</definedName></definedNames>')
xlsx("not-a-number.xlsx",
     '<row r="1"><c r="A1"><v>NaN</v></c><c r="B1"><v>1e999</v></c><c r="C1"><v>INF</v></c><c r="D1"><v>0x10</v></c></row>')
xlsx("lone-surrogates.xlsx", '<row r="1"><c r="A1" t="inlineStr"><is><t>a_xD800_b_xD83D__xDE00_</t></is></c></row>')
xlsx("surrogate-as-character.xlsx", '<row r="1"><c r="A1" t="inlineStr"><is><t>&#xD800;</t></is></c></row>')
xlsx("reference-before-the-root.xlsx", ONE, change=replacing(
    SHEET, "<worksheet", '<?xml version="1.0" encoding="UTF-8"?>&#10;<worksheet'))
xlsx("control-characters.xlsx", '<row r="1"><c r="A1" t="inlineStr"><is><t>a_x001B_[2Jb_x0000_</t></is></c></row>')
xlsx("raw-control-character.xlsx", '<row r="1"><c r="A1" t="inlineStr"><is><t>a\x1bb</t></is></c></row>')
xlsx("overlong-utf-8.xlsx", change=lambda made: made.update(
    {SHEET: f'<worksheet xmlns="{MAIN}"><sheetData>'.encode() + b'<row><c t="str"><v>\xc0\xaf</v></c></row></sheetData></worksheet>'}))
ods("repeated-beyond-measure.ods", table(row(number(1, 'table:number-columns-repeated="16384"'),
                                             'table:number-rows-repeated="1048576"')))
ods("blanks-beyond-measure.ods", table(row(text('<text:p><text:s text:c="999999999"/></text:p>'))))
ods("hidden-rows-beyond-measure.ods", "".join(
    table(row("", 'table:number-rows-repeated="1048576" table:visibility="collapse"'), f'table:name="S{n}"')
    for n in range(1000)))
ods("negative-repetition.ods", table(row(number(1, 'table:number-columns-repeated="-5"'), 'table:number-rows-repeated="-1"')))
ods("repetition-that-overflows.ods",
    table(row('<table:table-cell table:number-columns-repeated="99999999999999999999"/>' + number(1),
              'table:number-rows-repeated="9223372036854775807"')))
