"""What a run tells a program: the one JSON object of its verb, whether the engine did it or the command line."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from studio_backup.base.errors import StudioBackupError
from studio_backup.base.exits import DAMAGE, DONE, FAILED, WARNINGS, exit_of
from studio_backup.base.plain import plain
from studio_backup.engine.backup.report import BackupReport
from studio_backup.engine.jobs.backup import BackedUp
from studio_backup.engine.jobs.replicate import Replicated

MOST_BYTES: Final = 1 << 20
"""Of what is kept with a job."""
LEFT_OUT: Final = "left_out"
"""Name of the list -> how many of its entries were left out, where not all had room."""
_LONGEST_LIST: Final = 8_192


def told(facts: dict[str, Any], exit: int, error: StudioBackupError | None = None, *, most: int = MOST_BYTES) -> str:
    """The object as text, `most` bytes of UTF-8 at most: lists are cut, and say how much was left out of them."""
    whole = facts | ({"error": error.message, "hint": error.hint} if error else {}) | {"exit": exit}
    whole = plain(whole)
    data, longest = msgspec.json.encode(whole), _LONGEST_LIST
    while len(data) > most and longest:
        left: dict[str, int] = {}
        data = msgspec.json.encode({**_cut(whole, longest, left, ""), LEFT_OUT: left})
        longest //= 2
    return data.decode()


def told_error(error: StudioBackupError) -> str:
    """The object of a run which did nothing but fail."""
    return told({}, exit_of(error), error)


def _cut(value: Any, longest: int, left: dict[str, int], name: str) -> Any:
    if isinstance(value, dict):
        return {key: _cut(one, longest, left, key) for key, one in value.items()}
    if not isinstance(value, list):
        return value
    if len(value) > longest:
        left[name] = left.get(name, 0) + len(value) - longest
    return [_cut(one, longest, left, name) for one in value[:longest]]


def backup_facts(done: BackedUp) -> dict[str, Any]:
    """The report, and into which wedding it went."""
    facts: dict[str, Any] = plain(done.report)
    added = {"wedding": done.wedding, "date": done.date, "collection": done.collection, "wedding_made": done.made}
    return facts | added | {"bytes_stored": done.stored}


def backed_up_of(facts: dict[str, Any]) -> BackedUp:
    """What `backup_facts` was made of. Raises msgspec.ValidationError for anything else."""
    report = msgspec.convert(facts, BackupReport)
    return BackedUp(
        report, facts["wedding"], facts["date"], facts["collection"], facts["wedding_made"], facts["bytes_stored"]
    )


def backup_exit(done: BackedUp) -> int:
    """The exit code of a backup which was done."""
    return WARNINGS if done.report.warnings else DONE


def replicate_exit(result: Replicated, error: StudioBackupError | None) -> int:
    """The exit code of copies; `error`: the first of a tier which could not be served while others were."""
    if result.problems or any(tier.withheld or tier.unhealed for tier in result.tiers):
        return DAMAGE
    if error or any(tier.failed for tier in result.tiers):
        return FAILED
    return WARNINGS if any(tier.damaged for tier in result.tiers) else DONE


def verify_exit(code: int, error: StudioBackupError | None) -> int:
    """The exit code of a verification; `code`: of what was found, `error`: of a place which did not answer."""
    return FAILED if error and code <= WARNINGS else code
