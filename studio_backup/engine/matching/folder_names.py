"""What names of folders say: days, and the words of couples and venues. Pure.

"2026-06-20 Rose Hall", "20.06.2026", "2026_06_20", "Smith & Jones", "20. Juni 2026", and "06-20 Smith" in "2026".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812  # a class; `date` is a text here
from functools import lru_cache
from itertools import chain
from typing import Final

from studio_backup.domain.wedding import BookedWedding

_MONTHS: Final = {
    word: number
    for number, words in enumerate(
        (
            "january jan januar janner jaenner", "february feb februar feber", "march mar marz maerz mrz",
            "april apr", "may mai", "june jun juni", "july jul juli", "august aug", "september sep sept",
            "october oct oktober okt", "november nov", "december dec dezember dez",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_SEP: Final = r"[-_. ]"
_YEAR_FIRST: Final = re.compile(rf"(?<!\d)((?:19|20)\d\d)(?P<s>{_SEP}?)(\d\d?)(?P=s)(\d\d?)(?!\d)")
_YEAR_LAST: Final = re.compile(rf"(?<!\d)(\d\d?)(?P<s>{_SEP})(\d\d?)(?P=s)((?:19|20)?\d\d)(?!\d)")
_SIX: Final = re.compile(r"(?<!\d)(\d\d)(\d\d)(\d\d)(?!\d)")
_DAY_MONTH: Final = re.compile(
    r"(?<!\d)(\d\d?)(?:st|nd|rd|th)?(?: of)?[-_. ]{0,2}([^\W\d_]{3,9})[-_., ]{0,2}((?:19|20)\d\d)?(?!\d)"
)
_MONTH_DAY: Final = re.compile(
    r"(?<![^\W\d_])([^\W\d_]{3,9})[-_. ]{0,2}(\d\d?)(?:st|nd|rd|th)?(?:[-_., ]{1,2}((?:19|20)\d\d))?(?!\d)"
)
_WITHOUT_YEAR: Final = re.compile(r"(?<!\d)(\d\d?)[-_.](\d\d?)\.?(?![-_.]?\d)")
_ONLY_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_ONLY_MONTH: Final = re.compile(r"\A(\d\d?)(?!\d)")
_ONLY_DAY: Final = re.compile(r"\A(\d\d?)(?![\d])")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LONGEST: Final = 255
_PLAIN_WORDS: Final = (
    "and und the der die das of at in im am an zu wedding weddings hochzeit hochzeiten trauung fotos foto photo "
    "photos pictures bilder video videos film raw raws jpg jpeg jpegs nef cr2 cr3 arw raf dng card karte dcim "
    "camera kamera import imports originals selects export exports edit edits edited final delivery best "
    "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag "
    "sonntag shooting shoot event events client clients kunde kunden mr mrs st nd rd th von van de"
)
_PLAIN: Final = frozenset(_PLAIN_WORDS.split())
"""Words which stand in the names of all kinds of folders, and tell of no wedding."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a folder's names say. `days`: YYYY-MM-DD, all that may be meant. `words`: folded, of the folder itself and
    of those above it; `own`: of the folder's own name."""

    days: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Fit:
    """How a wedding's words stand in a folder's names. `couple`: how many of the couple's; `whole`: all of them, or at
    least two; `venue`: all of the venue's."""

    couple: int = 0
    whole: bool = False
    venue: bool = False

    @property
    def rank(self) -> tuple[bool, int, bool]:
        """To compare: more is better."""
        return self.whole, self.couple, self.venue

    @property
    def any(self) -> bool:
        """Whether anything of the wedding is named."""
        return bool(self.couple or self.venue)


def named(names: Sequence[str]) -> Named:
    """What the names say of a folder and of those above it, the topmost first."""
    shown = [name[:_LONGEST] for name in names]
    words = [words_of(name) for name in shown]
    return Named(
        _days(shown),
        frozenset(chain.from_iterable(words)),
        words[-1] if words else frozenset(),
    )


