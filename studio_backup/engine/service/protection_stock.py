"""What lies at one place of each collection, in the order in which it came, as far as this home knows: pure.

Papers and media of a wedding lie in the same packs and the same collection. What came to a place after a point was
there cannot hold that point's files: so a paper that was stored today does not make yesterday's photos unread again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from studio_backup.sync.ledger import Record

ALWAYS: Final = 1 << 62
"""A moment after all that was ever stored, ns UTC."""
_COUNTED: Final = frozenset({"packs", "index", "snapshots", "meta"})
"""What a wedding is made of; the rest comes and goes."""


@dataclass(frozen=True, slots=True)
class Read:
    """What is known of some objects. `oldest_ns`: the oldest last reading, 0 if one was never read back."""

    objects: int
    oldest_ns: int
    damaged: int


class Stock:
    """The objects of one collection at one place.

    `unread`: how many were never read back, and are not known to be damaged; `unread_since_ns`: when the oldest of
    them came, 0 if nobody knows. `damaged`: how many are known to be.
    """

    def __init__(self, records: Iterable[Record]) -> None:
        came = sorted((one.stored_ns, one.state == "damaged", one.read_ns) for one in records)
        self._times = [time for time, _, _ in came]
        self._read: list[int] = []
        self._damaged: list[int] = []
        new = [time for time, is_damaged, read_ns in came if not (read_ns or is_damaged)]
        self.unread, self.unread_since_ns = len(new), next(filter(None, new), 0)
        oldest, damaged = ALWAYS, 0
        for _, is_damaged, read_ns in came:
            damaged += is_damaged
            oldest = min(oldest, 0 if is_damaged else read_ns)
            self._read.append(oldest)
            self._damaged.append(damaged)
        self.damaged = damaged

    def until(self, moment_ns: int) -> Read:
        """Those which were there at that moment."""
        count = bisect_right(self._times, moment_ns)
        if not count:
            return Read(0, 0, 0)
        return Read(count, self._read[count - 1], self._damaged[count - 1])


def stocks_of(records: Mapping[str, Record]) -> dict[str, Stock]:
    """By collection."""
    found: dict[str, list[Record]] = {}
    for name, record in records.items():
        parts = name.split("/", 3)
        if parts[0] == "c" and len(parts) > 3 and parts[2] in _COUNTED:
            found.setdefault(parts[1], []).append(record)
    return {collection: Stock(own) for collection, own in found.items()}


def together(found: Sequence[Read]) -> Read:
    """Of several collections."""
    return Read(
        objects=sum(one.objects for one in found),
        oldest_ns=min((one.oldest_ns for one in found if one.objects), default=0),
        damaged=sum(one.damaged for one in found),
    )
