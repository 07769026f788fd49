"""What was dragged out does not stay for ever."""

from __future__ import annotations

from pathlib import Path

from studio_backup.ui.pages.restore_drag import KEPT_NS, tidy


def test_what_was_dragged_long_ago_is_removed(tmp_path: Path) -> None:
    now = 10 * KEPT_NS
    for at in (now - KEPT_NS - 1, now - 5):
        (tmp_path / str(at) / "RAW").mkdir(parents=True)
        (tmp_path / str(at) / "RAW" / "DSC_0001.CR2").write_bytes(b"raw")
    tidy(str(tmp_path), now)
    assert [one.name for one in tmp_path.iterdir()] == [str(now - 5)]
    tidy(str(tmp_path / "none"), now)
