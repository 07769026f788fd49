"""Which copies count: machines, media, places, and how far they are from the venue."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from studio_backup.domain.protection import Demand, HeldCopy
from studio_backup.domain.wedding import Spot
from studio_backup.engine.schedule.priority_counting import (
    Safety,
    all_copies,
    is_last_copy,
    last_holders,
    reaches_all,
    read_once,
    read_since,
    required,
)
from studio_backup.engine.schedule.priority_ground import Tally, ground_of
from tests.support.weddings import B2, DRIVE, NAS, PLACES, ROSE_HALL, S3, STUDIO, VAULT, stored

NEAR = Spot(latitude=51.9, longitude=-0.12)
"""44 km north of the venue."""
FAR = Spot(latitude=52.0, longitude=-0.12)
"""56 km north of it."""


def tally(*copies: HeldCopy, venue: str = "", spot: Spot | None = None, strict: bool = False) -> Tally:
    return ground_of(copies, venue, spot, STUDIO).everything(strict=strict)


def test_all_copies_on_one_machine_are_one_copy_and_one_medium() -> None:
    disk = replace(DRIVE, place="studio", on_machine=True)
    assert tally(VAULT, disk) == tally(VAULT) == Tally(1, 1, 1, 0, 0, 0)
    assert tally(VAULT, disk, NAS, B2) == Tally(3, 3, 2, 2, 2, 1)


def test_two_places_of_one_kind_are_one_medium() -> None:
    assert tally(NAS, replace(NAS, tier="NAS 2")).media == 1
    assert tally(B2, S3).media == 1


def test_offsite_is_another_place_than_the_machines_and_the_venues() -> None:
    assert tally(VAULT, NAS).offsite == 0
    assert tally(VAULT, DRIVE).offsite == 1
    assert tally(VAULT, replace(DRIVE, place="Rose Hall"), venue="rose hall ").offsite == 0
    assert tally(NAS, B2).offsite == 1, "the studio is the machine's place, where it holds nothing, too"


def test_places_under_50_km_from_the_venue_are_one_with_it() -> None:
    near, far = replace(DRIVE, spot=NEAR), replace(B2, spot=FAR)
    assert tally(VAULT, near, far, spot=ROSE_HALL).offsite == 1
    other = replace(S3, spot=ROSE_HALL)
    assert tally(near, other, spot=ROSE_HALL).places == 1
    assert tally(near, other, far, spot=ROSE_HALL).places == 2
    assert tally(near, other).places == 2, "a venue nobody knows the place of takes nothing"
    unplaced = replace(DRIVE, tier="Drive 2")
    assert tally(near, unplaced, spot=ROSE_HALL).places == 1, "of one name: one place, wherever it is typed"


def test_the_machine_of_an_unknown_place_is_no_place_of_its_own() -> None:
    away = replace(STUDIO, place="")
    somewhere = replace(VAULT, place="")
    assert ground_of((somewhere,), "", None, away).everything(strict=False).places == 1
    assert ground_of((somewhere, B2), "", None, away).everything(strict=False).places == 1
    unknown = replace(B2, place=""), replace(NAS, place="")
    assert ground_of((somewhere, *unknown), "", None, away).everything(strict=False).places == 2


def test_strict_counts_one_copy_for_each_provider_if_there_are_two() -> None:
    again = replace(S3, tier="S3 again", place="Paris")
    assert tally(S3, again, B2, strict=True).tiers == 2
    assert tally(S3, again, B2, strict=False).tiers == 3
    assert tally(S3, again, strict=True).tiers == 2
    assert tally(S3, again, B2, strict=True).places == 3


def test_what_counts_is_whole_readable_and_was_read_back_in_time() -> None:
    good = stored(NAS, read="2026-06-22 09:00").copies[0]
    assert read_since([VAULT, good, NAS, good], good.read_ns) == 0b1010
    assert read_since([good], good.read_ns + 1) == 0
    assert read_since([replace(good, complete=False), good], 1) == 0b10
    assert read_since([replace(good, readable=False)], 1) == 0
    assert read_since([replace(good, read_ns=0)], -1) == 0


def test_what_was_read_once_stays_so_wherever_it_is_now() -> None:
    good = stored(NAS, read="2026-06-22 09:00").copies[0]
    gone = replace(good, readable=False)
    assert read_once([VAULT, good, gone, replace(good, complete=False), replace(good, read_ns=0)]) == 0b110


@pytest.mark.parametrize(
    ("have", "everything", "reached"),
    [
        (Tally(3, 2, 2, 2, 2, 1), Tally(5, 3, 3, 4, 3, 2), True),
        (Tally(3, 2, 2, 2, 1, 1), Tally(5, 3, 3, 4, 3, 2), False),
        (Tally(3, 2, 2, 2, 2, 0), Tally(5, 3, 3, 4, 3, 2), False),
        (Tally(2, 2, 1, 1, 1, 0), Tally(2, 2, 1, 1, 1, 0), True),
        (Tally(0, 0, 0, 0, 0, 0), Tally(0, 0, 0, 0, 0, 0), False),
    ],
)
def test_protected_is_two_copies_off_the_machine_in_two_places_at_every_level(
    have: Tally, everything: Tally, reached: bool
) -> None:
    wanted = required(Demand(tiers=3, media=2, places=2), STUDIO.numbers)
    assert reaches_all(have, wanted, everything) == reached


def test_places_that_hold_nothing_are_known_from_the_studio() -> None:
    held = stored(NAS, VAULT)
    assert [copy.tier for copy in all_copies(held, STUDIO)] == ["NAS", "local", "B2", "S3", "Drive"]
    assert all_copies(stored(*PLACES), STUDIO) == stored(*PLACES).copies


def test_the_last_readable_copy() -> None:
    vault, nas, cloud = stored(VAULT, NAS, B2).copies
    lost = replace(nas, readable=False)
    assert not is_last_copy((vault,))
    assert not is_last_copy((vault, nas))
    assert is_last_copy((vault, lost))
    assert not is_last_copy((vault, lost, cloud))
    assert is_last_copy((replace(vault, readable=False),)), "none is left"
    assert not is_last_copy((vault, replace(NAS, readable=False))), "which never held any of it"


def test_who_holds_only_an_older_part_is_no_second_copy() -> None:
    vault, nas = stored(VAULT, NAS).copies
    lost, older = replace(nas, readable=False), replace(B2, partial=True)
    assert is_last_copy((vault, lost, older))
    assert is_last_copy((older, lost)), "none is left of what came last"


def test_each_state_of_a_folder_is_counted_for_itself() -> None:
    vault = replace(stored(VAULT).copies[0], parts=0b11)
    nas = replace(NAS, readable=False, partial=True, lost=0b01)
    cloud = replace(B2, partial=True, parts=0b01)
    assert not is_last_copy((vault, nas, cloud)), "what was backed up just now was never lost"
    drive = replace(stored(DRIVE).copies[0], readable=False, lost=0b11)
    assert is_last_copy((vault, nas, cloud, drive))
    assert [one.tier for one in last_holders((vault, nas, cloud, drive))] == ["local"]


def test_media_that_was_safe_before_its_delivery_is_safe_after_it():
    """Also where a studio demands more of what is normal than two clouds of one provider can give."""
    safe = Safety(released=True, all_read=True, least_read=False)
    assert safe.is_safe(delivered=False) and safe.is_safe(delivered=True)
    assert not Safety(released=True).is_safe(delivered=True)
    assert Safety(least_read=True).is_safe(delivered=True) and not Safety(least_read=True).is_safe(delivered=False)
