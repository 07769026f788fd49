"""Every kind of storage, and every wrapper around one in memory."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from studio_backup.base.clock import SystemClock
from studio_backup.base.files import Writer
from studio_backup.storage.bucket import Bucket
from studio_backup.storage.local import LocalStorage
from studio_backup.storage.memory import MemoryStorage
from studio_backup.storage.retry import Patience, RetryStorage
from studio_backup.storage.s3_settings import S3Settings
from studio_backup.storage.share import ShareStorage
from studio_backup.storage.throttle import ThrottleStorage
from studio_backup.storage.wrapped import WrappedStorage
from tests.conformance.case import Case
from tests.fault.storage import FaultStorage
from tests.servers.fixtures import S3Server, moto_server, seaweed

__all__ = ["case", "moto_server", "seaweed"]

WRITER = Writer("0123456789abcdef", "fedcba9876543210")
CLOCK = SystemClock()


def _planter(root: Path) -> Callable[[str, bytes], None]:
    def plant(name: str, data: bytes) -> None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)

    return plant


def local(request: pytest.FixtureRequest, root: Path) -> Case:
    return Case(LocalStorage(str(root), writer=WRITER, clock=CLOCK), _planter(root))


def share(request: pytest.FixtureRequest, root: Path) -> Case:
    return Case(ShareStorage(str(root), writer=WRITER, clock=CLOCK, deadline=30), _planter(root))


def memory(request: pytest.FixtureRequest, root: Path) -> Case:
    storage = MemoryStorage(clock=CLOCK)
    return Case(storage, lambda name, data: storage._objects.update({name: (data, 1)}), checks_digest=True)


def retry(request: pytest.FixtureRequest, root: Path) -> Case:
    inner = memory(request, root)
    patience = Patience(first=0.001, longest=0.002)
    storage = RetryStorage(inner.storage, clock=CLOCK, chance=random.Random(1), patience=patience)
    return Case(storage, inner.plant, checks_digest=True)


def throttle(request: pytest.FixtureRequest, root: Path) -> Case:
    inner = memory(request, root)
    bucket = Bucket(1e12, clock=CLOCK)
    return Case(ThrottleStorage(inner.storage, puts=bucket, gets=bucket), inner.plant, checks_digest=True)


def wrapped(request: pytest.FixtureRequest, root: Path) -> Case:
    inner = memory(request, root)
    return Case(WrappedStorage(inner.storage), inner.plant, checks_digest=True)


def fault(request: pytest.FixtureRequest, root: Path) -> Case:
    inner = memory(request, root)
    return Case(FaultStorage(inner.storage), inner.plant, checks_digest=True)


def _bucket(server: S3Server, **settings: Any) -> Case:
    storage = server.storage(page=5, settings=S3Settings(**settings))

    def plant(name: str, data: bytes) -> None:
        storage.client.put_object(Bucket=storage.location.bucket, Key=storage.key(name), Body=data)

    plant("tier", b"marker")
    return Case(storage, plant, checks_digest=storage.settings.checksum)


def s3_seaweed(request: pytest.FixtureRequest, root: Path) -> Case:
    return _bucket(request.getfixturevalue("seaweed"))


def s3_moto(request: pytest.FixtureRequest, root: Path) -> Case:
    """Tried again, since moto falls over itself under many threads; and it checks no digest."""
    inner = _bucket(request.getfixturevalue("moto_server"))
    patience = Patience(first=0.001, longest=0.01)
    storage = RetryStorage(inner.storage, clock=CLOCK, chance=random.Random(1), patience=patience)
    return Case(storage, inner.plant)


def s3_plain(request: pytest.FixtureRequest, root: Path) -> Case:
    """As an old provider would have it: signed bodies, no checksum."""
    return _bucket(request.getfixturevalue("seaweed"), checksum=False, unsigned_payload=False)


KINDS = [local, share, memory, retry, throttle, wrapped, fault, s3_seaweed, s3_moto, s3_plain]


@pytest.fixture(params=KINDS, ids=lambda kind: kind.__name__)
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Case]:
    root = tmp_path / "place"
    root.mkdir()
    (root / "tier").write_bytes(b"marker")
    made: Case = request.param(request, root)
    yield made
    made.storage.close()
