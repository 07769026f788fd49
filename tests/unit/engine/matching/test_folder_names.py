"""What names of folders say."""

from __future__ import annotations

import pytest

from studio_backup.domain.wedding import BookedWedding
from studio_backup.engine.matching.folder_names import Fit, fit, folded, named

WEDDING = BookedWedding(
    id="w", name="Anna & Ben", date="2026-06-20", zone="Europe/London", start_ns=0, end_ns=0,
    couple="Anna Smith & Ben Jones", venue="Rose Hall",
)  # fmt: skip


@pytest.mark.parametrize(
    "names",
    [
        ["2026-06-20 Rose Hall"],
        ["2026_06_20"],
        ["20260620-smith"],
        ["260620 Smith"],
        ["20.06.2026"],
        ["20.6.26 Hochzeit"],
        ["Smith 20-06-2026"],
        ["06-20-2026 Smith"],  # as in America
        ["20 June 2026"],
        ["20. Juni 2026"],
        ["June 20th, 2026"],
        ["20 Jun 2026 Smith & Jones"],
        ["2026", "06-20 Smith"],
        ["2026", "20.06. Smith"],
        ["Weddings 2026", "20th of June", "Smith"][:2],
        ["2026", "06", "20 Smith"],
        ["2026", "06 June", "20"],
        ["2026-06", "20 Rose Hall"],
        ["2026-06-20 Rose Hall", "Card 1", "DCIM"],
    ],
)
def test_days(names: list[str]) -> None:
    assert "2026-06-20" in named(names).days


@pytest.mark.parametrize(
    "name", ["", "Smith & Jones", "100CANON", "IMG_20266220", "2026", "June 2026", "2026-13-45", "1234567890123", "🎉"]
)
def test_no_day(name: str) -> None:
    assert named([name]).days == frozenset()


def test_the_innermost_day_decides() -> None:
    assert named(["2026-06-13 engagement", "2026-06-20"]).days == {"2026-06-20"}


def test_the_year_may_be_told_in_two_digits_at_either_end() -> None:
    assert named(["20.06.26"]).days == {"2026-06-20", "2020-06-26"}


def test_words() -> None:
    said = named(["Weddings", "2026-06-20 Schlössle RAW"])
    assert said.own == {"schlossle"}
    assert folded("MÄRZ") == "marz"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Smith & Jones", Fit(couple=2, whole=True)),
        ("anna + ben raws", Fit(couple=2, whole=True)),
        ("ROSE HALL", Fit(venue=True)),
        ("Smith", Fit(couple=1)),
        ("Rose garden", Fit()),
    ],
)
def test_how_a_wedding_is_named(name: str, wanted: Fit) -> None:
    assert fit(named([name]), WEDDING) == wanted


def test_long_names_cost_nothing() -> None:
    named(["1-" * 100_000, "20 " * 100_000])
