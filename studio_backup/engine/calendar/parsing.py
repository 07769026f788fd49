"""Any bytes as a calendar: events, or a sentence that says why there are none. Pure; see `reading` for its process."""

from __future__ import annotations

import hashlib
import re
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from studio_backup.engine.calendar.lines import MOST_EVENTS, blocks, text_of
from studio_backup.engine.calendar.properties import Properties
from studio_backup.engine.calendar.series import Occurrence, block_of, occurrences, too_often
from studio_backup.engine.calendar.spans import Span, span
from studio_backup.engine.calendar.texts import NOTES, PLACE, TITLE, clean, unescaped
from studio_backup.engine.calendar.values import Event, NotACalendar, Reading

BACK: Final = timedelta(days=366)
AHEAD: Final = timedelta(days=3 * 366)
MOST_OCCURRENCES: Final = 60_000
_MOST_SENTENCES: Final = 50
_SANE: Final = range(1900, 2201)
_LONGEST_NS: Final = 366 * 86_400 * 10**9
"""No event lasts longer: some calendars write the year 9999 for an end that nobody knows."""
_CANCELLED: Final = re.compile(r"^\W*(cancell?ed|abgesagt|annulée?|cancelad[ao]|annullat[ao]|geannuleerd)\b", re.I)
_YEAR: Final = re.compile(r":\s*(\d{4})\d{4}")
_NAME: Final = re.compile(r"^X-WR-CALNAME[^:\n]*:([^\n]{1,400})", re.MULTILINE | re.IGNORECASE)


