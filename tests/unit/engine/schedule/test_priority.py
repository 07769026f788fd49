"""The fifteen dated expectations, in the words of the rules; the venue in Europe/London, the event on Saturday
2026-06-20 from 13:00 to 23:59 unless said."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec
import pytest
from msgspec.structs import replace

from studio_backup.domain.job import Job
from studio_backup.domain.protection import Demand, Held, Protection
from studio_backup.domain.wedding import BookedWedding
from studio_backup.engine.runner.order import in_order
from studio_backup.engine.schedule.priority import (
    cards_wait_for,
    is_media_safe,
    priority,
    state_of,
    studio_papers,
    unassigned_files,
    unassigned_media,
)
from studio_backup.engine.schedule.priority_facts import StudioFacts
from tests.support.weddings import (
    B2,
    DAY_NS,
    DRIVE,
    HOUR_NS,
    LONDON,
    NAS,
    NOTHING,
    PLACES,
    S3,
    STUDIO,
    VAULT,
    at,
    booked,
    stored,
)

THREE, FIVE, SEVEN = ((Demand(tiers=n, media=m, places=p)) for n, m, p in ((3, 2, 2), (5, 3, 3), (7, 3, 3)))
MONDAY_MORNING = "2026-06-22 09:00"
RAW = stored(VAULT)
NOT_ALL_READ = Held(files=2, first_ns=1, copies=(*stored(VAULT, NAS, read=MONDAY_MORNING).copies, *stored(B2).copies))
ALL_READ = stored(*PLACES, read=MONDAY_MORNING)
RELEASED = booked(cards_released_ns=at("2026-06-23 10:00"))
DELIVERED = replace(RELEASED, delivered="2026-08-01")
LATE_OCTOBER = booked("2026-10-24 13:00", "2026-10-24 23:59")
AUCKLAND = booked(zone="Pacific/Auckland")
ALL_DAY = booked("2026-06-20 00:00", "2026-06-21 00:00", all_day=True)
MOVED = replace(booked("2026-06-27 13:00", "2026-06-27 23:59"), date="2026-06-20")
AWAY = tuple(replace(one, read_ns=at("2026-07-01 12:00")) for one in stored(*PLACES[1:]).copies)
ONE_REACHABLE = replace(ALL_READ, copies=(stored(VAULT, read="2026-10-01 12:00").copies[0], *AWAY))
LAST_READABLE = replace(ONE_REACHABLE, copies=(ONE_REACHABLE.copies[0], *(replace(c, readable=False) for c in AWAY)))


@dataclass(frozen=True)
class Expected:
    """One clause of an expectation. `kind`: of which class; `window`: None for not asked."""

    says: str
    now: int
    kind: str
    level: str
    wedding: BookedWedding = field(default_factory=booked)
    media: Held = NOTHING
    demand: Demand | None = None
    window: bool | None = None
    says_shortfall: bool | None = None


EXPECTED = [
    Expected("1. Papers on 2026-05-20: normal", at("2026-05-20 12:00"), "papers", "normal", demand=THREE),
    Expected("1. 2026-05-21 13:00: high", at("2026-05-21 13:00"), "papers", "high", demand=THREE),
    Expected("2. Papers on 2026-06-13 12:59: high", at("2026-06-13 12:59"), "papers", "high"),
    Expected("2. 13:00: critical", at("2026-06-13 13:00"), "papers", "critical", demand=FIVE),
    Expected(
        "3. Fri 2026-06-19 17:59: Saturday window not yet",
        at("2026-06-19 17:59"),
        "papers",
        "critical",
        demand=FIVE,
        window=False,
    ),
    Expected(
        "3. 18:00: in it, 7 copies demanded", at("2026-06-19 18:00"), "papers", "critical", demand=SEVEN, window=True
    ),
    Expected("4. Sun 2026-06-21 05:59 in", at("2026-06-21 05:59"), "papers", "critical", demand=SEVEN, window=True),
    Expected("4. 06:00 out", at("2026-06-21 06:00"), "papers", "normal", demand=THREE, window=False),
    Expected("5. First RAW Sat 14:02: media critical", at("2026-06-20 14:02"), "media", "critical", media=RAW),
    Expected(
        "6. Media on Tuesday, copies demanded not all read back: still critical",
        at("2026-06-23 09:00"),
        "media",
        "critical",
        media=NOT_ALL_READ,
        demand=FIVE,
        says_shortfall=True,
    ),
    Expected(
        "6. … and with its cards released, too",
        at("2026-06-23 12:00"),
        "media",
        "critical",
        RELEASED,
        NOT_ALL_READ,
        demand=FIVE,
    ),
    Expected("7. Copies read back, cards not released", at("2026-06-23 09:59"), "media", "critical", media=ALL_READ),
    Expected(
        "7. Copies read back, cards released Tuesday 10:00: high from then",
        at("2026-06-23 10:00"),
        "media",
        "high",
        RELEASED,
        ALL_READ,
        demand=THREE,
        says_shortfall=False,
    ),
    Expected("8. Until 2026-08-01 it is high", at("2026-07-31 23:59"), "media", "high", DELIVERED, ALL_READ),
    Expected("8. Delivered 2026-08-01: normal", at("2026-08-01 00:00"), "media", "normal", DELIVERED, ALL_READ),
    Expected("8. Until 2026-10-30 it is normal", at("2026-10-29 23:59"), "media", "normal", DELIVERED, ALL_READ),
    Expected("8. 2026-10-30: low", at("2026-10-30 00:00"), "media", "low", DELIVERED, ALL_READ, demand=THREE),
    Expected("8. … its papers as well", at("2026-10-29 23:59"), "papers", "normal", DELIVERED),
    Expected(
        "9. Monday, a Thursday wedding in 3 days: papers critical, not in the Saturday window yet",
        at("2026-06-15 12:00"),
        "papers",
        "critical",
        booked("2026-06-18 13:00", "2026-06-18 23:59"),
        window=False,
    ),
    Expected(
        "9. and a Saturday one in 5: papers critical, not in the Saturday window yet",
        at("2026-06-15 13:00"),
        "papers",
        "critical",
        window=False,
    ),
    Expected(
        "10. The same event moved in the calendar by a week: levels follow",
        at("2026-06-19 18:00"),
        "papers",
        "high",
        MOVED,
        window=False,
    ),
    Expected(
        "10. … nothing already stored is dropped",
        at("2026-06-19 18:00"),
        "media",
        "critical",
        MOVED,
        RAW,
    ),
    Expected(
        "11. Cancelled: papers normal",
        at("2026-06-20 13:00"),
        "papers",
        "normal",
        booked(cancelled=True),
        demand=THREE,
        window=False,
    ),
    Expected("11. media untouched", at("2026-06-23 09:00"), "media", "critical", booked(cancelled=True), NOT_ALL_READ),
    Expected(
        "12. Venue in Auckland, laptop in London: Auckland's Friday 17:59",
        at("2026-06-19 06:59"),
        "papers",
        "critical",
        AUCKLAND,
        window=False,
    ),
    Expected(
        "12. the window is Auckland's Friday 18:00",
        at("2026-06-19 07:00"),
        "papers",
        "critical",
        AUCKLAND,
        demand=SEVEN,
        window=True,
    ),
    Expected(
        "13. Clock change inside the window (2026-10-25): begins",
        at("2026-10-23 18:00"),
        "papers",
        "critical",
        LATE_OCTOBER,
        window=True,
    ),
    Expected(
        "13. it is 37 hours of real time: in it",
        at("2026-10-23 18:00") + 37 * HOUR_NS - 1,
        "papers",
        "critical",
        LATE_OCTOBER,
        window=True,
    ),
    Expected(
        "13. it is 37 hours of real time: out",
        at("2026-10-23 18:00") + 37 * HOUR_NS,
        "papers",
        "normal",
        LATE_OCTOBER,
        window=False,
    ),
    Expected(
        "14. All-day event without a time zone: critical from 00:00 of the venue's day, a week before",
        at("2026-06-13 00:00"),
        "papers",
        "critical",
        ALL_DAY,
    ),
    Expected("14. … and high until then", at("2026-06-12 23:59"), "papers", "high", ALL_DAY),
    Expected(
        "15. 2026-10-02, delivered 2026-08-01, only one tier reachable: level normal, shortfall said",
        at("2026-10-02 12:00"),
        "media",
        "normal",
        DELIVERED,
        ONE_REACHABLE,
        says_shortfall=True,
    ),
    Expected(
        "15. and if that tier's copy is the last readable one: emergency",
        at("2026-10-02 12:00"),
        "media",
        "emergency",
        DELIVERED,
        LAST_READABLE,
        demand=Demand(tiers=5, media=4, places=4),
        says_shortfall=True,
    ),
]


@pytest.mark.parametrize("case", EXPECTED, ids=lambda case: case.says)
def test_dated_expectation(case: Expected) -> None:
    found = priority(case.wedding, NOTHING, case.media, STUDIO, case.now)
    one = found.papers if case.kind == "papers" else found.media
    assert one is not None
    assert one.level == case.level
    assert one.reasons
    assert all(reason.text.endswith(".") for reason in one.reasons)
    assert case.demand in (None, one.copies)
    assert case.window in (None, one.saturday_window)
    assert case.says_shortfall in (None, bool(one.shortfall))


def test_9_the_nearer_first() -> None:
    now = at("2026-06-15 12:00")
    due = now + 4 * HOUR_NS
    jobs = [
        Job(id=name, kind="replicate", level="critical", wedding=name, date=date, created_ns=now, deadline_ns=due)
        for name, date in (("saturday", "2026-06-20"), ("thursday", "2026-06-18"))
    ]
    assert [job.id for job in in_order(jobs, now)] == ["thursday", "saturday"]


def test_12_and_14_moments_of_the_venue() -> None:
    window = _papers(AUCKLAND, "2026-06-19 07:00").until_ns
    assert window == at("2026-06-21 06:00", "Pacific/Auckland")
    assert state_of(ALL_DAY, STUDIO, at("2026-06-20 00:00"), media_safe=False) == "shooting"
    assert state_of(ALL_DAY, STUDIO, at("2026-06-21 00:00"), media_safe=False) == "shot"


def _papers(wedding: BookedWedding, now: str, facts: StudioFacts = STUDIO) -> Protection:
    found = priority(wedding, NOTHING, NOTHING, facts, at(now)).papers
    assert found is not None
    return found


def _media(wedding: BookedWedding, media: Held, now: str, facts: StudioFacts = STUDIO) -> Protection:
    found = priority(wedding, NOTHING, media, facts, at(now)).media
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("level", "now", "spans"),
    [
        ("critical", "2026-06-15 13:00", (900, 4 * 3600, 86_400)),
        ("high", "2026-06-01 13:00", (3_600, 86_400, 7 * 86_400)),
        ("normal", "2026-05-01 00:00", (5 * 3_600, 7 * 86_400, 30 * 86_400)),
        ("normal", "2026-04-30 23:59", (86_400, 7 * 86_400, 30 * 86_400)),
        ("low", "2027-07-01 12:00", (7 * 86_400, 30 * 86_400, 90 * 86_400)),
    ],
)
def test_deadlines_of_the_levels_and_the_season(level: str, now: str, spans: tuple[int, int, int]) -> None:
    papers = stored(VAULT, read=now)
    one = priority(replace(booked(), delivered="2026-08-01"), papers, NOTHING, STUDIO, at(now)).papers
    assert one is not None
    assert one.level == level
    assert (one.looked_every_s, one.offsite_within_s, one.read_within_s) == spans


def test_each_reason_names_its_rule_and_the_moment_it_ends() -> None:
    within = _papers(booked(), "2026-06-15 12:00")
    assert [reason.rule for reason in within.reasons] == ["papers within 7 days"]
    assert within.reasons[0].until_ns == at("2026-06-20 23:59")
    assert within.until_ns == at("2026-06-19 18:00"), "then seven copies are demanded"
    assert "Saturday protection from Fri 19 June 2026, 18:00" in within.reasons[0].text
    window = _papers(booked(), "2026-06-20 12:00")
    assert [reason.rule for reason in window.reasons] == ["saturday window", "papers within 7 days"]
    assert [reason.until_ns for reason in window.reasons] == [at("2026-06-21 06:00"), at("2026-06-20 23:59")]
    assert window.until_ns == at("2026-06-21 06:00")
    high = _media(RELEASED, ALL_READ, "2026-06-24 12:00")
    assert (high.reasons[0].rule, high.until_ns) == ("media not delivered", 0)
    given = _media(DELIVERED, ALL_READ, "2026-08-02 12:00")
    assert (given.reasons[0].rule, given.until_ns) == ("media delivered", at("2026-10-30 00:00"))


def test_what_is_null() -> None:
    early = priority(booked(), NOTHING, NOTHING, STUDIO, at("2026-01-01 12:00"))
    assert early.papers is not None
    assert early.media is None
    archived = priority(DELIVERED, NOTHING, ALL_READ, STUDIO, at("2027-01-01 12:00"))
    assert archived.papers is None
    assert archived.media is not None


def test_a_wedding_inside_the_window_has_all_of_it_critical() -> None:
    safe = _media(RELEASED, ALL_READ, "2026-06-20 20:00")
    assert (safe.level, safe.copies, safe.saturday_window) == ("critical", SEVEN, True)
    assert [reason.rule for reason in safe.reasons] == ["saturday window"]


@pytest.mark.parametrize(
    ("start", "end", "touches"),
    [
        ("2026-06-19 11:00", "2026-06-19 18:00", False),
        ("2026-06-19 11:00", "2026-06-19 18:01", True),
        ("2026-06-21 05:59", "2026-06-21 12:00", True),
        ("2026-06-21 06:00", "2026-06-21 12:00", False),
        ("2026-06-18 09:00", "2026-06-22 09:00", True),
    ],
)
def test_which_events_touch_the_window(start: str, end: str, touches: bool) -> None:
    assert _papers(booked(start, end), "2026-06-20 12:00").saturday_window == touches


def test_an_event_over_two_weekends_has_two_windows() -> None:
    long = booked("2026-06-20 13:00", "2026-06-28 13:00")
    windows = [_papers(long, f"2026-06-{day} 12:00").saturday_window for day in (20, 22, 26, 27, 28)]
    assert windows == [True, False, False, True, False]


def test_emergency_pressed_is_at_once_everywhere() -> None:
    one = _media(replace(RELEASED, emergency=True), ALL_READ, "2026-09-01 12:00")
    assert (one.level, one.looked_every_s, one.offsite_within_s, one.read_within_s) == ("emergency", 0, 0, 0)
    assert one.copies == Demand(tiers=5, media=4, places=4), "a copy at every place"
    assert one.reasons[0].rule == "emergency pressed"
    nine = tuple(replace(DRIVE, tier=f"Drive {n}", place=f"place {n}") for n in range(9))
    many = replace(STUDIO, places=PLACES + nine)
    assert _media(replace(RELEASED, emergency=True), ALL_READ, "2026-09-01 12:00", many).copies.tiers == 14


def test_what_was_never_copied_was_not_lost() -> None:
    dark = Held(files=1, first_ns=1, copies=(*stored(VAULT).copies, replace(NAS, readable=False)))
    assert _media(booked(), dark, "2026-06-20 15:00").level == "critical"
    partly = replace(dark, copies=(dark.copies[0], replace(NAS, readable=False, partial=True)))
    assert _media(booked(), partly, "2026-06-20 15:00").level == "emergency"


def test_two_copies_on_one_machine_are_one_and_lost_together() -> None:
    disk = replace(DRIVE, on_machine=True, place="studio")
    lost = replace(stored(NAS).copies[0], readable=False)
    held = replace(ALL_READ, copies=(*stored(VAULT, disk).copies, lost))
    one = _media(DELIVERED, held, "2026-09-01 12:00")
    assert one.level == "emergency"
    assert "on one machine, at local and Drive" in one.reasons[0].text


def test_media_that_was_delivered_needs_its_copies_read_back_but_no_cards() -> None:
    delivered = booked(delivered="2026-08-01")
    assert _media(delivered, NOT_ALL_READ, "2026-09-01 12:00").level == "critical"
    assert _media(delivered, ALL_READ, "2026-09-01 12:00").level == "normal"
    before = _media(delivered, ALL_READ, "2026-07-01 12:00")
    assert (before.level, before.until_ns) == ("critical", at("2026-08-01 00:00"))


def test_all_the_studio_has_is_enough_to_be_critical_no_more_and_the_shortfall_is_said() -> None:
    small = replace(STUDIO, places=(VAULT, NAS))
    media = stored(VAULT, NAS, read=MONDAY_MORNING)
    one = _media(RELEASED, media, "2026-06-23 12:00", small)
    assert (one.level, one.reached, one.protected) == ("high", True, False)
    assert "The studio has places for 2 copies on 2 media in 1 place." in one.shortfall
    assert "Off the machine 1 count: 2 are needed" in cards_wait_for(RELEASED, media, small)


def test_a_vault_alone_is_said_to_be_one_copy() -> None:
    alone = replace(STUDIO, places=(VAULT,))
    one = _media(RELEASED, stored(VAULT, read=MONDAY_MORNING), "2026-06-23 12:00", alone)
    assert one.shortfall == (
        "1 of 3 demanded copies count, on 1 of 2 media, in 1 of 2 places. Off the machine 0 count: 2 are needed, in as"
        " many places. None of them is off-site: in another place than the machine's and the venue's. The studio has"
        " places for 1 copy on 1 medium in 1 place."
    )


def test_no_place_at_all_is_never_enough() -> None:
    bare = replace(STUDIO, places=())
    assert _media(RELEASED, Held(files=1, first_ns=1), "2026-06-23 12:00", bare).level == "critical"


def test_cards_wait_for_what_is_missing() -> None:
    assert cards_wait_for(booked(), NOTHING, STUDIO) == "No media of it is stored yet."
    told = cards_wait_for(booked(), NOT_ALL_READ, STUDIO)
    assert "2 of 5 demanded copies count" in told
    assert "B2 holds all of it, but it was not read back yet." in told
    assert "S3 holds none of it yet." in told
    assert cards_wait_for(booked(), ALL_READ, STUDIO) == ""


def test_ages_are_reckoned_to_when_the_copies_were_looked_at() -> None:
    later = at("2026-10-15 12:00")
    aged = priority(DELIVERED, NOTHING, ALL_READ, STUDIO, later).media
    fresh = priority(DELIVERED, NOTHING, ALL_READ, STUDIO, later, held_ns=at("2026-06-23 12:00")).media
    assert aged is not None
    assert fresh is not None
    assert (aged.have.tiers, fresh.have.tiers) == (0, 5)
    assert (aged.level, fresh.level) == ("normal", "normal")
    assert "not read back for more than 60 days" in aged.shortfall


def test_what_belongs_to_no_wedding() -> None:
    now = at("2026-02-01 12:00")
    found = [of(ALL_READ, STUDIO, now) for of in (unassigned_media, unassigned_files, studio_papers)]
    assert [one.level for one in found] == ["critical", "high", "normal"]
    assert [one.reasons[0].rule for one in found] == ["unassigned media", "unassigned files", "studio papers"]
    assert [one.copies for one in found] == [FIVE, THREE, THREE]
    assert [one.looked_every_s for one in found] == [900, 3_600, 86_400]


def test_how_far_a_wedding_has_come() -> None:
    told = {
        "2026-05-21 12:59": "booked",
        "2026-05-21 13:00": "near",
        "2026-06-20 13:00": "shooting",
        "2026-06-20 23:59": "shot",
        "2026-08-01 00:00": "delivered",
        "2026-10-30 00:00": "archive",
    }
    assert {now: state_of(DELIVERED, STUDIO, at(now), media_safe=False) for now in told} == told
    assert state_of(DELIVERED, STUDIO, at("2026-07-01 12:00"), media_safe=True) == "culling"
    assert state_of(booked(cancelled=True), STUDIO, at("2026-06-20 13:00"), media_safe=False) == "cancelled"
    assert is_media_safe(RELEASED, ALL_READ, STUDIO, at("2026-07-01 12:00"))
    assert not is_media_safe(RELEASED, NOT_ALL_READ, STUDIO, at("2026-07-01 12:00"))
    assert not is_media_safe(RELEASED, NOTHING, STUDIO, at("2026-07-01 12:00"))


def test_an_unknown_zone_is_said_and_the_studios_counts() -> None:
    one = _papers(booked(zone=LONDON, venue="Olympus Mons"), "2026-06-19 18:00")
    strange = _papers(replace(booked(), zone="Mars/Olympus"), "2026-06-19 18:00")
    assert (strange.copies, strange.until_ns) == (one.copies, one.until_ns)
    assert "Its time zone Mars/Olympus is not known here: the studio's is used." in strange.reasons[0].text


@pytest.mark.parametrize("start_ns", [0, -(2**62), 2**62, -1, 253_402_300_799 * 10**9])
@pytest.mark.parametrize("date", ["", "0001-01-01", "9999-12-31", "2026-06-20", "no day"])
def test_days_on_which_nobody_marries_raise_nothing(start_ns: int, date: str) -> None:
    wedding = replace(booked(), start_ns=start_ns, end_ns=start_ns - 1, date=date, delivered=date)
    found = priority(wedding, NOTHING, RAW, STUDIO, at("2026-06-01 12:00"))
    assert found.papers is not None or date == "no day" or found.media is not None
    assert found.media is not None


def test_a_wedding_known_by_its_date_alone_is_all_of_that_day() -> None:
    dated = replace(booked(), start_ns=0, end_ns=0)
    assert _papers(dated, "2026-06-13 00:00").level == "critical"
    assert state_of(dated, STUDIO, at("2026-06-20 23:59"), media_safe=False) == "shooting"
    unknown = replace(dated, date="")
    assert _papers(unknown, "2026-06-13 00:00").reasons[0].text == (
        "Booked, and its day is not known yet: its papers are normal."
    )


def test_an_event_without_an_end_lasts_to_the_end_of_its_day() -> None:
    endless = replace(booked(), end_ns=0)
    assert state_of(endless, STUDIO, at("2026-06-20 23:59"), media_safe=False) == "shooting"
    assert state_of(endless, STUDIO, at("2026-06-20 12:00") + DAY_NS, media_safe=False) == "shot"


def test_clouds_with_one_provider_are_one_copy_where_the_studio_has_two() -> None:
    second = replace(S3, tier="S3 again", place="Paris")
    two = replace(STUDIO, places=(VAULT, NAS, B2, S3, second))
    held = stored(VAULT, NAS, S3, second, read="2026-06-20 15:00")
    assert _media(booked(), held, "2026-06-20 16:00", two).have.tiers == 3
    one = replace(STUDIO, places=(VAULT, NAS, S3, second))
    assert _media(booked(), held, "2026-06-20 16:00", one).have.tiers == 4
    assert _media(RELEASED, held, "2026-06-24 16:00", one).have.tiers == 4


def test_files_that_could_not_be_read_keep_the_cards_and_nothing_is_protected() -> None:
    missing = msgspec.structs.replace(ALL_READ, missed=5)
    assert "5 of its files could not be read" in cards_wait_for(booked(), missing, STUDIO)
    told = priority(booked(), NOTHING, missing, STUDIO, at("2026-06-23 12:00")).media
    whole = priority(booked(), NOTHING, ALL_READ, STUDIO, at("2026-06-23 12:00")).media
    assert told is not None and whole is not None and whole.protected and not told.protected
    assert "they are on no copy" in told.shortfall


def test_delivered_and_released_anyway_stays_critical_until_copies_were_read_back() -> None:
    nowhere = stored(VAULT, read=MONDAY_MORNING)
    released = msgspec.structs.replace(DELIVERED, cards_released_ns=at("2026-06-23 10:00"))
    told = priority(released, NOTHING, nowhere, STUDIO, at("2026-10-02 12:00")).media
    assert told is not None and told.level == "critical"


def test_places_that_policies_leave_out_are_none_the_studio_has_and_are_named() -> None:
    """The demand counts what policies allow; what is missing for that is said. An emergency takes every place."""
    left_out = frozenset({"B2", "S3"})
    at_home = replace(stored(VAULT, NAS, DRIVE, read="2026-06-23 09:00"), left_out=left_out)
    media = _media(RELEASED, at_home, "2026-06-24 12:00")
    assert (media.level, media.reached, media.have.tiers) == ("high", True, 3)
    assert media.shortfall == "", "three copies are demanded, and three count"
    media = _media(booked(), at_home, "2026-06-24 12:00")
    assert (media.level, media.reached) == ("critical", True)
    assert "Its policies leave out B2 and S3: the other places are enough for 3 copies on 3 media" in media.shortfall
    assert "holds none of it" not in media.shortfall
    pressed = _media(replace(booked(), emergency=True), at_home, "2026-06-24 12:00")
    assert (pressed.level, pressed.reached, pressed.copies.tiers) == ("emergency", False, 5)
    assert "S3 holds none of it yet" in pressed.shortfall and "leave out" not in pressed.shortfall
    lost = replace(at_home, copies=(*at_home.copies[:2], replace(at_home.copies[2], readable=False)))
    assert not _media(booked(), lost, "2026-06-24 12:00").reached


def test_what_a_policy_leaves_out_and_is_there_all_the_same_counts() -> None:
    everywhere = replace(ALL_READ, left_out=frozenset({"B2"}))
    assert _media(booked(), everywhere, "2026-06-22 12:00") == _media(booked(), ALL_READ, "2026-06-22 12:00")
