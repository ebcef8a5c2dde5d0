#!/usr/bin/env python3
"""The real window, killed again and again while somebody works: what the journal had confirmed must be there.

Usage: kill.py POSTIL [ROUNDS]

Needs Xvfb, openbox and xdotool. The program says on its log how many edits the journal has confirmed.
"""

import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from window import Desktop, Program, wait  # noqa: E402

TEXT = "Port plan divides the council\n" + " ".join(f"word{number}" for number in range(400)) + "\n"


class Watched(Program):
    """A program whose log is read."""

    def __init__(self, desktop, binary, project):
        self.confirmed = 0
        pipe, end = os.pipe()
        self.log = os.fdopen(pipe, "r", errors="replace")
        wanted = "error,rfd=off,postil::store=debug"
        super().__init__(desktop, binary, project, log=end, POSTIL_LOG=wanted, POSTIL_ANNOTATOR="ana")
        os.close(end)
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        for line in self.log:
            plain = re.sub(r"\x1b\[[0-9;]*m", "", line)
            found = re.search(r"in the journal.*deeds=(\d+)", plain)
            if found:
                self.confirmed += int(found.group(1))


def count(binary, env, project):
    done = subprocess.run([binary, "stats", str(project), "--json"], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["annotations"]


def main():
    binary = os.path.abspath(sys.argv[1])
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    folder = tempfile.mkdtemp(prefix="postil-kill-")
    desktop = Desktop(folder)
    chance = random.Random(4)
    try:
        env = dict(desktop.env, POSTIL_ANNOTATOR="ana")
        project = pathlib.Path(folder, "project")
        article = pathlib.Path(folder, "port.txt")
        article.write_text(TEXT, encoding="utf-8")
        for command in (["new", str(project), "--name", "Ports"], ["import", str(project), str(article)]):
            subprocess.run([binary, *command], env=env, check=True, capture_output=True)
        there = confirmed = 0
        for round_ in range(rounds):
            program = Watched(desktop, binary, project)
            desktop.key("ctrl+Home")
            for _ in range(there % 60):
                desktop.xdo("key", "ctrl+Right")
            end = time.monotonic() + chance.uniform(0.2, 1.5)
            tried = 0
            while time.monotonic() < end:
                desktop.xdo("key", "ctrl+shift+Right")
                desktop.xdo("key", "c")
                tried += 1
                desktop.xdo("key", "Escape", "Right")
            program.process.kill()
            program.process.wait()
            desktop.programs.remove(program.process)
            time.sleep(0.2)
            found = count(binary, env, project)
            assert there + program.confirmed <= found <= there + tried, (
                f"round {round_}: {there} were there, {program.confirmed} were confirmed, {tried} tried, {found} found"
            )
            confirmed += program.confirmed
            there = found
        assert confirmed > 0, "the log says nothing"
        program = Watched(desktop, binary, project)
        desktop.key("ctrl+q")
        program.process.wait(timeout=30)
        checked = subprocess.run([binary, "check", str(project), "--errors-only"], env=env, capture_output=True, text=True)
        assert checked.returncode == 0, checked.stdout
        assert count(binary, env, project) == there
        print(f"rounds {rounds}, confirmed {confirmed}, found {there}, lost 0")
    finally:
        desktop.close()


if __name__ == "__main__":
    main()
