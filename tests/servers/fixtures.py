"""Real S3 servers on loopback, one each a test session (a worker of xdist is a session of its own)."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from studio_backup.base.clock import SystemClock
from studio_backup.cli.demo_server import DemoEndpoint, DemoServer
from studio_backup.storage.bucket_keys import BucketKeys
from studio_backup.storage.location import BucketLocation
from studio_backup.storage.s3 import S3Storage, make_bucket, session_of
from studio_backup.storage.s3_settings import S3Settings

_numbers = itertools.count()


@dataclass
class S3Server:
    """A running server, and fresh buckets on it."""

    endpoint: DemoEndpoint
    pid: int | None

    @functools.cached_property
    def session(self) -> Any:
        return session_of(self.endpoint.access_key, self.endpoint.secret_key)

    @property
    def keys(self) -> BucketKeys:
        return BucketKeys(self.endpoint.access_key, self.endpoint.secret_key)

    def location(self, prefix: str = "vault/", *, lock: bool = False) -> BucketLocation:
        """A new place: a prefix of its own in one bucket (SeaweedFS has few volumes), or a bucket with locks."""
        bucket = f"locked-{next(_numbers)}" if lock else "studio"
        location = BucketLocation(bucket, f"{next(_numbers)}/{prefix}", self.endpoint.url, "us-east-1")
        make_bucket(location, S3Settings(), session=self.session, lock=lock)
        return location

    def storage(
        self, location: BucketLocation | None = None, settings: S3Settings | None = None, **more: Any
    ) -> S3Storage:
        """A storage there."""
        where, how = location or self.location(), settings or S3Settings()
        return S3Storage(where, how, clock=SystemClock(), session=self.session, **more)


def _server(folder: str, only: str) -> Iterator[S3Server]:
    server = DemoServer(folder, clock=SystemClock(), only=only)
    try:
        endpoint = server.start()
        yield S3Server(endpoint, server.pid)
    finally:
        server.stop()


@pytest.fixture(scope="session")
def seaweed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Server]:
    yield from _server(str(tmp_path_factory.mktemp("weed")), "seaweedfs")


@pytest.fixture(scope="session")
def moto_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Server]:
    yield from _server(str(tmp_path_factory.mktemp("moto")), "moto")
