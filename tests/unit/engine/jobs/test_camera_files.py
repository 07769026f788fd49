"""Camera files that were written to between two points."""

from __future__ import annotations

import pytest

from studio_backup.engine.health.media_rules import changed_originals_alert, many_changed_alert, silent_change_alert
from studio_backup.engine.jobs.camera_files import is_original


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
    many = many_changed_alert("s", "/w/smith", "f" * 64, 12, 7)
    assert "12 files in /w/smith" in many.message
    raws = changed_originals_alert("s", "/w/smith", ("a.CR2", "b.CR2"), 2, "f" * 64)
    assert "2 files in /w/smith, such as a.CR2, were changed" in raws.message
    assert changed_originals_alert("s", "/w", ("a.CR2",), 1, "f" * 64).message.startswith("a.CR2 in /w was changed.")
