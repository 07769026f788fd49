"""Who may come in: whoever holds the first-party token, and foreign clients by the hash of theirs."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from studio_backup.api.proof import prove

_SCHEME = b"bearer "
_LONGEST = 512


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls. `first_party`: the program's own window and command line, which are not limited."""

    name: str
    first_party: bool


_OURS = Caller("", True)


class Callers:
    """Judges tokens. `foreign`: SHA-256 of a token in hex → the client's name; the tokens themselves are not kept."""

    def __init__(self, token: str, foreign: Mapping[str, str]) -> None:
        self._token = token
        self._digest = _digest(token.encode())
        self._foreign = foreign
        self._for_nobody = secrets.token_hex(32)

    def renew(self, token: str) -> None:
        """From now on this is the first-party token, and the old one is wrong."""
        self._token, self._digest = token, _digest(token.encode())

    def proof(self, nonce: str, client: str = "") -> str:
        """The proof for a client's nonce: under our token, or under the digest of that foreign client's.

        For an unknown client it is one that nobody can check, so that no name is told by it.
        """
        if not client:
            return prove(self._token, nonce)
        digests = (digest for digest, name in list(self._foreign.items()) if name == client)
        return prove(next(digests, self._for_nobody), nonce)

    def still(self, caller: Caller) -> bool:
        """Whether who was let in may stay."""
        return caller.first_party or caller.name in list(self._foreign.values())

    def judge(self, authorization: bytes) -> Caller | None:
        """Whose header this is; None for nobody's."""
        if authorization[: len(_SCHEME)].lower() != _SCHEME or len(authorization) > _LONGEST:
            return None
        digest = _digest(authorization[len(_SCHEME) :])
        if hmac.compare_digest(digest, self._digest):
            return _OURS
        name = self._foreign.get(digest)
        return None if name is None else Caller(name, False)


def _digest(token: bytes) -> str:
    return hashlib.sha256(token).hexdigest()
