"""The checks of tables, datasets, tokens and networks; see check.py."""

import collections
import csv
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

from check import links, pieces, plain, same

CHECKS = {}


def register(name):
    """Registers the check of a format."""

    def keep(function):
        CHECKS[name] = function
        return function

    return keep


# --- Tables ---------------------------------------------------------------------------------------------------------


def wanted_rows(project):
    """What the table of annotations must say."""
    for article, annotator, annotations in project.layers():
        for it in annotations:
            spans = ";".join(f"{span['start']}-{span['end']}" for span in it["spans"])
            text = " … ".join(span["text"] for span in it["spans"])
            yield it["id"], (article["id"], annotator, it["tag"], spans, text, it["note"], it["created"])


COLUMNS = ["article", "annotator:id", "tag", "spans", "text", "note", "created"]


@register("csv")
def tables_csv(path, project):
    """pandas reads the table as any program would."""
    import pandas

    table = pandas.read_csv(path, dtype=str, keep_default_na=False)
    guard = re.compile("^'(?=[=+\\-@\t\r＝＋－＠])")
    found = sorted((row["annotation"], tuple(guard.sub("", row[name]) for name in COLUMNS)) for _, row in table.iterrows())
    same(path, found, sorted(wanted_rows(project)))


@register("tables")
def tables(folder, project):
    """A folder of them: the links lead where they should."""
    import pandas

    tables_csv(pathlib.Path(folder, "annotations.csv"), project)
    table = pandas.read_csv(pathlib.Path(folder, "links.csv"), dtype=str, keep_default_na=False)
    found = sorted((row["from"], row["role"], row["to"]) for _, row in table.iterrows())
    wanted = sorted(
        (it["id"], link["role"], link.get("annotation") or link["entity"])
        for article in project.articles
        for it in article["annotations"]
        for link in it["links"]
    )
    same("links", found, wanted)
    table = pandas.read_csv(pathlib.Path(folder, "articles.csv"), dtype=str, keep_default_na=False)
    found = sorted((row["article"], row["sha256"], int(row["length"])) for _, row in table.iterrows())
    same("articles", found, sorted((it["id"], it["sha256"], len(it["text"])) for it in project.articles))


