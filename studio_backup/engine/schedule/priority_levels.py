"""Which rules hold for papers and for media at a moment, and until when: the highest level wins. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from studio_backup.domain.job import Level, rank
from studio_backup.domain.priorities import LevelNumbers, Numbers, demand, most_copies, numbers_of
from studio_backup.domain.protection import Demand, Reason, Rule
from studio_backup.engine.schedule.priority_counting import Safety
from studio_backup.engine.schedule.priority_windows import Windows
from studio_backup.engine.schedule.priority_words import Telling, reason_text


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that holds. `until_ns`: when it ends by the clock, 0 if something else ends it."""

    rule: Rule
    level: Level
    until_ns: int = 0


@dataclass(frozen=True, slots=True)
class Phase:
    """What the calendar gives one class of a wedding from one moment to the next.

    `numbers`: of the level; `copies`: demanded, the Saturday window reckoned with; `until_ns`: when level or demand
    change next by the clock, 0 for never.
    """

    level: Level
    reasons: tuple[Reason, ...]
    numbers: LevelNumbers
    copies: Demand
    saturday_window: bool
    until_ns: int


def papers_phase(windows: Windows, numbers: Numbers, at_ns: int, *, cancelled: bool) -> Phase:
    """Of a wedding's papers: timeline, guest list, seating, contracts."""
    return _papers_phase(windows, numbers, bisect_right(windows.edges, at_ns), cancelled)


def media_phase(windows: Windows, numbers: Numbers, at_ns: int, safety: Safety) -> Phase:
    """Of a wedding's media, from its first byte on."""
    return _media_phase(windows, numbers, bisect_right(windows.edges, at_ns), safety)


@lru_cache(maxsize=8_192)
def _papers_phase(windows: Windows, numbers: Numbers, edge: int, cancelled: bool) -> Phase:
    return _phase(windows, numbers, edge, lambda at_ns: papers_rules(windows, at_ns, cancelled=cancelled), Safety())


@lru_cache(maxsize=8_192)
def _media_phase(windows: Windows, numbers: Numbers, edge: int, safety: Safety) -> Phase:
    return _phase(windows, numbers, edge, lambda at_ns: media_rules(windows, at_ns, safety), safety)


def papers_rules(windows: Windows, at_ns: int, *, cancelled: bool) -> list[Match]:
    """All rules of the highest level that holds for papers."""
    if cancelled:
        return [Match("cancelled", "normal")]
    window = windows.saturday_at(at_ns)
    found = [Match("saturday window", "critical", window[1])] if window else []
    if at_ns < windows.end_ns and windows.has_event:
        return _highest([*found, _before_event(windows, at_ns)])
    return _highest([*found, _after_event(windows, at_ns)])


def _before_event(windows: Windows, at_ns: int) -> Match:
    if at_ns >= windows.critical_ns:
        return Match("papers within 7 days", "critical", windows.end_ns)
    if at_ns >= windows.high_ns:
        return Match("papers within 30 days", "high", windows.critical_ns)
    return Match("papers booked", "normal", windows.high_ns)


def _after_event(windows: Windows, at_ns: int) -> Match:
    if 0 < windows.archive_ns <= at_ns:
        return Match("archive", "low")
    if windows.has_event or windows.is_delivered(at_ns):
        return Match("papers after the event", "normal", windows.archive_ns)
    return Match("papers booked", "normal")


def media_rules(windows: Windows, at_ns: int, safety: Safety) -> list[Match]:
    """All rules of the highest level that holds for media."""
    delivered = windows.is_delivered(at_ns)
    window = windows.saturday_at(at_ns)
    found = [] if safety.is_safe(delivered=delivered) else [Match("media not safe", "critical")]
    if window:
        found.append(Match("saturday window", "critical", window[1]))
    if not delivered:
        found.append(Match("media not delivered", "high", windows.delivered_ns))
    elif at_ns < windows.archive_ns:
        found.append(Match("media delivered", "normal", windows.archive_ns))
    else:
        found.append(Match("archive", "low"))
    return _highest(found)


def _highest(found: Sequence[Match]) -> list[Match]:
    top = max(rank(one.level) for one in found)
    return [one for one in found if rank(one.level) == top]


def _phase(windows: Windows, numbers: Numbers, edge: int, rules: Callable[[int], list[Match]], safety: Safety) -> Phase:
    """Between the edges before and at `edge`; its end is the next one at which other rules hold."""
    at_ns = windows.edges[edge - 1] if edge else (windows.edges[0] - 1 if windows.edges else 0)
    found = rules(at_ns)
    row, in_window = numbers_of(numbers, found[0].level), _in_window(found)
    return Phase(
        level=found[0].level,
        reasons=tuple(_told(one, windows, numbers, safety, at_ns) for one in found),
        numbers=row,
        copies=demand(most_copies(row.copies, numbers.window) if in_window else row.copies),
        saturday_window=in_window,
        until_ns=next((later for later in windows.edges[edge:] if _differ(rules(later), found)), 0),
    )


def _in_window(found: Sequence[Match]) -> bool:
    return any(one.rule == "saturday window" for one in found)


def _differ(later: Sequence[Match], found: Sequence[Match]) -> bool:
    """In level or demand: that one of two reasons ends changes nothing yet."""
    return later[0].level != found[0].level or _in_window(later) != _in_window(found)


def _told(match: Match, windows: Windows, numbers: Numbers, safety: Safety, at_ns: int) -> Reason:
    text = reason_text(match.rule, Telling(windows, numbers, safety, at_ns))
    return Reason(rule=match.rule, text=text, until_ns=match.until_ns)
