"""Judging objects whose SHA-256 fits: with keys at hand, is the seal right too? docs/format.md, "Order of judgement".

Of a pack the seals come first: where they cover every byte, its SHA-256 would tell nothing more (docs/decisions/0008).
"""

from __future__ import annotations

from studio_backup.base.errors import (
    DamageError,
    MarkerError,
    NotFoundError,
    StudioBackupError,
    UnsupportedFormat,
    WrongKey,
)
from studio_backup.domain.objects import Kind, ObjectName
from studio_backup.domain.problem import Problem
from studio_backup.repository import format as layout
from studio_backup.repository import pending, segments, snapshots, superseded
from studio_backup.repository.marker import check_marker
from studio_backup.repository.records import Found
from studio_backup.repository.repository import Repository
from studio_backup.repository.slots import parse_slot
from studio_backup.repository.vouching import Voucher

_BY_MAC = {Kind.CONFIG: b"config", Kind.FEATURES: b"features", Kind.DEVICE: b"device"}


class Judge:
    """Opens sealed and signed objects of one place. `tier`: the place's id, which its marker must bear."""

    def __init__(self, repository: Repository, tier: str) -> None:
        self._repository, self._keys, self._tier = repository, repository.keys, tier
        self._acts = {
            Kind.SLOT: self._slot,
            Kind.IDENTITY: self._identity,
            Kind.MASTER: self._master,
            Kind.COLLECTION_KEY: self._collection_key,
            Kind.META: self._meta,
            Kind.INDEX: self._index,
            Kind.SUPERSEDED: self._superseded,
            Kind.PENDING: self._pending,
            Kind.SNAPSHOT: self._snapshot,
            Kind.AUDIT: self._audit,
            Kind.MARKER: self._marker,
        }

    def inspect(self, name: ObjectName, data: bytes) -> Problem | None:
        """What is wrong with an object of this place whose bytes fit its name; None if nothing is known to be.

        Never "unreadable" or "missing": those are for bytes which do not come, and other copies heal them.
        """
        try:
            if name.kind in _BY_MAC:
                self._by_mac(_BY_MAC[name.kind], data)
            elif name.kind in self._acts:
                self._acts[name.kind](name, data)
        except MarkerError as error:
            return Problem(name.text, "damaged", error.message)
        except UnsupportedFormat:
            return None  # a newer program's object: not ours to judge
        except (WrongKey, NotFoundError) as error:
            return Problem(name.text, "wrong key", error.message)
        except DamageError as error:  # its bytes are those that were written, so no accident did this
            return Problem(name.text, "forged", error.message)
        return None

    def voucher(self, name: ObjectName, size: int) -> Voucher | None:
        """Follows the reading of a pack; None where nothing can be said without hashing it."""
        try:
            return self._repository.reader(name.collection).voucher(name.text, size)
        except StudioBackupError:  # without the collection's keys or index
            return None

    def _by_mac(self, role: bytes, data: bytes) -> None:
        record = layout.checked_record(self._keys.mac_key, role, data)
        if record.get("repository", self._keys.repository) != self._keys.repository:
            raise _forged("It was made for another vault.")

    def _slot(self, name: ObjectName, data: bytes) -> None:
        parse_slot(Found(name, data))

    def _identity(self, name: ObjectName, data: bytes) -> None:
        if name.subject == self._keys.root_id:  # others are wrapped by a root key which is not at hand
            layout.unseal(layout.Type.IDENTITY, [self._keys.root], b"identity", data)

    def _master(self, _: ObjectName, data: bytes) -> None:
        layout.unseal(layout.Type.MASTER, [self._keys.root], b"master", data)

    def _collection_key(self, name: ObjectName, data: bytes) -> None:
        address, _ = layout.unseal(layout.Type.COLLECTION_KEY, self._keys.masters, b"collection-key", data)
        if (address.collection.hex(), address.epoch.hex()) != (name.collection, name.subject):
            raise _forged("It lies where another collection's key belongs.")

    def _meta(self, name: ObjectName, data: bytes) -> None:
        self._repository.epochs(name.collection).unseal(layout.Type.META, b"meta", name.text, data)

    def _index(self, name: ObjectName, data: bytes) -> None:
        segments.unseal(self._repository.epochs(name.collection), name.text, data)

    def _superseded(self, name: ObjectName, data: bytes) -> None:
        devices = self._repository.devices()
        superseded.check(self._keys.repository, name.collection, devices, name.text, data)

    def _pending(self, name: ObjectName, data: bytes) -> None:
        pending.unseal(self._repository.epochs(name.collection), name.text, data)

    def _snapshot(self, name: ObjectName, data: bytes) -> None:
        snapshots.unseal(self._repository.epochs(name.collection), self._repository.devices(), name.text, data)

    def _audit(self, name: ObjectName, data: bytes) -> None:
        record, line, signature = layout.signed_record(data)
        message = layout.signed_message(b"audit", line)
        snapshots.check_signer(self._repository.devices(), name.subject, name.text, signature, message)
        if record.get("device") != name.subject:
            raise _forged("It lies in another laptop's chain.")

    def _marker(self, _: ObjectName, data: bytes) -> None:
        check_marker(data, repository=self._keys.repository, tier=self._tier, keys=self._keys)


def _forged(message: str) -> DamageError:
    return DamageError(message, hint="Verify this place against another.")
