"""Collections: the unit of keys, deduplication and erasure; one wedding, or one class of papers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

CollectionClass = Literal["wedding", "unassigned"]
UNASSIGNED = "unassigned"


@dataclass(frozen=True, slots=True)
class Collection:
    """One collection as its `meta` says. `date` is YYYY-MM-DD or "". Collections of one `uid` are one wedding."""

    id: str
    label: str
    date: str
    uid: str
    kind: CollectionClass
    created_ns: int


@dataclass(frozen=True, slots=True)
class Wedding:
    """What a person calls a wedding: one name and date, on however many laptops it was made.

    `collections`: ids of all collections with this uid, oldest first. The class "unassigned" is one too.
    """

    uid: str
    label: str
    date: str
    kind: CollectionClass
    collections: tuple[str, ...]


def weddings_of(collections: list[Collection]) -> list[Wedding]:
    """Collections grouped by uid, ordered by date and label; unassigned last."""
    groups: dict[str, list[Collection]] = {}
    for one in sorted(collections, key=lambda c: (c.created_ns, c.id)):
        groups.setdefault(one.uid, []).append(one)
    found = [Wedding(g[0].uid, g[0].label, g[0].date, g[0].kind, tuple(c.id for c in g)) for g in groups.values()]
    return sorted(found, key=lambda w: (w.kind == UNASSIGNED, w.date, w.label))
