"""Any bytes as a calendar: times, zones, series, versions, and all that is wrong with them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from studio_backup.engine.calendar import parsing
from studio_backup.engine.calendar.parsing import read_calendar
from studio_backup.engine.calendar.values import LARGEST, Event, NotACalendar, Reading
from tests.support.calendars import LONDON, NOW_NS, calendar, event, wedding

ZONE = ZoneInfo(LONDON)


def read(*events: str) -> Reading:
    return read_calendar(calendar(*events), ZONE, NOW_NS)


def one(*events: str) -> Event:
    (found,) = read(*events).events
    return found


def ns(*when: int, zone: str = "UTC") -> int:
    return int(datetime(*when, tzinfo=ZoneInfo(zone)).timestamp()) * 10**9  # type: ignore[misc,arg-type]


def test_an_event_in_a_zone() -> None:
    found = one(wedding("1", "Anna & Ben"))
    assert (found.zone, found.place) == (LONDON, "Rose Hall")
    assert found.start_ns == ns(2026, 6, 20, 13, zone=LONDON) and found.end_ns == ns(2026, 6, 20, 23, 59, zone=LONDON)


@pytest.mark.parametrize(
    "named, zone",
    [
        ("Pacific/Auckland", "Pacific/Auckland"),
        ("pacific/auckland", "Pacific/Auckland"),
        ("New Zealand Standard Time", "Pacific/Auckland"),
        ("/freeassociation.sourceforge.net/Pacific/Auckland", "Pacific/Auckland"),
        ('"America/Argentina/Buenos_Aires"', "America/Argentina/Buenos_Aires"),
    ],
)
def test_zones_by_any_of_their_names(named: str, zone: str) -> None:
    found = one(event("1", "W", f"DTSTART;TZID={named}:20260620T130000", f"DTEND;TZID={named}:20260620T140000"))
    assert (found.zone, found.start_ns) == (zone, ns(2026, 6, 20, 13, zone=zone))


def test_a_zone_that_is_unknown_is_said_and_leaves_the_clock_of_the_place() -> None:
    found = read(
        event("1", "W", "DTSTART;TZID=Mars/Olympus:20260620T130000", "DTEND;TZID=Mars/Olympus:20260620T140000")
    )
    assert (found.events[0].zone, found.events[0].start_ns) == ("", 0)
    assert (found.events[0].wall_start, found.events[0].wall_end) == ("2026-06-20T13:00:00", "2026-06-20T14:00:00")
    assert "Mars/Olympus" in found.sentences[0] and "unknown" in found.sentences[0]


@pytest.mark.parametrize("name", ["../../etc/passwd", "Europe", "", "posixrules", "A" * 5_000, "Europe/London\x00"])
def test_names_that_are_no_zone_harm_nothing(name: str) -> None:
    assert read(event("1", "W", f"DTSTART;TZID={name}:20260620T130000")).events[0].wall_start or name.startswith("Eu")


def test_an_all_day_event_is_a_day_of_its_place() -> None:
    found = one(event("1", "W", "DTSTART;VALUE=DATE:20260620"))
    assert (found.all_day, found.wall_start, found.wall_end, found.zone) == (True, "2026-06-20", "2026-06-21", "")
    assert found.starts_ns(ZONE) == ns(2026, 6, 20, zone=LONDON) and found.ends_ns(ZONE) == ns(2026, 6, 21, zone=LONDON)
    two = one(event("1", "W", "DTSTART;VALUE=DATE:20260620", "DTEND;VALUE=DATE:20260622"))
    assert two.wall_end == "2026-06-22"


def test_times_in_utc_name_no_place() -> None:
    found = one(event("1", "W", "DTSTART:20260620T120000Z", "DURATION:PT2H"))
    assert (found.zone, found.start_ns, found.end_ns) == ("", ns(2026, 6, 20, 12), ns(2026, 6, 20, 14))


def test_without_an_end_it_lasts_to_the_end_of_its_day() -> None:
    assert one(event("1", "W", "DTSTART:20260620T120000Z")).end_ns == ns(2026, 6, 21, zone=LONDON)
    found = read(event("1", "W", "DTSTART:20260620T120000Z", "DTEND:20260619T120000Z"))
    assert found.events[0].end_ns == ns(2026, 6, 21, zone=LONDON) and "ends before it begins" in found.sentences[0]


def test_over_the_end_of_summer_time() -> None:
    times = (f"DTSTART;TZID={LONDON}:20261024T180000", f"DTEND;TZID={LONDON}:20261025T060000")
    found = one(event("1", "W", *times))
    assert found.end_ns - found.start_ns == 13 * 3600 * 10**9


def test_a_series_with_what_was_moved_and_left_out() -> None:
    zone = "Pacific/Auckland"
    core = event(
        "7",
        "Open day",
        f"DTSTART;TZID={zone}:20260704T100000",
        "DURATION:PT1H",
        "RRULE:FREQ=WEEKLY;COUNT=4",
        f"EXDATE;TZID={zone}:20260711T100000",
    )
    moved = event(
        "7",
        "Open day, later",
        f"RECURRENCE-ID;TZID={zone}:20260718T100000",
        f"DTSTART;TZID={zone}:20260719T120000",
        f"DTEND;TZID={zone}:20260719T130000",
        "SEQUENCE:2",
    )
    found = read(core, moved).events
    assert [one.uid for one in found] == ["7#20260704T100000", "7#20260718T100000", "7#20260725T100000"]
    assert [one.title for one in found] == ["Open day", "Open day, later", "Open day"]
    assert found[1].start_ns == ns(2026, 7, 19, 12, zone=zone) and {one.times for one in found} == {3}
    assert [one.uid for one in read(moved, core).events] == [one.uid for one in found], "in whatever order they stand"


def test_all_days_that_recur_over_years_are_those_of_the_years_that_are_read() -> None:
    found = read(event("7", "Birthday", "DTSTART;VALUE=DATE:19500102", "RRULE:FREQ=YEARLY")).events
    assert [one.wall_start for one in found] == ["2026-01-02", "2027-01-02", "2028-01-02", "2029-01-02"]


def test_the_newest_version_of_an_event_counts() -> None:
    versions = (wedding("1", "Anna & Ben", day, f"SEQUENCE:{n}") for n, day in ((2, "20260704"), (10, "20260627")))
    assert one(*versions).start_ns == ns(2026, 6, 27, 13, zone=LONDON)


@pytest.mark.parametrize("lines", [("STATUS:CANCELLED",), ()])
def test_cancelled_by_its_state_or_its_title(lines: tuple[str, ...]) -> None:
    title = "Wedding" if lines else "Cancelled: Wedding"
    assert one(event("1", title, "DTSTART:20260620T120000Z", *lines)).cancelled
    assert not one(event("1", "Wedding", "DTSTART:20260620T120000Z", "STATUS:TENTATIVE")).cancelled


def test_texts_are_plain_and_bounded() -> None:
    found = one(
        event(
            "1",
            "We\x1b[2Jdd\u202eing\\, \\;\\n x\x07",
            "DTSTART:20260620T120000Z",
            f"DESCRIPTION:{'n' * 9_000}",
            "LOCATION:Rose Hall\\nLondon",
            "CATEGORIES:Weddings,Work\\, paid",
        )
    )
    assert found.title == "We [2Jdding, ; x" and found.place == "Rose Hall, London"
    assert len(found.notes) == 1_000 and found.categories == ("Weddings", "Work, paid")


def test_folded_lines_and_any_line_ending() -> None:
    plain = calendar(wedding("1", "Anna & Ben"))
    folded = calendar(wedding("1", "An\r\n na & Ben"))
    for text in (folded, plain.replace(b"\r\n", b"\n"), b"\xef\xbb\xbf" + plain, plain.decode().encode("utf-16")):
        (found,) = read_calendar(text, ZONE, NOW_NS).events
        assert found.title == "Wedding: Anna & Ben"


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;INTERVAL=1",
        "FREQ=HOURLY",
        "FREQ=DAILY;BYHOUR=0,1,2,3",
        "FREQ=DAILY;BYSECOND=1,2",
        "nonsense",
        "FREQ=",
        "FREQ=DAILY;COUNT=-1;BYSETPOS=400",
        "FREQ=WEEKLY;BYDAY=XX",
    ],
)
def test_a_rule_that_no_wedding_has_gives_its_first_time(rule: str) -> None:
    found = read(event("1", "Loud", "DTSTART:20260620T120000Z", "DTEND:20260620T130000Z", f"RRULE:{rule}"))
    assert found.events[0].start_ns == ns(2026, 6, 20, 12) and len(found.events) <= 1_500
    assert len(found.events) > 1 or "only its first time" in found.sentences[0]


def test_a_series_of_ages_ago_or_of_no_time_is_said() -> None:
    found = read(event("1", "Old", "DTSTART:00010101T000000Z", "RRULE:FREQ=DAILY"), wedding("2", "Anna & Ben"))
    assert [one.uid for one in found.events] == ["2"] and any("Old" in one for one in found.sentences)


def test_an_end_that_nobody_knows_is_bounded() -> None:
    found = read(
        wedding("1", "Anna & Ben")
        .replace("DTEND", "X-END")
        .replace("END:VEVENT", "DTEND:99991231T235959Z\r\nEND:VEVENT")
    )
    (one,) = found.events
    assert 0 < one.end_ns - one.start_ns <= 366 * 86_400 * 10**9


@pytest.mark.parametrize("start", ["00010101T000000Z", "99991231T235959Z", "00010101", "18991231T000000"])
def test_the_ends_of_time(start: str) -> None:
    found = read(event("1", "Odd", f"DTSTART:{start}", "DTEND:99991231T235959Z"), wedding("2", "Anna & Ben"))
    assert [one.uid for one in found.events] == ["2"] and "Odd" in found.sentences[0]


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("DTSTART:",),
        ("DTSTART:2026",),
        ("DTSTART:20261345T000000",),
        ("DTSTART;VALUE=DATE:20260230",),
        ("DTSTART:P1D",),
        ("DTSTART:20260620T120000Z", "DURATION:bad"),
        ("DTSTART:20260620T120000Z", "DTEND:x"),
        ("DTSTART:20260620T120000Z/PT1H",),
        ("RECURRENCE-ID:x", "DTSTART:20260620T120000Z"),
    ],
)
def test_one_bad_event_costs_only_itself(lines: tuple[str, ...]) -> None:
    found = read(event("1", "Bad", *lines), wedding("2", "Anna & Ben"))
    assert "2" in [one.uid for one in found.events]
    assert any("Bad" in one for one in found.sentences) or len(found.events) == 2


def test_no_uid_a_wild_uid_and_one_uid_twice() -> None:
    start = "DTSTART:20260620T120000Z"
    bare = f"BEGIN:VEVENT\r\nSUMMARY:No name\r\n{start}\r\nEND:VEVENT\r\n"
    first, second = read(bare, event("u" * 500, "Long", start)).events
    assert {len(first.uid), len(second.uid)} == {32}
    assert one(event("1", "a", start), event("1", "b", start)).uid == "1"


def test_deep_nesting_is_a_number_and_no_recursion() -> None:
    deep = "BEGIN:VEVENT\r\n" * 200_000 + "END:VEVENT\r\n" * 200_000
    found = read(wedding("1", "Anna & Ben"), deep)
    assert [one.uid for one in found.events] == ["1"]
    alarm = "BEGIN:VALARM\r\nSUMMARY:Alarm\r\nTRIGGER:-PT1H\r\nEND:VALARM"
    assert one(wedding("1", "Anna & Ben", "20260620", alarm)).title == "Wedding: Anna & Ben"


@pytest.mark.parametrize(
    "data, said",
    [
        (b"", "empty"),
        (b"   \r\n", "empty"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "login page"),
        (b"\n <HTML>", "web page"),
        (b"\x00\x01\x02", "no calendar"),
        (b"PK\x03\x04 a zip", "no calendar"),
        (calendar(wedding("1", "Anna & Ben"))[:-20], "ends in the middle"),
        (b" " * (LARGEST + 1), "more than 32 MiB"),
    ],
)
def test_what_came_instead_of_a_calendar(data: bytes, said: str) -> None:
    with pytest.raises(NotACalendar, match=said) as error:
        read_calendar(data, ZONE, NOW_NS)
    assert error.value.hint


def test_more_events_than_are_read() -> None:
    with pytest.raises(NotACalendar, match="30,000 events"):
        read(*(event(str(number), "W", "DTSTART:20260620T120000Z") for number in range(30_001)))


def test_what_recurs_is_left_out_before_what_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MOST_OCCURRENCES", 20)
    loud = (event(name, name, "DTSTART:20260301T120000Z", "RRULE:FREQ=DAILY;COUNT=15") for name in ("a", "b", "c"))
    found = read(*loud, wedding("1", "Anna & Ben"))
    assert len(found.events) == 31 and "1" in [one.uid for one in found.events]
    assert found.sentences == ("“c” was left out: more than 20 events are not read.",)


def test_an_empty_calendar_is_one() -> None:
    assert read() == Reading()


def test_only_the_years_around_now_are_read() -> None:
    days = ("20240620", "20250401", "20260620", "20290201", "20290401")
    found = read(*(wedding(day, "Anna & Ben", day) for day in days))
    assert [one.uid for one in found.events] == ["20250401", "20260620", "20290201"] and not found.sentences


def test_now_is_what_the_caller_says() -> None:
    later = int(datetime(2030, 1, 1, tzinfo=UTC).timestamp()) * 10**9
    assert not read_calendar(calendar(wedding("1", "Anna & Ben")), ZONE, later).events
