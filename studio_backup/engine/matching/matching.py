"""From what is known of a folder to the weddings it may belong to, how surely, and why. Pure.

The order of weddings, cameras and photos never matters.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import Final, Literal

import msgspec

from studio_backup.base.names import display
from studio_backup.domain.matching import CameraShots, Certainty, ClockOffset, Evidence, Match
from studio_backup.domain.wedding import BookedWedding
from studio_backup.engine.matching.clock_offset import estimated, fits, told_offset
from studio_backup.engine.matching.folder_names import Fit, Named, fit, named, words_of
from studio_backup.engine.matching.spans import HOUR_S, LONGEST_S, Span, day_of, days_of, span_of, time_of

MOST: Final = 5
"""Weddings named for one folder: of forty on one day a person picks by name, not from a list."""
_ASTRAY_S: Final = 26 * HOUR_S
"""So far apart are the clocks of the world."""
_Photos = Literal["none", "elsewhere", "some", "shifted", "agree"]
_ORDER: Final[tuple[_Photos, ...]] = ("elsewhere", "none", "some", "shifted", "agree")
_AGREE: Final = 0.5
"""This share of a folder's dated photos from cameras that were at the wedding."""
_NEARLY_ALL: Final = 0.95
"""This share of its dated photos within the wedding's time, before it is given to it unasked; the rest are those of a
guest. A folder of several days is asked for."""
_NEAR: Final = 0.1
"""From this share of its photos on, a wedding in whose time they lie comes near."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    wedding: BookedWedding
    photos: _Photos
    day: bool
    words: Fit
    clocks: tuple[ClockOffset, ...]
    inside: int
    as_shown: int
    """So many photos lie in its time by clocks that nobody needs to put right."""

    @property
    def rank(self) -> tuple[int, bool, tuple[bool, int, bool]]:
        return _ORDER.index(self.photos), self.day, self.words.rank

    @property
    def counts(self) -> bool:
        """Whether anything at all speaks for it."""
        return self.photos in ("agree", "shifted", "some") or self.day or self.words.whole

    @property
    def order(self) -> tuple[str, str, str]:
        return self.wedding.date, self.wedding.name, self.wedding.id


@dataclass(frozen=True, slots=True)
class _Booked:
    wedding: BookedWedding
    span: Span
    days: frozenset[str]


class WeddingIndex:
    """All weddings of a studio, so that each folder is compared only with those that anything at all speaks for.

    `home`: the studio's zone, to which its cameras may be set wherever it works.
    """

    def __init__(self, weddings: Iterable[BookedWedding], home: tzinfo = UTC) -> None:
        found = (_Booked(one, span_of(one, home), days_of(one)) for one in weddings)
        self._all = sorted(found, key=lambda one: (one.span.first, one.wedding.id))
        self._firsts = [one.span.first for one in self._all]
        self._by_word: dict[str, list[_Booked]] = {}
        self._by_day: dict[str, list[_Booked]] = {}
        for one in self._all:
            for word in words_of(f"{one.wedding.name} {one.wedding.couple} {one.wedding.venue}"):
                self._by_word.setdefault(word, []).append(one)
            for day in one.days:
                self._by_day.setdefault(day, []).append(one)

    def matches(self, evidence: Evidence) -> tuple[Match, ...]:
        """The weddings which the folder may belong to, the best first."""
        evidence = _sorted(evidence)
        said = named(evidence.names)
        near = {one.wedding.id: one for one in self._near(evidence, said)}
        found = [candidate for one in near.values() if (candidate := _candidate(evidence, said, one)).counts]
        found.sort(key=lambda one: one.order)
        found.sort(key=lambda one: one.rank, reverse=True)
        if not found:
            return ()
        tied = sum(one.rank == found[0].rank for one in found)
        rest = [_match(one, "possible", evidence, said, 1) for one in found[1:MOST]]
        certainty = _certainty(found[0], said, tied)
        if certainty == "sure" and not _is_beyond_doubt(found[0], found[1:], evidence):
            certainty = "likely"
        return (_match(found[0], certainty, evidence, said, tied), *rest)

    def _near(self, evidence: Evidence, said: Named) -> Iterator[_Booked]:
        """Those that its names may mean, and those in whose time it may have been taken."""
        for word in said.words:
            yield from self._by_word.get(word, ())
        for day in said.days:
            yield from self._by_day.get(day, ())
        for shots in evidence.cameras:
            if shots.walls_s:
                shifts = [one.seconds for one in evidence.clocks if one.camera == shots.camera] or [0]
                for shift in shifts:
                    yield from self._between(shots.walls_s[0] + shift, shots.walls_s[-1] + shift)

    def _between(self, first: int, last: int) -> Iterator[_Booked]:
        low = bisect.bisect_left(self._firsts, first - LONGEST_S - _ASTRAY_S)
        for one in self._all[low : bisect.bisect_right(self._firsts, last + _ASTRAY_S)]:
            if one.span.last >= first - _ASTRAY_S:
                yield one


def matches(evidence: Evidence, weddings: Iterable[BookedWedding], home: tzinfo = UTC) -> tuple[Match, ...]:
    """As `WeddingIndex.matches`, for one folder."""
    return WeddingIndex(weddings, home).matches(evidence)


def explicit(name: str, date: str, wedding: str = "") -> Match:
    """What a person said: nothing else is asked then."""
    return Match(wedding=wedding, name=name, date=date, certainty="sure", why="You assigned it.")


def clocks_in(evidence: Evidence, wedding: BookedWedding, home: tzinfo = UTC) -> tuple[ClockOffset, ...]:
    """How far the cameras of a folder were off at the wedding it belongs to, those that were."""
    booked = _Booked(wedding, span_of(wedding, home), days_of(wedding))
    candidate = _candidate(_sorted(evidence), named(evidence.names), booked)
    return tuple(one for one in candidate.clocks if one.seconds or one.by_person)


def _sorted(evidence: Evidence) -> Evidence:
    cameras = sorted(
        (msgspec.structs.replace(one, walls_s=tuple(sorted(one.walls_s))) for one in evidence.cameras),
        key=lambda one: (one.camera, one.walls_s, one.not_set, one.undated, one.offset_s or 0),
    )
    return msgspec.structs.replace(evidence, cameras=tuple(cameras))


def _candidate(evidence: Evidence, said: Named, booked: _Booked) -> _Candidate:
    wedding, span, day = booked.wedding, booked.span, bool(said.days & booked.days)
    words = fit(said, wedding)
    dated = [one for one in evidence.cameras if one.walls_s]
    there = {one.camera: shift for one in dated if (shift := _there(one, span, evidence.clocks)) is not None}
    clocks = [_clock(evidence, camera, shift) for camera, shift in there.items()]
    if there or day or words.whole:  # one shoot: what else lies in it is looked at with its clock in doubt
        others = [[wall + there[one.camera] for wall in one.walls_s] for one in dated if one.camera in there]
        doubted = [one for one in dated if one.camera not in there]
        clocks += [clock for one in doubted if (clock := estimated(one, span, others)) is not None]
    shifts = {one.camera: one.seconds for one in clocks if one.certain}
    as_shown = sum(_most_inside(one, span, evidence.clocks) for one in dated)
    photos = _photos(dated, frozenset(there), frozenset(shifts), as_shown)
    put_right = sum(span.inside(one.walls_s, shifts[one.camera]) for one in dated if one.camera in shifts)
    inside = as_shown if photos == "some" else put_right
    return _Candidate(wedding, photos, day, words, tuple(clocks), inside, as_shown)


def _there(shots: CameraShots, span: Span, said: Sequence[ClockOffset]) -> int | None:
    """The shift with which this camera was at the wedding, if nothing but its zone is doubted; None: it was not."""
    return next((shift for shift in _shifts(shots, span, said) if fits(shots, span, shift)), None)


def _most_inside(shots: CameraShots, span: Span, said: Sequence[ClockOffset]) -> int:
    return max(span.inside(shots.walls_s, shift) for shift in _shifts(shots, span, said))


def _shifts(shots: CameraShots, span: Span, said: Sequence[ClockOffset]) -> list[int]:
    by_person = [one.seconds for one in said if one.camera == shots.camera]
    told = told_offset(shots, span)
    return by_person or ([told] if shots.offset_s is not None else [0, span.home_s])


def _clock(evidence: Evidence, camera: str, shift: int) -> ClockOffset:
    said = next((one for one in evidence.clocks if one.camera == camera), None)
    return said or ClockOffset(camera=camera, seconds=shift, why="It shows the time of another zone." if shift else "")


def _photos(dated: Sequence[CameraShots], there: frozenset[str], explained: frozenset[str], as_shown: int) -> _Photos:
    total = sum(len(one.walls_s) for one in dated)
    if not total:
        return "none"
    of_there = sum(len(one.walls_s) for one in dated if one.camera in there)
    of_explained = sum(len(one.walls_s) for one in dated if one.camera in explained)
    if of_there >= _AGREE * total:
        return "agree"
    if of_explained >= _AGREE * total:
        return "shifted"
    return "some" if of_there or as_shown >= _NEAR * total else "elsewhere"


def _certainty(best: _Candidate, said: Named, tied: int) -> Certainty:
    if tied > 1 or best.wedding.cancelled or best.photos == "elsewhere":
        return "possible"
    if best.photos == "some":
        return "likely" if best.day or best.words.whole else "possible"
    if best.photos == "agree" and best.day and (best.words.any or not said.own):
        return "sure"
    return "likely"


def _is_beyond_doubt(best: _Candidate, others: Sequence[_Candidate], evidence: Evidence) -> bool:
    """Whether nearly all of it was taken at this wedding, most of it tells when, and no other may be meant as well."""
    dated = sum(len(one.walls_s) for one in evidence.cameras)
    untold = sum(one.not_set + one.undated for one in evidence.cameras)
    alone = all(one.as_shown < _NEAR * dated or one.words.rank < best.words.rank for one in others)
    return best.as_shown >= _NEARLY_ALL * dated and untold <= dated and alone


def _match(one: _Candidate, certainty: Certainty, evidence: Evidence, said: Named, tied: int) -> Match:
    name, photos = _says_name(one, said), _says_photos(one, evidence)
    joint = ", but " if one.photos in ("none", "elsewhere") and name else ", and "
    told = joint.join(filter(None, (name, photos)))
    text = f"{told[:1].upper()}{told[1:]}."
    if tied > 1 and certainty == "possible":
        text += f" {tied} weddings fit equally well{f', of which {MOST} are named' if tied > MOST else ''}."
    if one.wedding.cancelled:
        text += " This wedding was cancelled."
    return Match(wedding=one.wedding.id, name=one.wedding.name, date=one.wedding.date, certainty=certainty, why=text)


def _says_name(one: _Candidate, said: Named) -> str:
    named_words = [
        *(["the couple"] if one.words.couple else []),
        *(["the venue"] if one.words.venue else []),
    ]
    if one.day:
        named_words.insert(0, "the day")
    if named_words:
        return f"its name tells {', '.join([*named_words[:-2], ' and '.join(named_words[-2:])])}"
    if said.days:
        return f"its name says {' or '.join(sorted(said.days)[:2])}"
    return ""


def _says_photos(one: _Candidate, evidence: Evidence) -> str:
    walls = [wall for shots in evidence.cameras for wall in shots.walls_s]
    unset = sum(shots.not_set for shots in evidence.cameras)
    if not walls:
        return "no photo in it tells when it was taken" + (": the camera's clock was not set" if unset else "")
    if one.photos in ("agree", "shifted", "some"):
        text = f"{one.inside:,} of {len(walls):,} dated photos were taken while it was on"
        off = [clock for clock in one.clocks if clock.seconds]
        if off:
            text += f", with the clock of {display(off[0].camera) or 'a camera'} put right"
        return text
    return f"its photos are from {_range(min(walls), max(walls))}"


def _range(first: int, last: int) -> str:
    if day_of(first) == day_of(last):
        return f"{day_of(first)}, {time_of(first)} to {time_of(last)}"
    return f"{day_of(first)} to {day_of(last)}"
