"""A real S3 server on loopback for the benchmark: SeaweedFS, ended by its process id."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

OBJECT = 32 << 20
THREADS = 4
KEY, SECRET = "benchkey", "benchsecret"
_WAIT = 60.0


def possible() -> bool:
    """Whether the server is installed."""
    return _program() is not None


def _program() -> str | None:
    beside = Path(sys.executable).with_name("weed")
    return str(beside) if beside.exists() else shutil.which("weed")


class Server:
    """A running server with one bucket."""

    def __init__(self, port: int) -> None:
        self.endpoint = f"http://127.0.0.1:{port}"
        os.environ |= {"AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET}
        import boto3
        from botocore.config import Config

        config = Config(max_pool_connections=THREADS, retries={"max_attempts": 1})
        self.client = boto3.client("s3", endpoint_url=self.endpoint, region_name="us-east-1", config=config)

    def location(self, prefix: str) -> str:
        """As `tier add` takes it."""
        return f"s3://bench/{prefix}?endpoint={self.endpoint}&region=us-east-1"

    def wait(self) -> None:
        """Until it takes a bucket."""
        deadline = time.monotonic() + _WAIT
        while True:
            try:
                self.client.create_bucket(Bucket="bench")
                return
            except Exception:  # refused, or not ready: whatever it says
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)

    def fill(self, size: int) -> None:
        """Put that many bytes in objects of 32 MiB, from a few threads."""
        body = os.urandom(OBJECT)
        numbers = range(-(-size // OBJECT))
        with ThreadPoolExecutor(THREADS) as pool:
            for _ in pool.map(lambda n: self.client.put_object(Bucket="bench", Key=f"plain/{n}", Body=body), numbers):
                pass


@contextlib.contextmanager
def served(folder: Path) -> Iterator[Server]:
    """A server which keeps everything below `folder`."""
    folder.mkdir()
    (folder / "tmp").mkdir()
    identities = [{"name": "b", "credentials": [{"accessKey": KEY, "secretKey": SECRET}], "actions": ["Admin"]}]
    (folder / "s3.json").write_text(json.dumps({"identities": identities}))
    port = _free_port()
    program = _program()
    assert program
    command = [
        program, "server", f"-dir={folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-s3", f"-s3.port={port}",
        f"-s3.config={folder}/s3.json", f"-master.port={_free_port()}", f"-volume.port={_free_port()}",
        f"-filer.port={_free_port()}", "-volume.max=100", "-master.volumeSizeLimitMB=1024",
    ]  # fmt: skip
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, stdout=log, stderr=log, cwd=folder, env={**os.environ, "TMPDIR": str(folder / "tmp")}
        )
    try:
        server = Server(port)
        server.wait()
        yield server
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    """A free port whose number plus 10000 is free too: the server's gRPC listens there."""
    while True:
        with socket.socket() as one, socket.socket() as other:
            one.bind(("127.0.0.1", 0))
            port: int = one.getsockname()[1] % 20000 + 20000
            one.close()
            try:
                with socket.socket() as low:
                    low.bind(("127.0.0.1", port))
                other.bind(("127.0.0.1", port + 10000))
            except OSError:
                continue
            return port
