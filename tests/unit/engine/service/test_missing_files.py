"""What the newest point of a folder lacks, and which older points have it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from studio_backup.domain.tree import CHANGED, ONLINE_ONLY, UNREADABLE, VANISHED, Entry
from studio_backup.engine.restore.folder_pages import FolderPages
from studio_backup.engine.service import missing_files
from studio_backup.engine.service.missing_files import Missing, MissingFiles
from studio_backup.engine.unlock import Locked
from tests.support.restoring import Change, Restoring, altered


class Opened:
    """The vault held open, or locked."""

    def __init__(self, restoring: Restoring) -> None:
        self.pages, self._restoring, self.locked, self.reads = FolderPages(), restoring, False, 0

    def points(self, _: Any) -> list[Any]:
        if self.locked:
            raise Locked("The vault is locked.")
        self.reads += 1
        return list(self._restoring.points())

    def reading(self, _: str, read: Any) -> Any:
        return read(self._restoring.vault.reader())

    def loader(self, _: str) -> Any:
        return self._restoring.vault.reader().brief_tree


@pytest.fixture
def restoring(tmp_path: Path) -> Restoring:
    return Restoring(str(tmp_path / "restores"))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    for name in ("raw/1.CR3", "raw/2.CR3", "office/contract.pdf"):
        (tmp_path / "source" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "source" / name).write_bytes(name.encode())
    return tmp_path / "source"


def _flagged(flag: str, *names: bytes) -> Change:
    """As if these could not be read then."""

    def change(path: bytes, entry: Entry) -> Entry | None:
        if path not in names:
            return entry
        empty = {"tree": ""} if entry.type == "folder" else {"chunks": (), "digest": ""}
        return altered(entry, flags=(flag,), **empty)

    return change


def _look(restoring: Restoring, points: list[str], opened: Opened | None = None) -> Missing:
    made = MissingFiles(cast(Any, opened or Opened(restoring)))
    return made.of(points[-1], points, restoring.vault.collection)


def _points(restoring: Restoring, source: Path, *changes: Change | None) -> list[str]:
    return [restoring.back_up(str(source), change=change).id for change in changes]


@pytest.mark.parametrize("flag", [UNREADABLE, ONLINE_ONLY, VANISHED])
def test_the_newest_point_which_has_a_file_is_found(restoring: Restoring, source: Path, flag: str) -> None:
    lacking = _flagged(flag, b"raw/1.CR3")
    points = _points(restoring, source, None, None, lacking, lacking)
    found = _look(restoring, points)
    assert found == Missing(frozenset({"raw/1.CR3"}), {points[1]: frozenset({"raw/1.CR3"})})


def test_each_file_may_be_in_another_point_and_one_in_none(restoring: Restoring, source: Path) -> None:
    points = _points(
        restoring,
        source,
        _flagged(UNREADABLE, b"office/contract.pdf"),
        _flagged(UNREADABLE, b"raw/1.CR3", b"office/contract.pdf"),
        _flagged(UNREADABLE, b"raw/1.CR3", b"raw/2.CR3", b"office/contract.pdf"),
    )
    found = _look(restoring, points)
    assert found.lacks == frozenset({"raw/1.CR3", "raw/2.CR3", "office/contract.pdf"})
    assert found.gives == {points[0]: {"raw/1.CR3"}, points[1]: {"raw/2.CR3"}}


def test_a_folder_that_could_not_be_read_and_what_was_missing_in_it_before(restoring: Restoring, source: Path) -> None:
    points = _points(restoring, source, None, _flagged(UNREADABLE, b"raw/2.CR3"), _flagged(UNREADABLE, b"raw"))
    found = _look(restoring, points)
    assert found.lacks == frozenset({"raw", "raw/2.CR3"})
    assert found.gives == {points[1]: {"raw"}, points[0]: {"raw/2.CR3"}}


def test_a_file_that_changed_while_it_was_read_is_looked_for_too(restoring: Restoring, source: Path) -> None:
    def torn(path: bytes, entry: Entry) -> Entry | None:
        return altered(entry, flags=(CHANGED,)) if path == b"office/contract.pdf" else entry

    points = _points(restoring, source, None, torn)
    assert _look(restoring, points).gives == {points[0]: {"office/contract.pdf"}}


def test_where_nothing_is_missing_nothing_is_lacking(restoring: Restoring, source: Path) -> None:
    assert _look(restoring, _points(restoring, source, None, None)) == Missing(frozenset())


def test_while_the_vault_is_locked_it_is_not_known_and_not_remembered_as_such(
    restoring: Restoring, source: Path
) -> None:
    points, opened = _points(restoring, source, None, _flagged(UNREADABLE, b"raw/1.CR3")), Opened(restoring)
    made = MissingFiles(cast(Any, opened))
    opened.locked = True
    assert made.of(points[-1], points, "c").lacks is None
    opened.locked = False
    assert made.of(points[-1], points, "c").gives and made.of(points[-1], points, "c").lacks
    assert opened.reads == 1, "what was found is remembered"
    made.keep_only([points[:1]])
    assert made.of(points[-1], points, "c").lacks and opened.reads == 2


def test_a_point_of_the_folder_that_cannot_be_read_makes_it_unknown(restoring: Restoring, source: Path) -> None:
    points = _points(restoring, source, None, _flagged(UNREADABLE, b"raw/1.CR3"))
    assert _look(restoring, ["gone", *points]) == Missing()


def test_of_more_than_can_be_looked_for_it_is_not_known(
    restoring: Restoring, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    points = _points(restoring, source, None, _flagged(UNREADABLE, b"raw/1.CR3", b"raw/2.CR3"))
    monkeypatch.setattr(missing_files, "MOST_PATHS", 1)
    assert _look(restoring, points) == Missing()
