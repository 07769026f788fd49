"""Copies over the wire: what waits for which tier, what was read back where and when."""

from __future__ import annotations

from studio_backup.api.requests import Date, Label, PageQuery, Request
from studio_backup.api.wire import Answer
from studio_backup.domain.job import Check


class ReplicaView(Answer, frozen=True, kw_only=True):
    """One wedding ("" for what belongs to none) at one tier. `waiting_*`: in the vault and not there yet.

    `points`: complete recovery points known to be there; `why`: what it waits for now, "" if nothing waits.
    """

    tier: str
    role: str
    wedding: str
    date: str
    points: int
    newest_ns: int = 0
    waiting_points: int = 0
    waiting_files: int = 0
    waiting_bytes: int = 0
    waiting_since_ns: int = 0
    last_contact_ns: int = 0
    why: str = ""


class ReplicasQuery(PageQuery, frozen=True, kw_only=True):
    """Of which tier and wedding; "" for all. `waiting`: only those for which something waits."""

    tier: Label = ""
    wedding: Label = ""
    date: Date = ""
    waiting: bool = False


class VerificationView(Answer, frozen=True, kw_only=True):
    """One verification of one place: see `domain.verification.Verification`."""

    id: str
    job: str
    level: Check
    place: str
    wedding: str
    date: str
    begun_ns: int
    ended_ns: int
    sample: float
    objects: int
    read: int
    bytes_read: int
    coverage: float
    how: str
    damaged: int
    healed: int
    files: int = 0
    bytes: int = 0
    seconds: float = 0.0
    failed: int = 0


class VerificationsQuery(PageQuery, frozen=True, kw_only=True):
    """Of which place, wedding and level, newest first; "" and nothing for all."""

    place: Label = ""
    wedding: Label = ""
    level: tuple[Check, ...] = ()


class CellView(Answer, frozen=True, kw_only=True):
    """One wedding at one place, in the three levels. Percentages are 0 to 100.

    `present`: of its points, known to be there. `read`: of its stored bytes, read back and matched at some time;
    `oldest_read_ns`: the oldest last reading, 0 while something was never read. `drilled_ns`: the last
    drill from there which restored it, 0 for never; what it brought in `drill_*`, `drill_failed` files did not.
    """

    place: str
    role: str
    wedding: str
    date: str
    points: int
    present: float
    read: float
    oldest_read_ns: int = 0
    damaged: int = 0
    drilled_ns: int = 0
    drill_files: int = 0
    drill_seconds: float = 0.0
    drill_failed: int = 0


class GridView(Answer, frozen=True, kw_only=True):
    """Every wedding at every place."""

    places: tuple[str, ...] = ()
    cells: tuple[CellView, ...] = ()


class GridQuery(Request, frozen=True, kw_only=True):
    """Of which wedding; "" for all."""

    wedding: Label = ""
    date: Date = ""
