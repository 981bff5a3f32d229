#!/usr/bin/env python3
"""Lets other programs read the OSCAL documents of respecte.

usage: oscal_documents.py [--keep FOLDER]

The catalogs of `template show --oscal` and the assessment results of `score --oscal`, over the sample workbooks, the
second checklist, every file of Tests/Corpus and a workbook with texts that are meant to be run, in both languages:

1. compliance-trestle loads each into its models, which are generated from NIST's JSON Schemas and forbid what these do not name.
2. The PyPI package oscal finds nothing in them that NIST's metaschema of OSCAL 1.1.3 forbids: structure, data types,
   allowed values, cardinality, choices.
3. Every identifier is its own, in form and by name (uuid.uuid5), every reference inside the document leads somewhere, and
   every control that is reviewed stands in the catalog.
4. A finding is satisfied where `score --json` has nothing open or not met for the control, and each answer is an
   observation with its status.
5. Texts stay texts: Markdown (cmarkgfm) makes no element but paragraphs and lists of any description.
6. Documents with one thing wrong are refused: by trestle, and by oscal where it looks (neither at the identifier of the
   document nor at controls in groups).

Exit status: 0 no difference, 1 a difference, 77 a program is missing.
"""

import argparse
import collections
import copy
import html
import itertools
import json
import os
import re
import sys
import urllib.parse
import uuid
from pathlib import Path

import programs
import tables

SAMPLES = programs.ROOT / "SampleData/returned"
SECOND = programs.ROOT / "SampleData/second-checklist"
CORPUS = programs.ROOT / "Tests/Corpus"
NAMESPACE = "urn:respecte:oscal:1"


def nodes(value):
    """Every object of a document."""
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from nodes(each)
    elif isinstance(value, list):
        for each in value:
            yield from nodes(each)


class Readers:
    """The two programs."""

    def __init__(self):
        self.results = programs.module("trestle.oscal.assessment_results").Model
        self.catalog = programs.module("trestle.oscal.catalog").Model
        self.oscal = programs.module("oscal").OSCAL
        self.markdown = programs.module("cmarkgfm")
        # For a version that it does not know the package would look at GitHub, several times; it has what is asked of it.
        support = programs.module("oscal.oscal_support")
        support.network.api_get = lambda *_, **__: None
        support.RELEASE_FETCH_BACKOFF = 0

    def trestle(self, document):
        model = self.results if "assessment-results" in document else self.catalog
        try:
            model.model_validate(document)
        except ValueError as error:
            return [f"trestle: {line}" for line in str(error).splitlines()[:4]]
        return []

    def metaschema(self, document):
        read = self.oscal.loads(json.dumps(document))
        if read is None or read.oscal_version.lstrip("v") != "1.1.3":
            return ["oscal: not read"]
        read.validate()
        # All phases, so that a validator without its metaschema is not taken for a consent.
        unmet = [phase for phase, passed in read.validation_status.items() if passed is not True]
        return [f"oscal: {error}" for error in read.validation_errors[:4]] or [f"oscal: {p}" for p in unmet]

    def faults(self, document):
        return self.trestle(document) + self.metaschema(document)

    def taking(self, origin, document):
        """What is wrong and not refused."""
        return [
            f"{origin}: {program.__name__} takes {what}"
            for what, both, wrong in spoilt(document)
            for program in [self.trestle] + [self.metaschema] * both
            if not program(wrong)
        ]


def references(document):
    """What must hold inside one document."""
    faults = []
    seen = collections.Counter(node["uuid"] for node in nodes(document) if "uuid" in node)
    faults += [f"{name} names {count} things" for name, count in seen.items() if count > 1]
    for name in seen:
        parsed = uuid.UUID(name)
        if str(parsed) != name or parsed.version != 5 or parsed.variant != uuid.RFC_4122:
            faults.append(f"{name} is no version 5 identifier")
    for node in nodes(document):
        for key in ("observation-uuid", "subject-uuid"):
            if key in node and node[key] not in seen:
                faults.append(f"{key} {node[key]} leads nowhere")
        if node.get("href", "#").startswith("#") and "href" in node and node["href"][1:] not in seen:
            faults.append(f"{node['href']} leads nowhere")
    return faults


def texts(readers, document):
    """What Markdown would make of the texts that are read as such."""
    faults = []
    for node in nodes(document):
        for key in ("title", "description", "remarks", "prose"):
            if not isinstance(node.get(key), str):
                continue
            shown = readers.markdown.github_flavored_markdown_to_html(node[key])
            elements = set(re.findall(r"<\s*([a-z0-9]+)", shown)) - {"p", "ul", "ol", "li", "br"}
            # A bare address becomes a link to itself wherever it stands.
            links = re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', shown)
            if all(is_itself(*map(html.unescape, link)) for link in links):
                elements -= {"a"}
            if elements:
                faults.append(f"{key} {node[key][:80]!r} has {sorted(elements)}")
    return faults


def is_itself(href, text):
    """Whether a link leads where its text says."""
    return urllib.parse.unquote(href) in (text, "http://" + text, "mailto:" + text)


