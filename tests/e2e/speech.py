#!/usr/bin/python3
"""The real binary on the accessibility bus: read an article and label it as a screen reader does; the files must agree.

Usage: speech.py POSTIL [ARTEFACTS]

Needs Xvfb, openbox, xdotool, dbus-daemon, at-spi2 and pyatspi, which Debian has for its own Python only. No key is
pressed and no pointer moved: everything is found by role and name on the bus. When something is missing, the tree as it
was then goes to ARTEFACTS, with a screenshot.
"""

import contextlib
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile

from window import Desktop, wait

NAME = "Mayor Ana Núñez"
QUOTE = "“We will not sign,”"
FAR = "The harbour master declined to comment."
LONG = "".join(f"Docker number {number} called the plan a gift to shipping lines.\n" for number in range(500))
# Its last paragraph is neither in view nor next to what is.
ARTICLE = f"""Port plan divides the council
By Mara Lind
ELSIN (Coastwire) - The council will vote on the new port on Friday.
{QUOTE} {NAME} 😀 said, “before the bay is safe.”
قال الوزير إن الميناء سيغلق قبل عام 2030.
{LONG}{FAR}
"""
TITLE = "Port plan divides the council"
OTHER = "Dockers write to the mayor"


class Bus:
    """A session bus of our own with the accessibility bus on it."""

    def __init__(self, desktop):
        env = desktop.env
        env["XDG_RUNTIME_DIR"] = os.path.join(desktop.folder, "run")
        os.mkdir(env["XDG_RUNTIME_DIR"], 0o700)
        self.daemon = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address"],
            env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True,
        )
        env["DBUS_SESSION_BUS_ADDRESS"] = self.daemon.stdout.readline().strip()
        os.environ.update({name: env[name] for name in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR")})
        os.environ.pop("AT_SPI_BUS_ADDRESS", None)
        self.listen()

    def listen(self):
        """Tells the programs on the bus that somebody listens, as a screen reader does when it starts."""
        from gi.repository import Gio, GLib

        bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        value = GLib.Variant("(ssv)", ("org.a11y.Status", "IsEnabled", GLib.Variant("b", True)))
        bus.call_sync(
            "org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set",
            value, None, Gio.DBusCallFlags.NONE, 20_000, None,
        )

    def close(self):
        # The services that the bus has started are in its group.
        os.killpg(self.daemon.pid, signal.SIGTERM)
        self.daemon.wait(timeout=10)


class Listener:
    """What a screen reader knows of the program and can ask of it."""

    def __init__(self, process):
        import pyatspi
        from gi.repository import Atspi, GLib

        self.pyatspi, self.gone = pyatspi, GLib.Error
        self.process = process
        self.program = wait("the program on the accessibility bus", self.find_program, 60)
        # What is asked is what is there now, not what was there when it was asked before.
        self.program.set_cache_mask(Atspi.Cache.NONE)

    def find_program(self):
        assert self.process.poll() is None, f"the program ended with {self.process.returncode}"
        desktop = self.pyatspi.Registry.getDesktop(0)
        return next((one for one in desktop if one and one.name == "postil"), None)

    def walk(self, node=None, depth=0):
        """All widgets with how deep they are; those that vanish meanwhile are left out."""
        node = node or self.program
        yield node, depth
        for index in range(node.childCount):
            child = node.getChildAtIndex(index)
            if child:
                yield from self.walk(child, depth + 1)

    def tree(self):
        return "\n".join("  " * depth + f"{node.getRoleName()} “{node.name}”" for node, depth in self.walk())

    def find(self, role, part):
        """The first widget with this role and this in its name, as soon as there is one."""

        def look():
            try:
                return next((node for node, _ in self.walk() if node.getRoleName() == role and part in node.name), None)
            except self.gone:
                return None

        return wait(f"{role} “{part}”", look)

    def press(self, role, part):
        assert self.find(role, part).queryAction().doAction(0), f"{role} “{part}” cannot be pressed"

    def menu(self, menu, entry):
        self.press("push button", menu)
        self.press("push button", entry)

    def article(self, title):
        return self.find("document frame", title)

    def text(self, title):
        return self.article(title).queryText()

    def select(self, title, part):
        """Selects a part of the article and waits until it says so."""
        text = self.text(title)
        start = text.getText(0, -1).index(part)
        assert text.setSelection(0, start, start + len(part)), f"“{part}” cannot be selected"

        def selected():
            text = self.text(title)
            return text.getNSelections() == 1 and text.getText(*text.getSelection(0)) == part

        wait(f"“{part}” to be selected", selected)

    def at(self, role, part):
        """Waits until the screen reader is taken to a widget."""
        focused = self.pyatspi.STATE_FOCUSED
        wait(f"the focus in {role} “{part}”", lambda: self.find(role, part).getState().contains(focused))

    def chosen(self, part):
        """Waits until an annotation is chosen."""
        selected = self.pyatspi.STATE_SELECTED
        wait(f"“{part}” to be chosen", lambda: self.find("static", part).getState().contains(selected))


class Files:
    """What is on the disk."""

    def __init__(self, project, article):
        self.project, self.article = project, article

    def layer(self):
        files = list(self.project.glob("annotators/*/layers/*.ron"))
        return files[0].read_text(encoding="utf-8") if files else ""

    def annotations(self):
        """The tag, the covered text and the line of each annotation; its place is checked."""
        found = []
        for line in self.layer().splitlines():
            known = re.search(r'\(id: "[^"]*", tag: "([^"]*)", spans: \[\(at: \((\d+), (\d+)\), text: "([^"]*)"', line)
            if known:
                tag, start, end, text = known.group(1), int(known.group(2)), int(known.group(3)), known.group(4)
                assert self.article[start:end] == text, f"{line} is not what stands there"
                found.append((tag, text, line))
        return found

    def has(self, *wanted):
        """Waits until these are the annotations, each a tag and a text."""

        def same():
            return sorted(known[:2] for known in self.annotations()) == sorted(wanted)

        try:
            wait("the layer file", same)
        except AssertionError:
            raise AssertionError(f"the layer file has\n{self.layer()}\nand not {sorted(wanted)}") from None

    def line(self, tag):
        return next(line for known, _, line in self.annotations() if known == tag)


def main():
    binary = os.path.abspath(sys.argv[1])
    folder = tempfile.mkdtemp(prefix="postil-e2e-")
    artefacts = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else folder)
    artefacts.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as opened:
        desktop = Desktop(folder)
        opened.callback(desktop.close)
        opened.callback(Bus(desktop).close)
        files, process = start(desktop, binary)
        listener = Listener(process)
        try:
            read(listener)
            label(listener, files)
            listener.menu("File", "Quit")
            assert process.wait(timeout=20) == 0, "the program ends well"
        except BaseException:
            desktop.screenshot(artefacts / "speech-failed.png")
            if process.poll() is None:
                (artefacts / "speech-tree.txt").write_text(listener.tree(), encoding="utf-8")
            raise
        done = desktop.run(binary, "check", str(files.project), "--errors-only")
        assert done.returncode == 0, done.stdout + done.stderr
    print(f"speech: {len(files.annotations())} annotations made, linked, undone and saved without a key or a pointer")


def start(desktop, binary):
    """A project of two articles in a window."""
    folder = pathlib.Path(desktop.folder)
    project = folder / "project"
    for name, text in (("port.txt", ARTICLE), ("letter.txt", f"{OTHER}\nThey want the plan to be dropped at once.\n")):
        (folder / name).write_text(text, encoding="utf-8")

    def cli(*arguments):
        done = desktop.run(binary, *map(str, arguments))
        assert done.returncode == 0, f"postil {arguments}: {done.stdout}{done.stderr}"

    cli("new", project, "--name", "Speech", "--annotator", "Eva")
    cli("import", project, folder / "port.txt", folder / "letter.txt")
    desktop.env["POSTIL_ANNOTATOR"] = "Eva"
    process = subprocess.Popen([binary, str(project)], env=desktop.env)
    desktop.programs.append(process)
    return Files(project, ARTICLE), process


def read(listener):
    """The article is read from its first word to its last: whoever reads moves the caret, and more is told."""
    listener.press("list item", TITLE)
    listener.article(TITLE)
    read = ""
    while not read.endswith(FAR + "\n"):
        told = listener.text(TITLE).getText(0, -1)
        assert told in ARTICLE, f"this does not stand in the article: {told[:200]}"
        start = ARTICLE.index(told) if read else 0
        assert ARTICLE.startswith(told, start) and start <= len(read) < start + len(told), "something is left out"
        read = ARTICLE[: start + len(told)]
        listener.text(TITLE).setCaretOffset(len(told))
        if not read.endswith(FAR + "\n"):
            wait("more of the article", lambda: listener.text(TITLE).getText(0, -1) != told)
    assert read == ARTICLE


def go_to_start(listener):
    while not ARTICLE.startswith(told := listener.text(TITLE).getText(0, -1)):
        listener.text(TITLE).setCaretOffset(0)
        wait("what stands before", lambda: listener.text(TITLE).getText(0, -1) != told)


def label(listener, files):
    """Text is selected, tagged and linked; annotations are walked through, deleted and brought back."""
    far, actor, quote = ("claim", FAR), ("actor", NAME), ("quote", QUOTE)

    # At the end, where reading has led, and then at the start again.
    listener.select(TITLE, FAR)
    listener.press("toggle button", "Tag as Claim")
    files.has(far)
    go_to_start(listener)
    listener.select(TITLE, NAME)
    listener.press("toggle button", "Tag as Actor")
    files.has(far, actor)
    listener.at("static", f"Actor: “{NAME}”")
    listener.select(TITLE, QUOTE)
    listener.press("toggle button", "Tag as Quote")
    files.has(far, actor, quote)

    # A field and a link.
    listener.press("toggle button", "indirect")
    wait("the field in the file", lambda: '"type": Choice("indirect")' in files.line("quote"))
    listener.press("push button", "said by")
    listener.press("toggle button", f"1  {NAME}")
    ident = re.search(r'id: "([^"]*)"', files.line("actor")).group(1)
    wait("the link in the file", lambda: f'(role: "speaker", to: Annotation("{ident}"))' in files.line("quote"))
    listener.at("static", f"Quote, said by {NAME}: “{QUOTE}”")

    # To the next annotation and back, by menu and by name.
    listener.menu("Annotate", "Next annotation")
    listener.at("static", f"Actor: “{NAME}”")
    assert listener.find("static", f"Quote, said by {NAME}").queryComponent().grabFocus()
    listener.at("static", f"Quote, said by {NAME}")
    listener.press("static", f"Actor: “{NAME}”")
    listener.at("static", f"Actor: “{NAME}”")

    # Deleted and brought back with its link.
    before = files.layer()
    listener.press("push button", "Delete")
    files.has(far, quote)
    listener.find("status bar", "Delete")
    listener.menu("Edit", "Undo: Delete")
    wait("the file as it was", lambda: files.layer() == before)

    # Done, and on to the other article.
    listener.menu("Article", "Done")
    # Not all that the codebook asks for is there, so it is asked first.
    listener.menu("Article", "Done all the same")
    wait("the article to be done in the file", lambda: "status: Done" in files.layer())
    listener.press("list item", OTHER)
    assert "dropped at once" in listener.text(OTHER).getText(0, -1)


if __name__ == "__main__":
    main()
