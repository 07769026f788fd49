"""Nearer, less copied or less read back is never protected less; levels do not flap; no queue starves."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import cycle, pairwise
from zoneinfo import ZoneInfo

from hypothesis import assume, given, settings
from hypothesis import strategies as some
from msgspec.structs import replace

from studio_backup.domain.job import LEVELS, Job, rank
from studio_backup.domain.priorities import NUMBERS, CopyNumbers, LevelNumbers, Numbers
from studio_backup.domain.protection import Demand, Held, HeldCopy, Protection
from studio_backup.domain.wedding import BookedWedding, Spot
from studio_backup.engine.runner.order import in_order
from studio_backup.engine.schedule.priority import priority
from studio_backup.engine.schedule.priority_facts import StudioFacts
from tests.support.weddings import DAY_NS, HOUR_NS, PLACES, at

ZONES = ("Europe/London", "Pacific/Auckland", "America/New_York", "Asia/Kolkata", "UTC", "Australia/Lord_Howe")
MINUTE_NS = HOUR_NS // 60
EVERYWHERE = (*PLACES, replace(next(one for one in PLACES if one.provider), tier="the same cloud again"))
QUICK = settings(max_examples=120, deadline=None)

spans = some.integers(60, 100 * 86_400)
copy_numbers = some.builds(
    CopyNumbers, tiers=some.integers(1, 9), media=some.integers(1, 4), places=some.integers(1, 4)
)
level_numbers = some.builds(
    LevelNumbers, looked_every_s=spans, offsite_within_s=spans, read_within_s=spans, copies=copy_numbers
)
numbers = some.one_of(
    some.just(NUMBERS),
    some.builds(
        Numbers,
        critical=level_numbers,
        high=level_numbers,
        normal=level_numbers,
        low=level_numbers,
        window=copy_numbers,
        critical_days=some.integers(1, 40),
        high_days=some.integers(1, 90),
        kept_days=some.integers(1, 200),
        window_from=some.integers(0, 23),
        window_until=some.integers(0, 23),
        unread_periods=some.integers(1, 4),
    ),
)
facts = some.builds(
    StudioFacts,
    zone=some.sampled_from(ZONES),
    place=some.sampled_from(["", "studio"]),
    places=some.integers(1, len(PLACES)).map(lambda number: PLACES[:number]),
    numbers=numbers,
)
days = some.integers(0, 500).map(lambda number: f"{datetime(2026, 1, 1) + timedelta(days=number):%Y-%m-%d}")


@some.composite
def weddings(draw: some.DrawFn) -> BookedWedding:
    """Ones which begin in the day or evening: by night the same time of the wall may be there twice."""
    zone, day = draw(some.sampled_from(ZONES)), draw(days)
    start = at(f"{day} {draw(some.integers(5, 22)):02}:{draw(some.integers(0, 59)):02}", zone)
    return BookedWedding(
        id="1",
        name="Rose Hall",
        date=day,
        zone=zone,
        start_ns=start,
        end_ns=start + draw(some.integers(1, 60 * 72)) * MINUTE_NS,
        all_day=draw(some.booleans()),
        spot=draw(some.sampled_from([None, Spot(latitude=51, longitude=0)])),
        delivered=draw(some.one_of(some.just(""), days)),
        cancelled=draw(some.booleans()) and draw(some.booleans()),
        emergency=draw(some.integers(0, 9)) == 9,
        cards_released_ns=draw(some.sampled_from([0, start])),
    )


@some.composite
def held(draw: some.DrawFn) -> Held:
    """Some of it at some places."""
    copies = tuple(
        replace(
            one,
            complete=draw(some.booleans()) or draw(some.booleans()),
            partial=draw(some.booleans()),
            readable=draw(some.integers(0, 5)) > 0,
            read_ns=draw(some.one_of(some.just(0), moments)),
        )
        for one in PLACES
    )
    return Held(files=draw(some.integers(0, 3)), first_ns=draw(some.sampled_from([0, 1])), copies=copies)


moments = some.integers(at("2025-11-01 00:00"), at("2028-01-01 00:00"))


def both(found: object) -> tuple[Protection | None, Protection | None]:
    return found.papers, found.media


def at_least(one: Demand, other: Demand) -> bool:
    return one.tiers >= other.tiers and one.media >= other.media and one.places >= other.places


def assert_no_less(more: Protection, less: Protection) -> None:
    """The first is protected as the second is, or better; and has as early a turn."""
    assert rank(more.level) >= rank(less.level)
    assert at_least(more.copies, less.copies)
    assert more.looked_every_s <= less.looked_every_s
    assert more.offsite_within_s <= less.offsite_within_s
    assert more.read_within_s <= less.read_within_s
    assert in_order([_job("less", less), _job("more", more)], 10 * HOUR_NS)[0].id == "more" or _alike(more, less)


def _job(name: str, one: Protection) -> Job:
    deadline = HOUR_NS + one.offsite_within_s * 10**9
    return Job(id=name, kind="replicate", level=one.level, created_ns=HOUR_NS, deadline_ns=deadline)


def _alike(one: Protection, other: Protection) -> bool:
    return (one.level, one.offsite_within_s) == (other.level, other.offsite_within_s)


@QUICK
@given(weddings(), held(), held(), facts, moments, some.integers(1, 60 * 24 * 60))
def test_a_nearer_wedding_is_never_protected_less(
    wedding: BookedWedding, papers: Held, media: Held, studio: StudioFacts, now: int, minutes: int
) -> None:
    zone = ZoneInfo(wedding.zone)
    later = wedding.start_ns + minutes * MINUTE_NS
    assume(wedding.start_ns >= now)
    assume(5 <= datetime.fromtimestamp(later // 10**9, zone).hour < 23)
    farther = replace(wedding, start_ns=later, end_ns=wedding.end_ns + minutes * MINUTE_NS)
    assume(not wedding.delivered or at(wedding.delivered, wedding.zone) > now)  # what is delivered lies behind
    near, far = (both(priority(one, papers, media, studio, now)) for one in (wedding, farther))
    for more, less in zip(near, far, strict=True):
        if more is not None and less is not None:
            assert_no_less(more, less)


def _damaged(copy: HeldCopy, how: str) -> HeldCopy:
    """Less of it: what cannot be read is no copy, so that nothing more can be taken from it."""
    if how == "gone" and copy.readable:
        return replace(copy, complete=False, partial=False, read_ns=0)
    if how == "lost":
        return replace(copy, readable=False)
    if how == "less":
        return replace(copy, complete=False, partial=copy.complete or copy.partial)
    return replace(copy, read_ns=0)


@QUICK
@given(
    weddings(),
    held(),
    facts,
    moments,
    some.lists(some.tuples(some.integers(0, len(PLACES) - 1), some.sampled_from(["gone", "lost", "less", "unread"]))),
)
def test_what_is_copied_or_read_back_less_is_never_protected_less(
    wedding: BookedWedding, stock: Held, studio: StudioFacts, now: int, losses: list[tuple[int, str]]
) -> None:
    copies = list(stock.copies)
    for number, how in losses:
        copies[number] = _damaged(copies[number], how)
    less = replace(stock, copies=tuple(copies))
    before, after = (both(priority(wedding, one, one, studio, now)) for one in (stock, less))
    for full, poor in zip(before, after, strict=True):
        if full is not None and poor is not None:
            assert_no_less(poor, full)
            assert at_least(full.have, poor.have)
            assert full.reached or not poor.reached
            assert full.protected or not poor.protected


@QUICK
@given(weddings(), held(), held(), facts, moments, some.lists(some.integers(0, 1_000), min_size=1, max_size=5))
def test_nothing_changes_until_it_is_said_to(
    wedding: BookedWedding, papers: Held, media: Held, studio: StudioFacts, now: int, shares: list[int]
) -> None:
    first = both(priority(wedding, papers, media, studio, now))
    for number, one in enumerate(first):
        if one is None:
            continue
        until = one.until_ns or now + 800 * DAY_NS
        assert until > now
        for moment in (*(now + share * (until - 1 - now) // 1_000 for share in shares), until - 1):
            later = both(priority(wedding, papers, media, studio, moment))[number]
            if later is not None:
                assert _decided(later) == _decided(one)
        if one.until_ns:
            then = both(priority(wedding, papers, media, studio, until))[number]
            assert then is None or _decided(then) != _decided(one) or one.level == "emergency"


def _decided(one: Protection) -> tuple[object, ...]:
    return one.level, one.copies, one.offsite_within_s, one.read_within_s, one.until_ns


@QUICK
@given(weddings(), held(), facts)
def test_levels_climb_and_fall_once(wedding: BookedWedding, papers: Held, studio: StudioFacts) -> None:
    """Papers over all of a wedding's life, from one change to the next: up to the event, and down from it."""
    plain = replace(wedding, emergency=False, delivered="")
    now, levels = at("2024-01-01 00:00"), []
    while now:
        one = priority(plain, Held(), papers, studio, now).papers
        assert one is not None
        levels.append(rank(one.level))
        now = one.until_ns
        assert len(levels) < 60
    top = levels.index(max(levels))
    assert all(one <= later for one, later in pairwise(levels[: top + 1]))
    if "saturday" not in _rules(plain, studio):
        assert all(one >= later for one, later in pairwise(levels[top:]))


