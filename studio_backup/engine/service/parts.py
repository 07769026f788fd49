"""What the service is built of, and what it remembers between two looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo

from studio_backup.base.clock import Clock
from studio_backup.catalog.alerts import AlertTable
from studio_backup.catalog.database import Catalog
from studio_backup.catalog.jobs import JobTable
from studio_backup.catalog.measurements import Measurements
from studio_backup.catalog.policies import PolicyTable
from studio_backup.catalog.settings import KeyValue
from studio_backup.catalog.sources import SourceTable
from studio_backup.catalog.verifications import VerificationTable
from studio_backup.engine.bus import Bus
from studio_backup.engine.home import Home
from studio_backup.engine.service.bookings import Bookings
from studio_backup.engine.service.index import Index
from studio_backup.engine.service.start_at_login import StartAtLogin
from studio_backup.engine.service.vault import HeldVault


@dataclass(frozen=True)
class Parts:
    """Built once by the wiring. All of them are safe for many threads. `zone`: the machine's time zone now.

    `login`: its start at login, None where this process cannot know how it would be started.
    """

    home: Home
    clock: Clock
    vault: HeldVault
    catalog: Catalog
    zone: Callable[[], tzinfo]
    sources: SourceTable
    policies: PolicyTable
    weddings: Bookings
    jobs: JobTable
    alerts: AlertTable
    settings: KeyValue
    measured: Measurements
    verified: VerificationTable
    index: Index
    bus: Bus
    login: StartAtLogin | None = None
