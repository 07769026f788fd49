"""One studio in small: source, vault, NAS folder and home, driven through the command line in this process.

Everything the program may write lies below `disk`, so that a test can cut its power; source and kit lie outside.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import io
import json
import os
import random
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType
from typing import Any

from studio_backup.cli.main import run
from studio_backup.repository import derivation

RESCUE = Path(__file__).resolve().parents[2] / "resources" / "studio_backup_rescue.py"
SECRET = "seldom granite walrus tango 58"
WEDDING = ("--wedding", "Anna & Ben", "--date", "2026-06-20")
Contents = dict[str, str]  # path below the root -> SHA-256, or where a link leads


@dataclass(frozen=True)
class Answer:
    """What a verb said."""

    exit: int
    facts: dict[str, Any]


@dataclass(frozen=True)
class Promise:
    """A snapshot was acknowledged on a place, with these contents."""

    place: str  # "vault" or "nas"
    snapshot: str
    contents: tuple[tuple[str, str], ...]


@dataclass
class Rig:
    """The studio. `promises`: everything acknowledged so far."""

    base: Path
    promises: list[Promise] = field(default_factory=list)
    _known: dict[str, Contents] = field(default_factory=dict)

    @property
    def disk(self) -> Path:
        """All that the program writes."""
        return self.base / "disk"

    @property
    def source(self) -> Path:
        """The wedding's folder."""
        return self.base / "source"

    @property
    def kit(self) -> Path:
        """The recovery kit's text."""
        return self.base / "kit.txt"

    def place(self, name: str) -> Path:
        """vault, nas or home."""
        return self.disk / name

    @staticmethod
    def made(base: Path, seed: int, *, tier: bool = True) -> Rig:
        """A new one, with a small source, an empty vault and, if asked for, an empty tier."""
        rig = Rig(base)
        rig.disk.mkdir(parents=True)
        secret = base / "passphrase"
        secret.write_text(SECRET + "\n")
        write_source(rig.source, seed)
        with cheap_derivation():
            command = ["vault", "create", rig.place("vault"), "--studio", "Rose", "--kit", base / "kit.pdf"]
            rig.must("--passphrase-file", secret, *command, kit=False)
        if tier:
            rig.must("tier", "add", "nas", rig.place("nas"), "--role", "nas")
        return rig

    def call(self, *words: object, kit: bool = True) -> Answer:
        """Run the program; never raises for its errors."""
        key = ["--kit", str(self.kit)] if kit else []
        return answer(["--json", "--home", str(self.place("home")), *key, *map(str, words)])

    def must(self, *words: object, kit: bool = True, ok: tuple[int, ...] = (0,)) -> Answer:
        """Run the program, which has to end with one of the codes."""
        got = self.call(*words, kit=kit)
        assert got.exit in ok, f"{' '.join(map(str, words))} ended {got.exit}: {got.facts}"
        return got

    def back_up(self) -> Promise:
        """A backup which has to succeed; its promise is remembered."""
        facts = self.must("backup", self.source, *WEDDING).facts
        return self._promise("vault", facts["points"][0])

    def _promise(self, place: str, point: Any) -> Promise:
        name = point if isinstance(point, str) else point["id"]
        self._known.setdefault(name, contents_of(self.source))
        given = Promise(place, name, tuple(sorted(self._known[name].items())))
        self.promises.append(given)
        return given

    def replicate(self) -> list[Promise]:
        """A replication which has to succeed: all that the vault promised, the tier promises now."""
        self.must("replicate")
        names = dict.fromkeys(p.snapshot for p in self.promises if p.place == "vault")
        there = {p.snapshot for p in self.promises if p.place == "nas"}
        return [self._promise("nas", name) for name in names if name not in there]


def answer(words: list[str]) -> Answer:
    """One call of the program with --json, in this process."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.TextIOWrapper(io.BytesIO(), encoding="utf-8")):
        code = run(words)
    text = out.buffer.getvalue().decode()  # type: ignore[attr-defined]
    return Answer(code, json.loads(text) if text.strip() else {})


@contextlib.contextmanager
def cheap_derivation() -> Iterator[None]:
    """The cheapest legal Argon2id for vaults which are made here."""
    usual = derivation.new_parameters.__defaults__
    derivation.new_parameters.__defaults__ = (65_536, 1, 1)
    try:
        yield
    finally:
        derivation.new_parameters.__defaults__ = usual


def write_source(root: Path, seed: int) -> None:
    """A small wedding: noise, text, a copy, an empty file and an empty folder; about 400 KiB."""
    chance = random.Random(seed)
    (root / "raw" / "empty").mkdir(parents=True)
    for number in range(4):
        (root / "raw" / f"IMG_{number}.CR2").write_bytes(b"II*\0" + chance.randbytes(chance.randint(50_000, 90_000)))
        (root / "raw" / f"IMG_{number}.xmp").write_text(f"<xmp rating='{number}'/>" * 50)
    shutil.copyfile(root / "raw" / "IMG_0.CR2", root / "copy.CR2")
    (root / "empty.txt").write_bytes(b"")


def edit_source(root: Path, seed: int) -> None:
    """Some work on the pictures: one changed, one new, one gone."""
    chance = random.Random(seed)
    raws = sorted((root / "raw").glob("IMG_*.CR2"))
    raws[0].write_bytes(b"II*\0" + chance.randbytes(70_000))
    (root / "raw" / f"IMG_new{seed}.CR2").write_bytes(b"II*\0" + chance.randbytes(60_000))
    if len(raws) > 3:
        raws[-1].unlink()


def contents_of(root: Path) -> Contents:
    """Every file below the root."""
    return {
        os.path.relpath(os.path.join(folder, name), root): digest(Path(folder) / name)
        for folder, _, names in os.walk(root)
        for name in names
    }


def digest(path: Path) -> str:
    """SHA-256 of a file, or where a link leads."""
    if path.is_symlink():
        return f"-> {path.readlink()}"
    return hashlib.sha256(path.read_bytes()).hexdigest()


def rescued(place: Path, kit: Path, snapshot: str, target: Path) -> Contents:
    """What the rescue script gets out of a place for a snapshot; raises AssertionError unless it ends 0."""
    code, said = run_rescue(str(place), "--kit", str(kit), "--snapshot", snapshot, "--to", str(target))
    assert code in (0, None), f"rescue of {snapshot[:12]} from {place.name} ended {code}: {said[-800:]}"
    assert target.is_dir(), f"rescue of {snapshot[:12]} from {place.name} wrote nothing and ended 0: {said[-800:]}"
    roots = list(target.iterdir())
    assert len(roots) == 1, f"rescue wrote {roots}"
    return contents_of(roots[0])


@functools.cache
def _script() -> CodeType:
    return compile(RESCUE.read_bytes(), str(RESCUE), "exec")


def run_rescue(*words: str) -> tuple[object, str]:
    """The script as if started anew, in this process: (exit code, what it said)."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    before, sys.argv = sys.argv, [str(RESCUE), *words]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            exec(_script(), {"__name__": "__main__", "__file__": str(RESCUE)})
        code: object = 0
    except SystemExit as end:
        code = end.code
    finally:
        sys.argv = before
    return code, out.buffer.getvalue().decode(errors="replace")  # type: ignore[attr-defined]
