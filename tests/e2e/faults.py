#!/usr/bin/env python3
"""Faults that need a small disk, another user or a tracer: full disks, no permission, limits, calls that fail, kills.

Usage: faults.py POSTIL

Runs the command line on Linux. What the machine does not allow is skipped, and the last line says so. The numbers are
those of the table in src/store/tests/faults/table.rs.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

SKIPPED = []


class Place:
    """A project with one article and one annotation, and a state folder."""

    def __init__(self, binary, folder):
        self.binary = binary
        self.folder = pathlib.Path(folder)
        self.project = self.folder / "project"
        self.state = self.folder / "state"
        self.folder.chmod(0o755)
        self.state.mkdir()
        self.run("new", self.project, "--name", "Ports", good=True)
        text = self.folder / "one.txt"
        text.write_text("The port is closed. " * 20)
        self.run("import", self.project, text, good=True)
        self.article = next((self.project / "articles").glob("*.txt")).stem
        self.annotate(0, good=True)

    def run(self, *args, good=False, before=(), after=None, **more):
        env = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "XDG_STATE_HOME": str(self.state),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            "POSTIL_ANNOTATOR": "ana",
        }
        command = [*before, self.binary, *map(str, args)]
        done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, preexec_fn=after, **more)
        assert "panicked" not in done.stderr, done.stderr
        assert not good or done.returncode == 0, (command, done.stderr)
        return done

    def annotate(self, start, **more):
        span = f"{start}..{start + 3}"
        return self.run("annotate", self.project, self.article, "--tag", "claim", "--span", span, **more)

    def count(self):
        done = self.run("stats", self.project, "--json", good=True)
        return json.loads(done.stdout)["annotations"]

    def layer(self):
        return next(self.project.glob("annotators/*/layers/*.ron"))

    def temporary(self):
        return [path for path in self.project.rglob(".*") if path.name.endswith(".postil-new")]

    def is_sound(self):
        done = self.run("check", self.project, "--errors-only")
        assert done.returncode == 0, done.stdout


def skip(what):
    SKIPPED.append(what)
    print(f"   skipped: {what}")


def mount(folder, *options):
    """A small file system over a folder; its contents go along. Whether that is allowed here."""
    copy = pathlib.Path(f"{folder}.copy")
    shutil.copytree(folder, copy)
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", folder], capture_output=True)
    if done.returncode == 0:
        shutil.copytree(copy, folder, dirs_exist_ok=True)
    shutil.rmtree(copy)
    return done.returncode == 0


def fill(folder):
    """Leaves no room in a file system."""
    filler = pathlib.Path(folder, "filler")
    try:
        with open(filler, "wb", buffering=0) as file:
            while file.write(b"0" * 512):
                pass
    except OSError:
        pass
    return filler


def full_project(place):
    """13: the project's disk is full."""
    if not mount(place.project, "size=512k"):
        return skip("13, mounting a small disk")
    try:
        filler = fill(place.project)
        before = place.layer().read_bytes()
        done = place.annotate(4)
        assert place.layer().read_bytes() == before, "the old file is intact"
        assert not place.temporary()
        assert done.returncode != 0 and "full" in done.stderr and "Make room" in done.stderr, done.stderr
        filler.unlink()
        place.annotate(8, good=True)
        assert place.count() >= 2
        place.is_sound()
    finally:
        subprocess.run(["umount", place.project])


def full_state(place):
    """14: the disk of the journal is full."""
    if not mount(place.state, "size=64k"):
        return skip("14, mounting a small disk")
    try:
        fill(place.state)
        done = place.annotate(4)
        assert done.returncode == 0, done.stderr
        assert place.count() == 2, "it is in the project folder"
    finally:
        subprocess.run(["umount", place.state])


def no_names(place):
    """15: there is no room for another name."""
    count = sum(1 for _ in place.project.rglob("*")) + 2
    if not mount(place.project, "size=1m", f"nr_inodes={count}"):
        return skip("15, mounting a small disk")
    try:
        for number in range(10):
            try:
                pathlib.Path(place.project, f"filler{number}").touch()
            except OSError:
                break
        before = place.layer().read_bytes()
        done = place.annotate(4)
        assert done.returncode != 0, done.stderr
        assert place.layer().read_bytes() == before and not place.temporary()
    finally:
        subprocess.run(["umount", place.project])