def agreeing(document, assessments, submissions, catalogs):
    """The results beside the JSON documents of the same workbooks."""
    faults = []
    results = document["assessment-results"]["results"]
    identifiers = uuid.uuid5(uuid.NAMESPACE_URL, NAMESPACE)

    def named(*parts):
        return str(uuid.uuid5(identifiers, "".join(f"{len(part.encode())}:{part}" for part in parts)))

    for result, assessment, submission in zip(results, assessments["submissions"], submissions, strict=True):
        where = assessment["source"]["file"]
        if result["uuid"] != named("result", where, assessment["source"]["sha256"]):
            faults.append(f"{where}: {result['uuid']} is not the name of the file")
        props = {each["name"]: each["value"] for each in result["props"]}
        if props["verdict"] != assessment["verdict"]:
            faults.append(f"{where}: verdict {props['verdict']}")
        observed = collections.Counter()
        for observation in result["observations"]:
            values = {each["name"]: each["value"] for each in observation["props"]}
            key = "status" if "status" in values else "code"
            observed[values.get("control"), values.get("scope"), values.get("deliveryModel"), values[key]] += 1
        wanted = collections.Counter()
        for kind, key in ((submission["answers"], "status"), (assessment["discrepancies"], "code")):
            for each in kind:
                wanted[each["control"], each["scope"], each["deliveryModel"], each[key]] += 1
        if observed != wanted:
            faults.append(f"{where}: observations {(observed - wanted) + (wanted - observed)}")
        left = {each["control"] for each in submission["answers"]}
        for selection in result["reviewed-controls"]["control-selections"]:
            left -= {each["control-id"] for each in selection.get("include-controls", [])}
        if left:
            faults.append(f"{where}: not reviewed: {left}")
        if submission["template"]:
            known = catalogs.get(submission["template"]["id"], {})
            for finding in result["findings"]:
                target = finding["target"]["target-id"]
                if target not in known:
                    faults.append(f"{where}: {target} is in no catalog")
    return faults


def totals(document, assessments):
    """Findings, added up over all results, beside the counts per control."""
    sums = collections.defaultdict(collections.Counter)
    faults = []
    for result in document["assessment-results"]["results"]:
        for finding in result.get("findings", []):
            values = {each["name"]: each["value"] for each in finding["props"]}
            counts = {key: int(values[key]) for key in ("met", "notMet", "notApplicable", "open")}
            sums[values["control"]].update(counts)
            satisfied = finding["target"]["status"]["state"] == "satisfied"
            if satisfied != (counts["notMet"] + counts["open"] == 0):
                faults.append(f"{values['control']}: {finding['target']['status']} for {counts}")
    for each in assessments["controls"]:
        control = each.pop("control")
        if {key: sums[control][key] for key in each} != each:
            faults.append(f"{control}: {dict(sums[control])} for {each}")
    return faults


def spoilt(document):
    """Copies with one thing wrong each: what, whether both programs look there, the copy."""
    root = "assessment-results" if "assessment-results" in document else "catalog"

    def changed(change):
        copied = copy.deepcopy(document)
        change(copied[root])
        return copied

    def first_control(value):
        return next(node for node in nodes(value) if "controls" in node)["controls"][0]

    def first_finding(value):
        return next(result for result in value["results"] if "findings" in result)["findings"][0]

    yield "an identifier of another version", False, changed(
        lambda d: d.update(uuid="11111111-2222-1333-8444-555555555555"))
    yield "no metadata", True, changed(lambda d: d.pop("metadata"))
    yield "no version", True, changed(lambda d: d["metadata"].pop("version"))
    yield "a time without a zone", True, changed(
        lambda d: d["metadata"].update({"last-modified": "2019-12-10T00:00:00"}))
    yield "a blank in front of a value", True, changed(
        lambda d: d["metadata"]["props"][0].update(value=" fr"))
    if root == "assessment-results":
        yield "no plan", True, changed(lambda d: d.pop("import-ap"))
        yield "no results", True, changed(lambda d: d.pop("results"))
        yield "no method", True, changed(lambda d: d["results"][0]["observations"][0].pop("methods"))
        yield "an unknown state", True, changed(
            lambda d: first_finding(d)["target"]["status"].update(state="perhaps"))
        yield "a line break in a property", True, changed(
            lambda d: d["results"][0]["observations"][0]["props"][0].update(value="a\nb"))
    else:
        yield "a control without a title", False, changed(lambda d: first_control(d).pop("title"))
        yield "an identifier that is no token", False, changed(
            lambda d: first_control(d).update(id="1 2"))


def hostile_template(folder):
    """The second checklist with texts in which something is meant to be run, or not meant for OSCAL."""
    text = programs.SECOND_TEMPLATE.read_text("utf-8")
    endings = itertools.cycle(tables.HOSTILE + ["<b>x</b>", "{{ insert: param, x }}", "![x](http://x.example/y.png)"])

    def spoil(match):
        return match.group(1) + json.dumps("  \u001b " + next(endings) + f" {match.start()}" + "\n\n# x \n", ensure_ascii=False) + "\n"

    spoilt_text = re.sub(r"(?m)^( *(?:- )?(?:title|intro|label|form|condition|validatedBy|description): )[^|>\n]+\n", spoil, text)
    path = folder / "hostile.yaml"
    path.write_text(spoilt_text, "utf-8")
    return path


