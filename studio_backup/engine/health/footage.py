"""Whether the photos of a wedding that is over have arrived: pure.

What was written before the event is no footage of it: an engagement's photos, a floor plan. A camera or photographer is
known by its name in the path of a folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from studio_backup.domain.wedding import BookedWedding, Expected
from studio_backup.domain.wedding_names import folded
from studio_backup.engine.health.limits import DAY, HOUR
from studio_backup.engine.health.wording import many, shown

EXPECTED_AFTER: Final = 18
"""Hours after an event in which a tired photographer has copied the cards."""
FAR_FEWER: Final = 0.25
"""Of what is usual, or was expected: less is a card that was forgotten."""
_LEAST_WEDDINGS: Final = 3
"""From fewer nobody can tell what is usual."""
_BEFORE: Final = 12 * HOUR
"""Getting ready is photographed, too."""
_FORGOTTEN: Final = 120 * DAY
"""Later nobody looks for a card any more; it is still shown with the wedding."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """Media of one folder: its path, the day (since 1970, UTC) on which they were written, how many."""

    path: str
    day: int
    files: int


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing, in a sentence; `since_ns`: when it should have been there."""

    sentence: str
    since_ns: int


def usual(counts: Iterable[int]) -> int:
    """How many photos and videos this studio's weddings bring, in the middle; 0 if nobody can tell yet."""
    known = sorted(count for count in counts if count)
    return round(median(known)) if len(known) >= _LEAST_WEDDINGS else 0


def of_event(wedding: BookedWedding, arrived: Iterable[Arrived]) -> list[Arrived]:
    """What was not written before the event."""
    first_day = (wedding.start_ns - _BEFORE) // DAY
    return [one for one in arrived if one.day >= first_day]


def footage_gap(
    wedding: BookedWedding, arrived: Sequence[Arrived], usual_files: int, now_ns: int, *, hours: int = EXPECTED_AFTER
) -> Gap | None:
    """What should be there and is not; None where all is well, or a person said that nothing is to come."""
    due_ns = wedding.end_ns + hours * HOUR
    is_over = wedding.cancelled or bool(wedding.delivered) or wedding.nothing_to_come
    was_known = wedding.added_ns <= due_ns
    if is_over or not was_known or not due_ns <= now_ns < due_ns + _FORGOTTEN:
        return None
    sentence = _missing(wedding, of_event(wedding, arrived), usual_files)
    return Gap(sentence, due_ns) if sentence else None


def _missing(wedding: BookedWedding, arrived: Sequence[Arrived], usual_files: int) -> str:
    found = sum(one.files for one in arrived)
    if not found:
        return "None of its photos has arrived."
    lacking = [text for one in wedding.expected if (text := _lacking(one, arrived))]
    if lacking:
        return " ".join(lacking)
    if found < FAR_FEWER * usual_files:
        return f"Only {many(found, 'photo')} arrived; this studio's weddings bring about {usual_files:,}."
    return ""


def _lacking(expected: Expected, arrived: Sequence[Arrived]) -> str:
    name = folded(expected.name)
    found = sum(one.files for one in arrived if name in folded(one.path))
    if not found:
        return f"Nothing of {shown(expected.name)} has arrived."
    if found < FAR_FEWER * expected.photos:
        return (
            f"Only {many(found, 'photo')} of {shown(expected.name)} arrived; about {expected.photos:,} were expected."
        )
    return ""
