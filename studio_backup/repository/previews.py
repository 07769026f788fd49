"""Sealing small pictures that a laptop keeps beside the vault: under keys of their collection, and gone with them.

They are no objects of the vault: nothing of this is part of its format. Where a collection's keys are erased, what was
sealed here can never be opened again.
"""

from __future__ import annotations

import secrets
from typing import Final

from studio_backup.base.errors import Forged
from studio_backup.repository import crypto
from studio_backup.repository.keys import CollectionKeys

_SALT: Final = 32
_SHORTEST: Final = _SALT + crypto.TAG_BYTES


class PreviewSeal:
    """Seals and opens what is kept of one collection. Safe for many threads."""

    def __init__(self, keys: CollectionKeys) -> None:
        self.collection = keys.collection
        self._key = keys.preview_key

    def name(self, content: str) -> str:
        """How what belongs to a content is called: 32 hex digits, which tell nothing without the key."""
        return crypto.mac(self._key, b"name" + content.encode())[:16].hex()

    def seal(self, name: str, plain: bytes) -> bytes:
        """The sealed bytes; they open under this name only."""
        salt = secrets.token_bytes(_SALT)
        return salt + self._cipher(salt).seal(0, plain, name.encode())

    def open(self, name: str, sealed: bytes) -> bytes:
        """The plain bytes. Raises Forged for anything that was not sealed so."""
        if len(sealed) < _SHORTEST:
            raise Forged("A kept preview is torn.", hint="It is made anew by itself.")
        return self._cipher(sealed[:_SALT]).open(0, sealed[_SALT:], name.encode())

    def _cipher(self, salt: bytes) -> crypto.FrameCipher:
        return crypto.FrameCipher(crypto.expand(self._key, b"object" + salt))
