"""The stream of events: replay, coalesced progress, who fell behind, and a client that never reads."""

from __future__ import annotations

import contextlib
import gc
import logging
import socket
import time
import tracemalloc
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

import msgspec
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from studio_backup.api import wire
from studio_backup.api.client import EngineClient
from studio_backup.api.connection import Connection
from studio_backup.api.errors import EngineGone
from studio_backup.engine import bus as bus_module
from studio_backup.engine.bus import PROGRESS, Subscription
from studio_backup.engine.server import events as events_module
from studio_backup.engine.server import serve as serve_module
from tests.support.door import ALERT, JOB, TOKEN, Opened, opened


@pytest.fixture
def door() -> Iterator[Opened]:
    """An open door."""
    with opened() as one:
        yield one


@contextlib.contextmanager
def _listening(door: Opened, token: str = TOKEN, **query: object) -> Iterator[ClientConnection]:
    uri = f"ws://127.0.0.1:{door.port}/v1/events?{urlencode(query)}"
    with connect(uri, additional_headers={"Authorization": f"Bearer {token}"}, proxy=None, compression=None) as one:
        yield one


def _next(stream: ClientConnection, timeout: float = 5) -> wire.EventView:
    return msgspec.json.decode(stream.recv(timeout), type=wire.EventView)


def _job(number: int, text: str = "") -> wire.JobView:
    return msgspec.structs.replace(JOB, id=f"{number:016x}", error=text)


def test_events_arrive_typed_and_at_once(door: Opened) -> None:
    """A critical alert in far less than two seconds."""
    with EngineClient(door.endpoint) as client:
        stream = client.events()
        hello = next(stream)
        assert (hello.kind, hello.life, hello.seq) == ("hello", door.service.bus.life, 0)
        started = time.perf_counter()
        door.service.bus.publish("alert", ALERT.id, ALERT)
        alert = next(stream)
        assert time.perf_counter() - started < 2.0
        assert (alert.seq, alert.kind, alert.subject) == (1, "alert", ALERT.id)
        assert msgspec.json.decode(alert.data, type=wire.AlertView) == ALERT
        stream.close()


def test_after_reconnecting_nothing_is_missing(door: Opened) -> None:
    """From the number on that was seen last."""
    for number in range(10):
        door.service.bus.publish("job", str(number), _job(number))
    with _listening(door, after=4, life=door.service.bus.life) as stream:
        assert _next(stream).kind == "hello"
        assert [_next(stream).seq for _ in range(6)] == [5, 6, 7, 8, 9, 10]


def test_without_a_number_only_what_is_new_comes(door: Opened) -> None:
    """Who has just read everything needs no replay."""
    door.service.bus.publish("job", "1", _job(1))
    with _listening(door) as stream:
        assert _next(stream).kind == "hello"
        door.service.bus.publish("job", "2", _job(2))
        assert _next(stream).seq == 2


@pytest.mark.parametrize("query", [{"after": 1, "life": "another"}, {"after": 99}])
def test_a_number_of_another_life_is_told_so(door: Opened, query: dict[str, object]) -> None:
    """The engine was started again: numbers of before mean nothing."""
    for number in range(3):
        door.service.bus.publish("job", str(number), _job(number))
    with _listening(door, **query) as stream:
        assert [_next(stream).kind for _ in range(2)] == ["hello", "behind"]
        door.service.bus.publish("job", "9", _job(9))
        assert _next(stream).seq == 4


def test_who_comes_too_late_is_told(door: Opened) -> None:
    """With the number from which it goes on."""
    for number in range(bus_module.KEPT + 10):
        door.service.bus.publish("job", str(number), _job(number))
    with _listening(door, after=1) as stream:
        _next(stream)
        behind = _next(stream)
        assert (behind.kind, behind.seq) == ("behind", bus_module.KEPT + 10)


