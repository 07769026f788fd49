"""A studio, its places and one wedding, for tests of the rules of priority."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from studio_backup.domain.protection import Held, HeldCopy
from studio_backup.domain.wedding import BookedWedding, Spot
from studio_backup.engine.schedule.priority_facts import StudioFacts

LONDON = "Europe/London"
HOUR_NS = 3_600 * 10**9
DAY_NS = 24 * HOUR_NS

VAULT = HeldCopy(tier="local", place="studio", medium="machine", on_machine=True)
NAS = HeldCopy(tier="NAS", place="studio", medium="nas")
B2 = HeldCopy(tier="B2", place="Amsterdam", medium="cloud", provider="backblazeb2.com")
S3 = HeldCopy(tier="S3", place="Dublin", medium="cloud", provider="amazonaws.com")
DRIVE = HeldCopy(tier="Drive", place="home", medium="disk")
PLACES = (VAULT, NAS, B2, S3, DRIVE)
STUDIO = StudioFacts(zone=LONDON, place="studio", places=PLACES)
ROSE_HALL = Spot(latitude=51.5, longitude=-0.12)


def at(text: str, zone: str = LONDON) -> int:
    """ns UTC of what the wall there shows: "2026-06-20 13:00"."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp()) * 10**9


def booked(start: str = "2026-06-20 13:00", end: str = "2026-06-20 23:59", zone: str = LONDON, **more) -> BookedWedding:
    """The wedding of the expectations, unless said."""
    made = {"id": "1", "name": "Rose Hall", "date": start[:10], "zone": zone}
    return BookedWedding(**made, start_ns=at(start, zone), end_ns=at(end, zone), **more)


def stored(*held: HeldCopy, read: str = "", first: str = "2026-06-20 14:02") -> Held:
    """2,314 photos, all of them at each of these places; read back at that moment, "" for never."""
    read_ns = at(read) if read else 0
    copies = tuple(replace(one, complete=True, read_ns=read_ns) for one in held)
    return Held(files=2_314, bytes=94 * 10**9, first_ns=at(first), newest_ns=at(first), copies=copies)


NOTHING = Held()
