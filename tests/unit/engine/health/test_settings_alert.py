"""That what a person typed could not be kept is said, with what to do."""

from __future__ import annotations

from studio_backup.engine.health.facts import Facts, FailedJob
from studio_backup.engine.health.rules import alerts


def test_settings_that_could_not_be_kept() -> None:
    failed = FailedJob(kind="settings", error="No space left.", ended_ns=1)
    found = [one for one in alerts(Facts(now_ns=2, unlocked=True, failed=(failed,))) if one.kind == "job_failed"]
    assert [one.message for one in found] == ["Keeping in the vault what you typed failed: No space left."]
    assert found[0].mend.startswith("studio-backup engine")
    mended = [one for one in alerts(Facts(now_ns=2, unlocked=True)) if one.kind == "job_failed"]
    assert not mended
