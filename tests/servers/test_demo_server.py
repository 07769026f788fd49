"""The private S3 server: on loopback only, in its folder only, and gone afterwards."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from studio_backup.base.clock import SystemClock
from studio_backup.base.errors import StorageUnavailable
from studio_backup.cli import demo_server
from studio_backup.cli.demo_server import DemoServer
from tests.conformance.case import fresh, store
from tests.servers.fixtures import S3Server, seaweed

__all__ = ["seaweed"]


def _listening(pid: int) -> set[str]:
    """Local addresses (hex, as the kernel writes them) on which a process listens."""
    sockets = {os.readlink(f"/proc/{pid}/fd/{fd}") for fd in os.listdir(f"/proc/{pid}/fd") if _is_link(pid, fd)}
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            words = line.split()
            if words[3] == "0A" and f"socket:[{words[9]}]" in sockets:
                found.add(words[1].split(":")[0])
    return found


def _is_link(pid: int, fd: str) -> bool:
    return os.path.islink(f"/proc/{pid}/fd/{fd}")


def test_it_listens_on_loopback_only(seaweed: S3Server) -> None:
    assert seaweed.pid is not None
    assert _listening(seaweed.pid) == {"0100007F"}
    assert seaweed.endpoint.url.startswith("http://127.0.0.1:")


def test_the_key_is_in_no_text(seaweed: S3Server) -> None:
    assert seaweed.endpoint.secret_key not in repr(seaweed.endpoint) + str(seaweed.endpoint)
    assert seaweed.endpoint.secret_key.encode() not in Path(f"/proc/{seaweed.pid}/cmdline").read_bytes()


def test_it_ends_and_leaves_nothing_outside_its_folder(tmp_path: Path) -> None:
    server = DemoServer(str(tmp_path / "server"), clock=SystemClock(), only="seaweedfs")
    with server as endpoint:
        pid = server.pid
        assert os.path.exists(f"/proc/{pid}")
        storage = S3Server(endpoint, pid).storage()
        assert storage.get(store(storage, fresh()))
        storage.close()
    assert not os.path.exists(f"/proc/{pid}")
    server.stop()
    assert os.listdir(tmp_path) == ["server"]
    assert os.stat(tmp_path / "server" / "s3.json").st_mode & 0o777 == 0o600


def test_moto_stands_in_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> str:
        raise StorageUnavailable("the program weed is not installed")

    monkeypatch.setattr(demo_server, "_weed", missing)
    with DemoServer(str(tmp_path), clock=SystemClock()) as endpoint:
        assert endpoint.software == "moto"
        assert "not installed" in endpoint.note
        storage = S3Server(endpoint, None).storage()
        assert storage.get(store(storage, fresh()))
        storage.close()
    with pytest.raises(StorageUnavailable):
        DemoServer(str(tmp_path), clock=SystemClock(), only="seaweedfs").start()


def test_a_server_which_does_not_start_is_ended(tmp_path: Path) -> None:
    server = DemoServer(str(tmp_path), clock=SystemClock(), only="seaweedfs", start_seconds=0.0)
    with pytest.raises(StorageUnavailable, match="ready"):
        server.start()
    assert not os.path.exists(f"/proc/{server.pid}")
