"""The level of each wedding's papers and media at a moment, why, and what it demands: the calendar decides. Pure.

Before a wedding its papers are what matters; from the first captured byte its media is the only copy in the world, and
stays critical until it is not. The numbers are the studio's (`domain.priorities`), times are by the venue's clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from studio_backup.domain.job import Level, rank
from studio_backup.domain.priorities import demand, most_copies, numbers_of
from studio_backup.domain.protection import (
    DataClass,
    Demand,
    Held,
    HeldCopy,
    Protection,
    Reason,
    Rule,
    WeddingProtection,
)
from studio_backup.domain.wedding import BookedWedding, State
from studio_backup.engine.schedule.priority_counting import (
    Safety,
    all_copies,
    is_last_copy,
    reaches_all,
    read_once,
    read_since,
    required,
    required_at,
)
from studio_backup.engine.schedule.priority_facts import StudioFacts
from studio_backup.engine.schedule.priority_ground import Ground, Tally, ground_of
from studio_backup.engine.schedule.priority_levels import Phase, media_phase, papers_phase
from studio_backup.engine.schedule.priority_windows import SECOND, Windows, is_season, windows_of
from studio_backup.engine.schedule.priority_words import (
    Telling,
    lacking_text,
    last_copy_text,
    missed_text,
    reason_text,
    shortfall_text,
)

_CRITICAL: Final = rank("critical")
_NOWHERE: Final[frozenset[str]] = frozenset()
_NO_WEDDING: Final = BookedWedding(id="", name="", date="", zone="", start_ns=0, end_ns=0)


class _Stock(NamedTuple):
    """What there is of one class: `is_there`: whether a byte of it is. `copies`: at every place of the studio.

    `left_out`: names of places which its policies leave out, and which hold not all of it: they are none of what the
    studio has for it. `allowed`: all others, bit n for copy n.
    """

    kind: DataClass
    is_there: bool
    copies: tuple[HeldCopy, ...]
    ground: Ground
    missed: int
    left_out: frozenset[str]
    allowed: int

    def possible(self, *, strict: bool) -> Tally:
        """What there can be at the most. `strict`: as of critical."""
        return self.ground.tally(self.allowed, strict=strict)

    def lacking(self, oldest_ns: int, period_s: int) -> tuple[str, ...]:
        """Why copies that should be there do not count, in sentences."""
        wanted = [copy for copy in self.copies if copy.tier not in self.left_out]
        return tuple(filter(None, [lacking_text(copy, oldest_ns, period_s) for copy in wanted]))


def priority(
    wedding: BookedWedding,
    papers: Held,
    media: Held,
    facts: StudioFacts,
    now_ns: int,
    *,
    held_ns: int | None = None,
) -> WeddingProtection:
    """What both classes of a wedding need at `now_ns`, past or future.

    `held_ns`: when the copies were looked at, if that is another moment: how long ago they were read back is reckoned
    to it. `papers` of the result is None only in the archive, where none are stored; `media` until its first byte.
    """
    windows, seen_ns = windows_of(wedding, facts), now_ns if held_ns is None else held_ns
    return WeddingProtection(
        papers=_papers(wedding, _stock("papers", papers, facts, wedding), windows, facts, now_ns, seen_ns),
        media=_media(wedding, _stock("media", media, facts, wedding), windows, facts, now_ns, seen_ns),
    )


def unassigned_media(held: Held, facts: StudioFacts, now_ns: int) -> Protection:
    """What camera media needs which belongs to no wedding yet: critical until it is assigned or dismissed."""
    return _of_no_wedding("unassigned media", "critical", "media", held, facts, now_ns)


def unassigned_files(held: Held, facts: StudioFacts, now_ns: int) -> Protection:
    """What other files need which belong to no wedding yet."""
    return _of_no_wedding("unassigned files", "high", "papers", held, facts, now_ns)


def studio_papers(held: Held, facts: StudioFacts, now_ns: int) -> Protection:
    """What the studio's own papers, catalogs and portfolios need."""
    return _of_no_wedding("studio papers", "normal", "papers", held, facts, now_ns)


def is_media_safe(wedding: BookedWedding, media: Held, facts: StudioFacts, now_ns: int) -> bool:
    """Whether media that there is is critical no more: read back where it must be, and its cards released."""
    stock = _stock("media", media, facts, wedding)
    if not stock.is_there:
        return False
    return _safety(wedding, stock, facts).is_safe(delivered=windows_of(wedding, facts).is_delivered(now_ns))