@register("xlsx")
def xlsx(path, project):
    """openpyxl reads it; no cell is a formula."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    same("sheets", book.sheetnames, ["annotations", "links", "entities", "articles", "layers", "codebook"])
    for sheet in book:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if cell.data_type == "f":
                sys.exit(f"{sheet.title} {cell.coordinate} is a formula")
    rows = list(book["annotations"].iter_rows(values_only=True))
    at = [rows[0].index(name) for name in COLUMNS]
    key = rows[0].index("annotation")
    found = sorted((row[key], tuple(row[it] or "" for it in at)) for row in rows[1:])
    same(path, found, sorted(wanted_rows(project)))


@register("xlsx-libreoffice")
def xlsx_libreoffice(path, project):
    """LibreOffice opens the workbook and writes what it sees as CSV: text stays text."""
    with tempfile.TemporaryDirectory() as folder:
        filters = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1"
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", filters, "--outdir", folder, str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        (made,) = pathlib.Path(folder).glob("*.csv")
        with open(made, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    found = sorted((row["annotation"], tuple(row[name] for name in COLUMNS)) for row in rows)
    same(path, found, sorted(wanted_rows(project)))


# --- Datasets -------------------------------------------------------------------------------------------------------


def of_rows(rows):
    """Rows of a dataset by article and annotator."""
    return {(row["article"], row["annotator"]): row for row in rows}


@register("hugging-face")
def hugging_face(folder, project):
    """datasets loads the folder with the features that the card declares."""
    import datasets

    datasets.disable_progress_bars()
    with tempfile.TemporaryDirectory() as cache:
        loaded = datasets.load_dataset(str(folder), cache_dir=cache)
        for part in loaded.values():
            features = part.features
            same("date", features["date"].dtype, "string")
            spans = features["spans"]
            inner = getattr(spans, "feature", spans)
            inner = inner[0] if isinstance(inner, list) else inner
            same("start", inner["start"].dtype, "int32")
        rows = of_rows(row for part in loaded.values() for row in part)
    for article, annotator, annotations in project.layers():
        row = rows[article["id"], annotator]
        same(article["id"], row["text"], article["text"])
        found = sorted((piece["start"], piece["end"], it["label"]) for it in row["spans"] for piece in it["fragments"])
        same(article["id"], found, pieces(annotations))
        found = sorted((it["id"], it["note"], it["unsure"], tuple((a["name"], a["value"]) for a in it["attributes"])) for it in row["spans"])
        name = lambda value: value["name"] if isinstance(value, dict) else plain(value)
        wanted = sorted((it["id"], it["note"], it["unsure"], tuple((k, name(v)) for k, v in sorted(it["attributes"].items()))) for it in annotations)
        same(article["id"], found, wanted)
        found = sorted((it["head"], it["type"], it["tail"] or it["entity"]) for it in row["relations"])
        wanted = sorted((it["id"], link["role"], link.get("annotation") or link["entity"]) for it in annotations for link in it["links"])
        same(article["id"], found, wanted)
    texts = collections.defaultdict(set)
    for part, rows in loaded.items():
        for row in rows:
            texts[row["text"]].add(part)
    same("no text on two sides", [it for it in texts.values() if len(it) > 1], [])


@register("parquet")
def parquet(folder, project):
    """pyarrow reads the tables with their types."""
    from pyarrow import parquet as reader
    import pyarrow

    table = reader.read_table(pathlib.Path(folder, "annotations.parquet"))
    same("start", table.schema.field("start").type, pyarrow.int32())
    same("date", table.schema.field("date").type, pyarrow.date32())
    rows = table.to_pylist()
    found = sorted((row["annotation"], tuple(row[name.replace(":", ".")] for name in COLUMNS)) for row in rows)
    same("annotations", found, sorted(wanted_rows(project)))
    dates = {row["article"]: row["date"] for row in reader.read_table(pathlib.Path(folder, "articles.parquet")).to_pylist()}
    same("dates", {key: value and value.isoformat() for key, value in dates.items()}, {it["id"]: it["date"] for it in project.articles})


# --- Tokens ---------------------------------------------------------------------------------------------------------


def conll_documents(path):
    """The documents of a CoNLL file: sentences of rows."""
    documents = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split(" ") for line in block.split("\n") if line]
        if not rows:
            continue
        if rows[0][0] == "-DOCSTART-":
            documents.append([])
        else:
            documents[-1].append(rows)
    return documents


@register("conll")
def conll(folder, project):
    """seqeval finds the entities, as IOB2 and strictly; the text between their offsets is what was marked."""
    from seqeval.metrics.sequence_labeling import get_entities
    from seqeval.scheme import IOB2, Entities

    for path in pathlib.Path(folder).glob("*.conll"):
        documents = conll_documents(path)
        wanted = [(article, annotations) for article, who, annotations in project.layers() if who == path.stem]
        same(path, len(documents), len(wanted))
        for sentences, (article, annotations) in zip(documents, wanted):
            kept = collections.Counter()
            for rows in sentences:
                tags = [row[3] for row in rows]
                strict = [it for it in Entities([tags], IOB2).entities[0]]
                loose = get_entities(tags)
                same(path, sorted((it.start, it.end - 1, it.tag) for it in strict), sorted((a, b, t) for t, a, b in loose))
                for tag, first, last in loose:
                    start, end = int(rows[first][1]), int(rows[last][2])
                    kept[start, end, tag] += 1
                    same(path, rows[first][0], article["text"][int(rows[first][1]) : int(rows[first][2])])
            # Every one that is there was marked, but for borders in words and at ends of sentences.
            text = article["text"]
            for start, end, tag in kept:
                near = [it for it in pieces(annotations) if it[2] == tag and it[0] < end and start < it[1]]
                if not near:
                    sys.exit(f"{path}: nobody marked {text[start:end]!r} as {tag}")
            whole = [it for it in pieces(annotations) if it in kept]
            longest = max(pieces(annotations), key=lambda it: it[1] - it[0], default=None)
            alone = [it for it in pieces(annotations) if not any(o[0] < it[1] and it[0] < o[1] for o in pieces(annotations) if o is not it)]
            for it in alone:
                is_word = lambda at: 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
                if not is_word(it[0]) and not is_word(it[1]) and "\n" not in text[it[0] : it[1]] and ". " not in text[it[0] : it[1]]:
                    if it not in whole and not re.search("[^\x00-\u024f]|-", text[max(0, it[0] - 1) : it[1] + 1]):
                        sys.exit(f"{path}: {it} {text[it[0]:it[1]]!r} is not there")
    subprocess.run(
        [sys.executable, "-m", "spacy", "convert", str(next(pathlib.Path(folder).glob("*.conll"))), folder, "-c", "ner"],
        check=True,
        capture_output=True,
    )


@register("conllu-plus")
def conllu_plus(folder, project):
    """conllu reads the columns that the file names, and every piece comes together again from its tokens."""
    import conllu

    for path in pathlib.Path(folder).glob("*.conllup"):
        columns = path.read_text(encoding="utf-8").split("\n", 1)[0].split(" = ")[1].split()
        found = collections.defaultdict(list)
        article = None
        with open(path, encoding="utf-8") as file:
            for sentence in conllu.parse_incr(file):
                article = sentence.metadata.get("newdoc id", article)
                text = project.by_id[article]["text"]
                for token in sentence:
                    place = token["misc"]
                    start, end = int(place["start_char"]), int(place["end_char"])
                    same(path, token["form"], text[start:end])
                    for column in columns[3:]:
                        tag = token[column.lower()]
                        if tag.startswith("B-"):
                            found[article].append([start, end, tag[2:]])
                        elif tag.startswith("I-"):
                            last = next(it for it in reversed(found[article]) if it[2] == tag[2:])
                            last[1] = end
        for article, who, annotations in project.layers():
            if who != path.stem:
                continue
            text = article["text"]
            for start, end, tag in found[article["id"]]:
                if not any(it[2] == tag and it[0] < end and start < it[1] for it in pieces(annotations)):
                    sys.exit(f"{path}: nobody marked {text[start:end]!r} as {tag}")


# --- Networks -------------------------------------------------------------------------------------------------------


@register("network")
def network(folder, project):
    """networkx and igraph read the graph; its weights are those of the statements."""
    import igraph
    import networkx

    folder = pathlib.Path(folder)
    with open(folder / "statements.csv", encoding="utf-8", newline="") as file:
        statements = list(csv.DictReader(file))
    wanted = collections.Counter((it["actor"], it["concept"]) for it in statements)
    graph = networkx.read_graphml(folder / "network.graphml")
    label = networkx.get_node_attributes(graph, "label")
    found = {}
    for one, other, data in graph.edges(data=True):
        if graph.nodes[one]["bipartite"] == 1:
            one, other = other, one
        found[label[one], label[other]] = data["weight"]
    same("weights", sorted(found.items()), sorted((key, float(count)) for key, count in wanted.items()))
    same("one edge between two", graph.is_multigraph(), False)
    if graph:
        actors = [node for node, data in graph.nodes(data=True) if data["kind"] == "actor"]
        same("two modes", networkx.bipartite.is_bipartite_node_set(graph, actors), True)
    other = igraph.Graph.Read_GraphML(str(folder / "network.graphml"))
    same("igraph", (other.vcount(), other.ecount()), (graph.number_of_nodes(), graph.number_of_edges()))
    same("igraph sees one kind of nodes", "type" in other.vs.attributes(), False)
    gexf = networkx.read_gexf(folder / "network.gexf")
    same("GEXF", sorted(map(sorted, gexf.edges())), sorted(map(sorted, graph.edges())))
    with open(folder / "network-matrix.csv", encoding="utf-8", newline="") as file:
        head, *rows = list(csv.reader(file))
    guard = lambda cell: cell[1:] if cell[:2] in ("'=", "'+", "'-", "'@") else cell
    found = {(guard(row[0]), guard(head[at])): float(cell) for row in rows for at, cell in enumerate(row) if at and float(cell)}
    same("matrix", sorted(found.items()), sorted((key, float(count)) for key, count in wanted.items()))


@register("network-over-time")
def network_over_time(folder, project):
    """networkx reads the GEXF whose nodes and edges come and go: on each day it has those of that day's own network, with their
    weights. igraph reads no GEXF."""
    import networkx
    from lxml import etree

    folder = pathlib.Path(folder)
    whole = networkx.read_gexf(folder / "network-over-time.gexf")
    weights = collections.defaultdict(dict)
    space = "{http://www.gexf.net/1.2draft}"
    for edge in etree.parse(folder / "network-over-time.gexf").iter(space + "edge"):
        ends = tuple(sorted((edge.get("source"), edge.get("target"))))
        for value in edge.iter(space + "attvalue"):
            if value.get("for") == "weight":
                same(f"{ends}: a day", value.get("start"), value.get("end"))
                weights[value.get("start")][ends] = float(value.get("value"))
    days = {it.parent.name: networkx.read_gexf(it) for it in folder.glob("*/network.gexf")}
    days.pop("undated", None)
    there = lambda data, day: (day, day) in data["spells"]
    for day, graph in days.items():
        wanted = {tuple(sorted(ends)): data["weight"] for *ends, data in graph.edges(data=True)}
        same(f"{day}: weights", weights[day], wanted)
        found = sorted(node for node, data in whole.nodes(data=True) if there(data, day))
        same(f"{day}: nodes", found, sorted(graph.nodes()))
        found = sorted(tuple(sorted(ends)) for *ends, data in whole.edges(data=True) if there(data, day))
        same(f"{day}: edges", found, sorted(wanted))
    spells = {spell for _, data in whole.nodes(data=True) for spell in data["spells"]}
    same("no other days", sorted(spells - {(day, day) for day in days}), [])


# --- WebAnno TSV ----------------------------------------------------------------------------------------------------


def unescaped(text, signs):
    """Text of a TSV without its backslashes."""
    out, at = [], 0
    while at < len(text):
        if text[at] == "\\" and at + 1 < len(text):
            if text.startswith("->", at + 1):
                out.append("->")
                at += 3
                continue
            out.append(signs.get(text[at + 1], text[at + 1]))
            at += 2
        else:
            out.append(text[at])
            at += 1
    return "".join(out)


SIGNS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "b": "\b"}


@register("webanno")
def webanno(folder, project):
    """A reader of our own that does what INCEpTION's does: texts of sentences joined, one number one span from the first of
    its rows to the last, stacked values split at bars that are not escaped. Offsets count UTF-16 units."""
    for article, annotator, annotations in project.layers():
        path = pathlib.Path(folder, annotator, f"{article['id']}.tsv")
        head, body = path.read_bytes().decode().split("\n\n\n", 1)
        same(path, head.split("\n", 1)[0], "#FORMAT=WebAnno TSV 3.3")
        features = head.split("#T_SP=", 1)[1].split("\n", 1)[0].split("|")[1:]
        units = article["text"].encode("utf-16-le")
        sliced = lambda start, end: units[2 * start : 2 * end].decode("utf-16-le")
        spans, values, joined, rows, text = {}, collections.defaultdict(dict), [], {}, ""
        blocks = body.rstrip("\n").split("\n\n")
        same(f"{path}: how it ends", body.endswith("\n") and not body.endswith("\n\n"), True)
        for block in blocks:
            lines = block.split("\n")
            texts = [unescaped(line.removeprefix("#Text="), SIGNS) for line in lines if line.startswith("#Text=")]
            text += "\n".join(texts)
            for line in (line for line in lines if not line.startswith("#")):
                unit, place, token, *columns = line.removesuffix("\t").split("\t")
                start, end = map(int, place.split("-"))
                same(f"{path} {unit}", token, sliced(start, end))
                same(f"{path} {unit}: columns", len(columns), len(features) + 2)
                rows[unit] = start
                for feature, column in zip(features, columns):
                    for value in re.split(r"(?<!\\)\|", column) if column != "_" else []:
                        said, number = re.fullmatch(r"(.*)\[(\d+)\]", value, re.S).groups()
                        known = spans.setdefault(number, [start, end])
                        known[:] = min(known[0], start), max(known[1], end)
                        values[number][feature] = "" if said == "*" else unescaped(said, SIGNS)
                if columns[-1] != "_":
                    roles, ends = columns[-2].split("|"), columns[-1].split("|")
                    for role, one in zip(roles, ends):
                        unit, source, target = re.fullmatch(r"([\d.-]+)\[(\d+)_(\d+)\]", one).groups()
                        joined.append((source, role.replace("\\", ""), target))
        # A sentence keeps its trailing white space; INCEpTION puts one line break at the end and takes leading blanks from the first token.
        same(path, text, article["text"].lstrip().removesuffix("\n"))
        points = lambda at: len(sliced(0, at))
        place = {number: (points(start), points(end), values[number]["label"]) for number, (start, end) in spans.items()}
        inside = lambda it: article["text"][it[0] : it[1]]
        trimmed = sorted(
            (start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()), tag)
            for start, end, tag in pieces(annotations)
            for words in [inside((start, end))]
        )
        same(path, sorted(place.values()), trimmed)
        found = sorted((place[one], role, place[other]) for one, role, other in joined)
        same(path, found, links(annotations))
        notes = sorted((place[number], said["note"]) for number, said in values.items())
        label = lambda it, span: (span["start"] + len(span["text"]) - len(span["text"].lstrip()), span["end"] - len(span["text"]) + len(span["text"].rstrip()), it["tag"])
        same(path, notes, sorted((label(it, span), it["note"]) for it in annotations for span in it["spans"]))
