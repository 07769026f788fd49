"""How the engine proves that it knows the token, before a client sends it anything secret."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

_NONCE = re.compile(r"[0-9a-f]{32}\Z")


def new_nonce() -> str:
    """A fresh nonce: 32 hex digits."""
    return secrets.token_hex(16)


def prove(token: str, nonce: str) -> str:
    """HMAC-SHA256 in hex, over the nonce's hex digits."""
    return hmac.new(token.encode(), b"studio-backup server" + nonce.encode(), hashlib.sha256).hexdigest()


def proves(token: str, nonce: str, proof: str) -> bool:
    """Whether the proof was made by one who knows the token."""
    return hmac.compare_digest(prove(token, nonce).encode(), proof.encode("utf-8", "replace"))
