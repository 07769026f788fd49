"""A place which holds a copy, as sync sees it: bytes by name, and what a person calls it."""

from __future__ import annotations

from dataclasses import dataclass, field

from studio_backup.storage.interface import Storage


@dataclass(frozen=True, slots=True)
class Place:
    """`id`: the tier's id (hex). `name`: what a person calls it ("local", "nas")."""

    id: str
    name: str
    storage: Storage = field(repr=False, compare=False)