@lru_cache(maxsize=8_192)
def words_of(text: str) -> frozenset[str]:
    """The words that tell something, in any case, without accents; months and what any folder is called left out."""
    found = _WORD.findall(folded(text[:_LONGEST]))
    return frozenset(word for word in found if len(word) > 1 and word not in _PLAIN and word not in _MONTHS)


def fit(said: Named, wedding: BookedWedding) -> Fit:
    """How well the names mean this wedding."""
    couple = words_of(f"{wedding.name} {wedding.couple}")
    venue = words_of(wedding.venue) - couple
    named_couple = couple & said.words
    name = words_of(wedding.name)
    whole = len(named_couple) >= 2 or (bool(name) and name <= said.words)
    return Fit(len(named_couple), whole, bool(venue) and venue <= said.words)


def folded(text: str) -> str:
    """Without case and accents: "Märchen" and "MARCHEN" are one."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def _days(names: Sequence[str]) -> frozenset[str]:
    """The innermost name that bears a day decides; one without a year takes that of the folders above."""
    for index in range(len(names) - 1, -1, -1):
        name = folded(names[index])
        found = frozenset(_whole_days(name)) or frozenset(_with_year(name, names[:index]))
        if found:
            return found
    return frozenset()


def _whole_days(name: str) -> Iterator[str]:
    for one in _YEAR_FIRST.finditer(name):
        yield from _day(int(one[1]), int(one[3]), int(one[4]))
    for one in _YEAR_LAST.finditer(name):
        yield from _year_last(int(one[1]), int(one[3]), one[4], one["s"])
    for one in _SIX.finditer(name):
        yield from _day(2000 + int(one[1]), int(one[2]), int(one[3]))
    for day, month, year in _spelled(name):
        if year:
            yield from _day(year, month, day)


def _year_last(first: int, second: int, year: str, separator: str) -> Iterator[str]:
    """Day first; or month first, as it is written with dashes in America. Two digits may be the year in front, too."""
    whole = int(year) if len(year) == 4 else 2000 + int(year)
    yield from _day(whole, second, first)
    if separator != ".":
        yield from _day(whole, first, second)
    if len(year) == 2:
        yield from _day(2000 + first, second, int(year))


def _spelled(name: str) -> Iterator[tuple[int, int, int]]:
    """(day, month, year or 0) with the month's name."""
    for one in _DAY_MONTH.finditer(name):
        if one[2] in _MONTHS:
            yield int(one[1]), _MONTHS[one[2]], int(one[3] or 0)
    for one in _MONTH_DAY.finditer(name):
        if one[1] in _MONTHS:
            yield int(one[2]), _MONTHS[one[1]], int(one[3] or 0)


def _with_year(name: str, above: Sequence[str]) -> Iterator[str]:
    """A day without a year, in a folder of that year; a day alone, in a folder of that month."""
    year = next((int(one[1]) for part in reversed(above) if (one := _ONLY_YEAR.search(part))), 0)
    if not year:
        return
    for day, month, _ in _spelled(name):
        yield from _day(year, month, day)
    for one in _WITHOUT_YEAR.finditer(name):
        yield from _day(year, int(one[1]), int(one[2]))
        yield from _day(year, int(one[2]), int(one[1]))
    month = _month_alone(above[-1])
    day_alone = _ONLY_DAY.match(name)
    if month and day_alone:
        yield from _day(year, month, int(day_alone[1]))


def _month_alone(name: str) -> int:
    """The month a folder like "06", "06 June", "2026-06" or "June" is of; 0 for none."""
    rest = _ONLY_YEAR.sub("", folded(name), count=1).strip("-_. ")
    number = _ONLY_MONTH.match(rest)
    if number and int(number[1]) <= 12:
        return int(number[1])
    return next((_MONTHS[word] for word in _WORD.findall(rest) if word in _MONTHS), 0)


def _day(year: int, month: int, day: int) -> Iterable[str]:
    try:
        return (Day(year, month, day).isoformat(),)
    except ValueError:
        return ()
