"""Each wedding and its copies in words, the worst first: pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from studio_backup.api.wire import CopyView, SourceStateView, StatusView, TierView, WeddingView
from studio_backup.base.names import display
from studio_backup.domain.collection import UNASSIGNED
from studio_backup.ui.texts import translate
from studio_backup.ui.wording.amounts import number, percent
from studio_backup.ui.wording.times import age, day_of_wedding, local, moment

RowLook = Literal["failed", "attention", "later", "working", "part", "protected"]
_ORDER: Final[dict[RowLook, int]] = {"failed": 0, "attention": 1, "later": 2, "working": 3, "part": 4, "protected": 5}
"""The worst first."""
AWAY_DEMANDED: Final = 2
"""Complete copies off this machine, without which nothing is called protected."""
_AWAY: Final = frozenset({"unreachable", "refused", "damaged"})


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One place of one wedding: `look`: a state, or `part` (there, not all read back), `later` (waits by plan)."""

    place: str
    look: RowLook
    words: str


@dataclass(frozen=True, slots=True)
class WeddingLine:
    """A wedding as a row shows it. `why`: what keeps it from being protected, in a few words; `wedding`: its name as it
    is stored."""

    wedding: str
    name: str
    date: str
    day: str
    look: RowLook
    why: str
    copies: tuple[CopyLine, ...]

    @property
    def at_risk(self) -> bool:
        """Whether a person should look at it."""
        return self.look in ("failed", "attention")

    def first(self, most: int) -> tuple[CopyLine, ...]:
        """The copies which a row of `most` lines shows, in their order: where there are more, the best are left out."""
        worst = sorted(range(len(self.copies)), key=lambda at: (_ORDER[self.copies[at].look], at))[:most]
        return tuple(self.copies[at] for at in sorted(worst))

    @property
    def whole(self) -> str:
        """All of it as one sentence for a screen reader."""
        copies = "; ".join(f"{one.place}: {one.words}" for one in self.copies)
        return f"{self.name}, {self.day}. {self.why} {copies}".strip()


def wedding_lines(status: StatusView, now_ns: int) -> tuple[WeddingLine, ...]:
    """All weddings, those at risk first, then the ones whose day is nearest."""
    tiers = {tier.name: tier for tier in status.tiers}
    lines = [_line(one, tiers, _folders(one, status), now_ns) for one in status.weddings]
    today = local(now_ns).date()
    return tuple(sorted(lines, key=lambda one: (_ORDER[one.look], _distance(one.date, today), one.name)))


def place_words(name: str, role: str) -> str:
    """A place as a person calls it."""
    return translate("Weddings", "Laptop") if role == "local" else display(name)


def _distance(day: str, today: date) -> int:
    return abs((date.fromisoformat(day) - today).days) if day else 1_000_000


def _folders(one: WeddingView, status: StatusView) -> tuple[SourceStateView, ...]:
    return tuple(folder for folder in status.sources if (folder.wedding, folder.date) == (one.wedding, one.date))


def _line(one: WeddingView, tiers: dict[str, TierView], folders: Sequence[SourceStateView], now_ns: int) -> WeddingLine:
    wanted = [copy for copy in one.copies if copy.demanded or copy.points]
    copies = tuple(
        _unsaved(copy, folders, now_ns) or _copy(one, copy, tiers.get(copy.place), now_ns) for copy in wanted
    )
    looks: list[RowLook] = [copy.look for copy in copies] or ["attention"]
    if one.state == "damaged":
        looks.append("failed")
    if not one.newest_ns or one.newest_flagged or copies_demanded(one) < AWAY_DEMANDED:
        looks.append("attention")
    look = min(looks, key=lambda look: _ORDER[look])
    return WeddingLine(
        wedding=one.wedding,
        name=_name(one),
        date=one.date,
        day=day_of_wedding(one.date, now_ns),
        look=look,
        why=_why(one, look, copies),
        copies=copies,
    )


