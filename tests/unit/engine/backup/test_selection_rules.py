"""What is left out, by which line, and what is said of it."""

from __future__ import annotations

import os

import pytest

from studio_backup.base.errors import UsageError
from studio_backup.engine.backup.default_excludes import DEFAULT_EXCLUDES
from studio_backup.engine.backup.left_out import EXCLUDED
from studio_backup.engine.backup.patterns import compile_pattern
from studio_backup.engine.backup.place import Place
from studio_backup.engine.backup.selection import Selection
from tests.unit.engine.backup.conftest import Rig

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(100)


def place_of(path: str) -> tuple[Place, str]:
    *folders, name = path.split("/")
    place = Place(None, "")
    for folder in folders:
        place = Place(place, folder)
    return place, name


def left_out(path: str, *excludes: str, folder: bool = False) -> str | None:
    rule = Selection(excludes).left_out_by(*place_of(path), folder)
    return rule.pattern if rule is not None else None


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("2026/Catalog Previews.lrdata", True),
        ("catalog previews.LRDATA", True),
        ("Session/CaptureOne/Cache", True),
        ("a/Wedding.cocatalog/Cache", True),
        (".Trash-1000", True),
        ("$RECYCLE.BIN", True),
        ("x/.DS_Store", False),
        ("x/THUMBS.DB", False),
        ("a.tmp", False),
        ("System Volume Information", True),
        ("~$contract.docx", False),
        (".~lock.contract.odt#", False),
        (".studio-backup-undo", True),
        (".sb-00000000-00000000-1.tmp", False),
        ("home/Library/Caches", True),
        ("Users/x/AppData/Roaming/Adobe/Common/Media Cache Files", True),
    ],
)
def test_default_lines_leave_out(path: str, folder: bool) -> None:
    assert left_out(path, folder=folder) is not None


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("Catalog Smart Previews.lrdata", True),  # the last pictures there are, without the originals
        ("Cache", True),
        ("Cache/IMG_1.NEF", False),
        ("Trash the dress", True),
        (".Trash", False),  # a file of that name
        ("a.tmpl", False),
        ("previews.lrdata.jpg", False),
        ("Catalog.lrcat", False),
        ("Media Cache", True),
    ],
)
def test_default_lines_keep(path: str, folder: bool) -> None:
    assert left_out(path, folder=folder) is None


def test_every_default_line_has_a_reason_and_stands_once() -> None:
    patterns = [pattern for pattern, _ in DEFAULT_EXCLUDES]
    assert len(set(patterns)) == len(patterns)
    assert all(reason for _, reason in DEFAULT_EXCLUDES)


def test_a_persons_patterns_come_after_the_default_ones() -> None:
    assert left_out("a/b.mov", "*.mov") == "*.mov"
    assert left_out("a/b.tmp", "!*.tmp") is None
    assert left_out("a/b.tmp", "!*.tmp", "b.*") == "b.*"
    assert left_out("proofs", "/proofs/", folder=True) == "/proofs/"
    assert left_out("x/proofs", "/proofs/", folder=True) is None
    assert left_out("x/proofs", "proofs/", folder=False) is None
    assert left_out("a/b/c/d.jpg", "a/**/d.jpg") == "a/**/d.jpg"
    assert left_out("a/d.jpg", "a/**/d.jpg") == "a/**/d.jpg"
    assert left_out("a/b/c", "a/**") == "a/**"
    assert left_out("a", "a/**", folder=True) is None
    assert left_out("b7.jpg", "b[0-9].jpg") == "b[0-9].jpg"
    assert left_out("bx.jpg", "b[!0-9].jpg") == "b[!0-9].jpg"
    assert left_out("b[.jpg", "b[.jpg") == "b[.jpg"
    assert left_out("a\nb", "a?b") == "a?b"


@pytest.mark.parametrize("text", ["", "!", "/", "a[z-a]"])
def test_a_pattern_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        compile_pattern(text, ignore_case=False)


def test_what_is_left_out_is_counted_and_not_stored(rig: Rig) -> None:
    rig.write("keep.jpg", JPEG)
    rig.write("Catalog Previews.lrdata/0/a.lrprev", b"1" * 10)
    rig.write("Catalog Previews.lrdata/1/b.lrprev", b"1" * 10)
    rig.write("notes.tmp", b"12345")
    rig.write("film.mov", b"1" * 1000)

    report = rig.back_up(excludes=("*.mov",))

    assert rig.stored().entries.keys() == {b"", b"keep.jpg"}
    by = {one.pattern: (one.files, one.folders, one.bytes) for one in report.excluded_by}
    assert by == {"*Previews.lrdata/": (2, 1, 0), "*.tmp": (1, 0, 5), "*.mov": (1, 0, 1000)}
    assert report.excluded == 4
    assert report.points[0].counts.excluded == 4
    assert not report.warnings


def test_a_default_line_that_leaves_out_camera_work_is_a_warning(rig: Rig) -> None:
    rig.write("IMG_0001.tmp", JPEG)
    rig.write("raw.tmp", b"II*\x00" + bytes(100))
    rig.write("film.tmp", b"\x00\x00\x00\x20ftypqt  " + bytes(100))
    rig.write("really.tmp", b"temporary")
    rig.write("chosen.jpg", JPEG)
    report = rig.back_up(excludes=("chosen.jpg",))
    names = {os.path.basename(warning.path) for warning in report.warnings}
    assert names == {"IMG_0001.tmp", "raw.tmp", "film.tmp"}
    assert {warning.flag for warning in report.warnings} == {EXCLUDED}
    assert "--exclude '!IMG_0001.tmp'" in report.warnings[0].text or len(report.warnings) == 3


def test_a_vault_or_home_inside_a_source_is_left_out_and_said(rig: Rig, tmp_path: object) -> None:
    rig.write("photo.jpg", JPEG)
    rig.write("backup/tier", b"{}")
    rig.write("backup/config-" + "0" * 64, b"{}")
    rig.write("backup/keys/slots/x", b"{}")
    rig.write("backup/c/0/packs/00/x", b"{}")
    rig.write("config/home/vault.json", b"{}")
    rig.write("config/home/device.json", b"{}")
    rig.write("config/home/workspace/x", b"{}")
    rig.write("mine/anything", b"{}")

    report = rig.back_up(own_places=(rig.path("mine"), os.path.join(str(tmp_path), "nowhere")))

    assert rig.stored().entries.keys() == {b"", b"photo.jpg", b"config"}
    assert len(report.notices) == 3
    assert not report.warnings


def test_the_plan_writes_nothing_and_tells_what_would_be_done(rig: Rig) -> None:
    rig.write("a/one.jpg", JPEG)
    rig.write("a/two.jpg", JPEG * 2)
    rig.write("x.tmp", b"123")
    os.mkfifo(rig.path("pipe"))
    before = sorted(one.name for one in rig.vault.storage.list())

    plan = rig.plan()

    assert sorted(one.name for one in rig.vault.storage.list()) == before
    (source,) = plan.sources
    assert (source.files, source.files_to_read, source.bytes_to_read) == (2, 2, 3 * len(JPEG))
    assert plan.excluded == 1
    assert len(plan.warnings) == 1
    assert plan.fits

    rig.back_up()
    rig.write("a/one.jpg", JPEG * 3)
    (source,) = rig.plan().sources
    assert (source.unchanged, source.files_to_read, source.bytes_to_read) == (1, 1, 3 * len(JPEG))
    (source,) = rig.plan(sources=(rig.path("a", "two.jpg"),)).sources
    assert (source.files, source.files_to_read) == (1, 1)
