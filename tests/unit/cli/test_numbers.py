"""Numbers of the rules by name."""

from __future__ import annotations

import pytest

from studio_backup.base.errors import UsageError
from studio_backup.cli.numbers import changed, number_text, numbers_in, with_number
from studio_backup.domain.priorities import NUMBERS


def test_each_has_a_name_and_can_be_changed() -> None:
    names = numbers_in()
    assert names["critical.copies.tiers"] == 5
    assert names["near_km"] == 50
    for name, value in names.items():
        assert with_number(NUMBERS, name, f"{value:g}") == NUMBERS
    edited = with_number(with_number(NUMBERS, "high.copies.tiers", "4"), "near_km", "30.5")
    assert edited.high.copies.tiers == 4
    assert edited.near_km == 30.5
    assert changed(edited) == {"high.copies.tiers", "near_km"}
    assert changed(NUMBERS) == frozenset()


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("high.copies", "4", "There is no number high.copies."),
        ("none", "4", "There is no number none."),
        ("high.copies.tiers", "0", "0 is no value for high.copies.tiers."),
        ("high.copies.tiers", "many", "many is no value for high.copies.tiers."),
        ("window_from", "24", "24 is no value for window_from."),
    ],
)
def test_what_cannot_be_is_told(name: str, value: str, says: str) -> None:
    with pytest.raises(UsageError) as caught:
        with_number(NUMBERS, name, value)
    assert caught.value.message == says
    assert caught.value.hint


def test_spans_are_told_in_their_largest_unit() -> None:
    told = {"critical.looked_every_s": "15 min", "high.offsite_within_s": "1 d", "season_every_s": "5 h"}
    assert {name: number_text(name, numbers_in()[name]) for name in told} == told
    assert number_text("near_km", 50.0) == "50"
