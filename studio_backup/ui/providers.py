"""Providers of buckets, and the address of a bucket as the engine takes it. Pure; no address ever holds a key."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

ProviderName = Literal["amazon", "backblaze", "cloudflare", "wasabi", "minio"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """`endpoint`: its address, with {region} or {account} where that differs; "" for Amazon's own, "{endpoint}" where a
    person types it. `region`: what most people have, or what must stand there."""

    name: ProviderName
    title: str
    endpoint: str
    region: str

    @property
    def asks_region(self) -> bool:
        """Whether a person chooses the region."""
        return self.name in ("amazon", "backblaze", "wasabi")

    @property
    def asks_account(self) -> bool:
        """Whether the address holds the account's number."""
        return "{account}" in self.endpoint

    @property
    def asks_endpoint(self) -> bool:
        """Whether the whole address is the person's own."""
        return "{endpoint}" in self.endpoint


PROVIDERS: Final = (
    Provider(name="amazon", title="Amazon S3", endpoint="", region="eu-central-1"),
    Provider(
        name="backblaze",
        title="Backblaze B2",
        endpoint="https://s3.{region}.backblazeb2.com",
        region="eu-central-003",
    ),
    Provider(
        name="cloudflare",
        title="Cloudflare R2",
        endpoint="https://{account}.r2.cloudflarestorage.com",
        region="auto",
    ),
    Provider(name="wasabi", title="Wasabi", endpoint="https://s3.{region}.wasabisys.com", region="eu-central-1"),
    Provider(name="minio", title="MinIO", endpoint="{endpoint}", region=""),
)

_BUCKET: Final = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\Z")
_PART: Final = re.compile(r"[A-Za-z0-9-]+\Z")
_FOLDER: Final = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*\Z")
_ENDPOINT: Final = re.compile(r"https?://[^/?#@&\s]+(?:/[^?#@&\s]*)?\Z")

Lacking = Literal["", "bucket", "folder", "region", "account", "endpoint"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BucketAddress:
    """What a person typed of a bucket. `folder`: within it, "" for the whole bucket."""

    provider: Provider
    bucket: str = ""
    folder: str = ""
    region: str = ""
    account: str = ""
    endpoint: str = ""

    @property
    def lacks(self) -> Lacking:
        """The first part which is missing or cannot be right, "" if all are there."""
        if self.provider.asks_endpoint and not _ENDPOINT.match(self.endpoint):
            return "endpoint"
        if self.provider.asks_account and not _PART.match(self.account):
            return "account"
        if self.provider.asks_region and not _PART.match(self.region):
            return "region"
        if not _BUCKET.match(self.bucket):
            return "bucket"
        return "folder" if self.folder and not _FOLDER.match(self.folder.strip("/")) else ""

    @property
    def location(self) -> str:
        """s3://bucket/folder?endpoint=…&region=…; of use only while nothing is lacking."""
        told = {"region": self.region, "account": self.account, "endpoint": self.endpoint.rstrip("/")}
        endpoint = self.provider.endpoint.format(**told)
        region = self.region if self.provider.asks_region else self.provider.region
        asked = [f"{name}={value}" for name, value in (("endpoint", endpoint), ("region", region)) if value]
        folder = self.folder.strip("/")
        place = f"s3://{self.bucket}/{folder}".rstrip("/")
        return place + ("?" + "&".join(asked) if asked else "")
