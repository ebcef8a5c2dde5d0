#!/usr/bin/env python3
"""Power cuts on real file systems: ext4, xfs and btrfs in images that are copied at moments of chance.

Usage: power.py TORTURE [CUTS [KIND]]        (the example `torture`, in release)

The program works in a mounted image and says what is saved. At a moment of chance it is stopped, and the image copied as it
is: that is what had reached the disk. The copy is mounted, the file system repairs itself, and everything that was said to
be saved must be there. Needs root and loop devices; where they are not to be had, it says so and does nothing.
"""

import filecmp
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

KINDS = [
    ("ext4", ["mkfs.ext4", "-q", "-F"], "commit=1", 32),
    ("ext4 noauto_da_alloc", ["mkfs.ext4", "-q", "-F"], "commit=1,noauto_da_alloc", 32),
    ("ext4 data=writeback", ["mkfs.ext4", "-q", "-F"], "commit=1,noauto_da_alloc,data=writeback", 32),
    ("xfs", ["mkfs.xfs", "-q", "-f"], "", 300),
    ("btrfs", ["mkfs.btrfs", "-q", "-f"], "commit=1", 120),
]


def run(*command):
    return subprocess.run(command, capture_output=True, text=True)


def must(*command):
    done = run(*command)
    assert done.returncode == 0, f"{command}: {done.stderr}"
    return done.stdout


def mount(image, place, options):
    return run("mount", "-o", ",".join(filter(None, ["loop", options])), str(image), str(place))


def snapshot(image, copy):
    """The image as it was at one moment: what the system writes on its own while it is copied would mix two of them."""
    for _ in range(50):
        shutil.copyfile(image, copy)
        if filecmp.cmp(image, copy, shallow=False):
            return
    raise AssertionError("the image is never at rest")


class Child:
    """The program at work, and what it has said."""

    def __init__(self, torture, project, state, seed):
        self.said = []
        command = [torture, "--seed", str(seed), "--labour", str(project), str(state)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.listener = threading.Thread(target=self.listen)
        self.listener.start()

    def listen(self):
        for line in self.process.stdout:
            if line.endswith("\n"):
                self.said.append(json.loads(line))

    def end(self):
        self.process.kill()
        self.process.wait()
        self.listener.join()


def one(torture, folder, kind, chance, saved):
    """One cut. Returns the fingerprint that was found, or raises."""
    place, image, copy = folder / "disk", folder / "image", folder / "copy"
    _, _, options, _ = kind
    assert mount(image, place, options).returncode == 0
    project, state = place / "project", place / "state"
    child = Child(torture, project, state, chance.randrange(1 << 30))
    end = time.monotonic() + 60
    while not child.said and time.monotonic() < end:
        time.sleep(0.01)
    assert child.said, "the program says nothing"
    time.sleep(chance.uniform(0, 0.8))
    os.kill(child.process.pid, signal.SIGSTOP)
    # What it said before it was stopped was flushed before; what the disk gets while the image is copied may be there, too.
    # It says nothing more, but on a busy machine it takes a while to hear what it has said.
    time.sleep(0.02)
    snapshot(image, copy)
    child.end()
    said = child.said
    must("umount", str(place))
    done = mount(copy, place, options)
    assert done.returncode == 0, f"{kind[0]}: {done.stderr}"
    try:
        found = json.loads(must(torture, "--look", str(project), str(state)))
    finally:
        must("umount", str(place))
    trying, confirmed = None, 0
    for word in said:
        if word == "Saved":
            saved, trying, confirmed = trying, None, confirmed + 1
        else:
            trying = word["Trying"]
    fits = found["found"] == saved or (found["found"] == trying if trying else found["earlier"] == saved)
    assert fits, f"{kind[0]}: something that was saved is not there"
    os.replace(copy, image)
    return found["found"], confirmed


def main():
    torture = os.path.abspath(sys.argv[1])
    cuts = int(sys.argv[2]) if len(sys.argv) > 2 else 125
    only = sys.argv[3] if len(sys.argv) > 3 else ""
    if os.geteuid() != 0:
        print("power.py: skipped: only root may mount images")
        return
    fast = pathlib.Path("/dev/shm")
    folder = pathlib.Path(tempfile.mkdtemp(prefix="postil-power-", dir=fast if fast.is_dir() else None))
    chance = random.Random(7)
    (folder / "disk").mkdir()
    total = confirmed = 0
    try:
        kinds = [kind for kind in KINDS if shutil.which(kind[1][0]) and kind[0].startswith(only)]
        for number, kind in enumerate(kinds):
            name, make, options, size = kind
            image = folder / "image"
            with open(image, "wb") as file:
                file.truncate(size << 20)
            made = run(*make, str(image))
            mounted = mount(image, folder / "disk", options) if made.returncode == 0 else made
            if mounted.returncode != 0:
                print(f"power.py: {name} skipped: {mounted.stderr.strip()}")
                continue
            must(torture, "--prepare", str(folder / "disk" / "project"))
            (folder / "disk" / "state").mkdir()
            saved = json.loads(must(torture, "--look", str(folder / "disk" / "project"), str(folder / "disk" / "state")))["found"]
            must("sync")
            must("umount", str(folder / "disk"))
            share = cuts // len(kinds) + (number < cuts % len(kinds))
            for _ in range(share):
                saved, count = one(torture, folder, kind, chance, saved)
                total, confirmed = total + 1, confirmed + count
            print(f"{name}: {share} cuts, nothing lost", flush=True)
            os.remove(image)
        print(f"cuts {total}, confirmed {confirmed}, lost 0")
    finally:
        run("umount", str(folder / "disk"))
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
