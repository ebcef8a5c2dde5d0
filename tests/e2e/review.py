#!/usr/bin/env python3
"""A whole review of the sample project in the real window, by keyboard alone: a reviewer goes through the differences of an
article, decides each, comments, makes a rule, signs the gold layer and has it exported; an annotator answers. The files must
agree.

Usage: review.py POSTIL [ARTEFACTS]

Needs what window.py needs. Screenshots go to ARTEFACTS (default: a temporary folder), never into the repository.
"""

import fcntl
import os
import pathlib
import re
import shutil
import sys
import tempfile
import time

from window import Desktop, Program, wait

SAMPLE = pathlib.Path(__file__).resolve().parents[2] / "projects/harbour"
# How many fields of the format stand between it and whose annotations are exported.
WHOSE = 2
REASON = "the whole of what is claimed"


def main():
    binary = os.path.abspath(sys.argv[1])
    folder = tempfile.mkdtemp(prefix="postil-review-")
    artefacts = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else folder)
    artefacts.mkdir(parents=True, exist_ok=True)
    desktop = Desktop(folder)
    try:
        review(desktop, binary, artefacts)
    except BaseException:
        desktop.screenshot(artefacts / "review-failed.png")
        raise
    finally:
        desktop.close()


class Files:
    """What the project folder says of the review of its first article."""

    def __init__(self, project, reviewer):
        self.project, self.reviewer = project, reviewer

    def text(self, annotator, kind):
        files = sorted(self.project.glob(f"annotators/{annotator}/{kind}/*harbour-vote*.ron"))
        return files[0].read_text(encoding="utf-8") if files else ""

    def review(self):
        return self.text(self.reviewer, "reviews")

    def decisions(self):
        return len(re.findall(r"verdict: ", self.review()))

    def verdicts(self):
        return re.findall(r"verdict: (\w+)", self.review())


def works(desktop, annotator):
    """Whether the program works as this annotator: it holds their seat."""
    for seat in pathlib.Path(desktop.folder).rglob(f"seats/{annotator}.lock"):
        with open(seat) as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
    return False


def become(desktop, name, annotator):
    """Works on as another person. On a busy machine a key may come before the list that it is meant for: then once more."""
    for pause in (1.0, 2.0, 4.0):
        desktop.key("ctrl+k")
        time.sleep(pause)
        desktop.type("annotator")
        time.sleep(pause)
        desktop.key("Return")
        time.sleep(pause)
        desktop.key("ctrl+a")
        desktop.type(name)
        desktop.key("Return")
        try:
            return wait(f"the seat of {name}", lambda: works(desktop, annotator), 5 * pause)
        except AssertionError:
            desktop.key("Escape", "Escape")
    raise AssertionError(f"{name} has no seat")


def export_gold(desktop, output, artefacts):
    """Exports the gold layer through the dialog, by keyboard alone."""
    desktop.key("F11")
    time.sleep(0.8)
    desktop.key("ctrl+e")
    time.sleep(1.2)
    desktop.key("ctrl+a")
    desktop.type(str(output))
    # The button beside the file, the format, its unit; then whose annotations.
    desktop.key("Tab", "Tab")
    for _ in range(WHOSE):
        desktop.key("Tab")
    time.sleep(0.3)
    desktop.key("space")
    time.sleep(0.5)
    desktop.key("Down", "Return")
    time.sleep(1.5)
    desktop.screenshot(artefacts / "review-8-export.png")
    # Enter in the field of the articles, which comes next, exports.
    desktop.key("Tab", "Return")
    wait("the exported file", output.exists)
    desktop.key("F11")
    time.sleep(0.8)