def test_progress_comes_at_most_ten_times_a_second_and_its_end_is_not_lost(
    door: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However fast it moves; the last word of each job comes, facts do not wait for it, and few wake-ups are spent."""
    taking, takes = Subscription.take, []
    monkeypatch.setattr(Subscription, "take", lambda one: (takes.append(1), taking(one))[1])
    with _listening(door) as stream:
        _next(stream)
        started = time.perf_counter()
        told = 0
        while time.perf_counter() - started < 1.0:
            for number in range(20):
                told += 1
                door.service.bus.publish(PROGRESS, str(number), _job(number, str(told)))
            time.sleep(0.001)
        door.service.bus.publish("alert", ALERT.id, ALERT)
        came, last = [], {}
        with contextlib.suppress(TimeoutError):
            while True:
                event = _next(stream, 0.6)
                came.append(event.kind)
                if event.kind == PROGRESS:
                    last |= {job.id: job.error for job in msgspec.json.decode(event.data, type=wire.ProgressView).jobs}
    assert told > 1_000
    assert len(takes) < 200
    assert 3 <= came.count(PROGRESS) <= 13
    assert came.count("alert") == 1
    assert last == {f"{number:016x}": str(told - 19 + number) for number in range(20)}


def test_no_stale_progress_after_a_fact(door: Opened) -> None:
    """A job that has ended must not seem to run again."""
    bus = door.service.bus
    with _listening(door) as stream:
        _next(stream)
        bus.publish(PROGRESS, "1", _job(1, "first"))
        assert _next(stream).kind == PROGRESS
        bus.publish(PROGRESS, "1", _job(1, "stale"))
        bus.publish("job", "1", _job(1, "ended"))
        assert _next(stream).kind == "job"
        with pytest.raises(TimeoutError):
            _next(stream, 0.4)


def test_a_client_that_never_reads_blocks_nobody_and_costs_nothing(door: Opened) -> None:
    """Ten of them, and 18,000 events of 2 KiB: others hear all, status stays quick, memory stays flat."""
    silent = [_deaf(door) for _ in range(10)]
    text = "x" * 2_000
    tracemalloc.start()
    with _listening(door) as stream:
        _next(stream)
        _flood(door, stream, text, 6_000)  # until all buffers are full
        gc.collect()
        before = tracemalloc.get_traced_memory()[0]
        slowest = _flood(door, stream, text, 12_000)
        gc.collect()
        grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    for one in silent:
        one.close()
    assert grown < 4 << 20
    assert slowest < 1.0


def _flood(door: Opened, stream: ClientConnection, text: str, count: int) -> float:
    """Tell so many, each of which the good client must hear; the slowest status meanwhile."""
    heard, slowest = 0, 0.0
    for start in range(0, count, 500):
        for number in range(start, start + 500):
            door.service.bus.publish("job", str(number), _job(number, text))
        while heard < start + 500:
            assert _next(stream).kind == "job"
            heard += 1
        asked = time.perf_counter()
        assert door.ask("GET", "/v1/status").status == 200
        slowest = max(slowest, time.perf_counter() - asked)
    return slowest


def _deaf(door: Opened) -> socket.socket:
    made = socket.create_connection(("127.0.0.1", door.port), timeout=5)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    lines = [
        "GET /v1/events?after=0 HTTP/1.1",
        f"Host: 127.0.0.1:{door.port}",
        f"Authorization: Bearer {TOKEN}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "",
        "",
    ]
    made.sendall("\r\n".join(lines).encode())
    assert made.recv(12) == b"HTTP/1.1 101"
    return made


def test_a_client_that_is_deaf_to_pings_is_dropped_with_all_that_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even when its buffers are full, so that no close could be sent."""
    monkeypatch.setattr(serve_module, "_PING_S", 0.3)
    with opened() as door:
        for number in range(4_000):
            door.service.bus.publish("job", str(number), _job(number, "x" * 2_000))
        with contextlib.closing(_deaf(door)):
            assert _until(lambda: len(door.service.bus._readers) == 1)
            assert _until(lambda: not door.service.bus._readers)


def test_the_end_does_not_wait_for_a_client_that_never_reads(door: Opened) -> None:
    """What was to be sent to it is thrown away with its socket."""
    for number in range(4_000):
        door.service.bus.publish("job", str(number), _job(number, "x" * 2_000))
    with contextlib.closing(_deaf(door)):
        assert _until(lambda: len(door.service.bus._readers) == 1)
        time.sleep(0.3)
        started = time.perf_counter()
        door.serving.stop()
        assert time.perf_counter() - started < 2.5
        assert not door.serving.alive
        gc.collect()  # a socket left open would be a warning, which is an error


def _until(there: Callable[[], bool]) -> bool:
    end = time.perf_counter() + 10
    while not there() and time.perf_counter() < end:
        time.sleep(0.001)
    return there()


def test_the_stream_has_a_door_too(door: Opened, caplog: pytest.LogCaptureFixture) -> None:
    """Token, Origin, and a query that can be read. A stranger cannot fill the log with errors."""
    uri = f"ws://127.0.0.1:{door.port}/v1/events"
    good = {"Authorization": f"Bearer {TOKEN}"}
    for headers, end, status in (
        ({}, "", 401),
        ({"Authorization": "Bearer wrong"}, "", 401),
        ({**good, "Origin": "https://evil.example"}, "", 403),
        (good, "?after=x", 422),
        (good, "?unknown=1", 422),
        (good, "/more", 403),
    ):
        with pytest.raises(InvalidStatus) as refused, connect(uri + end, additional_headers=headers, proxy=None):
            pass
        assert refused.value.response.status_code == status
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


def test_only_so_many_listen(door: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """One more is sent away, and let in when another goes."""
    monkeypatch.setattr(events_module, "LISTENERS", 1)
    with _listening(door) as first:
        _next(first)
        with _listening(door) as second, pytest.raises(Exception, match="1013"):
            _next(second)
    time.sleep(0.2)
    with _listening(door) as third:
        assert _next(third).kind == "hello"


def test_a_client_hears_that_the_engine_ended(door: Opened) -> None:
    """And is not left waiting."""
    proven = Connection(door.endpoint)
    proven.close()
    with EngineClient(door.endpoint) as client:
        stream = client.events()
        next(stream)
        door.serving.stop()
        with pytest.raises(EngineGone):
            next(stream)
        with pytest.raises(EngineGone):
            client.get("/v1/status", wire.StatusView)
