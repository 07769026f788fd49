"""The recovery points of a wedding: which place has which, what a moment held, in words. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from studio_backup.api.browse import HeldPointView
from studio_backup.api.copies import VerificationView
from studio_backup.api.wire import CopyView
from studio_backup.base.names import display
from studio_backup.ui.texts import translate
from studio_backup.ui.wording.amounts import number, size
from studio_backup.ui.wording.history import length
from studio_backup.ui.wording.lanes import Dot, Lane, Mark
from studio_backup.ui.wording.times import day_words, local, moment

_LOCAL = "local"


@dataclass(frozen=True, slots=True)
class MomentHeld:
    """A wedding as it was at a moment: the newest point of each of its folders by then.

    `before`: the same for the moment before, None for the first one. `places`: those which have all of it.
    """

    at_ns: int
    points: tuple[HeldPointView, ...]
    places: tuple[str, ...]
    before: MomentHeld | None = None

    @property
    def files(self) -> int:
        """In all its folders."""
        return sum(one.files for one in self.points)

    @property
    def bytes(self) -> int:
        """In all its folders."""
        return sum(one.bytes for one in self.points)

    @property
    def flagged(self) -> int:
        """Files which could not be read whole."""
        return sum(one.flagged for one in self.points)


def lanes_of(
    points: Sequence[HeldPointView], copies: Iterable[CopyView], drills: Sequence[VerificationView]
) -> tuple[Lane, ...]:
    """A lane for each place which should have it or has some of it, in the order of the copies."""
    names = [one.place for one in copies if one.demanded or one.points]
    names += sorted({place for one in points for place in one.held} - set(names))
    return tuple(_lane(name, points, drills) for name in names)


def _lane(place: str, points: Sequence[HeldPointView], drills: Sequence[VerificationView]) -> Lane:
    there = [one for one in points if place in one.held]
    drilled = {_drilled(there, one.begun_ns) for one in drills if one.place == place and not one.failed}
    dots = tuple(Dot(one.started_ns, _mark(one, drilled=one.started_ns in drilled)) for one in there)
    return Lane(place_name(place), dots)


def _drilled(there: Sequence[HeldPointView], at_ns: int) -> int:
    """A drill restores what is newest then."""
    return max((one.started_ns for one in there if one.ended_ns <= at_ns), default=0)


def _mark(one: HeldPointView, *, drilled: bool) -> Mark:
    if one.flagged or one.partial:
        return "warning"
    return "drill" if drilled else "whole"


def place_name(place: str) -> str:
    """A place as a person calls it."""
    return translate("Weddings", "Laptop") if place == _LOCAL else display(place)


def moment_held(points: Sequence[HeldPointView], at_ns: int) -> MomentHeld | None:
    """What the wedding was at that moment; None before its first point."""
    now = _state(points, at_ns)
    if now is None:
        return None
    earlier = max((one.started_ns for one in points if one.started_ns < at_ns), default=0)
    return MomentHeld(now.at_ns, now.points, now.places, _state(points, earlier) if earlier else None)


def _state(points: Sequence[HeldPointView], at_ns: int) -> MomentHeld | None:
    newest: dict[tuple[str, str], HeldPointView] = {}
    for one in sorted(points, key=lambda each: each.started_ns):
        if one.started_ns <= at_ns and (not one.partial or (one.source, one.device) not in newest):
            newest[one.source, one.device] = one
    if not newest:
        return None
    found = tuple(newest.values())
    places = set.intersection(*(set(one.held) for one in found))
    return MomentHeld(at_ns, found, tuple(sorted(places, key=lambda one: (one != _LOCAL, one))))


def moment_title(at_ns: int) -> str:
    """ "Sun 7 Jun, 00:41"."""
    then = local(at_ns)
    return f"{day_words(then.date(), 'ddd d MMM yyyy')}, {then.strftime('%H:%M')}"


def moment_facts(held: MomentHeld, now_ns: int) -> tuple[tuple[str, str], ...]:
    """What it holds, what is new in it, which places have all of it."""
    files = translate("Points", "%Ln files", "", held.files)
    facts = [(translate("Points", "Holds"), f"{files} · {size(held.bytes)}")]
    if held.before is not None:
        facts.append(
            (_since(held.before, now_ns), _more(held.files - held.before.files, held.bytes - held.before.bytes))
        )
    if held.flagged:
        facts.append(
            (translate("Points", "Unread"), translate("Points", "%Ln files could not be read", "", held.flagged))
        )
    places = ", ".join(map(place_name, held.places))
    facts.append((translate("Points", "Held at"), places or translate("Points", "no single place has all of it")))
    return tuple(facts)


def _since(before: MomentHeld, now_ns: int) -> str:
    return translate("Points", "Since {time}").format(time=moment(before.at_ns, now_ns))


def _more(files: int, bytes_: int) -> str:
    if not files and not bytes_:
        return translate("Points", "as many files as before")
    count = translate("Points", "%Ln files more", "", files) if files >= 0 else ""
    count = count or translate("Points", "%Ln files fewer", "", -files)
    return f"{count} · {size(bytes_)}" if bytes_ > 0 else count


def point_words(points: Sequence[HeldPointView], now_ns: int) -> dict[int, str]:
    """Each moment in a line."""
    words: dict[int, str] = {}
    for one in points:
        places = ", ".join(map(place_name, one.held)) or translate("Points", "nowhere complete yet")
        text = translate("Points", "{time}: {count} files, at {places}")
        line = text.format(time=moment(one.started_ns, now_ns), count=number(one.files), places=places)
        if one.flagged or one.partial:
            line += translate("Points", ", with warnings")
        words[one.started_ns] = f"{words[one.started_ns]}\n{line}" if one.started_ns in words else line
    return words


def points_summary(points: Sequence[HeldPointView], now_ns: int) -> str:
    """ "15 moments, Sat 6 Jun 11:12 to 08:24"."""
    if not points:
        return translate("Points", "none yet")
    first, last = min(one.started_ns for one in points), max(one.started_ns for one in points)
    count = translate("Points", "%Ln moments", "", len({one.started_ns for one in points}))
    if first == last:
        return f"{count}, {moment(first, now_ns)}"
    text = translate("Points", "{count}, {first} to {last}")
    return text.format(count=count, first=moment(first, now_ns), last=moment(last, now_ns))


def drill_words(points: Sequence[HeldPointView], drills: Sequence[VerificationView], at_ns: int) -> str:
    """ "Restored in a drill, 16 min", "" where this moment was not."""
    for one in drills:
        there = [each for each in points if one.place in each.held]
        if not one.failed and _drilled(there, one.begun_ns) == at_ns:
            return translate("Points", "Restored in a drill, {time}").format(time=length(one.seconds))
    return ""
