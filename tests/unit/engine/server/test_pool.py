"""The threads of the door."""

from __future__ import annotations

import asyncio
import threading

import pytest

from studio_backup.api.errors import TooMany
from studio_backup.engine.server.pool import Pool


def test_values_and_errors_come_back() -> None:
    """From a daemon thread of the pool."""

    async def scene() -> None:
        pool = Pool("test", threads=2, waiting=10)
        assert await pool.run(lambda: threading.current_thread().daemon)
        with pytest.raises(ValueError, match="why"):
            await pool.run(lambda: _raise(ValueError("why")))
        assert await asyncio.gather(*(pool.run(lambda n=n: n) for n in range(8))) == list(range(8))
        pool.close()

    asyncio.run(scene())


def test_a_crowd_is_turned_away_and_the_next_one_served() -> None:
    """So that questions never pile up without bound."""

    async def scene() -> None:
        pool, go = Pool("test", threads=1, waiting=2), threading.Event()
        waiting = [asyncio.create_task(pool.run(lambda: go.wait(10))) for _ in range(3)]
        await asyncio.sleep(0)
        with pytest.raises(TooMany):
            await pool.run(lambda: None)
        go.set()
        assert await asyncio.gather(*waiting) == [True] * 3
        assert await pool.run(lambda: 5) == 5
        pool.close()

    asyncio.run(scene())


def test_a_call_that_outlives_its_loop_harms_nobody() -> None:
    """As on a dead NAS, when the engine ends: the thread lives on and serves the next loop."""
    go, pool = threading.Event(), Pool("test", threads=1, waiting=1)

    async def hanging() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(pool.run(lambda: go.wait(10)), 0.01)

    async def next_loop() -> None:
        assert await asyncio.wait_for(pool.run(lambda: 5), 10) == 5

    asyncio.run(hanging())
    go.set()
    asyncio.run(next_loop())
    pool.close()


def _raise(error: Exception) -> None:
    raise error
