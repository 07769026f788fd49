"""The chapter in which nobody does anything: the engine sees new photos and brings them to every place."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from studio_backup.base.clock import Clock
from studio_backup.base.errors import StudioBackupError
from studio_backup.cli import words
from studio_backup.cli.demo.children import Children
from studio_backup.cli.demo.folder import DemoFolder
from studio_backup.cli.demo.guard import KILL
from studio_backup.cli.demo.laptop import HOME, OPENED, SOURCE, WEDDING
from studio_backup.cli.demo.proofs import Proofs
from studio_backup.cli.demo.standing import EngineSaid, Standing
from studio_backup.cli.demo.wedding import LABEL, NEW_PHOTOS, add_photos, digests, rate

LONGEST_S = 60.0
"""How long a new file may take to be everywhere."""
_STEP_S = 1.0
_DEATH_S = 10.0
_FIRST, _LATE = range(6), range(6, 7)
_SETTLE = "2"  # seconds; shorter than usual, so that nobody waits for the demo


@dataclass
class ByItself:
    """The engine's chapter. An engine that a failure leaves behind is for the caller to end."""

    folder: DemoFolder
    children: Children
    proofs: Proofs
    say: Callable[[str], None]
    clock: Clock

    def tell(self) -> None:
        """From `engine start` to `engine stop`. Raises StudioBackupError when a verb does not end as it must."""
        self._start()
        self.children.verb(*HOME, "source", "add", SOURCE, *WEDDING, "--settle", _SETTLE)
        self._all_safe(None)
        self._new_photos()
        self.children.verb(*HOME, "jobs", "--most", "6")
        last = self._standing().last_backup
        self._kill()
        self._go_on(last)
        self._read_back()
        self.children.verb(*HOME, "engine", "stop")

    def _chapter(self, title: str) -> None:
        self.say("")
        self.say(title)

    def _start(self) -> None:
        self._chapter("From now on by itself: the engine watches the wedding's folder, in the background.")
        self.say("  (Yours opens the vault by the system's keyring, which the demo leaves alone: here it is a file.)")
        self.children.verb(*OPENED, "engine", "start")

    def _new_photos(self) -> None:
        self._chapter("The photographer works on: new photos, one rating. Nobody starts a backup.")
        before = self._standing().last_backup
        names = self._drop(_FIRST)
        rate(self.folder.at(SOURCE), "DSC_4105.xmp", 4)
        self.say("  RAW/DSC_4105.xmp is rated 4 stars")
        took = self._all_safe(before)
        figure = f"{words.count(len(names), 'photo')} and a rating, in {words.duration(took)}"
        self._show("New photos reached vault, NAS and S3 by themselves", took, figure)

    def _kill(self) -> None:
        self._chapter("The engine is killed, as by a power cut, and one more photo comes while none runs.")
        found = self.children.ask(EngineSaid, *HOME, "engine", "status")
        if not found.pid:
            raise StudioBackupError("The engine has ended by itself.", hint="Its log is in laptop/logs.")
        os.kill(found.pid, KILL)
        self.say(f"  killed process {found.pid} (SIGKILL)")
        self._wait_for_death()
        self.children.verb(*HOME, "engine", "status")

    def _wait_for_death(self) -> None:
        until = self.clock.monotonic() + _DEATH_S
        while self.children.ask(EngineSaid, *HOME, "engine", "status", shown=False).running:
            if self.clock.monotonic() > until:
                raise StudioBackupError("The killed engine is still there.", hint="End its process by hand.")
            self.clock.sleep(_STEP_S)

    def _go_on(self, before: datetime | None) -> None:
        self._drop(_LATE)
        self.children.verb(*OPENED, "engine", "start")
        took = self._all_safe(before)
        self._show(
            "The engine was killed, and went on by itself",
            took,
            f"the next photo was everywhere {words.duration(took)} after its start",
        )

    def _show(self, what: str, took: float, figure: str) -> None:
        held = took <= LONGEST_S
        self.proofs.show(what, held, figure if held else f"something still waits after {LONGEST_S:.0f} s")

    def _drop(self, numbers: range) -> list[str]:
        names = add_photos(self.folder.at(SOURCE), numbers)
        self.say(f"  {words.listed([name.replace(os.sep, '/') for name in names], most=2)} dropped into the folder")
        return names

    def _standing(self) -> Standing:
        return self.children.ask(Standing, *HOME, "status", shown=False)

    def _all_safe(self, before: datetime | None) -> float:
        """Ask until a backup newer than `before` is everywhere. Returns the seconds, or more than LONGEST_S."""
        began, said = self.clock.monotonic(), ""
        self.children.tell(*HOME, "--json", "status")
        while (took := self.clock.monotonic() - began) <= LONGEST_S:
            found = self._standing()
            if found.at_rest and found.last_backup != before:
                took = self.clock.monotonic() - began
                self.say(f"  | after {took:.0f} s: nothing waits. Vault, nas and cloud have everything.")
                return took
            waits = f"  | {found.waits(self.clock.now_ns())}"
            if waits != said:
                self.say(waits)
                said = waits
            self.clock.sleep(_STEP_S)
        return took

    def _read_back(self) -> None:
        self._chapter("What the engine made, read back from each place alone.")
        whole = digests(self.folder.at(SOURCE))
        wanted = {path: digest for path, digest in whole.items() if os.path.basename(path).startswith(NEW_PHOTOS)}
        found = {tier: self._back_from(tier) for tier in ("nas", "cloud")}
        equal = [
            f"{sum(got.get(path) == digest for path, digest in wanted.items())} of {len(wanted)} from {tier}"
            for tier, got in found.items()
        ]
        self.proofs.show(
            "The new photos come back from each of them alone",
            all(got == wanted for got in found.values()),
            words.listed(equal),
        )

    def _back_from(self, tier: str) -> dict[str, str]:
        target = self.folder.make(f"from-{tier}")
        what = ("--wedding", LABEL, "--tier", tier, "--files", f"{NEW_PHOTOS}*")
        self.children.verb(*OPENED, "restore", *what, "--to", os.path.basename(target))
        return digests(os.path.join(target, LABEL))
