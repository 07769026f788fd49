"""Which stored copies must be read back now, and how much of each: pure, from what the ledgers tell.

What is new is read soon after it came. What was read before is read again towards the end of its period, the longest
unread first, in small portions spread over the time that is left, so that all of it was read within the period where
place and laptop are there; one period more, and the copy does not count. Damage is
only found here, never healed: healing writes to a place which has just proved doubtful, and where no reachable place
has good bytes it gives names up everywhere, although a drive in a drawer may hold them. A person decides that.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Final

from studio_backup.domain.job import LEVELS, Level, rank
from studio_backup.domain.priorities import NUMBERS, numbers_of

SECOND: Final = 10**9
HOUR: Final = 3_600 * SECOND
DAY: Final = 24 * HOUR

READ_WITHIN: Final[Mapping[Level, int]] = {level: numbers_of(NUMBERS, level).read_within_s * SECOND for level in LEVELS}
"""By level: the longest time, in ns, in which each stored byte is read back once, where a studio says nothing else."""

SETTLED: Final = 30 * SECOND
"""New data is read when nothing more came for so long: the end of one backup or copy is read in one go."""
BETWEEN: Final = 300 * SECOND
"""Between two readings of new data of one wedding at one place, and the longest that new data waits to settle."""
AGAIN: Final = HOUR
"""After a reading which read nothing: it failed, or a person cancelled it."""
PORTION: Final = 4 << 30
"""Bytes of one reading: some minutes of a NAS, so that a stopped one loses little."""
RESERVE: Final = 4
"""What was read before is read again when this part of its period is left: not sooner, since some places are paid for
each reading; a copy which is read a little late for its period counts all the same, up to twice its period."""
LEAST_RESERVE: Final = 12 * HOUR
"""The reserve is so long at the least: laptops sleep at night. Never longer than half of the period."""
_LEAST_SAMPLE: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Piece:
    """One stored object. `stored_ns`: when it came there; `read_ns`: when it was last read back and good, 0 never."""

    size: int
    stored_ns: int = 0
    read_ns: int = 0
    is_pack: bool = True
    is_damaged: bool = False


@dataclass(frozen=True)
class Shelf:
    """One wedding at one place which answers. `asked_ns`: when a reading of it was last asked for, 0 never.

    `within_ns`: each byte is read back once in so long; 0: as its level says. What follows from the pieces is reckoned
    once: who keeps a shelf while nothing changes there asks again and again for nothing.
    """

    place: str
    wedding: str
    date: str
    level: Level
    pieces: Sequence[Piece]
    asked_ns: int = 0
    within_ns: int = 0

    @cached_property
    def period_ns(self) -> int:
        """In which each byte is read back once."""
        return self.within_ns or READ_WITHIN[self.level]

    @cached_property
    def again_ns(self) -> int:
        """So long after it was read something is read again."""
        period = self.period_ns
        return period - min(period // 2, max(period // RESERVE, LEAST_RESERVE))

    @cached_property
    def last_ns(self) -> int:
        """When something of it was read last, 0 never."""
        return max((one.read_ns for one in self.pieces), default=0)

    @cached_property
    def unread(self) -> Sequence[Piece]:
        """What is new. Known damage is not read again and again."""
        return [one for one in self.pieces if not one.read_ns and not one.is_damaged]

    @cached_property
    def oldest_ns(self) -> int:
        """When the longest unread of what was read before was read, 0 for none."""
        return min((one.read_ns for one in self.pieces if one.read_ns and not one.is_damaged), default=0)

    @cached_property
    def by_age(self) -> tuple[Sequence[int], Sequence[int]]:
        """When what was read before was read, in order; and the bytes of packs up to each."""
        good = sorted(
            (one.read_ns, one.size * one.is_pack) for one in self.pieces if one.read_ns and not one.is_damaged
        )
        return [read_ns for read_ns, _ in good], list(accumulate(size for _, size in good))


@dataclass(frozen=True, slots=True)
class Reading:
    """What to read now. `sample`: percent of the bytes of the shelf's packs, longest unread first; `size`: in bytes.

    `level`: of the work. New data of urgent weddings is read soon, but after what is critical was copied.
    """

    place: str
    wedding: str
    date: str
    sample: float
    size: int
    level: Level = "low"


def next_reading(shelves: Iterable[Shelf], now_ns: int, *, quiet: bool = False) -> Reading | None:
    """The most pressing reading: new data first, then the higher level, then what is later in its period.

    `quiet`: only new data is read, and what is critical; what was read before can wait (see `quiet`).
    """
    looked = ((shelf, _due(shelf, now_ns)) for shelf in shelves)
    due = [(shelf, found) for shelf, found in looked if found is not None and not (quiet and _can_wait(shelf, found))]
    if not due:
        return None
    shelf, found = min(due, key=lambda one: (not one[1].is_new, -rank(one[0].level), one[1].left))
    level: Level = "high" if found.is_new and rank(shelf.level) >= rank("high") else "low"
    return Reading(shelf.place, shelf.wedding, shelf.date, *_amount(shelf.pieces, found.newest_ns), level)


def look_again(shelf: Shelf, now_ns: int) -> int:
    """When, if nothing comes or goes there, something of it may be due: at once where something is new or aged."""
    if shelf.unread:
        return now_ns
    return (shelf.oldest_ns or now_ns) + shelf.again_ns


def _can_wait(shelf: Shelf, found: _Due) -> bool:
    return not found.is_new and rank(shelf.level) < rank("critical")


@dataclass(frozen=True, slots=True)
class _Due:
    """`newest_ns`: what was last read then or before is due; `left`: of the period, for the longest unread, as a share;
    below zero it is over."""

    newest_ns: int
    is_new: bool
    left: float


def _due(shelf: Shelf, now_ns: int) -> _Due | None:
    last, new = shelf.last_ns, shelf.unread
    if shelf.asked_ns > last and 0 <= now_ns - shelf.asked_ns < AGAIN:
        return None
    if new and _has_settled(new, now_ns) and not 0 <= now_ns - last < _pause(new, last, shelf.period_ns):
        return _Due(0, True, 0.0)
    return _aged(shelf, last, now_ns)


def _has_settled(new: Sequence[Piece], now_ns: int) -> bool:
    """Times ahead of the clock, of a place with a clock of its own, hold nothing back."""
    oldest, newest = (edge(one.stored_ns for one in new) for edge in (min, max))
    return not 0 <= now_ns - newest < SETTLED or now_ns - oldest >= BETWEEN


def _pause(new: Sequence[Piece], last_ns: int, period_ns: int) -> int:
    """After the last reading: none where a portion had no room for all, long where it had and yet did not read it."""
    if sum(one.size for one in new if one.is_pack) > PORTION:
        return 0
    was_passed_by = max(one.stored_ns for one in new) < last_ns - AGAIN
    return period_ns // 8 if was_passed_by else BETWEEN


def _aged(shelf: Shelf, last_ns: int, now_ns: int) -> _Due | None:
    period, oldest = shelf.period_ns, shelf.oldest_ns
    if not oldest or now_ns - oldest < shelf.again_ns:
        return None
    times, sizes = shelf.by_age
    newest = bisect_right(times, now_ns - shelf.again_ns) - 1
    left = period - (now_ns - oldest)
    portions = 1 + sizes[newest] // PORTION
    pause = max(0, left) // (2 * portions)  # twice as fast as it must be: a laptop sleeps, too
    return _Due(times[newest], False, left / period) if now_ns - last_ns >= pause else None


def _amount(pieces: Iterable[Piece], newest_ns: int) -> tuple[float, int]:
    """(percent, bytes) which reach all that is due of the packs, the longest unread first, up to a portion."""
    packs = [one for one in pieces if one.is_pack]
    total = sum(one.size for one in packs)
    if not total:
        return 100.0, 0
    reached = [one for one in packs if one.read_ns <= newest_ns]
    is_due = any(not one.is_damaged for one in reached)
    wanted = min(PORTION, sum(one.size for one in reached)) if is_due else 0
    return min(100.0, max(_LEAST_SAMPLE, 100.0 * wanted / total)), wanted
