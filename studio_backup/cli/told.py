"""What the engine's job tells, as a verb's answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import msgspec

from studio_backup.base.errors import StudioBackupError
from studio_backup.cli.output import Answer
from studio_backup.engine.jobs.told import LEFT_OUT

T = TypeVar("T")


class Told(msgspec.Struct, frozen=True):
    """`facts`: the fields of the verb's JSON but `exit`, `error` and `hint`; empty where it did nothing but fail."""

    facts: dict[str, Any]
    exit: int
    error: StudioBackupError | None = None


def read_told(text: str) -> Told:
    """`JobView.told` of a job that tells."""
    facts = msgspec.json.decode(text, type=dict[str, Any])
    error = facts.pop("error", "")
    hint = facts.pop("hint", "")
    return Told(facts, facts.pop("exit"), StudioBackupError(error, hint=hint) if error else None)


def answered(
    told: Told,
    result_of: Callable[[dict[str, Any]], T],
    lines: Callable[[T], Iterable[str]],
    warnings: Callable[[T], Iterable[str]],
) -> Answer:
    """The answer that this process would have given, had it done the work."""
    if not told.facts:
        return Answer({}, list, told.exit, (), told.error)
    result = result_of(told.facts)
    return Answer(told.facts, lambda: told_lines(told, lines(result)), told.exit, tuple(warnings(result)), told.error)


def told_lines(told: Told, lines: Iterable[str]) -> Iterator[str]:
    """For people, with what had no room."""
    yield from lines
    for name, count in told.facts.get(LEFT_OUT, {}).items():
        yield f"{count:,} more of {name} are not listed: there are too many to keep."
