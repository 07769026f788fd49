"""How a wedding is to be protected, and what is there: what the rules of priority take and give. Pure values.

Times in ns UTC, 0 for "not yet" or "never"; spans in seconds.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from studio_backup.domain.job import Level
from studio_backup.domain.wedding import Spot

DataClass = Literal["papers", "media"]
Rule = Literal[
    "emergency pressed",
    "last readable copy",
    "media not safe",
    "unassigned media",
    "unassigned files",
    "studio papers",
    "papers within 7 days",
    "saturday window",
    "papers within 30 days",
    "media not delivered",
    "papers booked",
    "papers after the event",
    "media delivered",
    "cancelled",
    "archive",
]


class Demand(Struct, frozen=True, kw_only=True):
    """How many copies, on how many media, in how many places."""

    tiers: int
    media: int
    places: int


class HeldCopy(Struct, frozen=True, kw_only=True):
    """One place that holds, or could hold, a copy of one wedding's papers or media.

    `on_machine`: on the machine of the working files; all such copies are together one copy and one medium.
    `place`: equal for copies at one place ("" for unknown: then it is a place of its own only if it is not the
    machine); `medium`: as "disk", "nas", "cloud". `provider`: of a cloud, "" else. `complete`: all of it is stored
    there; `partial`: some of it, not all; `readable`: nothing of it is known to be damaged, and the place answers or
    did within its read-back period. `read_ns`: when the longest unread byte of it was read back and matched, 0 if some
    byte never was, or does not match any more.
    """

    tier: str
    place: str
    medium: str
    provider: str = ""
    spot: Spot | None = None
    on_machine: bool = False
    complete: bool = False
    partial: bool = False
    readable: bool = True
    read_ns: int = 0
    parts: int = 0
    lost: int = 0


class Held(Struct, frozen=True, kw_only=True):
    """What there is of one wedding's papers, or media. `first_ns`: when the first byte of it was seen, 0 for nothing
    yet.

    `newest_ns`: newest capture, or change; `copies`: at every place of the studio, also those that hold nothing of it.
    `missed`: files which the newest points could not read: they are on no copy, and of which class nobody knows.
    `left_out`: names of places to which its policies want no copy.
    """

    files: int = 0
    bytes: int = 0
    missed: int = 0
    first_ns: int = 0
    newest_ns: int = 0
    copies: tuple[HeldCopy, ...] = ()
    left_out: frozenset[str] = frozenset()


class Reason(Struct, frozen=True, kw_only=True):
    """Why a level holds: the rule, a sentence, and when it ends (0: not known before, as "until it was delivered")."""

    rule: Rule
    text: str
    until_ns: int = 0


class Protection(Struct, frozen=True, kw_only=True):
    """What one class of one wedding needs now.

    `copies`: demanded; `have`: what counts of what is there; `shortfall`: what is missing of the demand, in sentences,
    "" for nothing. `reached`: all demanded copies count, or all that the studio has places for, or nothing is stored
    yet. `protected`: something is stored, all of that is reached, and enough copies are off the machine, in as many
    places, one of them off-site. `looked_every_s`: new data is looked for at the latest so long after the last look;
    it, `offsite_within_s` and `read_within_s` are 0 for at once. `until_ns`: the next moment at which level or demand
    changes by the clock, 0 for none known. One of several reasons may end before; what counts may become less, as
    read-backs age; and from May to October data of level normal is looked for more often.
    """

    level: Level
    reasons: tuple[Reason, ...]
    copies: Demand
    have: Demand
    shortfall: str = ""
    reached: bool = False
    protected: bool = False
    saturday_window: bool = False
    looked_every_s: int = 0
    offsite_within_s: int = 0
    read_within_s: int = 0
    until_ns: int = 0


class WeddingProtection(Struct, frozen=True, kw_only=True):
    """Both classes of a wedding; None where it has none of that class and none is expected by the calendar yet."""

    papers: Protection | None
    media: Protection | None
