"""S3 when the network and the provider are ill: idempotent, bounded, told apart."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator

import pytest

from studio_backup.base.clock import SystemClock
from studio_backup.base.errors import (
    AlreadyThere,
    MarkerError,
    ObjectDamaged,
    ObjectMissing,
    ShortRead,
    StorageDenied,
    StorageError,
    StorageFull,
    StorageUnavailable,
)
from studio_backup.storage.fallback import FallbackStorage
from studio_backup.storage.retry import Patience, RetryStorage
from studio_backup.storage.s3 import S3Storage, session_of
from studio_backup.storage.s3_settings import S3Settings
from tests.conformance.case import fresh, pack, sha, snapshot, store
from tests.servers.fixtures import S3Server, seaweed
from tests.servers.proxy import Ill, Proxy, proxy_before
from tests.unit.storage.virtual_clock import VirtualClock

__all__ = ["seaweed"]

QUICK = S3Settings(read_timeout=0.6, connect_timeout=2.0)


@pytest.fixture
def proxy(seaweed: S3Server) -> Iterator[Proxy]:
    with proxy_before(seaweed.endpoint.url) as proxy:
        yield proxy


@pytest.fixture
def bucket(seaweed: S3Server, proxy: Proxy) -> Iterator[S3Storage]:
    storage = seaweed.storage(dataclasses.replace(seaweed.location(), endpoint=proxy.url), QUICK)
    yield storage
    storage.close()


def patient(bucket: S3Storage) -> RetryStorage:
    return RetryStorage(bucket, clock=VirtualClock(), chance=random.Random(3), patience=Patience())


def test_the_proxy_is_transparent(bucket: S3Storage) -> None:
    data = fresh((2 << 20) + 3)
    assert bucket.get(store(bucket, data, pack(data))) == data


LATER = [
    Ill(500, "InternalError"),
    Ill(502, ""),
    Ill(503, "SlowDown"),
    Ill(503, "ServiceUnavailable"),
    Ill(429, "TooManyRequests"),
    Ill(400, "RequestTimeout"),
    Ill(409, "ConditionalRequestConflict"),
    Ill(409, "OperationAborted"),
    Ill(400, "BadDigest"),
    Ill(break_off=True),
    Ill(silent=1.0),
]
PERMANENT = [
    (Ill(403, "AccessDenied"), StorageDenied),
    (Ill(403, "SignatureDoesNotMatch"), StorageDenied),
    (Ill(403, "InvalidAccessKeyId"), StorageDenied),
    (Ill(403, "RequestTimeTooSkewed"), StorageDenied),
    (Ill(400, "ExpiredToken"), StorageDenied),
    (Ill(507, "InsufficientStorage"), StorageFull),
    (Ill(403, "QuotaExceeded"), StorageFull),
    (Ill(501, "NotImplemented"), StorageError),
    (Ill(400, "InvalidRequest"), StorageError),
    (Ill(404, "NoSuchBucket"), StorageUnavailable),
]


def named(value: object) -> str:
    return f"{value.status}-{value.code}" if isinstance(value, Ill) and value.status else str(value)[:30]


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("ill", LATER, ids=named)
def test_what_passes_is_tried_again_and_stored_once(bucket: S3Storage, proxy: Proxy, ill: Ill, late: bool) -> None:
    data = fresh()
    sick = dataclasses.replace(ill, late=late)
    proxy.plan(sick)
    with pytest.raises(StorageUnavailable) as caught:
        store(bucket, data)
    assert caught.value.retryable
    assert caught.value.hint
    assert proxy.count("PUT") == 1  # botocore itself tries once
    data = fresh()
    proxy.plan(sick, sick, sick, method="PUT")
    name = store(patient(bucket), data)
    assert bucket.get(name) == data
    assert len(list(bucket.list(name))) == 1
    assert proxy.count("PUT") <= 4


@pytest.mark.parametrize("ill", LATER, ids=named)
def test_reads_are_tried_again(bucket: S3Storage, proxy: Proxy, ill: Ill) -> None:
    data = fresh()
    name = store(bucket, data)
    storage = patient(bucket)
    for read in (
        lambda: storage.get(name),
        lambda: storage.get_range(name, 0, 100),
        lambda: b"".join(bytes(part) for part in storage.read_medium(name)),
    ):
        proxy.plan(ill, ill)
        assert read() == data
        assert proxy.count("GET") == 3
    proxy.plan(ill)
    assert [found.name for found in storage.list(name)] == [name]
    proxy.plan(ill, method="DELETE")
    storage.delete(name)
    with pytest.raises(ObjectMissing):
        storage.stat(name)


@pytest.mark.parametrize(("ill", "kind"), PERMANENT, ids=named)
def test_what_does_not_pass_is_said_at_once(bucket: S3Storage, proxy: Proxy, ill: Ill, kind: type[Exception]) -> None:
    proxy.plan(*[ill] * 20)
    with pytest.raises(StorageError) as caught:
        store(patient(bucket), fresh())
    assert type(caught.value) is kind
    assert caught.value.hint
    assert len(proxy.seen) == 1


def test_an_illness_without_end_is_bounded(bucket: S3Storage, proxy: Proxy) -> None:
    proxy.script = lambda *_: Ill(503, "SlowDown")
    with pytest.raises(StorageUnavailable):
        store(patient(bucket), fresh())
    assert len(proxy.seen) == 12


def test_a_412_is_a_success_only_for_equal_bytes(bucket: S3Storage, proxy: Proxy) -> None:
    data = fresh()
    name = store(bucket, data)
    store(bucket, data)
    with pytest.raises(AlreadyThere):
        bucket.put(name, bytes(100), sha256=sha(bytes(100)))
    proxy.plan(Ill(412, "PreconditionFailed"), method="PUT")  # taken, says the provider, and then it is gone
    with pytest.raises(StorageUnavailable):
        store(bucket, fresh())


@pytest.mark.parametrize("late", [False, True])
def test_an_error_inside_a_200(bucket: S3Storage, proxy: Proxy, late: bool) -> None:
    data = fresh()
    sick = Ill(200, "InternalError", late=late)
    proxy.plan(sick)
    with pytest.raises(StorageUnavailable):
        store(bucket, data)
    proxy.plan(sick, method="PUT")
    name = store(patient(bucket), data)
    proxy.plan(sick)
    with pytest.raises(StorageUnavailable):
        bucket.get(name)
    proxy.plan(sick, method="GET")
    assert patient(bucket).get(name) == data
    proxy.plan(sick, method="PUT")  # the copy of a quarantine
    with pytest.raises(StorageUnavailable):
        bucket.quarantine(name)
    assert bucket.get(name) == data  # nothing is deleted unless the copy was confirmed


@pytest.mark.parametrize("body", [b"", b"<html>Log in to the hotel's network</html>"])
def test_a_200_by_somebody_else(bucket: S3Storage, proxy: Proxy, body: bytes) -> None:
    """A captive portal says 200 to everything."""
    portal = Ill(200, body=body)
    data = fresh()
    proxy.plan(portal)
    with pytest.raises(StorageUnavailable):
        store(bucket, data)
    name = store(bucket, data)
    for read in (lambda: bucket.get(name), lambda: list(bucket.list("c/")), lambda: bucket.stat(name)):
        proxy.plan(portal)
        with pytest.raises(StorageUnavailable):
            read()
    proxy.plan(portal, method="PUT")
    with pytest.raises(StorageUnavailable):
        bucket.quarantine(name)
    proxy.plan(portal)
    with pytest.raises(StorageUnavailable):
        bucket.delete(name)
    assert bucket.get(name) == data


@pytest.mark.parametrize("cut", [1, 50, 100])
def test_short_reads(bucket: S3Storage, proxy: Proxy, cut: int) -> None:
    data = fresh()
    name = store(bucket, data)
    reads = (
        lambda: bucket.get(name),
        lambda: bucket.get_range(name, 0, 100),
        lambda: bucket.get_into(name, memoryview(bytearray(100))),
        lambda: list(bucket.read_medium(name)),
    )
    for read in reads:
        proxy.plan(Ill(cut=cut), method="GET")
        with pytest.raises(ShortRead):
            read()
    proxy.plan(Ill(cut=cut), method="GET")
    assert patient(bucket).get(name) == data


@pytest.mark.parametrize("seed", range(4))
def test_a_tenth_of_all_requests_fail(bucket: S3Storage, proxy: Proxy, seed: int) -> None:
    chance = random.Random(seed)
    quick = [ill for ill in LATER if not ill.silent]

    def script(_number: int, method: str, _path: str) -> Ill | None:
        if chance.random() > 0.1:
            return None
        ill = chance.choice([*quick, Ill(cut=3)] if method == "GET" else quick)
        return dataclasses.replace(ill, late=chance.random() < 0.5 and not ill.cut)

    proxy.script = script
    storage = patient(bucket)
    datas = [fresh() for _ in range(40)]
    for data in datas:
        store(storage, data)
    assert [storage.get(snapshot(data)) for data in datas] == datas
    assert {found.name for found in storage.list("c/")} == {snapshot(data) for data in datas}


def test_nobody_there() -> None:
    from studio_backup.storage.location import BucketLocation

    location = BucketLocation("bucket", "x/", "http://127.0.0.1:9", "us-east-1")
    storage = S3Storage(location, QUICK, clock=SystemClock(), session=session_of("AKIASECRET", "hunter2"))
    with pytest.raises(StorageUnavailable) as caught:
        store(storage, fresh())
    assert "hunter2" not in str(caught.value)
    assert "AKIASECRET" not in str(caught.value)


def test_the_marker_is_checked_before_the_first_write(seaweed: S3Server) -> None:
    def only_ours(marker: bytes) -> None:
        if marker != b"ours":
            raise MarkerError("A foreign place.", hint="Choose another.")

    location = seaweed.location()
    guarded = seaweed.storage(location, identity=only_ours)
    with pytest.raises(MarkerError, match="no marker"):
        store(guarded, fresh())
    plain = seaweed.storage(location)
    plain.put("tier", b"theirs", sha256=sha(b"theirs"))
    with pytest.raises(MarkerError, match="foreign"):
        store(guarded, fresh())
    plain.delete("tier")
    plain.put("tier", b"ours", sha256=sha(b"ours"))
    store(guarded, fresh())


def test_quarantine_keeps_the_bytes(seaweed: S3Server) -> None:
    storage = seaweed.storage()
    data = fresh()
    name = store(storage, data)
    storage.quarantine(name)
    (kept,) = storage.list_raw("quarantine/")
    assert kept.name.endswith(name)
    assert storage.get(kept.name) == data


def test_a_server_that_dies_is_passed_over(seaweed: S3Server) -> None:
    data = fresh()
    good, bad = seaweed.storage(), seaweed.storage()
    name = store(good, data)
    bad.put(name, b"damaged", sha256=sha(b"damaged"))
    served = FallbackStorage([bad, good]).get_verified(name)
    assert served.data == data
    assert isinstance(served.failed[0][1], ObjectDamaged)
