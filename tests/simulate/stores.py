"""Two stories of what lies where: what one laptop believes (its ledgers), and what is really there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace

from studio_backup.sync.ledger import Record
from tests.simulate.world import Breakage

LOCAL = "local"


@dataclass
class Real:
    """One object at one place. `bad_ns`: since when it is broken, 0 while it is not; `read_ns`: last read and good."""

    stored_ns: int
    bad_ns: int = 0
    read_ns: int = 0


@dataclass
class Stores:
    """Of one laptop: by place and wedding. `records`: believed; `real`: the truth, which no rule ever sees.

    `damaged`: what is known to be: place, wedding, name.
    """

    records: dict[tuple[str, int], dict[str, Record]] = field(default_factory=lambda: defaultdict(dict))
    real: dict[str, dict[str, Real]] = field(default_factory=lambda: defaultdict(dict))
    damaged: set[tuple[str, int, str]] = field(default_factory=set)

    def store(self, place: str, wedding: int, name: str, size: int, now_ns: int) -> None:
        """An object came there whole."""
        self.records[place, wedding][name] = Record(size, now_ns)
        self.real[place][name] = Real(now_ns)

    def read(self, place: str, wedding: int, name: str, now_ns: int) -> bool:
        """It is read back; returns whether it is good."""
        record, real = self.records[place, wedding][name], self.real[place][name]
        if real.bad_ns:
            self.records[place, wedding][name] = replace(record, state="damaged")
            self.damaged.add((place, wedding, name))
            return False
        real.read_ns = now_ns
        self.records[place, wedding][name] = replace(record, read_ns=now_ns, how="direct")
        return True

    def break_one(self, breakage: Breakage) -> None:
        """Something breaks there, and nobody sees it."""
        there = sorted(self.real[breakage.place])
        if there:
            real = self.real[breakage.place][there[int(breakage.dice * len(there))]]
            real.bad_ns = real.bad_ns or breakage.at_ns

    def heal(self, place: str, wedding: int, name: str, now_ns: int) -> bool:
        """Written anew from a place that has it whole, and read back as healing does; False where there is none."""
        if not any(found[name].bad_ns == 0 for other, found in self.real.items() if other != place and name in found):
            return False
        self.damaged.discard((place, wedding, name))
        self.store(place, wedding, name, self.records[place, wedding][name].size, now_ns)
        return self.read(place, wedding, name, now_ns)
