"""From points, what they hold and what lies where, to what there is of each wedding's papers and media: pure.

A class of a source is complete at a place if the place holds some point with just the same files of that class as the
newest one. What was seen in a source and is in no point yet is added by who asks (`with_waiting`): it changes by the
minute, all else only when work has ended.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import msgspec

from studio_backup.base.names import display
from studio_backup.catalog.points import PointRow
from studio_backup.domain.collection import UNASSIGNED
from studio_backup.domain.point_content import Group, PointContent
from studio_backup.domain.protection import DataClass, Held, HeldCopy
from studio_backup.domain.wedding import Spot
from studio_backup.domain.wedding_names import key_of
from studio_backup.engine.service.protection_parts import State, parts_at, states_of
from studio_backup.engine.service.protection_stock import ALWAYS, Read, Stock, together
from studio_backup.engine.service.protection_trouble import trouble_of

Key = tuple[str, str]
"""A wedding's name as names are compared, and its date. Without a name: what was not assigned."""
UNASSIGNED_KEY: Final[Key] = ("", "")
_NOTHING: Final = Held()
_LOG = logging.getLogger("studio_backup.engine")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceStock:
    """A place and what is known to lie there. `points`: ids of complete points it holds; `stored_ns`: of a point's own
    object there, 0 if not known. `reachable`: it answers, or did within its period."""

    tier: str
    place: str
    medium: str
    provider: str = ""
    spot: Spot | None = None
    on_machine: bool = False
    reachable: bool = True
    points: frozenset[str] = frozenset()
    stored_ns: Callable[[PointRow], int] = lambda _: 0
    stocks: Mapping[str, Stock] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lacking:
    """Bytes new in one point, and the places which hold it."""

    appeared_ns: int
    files: int
    tiers: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What there is of one wedding. `lacking`: points which are not at every place, oldest first. `points`: complete
    ones; `groups`: media of the newest points by source, folder and day. `trouble`: why none of it could be told."""

    papers: Held = _NOTHING
    media: Held = _NOTHING
    photos: int = 0
    videos: int = 0
    points: int = 0
    newest: PointRow | None = None
    lacking: tuple[Lacking, ...] = ()
    groups: tuple[tuple[str, Group], ...] = ()
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of points. `content`: None while a point's trees were not read; `appeared_ns`: when the oldest byte
    new in it appeared."""

    content: Callable[[str], PointContent | None]
    appeared_ns: Callable[[PointRow], int]


def wedding_key(wedding: str, date: str) -> Key:
    """How weddings, sources and points are held together."""
    return UNASSIGNED_KEY if wedding in ("", UNASSIGNED) else key_of(wedding, date)


def holdings(rows: Iterable[PointRow], known: Known, places: Sequence[PlaceStock]) -> dict[Key, Holding]:
    """Every wedding that has a complete point. `rows`: oldest first."""
    own: dict[Key, list[PointRow]] = {}
    for row in rows:
        if not row.partial:
            own.setdefault(wedding_key(row.wedding, row.date), []).append(row)
    return {key: _looked(key, found, known, places) for key, found in own.items()}


def _looked(key: Key, rows: Sequence[PointRow], known: Known, places: Sequence[PlaceStock]) -> Holding:
    """One wedding that cannot be told holds up no other."""
    try:
        return _Looking(rows, known, places).holding()
    except Exception as error:
        if key == UNASSIGNED_KEY:
            raise  # it has no place of its own at which it could be said
        _LOG.exception("What there is of %s could not be told.", display(rows[-1].wedding))
        return Holding(points=len(rows), newest=rows[-1], trouble=trouble_of(error))


