"""`priority`: why a wedding is as urgent as it is, at any moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import click

from studio_backup.api.weddings import PriorityQuery, PriorityView, ProtectionView
from studio_backup.base.errors import UsageError
from studio_backup.base.names import display
from studio_backup.cli import words
from studio_backup.cli.door import door
from studio_backup.cli.moments import wedding_date
from studio_backup.cli.output import Answer
from studio_backup.cli.session import Session, pass_session
from studio_backup.cli.shown import when
from studio_backup.domain.protection import Demand

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_HINT: Final = 'Write it with its offset: "2026-06-20T14:02+01:00", or "2026-06-20T13:02Z".'


@dataclass(frozen=True)
class ShownRule:
    """A rule that holds, and when it ends."""

    rule: str
    text: str
    until: str | None


@dataclass(frozen=True)
class ShownProtection:
    """What papers or media need. `reasons`: in sentences; `rules`: the same with their names. Spans in seconds, 0 for
    at once."""

    level: str
    reasons: tuple[str, ...]
    copies: Demand
    have: Demand
    shortfall: str
    saturday_window: bool
    until: str | None
    looked_every_s: int
    offsite_within_s: int
    read_within_s: int
    rules: tuple[ShownRule, ...]


@dataclass(frozen=True)
class ShownPriority:
    """The whole answer. `papers`, `media`: None where there is nothing of it."""

    wedding: str
    date: str
    at: str | None
    papers: ShownProtection | None
    media: ShownProtection | None


@click.command(
    "priority",
    epilog="""\b
Examples:
  studio-backup priority "Anna & Ben"
  studio-backup priority "Anna & Ben" --date 2026-06-20 --at 2026-06-19T18:00+01:00
""",
)
@click.argument("wedding")
@click.option("--date", default="", help="Its date, where two weddings have this name.")
@click.option("--at", metavar="TIME", help="At another moment, past or future: ISO 8601 with an offset.")
@pass_session
def command(session: Session, wedding: str, date: str, at: str | None) -> Answer:
    """Why a wedding's papers and media are as urgent as they are, and which copies they need.

    At another moment the calendar is as of then; which copies there are is as it is now.
    """
    asked = PriorityQuery(
        wedding=wedding, date=wedding_date(date) if date else "", at_ns=None if at is None else exact_ns(at)
    )
    with door(session) as engine:
        found = engine.service.protection.priority(asked)
    return Answer(_shown(found), lambda: _lines(found))


def exact_ns(text: str) -> int:
    """The very moment, ns UTC. UsageError for a time without an offset, and before 1970."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(f"{display(text)} is no time.", hint=_HINT) from None
    if found.tzinfo is None:
        raise UsageError(f"{display(text)} names no offset: whose clock shows it?", hint=_HINT)
    since = (found - _EPOCH) // timedelta(microseconds=1)
    if not 0 <= since < 2**63 // 1_000:
        raise UsageError(f"{display(text)} is no time that can be reckoned with.", hint=_HINT)
    return since * 1_000


def _shown(found: PriorityView) -> ShownPriority:
    return ShownPriority(
        wedding=found.wedding,
        date=found.date,
        at=when(found.at_ns),
        papers=_shown_part(found.papers),
        media=_shown_part(found.media),
    )


def _shown_part(one: ProtectionView | None) -> ShownProtection | None:
    if one is None:
        return None
    return ShownProtection(
        level=one.level,
        reasons=tuple(reason.text for reason in one.reasons),
        copies=one.copies,
        have=one.have,
        shortfall=one.shortfall,
        saturday_window=one.saturday_window,
        until=when(one.until_ns),
        looked_every_s=one.looked_every_s,
        offsite_within_s=one.offsite_within_s,
        read_within_s=one.read_within_s,
        rules=tuple(ShownRule(reason.rule, reason.text, when(reason.until_ns)) for reason in one.reasons),
    )


def _lines(found: PriorityView) -> Iterator[str]:
    yield ", ".join(filter(None, (display(found.wedding), found.date, words.moment(found.at_ns))))
    yield from _part("Papers", found.papers, "nothing of them is kept any more.")
    yield from _part("Media", found.media, "none yet.")


def _part(name: str, one: ProtectionView | None, nothing: str) -> Iterator[str]:
    if one is None:
        yield f"{name}: {nothing}"
        return
    yield f"{name}: {one.level}"
    yield from (f"  {reason.text}" for reason in one.reasons)
    yield f"  Demanded: {_copies(one.copies)}; there count {_copies(one.have)}."
    if one.shortfall:
        yield f"  ! {one.shortfall}"
    spans = (("Off-site", one.offsite_within_s), ("Read back", one.read_within_s))
    yield "  " + ", ".join(f"{what} {_within(span)}" for what, span in spans) + "."
    if one.until_ns:
        yield f"  The next change by the clock: {words.moment(one.until_ns)}."


def _copies(one: Demand) -> str:
    return f"{one.tiers} / {one.media} / {one.places} (copies / media / places)"


def _within(span_s: int) -> str:
    return f"within {words.duration(span_s)}" if span_s else "at once"
