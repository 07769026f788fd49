"""What is noted of each call. Files and folders are numbered in order of their making; the root is 0."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes put into a file at an offset."""

    file: int
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Truncate:
    """A file got this size."""

    file: int
    size: int


@dataclass(frozen=True, slots=True)
class Add:
    """A name appeared in a folder; for a link that is symbolic, `target` says where it leads."""

    folder: int
    name: bytes
    node: int


@dataclass(frozen=True, slots=True)
class Remove:
    """A name vanished from a folder."""

    folder: int
    name: bytes


@dataclass(frozen=True, slots=True)
class Rename:
    """A name moved, replacing whatever bore the new name."""

    folder: int
    name: bytes
    new_folder: int
    new_name: bytes
    node: int


@dataclass(frozen=True, slots=True)
class Sync:
    """fsync of a file or folder: all that was done to it before is on the medium."""

    node: int


@dataclass(frozen=True, slots=True)
class Mark:
    """The test's own note, such as: this snapshot has just been acknowledged."""

    what: object


Event: TypeAlias = Write | Truncate | Add | Remove | Rename | Sync | Mark
