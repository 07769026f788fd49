"""Where a place is, as a person types it: a folder's path, or s3://bucket/prefix?endpoint=URL&region=NAME."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import parse_qsl, urlsplit

from studio_backup.base.errors import UsageError

_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\Z")
_PREFIX = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*\Z")
_NETWORK_TYPES = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "fuse.rclone", "9p", "afs", "davfs"})
_KEYS_ELSEWHERE = (
    "Type them in with --ask-keys, or put them where the AWS tools look: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY,"
    " or ~/.aws/credentials."
)


@dataclass(frozen=True, slots=True)
class FolderLocation:
    """A folder. `path` is absolute."""

    path: str

    @property
    def text(self) -> str:
        """As a person types it."""
        return self.path


@dataclass(frozen=True, slots=True)
class BucketLocation:
    """A bucket, and the prefix in it: "" or ending in "/". `endpoint`: URL, "" for Amazon. `region`: "" for default."""

    bucket: str
    prefix: str = ""
    endpoint: str = ""
    region: str = ""

    @property
    def text(self) -> str:
        """As a person types it."""
        asked = [f"{key}={value}" for key, value in (("endpoint", self.endpoint), ("region", self.region)) if value]
        return self.short + ("?" + "&".join(asked) if asked else "")

    @property
    def short(self) -> str:
        """Bucket and prefix only."""
        return f"s3://{self.bucket}/{self.prefix}".rstrip("/")


Location: TypeAlias = FolderLocation | BucketLocation


def parse_location(text: str) -> Location:
    """The place a person means. UsageError if it cannot be understood, or holds a key."""
    if not text.strip() or "\0" in text:
        raise UsageError("No place was given.", hint="Give a folder, or s3://bucket/prefix?endpoint=URL.")
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]+)://", text)
    if scheme is None:
        return FolderLocation(os.path.abspath(os.path.expanduser(text)))
    if scheme[1].lower() != "s3":
        raise UsageError(
            f"Places of kind {scheme[1]}:// are not known.", hint="Give a folder, or s3://bucket/prefix?endpoint=URL."
        )
    return _bucket(text)


def _bucket(text: str) -> BucketLocation:
    url = urlsplit(text)
    _refuse_keys(url.netloc)
    if not _BUCKET.match(url.netloc):
        raise UsageError(f"{url.netloc!r} is no bucket's name.", hint="It has 3 to 63 of a-z, 0-9, dot and dash.")
    prefix = url.path.strip("/") + "/" if url.path.strip("/") else ""
    if not _PREFIX.match(prefix) or url.fragment:
        raise UsageError("The prefix holds characters which not every provider takes.", hint="Use A-Z a-z 0-9 . _ - /.")
    endpoint = region = ""
    for key, value in parse_qsl(url.query, keep_blank_values=True):
        if key == "endpoint":
            endpoint = _endpoint(value)
        elif key == "region":
            region = value
        else:
            raise UsageError("Only endpoint= and region= belong in the address of a bucket.", hint=_KEYS_ELSEWHERE)
    return BucketLocation(url.netloc, prefix, endpoint, region)


def _endpoint(text: str) -> str:
    url = urlsplit(text)
    _refuse_keys(url.netloc)
    if url.scheme not in ("http", "https") or not url.hostname or url.query or url.fragment:
        raise UsageError(
            "The endpoint is no http or https address.", hint="For example endpoint=https://s3.example.com"
        )
    return text.rstrip("/")


def _refuse_keys(netloc: str) -> None:
    """A key in an address would reach logs, the catalog and command lines. It is not repeated in the message."""
    if "@" in netloc:
        raise UsageError("The address holds a name or key before the @.", hint=_KEYS_ELSEWHERE)


def is_network_folder(path: str) -> bool:
    """Whether a folder lies on a share, as far as the platform tells: False where it does not."""
    if sys.platform == "win32":
        return path.startswith("\\\\") and not path.startswith("\\\\?\\")
    if sys.platform == "linux":
        return _mount_type(os.path.realpath(path)) in _NETWORK_TYPES
    return False


def _mount_type(path: str) -> str:
    best, kind = "", ""
    try:
        with open("/proc/self/mounts", encoding="utf-8", errors="surrogateescape") as mounts:
            lines = mounts.read().splitlines()
    except OSError:
        return ""
    for line in lines:
        _, point, type_, *_ = line.split(" ")
        point = point.replace("\\040", " ")
        if len(point) >= len(best) and (path == point or path.startswith(point.rstrip("/") + "/")):
            best, kind = point, type_
    return kind
