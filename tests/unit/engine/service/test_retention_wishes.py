"""What is wished for the points of a folder: delivery, law, holds, losses, and whose numbers count."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from studio_backup.catalog.documents import KnownRoot
from studio_backup.catalog.points import PointRow
from studio_backup.domain.policy import DEFAULT, Policy, Retention
from studio_backup.domain.retention import Line, Wish
from studio_backup.domain.source import WatchedSource
from studio_backup.domain.wedding import BookedWedding
from studio_backup.engine.health.facts import LossFacts
from studio_backup.engine.service.retention_wishes import Known, wishes

LONDON = ZoneInfo("Europe/London")
LINE = Line("laptop", "/w/kim", "c")
SHORT = Policy(id="short", name="Short", retention=Retention(every_point_days=7, monthly_days=400, legal_years=10))


def _ns(*when: int, zone: Any = LONDON) -> int:
    return int(datetime(*when, tzinfo=zone).timestamp()) * 10**9  # type: ignore[misc, arg-type]


def _row(wedding: str = "Kim & Lee", date: str = "2026-06-20", device: str = "laptop") -> PointRow:
    return PointRow("p", "c", wedding, date, "/w/kim", device, 1, 1, 2, False, 1, 1, 0)


def _booked(**more: Any) -> BookedWedding:
    start, end = _ns(2026, 6, 20, 13), _ns(2026, 6, 20, 23, 59)
    told = {"name": "KIM & Lee", "date": "2026-06-20", "zone": "Europe/London", "start_ns": start, "end_ns": end}
    return BookedWedding(id="w", **(told | more))


def _wish(row: PointRow, **known: Any) -> Wish:
    usual: dict[str, Any] = {
        "zone": LONDON,
        "device": "laptop",
        "policies": [DEFAULT],
        "sources": [],
        "weddings": [],
        "losses": (),
        "documents": frozenset(),
    }
    return wishes({LINE: [row]}, Known(**(usual | known))).of(LINE)


def test_a_wedding_nobody_booked_and_one_without_a_delivery_are_not_delivered() -> None:
    assert _wish(_row()).delivered_ns is None
    assert _wish(_row(), weddings=[_booked()]).delivered_ns is None
    assert _wish(_row(), weddings=[_booked(cancelled=True)]).delivered_ns is None
    assert _wish(_row(), weddings=[_booked(delivered="soon")]).delivered_ns is None


def test_it_is_delivered_from_the_end_of_that_day_at_the_venue() -> None:
    assert _wish(_row(), weddings=[_booked(delivered="2026-08-01")]).delivered_ns == _ns(2026, 8, 2)
    there = _booked(delivered="2026-08-01", zone="Pacific/Auckland")
    assert _wish(_row(), weddings=[there]).delivered_ns == _ns(2026, 8, 2, zone=ZoneInfo("Pacific/Auckland"))
    unknown = _booked(delivered="2026-08-01", zone="Moon/Base")
    assert _wish(_row(), weddings=[unknown]).delivered_ns == _ns(2026, 8, 2)


def test_of_two_bookings_of_one_name_and_day_the_undelivered_one_and_each_hold_count() -> None:
    two = [_booked(delivered="2026-08-01"), _booked(hold="a dispute")]
    found = _wish(_row(), weddings=two)
    assert found.delivered_ns is None and found.hold == "a dispute"
    assert _wish(_row(date="2027-06-20"), weddings=two).hold == "", "another wedding of that name"


@pytest.mark.parametrize(
    "event, last",
    [
        ({}, (2033, 6, 21)),
        ({"start_ns": _ns(2028, 2, 29, 12), "end_ns": _ns(2028, 2, 29, 20)}, (2035, 3, 2)),
        ({"start_ns": _ns(2026, 6, 27, 13), "end_ns": _ns(2026, 6, 28)}, (2033, 6, 28)),
        ({"start_ns": 0, "end_ns": 0}, (2033, 6, 21)),
    ],
)
def test_documents_are_kept_seven_years_from_the_event_on(event: dict[str, int], last: tuple[int, ...]) -> None:
    papers = frozenset({KnownRoot("c", "laptop", "/w/kim")})
    booked = [_booked(delivered="2026-08-01", **event)]
    assert _wish(_row(), weddings=booked, documents=papers).legal_ns == _ns(*last)
    assert _wish(_row(), weddings=booked).legal_ns == 0, "photos alone are not what the law wants"


def test_the_folders_own_policy_counts_and_of_a_strange_folder_the_longest_numbers() -> None:
    source = WatchedSource(id="s", path="/w/kim", policy="short")
    known = {"policies": [DEFAULT, SHORT], "sources": [source]}
    assert _wish(_row(), **known).retention == SHORT.retention
    longest = Retention(every_point_days=90, monthly_days=7 * 365, legal_years=10)
    assert _wish(_row(device="another"), **known).retention == longest
    assert _wish(_row(), policies=[DEFAULT, SHORT]).retention == longest, "it is not watched any more"


@pytest.mark.parametrize("point, before, path", [("p", "q", "/"), ("x", "p", "/"), ("x", "y", "/w/kim")])
def test_a_sudden_loss_pauses_its_folder(point: str, before: str, path: str) -> None:
    loss = LossFacts(source="s", path=path, point=point, before=before, verdict="Of 9, 9 vanished.")
    assert _wish(_row(), losses=(loss,)).paused
    assert not _wish(_row(), losses=(LossFacts(source="s", path="/w/max", point="x", before="y", verdict=""),)).paused


@pytest.mark.parametrize("cause, paused", [("/w/kim", True), ("/w/kim/raw/1.CR3", True), ("/w/kimono", False)])
def test_media_that_changed_unnoticed_pauses_its_folder(cause: str, paused: bool) -> None:
    assert _wish(_row(), asked=frozenset({cause})).paused is paused


def test_what_belongs_to_no_wedding_waits_to_be_assigned() -> None:
    found = _wish(_row("unassigned", ""))
    assert not found.assigned and found.delivered_ns == 0


def test_a_folder_which_a_person_called_none_of_a_wedding_goes_by_age() -> None:
    paths = frozenset({"/w/kim"})
    assert _wish(_row("unassigned", ""), dismissed=paths).assigned
    assert not _wish(_row("unassigned", "", device="another"), dismissed=paths).assigned
