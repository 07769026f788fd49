"""A wedding's states, counts and measured times as sentences: for its card and its page. Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from studio_backup.api.weddings import BookingView, ObjectivesView
from studio_backup.base.names import display
from studio_backup.domain.wedding import State
from studio_backup.ui.texts import translate
from studio_backup.ui.tokens import Look
from studio_backup.ui.wording.amounts import number, percent, size
from studio_backup.ui.wording.bookings import day_of, read_share
from studio_backup.ui.wording.history import length
from studio_backup.ui.wording.times import SECOND, day_words, local, moment

_NAMED: Final = 2
"""So many places are named; more are counted."""


def state_words(state: State) -> str:
    """Where a wedding is on its way from the booking to the archive."""
    words: dict[State, str] = {
        "booked": translate("Bookings", "booked"),
        "near": translate("Bookings", "soon"),
        "shooting": translate("Bookings", "being shot"),
        "shot": translate("Bookings", "shot"),
        "culling": translate("Bookings", "being culled"),
        "delivered": translate("Bookings", "delivered"),
        "archive": translate("Bookings", "archive"),
        "cancelled": translate("Bookings", "cancelled"),
    }
    return words[state]


def day_line(view: BookingView, today: date) -> str:
    """ "Sat 13 Jun 2026 · in 3 days"."""
    day = day_of(view)
    if day is None:
        return translate("Times", "no date")
    return f"{day_words(day, 'ddd d MMM yyyy')} · {_distance((day - today).days)}"


def _distance(days: int) -> str:
    if days == 0:
        return translate("Times", "today")
    if days > 0:
        return translate("Times", "in %n days", "", days)
    if days > -60:
        return translate("Times", "%n days ago", "", -days)
    return translate("Times", "%n months ago", "", -days // 30)


def about_line(view: BookingView, today: date) -> str:
    """ "Sat 13 Jun 2026 · in 3 days · Rose Hall · Anna & Ben · contract 2614"; what is not known is left out."""
    parts = [day_line(view, today)]
    parts += [display(one) for one in (view.venue, view.couple) if one and one != view.name]
    if view.contract:
        parts.append(translate("Bookings", "contract {number}").format(number=display(view.contract)))
    if view.state in ("delivered", "cancelled"):
        parts.append(state_words(view.state))
    return " · ".join(parts)


def counts_line(view: BookingView) -> str:
    """ "2,314 photos, 41 videos, 12 papers · 94.2 GB"; "nothing is stored yet"."""
    kinds = []
    if view.photos:
        kinds.append(translate("Bookings", "%Ln photos", "", view.photos))
    if view.videos:
        kinds.append(translate("Bookings", "%Ln videos", "", view.videos))
    if view.papers:
        kinds.append(translate("Bookings", "%Ln papers", "", view.papers))
    if not kinds:
        return size(view.bytes) if view.bytes else translate("Bookings", "nothing is stored yet")
    return f"{', '.join(kinds)} · {size(view.bytes)}"


def clock_line(view: BookingView) -> str:
    """ "13:00 to 23:59", with the zone where it is another one than this machine's; "all day"."""
    if view.all_day:
        return translate("Bookings", "all day")
    begin, end = view.start[11:16], view.end[11:16]
    if not begin:
        return ""
    text = translate("Bookings", "{begin} to {end}").format(begin=begin, end=end or "…")
    return text if is_here(view.zone, view.start_ns) else f"{text} ({display(view.zone)})"


def is_here(zone: str, at_ns: int) -> bool:
    """Whether clocks there show what this machine's show at that moment."""
    if not zone:
        return True
    return zoned(at_ns, zone).utcoffset() == local(at_ns).utcoffset()


def zoned(ns: int, zone: str) -> datetime:
    """A moment (ns UTC) on the clocks of a zone; on this machine's where the zone is not known here."""
    try:
        return datetime.fromtimestamp(ns / SECOND, tz=UTC).astimezone(ZoneInfo(zone)) if zone else local(ns)
    except (KeyError, OSError, ValueError):  # no zone of that name, or none that can be read
        return local(ns)


def moment_there(ns: int, zone: str) -> str:
    """ "Sun 21 Jun 06:00", by the venue's clocks; the zone is named where they are not this machine's."""
    then = zoned(ns, zone)
    words = f"{day_words(then.date(), 'ddd d MMM')} {then.strftime('%H:%M')}"
    return words if is_here(zone, ns) else f"{words} ({display(zone)})"


