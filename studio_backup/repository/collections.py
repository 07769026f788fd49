"""Collections as their `meta` objects tell, and making the one of a wedding. docs/format.md, "Snapshots"."""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass
from typing import cast

import msgspec

from studio_backup.base.clock import Clock
from studio_backup.base.errors import DamageError, Forged, StorageUnavailable, UsageError
from studio_backup.domain.collection import SETTINGS, SETTINGS_LABEL, UNASSIGNED, Collection, CollectionClass
from studio_backup.domain.objects import Kind
from studio_backup.domain.problem import Problem
from studio_backup.repository import crypto
from studio_backup.repository.format import FORMAT, Address, Type, decode_json, encode_json, new_id, seal, typed, unseal
from studio_backup.repository.keys import (
    COLLECTIONS_PREFIX,
    CollectionKeys,
    VaultKeys,
    new_collection_keys,
    open_epochs,
    write_collection_keys,
)
from studio_backup.repository.records import Found, gather, judged, together, write
from studio_backup.storage.interface import Storage

_OWN_LABELS = {UNASSIGNED: UNASSIGNED, SETTINGS: SETTINGS_LABEL}
_OTHER = 'Give it another name, like "Smith & Jones".'


@dataclass(frozen=True, slots=True)
class CollectionListing:
    """All collections whose keys open, oldest first, and what is wrong with objects among them."""

    collections: list[Collection]
    problems: list[Problem]


class _Meta(msgspec.Struct, frozen=True):
    """`purpose`: what a collection of the class "wedding" holds instead of one; programs which do not know the key, or
    the purpose, go by the class."""

    format: int
    collection: str
    label: str
    date: str
    uid: str
    kind: str = msgspec.field(name="class")
    retain_until_ns: int = 0
    hold: bool = False
    created_ns: int = 0
    purpose: str = ""


def load_collections(storage: Storage, keys: VaultKeys) -> CollectionListing:
    """Every collection of the place, and Problems for key and meta objects that are not whole.

    A collection whose meta is lost or damaged, yet which holds snapshots, is listed under its id: its contents are
    not lost with its name.
    """
    epochs = open_epochs(keys, gather(storage, COLLECTIONS_PREFIX, Kind.COLLECTION_KEY))
    by_collection: dict[str, list[CollectionKeys]] = {}
    for epoch in epochs.epochs:
        by_collection.setdefault(epoch.collection, []).append(epoch)
    parts = together(lambda one: _load_one(storage, keys, one), list(by_collection.values()))
    collections = [part[0] for part in parts if part[0] is not None]
    problems = [*epochs.problems, *(problem for part in parts for problem in part[1])]
    return CollectionListing(sorted(collections, key=lambda c: (c.created_ns, c.id)), problems)


def _load_one(
    storage: Storage, keys: VaultKeys, epochs: list[CollectionKeys]
) -> tuple[Collection | None, list[Problem]]:
    collection = epochs[0].collection
    gathered = gather(storage, f"c/{collection}/meta/", Kind.META)
    metas, bad = judged(gathered.objects, lambda one: _open_meta(keys, epochs, one))
    problems = [*gathered.problems, *bad]
    if metas:
        newest = max(metas, key=lambda m: (m.created_ns, m.uid))
        return _collection(newest), problems
    if any(True for _ in storage.list(f"c/{collection}/snapshots/")):
        if not problems:
            problems = [Problem(f"c/{collection}/meta/", "missing", "The wedding's name and date are lost here.")]
        return _nameless(keys, epochs[-1]), problems
    return None, problems


def _open_meta(keys: VaultKeys, epochs: list[CollectionKeys], one: Found) -> _Meta:
    address, payload = unseal(Type.META, [epoch.data for epoch in epochs], b"meta", one.data)
    known = {bytes.fromhex(epoch.epoch) for epoch in epochs}
    place = bytes.fromhex(one.name.collection)
    if (address.repository, address.collection) != (keys.address.repository, place) or address.epoch not in known:
        raise Forged(f"{one.name} is another collection's.", hint="Compare this place with another.")
    meta = typed(decode_json(payload), _Meta)
    if meta.collection != one.name.collection or meta.kind not in ("wedding", UNASSIGNED):
        raise DamageError(f"{one.name} does not describe its collection.", hint="Compare this place with another.")
    return meta


