#!/usr/bin/env python3
"""The real binary in a real window: load, select, tag, link, undo, redo, close, reopen; the files must agree.

Usage: window.py POSTIL [ARTEFACTS]

Needs Xvfb, openbox and xdotool. Screenshots go to ARTEFACTS (default: a temporary folder), never into the repository.
"""

import os
import pathlib
import re
import signal
import struct
import subprocess
import sys
import tempfile
import time
import zlib

ARTICLE = """Port plan divides the council
By Mara Lind
ELSIN (Coastwire) - The council will vote on the new port on Friday.
“We will not sign,” Mayor Ana Núñez 😀 said, “before the bay is safe.”
The union of dockers called the plan a gift to shipping lines.
"""
WIDTH, HEIGHT = 1400, 900


class Desktop:
    """A screen of its own with a window manager on it."""

    def __init__(self, folder):
        self.folder = folder
        self.programs = []
        self.display = f":{90 + os.getpid() % 400}"
        self.server = subprocess.Popen(
            ["Xvfb", self.display, "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir", folder, "-nolisten", "tcp"],
            stderr=subprocess.DEVNULL,
        )
        self.env = dict(os.environ, DISPLAY=self.display, LIBGL_ALWAYS_SOFTWARE="1")
        for name in ("WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"):
            self.env.pop(name, None)
        for name in ("CONFIG", "DATA", "STATE", "CACHE"):
            self.env[f"XDG_{name}_HOME"] = os.path.join(folder, name.lower())
        wait("the screen", lambda: self.run("xdotool", "getdisplaygeometry").returncode == 0)
        self.manager = subprocess.Popen(["openbox"], env=self.env, stderr=subprocess.DEVNULL)

    def run(self, *command):
        return subprocess.run(command, env=self.env, capture_output=True, text=True)

    def xdo(self, *arguments):
        done = self.run("xdotool", *map(str, arguments))
        assert done.returncode == 0, f"xdotool {arguments}: {done.stderr}"
        return done.stdout.strip()

    def key(self, *keys):
        for key in keys:
            self.xdo("key", "--clearmodifiers", key)
            time.sleep(0.06)

    def type(self, text):
        self.xdo("type", "--delay", "12", text)

    def screenshot(self, path):
        data = pathlib.Path(self.folder, "Xvfb_screen0").read_bytes()
        header = struct.unpack(">25I", data[:100])
        size, width, height, pitch, colors = header[0], header[4], header[5], header[12], header[19]
        start = size + colors * 12
        rows = bytearray()
        for row in range(height):
            line = data[start + row * pitch : start + row * pitch + width * 4]
            rows.append(0)
            pixels = bytearray(width * 3)
            pixels[0::3], pixels[1::3], pixels[2::3] = line[2::4], line[1::4], line[0::4]
            rows += pixels

        def chunk(kind, body):
            whole = kind + body
            return struct.pack(">I", len(body)) + whole + struct.pack(">I", zlib.crc32(whole))

        png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        png += chunk(b"IDAT", zlib.compress(bytes(rows), 6)) + chunk(b"IEND", b"")
        pathlib.Path(path).write_bytes(png)

    def close(self):
        for process in [*self.programs, self.manager, self.server]:
            process.terminate()
            process.wait(timeout=10)


