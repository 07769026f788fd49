"""`tier`: add, keys, list, health, probe, repair, limit, remove."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click
import msgspec

from studio_backup.base.names import display
from studio_backup.cli import words
from studio_backup.cli.bucket_keys import given_keys, keys_options
from studio_backup.cli.output import Answer
from studio_backup.cli.session import Session, pass_session
from studio_backup.cli.tier_keys import keys
from studio_backup.cli.tier_limits import limit
from studio_backup.cli.tier_places import edit, lying_of, lying_options
from studio_backup.cli.tiers_asked import all_cards, by_engine, named
from studio_backup.cli.tiers_shown import (
    Healths,
    ListedTier,
    LossShown,
    ReasonShown,
    RemovalShown,
    TierHealthShown,
    TierList,
)
from studio_backup.domain.bandwidth import sentence
from studio_backup.domain.tier import TIER_ROLES, Medium, Tier, TierRole
from studio_backup.engine.bucket_keys import KeptKeys
from studio_backup.engine.jobs.repair import Repaired, repair_tier
from studio_backup.engine.jobs.status import run_status
from studio_backup.engine.jobs.tier_lying import Lying, keep_lying
from studio_backup.engine.jobs.tier_removal import plan_removal
from studio_backup.engine.jobs.tiers import Probed, TierState, add_tier, probe_tier, remove_tier, state_of
from studio_backup.engine.studio import LOCAL
from studio_backup.engine.wiring import open_home
from studio_backup.storage.bucket_keys import BucketKeys
from studio_backup.storage.location import parse_location

if TYPE_CHECKING:
    from studio_backup.api.remotes.tiers import RemoteTiers
    from studio_backup.api.tiers import TierCard
    from studio_backup.engine.server.ports.tiers import TiersPort


@click.group("tier", no_args_is_help=True)
def command() -> None:
    """Places that hold a copy: a NAS folder, a drive, an S3 bucket."""


command.add_command(limit)
command.add_command(edit)
command.add_command(keys)


@command.command(
    "add",
    epilog="""\b
Examples:
  studio-backup tier add nas /mnt/nas/studio --role nas
  studio-backup tier add cloud "s3://my-bucket/studio?region=eu-central-1" --role cloud
  studio-backup tier add minio "s3://studio/vault?endpoint=https://s3.example.com" --role cloud-secondary --ask-keys
