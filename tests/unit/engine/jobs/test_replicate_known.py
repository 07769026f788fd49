"""A copy that is there counts as there, whatever became of the ledger."""

from __future__ import annotations

from studio_backup.base.control import CancelToken, NoProgress
from studio_backup.engine.jobs import tiers
from studio_backup.engine.jobs.places import ledger_of
from studio_backup.engine.jobs.replicate import run_replicate


def test_a_lost_ledger_is_made_anew_from_what_lies_there(bench) -> None:  # type: ignore[no-untyped-def]
    with bench.studio() as studio:
        bench.back_up(studio)
        tiers.add_tier(studio, "nas", str(bench.base / "nas"), "nas")
    with bench.studio() as studio:
        run_replicate(studio, progress=NoProgress(), cancel=CancelToken())
        before = ledger_of(studio, studio.tier("nas")).known()
    for ledger in (bench.base / "home" / "ledger").glob("*.jsonl"):
        ledger.unlink()
    with bench.studio() as studio:
        done, error = run_replicate(studio, progress=NoProgress(), cancel=CancelToken())
        after = ledger_of(studio, studio.tier("nas")).known()
    assert error is None and done.tiers[0].copied == 0
    assert after.keys() == before.keys() and any("/snapshots/" in name for name in after)
