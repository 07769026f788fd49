"""The probe: what it says of real places, and that it leaves nothing behind."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from studio_backup.base.clock import SystemClock
from studio_backup.base.errors import StorageDenied, StorageError, StorageUnavailable
from studio_backup.base.files import Writer
from studio_backup.storage.assemble import Place
from studio_backup.storage.bucket_keys import BucketKeys
from studio_backup.storage.probe import probe_place
from studio_backup.storage.probe_report import ProbeReport, decode_report, encode_report, settings_of
from tests.servers.fixtures import S3Server, moto_server, seaweed

__all__ = ["moto_server", "seaweed"]

WRITER = Writer("a" * 16, "b" * 16)


def probe(location: str, role: str = "offsite", keys: BucketKeys | None = None) -> ProbeReport:
    place = Place(location, role, WRITER, keys=keys)
    return probe_place(place, clock=SystemClock(), chance=random.Random(5))


@pytest.mark.parametrize(("role", "kind"), [("offsite", "folder"), ("nas", "share")])
def test_a_folder(tmp_path: Path, role: str, kind: str) -> None:
    report = probe(str(tmp_path), role)
    assert report.kind == kind
    assert (report.readback, report.exclusive, report.listing) == (True, True, True)
    assert (report.links, report.locks, report.folder_sync) == (True, True, True)
    assert abs(report.clock_offset) < 60
    assert report.free_space is not None
    assert report.put_speed > 1e5
    assert report.consistent == (kind == "folder")
    assert list(tmp_path.iterdir()) == []
    assert decode_report(encode_report(report)) == report


def test_a_missing_folder_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StorageUnavailable):
        probe(str(tmp_path / "gone"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("lock", [False, True])
def test_seaweed_does_all(seaweed: S3Server, lock: bool) -> None:
    location = seaweed.location(lock=lock)
    report = probe(location.text, keys=seaweed.keys)
    assert (report.readback, report.exclusive, report.checksum, report.listing) == (True, True, True, True)
    assert report.settings is not None
    assert report.settings.conditional
    assert report.settings.unsigned_payload
    assert report.versions is lock
    assert report.object_lock is lock
    assert any("neither versions" in sentence for sentence in report.missing) is not lock
    assert settings_of(encode_report(report)) == report.settings
    storage = seaweed.storage(location)
    there = storage.client.list_object_versions(Bucket=location.bucket, Prefix=location.prefix)
    assert not there.get("Versions")
    assert not there.get("DeleteMarkers")


def test_moto_checks_no_digest(moto_server: S3Server) -> None:
    report = probe(moto_server.location().text, keys=moto_server.keys)
    assert (report.readback, report.exclusive, report.checksum) == (True, True, False)
    assert any("read back" in sentence for sentence in report.missing)


@pytest.mark.parametrize("wrong", ["key", "secret"])
def test_a_wrong_key_and_a_wrong_secret_are_said_each(seaweed: S3Server, wrong: str) -> None:
    right = seaweed.keys
    given = BucketKeys("wrong" * 4 if wrong == "key" else right.access_key, "very-secret-words")
    with pytest.raises(StorageDenied) as caught:
        probe(seaweed.location().text, keys=given)
    told = {"key": "does not know this access key ID", "secret": "says that the secret access key is wrong"}
    assert told[wrong] in caught.value.message
    assert "very-secret-words" not in caught.value.message + caught.value.hint + repr(given)


def test_a_missing_bucket_is_said(moto_server: S3Server) -> None:
    missing = moto_server.location().text.replace("studio/", "no-such-bucket/")
    with pytest.raises(StorageError, match="bucket"):
        probe(missing, keys=moto_server.keys)


def test_nobody_listens() -> None:
    with pytest.raises(StorageUnavailable):
        probe("s3://bucket/x?endpoint=http://127.0.0.1:9", keys=BucketKeys("a", "b"))
