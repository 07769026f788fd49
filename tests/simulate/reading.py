"""One laptop reads its copies back: the program's rule says what is next, the truth says whether it is good."""

from __future__ import annotations

from dataclasses import dataclass

from studio_backup.engine.schedule.quiet import quiet_for
from studio_backup.engine.schedule.reading_back import READ_WITHIN, Piece, Reading, Shelf, look_again, next_reading
from tests.simulate.machine import Machine
from tests.simulate.stores import LOCAL
from tests.simulate.world import DAY, HOUR, SECOND, TICK, TIERS

_LOCAL_RATE = 400_000_000
_LEAST = 3 * SECOND
"""A reading takes so long however little it reads."""


@dataclass
class _Busy:
    reading: Reading
    until_ns: int


class ReadingBack:
    """One reading at a time, like the engine's. A shelf that is not due is asked again in four hours at the latest."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._asked: dict[tuple[str, int], int] = {}
        self._later: dict[tuple[str, int], int] = {}
        self._due: dict[tuple[str, int], Shelf] = {}
        self._busy: _Busy | None = None
        self._quiet = (0, False)
        self._wake = 0

    def sleep(self) -> None:
        """The laptop was shut: what it read just now counts for nothing."""
        self._busy = None

    def run(self, now_ns: int, changed: set[int]) -> None:
        """For a quarter of an hour. `changed`: weddings of which something came or went, or the level is another."""
        for key in [*self._due, *self._later] if changed else []:
            if key[1] in changed:
                self._forget(key)
        clock, end = now_ns, now_ns + TICK
        while clock < end:
            self._busy = self._busy or self._begin(clock)
            if self._busy is None:
                return
            clock = max(clock, self._busy.until_ns)
            if clock < end:
                self._end(self._busy.reading, clock)
                self._busy = None

    def _forget(self, key: tuple[str, int]) -> None:
        self._wake = 0
        self._due.pop(key, None)
        self._later.pop(key, None)

    def _begin(self, clock: int) -> _Busy | None:
        rates = self._rates(clock)
        if clock >= self._wake:
            self._wake = clock + TICK
            for key, records in self._machine.stores.records.items():
                if rates[key[0]] and self._later.get(key, 0) <= clock and key not in self._due and records:
                    self._ask(key, clock)
        shelves = [shelf for key, shelf in self._due.items() if rates[key[0]]]
        found = next_reading(shelves, clock, quiet=self._is_quiet(clock)) if shelves else None
        if found is None:
            return None
        self._asked[found.place, int(found.wedding)] = clock
        return _Busy(found, clock + _LEAST + found.size * SECOND // rates[found.place])

    def _is_quiet(self, clock: int) -> bool:
        """Reckoned once an hour: all moments at which that changes are whole hours."""
        machine = self._machine
        if self._quiet[0] != clock // HOUR:
            quiet = quiet_for(machine.calendar.values(), machine.facts, clock) is not None
            self._quiet = clock // HOUR, quiet
        return self._quiet[1]

    def _rates(self, now_ns: int) -> dict[str, int]:
        world, laptop = self._machine.world, self._machine.laptop
        return {LOCAL: _LOCAL_RATE, **{place.name: world.rate(place, laptop, now_ns) for place in TIERS}}

    def _ask(self, key: tuple[str, int], clock: int) -> None:
        """Whether anything of this shelf is due, were it the only one; else when it may be."""
        shelf = self._shelf(key)
        if next_reading([shelf], clock) is not None:
            self._due[key] = shelf
            return
        has_new = any(not one.read_ns and not one.is_damaged for one in shelf.pieces)
        self._later[key] = max(clock + (TICK if has_new else 16 * TICK), min(look_again(shelf, clock), clock + DAY))

    def _shelf(self, key: tuple[str, int]) -> Shelf:
        place, number = key
        pieces = [
            Piece(one.size, one.stored_ns, one.read_ns, "/packs/" in name, one.state == "damaged")
            for name, one in self._machine.stores.records[key].items()
        ]
        return Shelf(place, str(number), "", self._machine.level_of(number), pieces, self._asked.get(key, 0))

    def _end(self, reading: Reading, clock: int) -> None:
        """What was read: all that is no pack, and of the packs the longest unread."""
        machine, number = self._machine, int(reading.wedding)
        records = machine.stores.records[reading.place, number]
        packs = sorted((name for name in records if "/packs/" in name), key=lambda name: records[name].read_ns)
        wanted = [name for name in records if "/packs/" not in name]
        size = 0
        for name in packs:
            if size >= reading.size:
                break
            size += records[name].size
            wanted.append(name)
        self._forget((reading.place, number))
        for name in wanted:
            self._read(reading.place, number, name, clock)
        machine.tally.add("bytes read", clock, size)
        machine.was_read(number)

    def _read(self, place: str, number: int, name: str, clock: int) -> None:
        machine = self._machine
        before = machine.stores.records[place, number][name]
        since = max(before.stored_ns, before.read_ns)
        if "/packs/" in name:
            self._on_time(place, number, since, clock)
        if not machine.stores.read(place, number, name, clock) and before.state != "damaged":
            machine.tally.add("damaged", clock)
            machine.touched(number)

    def _on_time(self, place: str, number: int, since_ns: int, clock: int) -> None:
        """Where place and laptop were not together at the deadline nobody could have kept it."""
        machine = self._machine
        level = machine.level_of(number)
        due = since_ns + READ_WITHIN[level]
        tier = next((one for one in TIERS if one.name == place), None)
        world, laptop = machine.world, machine.laptop
        answered = clock > due and all(
            world.is_on(laptop, at) and (tier is None or world.rate(tier, laptop, at)) for at in (due, due - HOUR)
        )
        if clock <= due or answered:
            machine.tally.promise("read back", level, since_ns, kept=clock <= due)
        else:
            machine.tally.add("read back when it could be", clock)
