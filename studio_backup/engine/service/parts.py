"""What the service is built of, and what it remembers between two looks."""

from __future__ import annotations

from dataclasses import dataclass

from studio_backup.base.clock import Clock
from studio_backup.catalog.alerts import AlertTable
from studio_backup.catalog.database import Catalog
from studio_backup.catalog.jobs import JobTable
from studio_backup.catalog.measurements import Measurements
from studio_backup.catalog.settings import KeyValue
from studio_backup.catalog.sources import SourceTable
from studio_backup.engine.bus import Bus
from studio_backup.engine.home import Home
from studio_backup.engine.service.index import Index
from studio_backup.engine.service.vault import HeldVault


@dataclass(frozen=True)
class Parts:
    """Built once by the wiring. All of them are safe for many threads."""

    home: Home
    clock: Clock
    vault: HeldVault
    catalog: Catalog
    sources: SourceTable
    jobs: JobTable
    alerts: AlertTable
    settings: KeyValue
    measured: Measurements
    index: Index
    bus: Bus