def span(seconds: float) -> str:
    """A deadline: "15 min", "4 h", "7 days"."""
    if seconds < 3600:
        return translate("Bookings", "%n min", "", max(1, round(seconds / 60)))
    if seconds < 48 * 3600:
        return translate("Bookings", "%n h", "", round(seconds / 3600))
    return translate("Bookings", "%n days", "", round(seconds / 86_400))


# What could be lost, and how long it takes to get it back --------------------------------------------------------


def unsafe_words(one: ObjectivesView) -> str:
    """What lacks a demanded copy, and for how long: "412 files · 48 min"."""
    if not one.waiting_files and not one.rpo_s and not one.rpo_offsite_s:
        return translate("Bookings", "Nothing")
    parts = [translate("Bookings", "%Ln files", "", one.waiting_files)] if one.waiting_files else []
    if one.rpo_s:
        parts.append(length(one.rpo_s))
    elif one.rpo_offsite_s:
        parts.append(translate("Bookings", "{time} not off-site").format(time=length(one.rpo_offsite_s)))
    return " · ".join(parts)


def unsafe_look(one: ObjectivesView) -> Look | None:
    """Attention where it takes longer than its level allows."""
    late = one.rpo_allowed_s and one.rpo_s > one.rpo_allowed_s
    far = one.rpo_offsite_allowed_s and one.rpo_offsite_s > one.rpo_offsite_allowed_s
    return "attention" if late or far else None


def unsafe_sentence(one: ObjectivesView) -> str:
    """The same at length: to two media, to off-site, and what is allowed for each."""
    lines = unsafe_lines(one)
    return ". ".join(lines) or translate("Bookings", "Every byte lies on two media, one of them off-site.")


def unsafe_lines(one: ObjectivesView) -> tuple[str, ...]:
    """What lacks another medium, and what is not off-site: since when, and for how long it may."""
    lines = []
    for seconds, allowed, text in (
        (one.rpo_s, one.rpo_allowed_s, translate("Bookings", "On one medium for {time}")),
        (one.rpo_offsite_s, one.rpo_offsite_allowed_s, translate("Bookings", "Not off-site for {time}")),
    ):
        if seconds:
            words = text.format(time=length(seconds))
            if allowed:
                words += translate("Bookings", ", allowed are {time}").format(time=span(allowed))
            lines.append(words)
    return tuple(lines)


def back_words(one: ObjectivesView, now_ns: int) -> str:
    """How long it takes to get back: "2 min, measured 8 Jun 10:20", "about 16 min, from NAS"."""
    if one.rto_s is None:
        return translate("Bookings", "Not measured yet")
    place = display(one.rto_from) if one.rto_from != "local" else translate("Weddings", "Laptop")
    if one.rto_measured:
        text = translate("Bookings", "{time}, measured {day}")
        return text.format(time=length(one.rto_s), day=moment(one.rto_at_ns, now_ns))
    words = translate("Bookings", "about {time}").format(time=length(one.rto_s))
    return translate("Bookings", "{time}, from {place}").format(time=words, place=place) if place else words


def read_words(view: BookingView) -> str:
    """How much of all stored bytes was read back and matched: "41 %, from NAS, Amsterdam"."""
    share = read_share(view)
    if share is None:
        return translate("Bookings", "Nothing to read")
    places = [
        translate("Weddings", "Laptop") if one.role == "local" else display(one.place)
        for one in view.copies
        if one.read_percent
    ]
    if not places:
        return translate("Bookings", "Nothing yet")
    if len(places) > _NAMED:
        return translate("Bookings", "{share}, from %n places", "", len(places)).format(share=percent(share))
    return translate("Bookings", "{share}, from {places}").format(share=percent(share), places=", ".join(places))


def measured_facts(view: BookingView, now_ns: int) -> tuple[tuple[str, str], ...]:
    """Name and value: what could be lost, how long it takes to get back, what was read back."""
    told = view.objectives
    return (
        (translate("Bookings", "Not yet safe (RPO)"), unsafe_words(told)),
        *(("", line) for line in unsafe_lines(told)),
        (translate("Bookings", "Time to get it back (RTO)"), back_words(told, now_ns)),
        (translate("Bookings", "Read back and matched"), read_words(view)),
    )


def expected_words(view: BookingView) -> str:
    """Who is expected to bring how much: "Anna about 1,200, drone"."""
    parts = []
    for one in view.expected:
        name = display(one.name)
        text = translate("Bookings", "{name} about {count}")
        parts.append(text.format(name=name, count=number(one.photos)) if one.photos else name)
    return ", ".join(parts)
