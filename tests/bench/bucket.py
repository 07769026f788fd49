"""A real S3 server on loopback for the benchmark: the demo's SeaweedFS, ended by its process id."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import boto3
from botocore.config import Config

from studio_backup.base.clock import SystemClock
from studio_backup.cli.demo_server import DemoEndpoint, DemoServer

OBJECT = 32 << 20
THREADS = 4
BUCKET = "bench"


class Bucket:
    """A bucket on a running server; the program finds its keys in the environment, as everywhere."""

    def __init__(self, endpoint: DemoEndpoint) -> None:
        self._endpoint = endpoint.url
        os.environ |= {"AWS_ACCESS_KEY_ID": endpoint.access_key, "AWS_SECRET_ACCESS_KEY": endpoint.secret_key}
        config = Config(max_pool_connections=THREADS, retries={"max_attempts": 1})
        # A session of its own: boto3's common one keeps the keys of the first server.
        session = boto3.Session(endpoint.access_key, endpoint.secret_key, region_name="us-east-1")
        self._client = session.client("s3", endpoint_url=self._endpoint, config=config)
        self._client.create_bucket(Bucket=BUCKET)

    def location(self, prefix: str) -> str:
        """As `tier add` takes it."""
        return f"s3://{BUCKET}/{prefix}?endpoint={self._endpoint}&region=us-east-1"

    def fill(self, size: int) -> None:
        """Put that many bytes in objects of 32 MiB, from as many threads as the program uses."""
        body = os.urandom(OBJECT)
        whole, rest = divmod(size, OBJECT)
        sizes = [OBJECT] * whole + [rest]

        def put(number: int) -> None:
            self._client.put_object(Bucket=BUCKET, Key=f"plain/{number}", Body=body[: sizes[number]])

        with ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(put, range(len(sizes))))


@contextlib.contextmanager
def served(folder: Path) -> Iterator[Bucket]:
    """A fresh server which keeps everything below `folder`."""
    folder.mkdir()
    with DemoServer(str(folder), clock=SystemClock(), only="seaweedfs") as endpoint:
        yield Bucket(endpoint)
