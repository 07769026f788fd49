"""Answers to requests that bore a key, so that one sent again after a restart of the engine is not done again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import delete, select

from studio_backup.catalog.database import Catalog
from studio_backup.catalog.models import AnsweredModel

KEPT_NS: Final = 24 * 3_600 * 10**9
MOST: Final = 4_000


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer. `key`: digest of whose request it was, what it asked and the key itself; `body`: digest of its body.

    `headers`: of the answer, as "name: value".
    """

    key: str
    body: str
    status: int
    answer: bytes
    headers: tuple[str, ...] = ()


class AnsweredTable:
    """The newest MOST answers of the last 24 hours. Each call is one transaction."""

    def __init__(self, catalog: Catalog, most: int = MOST) -> None:
        self._catalog, self._most = catalog, most

    def find(self, key: str) -> Kept | None:
        """The answer given to it, if it is not too old."""
        with self._catalog.reading() as session:
            row = session.get(AnsweredModel, key)
            if row is None or not self._is_young(row.at_ns):
                return None
            return Kept(row.key, row.body, row.status, row.answer, row.headers)

    def keep(self, kept: Kept) -> None:
        """Keep it durably, and forget what is too old or too many."""
        now = self._catalog.clock.now_ns()
        with self._catalog.writing() as session:
            session.merge(
                AnsweredModel(
                    key=kept.key,
                    body=kept.body,
                    status=kept.status,
                    answer=kept.answer,
                    headers=kept.headers,
                    at_ns=now,
                )
            )
            session.flush()
            old = (AnsweredModel.at_ns < now - KEPT_NS) | (AnsweredModel.at_ns > now + KEPT_NS)
            session.execute(delete(AnsweredModel).where(old))
            newest = select(AnsweredModel.key).order_by(AnsweredModel.at_ns.desc()).offset(self._most)
            session.execute(delete(AnsweredModel).where(AnsweredModel.key.in_(newest)))

    def _is_young(self, at_ns: int) -> bool:
        return abs(self._catalog.clock.now_ns() - at_ns) <= KEPT_NS
