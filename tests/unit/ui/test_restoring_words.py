"""Restores, versions and files in words."""

from __future__ import annotations

import msgspec
import pytest

from studio_backup.api.browse import EntryView, VersionView
from studio_backup.api.restores import (
    CountsView,
    FailedView,
    PickRequest,
    RestoreDone,
    RestorePlanned,
    RestorePlanView,
    SumsView,
    SupplyView,
    UndoDone,
)
from studio_backup.ui.pages.restore_wish import Wish, wish_for
from studio_backup.ui.places import FileRow, Place, WeddingKey, below
from studio_backup.ui.wording.restoring import (
    about,
    cannot_come,
    conflict_words,
    kind_of,
    plan_details,
    plan_troubles,
    restore_words,
    result_words,
    row_words,
    state_of_row,
    trouble_of,
    undone_words,
    version_words,
)

POINT = "ab" * 32
_NONE = {
    **dict.fromkeys(("failed", "impossible", "older_versions", "conflicts", "mapped", "specials"), ()),
    **dict.fromkeys(("equal_roots", "only_partial", "problems"), ()),
}


def entry(name: str = "LSB_1207.CR3", **more: object) -> EntryView:
    return EntryView(
        **{"name": name, "kind": "file", "point": POINT, "path": f"RAW/{name}", "size": 32_000_000, **more}
    )  # type: ignore[arg-type]


def planned(**more: object) -> RestorePlanned:
    sums = SumsView(files=12, bytes=384_000_000, same=0, packs=3, fetch_bytes=390_000_000, free_bytes=10**12)
    told = {"id": "r", "to": "/r", "roots": (), "plan": sums, "tiers": ("NAS",), "unreachable": {}, **_NONE}
    return RestorePlanned(**{**told, **more})


def plan(counts: CountsView | None = None, seconds: float | None = 58.0, **more: object) -> RestorePlanView:
    supply = (SupplyView(place="local", packs=0, bytes=0), SupplyView(place="NAS", packs=3, bytes=390_000_000))
    return RestorePlanView(
        to="/r", planned=planned(**more), counts=counts or CountsView(), roots=(), supply=supply, seconds=seconds
    )


def test_the_button_says_the_plan() -> None:
    assert restore_words(plan(), photos=True) == "Restore 12 photos (384 MB, from NAS, about 1 min)"
    assert restore_words(plan(seconds=None), photos=False) == "Restore 12 files (384 MB, from NAS)"
    assert [about(one) for one in (0.2, 20, 200, 9000)] == ["about 1 s", "about 20 s", "about 3 min", "about 2 h"]


def test_what_cannot_be_given_is_said_before() -> None:
    lost = FailedView(path="RAW/a.CR3", reason="No place within reach has it.")
    troubled = plan(CountsView(impossible=3), impossible=(lost,), unreachable={"NAS": "It does not answer."})
    assert plan_troubles(troubled) == ["3 files no place can give now", "NAS is out of reach"]
    assert plan_details(troubled).split("\n") == [
        "RAW/a.CR3: No place within reach has it.", "and 2 more", "NAS: It does not answer.",
    ]  # fmt: skip
    assert plan_troubles(plan()) == [] and plan_details(plan()) == ""
    full = msgspec.structs.replace(plan(), fits=False)
    assert plan_troubles(full) == ["not enough space there: 1.0 TB free"]


def test_what_is_there_already() -> None:
    assert conflict_words(plan()) == "identical: skipped"
    sums = msgspec.structs.replace(planned().plan, same=4)
    words = conflict_words(plan(CountsView(keep_both=2, replace=3, skip=5), plan=sums))
    assert words == "4 identical: skipped · 2 kept beside what is there · 3 replaced · 5 skipped"


def test_the_result() -> None:
    told = msgspec.structs.asdict(planned())
    made = {"restored": 11, "verified": 11, "skipped": 0, "bytes": 1, "seconds": 1.0, "medium": "", "other_tier": ()}
    rest = {"set_aside": (), "notes": (), "kept_bytes": 0, "kept_folder": "", "expired": (), "packs_read": 1}
    done = RestoreDone(**{**told, **made, **rest, "resumed": False, "exit": 4})
    failed = (FailedView(path="a", reason="b"),)
    assert result_words(done) == "11 restored, 11 verified, 0 failed"
    assert result_words(msgspec.structs.replace(done, failed=failed, left_out={"failed": 2})).endswith("3 failed")
    assert undone_words(UndoDone(id="r", removed=6, put_back=1)) == "Undone: 6 removed, 1 put back"


@pytest.mark.parametrize(
    ("name", "kind"), [("a.CR3", "RAW"), ("a.jpg", "JPG"), ("b.MOV", "Video"), ("notes", "File"), ("x.heic", "HEIC")]
)
def test_kinds(name: str, kind: str) -> None:
    assert kind_of(entry(name)) == kind


def test_rows() -> None:
    row = FileRow(entry(), "LSB_1207.CR3", versions=3, gone=True)
    assert state_of_row(row) == "deleted · 3 versions"
    assert row_words(row) == "LSB_1207.CR3, RAW, 32 MB, deleted · 3 versions"
    lost = entry(lacking="No place within reach has it.")
    assert cannot_come(lost) and trouble_of(lost) == "No place within reach has it."
    assert cannot_come(entry(flags=("unreadable",))) and not cannot_come(entry(flags=("changed_during_read",)))
    assert not trouble_of(entry())


def test_versions() -> None:
    def version(size: int, **more: str) -> VersionView:
        ends = {"first_ns": 1, "last_ns": 2, "points": 1, "size": size, "mtime_ns": 1}
        return VersionView(point=POINT, path="a", source="/w", **{**ends, **more})

    three = (version(32_000_000), version(30_000_000), version(30_000_000))
    words = [version_words(one, at, three) for at, one in enumerate(three)]
    assert words == ["Contents changed, 2.0 MB more", "Contents changed, same size", "As it was first backed up"]


def test_wishes() -> None:
    rows = [FileRow(entry(), "LSB_1207.CR3"), FileRow(entry("b.jpg"), "b.jpg")]
    wish = wish_for(rows, {(POINT, "RAW/b.jpg"): "cd" * 32})
    assert wish.photos and wish.picks[1] == PickRequest(point="cd" * 32, path="RAW/b.jpg")
    assert not wish_for([*rows, FileRow(entry("c.xmp"), "c.xmp")], {}).photos
    request = wish.plan("/to", "skip")
    assert (request.to, request.on_conflict, request.picks) == ("/to", "skip", wish.picks)
    whole = Wish(place=Place(WeddingKey("Rose Hall", "2026-06-20"), "", 7)).request("", "keep-both")
    assert (whole.wedding, whole.date, whole.at_ns, whole.picks) == ("Rose Hall", "2026-06-20", 7, ())
    assert below("", "a") == "a" and below("a", "b") == "a/b"
