"""The keys of a vault: unlocking by any factor, and the data keys of collections. docs/format.md, "Keys"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import msgspec

from studio_backup.base.errors import DamageError, Forged, ObjectDamaged, ObjectMissing
from studio_backup.domain.objects import Kind
from studio_backup.domain.problem import Problem
from studio_backup.repository import crypto
from studio_backup.repository.format import Address, Type, decode_json, encode_json, new_id, seal, typed, unseal
from studio_backup.repository.records import Found, Gathered, gather, judged, problem_of, write
from studio_backup.repository.slots import Factor
from studio_backup.repository.unlocking import Opened, open_root
from studio_backup.storage.interface import Storage

IDENTITY_PREFIX = "keys/identity/"
MASTER_PREFIX = "keys/master/"
COLLECTIONS_PREFIX = "keys/c/"
_TREE_IDS = b"studio-backup tree ids v1"


@dataclass(frozen=True)
class VaultKeys:
    """An unlocked vault. `repository`, `root_id`: hex ids. The keys are 32 bytes each and never shown.

    `slot`: (slot id, SHA-256 hex) of the slot that opened, for this laptop to remember ("pinned"); ("", "") if new.
    `problems`: objects among the key objects which were damaged and not needed.
    """

    repository: str
    root_id: str
    root: bytes = field(repr=False)
    identity: bytes = field(repr=False)
    masters: tuple[bytes, ...] = field(repr=False)
    slot: tuple[str, str] = ("", "")
    problems: tuple[Problem, ...] = ()

    @property
    def address(self) -> Address:
        """Where objects of the whole vault belong."""
        return Address(bytes.fromhex(self.repository))

    @cached_property
    def mac_key(self) -> bytes:
        """Signs config, features, devices and the marker."""
        return crypto.expand(self.identity, b"studio-backup mac v1")

    @cached_property
    def names_key(self) -> bytes:
        """Seals names that stand in clear objects."""
        return crypto.expand(self.identity, b"studio-backup names v1")

    @cached_property
    def wedding_key(self) -> bytes:
        """Makes a wedding's uid from its name and date."""
        return crypto.expand(self.identity, b"studio-backup wedding v1")

    @cached_property
    def device_key_key(self) -> bytes:
        """Seals a laptop's signing key in its home."""
        return crypto.expand(self.identity, b"studio-backup device key v1")


@dataclass(frozen=True)
class CollectionKeys:
    """The keys of one collection epoch: `data` seals objects, `id_key` makes chunk ids. 32 bytes each."""

    collection: str
    epoch: str
    data: bytes = field(repr=False)
    id_key: bytes = field(repr=False)
    created_ns: int

    @cached_property
    def tree_key(self) -> bytes:
        """Makes tree ids."""
        return crypto.keyed_id(self.id_key, _TREE_IDS)

    @cached_property
    def preview_key(self) -> bytes:
        """Seals the small pictures that a laptop keeps of this collection. No part of the vault's format."""
        return crypto.expand(self.data, b"studio-backup previews v1")


@dataclass(frozen=True, slots=True)
class EpochListing:
    """The epochs of a collection, newest first, and what is wrong with the others."""

    epochs: tuple[CollectionKeys, ...]
    problems: tuple[Problem, ...]


class _CollectionKeyRecord(msgspec.Struct, frozen=True):
    data: str
    id: str
    created_ns: int


def unlock(storage: Storage, factor: Factor, *, pinned: Mapping[str, str] | None = None) -> VaultKeys:
    """Open the vault with one factor; nothing is written.

    `pinned`: slot id → SHA-256 (hex) of the slots this laptop has seen open before. Raises UnlockError (its
    subclasses tell wrong passphrase, damaged or altered slot, foreign kit), DamageError if the slot opens and the
    keys behind it do not, NotFoundError where there is no vault.
    """
    opened = open_root(storage, factor, pinned or {})
    return _vault_keys(storage, opened)


def _vault_keys(storage: Storage, opened: Opened) -> VaultKeys:
    record = opened.slot.record
    address = Address(bytes.fromhex(record.repository), epoch=bytes.fromhex(record.root))
    found = gather(storage, IDENTITY_PREFIX, Kind.IDENTITY, subject=record.root)
    identities, bad = judged(found.objects, lambda one: _key(one, Type.IDENTITY, opened.root, address, b"identity"))
    problems = [*opened.problems, *found.problems, *bad]
    if not identities:
        raise _no_key("identity key", problems)
    masters, more = _masters(storage, record.repository, opened.root)
    problems += more
    if not masters:
        raise _no_key("master key", problems)
    slot = (record.id, opened.slot.name[-64:])
    return VaultKeys(record.repository, record.root, opened.root, identities[0], tuple(masters), slot, tuple(problems))


