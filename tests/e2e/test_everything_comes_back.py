"""Everything that must not be missed, lost with home and vault, comes back whole from each tier by the kit alone."""

from __future__ import annotations

import ctypes
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from studio_backup.base.clock import SystemClock
from studio_backup.cli.demo_server import DemoServer
from tests.e2e.awkward_tree import CATALOGS, SPECIALS, Account, account, make_catalog, names_of, plain_samples, plant
from tests.e2e.desk import WEDDING, Desk
from tests.servers.fixtures import S3Server

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the tree needs Linux's file systems")

WRITER = """
import sqlite3, sys, time
db = sqlite3.connect(sys.argv[1], timeout=30, isolation_level=None)
db.execute("PRAGMA journal_mode=" + sys.argv[2])
print("ready", flush=True)
number = 0
while True:
    db.execute("BEGIN IMMEDIATE")
    for _ in range(5):
        number += 1
        db.execute("INSERT INTO bilder(titel) VALUES (?)", (f"Waehrenddessen-{number:07d}-" + "w" * 60,))
    db.execute("COMMIT")
    time.sleep(0.002)
"""
UNREADABLE = b"Ohne-alles-Datei"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[S3Server]:
    """A real S3 of this test's own: what it holds on disk is searched."""
    with DemoServer(str(tmp_path / "weed"), clock=SystemClock()) as endpoint:
        yield S3Server(endpoint, None)


@contextmanager
def _writing(path: Path, journal: str) -> Iterator[None]:
    make_catalog(path, journal, 500)
    command = [sys.executable, "-c", WRITER, str(path), journal]
    child = subprocess.Popen(command, stdout=subprocess.PIPE)
    try:
        assert child.stdout is not None and child.stdout.readline() == b"ready\n"
        yield
    finally:
        child.kill()
        child.communicate()


def _rows(path: Path) -> int:
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return int(db.execute("SELECT count(*) FROM bilder").fetchone()[0])


def _no_root_powers() -> None:
    """In the child: even root then needs permission to read a file."""
    libc = ctypes.CDLL(None)
    for power in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        libc.prctl(24, power, 0, 0, 0)  # PR_CAPBSET_DROP


def _back_up_twice(desk: Desk) -> dict[str, int]:
    """Once with every file readable, then with writers at work and one unreadable. Rows that must come back."""
    desk.back_up(exit=3)
    closed = desk.source / UNREADABLE.decode()
    closed.write_bytes(os.urandom(900))  # changed, so that it is not taken for what is stored already
    names = {name: desk.source / name for name in CATALOGS[1:]}
    with _writing(names[CATALOGS[1]], "wal"), _writing(names[CATALOGS[2]], "delete"):
        time.sleep(0.2)
        floor = {name: _count(path) for name, path in names.items()}
        before = {name for name in os.listdir(desk.source) if "Katalog" not in name}
        words = ("backup", desk.source, "--wedding", WEDDING)
        ended = desk.raw("--json", "--home", desk.home, "--kit", desk.kit, *words, preexec_fn=_no_root_powers)
        assert ended.exit == 3, ended
        flagged = " ".join(w["path"] for w in ended.facts["warnings"])
        assert UNREADABLE.decode() in flagged and all(name.decode() in flagged for name in SPECIALS)
        assert "Katalog" not in flagged
        assert {name for name in os.listdir(desk.source) if "Katalog" not in name} == before
    return floor | {CATALOGS[0]: 400}


def _count(path: Path) -> int:
    with closing(sqlite3.connect(path, timeout=30)) as db:
        return int(db.execute("SELECT count(*) FROM bilder").fetchone()[0])


def _comparable(found: dict[bytes, Account]) -> dict[bytes, Account]:
    """Without catalogs (compared by their rows), their side files and what has no contents; the root's own time is
    changed by the catalogs' side files."""
    left = {path: one for path, one in found.items() if b"Katalog" not in path and one.kind != "special"}
    left[b"."] = Account(**{**vars(left[b"."]), "mtime_ns": 0})
    return left


