"""A private S3 server on this machine, for the demo and for tests: SeaweedFS, or moto where that cannot run.

Everything listens on the loopback address only, lives in one folder and ends with `stop`.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import secrets
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType

from studio_backup.base.clock import Clock
from studio_backup.base.errors import StorageUnavailable

_HOST = "127.0.0.1"
_GRPC_OFFSET = 10_000  # SeaweedFS listens for its own parts at each port plus this
_LOWEST, _HIGHEST = 20_000, 44_000
_TRIES = 3
_POLL = 0.05  # seconds
_END_SECONDS = 1.5  # SeaweedFS says goodbye to all its parts, which nobody here waits for


@dataclass(frozen=True, slots=True)
class DemoEndpoint:
    """Where the server listens, and a key made for this run. `note`: what a person should know, or ""."""

    url: str
    access_key: str
    secret_key: str
    software: str
    note: str = ""

    def __repr__(self) -> str:
        return f"DemoEndpoint({self.url}, {self.software})"  # the key stays out of every text


class _EndedAtOnce(StorageUnavailable):
    """The server did not stay."""


class DemoServer:
    """Starts the server; use as a context, or `start` and `stop`.

    `environment`: the variables to pass on (SeaweedFS needs none but Windows its SYSTEMROOT); HOME and TMPDIR are set
    to `folder`. `only`: "seaweedfs" or "moto" to have that one or an error.
    """

    def __init__(
        self,
        folder: str,
        *,
        clock: Clock,
        environment: Mapping[str, str] | None = None,
        start_seconds: float = 40.0,
        only: str = "",
    ) -> None:
        self.folder = os.path.abspath(folder)
        self._clock = clock
        self._environment = dict(environment or {})
        self._start_seconds = start_seconds
        self._only = only
        self._stop: Callable[[], None] | None = None
        self.pid: int | None = None

    def start(self) -> DemoEndpoint:
        """Start and wait until objects can be stored. StorageUnavailable if neither server runs."""
        if self._only == "moto":
            return self._start_moto("")
        try:
            return self._start_weed_somewhere()
        except (OSError, StorageUnavailable) as error:
            self.stop()
            if self._only:
                raise
            why = error.message if isinstance(error, StorageUnavailable) else str(error)
            return self._start_moto(f"SeaweedFS could not run ({why}); moto, a simulation in memory, stands in.")

    def stop(self) -> None:
        """End it, and wait until it has ended; idempotent."""
        stop, self._stop = self._stop, None
        if stop is not None:
            stop()

    def __enter__(self) -> DemoEndpoint:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def _start_weed_somewhere(self) -> DemoEndpoint:
        """A port that was free when it was looked for may be taken a moment later: then others are tried."""
        for _ in range(_TRIES - 1):
            try:
                return self._start_weed()
            except _EndedAtOnce:
                self.stop()
        return self._start_weed()

    def _start_weed(self) -> DemoEndpoint:
        program = _weed()
        s3, master, volume, filer = _free_ports(4)
        access, secret = secrets.token_hex(10), secrets.token_hex(20)
        for name in ("data", "tmp"):
            os.makedirs(os.path.join(self.folder, name), exist_ok=True)
        self._write_keys(access, secret)
        with open(os.path.join(self.folder, "log.txt"), "ab") as log:
            child = subprocess.Popen(
                [program, *_weed_arguments(self.folder, s3, master, volume, filer)],
                cwd=self.folder,
                env={**self._environment, "HOME": self.folder, "TMPDIR": os.path.join(self.folder, "tmp")},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self.pid = child.pid
        self._stop = lambda: _end(child)
        self._wait(child, lambda: _answers(master, "/dir/assign", b'"fid"') and _answers(s3, "/healthz", b""))
        return DemoEndpoint(f"http://{_HOST}:{s3}", access, secret, "SeaweedFS")

    def _write_keys(self, access: str, secret: str) -> None:
        actions = ["Admin", "Read", "List", "Tagging", "Write"]
        keys = [{"accessKey": access, "secretKey": secret}]
        text = json.dumps({"identities": [{"name": "demo", "credentials": keys, "actions": actions}]})
        path = os.path.join(self.folder, "s3.json")
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(fd, "w", encoding="utf-8") as file:
            file.write(text)

    def _wait(self, child: subprocess.Popen[bytes], ready: Callable[[], bool]) -> None:
        deadline = self._clock.monotonic() + self._start_seconds
        while not ready():
            if child.poll() is not None:
                raise _EndedAtOnce(f"SeaweedFS ended at once ({child.returncode}); see log.txt in its folder.")
            if self._clock.monotonic() > deadline:
                raise StorageUnavailable(f"SeaweedFS was not ready after {self._start_seconds:.0f} s.")
            self._clock.sleep(_POLL)

    def _start_moto(self, note: str) -> DemoEndpoint:
        try:
            from moto.server import ThreadedMotoServer  # noqa: PLC0415 - an optional package, 0.5 s to import
        except ImportError as error:
            raise StorageUnavailable(
                "No S3 server can be started here.",
                hint="Install the demo's packages (pip install '.[demo]'), or put SeaweedFS's weed on the path.",
            ) from error
        (port,) = _free_ports(1)
        server = ThreadedMotoServer(ip_address=_HOST, port=port, verbose=False)
        server.start()
        self._stop = server.stop
        return DemoEndpoint(f"http://{_HOST}:{port}", secrets.token_hex(10), secrets.token_hex(20), "moto", note)


def _weed() -> str:
    """SeaweedFS's program: beside this Python, or on the path."""
    beside = shutil.which("weed", path=os.path.dirname(sys.executable))
    found = beside or shutil.which("weed")
    if found is None:
        raise StorageUnavailable("the program weed is not installed")
    return found


def _weed_arguments(folder: str, s3: int, master: int, volume: int, filer: int) -> list[str]:
    tmp = os.path.join(folder, "tmp")
    settings = {
        "dir": os.path.join(folder, "data"),
        "ip": _HOST,
        "ip.bind": _HOST,
        "master.port": master,
        "master.telemetry": "false",
        "master.volumeSizeLimitMB": 256,
        "master.electionTimeout": "1s",
        "volume.port": volume,
        "volume.max": 0,
        "volume.preStopSeconds": 0,
        "filer": "true",
        "filer.port": filer,
        "filer.localSocket": os.path.join(tmp, "filer.sock"),
        "s3": "true",
        "s3.port": s3,
        "s3.config": os.path.join(folder, "s3.json"),
        "s3.localSocket": os.path.join(tmp, "s3.sock"),
        "s3.port.iceberg": 0,
        "s3.port.lance": 0,
    }
    return ["-logtostderr", "server", *(f"-{key}={value}" for key, value in settings.items())]


def _end(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(_END_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _answers(port: int, path: str, holding: bytes) -> bool:
    connection = http.client.HTTPConnection(_HOST, port, timeout=2)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status == 200 and holding in answer.read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _free_ports(count: int) -> list[int]:
    """Ports which are free together with their companions 10,000 above."""
    chance = random.SystemRandom()
    found: list[int] = []
    while len(found) < count:
        port = chance.randrange(_LOWEST, _HIGHEST)
        if port not in found and _is_free(port) and _is_free(port + _GRPC_OFFSET):
            found.append(port)
    return found


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind((_HOST, port))
        except OSError:
            return False
    return True
