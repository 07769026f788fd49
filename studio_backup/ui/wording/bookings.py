"""Booked weddings in words: every cell of the list, and how a wedding stands as a whole. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from studio_backup.api.copies import ReplicaView
from studio_backup.api.tiers import TierCard
from studio_backup.api.weddings import BookingView
from studio_backup.api.wire import CopyView, JobView, SourceStateView, StatusView, TierView
from studio_backup.base.names import display
from studio_backup.domain.distance import distance_km
from studio_backup.domain.wedding import Spot
from studio_backup.ui.texts import translate
from studio_backup.ui.wording.amounts import number, percent
from studio_backup.ui.wording.places import role_word
from studio_backup.ui.wording.times import brief, day_words, local, moment

RowLook = Literal["failed", "attention", "working", "later", "part", "none", "protected"]
Group = Literal["laptop", "nas", "offsite"]
GROUPS: Final[tuple[Group, ...]] = ("laptop", "nas", "offsite")
"""Kinds of places, each a column of the list."""
WORST_FIRST: Final[tuple[RowLook, ...]] = ("failed", "attention", "working", "later", "part", "none", "protected")
"""The worst first."""
_AWAY: Final = frozenset({"unreachable", "refused", "damaged"})
_SEASON_DAYS: Final = 270
Key = tuple[str, str]
"""A wedding by name and date, as all that is stored bears it."""


@dataclass(frozen=True, slots=True)
class StateWords:
    """A cell: a glyph and words. `percent`: of what runs, or of what was read back in part."""

    look: RowLook
    words: str
    percent: float | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the weddings: the places by name, what waits for each, what runs, whose folders wait.

    `cards`: the same places at length.
    """

    now_ns: int
    tiers: Mapping[str, TierView] = field(default_factory=dict)
    waiting: Mapping[tuple[str, str, str], ReplicaView] = field(default_factory=dict)
    running: tuple[JobView, ...] = ()
    folders: Mapping[Key, tuple[SourceStateView, ...]] = field(default_factory=dict)
    cards: Mapping[str, TierCard] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day, on this machine's clock."""
        return local(self.now_ns).date()


def known_of(
    status: StatusView | None, waiting: Iterable[ReplicaView], now_ns: int, cards: Iterable[TierCard] = ()
) -> Known:
    """Put together what the engine said."""
    if status is None:
        return Known(now_ns)
    folders: dict[Key, list[SourceStateView]] = {}
    for one in status.sources:
        folders.setdefault((one.wedding, one.date), []).append(one)
    return Known(
        now_ns,
        {one.name: one for one in status.tiers},
        {(one.wedding, one.date, one.tier): one for one in waiting if one.waiting_files},
        status.running,
        {key: tuple(found) for key, found in folders.items()},
        {one.name: one for one in cards},
    )


def key_of(view: BookingView) -> Key:
    """How all that is stored of it is found."""
    return view.name, view.date


def group_of(role: str) -> Group:
    """Under which column a place belongs."""
    found: dict[str, Group] = {"local": "laptop", "nas": "nas"}
    return found.get(role, "offsite")


def place_words(copy: CopyView) -> str:
    """A place as a person calls it."""
    return translate("Weddings", "Laptop") if copy.role == "local" else display(copy.place)


def lies_words(view: BookingView, copy: CopyView, known: Known) -> str:
    """Where a copy lies: "drive, studio, 14 km from the venue"."""
    card = known.cards.get(copy.place)
    if card is None:
        return translate("Bookings", "this computer") if copy.role == "local" else role_word(copy.role)
    mediums = {
        "disk": translate("Bookings", "drive"),
        "nas": translate("Bookings", "NAS"),
        "cloud": translate("Bookings", "cloud"),
        "tape": translate("Bookings", "tape"),
    }
    unnamed = card.place in ("", f"where {card.name} is kept")
    place = role_word(copy.role) if unnamed else display(card.place)
    return ", ".join(filter(None, (mediums.get(card.medium, ""), place, _distance(view.spot, card.spot))))


