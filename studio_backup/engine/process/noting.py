"""What a verb did without an engine, noted in the catalog for the next one; the service is not needed for it.

Nothing is noted where there is no catalog yet (`Home.has_catalog`): the history begins with it. Who asks that first
need not load this module, which brings the database's library with it.
"""

from __future__ import annotations

import contextlib

from studio_backup.base.clock import Clock
from studio_backup.base.errors import StudioBackupError
from studio_backup.catalog.database import open_catalog
from studio_backup.catalog.settings import KeyValue
from studio_backup.catalog.verifications import VerificationTable
from studio_backup.engine.home import CATALOG, Home
from studio_backup.engine.jobs.verify import Verified
from studio_backup.engine.process.single import only_engine
from studio_backup.engine.service.kit_reminder import KitReminder
from studio_backup.engine.service.verified import Run, verifications


def note_verified(home: Home, clock: Clock, found: Verified, run: Run) -> None:
    """Keep what was read back without an engine. Not where one runs meanwhile, or the catalog cannot be written: the
    ledgers know what was read all the same."""
    with (
        contextlib.suppress(StudioBackupError),
        only_engine(home, clock),
        contextlib.closing(open_catalog(home.file(CATALOG), clock)) as catalog,
    ):
        VerificationTable(catalog).add(verifications(found, run))


def note_kit_tried(home: Home, clock: Clock) -> None:
    """The recovery kit was in somebody's hand: whoever waits for it needs to wait no more."""
    with contextlib.closing(open_catalog(home.file(CATALOG), clock)) as catalog:
        KitReminder(KeyValue(catalog), clock).tried()
