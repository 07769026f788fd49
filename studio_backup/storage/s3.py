"""A bucket of any S3 provider. The only module which touches boto3.

Puts are conditional and carry the SHA-256 where the provider honours these (S3Settings, from the probe). A put which
timed out after it succeeded finds its own bytes when it is tried again. Our own retries are in storage.retry only.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
from collections.abc import Iterator
from typing import Any

import boto3
import botocore.config
import botocore.exceptions
import urllib3.exceptions

from studio_backup.base.clock import Clock
from studio_backup.base.errors import MarkerError, ObjectMissing, ShortRead, StorageDenied, StorageUnavailable
from studio_backup.domain.objects import TIER_MARKER, parse_name
from studio_backup.storage.bucket_keys import BucketKeys
from studio_backup.storage.interface import Buffer, Leftover, Listed
from studio_backup.storage.location import BucketLocation
from studio_backup.storage.naming import already_there, check_name, check_prefix, matches
from studio_backup.storage.root import IdentityCheck
from studio_backup.storage.s3_body import Body
from studio_backup.storage.s3_errors import Answer, storage_error, unreachable
from studio_backup.storage.s3_settings import S3Settings

_NO_KEYS = (
    botocore.exceptions.NoCredentialsError,
    botocore.exceptions.PartialCredentialsError,
    botocore.exceptions.CredentialRetrievalError,
    botocore.exceptions.ProfileNotFound,
)
_TORN = (
    botocore.exceptions.IncompleteReadError,
    botocore.exceptions.ResponseStreamingError,
    urllib3.exceptions.IncompleteRead,
    urllib3.exceptions.ProtocolError,
)


@contextlib.contextmanager
def answered(label: str, doing: str, name: str = "") -> Iterator[None]:
    """Within it, what boto3 raises becomes an error of ours. No text of the library is shown: it may hold a key."""
    try:
        yield
    except botocore.exceptions.ClientError as error:
        raise storage_error(answer_of(error), label, doing, name) from None
    except _NO_KEYS as error:
        hint = "Type it in: `tier keys NAME`, or Change keys… in the window. Or put it into ~/.aws/credentials."
        raise StorageDenied(f"No access key for {label} was found.", hint=hint) from error
    except _TORN as error:
        raise ShortRead(
            f"{label} broke off while {doing}.", hint="It was tried again for a while; run it again later."
        ) from error
    except (botocore.exceptions.BotoCoreError, urllib3.exceptions.HTTPError, OSError) as error:
        raise unreachable(label, type(error).__name__) from error


def answer_of(error: botocore.exceptions.ClientError) -> Answer:
    """Code and status of an error answer."""
    said = error.response.get("Error", {})
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return Answer(str(said.get("Code", "")), int(status), str(said.get("Message", "")))


def connect(location: BucketLocation, settings: S3Settings, session: Any = None) -> Any:
    """A boto3 client, which tries once, and whose times are bounded. Keys come by the ordinary AWS chain."""
    s3: Any = {"addressing_style": "path" if settings.path_style else "auto"}
    if settings.unsigned_payload:
        s3["payload_signing_enabled"] = False
    config = botocore.config.Config(
        retries={"total_max_attempts": 1, "mode": "standard"},
        connect_timeout=settings.connect_timeout,
        read_timeout=settings.read_timeout,
        max_pool_connections=settings.connections,
        request_checksum_calculation=settings.request_checksum_calculation,
        response_checksum_validation="when_required",
        tcp_keepalive=True,
        parameter_validation=False,  # it would refuse a memoryview as a body, and thereby force a copy
        s3=s3,
    )
    with answered(location.short, "connecting"):
        return (session or boto3.session.Session()).client(
            "s3", endpoint_url=location.endpoint or None, region_name=location.region or None, config=config
        )


def session_with(keys: BucketKeys | None) -> Any:
    """A session with this access key; None for the one of the AWS chain."""
    return session_of(keys.access_key, keys.secret_key) if keys is not None else None


def session_of(access_key: str, secret_key: str) -> Any:
    """A session with keys of its own, beside the AWS chain."""
    return boto3.session.Session(aws_access_key_id=access_key, aws_secret_access_key=secret_key)


def make_bucket(location: BucketLocation, settings: S3Settings, *, session: Any = None, lock: bool = False) -> None:
    """Make the bucket; one which is ours already is no error. `lock`: with object lock, and thereby versions."""
    client = connect(location, settings, session)
    with answered(location.short, "making the bucket"):
        try:
            client.create_bucket(Bucket=location.bucket, ObjectLockEnabledForBucket=lock)
        except botocore.exceptions.ClientError as error:
            if answer_of(error).code not in ("BucketAlreadyOwnedByYou", "BucketAlreadyExists"):
                raise
        finally:
            client.close()


class S3Bucket:
    """A bucket and a prefix in it: one request a call, no checks of ours before it."""

    def __init__(self, location: BucketLocation, settings: S3Settings, *, session: Any, page: int) -> None:
        self.location, self.settings = location, settings
        self._page = page
        self.client = connect(location, settings, session)

    @property
    def label(self) -> str:
        """See Storage."""
        return self.location.short

    def key(self, name: str) -> str:
        """The key of a name in the bucket."""
        return self.location.prefix + name

    def put_once(self, name: str, data: Buffer, *, sha256: bytes) -> bool:
        """One PUT as the settings say; False if the name was taken."""
        asked: dict[str, Any] = {}
        if self.settings.conditional:
            asked["IfNoneMatch"] = "*"
        if self.settings.checksum:
            asked["ChecksumSHA256"] = base64.b64encode(sha256).decode("ascii")
        with answered(self.label, "writing"):
            try:
                answer = self.client.put_object(
                    Bucket=self.location.bucket, Key=self.key(name), Body=Body(data), ContentLength=len(data), **asked
                )
            except botocore.exceptions.ClientError as error:
                if answer_of(error).exists_already:
                    return False
                raise
        self._believe(answer, "ETag")
        return True

    def _believe(self, answer: Any, *keys: str) -> None:
        """A 200 can hold an error, or come from a hotel's log-in page: an answer of S3 bears one of these keys."""
        if not any(key in answer for key in keys):
            raise unreachable(self.label, "an answer which is not of S3")

    def _head(self, name: str) -> Any:
        with answered(self.label, "looking", name):
            there = self.client.head_object(Bucket=self.location.bucket, Key=self.key(name), ChecksumMode="ENABLED")
        self._believe(there, "ETag")
        return there

    def _get(self, name: str, **asked: str) -> Any:
        check_name(name)
        try:
            answer = self.client.get_object(Bucket=self.location.bucket, Key=self.key(name), **asked)
        except botocore.exceptions.ClientError as error:
            if answer_of(error).status == 416 or answer_of(error).code == "InvalidRange":
                raise _OutOfRange from None
            raise
        self._believe(answer, "ETag")
        return answer

    def list_raw(self, prefix: str) -> Iterator[Listed]:
        """Everything under the prefix, foreign or not."""
        asked: dict[str, Any] = {}
        while True:
            with answered(self.label, "listing"):
                page = self.client.list_objects_v2(
                    Bucket=self.location.bucket, Prefix=self.key(prefix), MaxKeys=self._page, **asked
                )
            self._believe(page, "IsTruncated")  # else a page of somebody else would pass for an empty place
            for found in page.get("Contents", ()):
                name = found["Key"].removeprefix(self.location.prefix)
                yield Listed(name, found["Size"], _nanoseconds(found["LastModified"]))
            if not page.get("IsTruncated"):
                return
            asked = {"ContinuationToken": page["NextContinuationToken"]}

    def delete_once(self, name: str) -> None:
        """One DELETE; a missing name is no error."""
        with contextlib.suppress(ObjectMissing), answered(self.label, "deleting", name):
            answer = self.client.delete_object(Bucket=self.location.bucket, Key=self.key(name))
            if answer["ResponseMetadata"]["HTTPStatusCode"] != 204:
                self._believe(answer["ResponseMetadata"]["HTTPHeaders"], "x-amz-request-id", "x-amz-id-2")


