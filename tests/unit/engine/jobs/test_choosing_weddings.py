"""Which wedding a name means, and where a backup goes."""

from __future__ import annotations

import shutil

import pytest

from studio_backup.base.errors import NotFoundError, SourceError, UsageError
from studio_backup.domain.collection import Wedding
from studio_backup.engine.jobs.joining import open_vault
from studio_backup.engine.jobs.points import list_points
from studio_backup.engine.jobs.weddings import all_weddings, find_wedding, same_name, title
from studio_backup.engine.wiring import open_home

KIM26 = Wedding("u1", "Kim", "2026-06-20", "wedding", ("c1",))
KIM27 = Wedding("u2", "KIM", "2027-06-20", "wedding", ("c2",))
ZOE = Wedding("u3", "Zoe\u0308 & Sam", "2026-01-01", "wedding", ("c3",))
NONE = Wedding("u4", "unassigned", "", "unassigned", ("c4",))
ALL = [KIM26, KIM27, ZOE, NONE]


def test_names_are_compared_without_case_and_spelling_of_letters() -> None:
    assert find_wedding(ALL, "ZO\u00cb & SAM ") is ZOE
    assert find_wedding(ALL, "unassigned") is NONE
    assert same_name(ALL, "kim") == [KIM26, KIM27]


def test_a_date_decides_between_two() -> None:
    assert find_wedding(ALL, "kim", "2027-06-20") is KIM27
    with pytest.raises(UsageError, match="2 weddings") as caught:
        find_wedding(ALL, "kim")
    assert "--date" in caught.value.hint
    with pytest.raises(NotFoundError, match="on 2028-01-01"):
        find_wedding(ALL, "kim", "2028-01-01")


def test_who_is_not_known_is_told_who_is() -> None:
    with pytest.raises(NotFoundError) as caught:
        find_wedding(ALL, "Nobody\x1b")
    assert "Kim, 2026-06-20" in caught.value.hint and "\x1b" not in caught.value.message
    with pytest.raises(NotFoundError) as caught:
        find_wedding([], "x")
    assert "backup PATH" in caught.value.hint


def test_titles() -> None:
    assert [title(KIM26), title(NONE)] == ["Kim, 2026-06-20", "Without a wedding"]


def test_a_laptop_goes_on_in_the_collection_it_began(bench) -> None:  # type: ignore[no-untyped-def]
    """Two laptops made one wedding at once: each has its own collection, and each keeps to it."""
    with bench.studio() as first:
        one = bench.back_up(first)
    open_vault(bench.options("second"), home=open_home(bench.options("second")), location=str(bench.vault),
               local=None, clock=first.clock)  # fmt: skip
    hidden = bench.base / "hidden"
    with bench.studio("second") as second:
        shutil.move(bench.vault / "c" / one.collection, hidden)
        shutil.move(bench.vault / "keys" / "c" / one.collection, bench.base / "hidden-keys")
        two = bench.back_up(second)
    shutil.move(hidden, bench.vault / "c" / one.collection)
    shutil.move(bench.base / "hidden-keys", bench.vault / "keys" / "c" / one.collection)
    assert one.collection != two.collection and one.made and two.made
    with bench.studio() as first, bench.studio("second") as second:
        weddings, _ = all_weddings(first)
        assert [set(w.collections) for w in weddings] == [{one.collection, two.collection}]
        assert bench.back_up(first).collection == one.collection
        again = bench.back_up(second)
        assert again.collection == two.collection and again.report.unchanged == 1
        assert len(list_points(first, wedding="kim").points) == 4


def test_an_emptied_folder_is_refused_whatever_wedding_is_named(bench) -> None:  # type: ignore[no-untyped-def]
    with bench.studio() as studio:
        bench.back_up(studio)
        (bench.source / "a.txt").unlink()
        before = sorted(bench.vault.rglob("*"))
        for wedding, date in (("Kim", ""), ("Other", "2026-01-01"), ("", "")):
            with pytest.raises(SourceError):
                bench.back_up(studio, wedding, date)
        assert sorted(bench.vault.rglob("*")) == before
        assert bench.back_up(studio, accept_empty=True).report.files == 0


def test_growth_counts_keys_and_names_once(bench) -> None:  # type: ignore[no-untyped-def]
    def size() -> int:
        return sum(p.stat().st_size for p in bench.vault.rglob("*") if p.is_file())

    with bench.studio() as studio:
        before = size()
        first = bench.back_up(studio)
        assert abs(first.stored - (size() - before)) < 2000 < first.stored
        assert first.stored > first.report.bytes_stored
        again = bench.back_up(studio)
        assert again.stored == again.report.bytes_stored
