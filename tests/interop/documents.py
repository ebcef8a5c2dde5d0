"""The checks of what is made of XML and linked data, and of the publication pack; see check.py."""

import collections
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import zipfile

from lxml import etree

from check import links, pieces, plain, same

CHECKS = {}


def register(name):
    """Registers the check of a format."""

    def keep(function):
        CHECKS[name] = function
        return function

    return keep


# --- TEI ------------------------------------------------------------------------------------------------------------

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"


def tei_text(body):
    """The text of a body, and where each milestone stands in it."""
    text, places = [], {}
    for number, paragraph in enumerate(body.findall(f"{TEI}p")):
        text += ["\n"] if number else []
        text.append(paragraph.text or "")
        for anchor in paragraph:
            places[anchor.get(ID)] = len("".join(text))
            text.append(anchor.tail or "")
    return "".join(text), places


@register("tei")
def tei(folder, project):
    """The schema of TEI, whose path `TEI_ALL` has, holds (by lxml, and by jing where that is installed)."""
    schema = etree.RelaxNG(etree.parse(os.environ["TEI_ALL"]))
    for article in project.articles:
        path = pathlib.Path(folder, f"{article['id']}.xml")
        tree = etree.parse(path)
        if not schema.validate(tree):
            sys.exit(f"{path}: {schema.error_log.last_error}")
        text, places = tei_text(tree.find(f"{TEI}text/{TEI}body"))
        same(path, text, article["text"])
        spans = {it.get(ID): it for it in tree.iter(f"{TEI}span")}
        by = lambda it: it.get("resp").removeprefix("#by.")
        place = lambda it: (places[it.get("from")[1:]], places[it.get("to")[1:]], it.get("ana").split()[0].removeprefix("#tag."))
        for layer in article["layers"]:
            annotations = [it for it in article["annotations"] if it["annotator"] == layer["annotator"]]
            found = sorted(place(it) for it in spans.values() if by(it) == layer["annotator"])
            same(path, found, pieces(annotations))
        for span in spans.values():
            start, end, _ = place(span)
            same(path, span.text or "", text[start:end])
            if span.get("next"):
                same(path, spans[span.get("next")[1:]].get("prev"), "#" + span.get(ID))
        found = []
        for link in tree.iter(f"{TEI}link"):
            one, other = (it[1:] for it in link.get("target").split())
            if other in spans:
                found.append((place(spans[one]), link.get("type"), place(spans[other])))
        same(path, sorted(found), links(article["annotations"]))


@register("tei-jing")
def tei_jing(folder, project):
    """jing finds every file valid."""
    files = [str(path) for path in pathlib.Path(folder).glob("*.xml")]
    done = subprocess.run(["jing", os.environ["TEI_ALL"], *files], capture_output=True, text=True)
    same("jing", (done.returncode, done.stdout), (0, ""))


# --- W3C ------------------------------------------------------------------------------------------------------------

# The terms that are used, as http://www.w3.org/ns/anno.jsonld defines them; the real one is on the network.
CONTEXT = {
    "@context": {
        "oa": "http://www.w3.org/ns/oa#",
        "dcterms": "http://purl.org/dc/terms/",
        "as": "http://www.w3.org/ns/activitystreams#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "dc": "http://purl.org/dc/elements/1.1/",
        "id": {"@type": "@id", "@id": "@id"},
        "type": {"@type": "@id", "@id": "@type"},
        "Annotation": "oa:Annotation",
        "SpecificResource": "oa:SpecificResource",
        "TextualBody": "oa:TextualBody",
        "TextQuoteSelector": "oa:TextQuoteSelector",
        "TextPositionSelector": "oa:TextPositionSelector",
        "AnnotationCollection": "as:OrderedCollection",
        "AnnotationPage": "as:OrderedCollectionPage",
        "Person": "foaf:Person",
        "tagging": "oa:tagging",
        "classifying": "oa:classifying",
        "commenting": "oa:commenting",
        "linking": "oa:linking",
        "assessing": "oa:assessing",
        "body": {"@type": "@id", "@id": "oa:hasBody"},
        "target": {"@type": "@id", "@id": "oa:hasTarget"},
        "source": {"@type": "@id", "@id": "oa:hasSource"},
        "selector": {"@type": "@id", "@id": "oa:hasSelector"},
        "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
        "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
        "exact": "oa:exact",
        "prefix": "oa:prefix",
        "suffix": "oa:suffix",
        "start": {"@type": "xsd:nonNegativeInteger", "@id": "oa:start"},
        "end": {"@type": "xsd:nonNegativeInteger", "@id": "oa:end"},
        "created": {"@id": "dcterms:created", "@type": "xsd:dateTime"},
        "modified": {"@id": "dcterms:modified", "@type": "xsd:dateTime"},
        "creator": {"@type": "@id", "@id": "dcterms:creator"},
        "name": "foaf:name",
        "label": "rdfs:label",
        "value": "rdf:value",
        "format": "dc:format",
        "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
        "first": {"@type": "@id", "@id": "as:first"},
    }
}