class S3Storage(S3Bucket):
    """A bucket and a prefix in it.

    `identity` gets the marker's bytes before the first write, as LocalStorage does. `session`: a boto3 session with
    keys of its own, for tests and the demo. `page`: names a listing asks for at once.
    """

    def __init__(
        self,
        location: BucketLocation,
        settings: S3Settings,
        *,
        clock: Clock,
        identity: IdentityCheck | None = None,
        session: Any = None,
        page: int = 1000,
    ) -> None:
        super().__init__(location, settings, session=session, page=page)
        self._clock = clock
        self._identity = identity

    @property
    def needs_readback(self) -> bool:
        """See Storage: not where the provider checks the SHA-256 itself."""
        return not self.settings.checksum

    @property
    def reads_medium(self) -> str:
        """See Storage."""
        return "remote"

    def put(self, name: str, data: Buffer, *, sha256: bytes) -> None:
        """See Storage."""
        check_name(name)
        self._check_identity(name)
        if not self.settings.conditional and self._is_there(name, len(data), sha256):
            return
        if not self.put_once(name, data, sha256=sha256) and not self._is_there(name, len(data), sha256):
            raise StorageUnavailable(f"{name} was removed from {self.label} meanwhile.")

    def _is_there(self, name: str, size: int, sha256: bytes) -> bool:
        """Whether these very bytes lie under the name. AlreadyThere if others do."""
        try:
            there = self._head(name)
        except ObjectMissing:
            return False
        promised = base64.b64encode(sha256).decode("ascii")
        told = there.get("ChecksumSHA256", "")
        if there["ContentLength"] != size or (told and told != promised):
            raise already_there(name, self.label)
        if not told and hashlib.sha256(self.get(name)).digest() != sha256:
            raise already_there(name, self.label)
        return True

    def get(self, name: str) -> bytes:
        """See Storage."""
        with answered(self.label, "reading", name):
            answer = self._get(name)
            data: bytes = answer["Body"].read()
        return self._whole(name, data, answer["ContentLength"])

    def get_range(self, name: str, offset: int, length: int) -> bytes:
        """See Storage."""
        try:
            with answered(self.label, "reading", name):
                data: bytes = self._get(name, Range=f"bytes={offset}-{offset + length - 1}")["Body"].read()
        except ObjectMissing:
            raise
        except _OutOfRange:
            data = b""
        return self._whole(name, data, length)

    def get_into(self, name: str, buffer: memoryview) -> int:
        """See Storage. ValueError if the buffer is too small."""
        with answered(self.label, "reading", name):
            answer = self._get(name)
            size: int = answer["ContentLength"]
            if size > len(buffer):
                answer["Body"].close()
                raise ValueError(f"{name} has {size} bytes, the buffer {len(buffer)}")
            done = 0
            while count := answer["Body"].readinto(buffer[done:size]):
                done += count
        self._whole(name, buffer[:done], size)
        return size

    def read_medium(
        self,
        name: str,
        *,
        block: int = 1 << 20,
        into: memoryview | None = None,  # noqa: ARG002  what came lies in memory of its own
    ) -> Iterator[memoryview]:
        """See Storage."""
        check_name(name)
        done = 0
        with answered(self.label, "reading", name):
            answer = self._get(name)
            with contextlib.closing(answer["Body"]) as body:
                while part := body.read(block):
                    done += len(part)
                    yield memoryview(part)
        if done != answer["ContentLength"]:
            raise self._short(name, done, answer["ContentLength"])

    def _whole(self, name: str, data: bytes | memoryview, size: int) -> bytes:
        if len(data) != size:
            raise self._short(name, len(data), size)
        return data if isinstance(data, bytes) else b""

    def _short(self, name: str, got: int, wanted: int) -> ShortRead:
        return ShortRead(
            f"{self.label} gave {got} of {wanted} bytes of {name}.",
            hint="It was tried again for a while; run it again later.",
        )

    def stat(self, name: str) -> Listed:
        """See Storage."""
        there = self._head(check_name(name))
        return Listed(name, there["ContentLength"], _nanoseconds(there["LastModified"]))

    def list(self, prefix: str = "") -> Iterator[Listed]:
        """See Storage."""
        check_prefix(prefix)
        for found in self.list_raw(prefix):
            if matches(found.name, prefix) and parse_name(found.name) is not None:
                yield found

    def delete(self, name: str) -> None:
        """See Storage. With versions a delete marker is written; older versions stay."""
        check_name(name)
        self._check_identity(name)
        self.delete_once(name)

    def quarantine(self, name: str) -> None:
        """See Storage: copied to `quarantine/<time>/<name>`, then deleted. Versions are left alone."""
        check_name(name)
        self._check_identity(name)
        target = self.key(f"quarantine/{self._clock.now_ns()}/{name}")
        try:
            with answered(self.label, "setting a damaged object aside", name):
                source = {"Bucket": self.location.bucket, "Key": self.key(name)}
                answer = self.client.copy_object(Bucket=self.location.bucket, Key=target, CopySource=source)
                self._believe(answer.get("CopyObjectResult", ()), "ETag")
        except ObjectMissing:
            return
        self.delete_once(name)

    def leftovers(self) -> Iterator[Leftover]:
        """See Storage: an interrupted PUT leaves nothing."""
        return iter(())

    def remove_leftover(self, leftover: Leftover) -> None:
        """See Storage."""

    def free_space(self) -> int | None:
        """See Storage: buckets do not say."""
        return None

    def close(self) -> None:
        """See Storage. A later call connects again."""
        self.client.close()

    def _check_identity(self, name: str) -> None:
        """Before the first write, once: is this our bucket and prefix?"""
        identity = self._identity  # another thread may set it to None meanwhile
        if identity is None or name == TIER_MARKER:
            return
        try:
            marker = self.get(TIER_MARKER)
        except ObjectMissing as error:
            hint = "Check bucket and prefix. Nothing was written."
            raise MarkerError(f"{self.label} bears no marker of this vault.", hint=hint) from error
        identity(marker)
        self._identity = None


class _OutOfRange(Exception):
    """A range begins behind the end."""


def _nanoseconds(when: Any) -> int:
    return int(when.timestamp() * 1_000_000) * 1000
