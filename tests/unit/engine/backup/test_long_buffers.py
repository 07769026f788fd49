"""Long buffers: few for all, one for each run whatever the others do."""

from __future__ import annotations

import threading

import pytest

from studio_backup.base.control import CancelToken
from studio_backup.base.errors import Cancelled
from studio_backup.engine.backup.long_buffers import LONG_BYTES, LongBuffers, Supply


def test_a_run_has_one_though_another_holds_all() -> None:
    supply = Supply(2)
    first, second = LongBuffers(supply), LongBuffers(supply)
    assert all(len(first.take(CancelToken())) == LONG_BYTES for _ in range(2))
    second.take(CancelToken())
    assert supply.out == 3


def test_the_second_one_waits_until_one_comes_back() -> None:
    supply = Supply(1)
    run = LongBuffers(supply)
    held = run.take(CancelToken())
    got: list[memoryview] = []
    waiter = threading.Thread(target=lambda: got.append(run.take(CancelToken())), daemon=True)
    waiter.start()
    waiter.join(0.05)
    assert not got
    run.give(held)
    waiter.join(60)
    assert len(got) == 1 and supply.out == 1


def test_who_waits_can_be_stopped() -> None:
    run, cancel = LongBuffers(Supply(1)), CancelToken()
    run.take(cancel)
    cancel.cancel()
    with pytest.raises(Cancelled):
        run.take(cancel)


def test_without_a_bound_they_are_used_again_and_go_with_the_run() -> None:
    run = LongBuffers(Supply())
    held = run.take(CancelToken())
    run.give(held)
    assert run.take(CancelToken()) is held
    run.give(held)
    run.close()
    assert run.take(CancelToken()) is not held
