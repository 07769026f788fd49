"""What still waits for a wedding, and how a folder is left out of the source around it."""

from __future__ import annotations

import pytest

from studio_backup.domain.matching import Decision, FoundFolder
from studio_backup.domain.source import WatchedSource
from studio_backup.engine.backup.place import Place
from studio_backup.engine.backup.selection import Selection
from studio_backup.engine.matching.unassigned import (
    decided,
    evidence_of,
    excluding,
    inherited,
    innermost,
    is_exposed,
    is_given_away,
    waits,
)

PICTURES = "/home/me/Pictures"


def given(path: str, **more: object) -> dict[str, Decision]:
    return {path: Decision(path=path, **({"state": "assigned"} | more))}  # type: ignore[arg-type]


def found(path: str) -> FoundFolder:
    return FoundFolder(path=path, source="s")


def test_a_decision_covers_the_folders_below() -> None:
    decisions = given(f"{PICTURES}/2026")
    assert decided(f"{PICTURES}/2026/card 1", decisions) is not None
    assert decided(f"{PICTURES}/20261", decisions) is None
    assert decided(f"{PICTURES}/2026/card 1", given(f"{PICTURES}/2026", loose=True)) is None
    assert waits(found(f"{PICTURES}/2026"), given(f"{PICTURES}/2026", state="open"))
    assert not waits(found(f"{PICTURES}/2026"), given(f"{PICTURES}/2026", state="dismissed"))


def test_exposed_until_the_wedding_holds_it() -> None:
    assert is_exposed(found("/a"), {})
    assert is_exposed(found("/a"), given("/a"))
    assert not is_exposed(found("/a"), given("/a", settled_ns=5))
    assert not is_exposed(found("/a"), given("/a", state="dismissed"))


@pytest.mark.parametrize("name", ["card 3", "card [3]", "what?", "*", "!important", "[!a]", "ä\udcff"])
def test_exactly_that_folder_is_left_out(name: str) -> None:
    lines = Selection(excluding(("2026", name), loose=False), defaults=())
    year = Place(Place(None, ""), "2026")
    assert lines.left_out_by(year, name, True) is not None
    assert lines.left_out_by(year, name + "x", True) is None
    assert lines.left_out_by(Place(None, ""), name, True) is None


def test_loose_photos_are_left_out_and_the_folders_stay() -> None:
    lines = Selection(excluding(("2026",), loose=True), defaults=())
    year = Place(Place(None, ""), "2026")
    assert lines.left_out_by(year, "a.jpg", False) is not None
    assert lines.left_out_by(year, "card 1", True) is None
    assert lines.left_out_by(Place(year, "card 1"), "a.jpg", False) is None


def test_the_lines_of_the_source_around_hold_on() -> None:
    lines = ("*.tmp", "/2026/card 3/selects/", "!/2026/card 3/keep.txt", "/2025/", "**/cache/", "/2026/card 3/", "a/b")
    wanted = ("*.tmp", "/selects/", "!/keep.txt", "**/cache/")
    assert inherited(lines, ("2026", "card 3")) == wanted


def test_the_source_that_lies_nearest() -> None:
    outer, inner = WatchedSource(id="o", path=PICTURES), WatchedSource(id="i", path=f"{PICTURES}/2026")
    assert innermost(f"{PICTURES}/2026/card", [outer, inner]) is inner
    assert innermost(f"{PICTURES}/2026b", [outer, inner]) is outer
    assert innermost("/elsewhere", [outer, inner]) is None


def test_names_for_matching() -> None:
    told = evidence_of(found(f"{PICTURES}/2026/Schl\udcf6sser"), PICTURES, None)
    assert told.names == ("Pictures", "2026", "Schl�sser")
    assert evidence_of(found("/"), "/", None).names == ("/",)


def test_what_was_given_away_is_not_missed() -> None:
    decisions = list(given(f"{PICTURES}/2026/card 1").values())
    assert is_given_away(b"2026/card 1/DCIM/a.jpg", decisions=decisions, source_path=PICTURES)
    assert not is_given_away(b"2026/card 10/a.jpg", decisions=decisions, source_path=PICTURES)
    loose = list(given(f"{PICTURES}/2026", loose=True).values())
    assert is_given_away(b"2026/a.jpg", decisions=loose, source_path=PICTURES)
    assert not is_given_away(b"2026/card 1/a.jpg", decisions=loose, source_path=PICTURES)