""",
)
@click.argument("name")
@click.argument("location")
@click.option("--role", type=click.Choice(TIER_ROLES), required=True, help="What kind of place it is.")
@lying_options
@keys_options
@pass_session
def add(
    session: Session,
    name: str,
    location: str,
    role: TierRole,
    medium: Medium | None,
    place: str | None,
    at: str | None,
    keys_file: str | None,
    ask_keys: bool,
) -> Answer:
    """Make an empty or new place a tier, or attach one which holds this vault already.

    LOCATION is a folder, or s3://bucket/prefix?endpoint=URL&region=R. The access key of a bucket is given with
    --ask-keys or --keys-file and kept in this computer's keyring; without them it comes from the ordinary AWS places
    (AWS_ACCESS_KEY_ID, ~/.aws/credentials). A new place is tried out first, and what it cannot do is said.
    """
    where, lying = parse_location(location).text, lying_of(medium, place, at)
    given = given_keys(session, keys_file, ask_keys)
    state = by_engine(session, lambda tiers: _by_engine_added(tiers, name, where, role, lying, given))
    by_itself = state is not None
    if state is None:
        with session.work("Nothing was added.") as work, session.studio(work) as studio:
            state = add_tier(studio, name, where, role, given)
            if lying.said:
                keep_lying(studio.home, state.id, lying)
    made = state
    return Answer(made, lambda: _added(made, name, role, by_itself))


def _by_engine_added(
    tiers: RemoteTiers, name: str, location: str, role: TierRole, lying: Lying, keys: BucketKeys | None
) -> TierState:
    from studio_backup.api.tiers import NewTier  # noqa: PLC0415 - start-up time: only where an engine runs

    said = {"medium": lying.medium or "", "place": lying.place or "", "spot": msgspec.to_builtins(lying.spot)}
    said |= {"keys": msgspec.to_builtins(keys)}
    checked = msgspec.convert({"name": name, "location": location, "role": role, **said}, NewTier)
    return _state(tiers.add(checked))


def _state(card: TierCard) -> TierState:
    """As this process would have told it."""
    return msgspec.convert(card, TierState, from_attributes=True)


def _added(state: TierState, name: str, role: TierRole, by_itself: bool) -> Iterator[str]:
    if state.attached:
        yield f"Attached: {display(state.location)} bears this vault's marker, as {display(state.name)} ({state.role})."
        if (state.name, state.role) != (name, role):
            yield f"It keeps that name and role, not {display(name)} ({role})."
        yield f"`studio-backup tier probe {display(state.name)}` tries out what it does."
        return
    yield f"Added: {display(state.name)} ({state.role}), {display(state.location)}"
    yield from _probe(state.probe)
    yield "Its copies begin by themselves." if by_itself else "Next: studio-backup replicate"


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
    cards = by_engine(session, all_cards)
    if cards is None:
        tiers = tuple(_unseen(tier) for tier in open_home(session.options).tiers())
    else:
        tiers = tuple(_seen(card) for card in cards)
    return Answer(TierList(tiers), lambda: _listed(session, tiers))


def _unseen(tier: Tier) -> ListedTier:
    state = state_of(tier)
    return ListedTier(
        state.id, state.name, state.role, state.location, state.added_ns, state.attached, state.probe,
        health=None, state="", reasons=(), limit=sentence(tier.bandwidth),
    )  # fmt: skip


def _seen(card: TierCard) -> ListedTier:
    state = _state(card)
    return ListedTier(
        state.id, state.name, state.role, state.location, state.added_ns, state.attached, state.probe,
        health=card.health, state=card.state, reasons=tuple(one.text for one in card.reasons),
        limit=card.bandwidth_told,
    )  # fmt: skip


def _listed(session: Session, tiers: tuple[ListedTier, ...]) -> Iterator[str]:
    if not tiers:
        yield "No tier yet. `studio-backup tier add NAME LOCATION --role nas` adds one."
        return
    now = session.clock.now_ns()
    rows = [(display(t.name), t.role, display(t.location), words.age(t.added_ns, now), _short(t)) for t in tiers]
    yield from words.table(rows, indent="")


def _short(tier: ListedTier) -> str:
    if tier.health is not None:
        return f"{tier.state}, health {tier.health} of 100"
    if tier.probe is None:
        return "never probed"
    return f"lacks {words.count(len(tier.probe.missing), 'thing')}" if tier.probe.missing else "lacks nothing"


@command.command("health", epilog="\b\nExamples:\n  studio-backup tier health\n  studio-backup tier health nas")
@click.argument("name", default="")
@pass_session
def health(session: Session, name: str) -> Answer:
    """How well each tier is, from 0 to 100, and why it is not better. Without an engine each is asked now."""

    def chosen(tiers: RemoteTiers | TiersPort) -> tuple[TierCard, ...]:
        return (named(tiers, name),) if name else all_cards(tiers)

    cards = by_engine(session, chosen)
    if cards is None:
        from studio_backup.engine.process.offline import tiers_without_engine  # noqa: PLC0415 - start-up time

        with tiers_without_engine(session.options, session.clock) as tiers:
            cards = chosen(tiers)
    return Answer(Healths(tuple(_healthy(card) for card in cards)), lambda: _health_lines(cards))


def _healthy(card: TierCard) -> TierHealthShown:
    return TierHealthShown(
        name=card.name,
        role=card.role,
        state=card.state,
        health=card.health,
        reasons=tuple(ReasonShown(one.points, one.text) for one in card.reasons),
        latency_s=card.latency_s,
        free_bytes=card.free_bytes,
        used_bytes=card.used_bytes,
        last_contact=words.instant(card.last_contact_ns) or None,
        waiting_files=card.waiting_files,
        waiting_bytes=card.waiting_bytes,
    )


def _health_lines(cards: tuple[TierCard, ...]) -> Iterator[str]:
    if not cards:
        yield "No tier yet. `studio-backup tier add NAME LOCATION --role nas` adds one."
    for card in cards:
        free = f", {words.size(card.free_bytes)} free" if card.free_bytes is not None else ""
        yield f"{display(card.name)}: {card.health} of 100, {card.state}; {words.size(card.used_bytes)} used{free}"
        yield from (f"  -{one.points}: {one.text}" for one in card.reasons)


@command.command("probe", epilog="\b\nExample:\n  studio-backup tier probe cloud")
@click.argument("name")
@pass_session
def probe(session: Session, name: str) -> Answer:
    """Try out again what a tier really does, and remember it."""
    state = by_engine(session, lambda tiers: _state(tiers.probe(named(tiers, name).id)))
    if state is None:
        with session.work("The tier is as it was.") as work, session.studio(work) as studio:
            state = probe_tier(studio, name)
    found = state
    return Answer(found, lambda: (f"{display(found.name)}, {display(found.location)}", *_probe(found.probe)))


@command.command("repair", epilog="\b\nExample:\n  studio-backup tier repair nas")
@click.argument("name")
@pass_session
def repair(session: Session, name: str) -> Answer:
    """Write a tier's lost or damaged marker anew, once it is shown that the place holds this vault."""
    by_other = by_engine(session, lambda tiers: _by_engine_repaired(tiers, name))
    if by_other is None:
        with session.work() as work, session.studio(work) as studio:
            by_other = repair_tier(studio, name)
    done = by_other
    what = "The marker was written anew" if done.repaired else "The marker is good; nothing was done"
    held = words.count(done.points, "recovery point")
    return Answer(done, lambda: [f"{what}: {display(done.location)}, which holds {held} of this vault."])


