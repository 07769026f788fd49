"""Which points a restore takes, under which names, and what stands in for contents that were not stored."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from studio_backup.base.control import CancelToken
from studio_backup.base.errors import NotFoundError, UsageError
from studio_backup.domain.recovery import source_of
from studio_backup.domain.tree import Entry
from studio_backup.engine.restore.browse import listing, search, versions
from studio_backup.engine.restore.points import find_point, select_one
from tests.support.restoring import Restoring, altered


def flagged(name: bytes, flag: str) -> object:
    def change(path: bytes, entry: Entry) -> Entry:
        if path != name:
            return entry
        return altered(entry, chunks=(), digest="", tree="", flags=(flag,), problem="Permission denied")

    return change


@pytest.mark.parametrize("flag", ["unreadable", "online_only", "vanished"])
def test_contents_come_from_the_newest_older_version(
    restoring: Restoring, root: Path, tmp_path: Path, flag: str
) -> None:
    (root / "a.jpg").write_bytes(b"first")
    restoring.back_up(str(root))
    (root / "a.jpg").write_bytes(b"second")
    second = restoring.back_up(str(root), partial=True)
    (root / "a.jpg").write_bytes(b"third")
    restoring.back_up(str(root), change=flagged(b"a.jpg", flag))  # type: ignore[arg-type]
    (root / "a.jpg").write_bytes(b"fourth")
    restoring.back_up(str(root), partial=True)  # newer, partial: not taken
    report = restoring.restore(str(tmp_path / "back"))
    assert (tmp_path / "back" / "Wedding" / "a.jpg").read_bytes() == b"second"
    assert report.failed == ()
    older = report.older_versions[0]
    assert (older.path, older.moment_ns) == (b"Wedding/a.jpg", second.snapshot.started_ns)
    assert "Permission denied" in older.reason
    assert report.restored == report.verified == 2


def test_without_an_older_version_it_failed(restoring: Restoring, root: Path, tmp_path: Path) -> None:
    restoring.back_up(str(root), change=flagged(b"a.jpg", "unreadable"))  # type: ignore[arg-type]
    report = restoring.restore(str(tmp_path / "back"))
    assert [one.path for one in report.failed] == [b"Wedding/a.jpg"]
    assert report.restored == report.verified == 1
    assert not (tmp_path / "back" / "Wedding" / "a.jpg").exists()


def test_an_unreadable_folder_comes_from_an_older_point(restoring: Restoring, root: Path, tmp_path: Path) -> None:
    restoring.back_up(str(root))
    restoring.back_up(str(root), change=flagged(b"sub", "unreadable"))  # type: ignore[arg-type]
    report = restoring.restore(str(tmp_path / "back"))
    assert report.failed == ()
    assert [one.path for one in report.older_versions] == [b"Wedding/sub"]
    assert (tmp_path / "back" / "Wedding" / "sub" / "b.jpg").exists()


@pytest.mark.parametrize("kind", ["mount", "folder"])
def test_a_mount_point_that_was_not_mounted(restoring: Restoring, root: Path, tmp_path: Path, kind: str) -> None:
    """As a backup meets it: an empty folder of the drive above; or one it did not look into."""
    restoring.back_up(str(root))
    empty = restoring.vault.writer().save_folder([]) if kind == "folder" else ""

    def unmounted(path: bytes, entry: Entry) -> Entry:
        return altered(entry, type=kind, tree=empty, flags=("unmounted",)) if path == b"sub" else entry

    restoring.back_up(str(root), change=unmounted)
    report = restoring.restore(str(tmp_path / "back"))
    assert [one.path for one in report.older_versions] == [b"Wedding/sub"]
    assert (tmp_path / "back" / "Wedding" / "sub" / "b.jpg").exists()


def test_the_point_in_time(restoring: Restoring, root: Path, tmp_path: Path) -> None:
    first = restoring.back_up(str(root))
    restoring.vault.clock.sleep(3600)
    (root / "a.jpg").write_bytes(b"later")
    restoring.back_up(str(root))
    chosen = restoring.select(at_ns=first.snapshot.started_ns).points
    assert [p.id for p in chosen] == [first.id]
    with pytest.raises(NotFoundError):
        restoring.select(at_ns=first.snapshot.started_ns - 1)
    restoring.restore(str(tmp_path / "back"), points=chosen)
    assert (tmp_path / "back" / "Wedding" / "a.jpg").read_bytes() == b"picture a" * 1000


def test_two_roots_of_one_name(restoring: Restoring, root: Path, tmp_path: Path) -> None:
    first = restoring.back_up(str(root), path="/home/ada/Wedding")
    (root / "a.jpg").write_bytes(b"another")
    second = restoring.vault.another_laptop()
    restoring.vault.repository.forget()
    restoring.back_up(str(root), path="/media/card/Wedding")
    restoring.back_up(str(root), path="/home/ada/Video")
    (root / "a.jpg").write_bytes(b"third")
    restoring.back_up(str(root), path="/home/ada/Wedding", by=second)
    restoring.device_names = ((first.snapshot.device, "ada/laptop"), (second.id, "second"))
    restoring.restore(str(tmp_path / "back"))
    assert sorted(os.listdir(tmp_path / "back")) == [
        "Video",  # newer than the card, with equal contents: it stands for both
        "Wedding (ada-laptop, ada)",
        "Wedding (second, ada)",
    ]


def test_equal_contents_come_back_once(restoring: Restoring, root: Path, tmp_path: Path) -> None:
    restoring.back_up(str(root), path="/media/old drive/Wedding")
    os.utime(root / "a.jpg", ns=(1, 1))
    restoring.back_up(str(root), path="/media/new drive/Wedding")
    report = restoring.restore(str(tmp_path / "back"))
    assert os.listdir(tmp_path / "back") == ["Wedding"]
    assert [(e.source.path, e.name) for e in report.equal_roots] == [(b"/media/old drive/Wedding", b"Wedding")]
    assert report.restored == 2


def test_roots_with_unread_files_are_not_called_equal(restoring: Restoring, root: Path, tmp_path: Path) -> None:
    for path in ("/one/Wedding", "/two/Wedding"):
        restoring.back_up(str(root), path=path, change=flagged(b"a.jpg", "unreadable"))  # type: ignore[arg-type]
    restoring.restore(str(tmp_path / "back"))
    assert len(os.listdir(tmp_path / "back")) == 2


def test_still_clashing_names_get_numbers(restoring: Restoring, root: Path, tmp_path: Path) -> None:
    for number, path in enumerate(("/x/card/Wedding", "/y/card/Wedding")):
        (root / "a.jpg").write_bytes(b"%d" % number)
        restoring.back_up(str(root), path=path)
    restoring.restore(str(tmp_path / "back"))
    device = restoring.vault.identity.id
    assert sorted(os.listdir(tmp_path / "back")) == [f"Wedding ({device}, card)", f"Wedding ({device}, card) 2"]


def test_one_source_of_several(restoring: Restoring, root: Path, tmp_path: Path) -> None:
    restoring.back_up(str(root), path="/home/ada/Wedding")
    (root / "a.jpg").write_bytes(b"another")
    restoring.back_up(str(root), path="/media/card/DCIM")
    chosen = restoring.select(source="card/DCIM").points
    assert [source_of(p).path for p in chosen] == [b"/media/card/DCIM"]
    with pytest.raises(NotFoundError, match="No source root"):
        restoring.select(source="DCI")


def test_a_point_by_its_first_digits(restoring: Restoring, root: Path) -> None:
    point = restoring.back_up(str(root), partial=True)
    points = restoring.points()
    assert find_point(points, point.id[:8]).id == point.id
    assert select_one(points, point.id).points == (point,)
    with pytest.raises(UsageError):
        find_point(points, point.id[:2])
    with pytest.raises(NotFoundError):
        find_point(points, "0" * 64)


def test_only_partial_points(restoring: Restoring, root: Path) -> None:
    restoring.back_up(str(root), partial=True)
    with pytest.raises(NotFoundError, match="partial"):
        restoring.select()
    restoring.back_up(str(root), path="/other/root")
    assert [one.path for one in restoring.select().only_partial] == [os.fsencode(root)]


@pytest.mark.parametrize(
    ("globs", "expected"),
    [
        (("*.jpg",), {"a.jpg", "sub/b.jpg", "sub/deep/d.jpg"}),
        (("sub/*",), {"sub/b.jpg", "sub/deep/c.xmp", "sub/deep/d.jpg"}),
        (("sub/*.jpg",), {"sub/b.jpg"}),
        (("**/*.xmp",), {"sub/deep/c.xmp"}),
        (("deep",), {"sub/deep/c.xmp", "sub/deep/d.jpg"}),
        (("/a.jpg", "*.xmp"), {"a.jpg", "sub/deep/c.xmp"}),
        (("A.JPG",), set()),
        (("[!a].jpg",), {"sub/b.jpg", "sub/deep/d.jpg"}),
    ],
)
def test_globs(restoring: Restoring, root: Path, tmp_path: Path, globs: tuple[str, ...], expected: set[str]) -> None:
    (root / "sub" / "deep").mkdir()
    (root / "sub" / "deep" / "c.xmp").write_bytes(b"c")
    (root / "sub" / "deep" / "d.jpg").write_bytes(b"d")
    restoring.back_up(str(root))
    restoring.restore(str(tmp_path / "back"), files=globs)
    back = tmp_path / "back" / "Wedding"
    assert {str(p.relative_to(back)) for p in back.rglob("*") if p.is_file()} == expected
    empty = [p for p in back.rglob("*") if p.is_dir() and not any(p.iterdir())]
    assert empty == []


def test_listing_and_search(restoring: Restoring, root: Path) -> None:
    point = restoring.back_up(str(root))
    vault = restoring.vault.repository
    assert [s.path for s in listing(vault, point)] == [b"a.jpg", b"sub"]
    assert [s.path for s in listing(vault, point, b"sub/")] == [b"sub/b.jpg"]
    assert [s.path for s in listing(vault, point, deep=True)] == [b"a.jpg", b"sub", b"sub/b.jpg"]
    with pytest.raises(NotFoundError):
        list(listing(vault, point, b"nowhere"))

    def found(text: str) -> list[bytes]:
        return [s.path for s in search(vault, [point], text, cancel=CancelToken())]

    assert found("B.JPG") == [b"sub/b.jpg"]
    assert found("SUB") == [b"sub", b"sub/b.jpg"]
    assert found("*.JPG") == [b"a.jpg", b"sub/b.jpg"]
    assert found("") == [b"a.jpg", b"sub", b"sub/b.jpg"]


def test_versions_of_one_file(restoring: Restoring, root: Path) -> None:
    first = restoring.back_up(str(root))
    restoring.back_up(str(root))
    (root / "a.jpg").write_bytes(b"edited")
    third = restoring.back_up(str(root))
    seen = versions(restoring.vault.repository, restoring.points(), source_of(first), b"a.jpg")
    assert [s.point.id for s in seen] == [third.id, first.id]


def test_a_dry_run_leaves_nothing(restoring: Restoring, root: Path, tmp_path: Path) -> None:
    restoring.back_up(str(root))
    plan = restoring.plan(str(tmp_path / "back"))
    assert (plan.files, plan.bytes) == (2, 27_000)
    assert plan.packs in (1, 2), "two packs are open, and filled at random"
    assert plan.fetch_bytes > 0
    assert not (tmp_path / "back").exists()
    assert not any(name.startswith(".sb") for name in os.listdir(tmp_path))
