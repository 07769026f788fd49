"""Answers as bytes."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from studio_backup.api.errors import TooMany
from studio_backup.api.wire import Page, PreviewView
from studio_backup.base.errors import StorageUnavailable, StudioBackupError, UnlockError, WrongPassphrase
from studio_backup.engine.server.answered import encoded
from studio_backup.engine.server.problems import answer_of, problem_of


@given(st.text(st.characters(codec=None), max_size=30))
def test_any_text_can_be_answered(text: str) -> None:
    """A name which is no text is escaped, not a fault of the engine."""
    told = json.loads(encoded(Page(items=(PreviewView(path=text, files=1, bytes=1),))))
    shown = told["items"][0]["path"]
    shown.encode()
    assert shown == text or "\\" in shown


def test_statuses() -> None:
    """Only a fault of the program is a 5xx."""
    assert problem_of(WrongPassphrase("m")).status == 403
    assert problem_of(UnlockError("m")).status == 423
    assert problem_of(StudioBackupError("m")).status == 409
    unavailable = problem_of(StorageUnavailable("m"))
    assert (unavailable.status, unavailable.retryable) == (424, True)


def test_a_wait_is_told_in_whole_seconds() -> None:
    """Never zero, which would mean at once."""
    assert (b"retry-after", b"1") in answer_of(problem_of(TooMany("m", after_s=0.2))).headers
    assert (b"retry-after", b"3") in answer_of(problem_of(TooMany("m", after_s=2.1))).headers
