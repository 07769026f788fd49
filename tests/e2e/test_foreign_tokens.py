"""A foreign client with a token of its own, at a real engine."""

from __future__ import annotations

import hashlib
import http.client
import json

import pytest

from studio_backup.api.proof import prove
from tests.e2e.desk import Desk
from tests.e2e.engines import running_engine
from tests.support.door import FOREIGN, opened


class Client:
    """Another program: knows the port, its name and its token."""

    def __init__(self, port: int, name: str, token: str) -> None:
        self.port, self.name, self.token = port, name, token

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> http.client.HTTPResponse:
        """One request; the answer with its `text`."""
        made = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        told = {"Authorization": f"Bearer {self.token}", **headers}
        if body is not None:
            told["Content-Type"] = "application/json"
        made.request(method, path, None if body is None else json.dumps(body), told)
        answer = made.getresponse()
        answer.text = answer.read()  # type: ignore[attr-defined]
        made.close()
        return answer

    def engine_is_real(self) -> bool:
        """Whether it proves to know this client's digest."""
        nonce = "0123456789abcdef" * 2
        made = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        made.request("GET", f"/v1/hello?nonce={nonce}&client={self.name}")
        proof = json.loads(made.getresponse().read())["proof"]
        made.close()
        return bool(proof == prove(hashlib.sha256(self.token.encode()).hexdigest(), nonce))


def test_let_in_limited_and_let_go(desk: Desk) -> None:
    """Known across a restart, limited, kept from what is not for it; and revoked at once."""
    folder = desk.base / "papers"
    folder.mkdir()
    (folder / "list.txt").write_text("guests")
    made = desk.must("token", "add", "Plugin")
    with running_engine(desk):
        assert desk.call("token", "add", "plugin").exit != 0
        client = Client(desk.must("engine", "status")["port"], "Plugin", made["token"])
        assert client.engine_is_real()
        assert not Client(client.port, "Nobody", made["token"]).engine_is_real()
        assert client.ask("GET", "/v1/status").status == 200
        for method, path in (("POST", "/v1/lock"), ("POST", "/v1/stop"), ("GET", "/v1/tokens")):
            refused = client.ask(method, path)
            assert refused.status == 403
            assert "own window and command line" in json.loads(refused.text)["message"]
        source = desk.must("source", "add", str(folder), "--settle", "0")["id"]
        body = {"kind": "backup", "source": source}
        assert [client.ask("POST", "/v1/jobs", body).status for _ in range(5)] == [201] * 5
        sixth = client.ask("POST", "/v1/jobs", body)
        once = client.ask("POST", "/v1/jobs", {"kind": "verify"}, **{"Idempotency-Key": "once"})
        assert (sixth.status, 3500 < int(sixth.headers["Retry-After"]) <= 3600) == (429, True)
    with running_engine(desk):
        client.port = desk.must("engine", "status")["port"]
        assert client.ask("GET", "/v1/status").status == 200
        again = client.ask("POST", "/v1/jobs", {"kind": "verify"}, **{"Idempotency-Key": "once"})
        assert (again.status, again.text) == (once.status, once.text), "done once, although the engine began anew"
        assert desk.must("token", "revoke", "Plugin")["revoked"]["name"] == "Plugin"
        assert client.ask("GET", "/v1/status").status == 401
    assert desk.must("token", "list")["tokens"] == []


def test_wrong_tokens_are_answered_late() -> None:
    """Five a minute; and the owner comes in all the while."""
    foreign: dict[str, str] = {}
    with opened(foreign) as door:
        assert [door.ask("GET", "/v1/status", token="wrong").status for _ in range(6)] == [401] * 5 + [429]
        assert door.ask("GET", "/v1/status").status == 200


def test_a_listener_whose_token_is_taken_back_hears_no_more() -> None:
    """Its stream of events is closed, that of the owner goes on."""
    websockets = pytest.importorskip("websockets.sync.client")
    foreign = {hashlib.sha256(FOREIGN.encode()).hexdigest(): "Plugin"}
    with opened(foreign) as door:
        headers = {"Authorization": f"Bearer {FOREIGN}"}
        with websockets.connect(f"ws://127.0.0.1:{door.port}/v1/events", additional_headers=headers) as stream:
            assert json.loads(stream.recv(timeout=30))["kind"] == "hello"
            foreign.clear()
            with pytest.raises(Exception, match="the token was revoked"):
                stream.recv(timeout=30)
