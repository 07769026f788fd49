"""Strangers at the door: no answer without the token or from elsewhere; malformed requests; impostors."""

from __future__ import annotations

import contextlib
import json
import logging
import random
import socket
import threading
from collections import Counter
from collections.abc import Iterator

import pytest

from studio_backup.api import requests as ask
from studio_backup.api import wire
from studio_backup.api.client import EngineClient, find_engine
from studio_backup.api.endpoint import Endpoint, write_endpoint
from studio_backup.api.errors import EngineGone
from studio_backup.api.proof import prove
from studio_backup.engine.server.operations.table import OPERATIONS
from tests.support.door import FOREIGN, PASSPHRASE, TOKEN, Opened, opened

MALFORMED = 10_000
SECRETS = (TOKEN.encode(), PASSPHRASE.encode())


@pytest.fixture
def door() -> Iterator[Opened]:
    """An open door."""
    with opened() as one:
        yield one


def _targets() -> list[tuple[str, str]]:
    known = [(one.method, one.path.replace("{id}", "0" * 16)) for one in OPERATIONS]
    others = [("GET", path) for path in ("/", "/docs", "/v1/openapi.json", "/openapi.json", "/v1/events", "/v2/status")]
    return known + others + [("OPTIONS", "/v1/status"), ("HEAD", "/v1/status"), ("TRACE", "/"), ("PUT", "/v1/jobs")]


@pytest.mark.parametrize("method, path", _targets())
def test_no_answer_without_the_token_nor_from_elsewhere(door: Opened, method: str, path: str) -> None:
    """Whatever is asked: a refusal which tells nothing, and the service hears nothing of it."""
    body = b"{}" if method in {"POST", "PATCH"} else None
    wrong_host = door.ask(method, path, body, Host="evil.example")
    wrong_origin = door.ask(method, path, body, Origin="https://evil.example")
    no_token, wrong_token = door.ask(method, path, body, token=None), door.ask(method, path, body, token="wrong")
    assert [one.status for one in (wrong_host, wrong_origin, no_token, wrong_token)] == [421, 403, 401, 401]
    for one in (wrong_host, wrong_origin, no_token, wrong_token):
        assert not any(name.lower().startswith("access-control") for name in one.headers)
        assert "server" not in {name.lower() for name in one.headers}
        if method != "HEAD":
            told = json.loads(one.text)  # type: ignore[attr-defined]
            assert one.headers["content-type"] == "application/problem+json"
            assert set(told) == set(wire.ProblemView.__struct_fields__)
            assert told["kind"] == "NotAllowed"
    assert door.service.calls == {}


def test_the_same_questions_are_answered_to_the_owner(door: Opened) -> None:
    """So that the test above fails for its reason."""
    assert door.ask("GET", "/v1/status").status == 200
    assert door.ask("GET", "/v1/openapi.json").status == 200
    assert door.ask("GET", f"/v1/hello?nonce={'0' * 32}", token=None).status == 200
    assert door.ask("GET", "/v1/hello?nonce=short", token=None).status == 422
    assert door.ask("GET", "/v1/hello", token=None).status == 422


def test_ten_thousand_malformed_requests(door: Opened, caplog: pytest.LogCaptureFixture) -> None:
    """Counted: each is refused or dropped, none is answered with a fault or a traceback; then the door still stands."""
    seed = 20_260_620
    chance = random.Random(seed)
    counted: list[Counter[str]] = [Counter() for _ in range(4)]
    with caplog.at_level(logging.WARNING, "uvicorn"), caplog.at_level(logging.WARNING, "asyncio"):
        crowd = [threading.Thread(target=_some, args=(door, chance.random(), seen)) for seen in counted]
        for one in crowd:
            one.start()
        for one in crowd:
            one.join()
    seen = sum(counted, Counter())
    print(f"malformed requests (seed {seed}): {dict(seen)}")
    assert sum(seen.values()) == MALFORMED, seed
    assert not [kind for kind in seen if kind.startswith("5")], (seed, seen)
    assert not [record for record in caplog.records if record.exc_info or record.levelno >= logging.ERROR], seed
    assert seen["400"] > 1_000
    assert "traceback" not in seen
    assert door.serving.alive
    assert door.ask("GET", "/v1/status").status == 200


