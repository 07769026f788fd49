"""Two stories of what lies where: what one laptop believes (its ledgers), and what is really there."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace

from studio_backup.engine.service.protection_stock import Stock
from studio_backup.sync.ledger import Record
from tests.simulate.world import Breakage

LOCAL = "local"
Key = tuple[str, int]
"""A place, and the number of a wedding."""


@dataclass(slots=True)
class Real:
    """One object at one place. `bad_ns`: since when it is broken, 0 while it is not; `read_ns`: last read and good."""

    stored_ns: int
    bad_ns: int = 0
    read_ns: int = 0


@dataclass
class Stores:
    """Of one laptop: by place and wedding. `records`: believed; `real`: the truth, which no rule ever sees.

    `damaged`: what is known to be: place, wedding, name. `versions`: counts what changed in either story.
    """

    records: dict[Key, dict[str, Record]] = field(default_factory=lambda: defaultdict(dict))
    real: dict[Key, dict[str, Real]] = field(default_factory=lambda: defaultdict(dict))
    damaged: set[tuple[str, int, str]] = field(default_factory=set)
    versions: Counter[Key] = field(default_factory=Counter)
    _stocks: dict[Key, tuple[int, Stock]] = field(default_factory=dict)

    def store(self, place: str, wedding: int, name: str, size: int, now_ns: int) -> None:
        """An object came there whole."""
        self.real[place, wedding][name] = Real(now_ns)
        self.believe(place, wedding, name, Record(size, now_ns))

    def believe(self, place: str, wedding: int, name: str, record: Record) -> None:
        """So it is known from now on."""
        self.records[place, wedding][name] = record
        self.versions[place, wedding] += 1

    def read(self, place: str, wedding: int, name: str, now_ns: int) -> bool:
        """It is read back; returns whether it is good."""
        record, real = self.records[place, wedding][name], self.real[place, wedding][name]
        if real.bad_ns:
            self.believe(place, wedding, name, replace(record, state="damaged"))
            self.damaged.add((place, wedding, name))
            return False
        real.read_ns = now_ns
        self.believe(place, wedding, name, Record(record.size, record.stored_ns, now_ns, "direct"))
        return True

    def stock(self, key: Key) -> Stock:
        """What is believed to lie there, sorted again only where something changed."""
        version, found = self.versions[key], self._stocks.get(key)
        if found is None or found[0] != version:
            found = self._stocks[key] = version, Stock(self.records[key].values())
        return found[1]

    def break_one(self, breakage: Breakage) -> None:
        """Something breaks there, and nobody sees it."""
        there = sorted((name, key) for key, found in self.real.items() if key[0] == breakage.place for name in found)
        if there:
            name, key = there[int(breakage.dice * len(there))]
            real = self.real[key][name]
            real.bad_ns = real.bad_ns or breakage.at_ns
            self.versions[key] += 1

    def heal(self, place: str, wedding: int, name: str, now_ns: int) -> bool:
        """Written anew from a place that has it whole, and read back as healing does; False where there is none."""
        others = (found for key, found in self.real.items() if key[1] == wedding and key[0] != place)
        if not any(name in found and found[name].bad_ns == 0 for found in others):
            return False
        self.damaged.discard((place, wedding, name))
        self.store(place, wedding, name, self.records[place, wedding][name].size, now_ns)
        return self.read(place, wedding, name, now_ns)
