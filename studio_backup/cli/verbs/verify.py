"""`verify`: read copies back, name damage, heal it."""

from __future__ import annotations

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
from studio_backup.engine.jobs.verify import Depth, Verified, run_verify, verify_exit
from studio_backup.engine.verify.report import Damage, DrillResult, Level, PlaceCheck
from studio_backup.engine.wiring import joined_home

if TYPE_CHECKING:
    from studio_backup.api.remotes.work import RemoteWork
    from studio_backup.api.wire import JobView

SAFE = "What was read back so far is remembered, what was healed is durable. Nothing else was changed."
EPILOG = """\b
Examples:
  studio-backup verify
  studio-backup verify --heal
  studio-backup verify --tier nas --sample 10
  studio-backup verify --level drill --wedding "Anna & Ben"
"""
_FROM = {
    "direct": "from the disk itself",
    "dropped": "from the disk (its cache was told to forget)",
    "remote": "from the server",
    "cache": "by way of the system's cache: this disk offers no other way",
}
_MOST = 5  # file names for people; JSON has all


@click.command("verify", epilog=EPILOG)
@click.option("--tier", metavar="NAME", default="", help='Only this place ("local" is the vault).')
@click.option(
    "--level",
    type=click.Choice(["present", "read", "drill"]),
    default="read",
    show_default=True,
    help="present: all is there; read: every byte is read and matched; drill: restored and compared too.",
)
@click.option("--wedding", metavar="NAME", default="", help="Only this wedding (and the keys which open it).")
@click.option("--date", metavar="YYYY-MM-DD", default="", help="Its date, where two weddings share the name.")
@click.option("--sample", metavar="PERCENT", type=float, default=100.0, help="Read so much, longest unread first.")
@click.option("--heal", is_flag=True, help="Mend damage from other places, else from the source.")
@pass_session
def command(session: Session, tier: str, level: Level, wedding: str, date: str, sample: float, heal: bool) -> Answer:
    """Read stored copies back, check every byte, and say which files any damage touches."""
    if not 0 < sample <= 100:
        raise UsageError("The sample is a percentage above 0, up to 100.", hint="--sample 10 reads a tenth.")
    if date and not wedding:
        raise UsageError("--date belongs to a wedding.", hint="Add --wedding NAME.")
    day, depth = wedding_date(date) if date else "", Depth(level, sample, heal)
    told = by_engine(session, lambda engine: _ask(engine, depth, tier, wedding, day), SAFE)
    if told is not None:
        return answered(told, lambda facts: msgspec.convert(facts, Verified), lines, _warnings)
    begun_ns = session.clock.now_ns()
    with session.work(SAFE) as work, session.studio(work) as studio:
        found, code, error = run_verify(
            studio,
            depth,
            tier=tier,
            wedding=wedding,
            date=day,
            progress=work.progress,
            cancel=work.cancel,
        )
    _note(session, found, begun_ns, wedding, day, sample)
    return Answer(found, lambda: lines(found), verify_exit(code, error), tuple(_warnings(found)), error)


def _note(session: Session, found: Verified, begun_ns: int, wedding: str, date: str, sample: float) -> None:
    """Keep it in the history, as the engine would."""
    home = joined_home(session.options)
    if not home.has_catalog:
        return
    # Start-up time: the catalog is not needed before the work.
    from studio_backup.engine.process.noting import note_verified  # noqa: PLC0415
    from studio_backup.engine.service.verified import Run  # noqa: PLC0415

    run = Run(begun_ns=begun_ns, ended_ns=session.clock.now_ns(), wedding=wedding, date=date, sample=sample)
    note_verified(home, session.clock, found, run)


def _ask(engine: RemoteWork, depth: Depth, tier: str, wedding: str, date: str) -> JobView:
    # Start-up time: only where an engine runs.
    from studio_backup.api.work import VerifyAsked  # noqa: PLC0415

    return engine.verify(
        VerifyAsked(
            tier=tier, wedding=wedding_name(wedding), date=date, level=depth.level, sample=depth.sample, heal=depth.heal
        )
    )


def _warnings(found: Verified) -> Iterator[str]:
    mended = {(one.object, one.tier): one.origin for one in found.healed}
    reasons = {(one.object, one.tier): one.reason for one in found.remaining}
    for damage in found.damaged:
        key = (damage.object, damage.tier)
        healed = f" Healed{_origin(mended[key])}." if key in mended else ""
        reason = f" Not healed: {reasons[key]}" if key in reasons and key not in mended else ""
        yield f"{_damage(damage)}{healed}{reason}"
    for drill in found.drills:
        yield from (f"The drill from {drill.tier} failed. {one}" for one in drill.failed)


def _origin(origin: str) -> str:
    return f" from {origin}" if origin else ": it was good after all"


def _damage(damage: Damage) -> str:
    means = f" It holds {damage.means}." if damage.means else ""
    files = f" Files: {words.listed([display(f) for f in damage.files], _MOST)}." if damage.files else ""
    weddings = f" Weddings: {words.listed([display(w) for w in damage.weddings], _MOST)}." if damage.weddings else ""
    return f"{damage.tier}/{damage.object} is {damage.problem}. {damage.detail}{means}{files}{weddings}"


def lines(found: Verified) -> Iterator[str]:
    """What was checked, for people."""
    for place in found.places:
        yield _place(place, found)
    for drill in found.drills:
        yield _drill(drill)
    for name, why in found.unreachable.items():
        yield f"{name}: not checked. {why}"
    left = len(found.damaged) - len({(one.object, one.tier) for one in found.healed})
    if not found.damaged and not any(drill.failed for drill in found.drills):
        yield f"All good: {words.count(found.checked, 'object')}, in {words.duration(found.seconds)}."
    elif left <= 0:
        yield f"{words.count(len(found.damaged), 'object')} damaged, all healed."
    else:
        advice = "" if found.remaining else " `verify --heal` mends what another place has whole."
        yield f"{words.count(left, 'object')} damaged or missing.{advice}"


def _place(place: PlaceCheck, found: Verified) -> str:
    damaged = sum(one.tier == place.tier for one in found.damaged)
    how = f"{place.read:,} read, {words.size(place.bytes_read)} {_FROM.get(place.how, '')}"
    read = how if place.read else "all listed"
    leftovers = f"; {words.count(place.leftovers, 'left-over')} of interrupted writes" if place.leftovers else ""
    state = f"{damaged:,} DAMAGED OR MISSING" if damaged else "all good"
    return f"{place.tier}: {state}. {words.count(place.checked, 'object')}, {read}{leftovers}."


def _drill(drill: DrillResult) -> str:
    state = f"FAILED for {words.count(len(drill.failed), 'file')}" if drill.failed else "every file came back equal"
    amount = f"{words.count(drill.files, 'file')}, {words.size(drill.bytes)} in {words.duration(drill.seconds)}"
    return f"Drill from {drill.tier}: {state}. {amount}."