def read_calendar(data: bytes, zone: ZoneInfo, now_ns: int) -> Reading:
    """The events from a year ago to three years ahead. NotACalendar for what is none, or is too large.

    `zone`: the studio's, for days of events that bear none.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # icalendar warns of what this module speaks of itself
        return _Reader(zone, datetime.fromtimestamp(now_ns / 1e9, UTC)).read(text_of(data))


class _Reader:
    """One reading."""

    def __init__(self, zone: ZoneInfo, now: datetime) -> None:
        self._zone, self._begins, self._ends = zone, now - BACK, now + AHEAD
        self._sentences: dict[str, None] = {}
        self._untold = 0
        self._unknown: list[str] = []

    def read(self, text: str) -> Reading:
        """All of it."""
        events: dict[str, Event] = {}
        groups = self._groups(text)
        for uid in sorted(groups, key=lambda uid: any(one.recurs for one in groups[uid])):  # what recurs comes last
            if len(events) >= MOST_OCCURRENCES:
                self._say(
                    f"“{_title(groups[uid][0])}” was left out: more than {MOST_OCCURRENCES:,} events are not read."
                )
                continue
            events |= {event.uid: event for event in self._of_group(uid, groups[uid])}
        for name in self._unknown:
            self._say(f"The time zone “{clean(name, 80)}” is unknown here: the place's, or the studio's, is taken.")
        if self._untold:
            self._sentences[f"And {self._untold:,} more of such sentences."] = None
        ordered = sorted(events.values(), key=lambda one: (one.starts_ns(self._zone), one.uid))
        return Reading(name=_name(text), events=tuple(ordered), sentences=tuple(self._sentences))

    def _groups(self, text: str) -> dict[str, list[Properties]]:
        """The events of these years by their UID: several are a series, or versions of one."""
        groups: dict[str, list[Properties]] = {}
        for number, block in enumerate(blocks(text)):
            if number >= MOST_EVENTS:
                raise NotACalendar(
                    f"The calendar holds more than {MOST_EVENTS:,} events.",
                    hint="Share a calendar of the studio's weddings alone, or leave old years out.",
                )
            one = Properties(block, self._unknown)
            if one.recurs or not self._far(one):
                groups.setdefault(_uid(one), []).append(one)
        return groups

    def _far(self, one: Properties) -> bool:
        """Whether it begins far from these years; most events of an old calendar do."""
        found = _YEAR.search(one.line("DTSTART"))
        year = int(found[1]) if found else self._begins.year
        if year not in _SANE:
            self._say(f"“{_title(one)}” is dated in the year {year}: it was left out.")
        return not self._begins.year - 1 <= year <= self._ends.year + 1

    def _of_group(self, uid: str, group: list[Properties]) -> Iterator[Event]:
        if any(one.recurs for one in group):
            if not any(map(self._too_often, group)):
                yield from self._of_series(uid, group)
                return
            group = [one for one in group if not one.line("RECURRENCE-ID")] or group
        yield from self._of_one(uid, max(group, key=lambda one: (one.number("SEQUENCE"), one.raw("LAST-MODIFIED"))))

    def _too_often(self, one: Properties) -> bool:
        try:
            often = too_often(one)
        except (ValueError, OverflowError):
            often = True
        if often:
            self._say(f"“{_title(one)}” recurs by a rule which no wedding has: only its first time was taken.")
        return often

    def _of_series(self, uid: str, group: list[Properties]) -> Iterator[Event]:
        try:
            found = list(occurrences(group, self._begins, self._ends))
        except Exception:  # whatever the library meets in one series, the others are read
            self._say(f"“{_title(group[0])}” recurs in a way that cannot be read: only its first time was taken.")
            yield from self._of_one(uid, group[0])
            return
        for one in found:
            yield from self._of_occurrence(f"{uid}#{one.number}", one, len(found))

    def _of_occurrence(self, uid: str, one: Occurrence, times: int) -> Iterator[Event]:
        texts = Properties(block_of(one.component), [])
        try:
            yield from self._made_of(uid, texts, span(one.start, one.end, None, self._zone), times)
        except (ValueError, OverflowError, TypeError):
            self._say(f"The times of “{_title(texts)}” cannot be read: it was left out.")

    def _of_one(self, uid: str, one: Properties) -> Iterator[Event]:
        try:
            start = one.moment("DTSTART")
            if start is None:
                raise ValueError(uid)
            lasts = span(start, one.moment("DTEND"), one.duration(), self._zone)
            yield from self._made_of(uid, one, lasts, 1)
        except (ValueError, OverflowError, TypeError, AttributeError, IndexError):  # what icalendar raises
            self._say(f"The times of “{_title(one)}” cannot be read: it was left out.")

    def _made_of(self, uid: str, one: Properties, lasts: Span, times: int) -> Iterator[Event]:
        title = _title(one)
        event = Event(
            uid=uid,
            title=title,
            place=clean(one.text("LOCATION").replace("\n", ", "), PLACE),
            notes=clean(one.text("DESCRIPTION"), NOTES),
            categories=tuple(filter(None, (clean(text, 100) for text in one.categories())))[:20],
            color=clean(one.text("COLOR"), 50),
            zone=lasts.zone,
            start_ns=lasts.start_ns,
            end_ns=min(lasts.end_ns, lasts.start_ns + _LONGEST_NS),
            wall_start=lasts.wall_start,
            wall_end=lasts.wall_end,
            all_day=lasts.all_day,
            cancelled=one.raw("STATUS").strip().upper() == "CANCELLED" or bool(_CANCELLED.match(title)),
            times=times,
        )
        if event.ends_ns(self._zone) < self._ns(self._begins) or event.starts_ns(self._zone) > self._ns(self._ends):
            return
        if lasts.mended:
            self._say(f"“{title}” ends before it begins: it is taken to last to the end of its day.")
        yield event

    @staticmethod
    def _ns(moment: datetime) -> int:
        return int(moment.timestamp()) * 10**9

    def _say(self, sentence: str) -> None:
        if len(self._sentences) < _MOST_SENTENCES:
            self._sentences[sentence] = None
        elif sentence not in self._sentences:
            self._untold += 1


def _name(text: str) -> str:
    found = _NAME.search(text)
    return clean(unescaped(found[1]), 100) if found else ""


def _title(one: Properties) -> str:
    return clean(one.text("SUMMARY"), TITLE) or "(no title)"


def _uid(one: Properties) -> str:
    """Its UID, if that can be shown; else one made of it, or of what the event says."""
    uid = one.raw("UID").strip()
    if uid and len(uid) <= 120 and uid.isprintable() and "#" not in uid:
        return uid
    told = uid or f"{one.raw('DTSTART')}\n{one.text('SUMMARY')}"
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:32]
