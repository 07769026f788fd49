"""What a person types of a wedding on the command line, and how it is shown."""

from __future__ import annotations

from typing import Any

import click
import pytest
from click.testing import CliRunner

from studio_backup.api.weddings import BookingView, CalendarSays
from studio_backup.base.errors import UsageError
from studio_backup.cli.shown_weddings import list_lines, title, wedding_lines
from studio_backup.cli.wedding_options import wedding_options
from studio_backup.domain.wedding import Expected, Spot


def _told(*words: str, new: bool = False) -> Any:
    found: list[dict[str, Any]] = []

    @click.command()
    @wedding_options(new=new)
    def verb(told: dict[str, Any]) -> None:
        found.append(told)

    ended = CliRunner().invoke(verb, list(words), standalone_mode=False)
    if ended.exception:
        raise ended.exception
    return found[0]


def test_only_what_was_named_is_told() -> None:
    assert _told() == {}
    told = _told("--start", "2026-06-20", "--guests", "0", "--photographer", "Ann", "--photographer", "Bo")
    assert told == {"start": "2026-06-20", "guests": 0, "photographers": ("Ann", "Bo")}
    assert _told("--venue", "", "--spot", "", "--photographer", "") == {"venue": "", "spot": None, "photographers": ()}
    assert _told("--spot", "48.21,16.37") == {"spot": Spot(latitude=48.21, longitude=16.37)}


def test_what_must_come() -> None:
    told = _told("--expect", "Second shooter=1200", "--expect", "Canon R5", "--expect", "a=b=7")
    assert told["expected"] == (
        Expected(name="Second shooter", photos=1200),
        Expected(name="Canon R5"),
        Expected(name="a=b", photos=7),
    )
    for wrong in ("x=", "x=-1", "x=many", "x=99999999"):
        with pytest.raises(UsageError, match="no number of photos"):
            _told("--expect", wrong)


def test_a_new_one_needs_its_start() -> None:
    with pytest.raises(click.MissingParameter):
        _told(new=True)


def _view(**more: Any) -> BookingView:
    told = {
        "id": "0" * 16,
        "name": "Rose Hall",
        "date": "2026-06-20",
        "state": "near",
        "start": "2026-06-20T13:00",
        "end": "2026-06-20T23:59",
        "start_ns": 1,
        "end_ns": 2,
        "zone": "Europe/London",
    }
    return BookingView(**{**told, **more})


def test_shown_with_what_was_typed_and_what_the_calendar_says() -> None:
    view = _view(
        couple="Anna & Ben",
        expected=(Expected(name="Ann", photos=1200), Expected(name="Bo")),
        level="high",
        sentence="Soon.",
        at_risk=True,
        risk="412 wait for the NAS.",
        undecided="Was it cancelled?",
        from_calendar=(CalendarSays(field="start", says="2026-06-20T12:00"),),
    )
    said = "\n".join(wedding_lines(view))
    assert title(view) == "Rose Hall (Anna & Ben)" and said.startswith("Rose Hall (Anna & Ben), near")
    for text in ("2026-06-20 13:00 to 23:59 (Europe/London)", "Ann (1,200), Bo", "High: Soon.", "! 412 wait"):
        assert text in said
    assert "? Was it cancelled? (`wedding decide`)" in said and "says otherwise: start 2026-06-20T12:00." in said
    assert list(list_lines([view]))[1:] == ["  ! 412 wait for the NAS.", "  ? Was it cancelled?"]


def test_days_and_names_that_could_play_tricks() -> None:
    whole = _view(all_day=True, start="2026-06-20", end="2026-06-21", name="a\x1b[31m")
    said = "\n".join(wedding_lines(whole))
    assert "2026-06-20 to 2026-06-21" in said and "\x1b" not in said
    assert "not known yet" in "\n".join(wedding_lines(_view(start="", end="", date="")))
    assert "undated" in next(iter(list_lines([_view(start="", end="", date="")])))
