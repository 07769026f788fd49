"""What a job tells, in the words of its verb."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

import msgspec

from studio_backup.cli.told import Told, told_lines
from studio_backup.cli.verbs import backup, replicate, verify
from studio_backup.domain.job import JobKind
from studio_backup.engine.jobs.replicate import Replicated
from studio_backup.engine.jobs.told_backup import backed_up_of
from studio_backup.engine.jobs.verify import Verified

_LINES: Final[Mapping[JobKind, Callable[[dict[str, Any]], Iterable[str]]]] = {
    "backup": lambda facts: backup.lines(backed_up_of(facts)),
    "replicate": lambda facts: replicate.lines(msgspec.convert(facts, Replicated)),
    "verify": lambda facts: verify.lines(msgspec.convert(facts, Verified)),
}


def lines_of(kind: JobKind, told: Told) -> Iterator[str]:
    """Sentences; none where it did nothing but fail, or of a kind whose verb does not tell this way."""
    if told.facts and kind in _LINES:
        yield from told_lines(told, _LINES[kind](told.facts))
