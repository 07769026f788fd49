"""The installed program as a person meets it: a child process, its exit code, what it says."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PASSPHRASE = "seldom granite walrus tango 58"
WEDDING, DATE = "Anna & Ben", "2026-06-20"
ROOT = Path(__file__).resolve().parents[2]


def program() -> list[str]:
    """The console script beside this Python, else the module (a checkout that is not installed)."""
    script = shutil.which("studio-backup", path=os.path.dirname(sys.executable))
    return [script] if script else [sys.executable, "-m", "studio_backup"]


@dataclass(frozen=True)
class Ended:
    """One finished child."""

    exit: int
    out: str
    err: str

    @property
    def facts(self) -> dict[str, Any]:
        """The one JSON object on stdout."""
        assert self.out.isascii() and self.out.count("\n") == 1, self.out
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found


@dataclass
class Desk:
    """A laptop: home, passphrase file, kit, and a scrubbed environment. `base`: everything lies below it."""

    base: Path
    name: str = "laptop"
    more: dict[str, str] = field(default_factory=dict)

    @property
    def home(self) -> Path:
        """The program's own folder."""
        return self.base / f"home-{self.name}"

    @property
    def vault(self) -> Path:
        """The vault's folder."""
        return self.base / "vault"

    @property
    def kit(self) -> Path:
        """The kit's text."""
        return self.base / "kit.txt"

    @property
    def passphrase(self) -> Path:
        """The passphrase file."""
        return self.base / "passphrase.txt"

    @property
    def source(self) -> Path:
        """A wedding's folder."""
        return self.base / "anna-and-ben"

    def environment(self) -> dict[str, str]:
        """Nothing of the person's own."""
        mine = {"PATH": os.environ["PATH"], "HOME": str(self.base), "LANG": "C.UTF-8", "TMPDIR": str(self.base)}
        paths = os.pathsep.join([str(ROOT), str(ROOT / "resources")])
        aws = {"AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": "/nowhere", "PYTHONWARNINGS": "error"}
        return mine | aws | {"PYTHONPATH": paths} | self.more

    def raw(self, *words: object, env: Mapping[str, str] | None = None, **options: Any) -> Ended:
        """Run the program with exactly these words."""
        command = [*program(), *(word if isinstance(word, bytes) else str(word) for word in words)]
        done = subprocess.run(
            command,
            env={**self.environment(), **(env or {})},
            cwd=self.base,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=240,
            check=False,
            **options,
        )
        said = Ended(done.returncode, done.stdout.decode(), done.stderr.decode())
        for text in (said.out, said.err):
            assert "Traceback" not in text, text
            assert PASSPHRASE not in text
        return said

    def call(self, *words: object, home: Path | None = None) -> Ended:
        """Run with --json, this home and the kit."""
        return self.raw("--json", "--home", home or self.home, "--kit", self.kit, *words)

    def must(self, *words: object, exit: int = 0, home: Path | None = None) -> dict[str, Any]:
        """As `call`, and it has to end with this code. Returns the JSON."""
        ended = self.call(*words, home=home)
        assert ended.exit == exit, f"{words} ended {ended.exit}: {ended.out} {ended.err}"
        assert ended.facts["exit"] == exit
        return ended.facts

    def say(self, *words: object, exit: int = 0) -> str:
        """For people, without --json: what it said on stdout."""
        ended = self.raw("--home", self.home, "--kit", self.kit, *words)
        assert ended.exit == exit, f"{words} ended {ended.exit}: {ended.out} {ended.err}"
        return ended.out

    def back_up(self, *words: object, exit: int = 0, path: Path | None = None) -> dict[str, Any]:
        """Back up the wedding."""
        return self.must("backup", path or self.source, "--wedding", WEDDING, "--date", DATE, *words, exit=exit)


def write_wedding(root: Path, seed: int = 1, photos: int = 6) -> None:
    """A small wedding of about a megabyte."""
    dice = random.Random(seed)
    (root / "RAW" / "day 1").mkdir(parents=True)
    (root / "empty folder").mkdir()
    for number in range(photos):
        (root / "RAW" / "day 1" / f"DSC_{number:04d}.CR2").write_bytes(b"II*\0" + dice.randbytes(150_000 + number))
        (root / "RAW" / "day 1" / f"DSC_{number:04d}.xmp").write_text(f"<xmp rating='{number}'/>" * 40)
    (root / "Timeline.txt").write_text("14:00 Vows\n")
    os.symlink("Timeline.txt", root / "link")


def contents(root: Path) -> dict[str, str]:
    """Path below the root -> SHA-256, link target, or "folder"."""
    found: dict[str, str] = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_symlink():
            found[name] = "-> " + os.readlink(path)
        else:
            found[name] = "folder" if path.is_dir() else hashlib.sha256(path.read_bytes()).hexdigest()
    return found
