"""The demo deletes only what carries its mark."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio_backup.base.errors import RefusedError, StudioBackupError
from studio_backup.cli.demo.folder import MARK, DemoFolder


def test_a_folder_with_something_else_is_refused_untouched(tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / "mine").write_text("x")
    with pytest.raises(RefusedError, match="holds something"):
        DemoFolder(str(tmp_path))
    assert [p.name for p in tmp_path.iterdir()] == ["vault"]


def test_a_mark_which_somebody_else_wrote_is_refused(tmp_path: Path) -> None:
    (tmp_path / MARK).write_text("other")
    (tmp_path / "vault").mkdir()
    with pytest.raises(RefusedError):
        DemoFolder(str(tmp_path))
    assert (tmp_path / "vault").is_dir()


def test_an_earlier_demo_is_begun_anew_and_strangers_stay(tmp_path: Path) -> None:
    folder = DemoFolder(str(tmp_path / "d"))
    (Path(folder.make("vault")) / "object").write_text("x")
    (tmp_path / "d" / "mine").write_text("y")
    again = DemoFolder(str(tmp_path / "d"))
    assert sorted(p.name for p in (tmp_path / "d").iterdir()) == [MARK, "mine"]
    again.make("vault")
    again.remove()
    assert [p.name for p in (tmp_path / "d").iterdir()] == ["mine"]


def test_only_its_own_parts_can_be_lost(tmp_path: Path) -> None:
    folder = DemoFolder(str(tmp_path / "d"))
    with pytest.raises(ValueError):
        folder.lose("../x")
    folder.remove()
    assert not (tmp_path / "d").exists()


def test_a_temporary_folder_is_new_each_time() -> None:
    one, two = DemoFolder(None), DemoFolder(None)
    assert one.path != two.path and one.temporary
    one.remove()
    two.remove()


def test_a_path_which_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("x")
    with pytest.raises(StudioBackupError, match="cannot use"):
        DemoFolder(str(tmp_path / "f"))
