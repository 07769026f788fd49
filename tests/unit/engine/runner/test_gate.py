"""The gate holds threads and lets them go; a wish to stop opens it."""

from __future__ import annotations

import threading

import pytest

from studio_backup.base.errors import Cancelled
from studio_backup.engine.runner.gate import Gate, JobToken
from tests.unit.engine.runner.stage import until


def in_threads(count: int, work: object) -> list[threading.Thread]:
    threads = [threading.Thread(target=work, daemon=True) for _ in range(count)]  # type: ignore[arg-type]
    for thread in threads:
        thread.start()
    return threads


def test_an_open_gate_is_passed_at_once() -> None:
    assert Gate().passed() is False


def test_all_threads_of_a_job_wait_and_all_go_on() -> None:
    gate, passed = Gate(), []
    gate.hold()
    threads = in_threads(4, lambda: passed.append(gate.passed()))
    until(lambda: gate.waiting == 4)
    assert passed == []
    gate.release()
    assert gate.waiting == 0
    for thread in threads:
        thread.join(5)
    assert passed == [True] * 4


def test_who_is_cancelled_waits_no_longer() -> None:
    gate = Gate()
    token = JobToken(gate)
    gate.hold()
    raised = []

    def work() -> None:
        with pytest.raises(Cancelled):
            token.check()
        raised.append(True)

    (thread,) = in_threads(1, work)
    until(lambda: gate.waiting == 1)
    token.cancel()
    thread.join(5)
    assert raised == [True]


def test_a_cancelled_job_never_comes_to_the_gate() -> None:
    gate = Gate()
    token = JobToken(gate)
    gate.hold()
    token.cancel()
    assert token.cancelled
    with pytest.raises(Cancelled):
        token.check()


def test_who_has_to_wait_lets_go_first_and_only_then() -> None:
    gate = Gate()
    token = JobToken(gate)
    let_go: list[int] = []
    with token.before_waiting(lambda: let_go.append(gate.waiting)):
        token.check()
        assert let_go == []
        gate.hold()
        (thread,) = in_threads(1, token.check)
        until(lambda: gate.waiting == 1)
        assert let_go == [0]
        gate.release()
        thread.join(5)
    gate.hold()
    (thread,) = in_threads(1, token.check)
    until(lambda: gate.waiting == 1)
    gate.release()
    thread.join(5)
    assert let_go == [0]
