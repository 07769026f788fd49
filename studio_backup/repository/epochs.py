"""The keys of one collection, epoch by epoch, and what is sealed and opened with them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from studio_backup.base.errors import Forged, WrongKey
from studio_backup.repository import format as layout
from studio_backup.repository.crypto import Buffer, FrameCipher
from studio_backup.repository.keys import CollectionKeys


class Opened(msgspec.Struct, frozen=True):
    """An object's header, its cipher, and the keys of the epoch it was sealed in."""

    header: bytes
    cipher: FrameCipher
    keys: CollectionKeys


class Epochs:
    """All epochs of one collection. `repository` and `collection` are hex ids."""

    def __init__(self, repository: str, collection: str, keys: Sequence[CollectionKeys]) -> None:
        if not keys:
            raise WrongKey(
                f"No key of collection {collection} is at hand.",
                hint="Its key objects are missing here or belong to another master key: heal from another place.",
            )
        self.repository = repository
        self.collection = collection
        self._keys = tuple(keys)

    def __repr__(self) -> str:
        return f"Epochs({self.collection}, {len(self._keys)})"

    @property
    def newest(self) -> CollectionKeys:
        """The epoch which writers use."""
        return self._keys[0]

    def fresh(self, kind: layout.Type) -> tuple[bytes, FrameCipher]:
        """A new object's header and cipher, in the newest epoch."""
        return layout.new_header(kind, self._address(), self.newest.data)

    def _address(self) -> layout.Address:
        return layout.Address(
            bytes.fromhex(self.repository), bytes.fromhex(self.collection), bytes.fromhex(self.newest.epoch)
        )

    def open_header(self, data: Buffer, kind: layout.Type) -> Opened:
        """The cipher of an object that begins with `data`. Raises ObjectDamaged, WrongKey or Forged."""
        header = layout.parse_header(data, kind)
        if (header.address.repository.hex(), header.address.collection.hex()) != (self.repository, self.collection):
            raise Forged(
                "An object lies in another vault's or collection's place than it was sealed for.",
                hint="Somebody moved it there: verify this place against another.",
            )
        epoch = header.address.epoch.hex()
        for keys in self._keys:
            if keys.epoch == epoch:
                return Opened(header.raw, layout.cipher_for(header, keys.data), keys)
        raise WrongKey(
            f"An object of collection {self.collection} was sealed in an epoch whose key is not at hand.",
            hint="Heal the key objects from another place.",
        )

    def seal(self, kind: layout.Type, role: bytes, payload: bytes) -> bytes:
        """A sealed object of this collection."""
        return layout.seal(kind, self._address(), self.newest.data, role, payload)

    def unseal(self, kind: layout.Type, role: bytes, name: str, data: bytes) -> bytes:
        """The payload of the object `name`. Raises ObjectDamaged, WrongKey or Forged, in the order of judgement."""
        layout.check_digest(name, data)
        keys = self.open_header(data, kind).keys
        return layout.unseal(kind, [keys.data], role, data)[1]
