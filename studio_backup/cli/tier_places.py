"""`tier edit`, and the options which say what a tier is made of and where it lies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

import click

from studio_backup.base.errors import UsageError
from studio_backup.base.names import display
from studio_backup.cli.output import Answer
from studio_backup.cli.session import Session, pass_session
from studio_backup.cli.spots import spot_of
from studio_backup.cli.tiers_shown import TierPlaced
from studio_backup.domain.tier import TIER_ROLES, Medium, TierRole
from studio_backup.engine.jobs.tier_lying import Lying

MEDIA: Final = ("disk", "nas", "cloud", "tape")
_NOBODY: Final = ("", "none")


def lying_options(verb: Callable[..., Any]) -> Callable[..., Any]:
    """--medium, --place and --at."""
    for option in (
        click.option("--at", metavar="LAT,LON", help='Where it is on the map, as 48.21,16.37; "none" takes that back.'),
        click.option("--place", help="Where it lies: equal names are one place. The studio is called studio."),
        click.option("--medium", type=click.Choice(MEDIA), help="What it is made of."),
    ):
        verb = option(verb)
    return verb


def lying_of(medium: Medium | None, place: str | None, at: str | None) -> Lying:
    """What was said. UsageError for what is no spot."""
    no_spot = at is not None and at.lower() in _NOBODY
    return Lying(medium, place, spot_of(at) if at is not None and not no_spot else None, no_spot)


@click.command(
    "edit",
    epilog="""\b
Examples:
  studio-backup tier edit drive --place "my parents' house" --at 48.30,14.29
  studio-backup tier edit nas --name "Studio NAS"
""",
)
@click.argument("name")
@click.option("--name", "new_name", help="Call it so.")
@click.option("--role", type=click.Choice(TIER_ROLES), help="What kind of place it is.")
@lying_options
@pass_session
def edit(
    session: Session,
    name: str,
    new_name: str | None,
    role: TierRole | None,
    medium: Medium | None,
    place: str | None,
    at: str | None,
) -> Answer:
    """Say what a tier is made of and where it lies, or give it another name or role.

    Copies at one place, or near the venue, count as one place; without a word of yours its kind and address tell.
    """
    lying = lying_of(medium, place, at)
    if not lying.said and new_name is None and role is None:
        raise UsageError("Nothing is to be changed.", hint="See `studio-backup tier edit --help`.")
    # Start-up time: the door to the engine, else the catalog, is loaded for this verb alone.
    from studio_backup.cli.tier_placing import keep_edit  # noqa: PLC0415

    kept = keep_edit(session, name, new_name, role, lying)
    return Answer(kept, lambda: _lines(kept))


def _lines(one: TierPlaced) -> Iterator[str]:
    run_by = f", run by {display(one.provider)}" if one.provider else ""
    spot = f" ({one.spot.latitude:g},{one.spot.longitude:g})" if one.spot else ""
    yield f"{display(one.name)} ({one.role}): {one.medium}{run_by}, at {display(one.place)}{spot}."
