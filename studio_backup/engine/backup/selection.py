"""Which entries of a source are backed up, and by which line the others are left out."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from studio_backup.engine.backup.default_excludes import DEFAULT_EXCLUDES
from studio_backup.engine.backup.patterns import Pattern, compile_pattern
from studio_backup.engine.backup.place import Place


@dataclass(frozen=True, slots=True)
class Rule:
    """One line: a pattern, why it is there, and whether it is one of the defaults."""

    pattern: str
    reason: str
    default: bool


class Selection:
    """The default lines, then the person's own; the last that matches decides.

    People's own patterns regard case where the platform's names do (not on macOS and Windows).
    """

    def __init__(self, excludes: Sequence[str] = (), *, defaults: Sequence[tuple[str, str]] = DEFAULT_EXCLUDES) -> None:
        folded = sys.platform in ("win32", "darwin")
        self._lines: list[tuple[Pattern, Rule]] = [
            (compile_pattern(text, ignore_case=True), Rule(text, reason, True)) for text, reason in defaults
        ]
        self._lines += [
            (compile_pattern(text, ignore_case=folded), Rule(text, "you asked for it", False)) for text in excludes
        ]
        self.may_match = _sieve(pattern for pattern, _ in self._lines)
        """Whether some line may concern this name: quick, and never wrongly False."""

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All lines, in order, for people to read."""
        return tuple(rule for _, rule in self._lines)

    def left_out_by(self, place: Place, name: str, is_folder: bool) -> Rule | None:
        """The line that leaves this entry out, None if it is backed up."""
        if not self.may_match(name):
            return None
        path = place.path(name)
        for pattern, rule in reversed(self._lines):
            if pattern.matches(path, is_folder):
                return None if pattern.keeps else rule
        return None


_PLAIN_START = re.compile(r"[^*?\[]*")
_PLAIN_END = re.compile(r"[^*?\]]*\Z")


def _sieve(patterns: Iterable[Pattern]) -> Callable[[str], bool]:
    """Nearly all names concern no line: this finds them without looking at the lines, 200,000 in a few hundredths."""
    exact: set[str] = set()
    starts: list[str] = []
    ends: list[str] = []
    for pattern in patterns:
        start, end = _plain_ends(pattern.last.lower())
        if start == pattern.last.lower():
            exact.add(start)
        elif start:
            starts.append(start)
        else:
            ends.append(end)  # "" where there is no plain end: matches every name
    all_starts, all_ends = tuple(starts), tuple(ends)

    def may_match(name: str) -> bool:
        low = name.lower()
        return low in exact or low.startswith(all_starts) or low.endswith(all_ends)

    return may_match


def _plain_ends(glob: str) -> tuple[str, str]:
    """The glob's literal beginning and its literal end."""
    start, end = _PLAIN_START.match(glob), _PLAIN_END.search(glob)
    return (start[0] if start else ""), (end[0] if end else "")