def cards_wait_for(wedding: BookedWedding, media: Held, facts: StudioFacts) -> str:
    """Why the cards of a wedding must not be used again, in sentences; "" if all demanded copies of its media, or all
    the studio has, were read back and are readable. Cards are copies too: they are kept while fewer than two copies
    off the machine count, however few places the studio has."""
    stock = _stock("media", media, facts, wedding)
    if not stock.is_there:
        return "No media of it is stored yet."
    if stock.missed:
        return missed_text(stock.missed)
    have, wanted = _readable(stock), required_at("critical", facts.numbers)
    enough_away = have.away >= wanted.away and have.away_places >= wanted.away_places
    if enough_away and _safety(wedding, stock, facts).all_read:
        return ""
    possible = stock.possible(strict=True)
    return shortfall_text(wanted, have, possible, stock.lacking(1, 0), stock.left_out)


def state_of(wedding: BookedWedding, facts: StudioFacts, now_ns: int, *, media_safe: bool) -> State:
    """How far a wedding has come. `media_safe`: see `is_media_safe`. It is near from when its papers are high."""
    windows = windows_of(wedding, facts)
    if wedding.cancelled:
        return "cancelled"
    if windows.is_delivered(now_ns):
        return "archive" if now_ns >= windows.archive_ns else "delivered"
    if not windows.has_event or now_ns < windows.high_ns:
        return "booked"
    if now_ns < windows.start_ns:
        return "near"
    if now_ns < windows.end_ns:
        return "shooting"
    return "culling" if media_safe else "shot"


def _papers(
    wedding: BookedWedding, stock: _Stock, windows: Windows, facts: StudioFacts, now_ns: int, seen_ns: int
) -> Protection | None:
    phase = papers_phase(windows, facts.numbers, now_ns, cancelled=wedding.cancelled)
    if phase.level == "low" and not stock.is_there:
        return None
    return _protection(_pressed(phase, wedding, stock, windows, facts), stock, windows, facts, now_ns, seen_ns)


def _media(
    wedding: BookedWedding, stock: _Stock, windows: Windows, facts: StudioFacts, now_ns: int, seen_ns: int
) -> Protection | None:
    if not stock.is_there:
        return None
    phase = media_phase(windows, facts.numbers, now_ns, _safety(wedding, stock, facts))
    return _protection(_pressed(phase, wedding, stock, windows, facts), stock, windows, facts, now_ns, seen_ns)


def _of_no_wedding(
    rule: Rule, level: Level, kind: DataClass, held: Held, facts: StudioFacts, now_ns: int
) -> Protection:
    windows, stock = windows_of(_NO_WEDDING, facts), _stock(kind, held, facts, _NO_WEDDING)
    row = numbers_of(facts.numbers, level)
    text = reason_text(rule, Telling(windows, facts.numbers, Safety(), now_ns))
    phase = Phase(level, (Reason(rule=rule, text=text),), row, demand(row.copies), saturday_window=False, until_ns=0)
    return _protection(_pressed(phase, _NO_WEDDING, stock, windows, facts), stock, windows, facts, now_ns, now_ns)


def _stock(kind: DataClass, held: Held, facts: StudioFacts, wedding: BookedWedding) -> _Stock:
    copies = all_copies(held, facts)
    left_out = _NOWHERE
    if held.left_out and not wedding.emergency and not is_last_copy(copies):
        left_out = frozenset(copy.tier for copy in copies if copy.tier in held.left_out and not copy.complete)
    return _Stock(
        kind,
        bool(held.files or held.first_ns),
        copies,
        ground_of(copies, wedding.venue, wedding.spot, facts),
        held.missed,
        left_out,
        _bits(copy.tier not in left_out for copy in copies) if left_out else (1 << len(copies)) - 1,
    )


def _bits(given: Iterable[bool]) -> int:
    return sum(1 << number for number, one in enumerate(given) if one)


def _safety(wedding: BookedWedding, stock: _Stock, facts: StudioFacts) -> Safety:
    released, most = wedding.cards_released_ns > 0, required_at("critical", facts.numbers)
    all_read = reaches_all(_readable(stock), most, stock.possible(strict=True))
    return Safety(released, all_read, least_read=_was_least_read(stock, facts))


