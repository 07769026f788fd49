"""A large backup of a low level lets an emergency go first, goes on where it was, and stores nothing twice."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from studio_backup.api.requests import NewSource
from studio_backup.domain.job import Job
from studio_backup.engine.runner.turn import HIGHER_FIRST
from studio_backup.engine.service.engine import Engine
from studio_backup.engine.service.figures import kinds_stored
from studio_backup.engine.service.service import Service
from tests.unit.engine.jobs.conftest import Bench, bench
from tests.unit.engine.service.test_settings_keeper import engine_of

__all__ = ["bench"]
PATIENCE_S = 60.0
LARGE = 24
FILE_BYTES = 8_000_000
SMALL_BYTES = 300_000


def _wait(what: str, look: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not look():
        assert time.monotonic() < end, f"{what} did not happen within {PATIENCE_S} s"
        time.sleep(0.001)


def _source(made: Service, folder: Path, wedding: str, files: int, size: int) -> str:
    folder.mkdir()
    for number in range(files):
        (folder / f"DSC_{number:04d}.CR2").write_bytes(b"II*\0" + os.urandom(size - 4))
    return made.add_source(NewSource(path=str(folder), wedding=wedding, date="2026-06-20")).id


def _packs(bench: Bench) -> int:
    return sum(one.stat().st_size for one in bench.vault.glob("c/*/packs/**/*") if one.is_file())


def _disturbed(engine: Engine, large: str, small: str) -> tuple[Job, Job, set[str]]:
    """Both jobs when they have ended, and what the large one was seen to wait for."""
    runner, sources = engine.runner, engine.parts.sources
    slow = engine.back_up(sources.get(large), "low")
    _wait("the large one is well under way", lambda: (runner.get(slow.id) or slow).amount.bytes > 2 * FILE_BYTES)
    urgent = engine.back_up(sources.get(small), "emergency")
    waited: set[str] = set()

    def urgent_has_ended() -> bool:
        job = runner.get(slow.id)
        waited.update([job.waits_for] if job else [])
        return engine.parts.jobs.get(urgent.id).ended

    _wait("the emergency has ended", urgent_has_ended)
    assert not engine.parts.jobs.get(slow.id).ended, "the large one still had work, so something was shown"
    _wait("the large one has ended", lambda: engine.parts.jobs.get(slow.id).ended)
    return engine.parts.jobs.get(slow.id), engine.parts.jobs.get(urgent.id), waited


def test_an_emergency_goes_first_and_the_large_one_stores_nothing_twice(bench: Bench) -> None:
    """Real vault, real runner: the packs hold every byte just once."""
    with engine_of(bench) as (made, engine):
        large = _source(made, bench.base / "large", "Anna", LARGE, FILE_BYTES)
        small = _source(made, bench.base / "small", "Kim", 3, SMALL_BYTES)
        engine.runner.start()
        try:
            slow, urgent, waited = _disturbed(engine, large, small)
        finally:
            engine.runner.stop(PATIENCE_S)
        raw = next(one for one in kinds_stored(engine.parts.measured, 1) if one.kind == "raw")
    assert (slow.state, urgent.state) == ("completed", "completed")
    assert slow.attempts == 1, "it went on; it was not begun anew"
    assert HIGHER_FIRST in waited
    assert urgent.ended_ns < slow.ended_ns
    corpus = LARGE * FILE_BYTES + 3 * SMALL_BYTES
    assert (raw.bytes_read, raw.bytes_new) == (corpus, corpus)
    assert corpus <= _packs(bench) <= 1.04 * corpus, "packs are padded by three percent at the most"