def _some(door: Opened, start: float, seen: Counter[str]) -> None:
    chance = random.Random(start)
    for _ in range(MALFORMED // 4):
        answer = door.raw(_malformed(chance, door.port))
        if b"Traceback" in answer or b'File "' in answer or any(secret in answer for secret in SECRETS):
            seen["traceback"] += 1
        seen[answer[9:12].decode("latin-1") if answer.startswith(b"HTTP/1.1 ") else "dropped"] += 1


def _malformed(chance: random.Random, port: int) -> bytes:
    """A good request, spoilt in one to four places."""
    method = chance.choice([b"GET", b"POST", b"PATCH", b"DELETE", b"PRI", b"\x16\x03\x01"])
    path = chance.choice([b"/v1/status", b"/v1/jobs", b"/v1/sources/x", b"/v1/events", b"http://evil/", b"*", b"/%00"])
    body = chance.choice([b"", b"{", b'{"kind":"backup"}', b"[" * 50_000, b"\xff\xfe", b'{"a":' * 9_000, b"null"])
    lines = [
        method + b" " + path + b" HTTP/1.1",
        b"Host: 127.0.0.1:%d" % port,
        b"Authorization: Bearer " + TOKEN.encode(),
        b"Content-Type: application/json",
        b"Content-Length: %d" % len(body),
    ]
    upgrade = [b"Connection: Upgrade", b"Upgrade: websocket", b"Sec-WebSocket-Version: 13", b"Sec-WebSocket-Key: x"]
    if chance.random() < 0.2:
        lines += upgrade
    for _ in range(chance.randrange(1, 4)):
        _spoil(lines, chance)
    whole = bytearray(b"\r\n".join([*lines, b"", b""]) + body)
    for _ in range(chance.choice([0, 0, 1, 8])):
        whole[chance.randrange(len(whole))] = chance.randrange(256)
    return bytes(whole[: chance.choice([len(whole), len(whole), chance.randrange(1, len(whole))])])


def _spoil(lines: list[bytes], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    kind = chance.randrange(8)
    if kind == 0:
        lines[at] = lines[at].replace(b": ", b" : ")
    elif kind == 1:
        lines.insert(at, lines[at])
    elif kind == 2:
        lines[at] += bytes(chance.randrange(256) for _ in range(chance.randrange(1, 200)))
    elif kind == 3:
        lines.insert(at, b"Transfer-Encoding: chunked")
    elif kind == 4:
        lines.append(b"Content-Length: " + chance.choice([b"-1", b"99999999999999999999", b"0x10", b"1, 2", b""]))
    elif kind == 5:
        lines[0] = lines[0].replace(b"HTTP/1.1", chance.choice([b"HTTP/9.9", b"HTTP/1.0", b"", b"HTTP/2.0"]))
    elif kind == 6:
        lines.insert(at, b"X-" + b"a" * chance.choice([10, 70_000]) + b": b")
    else:
        lines[at] = b"\0" + lines[at]


class Impostor:
    """Another program on the engine's old port. It notes all it hears, and answers as it likes."""

    def __init__(self, answer: bytes) -> None:
        self.heard = b""
        self._answer = answer
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                made, _ = self._listening.accept()
                with made, contextlib.suppress(OSError):
                    made.settimeout(2)
                    self.heard += made.recv(65_536)
                    made.sendall(self._answer)
                    while part := made.recv(65_536):
                        self.heard += part

    def close(self) -> None:
        """Listen no more."""
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join(10)


def _reply(body: bytes, status: bytes = b"200 OK") -> bytes:
    return b"HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s" % (status, len(body), body)


IMPOSTURES = {
    "says nothing": b"",
    "no HTTP": b"220 mail.example ESMTP\r\n",
    "no proof": _reply(b"{}"),
    "a wrong proof": _reply(b'{"proof":"' + b"0" * 64 + b'"}'),
    "a proof of another token": _reply(b'{"proof":"' + prove(FOREIGN, "0" * 32).encode() + b'"}'),
    "asks for the token": _reply(b"{}", b"401 Unauthorized"),
    "sends elsewhere": b"HTTP/1.1 307 T\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
    "never ends": b"HTTP/1.1 200 OK\r\nX: " + b"a" * 100_000,
    "a flood": b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n" + b"a" * 200_000,
    "a proof in pieces of another": _reply(b'{"proof":null}'),
}


@pytest.mark.parametrize("answer", IMPOSTURES.values(), ids=IMPOSTURES.keys())
def test_an_impostor_learns_neither_token_nor_passphrase(answer: bytes) -> None:
    """Of all a client sends, it hears a nonce."""
    impostor = Impostor(answer)
    client = EngineClient(Endpoint(impostor.port, TOKEN, 1, 1))
    try:
        with pytest.raises(EngineGone, match="Nothing was sent"):
            client.post("/v1/unlock", ask.UnlockRequest(passphrase=PASSPHRASE), wire.StateView)
        with pytest.raises(EngineGone, match="Nothing was sent"):
            next(client.events())
    finally:
        client.close()
        impostor.close()
    assert b"/v1/hello?nonce=" in impostor.heard
    assert not any(secret in impostor.heard for secret in SECRETS)
    assert b"authorization" not in impostor.heard.lower()


def test_a_restarted_engine_on_the_same_port_is_asked_for_its_proof_again(door: Opened, tmp_path: object) -> None:
    """A connection that was lost proves nothing of the next one."""
    client = EngineClient(door.endpoint)
    assert client.get("/v1/status", wire.StatusView).state == "protected"
    door.door.callers.renew(FOREIGN)
    client.close()
    with pytest.raises(EngineGone):
        client.get("/v1/status", wire.StatusView)
    assert door.service.calls == {"status": 1}


def test_finding_the_engine(door: Opened, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Of this home; none when the file is stale, whichever way."""
    home = str(tmp_path_factory.mktemp("home"))
    assert find_engine(home) is None
    mine = Endpoint(door.port, TOKEN, 1, 1)
    write_endpoint(home, mine)
    found = find_engine(home)
    assert found
    with found:
        assert found.get("/v1/status", wire.StatusView).unlocked
    for stale in (
        Endpoint(door.port, FOREIGN, 1, 1),  # started again since
        Endpoint(door.port, TOKEN, 2**22 + 77, 1),  # its process is gone
        Endpoint(1, TOKEN, 1, 1),  # nobody listens
    ):
        write_endpoint(home, stale)
        assert find_engine(home) is None
