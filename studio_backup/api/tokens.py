"""Tokens of foreign clients, as they go over the wire."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from studio_backup.api.requests import Request
from studio_backup.api.wire import Answer

ClientName = Annotated[str, Meta(min_length=1, max_length=60)]


class NewToken(Request, frozen=True, kw_only=True):
    """Which client it is for: a name for people, one token each."""

    name: ClientName


class TokenView(Answer, frozen=True, kw_only=True):
    """A token as the engine knows it: never the token itself."""

    id: str
    name: str
    added_ns: int


class TokenMade(Answer, frozen=True, kw_only=True):
    """A fresh token. `token` is told this once, and kept nowhere but with its client."""

    id: str
    name: str
    added_ns: int
    token: str

    def __repr__(self) -> str:
        return f"TokenMade(id={self.id!r}, …)"
