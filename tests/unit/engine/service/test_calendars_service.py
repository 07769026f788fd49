"""What a person says of calendars: looked at first, kept once, edited, chosen from, taken away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from studio_backup.api.calendars import CalendarPatch, ChooseEvent, NewCalendar, PollCalendar, WeddingRules
from studio_backup.api.errors import EditConflict
from studio_backup.api.paths import to_wire
from studio_backup.api.requests import PageQuery
from studio_backup.base.clock import SystemClock
from studio_backup.base.errors import NotFoundError, RefusedError, StudioBackupError, UsageError
from studio_backup.engine.calendar.parsing import read_calendar
from studio_backup.engine.service import calendar_polling
from studio_backup.engine.service.engine import Engine
from studio_backup.engine.service.service import Service
from studio_backup.engine.service.wiring import service
from studio_backup.engine.wiring import open_home, open_studio
from tests.support.calendars import Feed, calendar, event, feed, wedding
from tests.unit.engine.jobs.conftest import Bench, bench

__all__ = ["bench"]
DENTIST = event("2", "Dentist", "DTSTART:20270620T120000Z", "CATEGORIES:Gold")


def anna(day: str = "20270619") -> str:
    return wedding("1", "Anna & Ben", day)


@pytest.fixture
def opened() -> Iterator[Feed]:
    with feed() as one:
        one.says(anna(), DENTIST)
        yield one


@pytest.fixture
def made(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Service, Engine]]:
    """The service of a home; no thread runs."""
    clock, home = SystemClock(), open_home(bench.options())
    monkeypatch.setattr(calendar_polling, "read_apart", read_calendar)
    with service(home, lambda o: open_studio(o, clock), clock, lambda: None) as built:
        built[1].keeper.begin()
        yield built


def test_looked_at_first_and_then_kept(made: tuple[Service, Engine], opened: Feed) -> None:
    service, engine = made
    request = NewCalendar(address=opened.url, zone="europe/london")
    look = service.calendars.preview(request)
    assert [(one.title, one.is_wedding) for one in look.events] == [("Wedding: Anna & Ben", True), ("Dentist", False)]
    assert (look.events[0].start, look.events[0].zone, look.weddings) == ("2027-06-19T13:00", "Europe/London", 1)
    assert not service.calendars.list(PageQuery()).items and not engine.runner.jobs()
    kept = service.calendars.add(request)
    assert (kept.name, kept.kind, kept.zone, kept.events, kept.weddings) == ("127.0.0.1", "feed", "Europe/London", 2, 1)
    assert service.calendars.list(PageQuery()).items == (kept,) and service.calendars.get(kept.id) == kept
    assert [job.kind for job in engine.runner.jobs()] == ["settings"], "what a person typed is kept in the vault"
    found = service.calendars.events(kept.id)
    (booked,) = engine.parts.weddings.all()
    assert found.events[0].wedding == booked.id and booked.calendar == kept.id and booked.venue == "Rose Hall"


@pytest.mark.parametrize(
    "told, said",
    [
        ({"address": "calendar.ics"}, "neither an address nor"),
        ({"address": "http://calendar.example/"}, "others could read it"),
        ({"zone": "Mars/Olympus"}, "no time zone"),
    ],
)
def test_what_cannot_be_is_refused(made: tuple[Service, Engine], opened: Feed, told: dict[str, str], said: str) -> None:
    for call in (made[0].calendars.preview, made[0].calendars.add):
        with pytest.raises(UsageError, match=said):
            call(NewCalendar(**{"address": opened.url, **told}))


def test_a_file_whose_name_is_no_text(made: tuple[Service, Engine], bench: Bench) -> None:
    service, _ = made
    path = f"{bench.base}/w\udcff.ics"
    with open(path, "wb") as file:
        file.write(calendar(anna()))
    kept = service.calendars.add(NewCalendar(address=to_wire(path)))
    assert (kept.name, kept.address, kept.weddings) == ("w\\xff", f"{bench.base}/w\\xff.ics", 1)
    assert not service.calendars.poll(kept.id, PollCalendar()).trouble
    with pytest.raises(UsageError):
        service.calendars.add(NewCalendar(address="/a\0b"))


def test_what_was_not_read_well_is_not_followed(made: tuple[Service, Engine], opened: Feed) -> None:
    service, _ = made
    opened.answer.body = b"<html>"
    with pytest.raises(StudioBackupError, match="login page"):
        service.calendars.add(NewCalendar(address=opened.url))
    assert not service.calendars.list(PageQuery()).items
    opened.says(anna())
    service.calendars.add(NewCalendar(address=opened.url))
    with pytest.raises(RefusedError, match="followed already"):
        service.calendars.add(NewCalendar(address=opened.url, name="Again"))


def test_edited_as_it_was_seen(made: tuple[Service, Engine], opened: Feed) -> None:
    service, engine = made
    kept = service.calendars.add(NewCalendar(address=opened.url))
    rules = WeddingRules(categories=("gold",))
    edited = service.calendars.edit(kept.id, CalendarPatch(name="Studio", rules=rules), 1)
    assert (edited.name, edited.rules, edited.version, edited.weddings) == ("Studio", rules, 2, 1)
    assert [one.name for one in engine.parts.weddings.all()] == ["Dentist"]
    with pytest.raises(EditConflict) as conflict:
        service.calendars.edit(kept.id, CalendarPatch(name="Other"), 1)
    assert conflict.value.changed == ("name",)
    with pytest.raises(NotFoundError):
        service.calendars.edit("0" * 16, CalendarPatch(name="Other"), 1)


def test_another_zone_moves_what_bears_none(made: tuple[Service, Engine], opened: Feed) -> None:
    service, engine = made
    opened.says(event("1", "Wedding: Anna & Ben", "DTSTART:20270619T130000", "DTEND:20270619T230000"))
    kept = service.calendars.add(NewCalendar(address=opened.url, zone="Europe/London"))
    (before,) = engine.parts.weddings.all()
    service.calendars.edit(kept.id, CalendarPatch(zone="Pacific/Auckland"), 1)
    (after,) = engine.parts.weddings.all()
    assert (before.zone, after.zone) == ("Europe/London", "Pacific/Auckland")
    assert before.start_ns - after.start_ns == 11 * 3600 * 10**9


def test_a_new_address_is_read_before_it_is_kept(made: tuple[Service, Engine], opened: Feed, bench: Bench) -> None:
    service, engine = made
    kept = service.calendars.add(NewCalendar(address=opened.url))
    with pytest.raises(StudioBackupError):
        service.calendars.edit(kept.id, CalendarPatch(address="http://127.0.0.1:9/none.ics"), 1)
    path = str(bench.base / "w.ics")
    with open(path, "wb") as file:
        file.write(calendar(anna("20270626"), DENTIST))
    edited = service.calendars.edit(kept.id, CalendarPatch(address=path), 1)
    assert (edited.kind, edited.address, edited.events, edited.trouble) == ("file", path, 2, "")
    assert engine.calendars.polling.kept.read(kept.id) is None, "the old address is forgotten"
    (booked,) = engine.parts.weddings.all()
    assert booked.date == "2027-06-19" and booked.start_ns > 1_814_000_000 * 10**9, "it moved, and kept its name"


def test_a_persons_word_on_an_event(made: tuple[Service, Engine], opened: Feed) -> None:
    service, engine = made
    kept = service.calendars.add(NewCalendar(address=opened.url))
    found = service.calendars.choose(kept.id, ChooseEvent(event="2", choice="wedding"))
    assert (found.is_wedding, found.chosen, found.why) == (True, "wedding", "You said that it is a wedding.")
    assert len(engine.parts.weddings.all()) == 2 and found.wedding
    back = service.calendars.choose(kept.id, ChooseEvent(event="2", choice=""))
    assert (back.is_wedding, back.chosen) == (False, "") and len(engine.parts.weddings.all()) == 1
    with pytest.raises(NotFoundError, match="no such event"):
        service.calendars.choose(kept.id, ChooseEvent(event="3"))


def test_polled_and_taken_away(made: tuple[Service, Engine], opened: Feed) -> None:
    service, engine = made
    kept = service.calendars.add(NewCalendar(address=opened.url))
    with engine.parts.bus.subscribe(lambda: None) as heard:
        opened.says(anna("20270626"), DENTIST)
        assert service.calendars.poll(kept.id, PollCalendar()).good_ns > kept.good_ns
        taken = heard.take()
    assert "calendar" in [one.kind for one in taken]  # type: ignore[union-attr]
    with pytest.raises(EditConflict):
        service.calendars.remove(kept.id, 2)
    service.calendars.remove(kept.id, 1)
    assert not service.calendars.list(PageQuery()).items and len(engine.parts.weddings.all()) == 1
    with pytest.raises(NotFoundError):
        service.calendars.poll(kept.id, PollCalendar())
