"""From points and ledgers to what there is of each wedding's papers and media, at each place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio_backup.catalog.points import PointRow
from studio_backup.domain.point_content import PointContent
from studio_backup.domain.protection import Held
from studio_backup.engine.schedule.priority_counting import is_last_copy
from studio_backup.engine.service.protection_held import Holding, Known, PlaceStock, holdings, with_waiting
from studio_backup.engine.service.protection_stock import Read, Stock, stocks_of
from studio_backup.sync.ledger import Record

COLLECTION = "c" * 16
KEY = ("rose hall", "2026-06-20")


def _row(number: int, *, source: str = "/w", partial: bool = False, wedding: str = "Rose Hall") -> PointRow:
    began = number * 1_000
    return PointRow(
        f"{number}", COLLECTION, wedding, "2026-06-20", source, "laptop", number, began, began + 10, partial, 3, 30, 0
    )  # fmt: skip


def _content(media: str, papers: str) -> PointContent:
    there = {"photos": 2 if media else 0, "papers": 1 if papers else 0, "media_bytes": 20, "papers_bytes": 10}
    return PointContent(**there, media_mark=media, papers_mark=papers)


def _place(tier: str, *points: str, **more: object) -> PlaceStock:
    told = {"place": tier, "medium": "nas", "points": frozenset(points), **more}
    return PlaceStock(tier=tier, **told)  # type: ignore[arg-type]


def _holding(rows: list[PointRow], contents: dict[str, PointContent], *places: PlaceStock) -> Holding:
    known = Known(contents.get, lambda row: row.started_ns - 7)
    return holdings(rows, known, places)[KEY]


def _complete(held: Held) -> dict[str, tuple[bool, bool]]:
    return {copy.tier: (copy.complete, copy.partial) for copy in held.copies}


def test_who_holds_the_same_photos_holds_the_photos() -> None:
    rows = [_row(1), _row(2)]
    contents = {"1": _content("m", "p"), "2": _content("m", "q")}
    found = _holding(rows, contents, _place("nas", "1"), _place("cloud", "1", "2"), _place("drive"))
    assert _complete(found.media) == {"nas": (True, False), "cloud": (True, False), "drive": (False, False)}
    assert _complete(found.papers) == {"nas": (False, True), "cloud": (True, False), "drive": (False, False)}
    assert (found.media.files, found.papers.files, found.photos, found.points) == (2, 1, 2, 2)
    assert (found.media.first_ns, found.papers.first_ns) == (993, 993), "when the first byte appeared"
    assert [(one.appeared_ns, one.tiers) for one in found.lacking] == [
        (993, frozenset({"nas", "cloud"})),
        (1_993, frozenset({"cloud"})),
    ]


def test_each_source_counts() -> None:
    rows = [_row(1), _row(2, source="/second shooter")]
    contents = {"1": _content("m", ""), "2": _content("n", "")}
    found = _holding(rows, contents, _place("nas", "1"), _place("cloud", "1", "2"))
    assert _complete(found.media) == {"nas": (False, True), "cloud": (True, False)}
    assert found.papers.first_ns == 0 and found.papers.files == 0


def test_what_came_later_makes_nothing_unread() -> None:
    rows = [_row(1), _row(2)]
    contents = {"1": _content("m", "p"), "2": _content("m", "q")}
    read, unread = Record(1, stored_ns=1_500, read_ns=9_000), Record(1, stored_ns=2_500)
    nas = _place("nas", "1", "2", stocks={COLLECTION: Stock([read, unread])}, stored_ns=lambda _: 1_500)
    found = _holding(rows, contents, nas)
    assert (found.media.copies[0].read_ns, found.papers.copies[0].read_ns) == (9_000, 0)
    late = _place("nas", "1", "2", stocks={COLLECTION: Stock([read, unread])}, stored_ns=lambda _: 2_500)
    assert _holding(rows, contents, late).media.copies[0].read_ns == 0, "it came there after the other was begun"


def test_damage_and_silence_are_not_readable() -> None:
    rows, contents = [_row(1)], {"1": _content("m", "p")}
    bad = Stock([Record(1, stored_ns=1, read_ns=5), Record(1, stored_ns=1, state="damaged")])
    found = _holding(
        rows, contents, _place("nas", "1", stocks={COLLECTION: bad}), _place("cloud", "1", reachable=False)
    )  # fmt: skip
    assert [copy.readable for copy in found.media.copies] == [False, False]


def test_while_its_trees_were_not_read_it_may_be_either() -> None:
    found = _holding([_row(1), _row(2, partial=True)], {}, _place("nas", "1"))
    assert (found.media.files, found.papers.files) == (3, 3), "nothing is hidden"
    assert found.points == 1


def test_names_are_compared_as_names_are() -> None:
    rows = [_row(1), _row(2, wedding="ROSE HALL")]
    assert _holding(rows, {}, _place("nas")).points == 2


def test_what_waits_is_at_no_other_place() -> None:
    rows, contents = [_row(1)], {"1": _content("m", "")}
    machine = replace(_place("local", "1"), on_machine=True)
    media = _holding(rows, contents, machine, _place("nas", "1")).media
    found = with_waiting(media, 5_000, 4, machine_holds=True)
    assert _complete(found) == {"local": (True, True), "nas": (False, True)}
    assert (found.files, found.first_ns, found.newest_ns) == (6, 993, 5_000)
    assert with_waiting(media, 0, 4, machine_holds=True) == media
    assert _complete(with_waiting(media, 5_000, 4, machine_holds=False))["local"] == (False, True)


def test_only_what_a_wedding_is_made_of_counts() -> None:
    names = ("packs/aa/x", "index/x", "snapshots/x", "meta/x", "pending/x", "superseded/x")
    records = {f"c/{COLLECTION}/{name}": Record(1, stored_ns=at, read_ns=9) for at, name in enumerate(names, 1)}
    found = stocks_of(records | {"config-1": Record(1)})
    assert found.keys() == {COLLECTION}
    assert found[COLLECTION].until(99) == Read(4, 9, 0)
    assert found[COLLECTION].until(0) == Read(0, 0, 0)


def test_who_holds_an_older_state_is_no_copy_of_the_newer_one() -> None:
    rows = [_row(1), _row(2)]
    contents = {"1": _content("m", "p"), "2": _content("n", "p")}
    machine = replace(_place("local", "1", "2"), on_machine=True)
    dead = _place("nas", "1", "2", reachable=False)
    last = _holding(rows, contents, machine, dead, _place("cloud", "1"))
    assert is_last_copy(last.media.copies) and not is_last_copy(last.papers.copies)
    assert not is_last_copy(_holding(rows, contents, machine, dead, _place("cloud", "1", "2")).media.copies)
    fresh = _holding(rows, contents, machine, _place("nas", "1", reachable=False), _place("cloud", "1"))
    assert not is_last_copy(fresh.media.copies), "what was never copied was never lost"


def test_damage_of_an_older_state_is_a_loss_where_only_that_lies() -> None:
    rows, contents = [_row(1), _row(2)], {"1": _content("m", ""), "2": _content("n", "")}
    machine = replace(_place("local", "1", "2"), on_machine=True)
    bad = Stock([Record(1, stored_ns=1, state="damaged")])
    held = _holding(rows, contents, machine, _place("nas", "1", stocks={COLLECTION: bad})).media
    assert [(one.parts, one.lost) for one in held.copies] == [(0b11, 0), (0, 0b01)]
    assert is_last_copy(held.copies)


def test_one_wedding_of_which_nothing_can_be_told_holds_up_no_other(caplog: pytest.LogCaptureFixture) -> None:
    def content(point: str) -> PointContent | None:
        if point == "1":
            raise ValueError(point)
        return _content("m", "p")

    rows = [_row(1, wedding="Odd"), _row(2)]
    found = holdings(rows, Known(content, lambda row: row.started_ns), [_place("nas", "1", "2")])
    assert found[KEY].trouble == "" and found[KEY].media.files == 2
    odd = found["odd", "2026-06-20"]
    assert (odd.points, odd.newest) == (1, rows[0]) and "ValueError" in odd.trouble
    assert "Odd" in caplog.text
    with pytest.raises(ValueError, match="1"):
        holdings([_row(1, wedding="")], Known(content, lambda row: row.started_ns), [])
