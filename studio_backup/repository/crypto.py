"""The only module that touches the cipher library. Bytes in, bytes out; knows no object and no policy.

AES-256-GCM frames, HKDF-SHA256, HMAC-SHA256, Ed25519, Argon2id. Keyed BLAKE3 for ids lives here too.
Source of all constructions: docs/format.md.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import struct
from typing import TypeAlias

import blake3
import cryptography
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from studio_backup.base.errors import Forged

Buffer: TypeAlias = bytes | bytearray | memoryview

TAG_BYTES = 16
KEY_BYTES = 32
INTO = hasattr(AESGCM, "encrypt_into")
"""Whether the library seals into our buffers without the interpreter lock (cryptography >= 50); else copies."""


def cipher_report() -> str:
    """Which cipher path is in use, for `vault info`."""
    way = "in place" if INTO else "with copies (an older cryptography; slower, just as safe)"
    return f"AES-256-GCM, BLAKE3, SHA-256, Argon2id, Ed25519 (cryptography {cryptography.__version__}, {way})"


def expand(key: bytes, info: bytes, length: int = KEY_BYTES) -> bytes:
    """HKDF-SHA256 with an empty salt (RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=info).derive(key)


def argon2id(secret: bytes, salt: bytes, *, memory_kib: int, passes: int, lanes: int) -> bytes:
    """Argon2id (RFC 9106), 32 bytes. Takes `memory_kib` of memory: only derivation_child calls it."""
    kdf = Argon2id(salt=salt, length=KEY_BYTES, iterations=passes, lanes=lanes, memory_cost=memory_kib)
    return kdf.derive(secret)


def nonce(ordinal: int) -> bytes:
    """The 12-byte nonce of a frame; every object has a key of its own, so ordinals never repeat under a key."""
    return struct.pack("<IQ", ordinal, 0)


class FrameCipher:
    """Seals and opens the frames of one object under its object key."""

    def __init__(self, object_key: bytes) -> None:
        self._aead = AESGCM(object_key)

    def seal(self, ordinal: int, plain: Buffer, aad: bytes) -> bytes:
        """The frame (plain text's length + 16 bytes)."""
        return self._aead.encrypt(nonce(ordinal), plain, aad)

    def seal_into(self, ordinal: int, plain: Buffer, aad: bytes, out: memoryview) -> int:
        """Seal into `out` (exactly as long as the frame, not overlapping); returns the frame's length."""
        if INTO:
            return int(self._aead.encrypt_into(nonce(ordinal), plain, aad, out))
        sealed = self._aead.encrypt(nonce(ordinal), plain, aad)
        out[: len(sealed)] = sealed
        return len(sealed)

    def open(self, ordinal: int, frame: Buffer, aad: bytes) -> bytes:
        """The plain text. Raises Forged if the tag does not fit."""
        try:
            return self._aead.decrypt(nonce(ordinal), frame, aad)
        except InvalidTag:
            raise _forged() from None

    def open_into(self, ordinal: int, frame: Buffer, aad: bytes, out: memoryview) -> int:
        """Open into `out` (exactly as long as the plain text); returns its length. Raises Forged."""
        try:
            if INTO:
                return int(self._aead.decrypt_into(nonce(ordinal), frame, aad, out))
            plain = self._aead.decrypt(nonce(ordinal), frame, aad)
        except InvalidTag:
            raise _forged() from None
        out[: len(plain)] = plain
        return len(plain)


def _forged() -> Forged:
    return Forged(
        "A stored piece does not carry the seal of this vault.",
        hint="Its bytes are as they were written, so this is no decay: run verify on every place and keep the copy.",
    )


def keyed_id(key: bytes, data: Buffer) -> bytes:
    """Keyed BLAKE3, 32 bytes: the identity of a chunk inside its collection."""
    return blake3.blake3(data, key=key).digest()


class ContentDigest:
    """BLAKE3 of a file's content, fed piece by piece."""

    def __init__(self) -> None:
        self._state = blake3.blake3()

    def update(self, data: Buffer) -> None:
        """Feed the next piece."""
        self._state.update(data)

    def hexdigest(self) -> str:
        """The digest of all that was fed, 64 hex digits."""
        return self._state.hexdigest()


def sha256(data: Buffer) -> bytes:
    """SHA-256, 32 bytes: integrity of stored bytes, never identity."""
    return hashlib.sha256(data).digest()


def mac(key: bytes, data: bytes) -> bytes:
    """HMAC-SHA256."""
    return hmac.digest(key, data, "sha256")


def equal(left: bytes, right: bytes) -> bool:
    """Comparison in constant time."""
    return hmac.compare_digest(left, right)


def new_key() -> bytes:
    """A random key, 32 bytes."""
    return secrets.token_bytes(KEY_BYTES)


def new_signing_key() -> bytes:
    """An Ed25519 seed, 32 bytes."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def public_key(seed: bytes) -> bytes:
    """The Ed25519 public key of a seed, 32 bytes."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def sign(seed: bytes, message: bytes) -> bytes:
    """An Ed25519 signature, 64 bytes."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(message)


def signature_fits(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the signature was made over the message by the key's owner."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
