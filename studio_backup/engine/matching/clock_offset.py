"""How far a camera's clock was off in one shoot: told by its zone, the wedding's time and the other cameras. Pure.

Clocks are off by whole hours (summer time, a journey) or were never set. Minutes cannot be told from photos alone:
those a person may correct.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from studio_backup.domain.matching import CameraShots, ClockOffset
from studio_backup.engine.matching.spans import HOUR_S, Span

FARTHEST_S: Final = 14 * HOUR_S
_STEP_S: Final = HOUR_S // 2
"""Some zones are half an hour apart."""
_BIN_S: Final = 300
ENOUGH: Final = 0.6
"""This share of a camera's photos within the wedding's time: it was there."""
_CLEARLY: Final = 1.5
_LEAST_BINS: Final = 6
_ONE_SHOOT_S: Final = 36 * HOUR_S
_NEVER_SET_S: Final = 300 * 24 * HOUR_S
"""Cameras begin some years ago when their battery was out; what is weeks away is another shoot."""


def told_offset(shots: CameraShots, span: Span) -> int:
    """What its own zone says: a camera set to another zone than the venue's, which says so in its files."""
    return span.zone_s - shots.offset_s if shots.offset_s is not None else 0


def fits(shots: CameraShots, span: Span, shift: int) -> bool:
    """Whether it was at the wedding, if its clock was off by so much."""
    return bool(shots.walls_s) and span.inside(shots.walls_s, shift) >= ENOUGH * len(shots.walls_s)


def estimated(shots: CameraShots, span: Span, others: Sequence[Sequence[int]] = ()) -> ClockOffset | None:
    """How far it was off, given that it was at this wedding; None where no offset that can be explains its photos.

    `others`: moments of the cameras of which it is known, on the venue's clock.
    """
    told = told_offset(shots, span)
    if not shots.walls_s:
        return None
    busy = frozenset(wall // _BIN_S for walls in others for wall in walls)
    best = max(_candidates(told), key=lambda shift: _score(shots, span, shift, told, busy))
    if not fits(shots, span, best):
        return _never_set(shots, span, others)
    if best != told and fits(shots, span, told) and not _clearly_better(shots, best, told, busy):
        best = told
    return ClockOffset(camera=shots.camera, seconds=best, why=_why(best, told, bool(busy)))


def _candidates(told: int) -> list[int]:
    steps = FARTHEST_S // _STEP_S
    return [told + number * _STEP_S for number in range(-steps, steps + 1)]


def _score(shots: CameraShots, span: Span, shift: int, told: int, busy: frozenset[int]) -> tuple[int, int, bool, int]:
    """More is better: photos within the wedding, moments shared with the others, whole hours, little to explain."""
    away = abs(shift - told)
    return span.inside(shots.walls_s, shift), _shared(shots, shift, busy), away % HOUR_S == 0, -away


def _shared(shots: CameraShots, shift: int, busy: frozenset[int]) -> int:
    return len({(wall + shift) // _BIN_S for wall in shots.walls_s} & busy) if busy else 0


def _clearly_better(shots: CameraShots, best: int, told: int, busy: frozenset[int]) -> bool:
    """Two cameras at one wedding are busy at the same moments: only if that says so much more is a clock doubted that
    shows a time within the wedding."""
    there, here = _shared(shots, best, busy), _shared(shots, told, busy)
    return there >= here * _CLEARLY and there >= here + _LEAST_BINS


def _never_set(shots: CameraShots, span: Span, others: Sequence[Sequence[int]]) -> ClockOffset | None:
    """A clock that is off by days says only how long the shoot was: its first photo is laid on the others' first."""
    first, last = shots.walls_s[0], shots.walls_s[-1]
    if last - first > min(_ONE_SHOOT_S, span.last - span.first) or not others:
        return None
    begin = min(wall for walls in others for wall in walls)
    if abs(begin - first) < _NEVER_SET_S:
        return None
    return ClockOffset(
        camera=shots.camera,
        seconds=begin - first,
        certain=False,
        why="Its clock was not set: its first photo is taken for as early as those of the other cameras.",
    )


def _why(shift: int, told: int, with_others: bool) -> str:
    if shift == 0:
        return ""
    if shift == told:
        return f"It says itself that it is set to another zone: {shown(shift)}."
    by = "the other cameras and the wedding's time" if with_others else "the wedding's time"
    return f"Its clock was off by {shown(shift)}, by {by}."


def shown(seconds: int) -> str:
    """ "+1:00" hours; with days where there are many."""
    sign, rest = "-" if seconds < 0 else "+", abs(seconds)
    if rest >= 3 * 24 * HOUR_S:
        return f"{sign}{rest // (24 * HOUR_S):,} days"
    return f"{sign}{rest // HOUR_S}:{rest % HOUR_S // 60:02d}"
