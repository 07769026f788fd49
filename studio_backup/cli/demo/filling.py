"""Fills the demo's studio, chapter by chapter, by the program's own verbs: weddings, places, history, and troubles."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from studio_backup.base.clock import Clock
from studio_backup.base.errors import StudioBackupError
from studio_backup.cli import words
from studio_backup.cli.demo.bookings import Booking, develop_again, shoot_more, shooting
from studio_backup.cli.demo.children import Children
from studio_backup.cli.demo.damage import flip_bytes
from studio_backup.cli.demo.folder import AWAY, DemoFolder
from studio_backup.cli.demo.laptop import HOME, OPENED, PASSPHRASE, PASSPHRASE_FILE
from studio_backup.cli.demo.standing import Standing
from studio_backup.cli.exits import DAMAGE, FAILED
from studio_backup.ui.scenes.stages import Stage

STUDIO = "North Light Studio"
NAS, CLOUD, OFFICE, TRAVEL = "Studio NAS", "Cloud", "Office drive", "Travel drive"
_FOLDERS = {NAS: "nas", OFFICE: "office-drive", TRAVEL: "travel-drive"}
_ROLES = {NAS: "nas", OFFICE: "offsite", TRAVEL: "offsite"}
_LONGEST_S = 120.0
_STEP_S = 0.5
_SETTLE = "1"  # seconds; shorter than usual, so that nobody waits for the demo
_SLOW = "100kB"  # a second: a backup that can be watched


@dataclass
class Filling:
    """What the chapters share. `cloud`: the bucket's location; `pause`: called at each stage, to look at it;
    `slowly`: hold the cloud's line back, so that work can be looked at."""

    folder: DemoFolder
    children: Children
    say: Callable[[str], None]
    clock: Clock
    cloud: str
    studio: tuple[Booking, ...]
    samples: str
    pause: Callable[[Stage], None]
    slowly: bool

    def tell(self, last: Stage = "trouble") -> None:
        """All chapters up to a stage; the engine runs then. Raises StudioBackupError when a verb does not end well."""
        for part in ("safe", "temporary", "weddings"):
            self.folder.make(part)
        if last == "empty":
            self._open()
            return
        with shooting(self.folder.path, self.studio, self.samples) as drawn:
            self._open()
            drawn()
        self._watch()
        self._places()
        self._read_all()
        self.pause("calm")
        if last != "calm":
            self._tuesday()
        if last == "trouble":
            self._trouble()
            self.pause("trouble")

    def _chapter(self, title: str) -> None:
        self.say("")
        self.say(title)

    def _open(self) -> None:
        self._chapter(f"{STUDIO}: a vault, its recovery kit, and the engine.")
        with open(self.folder.at(PASSPHRASE_FILE), "w", encoding="utf-8") as file:
            file.write(PASSPHRASE + "\n")
        kit = os.path.join("safe", "kit.pdf")
        self.children.verb(*OPENED, "vault", "create", "vault", "--studio", STUDIO, "--kit", kit)
        self.children.verb(*OPENED, "engine", "start")
        self.pause("empty")

    def _places(self) -> None:
        self._chapter("Four more places for copies: a NAS, a bucket, and two drives.")
        for tier, folder in _FOLDERS.items():
            self.folder.make(folder)
            self.children.verb(*HOME, "tier", "add", tier, folder, "--role", _ROLES[tier])
            if tier == NAS:
                self.children.verb(*HOME, "tier", "add", CLOUD, self.cloud, "--role", "cloud")
        self.folder.make("spare-drive")
        self.say("  spare-drive is an empty folder: for adding a place yourself")
        self._until_safe(None)

    def _watch(self) -> None:
        self._chapter(
            f"{words.count(len(self.studio), 'wedding')}: each is backed up and copied by itself from now on."
        )
        for booking in self.studio:
            self.children.verb(*HOME, "source", "add", booking.folder, *booking.options, "--settle", _SETTLE)
        self._until("every wedding is in the vault", lambda found: found.at_rest)

    def _read_all(self) -> None:
        self._chapter("Every copy is read back.")
        self.children.verb(*OPENED, "verify")

    def _tuesday(self) -> None:
        edited = self.studio[0]
        self._chapter(f"Tuesday: photos of {edited.label} are developed again, new ones come; two are brought back.")
        before = self._standing().last_backup
        if self.slowly:
            self.children.verb(*HOME, "tier", "limit", CLOUD, "--rate", _SLOW, "--urgent-too")
        develop_again(self.folder.path, edited)
        shoot_more(self.folder.path, edited, range(6))
        if self.slowly:
            self._until("the new photos are on their way to the cloud", _sends)
            self.pause("working")
            self.children.verb(*HOME, "tier", "limit", CLOUD, "--clear")
        self._until_safe(before)
        what = ("--wedding", edited.label, "--files", "*DSC_4101*", "--files", "*DSC_4103*")
        self.children.verb(*OPENED, "restore", *what, "--to", "restored")

    def _trouble(self) -> None:
        self._chapter(f"Troubles: the {TRAVEL.lower()} is taken along, and a byte flips on the {OFFICE.lower()}.")
        (flipped,) = flip_bytes(self.folder.at(_FOLDERS[OFFICE]), packs=1)
        self.say(f"  flipped a byte in {_FOLDERS[OFFICE]}/{flipped}")
        os.rename(self.folder.at(_FOLDERS[TRAVEL]), self.folder.at(AWAY))
        self.say(f"  renamed {_FOLDERS[TRAVEL]} to {AWAY}: name it back, and it is there again")
        self.children.verb(*OPENED, "verify", "--tier", OFFICE, expect=(DAMAGE,))
        self.children.verb(*OPENED, "replicate", "--tier", TRAVEL, expect=(FAILED,))
        shoot_more(self.folder.path, self.studio[1], range(4))
        self._until(f"the {TRAVEL.lower()} is missed", _misses)

    def _standing(self) -> Standing:
        return self.children.ask(Standing, *HOME, "status", shown=False)

    def _until_safe(self, before: datetime | None) -> None:
        """A backup newer than `before` lies everywhere."""
        self._until("nothing waits", lambda found: found.everywhere and found.last_backup != before)

    def _until(self, what: str, there: Callable[[Standing], bool]) -> None:
        began = self.clock.monotonic()
        self.children.tell(*HOME, "--json", "status")
        while not there(found := self._standing()):
            if self.clock.monotonic() > began + _LONGEST_S:
                waits = found.waits(self.clock.now_ns())
                hint = f"After {_LONGEST_S:.0f} s: {waits}. The engine's log is in laptop/logs."
                raise StudioBackupError(f"The demo waited in vain until {what}.", hint=hint)
            self.clock.sleep(_STEP_S)
        self.say(f"  | after {self.clock.monotonic() - began:.0f} s: {what}")


def _sends(found: Standing) -> bool:
    """Whether the cloud is being given something."""
    return any(job.kind == "replicate" and job.tier == CLOUD for job in found.running)


def _misses(found: Standing) -> bool:
    return any(tier.name == TRAVEL and tier.state != "good" and tier.waiting_files for tier in found.tiers)
