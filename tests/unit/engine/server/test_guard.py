"""Who comes in."""

from __future__ import annotations

import asyncio
import hashlib
from typing import Any

import pytest

from studio_backup.engine.server.callers import Callers
from studio_backup.engine.server.guard import LARGEST_BODY, Guard, caller_of
from studio_backup.engine.server.limits import WRONG_TOKENS, Limits
from tests.support.fixed_clock import FixedClock

TOKEN = "right" * 10
GOOD = {"host": "127.0.0.1:4321", "authorization": f"Bearer {TOKEN}"}


class Behind:
    """What stands behind the guard: notes whom it let through."""

    def __init__(self) -> None:
        self.seen: list[Any] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """See ASGI."""
        self.seen.append(caller_of(scope) if "studio_backup.caller" in scope else None)
        await send({"type": "http.response.start", "status": 200, "headers": []})


class Gate:
    """A guard, its clock, and what it answers."""

    def __init__(self, foreign: dict[str, str] | None = None) -> None:
        self.clock = FixedClock()
        self.behind = Behind()
        self.callers = Callers(TOKEN, foreign or {})
        self.guard = Guard(self.behind, self.callers, Limits(), self.clock)

    def ask(
        self, headers: dict[str, str | list[str]], *, path: str = "/v1/status", kind: str = "http", method: str = "GET"
    ) -> int:
        """The status."""
        pairs = [
            (name.encode(), value.encode("latin-1"))
            for name, given in headers.items()
            for value in ([given] if isinstance(given, str) else given)
        ]
        scope = {"type": kind, "path": path, "method": method, "headers": pairs, "server": ("127.0.0.1", 4321)}
        sent: list[Any] = []

        async def send(message: Any) -> None:
            sent.append(message)

        asyncio.run(self.guard(scope, None, send))  # type: ignore[arg-type]
        self.headers = dict(sent[0]["headers"])
        return int(sent[0]["status"])


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(
    "headers, status",
    [
        ({}, 200),
        ({"host": "localhost:4321"}, 200),
        ({"host": "LOCALHOST:4321"}, 200),
        ({"host": []}, 421),
        ({"host": "127.0.0.1"}, 421),
        ({"host": "127.0.0.1:80"}, 421),
        ({"host": "127.0.0.1:43210"}, 421),
        ({"host": "evil.example:4321"}, 421),
        ({"host": "127.0.0.1:4321.evil.example"}, 421),
        ({"host": "evil@127.0.0.1:4321"}, 421),
        ({"host": "[::1]:4321"}, 421),
        ({"host": ["127.0.0.1:4321", "127.0.0.1:4321"]}, 421),
        ({"origin": "http://127.0.0.1:4321"}, 200),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "http://127.0.0.1:8080"}, 403),
        ({"origin": "https://127.0.0.1:4321"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": ""}, 403),
        ({"origin": ["http://127.0.0.1:4321", "https://evil.example"]}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "none"}, 200),
        ({"authorization": []}, 401),
        ({"authorization": TOKEN}, 401),
        ({"authorization": f"Basic {TOKEN}"}, 401),
        ({"authorization": f"bearer {TOKEN}"}, 200),
        ({"authorization": "Bearer "}, 401),
        ({"authorization": f"Bearer {TOKEN} "}, 401),
        ({"authorization": f"Bearer {TOKEN[:-1]}"}, 401),
        ({"authorization": f"Bearer {TOKEN}x"}, 401),
        ({"authorization": "Bearer \xff"}, 401),
        ({"authorization": [f"Bearer {TOKEN}", f"Bearer {TOKEN}"]}, 401),
    ],
)
def test_host_origin_token(headers: dict[str, str | list[str]], status: int, kind: str) -> None:
    """Each alone decides, and only who passes all of them is seen behind the guard."""
    gate = Gate()
    assert gate.ask({**GOOD, **headers}, kind=kind) == status
    assert len(gate.behind.seen) == (status == 200)
    assert not any(name.startswith(b"access-control") for name in gate.headers)