def odd_submissions(folder):
    """Submissions as no reader writes them: unknown and repeated answers, texts with everything in them."""
    lines = programs.respecte("import", "--ndjson", *sorted(SAMPLES.iterdir()), accept=(0, 1)).split("\n")
    submission = next(each for each in map(json.loads, filter(None, lines)) if each["answers"])
    answers = submission["answers"]
    answers += [copy.deepcopy(answers[3]), copy.deepcopy(answers[3])]
    answers.append({**answers[3], "control": " tech.9 9\n", "deliveryModel": "a b", "scope": "case77", "raw": "\n \t"})
    submission["source"]["file"] = "\u202e<img src=x>\n"
    submission["application"]["partner"] = "\n\t"
    path = folder / "odd.ndjson"
    path.write_text("\n".join([json.dumps(submission)] * 2 + ["no JSON"]) + "\n", "utf-8")
    return path


def check(folder):
    readers = Readers()
    faults = []
    catalogs, counts = {}, collections.Counter()

    def read(origin, document):
        for fault in readers.faults(document) + references(document) + texts(readers, document):
            faults.append(f"{origin}: {fault}")

    names = programs.respecte("template", "list").split() + [programs.SECOND_TEMPLATE]
    for name in names:
        text = programs.respecte("template", "show", name, "--oscal")
        if text != programs.respecte("template", "show", name, "--oscal", language="en"):
            faults.append(f"{name}: the catalog is not in the template's language alone")
        document = json.loads(text)
        read(name, document)
        template = programs.template(name)
        controls = [node for node in nodes(document) if "class" in node and node["class"] in ("prereq", "doc", "tech")]
        if [each["id"] for each in controls] != [each["id"] for each in template["controls"]]:
            faults.append(f"{name}: controls are others")
        known = {part["id"]: part for node in controls for part in node["parts"]}
        catalogs.setdefault(template["id"], known)
        counts["catalogs"] += 1
        faults += readers.taking(name, document)
        counts["spoilt"] += len(list(spoilt(document)))

    groups = {
        "samples": tables.returned(folder),
        # What begins as JSON does, `score` takes for lines of `import`, of which it may hold several.
        "corpus": sorted(path for path in CORPUS.iterdir() if path.suffix not in (".py", ".json")),
        "second": sorted((SECOND / "returned").iterdir()),
    }
    read("hostile template", json.loads(programs.respecte("template", "show", hostile_template(folder), "--oscal")))
    odd = programs.respecte("score", odd_submissions(folder), "--oscal", "-", accept=(0, 1))
    read("odd submissions", json.loads(odd))
    knowing = programs.knowing(programs.SECOND_TEMPLATE)
    for name, paths in groups.items():
        for language in ("fr", "en") if name == "samples" else ("fr",):
            out, plain = folder / f"{name}.{language}.oscal.json", folder / f"{name}.{language}.json"
            options = dict(accept=(0, 1, 3), language=language)
            programs.respecte("score", *knowing, *paths, "--oscal", out, "--json", plain, **options)
            again = programs.respecte("score", *knowing, *paths, "--oscal", "-", "--jobs", "1", **options)
            text = out.read_text("utf-8")
            if again != text:
                faults.append(f"{name}: two runs differ")
            submissions = [
                json.loads(line)
                for line in programs.respecte("import", "--ndjson", *knowing, *paths, **options).split("\n") if line
            ]
            document, assessments = json.loads(text), json.loads(plain.read_text("utf-8"))
            read(f"{name} {language}", document)
            counts["results"] += len(document["assessment-results"]["results"])
            faults.extend(agreeing(document, assessments, submissions, catalogs))
            faults.extend(totals(document, assessments))
        if name == "samples":
            # One result is enough to be spoilt, and quicker to read.
            results = document["assessment-results"]
            results["results"] = [each for each in results["results"] if "findings" in each][:1]
            faults += readers.taking("results", document)
            counts["spoilt"] += len(list(spoilt(document)))
    print(f"oscal: {counts['catalogs']} catalogs, {counts['results']} results, {counts['spoilt']} spoilt documents, {len(faults)} differences")
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keep", help="keep the documents in this folder")
    arguments = parser.parse_args()
    with programs.folder(arguments.keep) as path:
        folder = Path(path).resolve()
        # The package oscal unpacks its metaschemas where it is run.
        os.environ["RESPECTE"] = os.environ.get("RESPECTE") and str(Path(os.environ["RESPECTE"]).resolve()) or str(
            programs.ROOT / ".build/debug/respecte")
        os.chdir(folder)
        try:
            faults = check(folder)
        except programs.Missing as missing:
            print(f"skipped: {missing} is missing")
            return programs.SKIPPED
    for fault in faults[:30]:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
