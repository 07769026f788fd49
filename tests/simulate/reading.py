"""One laptop reads its copies back: the program's rule says what is next, the truth says whether it is good."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heappop, heappush

from studio_backup.domain.priorities import NUMBERS
from studio_backup.engine.schedule.quiet import quiet_for
from studio_backup.engine.schedule.reading_back import READ_WITHIN, Piece, Reading, Shelf, look_again, next_reading
from tests.simulate.machine import Machine
from tests.simulate.stores import LOCAL, Key
from tests.simulate.world import DAY, HOUR, SECOND, TICK, TIERS

_LOCAL_RATE = 400_000_000
_LEAST = 3 * SECOND
"""A reading takes so long however little it reads."""
_PLACES = (LOCAL, *(tier.name for tier in TIERS))


@dataclass
class _Busy:
    reading: Reading
    until_ns: int


class ReadingBack:
    """One reading at a time, like the engine's. A shelf that waits for its turn is asked again in half an hour.

    `_unasked`: by place, what has to be looked at; `_due`: what was due at the last look, as long as nothing changes.
    """

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._asked: dict[Key, int] = {}
        self._later: dict[Key, int] = {}
        self._alarms: list[tuple[int, Key]] = []
        self._unasked: dict[str, set[int]] = defaultdict(set)
        self._due: dict[str, dict[int, Shelf]] = defaultdict(dict)
        self._busy: _Busy | None = None
        self._quiet = (0, False)
        self._shelves: dict[Key, tuple[object, Shelf]] = {}
        self._sizes: dict[Key, tuple[int, int]] = {}

    def sleep(self) -> None:
        """The laptop was shut: what it read just now counts for nothing."""
        self._busy = None

    def run(self, now_ns: int, changed: set[int]) -> None:
        """For a quarter of an hour. `changed`: weddings of which something came or went, or the level is another."""
        for number in changed:
            for place in _PLACES:
                self._forget((place, number))
        rates = self._machine.rates(now_ns)
        clock, end = now_ns, now_ns + TICK
        while clock < end:
            self._busy = self._busy or self._begin(clock, rates)
            if self._busy is None:
                return
            until = min(end, max(clock, self._busy.until_ns))
            self._machine.causes.reads(now_ns, until - clock)
            clock = until
            if clock < end:
                self._end(self._busy.reading, clock)
                self._busy = None

    def _forget(self, key: Key) -> None:
        self._due[key[0]].pop(key[1], None)
        self._later.pop(key, None)
        self._unasked[key[0]].add(key[1])

    def _begin(self, clock: int, rates: dict[str, int]) -> _Busy | None:
        self._wake(clock)
        quiet, shelves = self._is_quiet(clock), []
        for place in _PLACES:
            if rates[place]:
                for number in sorted(self._unasked.pop(place, ())):
                    self._ask((place, number), clock)
                shelves += self._due[place].values()
        found = next_reading(shelves, clock, quiet=quiet) if shelves else None
        if found is None:
            return None
        self._asked[found.place, int(found.wedding)] = clock
        return _Busy(found, clock + _LEAST + found.size * SECOND // rates[found.place])

    def _wake(self, clock: int) -> None:
        while self._alarms and self._alarms[0][0] <= clock:
            at, key = heappop(self._alarms)
            if self._later.get(key) == at:
                self._forget(key)

    def _is_quiet(self, clock: int) -> bool:
        """Reckoned once an hour: all moments at which that changes are whole hours."""
        machine = self._machine
        if self._quiet[0] != clock // HOUR:
            near = (one for one in machine.calendar.values() if abs(one.start_ns - clock) < 12 * DAY)
            quiet = quiet_for(near, machine.facts, clock) is not None
            self._quiet = clock // HOUR, quiet
            machine.causes.quiet(clock // HOUR * HOUR, quiet=quiet)
        return self._quiet[1]

    def _ask(self, key: Key, clock: int) -> None:
        """Whether anything of this shelf is due, were it the only one; else when it may be."""
        if not self._machine.stores.records[key]:
            return
        shelf = self._shelf(key)
        if next_reading([shelf], clock) is not None:
            self._due[key[0]][key[1]] = shelf
            return
        later = clock + (TICK if shelf.unread else 2 * TICK)
        self._later[key] = max(later, look_again(shelf, clock))
        heappush(self._alarms, (self._later[key], key))

    def _shelf(self, key: Key) -> Shelf:
        stores, (place, number), asked = self._machine.stores, key, self._asked.get(key, 0)
        level = self._machine.level_of(number)
        stamp, known = (stores.versions[key], level, asked), self._shelves.get(key)
        if known is None or known[0] != stamp:
            pieces = [
                Piece(one.size, one.stored_ns, one.read_ns, "/packs/" in name, one.state == "damaged")
                for name, one in stores.records[key].items()
            ]
            known = self._shelves[key] = stamp, Shelf(place, str(number), "", level, pieces, asked)
        return known[1]

    def _end(self, reading: Reading, clock: int) -> None:
        """What was read: all that is no pack, and of the packs the longest unread."""
        key = reading.place, int(reading.wedding)
        records = self._machine.stores.records[key]
        self._forget(key)
        for name in _chosen({name: (one.read_ns, one.size) for name, one in records.items()}, reading.size):
            self._read(key, name, clock)
        self._machine.was_read(key[1])

    def _read(self, key: Key, name: str, clock: int) -> None:
        machine = self._machine
        before = machine.stores.records[key][name]
        if "/packs/" in name:
            self._on_time(key, max(before.stored_ns, before.read_ns), clock, size=before.size, again=before.read_ns > 0)
            machine.tally.read(key[0], machine.level_of(key[1]), clock, before.size, again=before.read_ns > 0)
        if not machine.stores.read(*key, name, clock) and before.state != "damaged":
            machine.tally.add("damaged", clock)
            machine.touched(key[1])

    # Whether that is what the rules ask for --------------------------------------------------------------------------

    def _on_time(self, key: Key, since_ns: int, clock: int, *, size: int, again: bool) -> None:
        """The first time within the period of its level. After that a copy counts for two of them; a level that rose is
        one from then on."""
        machine = self._machine
        level = machine.level_of(key[1])
        begin, period = max(since_ns, machine.risen.get(key[1], 0)), READ_WITHIN[level]
        due = begin + period * (NUMBERS.unread_periods if again else 1)
        why = ""
        if clock > due:
            can_wait = again and level not in ("critical", "emergency")
            why = machine.causes.of_reading(key[0], due - period, due, size, can_wait=can_wait)
        machine.tally.promise("read again" if again else "read back", level, since_ns, kept=clock <= due, why=why)
        if again:
            machine.tally.again(level, since_ns, in_its_period=clock <= begin + period)

    def daily(self, now_ns: int) -> None:
        """What reading each byte once in its period costs on that day."""
        machine = self._machine
        for key, records in machine.stores.records.items():
            version, known = machine.stores.versions[key], self._sizes.get(key)
            if known is None or known[0] != version:
                known = self._sizes[key] = version, sum(one.size for one in records.values() if one.read_ns)
            level = machine.level_of(key[1])
            machine.tally.needs(key[0], level, now_ns, known[1] * DAY // READ_WITHIN[level])

    def settle(self, now_ns: int) -> None:
        """At the end: what should have been read and was not."""
        for key, records in self._machine.stores.records.items():
            level = self._machine.level_of(key[1])
            for name, one in records.items():
                since = max(one.stored_ns, one.read_ns, self._machine.risen.get(key[1], 0))
                periods = NUMBERS.unread_periods if one.read_ns else 1
                if "/packs/" in name and one.state == "good" and now_ns > since + periods * READ_WITHIN[level]:
                    self._on_time(key, max(one.stored_ns, one.read_ns), now_ns, size=one.size, again=one.read_ns > 0)


def _chosen(there: dict[str, tuple[int, int]], wanted: int) -> Iterable[str]:
    """`there`: by name, when it was read, and its size."""
    yield from [name for name in there if "/packs/" not in name]
    for name in sorted((name for name in there if "/packs/" in name), key=there.__getitem__):
        if wanted <= 0:
            return
        yield name
        wanted -= there[name][1]
