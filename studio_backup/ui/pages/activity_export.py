"""The activity as a table for a spreadsheet."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from typing import Final, Protocol

import msgspec

from studio_backup.api.remote import RemoteService
from studio_backup.api.requests import JobsQuery
from studio_backup.api.wire import JobView
from studio_backup.base.errors import StorageDenied
from studio_backup.base.names import display

_COLUMNS: Final = ("id", "kind", "state", "wedding", "tier", "level", "begun", "ended", "attempts", "error")
_TIMES: Final = {"begun": "started_ns", "ended": "ended_ns"}
_RISKY: Final = ("=", "+", "-", "@", "\t", "\r")


class Rows(Protocol):
    """What a table is written with."""

    def writerow(self, row: list[str], /) -> object:
        """Write one row."""
        ...


def write_activity(path: str, query: JobsQuery, engine: RemoteService) -> int:
    """Write all jobs as comma-separated values (UTF-8, times ISO 8601 in UTC); returns how many.

    Raises StorageDenied where the file cannot be written, and what the engine raises.
    """
    try:
        with open(path, "w", encoding="utf-8-sig", newline="") as file:
            return _write_all(csv.writer(file), query, engine)
    except OSError as error:
        raise StorageDenied(
            f"{display(path)} could not be written: {error.strerror}.", hint="Choose another folder."
        ) from error


def _write_all(rows: Rows, query: JobsQuery, engine: RemoteService) -> int:
    rows.writerow(list(_COLUMNS))
    count, after = 0, ""
    while True:
        page = engine.jobs(msgspec.structs.replace(query, after=after))
        for job in page.items:
            rows.writerow([_cell(job, name) for name in _COLUMNS])
        count += len(page.items)
        if page.next is None:
            return count
        after = page.next


def _cell(job: JobView, name: str) -> str:
    if name in _TIMES:
        ns: int = getattr(job, _TIMES[name])
        return datetime.fromtimestamp(ns / 1e9, tz=UTC).isoformat(timespec="seconds") if ns else ""
    text = display(str(getattr(job, name)))
    # A spreadsheet takes such a text for a formula.
    return f"'{text}" if text.startswith(_RISKY) else text
