"""The calendar decides: how each wedding stands now, kept in memory, and reckoned anew when something came.

What lies where is gathered when work has ended (`gather`); what waits in sources, the calendar and the clock are looked
at again and again (`refresh`), and cost nothing while none of them changed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

import msgspec

from studio_backup.catalog.points import PointRow
from studio_backup.domain.job import Level
from studio_backup.domain.protection import Protection, WeddingProtection
from studio_backup.domain.source import WatchedSource
from studio_backup.domain.wedding import BookedWedding
from studio_backup.domain.wedding_names import key_of
from studio_backup.engine.schedule.priority import priority, studio_papers, unassigned_files, unassigned_media
from studio_backup.engine.schedule.priority_facts import StudioFacts
from studio_backup.engine.schedule.quiet import QuietSpan, quiet_for
from studio_backup.engine.service.protection_held import (
    UNASSIGNED_KEY,
    Holding,
    Key,
    Known,
    PlaceStock,
    holdings,
    wedding_key,
    with_waiting,
)
from studio_backup.engine.service.protection_places import KnownPlace, KnownVault, Stocks, places_of
from studio_backup.engine.service.protection_risk import Cause, away_from, exposed, judged, most_at_risk
from studio_backup.engine.service.protection_trouble import TRIED_AGAIN_NS, Troubled, without_event
from studio_backup.engine.service.protection_values import STILL, Standing, Waiting
from studio_backup.engine.watch.values import SourceState

Rows: TypeAlias = Callable[[], Sequence[PointRow]]
"""All points, oldest first; asked for only where they are needed."""
_AGAIN_NS: Final = 3_600 * 10**9
"""Copies age, and seasons come: so often all is reckoned anew though nothing came."""
_DAY_NS: Final = 86_400 * 10**9
_NOTHING: Final = Holding()
_UNKNOWN: Final[Level] = "critical"
"""How urgent is what nobody can tell."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is looked at besides what lies where. `facts`: of the studio; `cause`: why a tier lacks something."""

    weddings: Callable[[], Sequence[BookedWedding]]
    sources: Callable[[], Sequence[WatchedSource]]
    states: Callable[[], Sequence[SourceState]]
    facts: Callable[[], StudioFacts]
    cause: Cause
    now_ns: Callable[[], int]


