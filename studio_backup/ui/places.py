"""Where one looks on the page that restores: a wedding, a folder of it, a moment."""

from __future__ import annotations

from dataclasses import dataclass

from studio_backup.api.browse import EntryView, WeddingTreeQuery
from studio_backup.api.paths import from_wire
from studio_backup.base.names import display

LARGEST_PAGE = 500
"""Entries the engine gives at a time."""


@dataclass(frozen=True, slots=True)
class WeddingKey:
    """A wedding, as the engine is asked for it."""

    wedding: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder of a wedding ("": its roots; else the name of a root, "/" and a path, as the wire spells it) as it was
    at `at_ns` (None: now)."""

    key: WeddingKey
    path: str = ""
    at_ns: int | None = None

    def query(self, after: str = "", limit: int = LARGEST_PAGE) -> WeddingTreeQuery:
        """How its entries are asked for."""
        return WeddingTreeQuery(
            wedding=self.key.wedding, date=self.key.date, at_ns=self.at_ns, path=self.path, after=after, limit=limit
        )


@dataclass(frozen=True, slots=True)
class FileRow:
    """An entry as a row. `name`: safe to show. `where`: of what was searched for, its wedding and folder.

    `versions`: how many different contents it had, 0 while that is not known. `gone`: it is not there at that moment,
    and comes from the point before it went.
    """

    entry: EntryView
    name: str
    where: str = ""
    key: WeddingKey | None = None
    versions: int = 0
    gone: bool = False

    @property
    def is_folder(self) -> bool:
        """Whether one can look into it."""
        return self.entry.kind == "folder"


def shown_name(wire: str) -> str:
    """A name that came over the wire, safe to show."""
    return display(from_wire(wire))


def below(path: str, name: str) -> str:
    """The path of an entry of a folder."""
    return f"{path}/{name}" if path else name
