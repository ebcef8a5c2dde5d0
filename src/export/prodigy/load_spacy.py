"""Make spaCy documents of the JSONL files beside this script: python load_spacy.py LANGUAGE FILE.jsonl OUT.spacy

Every annotation is a span of doc.spans["sc"], which may overlap; the pieces of one have the same span_id. What it says
(attributes, note, whether somebody was unsure) stands in doc.user_data["annotations"], links in doc.user_data["links"].
A span that begins or ends inside a token of spaCy's is widened to it; how many were is printed.
"""

import json
import sys

import spacy
from spacy.tokens import DocBin, SpanGroup


def load(nlp, path):
    """Documents of a file, and how many spans had to be widened."""
    docs, widened = [], 0
    with open(path, encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            doc = nlp.make_doc(line["text"])
            spans = []
            for one in line["spans"]:
                span = doc.char_span(one["start"], one["end"], label=one["label"], span_id=one["id"], alignment_mode="expand")
                widened += (span.start_char, span.end_char) != (one["start"], one["end"])
                spans.append(span)
            doc.spans["sc"] = SpanGroup(doc, name="sc", spans=spans)
            doc.user_data["annotations"] = line["spans"]
            doc.user_data["links"] = line["relations"]
            doc.user_data["meta"] = line["meta"]
            docs.append(doc)
    return docs, widened


if __name__ == "__main__":
    language, path, out = sys.argv[1:]
    docs, widened = load(spacy.blank(language), path)
    DocBin(docs=docs, store_user_data=True).to_disk(out)
    print(f"{len(docs)} documents; {widened} spans were widened to whole tokens")
