"""Tiers by way of the engine, where one runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from studio_backup.api.endpoint import read_endpoint
from studio_backup.base.errors import NotFoundError, RefusedError, UnlockError
from studio_backup.base.names import display
from studio_backup.cli.session import Session
from studio_backup.engine.wiring import open_home

if TYPE_CHECKING:
    from studio_backup.api.remotes.tiers import RemoteTiers
    from studio_backup.api.tiers import TierCard
    from studio_backup.engine.server.ports.tiers import TiersPort

T = TypeVar("T")


def by_engine(session: Session, ask: Callable[[RemoteTiers], T]) -> T | None:
    """What the engine answers. None where this process is to do it: no engine runs, or the one that does is locked and
    a factor was given, which opens the vault for this process alone. Raises what the engine raises.
    """
    try:
        if read_endpoint(open_home(session.options).path) is None:
            return None
    except RefusedError:  # others could read its token: it goes without the engine
        return None
    # Start-up time: where no engine runs nothing of its client is loaded.
    from studio_backup.cli.reaching import remote_engine  # noqa: PLC0415

    with remote_engine(session) as engine:
        if engine is None:
            return None
        try:
            return ask(engine.tiers)
        except UnlockError:
            if session.options.passphrase_file or session.options.kit_file:
                return None
            raise


def all_cards(tiers: TiersPort | RemoteTiers) -> tuple[TierCard, ...]:
    """Every tier."""
    from studio_backup.api.requests import PageQuery  # noqa: PLC0415 - start-up time: as above
    from studio_backup.cli.door import all_pages  # noqa: PLC0415

    return all_pages(lambda after: tiers.list(PageQuery(limit=500, after=after)))


def named(tiers: TiersPort | RemoteTiers, name: str) -> TierCard:
    """The tier a person names, by its name or id. Raises NotFoundError, which lists the known ones."""
    cards = all_cards(tiers)
    found = next((one for one in cards if name in (one.name, one.id)), None)
    if found is None:
        known = ", ".join(display(one.name) for one in cards) or "none yet"
        raise NotFoundError(f"There is no tier {display(name)}.", hint=f"Known tiers: {known}. `tier add` adds one.")
    return found
