"""The demo's studio: its weddings around any day, which stages its pictures need, what its window sees of the user."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from studio_backup.base.errors import UsageError
from studio_backup.cli.demo.bookings import bookings, shooting
from studio_backup.cli.demo.pictures_wanted import Listed, Order, Photographer, Wanted
from studio_backup.cli.demo.screen import offscreen_environment, screen_environment
from studio_backup.ui.scenes.stages import Stage

LISTED = (Listed("today-empty", "empty"), Listed("today-protected", "calm"), Listed("today-engine-gone", "gone"))


@pytest.mark.parametrize("after", range(7))
def test_weddings_are_saturdays_before_and_after_any_day(after: int) -> None:
    today = date(2026, 6, 20) + timedelta(days=after)
    studio = bookings(today)
    assert all(one.day.weekday() == 5 for one in studio)
    assert all((one.day < today) == bool(one.photos) for one in studio), "what is to come has papers only"
    assert max(len(one.label) for one in studio) > 70 and any(not one.label.isascii() for one in studio)
    assert len({one.folder for one in studio}) == len(studio)


def test_samples_are_taken_and_what_is_said_of_them_is_not(tmp_path: Path) -> None:
    (tmp_path / "samples" / "raw").mkdir(parents=True)
    (tmp_path / "samples" / "raw" / "a.cr2").write_bytes(b"II*")
    (tmp_path / "samples" / "README.md").write_text("words")
    studio = bookings(date(2026, 6, 24))[-1:]
    with shooting(str(tmp_path), studio, str(tmp_path / "samples")) as drawn:
        drawn()
    made = tmp_path / studio[0].folder
    assert [one.name for one in (made / "Second shooter").iterdir()] == ["a.cr2"]
    assert len(list((made / "Papers").iterdir())) == 3 and not (made / "Photos").exists()


def test_only_the_stages_that_are_in_a_picture_are_filled() -> None:
    sent: list[Order] = []

    def send(order: Order, environment: Mapping[str, str]) -> list[str]:
        sent.append(order)
        return []

    def photographer(*names: str) -> Photographer:
        return Photographer(Order(dark=True), Wanted(Order(), names).of_stages(LISTED), send)

    assert photographer().last_filled == "calm" and photographer("today-engine-gone").last_filled == "empty"
    one = photographer("today-empty")
    stages: list[Stage] = ["empty", "calm", "gone"]
    assert [one.needs(stage) for stage in stages] == [True, False, False]
    one.take("empty", "/home/x", {})
    assert (sent[0].scenes, sent[0].home, sent[0].dark) == (("today-empty",), "/home/x", True)
    assert one.taken == ["today-empty"]


def test_a_scene_that_is_not_listed() -> None:
    with pytest.raises(UsageError, match="tomorrow") as caught:
        Wanted(Order(), ("tomorrow",)).of_stages(LISTED)
    assert "today-empty" in caught.value.hint


def test_the_window_sees_the_screen_and_not_the_home(tmp_path: Path) -> None:
    (tmp_path / ".Xauthority").touch()
    user = {"HOME": str(tmp_path), "DISPLAY": ":0", "AWS_PROFILE": "mine", "STUDIO_BACKUP_HOME": "/mine", "LANG": "de"}
    found = screen_environment({"HOME": "/demo/temporary"}, user)
    assert found == {
        "HOME": "/demo/temporary", "DISPLAY": ":0", "LANG": "de", "XAUTHORITY": str(tmp_path / ".Xauthority")
    }  # fmt: skip
    assert "DISPLAY" not in offscreen_environment({}, user)
    assert offscreen_environment({}, user)["QT_QPA_PLATFORM"] == "offscreen"