def review(desktop, binary, artefacts):
    project = pathlib.Path(desktop.folder, "harbour")
    shutil.copytree(SAMPLE, project)
    layers = {f: f.read_bytes() for f in project.glob("annotators/*/layers/*.ron")}

    def cli(*arguments):
        done = desktop.run(binary, *map(str, arguments))
        assert done.returncode == 0, f"postil {arguments}: {done.stdout}{done.stderr}"
        return done.stdout

    program = Program(desktop, binary, project)
    files = Files(project, "rita-voss")
    become(desktop, "Rita Voss", "rita-voss")

    # Settle the reasons that decisions can have.
    desktop.key("ctrl+k")
    time.sleep(0.6)
    desktop.type("how reviews work")
    time.sleep(0.4)
    desktop.key("Return")
    time.sleep(0.6)
    desktop.key("Tab", "Tab", "ctrl+Return")
    wait("the reasons", lambda: "Extent" in read(project / "reviewing.ron"))

    # Compare, and step through the differences.
    desktop.key("F11")
    time.sleep(1.5)
    desktop.screenshot(artefacts / "review-1-compare.png")
    desktop.key("n", "n", "p", "v")
    time.sleep(0.8)
    desktop.screenshot(artefacts / "review-2-side-by-side.png")
    desktop.key("v", "Home")

    # What all agree on goes at once, after a look at the counts; one undo takes it back.
    desktop.key("a")
    time.sleep(1.2)
    desktop.screenshot(artefacts / "review-3-bulk.png")
    for key in ("Tab", "Tab", "Return"):
        desktop.key(key)
        time.sleep(0.4)
    agreed = wait("the decisions of the rule", files.decisions)
    desktop.key("ctrl+z")
    wait("the rule to be undone", lambda: files.decisions() == 0)
    desktop.key("ctrl+shift+z")
    wait("the rule again", lambda: files.decisions() == agreed)

    # The first difference with a reason and a comment, the others one key each.
    desktop.key("r")
    desktop.type(REASON)
    desktop.key("Return", "2")
    wait("the reason", lambda: REASON in files.review())
    desktop.key("c")
    time.sleep(0.5)
    desktop.type("Is the source named?")
    desktop.key("ctrl+Return")
    wait("the comment", lambda: "Is the source named?" in files.review())
    for key in ("u", "1", "0", "o", "2"):
        before = files.decisions()
        desktop.key(key)
        wait(f"the decision by {key}", lambda: files.decisions() > before)
    desktop.key("e")
    time.sleep(1.5)
    desktop.screenshot(artefacts / "review-4-edit.png")
    before = files.decisions()
    # To the button at the end: what is right is the first person's.
    for key in ("shift+Tab", "shift+Tab", "Return"):
        desktop.key(key)
        time.sleep(0.5)
    wait("something else to be decided", lambda: files.decisions() > before and "Edited" in files.verdicts())
    for _ in range(60):
        before = files.decisions()
        desktop.key("1")
        time.sleep(0.3)
        program.saved()
        # Once all is decided, a key decides the last one again.
        if files.decisions() == before and "Open" not in files.verdicts():
            break
    desktop.screenshot(artefacts / "review-5-decided.png")
    kinds = set(files.verdicts())
    assert {"Take", "Union", "Nothing", "Edited"} <= kinds, kinds

    # A rule with a case as its example; the marks that it touches are listed.
    desktop.key("Home", "x", "m")
    time.sleep(0.6)
    desktop.type("Whole claims")
    desktop.key("Tab")
    desktop.type("Mark the whole of what is claimed.")
    time.sleep(0.3)
    desktop.screenshot(artefacts / "review-6-rule.png")
    desktop.key("ctrl+Return")
    wait("the rule", lambda: "## Whole claims" in read(project / "guidelines.md"))
    time.sleep(1.0)
    desktop.screenshot(artefacts / "review-7-touched.png")

    # Sign, export.
    desktop.key("F11")
    time.sleep(0.8)
    desktop.key("s")
    wait("the signature", lambda: "signed: Some" in files.review() or re.search(r"signed: \(", files.review()))
    time.sleep(0.4)
    desktop.screenshot(artefacts / "review-8-signed.png")
    program.saved()
    gold = files.text("gold", "layers")
    assert gold.count('(id: "') > 20, "the gold layer is there"
    output = project.parent / "gold.jsonl"
    by_command = project.parent / "gold-by-command.jsonl"
    cli("export", project, "--format", "jsonl", "--output", by_command, "--layer", "gold")
    export_gold(desktop, output, artefacts)
    assert "gold" in output.read_text(encoding="utf-8"), "the gold layer is exported"
    assert output.read_bytes() == by_command.read_bytes(), "window and command line write the same"
    assert layers == {f: f.read_bytes() for f in layers}, "no annotator's layer was touched"

    # The annotator's inbox.
    desktop.key("Escape")
    become(desktop, "Ana Duarte", "ana-duarte")
    desktop.key("shift+F11")
    time.sleep(1.0)
    desktop.screenshot(artefacts / "review-9-inbox.png")
    desktop.key("a", "c")
    time.sleep(0.6)
    desktop.type("The guideline says otherwise.")
    desktop.key("ctrl+Return")
    answers = Files(project, "ana-duarte")
    wait("the answers", lambda: "Accepts" in answers.review() and "guideline says otherwise" in answers.review())
    desktop.key("r")
    time.sleep(0.6)
    desktop.type("Where does it say so?")
    desktop.key("ctrl+Return")
    wait("the reply", lambda: "Where does it say so?" in answers.review())
    time.sleep(0.4)
    desktop.screenshot(artefacts / "review-10-answered.png")
    desktop.key("ctrl+F11")
    time.sleep(0.8)
    desktop.screenshot(artefacts / "review-11-comments.png")
    program.saved()

    # The reviewer sees what is contested.
    desktop.key("Escape")
    become(desktop, "Rita Voss", "rita-voss")
    desktop.key("F11")
    time.sleep(1.2)
    desktop.screenshot(artefacts / "review-12-contested.png")
    desktop.key("ctrl+q")
    assert program.process.wait(timeout=20) == 0, "the program ends well"
    cli("check", "--errors-only", project)
    print("a whole review by keyboard: decided, signed, exported, answered")


def read(path):
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    main()
