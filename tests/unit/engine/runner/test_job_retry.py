"""Which failures are tried again, when, and how often."""

from __future__ import annotations

import random

import pytest

from studio_backup.base import errors
from studio_backup.engine.runner.retry import LONGEST_S, retry_after


@pytest.mark.parametrize(
    "kind",
    ["UsageError", "RefusedError", "MarkerError", "UnsupportedFormat", "NotFoundError", "ObjectMissing", "UnlockError",
     "WrongPassphrase", "DamageError", "ObjectDamaged", "Forged", "StorageDenied", "AlreadyThere", "Cancelled"],
)  # fmt: skip
def test_what_cannot_heal_is_never_tried_again(kind: str) -> None:
    assert retry_after(getattr(errors, kind)("No."), 1, random.Random(1)) is None


def test_what_nobody_expected_is_never_tried_again() -> None:
    assert retry_after(KeyError("x"), 1, random.Random(1)) is None
    assert retry_after(errors.StudioBackupError("No."), 1, random.Random(1)) is None


@pytest.mark.parametrize("kind", ["StorageUnavailable", "ShortRead", "StorageFull", "SourceError"])
def test_what_may_heal_is_tried_again_ever_later_and_not_for_ever(kind: str) -> None:
    error, chance = getattr(errors, kind)("Not now."), random.Random(2)
    waits = []
    while (wait := retry_after(error, len(waits) + 1, chance)) is not None:
        waits.append(wait)
    assert 3 <= len(waits) <= 12
    assert all(0 < wait <= LONGEST_S for wait in waits)
    assert waits[2] > waits[0]


def test_jobs_which_failed_together_do_not_come_back_together() -> None:
    error, chance = errors.StorageUnavailable("Not now."), random.Random(3)
    waits = [retry_after(error, 4, chance) for _ in range(50)]
    assert len(set(waits)) == 50
    assert all(20.0 <= wait <= 40.0 for wait in waits if wait is not None)


def test_an_error_may_say_of_itself_that_it_heals() -> None:
    assert retry_after(errors.RefusedError("Busy.", retryable=True), 1, random.Random(4)) is not None
    assert retry_after(errors.StudioBackupError("Busy.", retryable=True), 1, random.Random(4)) is not None
