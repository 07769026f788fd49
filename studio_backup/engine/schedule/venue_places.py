"""Where a venue is, told from its text alone: larger towns of ten countries are bundled, and nobody is asked.

A place counts by whole words, at the end of a part of the text ("Rose Hall, York", "The Barn, 50100 Firenze"), inside a
part only if that would not change the time zone or the country is named too. A country or region at the end decides
between places of one name, and against places that are elsewhere; else the studio's own zone does, else the larger one.
"""

from __future__ import annotations

import csv
import functools
import importlib.resources
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from studio_backup.domain.wedding import Spot

_RESOURCES: Final = "studio_backup_resources"
_PARTS: Final = re.compile(r"[,;\n\r()|/]+")
_WORD: Final = re.compile(r"[^\W_]+")
_LONGEST_TEXT: Final = 500
_MOST_WORDS: Final = 5
_ABBREVIATION: Final = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A larger town. `country`: ISO 3166, `region`: where its country has states, `zone`: an IANA name."""

    name: str
    country: str
    region: str
    zone: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class _Region:
    country: str
    region: str
    in_capitals: bool

    def has(self, place: Place) -> bool:
        return place.country == self.country and self.region in ("", place.region)


@dataclass(frozen=True, slots=True)
class _Hit:
    place: Place
    part: int
    words: int
    stop: int
    at_end: bool


@dataclass(frozen=True, slots=True)
class Places:
    """All that are known: by their names, the larger one first; and countries and regions by theirs."""

    towns: Mapping[str, Sequence[Place]]
    regions: Mapping[str, Sequence[_Region]]

    def find(self, text: str, near: str = "") -> Place | None:
        """The place which the text names; None for none that is known. `near`: the studio's zone."""
        parts = [words for part in _PARTS.split(text[:_LONGEST_TEXT]) if (words := _words(part))]
        rest, regions = self._without_regions(parts)
        towns = [hit for hit in self._hits(parts) if hit.part >= len(rest) or hit.stop > len(rest[hit.part])]
        hits = [*self._hits(rest), *towns]
        within = [hit for hit in hits if all(any(one.has(hit.place) for one in named) for named in regions)]
        loose = [hit for hit in hits if hit.at_end or hit.place.zone == near]
        likely = (within or towns) if regions else loose  # "Rose Hall, Washington": towns that could be regions
        best = max(likely, key=lambda hit: (hit.at_end, hit.part, hit.words, hit.place.zone == near), default=None)
        return best.place if best else None

    def _without_regions(self, parts: Sequence[Sequence[str]]) -> tuple[list[Sequence[str]], list[Sequence[_Region]]]:
        """The text without the countries and regions at its end, and which these are."""
        rest, regions = list(parts), []
        while rest:
            named, length = self._region_at_end(rest[-1])
            if not named:
                break
            regions.append(named)
            rest[-1:] = [rest[-1][:-length]] if length < len(rest[-1]) else []
        return rest, regions

    def _hits(self, parts: Sequence[Sequence[str]]) -> Iterator[_Hit]:
        for number, words in enumerate(parts):
            end = len(words) - _tail(words)
            for start, stop in _spans(len(words)):
                for place in self.towns.get(_key(words[start:stop]), ()):
                    yield _Hit(place, number, stop - start, stop, stop >= end)

    def _region_at_end(self, words: Sequence[str]) -> tuple[Sequence[_Region], int]:
        """The countries and regions that the last words of a part name, and how many words these are."""
        for length in range(min(len(words), _MOST_WORDS), 0, -1):
            told = words[len(words) - length :]
            capitals = all(word.isupper() for word in told)
            found = [one for one in self.regions.get(_key(told), ()) if capitals or not one.in_capitals]
            if found:
                return found, length
        return (), 0


def _spans(length: int) -> Iterator[tuple[int, int]]:
    """Begin and end of each few words in a row."""
    for start in range(length):
        yield from ((start, stop) for stop in range(start + 1, min(length, start + _MOST_WORDS) + 1))


def _tail(words: Sequence[str]) -> int:
    """How many words at the end are no name: the abbreviation of a province ("Firenze FI")."""
    return int(len(words) > 1 and len(words[-1]) == 2 and words[-1].isupper())


def _words(part: str) -> list[str]:
    """The words of a part of an address, without numbers and postcodes."""
    plain = part.replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "").replace(".", " ")
    return [word for word in _WORD.findall(plain) if not any(char.isdigit() for char in word)]


def _key(words: Sequence[str]) -> str:
    """Words as they are compared: without accents, in any case."""
    text = unicodedata.normalize("NFKD", " ".join(words).casefold())
    return "".join(char for char in text if not unicodedata.combining(char))


@functools.cache
def known_places() -> Places:
    """The bundled list, read once."""
    towns: dict[str, list[Place]] = {}
    for row in _rows("venue-places.csv"):
        spot = Spot(latitude=float(row["latitude"]), longitude=float(row["longitude"]))
        place = Place(row["name"], row["country"], row["region"], row["zone"], spot)
        for name in _names(row):
            towns.setdefault(_key(_words(name)), []).append(place)
    regions: dict[str, list[_Region]] = {}
    for row in _rows("venue-regions.csv"):
        for name in _names(row):
            words = _words(name)
            short = name.isupper() and len("".join(words)) <= _ABBREVIATION
            regions.setdefault(_key(words), []).append(_Region(row["country"], row["region"], short))
    return Places(towns, regions)


def _names(row: Mapping[str, str]) -> list[str]:
    return [row["name"], *filter(None, row["also"].split("|"))]


def _rows(name: str) -> list[dict[str, str]]:
    text = importlib.resources.files(_RESOURCES).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