def _masters(storage: Storage, repository: str, root: bytes) -> tuple[list[bytes], list[Problem]]:
    """All master keys under this root. Those that another root wraps (a changed root) are no problem."""

    def open_master(one: Found) -> bytes:
        address = Address(bytes.fromhex(repository), epoch=bytes.fromhex(one.name.subject))
        return _key(one, Type.MASTER, root, address, b"master")

    found = gather(storage, MASTER_PREFIX, Kind.MASTER)
    masters, bad = judged(found.objects, open_master)
    others = [problem for problem in bad if problem.problem != "wrong key" or not masters]
    return list(dict.fromkeys(masters)), [*found.problems, *others]


def _key(one: Found, kind: Type, wrapping: bytes, address: Address, role: bytes) -> bytes:
    there, key = unseal(kind, [wrapping], role, one.data)
    if there != address or len(key) != crypto.KEY_BYTES:
        raise Forged(f"{one.name} lies where another key belongs.", hint="Compare this place with another.")
    return key


def _no_key(what: str, problems: list[Problem]) -> DamageError:
    return ObjectDamaged(
        f"The vault's {what} is missing or damaged at this place, so its contents cannot be opened from here.",
        hint="Use another place, or heal this one from it: " + (", ".join(p.object for p in problems[:3]) or "keys/"),
    )


def write_identity(storage: Storage, repository: str, root_id: str, root: bytes, identity: bytes) -> str:
    """Store the identity key under a root; returns the object's name."""
    address = Address(bytes.fromhex(repository), epoch=bytes.fromhex(root_id))
    return write(storage, f"{IDENTITY_PREFIX}{root_id}-", seal(Type.IDENTITY, address, root, b"identity", identity))


def write_master(storage: Storage, repository: str, root: bytes, master: bytes) -> str:
    """Store a master key of a new generation; returns the object's name."""
    generation = new_id()
    address = Address(bytes.fromhex(repository), epoch=bytes.fromhex(generation))
    return write(storage, f"{MASTER_PREFIX}{generation}-", seal(Type.MASTER, address, root, b"master", master))


def write_collection_keys(storage: Storage, keys: VaultKeys, epoch: CollectionKeys) -> str:
    """Store the keys of a collection epoch, wrapped by the vault's first master key; returns the object's name."""
    record = {"data": epoch.data.hex(), "id": epoch.id_key.hex(), "created_ns": epoch.created_ns}
    address = Address(keys.address.repository, bytes.fromhex(epoch.collection), bytes.fromhex(epoch.epoch))
    data = seal(Type.COLLECTION_KEY, address, keys.masters[0], b"collection-key", encode_json(record))
    return write(storage, f"{COLLECTIONS_PREFIX}{epoch.collection}/{epoch.epoch}-", data)


def load_collection_keys(storage: Storage, keys: VaultKeys, collection: str) -> tuple[CollectionKeys, ...]:
    """The epochs of a collection, newest first; at least one.

    Raises ObjectMissing where there are no key objects (an erased collection has none), DamageError if none opens.
    """
    gathered = gather(storage, f"{COLLECTIONS_PREFIX}{collection}/", Kind.COLLECTION_KEY)
    listing = open_epochs(keys, gathered)
    if listing.epochs:
        return listing.epochs
    if not listing.problems:
        raise ObjectMissing(
            f"The keys of collection {collection} are not at this place.", hint="Heal it from another place."
        )
    raise _no_key(f"key of collection {collection}", list(listing.problems))


def open_epochs(keys: VaultKeys, gathered: Gathered) -> EpochListing:
    """The epochs among gathered collection key objects (of one collection or of many), newest first."""
    epochs: dict[tuple[str, str], CollectionKeys] = {}
    problems = list(gathered.problems)
    for one in gathered.objects:
        try:
            found = _open_epoch(keys, one)
        except DamageError as error:
            problems.append(problem_of(one.name.text, error))
            continue
        epochs.setdefault((found.collection, found.epoch), found)
    return EpochListing(tuple(sorted(epochs.values(), key=lambda e: (-e.created_ns, e.epoch))), tuple(problems))


def _open_epoch(keys: VaultKeys, one: Found) -> CollectionKeys:
    address, payload = unseal(Type.COLLECTION_KEY, keys.masters, b"collection-key", one.data)
    name = one.name
    if address != Address(keys.address.repository, bytes.fromhex(name.collection), bytes.fromhex(name.subject)):
        raise Forged(f"{name} lies where another key belongs.", hint="Compare this place with another.")
    record = typed(decode_json(payload), _CollectionKeyRecord)
    try:
        data, id_key = bytes.fromhex(record.data), bytes.fromhex(record.id)
    except ValueError:
        raise Forged(f"{name} holds no key.", hint="Compare this place with another.") from None
    return CollectionKeys(name.collection, name.subject, data, id_key, record.created_ns)


def new_collection_keys(collection: str, created_ns: int) -> CollectionKeys:
    """Fresh keys for a new epoch of a collection."""
    return CollectionKeys(collection, new_id(), crypto.new_key(), crypto.new_key(), created_ns)
