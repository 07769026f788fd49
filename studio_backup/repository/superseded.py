"""Records of lost packs whose chunks were sealed again elsewhere. Source: docs/format.md, "superseded"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Protocol

import msgspec

from studio_backup.base.errors import Forged, StudioBackupError, UnsupportedFormat
from studio_backup.domain.objects import collection_name
from studio_backup.domain.problem import Problem
from studio_backup.repository import crypto
from studio_backup.repository import format as layout
from studio_backup.repository.records import problem_of, together
from studio_backup.repository.snapshots import Signer, check_signer
from studio_backup.storage.interface import Listed, Storage

ROLE: Final = b"superseded"
LARGEST: Final = 1 << 20


class Identity(Protocol):
    """A device that can sign."""

    @property
    def id(self) -> str:
        """Its id, hex."""
        ...

    @property
    def seed(self) -> bytes:
        """Its Ed25519 seed."""
        ...

    @property
    def public(self) -> bytes:
        """Its Ed25519 public key."""
        ...


class Superseded(msgspec.Struct, frozen=True, kw_only=True):
    """The record. `pack`, `replaced_by`: SHA-256 (hex) of packs."""

    format: int
    repository: str
    collection: str
    device: str
    pack: str
    replaced_by: tuple[str, ...]
    at_ns: int


class SupersededListing(msgspec.Struct, frozen=True):
    """Lost pack → packs that replace it (SHA-256, hex), and what is wrong with other records."""

    packs: dict[str, frozenset[str]]
    problems: tuple[Problem, ...]


def seal(identity: Identity, record: Superseded) -> tuple[str, bytes]:
    """(name, bytes) of a record as it is stored, after its packs and their index."""
    data = layout.with_signature(identity.seed, ROLE, msgspec.to_builtins(record))
    return collection_name(record.collection, "superseded", crypto.sha256(data).hex()), data


def check(repository: str, collection: str, devices: Mapping[str, Signer], name: str, data: bytes) -> Superseded:
    """A valid record. Raises ObjectDamaged, Forged or UnsupportedFormat, in the order of judgement."""
    layout.check_digest(name, data)
    fields, line, signature = layout.signed_record(data)
    record = layout.typed(fields, Superseded)
    check_signer(devices, record.device, name, signature, layout.signed_message(ROLE, line))
    if (record.repository, record.collection) != (repository, collection):
        raise Forged(f"{name} was made for another collection.", hint="Verify this place against another.")
    return record


def load(
    storage: Storage, repository: str, collection: str, devices: Mapping[str, Signer], listed: Iterable[Listed]
) -> SupersededListing:
    """All records of a collection."""

    def judge(one: Listed) -> Superseded | Problem:
        try:
            if one.size > LARGEST:
                return Problem(one.name, "damaged", "It is larger than any record of its kind.")
            return check(repository, collection, devices, one.name, storage.get(one.name))
        except UnsupportedFormat as error:
            return Problem(one.name, "unreadable", error.message)
        except StudioBackupError as error:
            return problem_of(one.name, error)

    packs: dict[str, frozenset[str]] = {}
    problems: list[Problem] = []
    for found in together(judge, list(listed)):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            packs[found.pack] = packs.get(found.pack, frozenset()) | set(found.replaced_by)
    return SupersededListing(packs, tuple(problems))
