"""Tokens of foreign clients over HTTP: the program's own window and command line only."""

from __future__ import annotations

from typing import Final

from studio_backup.api import requests as ask
from studio_backup.api import tokens, wire
from studio_backup.engine.server.operation import Operation

TOKENS: Final = (
    Operation(
        method="GET",
        path="/v1/tokens",
        name="tokens",
        about="Foreign clients that may come in.",
        call=lambda service, asked: service.tokens.list(asked.query),
        answer=wire.Page[tokens.TokenView],
        query=ask.PageQuery,
        ours=True,
    ),
    Operation(
        method="POST",
        path="/v1/tokens",
        name="add_token",
        about="Let a foreign client in. The token is told this once.",
        call=lambda service, asked: service.tokens.add(asked.body),
        answer=tokens.TokenMade,
        body=tokens.NewToken,
        status=201,
        ours=True,
    ),
    Operation(
        method="DELETE",
        path="/v1/tokens/{id}",
        name="revoke_token",
        about="Let it in no more, from now on.",
        call=lambda service, asked: service.tokens.revoke(asked.id),
        answer=None,
        status=204,
        ours=True,
    ),
)