class _Looking:
    """At one wedding."""

    def __init__(self, rows: Sequence[PointRow], known: Known, places: Sequence[PlaceStock]) -> None:
        self._rows, self._known, self._places = rows, known, places
        self._roots: dict[tuple[str, str, str], list[PointRow]] = {}
        for row in rows:
            self._roots.setdefault((row.collection, row.device, row.source), []).append(row)

    def holding(self) -> Holding:
        newest = [self._content(root[-1]) for root in self._roots.values()]
        groups = [
            (root[-1].source, group)
            for root, content in zip(self._roots.values(), newest, strict=True)
            for group in content.groups
        ]
        return Holding(
            papers=self._held("papers"),
            media=self._held("media"),
            photos=sum(one.photos for one in newest),
            videos=sum(one.videos for one in newest),
            points=len(self._rows),
            newest=self._rows[-1],
            lacking=tuple(self._lacking()),
            groups=tuple(groups),
        )

    def _content(self, row: PointRow) -> PointContent:
        """While its trees were not read all of it may be either: then both classes are there, and nothing is hidden."""
        mark = row.id
        unread = PointContent(photos=row.files, papers=row.files, media_mark=mark, papers_mark=mark)
        return self._known.content(row.id) or unread

    def _held(self, kind: DataClass) -> Held:
        bearing = {key: run for key, root in self._roots.items() if (run := self._run(root, kind))}
        newest = [self._content(run[-1]) for run in bearing.values()]
        first = (row for row in self._rows if _mark(self._content(row), kind))
        states = self._states(kind) if self._is_in_doubt else []
        return Held(
            files=sum(_files(one, kind) for one in newest),
            bytes=sum(one.media_bytes if kind == "media" else one.papers_bytes for one in newest),
            first_ns=min((self._known.appeared_ns(row) for row in first), default=0),
            newest_ns=max((one.media_ns if kind == "media" else one.papers_ns for one in newest), default=0),
            missed=sum(root[-1].unreadable for root in self._roots.values()),
            copies=tuple(self._copy(place, list(bearing.values()), kind, states) for place in self._places),
        )

    def _run(self, root: Sequence[PointRow], kind: DataClass) -> list[PointRow]:
        """The points at the end of a source's history which hold just the same files of the class; none where the
        newest holds none of it."""
        mark = _mark(self._content(root[-1]), kind)
        found: list[PointRow] = []
        for row in reversed(root if mark else ()):
            if _mark(self._content(row), kind) != mark:
                break
            found.append(row)
        return found[::-1]

    def _states(self, kind: DataClass) -> list[State]:
        return states_of(self._roots.values(), lambda row: _mark(self._content(row), kind))

    @cached_property
    def _is_in_doubt(self) -> bool:
        """Whether a place does not answer, or something is known to be damaged there."""
        collections = {collection for collection, _, _ in self._roots}
        known = (place.stocks.get(one) for place in self._places for one in collections)
        return any(not place.reachable for place in self._places) or any(stock.damaged for stock in known if stock)

    def _copy(
        self, place: PlaceStock, bearing: Sequence[Sequence[PointRow]], kind: DataClass, states: Sequence[State]
    ) -> HeldCopy:
        held = [self._first_held(place, run) for run in bearing]
        there = [row for row in held if row is not None]
        read = together([self._read(place, row) for row in there])
        parts = parts_at(place.points, states, lambda row: place.reachable and not self._read(place, row).damaged)
        return HeldCopy(
            tier=place.tier,
            place=place.place,
            medium=place.medium,
            provider=place.provider,
            spot=place.spot,
            on_machine=place.on_machine,
            complete=bool(bearing) and len(there) == len(held),
            readable=place.reachable and not read.damaged,
            partial=len(there) < len(held) and self._any_held(place, kind),
            read_ns=read.oldest_ns,
            parts=parts.given,
            lost=parts.lost,
        )

    def _any_held(self, place: PlaceStock, kind: DataClass) -> bool:
        return any(row.id in place.points and _mark(self._content(row), kind) for row in self._rows)

    def _first_held(self, place: PlaceStock, run: Sequence[PointRow]) -> PointRow | None:
        return next((row for row in run if row.id in place.points), None)

    def _read(self, place: PlaceStock, row: PointRow) -> Read:
        """Of what was at the place before anything else of this wedding was backed up."""
        stock = place.stocks.get(row.collection)
        if stock is None:
            return Read(1, 0, 0)
        own = place.stored_ns(row) or ALWAYS
        if place.on_machine:  # files there bear the times of their own disk, which may be another clock's
            return stock.until(own)
        later = next((one.started_ns for one in self._rows if one.started_ns > row.ended_ns), ALWAYS)
        return stock.until(max(later - 1, own))

    def _lacking(self) -> Iterator[Lacking]:
        """Points whose bytes are not at every place away from this machine. Who holds the same files holds them."""
        away = [place for place in self._places if not place.on_machine]
        for root in self._roots.values():
            before: PointContent | None = None
            held_marks: dict[str, set[tuple[str, str]]] = {place.tier: set() for place in away}
            contents = [self._content(row) for row in root]
            for row, content in zip(root, contents, strict=True):
                for place in away:
                    if row.id in place.points:
                        held_marks[place.tier].add((content.media_mark, content.papers_mark))
            for row, content in zip(root, contents, strict=True):
                marks = content.media_mark, content.papers_mark
                tiers = frozenset(tier for tier, held in held_marks.items() if marks in held)
                is_news = before is None or marks != (before.media_mark, before.papers_mark)
                if is_news and len(tiers) < len(away):
                    new = max(1, row.files - (before.media + before.papers if before else 0))
                    yield Lacking(self._known.appeared_ns(row), new, tiers)
                before = content


def with_waiting(held: Held, since_ns: int, files: int, *, machine_holds: bool) -> Held:
    """With bytes that were seen since then and are in no point yet: no place but this machine has all of it.

    `machine_holds`: the folder they lie in is there.
    """
    if not since_ns:
        return held
    copies = tuple(
        msgspec.structs.replace(
            one,
            complete=one.on_machine and machine_holds,
            partial=one.complete or one.partial,
            read_ns=0 if one.on_machine else one.read_ns,
        )
        for one in held.copies
    )
    first = min(filter(None, (held.first_ns, since_ns)))
    return msgspec.structs.replace(
        held, files=held.files + files, first_ns=first, newest_ns=max(held.newest_ns, since_ns), copies=copies
    )


def _mark(content: PointContent, kind: DataClass) -> str:
    return content.media_mark if kind == "media" else content.papers_mark


def _files(content: PointContent, kind: DataClass) -> int:
    return content.media if kind == "media" else content.papers
