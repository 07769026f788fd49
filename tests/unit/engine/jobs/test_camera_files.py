"""Camera files that were written to between two points."""

from __future__ import annotations

import pytest

from studio_backup.domain.tree import UNREADABLE, Entry
from studio_backup.engine.health.media_rules import changed_media_alert, many_changed_alert, silent_change_alert
from studio_backup.engine.jobs.camera_files import How, how_changed, is_original


@pytest.mark.parametrize(
    ("path", "original"),
    [
        (b"card 1/IMG_0001.CR2", True),
        (b"DSC_1.nef", True),
        (b"edit/IMG_0001.dng", False),
        (b"IMG_0001.JPG", False),
        (b"IMG_0001.xmp", False),
        (b"catalog.lrcat", False),
    ],
)
def test_what_nothing_should_write_to(path: bytes, original: bool) -> None:
    assert is_original(path) is original


def test_words() -> None:
    one = silent_change_alert("s", "/w/smith", "card 1/IMG_1.CR2", "ab" * 32, "f" * 64, 7)
    assert "IMG_1.CR2 in /w/smith does not hold any more what was backed up" in one.message
    assert "The stored copy is the older one" in one.message
    command = "studio-backup restore ffffffffffff --files 'card 1/IMG_1.CR2'"
    assert one.mend.startswith(f"Compare it with the stored one: {command}")
    assert (one.kind, one.severity, one.since_ns) == ("media_changed", "critical", 7)
    other = silent_change_alert("s", "/w/smith", "card 1/IMG_1.CR2", "cd" * 32, "f" * 64, 7)
    assert one.id != other.id, "it changed again: what was said of the first change says nothing of this one"
    many = many_changed_alert("s", "/w/smith", "f" * 64, 12, "ab" * 32, 7)
    assert "12 files in /w/smith" in many.message
    raws = changed_media_alert("s", "/w/smith", ("a.CR2", "b.CR2"), 2, "f" * 64, silent=False)
    assert "2 files in /w/smith, such as a.CR2, were changed, and are a camera's own files" in raws.message
    one = changed_media_alert("s", "/w", ("a.jpg",), 1, "f" * 64, silent=True)
    assert one.message.startswith("a.jpg in /w was changed, although its size and time are the same.")


OLD = Entry(type="file", size=9, mtime_ns=5, digest="aa")


@pytest.mark.parametrize(
    ("path", "new", "how"),
    [
        (b"a.CR2", Entry(type="file", size=9, mtime_ns=5, digest="bb"), "silent"),
        (b"a.jpg", Entry(type="file", size=9, mtime_ns=5, digest="bb"), "silent"),
        (b"a.MOV", Entry(type="file", size=9, mtime_ns=5, digest="bb"), "silent"),
        (b"a.CR2", Entry(type="file", size=9, mtime_ns=6, digest="bb"), "original"),
        (b"a.jpg", Entry(type="file", size=9, mtime_ns=6, digest="bb"), None),  # edited
        (b"a.dng", Entry(type="file", size=8, mtime_ns=5, digest="bb"), None),
        (b"a.txt", Entry(type="file", size=9, mtime_ns=5, digest="bb"), None),
        (b"a.CR2", Entry(type="file", size=9, mtime_ns=7, digest="aa"), None),  # only copied
        (b"a.CR2", Entry(type="file", size=9, mtime_ns=5, digest="", flags=(UNREADABLE,)), None),
    ],
)
def test_how_a_file_changed(path: bytes, new: Entry, how: How | None) -> None:
    assert how_changed(path, OLD, new) == how
