"""What the door needs for the tokens of foreign clients."""

from __future__ import annotations

from typing import Protocol

from studio_backup.api.requests import PageQuery
from studio_backup.api.tokens import NewToken, TokenMade, TokenView
from studio_backup.api.wire import Page


class TokensPort(Protocol):
    """Making, listing and revoking them; each counts from the next request on."""

    def list(self, query: PageQuery) -> Page[TokenView]:
        """Those that open the door, the oldest first."""
        ...

    def add(self, request: NewToken) -> TokenMade:
        """A fresh one. UsageError if a client of this name has one already, or there are too many."""
        ...

    def revoke(self, token_id: str) -> None:
        """From now on it is wrong. NotFoundError for an unknown one."""
        ...
