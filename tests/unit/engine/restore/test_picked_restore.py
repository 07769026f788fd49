"""Exactly these files of these points, however many others stand beside them; and what history tells of restores."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio_backup.base.control import CancelToken
from studio_backup.base.errors import NotFoundError
from studio_backup.engine.restore.history import RestoreHistory
from studio_backup.engine.restore.plan import Pick
from studio_backup.engine.restore.selection import PathChoice
from studio_backup.engine.restore.undo_plan import plan_undo
from tests.support.restoring import Restoring


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_leads_to_a_choice() -> None:
    choice = PathChoice([b"a/b/c", b"d.db"])
    assert [choice.takes(path) for path in (b"a/b/c", b"a/b", b"d.db")] == [True, False, True]
    assert [choice.looks_into(path) for path in (b"", b"a", b"a/b", b"a/b/c", b"x")] == [True, True, True, False, False]
    assert choice.concerns(b"d.db-wal")
    assert not choice.concerns(b"e.db-wal")
    assert PathChoice([b""]).everything


def test_one_file_of_many(restoring: Restoring, root: Path, tmp_path: Path) -> None:
    point = restoring.back_up(str(root))
    report = restoring.restore(str(tmp_path / "back"), points=[point], picks=(Pick(point.id, b"sub/b.jpg"),))
    assert report.restored == 1
    assert _files(tmp_path / "back") == {"Wedding/sub/b.jpg": (root / "sub" / "b.jpg").read_bytes()}


def test_two_versions_of_one_file_come_back_side_by_side(restoring: Restoring, root: Path, tmp_path: Path) -> None:
    first = restoring.back_up(str(root))
    (root / "a.jpg").write_bytes(b"newer")
    second = restoring.back_up(str(root))
    picks = (Pick(first.id, b"a.jpg"), Pick(second.id, b"a.jpg"))
    restoring.restore(str(tmp_path / "back"), points=[first, second], picks=picks)
    assert sorted(_files(tmp_path / "back").values()) == sorted([b"newer", b"picture a" * 1000])


def test_other_files_are_another_restore(restoring: Restoring, root: Path, tmp_path: Path) -> None:
    point = restoring.back_up(str(root))
    plans = [
        restoring.plan(str(tmp_path / "back"), points=[point], picks=(Pick(point.id, path),))
        for path in (b"a.jpg", b"sub")
    ]
    assert [plan.files for plan in plans] == [1, 1]
    restoring.run(plans[0])
    assert not restoring.run(plans[1]).resumed
    assert len(RestoreHistory(restoring.restores).all()) == 2


def test_history_and_the_way_back(restoring: Restoring, root: Path, tmp_path: Path) -> None:
    point = restoring.back_up(str(root))
    back = tmp_path / "back"
    (back / "Wedding").mkdir(parents=True)
    (back / "Wedding" / "a.jpg").write_bytes(b"mine")
    history = RestoreHistory(restoring.restores)
    assert history.all() == []
    options = {"points": [point], "on_conflict": "replace", "wedding": "Kim", "job": "j"}
    report = restoring.restore(str(back), **options)
    (one,) = history.all()
    assert (one.standing, one.begun.wedding, one.begun.job, one.begun.files) == ("done", "Kim", "j", 2)
    assert (one.kept_bytes, one.failed) == (4, 0)
    assert one.undo_until_ns - one.begun.started_ns == 30 * 86_400 * 10**9
    plan = plan_undo(report.id, restores=restoring.restores, cancel=CancelToken())
    assert (plan.remove, plan.put_back, plan.gone, plan.edited) == (2, 1, 0, ())
    (back / "Wedding" / "sub" / "b.jpg").write_bytes(b"edited")
    plan = plan_undo(report.id, restores=restoring.restores, cancel=CancelToken())
    assert plan.edited == (b"Wedding/sub/b.jpg",)
    (back / "Wedding" / "sub" / "b.jpg").unlink()
    restoring.undo(report.id)
    (one,) = history.all()
    assert (one.standing, one.undo_until_ns, one.kept_bytes) == ("undone", 0, 0)
    assert (back / "Wedding" / "a.jpg").read_bytes() == b"mine"
    with pytest.raises(NotFoundError):
        plan_undo(report.id, restores=restoring.restores, cancel=CancelToken())
