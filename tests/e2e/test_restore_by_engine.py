"""Bringing files back through a real engine: browse, plan, restore, undo, and an engine killed in the middle."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio_backup.api.browse import HistoryQuery, MomentsQuery, TreeQuery, VersionsQuery, WeddingTreeQuery
from studio_backup.api.client import find_engine
from studio_backup.api.remote import RemoteService
from studio_backup.api.requests import PageQuery
from studio_backup.api.restores import NewRestore, PickRequest, PlanRestore
from studio_backup.api.wire import JobView
from studio_backup.base.errors import NotFoundError, UsageError
from tests.e2e.desk import DATE, WEDDING, Desk, contents
from tests.e2e.engines import running_engine, wait_for

FOLDER = "anna-and-ben/RAW/day 1"


@contextlib.contextmanager
def _engine(desk: Desk) -> Iterator[RemoteService]:
    client = find_engine(str(desk.home))
    assert client
    with client:
        yield RemoteService(client)


def _ended(engine: RemoteService, job: JobView) -> JobView:
    found: JobView = wait_for("the end of the job", lambda: (one := engine.job(job.id)).ended_ns and one)
    return found


def test_three_photos_come_back_and_go_again(desk: Desk) -> None:
    """As the window does it: folder by folder, a plan, a job, its history, the way back."""
    desk.back_up()
    (desk.source / "Timeline.txt").write_text("15:00 Vows\n")
    desk.back_up()
    with running_engine(desk), _engine(desk) as engine:
        wait_for("both points", lambda: len(_moments(engine)) == 2)
        (root,) = engine.browse.wedding_tree(WeddingTreeQuery(wedding="anna & ben")).items
        assert (root.name, root.files, root.source) == ("anna-and-ben", 13, str(desk.source))
        folder = engine.browse.wedding_tree(WeddingTreeQuery(wedding=WEDDING, path=FOLDER, limit=3))
        assert [one.name for one in folder.items] == ["DSC_0000.CR2", "DSC_0000.xmp", "DSC_0001.CR2"]
        assert (folder.total, folder.folders) == (12, 0)
        rest = engine.browse.wedding_tree(WeddingTreeQuery(wedding=WEDDING, path=FOLDER, after=folder.next or ""))
        assert len(rest.items) == 9
        assert rest.next is None
        picks = tuple(PickRequest(point=one.point, path=one.path) for one in folder.items)
        plan = engine.restores.plan(PlanRestore(picks=picks))
        assert (plan.planned.plan.files, plan.counts.impossible, plan.supply[0].place) == (3, 0, "local")
        assert os.path.isabs(plan.to)
        assert not os.path.exists(plan.to)
        done = _ended(engine, engine.restores.run(NewRestore(picks=picks, to=plan.to)))
        assert (done.state, done.kind, done.level) == ("completed", "restore", "high")
        back = contents(Path(plan.to))
        assert {name: one for name, one in back.items() if one != "folder"} == {
            f"{FOLDER}/{one.name}": contents(desk.source)[f"RAW/day 1/{one.name}"] for one in folder.items
        }
        (restore,) = engine.restores.list(PageQuery()).items
        assert (restore.state, restore.job, restore.files, restore.wedding) == ("done", done.id, 3, WEDDING)
        assert engine.restores.get(done.id) == restore
        undo = engine.restores.plan_undo(restore.id)
        assert (undo.remove, undo.gone, undo.edited) == (6, 0, ())
        assert _ended(engine, engine.restores.undo(restore.id)).state == "completed"
        assert contents(Path(plan.to)) == {}
        assert engine.restores.get(restore.id).state == "undone"
        _earlier_moment(engine, desk)


def _moments(engine: RemoteService) -> tuple[int, ...]:
    with contextlib.suppress(NotFoundError):
        return tuple(one.at_ns for one in engine.browse.moments(MomentsQuery(wedding=WEDDING)).moments)
    return ()


def _earlier_moment(engine: RemoteService, desk: Desk) -> None:
    """What was there at the first point's moment; its version of a file is another one."""
    first, second = _moments(engine)
    then = engine.browse.wedding_tree(WeddingTreeQuery(wedding=WEDDING, date=DATE, at_ns=second - 1)).items[0]
    assert then.at_ns == first
    newer, older = engine.browse.versions(VersionsQuery(point=then.point, path="Timeline.txt")).items
    assert (newer.changed, older.changed, older.point) == (True, False, then.point)
    assert newer.held == older.held == ("local",)
    told = engine.browse.history(then.point, HistoryQuery())
    assert (told.versions, told.gone, told.complete) == ({"Timeline.txt": 2}, (), True)
    there = {one.name: one for one in engine.browse.tree(then.point, TreeQuery()).items}
    assert there["Timeline.txt"].digest == older.digest
    assert [one.kind for one in there.values()] == ["folder", "folder", "file", "link"]
    with pytest.raises(NotFoundError):
        engine.browse.tree(then.point, TreeQuery(path="nothing"))
    with pytest.raises(UsageError):
        engine.restores.plan(PlanRestore(to="relative", point=then.point))