def _copies(desk: Desk, server: S3Server) -> dict[str, str]:
    where = server.location()
    address = f"s3://{where.bucket}/{where.prefix}?endpoint={where.endpoint}&region=us-east-1"
    desk.more |= {
        "AWS_ACCESS_KEY_ID": server.endpoint.access_key,
        "AWS_SECRET_ACCESS_KEY": server.endpoint.secret_key,
    }
    places = {"nas": str(desk.base / "nas"), "cloud": address}
    for name, place in places.items():
        desk.must("tier", "add", name, place, "--role", name)
    assert all(not tier["withheld"] and not tier["error"] for tier in desk.must("replicate")["tiers"])
    return places


def _all_bytes(server: S3Server, *folders: Path) -> Iterator[tuple[str, bytes]]:
    for folder in folders:
        for path in folder.rglob("*"):
            yield str(path.relative_to(folder)), path.read_bytes() if path.is_file() else b""
    client = server.session.client("s3", endpoint_url=server.endpoint.url, region_name="us-east-1")
    for page in client.get_paginator("list_objects_v2").paginate(Bucket="studio"):
        for one in page.get("Contents", []):
            yield one["Key"], client.get_object(Bucket="studio", Key=one["Key"])["Body"].read()


def _assert_whole(back: Path, expected: dict[bytes, Account], rows: dict[str, int], facts: dict[str, Any]) -> None:
    found = _comparable(account(back))
    assert set(found) == set(expected)
    for path, one in expected.items():
        assert found[path] == one, path
    for name, floor in rows.items():
        assert _rows(back / name) >= floor, name
        assert not (back / (name + "-wal")).exists() or name == CATALOGS[1]
    assert not facts["failed"]
    older = [one for one in facts["older_versions"] if UNREADABLE.decode() in one["path"]]
    assert older, facts["older_versions"]


def test_everything_comes_back_from_each_tier(desk: Desk, server: S3Server, tmp_path: Path) -> None:
    shutil.rmtree(desk.source)
    plant(desk.source)
    closed = account(desk.source)[UNREADABLE]
    rows = _back_up_twice(desk)
    expected = _comparable(account(desk.source)) | {UNREADABLE: closed}
    places = _copies(desk, server)
    secret = plain_samples(desk.source) | names_of(desk.source) | {WEDDING.encode(), b"anna-and-ben", b"Rose & Oak"}
    assert len(secret) > 150
    for name, text in _all_bytes(server, desk.vault, desk.base / "nas", tmp_path / "weed" / "data"):
        assert not [piece for piece in secret if piece in text or piece in os.fsencode(name)], name
    for lost in (desk.home, desk.vault, desk.source):
        shutil.rmtree(lost)
    for name, place in places.items():
        home, to = desk.base / f"fresh {name}", desk.base / f"back from {name}"
        desk.must("vault", "open", place, home=home)
        facts = desk.must("restore", "--wedding", WEDDING, "--to", to, exit=3, home=home)
        _assert_whole(to / "anna-and-ben", expected, rows, facts)
    _assert_rescued(desk, expected, rows)


def _assert_rescued(desk: Desk, expected: dict[bytes, Account], rows: dict[str, int]) -> None:
    to = desk.base / "rescued"
    command = [sys.executable, desk.base / "kit-rescue.py", desk.base / "nas", "--kit", desk.kit, "--wedding", WEDDING]
    done = subprocess.run([*command, "--to", to], env=desk.environment(), capture_output=True, check=False)
    assert done.returncode in (0, 4), done.stderr
    found = account(to / "anna-and-ben")
    for path, one in expected.items():
        if path != UNREADABLE:
            assert (found[path].kind, found[path].content) == (one.kind, one.content), path
    for name, floor in rows.items():
        assert _rows(to / "anna-and-ben" / name) >= floor
