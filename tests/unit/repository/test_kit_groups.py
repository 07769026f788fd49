"""Groups of a printed kit, typed back."""

from __future__ import annotations

import pytest

from studio_backup.repository.kit import Kit, fits_group, kit_groups, parse_kit, typed_text

KEY = bytes(range(32))


@pytest.mark.parametrize("number", range(1, 13))
def test_each_group_fits_itself_as_people_type_it(number: int) -> None:
    group = kit_groups(KEY)[number - 1]
    looks_alike = group.replace("0", "O").replace("1", "l")
    for typed in (group, group.lower(), f" {group[:2]} {group[2:]} ", f"{group[:3]}-{group[3:]}", looks_alike):
        assert fits_group(KEY, number, typed)


@pytest.mark.parametrize("typed", ["", "ABCD", "ABCDEF", "?????", "ZZZZZ"])
def test_anything_else_does_not(typed: str) -> None:
    assert not any(fits_group(KEY, number, typed) for number in range(1, 13))


def test_a_neighbouring_group_does_not() -> None:
    groups = kit_groups(KEY)
    assert not any(fits_group(KEY, number, groups[number % 12]) for number in range(1, 13))


@pytest.mark.parametrize("kit", [Kit("a" * 32, KEY, "Rose & Oak", 5 * 10**9), Kit("", KEY)])
def test_a_kit_travels_as_text(kit: Kit) -> None:
    assert parse_kit(typed_text(kit)) == kit
