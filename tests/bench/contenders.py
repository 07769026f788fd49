"""The programs which are compared, each behind the same few verbs. Each round uses a fresh repository."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from measure import Run, run
from report import OURS

SECRET = "correct horse battery staple velvet 71"
WEDDING = ("--wedding", "Bench", "--date", "2026-06-20")


class Contender(Protocol):
    """One program."""

    name: str

    def create(self, place: Path) -> None:
        """A fresh repository in the new folder `place`; not measured."""

    def backup(self, source: Path) -> Run:
        """Back up once more."""

    def restore(self, target: Path) -> Run:
        """The newest state into the new folder `target`."""

    restores_safely: bool
    restore_safely: Callable[[Path], Run] | None
    """Restore so that all lies on the medium and was read again, where that is another command."""

    def verify(self) -> Run | None:
        """Read and check everything; None if there is no such thing."""

    def derivation(self) -> Run:
        """As little as possible besides the key derivation."""


@dataclass
class Studio:
    """This program, as it is installed beside the Python that runs the benchmark."""

    work: Path
    keyring: bool
    name: str = OURS
    restores_safely: bool = True
    restore_safely: None = None

    def create(self, place: Path) -> None:
        """See Contender. The kit lies beside the vault; every vault has its own home."""
        self.place, self.home, self.kit = place / "vault", place / "home", place / "kit"
        place.mkdir(parents=True)
        self.secret = place / "passphrase"
        self.secret.write_text(SECRET + "\n")
        self.call("vault", "create", self.place, "--studio", "Bench", "--kit", f"{self.kit}.pdf", passphrase=True)

    def call(self, *verb: object, passphrase: bool | None = None, ok: Sequence[int] = (0,)) -> Run:
        """Run a verb. With a keyring the device's own slot opens the vault, else the passphrase file."""
        needed = not self.keyring if passphrase is None else passphrase
        key = ["--passphrase-file", str(self.secret)] if needed else []
        command = [*program(), "--json", "--home", str(self.home), *key, *map(str, verb)]
        return run(command, os.environ, ok=ok)

    def backup(self, source: Path) -> Run:
        """See Contender."""
        return self.call("backup", source, *WEDDING)

    def restore(self, target: Path) -> Run:
        """See Contender."""
        return self.call("restore", "--wedding", "Bench", "--to", target)

    def verify(self) -> Run:
        """See Contender."""
        return self.call("verify", "--level", "read")

    def derivation(self) -> Run:
        """The derivation alone: a passphrase which is wrong by one character costs exactly that."""
        return self.call("vault", "info", passphrase=True)


def program() -> list[str]:
    """The installed console script beside this Python, else the package itself."""
    script = Path(sys.executable).with_name("studio-backup")
    return [str(script)] if script.exists() else [sys.executable, "-m", "studio_backup"]


@dataclass
class Restic:
    """restic, with its defaults."""

    work: Path
    name: str = "restic"
    restores_safely: bool = False

    def create(self, place: Path) -> None:
        """See Contender."""
        self.environment = {
            **os.environ,
            "RESTIC_PASSWORD": SECRET,
            "RESTIC_REPOSITORY": str(place),
            "RESTIC_CACHE_DIR": f"{place}-cache",
        }
        run(["restic", "init"], self.environment)

    def backup(self, source: Path) -> Run:
        """See Contender. By relative path, as its manual advises."""
        return run(["restic", "backup", "--quiet", "."], self.environment, folder=source)

    def restore(self, target: Path) -> Run:
        """See Contender."""
        return run(["restic", "restore", "--quiet", "latest", "--target", str(target)], self.environment)

    def restore_safely(self, target: Path) -> Run:
        """See Contender."""
        command = 'restic restore --quiet --verify latest --target "$0" && sync'
        return run(["sh", "-c", command, str(target)], self.environment)

    def verify(self) -> Run:
        """See Contender."""
        return run(["restic", "check", "--quiet", "--read-data"], self.environment)

    def derivation(self) -> Run:
        """Opening the repository."""
        return run(["restic", "cat", "config"], self.environment)


@dataclass
class Borg:
    """borg, with the encryption its manual advises for this kind of machine."""

    work: Path
    name: str = "borg"
    number: int = 0
    restores_safely: bool = False
    restore_safely: None = None

    def create(self, place: Path) -> None:
        """See Contender."""
        self.environment = {
            **os.environ,
            "BORG_PASSPHRASE": SECRET,
            "BORG_REPO": str(place),
            "BORG_BASE_DIR": f"{place}-base",
        }
        run(["borg", "init", "--encryption", "repokey-blake2"], self.environment)

    def backup(self, source: Path) -> Run:
        """See Contender."""
        self.number += 1
        return run(["borg", "create", f"::run{self.number}", "."], self.environment, folder=source)

    def restore(self, target: Path) -> Run:
        """See Contender."""
        target.mkdir()
        return run(["borg", "extract", f"::run{self.number}"], self.environment, folder=target)

    def verify(self) -> Run:
        """See Contender."""
        return run(["borg", "check", "--verify-data"], self.environment)

    def derivation(self) -> Run:
        """Opening the repository."""
        return run(["borg", "info"], self.environment)


@dataclass
class Copy:
    """`cp -r` and sync: neither encrypted nor checked, the bar for the disk."""

    work: Path
    name: str = "cp -r + sync"
    restores_safely: bool = False
    restore_safely: None = None

    def create(self, place: Path) -> None:
        """See Contender."""
        self.place = place

    def backup(self, source: Path) -> Run:
        """See Contender."""
        return run(["sh", "-c", 'cp -r "$0" "$1" && sync', str(source), str(self.place)], os.environ)

    def restore(self, target: Path) -> Run:
        """See Contender."""
        return run(["sh", "-c", 'cp -r "$0" "$1" && sync', str(self.place), str(target)], os.environ)

    def verify(self) -> None:
        """There is nothing to check against."""

    def derivation(self) -> Run:
        """There is none."""
        return Run(0.0, 0.0, 0, "")


def present(work: Path, *, keyring: bool, alone: bool = False) -> list[Contender]:
    """Ours, and, unless ours runs alone, those of the others which are on PATH."""
    rivals = () if alone else ((Restic, "restic"), (Borg, "borg"))
    others = [kind(work) for kind, name in rivals if shutil.which(name)]
    return [Studio(work, keyring), *others, Copy(work)]


def versions(contenders: Sequence[Contender]) -> dict[str, str]:
    """What each says of itself."""
    asked = {"restic": ["restic", "version"], "borg": ["borg", "--version"], OURS: [*program(), "--version"]}
    return {c.name: run(asked[c.name], os.environ).output.strip() for c in contenders if c.name in asked}
