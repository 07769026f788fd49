"""`tier`: add, list, probe, repair, remove."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import click

from studio_backup.base.names import display
from studio_backup.cli import words
from studio_backup.cli.output import Answer
from studio_backup.cli.session import Session, pass_session
from studio_backup.domain.tier import TIER_ROLES, TierRole
from studio_backup.engine.jobs.repair import repair_tier
from studio_backup.engine.jobs.tiers import Probed, TierState, add_tier, list_tiers, probe_tier, remove_tier
from studio_backup.engine.wiring import open_home


@dataclass(frozen=True)
class TierList:
    """All tiers of this home."""

    tiers: tuple[TierState, ...]


@click.group("tier", no_args_is_help=True)
def command() -> None:
    """Places that hold a copy: a NAS folder, a drive, an S3 bucket."""


@command.command(
    "add",
    epilog="""\b
Examples:
  studio-backup tier add nas /mnt/nas/studio --role nas
  studio-backup tier add cloud "s3://my-bucket/studio?region=eu-central-1" --role cloud
  studio-backup tier add minio "s3://studio/vault?endpoint=https://s3.example.com" --role cloud-secondary
""",
)
@click.argument("name")
@click.argument("location")
@click.option("--role", type=click.Choice(TIER_ROLES), required=True, help="What kind of place it is.")
@pass_session
def add(session: Session, name: str, location: str, role: TierRole) -> Answer:
    """Make an empty or new place a tier, or attach one which holds this vault already.

    LOCATION is a folder, or s3://bucket/prefix?endpoint=URL&region=R. Keys for a bucket come from the ordinary AWS
    places (AWS_ACCESS_KEY_ID, ~/.aws/credentials), never from the address. A new place is tried out first, and what
    it cannot do is said.
    """
    with session.work("Nothing was added.") as work, session.studio(work) as studio:
        state = add_tier(studio, name, location, role)
    return Answer(state, lambda: _added(state, name, role))


def _added(state: TierState, name: str, role: TierRole) -> Iterator[str]:
    if state.attached:
        yield f"Attached: {display(state.location)} bears this vault's marker, as {display(state.name)} ({state.role})."
        if (state.name, state.role) != (name, role):
            yield f"It keeps that name and role, not {display(name)} ({role})."
        yield f"`studio-backup tier probe {display(state.name)}` tries out what it does."
        return
    yield f"Added: {display(state.name)} ({state.role}), {display(state.location)}"
    yield from _probe(state.probe)
    yield "Next: studio-backup replicate"


def _probe(probed: Probed | None) -> Iterator[str]:
    if probed is None:
        yield "  never probed"
        return
    report = probed.report
    speeds = f"writes {words.size(int(report.put_speed))}/s, reads {words.size(int(report.get_speed))}/s"
    yield f"  a {report.kind}: {speeds}, answers in {report.latency * 1000:.0f} ms"
    yield "  " + "; ".join(text for holds, text in _abilities(probed) if holds)
    yield from (f"  lacks: {text}" for text in probed.missing)


def _abilities(probed: Probed) -> tuple[tuple[bool, str], ...]:
    report = probed.report
    return (
        (report.exclusive, "creates without replacing"),
        (report.checksum, "checks digests"),
        (report.listing, "lists at once"),
        (bool(report.versions), "keeps versions"),
        (bool(report.object_lock), "can lock objects"),
        (True, "what was written came back equal" if report.readback else "WHAT WAS WRITTEN DID NOT COME BACK"),
    )


@command.command("list", epilog="\b\nExample:\n  studio-backup tier list")
@pass_session
def list_(session: Session) -> Answer:
    """List the tiers of this home, without asking them. Needs no passphrase."""
    tiers = list_tiers(open_home(session.options))
    return Answer(TierList(tiers), lambda: _listed(session, tiers))


def _listed(session: Session, tiers: tuple[TierState, ...]) -> Iterator[str]:
    if not tiers:
        yield "No tier yet. `studio-backup tier add NAME LOCATION --role nas` adds one."
        return
    now = session.clock.now_ns()
    rows = [(display(t.name), t.role, display(t.location), words.age(t.added_ns, now), _short(t)) for t in tiers]
    yield from words.table(rows, indent="")


def _short(tier: TierState) -> str:
    if tier.probe is None:
        return "never probed"
    return f"lacks {words.count(len(tier.probe.missing), 'thing')}" if tier.probe.missing else "lacks nothing"


@command.command("probe", epilog="\b\nExample:\n  studio-backup tier probe cloud")
@click.argument("name")
@pass_session
def probe(session: Session, name: str) -> Answer:
    """Try out again what a tier really does, and remember it."""
    with session.work("The tier is as it was.") as work, session.studio(work) as studio:
        state = probe_tier(studio, name)
    return Answer(state, lambda: (f"{display(state.name)}, {display(state.location)}", *_probe(state.probe)))


@command.command("repair", epilog="\b\nExample:\n  studio-backup tier repair nas")
@click.argument("name")
@pass_session
def repair(session: Session, name: str) -> Answer:
    """Write a tier's lost or damaged marker anew, once it is shown that the place holds this vault."""
    with session.work() as work, session.studio(work) as studio:
        done = repair_tier(studio, name)
    what = "The marker was written anew" if done.repaired else "The marker is good; nothing was done"
    held = words.count(done.points, "recovery point")
    return Answer(done, lambda: [f"{what}: {display(done.location)}, which holds {held} of this vault."])


@command.command("remove", epilog="\b\nExample:\n  studio-backup tier remove old-nas")
@click.argument("name")
@pass_session
def remove(session: Session, name: str) -> Answer:
    """Forget a tier. Nothing is deleted there, and `tier add` attaches it again."""
    state = remove_tier(open_home(session.options), name)
    said = f"Forgotten: {display(state.name)}. Nothing was deleted at {display(state.location)}."
    return Answer(state, lambda: [said])