def _distance(venue: Spot | None, place: Spot | None) -> str:
    if venue is None or place is None:
        return ""
    km = distance_km(venue, place)
    if km < 1:
        return translate("Bookings", "at the venue")
    return translate("Bookings", "{km} km from the venue").format(km=number(round(km)))


# What a person calls it ------------------------------------------------------------------------------------------


def title_of(view: BookingView) -> str:
    """Its name, safe to show."""
    return display(view.name) or translate("Weddings", "Without a name")


def couple_of(view: BookingView) -> str:
    """Who marries; where nobody typed it, the name of the wedding."""
    return display(view.couple) or title_of(view)


def day_of(view: BookingView) -> date | None:
    """The day of the event, in the venue's zone."""
    try:
        return date.fromisoformat((view.start or view.date)[:10])
    except ValueError:
        return None


def day_cell(view: BookingView, today: date) -> str:
    """ "Sat 13 Jun", with the year where it is not this season's."""
    day = day_of(view)
    if day is None:
        return translate("Times", "no date")
    near = day.year == today.year or 0 <= (day - today).days < _SEASON_DAYS
    return day_words(day, "ddd d MMM" if near else "d MMM yyyy")


def newest_cell(view: BookingView, now_ns: int) -> str:
    """When its newest photo was taken."""
    return brief(view.newest_photo_ns, now_ns) if view.newest_photo_ns else translate("Bookings", "none yet")


def held_words(view: BookingView) -> str:
    """ "All 2,314": what a whole copy holds, counted as the column of photos counts it."""
    if view.photos:
        return translate("Bookings", "All {count}").format(count=number(view.photos))
    if view.videos:
        return translate("Bookings", "All %n videos", "", view.videos)
    if view.papers:
        return translate("Bookings", "All %n papers", "", view.papers)
    return translate("Bookings", "All of it")


# One copy --------------------------------------------------------------------------------------------------------


def copy_state(view: BookingView, copy: CopyView, known: Known) -> StateWords:
    """How one place has it."""
    if copy.damaged:
        return StateWords("failed", translate("Weddings", "%n pieces damaged or missing", "", copy.damaged))
    return (
        _unsaved(view, copy, known)
        or _copying(view, copy, known)
        or _away(view, copy, known)
        or _behind(view, copy, known)
        or _lacking(view, copy)
        or StateWords("protected", f"{held_words(view)} · {brief(view.newest_point_ns, known.now_ns)}")
    )


def _unsaved(view: BookingView, copy: CopyView, known: Known) -> StateWords | None:
    """The laptop's, while files of the wedding are in no backup yet."""
    late = [one for one in known.folders.get(key_of(view), ()) if one.waiting_files]
    if copy.role != "local" or not late:
        return None
    look: RowLook = "working" if any(one.state == "working" for one in late) else _slow(view)
    count, since = sum(one.waiting_files for one in late), min(one.waiting_since_ns for one in late)
    return StateWords(look, _waiting_since(count, since, known.now_ns))


def _waiting_since(count: int, since_ns: int, now_ns: int) -> str:
    text = translate("Standing", "{count} waiting since {time}")
    return text.format(count=number(count), time=moment(since_ns, now_ns))


def _slow(view: BookingView) -> RowLook:
    """What waits is by plan, as long as the wedding is not at risk."""
    return "attention" if view.at_risk else "later"


def _copying(view: BookingView, copy: CopyView, known: Known) -> StateWords | None:
    job = next((one for one in known.running if _is_copying(one, view, copy)), None)
    if job is None or job.paused:
        return None
    left = (job.progress.files_total or 0) - job.progress.files
    if job.wedding != view.name or left <= 0:
        return StateWords("working", translate("Bookings", "being copied"))
    share = 100 * job.progress.files / (job.progress.files_total or 1)
    return StateWords("working", translate("Bookings", "{count} to go").format(count=number(left)), share)


