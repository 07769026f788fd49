"""Errors over the wire."""

from __future__ import annotations

import pytest

from studio_backup.api import errors as door
from studio_backup.api.errors import EditConflict, EngineGone, NotAllowed, TooMany, error_of, kind_of
from studio_backup.api.wire import ChangeView, ProblemView
from studio_backup.base import errors
from studio_backup.base.errors import RefusedError, StorageUnavailable, StudioBackupError
from studio_backup.engine.server.problems import problem_of

ALL = [
    kind
    for kind in (vars(errors) | vars(door)).values()
    if isinstance(kind, type) and issubclass(kind, StudioBackupError)
]


@pytest.mark.parametrize("kind", sorted(ALL, key=lambda one: one.__name__))
def test_each_kind_arrives_as_itself(kind: type[StudioBackupError]) -> None:
    """With message, hint, and whether to try again."""
    error = kind("What and why.", hint="What to do.")
    arrived = error_of(problem_of(error))
    assert type(arrived) is kind
    assert (arrived.message, arrived.hint, arrived.retryable) == (error.message, error.hint, error.retryable)


def test_an_unknown_kind_arrives_as_the_nearest_known() -> None:
    """A private error of some room."""

    class OfARoomError(errors.MarkerError):
        pass

    assert kind_of(OfARoomError("x")) == "MarkerError"
    problem = ProblemView(status=409, title="", detail="", message="m", kind="FromTheFuture")
    assert type(error_of(problem)) is StudioBackupError


def test_what_was_changed_and_how_long_to_wait_arrive() -> None:
    """The two errors that say more."""
    conflict = ProblemView(
        status=412,
        title="",
        detail="",
        message="m",
        kind="EditConflict",
        changed=(ChangeView(field="wedding", now="A"),),
    )
    told = error_of(conflict)
    assert isinstance(told, EditConflict)
    assert told.changed == ("wedding is now A",)
    waiting = error_of(problem_of(TooMany("m", after_s=7.5)))
    assert isinstance(waiting, TooMany)
    assert waiting.after_s == 7.5
    assert waiting.retryable


def test_the_doors_own_errors_are_the_programs() -> None:
    """So that exits need no new rule."""
    assert issubclass(EngineGone, StorageUnavailable)
    assert issubclass(NotAllowed, RefusedError)
    assert issubclass(EditConflict, RefusedError)
