"""The demo's story, chapter by chapter. Each prints its verbs, and adds what it proved to the table."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

from studio_backup.base.clock import Clock
from studio_backup.cli import words
from studio_backup.cli.demo.by_itself import ByItself
from studio_backup.cli.demo.children import Children
from studio_backup.cli.demo.damage import flip_bytes, plain_traces
from studio_backup.cli.demo.folder import DemoFolder
from studio_backup.cli.demo.guard import engine_guarded
from studio_backup.cli.demo.laptop import OPENED, PART, PASSPHRASE, PASSPHRASE_FILE, SOURCE, WEDDING
from studio_backup.cli.demo.proofs import Proofs
from studio_backup.cli.demo.wedding import (
    LABEL,
    LiveCatalog,
    digests,
    edit_wedding,
    folder_bytes,
    make_wedding,
    read_catalog,
)
from studio_backup.cli.exits import DAMAGE, WARNINGS

_NEW_LAPTOP = ("--home", "new-laptop", "--kit", os.path.join("safe", "kit.txt"))


@dataclass
class Story:
    """What the chapters share. `cloud`: the S3 tier's location."""

    folder: DemoFolder
    children: Children
    proofs: Proofs
    say: Callable[[str], None]
    clock: Clock
    cloud: str
    server: str

    def tell(self) -> None:
        """All chapters. Raises StudioBackupError when a verb does not end as it must."""
        source = self._wedding()
        catalog = LiveCatalog(source)
        try:
            self._vault()
            self._back_up(source, catalog)
            self._copies(source)
            self._edit(source, catalog)
            self._by_itself()
        finally:
            catalog.close()
        expected = digests(source)
        self._damage()
        self._lose_and_restore(expected, catalog.committed)
        self._rescue(expected, catalog.committed)

    def _chapter(self, title: str) -> None:
        self.say("")
        self.say(title)

    def _wedding(self) -> str:
        self._chapter("A small wedding: photos, RAW files with sidecars, a video, papers, a catalog that is open.")
        for part in ("source", "safe", "temporary"):
            self.folder.make(part)
        source = self.folder.at(SOURCE)
        os.mkdir(source)
        make_wedding(source)
        with open(self.folder.at(PASSPHRASE_FILE), "w", encoding="utf-8") as file:
            file.write(PASSPHRASE + "\n")
        self.say(f"  {words.count(len(digests(source)) + 1, 'file')}, {words.size(folder_bytes(source))}")
        return source

    def _vault(self) -> None:
        self._chapter("A vault, and the recovery kit that opens it.")
        kit = os.path.join("safe", "kit.pdf")
        self.children.verb(*OPENED, "vault", "create", "vault", "--studio", "Demo Studio", "--kit", kit)

    def _back_up(self, source: str, catalog: LiveCatalog) -> None:
        self._chapter("Back up, while the catalog is being edited.")
        before = sorted(os.listdir(os.path.join(source, "Catalog")))
        catalog.begin_edit()
        self._backup_verb()
        catalog.finish_edit()
        untouched = sorted(os.listdir(os.path.join(source, "Catalog"))) == before
        stored = words.size(folder_bytes(self.folder.at("vault")))
        what = "Backed up beside an open catalog, nothing left in its folder"
        self.proofs.show(what, untouched, f"{stored} in the vault")

    def _backup_verb(self) -> None:
        self.children.verb(*OPENED, "backup", SOURCE, *WEDDING)

    def _copies(self, source: str) -> None:
        self._chapter(f"Copies on a NAS folder and on S3 ({self.server}).")
        self.children.verb(*OPENED, "tier", "add", "nas", "nas", "--role", "nas")
        self.children.verb(*OPENED, "tier", "add", "cloud", self.cloud, "--role", "cloud")
        self.children.verb(*OPENED, "replicate")
        traces = plain_traces([self.folder.at("vault"), self.folder.at("nas"), self.folder.at("cloud")], source)
        figure = f"found: {words.listed(traces)}" if traces else "no name and no sample of any file found"
        self.proofs.show("Nothing readable in vault, NAS and S3", not traces, figure)

    def _edit(self, source: str, catalog: LiveCatalog) -> None:
        self._chapter("Tuesday: one photo developed again, one rated, 500 rows more in the catalog.")
        edited = edit_wedding(source)
        catalog.commit(500)
        before = folder_bytes(self.folder.at("vault"))
        self._backup_verb()
        grown, whole = folder_bytes(self.folder.at("vault")) - before, folder_bytes(source)
        figure = f"{words.size(grown)} for {words.size(edited)} of edits, of {words.size(whole)} in all"
        self.proofs.show("An edit stores only what changed", grown < whole // 8, figure)
        self.children.verb(*OPENED, "replicate")

    def _by_itself(self) -> None:
        with engine_guarded(self.folder.at(PART), self.children.environment):
            ByItself(self.folder, self.children, self.proofs, self.say, self.clock).tell()

    def _damage(self) -> None:
        self._chapter("A disk fails: one byte flips in two objects on the NAS.")
        flipped = flip_bytes(self.folder.at("nas"))
        for name in flipped:
            self.say(f"  flipped a byte in nas/{name}")
        found = self.children.verb(*OPENED, "verify", "--tier", "nas", expect=(DAMAGE,))
        named = len(flipped) == 2 and all(name in found.said for name in flipped)
        self.proofs.show("Damage found by reading, each object named", named, words.listed([n[-12:] for n in flipped]))
        self.children.verb(*OPENED, "verify", "--tier", "nas", "--heal", expect=(WARNINGS,))
        self.children.verb(*OPENED, "verify")
        self.proofs.show("Healed from another copy; every copy reads back whole", True, "vault, nas, cloud")

    def _lose_and_restore(self, expected: dict[str, str], committed: int) -> None:
        self._chapter("Everything is lost: laptop, vault and photos. What is left: the cloud, the NAS, the kit.")
        for part in (PART, "vault", "source"):
            self.folder.lose(part)
            self.say(f"  deleted {part}")
        self.children.verb(*_NEW_LAPTOP, "vault", "open", self.cloud)
        self.children.verb(*_NEW_LAPTOP, "restore", "--wedding", LABEL, "--to", "restored")
        self._compare("Restored from the cloud with the kit alone", "restored", expected, committed)

    def _rescue(self, expected: dict[str, str], committed: int) -> None:
        self._chapter("And without this program: the rescue script, from the NAS.")
        kit = os.path.join("safe", "kit.txt")
        script = os.path.join("safe", "kit-rescue.py")
        self.children.script(script, "nas", "--kit", kit, "--wedding", LABEL, "--to", "rescued")
        self._compare("Rescued from the NAS by the script beside the kit", "rescued", expected, committed)

    def _compare(self, what: str, part: str, expected: dict[str, str], committed: int) -> None:
        found = digests(self.folder.at(part, LABEL))
        equal = sum(found.get(path) == digest for path, digest in expected.items())
        whole = found == expected
        self.proofs.show(f"{what}: every byte", whole, f"{equal} of {len(expected)} files equal")
        state = read_catalog(self.folder.at(part, LABEL))
        sound = state.sound and state.kept == committed and not state.unsaved
        figure = f"{'integrity ok' if state.sound else 'TORN'}, {state.kept:,} of {committed:,} saved rows"
        self.proofs.show(f"{what}: the catalog", sound, figure)
