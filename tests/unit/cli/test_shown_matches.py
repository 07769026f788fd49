"""Folders without a wedding, as they are printed."""

from __future__ import annotations

import pytest

from studio_backup.api.matches import CameraView, FolderView, MatchView
from studio_backup.base.errors import UsageError
from studio_backup.cli.shown_matches import folder_lines
from studio_backup.cli.verbs.unassigned import _seconds
from studio_backup.domain.matching import ClockOffset

PATH = "/pictures/card\x1b 3"


def test_one_that_waits() -> None:
    match = MatchView(wedding="w", name="Smith", date="2026-06-20", certainty="likely", why="Its photos.")
    camera = CameraView(camera="R5", dated=1, not_set=2)
    clock = ClockOffset(camera="R5", seconds=-3_600, by_person=True)
    view = FolderView(path=PATH, media=3, bytes=9_000, unread=1, matches=(match,), cameras=(camera,), clocks=(clock,))
    assert list(folder_lines(view)) == [
        r"/pictures/card\x1b 3: 3 photos, 9.0 kB, 1 file that could not be read",
        "  likely: Smith, 2026-06-20. Its photos.",
        "  R5: the camera clock was not set in 2 photos",
        "  R5: clock 1 h 0 min ahead.",
    ]


def test_one_that_was_given_by_itself_says_how_to_take_that_back() -> None:
    told = {"wedding": "Smith", "date": "2026-06-20", "why": "Its name.", "settled": True}
    lines = list(folder_lines(FolderView(path="/p/a", state="assigned", by="itself", **told)))  # type: ignore[arg-type]
    assert lines == [
        "/p/a",
        "  Given to Smith, 2026-06-20, by itself. Its name.",
        "  Not so? studio-backup unassigned undo '/p/a'",
    ]


def test_one_nothing_fits_and_one_that_needs_none() -> None:
    unknown = list(folder_lines(FolderView(path="/p/a", media=1, loose=True)))
    assert unknown[1] == "  Nothing in it tells when it was taken, and its name tells no wedding that is known."
    dated = CameraView(camera="R5", dated=2, first="2026-06-19T10:00", last="2026-06-20T11:00")
    assert (
        "from 2026-06-19 to 2026-06-20: no wedding"
        in list(folder_lines(FolderView(path="/p/a", media=2, cameras=(dated,))))[1]
    )
    assert list(folder_lines(FolderView(path="/p/a", state="dismissed")))[1] == "  Needs no wedding: you said so."


def test_nothing_is_green_that_nobody_looked_into() -> None:
    assert list(folder_lines(FolderView(path="/p/a", looked=False)))[1].startswith("  Not looked through yet")


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("1:00", 3_600), ("-1:30", -5_400), ("+2d3:30", 185_400), ("-400d", -34_560_000), ("12", 43_200), ("0:00:07", 7)],
)
def test_a_time_to_add(text: str, seconds: int) -> None:
    assert _seconds(text) == seconds


@pytest.mark.parametrize("text", ["", "-", "an hour", "1:75", "1:2:3:4", "٣:00x"])
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(UsageError):
        _seconds(text)