def _is_copying(job: JobView, view: BookingView, copy: CopyView) -> bool:
    """A job for all weddings counts where something of this one waits."""
    mine = (job.wedding, job.date) == key_of(view) or (not job.wedding and copy.waiting > 0)
    return job.kind == "replicate" and job.tier in ("", copy.place) and copy.role != "local" and mine


def _away(view: BookingView, copy: CopyView, known: Known) -> StateWords | None:
    tier = known.tiers.get(copy.place)
    if tier is None or tier.state not in _AWAY or not (copy.demanded or copy.points):
        return None
    late = known.waiting.get((*key_of(view), copy.place))
    if late is not None:
        return StateWords("attention", _waiting_since(late.waiting_files, late.waiting_since_ns, known.now_ns))
    if not view.points:
        return None
    since = moment(tier.last_contact_ns, known.now_ns) if tier.last_contact_ns else ""
    text = translate("Weddings", "Not reachable since {time}").format(time=since)
    return StateWords("attention", text if since else translate("Bookings", "Not reachable"))


def _behind(view: BookingView, copy: CopyView, known: Known) -> StateWords | None:
    if not copy.waiting:
        return None
    late = known.waiting.get((*key_of(view), copy.place))
    if late is not None:
        return StateWords(_slow(view), _waiting_since(late.waiting_files, late.waiting_since_ns, known.now_ns))
    return StateWords(_slow(view), translate("Bookings", "%Ln backups to copy", "", copy.waiting))


def _lacking(view: BookingView, copy: CopyView) -> StateWords | None:
    if not view.points:
        return StateWords("none", _nothing(view))
    if copy.points:
        return None
    if copy.demanded:
        return StateWords(_slow(view), translate("Weddings", "Nothing yet"))
    return StateWords("later", translate("Bookings", "Not here, by plan"))


def _nothing(view: BookingView) -> str:
    return translate("Bookings", "Nothing yet") if view.papers else translate("Bookings", "No photos yet")


# Cells of the list -----------------------------------------------------------------------------------------------


def group_state(view: BookingView, group: Group, known: Known) -> StateWords:
    """A column: of several places how many have all of it, in the look of the worst."""
    copies = [one for one in view.copies if group_of(one.role) == group]
    if not view.points and not any(one.waiting_files for one in known.folders.get(key_of(view), ())):
        return StateWords("none", _nothing(view))
    if not copies:
        return StateWords("none", translate("Bookings", "No such place"))
    wanted = [one for one in copies if one.demanded or one.points] or copies[:1]
    states = [copy_state(view, one, known) for one in wanted]
    if len(states) == 1:
        return states[0]
    worst = min(states, key=lambda one: WORST_FIRST.index(one.look))
    if worst.look == "protected":
        many = translate("Bookings", "%n places", "", len(states))
        return StateWords("protected", f"{held_words(view)} · {many}")
    whole = sum(one.look == "protected" for one in states)
    words = translate("Bookings", "{whole} of %n complete", "", len(states)).format(whole=whole)
    return StateWords(worst.look, words, worst.percent)


def read_share(view: BookingView) -> float | None:
    """Percent of its stored bytes at all places which were read back and matched at some time; None for nothing."""
    whole = sum(one.bytes for one in view.copies)
    return sum(one.bytes * one.read_percent for one in view.copies) / whole if whole else None


def verified_state(view: BookingView, known: Known) -> StateWords:
    """What was read back of it, at all its places together."""
    share = read_share(view)
    if share is None:
        return StateWords("none", translate("Bookings", "Nothing yet"))
    if any(one.damaged for one in view.copies):
        return StateWords("failed", translate("Bookings", "Damage found"))
    if any(one.kind == "verify" and one.wedding in ("", view.name) for one in known.running):
        return StateWords("working", translate("Bookings", "{share} · running").format(share=percent(share)), share)
    if share >= 100:
        oldest = min(one.oldest_read_ns for one in view.copies if one.bytes)
        when = f" · {_day(oldest, known)}" if oldest else ""
        return StateWords("protected", f"{percent(share)}{when}")
    if share <= 0:
        return StateWords("later", translate("Bookings", "Not read yet"))
    return StateWords("part", percent(share), share)


