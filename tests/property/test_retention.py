"""Retention over random histories: what must stay stays, whatever happened."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as some

from studio_backup.domain.policy import Retention
from studio_backup.domain.retention import DAY_NS, Line, Point, Wish, Wishes, by_age, plan

BEGIN = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp()) * 10**9
FILES = ("a", "b", "c")
ZONES = ("UTC", "Europe/London", "Pacific/Apia", "America/New_York")
LINES = (Line("laptop", "/one", "c1"), Line("laptop", "/two", "c1"), Line("desktop", "/one", "c2"))
quick = settings(max_examples=150, deadline=None)

# A run: hours since the one before, and of each file: 0 it is not there, 1 it is in the point, 2 it could not be read.
runs = some.tuples(
    some.integers(1, 24 * 120), some.tuples(*[some.integers(0, 2)] * 3), some.booleans(), some.integers(0, 40)
)
histories = some.tuples(*[some.lists(runs, max_size=25)] * 3)
moments = some.integers(0, 24 * 365 * 12).map(lambda hours: BEGIN + hours * DAY_NS // 24)
numbers = some.lists(some.integers(1, 3_000), min_size=4, max_size=4).map(
    lambda days: Retention(**dict(zip(Retention.__struct_fields__[:4], sorted(days), strict=True)))
)
wished = some.builds(
    Wish,
    retention=some.one_of(some.just(Retention()), numbers),
    delivered_ns=some.one_of(some.none(), some.just(0), moments),
    legal_ns=some.one_of(some.just(0), moments),
    hold=some.sampled_from(("", "", "a dispute")),
    paused=some.sampled_from((False, False, True)),
    assigned=some.sampled_from((True, True, False)),
)
loose = some.builds(
    Wish,
    retention=some.one_of(some.just(Retention()), numbers),
    delivered_ns=some.just(0),
    legal_ns=some.sampled_from((0, 0, BEGIN + 9 * 365 * DAY_NS)),
)
any_wishes = some.one_of(some.tuples(wished, wished, wished), some.tuples(loose, loose, loose))
zones = some.sampled_from(ZONES).map(ZoneInfo)


def _points(line, history):
    """The points of a line as the engine tells them, and what really lies in each."""
    found, truth, at = [], {}, BEGIN
    for number, (hours, files, partial, clock_ahead) in enumerate(history):
        at += hours * DAY_NS // 24
        ahead = 400 * DAY_NS if clock_ahead == 40 else 0
        has = frozenset(name for name, state in zip(FILES, files, strict=True) if state == 1)
        lacks = frozenset(name for name, state in zip(FILES, files, strict=True) if state == 2)
        one = Point(
            id=f"{line.source}{line.device}{number}", line=line, started_ns=at + ahead, number=number, partial=partial
        )
        found.append(replace(one, lacks=lacks, gives=has))
        truth[one.id] = has
    return found, truth


def _all(history):
    made = [_points(line, runs_of) for line, runs_of in zip(LINES, history, strict=True)]
    return [point for points, _ in made for point in points]


def _wishes(three, zone=UTC):
    return Wishes(zone, dict(zip(LINES, three, strict=True)))


def _kept(points, wishes, now):
    return {one.point.id for one in plan(points, wishes, now) if one.keep}


@quick
@given(histories, any_wishes, zones, moments)
def test_what_must_stay_stays(history, three, zone, now):
    points, wishes = _all(history), _wishes(three, zone)
    kept = _kept(points, wishes, now)
    for line in LINES:
        mine, wish = [one for one in points if one.line == line], wishes.of(line)
        undelivered = wish.delivered_ns is None or now < wish.delivered_ns
        if wish.hold or wish.paused or undelivered or not wish.assigned or now < wish.legal_ns:
            assert kept >= {one.id for one in mine}
        assert kept >= {one.id for one in mine if now - one.started_ns < wish.retention.every_point_days * DAY_NS}
        assert kept >= _newest(mine) | _of_periods(mine, wish.retention, zone, now)
        assert kept >= _last_of_each_file(mine), "a file was lost which nobody deleted"
        assert kept >= _unfinished(mine)


def _newest(points):
    complete = [one for one in points if not one.partial]
    return {max(complete, key=by_age).id, max(complete, key=lambda one: one.number).id} if complete else set()


def _unfinished(points):
    """Nothing complete came after these: they may hold files which are nowhere else."""
    complete = [by_age(one) for one in points if one.id in _newest(points)]
    return {one.id for one in points if one.partial and all(by_age(one) > other for other in complete)}


def _of_periods(points, kept, zone, now):
    """Told again, in other words: of the points which are left, each period still young enough has its last one."""
    found = set()
    forms = (("%Y-%m-%d", kept.daily_days), ("%G-%V", kept.weekly_days), ("%Y-%m", kept.monthly_days))
    for form, days in forms:
        last = {}
        for point in sorted(points, key=lambda one: (not one.partial, by_age(one))):
            moment = datetime.fromtimestamp(point.started_ns // 10**9, tz=UTC).astimezone(zone)
            last[moment.strftime(form)] = point
        found |= {one.id for one in last.values() if now - one.started_ns < days * DAY_NS}
    return found


def _last_of_each_file(points):
    """Of each file that is in the newest complete point, or could not be read there, the newest point which has it."""
    found = set()
    for newest in (one for one in points if one.id in _newest(points)):
        for name in newest.lacks | newest.gives:
            holders = [one for one in points if name in one.gives]
            found |= {max(holders, key=by_age).id} if name in newest.lacks and holders else {newest.id}
    return found


@quick
@given(histories, any_wishes, zones, moments)
def test_planning_again_removes_nothing_more(history, three, zone, now):
    points, wishes = _all(history), _wishes(three, zone)
    left = [one for one in points if one.id in _kept(points, wishes, now)]
    assert _kept(left, wishes, now) == {one.id for one in left}


@quick
@given(histories, any_wishes, zones, moments, some.integers(1, 24 * 2_000))
def test_what_goes_now_goes_later_and_goes_exactly_when_it_was_told(history, three, zone, now, hours):
    points, wishes = _all(history), _wishes(three, zone)
    verdicts = plan(points, wishes, now)
    later = now + hours * DAY_NS // 24
    kept_later = _kept(points, wishes, later)
    for one in verdicts:
        assert one.keep or one.point.id not in kept_later
        assert one.reasons and (one.keep or not one.goes_ns)
    for goes in {one.goes_ns for one in verdicts if one.goes_ns}:
        told = {one.point.id for one in verdicts if one.goes_ns == goes}
        assert told <= _kept(points, wishes, goes - 1) and told.isdisjoint(_kept(points, wishes, goes))
    assert {one.point.id for one in verdicts if one.keep and not 0 < one.goes_ns <= later} == kept_later


@quick
@given(histories, any_wishes, zones, moments, some.randoms(use_true_random=False))
def test_the_order_of_points_is_nothing(history, three, zone, now, chance):
    points, wishes = _all(history), _wishes(three, zone)
    told = plan(points, wishes, now)
    chance.shuffle(points)
    assert plan(points, wishes, now) == told
    assert len(told) == len(points), "each has a verdict"


@quick
@given(histories, any_wishes, zones, moments, some.sampled_from(LINES))
def test_a_hold_a_pause_an_unknown_delivery_never_remove(history, three, zone, now, line):
    points, wishes = _all(history), _wishes(three, zone)
    before, wish = _kept(points, wishes, now), wishes.of(line)
    for more in (
        replace(wish, hold="a dispute"),
        replace(wish, paused=True),
        replace(wish, delivered_ns=None),
        replace(wish, assigned=False),
        replace(wish, legal_ns=wish.legal_ns + DAY_NS),
    ):
        assert _kept(points, Wishes(zone, {**wishes.lines, line: more}), now) >= before


@quick
@given(histories, any_wishes, moments, some.sampled_from(LINES))
def test_where_it_is_not_known_what_is_missing_the_folder_loses_nothing(history, three, now, line):
    points, wishes = _all(history), _wishes(three)
    newest = _newest([one for one in points if one.line == line])
    blind = [replace(one, lacks=None) if one.id in newest else one for one in points]
    kept = _kept(blind, wishes, now)
    assert kept >= _kept(points, wishes, now)
    assert not newest or kept >= {one.id for one in points if one.line == line}


@quick
@given(histories, any_wishes, zones, moments)
def test_the_folders_do_not_touch_each_other(history, three, zone, now):
    points, wishes = _all(history), _wishes(three, zone)
    apart = set().union(*(_kept([one for one in points if one.line == line], wishes, now) for line in LINES))
    assert apart == _kept(points, wishes, now)


def test_seven_years_of_hourly_points_come_down_to_days_weeks_months():
    at = [BEGIN + number * DAY_NS // 24 for number in range(24 * 400)]
    line = LINES[0]
    points = [Point(id=str(number), line=line, started_ns=moment) for number, moment in enumerate(at)]
    now = at[-1] + 1
    kept = {one.point.started_ns for one in plan(points, Wishes(otherwise=Wish(delivered_ns=0)), now) if one.keep}
    days = {timedelta(seconds=(now - one) / 1e9).days for one in kept}
    assert sum(now - one < 90 * DAY_NS for one in kept) == 90 * 24
    assert days >= set(range(365)) and sum(90 <= day < 365 for day in days) == 275
    assert len([one for one in kept if now - one >= 365 * DAY_NS]) == 6, "five Sundays, and the last of January"
