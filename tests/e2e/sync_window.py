#!/usr/bin/env python3
"""*Sync with git* in the real window, with the real git: two clones and a bare repository between them. What will be done is
shown; what was marked a moment ago goes along; what a colleague has pushed is taken into the open project; a slow remote can be
waited for in the background or given up; a remote that is not there is told, and nothing is lost by any of it.

Usage: sync_window.py POSTIL [ARTEFACTS]

Needs what window.py needs, and git. Screenshots go to ARTEFACTS (default: a temporary folder), never into the repository.
"""

import os
import pathlib
import sys
import tempfile
import time

from window import ARTICLE, Desktop, Program, wait

# Serves a fetch only once somebody lets it: it notes that it was asked, and who it is.
SLOW = """#!/bin/sh
echo $$ >"{folder}/asked"
while [ ! -e "{folder}/go" ]; do sleep 0.05; done
exec git-upload-pack "$@"
"""


def main():
    binary = os.path.abspath(sys.argv[1])
    folder = tempfile.mkdtemp(prefix="postil-sync-")
    artefacts = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else folder)
    artefacts.mkdir(parents=True, exist_ok=True)
    desktop = Desktop(folder)
    desktop.env.update(HOME=folder, GIT_CONFIG_NOSYSTEM="1", POSTIL_ANNOTATOR="Ana")
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "EMAIL"):
        desktop.env.pop(name, None)
    try:
        Review(desktop, binary, artefacts).run()
    except BaseException:
        desktop.screenshot(artefacts / "sync-failed.png")
        raise
    finally:
        desktop.close()