class Protecting:
    """Safe for many threads; one gathers. `standings` is never changed, only replaced."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._mutex = threading.Lock()
        self._stocks = Stocks()
        self._gathered: object = None
        self.places: tuple[PlaceStock, ...] = ()
        """What lies at each place, as it was gathered last."""
        self._holdings: Mapping[Key, Holding] = {}
        self._seen: object = None
        self._next_ns = 0
        self._names = KeyNames(())
        self.standings: Mapping[Key, Standing] = {}
        self.most_at_risk: Standing | None = None
        self._troubled = Troubled()
        self.changes = 0
        """Counts the times at which something was reckoned anew."""

    # What lies where

    def gather(self, vault: KnownVault, tiers: Sequence[KnownPlace], rows: Rows, known: Known, changes: int) -> None:
        """Take in what is known of every place; nothing is done if that is as it was. `changes`: of the index."""
        now = self._around.now_ns()
        stamp = (
            changes,
            vault.trouble,
            id(vault.records),
            tuple((one.tier, id(one.records), one.contact.trouble, now // _DAY_NS) for one in tiers),
        )
        if stamp == self._gathered:
            return
        complete = [row for row in rows() if not row.partial]
        self.places = places_of(vault, tiers, complete, self._stocks, now)
        self._holdings = holdings(complete, known, self.places)
        self._kept = vault.records, tuple(one.records for one in tiers)  # so that no other gets their identity
        self._gathered = stamp

    @property
    def gathered(self) -> bool:
        """Whether it is known what lies where."""
        return self._gathered is not None

    # How weddings stand

    def refresh(self) -> bool:
        """Reckon anew, if something changed; returns whether it did."""
        with self._mutex:
            now = self._around.now_ns()
            weddings, facts = self._around.weddings(), self._around.facts()
            keys = {*self._holdings, *(key_of(one.name, one.date) for one in weddings)}
            waiting = waiting_of(self._around.sources(), self._around.states(), KeyNames(keys))
            seen = (weddings, id(self._holdings), facts, waiting, now // _AGAIN_NS)
            if seen == self._seen and not 0 < self._next_ns <= now:
                self._judge(facts, now)
                return False
            self._seen = seen
            self.standings = {one.key: one for one in self._reckoned(weddings, facts, waiting, now)}
            self._names = KeyNames(self.standings)
            self._next_ns = min((one.until_ns for one in self.standings.values() if one.until_ns > now), default=0)
            if any(one.booked.trouble for one in self.standings.values()):
                self._next_ns = min(self._next_ns or now + TRIED_AGAIN_NS, now + TRIED_AGAIN_NS)
            self._judge(facts, now)
            self.changes += 1
            return True

    def of(self, wedding: str, date: str) -> Standing | None:
        """One wedding, by name and date; without a date the only one of that name."""
        return self.standings.get(self.key(wedding, date))

    def key(self, wedding: str, date: str) -> Key:
        """How a wedding is known here."""
        return self._names.key(wedding, date)

    def at(self, one: Standing, at_ns: int) -> WeddingProtection:
        """What it needs at another moment: what lies where as now, the calendar as of then."""
        now = self._around.now_ns()
        return priority(one.booked, one.papers, one.media, self._around.facts(), at_ns, held_ns=now)

    def quiet(self) -> QuietSpan | None:
        """What work that can wait waits for now; None for nothing."""
        booked = (one.booked for one in self.standings.values())
        return quiet_for(booked, self._around.facts(), self._around.now_ns())

    def unassigned(self) -> Holding:
        """What belongs to no wedding."""
        return self._holdings.get(UNASSIGNED_KEY, _NOTHING)

    def of_no_wedding(self, *, media: bool, dismissed: bool) -> Protection:
        """What a source needs that belongs to no wedding. `media`: it holds some, or may; `dismissed`: a person said
        that it is the studio's own."""
        now, facts, holding = self._around.now_ns(), self._around.facts(), self.unassigned()
        if dismissed:
            return studio_papers(holding.papers, facts, now)
        return unassigned_media(holding.media, facts, now) if media else unassigned_files(holding.papers, facts, now)

    def _reckoned(
        self,
        weddings: Iterable[BookedWedding],
        facts: StudioFacts,
        waiting: Mapping[Key, Waiting],
        now_ns: int,
    ) -> Iterable[Standing]:
        booked = {key_of(one.name, one.date): one for one in weddings}
        for key, one in booked.items():
            yield self._reckon(key, one, facts, waiting.get(key, STILL), now_ns)
        for key in (self._holdings.keys() | waiting.keys()) - booked.keys() - {UNASSIGNED_KEY}:
            holding = self._holdings.get(key, _NOTHING)
            name = holding.newest.wedding if holding.newest else key[0]
            unbooked = BookedWedding(id="", name=name, date=key[1], zone="", start_ns=0, end_ns=0)
            yield self._reckon(key, unbooked, facts, waiting.get(key, STILL), now_ns)

    def _reckon(self, key: Key, booked: BookedWedding, facts: StudioFacts, waiting: Waiting, now_ns: int) -> Standing:
        """One wedding that cannot be reckoned holds up no other: it is as urgent as it was, and never well."""
        holding = self._holdings.get(key, _NOTHING)
        trouble = holding.trouble
        if not trouble:
            try:
                one = self._standing(key, booked, facts, waiting, now_ns)
            except Exception as error:  # what one wedding is told wrong by, the others must not be
                trouble = self._troubled.met(key, booked.name, error)
            else:
                self._troubled.over(key)
                return one
        before = self.standings.get(key)
        return Standing(
            key=key,
            booked=without_event(booked, trouble),
            holding=holding,
            waiting=waiting,
            level=before.level if before is not None else _UNKNOWN,
            sentence=trouble,
        )

    def _standing(self, key: Key, booked: BookedWedding, facts: StudioFacts, waiting: Waiting, now_ns: int) -> Standing:
        holding = self._holdings.get(key, _NOTHING)
        papers = with_waiting(holding.papers, waiting.papers_ns, waiting.files, machine_holds=waiting.there)
        media = with_waiting(holding.media, waiting.media_ns, waiting.files, machine_holds=waiting.there)
        protection = priority(booked, papers, media, facts, now_ns)
        one = Standing(
            key=key,
            booked=booked,
            holding=holding,
            papers=papers,
            media=media,
            waiting=waiting,
            protection=protection,
            exposure=exposed(holding, waiting, away_from(facts, booked.spot)),
        )
        return leading(one)

    def _judge(self, facts: StudioFacts, now_ns: int) -> None:
        """What lacks copies, and whether for too long: by the clock."""
        lacking = [one for one in self.standings.values() if one.exposure.since_ns]
        news = {one.key: found for one in lacking if (found := self._judged(one, facts, now_ns)) != one}
        if news:
            self.standings = {**self.standings, **news}
        self.most_at_risk = most_at_risk(self.standings.values())

    def _judged(self, one: Standing, facts: StudioFacts, now_ns: int) -> Standing:
        try:
            found = judged(one, away_from(facts, one.booked.spot), self._around.cause, now_ns)
        except Exception as error:  # as above
            trouble = self._troubled.met((one.key, "judged"), one.booked.name, error)
            booked = msgspec.structs.replace(one.booked, trouble=one.booked.trouble or trouble)
            return replace(one, booked=booked, sentence=booked.trouble)
        was = self._troubled.over((one.key, "judged"))
        if was and found.booked.trouble == was:
            found = leading(replace(found, booked=msgspec.structs.replace(found.booked, trouble="")))
        return found


