"""What an S3 provider says, in the words of base.errors. Knows the shape of its answers, not the library."""

from __future__ import annotations

from dataclasses import dataclass

from studio_backup.base.errors import StorageDenied, StorageError, StorageFull, StorageUnavailable, StudioBackupError
from studio_backup.base.os_errors import object_missing

_MISSING = frozenset({"404", "NoSuchKey", "NotFound", "NoSuchVersion"})
_DENIED = frozenset(
    {
        "401", "403", "AccessDenied", "AllAccessDisabled", "ExpiredToken", "Forbidden", "InvalidToken",
        "TokenRefreshRequired", "Unauthorized",
    }
)  # fmt: skip
_UNKNOWN_KEY = frozenset({"InvalidAccessKeyId", "InvalidAccessKey", "NoSuchAccessKey"})
_WRONG_SECRET = frozenset({"SignatureDoesNotMatch"})
_ELSEWHERE = frozenset(
    {
        "301", "307", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException", "IncorrectEndpoint",
        "PermanentRedirect", "TemporaryRedirect",
    }
)  # fmt: skip
_FULL = frozenset({"507", "InsufficientStorage", "QuotaExceeded", "StorageFull", "XMinioStorageFull", "cap_exceeded"})
_LATER = frozenset(
    {
        "408", "409", "425", "429", "BandwidthLimitExceeded", "ConditionalRequestConflict", "InternalError",
        "OperationAborted", "PriorRequestNotComplete", "RequestLimitExceeded", "RequestTimeout",
        "RequestTimeoutException", "ServiceUnavailable", "SlowDown", "Throttling", "ThrottlingException",
        "TooManyRequests", "TransientError",
    }
)  # fmt: skip
_TORN = frozenset(
    {"BadDigest", "IncompleteBody", "InvalidDigest", "XAmzContentChecksumMismatch", "XAmzContentSHA256Mismatch"}
)
_SKEWED = frozenset({"RequestTimeTooSkewed", "RequestExpired"})
_ARCHIVED = frozenset({"InvalidObjectState"})
CONDITION_FAILED = frozenset({"412", "PreconditionFailed"})


@dataclass(frozen=True, slots=True)
class Answer:
    """An error of the provider: its code, HTTP status (0 if unknown) and words."""

    code: str
    status: int
    words: str = ""

    @property
    def exists_already(self) -> bool:
        """A conditional put found the name taken."""
        return self.code in CONDITION_FAILED or self.status == 412

    @property
    def is_missing(self) -> bool:
        """The object, not the bucket, is not there."""
        return self.code in _MISSING


def storage_error(answer: Answer, label: str, doing: str, name: str = "") -> StudioBackupError:
    """The error for an answer received while `doing` something at `label`."""
    said = f"{answer.code or answer.status}"
    if answer.code == "NoSuchBucket":
        return StorageUnavailable(
            f"The bucket of {label} does not exist.", hint="Check its name, region and endpoint.", retryable=False
        )
    if answer.is_missing and name:
        return object_missing(name, label)
    for codes, error in (
        (_SKEWED, StorageDenied(f"{label} refuses our clock ({said}).", hint="Set this computer's clock right.")),
        (_UNKNOWN_KEY, _unknown_key(label, said)),
        (_WRONG_SECRET, _wrong_secret(label, said)),
        (_ELSEWHERE, _elsewhere(label, said)),
        (_DENIED, _denied(label, doing, said)),
        (_FULL, StorageFull(f"No space or quota is left at {label} ({said}).", hint="Make room, or raise the quota.")),
        (_TORN, StorageUnavailable(f"{label} says that {doing} arrived damaged ({said}).", hint="It is sent again.")),
        (_LATER, _later(label, doing, said)),
        (_ARCHIVED, StorageError(f"{name} is archived at {label}.", hint="Ask the provider to restore it first.")),
    ):  # fmt: skip
        if answer.code in codes:
            return error
    return _by_status(answer, label, doing, said)


def _by_status(answer: Answer, label: str, doing: str, said: str) -> StorageError:
    if answer.status == 507:
        return StorageFull(f"No space is left at {label} ({said}).", hint="Make room there.")
    if answer.status in (401, 403):
        return _denied(label, doing, said)
    if answer.status in (301, 307):
        return _elsewhere(label, said)
    if answer.status in (408, 409, 425, 429) or (answer.status >= 500 and answer.status != 501):
        return _later(label, doing, said)
    if answer.status == 200:  # an error inside a success
        return _later(label, doing, said)
    return StorageError(f"{label} failed while {doing} ({said}).", hint="Probe this place again: tier probe.")


def _denied(label: str, doing: str, said: str) -> StorageDenied:
    return StorageDenied(
        f"{label} refuses {doing} with this access key ({said}).",
        hint="Check that the key is for this bucket, and may list, read, write and delete in it.",
    )


def _unknown_key(label: str, said: str) -> StorageDenied:
    return StorageDenied(
        f"{label} does not know this access key ID ({said}).",
        hint="Check the ID. A key belongs to one provider, and with some to one region: check the address, too.",
    )


def _wrong_secret(label: str, said: str) -> StorageDenied:
    return StorageDenied(
        f"{label} says that the secret access key is wrong ({said}).",
        hint="Give the secret that belongs to this access key ID. Where it is lost, make a new key.",
    )


def _elsewhere(label: str, said: str) -> StorageDenied:
    return StorageDenied(
        f"{label} is in another region than the one that was asked ({said}).",
        hint="Give the region, or the endpoint, which the provider shows for this bucket.",
    )


def _later(label: str, doing: str, said: str) -> StorageUnavailable:
    return StorageUnavailable(
        f"{label} cannot serve {doing} now ({said}).",
        hint="It was tried again for a while; run it again later. What is stored is safe.",
    )


def unreachable(label: str, why: str) -> StorageUnavailable:
    """No answer came at all. `why`: the kind of failure, in a word."""
    return StorageUnavailable(f"{label} does not answer ({why}).", hint="Check the network and the endpoint.")
