"""Building the service: the catalog, the vault's holder, the engine. The only place that joins them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

import platformdirs

from studio_backup.base.clock import Clock
from studio_backup.base.files import make_folders
from studio_backup.base.zones import local_zone
from studio_backup.catalog.alerts import AlertTable
from studio_backup.catalog.database import Catalog, open_catalog
from studio_backup.catalog.jobs import JobTable
from studio_backup.catalog.measurements import Measurements
from studio_backup.catalog.point_contents import PointContents
from studio_backup.catalog.points import PointTable
from studio_backup.catalog.policies import PolicyTable
from studio_backup.catalog.search import FileSearch
from studio_backup.catalog.settings import KeyValue
from studio_backup.catalog.sources import SourceTable
from studio_backup.catalog.verifications import VerificationTable
from studio_backup.catalog.weddings import WeddingTable
from studio_backup.engine.bus import Bus
from studio_backup.engine.home import CATALOG, Home
from studio_backup.engine.jobs.bringing_back import bring_back_from_home
from studio_backup.engine.service.bookings import Bookings, named_in
from studio_backup.engine.service.engine import Engine
from studio_backup.engine.service.index import Index
from studio_backup.engine.service.made_anew import note_made_anew
from studio_backup.engine.service.opened import OpenedVault
from studio_backup.engine.service.parts import Parts
from studio_backup.engine.service.preferences import PreferencesKept
from studio_backup.engine.service.service import Service
from studio_backup.engine.service.start_at_login import StartAtLogin
from studio_backup.engine.service.vault import HeldVault, Unlock


@contextlib.contextmanager
def service(
    home: Home, unlock: Unlock, clock: Clock, stopping: Callable[[], None], login: StartAtLogin | None = None
) -> Iterator[tuple[Service, Engine]]:
    """The service of a home and its engine, not started. Leaving the context closes the catalog."""
    make_folders(home.path)
    catalog = open_catalog(home.file(CATALOG), clock)
    try:
        if catalog.fresh:
            bring_back_from_home(home, catalog)
            note_made_anew(home, catalog)
        search, sources = FileSearch(catalog), SourceTable(catalog)
        index = Index(PointTable(catalog), search, PointContents(catalog))
        parts = Parts(
            home=home,
            clock=clock,
            vault=HeldVault(home, unlock, clock),
            catalog=catalog,
            zone=local_zone,
            sources=sources,
            policies=PolicyTable(catalog),
            weddings=_weddings(catalog, clock, sources, index),
            jobs=JobTable(catalog),
            alerts=AlertTable(catalog),
            settings=KeyValue(catalog),
            measured=Measurements(catalog),
            verified=VerificationTable(catalog),
            index=index,
            bus=Bus(clock),
            login=login,
        )
        engine = Engine(parts)
        with contextlib.closing(OpenedVault(parts.vault, parts.index)) as opened:
            yield Service(engine, search, stopping, opened, platformdirs.user_documents_dir), engine
    finally:
        catalog.close()


def _weddings(catalog: Catalog, clock: Clock, sources: SourceTable, index: Index) -> Bookings:
    """The weddings of a home: in the studio's own zone, and with all that is watched or stored."""
    settings = KeyValue(catalog)
    return Bookings(
        WeddingTable(catalog),
        clock,
        lambda: PreferencesKept(settings).now.zone or str(getattr(local_zone(), "key", "UTC")),
        lambda: named_in(sources.all(), index.rows()),
    )
