"""What a dismissal of a folder is of: what lay in it then, by when it was taken. What came later is asked for. Pure.

A copy, an export or a rename of what was there tells the time at which it was taken, and is covered with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from studio_backup.domain.matching import Covered, FoundFolder
from studio_backup.engine.matching.spans import day_of

_PAUSE_S: Final = 600
"""Photos so close to each other are of one time."""
_MOST_TIMES: Final = 4_000
"""Of one dismissal; where there would be more, longer pauses are passed over."""
_SAID: Final = "You said that it needs no wedding."


def covered_by(folders: Iterable[FoundFolder]) -> Covered:
    """What lies in these folders, to be told from what comes."""
    found = list(folders)
    return Covered(
        times=_times(sorted(wall for one in found for wall in _walls(one))),
        undatable=sum(map(_undatable, found)),
        unread=sum(one.unread for one in found),
        files=sum(one.media + one.unread for one in found),
    )


def came_since(folders: Sequence[FoundFolder], covered: Covered | None) -> dict[str, str]:
    """Of the folders that one dismissal covers, by path: those into which something came since, and what, in words.

    What has no time is counted over all of them: where there is more of it now, all that hold some are named.
    `covered`: None if nobody knows what was there.
    """
    if covered is None:
        return {one.path: f"{_SAID} What lay in it then was not kept: is it still so?" for one in folders}
    more_undatable = sum(map(_undatable, folders)) > covered.undatable
    unread, files = sum(one.unread for one in folders), sum(one.media + one.unread for one in folders)
    more_unread = unread > covered.unread and files > covered.files
    told = {}
    for one in folders:
        if new := [wall for wall in _walls(one) if not _is_covered(wall, covered.times)]:
            told[one.path] = f"{_SAID} Since then came what was taken {_days(min(new), max(new))}."
        elif more_undatable and _undatable(one):
            told[one.path] = f"{_SAID} Since then photos or videos came that do not tell when they were taken."
        elif more_unread and one.unread:
            told[one.path] = f"{_SAID} Since then files came that cannot be read."
    return told


def _walls(one: FoundFolder) -> Iterable[int]:
    return (wall for shots in one.cameras for wall in shots.walls_s)


def _undatable(one: FoundFolder) -> int:
    return sum(shots.not_set + shots.footage for shots in one.cameras)


def _times(walls: Sequence[int]) -> tuple[tuple[int, int], ...]:
    pause = _PAUSE_S
    while len(found := _joined(walls, pause)) > _MOST_TIMES:
        pause *= 2
    return found


def _joined(walls: Sequence[int], pause: int) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for wall in walls:
        if found and wall - found[-1][1] <= pause:
            found[-1] = found[-1][0], wall
        else:
            found.append((wall, wall))
    return tuple(found)


def _is_covered(wall: int, times: Sequence[tuple[int, int]]) -> bool:
    return any(first <= wall <= last for first, last in times)


def _days(first: int, last: int) -> str:
    return f"on {day_of(first)}" if day_of(first) == day_of(last) else f"from {day_of(first)} to {day_of(last)}"