def is_unassigned(wedding: str, date: str) -> bool:
    """Whether that is what belongs to no wedding yet."""
    return wedding == UNASSIGNED and not date


def _name(one: WeddingView) -> str:
    if is_unassigned(one.wedding, one.date):
        return translate("Pages", "Folders without a wedding")
    return display(one.wedding) or translate("Weddings", "Without a name")


def wants_place(status: StatusView) -> bool:
    """Whether there are too few places to survive the loss of one."""
    return status.unlocked and bool(status.sources) and len(status.tiers) < AWAY_DEMANDED


def copies_demanded(one: WeddingView) -> int:
    """How many places off this machine are to hold it."""
    return sum(copy.role != "local" and copy.demanded for copy in one.copies)


def _why(one: WeddingView, look: RowLook, copies: Sequence[CopyLine]) -> str:
    if one.newest_flagged:
        return translate("Weddings", "%n files could not be read", "", one.newest_flagged)
    if not one.newest_ns:
        return translate("Weddings", "No complete backup yet")
    if look == "failed":
        return display(one.reasons[0]) if one.reasons else translate("Weddings", "Damaged")
    if look == "protected":
        return translate("Weddings", "%n files, in every place, read back", "", one.newest_files)
    if look == "part":
        return translate("Weddings", "%n files, in every place, not all read back yet", "", one.newest_files)
    if copies_demanded(one) < AWAY_DEMANDED:
        text = translate("Weddings", "{there} of %n places away from this laptop", "", AWAY_DEMANDED)
        return text.format(there=number(copies_demanded(one)))
    late = [copy.place for copy in copies if copy.look in ("attention", "later", "working")]
    return translate("Weddings", "Not complete yet: {places}").format(places=", ".join(late))


def _unsaved(copy: CopyView, folders: Sequence[SourceStateView], now_ns: int) -> CopyLine | None:
    """The laptop's line while files of the wedding are in no backup yet: then it holds "all" no more."""
    late = [folder for folder in folders if folder.waiting_files]
    if copy.role != "local" or not late:
        return None
    count = number(sum(folder.waiting_files for folder in late))
    text = translate("Standing", "{count} waiting since {time}")
    since = min(folder.waiting_since_ns for folder in late)
    look: RowLook = "working" if any(folder.state == "working" for folder in late) else "later"
    words = text.format(count=count, time=moment(since, now_ns))
    return CopyLine(place_words(copy.place, copy.role), look, words)


def _copy(one: WeddingView, copy: CopyView, tier: TierView | None, now_ns: int) -> CopyLine:
    place = place_words(copy.place, copy.role)
    if copy.damaged:
        return CopyLine(place, "failed", translate("Weddings", "%n pieces damaged or missing", "", copy.damaged))
    if copy.waiting:
        return _waiting(place, copy, tier, now_ns)
    if not copy.points:
        return CopyLine(place, "later", translate("Weddings", "Nothing yet"))
    count = number(one.newest_files)
    if copy.read_percent < 100:
        text = translate("Weddings", "All {count} · {percent} read back")
        return CopyLine(place, "part", text.format(count=count, percent=percent(copy.read_percent)))
    text = translate("Weddings", "All {count} · {age}")
    return CopyLine(place, "protected", text.format(count=count, age=age(one.newest_ns, now_ns)))


def _waiting(place: str, copy: CopyView, tier: TierView | None, now_ns: int) -> CopyLine:
    if tier is not None and tier.state in _AWAY:
        text = translate("Weddings", "Not reachable since {time}")
        since = tier.last_contact_ns or tier.waiting_since_ns
        return CopyLine(place, "attention", text.format(time=moment(since, now_ns)) if since else _behind(copy))
    look: RowLook = "working" if tier is not None and tier.state == "working" else "later"
    return CopyLine(place, look, _behind(copy))


def _behind(copy: CopyView) -> str:
    whole = copy.points + copy.waiting
    text = translate("Weddings", "{waiting} of %n backups to copy", "", whole)
    return text.format(waiting=number(copy.waiting))
