"""Put the texts back into a data set that was published without them.

    python3 reattach.py annotations.jsonl TEXTS OUT.jsonl

TEXTS is a folder with your own copies of the articles, as UTF-8 text files of any name. A copy is known by the SHA-256 of
its text, and every passage by its own; a file counts as it is, and with line ends made line feeds and a mark at its beginning
left out. What is found goes to OUT, one article a line, with `text` and the words of each span; what is not is named.
"""

import hashlib
import json
import pathlib
import sys


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def main(annotations, texts, out):
    known = {}
    for path in pathlib.Path(texts).rglob("*"):
        if path.is_file():
            try:
                text = path.read_bytes().decode("utf-8")
            except UnicodeDecodeError:
                continue
            clean = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
            for one in (text, clean):
                known[digest(one)] = one
    found = lost = 0
    with open(annotations, encoding="utf-8") as lines, open(out, "w", encoding="utf-8") as made:
        for line in map(json.loads, lines):
            text = known.get(line["sha256"])
            if text is None:
                print(f"not found: {line['id']} ({line['title']})")
                lost += 1
                continue
            line["text"] = text
            for annotation in line["annotations"]:
                for span in annotation["spans"]:
                    words = text[span["start"] : span["end"]]
                    if digest(words) != span["sha256"]:
                        sys.exit(f"{line['id']}: the passage {span['start']}-{span['end']} is another one")
                    span["text"] = words
            made.write(json.dumps(line, ensure_ascii=False) + "\n")
            found += 1
    print(f"{found} texts were put back, {lost} were not found")


if __name__ == "__main__":
    main(*sys.argv[1:])
