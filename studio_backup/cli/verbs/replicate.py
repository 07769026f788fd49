"""`replicate`: copies to the tiers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click
import msgspec

from studio_backup.base.errors import UsageError
from studio_backup.base.names import display
from studio_backup.cli import words
from studio_backup.cli.by_engine import by_engine, wedding_name
from studio_backup.cli.moments import wedding_date
from studio_backup.cli.output import Answer
from studio_backup.cli.session import Session, pass_session
from studio_backup.cli.told import answered
from studio_backup.engine.jobs.replicate import Replicated, TierReplicated, WithheldPoint, replicate_exit, run_replicate

if TYPE_CHECKING:
    from studio_backup.api.remotes.work import RemoteWork
    from studio_backup.api.wire import JobView

SAFE = "Everything that reached a tier is safe there and will not be sent again. Run it again to go on."
EPILOG = """\b
Examples:
  studio-backup replicate
  studio-backup replicate --tier cloud --limit 4
  studio-backup replicate --wedding "Anna & Ben"
"""


@click.command("replicate", epilog=EPILOG)
@click.option("--tier", metavar="NAME", default="", help="Only this tier.")
@click.option("--wedding", metavar="NAME", default="", help="Only this wedding (and the keys which open it).")
@click.option("--date", metavar="YYYY-MM-DD", default="", help="Its date, where two weddings share the name.")
@click.option("--limit", metavar="MB/s", type=float, help="At most so many megabytes a second.")
@pass_session
def command(session: Session, tier: str, wedding: str, date: str, limit: float | None) -> Answer:
    """Copy to the tiers what they lack. It can be stopped at any moment, and goes on where it was."""
    if limit is not None and not (limit > 0 and math.isfinite(limit)):
        raise UsageError("The limit must be a number above 0.", hint="--limit 4 means four megabytes a second.")
    if date and not wedding:
        raise UsageError("--date belongs to a wedding.", hint="Add --wedding NAME.")
    day, speed = wedding_date(date) if date else "", limit * 1e6 if limit else None
    told = by_engine(session, lambda engine: _ask(engine, tier, wedding, day, speed), SAFE)
    if told is not None:
        return answered(told, lambda facts: msgspec.convert(facts, Replicated), lines, _warnings)
    with session.work(SAFE) as work, session.studio(work) as studio:
        result, error = run_replicate(
            studio,
            tier=tier,
            wedding=wedding,
            date=day,
            limit=speed,
            progress=work.progress,
            cancel=work.cancel,
        )
    return Answer(result, lambda: lines(result), replicate_exit(result, error), tuple(_warnings(result)), error)


def _ask(engine: RemoteWork, tier: str, wedding: str, date: str, limit: float | None) -> JobView:
    # Start-up time: only where an engine runs.
    from studio_backup.api.work import ReplicateAsked  # noqa: PLC0415

    return engine.replicate(ReplicateAsked(tier=tier, wedding=wedding_name(wedding), date=date, limit=limit))


def _warnings(result: Replicated) -> Iterator[str]:
    for problem in result.problems:
        yield f"{problem.object} is {problem.problem}. {problem.detail}".strip()
    for damaged in dict.fromkeys(p.object for tier in result.tiers for p in tier.damaged):
        yield f"{damaged} is damaged in the vault and was not copied from there. `verify --heal` mends it."
    for tier in result.tiers:
        yield from (_told(tier, one) for one in tier.withheld)
        yield from (f"{tier.tier} did not take {one.object}. {one.detail}".strip() for one in tier.failed)


def _told(tier: TierReplicated, one: WithheldPoint) -> str:
    files = f" Files: {words.listed([display(f) for f in one.files])}." if one.files else ""
    lacking = f" Lacking: {words.listed(one.lacking)}." if one.lacking else ""
    return f"Withheld from {tier.tier}: point {one.point[:12]} of {one.wedding}: {one.reason}.{lacking}{files}"


def lines(result: Replicated) -> Iterator[str]:
    """What was copied, for people."""
    for tier in result.tiers:
        if tier.error:
            yield f"{tier.tier}: nothing was copied. {tier.error}"
        elif tier.copied:
            points = f", {words.count(len(tier.points), 'recovery point')}" if tier.points else ""
            copied = f"{words.count(tier.copied, 'object')}, {words.size(tier.copied_bytes)}{points}"
            yield f"{tier.tier}: copied {copied}; {tier.present:,} were there."
        else:
            yield f"{tier.tier}: has everything ({words.count(tier.present, 'object')})."
    yield f"Took {words.duration(result.seconds)}."
