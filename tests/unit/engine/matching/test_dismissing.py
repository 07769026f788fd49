"""What a dismissal is of: by when it was taken, not by name or number."""

from __future__ import annotations

from studio_backup.domain.matching import CameraShots, FoundFolder
from studio_backup.engine.matching.dismissing import came_since, covered_by
from tests.support.camera_heads import wall

HOUR = 3600
DAY = wall("2026-06-20 10:00")


def folder(*cameras: CameraShots, path: str = "/p", media: int = 10, unread: int = 0) -> FoundFolder:
    return FoundFolder(path=path, source="s", media=media, unread=unread, cameras=cameras)


def shots(first: int = DAY, photos: int = 10, **more: int) -> CameraShots:
    return CameraShots(camera="R5", walls_s=tuple(first + 60 * n for n in range(photos)), **more)


THERE = folder(shots())


def test_what_was_there_under_any_name_and_number() -> None:
    renamed = folder(shots(), shots(), path="/p/other", media=20)
    assert came_since([renamed], covered_by([THERE])) == {}


def test_another_time_of_the_same_day_and_another_day() -> None:
    later = folder(shots(), shots(DAY + 3 * HOUR))
    assert "on 2026-06-20" in came_since([later], covered_by([THERE]))["/p"]
    days = folder(shots(), shots(DAY + 24 * HOUR), shots(DAY + 48 * HOUR))
    assert "from 2026-06-21 to 2026-06-22" in came_since([days], covered_by([THERE]))["/p"]


def test_what_tells_no_time() -> None:
    before = covered_by([folder(shots(undated=5, footage=1, not_set=1))])
    assert came_since([folder(shots(undated=9, footage=1, not_set=1))], before) == {}
    for more in (shots(undated=5, footage=2, not_set=1), shots(undated=5, footage=1, not_set=2)):
        assert "do not tell when" in came_since([folder(more)], before)["/p"]


def test_what_cannot_be_read_now_but_could_is_nothing_new() -> None:
    assert came_since([folder(media=0, unread=10)], covered_by([THERE])) == {}
    assert "cannot be read" in came_since([folder(shots(), unread=1)], covered_by([THERE]))["/p"]


def test_only_the_folder_into_which_it_came_is_named() -> None:
    new = folder(shots(DAY + 96 * HOUR), path="/p/new")
    assert list(came_since([THERE, new], covered_by([THERE]))) == ["/p/new"]


def test_years_of_photos_are_kept_in_few_stretches() -> None:
    many = folder(CameraShots(camera="R5", walls_s=tuple(DAY + 7 * HOUR * n for n in range(5_000))), media=5_000)
    covered = covered_by([many])
    assert len(covered.times) <= 4_000
    assert came_since([many], covered) == {}


def test_an_older_dismissal_of_which_nothing_was_kept_is_asked_once_more() -> None:
    assert "is it still so?" in came_since([THERE], None)["/p"]
