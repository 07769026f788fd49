"""A feed on loopback decides which weddings there are: gained, moved, shrunk, gone; and its address stays a secret."""

from __future__ import annotations

import contextlib
import stat
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec.structs import replace

from studio_backup.api.calendars import CalendarView, ChooseEvent, PollCalendar
from studio_backup.api.client import find_engine
from studio_backup.api.remote import RemoteService
from studio_backup.api.requests import PageQuery
from studio_backup.api.weddings import BookingView, WeddingsQuery
from studio_backup.base.clock import SystemClock
from studio_backup.catalog.calendars import CalendarTable
from studio_backup.catalog.database import open_catalog
from tests.e2e.desk import Desk
from tests.e2e.engines import running_engine, wait_for
from tests.support.calendars import Answer, Feed, event, feed, wedding

SECRET = "private-8f3e2a9b7c6d5e4f3a2b1c0d"
DAY = datetime.now(UTC) + timedelta(days=200)


def _days(later: int) -> str:
    return (DAY + timedelta(days=later)).strftime("%Y%m%d")


def _four() -> list[str]:
    names = ("Anna & Ben", "Kim & Lee", "Mia & Tom", "Eva & Jan")
    return [wedding(str(number), name, _days(number)) for number, name in enumerate(names)]


@contextlib.contextmanager
def _engine(desk: Desk) -> Iterator[RemoteService]:
    """The engine that runs."""
    client = find_engine(str(desk.home))
    assert client is not None
    with client:
        yield RemoteService(client)


def _weddings(engine: RemoteService) -> tuple[BookingView, ...]:
    return engine.weddings.list(WeddingsQuery()).items


def _starts(engine: RemoteService) -> dict[str, str]:
    """By name and date, when each begins now."""
    return {f"{one.name} {one.date}": one.start[:10] for one in _weddings(engine)}


def _add(desk: Desk, opened: Feed) -> dict[str, Any]:
    opened.url = f"{opened.url}?key={SECRET}"
    (desk.base / "address.txt").write_text(f"{opened.url}\n")
    return desk.must("calendar", "add", "--address-file", desk.base / "address.txt", "--name", "Studio")


def test_the_calendar_decides(desk: Desk) -> None:
    four = _four()
    with feed() as opened, running_engine(desk), _engine(desk) as engine:
        opened.says(*four[:1], event("9", "Wedding fair", f"DTSTART;VALUE=DATE:{_days(9)}"), etag='"1"')
        made = _add(desk, opened)
        assert (made["events"], made["weddings"], made["trouble"]) == (2, 1, "")
        assert _starts(engine) == {f"Anna & Ben {DAY:%Y-%m-%d}": f"{DAY:%Y-%m-%d}"}

        def poll(*events: str) -> CalendarView:
            opened.says(*events)
            return engine.calendars.poll(made["id"], PollCalendar())

        unchanged = engine.calendars.poll(made["id"], PollCalendar())
        assert unchanged.good_ns and not unchanged.trouble and opened.asked[-1][2]["If-None-Match"] == '"1"'
        assert poll(*four).weddings == 4 and len(_starts(engine)) == 4

        moved = [wedding("0", "Anna & Ben", _days(7)), *four[1:]]
        poll(*moved)
        after = _starts(engine)
        assert len(after) == 4 and after[f"Anna & Ben {DAY:%Y-%m-%d}"] == f"{DAY + timedelta(days=7):%Y-%m-%d}"

        for shrunk in ((), moved[:2]):
            assert "all of a sudden" in poll(*shrunk).trouble and _starts(engine) == after
        opened.answer = Answer(b"<html><title>Sign in</title></html>")
        found = engine.calendars.poll(made["id"], PollCalendar())
        assert "login page" in found.trouble and found.hint and found.weddings == 4
        assert _starts(engine) == after

        assert not poll(*moved[:3]).trouble
        (asked,) = [one for one in _weddings(engine) if one.undecided]
        assert asked.name == "Eva & Jan" and not asked.cancelled and len(_starts(engine)) == 4

        chosen = engine.calendars.choose(made["id"], ChooseEvent(event="2", choice="none"))
        assert not chosen.is_wedding and chosen.why
        shown = engine.calendars.events(made["id"]).events
        assert [one.id for one in shown if one.is_wedding] == ["1", "0"]
        _no_secret_but_in_its_own_file(desk)
        engine.calendars.remove(made["id"], engine.calendars.get(made["id"]).version)
        assert f"Anna & Ben {DAY:%Y-%m-%d}" in _starts(engine) and not engine.calendars.list(PageQuery()).items


def test_by_itself_after_a_night(desk: Desk) -> None:
    four = _four()
    with feed() as opened:
        opened.says(*four[:2])
        made = _add(desk, opened)
        assert made["weddings"] == 2, "without an engine"
        with contextlib.closing(open_catalog(str(desk.home / "catalog.db"), SystemClock())) as catalog:
            table = CalendarTable(catalog)
            table.note(replace(table.polls()[made["id"]], next_ns=1))  # as if the laptop had been shut for a night
        opened.says(*four)
        with running_engine(desk), _engine(desk) as engine:
            wait_for("the poll that is due", lambda: engine.calendars.get(made["id"]).weddings == 4)
            assert len(_starts(engine)) == 4


def _no_secret_but_in_its_own_file(desk: Desk) -> None:
    holds = [path for path in desk.base.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
    kept = [path for path in holds if path != desk.base / "address.txt"]
    if sys.platform == "linux":
        assert [path.parent for path in kept] == [desk.home / "calendars"]
        assert [stat.S_IMODE(path.stat().st_mode) for path in kept] == [0o600]
    assert SECRET not in desk.say("calendar", "list")