@QUICK
@given(weddings(), facts, some.permutations(range(-1, len(EVERYWHERE))), some.lists(some.integers(0, 400), min_size=20))
def test_media_that_is_safe_stays_safe(
    wedding: BookedWedding, studio: StudioFacts, order: list[int], waits: list[int]
) -> None:
    """As its copies are read back one after the other and its cards are released (-1), whenever it is delivered: its
    level falls and never climbs again, but for a Saturday window."""
    booked = replace(wedding, emergency=False, cards_released_ns=0)
    copies, now, ranks = [replace(one, complete=True) for one in EVERYWHERE], wedding.start_ns, []
    for hours, number in zip([*waits, 400 * 24], cycle(order), strict=False):
        now += hours * HOUR_NS
        if number < 0:
            booked = replace(booked, cards_released_ns=now)
        else:
            copies[number] = replace(copies[number], read_ns=now)
        one = priority(booked, Held(), Held(files=1, first_ns=1, copies=tuple(copies)), studio, now).media
        assert one is not None
        ranks += [] if one.saturday_window else [rank(one.level)]
    assert all(one >= later for one, later in pairwise(ranks))


def _rules(wedding: BookedWedding, studio: StudioFacts) -> str:
    one = priority(wedding, Held(), Held(), studio, wedding.end_ns).papers
    return one.reasons[0].rule if one else ""


