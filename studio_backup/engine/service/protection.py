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
from studio_backup.engine.schedule.priority_steady import EVER_NS, steady_until
from studio_backup.engine.schedule.quiet import QuietSpan, quiet_for
from studio_backup.engine.service.protecting_kept import Given, KeptJudgements, KeptStandings, Reckoned
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
from studio_backup.engine.service.protection_left_out import NOWHERE, left_out_of, without
from studio_backup.engine.service.protection_places import KnownPlace, KnownVault, Stocks, places_of
from studio_backup.engine.service.protection_risk import Cause, away_from, exposed, judged, most_at_risk
from studio_backup.engine.service.protection_trouble import TRIED_AGAIN_NS, Troubled, without_event
from studio_backup.engine.service.protection_values import STILL, Standing, Waiting
from studio_backup.engine.watch.values import SourceState

Rows: TypeAlias = Callable[[], Sequence[PointRow]]
"""All points, oldest first; asked for only where they are needed."""
_DAY_NS: Final = 86_400 * 10**9
_NOTHING: Final = Holding()
_UNKNOWN: Final[Level] = "critical"
"""How urgent is what nobody can tell."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is looked at besides what lies where. `facts`: of the studio; `cause`: why a tier lacks something;
    `left_out`: by source id, the tiers to which its policy wants no copy."""

    weddings: Callable[[], Sequence[BookedWedding]]
    sources: Callable[[], Sequence[WatchedSource]]
    states: Callable[[], Sequence[SourceState]]
    facts: Callable[[], StudioFacts]
    left_out: Callable[[], Mapping[str, frozenset[str]]]
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
        self._seen_ns, self._next_ns = 0, EVER_NS
        self._facts = StudioFacts()
        self._standings, self._judgements = KeptStandings(self._reckon), KeptJudgements(self._judged)
        self._booked_from: tuple[object, object] = (None, None)
        self._booked: Mapping[Key, BookedWedding] = {}
        self._names = self._all_names = KeyNames(())
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
        """Reckon anew what changed, and what the clock changes; returns whether there was any of that."""
        with self._mutex:
            now, weddings, sources = self._around.now_ns(), self._around.weddings(), self._around.sources()
            facts = self._around.facts()
            self._facts = facts if facts != self._facts else self._facts
            names = self._named(weddings)
            waiting = waiting_of(sources, self._around.states(), names)
            left_out = left_out_of(sources, self._around.left_out(), names)
            seen = (weddings, id(self._holdings), self._facts, waiting, left_out)
            is_news = seen != self._seen or not self._seen_ns <= now < self._next_ns
            if is_news:
                self._seen, self._seen_ns = seen, now
                self.standings = self._standings.of(self._given(waiting, left_out), self._facts, now)
                self._names, self._next_ns = KeyNames(self.standings), self._standings.next_ns
                self.changes += 1
            self._judge(now)
            return is_news

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

    def _named(self, weddings: Sequence[BookedWedding]) -> KeyNames:
        """All there are, by name: sorted again only where another wedding came."""
        if weddings is not self._booked_from[0] or self._holdings is not self._booked_from[1]:
            self._booked_from = weddings, self._holdings
            self._booked = {key_of(one.name, one.date): one for one in weddings}
            self._all_names = KeyNames(self._holdings.keys() | self._booked.keys())
        return self._all_names

    def _given(self, waiting: Mapping[Key, Waiting], left_out: Mapping[Key, frozenset[str]]) -> dict[Key, Given]:
        unbooked = (self._holdings.keys() | waiting.keys()) - self._booked.keys() - {UNASSIGNED_KEY}
        booked = {**self._booked, **{key: self._unbooked(key) for key in unbooked}}
        return {
            key: Given(one, self._holdings.get(key, _NOTHING), waiting.get(key, STILL), left_out.get(key, NOWHERE))
            for key, one in booked.items()
        }

    def _unbooked(self, key: Key) -> BookedWedding:
        newest = self._holdings.get(key, _NOTHING).newest
        return BookedWedding(
            id="", name=newest.wedding if newest else key[0], date=key[1], zone="", start_ns=0, end_ns=0
        )

    def _reckon(self, key: Key, given: Given, now_ns: int) -> Reckoned:
        """One wedding that cannot be reckoned holds up no other: it is as urgent as it was, and never well."""
        trouble = given.holding.trouble
        if not trouble:
            try:
                found = self._standing(key, given, now_ns)
            except Exception as error:  # what one wedding is told wrong by, the others must not be
                trouble = self._troubled.met(key, given.booked.name, error)
            else:
                self._troubled.over(key)
                return found
        before = self.standings.get(key)
        standing = Standing(
            key=key,
            booked=without_event(given.booked, trouble),
            holding=given.holding,
            waiting=given.waiting,
            level=before.level if before is not None else _UNKNOWN,
            sentence=trouble,
        )
        return Reckoned(standing, now_ns + TRIED_AGAIN_NS)

    def _standing(self, key: Key, given: Given, now_ns: int) -> Reckoned:
        booked, holding, waiting, left_out = given
        facts, there = self._facts, waiting.there
        papers = with_waiting(holding.papers, waiting.papers_ns, waiting.files, machine_holds=there)
        media = with_waiting(holding.media, waiting.media_ns, waiting.files, machine_holds=there)
        papers, media = without(papers, left_out), without(media, left_out)
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
        return Reckoned(leading(one), steady_until(booked, papers, media, protection, facts, now_ns))

    def _judge(self, now_ns: int) -> None:
        """What lacks copies, and whether for too long: by the clock."""
        lacking = [one for one in self.standings.values() if one.exposure.since_ns]
        causes = {one.tier: self._around.cause(one.tier) for one in self._facts.places}
        judged_now = self._judgements.of(lacking, causes, now_ns)
        if any(found is not one for found, one in zip(judged_now, lacking, strict=True)):
            self.standings = {**self.standings, **{one.key: one for one in judged_now}}
        self.most_at_risk = most_at_risk(judged_now)

    def _judged(self, one: Standing, now_ns: int) -> Standing:
        try:
            found = judged(one, away_from(self._facts, one.booked.spot), self._around.cause, now_ns)
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
        self._asked: dict[tuple[str, str], Key] = {}

    def key(self, wedding: str, date: str) -> Key:
        """Of a wedding: that of the only one of this name, where no date is told and none has none."""
        known = self._asked.get((wedding, date))
        if known is None:
            known = self._asked[wedding, date] = self._found(wedding_key(wedding, date))
        return known

    def _found(self, key: Key) -> Key:
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
