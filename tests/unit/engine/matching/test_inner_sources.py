"""What lies in a source inside another is told once."""

from __future__ import annotations

from pathlib import Path

from studio_backup.domain.source import WatchedSource
from studio_backup.engine.matching.inner_sources import InnerFolders


def _source(path: Path, *excludes: str) -> WatchedSource:
    return WatchedSource(id=path.name, path=str(path), excludes=excludes)


def test_files_of_a_source_inside_are_its_own(tmp_path: Path) -> None:
    outer, inner = _source(tmp_path), _source(tmp_path / "card 3")
    found = InnerFolders(outer.path, [outer, inner])
    assert b"card 3/a.CR2" in found
    assert b"card 31/a.CR2" not in found
    assert b"a.CR2" not in found
    assert b"a.CR2" not in InnerFolders(inner.path, [outer, inner])


def test_a_source_that_leaves_more_out_tells_nothing_for_the_one_around(tmp_path: Path) -> None:
    outer, picky = _source(tmp_path, "*.tmp"), _source(tmp_path / "card", "*.CR2")
    assert b"card/a.CR2" not in InnerFolders(outer.path, [outer, picky])
    assert b"card/a.CR2" in InnerFolders(outer.path, [outer, _source(tmp_path / "card", "*.tmp")])
