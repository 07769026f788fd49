"""Booked weddings as the engine would tell them, and an engine which tells them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import msgspec

from studio_backup.api.browse import FilesView, FileView, HeldPointView, HeldView
from studio_backup.api.calendars import CalendarPreview, CalendarView, EventView
from studio_backup.api.copies import ReplicaView, VerificationView
from studio_backup.api.matches import FolderView, MatchView
from studio_backup.api.retention import RetentionPlanView, WeddingRetentionView
from studio_backup.api.weddings import BookingView, ProtectionView
from studio_backup.api.wire import Page
from studio_backup.base.errors import NotFoundError
from studio_backup.domain.matching import ClockOffset
from studio_backup.domain.protection import Demand, Reason
from tests.support.window_views import MINUTE, NOW, ago, copy

FULL = Demand(tiers=3, media=3, places=3)
COPIES = (
    copy("local", "local", bytes=9_800_000_000, oldest_read_ns=ago(60)),
    copy("Studio NAS", "nas", bytes=9_800_000_000, oldest_read_ns=ago(60)),
    copy("Amsterdam", "cloud", bytes=9_600_000_000, oldest_read_ns=ago(60)),
)


def protection(level: str = "high", **more: Any) -> ProtectionView:
    """Papers or media of this level, with all it demands."""
    told: dict[str, Any] = {
        "level": level,
        "reasons": (Reason(rule="media not delivered", text="Shot and not delivered yet."),),
        "copies": Demand(tiers=3, media=2, places=2),
        "have": FULL,
        "looked_every_s": 3600,
        "offsite_within_s": 86_400,
        "read_within_s": 7 * 86_400,
    }
    return ProtectionView(**{**told, **more})


def booking(name: str = "Rose Hall", day: str = "2026-06-13", **more: Any) -> BookingView:
    """A wedding which lies, read back, in three places."""
    start = datetime.fromisoformat(f"{day}T13:00").replace(tzinfo=UTC)
    told: dict[str, Any] = {
        "id": f"id-{name}-{day}",
        "name": name,
        "date": day,
        "state": "booked",
        "start": f"{day}T13:00",
        "end": f"{day}T23:59",
        "start_ns": int(start.timestamp()) * 10**9,
        "end_ns": int((start + timedelta(hours=11)).timestamp()) * 10**9,
        "zone": "",
        "couple": "Anna & Ben",
        "venue": name,
        "level": "normal",
        "sentence": "Normal: booked, more than 30 days ahead.",
        "copies": COPIES,
        "points": 3,
        "newest_point": "ab" * 32,
        "newest_point_ns": ago(6),
        "photos": 412,
        "bytes": 9_800_000_000,
        "newest_photo_ns": ago(6),
    }
    return BookingView(**{**told, **more})


def nothing_yet(name: str, day: str, **more: Any) -> BookingView:
    """Booked, and nothing stored."""
    bare = tuple(copy(one.place, one.role, points=0, bytes=0, read_percent=0, oldest_read_ns=0) for one in COPIES)
    told = {"points": 0, "photos": 0, "bytes": 0, "newest_photo_ns": 0, "newest_point": "", "newest_point_ns": 0}
    return booking(name, day, copies=bare, **{**told, **more})


def point(started_ns: int, files: int, held: tuple[str, ...] = ("local", "Studio NAS"), **more: Any) -> HeldPointView:
    """A complete point."""
    told: dict[str, Any] = {
        "id": f"{started_ns:064x}"[-64:],
        "wedding": "Rose Hall",
        "date": "2026-06-13",
        "started_ns": started_ns,
        "ended_ns": started_ns + MINUTE,
        "device": "Laptop",
        "source": "/w/rose",
        "files": files,
        "bytes": files * 24_000_000,
        "flagged": 0,
        "excluded": 0,
        "partial": False,
        "held": held,
    }
    return HeldPointView(**{**told, **more})


def event(name: str = "Wedding Anna & Ben", day: str = "2026-06-20", **more: Any) -> EventView:
    """An event which is a wedding by its words."""
    told: dict[str, Any] = {
        "id": f"{name}-{day}",
        "title": name,
        "place": "Rose Hall",
        "start": f"{day}T13:00",
        "end": f"{day}T23:59",
        "is_wedding": True,
        "why": "Its title says wedding.",
    }
    return EventView(**{**told, **more})


class FakeWeddings:
    """Kept in memory; `told`: what was asked, by verb."""

    def __init__(self, views: tuple[BookingView, ...]) -> None:
        self.views = list(views)
        self.told: list[tuple[str, Any]] = []
        self.refusal: Exception | None = None

    def list(self, query: Any) -> Page[BookingView]:
        found = [one for one in self.views if query.text.casefold() in one.name.casefold()]
        begin = int(query.after or 0)
        more = str(begin + query.limit) if begin + query.limit < len(found) else None
        return Page(items=tuple(found[begin : begin + query.limit]), next=more)

    def get(self, wedding_id: str) -> BookingView:
        for one in self.views:
            if one.id == wedding_id:
                return one
        raise NotFoundError("There is no such wedding.", hint="List them.")

    def add(self, new: Any) -> BookingView:
        made = nothing_yet(new.name, new.start[:10], couple=new.couple, venue=new.venue)
        self.views.append(made)
        self.told.append(("add", new))
        return made

    def edit(self, wedding_id: str, patch: Any, version: int) -> BookingView:
        self.told.append(("edit", patch))
        told = {name: value for name, value in msgspec.structs.asdict(patch).items() if value is not msgspec.UNSET}
        return self._put(wedding_id, version=version + 1, **told)

    def hold(self, wedding_id: str, request: Any) -> BookingView:
        self.told.append(("hold", request))
        return self._put(wedding_id, hold=request.reason)

    def decide(self, wedding_id: str, request: Any) -> BookingView:
        self.told.append(("decide", request.decision))
        return self._put(wedding_id, cancelled=request.decision == "cancelled")

    def release_cards(self, wedding_id: str, request: Any) -> BookingView:
        self.told.append(("release", request))
        if self.refusal is not None and not request.anyway:
            raise self.refusal
        return self._put(wedding_id, cards_released_ns=NOW)

    def _put(self, wedding_id: str, **fields: Any) -> BookingView:
        at = next(at for at, one in enumerate(self.views) if one.id == wedding_id)
        self.views[at] = msgspec.structs.replace(self.views[at], **fields)
        return self.views[at]


class FakeCalendars:
    """One calendar can be connected; `chosen`: what was corrected."""

    def __init__(self, preview: CalendarPreview) -> None:
        self.found = preview
        self.refusal: Exception | None = None
        self.asked: list[Any] = []
        self.added: list[Any] = []
        self.chosen: list[Any] = []
        self.views: list[CalendarView] = []

    def preview(self, request: Any) -> CalendarPreview:
        self.asked.append(request)
        if self.refusal is not None:
            raise self.refusal
        return self.found

    def add(self, request: Any) -> CalendarView:
        self.added.append(request)
        made = CalendarView(
            id=f"c{len(self.views)}", name=request.name or "Work", kind="feed", address="calendar.example…/basic.ics",
            good_ns=ago(4), next_ns=ago(-11), events=12, weddings=8,
        )  # fmt: skip
        self.views.append(made)
        return made

    def choose(self, calendar_id: str, request: Any) -> None:
        self.chosen.append((calendar_id, request))

    def list(self, query: Any = None) -> Page[CalendarView]:
        return Page(items=tuple(self.views))


def fake_engine(*views: BookingView, **more: Any) -> Any:
    """An engine which knows these weddings. `points`, `waiting`, `drills`, `kept`, `files`, `preview`, `folders`."""
    kept = more.get("kept", ())
    calendars = FakeCalendars(more.get("preview", CalendarPreview()))
    return SimpleNamespace(
        weddings=FakeWeddings(views),
        calendars=calendars,
        copies=SimpleNamespace(
            replicas=lambda _: Page(items=tuple(more.get("waiting", ()))),
            verifications=lambda _: Page(items=tuple(more.get("drills", ()))),
        ),
        browse=SimpleNamespace(
            held=lambda _: HeldView(points=tuple(more.get("points", ()))),
            files=lambda _: FilesView(items=tuple(more.get("files", ()))),
        ),
        retention=SimpleNamespace(plan=lambda _: RetentionPlanView(at_ns=NOW, told="", weddings=tuple(kept))),
        tiers=SimpleNamespace(list=lambda _: Page(items=tuple(more.get("cards", ())))),
        matches=FakeMatches(tuple(more.get("folders", ()))),
        sources=lambda _: Page(items=tuple(more.get("sources", ()))),
    )


class FakeMatches:
    """Folders without a wedding; `told`: what was decided."""

    def __init__(self, folders: tuple[FolderView, ...]) -> None:
        self.folders = list(folders)
        self.told: list[tuple[str, Any]] = []

    def list(self, query: Any) -> Page[FolderView]:
        if query.wedding:
            of = (query.wedding, query.date)
            return Page(items=tuple(one for one in self.folders if (one.wedding, one.date) == of))
        return Page(items=tuple(one for one in self.folders if query.state in ("", one.state)))

    def set_clock(self, request: Any) -> FolderView:
        seconds = 0 if request.seconds is None else request.seconds
        clock = ClockOffset(camera=request.camera, seconds=seconds, by_person=True)
        return self._put("clock", request, clocks=() if request.seconds is None else (clock,))

    def assign(self, request: Any) -> FolderView:
        return self._put("assign", request, state="assigned", wedding=request.wedding, date=request.date)

    def dismiss(self, request: Any) -> FolderView:
        return self._put("dismiss", request, state="dismissed")

    def undo(self, request: Any) -> FolderView:
        return self._put("undo", request, state="open", wedding="", date="")

    def _put(self, verb: str, request: Any, **fields: Any) -> FolderView:
        self.told.append((verb, request))
        at = next(at for at, one in enumerate(self.folders) if one.path == request.path)
        self.folders[at] = msgspec.structs.replace(self.folders[at], **fields)
        return self.folders[at]


def match(name: str = "Rose Hall", day: str = "2026-06-13", certainty: str = "likely", **more: Any) -> MatchView:
    """A wedding a folder may belong to."""
    why = more.pop("why", "All 412 photos were taken on its day.")
    return MatchView(wedding=f"id-{name}-{day}", name=name, date=day, certainty=certainty, why=why)  # type: ignore[arg-type]


def studio_of(count: int, first: date = date(2024, 1, 6)) -> tuple[BookingView, ...]:
    """Many weddings, one a day and sometimes two."""
    return tuple(
        booking(f"Venue {at}", (first + timedelta(days=at * 3 // 2)).isoformat(), id=f"w{at}") for at in range(count)
    )


def waiting(view: BookingView, place: str = "Studio NAS", files: int = 412, minutes: float = 40) -> ReplicaView:
    """Files which wait for a place."""
    return ReplicaView(
        tier=place, role="nas", wedding=view.name, date=view.date, points=1, waiting_files=files, waiting_points=1,
        waiting_since_ns=ago(minutes),
    )  # fmt: skip


def drill(place: str, at_ns: int, seconds: float = 960.0) -> VerificationView:
    """A drill from this place which brought all of it back."""
    return VerificationView(
        id="v1", job="j1", level="drill", place=place, wedding="Rose Hall", date="2026-06-13", begun_ns=at_ns,
        ended_ns=at_ns + int(seconds) * 10**9, sample=100.0, objects=1, read=1, bytes_read=1, coverage=100.0, how="",
        damaged=0, healed=0, files=412, seconds=seconds,
    )  # fmt: skip


def kept(view: BookingView, **more: Any) -> WeddingRetentionView:
    """Nothing of it goes."""
    told: dict[str, Any] = {"points": 15, "would_go": 0, "why": ("It is not delivered: it loses nothing.",)}
    return WeddingRetentionView(wedding=view.name, date=view.date, **{**told, **more})


def photo(path: str, at: int = 0) -> FileView:
    """A photo in a point."""
    return FileView(path=path, type="file", size=24_000_000, mtime_ns=ago(at), point="ab" * 32, source="/w/rose")
