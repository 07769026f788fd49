"""What came of a simulated year, by month: promises kept, alerts, bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from studio_backup.domain.job import LEVELS, Level
from tests.simulate.world import GB, month

_TABLES: Final = (
    ("RPO", ("vault", "two media", "off-site")),
    ("read-backs", ("read back",)),
)
_MONTHS: Final = (*range(1, 13), 0)
"""The last one stands for the whole year."""


@dataclass
class Tally:
    """Counts. `kept`, `all`: by month, promise and level; `untrue`: where something was shown better than it was."""

    kept: Counter[tuple[int, str, Level]] = field(default_factory=Counter)
    all: Counter[tuple[int, str, Level]] = field(default_factory=Counter)
    count: Counter[tuple[int, str]] = field(default_factory=Counter)
    untrue: list[str] = field(default_factory=list)
    checks: int = 0

    def promise(self, what: str, level: Level, since_ns: int, *, kept: bool) -> None:
        """A promise that began then was kept, or not."""
        self.all[month(since_ns), what, level] += 1
        self.kept[month(since_ns), what, level] += kept

    def add(self, what: str, at_ns: int, number: int = 1) -> None:
        """Something happened."""
        self.count[month(at_ns), what] += number

    def join(self, other: Tally) -> None:
        """Both together."""
        self.kept += other.kept
        self.all += other.all
        self.count += other.count
        self.untrue += other.untrue
        self.checks += other.checks

    def lines(self) -> Iterator[str]:
        """Tables by month."""
        yield "Kept in time, in percent of what was due (how many); - for nothing"
        for title, promises in _TABLES:
            columns = [
                (what, level) for what in promises for level in reversed(LEVELS) if self._share(0, what, level) != "-"
            ]
            rows = [[title, *(f"{what} {level}" for what, level in columns)]]
            for number in _MONTHS:
                rows.append([_name(number), *(self._share(number, what, level) for what, level in columns)])
            yield from ("", *_aligned(rows))
        yield ""
        what = ("alerts raised", "alerts cleared", "footage raised", "footage cleared", "amber Fridays")
        rows = [
            ["month", "GB copied", "GB read back", "read late: away", "damaged", "healed", *what, "would go by age"]
        ]
        for number in _MONTHS:
            counts = [self._count(number, one) for one in ("read back when it could be", "damaged", "healed", *what)]
            copied, read = (self._count(number, one) // GB for one in ("bytes copied", "bytes read"))
            gone = self._count(number or 12, "would go")
            rows.append([_name(number), *map(str, (copied, read, *counts, gone))])
        yield from _aligned(rows)

    def _share(self, number: int, what: str, level: Level) -> str:
        months = [number] if number else range(1, 13)
        total = sum(self.all[one, what, level] for one in months)
        kept = sum(self.kept[one, what, level] for one in months)
        return f"{100 * kept / total:.0f} ({total:,})" if total else "-"

    def _count(self, number: int, what: str) -> int:
        return sum(self.count[one, what] for one in ([number] if number else range(1, 13)))


def _name(number: int) -> str:
    return f"{number:02}" if number else "year"


def _aligned(rows: list[list[str]]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))
