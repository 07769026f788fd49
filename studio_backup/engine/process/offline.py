"""The service without its engine: for verbs on the catalog while none runs. Nothing is watched, nothing begins."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace

from studio_backup.api.wire import RebuiltView, StatusView
from studio_backup.base.clock import Clock
from studio_backup.base.control import CancelToken
from studio_backup.base.errors import UnlockError
from studio_backup.engine.process.single import only_engine
from studio_backup.engine.service.service import Service
from studio_backup.engine.service.start_at_login import StartAtLogin
from studio_backup.engine.service.tiers import Tiers
from studio_backup.engine.service.wiring import service
from studio_backup.engine.unlock import Options
from studio_backup.engine.wiring import joined_home, open_studio


@contextlib.contextmanager
def offline_service(options: Options, clock: Clock, login: StartAtLogin | None = None) -> Iterator[Service]:
    """The verbs of the service in this process, with the vault if it can be opened without asking.

    Raises NotFoundError where no vault is joined, AlreadyRunning if an engine begins meanwhile.
    """
    home = joined_home(options)
    with only_engine(home, clock), service(home, lambda o: open_studio(o, clock), clock, _nothing, login) as built:
        made, engine = built
        with contextlib.suppress(UnlockError):
            engine.parts.vault.unlock(replace(options, ask=None))
        yield made


def status_without_engine(options: Options, clock: Clock) -> StatusView:
    """How all stands, as far as this home knows without asking places that may sleep. Raises as open_studio does."""
    home = joined_home(options)
    with only_engine(home, clock), service(home, lambda o: open_studio(o, clock), clock, _nothing) as (made, engine):
        engine.parts.vault.unlock(options)
        with engine.parts.vault.studio() as studio:
            engine.places.remember(studio)
        return made.status()


@contextlib.contextmanager
def tiers_without_engine(options: Options, clock: Clock) -> Iterator[Tiers]:
    """The tiers, each asked now. Raises as open_studio does."""
    home = joined_home(options)
    with only_engine(home, clock), service(home, lambda o: open_studio(o, clock), clock, _nothing) as (made, engine):
        engine.parts.vault.unlock(options)
        with engine.parts.vault.studio() as studio:
            engine.places.ask_tiers(studio)
            engine.places.remember(studio)
        yield made.tiers


def rebuild_without_engine(options: Options, clock: Clock, cancel: CancelToken) -> RebuiltView:
    """Make anew from the vault what the catalog knows of it. Raises as open_studio does, Cancelled."""
    home = joined_home(options)
    with only_engine(home, clock), service(home, lambda o: open_studio(o, clock), clock, _nothing) as (made, engine):
        engine.parts.vault.unlock(options)
        return made.rebuild_catalog(cancel)


def _nothing() -> None:
    """There is no engine to end."""