def _by_engine_repaired(tiers: RemoteTiers, name: str) -> Repaired:
    done = tiers.repair(name if name == LOCAL else named(tiers, name).id)
    return msgspec.convert(done, Repaired, from_attributes=True)


@command.command(
    "remove",
    epilog="\b\nExamples:\n  studio-backup tier remove old-nas --dry-run\n  studio-backup tier remove old-nas",
)
@click.argument("name")
@click.option("--dry-run", is_flag=True, help="Only say which weddings would lose which cover.")
@pass_session
def remove(session: Session, name: str, dry_run: bool) -> Answer:
    """Forget a tier. Nothing is deleted there, and `tier add` attaches it again."""
    if dry_run:
        plan = _planned(session, name)
        return Answer(plan, lambda: plan.sentences)
    state = by_engine(session, lambda tiers: _by_engine_removed(tiers, name))
    if state is None:
        state = remove_tier(open_home(session.options), name, KeptKeys(session.clock))
    gone = state
    said = f"Forgotten: {display(gone.name)}. Nothing was deleted at {display(gone.location)}."
    return Answer(gone, lambda: [said])


def _by_engine_removed(tiers: RemoteTiers, name: str) -> TierState:
    plan = tiers.removal(named(tiers, name).id)
    return _state(tiers.remove(plan.tier, plan.confirm))


def _planned(session: Session, name: str) -> RemovalShown:
    by_other = by_engine(session, lambda tiers: tiers.removal(named(tiers, name).id))
    if by_other is not None:
        loses = tuple(msgspec.convert(one, LossShown, from_attributes=True) for one in by_other.loses)
        return RemovalShown(by_other.tier, by_other.name, by_other.known, loses, by_other.sentences)
    with session.work("Nothing was removed.") as work, session.studio(work) as studio:
        plan = plan_removal(studio.tier(name), run_status(studio))
    loses = tuple(LossShown(one.wedding, one.date, one.points, one.left, one.away, one.short) for one in plan.losses)
    return RemovalShown(plan.tier.id, plan.tier.name, plan.known, loses, plan.sentences)
