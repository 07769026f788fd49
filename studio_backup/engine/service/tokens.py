"""Tokens of foreign clients: made, listed, revoked. The engine itself keeps only their digests."""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from studio_backup.api.requests import PageQuery
from studio_backup.api.tokens import NewToken, TokenMade, TokenView
from studio_backup.api.wire import Page
from studio_backup.base.clock import Clock
from studio_backup.base.errors import UsageError
from studio_backup.base.names import display
from studio_backup.catalog.tokens import TokenRow, TokenTable
from studio_backup.engine.service.paging import page

MOST: Final = 100
_BYTES: Final = 32


class Tokens:
    """See engine.server.ports.tokens. Safe for many threads."""

    def __init__(self, table: TokenTable, clock: Clock) -> None:
        self._table, self._clock = table, clock
        self._lock = threading.Lock()
        self._known = {row.digest: row.name for row in table.all()}

    @property
    def known(self) -> Mapping[str, str]:
        """Digest → the client's name, as it is at every moment: what the door judges by."""
        return MappingProxyType(self._known)

    def list(self, query: PageQuery) -> Page[TokenView]:
        """Those that open the door, the oldest first."""
        return page(self._table.all(), query, lambda one: one.id, _view)

    def add(self, request: NewToken) -> TokenMade:
        """A fresh one."""
        with self._lock:
            self._check(request.name)
            token = secrets.token_urlsafe(_BYTES)
            digest = hashlib.sha256(token.encode()).hexdigest()
            row = TokenRow(secrets.token_hex(8), request.name, digest, self._clock.now_ns())
            self._table.add(row)
            self._known[digest] = row.name
        return TokenMade(id=row.id, name=row.name, added_ns=row.added_ns, token=token)

    def _check(self, name: str) -> None:
        names = {row.name.casefold() for row in self._table.all()}
        if name.casefold() in names:
            raise UsageError(
                f"{display(name)} has a token already.", hint="Revoke it first, or choose another name for this client."
            )
        if len(names) >= MOST:
            raise UsageError(f"There are {MOST} tokens, and no more may be.", hint="Revoke some that are not used.")

    def revoke(self, token_id: str) -> None:
        """From now on it is wrong."""
        with self._lock:
            gone = [row.digest for row in self._table.all() if row.id == token_id]
            self._table.remove(token_id)
            for digest in gone:
                self._known.pop(digest, None)


def _view(row: TokenRow) -> TokenView:
    return TokenView(id=row.id, name=row.name, added_ns=row.added_ns)
