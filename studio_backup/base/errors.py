"""The tree of errors. Each says what went wrong, why, what to do next, and whether trying again can help.

StudioBackupError
├── UsageError              the request itself is wrong or ambiguous (exit 2)
├── RefusedError            done on purpose: going on would endanger data
│   ├── MarkerError         a place bears no marker, or a foreign one
│   └── UnsupportedFormat   written by a newer program
├── SourceError             a source root is missing or unreadable
├── NotFoundError           no such wedding, point, tier, object
│   └── ObjectMissing       a stored object is not there
├── UnlockError             no key opens this vault
│   ├── WrongPassphrase
│   ├── WrongKit            foreign kit: another vault's
│   ├── TornKit             a line or the whole file fails its checksum
│   └── DamagedSlot         the key object itself is damaged or was altered
├── DamageError             bytes are not what they were
│   ├── ObjectDamaged       SHA-256 differs from the name: heal it
│   ├── WrongKey            the commitment differs: another key or epoch
│   └── Forged              the tag or a signature fails although name and key are right: an alarm
├── StorageError            a place of storage failed
│   ├── StorageUnavailable  it does not answer (retryable)
│   ├── StorageFull         no space or quota left
│   ├── StorageDenied       credentials or permissions
│   ├── AlreadyThere        a create-only put found other bytes under the name
│   └── ShortRead           fewer bytes than the object has
└── Cancelled               a person or signal stopped the work (exit 130)
"""

from __future__ import annotations


class StudioBackupError(Exception):
    """Root of all errors that reach a person.

    `message`: what and why, one sentence, no secret. `hint`: what to do next.
    `retryable`: whether the same call may succeed later without anyone's doing.
    """

    retryable = False

    def __init__(self, message: str, *, hint: str = "", retryable: bool | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        if retryable is not None:
            self.retryable = retryable


class UsageError(StudioBackupError):
    """The request is wrong or ambiguous; nothing was begun."""


class RefusedError(StudioBackupError):
    """Refused on purpose: going on would endanger data."""


class MarkerError(RefusedError):
    """The place bears no marker of this vault, or a foreign one."""


class UnsupportedFormat(RefusedError):
    """Written by a newer program; nothing was touched."""


class SourceError(StudioBackupError):
    """A source root is missing, unreadable or suddenly empty."""


class NotFoundError(StudioBackupError):
    """There is no such wedding, point, tier or entry."""


class ObjectMissing(NotFoundError):
    """A stored object is not at this place."""


class UnlockError(StudioBackupError):
    """No given factor opens this vault; nothing was changed."""


class WrongPassphrase(UnlockError):
    """The passphrase does not open its slot."""


class WrongKit(UnlockError):
    """The kit belongs to another vault, or its key opens no slot."""


class TornKit(UnlockError):
    """The kit's file or one of its lines fails its checksum."""


class DamagedSlot(UnlockError):
    """The key slot was damaged or altered, so no passphrase can be judged by it."""


class DamageError(StudioBackupError):
    """Stored bytes are not what was written."""


class ObjectDamaged(DamageError):
    """The SHA-256 of the stored bytes differs from the object's name."""


class WrongKey(DamageError):
    """The commitment differs: sealed under another key or epoch."""


class Forged(DamageError):
    """Name and key are right, yet a tag or signature fails: forged, or a writer's bug."""


class StorageError(StudioBackupError):
    """A place of storage failed."""


class StorageUnavailable(StorageError):
    """The place does not answer, or answered that it cannot now."""

    retryable = True


class StorageFull(StorageError):
    """No space or quota is left at the place."""


class StorageDenied(StorageError):
    """The place refuses these credentials or permissions."""


class AlreadyThere(StorageError):
    """A create-only put found other bytes under the name."""


class ShortRead(StorageError):
    """Fewer bytes came than the object has."""

    retryable = True


class Cancelled(StudioBackupError):
    """A person or a signal stopped the work."""
