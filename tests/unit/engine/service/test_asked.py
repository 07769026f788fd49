"""Work asked for by name: queued with what was asked, not tried again, its failure told."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from studio_backup.api.paths import to_wire
from studio_backup.api.work import BackupAsked, ReplicateAsked, VerifyAsked
from studio_backup.base.control import CancelToken, NoProgress
from studio_backup.base.errors import Cancelled, StorageUnavailable, StudioBackupError, UnlockError, UsageError
from studio_backup.domain.job import Job
from studio_backup.engine.runner.ports import JobHandle, Result
from studio_backup.engine.service.asked import AskedJobs
from studio_backup.engine.service.asked_work import AskedWork
from tests.support.fixed_clock import FixedClock


class _Vault:
    """A vault which is locked, or cannot be opened."""

    def __init__(self, error: StudioBackupError | None = None, *, unlocked: bool = True) -> None:
        self.error, self.unlocked = error, unlocked

    def check_joined(self) -> None:
        pass

    @contextlib.contextmanager
    def studio(self, *_: object) -> Iterator[None]:
        assert self.error
        raise self.error
        yield


def _queue(unlocked: bool = True) -> tuple[AskedJobs, list[Job]]:
    taken: list[Job] = []

    def submit(job: Job) -> Job:
        taken.append(job)
        return job

    return AskedJobs(_Vault(unlocked=unlocked), submit, FixedClock()), taken  # type: ignore[arg-type]


def test_what_was_asked_stands_in_the_job() -> None:
    jobs, taken = _queue()
    odd = "/a/\udcff"
    asked = BackupAsked(paths=(to_wire(odd), "/b"), wedding="W", date="2026-06-20", accept_empty=True)
    view = jobs.backup(asked)
    jobs.replicate(ReplicateAsked(tier="nas", limit=5e5))
    jobs.verify(VerifyAsked(level="drill", sample=12.5, heal=True))
    backup, copies, check = taken
    assert (view.id, view.asked) == (backup.id, "")
    assert (backup.kind, backup.level, backup.wedding, backup.source) == ("backup", "high", "W", "")
    assert msgspec.json.decode(backup.asked, type=BackupAsked) == asked
    assert (copies.kind, copies.level, copies.tier) == ("replicate", "normal", "nas")
    assert (check.level, check.check, check.sample) == ("low", "drill", 12.5)
    assert json.loads(check.asked)["heal"]
    assert len({job.id for job in taken}) == 3


def test_a_locked_engine_and_a_relative_path_take_nothing() -> None:
    jobs, taken = _queue(unlocked=False)
    with pytest.raises(UnlockError, match="locked") as caught:
        jobs.replicate(ReplicateAsked())
    assert "engine unlock" in caught.value.hint
    jobs, _ = _queue()
    with pytest.raises(UsageError, match="photos"):
        jobs.backup(BackupAsked(paths=("photos",)))
    assert taken == []


@pytest.mark.parametrize(
    "body",
    [
        {"paths": []},
        {"paths": ["/a\0b"]},
        {"paths": ["/a"], "excludes": ["\0"]},
        {"paths": ["/a"], "date": "2026-02-30"},
        {"paths": ["/a"], "level": "emergency"},
        {"paths": "/a"},
    ],
)
def test_a_request_that_makes_no_sense_is_refused(body: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(body, BackupAsked)


@pytest.mark.parametrize(("kind", "value"), [(ReplicateAsked, {"limit": 0}), (VerifyAsked, {"sample": 100.5})])
def test_figures_out_of_their_range_are_refused(kind: type, value: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(value, kind)


def _do(error: StudioBackupError, asked: str) -> Result:
    def other(_job: Job, _handle: JobHandle) -> Result:
        return Result(told="the other")

    work = AskedWork(_Vault(error), None, None, None)  # type: ignore[arg-type]
    table = work.over({"replicate": other, "settings": other})
    assert table["settings"] is other
    return table["replicate"](Job(id="j", kind="replicate", asked=asked), JobHandle(NoProgress(), CancelToken()))


def test_a_failure_is_told_and_a_stop_is_passed_on() -> None:
    away = StorageUnavailable("The NAS is away.", hint="Wake it.")
    found = _do(away, "{}")
    assert found.error is away
    assert json.loads(found.told) == {"error": "The NAS is away.", "hint": "Wake it.", "exit": 1}
    with pytest.raises(Cancelled):
        _do(Cancelled("Stopped."), "{}")
    assert _do(away, "").told == "the other"