@register("web-annotation")
def web_annotation(folder, project):
    """pyld expands every term to an IRI, and each position holds what the quotation says."""
    from pyld import jsonld

    whole = json.loads(pathlib.Path(folder, "annotations.jsonld").read_text(encoding="utf-8"))
    jsonld.set_document_loader(lambda url, options: {"contextUrl": None, "documentUrl": url, "document": CONTEXT})
    expanded = jsonld.expand(whole, {"base": "http://example.org/data/"})

    def all_keys(value):
        if isinstance(value, dict):
            yield from value
            for inner in value.values():
                yield from all_keys(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from all_keys(inner)

    words = {key for key in all_keys(whole)} - {"@context"}
    unknown = words - set(CONTEXT["@context"])
    same("terms that the context does not have", sorted(unknown), [])
    relative = [key for key in all_keys(expanded) if not key.startswith(("@", "http"))]
    same("terms that are no IRIs", relative, [])
    items = whole["first"]["items"]
    for article, annotator, annotations in project.layers():
        source = f"texts/{article['id']}.txt"
        text = pathlib.Path(folder, source).read_bytes().decode()
        same(source, text, article["text"])
        of_layer = [it for it in items if it["id"].startswith(f"urn:postil:annotation:{article['id']}:{annotator}:")]
        marks = {it["id"]: it for it in of_layer if it["motivation"] == "tagging"}
        found, first = [], {}
        for item in marks.values():
            tag = next(it["value"] for it in item["body"] if it["purpose"] == "tagging")
            for target in item["target"]:
                quote, position = target["selector"]
                start, end = position["start"], position["end"]
                same(source, (text[start:end], target["source"]), (quote["exact"], source))
                same(source, text[:start].endswith(quote["prefix"]) and text[end:].startswith(quote["suffix"]), True)
                found.append((start, end, tag))
                first.setdefault(item["id"], (start, end, tag))
        same(source, sorted(found), pieces(annotations))
        linking = [it for it in of_layer if it["motivation"] == "linking" and isinstance(it["target"], str)]
        found = sorted((first[it["body"][0]], it["body"][1]["value"], first[it["target"]]) for it in linking)
        same(source, found, links(annotations))


@register("web-annotation-dom")
def web_annotation_dom(folder, project):
    """@apache-annotator/dom finds every target in a page, by its position and by its quotation. `ANNOTATOR` names the folder of
    the package with its reader."""
    reader = pathlib.Path(os.environ["ANNOTATOR"], "read_selectors.mjs")
    done = subprocess.run(["node", str(reader), str(folder)], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"@apache-annotator/dom fails: {done.stderr[-2000:]}")
    found = {}
    for target in map(json.loads, done.stdout.splitlines()):
        found.setdefault(target["annotation"], []).append(target)
    count = 0
    for article, annotator, annotations in project.layers():
        for it in annotations:
            name = f"urn:postil:annotation:{article['id']}:{annotator}:{it['id']}"
            targets = found.get(name, [])
            same(f"{name}: sources", {target["source"] for target in targets}, {f"texts/{article['id']}.txt"})
            wanted = [[span["start"], span["end"], span["text"]] for span in it["spans"]]
            by_position = [target["found"]["TextPositionSelector"] for target in targets]
            same(f"{name}: by position", by_position, [[one] for one in wanted])
            for one, target in zip(wanted, targets):
                # Where the same words stand between the same words again, a quotation is found in each place.
                by_quotation = target["found"]["TextQuoteSelector"]
                same(f"{name}: by quotation", one in by_quotation, True)
                same(f"{name}: its words", {words for _, _, words in by_quotation}, {one[2]})
            count += 1
    same("annotations", len(found), count)


# --- REFI-QDA -------------------------------------------------------------------------------------------------------

QDA = "{urn:QDA-XML:project:1.0}"
ORDER = ["Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs", "Description", "NoteRef"]
IN_SOURCE = ["Description", "PlainTextContent", "PlainTextSelection", "Coding", "NoteRef", "VariableValue"]
IN_SELECTION = ["Description", "Coding", "NoteRef"]


@register("refi-qda")
def refi(path, project):
    """Read as QualCoder reads it: positions slice the text of the file by code points; names of codes are unique.

    The schema of the standard is on no registry; what it asks of the order of elements is asked here."""
    guid = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    import re

    with zipfile.ZipFile(path) as archive:
        tree = etree.fromstring(archive.read("project.qde"))
        in_order = lambda element, names: [names.index(etree.QName(it).localname) for it in element]
        same("order", in_order(tree, ORDER), sorted(in_order(tree, ORDER)))
        codes = {it.get("guid"): it for it in tree.iter(f"{QDA}Code")}
        names = [it.get("name").lower() for it in codes.values()]
        same("names of codes", len(names), len(set(names)))
        for it in codes.values():
            same("code", bool(re.fullmatch(guid, it.get("guid")) and re.fullmatch("#[0-9a-f]{6}", it.get("color"))), True)
        guids = [it.get("guid") for it in tree.iter() if it.get("guid")]
        same("guids", len(guids), len(set(guids)))
        top = {it.get("guid"): it.get("name") for it in tree.findall(f"{QDA}CodeBook/{QDA}Codes/{QDA}Code")}
        users = {it.get("guid"): it.get("name") for it in tree.iter(f"{QDA}User")}
        places = {}
        variables = {it.get("guid"): it.get("name") for it in tree.iter(f"{QDA}Variable")}
        for source in tree.iter(f"{QDA}TextSource"):
            same("order", in_order(source, IN_SOURCE), sorted(in_order(source, IN_SOURCE)))
            text = archive.read("sources/" + source.get("plainTextPath").removeprefix("internal://")).decode()
            said = {variables[it[0].get("targetGUID")]: it[1].text for it in source.iter(f"{QDA}VariableValue")}
            article = project.by_id[said["article"]]
            same(article["id"], text, article["text"])
            same(article["id"], said.get("date"), article["date"])
            found = collections.defaultdict(list)
            for selection in source.iter(f"{QDA}PlainTextSelection"):
                same("order", in_order(selection, IN_SELECTION), sorted(in_order(selection, IN_SELECTION)))
                start, end = int(selection.get("startPosition")), int(selection.get("endPosition"))
                refs = [it.get("targetGUID") for it in selection.iter(f"{QDA}CodeRef")]
                (tag,) = [top[it] for it in refs if it in top]
                found[users[selection.get("creatingUser")]].append((start, end, tag.lower()))
                places[selection.get("guid")] = (start, end, tag.lower())
            for layer in article["layers"]:
                annotations = [it for it in article["annotations"] if it["annotator"] == layer["annotator"]]
                same(article["id"], sorted(found[layer["name"]]), pieces(annotations))
        joined = sorted((places[it.get("originGUID")], places[it.get("targetGUID")]) for it in tree.iter(f"{QDA}Link"))
        wanted = sorted((one, other) for article in project.articles for one, _, other in links(article["annotations"]))
        same("links", joined, wanted)


@register("refi-codebook")
def refi_codebook(path, project):
    """Every tag is a code."""
    tree = etree.parse(path).getroot()
    space = "{urn:QDA-XML:codebook:1.0}"
    same("root", tree.tag, f"{space}CodeBook")
    names = {it.get("name").lower() for it in tree.iter(f"{space}Code")}
    missing = {it["tag"] for article in project.articles for it in article["annotations"]} - names
    same("codes that are missing", sorted(missing), [])


# --- The reading copy, the pack ---------------------------------------------------------------------------------------


@register("html")
def html(path, project):
    """A browser's text of each article is its text; numbers and lists aside."""
    from lxml import html as reader

    page = reader.fromstring(pathlib.Path(path).read_bytes().decode())
    for article in project.articles:
        found = page.get_element_by_id(article["id"])
        for number in found.findall(".//sup"):
            number.drop_tree()
        lines = [it.text_content() for it in found.findall("p[@class='text']")]
        same(article["id"], "\n".join(lines), article["text"])
        listed = found.find("ol")
        same(article["id"], 0 if listed is None else len(listed), len(article["annotations"]))
    same("nothing from elsewhere", [it for it in page.iter("script", "img", "link", "iframe")], [])


@register("pack")
def pack(folder, project):
    """Every file has the sum that is listed, and none is unlisted; the data are the project's."""
    root = pathlib.Path(folder)
    sums = dict(reversed(line.split("  ", 1)) for line in (root / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
    files = {str(it.relative_to(root)): hashlib.sha256(it.read_bytes()).hexdigest() for it in root.rglob("*") if it.is_file()}
    del files["SHA256SUMS"]
    same("sums", sorted(files.items()), sorted(sums.items()))
    with open(root / "data/jsonl.jsonl", encoding="utf-8") as lines:
        same("data", [json.loads(line) for line in lines], project.articles)


@register("pack-without-texts")
def pack_without_texts(folder, project):
    """No word of an article is in it, and the script puts all of them back from copies with other line ends."""
    root = pathlib.Path(folder)
    raw = (root / "data/annotations.jsonl").read_text(encoding="utf-8")
    for article in project.articles:
        for it in article["annotations"]:
            for span in it["spans"]:
                if len(span["text"]) > 20 and span["text"] not in article["title"]:
                    same("words of an article", json.dumps(span["text"], ensure_ascii=False)[1:-1] in raw, False)
    with tempfile.TemporaryDirectory() as place:
        texts = pathlib.Path(place, "texts")
        texts.mkdir()
        for number, article in enumerate(project.articles):
            texts.joinpath(f"{number}.txt").write_bytes(b"\xef\xbb\xbf" + article["text"].replace("\n", "\r\n").encode())
        out = pathlib.Path(place, "out.jsonl")
        script = root / "data/reattach.py"
        subprocess.run([sys.executable, script, root / "data/annotations.jsonl", texts, out], check=True, capture_output=True)
        again = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    same("texts", [it["text"] for it in again], [it["text"] for it in project.articles])
    spans = lambda articles: [[(it["id"], span["start"], span["text"]) for it in one["annotations"] for span in it["spans"]] for one in articles]
    same("spans", spans(again), spans(project.articles))
