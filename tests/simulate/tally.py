"""What came of a simulated year, by month: promises kept, and why not; alerts; bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from studio_backup.domain.job import LEVELS, Level
from tests.simulate.causes import CAUSES
from tests.simulate.stores import LOCAL
from tests.simulate.world import GB, TIERS, month

_PROMISES: Final = ("vault", "two media", "off-site", "read back", "read again")
_TABLES: Final = (("RPO", _PROMISES[:3]), ("read-backs", _PROMISES[3:]))
_MONTHS: Final = (*range(1, 13), 0)
"""The last one stands for the whole year."""
_COUNTS: Final = ("damaged", "healed", "alerts raised", "alerts cleared", "footage raised", "footage cleared")


@dataclass
class Tally:
    """Counts. `kept`, `all`: by month, promise and level; `missed`: with the cause; `untrue`: where something was shown
    better than it was. `bytes`: by month, place, level and what was done with them."""

    kept: Counter[tuple[int, str, Level]] = field(default_factory=Counter)
    all: Counter[tuple[int, str, Level]] = field(default_factory=Counter)
    missed: Counter[tuple[int, str, Level, str]] = field(default_factory=Counter)
    bytes: Counter[tuple[int, str, Level, str]] = field(default_factory=Counter)
    in_period: Counter[tuple[Level, bool]] = field(default_factory=Counter)
    count: Counter[tuple[int, str]] = field(default_factory=Counter)
    untrue: list[str] = field(default_factory=list)
    checks: int = 0

    def promise(self, what: str, level: Level, since_ns: int, *, kept: bool, why: str = "") -> None:
        """A promise that began then was kept, or not. `why`: see `causes`."""
        number = month(since_ns)
        self.all[number, what, level] += 1
        self.kept[number, what, level] += kept
        if not kept:
            self.missed[number, what, level, why] += 1

    def copied(self, place: str, level: Level, at_ns: int, size: int) -> None:
        """Bytes came to a tier."""
        self.bytes[month(at_ns), place, level, "copied"] += size

    def read(self, place: str, level: Level, at_ns: int, size: int, *, again: bool) -> None:
        """Bytes were read back: for the first time, or again."""
        self.bytes[month(at_ns), place, level, "again" if again else "first"] += size

    def again(self, level: Level, since_ns: int, *, in_its_period: bool) -> None:
        """Something was read again, in one period or in the grace after it."""
        self.in_period[level, in_its_period] += 1

    def needs(self, place: str, level: Level, at_ns: int, size: int) -> None:
        """So many bytes have to be read again, so that each is read once in its period."""
        self.bytes[month(at_ns), place, level, "needed"] += size

    def add(self, what: str, at_ns: int, number: int = 1) -> None:
        """Something happened."""
        self.count[month(at_ns), what] += number

    def join(self, other: Tally) -> None:
        """Both together."""
        self.kept += other.kept
        self.all += other.all
        self.missed += other.missed
        self.bytes += other.bytes
        self.in_period += other.in_period
        self.count += other.count
        self.untrue += other.untrue
        self.checks += other.checks

    # As tables -------------------------------------------------------------------------------------------------------

    def lines(self) -> Iterator[str]:
        """By month, by promise, by place."""
        yield "Kept in time, in percent of what was due (how many); - for nothing"
        for title, promises in _TABLES:
            yield from ("", *_aligned(list(self._kept_rows(title, promises))))
        yield from ("", "What was late, and why", "", *_aligned(list(self._late_rows())))
        yield from ("", *_aligned(list(self._month_rows())))
        yield from ("", "GB by place", "", *_aligned(list(self._place_rows())))

    def _kept_rows(self, title: str, promises: Sequence[str]) -> Iterator[list[str]]:
        columns = [
            (what, level) for what in promises for level in reversed(LEVELS) if self._share(0, what, level) != "-"
        ]
        yield [title, *(f"{what} {level}" for what, level in columns)]
        for number in _MONTHS:
            yield [_name(number), *(self._share(number, what, level) for what, level in columns)]

    def _late_rows(self) -> Iterator[list[str]]:
        yield ["promise", "level", "due", "in time %", "late", *CAUSES, "but for faults %"]
        for what in _PROMISES:
            for level in reversed(LEVELS):
                due = sum(self.all[number, what, level] for number in range(1, 13))
                late = [sum(self.missed[number, what, level, why] for number in range(1, 13)) for why in CAUSES]
                if due:
                    share, own = (100 * (due - one) / due for one in (sum(late), late[-1]))
                    yield [what, level, f"{due:,}", f"{share:.1f}", *map(str, (sum(late), *late)), f"{own:.2f}"]

        for level in reversed(LEVELS):
            late, within = (self.in_period[level, which] for which in (False, True))
            if late + within:
                share = f"{100 * within / (late + within):.1f}"
                yield [
                    "of these in one period",
                    level,
                    f"{late + within:,}",
                    share,
                    str(late),
                    *[""] * (len(CAUSES) + 1),
                ]

    def _month_rows(self) -> Iterator[list[str]]:
        read = ("first", "again", "needed")
        yield ["month", "GB copied", *(f"GB read {one}" for one in read), *_COUNTS, "amber Fridays", "would go by age"]
        for number in _MONTHS:
            sizes = (self._gigabytes(number, (what,)) for what in ("copied", *read))
            counts = (self._count(number, one) for one in (*_COUNTS, "amber Fridays"))
            yield [_name(number), *map(str, (*sizes, *counts, self._count(number or 12, "would go")))]

    def _place_rows(self) -> Iterator[list[str]]:
        kinds = ("copied", "first", "again", "needed")
        levels = [level for level in reversed(LEVELS) if any(key[2] == level for key in self.bytes)]
        yield ["place", *kinds, *(f"again {level} / needed" for level in levels)]
        for place in (LOCAL, *(tier.name for tier in TIERS), ""):
            sizes = [str(self._gigabytes(0, (kind,), place)) for kind in kinds]
            by_level = (
                " / ".join(str(self._gigabytes(0, (kind,), place, level)) for kind in kinds[2:]) for level in levels
            )
            yield [place or "all", *sizes, *by_level]

    def _gigabytes(self, number: int, kinds: Sequence[str], place: str = "", level: str = "") -> int:
        return (
            sum(
                size
                for (when, where, what, kind), size in self.bytes.items()
                if kind in kinds and number in (0, when) and place in ("", where) and level in ("", what)
            )
            // GB
        )

    def _share(self, number: int, what: str, level: Level) -> str:
        months = [number] if number else range(1, 13)
        total = sum(self.all[one, what, level] for one in months)
        kept = sum(self.kept[one, what, level] for one in months)
        return f"{100 * kept / total:.1f} ({total:,})" if total else "-"

    def _count(self, number: int, what: str) -> int:
        return sum(self.count[one, what] for one in ([number] if number else range(1, 13)))


def _name(number: int) -> str:
    return f"{number:02}" if number else "year"


def _aligned(rows: list[list[str]]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))
