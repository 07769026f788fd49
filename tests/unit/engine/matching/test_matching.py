"""Which wedding a folder belongs to, how surely, and why."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from studio_backup.domain.matching import CameraShots, ClockOffset, Evidence, Match
from studio_backup.domain.wedding import BookedWedding
from studio_backup.engine.matching.matching import clocks_in, explicit, matches
from tests.support.camera_heads import wall

LONDON = "Europe/London"
HOUR = 3600


def booked(name: str = "Smith & Jones", day: str = "2026-06-20", **more: object) -> BookedWedding:
    told = {"zone": LONDON, "venue": "Rose Hall", "from_": "13:00", "to": "23:59", "id": f"{name} {day}"} | more
    zone = ZoneInfo(str(told["zone"]))
    begin, end = (datetime.fromisoformat(f"{day}T{told.pop(one)}").replace(tzinfo=zone) for one in ("from_", "to"))
    start_ns, end_ns = (int(one.timestamp()) * 10**9 for one in (begin, end))
    return BookedWedding(name=name, date=day, start_ns=start_ns, end_ns=end_ns, **told)  # type: ignore[arg-type]


def shots(camera: str = "R5", start: str = "2026-06-20 12:05", photos: int = 100, **more: int) -> CameraShots:
    """One photo every five minutes."""
    return CameraShots(camera=camera, walls_s=tuple(wall(start) + 300 * n for n in range(photos)), **more)


def folder(
    *names: str, cameras: tuple[CameraShots, ...] = (shots(),), clocks: tuple[ClockOffset, ...] = ()
) -> Evidence:
    return Evidence(names=names, cameras=cameras, clocks=clocks)


def best(evidence: Evidence, *weddings: BookedWedding, home: str = LONDON) -> Match:
    return matches(evidence, weddings, ZoneInfo(home))[0]


WEDDING = booked()
UNSET = CameraShots(camera="R5", not_set=400)


@pytest.mark.parametrize(
    "name", ["2026-06-20 Rose Hall", "2026_06_20", "20.06.2026 Smith & Jones", "Smith Jones 20 June 2026"]
)
def test_the_day_in_the_name_and_photos_of_it_are_sure(name: str) -> None:
    found = best(folder("Pictures", name), WEDDING, booked("Miller & Hall", "2026-06-27"))
    assert (found.wedding, found.certainty) == (WEDDING.id, "sure")
    assert "the day" in found.why
    assert "100 of 100 dated photos were taken while it was on" in found.why


@pytest.mark.parametrize(
    ("evidence", "why"),
    [
        pytest.param(folder("card 3"), "dated photos were taken while it was on", id="photos only"),
        pytest.param(folder("2026-06-20", cameras=()), "tells the day", id="name only"),
        pytest.param(folder("Smith & Jones", cameras=()), "tells the couple", id="couple only"),
        pytest.param(folder("2026-06-20 Miller"), "dated photos", id="somebody else's name"),
        pytest.param(folder("2026-06-20", cameras=(UNSET,)), "clock was not set", id="1970"),
    ],
)
def test_one_of_both_is_likely(evidence: Evidence, why: str) -> None:
    found = best(evidence, WEDDING)
    assert (found.wedding, found.certainty) == (WEDDING.id, "likely")
    assert why in found.why


@pytest.mark.parametrize(
    "cameras",
    [
        pytest.param((shots(photos=60), shots("A7", "2026-06-19 15:00", 40)), id="two days"),
        pytest.param((shots(start="2026-06-20 07:05"),), id="a quarter of them before"),
        pytest.param((shots(), shots("A7", "2026-06-20 15:00", 20, not_set=200)), id="most do not tell when"),
    ],
)
def test_more_than_the_wedding_in_it_is_asked(cameras: tuple[CameraShots, ...]) -> None:
    assert best(folder("2026-06-20 Rose Hall", cameras=cameras), WEDDING).certainty == "likely"


def test_two_days_in_one_folder() -> None:
    """Half of its photos are enough to be thought of, and with its name to be likely."""
    two = (shots(start="2026-06-19 14:00", photos=50), shots("A7", "2026-06-20 14:00", 40))
    one = CameraShots(camera="R5", walls_s=tuple(sorted(two[0].walls_s + two[1].walls_s)))
    unnamed, named = best(folder("two days", cameras=(one,)), WEDDING), best(folder("Smith", cameras=(one,)), WEDDING)
    assert (unnamed.certainty, named.certainty) == ("possible", "possible")
    assert "40 of 90 dated photos were taken while it was on" in unnamed.why
    assert best(folder("Smith & Jones", cameras=(one,)), WEDDING).certainty == "likely"
    assert "the day, the couple and the venue" in best(folder("2026-06-20 Smith & Jones, Rose Hall"), WEDDING).why


def test_another_wedding_that_comes_near_is_asked() -> None:
    evening = booked("Miller & Brown", from_="20:00", venue="Oak Barn", id="evening")
    both = folder("2026-06-20", cameras=(shots(photos=80),))
    assert (best(both, WEDDING, evening).wedding, best(both, WEDDING, evening).certainty) == (WEDDING.id, "likely")
    assert best(both, WEDDING).certainty == "sure"
    named = folder("2026-06-20 Smith & Jones", cameras=both.cameras)
    assert best(named, WEDDING, evening).certainty == "sure", "its name tells which"


def test_a_name_that_its_photos_contradict_is_only_possible() -> None:
    found = best(folder("2026-06-20 Rose Hall", cameras=(shots(start="2026-05-02 10:00"),)), WEDDING)
    assert found.certainty == "possible"
    assert "but its photos are from 2026-05-02, 10:00 to 18:15" in found.why


def test_nothing_speaks_for_any() -> None:
    assert matches(folder("Holidays", cameras=(shots(start="2026-08-02 10:00"),)), [WEDDING]) == ()


def test_forty_weddings_on_one_saturday() -> None:
    weddings = [
        booked(f"Couple{chr(65 + n % 26)}x{n // 26} & Other{n}", venue=f"Venue {chr(97 + n)}") for n in range(40)
    ]
    unnamed = matches(folder("2026-06-20"), weddings)
    assert len(unnamed) == 5
    assert {one.certainty for one in unnamed} == {"possible"}
    assert "40 weddings fit equally well, of which 5 are named." in unnamed[0].why
    assert "equally" not in unnamed[1].why, "it is said once"
    one = booked("Smith & Jones", venue="Rose Hall")
    assert best(folder("2026-06-20 Smith & Jones"), *weddings, one).certainty == "sure"


def test_two_weddings_of_one_couple() -> None:
    civil, church = booked(day="2026-06-19", id="civil"), booked(id="church")
    assert best(folder("Smith & Jones"), civil, church).wedding == "church"
    assert best(folder("Smith & Jones", cameras=()), civil, church).certainty == "possible"


def test_two_couples_of_one_name_on_one_day() -> None:
    here, there = booked(id="a", venue="Rose Hall"), booked(id="b", venue="Oak Barn")
    assert best(folder("2026-06-20 Smith & Jones"), here, there).certainty == "possible"
    found = best(folder("2026-06-20 Smith & Jones, Oak Barn"), here, there)
    assert (found.wedding, found.certainty) == ("b", "sure")


def test_second_shooters_and_guests() -> None:
    guests = (shots("Phone", "2026-06-20 15:00", 20), shots("Other phone", "2026-05-01 15:00", 6))
    found = best(folder("2026-06-20 Rose Hall", cameras=(shots(), shots("A7", photos=80), *guests)), WEDDING)
    assert found.certainty == "sure"
    assert "200 of 206" in found.why


def test_a_second_camera_an_hour_off_is_in_the_wedding_and_its_offset_is_told() -> None:
    late = shots("A7", "2026-06-20 02:05")
    evidence = folder("2026-06-20 Rose Hall", cameras=(shots(photos=90), late))
    assert best(evidence, WEDDING).certainty == "likely"
    clock = clocks_in(evidence, WEDDING, ZoneInfo(LONDON))[0]
    assert (clock.camera, clock.seconds) == ("A7", 10 * HOUR)
    assert "clock of A7 put right" in best(evidence, WEDDING).why


def test_what_a_person_says_of_a_clock_counts() -> None:
    wrong = folder("card", cameras=(shots(start="2026-06-18 12:05"),))
    assert matches(wrong, [WEDDING]) == ()
    said = ClockOffset(camera="R5", seconds=48 * HOUR, by_person=True)
    assert best(folder("card", cameras=wrong.cameras, clocks=(said,)), WEDDING).certainty == "likely"


def test_cameras_at_home_time_at_a_wedding_far_away() -> None:
    auckland = booked(zone="Pacific/Auckland")
    at_home = shots(start="2026-06-20 01:05")  # London shows that when it is past noon in Auckland
    assert best(folder("card", cameras=(at_home,)), auckland).certainty == "likely"


def test_the_day_after_is_another_shoot() -> None:
    assert matches(folder("card", cameras=(shots(start="2026-06-21 13:00", photos=40),)), [WEDDING]) == ()


def test_a_moved_wedding_is_found_by_its_new_day_and_its_old() -> None:
    moved = booked(day="2026-06-27")
    moved = BookedWedding(**{name: getattr(moved, name) for name in moved.__struct_fields__} | {"date": "2026-06-20"})
    for name in ("2026-06-20", "2026-06-27"):
        assert best(folder(name, cameras=(shots(start="2026-06-27 12:05"),)), moved).certainty == "sure"


def test_cancelled_and_unknown_zones_never_make_sure() -> None:
    assert best(folder("2026-06-20"), booked(cancelled=True)).certainty == "possible"
    odd = BookedWedding(
        id="o", name="Smith", date="2026-06-20", zone="Mars/Olympus", start_ns=WEDDING.start_ns, end_ns=0
    )
    assert best(folder("2026-06-20 Smith"), odd).wedding == "o"


def test_what_a_person_assigned_is_sure() -> None:
    assert explicit("Smith & Jones", "2026-06-20").certainty == "sure"