def _day(ns: int, known: Known) -> str:
    """ "today", "Sun", "31 May"."""
    days = (known.today - local(ns).date()).days
    if days == 0:
        return translate("Times", "today")
    return day_words(local(ns).date(), "ddd" if days < 7 else "d MMM")


def whole_state(view: BookingView, known: Known) -> StateWords:
    """How it stands as a whole: green only where every demanded copy is there and was read back."""
    cells = [group_state(view, group, known) for group in GROUPS if _has(view, group)]
    cells.append(verified_state(view, known))
    if view.at_risk:
        words = display(view.risk) or translate("Bookings", "At risk")
        failed = any(one.look == "failed" for one in cells)
        return StateWords("failed" if failed else "attention", words)
    if not view.points:
        return StateWords("none", translate("Bookings", "Nothing is stored yet"))
    worst = min(cells, key=lambda one: WORST_FIRST.index(one.look))
    short = shortfall(view)
    if worst.look == "protected" and short:
        return StateWords("later", short)
    if worst.look == "protected":
        return StateWords("protected", translate("Bookings", "In every place, read back"))
    return worst


def _has(view: BookingView, group: Group) -> bool:
    return any(group_of(one.role) == group and (one.demanded or one.points) for one in view.copies)


def shortfall(view: BookingView) -> str:
    """What its papers or media lack of their demanded copies, "" for nothing."""
    both = (view.media_protection, view.papers_protection)
    return next((display(one.shortfall) for one in both if one is not None and one.shortfall), "")


# The list --------------------------------------------------------------------------------------------------------

_URGENT: Final = {"emergency": 0, "critical": 1, "high": 2}


def in_order(views: Iterable[BookingView], today: date) -> tuple[BookingView, ...]:
    """At risk first, then what is urgent, then by date: what comes, the nearest first, then what was."""
    return tuple(sorted(views, key=lambda one: _rank(one, today)))


def _rank(view: BookingView, today: date) -> tuple[bool, int, bool, int, str]:
    day = day_of(view)
    days = (day - today).days if day else 1_000_000
    return not view.at_risk, _URGENT.get(view.level, 3), days < 0, abs(days), view.name


def summary(views: Sequence[BookingView], known: Known) -> str:
    """ "14, 1 critical, NAS not reachable since 21:10"."""
    parts = [number(len(views))] if views else []
    for level, text in (
        ("emergency", translate("Bookings", "%n in an emergency", "", sum(one.level == "emergency" for one in views))),
        ("critical", translate("Bookings", "%n critical", "", sum(one.level == "critical" for one in views))),
    ):
        if any(one.level == level for one in views):
            parts.append(text)
    risk = sum(one.at_risk for one in views)
    if risk:
        parts.append(translate("Bookings", "%n at risk", "", risk))
    for tier in known.tiers.values():
        if tier.state in ("unreachable", "refused") and tier.last_contact_ns:
            text = translate("Bookings", "{place} not reachable since {time}")
            parts.append(text.format(place=display(tier.name), time=moment(tier.last_contact_ns, known.now_ns)))
    return ", ".join(parts)


def searched_in(view: BookingView) -> str:
    """All that one may look for it by, folded."""
    day = day_of(view)
    days = (day.isoformat(), day_words(day, "ddd d MMM yyyy"), day_words(day, "dddd MMMM")) if day else ()
    return "\n".join((view.name, view.couple, view.venue, view.contract, *days)).casefold()


def row_words(view: BookingView, known: Known) -> str:
    """A row for a screen reader, and its tooltip: all of it in sentences."""
    places = "; ".join(f"{place_words(one)}: {copy_state(view, one, known).words}" for one in view.copies)
    parts = (title_of(view), display(view.venue), day_cell(view, known.today), display(view.sentence), places)
    return ". ".join(part.rstrip(".") for part in parts if part)