def leading(one: Standing) -> Standing:
    """With the level of the more urgent of papers and media, and why."""
    if not one.protections:
        return one
    first = one.protections[0]
    return replace(one, level=first.level, sentence=" ".join(reason.text for reason in first.reasons))


class KeyNames:
    """Finds weddings by name where no date is told."""

    def __init__(self, keys: Iterable[Key]) -> None:
        self._keys = frozenset(keys)
        self._by_name: dict[str, list[Key]] = {}
        for key in self._keys:
            self._by_name.setdefault(key[0], []).append(key)

    def key(self, wedding: str, date: str) -> Key:
        """Of a wedding: that of the only one of this name, where no date is told and none has none."""
        key = wedding_key(wedding, date)
        same = self._by_name.get(key[0], ())
        return same[0] if not key[1] and key not in self._keys and len(same) == 1 else key


def waiting_of(sources: Iterable[WatchedSource], states: Iterable[SourceState], names: KeyNames) -> dict[Key, Waiting]:
    """By wedding, what was seen in its sources and is in no point yet. What nobody knows the name of may be either."""
    known = {state.id: state for state in states}
    found: dict[Key, Waiting] = {}
    for source in sources:
        state = known.get(source.id)
        if state is not None and source.wedding:
            key = names.key(source.wedding, source.date)
            found[key] = _more(found.get(key, STILL), state)
    return {key: one for key, one in found.items() if one.since_ns}


def _more(before: Waiting, state: SourceState) -> Waiting:
    media_ns = state.waiting_since_ns if state.at_least else state.waiting_media_since_ns
    is_sorted = state.waiting_media_since_ns and not state.at_least
    papers_ns = state.waiting_papers_since_ns if is_sorted else state.waiting_since_ns
    return Waiting(
        papers_ns=_earlier(before.papers_ns, papers_ns),
        media_ns=_earlier(before.media_ns, media_ns),
        files=before.files + state.waiting_files,
        there=before.there and state.present in ("present", "unknown"),
    )


def _earlier(one_ns: int, other_ns: int) -> int:
    return min(filter(None, (one_ns, other_ns)), default=0)
