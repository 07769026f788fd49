"""Keys of a bucket which a person types: used by all that opens it, kept in the keyring and in no file of ours."""

from __future__ import annotations

import json
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from studio_backup.api.client import find_engine
from studio_backup.api.remote import RemoteService
from studio_backup.api.requests import JobsQuery
from studio_backup.base.clock import SystemClock
from studio_backup.cli.demo_server import DemoEndpoint, DemoServer
from studio_backup.storage.bucket_keys import BucketKeys
from studio_backup.storage.location import BucketLocation
from studio_backup.storage.s3 import make_bucket, session_with
from studio_backup.storage.s3_settings import S3Settings
from tests.e2e.desk import PASSPHRASE, Desk, contents
from tests.e2e.engines import running_engine, wait_for
from tests.e2e.keyring_daemon import Drawer, keyring_of, possible

pytestmark = pytest.mark.skipif(not possible(), reason="needs dbus-daemon and gnome-keyring-daemon")

ROTATED = BucketKeys(secrets.token_hex(10), secrets.token_hex(20))
READER = BucketKeys(secrets.token_hex(10), secrets.token_hex(20))


class _Server(DemoServer):
    """With a second key of the same rights, and one which may only read."""

    def _write_keys(self, access: str, secret: str) -> None:
        super()._write_keys(access, secret)
        path = Path(self.folder, "s3.json")
        told = json.loads(path.read_text())
        for keys, rights in ((ROTATED, told["identities"][0]["actions"]), (READER, ["Read", "List"])):
            pair = [{"accessKey": keys.access_key, "secretKey": keys.secret_key}]
            told["identities"].append({"name": keys.access_key, "credentials": pair, "actions": rights})
        path.write_text(json.dumps(told))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[DemoEndpoint]:
    with _Server(str(tmp_path / "weed"), clock=SystemClock(), only="seaweedfs") as endpoint:
        keys = BucketKeys(endpoint.access_key, endpoint.secret_key)
        make_bucket(BucketLocation("studio", "", endpoint.url), S3Settings(), session=session_with(keys))
        yield endpoint


def _file(desk: Desk, access_key: str, secret_key: str) -> str:
    """As a person saves it; below no folder that is searched."""
    path = desk.base.parent / "keys.txt"
    path.write_text(f"{access_key}\n{secret_key}\n")
    path.chmod(0o600)
    return str(path)


def _refused(desk: Desk, keys_file: str, *verb: str) -> dict[str, Any]:
    return desk.must(*verb, "--keys-file", keys_file, exit=1)


def _held(drawer: Drawer) -> list[BucketKeys]:
    told = [bytes.fromhex(text) for name, text in drawer.secrets().items() if name.startswith("bucket-")]
    return [BucketKeys(*json.loads(one)) for one in told]


def _backed_up_and_copied(desk: Desk) -> None:
    """By the engine, which sends something of it to the bucket."""
    before_ns = time.time_ns()
    desk.back_up()
    client = find_engine(str(desk.home))
    assert client
    with client:
        engine, query = RemoteService(client), JobsQuery(kind=("replicate",), state=("completed",))
        wait_for(
            "the copies, by the engine",
            lambda: [one for one in engine.jobs(query).items if one.started_ns > before_ns and one.used.bytes_sent],
        )


def test_typed_keys(desk: Desk, server: DemoEndpoint) -> None:
    where = f"s3://studio/vault?endpoint={server.url}&region=us-east-1"
    first = BucketKeys(server.access_key, server.secret_key)
    with keyring_of(desk) as drawer:
        with running_engine(desk):
            _added(desk, where, first, drawer)
            _backed_up_and_copied(desk)
        with running_engine(desk):
            (desk.source / "late.jpg").write_bytes(b"\xff\xd8" + os.urandom(1_000))
            _backed_up_and_copied(desk)
            _rotated(desk, drawer)
        assert desk.must("replicate")["tiers"][0]["present"] > 0  # now without an engine
        _opened_elsewhere(desk, where)
        _nothing_in_clear(desk, first)
        drawer.lock()
        (card,) = desk.must("tier", "health")["tiers"]
        assert card["state"] == "unreachable", card
        assert "cannot be reached: the keyring of this computer is locked" in card["reasons"][0]["text"]


def _added(desk: Desk, where: str, right: BucketKeys, drawer: Drawer) -> None:
    add = ("tier", "add", "cloud", where, "--role", "cloud")
    assert "access key" in desk.must(*add, exit=1)["error"]  # nobody typed any
    wrong = _refused(desk, _file(desk, right.access_key, "not-the-secret"), *add)
    assert "the secret access key is wrong" in wrong["error"] and "not-the-secret" not in str(wrong)
    assert "with this access key (AccessDenied)" in _refused(desk, _file(desk, *_pair(READER)), *add)["error"]
    assert not drawer.secrets()
    assert desk.must(*add, "--keys-file", _file(desk, *_pair(right)))["probe"]["report"]["readback"]
    assert _held(drawer) == [right]


def _rotated(desk: Desk, drawer: Drawer) -> None:
    before = _held(drawer)
    assert "refuses" in _refused(desk, _file(desk, *_pair(READER)), "tier", "keys", "cloud")["error"]
    assert _held(drawer) == before
    desk.must("tier", "keys", "cloud", "--keys-file", _file(desk, *_pair(ROTATED)))
    assert _held(drawer) == [ROTATED]


def _opened_elsewhere(desk: Desk, where: str) -> None:
    """A new laptop, with the kit and the keys."""
    home, back = desk.base / "home-new", desk.base / "back"
    desk.must("vault", "open", where, "--keys-file", _file(desk, *_pair(ROTATED)), home=home)
    desk.must("restore", "--wedding", "Anna & Ben", "--to", back, home=home)
    assert contents(back / desk.source.name) == contents(desk.source)


def _nothing_in_clear(desk: Desk, first: BucketKeys) -> None:
    known = [text.encode() for keys in (first, ROTATED, READER) for text in _pair(keys)]
    known += [text.hex().encode() for text in known]
    looked = [path for path in desk.base.rglob("*") if path.is_file() and not path.is_symlink()]
    assert any(path.name == "engine.log" for path in looked) and PASSPHRASE.encode() in desk.passphrase.read_bytes()
    for path in looked:
        data = path.read_bytes()
        assert not [one for one in known if one in data], path


def _pair(keys: BucketKeys) -> tuple[str, str]:
    return keys.access_key, keys.secret_key
