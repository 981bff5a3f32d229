"""Makes the first inputs of the fuzz targets: seeds.py REPOSITORY FOLDER."""

import pathlib
import sys
import zipfile

LIMIT = 64 << 10

repository, folder = map(pathlib.Path, sys.argv[1:])
# As the targets tell their parts apart by the first byte.
OFFICE = ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
          "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "docProps/custom.xml",
          "docProps/app.xml"]
DOCUMENT = {"mimetype": 200, "content.xml": 0, "meta.xml": 202, "META-INF/manifest.xml": 203}


def put(target, name, data):
    if len(data) <= LIMIT:
        path = folder / target / name.replace("/", "_")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


files = sorted(
    file for place in ("Tests/Corpus", "SampleData") for file in (repository / place).rglob("*")
    if file.is_file() and file.suffix not in (".py", ".md", ".png", ".tsv"))
for number, file in enumerate(files):
    name = f"{number}-{file.name}"
    data = file.read_bytes()
    if file.suffix in (".yaml", ".txt"):
        continue
    put("Package", name, data)
    try:
        with zipfile.ZipFile(file) as archive:
            for part in archive.namelist():
                if part in OFFICE:
                    put("SpreadsheetML", name + part, bytes([OFFICE.index(part)]) + archive.read(part))
                if part in DOCUMENT:
                    put("OpenDocument", name + part, bytes([DOCUMENT[part]]) + archive.read(part))
    except Exception:  # damaged on purpose
        pass
for file in sorted(repository.rglob("*.yaml")):
    if ".build" not in file.parts:
        put("YAML", file.name, file.read_bytes())
for file in sorted((repository / "SampleData").rglob("published.txt")):
    put("PublishedText", file.name, file.read_bytes())
