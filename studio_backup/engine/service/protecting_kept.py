"""How weddings stand, kept: one is reckoned anew only when something is known of it that was not, or when the moment
has come at which the clock alone changes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from studio_backup.domain.wedding import BookedWedding
from studio_backup.engine.health.limits import SECOND
from studio_backup.engine.schedule.priority_facts import StudioFacts
from studio_backup.engine.schedule.priority_steady import EVER_NS
from studio_backup.engine.service.protection_held import Holding, Key
from studio_backup.engine.service.protection_trouble import TRIED_AGAIN_NS
from studio_backup.engine.service.protection_values import Standing, Waiting


class Given(NamedTuple):
    """All that one wedding is reckoned from, beside the studio and the clock. `left_out`: names of tiers to which its
    policies want no copy."""

    booked: BookedWedding
    holding: Holding
    waiting: Waiting
    left_out: frozenset[str]


class Reckoned(NamedTuple):
    """How it stands, and until when if nothing but the clock changes, ns UTC."""

    standing: Standing
    until_ns: int


Reckon = Callable[[Key, Given, int], Reckoned]
"""One wedding at a moment."""


@dataclass(frozen=True, slots=True)
class _Kept:
    given: Given
    found: Reckoned
    at_ns: int

    def holds(self, given: Given, now_ns: int) -> bool:
        """Whether it would be reckoned to the same now. A clock that was set back is no reason to trust it."""
        return self.at_ns <= now_ns < self.found.until_ns and self.given == given


class KeptStandings:
    """Of all weddings. `next_ns`: when the clock changes the first of them. Used by one thread at a time."""

    def __init__(self, reckon: Reckon) -> None:
        self._reckon = reckon
        self._facts: StudioFacts | None = None
        self._kept: Mapping[Key, _Kept] = {}
        self.next_ns = EVER_NS

    def of(self, given: Mapping[Key, Given], facts: StudioFacts, now_ns: int) -> dict[Key, Standing]:
        """These weddings in this studio; others are forgotten."""
        known = self._kept if facts == self._facts else {}
        self._kept = {key: self._one(known.get(key), key, one, now_ns) for key, one in given.items()}
        self._facts = facts
        self.next_ns = min((one.found.until_ns for one in self._kept.values()), default=EVER_NS)
        return {key: one.found.standing for key, one in self._kept.items()}

    def _one(self, before: _Kept | None, key: Key, given: Given, now_ns: int) -> _Kept:
        if before is not None and before.holds(given, now_ns):
            return before
        return _Kept(given, self._reckon(key, given, now_ns), now_ns)


@dataclass(frozen=True, slots=True)
class _Judgement:
    given: Standing
    found: Standing
    at_ns: int
    until_ns: int


class KeptJudgements:
    """Whether what weddings lack was lacking for too long: looked at again when it becomes too long, when it changed,
    and when `causes` did, why tiers lack something. Used by one thread at a time."""

    def __init__(self, judge: Callable[[Standing, int], Standing]) -> None:
        self._judge = judge
        self._causes: object = None
        self._kept: dict[Key, _Judgement] = {}

    def of(self, lacking: Iterable[Standing], causes: object, now_ns: int) -> list[Standing]:
        """Those which lack something, judged."""
        known = self._kept if causes == self._causes else {}
        self._kept = {one.key: self._one(known.get(one.key), one, now_ns) for one in lacking}
        self._causes = causes
        return [one.found for one in self._kept.values()]

    def _one(self, before: _Judgement | None, one: Standing, now_ns: int) -> _Judgement:
        is_known = before is not None and (one is before.given or one is before.found)
        if before is not None and is_known and before.at_ns <= now_ns < before.until_ns:
            return before
        late_ns = one.exposure.since_ns + one.allowed_s * SECOND + 1
        found, until_ns = self._judge(one, now_ns), late_ns if late_ns > now_ns else EVER_NS
        return _Judgement(one, found, now_ns, now_ns + TRIED_AGAIN_NS if found.booked.trouble else until_ns)
