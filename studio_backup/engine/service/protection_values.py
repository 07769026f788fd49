"""How one wedding stands, as everything that follows from it looks at it. Pure values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from studio_backup.domain.job import Level, rank
from studio_backup.domain.protection import Held, Protection, WeddingProtection
from studio_backup.domain.wedding import BookedWedding
from studio_backup.engine.health.objectives import Exposure
from studio_backup.engine.service.protection_held import Holding, Key

_NOTHING: Final = Holding()
_NONE_HELD: Final = Held()
_UNPROTECTED: Final = WeddingProtection(papers=None, media=None)
_SAFE: Final = Exposure()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What was seen in a wedding's sources and is in no point yet. Times in ns UTC, 0 for nothing.

    `files`: at least so many. `there`: whether every such folder is there.
    """

    papers_ns: int = 0
    media_ns: int = 0
    files: int = 0
    there: bool = True

    @property
    def since_ns(self) -> int:
        """The oldest of it."""
        return min(filter(None, (self.papers_ns, self.media_ns)), default=0)


STILL: Final = Waiting()
"""Nothing waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one wedding stands. `booked`: what the calendar says; `exposure`: what lacks copies, since when.

    `waited_for`: names of the places for which it lacks them; `why`: what keeps it, "" if nothing is known to be wrong.
    `papers`, `media`: with what waits. `level`: the higher one of papers and media; `sentence`: why, and until when.
    `lacks`: what its copies lack, in a sentence with the cause, "" for nothing; `overdue`: for longer than its
    level allows.
    """

    key: Key
    booked: BookedWedding
    holding: Holding = _NOTHING
    papers: Held = _NONE_HELD
    media: Held = _NONE_HELD
    waiting: Waiting = STILL
    protection: WeddingProtection = _UNPROTECTED
    exposure: Exposure = _SAFE
    level: Level = "normal"
    sentence: str = ""
    waited_for: tuple[str, ...] = ()
    why: str = ""
    lacks: str = ""
    overdue: bool = False

    @property
    def protections(self) -> tuple[Protection, ...]:
        """Of papers and media, those there are; the more urgent one first, media where both are as urgent."""
        known = (self.protection.media, self.protection.papers)
        return tuple(sorted(filter(None, known), key=lambda one: -rank(one.level)))

    @property
    def allowed_s(self) -> int:
        """Seconds within which its bytes must be on two media and off-site."""
        return min((one.offsite_within_s for one in self.protections), default=0)

    @property
    def until_ns(self) -> int:
        """The next moment at which the clock changes something, 0 for none known."""
        return min((one.until_ns for one in self.protections if one.until_ns), default=0)
