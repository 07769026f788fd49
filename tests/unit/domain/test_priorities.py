"""The numbers of the rules, and what a studio may make of them."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from studio_backup.domain.job import LEVELS
from studio_backup.domain.priorities import DAY, NUMBERS, CopyNumbers, Numbers, lowered, numbers_of


def test_the_numbers_of_the_rules() -> None:
    rows = [numbers_of(NUMBERS, level) for level in LEVELS[:-1]]
    assert [(row.copies.tiers, row.copies.media, row.copies.places) for row in rows] == [(3, 2, 2)] * 3 + [(5, 3, 3)]
    assert [row.offsite_within_s // 3_600 for row in rows] == [30 * 24, 7 * 24, 24, 4]
    assert [row.read_within_s // DAY for row in rows] == [90, 30, 7, 1]
    assert lowered(NUMBERS) == ()


def test_a_level_never_demands_less_than_one_below_it() -> None:
    raised = replace(NUMBERS, low=replace(NUMBERS.low, copies=CopyNumbers(tiers=6), read_within_s=DAY // 2))
    assert [numbers_of(raised, level).copies.tiers for level in LEVELS] == [6] * 5
    assert [numbers_of(raised, level).read_within_s for level in LEVELS] == [DAY // 2] * 5
    assert lowered(raised) == ()


def test_lowering_is_told() -> None:
    less = replace(
        NUMBERS, high=replace(NUMBERS.high, copies=CopyNumbers(tiers=2, places=1)), window=CopyNumbers(media=1), away=1
    )
    assert lowered(less) == (
        "Level high demands 2 / 2 / 1 (copies / media / places): less than 3 / 2 / 2.",
        "The Saturday window demands 3 / 1 / 2 (copies / media / places): less than 3 / 2 / 2.",
        "One copy off the machine is called enough: less than two, in two places.",
    )


@pytest.mark.parametrize("text", ['{"away":0}', '{"window":{"tiers":0}}', '{"kept_days":0}', '{"window_from":24}'])
def test_numbers_that_mean_nothing_are_refused(text: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(text, type=Numbers)


def test_they_are_kept_as_json() -> None:
    assert msgspec.json.decode(msgspec.json.encode(NUMBERS), type=Numbers) == NUMBERS