def read_only(place):
    """23: a project that belongs to somebody else."""
    if os.geteuid() != 0 or not shutil.which("setpriv"):
        return skip("23, working as another user")
    for path in [place.project, *place.project.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    for path in [place.state, *place.state.rglob("*")]:
        os.chown(path, 65534, 65534)
    before = place.layer().read_bytes()
    nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    done = place.run("check", place.project, "--errors-only", before=nobody)
    assert done.returncode == 0, (done.stdout, done.stderr)
    done = place.annotate(4, before=nobody)
    assert done.returncode != 0, done.stdout
    assert "write-protected" in done.stderr or "permission" in done.stderr, done.stderr
    assert place.layer().read_bytes() == before


def too_large(place):
    """21: files may not grow; the system ends a program that does not ask it not to."""
    import resource

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (256, 256))

    before = place.layer().read_bytes()
    done = place.annotate(4, after=limit)
    assert place.layer().read_bytes() == before, "the old file is intact"
    assert done.returncode > 0, f"ended with {done.returncode}: {done.stderr}"
    assert "It could not be written" in done.stderr or "too large" in done.stderr, done.stderr
    assert place.layer().read_bytes() == before and not place.temporary()


def few_files(place):
    """22: hardly a file may be open."""
    import resource

    for count in (8, 10, 12, 16):
        before = place.count()
        done = place.annotate(count, after=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (count, count)))
        assert place.count() == before + (done.returncode == 0), (count, done.stderr)
        place.is_sound()


def unreadable(place):
    """19: a file that the disk cannot read."""
    if not can_trace():
        return skip("19, strace")
    before = place.layer().read_bytes()
    inject = ["strace", "-f", "-o", "/dev/null", "-P", str(place.layer()), "-e", "trace=read,pread64"]
    done = place.run("check", place.project, before=[*inject, "-e", "inject=read,pread64:error=EIO"])
    assert place.layer().name in done.stdout and "cannot be read" in done.stdout, done.stdout
    done = place.annotate(4, before=[*inject, "-e", "inject=read,pread64:error=EIO"])
    assert done.returncode != 0, done.stdout
    assert place.layer().read_bytes() == before


def can_trace():
    if not shutil.which("strace"):
        return False
    done = subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True)
    return done.returncode == 0


CALLS = ["fsync", "fdatasync", "rename", "renameat2", "pwrite64", "fallocate"]


def refused(place):
    """13, 16, 17, 18, 59: one call of the system fails, each in turn."""
    if not can_trace():
        return skip("13 to 18, strace")
    for call in CALLS:
        for error in ("ENOSPC", "EIO", "EDQUOT"):
            for when in (1, 2, 3):
                before = place.count()
                inject = f"inject={call}:error={error}:when={when}"
                trace = ["strace", "-f", "-o", "/dev/null", "-e", f"trace={call}", "-e", inject]
                done = place.annotate(4, before=trace)
                after = place.count()
                assert after in (before, before + 1), (inject, done.stderr)
                assert done.returncode != 0 or after == before + 1, (inject, done.stderr)
    place.is_sound()


def killed(place):
    """1: killed at each call that changes a file."""
    if not can_trace():
        return skip("1, strace")
    for call in [*CALLS, "unlink", "mkdir", "openat"]:
        for when in range(1, 8 if call != "openat" else 3):
            before = place.count()
            inject = f"inject={call}:signal=SIGKILL:when={when}"
            trace = ["strace", "-f", "-o", "/dev/null", "-e", f"trace={call}", "-e", inject]
            place.annotate(4, before=trace)
            assert place.count() in (before, before + 1), inject
    place.is_sound()


def asked_to_end(place):
    """3: asked to end in the midst of saving: what was begun is finished first."""
    if not can_trace():
        return skip("3, strace")
    for signal in ("SIGTERM", "SIGINT", "SIGHUP"):
        for call in ("fsync", "fdatasync", "renameat2"):
            before = place.count()
            inject = f"inject={call}:signal={signal}:when=1"
            trace = ["strace", "-f", "-o", "/dev/null", "-e", f"trace={call}", "-e", inject]
            done = place.annotate(before, before=trace)
            assert done.returncode != 0, (inject, "it ends as asked")
            written = place.layer().read_text().count('(id: "')
            assert written == before + 1, (inject, done.stderr, "the file is written")
            assert not place.temporary()
    place.is_sound()


def main():
    binary = os.path.abspath(sys.argv[1])
    cases = [full_project, full_state, no_names, read_only, too_large, few_files, unreadable, refused, killed, asked_to_end]
    wanted = sys.argv[2:]
    failed = 0
    for case in cases:
        if wanted and case.__name__ not in wanted:
            continue
        print(f"== {case.__doc__}")
        folder = tempfile.mkdtemp(prefix="postil-faults-")
        try:
            case(Place(binary, folder))
        except AssertionError as error:
            failed += 1
            print(f"   failed: {error}")
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    print(f"{failed} failed, skipped: {', '.join(SKIPPED) or 'nothing'}")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
