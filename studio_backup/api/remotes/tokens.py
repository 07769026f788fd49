"""Tokens of foreign clients, by way of the door."""

from __future__ import annotations

from dataclasses import dataclass

from studio_backup.api.client import EngineClient, segment
from studio_backup.api.requests import PageQuery
from studio_backup.api.tokens import NewToken, TokenMade, TokenView
from studio_backup.api.wire import Page


@dataclass(frozen=True)
class RemoteTokens:
    """As the service's own."""

    client: EngineClient

    def list(self, query: PageQuery) -> Page[TokenView]:
        """Those that open the door."""
        return self.client.get("/v1/tokens", Page[TokenView], limit=query.limit, after=query.after)

    def add(self, request: NewToken) -> TokenMade:
        """A fresh one."""
        return self.client.post("/v1/tokens", request, TokenMade)

    def revoke(self, token_id: str) -> None:
        """From now on it is wrong."""
        self.client.delete(f"/v1/tokens/{segment(token_id)}")
