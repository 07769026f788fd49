"""Polls of calendars: what the weddings hear, what is asked about, and that trouble takes nothing away."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from studio_backup.base.errors import NotFoundError
from studio_backup.catalog.database import open_catalog
from studio_backup.catalog.settings import KeyValue
from studio_backup.domain.calendar import Calendar, Chosen, Poll, Rules
from studio_backup.domain.calendar_event import CalendarEvent
from studio_backup.engine.bus import Bus
from studio_backup.engine.calendar.addresses import address_of, shown
from studio_backup.engine.calendar.parsing import read_calendar
from studio_backup.engine.home import Home
from studio_backup.engine.service import calendar_polling
from studio_backup.engine.service.calendar_loop import CalendarLoop
from studio_backup.engine.service.calendar_polling import REREAD_NS, CalendarPolling
from studio_backup.engine.service.calendar_secrets import CalendarSecrets
from studio_backup.engine.service.calendar_trouble import feeds_in_trouble
from tests.support.calendars import LONDON, NOW_NS, Answer, Feed, calendar, event, feed, wedding
from tests.support.fixed_clock import FixedClock
from tests.unit.engine.service.test_calendar_secrets import nowhere

MINUTE = 60 * 10**9
FOUR = tuple(wedding(str(number), f"Anna & Ben {chr(65 + number)}", f"202607{number + 1:02}") for number in range(4))


@dataclass
class Weddings:
    """Remembers what it heard."""

    heard: list[tuple[str, dict[str, CalendarEvent], tuple[str, ...], tuple[str, ...]]] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    broken: Exception | None = None

    def from_calendar(
        self,
        calendar: str,
        events: Sequence[CalendarEvent],
        gone: Collection[str] = (),
        no_weddings: Collection[str] = (),
    ) -> None:
        if self.broken:
            raise self.broken
        self.heard.append((calendar, {one.uid: one for one in events}, tuple(gone), tuple(no_weddings)))

    def by_event(self, calendar: str) -> Mapping[str, str]:
        return {"1": f"wedding of {calendar}"}

    def forget_calendar(self, calendar: str) -> None:
        self.forgotten.append(calendar)


@dataclass
class Bench:
    """A calendar on loopback, a clock that a test sets."""

    feed: Feed
    polling: CalendarPolling
    weddings: Weddings
    clock: FixedClock
    bus: Bus
    parts: SimpleNamespace

    def add(self, calendar_id: str = "one", url: str = "", **more: object) -> Calendar:
        address = address_of(url or self.feed.url)
        fetched, reading = self.polling.look(address, "")
        told = {"id": calendar_id, "name": calendar_id.title(), "kind": "feed", "shown": shown(address)}
        made = Calendar(**{**told, "added_ns": self.clock.now, **more})  # type: ignore[arg-type]
        self.polling.kept.keep(made.id, address)
        self.polling.add(made, fetched, reading)
        self.clock.now += MINUTE
        return made

    def poll(self, calendar_id: str = "one", **more: bool) -> Poll:
        self.clock.now += 15 * MINUTE
        return self.polling.poll(calendar_id, **more)

    def counts(self, calendar_id: str = "one") -> tuple[int, int]:
        return self.polling.table.counts().get(calendar_id, (0, 0))


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    monkeypatch.setattr(calendar_polling, "read_apart", read_calendar)
    clock, weddings = FixedClock(NOW_NS), Weddings()
    with feed() as opened, contextlib.closing(open_catalog(str(tmp_path / "catalog.db"), clock)) as catalog:
        parts = SimpleNamespace(
            clock=clock, catalog=catalog, zone=lambda: ZoneInfo(LONDON), settings=KeyValue(catalog), bus=Bus(clock)
        )
        kept = CalendarSecrets(Home(str(tmp_path / "home")), nowhere)
        polling = CalendarPolling(parts, kept, weddings)  # type: ignore[arg-type]
        yield Bench(opened, polling, weddings, clock, parts.bus, parts)


def test_what_the_first_reading_tells(bench: Bench) -> None:
    bench.feed.says(wedding("1", "Anna & Ben"), event("2", "Dentist", "DTSTART:20260620T120000Z"))
    bench.add()
    ((calendar, events, gone, none),) = bench.weddings.heard
    assert (calendar, list(events), gone, none) == ("one", ["1"], (), ())
    assert (events["1"].couple, events["1"].venue, events["1"].zone) == ("Anna & Ben", "Rose Hall", LONDON)
    assert bench.counts() == (2, 1) and bench.polling.weddings("one") == {"1": "wedding of one"}


def test_in_steady_state_nothing_is_read_and_nobody_hears(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.feed.says(*FOUR, etag='"1"')
    bench.add()
    monkeypatch.setattr(calendar_polling, "read_apart", None)
    for same in ('"1"', ""):
        bench.feed.says(*FOUR, etag=same)
        found = bench.poll()
        assert not found.trouble and found.good_ns == bench.clock.now and len(bench.weddings.heard) == 1
    assert abs(found.next_ns - bench.clock.now - 15 * MINUTE) <= 1.5 * MINUTE


def test_unchanged_for_a_week_it_is_read_anew(bench: Bench) -> None:
    bench.feed.says(event("7", "Wedding season", "DTSTART:20260305T120000Z", "RRULE:FREQ=MONTHLY"), etag='"1"')
    bench.add()
    first = bench.counts()[0]
    bench.clock.now += REREAD_NS + 40 * 86_400 * 10**9
    bench.poll()
    assert "If-None-Match" not in bench.feed.asked[-1][2] and bench.counts()[0] > first


def test_gained_moved_and_cancelled(bench: Bench) -> None:
    bench.feed.says(FOUR[0])
    bench.add()
    bench.feed.says(wedding("0", "Anna & Ben A", "20260708"), wedding("1", "Kim & Lee", "20260801", "STATUS:CANCELLED"))
    assert not bench.poll().trouble
    _, events, gone, none = bench.weddings.heard[-1]
    assert (sorted(events), gone, none) == (["0", "1"], (), ())
    assert (
        events["1"].cancelled and events["0"].start_ns - bench.weddings.heard[0][1]["0"].start_ns == 7 * 86_400 * 10**9
    )


def test_one_that_vanished_is_asked_about_and_may_come_back(bench: Bench) -> None:
    bench.feed.says(*FOUR)
    bench.add()
    bench.feed.says(*FOUR[:3])
    assert not bench.poll().trouble and bench.weddings.heard[-1][2] == ("3",) and bench.counts() == (3, 3)
    bench.feed.says(*FOUR)
    bench.poll()
    assert "3" in bench.weddings.heard[-1][1] and bench.weddings.heard[-1][2] == ()


def test_one_that_was_over_goes_quietly(bench: Bench) -> None:
    bench.feed.says(wedding("old", "Mia & Tom", "20260101"), *FOUR)
    bench.add()
    bench.feed.says(*FOUR)
    bench.poll()
    assert len(bench.weddings.heard) == 1 and bench.counts() == (4, 4)


def test_a_feed_that_shrank_is_not_believed_until_a_person_does(bench: Bench) -> None:
    bench.feed.says(*FOUR, etag='"1"')
    bench.add()
    for says in ((), FOUR[:1], FOUR[:2]):
        bench.feed.says(*says, etag=f'"{len(says)} left"')
        for _ in range(2):
            found = bench.poll()
            assert "all of a sudden" in found.trouble and "--believe" in found.hint
        assert bench.counts() == (4, 4) and len(bench.weddings.heard) == 1
    assert not bench.poll(believe=True).trouble
    assert sorted(bench.weddings.heard[-1][2]) == ["2", "3"] and bench.counts() == (2, 2)


def test_a_shrunk_feed_still_gains(bench: Bench) -> None:
    bench.feed.says(*FOUR)
    bench.add()
    bench.feed.says(wedding("9", "Kim & Lee", "20260801"))
    assert bench.poll().trouble and bench.counts() == (5, 5)
    assert sorted(bench.weddings.heard[-1][1]) == ["9"] and bench.weddings.heard[-1][2] == ()


@pytest.mark.parametrize(
    "answer, said",
    [
        (Answer(b"<html>Sign in</html>"), "login page"),
        (Answer(b"", 503), "503"),
        (Answer(b"BEGIN:VCALENDAR"), "cut off"),
    ],
)
def test_trouble_takes_nothing_away(bench: Bench, answer: Answer, said: str) -> None:
    bench.feed.says(*FOUR, etag='"1"')
    bench.add()
    bench.feed.answer = answer
    waits = []
    for _ in range(3):
        found = bench.poll()
        assert said in found.trouble and found.hint and bench.counts() == (4, 4)
        waits.append(found.next_ns - found.polled_ns)
    assert len(bench.weddings.heard) == 1 and waits[0] < waits[1] < waits[2] and found.failures == 3
    bench.feed.says(*FOUR, etag='"1"')
    mended = bench.poll()
    assert (mended.trouble, mended.failures) == ("", 0) and bench.feed.asked[-1][2]["If-None-Match"] == '"1"'


def test_trouble_is_told_to_the_rules_of_health(bench: Bench) -> None:
    bench.feed.says(*FOUR)
    bench.add()
    good = bench.clock.now - MINUTE
    assert not feeds_in_trouble(bench.parts.catalog)
    bench.feed.answer = Answer(b"<html>")
    bench.poll()
    (found,) = feeds_in_trouble(bench.parts.catalog)
    assert (found.name, found.good_ns, found.shrunk) == ("One", good, False) and "login page" in found.trouble
    bench.feed.says()
    bench.poll()
    (found,) = feeds_in_trouble(bench.parts.catalog)
    assert found.shrunk and "calendar poll one --believe" in found.hint


def test_what_the_weddings_could_not_take_is_told_again(bench: Bench) -> None:
    bench.feed.says(FOUR[0])
    bench.add()
    bench.feed.says(*FOUR[:2])
    bench.weddings.broken = NotFoundError("No room.")
    with contextlib.suppress(NotFoundError):
        bench.poll()
    bench.weddings.broken = None
    assert bench.counts() == (1, 1)
    bench.poll()
    assert sorted(bench.weddings.heard[-1][1]) == ["1"]


def test_a_persons_choice_and_rules(bench: Bench) -> None:
    bench.feed.says(FOUR[0], event("2", "Dentist", "DTSTART:20260620T120000Z"))
    made = bench.add()
    chosen = (Chosen(event="2", choice="wedding"), Chosen(event="0", choice="none"))
    made = bench.polling.table.replace(replace(made, chosen=chosen), 1)
    bench.polling.rejudge_all()
    assert (sorted(bench.weddings.heard[-1][1]), *bench.weddings.heard[-1][2:]) == (["2"], (), ("0",))
    bench.polling.table.replace(replace(made, chosen=(), rules=Rules(words=("dent",))), 2)
    bench.polling.rejudge_all()
    assert bench.counts() == (2, 1) and sorted(bench.weddings.heard[-1][1]) == ["2"]


def test_a_wedding_renamed_to_something_else_is_asked_about(bench: Bench) -> None:
    bench.feed.says(*FOUR)
    bench.add()
    bench.feed.says(*FOUR[:3], event("3", "Busy", "DTSTART:20260704T120000Z"))
    bench.poll()
    assert bench.weddings.heard[-1][2:] == (("3",), ())


def test_the_same_event_in_two_calendars_is_one_wedding(bench: Bench) -> None:
    bench.feed.says(FOUR[0], wedding("other uid", "Anna & Ben A", "20260701"))
    bench.add()
    bench.add("two")
    assert bench.counts() == (2, 1) and bench.counts("two") == (2, 0) and len(bench.weddings.heard) == 1
    judged = bench.polling.judged(bench.polling.table.get("two"), bench.polling.events("two"))
    assert {one.why for one in judged.values()} == {"The same event stands in the calendar “One”."}
    bench.polling.forget(bench.polling.table.get("one"), 1)
    assert bench.weddings.forgotten == ["one"] and bench.weddings.heard[-1][0] == "two"
    assert bench.counts("two") == (2, 1) and bench.polling.kept.read("one") is None


def test_what_one_calendar_lost_another_takes_over_with_the_same_poll(bench: Bench) -> None:
    bench.feed.says(*FOUR)
    bench.feed.answers["GET", "/two.ics"] = Answer(calendar(*FOUR))
    bench.add()
    bench.add("two", bench.feed.url.replace("calendar.ics", "two.ics"))
    bench.feed.says(*FOUR[:3])
    bench.poll()
    assert bench.weddings.heard[-2][2] == ("3",)
    assert bench.weddings.heard[-1][0] == "two" and list(bench.weddings.heard[-1][1]) == ["3"]


def test_an_address_that_is_not_here(bench: Bench) -> None:
    bench.feed.says(FOUR[0])
    bench.add()
    bench.polling.kept.forget("one")
    found = bench.poll()
    assert "not known on this machine" in found.trouble and "calendar edit one" in found.hint
    assert bench.counts() == (1, 1)


def test_a_calendar_removed_while_it_is_read_leaves_nothing(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.feed.says(FOUR[0])
    bench.add()

    def gone(data: bytes, zone: ZoneInfo, now_ns: int) -> object:
        bench.polling.table.remove("one", 1)
        return read_calendar(data, zone, now_ns)

    monkeypatch.setattr(calendar_polling, "read_apart", gone)
    bench.feed.says(*FOUR)
    with pytest.raises(NotFoundError):
        bench.poll()
    assert len(bench.weddings.heard) == 1 and not bench.polling.table.events("one") and not bench.polling.table.polls()


def test_the_loop_polls_what_is_due_and_once_for_a_night(bench: Bench) -> None:
    bench.feed.says(*FOUR)
    bench.add()
    bench.add("two")
    loop, before = CalendarLoop(bench.parts, bench.polling), len(bench.feed.asked)  # type: ignore[arg-type]
    loop.look()
    assert len(bench.feed.asked) == before
    bench.clock.now += 12 * 3600 * 10**9
    with bench.bus.subscribe(lambda: None) as heard:
        loop.look()
        loop.look()
        taken = heard.take()
    assert len(bench.feed.asked) == before + 2
    assert [(one.kind, one.subject) for one in taken] == [("calendar", "one"), ("calendar", "two")]  # type: ignore[union-attr]
    bench.clock.now -= 30 * 86_400 * 10**9
    loop.look()
    assert len(bench.feed.asked) == before + 4, "the clock was set back: it is not waited for a month"
