"""Collections: the unit of keys, deduplication and erasure; one wedding, one class of papers, or the settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

CollectionClass = Literal["wedding", "unassigned", "settings"]
UNASSIGNED = "unassigned"
SETTINGS: Final = "settings"
SETTINGS_LABEL = "Studio Backup settings"
"""The name under which what a person typed lies in the vault; older programs show it as a wedding."""


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

    `collections`: ids of all collections with this uid, oldest first. The class "unassigned" is one too, and so are
    the "settings" where everything is meant (`grouped`).
    """

    uid: str
    label: str
    date: str
    kind: CollectionClass
    collections: tuple[str, ...]


def weddings_of(collections: list[Collection]) -> list[Wedding]:
    """The weddings, ordered by date and label; unassigned last. What the program keeps for itself is none."""
    return [one for one in grouped(collections) if one.kind != SETTINGS]


def grouped(collections: list[Collection]) -> list[Wedding]:
    """All collections by class and uid: the weddings, then what has none, then the settings."""
    groups: dict[tuple[bool, str], list[Collection]] = {}
    for one in sorted(collections, key=lambda c: (c.created_ns, c.id)):
        groups.setdefault((one.kind == SETTINGS, one.uid), []).append(one)
    found = [Wedding(g[0].uid, g[0].label, g[0].date, g[0].kind, tuple(c.id for c in g)) for g in groups.values()]
    return sorted(found, key=lambda w: (w.kind == SETTINGS, w.kind == UNASSIGNED, w.date, w.label))