def test_hello_needs_no_token_but_the_right_place() -> None:
    """And only over HTTP."""
    gate = Gate()
    assert gate.ask({"host": GOOD["host"]}, path="/v1/hello") == 200
    assert gate.ask({"host": GOOD["host"]}, path="/v1/hello", kind="websocket") == 401
    assert gate.ask({"host": GOOD["host"]}, path="/v1/hello/") == 401
    assert gate.ask({"host": "evil.example"}, path="/v1/hello") == 421
    assert gate.ask({"host": GOOD["host"], "origin": "https://evil.example"}, path="/v1/hello") == 403


@pytest.mark.parametrize(
    "headers, method, status",
    [
        ({"content-length": "0"}, "POST", 200),
        ({"content-length": "5"}, "POST", 415),
        ({"content-length": "5", "content-type": "text/plain"}, "POST", 415),
        ({"content-length": "5", "content-type": "application/x-www-form-urlencoded"}, "POST", 415),
        ({"content-length": "5", "content-type": "application/jsonp"}, "PATCH", 415),
        ({"transfer-encoding": "chunked"}, "POST", 415),
        ({"transfer-encoding": "chunked", "content-type": "application/json"}, "POST", 200),
        ({"content-length": "5", "content-type": "Application/JSON; charset=utf-8"}, "PATCH", 200),
        ({"content-length": str(LARGEST_BODY), "content-type": "application/json"}, "POST", 200),
        ({"content-length": str(LARGEST_BODY + 1), "content-type": "application/json"}, "POST", 413),
        ({"content-length": "9" * 5_000, "content-type": "application/json"}, "POST", 413),
        ({"content-length": "1", "content-type": "application/json"}, "GET", 400),
        ({"transfer-encoding": "chunked"}, "DELETE", 400),
        ({"content-length": "0"}, "GET", 200),
        ({"content-length": "-5", "content-type": "application/json"}, "POST", 413),
    ],
)
def test_bodies(headers: dict[str, str | list[str]], method: str, status: int) -> None:
    """JSON, of a bounded size."""
    gate = Gate()
    assert gate.ask({**GOOD, **headers}, method=method) == status
    assert status == 200 or gate.headers[b"connection"] == b"close"


def test_wrong_tokens_are_counted_and_the_right_one_still_works() -> None:
    """Or whoever guesses could lock the owner out."""
    gate = Gate()
    wrong = {**GOOD, "authorization": "Bearer wrong"}
    assert [gate.ask(wrong) for _ in range(WRONG_TOKENS + 1)] == [401] * WRONG_TOKENS + [429]
    assert 1 <= int(gate.headers[b"retry-after"]) <= 60
    assert gate.ask(GOOD) == 200
    assert gate.ask({**GOOD, "authorization": []}) == 401
    gate.clock.sleep(61)
    assert gate.ask(wrong) == 401


def test_a_foreign_token_is_known_by_its_hash_and_can_be_taken_back() -> None:
    """It is looked up each time."""
    foreign = {hashlib.sha256(b"foreign").hexdigest(): "venue"}
    gate = Gate(foreign)
    theirs = {**GOOD, "authorization": "Bearer foreign"}
    assert [gate.ask(GOOD), gate.ask(theirs)] == [200, 200]
    assert [(one.name, one.first_party) for one in gate.behind.seen] == [("", True), ("venue", False)]
    foreign.clear()
    assert gate.ask(theirs) == 401


def test_a_renewed_token_makes_the_old_one_wrong() -> None:
    """After others could read it."""
    gate = Gate()
    gate.callers.renew("fresh")
    assert gate.ask(GOOD) == 401
    assert gate.ask({**GOOD, "authorization": "Bearer fresh"}) == 200
    assert gate.callers.proof("0" * 32) == Callers("fresh", {}).proof("0" * 32)
