"""Tokens of foreign clients: what they are called, and by which digest they are known."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from studio_backup.base.errors import NotFoundError
from studio_backup.catalog.database import Catalog
from studio_backup.catalog.models import TokenModel


@dataclass(frozen=True, slots=True)
class TokenRow:
    """One token. `digest`: SHA-256 of it in hex; it has 256 random bits, so that no guessing finds it."""

    id: str
    name: str
    digest: str
    added_ns: int


class TokenTable:
    """They belong to this machine's engine: unlike what else a person typed, they are not kept in the vault."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def all(self) -> list[TokenRow]:
        """All of them, the oldest first."""
        with self._catalog.reading() as session:
            rows = session.scalars(select(TokenModel).order_by(TokenModel.added_ns, TokenModel.id))
            return [TokenRow(row.id, row.name, row.digest, row.added_ns) for row in rows]

    def add(self, row: TokenRow) -> None:
        """Keep one, durably."""
        with self._catalog.writing() as session:
            session.add(TokenModel(id=row.id, name=row.name, digest=row.digest, added_ns=row.added_ns))

    def remove(self, token_id: str) -> None:
        """Forget one, durably. NotFoundError for an unknown one."""
        with self._catalog.writing() as session:
            row = session.get(TokenModel, token_id)
            if row is None:
                raise NotFoundError("There is no such token.", hint="`token list` lists them.")
            session.delete(row)
