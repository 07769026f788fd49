"""Whether the studio is ready for its Saturday: pure. Each thing is green, or amber with what mends it.

The list is asked for from Thursday noon until Friday 18:00, by the clock of the first venue; a person may look at it at
any time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from studio_backup.engine.health.limits import DAY
from studio_backup.engine.health.wording import many, shown, size

KIT_TRIED_WITHIN: Final = 90 * DAY
CLOCK_APART: Final = 60.0
"""Seconds: more, and times of photos, points and deadlines do not mean the same any more."""

CheckName = Literal["answers", "space", "keys", "clock", "login", "cards", "kit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceReady:
    """A place: does it answer, and why not; free bytes (None: it does not tell), seconds its clock is ahead (None: not
    known)."""

    name: str
    answers: bool
    why: str = ""
    free: int | None = None
    clock_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyFacts:
    """What is looked at. `expected`: bytes that the coming weddings will bring, from history, 0 if nobody can tell.

    `local_free`: on the vault's disk, None if not known. `starts_at_login`: None where it cannot be known.
    `folders`: watched folders into which cards can be copied: of the coming weddings, or of no wedding.
    `kit_tried_ns`: when the recovery kit was last in somebody's hand, 0 for never or not known.
    """

    now_ns: int
    places: tuple[PlaceReady, ...] = ()
    local_free: int | None = None
    expected: int = 0
    unlocked: bool = True
    starts_at_login: bool | None = None
    folders: int = 0
    lacking_folders: tuple[str, ...] = ()
    kit_unsaved: bool = False
    kit_tried_ns: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at. `action`: what mends it, "" if it is green."""

    name: CheckName
    ok: bool
    text: str
    action: str = ""


def readiness(facts: ReadyFacts) -> tuple[Check, ...]:
    """Everything, in the order in which a person goes through it."""
    return tuple(one for part in (_answers, _space, _keys, _clock, _login, _cards, _kit) for one in part(facts))


def _answers(facts: ReadyFacts) -> Iterator[Check]:
    if not facts.places:
        yield Check(
            name="answers",
            ok=False,
            text="There is no place away from this machine yet.",
            action="studio-backup tier add NAME LOCATION --role nas",
        )
    for one in facts.places:
        name = shown(one.name)
        text = f"{name} answers." if one.answers else f"{name} does not answer: {shown(one.why) or 'not looked at yet'}"
        action = "" if one.answers else f"Connect it or switch it on, then: studio-backup tier health {name}"
        yield Check(name="answers", ok=one.answers, text=text, action=action)


def _space(facts: ReadyFacts) -> Iterator[Check]:
    vault = PlaceReady(name="the vault's disk", answers=True, free=facts.local_free)
    for one in (vault, *facts.places):
        name, free = shown(one.name), one.free
        ok = free is not None and free >= max(facts.expected, 1)
        if free is None or (ok and not one.answers):  # what was well before a place went away is no news of today
            continue
        need = f", about {size(facts.expected)} are expected" if facts.expected else ""
        action = "" if ok else "Make room there, or add another place"
        yield Check(name="space", ok=ok, text=f"{size(free)} are free on {name}{need}.", action=action)


def _keys(facts: ReadyFacts) -> Iterator[Check]:
    text = "The vault is open." if facts.unlocked else "The vault is locked: nothing is backed up."
    yield Check(
        name="keys", ok=facts.unlocked, text=text, action="" if facts.unlocked else "studio-backup engine unlock"
    )


def _clock(facts: ReadyFacts) -> Iterator[Check]:
    for one in facts.places:
        ok = one.clock_s is not None and abs(one.clock_s) <= CLOCK_APART
        if one.clock_s is None or (ok and not one.answers):
            continue
        apart = many(round(abs(one.clock_s)), "second")
        text = f"The clocks of {shown(one.name)} and this machine agree."
        if not ok:
            text = f"The clock of {shown(one.name)} is {apart} {'ahead' if one.clock_s > 0 else 'behind'}."
        action = "" if ok else f"Set both clocks by the network, then: studio-backup tier probe {shown(one.name)}"
        yield Check(name="clock", ok=ok, text=text, action=action)


def _login(facts: ReadyFacts) -> Iterator[Check]:
    if facts.starts_at_login is None:
        return
    ok = facts.starts_at_login
    text = "The engine starts with every login." if ok else "The engine does not start by itself after a restart."
    yield Check(name="login", ok=ok, text=text, action="" if ok else "studio-backup engine autostart on")


def _cards(facts: ReadyFacts) -> Iterator[Check]:
    if facts.folders and not facts.lacking_folders:
        yield Check(name="cards", ok=True, text="The folders into which cards are copied are watched.")
        return
    whose = " and ".join(map(shown, facts.lacking_folders[:3]))
    text = f"No folder is known into which the cards of {whose} go." if whose else "No folder is watched for the cards."
    yield Check(name="cards", ok=False, text=text, action="studio-backup source add FOLDER --wedding NAME --date DATE")


def _kit(facts: ReadyFacts) -> Iterator[Check]:
    recent = facts.kit_tried_ns > 0 and facts.now_ns - facts.kit_tried_ns <= KIT_TRIED_WITHIN
    ok = recent and not facts.kit_unsaved
    days = KIT_TRIED_WITHIN // DAY
    text = f"The recovery kit was tried in the last {days} days."
    if not ok:
        text = f"Nobody has tried the recovery kit in the last {days} days."
    if facts.kit_unsaved:
        text = "The recovery kit was not saved yet."
    yield Check(name="kit", ok=ok, text=text, action="" if ok else "studio-backup vault check-kit FILE.txt")