def test_the_command_line_restores_with_the_engines_keys(desk: Desk) -> None:
    """Without passphrase and kit of its own; the same answers as without an engine, the same exits."""
    desk.back_up()
    alone = {verb: desk.must(*words) for verb, words in _verbs(desk).items()}
    dry = desk.must("restore", "--wedding", WEDDING, "--to", desk.base / "dry", "--dry-run")
    with running_engine(desk):
        bare = {"STUDIO_BACKUP_PASSPHRASE_FILE": ""}
        for verb, words in _verbs(desk).items():
            asked = desk.raw("--json", "--home", desk.home, *words, env=bare)
            assert asked.exit == 0, asked
            assert asked.facts == alone[verb]
        planned = desk.raw(
            "--json", "--home", desk.home, "restore", "--wedding", WEDDING, "--to", desk.base / "dry", "--dry-run"
        )
        same = dry.keys() - {"id", "plan"}
        assert {key: planned.facts[key] for key in same} == {key: dry[key] for key in same}
        back = desk.base / "back"
        said = desk.raw("--home", desk.home, "restore", "--wedding", WEDDING, "--to", back)
        assert said.exit == 0, said
        assert "13 restored, 13 verified" in said.out
        assert contents(back / "anna-and-ben") == contents(desk.source)
        (restore,) = os.listdir(desk.home / "restores")
        (back / "anna-and-ben" / "Timeline.txt").write_text("edited")
        refused = desk.raw("--json", "--home", desk.home, "undo", restore)
        assert (refused.exit, "Edited since" in refused.facts["error"]) == (1, True)
        (back / "anna-and-ben" / "Timeline.txt").unlink()
        undone = desk.raw("--json", "--home", desk.home, "undo", restore)
        assert (undone.exit, undone.facts["id"]) == (0, restore)
        assert not (back / "anna-and-ben").exists()
        wrong = desk.raw("--json", "--home", desk.home, "restore", "--wedding", "Nobody", "--to", back)
        assert (wrong.exit, "Nobody" in wrong.facts["error"]) == (1, True)


def _verbs(desk: Desk) -> dict[str, tuple[str, ...]]:
    return {
        "points": ("points", "--wedding", WEDDING),
        "files": ("files", "--wedding", WEDDING),
        "search": ("files", "--search", "DSC_0001*"),
    }


@contextlib.contextmanager
def _killed_at_the_end(desk: Desk) -> Iterator[None]:
    pid = int(desk.must("engine", "start")["pid"])
    try:
        yield
    finally:
        os.kill(pid, signal.SIGKILL)


def test_an_engine_killed_in_the_middle_goes_on_by_itself(desk: Desk) -> None:
    """The job survives, ends after the next start, and every file is right."""
    dice = random.Random(5)
    for number in range(60):
        (desk.source / "RAW" / f"video {number}.mov").write_bytes(dice.randbytes(2_000_000))
    desk.back_up()
    back = desk.base / "back"
    with _killed_at_the_end(desk), _engine(desk) as engine:
        job = engine.restores.run(NewRestore(wedding=WEDDING, to=str(back)))
        wait_for("the first bytes", lambda: list(back.glob(".studio-backup-restore-*/new/*")), step_s=0.001)
    whole = contents(desk.source)
    assert contents(back / "anna-and-ben") != whole, "it was over before it could be killed"
    with running_engine(desk), _engine(desk) as engine:
        done = _ended(engine, job)
        assert (done.state, done.attempts) == ("completed", 2)
        assert '"resumed":true' in done.told
        assert contents(back / "anna-and-ben") == whole
        assert not [name for name in os.listdir(back) if name.startswith(".studio-backup")]
        (restore,) = engine.restores.list(PageQuery()).items
        assert (restore.state, restore.job) == ("done", job.id)


def test_what_no_place_can_give_is_said_before(desk: Desk) -> None:
    """In the listing, in the plan, and in the versions; another place within reach helps."""
    (desk.base / "nas").mkdir()
    desk.must("tier", "add", "nas", desk.base / "nas", "--role", "nas")
    desk.back_up()
    packs = [path for path in desk.vault.glob("c/*/packs/**/*") if path.is_file()]
    lost = max(packs, key=lambda path: path.stat().st_size)
    kept = desk.base / "kept"
    shutil.move(lost, kept)
    with running_engine(desk), _engine(desk) as engine:
        wait_for("the point", lambda: _moments(engine))
        folder = engine.browse.wedding_tree(WeddingTreeQuery(wedding=WEDDING, path=FOLDER))
        lacking = [one for one in folder.items if one.lacking]
        assert lacking
        assert all("No place within reach" in one.lacking for one in lacking)
        plan = engine.restores.plan(PlanRestore(wedding=WEDDING, to=str(desk.base / "back")))
        assert plan.exit == 4
        assert {one.path for one in plan.planned.impossible} >= {f"{FOLDER}/{one.name}" for one in lacking}
        (version,) = engine.browse.versions(VersionsQuery(wedding=WEDDING, path=f"RAW/day 1/{lacking[0].name}")).items
        assert version.lacking
        done = _ended(engine, engine.restores.run(NewRestore(wedding=WEDDING, to=str(desk.base / "back"))))
        assert done.state == "corrupted"
        assert done.warnings
        there = desk.base / "nas" / lost.relative_to(desk.vault)
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(kept, there)
        again = engine.restores.plan(PlanRestore(wedding=WEDDING, to=str(desk.base / "back")))
        assert again.counts.impossible == 0
        assert [one.place for one in again.supply] == ["nas"]
