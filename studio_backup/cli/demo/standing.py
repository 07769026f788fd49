"""What `status` and `engine status` say, as far as the demo asks, and what still waits, in words."""

from __future__ import annotations

from datetime import datetime

import msgspec

from studio_backup.cli import words


class EngineSaid(msgspec.Struct, frozen=True):
    """Of `engine status`."""

    running: bool
    pid: int = 0


class SourceSaid(msgspec.Struct, frozen=True):
    """A watched folder. `waiting_since`: of the oldest change that is in no backup yet."""

    state: str
    waiting_files: int
    waiting_since: datetime | None
    last_backup: datetime | None


class TierSaid(msgspec.Struct, frozen=True):
    """A place. `waiting_since`: of the oldest file that is in the vault and not here yet."""

    name: str
    state: str
    waiting_files: int
    waiting_since: datetime | None


class CopySaid(msgspec.Struct, frozen=True):
    """A wedding at a place. `points`: how many recovery points are whole there; `waiting`: how many are not yet."""

    place: str
    points: int = 0
    waiting: int = 0


class WeddingSaid(msgspec.Struct, frozen=True):
    """A wedding, and where it lies."""

    wedding: str
    copies: tuple[CopySaid, ...] = ()


class JobSaid(msgspec.Struct, frozen=True):
    """A job which runs."""

    kind: str
    tier: str = ""


class Standing(msgspec.Struct, frozen=True):
    """Of `status`. `running`, `queued`: work that is under way."""

    sources: tuple[SourceSaid, ...]
    tiers: tuple[TierSaid, ...]
    running: tuple[JobSaid, ...]
    queued: int
    weddings: tuple[WeddingSaid, ...] = ()

    @property
    def everywhere(self) -> bool:
        """At rest, and each wedding lies whole at every place: one that was only just added too."""
        places = {tier.name for tier in self.tiers}
        whole = ({copy.place for copy in one.copies if copy.points and not copy.waiting} for one in self.weddings)
        return self.at_rest and all(places <= there for there in whole)

    @property
    def last_backup(self) -> datetime | None:
        """The end of the newest backup of the one watched folder."""
        return self.sources[0].last_backup if self.sources else None

    @property
    def at_rest(self) -> bool:
        """Nothing waits for the vault or any other place, and nobody works."""
        sources = all(one.state == "protected" and one.waiting_since is None for one in self.sources)
        tiers = all(one.state == "good" and not one.waiting_files for one in self.tiers)
        return bool(self.last_backup) and sources and tiers and not self.running and not self.queued

    def waits(self, now_ns: int) -> str:
        """What waits for which place, and how long already."""
        parts = [_waits("vault", one, now_ns) for one in self.sources]
        parts += [_waits(one.name, one, now_ns) for one in self.tiers]
        return ", ".join(filter(None, parts)) or "on the way"


def _waits(place: str, one: SourceSaid | TierSaid, now_ns: int) -> str:
    if not one.waiting_files and one.waiting_since is None:
        return ""
    age = f" for {max(0.0, now_ns / 1e9 - one.waiting_since.timestamp()):.0f} s" if one.waiting_since else ""
    files = f"{words.count(one.waiting_files, 'file')} " if one.waiting_files else ""  # a point without a new file
    return f"{place}: {files}waiting{age}"
