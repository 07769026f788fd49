"""What becomes of a job after its handler returned or raised. Pure."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from studio_backup.base.errors import Cancelled, StudioBackupError
from studio_backup.domain.job import Amount, Job, JobState, Used
from studio_backup.engine.runner.ports import Result
from studio_backup.engine.runner.progress import Seen, with_all
from studio_backup.engine.runner.retry import retry_after

Wish = Literal["", "cancel", "stop"]
"""Why a job was asked to stop: not at all, by a person, or because the engine ends."""

_SECOND_NS: Final = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One run of a job: what its handler returned or raised, and what was seen of it.

    `failures`: failed attempts in a row before this one. `used`: with what earlier attempts used.
    """

    now_ns: int
    result: Result | None = None
    error: BaseException | None = None
    wish: Wish = ""
    failures: int = 0
    seen: Seen = field(default_factory=Seen)
    used: Used = field(default_factory=Used)


def outcome(job: Job, attempt: Attempt, chance: random.Random) -> Job:
    """The job as it stands afterwards: ended, or scheduled again."""
    job = replace(job, used=attempt.used, waits_for="")
    if attempt.result is not None and attempt.result.error is None:
        return _done(job, attempt, attempt.result)
    if attempt.wish == "stop":  # whatever it raised: what it used was being put away
        return scheduled_again(job)
    if attempt.wish == "cancel" or isinstance(attempt.error, Cancelled):
        return _ended(job, attempt, "cancelled")
    if attempt.result is not None and attempt.result.error is not None:
        return _told(job, attempt, attempt.result, attempt.result.error)
    error = attempt.error
    if isinstance(error, StudioBackupError):
        return _failed(job, attempt, error, chance)
    return replace(
        _ended(job, attempt, "failed"),
        error=f"The program met something it did not expect ({type(error).__name__}).",
        hint="What was already stored is safe. Try again; if it happens again, report it with the engine's log.",
    )


def scheduled_again(job: Job) -> Job:
    """The job as it waits to begin anew; its attempts are kept."""
    return replace(job, state="scheduled", stage="queued", waits_for="", amount=Amount(), ended_ns=0)


def ended_unbegun(job: Job, state: JobState, now_ns: int, error: str = "", hint: str = "") -> Job:
    """A waiting job which will never run."""
    return replace(job, state=state, ended_ns=now_ns, waits_for="", error=error, hint=hint)


def _done(job: Job, attempt: Attempt, result: Result) -> Job:
    ended = replace(_with_result(_ended(job, attempt, "completed"), attempt, result), stage="done")
    if result.corrupted:
        return replace(
            ended,
            state="corrupted",
            error="Damage was found, and is not mended.",
            hint="The warnings say what is damaged. Heal it, with another copy within reach.",
        )
    return replace(ended, error="", hint="")


def _told(job: Job, attempt: Attempt, result: Result, error: StudioBackupError) -> Job:
    """Failed for good: somebody waits for the answer, and decides."""
    ended = _with_result(_ended(job, attempt, "corrupted" if result.corrupted else "failed"), attempt, result)
    return replace(ended, error=error.message, hint=error.hint)


def _with_result(ended: Job, attempt: Attempt, result: Result) -> Job:
    seen = with_all(attempt.seen, result.warnings)
    points = tuple(dict.fromkeys((*ended.points, *result.points)))
    return replace(ended, warnings=seen.warnings, points=points, told=result.told)


def _failed(job: Job, attempt: Attempt, error: StudioBackupError, chance: random.Random) -> Job:
    wait = retry_after(error, attempt.failures + 1, chance)
    if wait is None:
        return replace(_ended(job, attempt, "failed"), error=error.message, hint=error.hint)
    again = scheduled_again(replace(job, warnings=attempt.seen.warnings))
    return replace(again, retry_ns=attempt.now_ns + int(wait * _SECOND_NS), error=error.message, hint=error.hint)


def _ended(job: Job, attempt: Attempt, state: JobState) -> Job:
    seen = attempt.seen
    return replace(
        job, state=state, stage=seen.stage, amount=seen.amount, warnings=seen.warnings, ended_ns=attempt.now_ns
    )
