"""Locations as people type them, and what is made of them."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from studio_backup.base.errors import UsageError
from studio_backup.base.files import Writer
from studio_backup.storage.assemble import Limits, Place, make_place, open_kind, open_storage
from studio_backup.storage.local import LocalStorage
from studio_backup.storage.location import BucketLocation, FolderLocation, parse_location
from studio_backup.storage.retry import RetryStorage
from studio_backup.storage.share import ShareStorage
from studio_backup.storage.throttle import ThrottleStorage
from tests.unit.storage.virtual_clock import VirtualClock

WRITER = Writer("a" * 16, "b" * 16)


def test_folders() -> None:
    assert parse_location("/mnt/nas/../nas/vault") == FolderLocation("/mnt/nas/vault")
    assert parse_location("vault") == FolderLocation(os.path.abspath("vault"))
    assert parse_location("s3:vault") == FolderLocation(os.path.abspath("s3:vault"))


def test_buckets() -> None:
    assert parse_location("s3://studio") == BucketLocation("studio")
    full = parse_location("s3://studio/a/b?endpoint=http://127.0.0.1:9000&region=eu-1")
    assert full == BucketLocation("studio", "a/b/", "http://127.0.0.1:9000", "eu-1")
    assert parse_location(full.text) == full
    assert full.short == "s3://studio/a/b"


BAD = [
    "",
    " ",
    "a\0b",
    "http://x/y",
    "sftp://x/y",
    "s3://",
    "s3://B_/x",
    "s3://studio/a b",
    "s3://studio/../x",
    "s3://studio/x#y",
    "s3://studio?endpoint=ftp://x",
    "s3://studio?endpoint=localhost:9000",
    "s3://studio?color=red",
]


@pytest.mark.parametrize("text", BAD)
def test_what_cannot_be_understood(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_location(text)
    assert caught.value.hint


SECRETS = [
    "s3://AKIA:hunter2@studio/x",
    "s3://studio/x?endpoint=https://AKIA:hunter2@s3.example.com",
    "s3://studio/x?secret_key=hunter2",
    "s3://studio/x?access_key=hunter2&endpoint=https://x.example",
]


@pytest.mark.parametrize("text", SECRETS)
def test_keys_in_an_address_are_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_location(text)
    assert "hunter2" not in caught.value.message + caught.value.hint + repr(caught.value)
    assert "AWS_ACCESS_KEY_ID" in caught.value.hint


def test_the_order_of_wrappers(tmp_path: Path) -> None:
    place = Place(str(tmp_path), "offsite", WRITER, limits=Limits(put=1e6))
    storage = open_storage(place, clock=VirtualClock(), chance=random.Random(1))
    assert isinstance(storage, RetryStorage)
    assert isinstance(storage.inner, ThrottleStorage)
    assert type(storage.inner.inner) is LocalStorage


def test_a_nas_is_doubted(tmp_path: Path) -> None:
    assert isinstance(open_kind(Place(str(tmp_path), "nas", WRITER), clock=VirtualClock()), ShareStorage)
    assert type(open_kind(Place(str(tmp_path), "local", WRITER), clock=VirtualClock())) is LocalStorage


def test_opening_makes_nothing(tmp_path: Path) -> None:
    open_storage(Place(str(tmp_path / "x"), "nas", WRITER), clock=VirtualClock(), chance=random.Random(1))
    assert not (tmp_path / "x").exists()


def test_making_a_place(tmp_path: Path) -> None:
    make_place(str(tmp_path / "a" / "b"))
    assert (tmp_path / "a" / "b").is_dir()
    make_place("s3://studio/x")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UsageError):
        make_place(str(tmp_path / "file"))


def test_boto3_is_not_loaded_for_a_folder() -> None:
    code = "import sys, studio_backup.storage.assemble, studio_backup.storage.probe; print('boto3' in sys.modules)"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=dict(os.environ))
    assert done.stdout.strip() == "False"
