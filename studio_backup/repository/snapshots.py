"""Snapshots: sealing, judging, and the chain of each device. Source: docs/format.md, "Snapshots"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby, pairwise
from typing import Final, Protocol

import msgspec

from studio_backup.base.errors import DamageError, Forged, StudioBackupError, UnsupportedFormat
from studio_backup.domain.objects import collection_name
from studio_backup.domain.problem import Problem
from studio_backup.domain.snapshot import Snapshot, StoredSnapshot
from studio_backup.repository import crypto
from studio_backup.repository import format as layout
from studio_backup.repository.epochs import Epochs
from studio_backup.repository.records import problem_of, together
from studio_backup.storage.interface import Listed, Storage

ROLE: Final = b"snapshot"
FOLDER: Final = "snapshots"
LARGEST: Final = 64 << 20


class Signer(Protocol):
    """A device whose signatures can be checked."""

    @property
    def public(self) -> bytes:
        """Its Ed25519 public key."""
        ...


class SnapshotListing(msgspec.Struct, frozen=True):
    """The valid snapshots of a collection, oldest first, and what is wrong with the others or with a chain."""

    snapshots: tuple[StoredSnapshot, ...]
    problems: tuple[Problem, ...]


def seal(epochs: Epochs, seed: bytes, snapshot: Snapshot) -> bytes:
    """The snapshot as it is stored, signed with the device's seed."""
    line = msgspec.json.encode(snapshot)
    signature = crypto.sign(seed, layout.signed_message(ROLE, line)).hex().encode()
    return epochs.seal(layout.Type.SNAPSHOT, ROLE, line + b"\n" + signature)


def unseal(epochs: Epochs, devices: Mapping[str, Signer], name: str, data: bytes) -> StoredSnapshot:
    """A valid snapshot. Raises ObjectDamaged, WrongKey, Forged or UnsupportedFormat, in the order of judgement."""
    payload = epochs.unseal(layout.Type.SNAPSHOT, ROLE, name, data)
    record, line, signature = layout.signed_record(payload)
    snapshot = layout.typed(record, Snapshot)
    check_signer(devices, snapshot.device, name, signature, layout.signed_message(ROLE, line))
    if (snapshot.repository, snapshot.collection) != (epochs.repository, epochs.collection):
        raise Forged(f"{name} was made for another collection.", hint="Verify this place against another.")
    return StoredSnapshot(name[-64:], snapshot)


def check_signer(devices: Mapping[str, Signer], device: str, name: str, signature: bytes, message: bytes) -> None:
    """Raise DamageError for a device that is not known, Forged for a signature that is not its own."""
    signer = devices.get(device)
    if signer is None:
        raise DamageError(
            f"{name} is signed by device {device}, which has no valid record in devices/.",
            hint="Heal the devices' records from another place.",
        )
    if not crypto.signature_fits(signer.public, signature, message):
        raise Forged(f"{name} does not bear the signature of its device.", hint="Verify this place against another.")


class SnapshotReader:
    """Loads the snapshots of one collection; each object is judged once, since names are digests."""

    def __init__(self, epochs: Epochs, devices: Mapping[str, Signer]) -> None:
        self._epochs = epochs
        self._devices = devices
        self._known: dict[str, StoredSnapshot] = {}

    def load(self, storage: Storage, listed: Iterable[Listed]) -> SnapshotListing:
        """Judge all listed snapshots, and the chains they make."""
        found = together(lambda one: self._judge(storage, one), list(listed))
        valid = [one for one in found if isinstance(one, StoredSnapshot)]
        problems = [one for one in found if isinstance(one, Problem)]
        return SnapshotListing(tuple(sorted(valid, key=_age)), (*problems, *chain_problems(valid)))

    def _judge(self, storage: Storage, listed: Listed) -> StoredSnapshot | Problem:
        known = self._known.get(listed.name)
        if known is not None:
            return known
        try:
            if listed.size > LARGEST:
                raise DamageError(f"{listed.name} is larger than any snapshot.")
            found = unseal(self._epochs, self._devices, listed.name, storage.get(listed.name))
        except UnsupportedFormat as error:
            return Problem(listed.name, "unreadable", error.message)
        except StudioBackupError as error:
            return problem_of(listed.name, error)
        self._known[listed.name] = found
        return found


def head(listing: Iterable[StoredSnapshot], device: str) -> StoredSnapshot | None:
    """The latest snapshot of a device's chain: its highest number."""
    return max((one for one in listing if one.snapshot.device == device), key=_place, default=None)


def chain_problems(snapshots: Iterable[StoredSnapshot]) -> list[Problem]:
    """What the numbers tell: points that are missing, and chains that forked (a home was copied)."""
    ordered = sorted(snapshots, key=_place)
    problems: list[Problem] = []
    for _, chain in groupby(ordered, key=lambda one: one.snapshot.device):
        links = list(chain)
        problems += _first_problem(links[0])
        ids = {link.id for link in links}
        for before, after in pairwise(links):
            problems += _link_problem(before, after, ids)
    return problems


def _first_problem(first: StoredSnapshot) -> list[Problem]:
    if first.snapshot.number <= 1:
        return []
    return [_gap(first, f"Points 1 to {first.snapshot.number - 1} of device {first.snapshot.device} are missing.")]


def _link_problem(before: StoredSnapshot, after: StoredSnapshot, ids: set[str]) -> list[Problem]:
    device, number = after.snapshot.device, after.snapshot.number
    step = number - before.snapshot.number
    if step == 0:
        text = f"Device {device} made two points with number {number}: its home was copied, or restored from a backup."
        return [_gap(after, text)]
    if step > 1:
        missing = f"{before.snapshot.number + 1}" + (f" to {number - 1}" if step > 2 else "")
        return [_gap(after, f"Of device {device}, point {missing} is missing.")]
    if after.snapshot.previous not in ids:
        return [_gap(after, f"The point before number {number} of device {device} is missing.")]
    return []


def _gap(at: StoredSnapshot, detail: str) -> Problem:
    return Problem(collection_name(at.snapshot.collection, FOLDER, at.id), "gap", detail)


def _age(stored: StoredSnapshot) -> tuple[int, str, int, str]:
    return (stored.snapshot.ended_ns, stored.snapshot.device, stored.snapshot.number, stored.id)


def _place(stored: StoredSnapshot) -> tuple[str, int, int, str]:
    return (stored.snapshot.device, stored.snapshot.number, stored.snapshot.ended_ns, stored.id)
