"""The fake of the area of foreign tokens."""

from __future__ import annotations

from studio_backup.api.requests import PageQuery
from studio_backup.api.tokens import NewToken, TokenMade, TokenView
from studio_backup.api.wire import Page
from studio_backup.base.errors import NotFoundError

_ID = "0" * 16


class FakeTokens:
    """Knows one."""

    def list(self, query: PageQuery) -> Page[TokenView]:
        del query
        return Page(items=(TokenView(id=_ID, name="Plugin", added_ns=1),))

    def add(self, request: NewToken) -> TokenMade:
        return TokenMade(id=_ID, name=request.name, added_ns=1, token="t" * 43)

    def revoke(self, token_id: str) -> None:
        if token_id != _ID:
            raise NotFoundError("There is no such token.", hint="List them.")