class Review:
    """Ana in the window, Ben on the command line in another clone."""

    def __init__(self, desktop, binary, artefacts):
        self.desktop, self.binary, self.artefacts = desktop, binary, artefacts
        self.folder = pathlib.Path(desktop.folder)
        self.ana, self.ben, self.hub = (self.folder / name for name in ("ana", "ben", "hub"))
        self.project = self.ana / "project"

    def cli(self, *arguments):
        done = self.desktop.run(self.binary, *map(str, arguments))
        assert done.returncode == 0, f"postil {arguments}: {done.stdout}{done.stderr}"
        return done.stdout

    def git(self, clone, *arguments):
        done = self.desktop.run("git", "-C", str(clone), *arguments)
        assert done.returncode == 0, f"git {arguments}: {done.stderr}"
        return done.stdout.strip()

    def head(self, clone):
        return self.git(clone, "rev-parse", "main")

    def has(self, clone, annotator, words):
        """Whether somebody's layer in the folder of a clone says something."""
        files = (clone / "project/annotators" / annotator).glob("layers/*.ron")
        return any(words in file.read_text(encoding="utf-8") for file in files)

    def shot(self, name):
        self.settle()
        self.desktop.screenshot(self.artefacts / f"sync-{name}.png")

    def screen(self):
        return (self.folder / "Xvfb_screen0").read_bytes()

    def settle(self, seconds=5):
        """Waits until nothing moves on the screen, or no longer than so: a spinner goes on."""
        end, before = time.monotonic() + seconds, None
        while time.monotonic() < end:
            now = self.screen()
            if now == before:
                return
            before = now
            time.sleep(0.3)

    def changes(self, what, act):
        """Does something, and waits until the screen shows it."""
        self.settle()
        before = self.screen()
        act()
        wait(what, lambda: self.screen() != before)
        self.settle()

    def mark(self, words, key):
        """Marks as many words at the beginning of the article."""
        self.desktop.key("Escape", "ctrl+Home")
        for _ in range(words):
            self.desktop.key("ctrl+shift+Right")
        self.desktop.key(key)
        wait("the mark to be made", lambda: self.program.title().startswith("●") or self.has_mark(words, key))

    def has_mark(self, words, key):
        text = " ".join(ARTICLE.split()[:words])
        return self.has(self.ana, "ana", f'text: "{text}"')

    def sync(self):
        """Opens the dialog by the palette."""
        self.changes("the palette", lambda: self.desktop.key("ctrl+k"))
        self.changes("what is typed", lambda: self.desktop.xdo("type", "--delay", "60", "sync with git"))
        self.changes("the dialog", lambda: self.desktop.key("Return"))

    def do_it(self):
        """Enter: the button has the keyboard."""
        self.desktop.key("Return")

    def close(self):
        self.changes("the dialog to close", lambda: self.desktop.key("Escape"))

    def run(self):
        desktop = self.desktop
        self.git(self.folder, "config", "--global", "init.defaultBranch", "main")
        self.git(self.folder, "init", "--quiet", "--bare", str(self.hub))
        self.git(self.folder, "clone", "--quiet", str(self.hub), str(self.ana))
        article = self.folder / "2026-05-01_Coastwire_port.txt"
        article.write_text(ARTICLE, encoding="utf-8")
        self.cli("new", self.project, "--name", "Sync", "--annotator", "Ana")
        self.cli("import", self.project, article)
        self.program = Program(desktop, self.binary, self.project)

        # What will be done is shown, with what was marked a moment ago, and then done.
        self.mark(2, "a")
        self.sync()
        assert self.has_mark(2, "a"), "it is in the folder before it is told what will be committed"
        assert not list(self.hub.glob("refs/heads/*")), "nothing is done before it is asked for"
        self.shot("1-preview")
        self.do_it()
        wait("the first push", lambda: list(self.hub.glob("refs/heads/*")) and self.head(self.hub) == self.head(self.ana))
        self.shot("2-done")
        self.close()

        # Ben has pushed; Ana has marked meanwhile. Both have both, and the window shows it.
        self.git(self.folder, "clone", "--quiet", str(self.hub), str(self.ben))
        self.cli("annotate", self.ben / "project", article.name, "--annotator", "Ben", "--tag", "claim", "--span", "0..29")
        self.cli("sync", self.ben / "project", "--annotator", "Ben")
        self.mark(3, "a")
        self.sync()
        self.do_it()
        wait("Ben's layer", lambda: self.has(self.ana, "ben", "Port plan divides the council"))
        wait("the push of both", lambda: self.head(self.hub) == self.head(self.ana))
        self.shot("3-merged")
        self.close()
        self.changes("Ben's mark beside one's own", lambda: desktop.key("shift+F8"))
        self.shot("4-taken-in")
        self.changes("one's own alone", lambda: desktop.key("shift+F8"))

        # A slow remote, given up in the middle: what is here is committed, nothing is half done, work goes on.
        slow = self.folder / "slow.sh"
        slow.write_text(SLOW.format(folder=self.folder), encoding="utf-8")
        slow.chmod(0o755)
        self.git(self.ana, "config", "remote.origin.uploadpack", str(slow))
        before = self.head(self.hub)
        self.mark(4, "a")
        self.sync()
        self.do_it()
        asked = self.folder / "asked"
        wait("the slow remote to be asked", lambda: asked.exists() and asked.read_text().strip())
        server = int(asked.read_text())
        self.shot("5-slow")
        desktop.key("Tab", "space")
        wait("git to be ended", lambda: not os.path.exists(f"/proc/{server}"))
        self.shot("6-given-up")
        self.close()
        assert self.head(self.hub) == before != self.head(self.ana), "committed here, not pushed"
        assert not (self.ana / ".git/MERGE_HEAD").exists() and not (self.ana / ".git/index.lock").exists()
        self.mark(5, "a")
        wait("the folder to be written again", lambda: self.has_mark(5, "a"))

        # Waited for in the background: marking goes on, and is in the folder once it is over.
        asked.unlink()
        self.sync()
        self.do_it()
        wait("the slow remote to be asked again", lambda: asked.exists() and asked.read_text().strip())
        self.changes("the dialog to go into the background", lambda: desktop.key("space"))
        self.mark(1, "a")
        self.shot("7-background")
        assert not self.has_mark(1, "a"), "nobody writes into the folder meanwhile"
        (self.folder / "go").touch()
        wait("the push", lambda: self.head(self.hub) == self.head(self.ana) != before)
        wait("the mark that was made meanwhile", lambda: self.has_mark(1, "a"))
        self.program.saved()
        self.shot("8-background-done")
        self.git(self.ana, "config", "--unset", "remote.origin.uploadpack")

        # A remote that is not there.
        self.git(self.ana, "remote", "set-url", "origin", str(self.folder / "nowhere"))
        before = self.head(self.ana)
        self.sync()
        self.do_it()
        wait("the commit", lambda: self.head(self.ana) != before)
        self.shot("9-nowhere")
        self.close()
        self.git(self.ana, "remote", "set-url", "origin", str(self.hub))

        # In the end both have everything.
        self.sync()
        self.do_it()
        wait("the push", lambda: self.head(self.hub) == self.head(self.ana))
        self.close()
        self.cli("sync", self.ben / "project", "--annotator", "Ben")
        assert self.head(self.ben) == self.head(self.ana)
        for words in range(1, 6):
            text = " ".join(ARTICLE.split()[:words])
            assert self.has(self.ben, "ana", f'text: "{text}"'), f"Ben has no “{text}”"
        desktop.key("ctrl+q")
        assert self.program.process.wait(timeout=20) == 0, "the program ends well"
        for clone in (self.ana, self.ben):
            self.cli("check", "--errors-only", clone / "project")
        assert self.git(self.ana, "status", "--porcelain") == "", "nothing is left over"
        print(f"sync in the window: shown, done, taken in, given up, in the background, told; screenshots in {self.artefacts}")


if __name__ == "__main__":
    main()