def _was_least_read(stock: _Stock, facts: StudioFacts) -> bool:
    """Whether what level normal demands was read back once."""
    once, least = stock.ground.tally(read_once(stock.copies), strict=False), required_at("normal", facts.numbers)
    return reaches_all(once, least, stock.possible(strict=False))


def _readable(stock: _Stock) -> Tally:
    """Copies that were read back once and are readable, as critical media counts them."""
    return stock.ground.tally(read_since(stock.copies, 1), strict=True)


def _pressed(phase: Phase, wedding: BookedWedding, stock: _Stock, windows: Windows, facts: StudioFacts) -> Phase:
    """The same phase, or an emergency: somebody pressed it, or one readable copy is left. It demands a copy at every
    place, and never less than without it."""
    reasons = tuple(_emergencies(wedding, stock, windows, facts))
    if not reasons:
        return phase
    every = stock.ground.everything(strict=False)
    copies = Demand(
        tiers=max(phase.copies.tiers, every.tiers),
        media=max(phase.copies.media, every.media),
        places=max(phase.copies.places, every.places),
    )
    is_all = copies == Demand(tiers=every.tiers, media=every.media, places=every.places)
    until_ns = 0 if is_all and _is_most(copies, facts) else phase.until_ns
    row = numbers_of(facts.numbers, "critical")
    return Phase("emergency", reasons, row, copies, saturday_window=phase.saturday_window, until_ns=until_ns)


def _is_most(copies: Demand, facts: StudioFacts) -> bool:
    """Whether no phase of a wedding demands more."""
    critical, window = numbers_of(facts.numbers, "critical").copies, facts.numbers.window
    most = most_copies(critical, window)
    return copies.tiers >= most.tiers and copies.media >= most.media and copies.places >= most.places


def _emergencies(wedding: BookedWedding, stock: _Stock, windows: Windows, facts: StudioFacts) -> Iterator[Reason]:
    if wedding.emergency:
        now = Telling(windows, facts.numbers, Safety(), 0)
        yield Reason(rule="emergency pressed", text=reason_text("emergency pressed", now))
    if stock.is_there and is_last_copy(stock.copies):
        yield Reason(rule="last readable copy", text=last_copy_text(stock.kind, stock.copies))


def _protection(
    phase: Phase, stock: _Stock, windows: Windows, facts: StudioFacts, now_ns: int, seen_ns: int
) -> Protection:
    strict = rank(phase.level) >= _CRITICAL
    period_s = facts.numbers.unread_periods * phase.numbers.read_within_s
    oldest_ns = seen_ns - period_s * SECOND
    have = stock.ground.tally(read_since(stock.copies, oldest_ns), strict=strict)
    wanted, possible = required(phase.copies, facts.numbers), stock.possible(strict=strict)
    shortfall = ""
    if stock.is_there and not reaches_all(have, wanted, wanted):
        lacking = stock.lacking(oldest_ns, period_s)
        shortfall = shortfall_text(wanted, have, possible, lacking, stock.left_out)
    if stock.missed:
        shortfall = " ".join(filter(None, [missed_text(stock.missed), shortfall]))
    is_reached = not stock.is_there or reaches_all(have, wanted, possible)
    at_once = phase.level == "emergency"
    return Protection(
        level=phase.level,
        reasons=phase.reasons,
        copies=phase.copies,
        have=Demand(tiers=have.tiers, media=have.media, places=have.places),
        shortfall=shortfall,
        reached=is_reached,
        protected=stock.is_there and is_reached and not stock.missed and _is_away(have, wanted),
        saturday_window=phase.saturday_window,
        looked_every_s=0 if at_once else _looked_every(phase, windows, facts, now_ns),
        offsite_within_s=0 if at_once else phase.numbers.offsite_within_s,
        read_within_s=0 if at_once else phase.numbers.read_within_s,
        until_ns=phase.until_ns,
    )


def _is_away(have: Tally, wanted: Tally) -> bool:
    """Enough copies off the machine, in as many places, and off-site."""
    return all(one >= need for one, need in zip(have[3:], wanted[3:], strict=True))


def _looked_every(phase: Phase, windows: Windows, facts: StudioFacts, now_ns: int) -> int:
    """In seconds; more often from May to October where it is normal."""
    usual = phase.numbers.looked_every_s
    if phase.level == "normal" and is_season(now_ns, windows.zone):
        return min(usual, facts.numbers.season_every_s)
    return usual
