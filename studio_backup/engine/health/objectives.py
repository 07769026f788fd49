"""How much of a wedding could be lost now, and how long it would take to get it back: pure.

RPO: now minus when the oldest byte appeared that lacks two media, and that is not off-site. RTO: what the
last restore or drill of this whole wedding took; where there was none, its bytes at the speed that was measured at its
fastest place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from studio_backup.domain.verification import Verification

_WHOLE: Final = 0.9
"""What brought back less of it says little of how long all of it takes."""


@dataclass(frozen=True, slots=True)
class Lack:
    """Bytes which are not everywhere. `tiers`: names of places away from this machine that hold them."""

    appeared_ns: int
    files: int
    tiers: Collection[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """Since when the oldest byte lacks a second medium, and a place off-site (ns UTC, 0: nothing lacks it).

    `files`: that lack one of both.
    """

    media_since_ns: int = 0
    offsite_since_ns: int = 0
    files: int = 0

    @property
    def since_ns(self) -> int:
        """The older one of both."""
        return min(filter(None, (self.media_since_ns, self.offsite_since_ns)), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CameBack:
    """A restore or a drill in which a wedding came back from a place, at `at_ns` (UTC)."""

    place: str
    bytes: int
    seconds: float
    at_ns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """How long the whole wedding takes to come back. `measured`: of a restore or drill of it, at `at_ns`; else
    reckoned. `seconds`: None where nothing was ever measured."""

    seconds: float | None = None
    measured: bool = False
    place: str = ""
    at_ns: int = 0


def exposure(lacking: Iterable[Lack], other_media: Collection[str], offsite: Collection[str]) -> Exposure:
    """`other_media`: tiers on another medium than this machine's; `offsite`: neither here nor at the venue."""
    media_since = offsite_since = files = 0
    for one in lacking:
        lacks_media = not any(tier in other_media for tier in one.tiers)
        lacks_offsite = not any(tier in offsite for tier in one.tiers)
        if lacks_media:
            media_since = _earlier(media_since, one.appeared_ns)
        if lacks_offsite:
            offsite_since = _earlier(offsite_since, one.appeared_ns)
        files += one.files if lacks_media or lacks_offsite else 0
    return Exposure(media_since_ns=media_since, offsite_since_ns=offsite_since, files=files)


def of_drill(drill: Verification) -> CameBack | None:
    """A drill, if all of it came back equal."""
    if drill.level != "drill" or not drill.files or drill.failed:
        return None
    return CameBack(place=drill.place, bytes=drill.bytes, seconds=drill.seconds, at_ns=drill.ended_ns)


def recovery(size: int, holders: Iterable[str], speeds: Mapping[str, float], past: Iterable[CameBack]) -> Recovery:
    """`size`: bytes of the wedding; `holders`: places that hold all of it; `speeds`: bytes a second, by place.

    `past`: of this wedding alone. Where it was less than there is now, it takes longer by as much.
    """
    whole = [one for one in past if one.seconds > 0 and one.bytes >= _WHOLE * size]
    last = max(whole, key=lambda one: one.at_ns, default=None)
    if last is not None:
        seconds = last.seconds * max(1.0, size / last.bytes if last.bytes else 1.0)
        return Recovery(seconds=seconds, measured=True, place=last.place, at_ns=last.at_ns)
    known = [(speeds[place], place) for place in holders if speeds.get(place, 0) > 0]
    if not known or not size:
        return Recovery()
    speed, place = max(known)
    return Recovery(seconds=size / speed, place=place)


def _earlier(known_ns: int, other_ns: int) -> int:
    return min(known_ns, other_ns) if known_ns else other_ns
