"""Which states of a wedding's folders a place can give, and which it held and cannot give: pure.

A place that holds an older state is no copy of what came after it; one that lost it lost what only that state had.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from typing import NamedTuple

from studio_backup.catalog.points import PointRow

State = Sequence[PointRow]
"""Points of one folder with just the same files."""


class Parts(NamedTuple):
    """Bit n for state n."""

    given: int = 0
    lost: int = 0


def states_of(roots: Iterable[Sequence[PointRow]], mark: Callable[[PointRow], str]) -> list[State]:
    """Of each folder. `mark`: the same for the same files, "" for none."""
    found: list[State] = []
    for root in roots:
        same: dict[str, list[PointRow]] = {}
        for row in root:
            if mark(row):
                same.setdefault(mark(row), []).append(row)
        found += same.values()
    return found


def parts_at(points: Container[str], states: Iterable[State], can_give: Callable[[PointRow], bool]) -> Parts:
    """What a place holds of these states. `points`: ids of those it holds; `can_give`: whether it can give one."""
    given = lost = 0
    for number, state in enumerate(states):
        row = next((one for one in state if one.id in points), None)
        if row is not None and can_give(row):
            given |= 1 << number
        elif row is not None:
            lost |= 1 << number
    return Parts(given, lost)
