"""Make a project whose texts and annotations hold what formats stumble over.

    python3 traps.py POSTIL FOLDER

Everything is done with Postil's own command line, so the project is one that a person could have made.
"""

import pathlib
import subprocess
import sys
import tempfile

FIXTURE = "Mayor Ana Núñez 😀 said the port “will close” by 2030.\nUnions, she added, oppose it.\n"

ARTICLES = {
    "fixture": FIXTURE,
    # Reserved characters of several formats, a tab, a no-break space, an escape that only looks like one.
    "reserved": "A|b [c] \\d_e; *f* ->1-2 <g> & \"h\" 'i'\tand\u00a0j.\n=SUM(A1) said so.\n",
    # Right to left, East Asian, joined emoji, combining marks; a sentence without an end.
    "scripts": "قال الوزير: «لن نوقع».\n日本の首相は「反対」と述べた。👩‍👩‍👧 nodded. Cafe\u0301 owner, naïve",
    # Words with annotations inside; two sentences in a line; blanks between paragraphs.
    "inside": "The anti-government protesters replied.  They left.\n\n\n   Later, prime-ministerial talks began.\n",
    # Nothing is marked here.
    "quiet": "Nothing happened.\n",
}

# article, annotator, tag, passages, attributes, links to earlier ones by number, note, unsure
MARKS = [
    ("fixture", "Ana", "actor", ["Mayor Ana Núñez"], ["kind=person", "entity=Ana Núñez"], [], "", False),
    ("fixture", "Ana", "claim", ["the port “will close” by 2030"], ["polarity=opposes", "issue=closing = bad; \\really\\"], [("claimant", 0)],
     "Check | the_year [x]; *see* \\ source\nsecond line\tand a tab", True),
    ("fixture", "Ana", "quote", ["“will close”"], ["type=direct"], [("speaker", 0)], "=1+1", False),
    ("fixture", "Ana", "stance", ["Unions", "oppose it"], ["stance=against"], [("target", 1), ("holder", "Ana Núñez")], "", False),
    # Over a line break; and the same span twice, by two people and by one.
    ("fixture", "Ana", "claim", ["2030.\nUnions"], [], [("claimant", 0)], "", False),
    ("fixture", "Ben", "actor", ["Mayor Ana Núñez"], [], [], "", False),
    ("fixture", "Ben", "claim", ["the port “will close” by 2030"], [], [("claimant", 5)], "", False),
    ("fixture", "Ben", "claim", ["the port “will close” by 2030"], ["polarity=supports"], [("claimant", 5)], "twice", False),
    ("reserved", "Ana", "actor", ["A|b [c]"], [], [], "ends in a backslash \\", False),
    ("reserved", "Ana", "quote", ["\\d_e; *f* ->1-2"], ["type=indirect"], [("speaker", 8)], "->1-2", False),
    ("reserved", "Ana", "claim", ["<g> & \"h\" 'i'\tand\u00a0j"], ["issue=<a&b> \"q\""], [], "*", False),
    ("reserved", "Ana", "actor", ["=SUM(A1)"], [], [], "_", False),
    ("scripts", "Ana", "quote", ["«لن نوقع»"], [], [], "", False),
    ("scripts", "Ana", "actor", ["日本の首相"], [], [], "", False),
    ("scripts", "Ana", "actor", ["👩‍👩‍👧"], [], [], "", False),
    ("scripts", "Ana", "claim", ["Cafe\u0301 owner, naïve"], [], [], "", False),
    ("inside", "Ana", "actor", ["government"], [], [], "", False),
    ("inside", "Ana", "claim", ["replied.  They left"], [], [("claimant", 16)], "", False),
    ("inside", "Ana", "claim", ["They left.\n\n\n   Later"], [], [], "", False),
    ("inside", "Ana", "stance", ["anti", "left", "ministerial"], ["stance=none"], [], "", False),
]


def main(postil, root):
    """Make the project."""

    def run(*args):
        done = subprocess.run([postil, *args], capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"postil {' '.join(args)}: {done.stderr}")
        return done.stdout.strip()

    run("new", root, "--name", "Traps, “quoted” & <odd>", "--annotator", "Ana")
    with tempfile.TemporaryDirectory() as folder:
        for name, text in ARTICLES.items():
            path = pathlib.Path(folder, f"2026-03-01_Coast Courier_{name}.txt")
            path.write_bytes(text.encode())
            run("import", root, str(path), "--annotator", "Ana")
    run("entity", root, "--name", "Ana Núñez", "--kind", "person", "--alias", "the mayor", "--annotator", "Ana")
    ids = {}
    for path in pathlib.Path(root, "articles").glob("*.txt"):
        name = next(name for name, text in ARTICLES.items() if path.read_bytes().decode() == text)
        ids[name] = path.stem
    made = []
    for article, who, tag, passages, attributes, links, note, unsure in MARKS:
        text, at, spans = ARTICLES[article], 0, []
        for passage in passages:
            at = text.index(passage, at)
            spans += ["--span", f"{at}..{at + len(passage)}"]
            at += len(passage)
        args = ["annotate", root, ids[article], "--annotator", who, "--tag", tag, *spans]
        for attribute in attributes:
            args += ["--attribute", attribute]
        for role, to in links:
            args += ["--link", f"{role}={made[to] if isinstance(to, int) else to}"]
        if note:
            args.append(f"--note={note}")
        if unsure:
            args.append("--unsure")
        made.append(run(*args))
    run("status", root, ids["quiet"], "done", "--annotator", "Ana")


if __name__ == "__main__":
    main(*sys.argv[1:])