@QUICK
@given(weddings(), held(), held(), facts, moments)
def test_every_level_comes_with_its_reasons(
    wedding: BookedWedding, papers: Held, media: Held, studio: StudioFacts, now: int
) -> None:
    for one in both(priority(wedding, papers, media, studio, now)):
        if one is None:
            continue
        assert one.reasons
        assert all(reason.text and (not reason.until_ns or reason.until_ns > now) for reason in one.reasons)
        assert not one.protected or one.reached
        assert one.until_ns == 0 or one.until_ns > now


@settings(max_examples=40, deadline=None)
@given(
    some.integers(1, 40 * 24),
    some.integers(5, 59),
    some.sampled_from(LEVELS[:-1]),
    some.booleans(),
    some.integers(0, 2**40),
)
def test_a_queue_never_starves(hours: int, every: int, level: str, is_media: bool, size: int) -> None:
    """One slot, and at each step a new job of the same level due in four hours takes it, if it may: the patient one has
    its turn at the latest when its own time is up."""
    due = hours * HOUR_NS
    patient = Job(
        id="patient", kind="replicate", level=level, created_ns=0, deadline_ns=due, captured_ns=is_media, size=size
    )
    waiting, now = [patient], 0
    while patient in waiting:
        now += every * MINUTE_NS
        fresh = Job(
            id=f"new {now}",
            kind="replicate",
            level=level,
            created_ns=now,
            deadline_ns=now + 4 * HOUR_NS,
            captured_ns=now,
        )
        waiting.append(fresh)
        waiting.remove(in_order(waiting, now)[0])
        assert now <= due + HOUR_NS