def _collection(meta: _Meta) -> Collection:
    kind = cast(CollectionClass, SETTINGS if meta.purpose == SETTINGS else meta.kind)
    return Collection(meta.collection, meta.label, meta.date, meta.uid, kind, meta.created_ns)


def _nameless(keys: VaultKeys, epoch: CollectionKeys) -> Collection:
    label = f"unnamed {epoch.collection}"
    return Collection(epoch.collection, label, "", wedding_uid(keys, label, ""), "wedding", epoch.created_ns)


def wedding_uid(keys: VaultKeys, label: str, date: str) -> str:
    """What makes two collections one wedding: a keyed hash of name and date, 32 hex digits."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", label).casefold())
    return crypto.mac(keys.wedding_key, f"{folded}\n{date}".encode())[:16].hex()


def ensure_collection(
    storage: Storage, keys: VaultKeys, *, label: str, date: str, kind: CollectionClass, clock: Clock
) -> Collection:
    """The wedding's collection: the oldest that bears its name and date, else a new one (keys first, then meta).

    Raises UsageError for a name or date that is none, StorageUnavailable when a collection's name cannot be read now
    (it might be this one).
    """
    label, date = _checked_label(label, kind), _checked_date(date)
    uid = wedding_uid(keys, label, date)
    listing = load_collections(storage, keys)
    for collection in listing.collections:
        if collection.uid == uid and collection.kind == kind:
            return collection
    for problem in listing.problems:
        if problem.problem == "unreadable":
            raise StorageUnavailable(
                f"{problem.object} cannot be read, so it is not known whether this wedding exists.",
                hint="Try again when the place answers.",
            )
    return _make(storage, keys, Collection(new_id(), label, date, uid, kind, clock.now_ns()))


def _make(storage: Storage, keys: VaultKeys, made: Collection) -> Collection:
    epoch = new_collection_keys(made.id, made.created_ns)
    meta = _meta(made)
    address = Address(keys.address.repository, bytes.fromhex(made.id), bytes.fromhex(epoch.epoch))
    data = seal(Type.META, address, epoch.data, b"meta", encode_json(meta))
    write_collection_keys(storage, keys, epoch)
    write(storage, f"c/{made.id}/meta/", data)
    return made


def _meta(made: Collection) -> dict[str, object]:
    kind, purpose = ("wedding", SETTINGS) if made.kind == SETTINGS else (made.kind, "")
    meta = _Meta(FORMAT, made.id, made.label, made.date, made.uid, kind, created_ns=made.created_ns, purpose=purpose)
    fields: dict[str, object] = msgspec.to_builtins(meta)
    return fields if purpose else {name: value for name, value in fields.items() if name != "purpose"}


def check_wedding(label: str, date: str) -> None:
    """Whether a wedding can be called so; a date of "" is none. Raises UsageError."""
    _checked_label(label, "wedding")
    _checked_date(date)


def _checked_label(label: str, kind: CollectionClass) -> str:
    label = unicodedata.normalize("NFC", label.strip())
    if kind in _OWN_LABELS:
        return _OWN_LABELS[kind]
    if not label or len(label) > 200 or not all(char.isprintable() for char in label):
        raise UsageError("A wedding's name must be one line of 1 to 200 visible characters.", hint=_OTHER)
    if label.casefold() == UNASSIGNED:
        raise UsageError(f"'{UNASSIGNED}' is what has no wedding; no wedding may be called so.", hint=_OTHER)
    if label.casefold() == SETTINGS_LABEL.casefold():
        raise UsageError(f"'{SETTINGS_LABEL}' is the program's own; no wedding may be called so.", hint=_OTHER)
    return label


def _checked_date(date: str) -> str:
    try:
        if date and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", date, re.ASCII):
            raise ValueError(date)
        return date and datetime.date.fromisoformat(date).isoformat()
    except ValueError:
        raise UsageError("A wedding's date is written YYYY-MM-DD.", hint="--date 2026-06-20") from None
