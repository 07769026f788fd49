"""`tier keys`: another access key for a bucket."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click
import msgspec

from studio_backup.base.names import display
from studio_backup.cli.bucket_keys import keys_options, needed_keys
from studio_backup.cli.output import Answer
from studio_backup.cli.session import Session, pass_session
from studio_backup.cli.tiers_asked import by_engine, named
from studio_backup.engine.jobs.tier_keys import change_keys
from studio_backup.engine.jobs.tiers import TierState
from studio_backup.storage.bucket_keys import BucketKeys

if TYPE_CHECKING:
    from studio_backup.api.remotes.tiers import RemoteTiers


@click.command(
    "keys",
    epilog="""\b
Examples:
  studio-backup tier keys cloud
  studio-backup tier keys cloud --keys-file ~/new-key.txt
""",
)
@click.argument("name")
@keys_options
@pass_session
def keys(session: Session, name: str, keys_file: str | None, ask_keys: bool) -> Answer:
    """Use another access key for a bucket, for example because the old one ends.

    The bucket is tried out with it first. If that works it is kept in this computer's keyring in the place of the old
    one, which then can be deleted at the provider; else all stays as it was. Without an option it is asked for.
    """
    given = needed_keys(session, keys_file, ask_keys)
    state = by_engine(session, lambda tiers: _changed_by(tiers, name, given))
    if state is None:
        with session.work("The old key stays in use.") as work, session.studio(work) as studio:
            state = change_keys(studio, name, given)
    changed = state
    return Answer(changed, lambda: _said(changed))


def _changed_by(tiers: RemoteTiers, name: str, given: BucketKeys) -> TierState:
    from studio_backup.api.tiers import ChangeKeys, TypedKeys  # noqa: PLC0415 - start-up time: only with an engine

    asked = ChangeKeys(keys=TypedKeys(access_key=given.access_key, secret_key=given.secret_key))
    return msgspec.convert(tiers.change_keys(named(tiers, name).id, asked), TierState, from_attributes=True)


def _said(state: TierState) -> Iterator[str]:
    yield f"{display(state.name)} answers with the new access key, which is now in this computer's keyring."
    yield "The old one is not used any more: delete it at the provider."
