"""Editing by version."""

from __future__ import annotations

import pytest

from studio_backup.api.errors import EditConflict
from studio_backup.api.wire import SourceView
from studio_backup.engine.server import edits as module
from studio_backup.engine.server.edits import Shown, etag, version_of
from studio_backup.engine.server.problems import Refusal

BEFORE = SourceView(id="s", path="/a", wedding="A", version=3)
NOW = SourceView(id="s", path="/a", wedding="B\n", excludes=("x",), version=5)


def test_a_tag_comes_back_as_its_version() -> None:
    """As it was answered."""
    assert version_of(etag(BEFORE).decode()) == 3


@pytest.mark.parametrize(
    "tag, status", [(None, 428), ("*", 400), ("3", 400), ('W/"3"', 400), ('"3", "4"', 400), ('""', 400)]
)
def test_a_tag_must_be_given_and_be_one(tag: str | None, status: int) -> None:
    """`*` would defeat its purpose."""
    with pytest.raises(Refusal) as refused:
        version_of(tag)
    assert refused.value.view.status == status


def test_the_late_one_is_told_what_differs_from_what_he_saw() -> None:
    """Not more."""
    shown = Shown()
    shown.remember("s", BEFORE)
    told = shown.conflict(EditConflict("m", hint="h"), "s", 3, NOW)
    assert (told.status, told.version, told.kind) == (412, 5, "EditConflict")
    assert {one.field: one.now for one in told.changed} == {"wedding": "B\n", "excludes": '["x"]'}


def test_who_saw_what_nobody_remembers_is_told_all() -> None:
    """After a restart."""
    told = Shown().conflict(EditConflict("m"), "s", 1, NOW)
    assert [one.field for one in told.changed] == list(SourceView.editable)


def test_memory_is_bounded() -> None:
    """The oldest are forgotten."""
    shown = Shown()
    for version in range(3_000):
        shown.remember("s", SourceView(id="s", path="/a", version=version))
    assert len(shown._shown) == module._REMEMBERED
