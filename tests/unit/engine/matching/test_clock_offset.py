"""How far a camera's clock was off."""

from __future__ import annotations

import random

import pytest

from studio_backup.domain.matching import CameraShots
from studio_backup.engine.matching.clock_offset import estimated, shown
from studio_backup.engine.matching.spans import Span
from tests.support.camera_heads import wall

SPAN = Span(wall("2026-06-20 09:00"), wall("2026-06-21 03:59"), zone_s=3600)
HOUR = 3600


def shoot(seed: int, start: str = "2026-06-20 12:00", hours: float = 11) -> list[int]:
    """Bursts, as photographers work: much at some moments, nothing for minutes."""
    dice, begin, found = random.Random(seed), wall(start), []
    for _ in range(60):
        moment = begin + dice.randrange(int(hours * HOUR))
        found += [moment + dice.randrange(120) for _ in range(12)]
    return sorted(found)


def camera(walls: list[int], by: int = 0, **more: int) -> CameraShots:
    return CameraShots(camera="Canon EOS R5", walls_s=tuple(one + by for one in walls), **more)


def test_a_clock_that_is_right_is_left_alone() -> None:
    told = estimated(camera(shoot(1)), SPAN, [shoot(2)])
    assert told is not None
    assert (told.seconds, told.why) == (0, "")


@pytest.mark.parametrize("hours", [-12, -1, 1, 2, 9])
def test_whole_hours_are_found_by_the_other_camera(hours: int) -> None:
    walls = shoot(1)
    told = estimated(camera(walls, by=-hours * HOUR), SPAN, [[one + 40 for one in walls]])
    assert told is not None
    assert told.seconds == hours * HOUR
    assert told.certain
    assert "other cameras" in told.why


def test_without_another_camera_only_what_the_weddings_time_demands() -> None:
    told = estimated(camera(shoot(1), by=-12 * HOUR), SPAN)
    assert told is not None
    assert SPAN.inside([one - 12 * HOUR + told.seconds for one in shoot(1)]) == len(shoot(1))
    inside = estimated(camera(shoot(1), by=HOUR), SPAN)
    assert inside is not None
    assert inside.seconds == 0  # an hour more or less lies within the wedding: nobody can tell


def test_a_camera_that_tells_its_zone() -> None:
    told = estimated(camera(shoot(1), by=8 * HOUR, offset_s=9 * HOUR), SPAN)
    assert told is not None
    assert told.seconds == -8 * HOUR
    assert "another zone" in told.why


def test_a_clock_that_was_never_set_is_laid_on_the_others() -> None:
    walls, others = shoot(1), shoot(2)
    told = estimated(camera(walls, by=-400 * 24 * HOUR), SPAN, [others])
    assert told is not None
    assert not told.certain
    assert told.seconds + walls[0] - 400 * 24 * HOUR == others[0]


def test_another_shoot_is_not_explained_away() -> None:
    assert estimated(camera(shoot(1), by=-400 * 24 * HOUR), SPAN) is None
    months = sorted(one + day * 24 * HOUR for one in shoot(1) for day in (0, 30, 60))
    assert estimated(camera(months, by=-400 * 24 * HOUR), SPAN, [shoot(2)]) is None
    assert estimated(CameraShots(camera="a"), SPAN) is None


def test_how_it_is_shown() -> None:
    assert [shown(one) for one in (3600, -5400, 0, 400 * 86400)] == ["+1:00", "-1:30", "+0:00", "+400 days"]


def test_who_came_an_hour_later_is_not_an_hour_off() -> None:
    all_day = [wall("2026-06-20 12:00") + 60 * n for n in range(600)]
    told = estimated(camera(all_day, by=HOUR), SPAN, [all_day])
    assert told is not None
    assert told.seconds == 0
