"""SIGKILL of the installed program at random moments: the whole process group, or its leader alone."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import oracle
from power_cuts import Result
from rig import WEDDING, Promise, Rig, contents_of

FILES, FILE_BYTES = 12, 6 << 20
FRESH_AFTER = 12  # rounds after which a new vault is taken: the disk is finite
VERBS = ("backup", "replicate", "restore")
WRITING = 0.75  # of the kills come once something was written; the others at any moment, start-up too
_LOOK = 0.003  # seconds
_CHILDREN_END = 10.0  # seconds


@dataclass
class Laptop:
    """A rig whose verbs run as the installed program."""

    rig: Rig

    def command(self, *words: object) -> list[str]:
        """The command line of a verb."""
        script = Path(sys.executable).with_name("studio-backup")
        program = [str(script)] if script.exists() else [sys.executable, "-m", "studio_backup"]
        options = ["--json", "--home", self.rig.place("home"), "--kit", self.rig.kit]
        return [*program, *map(str, options), *map(str, words)]

    def words(self, verb: str) -> tuple[object, ...]:
        """The verb's own words."""
        if verb == "backup":
            return "backup", self.rig.source, *WEDDING
        if verb == "restore":
            return "restore", *WEDDING[:2], "--to", self.rig.disk / "out", "--on-conflict", "replace"
        return (verb,)

    def finish(self, verb: str) -> float:
        """Run to the end, which has to be good; remember what it promised. Returns seconds."""
        started = time.perf_counter()
        done = subprocess.run(self.command(*self.words(verb)), capture_output=True, text=True, check=False, timeout=300)
        seconds = time.perf_counter() - started
        if done.returncode:
            raise oracle.Broken(f"the next {verb} ended {done.returncode}: {done.stdout}{done.stderr[-2000:]}")
        self._remember(verb, json.loads(done.stdout))
        return seconds

    def _remember(self, verb: str, facts: dict) -> None:
        if verb == "backup":
            point = facts["points"][0]
            name = point if isinstance(point, str) else point["id"]
            self.rig.promises.append(Promise("vault", name, tuple(sorted(contents_of(self.rig.source).items()))))
        elif verb == "replicate":
            there = {p.snapshot for p in self.rig.promises if p.place == "nas"}
            ours = [p for p in self.rig.promises if p.place == "vault" and p.snapshot not in there]
            self.rig.promises.extend(replace(p, place="nas") for p in ours)
        elif contents_of(self.rig.disk / "out" / self.rig.source.name) != contents_of(self.rig.source):
            raise oracle.Broken("the finished restore left other contents")

    def killed_during(self, verb: str, after: float, *, writing: bool, group: bool) -> bool:
        """Start the verb and kill it `after` seconds, if asked for counted from the first thing it wrote.

        Returns whether it was at work then: alive, and something had been written.
        """
        before = _state(self.rig.disk)
        process = subprocess.Popen(
            self.command(*self.words(verb)),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        while writing and process.poll() is None and _state(self.rig.disk) == before:
            time.sleep(_LOOK)
        time.sleep(after)
        alive = process.poll() is None
        with contextlib.suppress(ProcessLookupError):
            (os.killpg if group else os.kill)(process.pid, signal.SIGKILL)
        process.wait()
        self._children_end(process.pid)
        return alive and _state(self.rig.disk) != before

    @staticmethod
    def _children_end(group: int) -> None:
        deadline = time.monotonic() + _CHILDREN_END
        with contextlib.suppress(ProcessLookupError):
            while time.monotonic() < deadline:
                os.killpg(group, 0)
                time.sleep(0.01)
            os.killpg(group, signal.SIGKILL)
            raise oracle.Broken("a child process outlived the program")


def _state(disk: Path) -> set[tuple[str, int, int]]:
    found = set()
    for folder, _, names in os.walk(disk):
        for name in names:
            with contextlib.suppress(FileNotFoundError):
                status = (Path(folder) / name).lstat()
                found.add((f"{folder}/{name}", status.st_size, status.st_mtime_ns))
    return found


def campaign(moments: int, seed: int) -> Result:
    """`moments` kills. The result's size says how many hit the program at work."""
    chance, problems, at_work = random.Random(seed), [], 0
    with _place() as base:
        laptop, seconds = _fresh(base, chance), dict.fromkeys(VERBS, 0.6)
        for number in range(moments):
            if number and number % FRESH_AFTER == 0:
                laptop = _fresh(base, chance)
            verb = VERBS[number % len(VERBS)]
            try:
                writing, group = chance.random() < WRITING, bool(chance.getrandbits(2))
                after = chance.uniform(0.0, 0.6 if writing else 1.0) * seconds[verb]
                at_work += laptop.killed_during(verb, after, writing=writing, group=group)
                _judge(laptop)
                seconds[verb] = (seconds[verb] + laptop.finish(verb)) / 2
                if verb == "restore":
                    shutil.rmtree(laptop.rig.disk / "out")
                    _edit(laptop.rig.source, chance)
            except oracle.Broken as broken:
                problems.append(f"kill {number} ({verb}): {broken}")
                laptop = _fresh(base, chance)
    return Result("SIGKILL of the program", f"{moments} kills, {at_work} at work", seed, tuple(problems))


def _judge(laptop: Laptop) -> None:
    rig = laptop.rig
    oracle.objects_are_whole(rig)
    oracle.law_is_kept(rig)
    newest = [[p for p in rig.promises if p.place == place][-1:] for place in oracle.PLACES]
    oracle.promises_hold(rig, [p for one in newest for p in one])


@contextlib.contextmanager
def _place() -> Iterator[Path]:
    base = Path(tempfile.mkdtemp(prefix="sb-kills-"))
    try:
        yield base
    finally:
        shutil.rmtree(base, ignore_errors=True)


def _fresh(base: Path, chance: random.Random) -> Laptop:
    """A new studio with one acknowledged snapshot on both places."""
    shutil.rmtree(base / "rig", ignore_errors=True)
    rig = Rig.made(base / "rig", chance.getrandbits(32))
    laptop = Laptop(rig)
    for number in range(FILES):
        (rig.source / f"MVI_{number}.MP4").write_bytes(chance.randbytes(FILE_BYTES))
    laptop.finish("backup")
    laptop.finish("replicate")
    _edit(rig.source, chance)
    return laptop


def _edit(source: Path, chance: random.Random) -> None:
    """Half of the large files are made anew."""
    for number in chance.sample(range(FILES), FILES // 2):
        (source / f"MVI_{number}.MP4").write_bytes(chance.randbytes(FILE_BYTES))