def wait(what, condition, seconds=30):
    """Waits until a condition holds; what it holds is returned."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"waited {seconds} s in vain for {what}")


class Program:
    """The program in its window."""

    def __init__(self, desktop, binary, project, log=None, **env):
        self.desktop, self.project = desktop, pathlib.Path(project)
        self.process = subprocess.Popen([binary, str(project)], env=dict(desktop.env, **env), stderr=log)
        desktop.programs.append(self.process)
        self.window = wait("the window", lambda: desktop.run("xdotool", "search", "--onlyvisible", "--name", "Postil").stdout.split())[0]
        desktop.xdo("windowactivate", "--sync", self.window)
        desktop.xdo("windowsize", "--sync", self.window, WIDTH - 20, HEIGHT - 60)
        desktop.xdo("windowmove", "--sync", self.window, 0, 0)
        time.sleep(1.0)

    def title(self):
        return self.desktop.xdo("getwindowname", self.window)

    def saved(self):
        wait("everything to be saved", lambda: not self.title().startswith("●"))

    def layer(self):
        files = list(self.project.glob("annotators/*/layers/*.ron"))
        return files[0].read_text(encoding="utf-8") if files else ""

    def annotations(self):
        """Tag, covered texts and the line of each annotation in the layer file."""
        found = []
        for line in self.layer().splitlines():
            if '(id: "' in line and "tag:" in line:
                tag = re.search(r'tag: "([^"]*)"', line).group(1)
                found.append((tag, re.findall(r'text: "((?:[^"\\]|\\.)*)"', line.split("attributes:")[0].split("links:")[0]), line))
        return found

    def has(self, tag, *texts):
        return wait(
            f"{tag} {texts} in the layer file",
            lambda: next((line for known, covered, line in self.annotations() if known == tag and covered == list(texts)), None),
        )


def main():
    binary = os.path.abspath(sys.argv[1])
    folder = tempfile.mkdtemp(prefix="postil-e2e-")
    artefacts = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else folder)
    artefacts.mkdir(parents=True, exist_ok=True)
    desktop = Desktop(folder)
    try:
        label_an_article(desktop, binary, artefacts)
    except BaseException:
        desktop.screenshot(artefacts / "failed.png")
        raise
    finally:
        desktop.close()


def label_an_article(desktop, binary, artefacts):
    folder = desktop.folder
    project = pathlib.Path(folder, "project")
    article = pathlib.Path(folder, "2026-05-01_Coastwire_port.txt")
    article.write_text(ARTICLE, encoding="utf-8")

    def cli(*arguments):
        done = desktop.run(binary, *map(str, arguments))
        assert done.returncode == 0, f"postil {arguments}: {done.stdout}{done.stderr}"
        return done.stdout

    cli("new", project, "--name", "End to end", "--annotator", "Eva")
    desktop.env["POSTIL_ANNOTATOR"] = "Eva"
    program = Program(desktop, binary, project)
    desktop.screenshot(artefacts / "1-empty.png")

    # Load an article: no portal answers here, so the program asks for the path itself.
    desktop.key("ctrl+i")
    time.sleep(1.5)
    desktop.screenshot(artefacts / "2-path.png")
    desktop.key("ctrl+a")
    desktop.type(str(article))
    time.sleep(0.5)
    desktop.key("Return")
    text = wait("the article's file", lambda: next(iter(project.glob("articles/*.txt")), None))
    assert text.read_text(encoding="utf-8") == ARTICLE, "the text is kept as it is"
    time.sleep(0.8)

    # By keyboard: the name at the start of a line, as an actor.
    desktop.key("ctrl+Home", "ctrl+Down", "ctrl+Down", "ctrl+Down")
    desktop.key("Home")
    for _ in range(3):
        desktop.key("ctrl+Right")
    desktop.screenshot(artefacts / "3-caret.png")
    desktop.key("ctrl+Home")
    for _ in range(2):
        desktop.key("ctrl+shift+Right")
    desktop.key("a")
    program.has("actor", "Port plan")

    # By mouse: double click on a word in the text; whatever word it is, the file must agree with the text.
    desktop.xdo("mousemove", "--window", program.window, 560, 202)
    desktop.xdo("click", "--repeat", 2, "--delay", 60, 1)
    time.sleep(0.3)
    desktop.key("c")
    claim = wait("a claim", lambda: next((a for a in program.annotations() if a[0] == "claim"), None))
    start, end = map(int, re.search(r"at: \((\d+), (\d+)\)", claim[2]).groups())
    assert claim[1] == [ARTICLE[start:end]] and claim[1][0].strip(), f"{claim} is not what stands there"
    desktop.screenshot(artefacts / "4-marked.png")

    # A link: the claim is claimed by the actor; the role's key, then the number.
    desktop.key("Escape")
    link = re.search(r'key: \'(.)\'', next(l for l in (project / "codebook.ron").read_text().splitlines() if 'id: "claimant"' in l)).group(1)
    desktop.xdo("click", 1)
    time.sleep(0.3)
    desktop.type(link)
    time.sleep(0.5)
    desktop.screenshot(artefacts / "5-link.png")
    desktop.type("1")
    wait("the link", lambda: "claimant" in program.layer())

    # Undo, redo.
    desktop.key("ctrl+z")
    wait("the link to be undone", lambda: "claimant" not in program.layer())
    desktop.key("ctrl+shift+z")
    wait("the link to be redone", lambda: "claimant" in program.layer())

    # Drag with the mouse, tag as a quote.
    desktop.xdo("mousemove", "--window", program.window, 400, 274, "mousedown", 1)
    for x in range(420, 620, 20):
        desktop.xdo("mousemove", "--window", program.window, x, 274)
        time.sleep(0.02)
    desktop.xdo("mouseup", 1)
    time.sleep(0.3)
    desktop.key("q")
    quote = wait("a quote", lambda: next((a for a in program.annotations() if a[0] == "quote"), None))
    start, end = map(int, re.search(r"at: \((\d+), (\d+)\)", quote[2]).groups())
    assert quote[1] == [ARTICLE[start:end]], f"{quote} is not what stands there"
    program.saved()
    before = program.layer()
    desktop.screenshot(artefacts / "6-done.png")

    # Close by the window manager; everything is on the disk.
    desktop.key("alt+F4")
    assert program.process.wait(timeout=20) == 0, "the program ends well"
    assert program.layer() == before, "closing changes nothing"
    # The quote has no speaker, which is a warning; nothing is wrong.
    cli("check", "--errors-only", project)

    # Open again: viewing changes nothing.
    stamps = {f: f.stat().st_mtime_ns for f in project.rglob("*") if f.is_file()}
    program = Program(desktop, binary, project)
    desktop.screenshot(artefacts / "7-reopened.png")
    desktop.key("Tab", "Tab")
    desktop.key("question")
    time.sleep(0.5)
    desktop.screenshot(artefacts / "8-keys.png")
    desktop.key("Escape")
    desktop.key("ctrl+q")
    assert program.process.wait(timeout=20) == 0, "the program ends well"
    assert stamps == {f: f.stat().st_mtime_ns for f in project.rglob("*") if f.is_file()}, "viewing wrote something"
    # Asked to end by the system: everything is in the folder first, and nobody is asked anything.
    for words, ask in ((1, signal.SIGTERM), (3, signal.SIGINT), (4, signal.SIGHUP)):
        program = Program(desktop, binary, project)
        count = len(program.annotations())
        desktop.key("ctrl+Home")
        for _ in range(words):
            desktop.key("ctrl+shift+Right")
        desktop.key("a")
        wait("the mark to be made", lambda: program.title().startswith("●"))
        program.process.send_signal(ask)
        assert program.process.wait(timeout=3) == 0, f"{ask}: the program ends well"
        assert len(program.annotations()) == count + 1, f"{ask}: it is in the folder"
        cli("check", "--errors-only", project)
    print(f"window: {len(program.annotations())} annotations made, linked, undone, redone, saved, read again; screenshots in {artefacts}")


if __name__ == "__main__":
    main()
