"""What still waits for a wedding, and which lines of the source around a folder hold for it."""

from __future__ import annotations

from studio_backup.domain.matching import ClockOffset, Decision, FoundFolder
from studio_backup.domain.source import WatchedSource
from studio_backup.engine.matching.unassigned import (
    decided,
    evidence_of,
    inherited,
    innermost,
    is_exposed,
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


def test_that_a_clock_was_put_right_decides_nothing() -> None:
    clock = given(f"{PICTURES}/2026/card 1", state="open", clocks=(ClockOffset(camera="R5", seconds=60),))
    above = given(f"{PICTURES}/2026", state="dismissed")
    assert not waits(found(f"{PICTURES}/2026/card 1"), clock | above)
    assert is_exposed(found(f"{PICTURES}/2026/card 1"), clock | given(f"{PICTURES}/2026"))
    undone = given(f"{PICTURES}/2026/card 1", state="open", by="person")
    assert waits(found(f"{PICTURES}/2026/card 1"), undone | above)


def test_what_lies_in_a_folder_of_a_wedding_does_not_wait() -> None:
    assert not waits(found("/a"), {}, given={"s"}) and not is_exposed(found("/a"), {}, given={"s"})
    assert is_exposed(found("/a"), given("/a"), given={"s"}), "its first point there is not complete"


def test_exposed_until_the_wedding_holds_it() -> None:
    assert is_exposed(found("/a"), {})
    assert is_exposed(found("/a"), given("/a"))
    assert not is_exposed(found("/a"), given("/a", settled_ns=5))
    assert not is_exposed(found("/a"), given("/a", state="dismissed"))


def test_the_lines_of_the_source_around_hold_on() -> None:
    lines = ("*.tmp", "/2026/card 3/selects/", "!/2026/card 3/keep.txt", "/2025/", "**/cache/", "/2026/card 3/", "a/b")
    wanted = ("*.tmp", "/selects/", "!/keep.txt", "**/cache/")
    assert inherited(lines, ("2026", "card 3")) == wanted


def test_what_a_line_keeps_that_cannot_be_said_from_below_is_not_left_out() -> None:
    assert inherited(("*.jpg", "!/2026/**", "*.tmp"), ("2026", "card 3")) == ("*.tmp",)


def test_the_source_that_lies_nearest() -> None:
    outer, inner = WatchedSource(id="o", path=PICTURES), WatchedSource(id="i", path=f"{PICTURES}/2026")
    assert innermost(f"{PICTURES}/2026/card", [outer, inner]) is inner
    assert innermost(f"{PICTURES}/2026b", [outer, inner]) is outer
    assert innermost("/elsewhere", [outer, inner]) is None


def test_names_for_matching() -> None:
    told = evidence_of(found(f"{PICTURES}/2026/Schl\udcf6sser"), PICTURES, None)
    assert told.names == ("Pictures", "2026", "Schl�sser")
    assert evidence_of(found("/"), "/", None).names == ("/",)
