"""What a run tells a program fits into its place, and comes back as what it was."""

from __future__ import annotations

import json

import msgspec
import pytest

from studio_backup.base.errors import Forged, NotFoundError, StorageUnavailable, StudioBackupError, UsageError
from studio_backup.domain.problem import Problem
from studio_backup.domain.snapshot import Counts
from studio_backup.engine.backup.report import BackupReport, FileWarning, Point
from studio_backup.engine.jobs.backup import BackedUp
from studio_backup.engine.jobs.replicate import Replicated, TierReplicated, replicate_exit
from studio_backup.engine.jobs.told import told, told_error
from studio_backup.engine.jobs.told_backup import backed_up_of, backup_exit, backup_facts
from studio_backup.engine.jobs.verify import verify_exit

AWAY = StorageUnavailable("The NAS is away.", hint="Wake it.")


def _done(warnings: int = 0) -> BackedUp:
    point = Point("p" * 64, "c" * 16, "/a", 1, False, Counts(), 1, 2)
    found = tuple(FileWarning(f"/a/{number}", "unreadable", "Denied.") for number in range(warnings))
    report = BackupReport((point,), (), 1, 1, 0, 10, 20, 0, (), found, ("A notice.",), 0.5)
    return BackedUp(report, "Anna & Zoë", "2026-06-20", "c" * 16, True, 30)


def test_a_backup_comes_back_as_it_was_told() -> None:
    facts = json.loads(told(backup_facts(_done(1)), 3))
    assert (facts["bytes_stored"], facts["wedding"], facts["wedding_made"], facts["exit"]) == (
        30,
        "Anna & Zoë",
        True,
        3,
    )
    again = backed_up_of(facts)
    assert (again.wedding, again.stored, again.made, again.collection) == ("Anna & Zoë", 30, True, "c" * 16)
    assert again.report.points == _done().report.points
    assert again.report.warnings == _done(1).report.warnings
    assert (backup_exit(_done()), backup_exit(again)) == (0, 3)


def test_copies_come_back_as_they_were_told() -> None:
    result = Replicated((TierReplicated("nas", 3, damaged=(Problem("o", "damaged", "x"),)),), (), 1.5)
    assert msgspec.convert(json.loads(told(msgspec.to_builtins(result), 3)), Replicated) == result


def test_lists_without_room_say_how_much_was_left_out_of_them() -> None:
    whole = told(backup_facts(_done(2_000)), 3)
    assert "left_out" not in whole and len(json.loads(whole)["warnings"]) == 2_000
    short = told(backup_facts(_done(2_000)), 3, AWAY, most=20_000)
    facts = json.loads(short)
    assert len(short.encode()) <= 20_000
    assert len(facts["warnings"]) + facts["left_out"]["warnings"] == 2_000
    assert facts["warnings"] and facts["points"] and facts["exit"] == 3
    assert (facts["error"], facts["hint"]) == ("The NAS is away.", "Wake it.")
    nested = told({"tiers": [{"points": ["x" * 64] * 900}, {"points": ["x" * 64] * 700}]}, 0, most=50_000)
    left = json.loads(nested)
    assert sum(len(tier["points"]) for tier in left["tiers"]) + left["left_out"]["points"] == 1_600


@pytest.mark.parametrize(
    ("error", "exit"),
    [(UsageError("No."), 2), (NotFoundError("No."), 1), (Forged("No."), 4), (AWAY, 1)],
)
def test_a_failure_tells_what_the_command_line_ends_with(error: StudioBackupError, exit: int) -> None:
    assert json.loads(told_error(error)) == {"error": error.message, "hint": error.hint, "exit": exit}


def test_exit_codes_of_copies_and_checks() -> None:
    problem = Problem("o", "damaged", "")

    def copies(error: StudioBackupError | None = None, **tier: object) -> int:
        return replicate_exit(Replicated((TierReplicated("nas", **tier),), (), 0.0), error)  # type: ignore[arg-type]

    assert copies() == 0
    assert copies(damaged=(problem,)) == 3
    assert (copies(AWAY), copies(failed=(problem,))) == (1, 1)
    assert copies(AWAY, unhealed=("o",)) == 4
    assert replicate_exit(Replicated((), (problem,), 0.0), None) == 4
    assert [verify_exit(code, None) for code in (0, 3, 4)] == [0, 3, 4]
    assert [verify_exit(code, AWAY) for code in (0, 3, 4)] == [1, 1, 4]
